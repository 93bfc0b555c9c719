"""What is learned from names that are marked as wrong: how much speaks for each guess at what stood there.

A guess is one of several options or none of them; each feature of an option, and each doubt whether any of them is
right, weighs so many nats. data/likely.json is made by training/likely.py.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

SHIPPED = Path(__file__).parent.parent / "data" / "likely.json"
PLACES, PARTS = "places", "parts"

Features = Mapping[str, float]


class Weights(NamedTuple):
    """What each feature of an option weighs, and each doubt whether any is right; in nats."""

    option: Features
    nothing: Features

    def odds(self, options: Sequence[Features]) -> list[float]:
        """What speaks for each of `options`."""
        return [_sum(self.option, option) for option in options]

    def best(self, options: Sequence[Features], most: int) -> list[int]:
        """Where among `options` those with the best odds stand, at most so many."""
        odds = self.odds(options)
        return sorted(range(len(odds)), key=lambda at: -odds[at])[:most]

    def chances(self, odds: Sequence[float], doubts: Features) -> list[float]:
        """The probability that each of the options with these odds is right, which none of them may be.

        >>> [round(chance, 2) for chance in Weights({}, {"always": 0.0}).chances([1.0, 0.0], {"always": 1.0})]
        [0.58, 0.21]
        """
        none = _sum(self.nothing, doubts)
        most = max((*odds, none))
        total = sum(math.exp(one - most) for one in (*odds, none))
        return [math.exp(one - most) / total for one in odds]


def _sum(weights: Features, values: Features) -> float:
    return sum(weights.get(key, 0.0) * value for key, value in values.items())


@cache
def shipped(kind: str) -> Weights:
    """The weights that come with the package for guesses at places, or at parts of names."""
    return Weights(**json.loads(SHIPPED.read_text(encoding="utf-8"))[kind])
