"""Rows of the name tables: CSV files that people edit, read with errors that say file and line."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from ..errors import MtcleanError
from .sound import plain, worst_token

KINDS = ("person", "organisation", "place")
SAME_TOKEN = 0.95
COLUMNS = ("name", "variants", "kind", "country", "roles", "source")

_YEARS = re.compile(r"\s*\b\d{4}.*$")


class Row(NamedTuple):
    """One line of a table: the preferred spelling, the others accepted, and what is known of the bearer.

    `country` is an ISO 3166 code of two letters or empty, `roles` are like "foreign minister 2023-".
    """

    name: str
    variants: tuple[str, ...]
    kind: str
    country: str
    roles: tuple[str, ...]
    source: str

    @property
    def forms(self) -> tuple[str, ...]:
        """Every accepted spelling, the preferred one first."""
        return (self.name, *self.variants)

    @property
    def cells(self) -> tuple[str, ...]:
        """The fields of `COLUMNS` as a CSV file has them."""
        return (self.name, "|".join(self.variants), self.kind, self.country, ";".join(self.roles), self.source)


def lines(header: Iterable[str], cells: Iterable[Iterable[str]]) -> Iterator[bytes]:
    """A CSV file line by line, which `read_extra` reads when its header has the columns it needs."""
    for row in chain([header], cells):
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerow(row)
        yield out.getvalue().encode("utf-8")


def records(path: Path, needed: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and fields of each row of the CSV file at `path`; `needed` columns must be there."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        missing = sorted(set(needed) - set(reader.fieldnames or ()))
        if missing:
            raise MtcleanError(f"{path}:1: no column {missing[0]!r}", f"the header needs {', '.join(needed)}")
        for record in reader:
            yield reader.line_num, {key: (value or "").strip() for key, value in record.items() if key}


def read(path: Path, kind: str) -> list[Row]:
    """The rows of one of the shipped tables, all of them of `kind`."""
    needed = ("name", "variants", "country")
    return [_row(path, line, record, kind, path.stem) for line, record in records(path, needed)]


def read_extra(path: Path) -> list[Row]:
    """The rows of a user's file with columns name, variants, kind, country and roles."""
    columns = ("name", "variants", "kind", "country", "roles")
    try:
        found = list(records(path, columns))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise MtcleanError(f"{path}: not readable as CSV ({error})", "save it as UTF-8 text with commas") from error
    return [_row(path, line, record, record["kind"], str(path)) for line, record in found]


def _row(path: Path, line: int, record: dict[str, str], kind: str, source: str) -> Row:
    if not plain(record["name"]):
        raise MtcleanError(f"{path}:{line}: a row without a name")
    if kind not in KINDS:
        raise MtcleanError(f"{path}:{line}: kind {kind!r} is not known", f"choose one of {', '.join(KINDS)}")
    variants = tuple(v.strip() for v in record["variants"].split("|") if v.strip())
    roles = tuple(r.strip() for r in record.get("roles", "").split(";") if r.strip())
    return Row(record["name"], variants, kind, record["country"], roles, record.get("source", "") or source)


def merged(people: Iterable[Row], others: Iterable[Row]) -> list[Row]:
    """`people` with the `others` that are the same person folded in, then the rest of the `others`.

    In one country the same spelling is the same person. So are two names of which every token sounds the same, when
    nobody bears the spelling itself, only one person there sounds so, and an office is shared or unknown on one side.

    >>> fidan = Row("Hakan Fidan", (), "person", "TR", ("foreign minister 2023-",), "")
    >>> [row.forms for row in merged([fidan], [Row("Hakan Fidán", (), "person", "TR", (), "")])]
    [('Hakan Fidan', 'Hakan Fidán')]
    """
    kept = list(people)
    living: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(kept):
        living[row.country].append(at)
    for row in others:
        same = _same_person(row, {at: kept[at] for at in living[row.country]})
        if same is None:
            living[row.country].append(len(kept))
            kept.append(row)
        else:
            kept[same] = _joined(kept[same], row)
    return kept


def _same_person(row: Row, living: Mapping[int, Row]) -> int | None:
    """Which of the people of one country, by number, `row` is."""
    keys = {plain(form) for form in row.forms}
    if exact := [at for at, other in living.items() if keys & {plain(form) for form in other.forms}]:
        return exact[0]
    alike = [at for at, other in living.items() if _sounds_the_same(row, other)]
    return alike[0] if len(alike) == 1 else None


def _sounds_the_same(one: Row, other: Row) -> bool:
    """True when every token of some spelling of both sounds the same and their offices do not set them apart."""
    offices = [{_YEARS.sub("", role) for role in row.roles} for row in (one, other)]
    apart = offices[0] and offices[1] and not offices[0] & offices[1]
    return not apart and any(worst_token(a, b) >= SAME_TOKEN for a in one.forms for b in other.forms)


def _joined(one: Row, other: Row) -> Row:
    variants = dict.fromkeys((*one.variants, *(form for form in other.forms if form != one.name)))
    roles = dict.fromkeys((*one.roles, *other.roles))
    return one._replace(variants=tuple(variants), roles=tuple(roles))
