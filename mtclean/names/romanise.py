"""Other alphabets in Latin letters, as newspapers and translation programs write names that they do not know.

Only the build reads this: a name in another script becomes the few spellings in which it may come back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import product

MOST = 4  # spellings of one name


def _table(letters: str, latin: str) -> dict[str, str]:
    return dict(zip(letters, latin.split(), strict=True))


_CYRILLIC = _table(
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўђјљњћџѓќѕ",
    "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya i yi ye g u dj j lj nj c dz gj kj dz",
)
_BY_LANGUAGE = {
    "uk": {"г": "h", "и": "y", "щ": "shch"},
    "bg": {"щ": "sht", "ъ": "a", "х": "h"},
    "sr": {"х": "h", "ц": "c", "ж": "z", "ч": "c", "ш": "s"},
}
_GREEK = _table("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o")
_GREEK_PAIRS = {"ου": "ou", "μπ": "b", "ντ": "nt", "γκ": "gk", "αυ": "av", "ευ": "ev", "τζ": "tz", "αι": "ai"}
_HEBREW = _table("אבגדהוזחטיכךלמםנןסעפףצץקרשת", "a b g d h v z h t i k k l m m n n s a f f ts ts k r sh t")
_ARABIC = _table(
    "اأإآبتثجحخدذرزسشصضطظعغفقكلمنهةويىئءؤپڤگچژکی",
    "a a i a b t th j h kh d dh r z s sh s d t z _ gh f q k l m n h a u i a _ _ _ p v g ch zh k i",
)
_INDIC = _table(
    "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह",
    "k kh g gh n ch chh j jh n t th d dh n t th d dh n p ph b bh m y r l v sh sh s h",
)
_INDIC_VOWELS = _table("अआइईउऊएऐऑओऔऋ", "a a i i u u e ai o o au ri")
_INDIC_SIGNS = _table("ािीुूेैॉोौृ्", "a i i u u e ai o o au ri _")
_INDIC_NASALS = {"ं": "n", "ँ": "n", "़": ""}
_VOWELS = frozenset("aiuo")


def romanised(name: str, language: str) -> list[str]:
    """The usual spellings of `name` in Latin letters, each once; none where the script says too little.

    >>> romanised("Кишинів", "uk"), romanised("Гавана", "ru"), romanised("Yibuti", "es")
    (['Kyshyniv'], ['Gavana'], ['Yibuti'])
    >>> romanised("المجر", "ar")[:2], romanised("मिस्र", "hi")
    (['Majar', 'Majr'], ['Misr'])
    """
    script = _script(name)
    found = _WAYS[script](name.lower(), language) if script in _WAYS else iter(())
    titled = (re.sub(r"(^|[\s\-])(\w)", lambda m: m.group(1) + m.group(2).upper(), each) for each in found)
    return [name] if script == "LATIN" else list(dict.fromkeys(titled))[:MOST]


def _script(name: str) -> str:
    return next((unicodedata.name(letter, "").partition(" ")[0] for letter in name if letter.isalpha()), "")


def _cyrillic(name: str, language: str) -> Iterator[str]:
    letters: Mapping[str, str] = _CYRILLIC | _BY_LANGUAGE.get(language, {})
    spelled = "".join(letters.get(letter, letter) for letter in name).replace("_", "")
    yield spelled
    yield re.sub(r"iy\b|yy\b", "y", spelled)


def _greek(name: str, _: str) -> Iterator[str]:
    bare = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    for pair, latin in _GREEK_PAIRS.items():
        bare = bare.replace(pair, latin)
    yield "".join(_GREEK.get(letter, letter) for letter in bare)


def _semitic(name: str, letters: Mapping[str, str], article: str) -> Iterator[str]:
    """Every way to fill the first two gaps between the consonants of one word with a vowel or with nothing."""
    word = re.sub(rf"^{article}(?=\w\w)", "", re.sub(r"[\u0591-\u05c7\u064b-\u065f׳']", "", name))
    if " " not in word:
        parts = [part for part in (letters.get(letter, "_") for letter in word) if part != "_"]
        yield from (re.sub("^[iu](?=[aiu])", "y", filled) for filled in _filled(parts))


def _filled(parts: list[str]) -> Iterator[str]:
    gaps = [at for at in range(1, len(parts)) if parts[at] not in _VOWELS and parts[at - 1] not in _VOWELS]
    for fill in product(("a", "", "i"), repeat=min(2, len(gaps))):
        by_gap = dict(zip(gaps, fill, strict=False))
        yield "".join(by_gap.get(at, "a" if at in gaps else "") + part for at, part in enumerate(parts))


def _arabic(name: str, _: str) -> Iterator[str]:
    yield from _semitic(name, _ARABIC, "ال")


def _hebrew(name: str, _: str) -> Iterator[str]:
    for vav in "uo":
        yield from _semitic(re.sub("^ו|וו", "ב", name), _HEBREW | {"ו": vav}, "ה")


def _indic(name: str, _: str) -> Iterator[str]:
    """Each consonant carries an "a" unless a sign follows or the word ends."""
    spelled = ""
    for letter, following in zip(name, [*name[1:], " "], strict=True):
        if letter in _INDIC:
            carried = following in _INDIC or following in _INDIC_VOWELS or following == "ं"
            spelled += _INDIC[letter] + "a" * carried
        else:
            vowels = _INDIC_VOWELS | _INDIC_SIGNS | _INDIC_NASALS
            spelled += vowels.get(letter, letter)
    yield spelled.replace("_", "")


_WAYS = {"CYRILLIC": _cyrillic, "GREEK": _greek, "ARABIC": _arabic, "HEBREW": _hebrew, "DEVANAGARI": _indic}
