"""A compiled file of names: SQLite, opened read-only, asked row by row."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ..errors import MtcleanError

MAGIC = b"SQLite format 3\0"


class Base:
    """Rows of the file at `path`; one object may be shared by threads and carried through a fork.

    Each process and thread has its own connection. Raises `MtcleanError` with the `hint` when there is no such file, or
    when it lacks one of the `tables`.
    """

    def __init__(self, path: Path, tables: Iterable[str], hint: str) -> None:
        self.path = path
        self._local = threading.local()
        if not path.is_file():
            raise MtcleanError(f"{path}: there is no entity dictionary", hint)
        try:
            found = {name for (name,) in self.ask("SELECT name FROM sqlite_master WHERE type = 'table'")}
        except sqlite3.Error as error:
            raise MtcleanError(f"{path}: not an entity dictionary ({error})", hint) from error
        if missing := sorted(set(tables) - found):
            raise MtcleanError(f"{path}: not an entity dictionary (it has no table {missing[0]!r})", hint)

    def ask(self, query: str, *values: str | int) -> list[tuple[Any, ...]]:
        """All rows that `query` finds."""
        return self._connection().execute(query, values).fetchall()

    def meta(self, key: str) -> str:
        """A note that whoever compiled the file left in it; empty when there is none."""
        return next((str(value) for (value,) in self.ask("SELECT value FROM meta WHERE key = ?", key)), "")

    def _connection(self) -> sqlite3.Connection:
        if getattr(self._local, "owner", None) != os.getpid():
            self._local.base, self._local.owner = _connect(self.path), os.getpid()
        base: sqlite3.Connection = self._local.base
        return base


def _connect(path: Path) -> sqlite3.Connection:
    """A connection that never writes, looks for no journal, and trusts no function that the file itself might name."""
    base = sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1", uri=True)
    base.execute("PRAGMA trusted_schema = OFF")
    return base
