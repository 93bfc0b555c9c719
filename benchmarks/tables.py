"""Figures and tables as text: Markdown with aligned columns and a signature under each, written between two marks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path

from benchmarks.bench import Part, Table
from benchmarks.metrics import Figure

NOTHING = "–"


def shown(figure: Figure, digits: int = 2, *, percent: bool = False) -> str:
    """A figure as a cell, with its interval where there is one.

    >>> shown(Figure(0.5, 0.25, 0.75, 8), percent=True)
    '50 [25, 75]'
    >>> shown(Figure(None))
    '–'
    """
    if figure.value is None:
        return NOTHING
    value = _number(figure.value, digits, percent=percent)
    if figure.low is None or figure.high is None:
        return value
    return f"{value} [{_number(figure.low, digits, percent=percent)}, {_number(figure.high, digits, percent=percent)}]"


def _number(value: float, digits: int, *, percent: bool) -> str:
    return f"{100 * value:.0f}" if percent else f"{value:.{digits}f}"


def share(part: int, whole: int) -> str:
    """A share with its counts, for small numbers.

    >>> share(3, 4)
    '75 (3/4)'
    """
    return f"{100 * part / whole:.0f} ({part}/{whole})" if whole else NOTHING


def markdown(table: Table) -> str:
    """The table with its title above and its note and signature below; numbers are set to the right."""
    cells = [table.columns, *(tuple(cell.replace("|", "\\|") for cell in row) for row in table.rows)]
    widths = [max(3, *map(len, column)) for column in zip_longest(*cells, fillvalue="")]
    lines = [_line(row, widths) for row in cells]
    rule = "| " + " | ".join("-" * w if i == 0 else "-" * (w - 1) + ":" for i, w in enumerate(widths)) + " |"
    note = [table.note, ""] if table.note else []
    return "\n".join([f"#### {table.title}", "", lines[0], rule, *lines[1:], "", *note, f"`{table.signature}`", ""])


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (cell.ljust(w) if i == 0 else cell.rjust(w) for i, (cell, w) in enumerate(zip(row, widths, strict=True)))
    return "| " + " | ".join(cells) + " |"


def page(parts: Sequence[Part]) -> str:
    """All tables of all parts, each part under its name."""
    return "\n".join("\n".join([f"### {part.name}", "", *map(markdown, part.tables)]) for part in parts)


def write_between(path: Path, mark: str, text: str) -> None:
    """Put `text` between `<!-- mark:begin -->` and `<!-- mark:end -->` of a file, which is replaced in one step."""
    begin, end = f"<!-- {mark}:begin -->", f"<!-- {mark}:end -->"
    before, found, rest = path.read_text(encoding="utf-8").partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise SystemExit(f"{path} has no place for this: it needs {begin} and {end}")
    draft = path.with_suffix(".tmp")
    draft.write_text(f"{before}{begin}\n\n{text.strip()}\n\n{end}{after}", encoding="utf-8")
    draft.replace(path)
