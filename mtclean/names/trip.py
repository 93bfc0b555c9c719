"""How dear it is, in bits, that a name went through another alphabet and came back as another.

Each language changes the letters of names in its own way: what stands for what, and how often, is learned from real
spellings (data/trips.tsv.gz, made by training/trips.py). A name of several tokens goes through one language.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from .sound import tokens

SHIPPED = Path(__file__).parent.parent / "data" / "trips.tsv.gz"
EDGES = "^{}$"  # the beginning and the end of a token are letters, too
LONGEST_PIECE = 3  # letters
UNSEEN = 9.0  # bits for a letter that is lost, put in or exchanged as never seen
DRIFT = 4  # letters that one of two tokens may be ahead of the other
MOST, UNLIKE = 30.0, 60.0  # bits from which a token is given up, and what it counts then
# Of 4,000 strangers as many have a listed name whose dearest token costs so many bits a letter as have one whose
# similarity is FREE - bits / WORTH: one in a hundred 1.25 bits or 0.95, half of them 3.9 bits or 0.76.
FREE, WORTH = 1.04, 13.8
DEAR = 6.0  # bits a letter that say no more than that two names are unlike

Table = Mapping[str, Mapping[str, float]]
_NOTHING: Mapping[str, float] = {}


@cache
def _tables() -> Mapping[str, Table]:
    found: dict[str, dict[str, dict[str, float]]] = {}
    for line in gzip.decompress(SHIPPED.read_bytes()).decode().splitlines():
        language, piece, back, bits = line.split("\t")
        found.setdefault(language, {}).setdefault(piece, {})[back] = float(bits)
    return found


class Likeness(NamedTuple):
    """How likely one name came back as another: bits in all, and those for each letter of the dearest token."""

    bits: float
    dearest: float

    @property
    def score(self) -> float:
        """What the dearest token is worth as a similarity, 0 to 1."""
        return max(0.0, min(1.0, FREE - self.dearest / WORTH))


@lru_cache(maxsize=4096)
def likeness(name: str, form: str) -> Likeness:
    """Whether `form` came back as `name`, through the language where it costs least.

    >>> likeness("Dzhon Smit", "John Smith").bits < likeness("Dzhon Smit", "Don Smith").bits
    True
    """
    back, sent = tokens(name), tokens(form)
    if len(back) != len(sent):
        return Likeness(UNLIKE, UNLIKE)
    costs = [[_token(language, a, b) for a, b in zip(sent, back, strict=True)] for language in _tables()]
    least = min(costs, key=sum)
    dearest = max(cost / len(token) for cost, token in zip(least, back, strict=True))
    return Likeness(min(UNLIKE, sum(least)), dearest)


def supposed(sound: float) -> float:
    """Bits for each letter that a name of this similarity of sound costs by and large."""
    return min(DEAR, WORTH * max(0.0, FREE - sound))


def costly(name: str, form: str) -> float:
    """Bits for each letter of the dearest token, `DEAR` at most."""
    return min(DEAR, likeness(name, form).dearest)


@lru_cache(maxsize=65_536)
def _token(language: str, sent: str, back: str) -> float:
    """The cheapest way to come from the token `sent` to `back`, piece by piece; `UNLIKE` when it costs too much."""
    table = _tables()[language]
    one, other = EDGES.format(sent), EDGES.format(back)
    ends = [
        [(j + b, other[j : j + b], b < 2) for b in range(min(LONGEST_PIECE, len(other) - j) + 1)]
        for j in range(len(other) + 1)
    ]
    best = [[UNLIKE] * (len(other) + 1) for _ in range(len(one) + 1)]
    best[0][0] = 0.0
    for i, row in enumerate(best):
        sizes = range(min(LONGEST_PIECE, len(one) - i) + 1)
        known = [(a, table.get(one[i : i + a], _NOTHING)) for a in sizes]
        pieces = [(best[i + a], costs, a < 2) for a, costs in known if costs or a < 2]
        for j in range(max(0, i - DRIFT), min(len(other), i + DRIFT) + 1):
            if (spent := row[j]) >= MOST:
                continue
            for further, costs, brief in pieces:
                for end, piece, short in ends[j]:
                    if piece in costs:
                        cost = spent + costs[piece]
                    elif brief and short:
                        cost = spent + UNSEEN
                    else:
                        continue
                    if cost < further[end]:  # noqa: PLR1730 (a call costs more than all the rest)
                        further[end] = cost
    return best[-1][-1]
