"""The entity dictionary: a compiled file, opened read-only and asked row by row, and the user's own CSV rows on top."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import threading
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from ..errors import MtcleanError
from .mention import Entity
from .regions import REGION, regions
from .rows import Row, read_extra
from .sound import plain
from .sounds import Sounds

SHIPPED = Path(__file__).parent.parent / "data" / "entities.sqlite"
FIRST_EXTRA = 10_000_000
OWN_PLACE = 100_000
WORLD = "world"  # the list of cities that need no country beside them
LANDS, FEATURES = "lands", "features"  # the lists of countries in all languages, and of places of nature


class City(NamedTuple):
    """A city: preferred name, ISO code of its country, inhabitants."""

    number: int
    name: str
    country: str
    population: int


class Abroad(NamedTuple):
    """A place that other languages call otherwise: its English name, the ISO codes of its countries, its kind.

    The kind is "country", "region" for a state or province, or empty for every other place.
    """

    name: str
    countries: tuple[str, ...]
    kind: str


class Feature(NamedTuple):
    """A place of nature: the kind of word that sets it apart ("sea", "strait"), its name, the code of its country."""

    generic: str
    name: str
    country: str


class Dictionary:
    """Which names are known; look-ups ignore case, accents, apostrophes and hyphens.

    One object may be shared by threads, carried through a fork and pickled: each process and thread has its own
    connection. Open it with `Dictionary.open`.
    """

    def __init__(self, path: Path, extra: Sequence[Path] = ()) -> None:
        self._path, self._extra = path, tuple(extra)
        self._rows = [row for source in self._extra for row in read_extra(source)]
        self._own = _by_key(self._rows)
        self._local = threading.local()
        self._sounds: dict[str, Sounds] = {}
        self._nations: dict[str, tuple[str, str]] = {}
        self._heads: dict[str, int] = {}
        self.digest = self._digest()

    @classmethod
    def open(cls, path: Path | None = None, extra: Sequence[Path] = ()) -> Dictionary:
        """The shipped dictionary, or the one compiled into `path`, with the rows of the CSV files `extra` added.

        `digest` is then eight hexadecimal digits that change with the content. Raises `MtcleanError` naming the file,
        and the line in it, when something is missing or wrong.
        """
        return cls(SHIPPED if path is None else Path(path), [Path(source) for source in extra])

    def __reduce__(self) -> tuple[type[Dictionary], tuple[Path, tuple[Path, ...]]]:
        return (Dictionary, (self._path, self._extra))

    def entities(self, name: str) -> tuple[Entity, ...]:
        """People, organisations and news places that `name` is an accepted spelling of."""
        key = plain(name)
        query = "SELECT entity FROM name WHERE key = ? ORDER BY entity"
        found = [self.entity(number) for (number,) in self._ask(query, key)]
        return tuple(found + [_entity(self._rows[at]) for at in self._own.get(key, ())])

    def entity(self, number: int) -> Entity:
        """The entity with this number."""
        if number >= FIRST_EXTRA:
            return _entity(self._rows[number - FIRST_EXTRA])
        ((name, kind, country, roles, source),) = self._ask(
            "SELECT canonical, kind, country, roles, source FROM entity WHERE id = ?", number
        )
        return Entity(name, kind, country, tuple(role for role in roles.split(";") if role), source)

    def cities(self, name: str) -> tuple[City, ...]:
        """Cities of at least 5,000 inhabitants with this name or alternate name, largest first."""
        found = self._ask("SELECT city.* FROM alternate JOIN city ON id = city WHERE key = ?", plain(name))
        return tuple(sorted((City(*row) for row in found), key=lambda city: (-city.population, city.number)))

    def city(self, number: int) -> City:
        """The city with this number; a user's own place weighs as much as a large one."""
        if number >= FIRST_EXTRA:
            row = self._rows[number - FIRST_EXTRA]
            return City(number, row.name, row.country, OWN_PLACE)
        (found,) = self._ask("SELECT * FROM city WHERE id = ?", number)
        return City(*found)

    def exonyms(self, name: str) -> tuple[Abroad, ...]:
        """What English calls the places that another language calls `name`; nothing when English does so, too."""
        query = "SELECT name, countries, kind FROM exonym WHERE key = ? ORDER BY kind DESC, name"
        key = plain(name)
        found = tuple(Abroad(n, tuple(c.split(";")) if c else (), kind) for n, c, kind in self._ask(query, key))
        return found or tuple(Abroad(n, (code,), REGION) for n, code in regions(key))

    def features(self, proper: str) -> tuple[Feature, ...]:
        """Places of nature of which `proper` is the part that is no common word: Marmara, Chad, Hormuz."""
        query = "SELECT generic, name, country FROM feature WHERE key = ? ORDER BY id"
        return tuple(Feature(*row) for row in self._ask(query, plain(proper)))

    def feature(self, number: int) -> Feature:
        """The place of nature with this number."""
        (found,) = self._ask("SELECT generic, name, country FROM feature WHERE id = ?", number)
        return Feature(*found)

    def feature_sounds(self) -> Sounds:
        """The proper parts of places of nature, for retrieval by sound; the numbers are for `feature`."""
        return self._listed(FEATURES)

    def lands(self) -> Sounds:
        """Countries by what any language calls them, for retrieval by sound; the spelling is the English name."""
        return self._listed(LANDS)

    def people(self) -> Sounds:
        """Every spelling of every person, for retrieval by sound."""
        return self._listed("person")

    def surnames(self) -> Sounds:
        """The last token of every spelling of every person, for retrieval by sound."""
        if "surname" not in self._sounds:
            people = self.people()
            pairs = dict.fromkeys((form.split()[-1], at) for form, at in zip(people.forms, people.numbers, strict=True))
            self._sounds["surname"] = Sounds.spelled(pairs)
        return self._sounds["surname"]

    def organisations(self) -> Sounds:
        """Every spelling of every organisation, for retrieval by sound."""
        return self._listed("organisation")

    def cities_of(self, country: str) -> Sounds:
        """The spellings of the cities of `country` (ISO code), for retrieval by sound; the numbers are for `city`.

        `WORLD` for `country` stands for large cities and news places anywhere.
        """
        return self._listed(country)

    def nation(self, words: str) -> tuple[str, str] | None:
        """ISO code of the country that `words` stand for, and how: name, adjective, demonym or capital.

        None when they stand for no country; a name goes before the rest, as in "Guatemala".
        """
        return self._known_nations().get(plain(words))

    def nation_length(self, word: str) -> int:
        """How many words the longest entry of `nation` has that begins with `word`; 0 when none does."""
        if not self._heads:
            for key in self._known_nations():
                head, *more = key.split()
                self._heads[head] = max(self._heads.get(head, 0), 1 + len(more))
        return self._heads.get(plain(word), 0)

    def demonyms(self) -> frozenset[str]:
        """Adjectives and inhabitants of countries in plain form: "turkish", "turks"."""
        return frozenset(key for key, (_, how) in self._known_nations().items() if how in ("adjective", "demonym"))

    def _known_nations(self) -> dict[str, tuple[str, str]]:
        if not self._nations:
            rows = self._ask("SELECT key, code, how FROM nation ORDER BY how = 'name', code DESC")
            self._nations = {key: (code, how) for key, code, how in rows}
        return self._nations

    def meta(self, key: str) -> str:
        """A note the build left in the file, such as `sources`, the digest of the tables it was made from."""
        return str(self._ask("SELECT value FROM meta WHERE key = ?", key)[0][0])

    def _listed(self, kind: str) -> Sounds:
        if kind not in self._sounds:
            packed = self._ask("SELECT folds FROM sounds WHERE kind = ?", kind)
            listed = Sounds.unpacked(zlib.decompress(packed[0][0]) if packed else b"")
            self._sounds[kind] = listed.plus(self._own_sounds(kind))
        return self._sounds[kind]

    def _own_sounds(self, kind: str) -> Sounds:
        rows = enumerate(self._rows, FIRST_EXTRA)
        return Sounds.spelled((form, number) for number, row in rows if kind == _list_of(row) for form in row.forms)

    def _digest(self) -> str:
        digest = hashlib.sha256(self.meta("digest").encode())
        for source in self._extra:
            digest.update(source.read_bytes())
        return digest.hexdigest()[:8]

    def _ask(self, query: str, *values: str | int) -> list[tuple[Any, ...]]:
        return self._connection().execute(query, values).fetchall()

    def _connection(self) -> sqlite3.Connection:
        if getattr(self._local, "owner", None) != os.getpid():
            self._local.base, self._local.owner = _connect(self._path), os.getpid()
        base: sqlite3.Connection = self._local.base
        return base


def _connect(path: Path) -> sqlite3.Connection:
    hint = "build it with: mtclean dict build"
    if not path.is_file():
        raise MtcleanError(f"{path}: there is no entity dictionary", hint)
    try:
        base = sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1", uri=True)
        base.execute("SELECT value FROM meta WHERE key = 'digest'")
    except sqlite3.DatabaseError as error:
        raise MtcleanError(f"{path}: not an entity dictionary ({error})", hint) from error
    return base


def _by_key(rows: Sequence[Row]) -> dict[str, list[int]]:
    keys: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        for key in dict.fromkeys(plain(form) for form in row.forms):
            keys.setdefault(key, []).append(at)
    return keys


def _entity(row: Row) -> Entity:
    return Entity(row.name, row.kind, row.country, row.roles, row.source)


def _list_of(row: Row) -> str:
    return row.country if row.kind == "place" else row.kind
