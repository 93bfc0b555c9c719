"""Rows from any number of files brought together: those about one entity become one, in a fixed order.

They wait in a temporary database on disk, which SQLite sorts, so memory stays small however many there are.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from functools import lru_cache
from itertools import chain, groupby
from operator import itemgetter
from types import TracebackType
from typing import Any, NamedTuple

from .rows import Row
from .sound import plain

MOST_VARIANTS, MOST_ROLES = 40, 20  # of one entity; nobody in the news has more, and a file may hold anything
CACHE = 64_000  # KiB

_ROLE = "\x1f"  # sets the item of an office apart from its years: a sign that no name holds


class Item(NamedTuple):
    """A row with what tells its entity from others, such as a Wikidata item: rows with the same identity are one.

    A role may be "Q83307<unit separator> 2019-2023": the office whose `Label` says what it is called.
    """

    identity: str
    row: Row


class Label(NamedTuple):
    """What an item that roles refer to is called."""

    item: str
    name: str


def office(item: str, years: str) -> str:
    """A role that names its office by its item; a `Label` may come before or after."""
    return f"{item}{_ROLE}{years}"


class Gathered(AbstractContextManager["Gathered"]):
    """Items on their way into a dictionary; `rows` gives them back merged, ordered by identity and kind."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("", isolation_level=None)  # a private file that vanishes by itself
        self._base.executescript(
            f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -{CACHE};"
            "PRAGMA temp_store = FILE;"
            "CREATE TABLE item (identity TEXT, kind TEXT, name TEXT, variants TEXT, country TEXT, roles TEXT,"
            " source TEXT);"
            "CREATE TABLE label (item TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID; BEGIN"
        )
        self._label = lru_cache(maxsize=65_536)(self._look_up)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.close()

    def add(self, found: Item | Label) -> None:
        """Keep one more item, or what an office is called."""
        if isinstance(found, Label):
            self._base.execute("INSERT OR IGNORE INTO label VALUES (?, ?)", found)
            return
        row = found.row
        values = (row.name, "|".join(row.variants), row.country, ";".join(row.roles), row.source)
        self._base.execute("INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?)", (found.identity, row.kind, *values))

    def rows(self) -> Iterator[Row]:
        """Every entity once: the first name, country and source that were said, all variants and roles."""
        found = self._base.execute("SELECT * FROM item ORDER BY identity, kind, rowid")
        for _, same in groupby(found, key=itemgetter(0, 1)):
            rows = list(same)
            if any(row[2] for row in rows):
                yield self._merged(rows)

    def _merged(self, rows: Sequence[tuple[Any, ...]]) -> Row:
        _, kind, name, *_, source = next(row for row in rows if row[2])
        others = {plain(name): name}
        for form in (form for row in rows for form in (row[2], *row[3].split("|")) if form):
            others.setdefault(plain(form), form)
        roles = filter(None, (self._role(role) for role in chain.from_iterable(row[5].split(";") for row in rows)))
        country = next((row[4] for row in rows if row[4]), "")
        return Row(
            name,
            tuple(others.values())[1 : MOST_VARIANTS + 1],
            kind,
            country,
            tuple(dict.fromkeys(roles))[:MOST_ROLES],
            source,
        )

    def _role(self, role: str) -> str:
        item, referred, years = role.partition(_ROLE)
        if not referred:
            return role
        name = self._label(item)
        return f"{name} {years}".strip() if name else ""

    def _look_up(self, item: str) -> str:
        found = self._base.execute("SELECT name FROM label WHERE item = ?", (item,)).fetchone()
        return found[0] if found else ""


def identity(row: Row) -> str:
    """What stands for the identity of a row that has none of its own: kind, country, preferred spelling."""
    return f"{row.kind}:{row.country}:{plain(row.name)}"
