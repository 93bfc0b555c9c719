"""From bits per word to the probability that an editor would change the word, and that the document is damaged.

Raw surprisal is no detector: rare names, first words and first mentions cost much in good English too. A word is
compared with what is usual for its kind, together with its neighbours and the whole document. The weights are data
(data/surprise.json), made by training/surprise.py.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from .lm.scorer import Bits, TokenScore, bits_per_word
from .values import Span, Word


class Measured(NamedTuple):
    """The words of a document with bits and probabilities, and the probability that the document is damaged."""

    words: tuple[Word, ...]
    damage: float


class Kind(NamedTuple):
    """What is usual depends on: frequency (zipf, 0 to 8), capital, name, figure, first of its sentence, seen before."""

    zipf: float
    capital: bool
    name: bool
    figure: bool
    first: bool
    again: bool
    position: int


def kinds(text: str, words: Sequence[Span], sentences: Sequence[Span], names: Sequence[Span]) -> list[Kind]:
    """The kind of each word."""
    from wordfreq import zipf_frequency

    starts = [sentence.start for sentence in sentences]
    named = {i for span in names for i in range(span.start, span.end)}
    seen: set[str] = set()
    last_sentence = -1
    found: list[Kind] = []
    for i, word in enumerate(words):
        said = word.of(text)
        low = said.lower()
        sentence = bisect_right(starts, word.start) - 1
        figure = any(c.isdigit() for c in said)
        found.append(
            Kind(zipf_frequency(low, "en"), said[0].isupper(), word.start in named, figure,
                 sentence != last_sentence, low in seen, i)
        )  # fmt: skip
        seen.add(low)
        last_sentence = sentence
    return found


def usual_features(kind: Kind, entropy: float) -> tuple[float, ...]:
    """What the bits of a good word are foretold from (linear)."""
    z = kind.zipf
    lone = float(not kind.name and not kind.figure)
    return (
        1.0, z, z * z, max(0.0, 3.0 - z), entropy, entropy * z, float(kind.capital), float(kind.name), kind.name * z,
        float(kind.figure), float(kind.first), float(kind.again), kind.again * z, lone, 1.0 / (1 + kind.position / 20),
    )  # fmt: skip


def dot(weights: Sequence[float], values: Sequence[float]) -> float:
    """The scalar product."""
    return sum(w * v for w, v in zip(weights, values, strict=True))


def sigmoid(x: float) -> float:
    """1 / (1 + e^-x), without overflow.

    >>> sigmoid(0.0), sigmoid(-1e6)
    (0.5, 0.0)
    """
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(max(x, -700.0)) / (1 + math.exp(max(x, -700.0)))


def excess(bits: Sequence[Bits], of_kind: Sequence[Kind], weights: Sequence[float]) -> list[float]:
    """Bits above what is usual, in units of about one standard deviation."""
    found = []
    for bit, kind in zip(bits, of_kind, strict=True):
        usual = dot(weights, usual_features(kind, bit.entropy))
        found.append((bit.bits - usual) / (2.0 + 0.35 * max(0.0, usual)))
    return found


def measured(
    text: str,
    words: Sequence[Span],
    sentences: Sequence[Span],
    names: Sequence[Span],
    tokens: Sequence[TokenScore],
) -> Measured:
    """Everything that surprisal says about a document: bits, usual bits and probability per word, and the whole."""
    weights = _weights()
    bits, of_kind = bits_per_word(words, tokens), kinds(text, words, sentences, names)
    over = excess(bits, of_kind, weights["usual"])
    damage = sigmoid(sum(over) / max(1, len(over)))
    found = tuple(
        Word(span, bit.bits, dot(weights["usual"], usual_features(kind, bit.entropy)), sigmoid(2 * (x - 3)))
        for span, bit, kind, x in zip(words, bits, of_kind, over, strict=True)
    )
    return Measured(found, damage)


@cache
def _weights() -> Mapping[str, Sequence[float]]:
    found: Mapping[str, Sequence[float]] = json.loads((files("mtclean") / "data" / "surprise.json").read_text())
    return found
