"""The parts about `samples/`: how much of the known damage is flagged and how well it is repaired."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from benchmarks.bench import Bench, Part, Table
from benchmarks.gold import Gold, Sample, covered, edit_is_right, fix_rank, overlapping, read_samples
from benchmarks.metrics import Figure, rate
from benchmarks.tables import share
from mtclean.report import Report
from mtclean.values import DAMAGE, Edit, Flag, Safety

TOP = 5
VERDICTS = ("article", "verdict", "probability", "words", "flags", "SAFE edits")


@dataclass(frozen=True, slots=True)
class Met:
    """What became of one gold span: flagged, flagged closely, and the place of the first accepted suggestion."""

    article: str
    gold: Gold
    flagged: bool
    close: bool
    rank: int | None

    @property
    def fixable(self) -> bool:
        """True when some replacement would be accepted."""
        return bool(self.gold.fixes)

    @property
    def first(self) -> bool:
        """True when the first suggestion is accepted."""
        return self.rank == 1

    @property
    def among(self) -> bool:
        """True when one of the first `TOP` suggestions is accepted."""
        return self.rank is not None and self.rank <= TOP


@dataclass(frozen=True, slots=True)
class Raised:
    """What a flag was worth: it overlaps damage or not."""

    article: str
    flag: Flag
    good: bool


@dataclass(frozen=True, slots=True)
class Made:
    """A SAFE edit of a garbled sample and whether it makes what the gold accepts."""

    article: str
    edit: Edit
    right: bool


Item = TypeVar("Item", Met, Raised, Made)


def split_part(bench: Bench, split: str) -> Part:
    """Recall, precision, fix accuracy and wrong SAFE edits on the samples of `split`."""
    samples = read_samples(bench.samples, split)
    name = f"samples-{split}"
    reports = list(bench.alone([sample.doc for sample in samples], name))
    pairs = list(zip(samples, reports, strict=True))
    met = [found for sample, report in pairs for found in _met(sample, report)]
    raised = [found for sample, report in pairs for found in _raised(sample, report)]
    made = [found for sample, report in pairs for found in _made(sample, report)]
    signature = bench.signature(name, [s.doc for s in samples], spans=len(met))
    tables = (
        _met_table(met, signature),
        _precision_table(raised, signature),
        Table("Verdicts", VERDICTS, tuple(map(_verdict_row, reports)), signature, _safe_note(made)),
    )
    details = {} if split == "reporting" else _details(met, raised, made)
    return Part(name, _figures(met, raised, made, bench.seed), tables, details)


def _met(sample: Sample, report: Report) -> list[Met]:
    return [
        Met(
            sample.doc.id,
            gold,
            bool(overlapping(gold.span, report.flags)),
            covered(gold.span, report.flags),
            fix_rank(sample.doc.text, gold, report.flags, sample.spans),
        )
        for gold in sample.spans
    ]


def _raised(sample: Sample, report: Report) -> list[Raised]:
    return [
        Raised(sample.doc.id, flag, any(gold.span.overlaps(flag.span) for gold in sample.spans))
        for flag in report.flags
    ]


def _made(sample: Sample, report: Report) -> list[Made]:
    return [
        Made(sample.doc.id, edit, edit_is_right(sample.doc.text, edit, sample.spans))
        for edit in report.edits_at(Safety.SAFE)
    ]


def _figures(met: Sequence[Met], raised: Sequence[Raised], made: Sequence[Made], seed: int) -> dict[str, Figure]:
    fixable = [one for one in met if one.fixable]
    names = [one for one in met if one.gold.is_name]
    figures = {
        "recall": _by_article(met, lambda one: one.flagged, seed),
        "recall.severe": _by_article([m for m in met if m.gold.severity == "severe"], lambda one: one.flagged, seed),
        "recall.minor": _by_article([m for m in met if m.gold.severity == "minor"], lambda one: one.flagged, seed),
        "recall.close": _by_article(met, lambda one: one.close, seed),
        "precision": _by_article(raised, lambda one: one.good, seed),
        "top1": _by_article(fixable, lambda one: one.first, seed),
        "top5": _by_article(fixable, lambda one: one.among, seed),
        "names_and_places.top1": _by_article(names, lambda one: one.first, seed),
        "names_and_places.top5": _by_article(names, lambda one: one.among, seed),
        "safe_right": _by_article(made, lambda one: one.right, seed),
        "safe_wrong": Figure(float(sum(not one.right for one in made)), n=len(made)),
    }
    for channel in DAMAGE:
        inside = [one for one in met if one.gold.channel == channel]
        figures[f"recall.{channel}"] = _by_article(inside, lambda one: one.flagged, seed)
        figures[f"top1.{channel}"] = _by_article([m for m in inside if m.fixable], lambda one: one.first, seed)
    return figures


def _by_article(items: Sequence[Item], good: Callable[[Item], bool], seed: int) -> Figure:
    """Share of `items` that are `good`, with an interval over articles."""
    articles = sorted({item.article for item in items})
    wholes = [sum(item.article == article for item in items) for article in articles]
    parts = [sum(good(item) for item in items if item.article == article) for article in articles]
    return rate(parts, wholes, seed=seed)


def _met_table(met: Sequence[Met], signature: str) -> Table:
    groups: list[tuple[str, list[Met]]] = [("all", list(met))]
    groups += [(level, [m for m in met if m.gold.severity == level]) for level in ("severe", "minor")]
    groups.append(("people and places", [m for m in met if m.gold.is_name]))
    for channel in DAMAGE:
        inside = [m for m in met if m.gold.channel == channel]
        groups.append((channel, inside))
        kinds = sorted({m.gold.kind for m in inside})
        groups += [(f"{channel}: {kind}", [m for m in inside if m.gold.kind == kind]) for kind in kinds]
    columns = ("gold spans", "spans", "flagged %", "closely %", "fixable", "top-1 %", f"top-{TOP} %")
    return Table("Damage found and repaired", columns, tuple(_met_row(*group) for group in groups), signature)


def _met_row(name: str, met: Sequence[Met]) -> tuple[str, ...]:
    fixable = [one for one in met if one.fixable]
    return (
        name,
        str(len(met)),
        share(sum(one.flagged for one in met), len(met)),
        share(sum(one.close for one in met), len(met)),
        str(len(fixable)),
        share(sum(one.first for one in fixable), len(fixable)),
        share(sum(one.among for one in fixable), len(fixable)),
    )


def _precision_table(raised: Sequence[Raised], signature: str) -> Table:
    groups: list[tuple[str, list[Raised]]] = [("all", list(raised))]
    groups += [(name, [r for r in raised if r.flag.channel == name]) for name in DAMAGE]
    groups += [(name, [r for r in raised if r.flag.rule == name]) for name in sorted({r.flag.rule for r in raised})]
    rows = tuple((name, str(len(found)), share(sum(r.good for r in found), len(found))) for name, found in groups)
    return Table("Flags that overlap damage", ("flags", "raised", "on damage %"), rows, signature)


def _safe_note(made: Sequence[Made]) -> str:
    return f"SAFE edits: {len(made)}, of which {sum(not one.right for one in made)} do not make what the gold accepts."


def _details(met: Iterable[Met], raised: Iterable[Raised], made: Iterable[Made]) -> dict[str, list[object]]:
    return {
        "missed": [{"article": m.article, "text": m.gold.text, "kind": m.gold.kind} for m in met if not m.flagged],
        "not_first": [
            {"article": m.article, "text": m.gold.text, "fixes": list(m.gold.fixes), "rank": m.rank}
            for m in met
            if m.flagged and m.fixable and not m.first
        ],
        "false_flags": [{"article": r.article, "text": r.flag.text, "rule": r.flag.rule} for r in raised if not r.good],
        "wrong_safe_edits": [
            {"article": m.article, "old": m.edit.old, "new": m.edit.new, "rule": m.edit.rule}
            for m in made
            if not m.right
        ],
    }


def _verdict_row(report: Report) -> tuple[str, ...]:
    return (
        report.doc.id,
        report.verdict.label,
        f"{report.verdict.probability:.2f}",
        str(len(report.words)),
        str(len(report.flags)),
        str(len(report.edits_at(Safety.SAFE))),
    )
