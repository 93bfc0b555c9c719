"""Measures of a detector, written out: rates, MCC, ROC area, average precision, and bootstrap intervals.

Only numpy is needed. Weights are how often a bootstrap draw holds an item, so one sort serves all draws.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Statistic = Callable[[Array], float]
DRAWS = 1000
COVERS = 95
UNSEEN = 3.689  # events that are seen not even once with a probability of 2.5 %: -ln(0.025)


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured number, its 95 % bootstrap interval (None: not drawn), and how many items it rests on."""

    value: float | None
    low: float | None = None
    high: float | None = None
    n: int = 0

    def to_dict(self) -> dict[str, float | int | None]:
        """For the JSON output, rounded to five digits."""
        known = {"value": self.value, "low": self.low, "high": self.high}
        return {k: None if v is None else round(v, 5) for k, v in known.items()} | {"n": self.n}


def ratio(part: float, whole: float, scale: float = 1.0) -> float:
    """`part` of `whole`, times `scale`; not a number when there is no whole.

    >>> ratio(3, 1500, 1000)
    2.0
    """
    return scale * part / whole if whole else float("nan")


def mcc(bad: Array, said: Array, weight: Array | None = None) -> float:
    """Matthews correlation of two yes/no arrays; 0 when one of them never varies.

    >>> mcc(np.array([1, 1, 0, 0]), np.array([1, 0, 0, 0]))  # (1*2 - 0*1) / sqrt(1*2*2*3)
    0.5773502691896258
    """
    w = np.ones(len(bad)) if weight is None else weight
    bad, said = np.asarray(bad, bool), np.asarray(said, bool)
    tp, fp, fn, tn = (float(w[cell].sum()) for cell in (bad & said, ~bad & said, bad & ~said, ~bad & ~said))
    below = (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)
    return (tp * tn - fp * fn) / below**0.5 if below else 0.0


def auc(bad: Array, score: Array, weight: Array | None = None) -> float:
    """Probability that a bad item scores above a good one, ties counting half; not a number with one class only.

    >>> auc(np.array([1, 0, 1, 0]), np.array([0.9, 0.5, 0.5, 0.1]))
    0.875
    """
    hits, misses = _by_score(bad, score, weight)
    below = np.cumsum(misses[::-1])[::-1] - misses
    return ratio(float((hits * (below + misses / 2)).sum()), float(hits.sum() * misses.sum()))


def average_precision(bad: Array, score: Array, weight: Array | None = None) -> float:
    """Mean precision over the bad items from the top score down; equal scores are taken together.

    >>> average_precision(np.array([1, 0, 1, 0]), np.array([0.9, 0.8, 0.7, 0.1]))  # (1/1 + 2/3) / 2
    0.8333333333333333
    """
    hits, misses = _by_score(bad, score, weight)
    seen, taken = np.cumsum(hits), np.cumsum(hits + misses)
    precision = np.divide(seen, taken, out=np.zeros(len(seen)), where=taken > 0)
    return ratio(float((hits * precision).sum()), float(hits.sum()))


def _by_score(bad: Array, score: Array, weight: Array | None) -> tuple[Array, Array]:
    """Weight of bad and of good items at each distinct score, highest score first."""
    w = np.ones(len(bad)) if weight is None else weight
    _, group = np.unique(-np.asarray(score, float), return_inverse=True)
    truth = np.asarray(bad, bool)
    size = int(group.max()) + 1 if len(group) else 0
    return np.bincount(group, w * truth, size), np.bincount(group, w * ~truth, size)


def best_threshold(bad: Array, score: Array) -> float:
    """The score at which "bad from here up" has the highest MCC; the lowest such score when several have.

    >>> best_threshold(np.array([1, 1, 0, 0]), np.array([0.9, 0.6, 0.4, 0.1]))
    0.6
    """
    hits, misses = _by_score(bad, score, None)
    tp, fp = np.cumsum(hits), np.cumsum(misses)
    fn, tn = hits.sum() - tp, misses.sum() - fp
    below = np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
    found = np.divide(tp * tn - fp * fn, below, out=np.zeros(len(tp)), where=below > 0)
    best = np.flatnonzero(np.isclose(found, found.max()))[-1]
    return float(-np.unique(-np.asarray(score, float))[best])


def bootstrap(statistic: Statistic, groups: int, *, seed: int, draws: int = DRAWS) -> tuple[float, float] | None:
    """Ends of the middle 95 % of `statistic` over `draws` draws of the groups with replacement.

    `statistic` gets how often each group was drawn. None when there are fewer than two groups or no draw had a value.
    """
    if groups < 2:
        return None
    random = np.random.default_rng(seed)
    counts = (np.bincount(random.integers(groups, size=groups), minlength=groups) for _ in range(draws))
    found = np.array([statistic(count) for count in counts], float)
    found = found[~np.isnan(found)]
    if not len(found):
        return None
    edge = (100 - COVERS) / 2
    return float(np.percentile(found, edge)), float(np.percentile(found, 100 - edge))


def rate(parts: Sequence[float], wholes: Sequence[float], *, seed: int, scale: float = 1.0) -> Figure:
    """Sum of `parts` over sum of `wholes`, with an interval over the groups (documents) that the pairs stand for.

    Where nothing was seen (or, of a share, nothing else) every draw says the same; the far end is then `UNSEEN`.

    >>> rate([1, 0, 2], [500, 500, 1000], seed=0, scale=1000).value
    1.5
    >>> rate([0, 0], [500, 500], seed=0, scale=1000).high
    3.689
    """
    above, below = np.asarray(parts, float), np.asarray(wholes, float)
    part, whole = float(above.sum()), float(below.sum())
    ends = bootstrap(lambda n: ratio(float(n @ above), float(n @ below), scale), len(above), seed=seed)
    unseen = ratio(UNSEEN, whole, scale)
    if ends and part == 0:
        ends = (0.0, min(1.0, unseen) if scale == 1 else unseen)
    elif ends and scale == 1 and part == whole:
        ends = (max(0.0, 1 - unseen), 1.0)
    return figure(ratio(part, whole, scale), ends, int(whole))


def figure(value: float, ends: tuple[float, float] | None, n: int) -> Figure:
    """A `Figure`; a value that is not a number becomes None."""
    if np.isnan(value):
        return Figure(None, n=n)
    low, high = ends or (None, None)
    return Figure(value, low, high, n)
