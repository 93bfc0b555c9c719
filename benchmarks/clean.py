"""The parts about undamaged news: every flag is an alarm too many, every SAFE edit breaks something."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.bench import Bench, Part, Table
from benchmarks.corpus import clean_documents
from benchmarks.gold import read_clean
from benchmarks.metrics import Figure, rate
from benchmarks.tables import share, shown
from mtclean.report import Report
from mtclean.values import DAMAGE, Document, Edit, Flag, Safety

CONTEXT = 60


@dataclass(frozen=True, slots=True)
class Counted:
    """What is kept of a report: its size, its flags, and the edits of both floors."""

    group: str
    article: str
    words: int
    flags: tuple[Flag, ...]
    safe: tuple[Edit, ...]
    likely: tuple[Edit, ...]
    verdict: str
    around: tuple[str, ...]


def samples_part(bench: Bench) -> Part:
    """The undamaged articles of `samples/`."""
    return _part(bench, "samples-clean", _by_folder(read_clean(bench.samples)))


def news_part(bench: Bench, data: Path, kind: str) -> Part:
    """Human news: `original`, written in English, or `translated` into it by people."""
    name = f"docs-clean-{kind}"
    return _part(bench, name, clean_documents(data, kind, bench.most.get(name), bench.seed))


def _by_folder(docs: Sequence[Document]) -> dict[str, list[Document]]:
    found: dict[str, list[Document]] = {}
    for doc in docs:
        found.setdefault(doc.id.partition("/")[0], []).append(doc)
    return found


def _part(bench: Bench, name: str, sets: Mapping[str, Sequence[Document]]) -> Part:
    docs = [doc for found in sets.values() for doc in found]
    groups = [group for group, found in sets.items() for _ in found]
    counted = [_counted(*pair) for pair in zip(groups, bench.alone(docs, name), strict=True)]
    signature = bench.signature(name, docs, words=sum(c.words for c in counted))
    tables = (_set_table(counted, list(sets), bench.seed, signature), _rule_table(counted, bench.seed, signature))
    details: dict[str, list[Any]] = {"safe_edits": list(_edits(counted)), "flags": list(_flags(counted))}
    return Part(name, _figures(counted, bench.seed), tables, details)


def _counted(group: str, report: Report) -> Counted:
    text, safe = report.doc.text, report.edits_at(Safety.SAFE)
    around = tuple(text[max(0, e.span.start - CONTEXT) : e.span.end + CONTEXT] for e in safe)
    likely = report.edits_at(Safety.LIKELY)
    return Counted(group, report.doc.id, len(report.words), report.flags, safe, likely, report.verdict.label, around)


def _per(counted: Sequence[Counted], size: Callable[[Counted], int], scale: int, seed: int) -> Figure:
    return rate([size(one) for one in counted], [one.words for one in counted], seed=seed, scale=scale)


def _flags_per(counted: Sequence[Counted], seed: int) -> Figure:
    return _per(counted, lambda one: len(one.flags), 1000, seed)


def _safe_per(counted: Sequence[Counted], seed: int) -> Figure:
    return _per(counted, lambda one: len(one.safe), 10_000, seed)


def _likely_per(counted: Sequence[Counted], seed: int) -> Figure:
    return _per(counted, lambda one: len(one.likely), 10_000, seed)


def _figures(counted: Sequence[Counted], seed: int) -> dict[str, Figure]:
    figures = {
        "flags_per_1000": _flags_per(counted, seed),
        "safe_per_10000": _safe_per(counted, seed),
        "likely_per_10000": _likely_per(counted, seed),
        "called_clean": rate([one.verdict == "clean" for one in counted], [1] * len(counted), seed=seed),
        "called_garbled": rate([one.verdict == "garbled" for one in counted], [1] * len(counted), seed=seed),
    }
    for channel in DAMAGE:
        figures[f"flags_per_1000.{channel}"] = _per(counted, _flags_of(channel=channel), 1000, seed)
    return figures


def _flags_of(*, channel: str | None = None, rule: str | None = None) -> Callable[[Counted], int]:
    return lambda one: sum(flag.channel == channel or flag.rule == rule for flag in one.flags)


def _set_table(counted: Sequence[Counted], sets: Sequence[str], seed: int, signature: str) -> Table:
    columns = ("set", "docs", "words", "flags /1,000", "SAFE /10,000", "LIKELY /10,000", "called clean %")
    rows = [_set_row(name, [one for one in counted if one.group == name], seed) for name in sets]
    rows.append(_set_row("all", counted, seed))
    return Table("Flags and edits where nothing is broken", columns, tuple(rows), signature)


def _set_row(name: str, counted: Sequence[Counted], seed: int) -> tuple[str, ...]:
    return (
        name,
        str(len(counted)),
        f"{sum(one.words for one in counted):,}",
        shown(_flags_per(counted, seed)),
        shown(_safe_per(counted, seed)),
        shown(_likely_per(counted, seed)),
        share(sum(one.verdict == "clean" for one in counted), len(counted)),
    )


def _rule_table(counted: Sequence[Counted], seed: int, signature: str) -> Table:
    rules = sorted({(flag.channel, flag.rule) for one in counted for flag in one.flags})
    rows: list[tuple[str, ...]] = []
    for channel in DAMAGE:
        rows.append((*_flag_row(channel, counted, _flags_of(channel=channel), seed), "", ""))
        for rule in (rule for where, rule in rules if where == channel):
            made = _sums(counted, (_edits_of(rule, "safe"), _edits_of(rule, "likely")))
            rows.append((*_flag_row(f"{channel}: {rule}", counted, _flags_of(rule=rule), seed), *made))
    columns = ("flags", "count", "per 1,000 words", "SAFE edits", "LIKELY edits")
    return Table("By channel and rule", columns, tuple(rows), signature)


def _flag_row(name: str, counted: Sequence[Counted], size: Callable[[Counted], int], seed: int) -> tuple[str, ...]:
    return (name, str(sum(map(size, counted))), shown(_per(counted, size, 1000, seed)))


def _edits_of(rule: str, floor: str) -> Callable[[Counted], int]:
    return lambda one: sum(edit.rule == rule for edit in (one.safe if floor == "safe" else one.likely))


def _sums(counted: Sequence[Counted], sizes: Sequence[Callable[[Counted], int]]) -> tuple[str, ...]:
    return tuple(str(sum(map(size, counted))) for size in sizes)


def _edits(counted: Sequence[Counted]) -> Iterator[dict[str, object]]:
    for one in counted:
        for edit, around in zip(one.safe, one.around, strict=True):
            yield {"article": one.article, "rule": edit.rule, "old": edit.old, "new": edit.new, "context": around}


def _flags(counted: Sequence[Counted]) -> Iterator[dict[str, object]]:
    for one in counted:
        for flag in one.flags:
            best = flag.suggestions[0].replacement if flag.suggestions else None
            where = {"article": one.article, "start": flag.span.start, "rule": flag.rule, "text": flag.text}
            yield {**where, "confidence": round(flag.confidence, 3), "best": best}
