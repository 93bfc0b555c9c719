"""Which language a text came through: the one whose tables explain best what the language model finds odd.

A word that one language mistakes for another is dear where it stands, and its rival is cheap; in the right language
many words have such a rival, in a wrong one few more than in good English.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ..pivots import Candidate

# Bits. Chosen on the development samples: of sixteen articles through eleven languages, nine are given to the right one
# of sixteen, and it is the second on average; a share that is trusted more costs candidates of the runners-up.
MARGIN, MOST = 2.0, 6.0
TRUST = 0.5


class Saving(NamedTuple):
    """A candidate, and the bits that its first token saves where the observed word stands."""

    candidate: Candidate
    saved: float


def shares(of_words: Sequence[Sequence[Saving]], count: int) -> dict[str, float]:
    """How probable each language is the pivot; `of_words` holds the candidates of each word that has some, of `count`.

    >>> sum(shares([], 0).values())
    1.0
    """
    found = evidence(of_words)
    odds = {pivot: TRUST * (found.get(pivot, 0.0) - usual * count) for pivot, usual in usual_evidence().items()}
    most = max(odds.values())
    weights = {pivot: 2 ** (bits - most) for pivot, bits in odds.items()}
    total = sum(weights.values())
    return {pivot: weight / total for pivot, weight in weights.items()}


def evidence(of_words: Sequence[Sequence[Saving]]) -> dict[str, float]:
    """Bits that each language explains, all words together."""
    found: dict[str, float] = defaultdict(float)
    for savings in of_words:
        explained: dict[str, float] = defaultdict(float)
        for candidate, saved in savings:
            for way in candidate.ways:
                explained[way.pivot] += 2 ** min(saved - way.cost - MARGIN, MOST)
        for pivot, odds in explained.items():
            found[pivot] += math.log2(1 + odds)
    return found


@cache
def usual_evidence() -> Mapping[str, float]:
    """Bits that each language explains of a word of good English (training/through.py): its tables are of any size."""
    found: Mapping[str, float] = json.loads((files("mtclean") / "data" / "pivots" / "usual.json").read_text("utf-8"))
    return found
