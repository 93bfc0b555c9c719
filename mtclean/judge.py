"""What single flags say of the whole document, and the verdict: clean, touched or garbled."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from .reading import Reading
from .senses.swap import Swap
from .senses.weigh import net
from .surprise import Measured, reweighed
from .values import Flag, Safety, Verdict

# Flags of the names and layout channels per word: on 771,000 words of clean news (0.2 per 1,000), and what machine
# damage brings at the least (layout alone: 1.75 per 1,000 words on 864,000 words of machine translations).
CLEAN_RATE, DAMAGED_RATE = 0.0002, 0.003
# Places per word where another sense gains SENSE bits: 0.5 in 1,000 of clean news, 2 of other good English, 8 of the
# development samples. Where there are none the text is only odd.
CLEAN_SENSES, DAMAGED_SENSES = 0.003, 0.01
SENSE = 6.0
CLUMPED = 0.5
LEAST, MOST = -0.5, 4.0
LEAST_SENSES, MOST_SENSES = -1.0, 3.0
GARBLED, TOUCHED = 0.8, 0.5
SURE_FLAG = 0.85


def evidence(words: int, flags: Sequence[Flag]) -> float:
    """Log likelihood ratio, in nats, of so many flags in so many words of a damaged against a clean document.

    >>> evidence(300, []) < 0
    True
    """
    count = sum(flag.confidence for flag in {flag.key: flag for flag in flags}.values())
    return min(max(_ratio(count, words, CLEAN_RATE, DAMAGED_RATE), LEAST), MOST)


def senses(words: int, swaps: Sequence[Swap]) -> float:
    """The same for words of which another sense gains much; the rates were counted without compounds."""
    places = {swap.span for swap in swaps if not swap.compound and net(swap) > SENSE}
    return min(max(_ratio(len(places), words, CLEAN_SENSES, DAMAGED_SENSES), LEAST_SENSES), MOST_SENSES)


def _ratio(count: float, words: int, clean: float, damaged: float) -> float:
    """Two Poisson counts are compared; the ratio is halved, since damage comes in clumps."""
    return CLUMPED * (count * math.log(damaged / clean) - words * (damaged - clean))


def enlightened(reading: Reading, flags: Sequence[Flag]) -> Reading:
    """The reading in the light of flags that were raised without the language model, and of senses that fit better."""
    count = len(reading.words)
    more = evidence(count, flags) + senses(count, reading.swaps)
    found = reweighed(Measured(reading.words, reading.damage, reading.slope), more)
    return replace(reading, words=found.words, damage=found.damage)


def verdict(reading: Reading, flags: Sequence[Flag]) -> Verdict:
    """`garbled` when the words as a whole look damaged, `touched` when they may be or a flag is sure, or `clean`."""
    if reading.damage >= GARBLED:
        return Verdict("garbled", reading.damage)
    sure = any(flag.confidence >= SURE_FLAG and flag.safety is not Safety.STYLE for flag in flags)
    return Verdict("touched" if sure or reading.damage >= TOUCHED else "clean", reading.damage)
