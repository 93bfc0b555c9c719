"""The part about error spans: does `p_bad` find what professional raters marked as major errors (MQM)?

Segments of one system and document are joined, so that they are read in context. A character counts as major when at
least `AGREED` raters (all of fewer) marked it so, and as good when nobody marked it at all; the others are left out.
mpp is "match with partial overlap and partial credit" (arXiv 2603.19921), micro-averaged: marked and predicted spans
are paired one to one, the largest overlap first, and each pair earns what share of the span the other covers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.bench import Bench, Part, Table
from benchmarks.corpus import Record, digest, drawn, name, read
from benchmarks.metrics import Array, Figure, auc, best_threshold, bootstrap, figure, ratio
from benchmarks.tables import shown
from mtclean.report import Report
from mtclean.values import Document, Span

SETS = ("mqm2023.zh-en", "newstest2021.zh-en")
SERIOUS = ("major", "critical")
AGREED = 2
FEWEST = 300  # characters of a category that gets a row
UNMARKED, MARKED, MAJOR = 0, 1, 2
COLUMNS = ("set", "half", "docs", "characters", "major %", "AUC p_bad", "AUC bits", "mpp F1 p_bad", "mpp F1 flags")
NOTE = (
    "AUC of characters of words: major errors against what nobody marked. mpp F1 (micro): runs of words above the "
    "p_bad that is best by MCC on the development half of the documents, and flags as shown by default."
)


@dataclass(frozen=True, slots=True)
class Rated:
    """A machine translation with what each rater marked: category, severity, rater and the span."""

    doc: Document
    key: str
    errors: tuple[tuple[Span, str, bool, str], ...]
    raters: int

    @property
    def development(self) -> bool:
        """True for documents of the half on which thresholds are chosen; all systems of a document share a half."""
        return int(digest([self.key]), 16) % 2 == 0

    def levels(self) -> Array:
        """For each character whether nobody marked it, somebody did, or enough raters as a major error."""
        size = len(self.doc.text)
        marked, votes = np.zeros(size, bool), np.zeros(size, int)
        for rater in {rater for *_, rater in self.errors}:
            major = np.zeros(size, bool)
            for span, _, serious, who in self.errors:
                if who == rater:
                    marked[span.start : span.end] = True
                    major[span.start : span.end] |= serious
            votes += major
        enough = votes >= min(AGREED, self.raters)
        return np.where(enough, MAJOR, np.where(marked, MARKED, UNMARKED))


@dataclass(frozen=True, slots=True)
class Scored:
    """A rated document with the levels, and by character what `p_bad` and bits say (NaN outside words)."""

    rated: Rated
    report: Report
    levels: Array
    p_bad: Array
    bits: Array


def part(bench: Bench, data: Path) -> Part:
    """One row for each set and half, and one for each category of the set that has them, on the reporting half."""
    figures: dict[str, Figure] = {}
    rows: list[tuple[str, ...]] = []
    kinds: list[tuple[str, ...]] = []
    docs: list[Document] = []
    for label in SETS:
        rated = documents(data / "spans" / f"{label}.jsonl.gz", bench.most.get("spans"), bench.seed)
        reports = bench.alone([one.doc for one in rated], f"spans: {label}")
        scored = [_scored(one, report) for one, report in zip(rated, reports, strict=True)]
        docs += [one.doc for one in rated]
        halves = {half: [s for s in scored if s.rated.development == (half == "development")] for half in HALVES}
        limit = _limit(halves["development"])
        for half, some in halves.items():
            found = _measured(some, limit, bench.seed)
            figures |= {f"{label}.{half}.{measure}": value for measure, value in found.items()}
            rows.append(_row(label, half, some, found))
        kinds += list(_categories(label, halves["reporting"], bench.seed))
    line = bench.signature("spans", docs)
    tables = (
        Table("Major errors that raters marked", COLUMNS, tuple(rows), line, NOTE),
        Table(
            "The same by category, reporting half", ("set", "category", "characters", "AUC p_bad"), tuple(kinds), line
        ),
    )
    return Part("spans", figures, tables)


HALVES = ("development", "reporting")


def documents(path: Path, most: int | None, seed: int) -> list[Rated]:
    """At most `most` documents of a file, each a system's translation of all rated segments; no human references."""
    groups: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in read(path):
        if not record["is_reference"]:
            groups[record["system"], record["doc"]].append(record)
    chosen = drawn(sorted(groups), most, seed)
    return [_joined(f"{name(path)}.{system}.{key}", key, groups[system, key]) for system, key in chosen]


def _joined(label: str, key: str, records: Sequence[Record]) -> Rated:
    texts: list[str] = []
    errors: list[tuple[Span, str, bool, str]] = []
    at = 0
    for record in records:
        for error in record["errors"]:
            span = Span(at + error["start"], at + error["end"])
            errors.append((span, error["category"] or "", error["severity"] in SERIOUS, error["rater"]))
        texts.append(record["text"])
        at += len(record["text"]) + 1
    return Rated(Document(label, "\n".join(texts)), key, tuple(errors), max(r["n_raters"] for r in records))


def _scored(rated: Rated, report: Report) -> Scored:
    p_bad, bits = (np.full(len(rated.doc.text), np.nan) for _ in range(2))
    for word in report.words:
        p_bad[word.span.start : word.span.end] = word.p_bad
        bits[word.span.start : word.span.end] = word.bits
    return Scored(rated, report, rated.levels(), p_bad, bits)


def _limit(scored: Sequence[Scored]) -> float:
    levels, p_bad, _ = _columns(scored, lambda one: one.p_bad)
    return best_threshold(levels == MAJOR, p_bad) if len(levels) else 1.0


def _columns(scored: Sequence[Scored], score: Callable[[Scored], Array]) -> tuple[Array, Array, Array]:
    """Level, score and number of the document of every character of a word that is major or unmarked."""
    if not scored:
        return np.zeros(0, int), np.zeros(0), np.zeros(0, int)
    levels = np.concatenate([one.levels for one in scored])
    scores = np.concatenate([score(one) for one in scored])
    number = np.concatenate([np.full(len(one.levels), i) for i, one in enumerate(scored)])
    kept = ~np.isnan(scores) & (levels != MARKED)
    return levels[kept], scores[kept], number[kept]


def _measured(scored: Sequence[Scored], limit: float, seed: int) -> dict[str, Figure]:
    runs, flags = (
        [(spans_of(one), gold_spans(one.rated)) for one in scored] for spans_of in (partial(_runs, limit), _flags)
    )
    return {
        "auc": _auc(scored, lambda one: one.p_bad, seed),
        "auc.bits": _auc(scored, lambda one: one.bits, seed),
        "mpp.p_bad": _mpp(runs, seed),
        "mpp.flags": _mpp(flags, seed),
    }


def _auc(scored: Sequence[Scored], score: Callable[[Scored], Array], seed: int) -> Figure:
    """ROC area over characters, with an interval over documents."""
    levels, scores, number = _columns(scored, score)
    if not (levels == MAJOR).any():
        return Figure(None, n=len(levels))
    bad = levels == MAJOR
    ends = bootstrap(lambda counts: auc(bad, scores, counts[number].astype(float)), len(scored), seed=seed, draws=200)
    return figure(auc(bad, scores), ends, len(levels))


def _runs(limit: float, scored: Scored) -> list[Span]:
    """Words from `limit` up, those side by side as one span."""
    found: list[Span] = []
    words = scored.report.words
    for at, word in enumerate(words):
        if word.p_bad >= limit:
            beside = found and at and found[-1].end == words[at - 1].span.end
            found[-1:] = [Span(found[-1].start, word.span.end)] if beside else [*found[-1:], word.span]
    return found


def _flags(scored: Scored) -> list[Span]:
    return [flag.span for flag in scored.report.flags]


def gold_spans(rated: Rated) -> list[Span]:
    """Runs of characters that enough raters marked as major errors."""
    major = np.concatenate([[0], (rated.levels() == MAJOR).astype(int), [0]])
    edges = np.flatnonzero(np.diff(major))
    return [Span(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def credited(said: Sequence[Span], gold: Sequence[Span]) -> tuple[float, float]:
    """What the predicted spans earn of precision, and the marked ones of recall, when paired one to one.

    >>> credited([Span(0, 10), Span(20, 24)], [Span(5, 10), Span(30, 33)])
    (0.5, 1.0)
    """
    pairs = sorted(
        (-(min(a.end, b.end) - max(a.start, b.start)), i, j)
        for i, a in enumerate(said)
        for j, b in enumerate(gold)
        if a.overlaps(b)
    )
    left, right = set(range(len(said))), set(range(len(gold)))
    precision = recall = 0.0
    for loss, i, j in pairs:
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            precision += -loss / (said[i].end - said[i].start)
            recall += -loss / (gold[j].end - gold[j].start)
    return precision, recall


def _mpp(pairs: Sequence[tuple[Sequence[Span], Sequence[Span]]], seed: int) -> Figure:
    """Micro-averaged F1 of partial matches, with an interval over documents."""
    earned = np.array([(*credited(said, gold), len(said), len(gold)) for said, gold in pairs], float).reshape(-1, 4)

    def f1(counts: Array) -> float:
        precision, recall, said, gold = counts @ earned
        p, r = ratio(precision, said), ratio(recall, gold)
        return ratio(2 * p * r, p + r)

    ends = bootstrap(f1, len(earned), seed=seed) if len(earned) else None
    return figure(f1(np.ones(len(earned))), ends, int(earned[:, 3].sum()))


def _row(label: str, half: str, scored: Sequence[Scored], found: Mapping[str, Figure]) -> tuple[str, ...]:
    levels = np.concatenate([one.levels for one in scored]) if scored else np.zeros(0, int)
    return (
        label,
        half,
        str(len(scored)),
        f"{len(levels):,}",
        f"{100 * ratio(float((levels == MAJOR).sum()), len(levels)):.1f}",
        *(shown(found[measure], 3) for measure in ("auc", "auc.bits", "mpp.p_bad", "mpp.flags")),
    )


def _categories(label: str, scored: Sequence[Scored], seed: int) -> Iterator[tuple[str, ...]]:
    names = {category for one in scored for _, category, serious, _ in one.rated.errors if serious and category}
    for category in sorted(names):
        only = [_only(one, category) for one in scored]
        size = sum(int((one.levels == MAJOR).sum()) for one in only)
        if size >= FEWEST:
            yield label, category, f"{size:,}", shown(_auc(only, lambda one: one.p_bad, seed), 3)


def _only(scored: Scored, category: str) -> Scored:
    """`scored` with the characters that anybody marked as a major error of `category` as the only major ones."""
    levels = np.minimum(scored.levels, MARKED)
    for span, kind, serious, _ in scored.rated.errors:
        if serious and kind == category:
            levels[span.start : span.end] = MAJOR
    return Scored(scored.rated, scored.report, levels, scored.p_bad, scored.bits)
