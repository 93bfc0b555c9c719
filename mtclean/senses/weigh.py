"""How probable it is that a swap restores what stood there: gain against channel cost, in the light of the document."""

from __future__ import annotations

from ..surprise import log_odds, sigmoid
from .swap import Swap

# Logistic weights fitted by training/senses.py on machine translations with their human references (see there).
WEIGHTS = {"bias": -4.6, "gain": 0.45, "cost": -0.25, "word": 0.4, "document": 0.4, "quoted": -2.0}


def probability(swap: Swap, p_bad: float, damage: float, *, quoted: bool) -> float:
    """Between 0 and 1; `p_bad` is the word's own probability, `damage` the document's.

    >>> swap = Swap((4, 10), "arrows", "shares", "ar", "x", 3.0, 20.0)
    >>> probability(swap, 0.5, 0.9, quoted=False) > probability(swap, 0.5, 0.1, quoted=False)
    True
    """
    score = (
        WEIGHTS["bias"]
        + WEIGHTS["gain"] * min(swap.gain, 20.0)
        + WEIGHTS["cost"] * swap.cost
        + WEIGHTS["word"] * log_odds(p_bad)
        + WEIGHTS["document"] * log_odds(damage)
        + WEIGHTS["quoted"] * quoted
    )
    return sigmoid(score)
