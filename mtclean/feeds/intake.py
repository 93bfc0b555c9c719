"""From files of names to one dictionary: what can be read goes in, what cannot is told; made whole or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from ..errors import MtcleanError
from ..files import replacing
from ..names.dictionary import Dictionary
from ..names.gather import Gathered
from ..names.index import Counts, Progress, compiled
from ..names.rows import COLUMNS, Row, lines
from ..report import Failure
from .feed import read
from .words import lands

EVERY = 10_000  # rows between two signs of progress
CSV, COMPILED = (".csv",), (".sqlite", ".sqlite3", ".db")

Tell = Callable[[Failure], None]


def refuse_unfit(paths: Sequence[Path], target: Path) -> None:
    """Raise `MtcleanError` for a target that would be of no known format, or one of the files to read."""
    if target.suffix.lower() not in CSV + COMPILED:
        raise MtcleanError(f"{target}: not a name for a dictionary", f"end it in {', '.join(CSV + COMPILED[:1])}")
    if any(target.resolve() == path.resolve() for path in paths):
        raise MtcleanError(f"{target}: this file is also read", "choose another name for the result")


def taken(paths: Iterable[Path], target: Path, kind: str, tell: Tell, progress: Progress) -> Counts:
    """Bring the names in `paths` together in `target`: CSV or a compiled file, by its name; replaced in one step.

    `kind` holds for tables that say none. What cannot be read is given to `tell`; `progress` hears the stage and the
    number of rows done. Raises `MtcleanError` when there is no name at all.
    """
    with Gathered() as gathered:
        land = lands(Dictionary.open())
        done = 0
        for found in chain.from_iterable(read(path, kind, land) for path in paths):
            if isinstance(found, Failure):
                tell(found)
                continue
            gathered.add(found)
            done += 1
            if done % EVERY == 0:
                progress("reading", done)
        first = next(rows := gathered.rows(), None)
        if first is None:
            raise MtcleanError("no name was found", "nothing was written")
        return _written(chain([first], rows), target, progress)


def _written(rows: Iterable[Row], target: Path, progress: Progress) -> Counts:
    if target.suffix.lower() in COMPILED:
        return compiled(rows, target, progress)
    kinds: Counter[str] = Counter()
    spellings = 0

    def cells() -> Iterator[tuple[str, ...]]:
        nonlocal spellings
        for row in rows:
            kinds[row.kind] += 1
            spellings += len(row.forms)
            yield row.cells

    with replacing(target) as out:
        out.writelines(lines(COLUMNS, cells()))
    return Counts(kinds["person"], kinds["organisation"], kinds["place"], spellings, target.stat().st_size)
