"""Writes repaired documents: to a stream, or back to where they came from, whole files in one step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain

from .errors import MtcleanError
from .files import replacing, write_atomically
from .records import Record
from .report import Failure, Report
from .run import Outcome, Run, by_file
from .sources import STDIN, Source, sources
from .values import Edit

CHANGED_MEANWHILE = "somebody changed it meanwhile, so it was left alone"
Chooser = Callable[[Report], Sequence[Edit]]


class _UnchangedError(Exception):
    """Leave the file alone: no record in it has edits, or it could not be read to its end."""


def refuse_unfit(paths: Sequence[str], *, write: bool, interactive: bool) -> None:
    """Refuse what cannot work: questions or results that would have to share standard input or output."""
    if STDIN in paths and interactive:
        raise MtcleanError("standard input cannot bring both the text and your answers", "save the text in a file")
    if STDIN in paths and write:
        raise MtcleanError("standard input cannot be written to", "leave out --write and redirect the output")
    files = [] if write else [found for found, _ in zip(sources(paths), range(2), strict=False)]
    if len(files) > 1 and not all(isinstance(found, Source) and found.is_lines for found in files):
        raise MtcleanError("several files would run together on standard output", "give --write, or one file")


def trusted(report: Report) -> Sequence[Edit]:
    """The edits that need no question: those trusted at the report's floor."""
    return report.edits


def unwritable(source: Source) -> Failure | None:
    """The refusal of a file that cannot be written back: HTML, of which only the text is read."""
    if not source.is_html:
        return None
    hint = "leave out --write and save the text that is printed"
    return Failure(source.name, "unsupported", "only the text of HTML is read, so it cannot be repaired in place", hint)


def unwritten(source: Source, error: OSError) -> Failure:
    """What the system said about a result that could not be saved."""
    hint = "nothing of it was written; put that right and run again"
    return Failure(source.name, "unwritable", f"cannot be written: {error.strerror or error}", hint)


def to_stream(run: Run, out: Callable[[bytes], object], choose: Chooser) -> None:
    """Give `out` every document or line as it should be; lines that failed pass as they are, failed files do not."""
    for record, result in run:
        if isinstance(result, Failure) and not record.line:
            continue
        write_record(run, record, result, out, choose)


def write_record(
    run: Run, record: Record, result: Report | Failure | None, out: Callable[[bytes], object], choose: Chooser
) -> bool:
    """Write one record with the edits chosen for it, byte for byte when there are none; True when there are some."""
    edits = choose(result) if isinstance(result, Report) else ()
    if not edits:
        record.copy(out)
        return False
    run.changed()
    out(record.rewritten(edits))
    return True


def in_place(run: Run, choose: Chooser) -> None:
    """Write every file that has edits back, atomically; a file that cannot be written counts as failed."""
    for source, outcomes in by_file(run):
        _write_back(run, source, outcomes, choose)


def _write_back(run: Run, source: Source, outcomes: Iterator[Outcome], choose: Chooser) -> None:
    try:
        _write_file(run, source, outcomes, choose)
    except OSError as error:
        run.fail(unwritten(source, error))


def _write_file(run: Run, source: Source, outcomes: Iterator[Outcome], choose: Chooser) -> None:
    record, result = first = next(outcomes)
    if record.line:
        _write_lines(run, source, chain([first], outcomes), choose)
    elif isinstance(result, Report) and (edits := choose(result)):
        _refuse_if_changed(source, record)
        write_atomically(source.path, record.rewritten(edits))
        run.changed()


def _refuse_if_changed(source: Source, record: Record) -> None:
    if source.path.read_bytes() != record.raw:
        raise OSError(CHANGED_MEANWHILE)


def _write_lines(run: Run, source: Source, outcomes: Iterable[Outcome], choose: Chooser) -> None:
    before = source.path.stat()
    changes = 0
    with suppress(_UnchangedError), replacing(source.path) as out:
        for record, result in outcomes:
            changes += write_record(run, record, result, out.write, choose)
            if record.is_lost:
                raise _UnchangedError
        if not changes:
            raise _UnchangedError
        after = source.path.stat()
        if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size):
            raise OSError(CHANGED_MEANWHILE)
