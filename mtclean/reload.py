"""Reports read back from the JSON Lines of contract.md, together with the texts they speak of."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from .errors import MtcleanError
from .report import SCHEMA, Failure, Report
from .values import Document, Evidence, Flag, Safety, Span, Suggestion, Verdict, Word

AGAIN = "write it again with `mtclean check --format jsonl`"


def read_reports(path: Path, texts: Iterable[Document]) -> Iterator[Report | Failure]:
    """Read every report of a file, in order; the text of each must be among `texts`, under the same id."""
    by_id = _distinct(texts)
    for where, line in _lines(path):
        yield _parsed(where, line, by_id)


def _parsed(where: str, line: bytes, texts: Mapping[str, Document]) -> Report | Failure:
    try:
        row = json.loads(line)
        _refuse_other_schema(row, where)
        return _result(row, texts)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise MtcleanError(f"{where}: not a report of mtclean", AGAIN) from error


def distinct(reports: Collection[Report]) -> dict[str, Report]:
    """Key reports by document, the last one given for each; a report that does not fit its text is refused."""
    found: dict[str, Report] = {}
    _distinct(report.doc for report in reports)
    for report in reports:
        _refuse_untrue(report)
        found[report.doc.id] = report
    return found


def _refuse_untrue(report: Report) -> None:
    for flag in report.flags:
        if not 0 <= flag.span.start < flag.span.end or flag.span.of(report.doc.text) != flag.text:
            said = f"{report.doc.id}: {flag.text!r} is not at {flag.span.start}, so its report is of another text"
            raise MtcleanError(said, "run `mtclean check` again")


def _distinct(texts: Iterable[Document]) -> dict[str, Document]:
    by_id: dict[str, Document] = {}
    for doc in texts:
        if by_id.setdefault(doc.id, doc) != doc:
            raise MtcleanError(f"two different texts are called {doc.id!r}", "give each an id of its own")
    return by_id


def _lines(path: Path) -> Iterator[tuple[str, bytes]]:
    try:
        with path.open("rb") as file:
            yield from ((f"{path}:{n}", line) for n, line in enumerate(file, 1) if line.strip())
    except OSError as error:
        raise MtcleanError(f"{path}: cannot be read: {error.strerror}", AGAIN) from error


def _refuse_other_schema(row: Mapping[str, Any], where: str) -> None:
    if row["schema"] != SCHEMA:
        raise MtcleanError(f"{where}: schema {row['schema']!r}, and this version reads {SCHEMA}", AGAIN)


def _result(row: Mapping[str, Any], texts: Mapping[str, Document]) -> Report | Failure:
    if "error" in row:
        error = row["error"]
        return Failure(row["id"], error["kind"], error["message"], error["hint"])
    if row["id"] not in texts:
        raise MtcleanError(f"{row['id']}: its text was not given", "give the files that were checked, named the same")
    return report_from(row, texts[row["id"]])


def report_from(row: Mapping[str, Any], doc: Document) -> Report:
    """Rebuild the report that `Report.to_dict` gave `row`; what is not written there gets the most careful value.

    A floor of `safe`; no words unless they were asked for; for each word its own bits as the usual ones.
    """
    return Report(
        doc,
        Verdict(row["verdict"]["label"], float(row["verdict"]["probability"])),
        tuple(sorted(map(_flag, row["flags"]), key=lambda flag: flag.span)),
        tuple(map(_word, row.get("words", ()))),
        float(row["bits_per_byte"]),
        Safety.SAFE,
        str(row["signature"]),
    )


def _flag(row: Mapping[str, Any]) -> Flag:
    return Flag(
        str(row["rule"]),
        str(row["channel"]),
        Span(int(row["start"]), int(row["end"])),
        str(row["text"]),
        float(row["confidence"]),
        tuple(map(_evidence, row["evidence"])),
        tuple(map(_suggestion, row["suggestions"])),
    )


def _evidence(row: Mapping[str, Any]) -> Evidence:
    return Evidence(str(row["measure"]), float(row["value"]), float(row["limit"]), str(row["note"]))


def _suggestion(row: Mapping[str, Any]) -> Suggestion:
    safety = Safety[str(row["safety"]).upper()]
    return Suggestion(str(row["replacement"]), safety, float(row["confidence"]), str(row["reason"]))


def _word(row: Mapping[str, Any]) -> Word:
    bits = float(row["bits"])
    return Word(Span(int(row["start"]), int(row["end"])), bits, bits, float(row["p_bad"]))
