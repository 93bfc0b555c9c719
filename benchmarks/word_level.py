"""The part about single words: do `p_bad` and plain bits find what a post-editor changed, and do suggestions say what
they wrote instead (replaced.py)?
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks import replaced
from benchmarks.bench import Bench, Part, Table
from benchmarks.corpus import Sentence, name, sentences
from benchmarks.metrics import Array, Figure, auc, average_precision, best_threshold, bootstrap, figure, mcc
from benchmarks.tables import shown
from mtclean.report import Report
from mtclean.values import Document, Span, Word

HALF = 0.5
MEASURES = tuple(f"{score}.{measure}" for score in ("p_bad", "bits") for measure in ("mcc", "auc", "ap"))
COLUMNS = ("pair", "tokens", "BAD %", *(" ".join(m.split(".")) for m in MEASURES), "p_bad mcc at .5")
NOTE = "MCC at the threshold that is best on dev; the last column at .5. The AP of a coin is the BAD share."


@dataclass(frozen=True, slots=True)
class Scored:
    """The tokens of a set: which are bad, what two scores say, and the sentence each belongs to."""

    bad: Array
    p_bad: Array
    bits: Array
    sentence: Array

    @property
    def sentences(self) -> int:
        """How many sentences there are."""
        return int(self.sentence.max()) + 1 if len(self.sentence) else 0


def part(bench: Bench, data: Path) -> Part:
    """One row per language pair; thresholds are chosen on the dev file of the pair, measures taken on its test file."""
    figures: dict[str, Figure] = {}
    rows: list[tuple[str, ...]] = []
    docs: list[Document] = []
    edited: dict[str, list[replaced.Counted]] = {}
    for path in sorted((data / "words" / "test").glob("*.jsonl.gz")):
        pair = name(path).partition(".")[0]
        dev = _scored(_reports(bench, data / "words" / "dev" / f"{pair}.dev.jsonl.gz"))
        read = _reports(bench, path)
        test = _scored(read)
        edited[pair] = [replaced.counted(*one) for one in read]
        docs += [sentence.doc for sentence, _ in read]
        found = _measured(dev, test, bench)
        figures |= {f"{pair}.{measure}": value for measure, value in found.items()}
        rows.append(_row(pair, test, found))
    line = bench.signature("words", docs)
    changed = Table("Words that a post-editor changed", COLUMNS, tuple(rows), line, NOTE)
    return Part("words", figures | replaced.figures(edited, bench.seed), (changed, replaced.table(edited, line)))


def _reports(bench: Bench, path: Path) -> list[tuple[Sentence, Report]]:
    read = sentences(path, bench.most.get("words"), bench.seed)
    reports = bench.together([one.doc for one in read], f"words {name(path)}")
    return list(zip(read, reports, strict=True))


def _scored(read: Sequence[tuple[Sentence, Report]]) -> Scored:
    pairs = [best_words(one.tokens, report.words) for one, report in read]
    return Scored(
        np.array([tag for one, _ in read for tag in one.bad], bool),
        _column(pairs, lambda word: word.p_bad),
        _column(pairs, lambda word: word.bits),
        np.array([i for i, (one, _) in enumerate(read) for _ in one.tokens], int),
    )


def _column(pairs: Sequence[Sequence[Word | None]], score: Callable[[Word], float]) -> Array:
    return np.array([0.0 if word is None else score(word) for words in pairs for word in words], float)


def best_words(tokens: Sequence[Span], words: Sequence[Word]) -> list[Word | None]:
    """For each token the word that shares most characters with it (the first of equals), None when none does.

    >>> [w and w.bits for w in best_words([Span(0, 2), Span(2, 3)], [Word(Span(0, 2), 7.0, 6.0, 0.1)])]
    [7.0, None]
    """
    found: list[Word | None] = []
    first = 0
    for token in tokens:
        while first < len(words) and words[first].span.end <= token.start:
            first += 1
        near = first
        best: tuple[int, Word | None] = (0, None)
        while near < len(words) and words[near].span.start < token.end:
            shared = min(token.end, words[near].span.end) - max(token.start, words[near].span.start)
            best = max(best, (shared, words[near]), key=lambda pair: pair[0])
            near += 1
        found.append(best[1])
    return found


def _measured(dev: Scored, test: Scored, bench: Bench) -> dict[str, Figure]:
    found: dict[str, Figure] = {}
    for label, tuned, score in (("p_bad", dev.p_bad, test.p_bad), ("bits", dev.bits, test.bits)):
        said = score >= best_threshold(dev.bad, tuned)
        found[f"{label}.mcc"] = _with_ends(test, bench, partial(mcc, test.bad, said))
        found[f"{label}.auc"] = _with_ends(test, bench, partial(auc, test.bad, score))
        found[f"{label}.ap"] = _with_ends(test, bench, partial(average_precision, test.bad, score))
    found["p_bad.mcc_at_half"] = _with_ends(test, bench, partial(mcc, test.bad, test.p_bad >= HALF))
    return found


def _with_ends(test: Scored, bench: Bench, measure: Callable[[Array], float]) -> Figure:
    """The measure on all tokens, with an interval over sentences."""

    def drawn(counts: Array) -> float:
        return measure(counts[test.sentence].astype(float))

    ends = bootstrap(drawn, test.sentences, seed=bench.seed)
    return figure(measure(np.ones(len(test.bad))), ends, len(test.bad))


def _row(pair: str, test: Scored, found: dict[str, Figure]) -> tuple[str, ...]:
    return (
        pair,
        f"{len(test.bad):,}",
        f"{100 * test.bad.mean():.1f}",
        *(shown(found[measure], 3) for measure in MEASURES),
        shown(found["p_bad.mcc_at_half"], 3),
    )
