"""Rebuild `mtclean/data/parts.zip`: parts of names that the world uses, and words that only other languages know.

    pip install faker==40.54.0
    python -m training.parts mtclean/data mtclean/data/parts.zip

wordfreq counts words of many languages in lower case. Names cross borders and ordinary words rarely do, so a word that
English and at least two more languages in Latin letters know, and that no English dictionary lists, is taken for part
of a name; of such words 29 in 100 stand in a list of names from Wikidata (of those with a dictionary entry, 9), and 93
in 100 of the Wikidata names that three languages know remain. Tokens of the people in our own table are added, given
names of another, and surnames that Russian, Ukrainian and Bulgarian form with endings of their own, put into Latin
letters as English papers do. Nouns that end like surnames are told apart by a form that only surnames have.
"""

from __future__ import annotations

import csv
import importlib
import math
import pkgutil
import re
import sys
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import faker.providers.person
import numpy as np
import wordfreq
from lemminflect import getAllLemmas

from mtclean.names.columns import packed_numbers
from mtclean.names.sound import fold, plain, skeleton
from mtclean.names.sounds import Sounds
from mtclean.names.world import HEARD, Listed, Part

LANGUAGES = ("en", "de", "fr", "nl", "es", "pl", "tr", "it", "pt", "sv", "fi", "cs", "nb", "ca")
SHORTEST, LONGEST = 4, 14
SHORTEST_BORNE = 3
PER_BEARER = 2.0  # what ten times as many bearers add
MANY = 3  # of our people and of the countries that list it, to be a name though it is an English word: Peter, Bell
SPREAD, ELSEWHERE = 3, 2  # languages that know part of a name, and that know a word which English does not
TOO_COMMON = 5.5
HOME = 0.7  # a language in which a part is that much more frequent (zipf) than in English is where it comes from
BORNE, LISTED = 1.0, 0.7  # what being borne by a person of our table, or listed by faker, adds to the mean frequency
HOMES = 8  # countries of a part, those where most people bear it first
SLAVIC_COMMON = 4.5
FAKED = re.compile(r"(?:first|last|middle)_(?:romanized_)?names?(?:_|$)")
STAMP = (2026, 1, 1, 0, 0, 0)


CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
ROMAN = "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya"
LETTERS = dict(zip(CYRILLIC, ROMAN.split(), strict=True))


class Slavic(NamedTuple):
    """Surnames of one language: its country, how letters differ from Russian ones, also at the beginning, and how
    surnames are known.

    `plain` endings are only those of surnames; a word with one of the `shared` is a surname when the same word with
    `proof` added exists as well.
    """

    country: str
    letters: dict[str, str]
    opening: dict[str, str]
    plain: str
    shared: str
    proof: str


SLAVIC = {
    "ru": Slavic("RU", {"ё": "yo"}, {"е": "ye"}, r".{3,}(?:енко|чук|щук|дзе|швили)", r".{3,}(?:[оеё]в|ин)", "ым"),
    "uk": Slavic(
        "UA", {"г": "h", "ґ": "g", "є": "ie", "и": "y", "і": "i", "ї": "i", "й": "i", "ю": "iu", "я": "ia"},
        {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"},
        r".{3,}(?:енко|чук|щук|дзе|швілі)", r".{3,}(?:[оеє]в|[ії]н)", "им",
    ),
    "bg": Slavic("BG", {"щ": "sht", "ъ": "a", "х": "h"}, {}, r"(?!)", r".{4,}[ое]в", "а"),
}  # fmt: skip


class Word(NamedTuple):
    """A word in plain form: its most frequent spelling, and its zipf frequency in each of `LANGUAGES`."""

    spelling: str
    zipf: tuple[float, ...]


def usable(key: str, shortest: int = SHORTEST) -> bool:
    """True for a single word of plain letters that is neither short nor long."""
    return shortest <= len(key) <= LONGEST and key.isascii() and key.isalpha()


def vocabulary() -> dict[str, Word]:
    """Every usable word of the languages."""
    found: dict[str, list[float]] = {}
    spelled: dict[str, tuple[float, str]] = {}
    for at, language in enumerate(LANGUAGES):
        for word, frequency in wordfreq.get_frequency_dict(language, "best").items():
            key = plain(word)
            if usable(key) and word.isalpha():
                zipf = math.log10(frequency) + 9
                row = found.setdefault(key, [0.0] * len(LANGUAGES))
                row[at] = max(row[at], zipf)
                spelled[key] = max(spelled.get(key, (0.0, "")), (zipf, word))
        wordfreq.get_frequency_list.cache_clear()
        wordfreq.get_frequency_dict.cache_clear()
    return {key: Word(spelled[key][1], tuple(row)) for key, row in found.items()}


def english(word: str) -> bool:
    """True for a word that an English dictionary lists as something else than a name."""
    return any(kind != "PROPN" for kind in getAllLemmas(word))


def part_of_name(key: str, word: Word) -> bool:
    """True when English and enough other languages know the word and it is no English one."""
    known = word.zipf[0] > 0 and sum(zipf > 0 for zipf in word.zipf) >= SPREAD
    return known and max(word.zipf) < TOO_COMMON and not english(key)


def home(word: Word) -> str:
    """The language to which the word belongs, if it is clear."""
    best = max(range(len(LANGUAGES)), key=lambda at: word.zipf[at])
    return f"-{LANGUAGES[best]}" if word.zipf[best] >= word.zipf[0] + HOME else ""


class Borne(NamedTuple):
    """Part of a real name: its spelling, the countries of its bearers, its weight, how many bear it or list it."""

    spelling: str
    countries: str
    weight: float
    count: int = 0


def borne(tables: Path) -> dict[str, Borne]:
    """Tokens of the people in our table, given names of another, faker's names and Slavic surnames, by plain form."""
    known, listed = list(people(tables / "people.csv")), list(faked())
    homes: dict[str, Counter[str]] = defaultdict(Counter)
    for token, country in (*_placed(known), *listed):
        homes[plain(token)][country] += 1
    found: dict[str, Borne] = {}
    for part in _parts(known, listed, tables):
        found.setdefault(plain(part.spelling), part)
    kept = {key: part for key, part in found.items() if usable(key, SHORTEST_BORNE)}
    return {key: _counted(part, homes[key]) for key, part in kept.items() if usable(key) or homes[key].total() >= MANY}


def _parts(known: list[tuple[str, str]], listed: list[tuple[str, str]], tables: Path) -> Iterator[Borne]:
    yield from (Borne(token, "", BORNE) for name, _ in known for token in name.split())
    yield from (Borne(row["name"], "", BORNE) for row in records(tables / "given_names.csv"))
    for language, slavic in SLAVIC.items():
        for word, zipf in surnames(language, slavic):
            yield from (Borne(spelled, slavic.country, zipf / len(LANGUAGES)) for spelled in latin(word, slavic))
    yield from (Borne(token, "", LISTED) for token, _ in listed)


def _placed(known: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The tokens of full names, each with the code of the country, in small letters but for the last, the surname."""
    for name, country in known:
        *given, surname = name.split()
        yield from ((token, country.lower()) for token in given)
        yield surname, country


def _counted(part: Borne, homes: Counter[str]) -> Borne:
    countries = ";".join(f"{code}:{count}" for code, count in homes.most_common(HOMES)) or part.countries
    return part._replace(countries=countries, count=homes.total())


def people(table: Path) -> Iterator[tuple[str, str]]:
    """Each spelling of each person in a table with the code of the country."""
    for row in records(table):
        yield from ((name, row["country"]) for name in (row["name"], *filter(None, row["variants"].split("|"))))


def faked() -> Iterator[tuple[str, str]]:
    """Tokens of names in Latin letters that faker makes people of, with codes as those of `_placed`."""
    for module in pkgutil.iter_modules(faker.providers.person.__path__):
        country = module.name.partition("_")[2]
        if re.fullmatch("[A-Z]{2}", country) and country != "AA":
            provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
            for field in sorted(vars(provider)):
                listed = getattr(provider, field)
                if FAKED.match(field) and isinstance(listed, (tuple, list, dict)):
                    code = country if field.startswith("last") else country.lower()
                    names = (str(name) for name in listed if plain(str(name)).isascii())
                    yield from ((token, code) for name in names for token in name.split())


def records(table: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with table.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def surnames(language: str, slavic: Slavic) -> Iterator[tuple[str, float]]:
    """Surnames of a Slavic language in its own letters, with their zipf frequency."""
    words = wordfreq.get_frequency_dict(language, "best")
    for word, frequency in words.items():
        sure = re.fullmatch(slavic.plain, word) or (re.fullmatch(slavic.shared, word) and word + slavic.proof in words)
        zipf = math.log10(frequency) + 9
        if sure and zipf < SLAVIC_COMMON:
            yield word, zipf


def latin(word: str, slavic: Slavic) -> list[str]:
    """A surname in Latin letters, and that of the women of the family where it differs.

    >>> latin("гриценко", SLAVIC["uk"]), latin("желязков", SLAVIC["bg"])
    (['Hrytsenko'], ['Zhelyazkov', 'Zhelyazkova'])
    """
    letters = LETTERS | slavic.letters
    first = slavic.opening.get(word[0], letters.get(word[0], ""))
    spelled = "".join((first, *(letters.get(letter, "") for letter in word[1:]))).replace("-", "").capitalize()
    return [spelled, spelled + "a"] if re.fullmatch(slavic.shared, word) else [spelled]


def rows(words: dict[str, Word], people: dict[str, Borne]) -> Iterator[tuple[str, str, str, float]]:
    """Key, spelling, home and weight of each part, in the order of the keys."""
    for key in sorted({key for key, word in words.items() if part_of_name(key, word)} | set(people)):
        word = words.get(key, Word(key, (0.0,)))
        part, weight = people.get(key), sum(word.zipf) / len(word.zipf)
        if part is None:
            yield key, capitalised(word.spelling), home(word), weight
        elif not english(key) or part.count >= MANY:  # how often an English word is used says little of the name
            used = 0.0 if english(key) else weight
            yield key, part.spelling, part.countries, used + part.weight + PER_BEARER * math.log10(max(1, part.count))


def capitalised(word: str) -> str:
    """A surname as it is written: McCaffrey has two capitals."""
    return f"Mc{word[2:].capitalize()}" if word.startswith("mc") and len(word) > 5 else word.capitalize()


def lists(words: dict[str, Word], people: dict[str, Borne]) -> dict[str, bytes]:
    """The members of the file: the parts of names by first sound, and the hashes of words heard elsewhere."""
    found: dict[str, list[tuple[str, Part]]] = defaultdict(list)
    for key, spelling, origin, weight in rows(words, people):
        for folded in dict.fromkeys(fold(key)):
            found[skeleton(folded)[0]].append((folded, Part(spelling, round(weight, 2), origin)))
    elsewhere = {key for key, word in words.items() if not word.zipf[0] and sum(z > 0 for z in word.zipf) >= ELSEWHERE}
    hashes = np.array(sorted({zlib.crc32(key.encode()) for key in elsewhere | set(people)}), dtype="<u4")
    return {first: listed(found[first]).packed() for first in sorted(found)} | {HEARD: packed_numbers(hashes)}


def listed(found: list[tuple[str, Part]]) -> Listed:
    """Parts with the folds of their sounds as a list of the file."""
    parts = list(dict.fromkeys(part for _, part in found))
    number = {part: at for at, part in enumerate(parts)}
    sounds = Sounds.heard((folded, number[part], part.spelling) for folded, part in found)
    return Listed(sounds, [part.weight for part in parts], [part.home for part in parts])


def main(tables: str, target: str) -> None:
    """Write the file and say what is in it."""
    members = lists(vocabulary(), borne(Path(tables)))
    with zipfile.ZipFile(target, "w") as packed:
        for name, content in members.items():
            packed.writestr(zipfile.ZipInfo(name, STAMP), content, zipfile.ZIP_LZMA)
    parts = {form for name in members if name != HEARD for form in Listed.unpacked(members[name]).sounds.forms}
    print(f"{len(parts)} parts, {len(members[HEARD]) // 4} words heard elsewhere, {Path(target).stat().st_size} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
