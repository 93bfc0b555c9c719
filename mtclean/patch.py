"""Patches that explain themselves: every edit with its reasons in comment lines before the file that it changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, groupby

from .edits import apply_edits, lines_of, patch_line, side, unified_diff
from .files import patch_name
from .records import Record
from .render import chance, paint, place, visible
from .report import Failure, Report
from .run import Outcome, by_file
from .sources import Source
from .values import Document, Edit, Flag

CONTEXT = 3
"""Unchanged lines shown around a change, as diff and git do."""

COLOURS = {"-": "red", "+": "green", "@": "cyan", "#": "bright_black"}

MOST_EVIDENCE = 2


def patches(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """One explained patch for each file that has edits."""
    for source, group in by_file(outcomes):
        notes: list[str] = []
        body = list(_body(source, group, notes))
        if body:
            yield "".join(notes) + "".join(body)


def unpatchable(source: Source) -> Failure | None:
    """The refusal of a file that no patch can change: HTML and compressed files."""
    if source.is_html:
        hint = "see `mtclean check`, or save the repaired text with `mtclean fix`"
        return Failure(source.name, "unsupported", "only the text of HTML is read, so a patch would not apply", hint)
    if source.name.endswith((".gz", ".zst")):
        hint = "unpack it first, or use `mtclean fix --write`"
        return Failure(source.name, "unsupported", "a patch cannot change a compressed file", hint)
    return None


def _body(source: Source, group: Iterable[Outcome], notes: list[str]) -> Iterator[str]:
    """The diff of one file, its explanations added to `notes`: by lines for JSON Lines, as a whole otherwise."""
    name = "stdin" if source.is_stdin else patch_name(source.path)
    record, result = first = next(iter(group))
    if not record.line:
        yield from _whole(name, record, result, notes)
        return
    hunks = line_hunks(_line_pair(*outcome, notes) for outcome in chain([first], group))
    for count, hunk in enumerate(hunks):
        yield from [f"--- {side('a', name)}\n+++ {side('b', name)}\n"][count:]
        yield hunk


def _whole(name: str, record: Record, result: Report | Failure | None, notes: list[str]) -> Iterator[str]:
    if isinstance(result, Report) and result.edits and isinstance(record.item, Document):
        notes += explanations(result)
        yield unified_diff(name, record.item.text, apply_edits(record.item.text, result.edits))


def _line_pair(record: Record, result: Report | Failure | None, notes: list[str]) -> tuple[str, str]:
    parts: list[bytes] = []
    record.copy(parts.append)
    old = new = b"".join(parts)
    if isinstance(result, Report) and result.edits:
        notes += explanations(result)
        new = record.rewritten(result.edits)
    return old.decode("utf-8", "surrogateescape"), new.decode("utf-8", "surrogateescape")


def explanations(report: Report) -> list[str]:
    """Comment lines for a report's edits; `git apply` and `patch` skip what stands before a file's header."""
    flags = {flag.span: flag for flag in report.flags}
    verdict = f"{visible(report.doc.id)}: {report.verdict.label}, {chance(report.verdict)}"
    return [f"# {verdict}\n", *(f"# {_because(report, edit, flags[edit.span])}\n" for edit in report.edits)]


def _because(report: Report, edit: Edit, flag: Flag) -> str:
    chosen = next(s for s in flag.suggestions if s.replacement == edit.new)
    change = f'"{visible(edit.old)}" -> "{visible(edit.new)}"'
    seen = [str(e) for e in flag.evidence if e.note != chosen.reason][:MOST_EVIDENCE]
    reasons = "; ".join(visible(reason) for reason in (chosen.reason, *seen) if reason)
    return f"{place(report.doc.text, edit.span)} {change} [{edit.rule}, {chosen.safety.label}]: {reasons}"


def line_hunks(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    r"""Hunks for lines that change one for one, in memory for one hunk.

    >>> print(*line_hunks([("a\n", "a\n"), ("b\n", "B\n")]), sep="", end="")
    @@ -1,2 +1,2 @@
     a
    -b
    +B
    """
    window: list[tuple[str, str]] = []
    start, quiet, is_open = 1, 0, False
    for pair in pairs:
        window.append(pair)
        is_open = is_open or pair[0] != pair[1]
        quiet = 0 if pair[0] != pair[1] else quiet + 1
        if is_open and quiet > 2 * CONTEXT:
            yield _hunk(start, window[: CONTEXT - quiet])
            is_open = False
        if not is_open:
            start += len(window[:-CONTEXT])
            del window[:-CONTEXT]
    if is_open:
        yield _hunk(start, window[: len(window) - max(0, quiet - CONTEXT)])


def _hunk(start: int, pairs: list[tuple[str, str]]) -> str:
    lines = [f"@@ -{start},{len(pairs)} +{start},{len(pairs)} @@\n"]
    for changed, run in groupby(pairs, key=lambda pair: pair[0] != pair[1]):
        olds, news = zip(*run, strict=True)
        if changed:
            lines += [patch_line(f"-{old}") for old in olds] + [patch_line(f"+{new}") for new in news]
        else:
            lines += [patch_line(f" {old}") for old in olds]
    return "".join(lines)


def for_terminal(patch: str, *, colour: bool) -> str:
    r"""The patch to be looked at: red and green lines, and nothing in it that could steer the terminal.

    >>> for_terminal("+a\x1b[2Jb\r\n", colour=False)
    '+a\\x1b[2Jb\\r\n'
    """
    return "".join(_line_for_terminal(line.removesuffix("\n"), colour=colour) for line in lines_of(patch))


def _line_for_terminal(line: str, *, colour: bool) -> str:
    hue = COLOURS.get(line[:1])
    plain = "\t".join(map(visible, line.split("\t")))
    return paint(plain, hue or "", on=colour and hue is not None, bold=line.startswith(("--- ", "+++ "))) + "\n"
