"""Rebuild `mtclean/data/calques/`: parts of known names that are words of a language, and what they mean in English.

    python -m training.calques DICTD_DIR mtclean/data mtclean/data/calques

DICTD_DIR holds `*.index` and `*.dict.dz` of Debian's dictionaries (`LEXICONS` lists them). A token of a person, place,
organisation or large city of the tables, or a usual part of names, is kept when it is spelled like a word of the
language, put into Latin letters as English papers do; plurals and feminine forms of Romance words count as well.
English words are kept that translate it well: frequent ones, early in an entry, `MOST` for each token. Words written
by hand in `training/name_words/`, one file a language, are added as they stand; many languages have no others.
"""

from __future__ import annotations

import re
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from lemminflect import getAllLemmas, getInflection
from wordfreq import zipf_frequency

from mtclean.names.build import cities, entities
from mtclean.names.sound import plain
from mtclean.names.words import FUNCTION, PARTICLES, wordset
from mtclean.names.world import HEARD, Listed

from .parts import LETTERS
from .parts import english as is_english
from .pivot_sources import CYRILLIC, DEBIAN, LATIN, WIKI, Source, _entries, _plain, translations

HAND = Path(__file__).parent / "name_words"
MOST = 4
RANK, LAST_RANK = 0.5, 3  # a translation at rank r weighs (1 + r) ** -RANK
LEAST_ZIPF = 3.0
PLURAL = 0.9  # what a plural weighs of the word itself
SHORTEST = 3
LARGE_CITY = 100_000
USUAL_PART = 1.5  # mean zipf frequency
ARAB = wordset("SA AE QA KW BH OM YE IQ SY LB JO PS EG SD LY TN DZ MA MR IR AF PK")
INDIAN = frozenset({"IN", "NP"})

Words = dict[str, dict[str, float]]  # foreign word -> English word -> weight


class Lexicon(NamedTuple):
    """A language, its dictionaries from and into English, and what is known of its names.

    `articles` are its words for "the"; only tokens of the countries `homes` are read as its words, all if there are
    none.
    """

    code: str
    letters: str
    licence: str
    into: tuple[str, ...] = ()
    out_of: tuple[str, ...] = ()
    articles: str = ""
    romance: bool = False
    homes: frozenset[str] = frozenset()
    version: str = DEBIAN

    @property
    def packages(self) -> str:
        """The Debian packages read, with their version, and the file of words written by hand."""
        stems = (*self.into, *self.out_of)
        read = ["mueller7-dict 2002.02.27-13" if s == "mueller7" else f"dict-{s} {self.version}" for s in stems]
        by_hand = HAND / f"{self.code}.tsv"
        return ", ".join(read + [f"training/name_words/{by_hand.name}"] * by_hand.exists())


def _both(code: str, licence: str, **others: object) -> Lexicon:
    into, out_of = (f"freedict-{code}-eng",), (f"freedict-eng-{code}",)
    return Lexicon(code, LATIN + "ßœ", licence, into, out_of, **others)  # type: ignore[arg-type]


LEXICONS = (
    Lexicon("ara", "ء-ي", "GPL-2+", ("freedict-ara-eng",), ("freedict-eng-ara",), homes=ARAB),
    _both("deu", "GPL-3+", articles="der die das"),
    _both("fra", "GPL-2+", articles="le la les", romance=True),
    Lexicon("hin", "ऀ-ॿ", "GPL-2+", (), ("freedict-eng-hin",), homes=INDIAN),
    Lexicon("ita", LATIN, "GPL-2+", (), ("freedict-eng-ita",), "il lo la i gli le", romance=True),
    Lexicon("nld", LATIN, "GPL-2+", (), ("freedict-eng-nld",), "de het"),
    Lexicon("pol", LATIN, "CC-BY-SA-3.0", ("freedict-pol-eng",), version=WIKI),
    _both("por", "GPL-2+", articles="o a os as", romance=True),
    Lexicon("rus", CYRILLIC, "GPL-2+", (), ("mueller7", "freedict-eng-rus")),
    _both("spa", "GPL-2+", articles="el la los las", romance=True),
    _both("tur", "GPL-2+"),
)
BY_HAND = tuple(
    Lexicon(path.stem, "", "Apache-2.0")
    for path in sorted(HAND.glob("*.tsv"))
    if path.stem not in {x.code for x in LEXICONS}
)


def meanings(lexicon: Lexicon, folder: Path) -> Words:
    """English words for each word of the language, with the weight of the best place that one has in an entry."""
    found: Words = defaultdict(dict)
    for foreign, english, rank in (*_into(lexicon, folder), *_out_of(lexicon, folder)):
        if usable(english) and rank <= LAST_RANK:
            found[foreign][english] = max(found[foreign].get(english, 0.0), (1 + rank) ** -RANK)
    return {foreign: best(words) for foreign, words in found.items()}


def _into(lexicon: Lexicon, folder: Path) -> Iterator[tuple[str, str, int]]:
    for stem in lexicon.into:
        for head, entry in _entries(folder / stem):
            ranks: dict[str, int] = {}
            foreign = head.strip("!").lower()
            glosses = _plain(entry) if re.fullmatch(f"[{lexicon.letters}]+", foreign) else ()
            for _, text in glosses:
                english = text.strip("!").removeprefix("to ").lower()
                if english:
                    yield foreign, english, ranks.setdefault(english, len(ranks))


def _out_of(lexicon: Lexicon, folder: Path) -> Iterator[tuple[str, str, int]]:
    source = Source(lexicon.code, lexicon.out_of, lexicon.letters, lexicon.licence, "", 1)
    for head, pos, rank, foreign in translations(source, folder):
        if pos in ("", "n", "a"):
            yield foreign, head.lower(), rank


def usable(english: str) -> bool:
    """True for one usual English word that is neither a small one nor a mere name."""
    one = re.fullmatch("[a-z]{3,}", english) is not None and english not in FUNCTION
    return one and zipf_frequency(english, "en") >= LEAST_ZIPF and is_english(english)


def best(words: Mapping[str, float]) -> dict[str, float]:
    """The words that a translation would rather choose: weighty and frequent ones."""
    weights = {english: weight * zipf_frequency(english, "en") for english, weight in words.items()}
    return dict(sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST])


def spellings(word: str, lexicon: Lexicon) -> Iterator[tuple[str, bool]]:
    """Patterns of the tokens in plain form that are forms of `word`, and whether the form is a plural.

    >>> romance, russian = ([one for one in LEXICONS if one.code == code][0] for code in ("spa", "rus"))
    >>> list(spellings("alto", romance))
    [('alto', False), ('altos', True), ('alta', False), ('altas', True)]
    >>> list(spellings("волк", russian))
    [('volk', False)]
    """
    if lexicon.code == "ara":
        yield arabic(word), False
    elif lexicon.code == "hin":
        yield hindi(word), False
    elif lexicon.letters == CYRILLIC:
        yield "".join(LETTERS.get(letter, "?") for letter in word).replace("-", ""), False
    else:
        yield from _romance(plain(word)) if lexicon.romance else [(plain(word), False)]


def _romance(word: str) -> Iterator[tuple[str, bool]]:
    plural = "s" if word[-1:] in "aeiou" else "es"
    yield word, False
    yield word + plural, True
    if word.endswith("o"):
        yield word[:-1] + "a", False
        yield word[:-1] + "as", True


_ARABIC = dict(zip("بتثجحخدذرزسشصضطظعغفقكلمنهةءئؤ", (
    "b t th (?:j|g) h kh d (?:dh|z) r z s sh s d t z '? gh f (?:q|k) k l m n h (?:a|ah|eh) '? '? '?".split()  # noqa: SIM905
), strict=True)) | {"ا": "aa?", "آ": "aa?", "أ": "[aeou]", "إ": "[ie]", "ى": "a", "و": "(?:w|ou?|u|oo)",
                    "ي": "(?:y|i|ee?|iy)"}  # fmt: skip
_VOWEL = "(?:[aeiou]|ou)?"
_CONSONANTS = frozenset("بتثجحخدذرزسشصضطظعغفقكلمنهة")


def arabic(word: str) -> str:
    """A pattern of how the Arabic word may be spelled in Latin letters: its short vowels are not written.

    >>> [bool(re.fullmatch(arabic("سعيد"), token)) for token in ("said", "saeed", "salim")]
    [True, True, False]
    """
    pairs = zip(word, word[1:] + " ", strict=True)
    return "".join(_ARABIC.get(letter, "#") + _VOWEL * ({letter, after} <= _CONSONANTS) for letter, after in pairs)


_HINDI = dict(zip("कखगघचछजझटठडढणतथदधनपफबभमयरलवशषसह", (
    "k kh g gh ch chh? j jh t th d dh n t th d dh n p (?:ph|f) b bh m y r l (?:v|w) sh sh s h".split()  # noqa: SIM905
), strict=True))  # fmt: skip
_SIGNS = dict(zip("ािीुूृेैोौंँ", "aa? i (?:i|ee) u (?:u|oo) ri e ai o au [nm] n?".split(), strict=True))  # noqa: SIM905
_OPENING = dict(zip("अआइईउऊएऐओऔ", "a aa? i (?:i|ee) u (?:u|oo) e ai o au".split(), strict=True))  # noqa: SIM905
_VIRAMA = "्"


def hindi(word: str) -> str:
    """A pattern of how the Hindi word may be spelled in Latin letters: an "a" that is not written may fall silent.

    >>> [bool(re.fullmatch(hindi("सम्राट"), token)) for token in ("samrat", "simrat")]
    [True, False]
    """
    signs = {**_SIGNS, _VIRAMA: ""}
    pattern = ""
    for letter, following in zip(word, word[1:] + " ", strict=True):
        if letter in _HINDI:
            pattern += _HINDI[letter] + "a?" * (following not in signs or following in "ंँ")
        else:
            pattern += signs.get(letter, _OPENING.get(letter, "#"))
    return pattern


def known(tables: Path) -> dict[str, set[str]]:
    """Tokens of every name in plain form, with the countries of those who bear it; usual parts of names have none."""
    named = [(form, row.country) for row in entities(tables) for form in row.forms]
    named += [(city.name, city.country) for city in cities() if city.population >= LARGE_CITY]
    found: dict[str, set[str]] = defaultdict(set, {plain(part): set() for part in usual_parts(tables / "parts.zip")})
    for form, country in named:
        for token in re.split("[ -]", plain(form.replace("-", " "))):
            if token.isascii() and token.isalpha():
                found[token].add(country)
    return found


def usual_parts(path: Path) -> Iterator[str]:
    """The more frequent parts of names of the file that training/parts.py makes."""
    with zipfile.ZipFile(path) as packed:
        for name in sorted(set(packed.namelist()) - {HEARD}):
            listed = Listed.unpacked(packed.read(name))
            weights = {
                form: listed.weights[at] for form, at in zip(listed.sounds.forms, listed.sounds.numbers, strict=True)
            }
            yield from (form for form, weight in weights.items() if weight >= USUAL_PART)


def rows(lexicon: Lexicon, folder: Path, tokens: Mapping[str, set[str]]) -> list[tuple[str, str, str]]:
    """English word, token and word of the language, for the tokens that may be its words."""
    fit = {t for t, homes in tokens.items() if len(t) >= SHORTEST and t not in PARTICLES}
    if lexicon.homes:
        fit = {token for token in fit if tokens[token] & lexicon.homes}
    found: dict[str, dict[str, tuple[float, str]]] = defaultdict(dict)
    for foreign, words in sorted(meanings(lexicon, folder).items()):
        for pattern, plural in spellings(foreign, lexicon):
            for token in _fitting(pattern, fit):
                for english, weight in (pair for word in words.items() for pair in numbered(*word, plural=plural)):
                    found[token][english] = max(found[token].get(english, (0.0, "")), (weight, foreign))
    kept = {(english, token, found[token][english][1]) for token in found for english in _best(token, found[token])}
    kept |= {("the", article, article) for article in lexicon.articles.split()}
    written = by_hand(lexicon.code)
    told = {(english, token) for english, token, _ in written}
    return sorted({row for row in kept if row[:2] not in told}.union(written))


def by_hand(code: str) -> list[tuple[str, str, str]]:
    """The rows of a language that are written by hand: English, token, word of the language.

    >>> ("victory", "jay", "जय") in by_hand("hin")
    True
    """
    path = HAND / f"{code}.tsv"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [(english, token, spelling) for english, token, spelling in (line.split("\t") for line in lines)]


def numbered(english: str, weight: float, *, plural: bool) -> list[tuple[str, float]]:
    """What an English word becomes for a plural: fields for field, good for good, with its weight.

    >>> numbered("field", 1.0, plural=True), numbered("good", 1.0, plural=False)
    ([('fields', 0.9)], [('good', 1.0)])
    """
    kinds = getAllLemmas(english) if plural else {}
    plurals = [getInflection(english, "NNS")[0]] if "NOUN" in kinds else []
    singular = [english] if not plural or "ADJ" in kinds else []
    return [(word, weight * (PLURAL if plural else 1.0)) for word in (*singular, *plurals)]


def _fitting(pattern: str, tokens: Iterable[str]) -> list[str]:
    if pattern.isalpha():
        return [pattern] if pattern in tokens else []
    if "#" in pattern:
        return []
    written = re.compile(pattern)
    return [token for token in tokens if written.fullmatch(token)]


def _best(token: str, meant: Mapping[str, tuple[float, str]]) -> list[str]:
    apart = {english: weight for english, (weight, _) in meant.items() if english != token}
    return sorted(apart, key=lambda english: (-apart[english], english))[:MOST]


def main(folder: str, tables: str, out: str) -> None:
    """Write a table for each language and say how many rows it has."""
    tokens = known(Path(tables))
    for lexicon in (*LEXICONS, *BY_HAND):
        found = rows(lexicon, Path(folder), tokens)
        lines = [f"# {lexicon.packages}; {lexicon.licence}; English word, part of a name, word of the language"]
        lines += ["\t".join(row) for row in found]
        (Path(out) / f"{lexicon.code}.tsv").write_text("\n".join((*lines, "")), encoding="utf-8")
        print(lexicon.code, len(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
