"""How probable it is that a swap restores what stood there: gain against channel cost, in the light of the document."""

from __future__ import annotations

from ..surprise import USUAL_DAMAGE, log_odds, sigmoid
from .swap import Swap

# Log odds that a swap lies on damage: weights near those of a regression on the development samples, 18,000 words of
# clean news that nothing was trained on, and the odd clean texts. This LIMIT raises 0.1 flags in 1,000 words of clean
# news and 0.6 in samples/clean; of 115 in the development samples 82 lie on damage (benchmarks/README.md).
PER_BIT, PER_DOCUMENT, PER_WORD, LIMIT = 0.3, 1.0, 0.7, 1.6
QUOTED = 1.5
# Bits. Rare words that writers choose ("mooted") gain for being rare: machines prefer common ones, so each unit of zipf
# below USUAL_WORD costs RARITY. At the beginning of a text a model knows neither its topic nor its kind.
USUAL_WORD, RARITY = 4.0, 2.5
EARLY, LETTERS = 12.0, 6.0


def net(swap: Swap) -> float:
    """Bits that a swap gains beyond its channel cost and what the word's rarity and an early place explain."""
    from wordfreq import zipf_frequency

    rarity = USUAL_WORD - zipf_frequency(swap.old.split()[-1].lower(), "en")
    early = EARLY / (1 + swap.span[0] / LETTERS)
    return swap.gain - swap.cost - RARITY * max(0.0, rarity) - early


def probability(swap: Swap, p_bad: float, damage: float, *, quoted: bool) -> float:
    """Between 0 and 1; `p_bad` is how probably an editor would change the word, `damage` that the document is damaged.

    >>> swap = Swap((4, 10), "arrows", "shares", "ar", "x", 3.0, 20.0)
    >>> probability(swap, 0.2, 0.9, quoted=False) > probability(swap, 0.2, 0.1, quoted=False)
    True
    """
    document = min(max(log_odds(damage) - log_odds(USUAL_DAMAGE), -1.0), 4.0)
    odds = PER_BIT * net(swap) + PER_DOCUMENT * document + PER_WORD * log_odds(p_bad)
    return sigmoid(odds - LIMIT - QUOTED * quoted)
