"""The entity dictionary: a compiled file, opened read-only and asked row by row, and the user's own names on top."""

from __future__ import annotations

import hashlib
import lzma
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from . import schema
from .base import Base
from .mention import Entity
from .regions import REGION, regions
from .shelves import Shelf, entity, forms, shelf
from .sound import plain
from .sounds import Sounds

SHIPPED = Path(__file__).parent.parent / "data" / "entities.sqlite"
REBUILD = "build it with: mtclean dict build"
PER_SHELF = 1_000_000_000  # the shipped names are numbered below it, the user's own from here, as many for each file
OWN_PLACE = 100_000
CROWD = 50_000  # entities in a file; the shipped people are a sixth of it
WORLD = "world"  # the list of cities that need no country beside them
SURNAME = "surname"  # the list of the last tokens of people
PART = "part"  # how the name of a part stands for its country
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
        self._base, self._extra = Base(path, schema.SHIPPED, REBUILD), tuple(extra)
        self._shelves = [shelf(source, PER_SHELF * at) for at, source in enumerate(self._extra, 1)]
        self._sounds: dict[str, Sounds] = {}
        self._nations: dict[str, tuple[str, str]] = {}
        self._heads: dict[str, int] = {}
        self.digest = self._digest()

    @classmethod
    def open(cls, path: Path | None = None, extra: Sequence[Path] = ()) -> Dictionary:
        """The shipped dictionary, or the one compiled into `path`, with the names in the files `extra` added.

        These are CSV, or what `mtclean dict import` has compiled; their content tells which. `digest` is then eight
        hexadecimal digits that change with the content. Raises `MtcleanError` naming the file, and the line in it, when
        something is missing or wrong.
        """
        return cls(SHIPPED if path is None else Path(path), [Path(source) for source in extra])

    def __reduce__(self) -> tuple[type[Dictionary], tuple[Path, tuple[Path, ...]]]:
        return (Dictionary, (self._base.path, self._extra))

    def entities(self, name: str) -> tuple[Entity, ...]:
        """People, organisations and news places that `name` is an accepted spelling of."""
        return tuple(self.entity(number) for number in self.numbers(name))

    def numbers(self, name: str) -> tuple[int, ...]:
        """The numbers of `entities`."""
        key = plain(name)
        query = "SELECT entity FROM name WHERE key = ? ORDER BY entity"
        found = [number for (number,) in self._ask(query, key)]
        return (*found, *(at for own in self._shelves for at in own.numbers(key)))

    def entity(self, number: int) -> Entity:
        """The entity with this number."""
        own = self._shelf(number)
        return entity(self._base, number) if own is None else own.entity(number)

    def forms(self, number: int) -> tuple[str, ...]:
        """Every accepted spelling of the entity with this number, the preferred one first."""
        own = self._shelf(number)
        return forms(self._base, number) if own is None else own.forms(number)

    def crowded(self, number: int) -> bool:
        """True for one of so many names in one file that most names sound like some other of them."""
        own = self._shelf(number)
        return own is not None and own.size >= CROWD

    def cities(self, name: str) -> tuple[City, ...]:
        """Cities of at least 5,000 inhabitants with this name or alternate name, largest first."""
        found = self._ask("SELECT city.* FROM alternate JOIN city ON id = city WHERE key = ?", plain(name))
        return tuple(sorted((City(*row) for row in found), key=lambda city: (-city.population, city.number)))

    def city(self, number: int) -> City:
        """The city with this number; a user's own place weighs as much as a large one."""
        if own := self._shelf(number):
            place = own.entity(number)
            return City(number, place.canonical, place.country, OWN_PLACE)
        (found,) = self._ask("SELECT * FROM city WHERE id = ?", number)
        return City(*found)

    def exonyms(self, name: str) -> tuple[Abroad, ...]:
        """What English calls the places that another language calls `name`; nothing when English does so, too."""
        query = "SELECT name, countries, kind FROM exonym WHERE key = ? ORDER BY kind DESC, name"
        key = plain(name)
        found = tuple(Abroad(n, tuple(c.split(";")) if c else (), kind) for n, c, kind in self._ask(query, key))
        if found or not (abroad := regions(key)) or self.numbers(name):
            return found
        return tuple(Abroad(n, (code,), REGION) for n, code in abroad)

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
        if SURNAME not in self._sounds:
            self._sounds[SURNAME] = self.people().surnames()
        return self._sounds[SURNAME]

    def is_given(self, word: str) -> bool:
        """True for the first token of a spelling of several tokens of a person in memory."""
        people = self.people()
        some = (people.places.get(token, ()) for token in plain(word).split()[:1])
        return any(people.forms[at].startswith(f"{word} ") for places in some for at in places)

    def news_places(self) -> list[tuple[str, int]]:
        """Every spelling of several words of the places in the news, with the number of its entity."""
        query = "SELECT form, entity FROM name JOIN entity ON id = entity WHERE kind = 'place' AND form LIKE '% %'"
        return self._ask(f"{query} ORDER BY form, entity")

    def organisations(self) -> Sounds:
        """Every spelling of every organisation, for retrieval by sound."""
        return self._listed("organisation")

    def cities_of(self, country: str) -> Sounds:
        """The spellings of the cities of `country` (ISO code), for retrieval by sound; the numbers are for `city`.

        `WORLD` for `country` stands for large cities and news places anywhere.
        """
        return self._listed(country)

    def nation(self, words: str) -> tuple[str, str] | None:
        """ISO code of the country that `words` stand for, and how: name, adjective, demonym, capital or part.

        None when they stand for no country; a name goes before the rest, as in "Guatemala". A part is a region, or its
        adjective: Scotland, Texan.
        """
        return self._known_nations().get(plain(words))

    def land(self, code: str) -> str:
        """What the country with this ISO code is called, accents left out; "" when it is not known."""
        keys = [key for key, known in self._known_nations().items() if known == (code, "name")]
        return min(keys, key=lambda key: (" of " in key, -len(key)), default="").title()

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
            rows = self._ask("SELECT key, code, how FROM nation ORDER BY how = 'name', how != 'part', code DESC")
            self._nations = {key: (code, how) for key, code, how in rows}
        return self._nations

    def meta(self, key: str) -> str:
        """A note the build left in the file, such as `sources`, the digest of the tables it was made from."""
        return self._base.meta(key)

    def _listed(self, kind: str) -> Sounds:
        if kind not in self._sounds:
            packed = self._ask("SELECT folds FROM sounds WHERE kind = ?", kind)
            listed = Sounds.unpacked(lzma.decompress(packed[0][0]) if packed else b"")
            for own in self._shelves:
                listed = own.added(kind, listed)
            self._sounds[kind] = listed
        return self._sounds[kind]

    def _shelf(self, number: int) -> Shelf | None:
        """Whose entity has this number; None for the shipped ones."""
        at = number // PER_SHELF
        return self._shelves[at - 1] if at else None

    def _digest(self) -> str:
        digest = hashlib.sha256(self.meta("digest").encode())
        for own in self._shelves:
            digest.update(own.digest)
        return digest.hexdigest()[:8]

    def _ask(self, query: str, *values: str | int) -> list[tuple[Any, ...]]:
        return self._base.ask(query, *values)
