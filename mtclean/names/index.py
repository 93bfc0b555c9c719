"""Compiles any number of names into one file that `Dictionary.open` looks them up in without reading it whole.

Everything is written in the order of its keys, sorted on disk by SQLite, so that a million rows need neither much
memory nor much time. The same rows always give the same file.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from ..files import standing_in
from .echoes import echoes
from .rows import Row
from .schema import IMPORTED, statements
from .shelves import list_of
from .sound import fold, plain

CACHE = 64_000  # KiB
BATCH = 10_000  # rows worked out before they are written
# Tables whose rows come in any order and wait in a temporary file, and what to take from there.
SORTED = {"name": "key, entity, form", "echo": "key, sound", "token": "DISTINCT key"}

Progress = Callable[[str, int], None]


class Counts(NamedTuple):
    """How much went into a file; `size` is in bytes."""

    people: int
    organisations: int
    places: int
    spellings: int
    size: int


def compiled(rows: Iterable[Row], target: Path, progress: Progress = lambda _stage, _done: None) -> Counts:
    """Compile `rows` into the file `target`, replacing it in one step; on any error the old file stays.

    `progress` is told the stage and how many rows are done.
    """
    with standing_in(target) as path:
        base = sqlite3.connect(path, isolation_level=None)
        try:
            counts = _write(base, rows, progress)
        finally:
            base.close()
    return counts._replace(size=target.stat().st_size)


def _write(base: sqlite3.Connection, rows: Iterable[Row], progress: Progress) -> Counts:
    base.executescript(
        f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE; PRAGMA cache_size = -{CACHE};"
        + statements(IMPORTED)
        + "CREATE TEMP TABLE staged_name (key TEXT, entity INTEGER, form TEXT);"
        "CREATE TEMP TABLE staged_echo (key INTEGER, sound INTEGER);"
        "CREATE TEMP TABLE staged_token (key TEXT); BEGIN"
    )
    kinds: Counter[str] = Counter()
    digest = hashlib.sha256()
    spellings = sounds = 0
    numbered = enumerate(rows)
    while batch := list(islice(numbered, BATCH)):
        for _, row in batch:
            digest.update(repr(row).encode())
            kinds[row.kind] += 1
            spellings += len(row.forms)
        sounds += _stage(base, batch, sounds)
        progress("indexing", kinds.total())
    for table, columns in SORTED.items():
        progress(f"sorting {table}s", kinds.total())
        waiting = f"SELECT {columns} FROM staged_{table} ORDER BY 1"  # noqa: S608 (fixed names)
        base.execute(f"INSERT OR IGNORE INTO main.{table} {waiting}")
        base.execute(f"DROP TABLE staged_{table}")
    base.execute("INSERT INTO meta VALUES ('digest', ?)", (digest.hexdigest(),))
    base.execute("COMMIT")
    return Counts(kinds["person"], kinds["organisation"], kinds["place"], spellings, 0)


def _stage(base: sqlite3.Connection, batch: list[tuple[int, Row]], first: int) -> int:
    """Write what of `batch` comes in order, set aside what does not; how many sounds there were."""
    heard = list(_sounds(batch))
    entities = ((at, row.name, row.kind, row.country, ";".join(row.roles), row.source) for at, row in batch)
    base.executemany("INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?)", entities)
    forms = ((plain(form), at, form) for at, row in batch for form in row.forms)
    base.executemany("INSERT INTO staged_name VALUES (?, ?, ?)", forms)
    sounds = ((at, folded, entity, form) for at, (_, folded, entity, form) in enumerate(heard, first))
    base.executemany("INSERT INTO sound VALUES (?, ?, ?, ?)", sounds)
    keys = ((key, at) for at, (kind, folded, *_) in enumerate(heard, first) for key in echoes(kind, folded))
    base.executemany("INSERT INTO staged_echo VALUES (?, ?)", keys)
    borne = {token for _, row in batch if row.kind == "person" for form in row.forms for token in plain(form).split()}
    base.executemany("INSERT INTO staged_token VALUES (?)", ((token,) for token in sorted(borne)))
    return len(heard)


def _sounds(batch: Iterable[tuple[int, Row]]) -> Iterator[tuple[str, str, int, str]]:
    """List, fold, number of the entity, spelling."""
    for at, row in batch:
        for form in row.forms:
            yield from ((list_of(row), folded, at, form) for folded in dict.fromkeys(fold(form)))
