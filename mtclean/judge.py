"""The verdict on a document: clean, touched or garbled, with the probability that a machine damaged it."""

from __future__ import annotations

from collections.abc import Sequence

from .reading import Reading
from .values import Flag, Verdict

GARBLED = 0.8
TOUCHED = 0.5
FLAGS_PER_THOUSAND = 6.0


def verdict(reading: Reading, flags: Sequence[Flag]) -> Verdict:
    """`garbled` when the words as a whole look translated, `touched` when only single places are damaged.

    The probability is that of the words as a whole, raised by what was found for certain: each flag counts with its
    confidence as evidence that a machine was at work, weakly, since layout damage has other causes too.
    """
    clear = sum(flag.confidence for flag in flags if flag.channel != "layout")
    density = 1000 * clear / max(100, len(reading.words))
    doubt = (1 - reading.damage) * (1 + density / FLAGS_PER_THOUSAND) ** -2
    probability = 1 - doubt
    if probability >= GARBLED:
        return Verdict("garbled", probability)
    return Verdict("touched" if flags or probability >= TOUCHED else "clean", probability)
