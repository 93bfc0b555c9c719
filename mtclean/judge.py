"""What single flags say of the whole document, and the verdict: clean, touched or garbled."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from .reading import Reading
from .surprise import Measured, reweighed
from .values import Flag, Verdict

# Flags of the names and layout channels per word: on 771,000 words of clean news (0.2 per 1,000), and what machine
# damage brings at the least (layout alone: 1.75 per 1,000 words on 864,000 words of machine translations).
CLEAN_RATE, DAMAGED_RATE = 0.0002, 0.003
CLUMPED = 0.5
LEAST, MOST = -0.5, 4.0
GARBLED, TOUCHED = 0.8, 0.5
SURE_FLAG = 0.85


def evidence(words: int, flags: Sequence[Flag]) -> float:
    """Log likelihood ratio, in nats, of so many flags in so many words of a damaged against a clean document.

    Two Poisson counts are compared; the ratio is halved, since flags come in clumps, and bounded.

    >>> evidence(300, []) < 0
    True
    """
    count = sum(flag.confidence for flag in {flag.key: flag for flag in flags}.values())
    ratio = count * math.log(DAMAGED_RATE / CLEAN_RATE) - words * (DAMAGED_RATE - CLEAN_RATE)
    return min(max(CLUMPED * ratio, LEAST), MOST)


def enlightened(reading: Reading, flags: Sequence[Flag]) -> Reading:
    """The reading in the light of flags that were raised without the language model."""
    found = reweighed(Measured(reading.words, reading.damage, reading.slope), evidence(len(reading.words), flags))
    return replace(reading, words=found.words, damage=found.damage)


def verdict(reading: Reading, flags: Sequence[Flag]) -> Verdict:
    """`garbled` when the words as a whole look damaged, `touched` when they may be or a flag is sure, or `clean`."""
    if reading.damage >= GARBLED:
        return Verdict("garbled", reading.damage)
    sure = any(flag.confidence >= SURE_FLAG for flag in flags)
    return Verdict("touched" if sure or reading.damage >= TOUCHED else "clean", reading.damage)
