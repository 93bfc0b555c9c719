"""The user's own names beside the shipped ones: CSV files held in memory, and compiled files asked row by row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from .base import MAGIC, Base
from .echoes import Chorus, Echoes
from .mention import Entity
from .rows import Row, read_extra
from .schema import IMPORTED
from .sound import plain
from .sounds import Sounds

REBUILD = "make it again with: mtclean dict import"


class Shelf(Protocol):
    """Names that are looked up by key, by number and by sound; `digest` changes with the content.

    `size` is how many entities there are.
    """

    digest: bytes
    size: int

    def numbers(self, key: str) -> list[int]:
        """The numbers of the entities with an accepted spelling whose plain form is `key`."""

    def entity(self, number: int) -> Entity:
        """The entity with this number."""

    def forms(self, number: int) -> tuple[str, ...]:
        """Its accepted spellings, the preferred one first."""

    def added(self, kind: str, listed: Sounds) -> Sounds:
        """`listed` with the names of `kind` (a country's code for its places) on this shelf."""


def shelf(path: Path, first: int) -> Shelf:
    """The names in `path`, numbered from `first`: a compiled file or CSV, whatever it is called.

    Raises `MtcleanError` naming the file, and the line in it, when something is missing or wrong.
    """
    return Compiled(path, first) if is_compiled(path) else Written(path, first)


def is_compiled(path: Path) -> bool:
    """True for a SQLite file, by its first bytes."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


class Written:
    """The rows of a CSV file."""

    def __init__(self, path: Path, first: int) -> None:
        self._rows, self._first = read_extra(path), first
        self._numbers = _by_key(self._rows)
        self.digest, self.size = path.read_bytes(), len(self._rows)

    def numbers(self, key: str) -> list[int]:
        """See `Shelf`."""
        return [self._first + at for at in self._numbers.get(key, ())]

    def entity(self, number: int) -> Entity:
        """See `Shelf`."""
        row = self._rows[number - self._first]
        return Entity(row.name, row.kind, row.country, row.roles, row.source)

    def forms(self, number: int) -> tuple[str, ...]:
        """See `Shelf`."""
        return self._rows[number - self._first].forms

    def added(self, kind: str, listed: Sounds) -> Sounds:
        """See `Shelf`."""
        rows = enumerate(self._rows, self._first)
        return listed.plus(Sounds.spelled((form, at) for at, row in rows if list_of(row) == kind for form in row.forms))


class Compiled:
    """The rows of a file that `mtclean dict import` has compiled."""

    def __init__(self, path: Path, first: int) -> None:
        self._base, self._first = Base(path, IMPORTED, REBUILD), first
        self.digest = self._base.meta("digest").encode()
        self.size = 1 + (self._base.ask("SELECT max(id) FROM entity")[0][0] or 0)

    def numbers(self, key: str) -> list[int]:
        """See `Shelf`."""
        found = self._base.ask("SELECT entity FROM name WHERE key = ? ORDER BY entity", key)
        return [self._first + at for (at,) in found]

    def entity(self, number: int) -> Entity:
        """See `Shelf`."""
        return entity(self._base, number - self._first)

    def forms(self, number: int) -> tuple[str, ...]:
        """See `Shelf`."""
        return forms(self._base, number - self._first)

    def added(self, kind: str, listed: Sounds) -> Sounds:
        """See `Shelf`."""
        return Chorus(listed, Echoes(self._base, kind, self._first))


def entity(base: Base, number: int) -> Entity:
    """The entity with this number in a compiled file."""
    query = "SELECT canonical, kind, country, roles, source FROM entity WHERE id = ?"
    ((name, kind, country, roles, source),) = base.ask(query, number)
    return Entity(name, kind, country, tuple(role for role in roles.split(";") if role), source)


def forms(base: Base, number: int) -> tuple[str, ...]:
    """The accepted spellings of an entity in a compiled file; goes through all names in it."""
    preferred = entity(base, number).canonical
    others = (form for (form,) in base.ask("SELECT form FROM name WHERE entity = ? ORDER BY key", number))
    return (preferred, *(form for form in others if form != preferred))


def list_of(row: Row) -> str:
    """The list of sounds that a row belongs to: its kind, or for a place the code of its country."""
    return row.country if row.kind == "place" else row.kind


def _by_key(rows: Sequence[Row]) -> dict[str, list[int]]:
    keys: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        for key in dict.fromkeys(plain(form) for form in row.forms):
            keys.setdefault(key, []).append(at)
    return keys
