"""How probable it is that a swap restores what stood there: gain against channel cost, in the light of the document."""

from __future__ import annotations

from ..surprise import USUAL_DAMAGE, log_odds, sigmoid
from .swap import Swap

# Bits. On 70 clean news articles (21,000 words, training/senses.py) one swap in 1,000 words nets 6
# bits, before rarity is counted; on the
# development samples true inversions net 3 to 22. Rare words that writers choose ("mooted") gain for being rare:
# machines prefer common ones, so each unit of zipf below USUAL_WORD costs RARITY bits more.
NET = 5.0
SCALE = 1.5
USUAL_WORD, RARITY = 4.0, 2.5
QUOTED = 3.0


def net(swap: Swap) -> float:
    """Bits that a swap gains beyond its channel cost and what the rarity of the observed word explains."""
    from wordfreq import zipf_frequency

    rarity = USUAL_WORD - zipf_frequency(swap.old.split()[-1].lower(), "en")
    return swap.gain - swap.cost - RARITY * max(0.0, rarity)


def probability(swap: Swap, damage: float, *, quoted: bool) -> float:
    """Between 0 and 1; `damage` is the probability that the document is damaged.

    >>> swap = Swap((4, 10), "arrows", "shares", "ar", "x", 3.0, 20.0)
    >>> probability(swap, 0.9, quoted=False) > probability(swap, 0.1, quoted=False)
    True
    """
    document = min(max(log_odds(damage) - log_odds(USUAL_DAMAGE), -1.0), 4.0)
    return sigmoid((net(swap) + document - NET - QUOTED * quoted) / SCALE)
