"""A corpus in, a folder out: one report line per document and the repaired texts, whatever single records do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from .errors import MtcleanError
from .files import write_atomically
from .fixing import trusted, unwritten, write_record
from .records import Record
from .render import json_line
from .report import Failure, Report
from .run import Run
from .sources import STDIN, Source

REPORTS, LINES, TEXTS = "reports.jsonl", "cleaned.jsonl", "cleaned"


def write(run: Run, output: Path, *, alone: bool) -> None:
    """Fill the folder `output`; the counts are in `run.summary` afterwards.

    `alone` means that there is one input, whose name the repaired texts need not carry. The two `.jsonl` files grow
    under a `.partial` name and take their own when everything is done.
    """
    output.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        reports = stack.enter_context(growing(output / REPORTS))
        lines = Lines(output / LINES, stack)
        for record, result in run:
            outcome = result
            if record.line:
                lines.add(run, record, result)
            elif isinstance(result, Report):
                outcome = _saved(run, record, result, output / TEXTS / target(record.source, alone=alone))
            if outcome is not None:
                reports.write(json_line(outcome).encode("utf-8"))


def _saved(run: Run, record: Record, report: Report, path: Path) -> Report | Failure:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, record.rewritten(report.edits))
    except OSError as error:
        failure = unwritten(record.source, error)
        run.fail(failure)
        return failure
    if report.edits:
        run.changed()
    return report


class Lines:
    """The repaired JSON Lines of all inputs, one after the other; the file appears with the first line."""

    def __init__(self, path: Path, stack: ExitStack) -> None:
        self._path = path
        self._stack = stack
        self._out: IO[bytes] | None = None
        self._source: Source | None = None
        self._last = b"\n"

    def add(self, run: Run, record: Record, result: Report | Failure | None) -> None:
        """Write one record, on a line of its own even when the file before had no last newline."""
        if record.source is not self._source and self._last != b"\n":
            self._write(b"\n")
        self._source = record.source
        write_record(run, record, result, self._write, trusted)

    def _write(self, block: bytes) -> None:
        if self._out is None:
            self._out = self._stack.enter_context(growing(self._path))
        self._out.write(block)
        self._last = block[-1:] or self._last


@contextmanager
def growing(path: Path) -> Iterator[IO[bytes]]:
    """Open `path` under a `.partial` name, which it loses when the block ends well."""
    partial = path.with_name(f"{path.name}.partial")
    with partial.open("wb") as out:
        yield out
    partial.replace(path)


def target(source: Source, *, alone: bool) -> Path:
    """Where the text of `source` goes below the output folder: never outside of it, whatever was typed.

    >>> str(target(Source("../a/b.html", Path("../a/b.html"), Path("../a")), alone=True))
    'b.html.txt'
    >>> str(target(Source("../a/b.txt", Path("../a/b.txt"), Path("../a")), alone=False))
    '__/a/b.txt'
    """
    if source.is_stdin:
        return Path("stdin.txt")
    root = source.path.parent if source.root is None else source.root
    path = source.path.relative_to(root) if alone else source.path
    parts = ["__" if part == ".." else part for part in path.parts if part != path.anchor]
    return Path(*parts[:-1], parts[-1] + ".txt" if source.is_html else parts[-1])


def refuse_overlap(paths: Iterable[str], output: Path) -> None:
    """Refuse an output folder inside an input folder, and inputs that the output would overwrite."""
    places = {place.resolve() for place in (output, output / TEXTS, output / REPORTS, output / LINES)}
    for name in paths:
        given = Path(name).resolve()
        inside = given.is_dir() and any(place.is_relative_to(given) for place in places)
        if name != STDIN and (inside or given in places or given.is_relative_to((output / TEXTS).resolve())):
            raise MtcleanError(f"{output} and the input {name} overlap", "choose another folder with --output")
