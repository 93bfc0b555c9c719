"""How likely a name is another one that came back otherwise, by its sound and by what that costs in bits, on one scale.

The weights are learned by training/alike.py: from names of training/garbled, of machine translations beside their
references, and from names that went through other scripts, against real names of people that no table has. A score is
the similarity of sound (sound.py) that as many of these real names have to somebody: what depends on it does as much
harm as if the sound alone decided, and finds more.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from . import trip
from .sound import tokens, worst_token

SHIPPED = Path(__file__).parent.parent / "data" / "alike.json"
MANY = 12  # letters that count as one in the feature for them
MOST = 1.5
NOTHING = 8.0  # bits a letter that make two tokens nothing alike


class Alike(NamedTuple):
    """How alike two names are, 0 to 1; that of their least alike tokens; bits that it costs to come back so."""

    score: float
    worst: float
    bits: float


class Scale(NamedTuple):
    """Weights of the features, and points between which their sum becomes a score: (sum, score), rising."""

    weights: Mapping[str, float]
    points: Sequence[tuple[float, float]]


@cache
def _shipped() -> Scale:
    found = json.loads(SHIPPED.read_text(encoding="utf-8"))
    return Scale(found["weights"], [(total, score) for total, score in found["points"]])


@lru_cache(maxsize=8192)
def alike(name: str, read: str, form: str, sound: float) -> Alike:
    """How alike `name` is to the listed `form`, which it resembles by `sound`, 0 to 1, when it is read as `read`.

    >>> alike("Khakan Fidan", "Khakan Fidan", "Hakan Fidan", 0.93).score > 0.93
    True
    """
    cost, worst = trip.likeness(name, form), worst_token(read, form)
    if cost.bits >= trip.UNLIKE:
        return Alike(sound, worst, cost.bits)
    total = sum(_shipped().weights[key] * value for key, value in features(name, cost.score, sound, worst).items())
    return Alike(_scored(total), max(worst, 1 - cost.dearest / NOTHING), cost.bits)


def features(name: str, cost: float, sound: float, worst: float) -> dict[str, float]:
    """What speaks for two names being one, by name: long names are alike by chance less often."""
    letters = sum(map(len, tokens(name))) / MANY
    return {
        "always": 1.0,
        "cost": cost,
        "sound": sound,
        "worst": worst,
        "better": max(cost, sound),
        "letters": min(MOST, letters),
    }


def _scored(total: float) -> float:
    """The score of a sum of weights, in a straight line between two points of the scale."""
    points = _shipped().points
    at = bisect_left(points, (total, 0.0))
    if not 0 < at < len(points):
        return float(points[min(at, len(points) - 1)][1])
    (low, below), (high, above) = points[at - 1 : at + 1]
    return round(below + (above - below) * (total - low) / (high - low), 4)
