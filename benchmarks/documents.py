"""The parts about machine-translated documents: are they told from human ones, and are edits of them right?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.bench import Bench, Part, Table
from benchmarks.corpus import (
    ROUND_TRIP,
    WORDS_AT_MOST,
    Machine,
    beginning,
    clean_documents,
    machine_documents,
    same_lines,
)
from benchmarks.metrics import Array, Figure, auc, bootstrap, figure, rate, ratio
from benchmarks.reference import HARM, RIGHT, UNDECIDED, decide
from benchmarks.tables import shown
from mtclean.report import Report
from mtclean.values import DAMAGE, Document, Safety

CONTEXT = 60


@dataclass(frozen=True, slots=True)
class Judged:
    """Probabilities that a machine damaged a translation, and its human reference."""

    machine: Machine
    probability: float
    reference: float


def verdict_part(bench: Bench, data: Path) -> Part:
    """Document AUC against news written in English, and each translation beside its own reference."""
    sets = machine_documents(data, bench.most.get("docs"), bench.seed)
    clean = [d for docs in clean_documents(data, "original", bench.most.get("docs"), bench.seed).values() for d in docs]
    humans = [Document(doc.id, beginning(doc.text)) for doc in clean]
    found = list(bench.alone(humans, "docs: written in English"))
    negatives = np.array([report.verdict.probability for report in found])
    judged = {name: _judged(bench, name, machines) for name, machines in sets.items()}
    everything = [one for some in judged.values() for one in some]
    docs = [*humans, *(one.machine.doc for one in everything)]
    signature = bench.signature("docs", docs, cut=f"{WORDS_AT_MOST} words at a line end", humans=len(humans))
    rows = [_verdict_row(name, some, negatives, bench) for name, some in [*judged.items(), ("all", everything)]]
    columns = ("set", "docs", "AUC", "weaker half", "AUC", "above reference %", "equal %")
    figures = _verdict_figures(everything, negatives, bench)
    table = Table("Machine translations told from news written in English", columns, tuple(rows), signature)
    return Part("docs", figures, (table,))


def _judged(bench: Bench, name: str, machines: Sequence[Machine]) -> list[Judged]:
    cut = [Document(m.doc.id, beginning(m.doc.text)) for m in machines]
    pairs = zip(cut, machines, strict=True)
    references = [Document(f"{doc.id}#reference", same_lines(m.reference, doc.text)) for doc, m in pairs]
    mt = [r.verdict.probability for r in bench.alone(cut, f"docs: {name}")]
    human = [r.verdict.probability for r in bench.alone(references, f"docs: {name}, references")]
    return [Judged(*row) for row in zip(machines, mt, human, strict=True)]


def _verdict_row(name: str, judged: Sequence[Judged], negatives: Array, bench: Bench) -> tuple[str, ...]:
    weaker = [one for one in judged if one.machine.weaker]
    above, equal = _beside_reference(judged, bench.seed)
    return (
        name,
        str(len(judged)),
        shown(_auc(judged, negatives, bench), 3),
        str(len(weaker)),
        shown(_auc(weaker, negatives, bench), 3),
        shown(above, percent=True),
        f"{100 * (equal.value or 0):.0f}",
    )


def _verdict_figures(judged: Sequence[Judged], negatives: Array, bench: Bench) -> dict[str, Figure]:
    above, equal = _beside_reference(judged, bench.seed)
    weaker = [one for one in judged if one.machine.weaker]
    auc_all, auc_weaker = _auc(judged, negatives, bench), _auc(weaker, negatives, bench)
    return {"auc": auc_all, "auc.weaker": auc_weaker, "above_reference": above, "equal_to_reference": equal}


def _auc(judged: Sequence[Judged], negatives: Array, bench: Bench) -> Figure:
    """ROC area with an interval over documents, machine and human ones drawn together."""
    scores = np.concatenate([[one.probability for one in judged], negatives])
    bad = np.arange(len(scores)) < len(judged)
    value = auc(bad, scores)
    if np.isnan(value):
        return Figure(None, n=len(judged))
    ends = bootstrap(lambda n: auc(bad, scores, n.astype(float)), len(scores), seed=bench.seed)
    return figure(value, ends, len(judged))


def _beside_reference(judged: Sequence[Judged], seed: int) -> tuple[Figure, Figure]:
    ones = [1] * len(judged)
    above = rate([one.probability > one.reference for one in judged], ones, seed=seed)
    return above, rate([one.probability == one.reference for one in judged], ones, seed=seed)


@dataclass(frozen=True, slots=True)
class Tried:
    """An edit of a machine translation and what its reference says of it."""

    document: str
    round_trip: bool
    floor: Safety
    rule: str
    channel: str
    old: str
    new: str
    decision: str
    context: str

    def to_dict(self) -> dict[str, str]:
        """For the JSON output."""
        names = ("document", "rule", "old", "new", "decision", "context")
        return {"floor": self.floor.label} | {name: getattr(self, name) for name in names}


def edits_part(bench: Bench, data: Path) -> Part:
    """Edits at SAFE and at LIKELY on machine translations, compared with the reference line by line."""
    sets = machine_documents(data, bench.most.get("docs-edits"), bench.seed)
    machines = [machine for found in sets.values() for machine in found]
    tried: list[Tried] = []
    words: dict[bool, int] = {True: 0, False: 0}
    for machine, report in zip(machines, bench.alone([m.doc for m in machines], "docs-edits"), strict=True):
        tried += [one for floor in (Safety.SAFE, Safety.LIKELY) for one in tried_edits(machine, report, floor)]
        words[ROUND_TRIP in machine.group] += len(report.words)
    line = bench.signature("docs-edits", [m.doc for m in machines], words=sum(words.values()))
    tables = tuple(
        _edits_table(f"Edits at {floor.label.upper()}: {about}", _of(tried, trip, floor), words[trip], bench.seed, line)
        for trip, about in ((True, "round trips of English articles"), (False, "other machine translations"))
        for floor in (Safety.SAFE, Safety.LIKELY)
    )
    return Part("docs-edits", _edits_figures(tried, bench.seed), tables, {"edits": [t.to_dict() for t in tried]})


def tried_edits(machine: Machine, report: Report, floor: Safety) -> list[Tried]:
    """Every edit that `report` makes at `floor`, judged by the reference of `machine`."""
    channel_at = {flag.span: flag.channel for flag in report.flags}
    text = report.doc.text
    return [
        Tried(
            machine.key,
            ROUND_TRIP in machine.group,
            floor,
            edit.rule,
            channel_at[edit.span],
            edit.old,
            edit.new,
            decide(text, edit, machine.reference, layout=channel_at[edit.span] == "layout"),
            text[max(0, edit.span.start - CONTEXT) : edit.span.end + CONTEXT],
        )
        for edit in report.edits_at(floor)
    ]


def _edits_figures(tried: Sequence[Tried], seed: int) -> dict[str, Figure]:
    figures: dict[str, Figure] = {}
    for floor in (Safety.SAFE, Safety.LIKELY):
        for label, trip in (("round_trip", True), ("other", False)):
            some = _of(tried, trip, floor)
            for decision in (RIGHT, HARM):
                figures[f"{label}.{floor.label}.{decision}"] = _share(some, decision, seed)
    return figures


def _of(tried: Sequence[Tried], round_trip: object, floor: Safety) -> list[Tried]:
    return [t for t in tried if t.round_trip == round_trip and t.floor is floor]


def _share(tried: Sequence[Tried], decision: str, seed: int) -> Figure:
    """Share of edits with `decision`, with an interval over source documents."""
    documents: Mapping[str, list[bool]] = {t.document: [] for t in tried}
    for one in tried:
        documents[one.document].append(one.decision == decision)
    return rate([sum(found) for found in documents.values()], [len(found) for found in documents.values()], seed=seed)


def _edits_table(title: str, tried: Sequence[Tried], words: int, seed: int, signature: str) -> Table:
    groups = [("all", list(tried))]
    for channel in DAMAGE:
        groups.append((channel, [t for t in tried if t.channel == channel]))
        rules = sorted({t.rule for t in tried if t.channel == channel})
        groups += [(f"{channel}: {rule}", [t for t in tried if t.rule == rule]) for rule in rules]
    rows = tuple(_edits_row(name, some, words, seed) for name, some in groups)
    columns = ("edits", "made", "per 10,000 words", "right", "harm", "undecided", "right %", "harm %")
    return Table(f"{title}, {words:,} words", columns, rows, signature)


def _edits_row(name: str, some: Sequence[Tried], words: int, seed: int) -> tuple[str, ...]:
    counts = [str(sum(t.decision == decision for t in some)) for decision in (RIGHT, HARM, UNDECIDED)]
    shares = [shown(_share(some, decision, seed), percent=True) for decision in (RIGHT, HARM)]
    return (name, str(len(some)), f"{ratio(len(some), words, 10_000):.2f}", *counts, *shares)
