"""From bits per word to the probability that an editor would change the word, and that the document is damaged.

Raw surprisal is no detector: rare names, first words and first mentions cost much in good English too. A word is
compared with what is usual for its kind, then weighed with its neighbours, with the mark of the tagger (where one was
trained for that model), and with the document as a whole: where much is damaged, the same bits mean more.
All weights are data (data/surprise.json), made by training/surprise.py.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from .lm.scorer import Bits, TokenScore, bits_per_word
from .values import Span, Word


class Measured(NamedTuple):
    """The words of a document with bits and probabilities, and the probability that the document is damaged.

    `slope` is how far a word's log odds move with those of its document.
    """

    words: tuple[Word, ...]
    damage: float
    slope: float


class Kind(NamedTuple):
    """What the usual bits depend on: frequency (zipf, 0 to 8) and where and what the word is."""

    zipf: float
    capital: bool
    name: bool
    figure: bool
    first: bool
    again: bool
    position: int

    @property
    def plain(self) -> bool:
        """True for a lower-case word without figures."""
        return not self.capital and not self.figure


def kinds(text: str, words: Sequence[Span], sentences: Sequence[Span], names: Sequence[Span]) -> list[Kind]:
    """The kind of each word; `names` are spans of names."""
    from wordfreq import zipf_frequency

    starts = [sentence.start for sentence in sentences]
    named = {i for span in names for i in range(span.start, span.end)}
    seen: set[str] = set()
    before = -1
    found: list[Kind] = []
    for i, word in enumerate(words):
        said = word.of(text)
        low = said.lower()
        here = bisect_right(starts, word.start) - 1
        figure = any(c.isdigit() for c in said)
        zipf = zipf_frequency(low, "en")
        found.append(Kind(zipf, said[0].isupper(), word.start in named, figure, here != before, low in seen, i))
        seen.add(low)
        before = here
    return found


def usual_features(kind: Kind, entropy: float) -> tuple[float, ...]:
    """What the bits of a good word are foretold from, linearly."""
    z = kind.zipf
    named, again = float(kind.name), float(kind.again)
    plain = float(not kind.name and not kind.figure)
    early = 1 / (1 + kind.position / 20)
    return (
        1.0, z, z * z, max(0.0, 3.0 - z), entropy, entropy * z, float(kind.capital), named, named * z,
        float(kind.figure), float(kind.first), again, again * z, plain, early,
    )  # fmt: skip


def usual_bits(bits: Sequence[Bits], of_kind: Sequence[Kind], weights: Sequence[float]) -> list[float]:
    """The bits usual for each word."""
    return [dot(weights, usual_features(kind, bit.entropy)) for bit, kind in zip(bits, of_kind, strict=True)]


def excess(bits: float, usual: float) -> float:
    """Bits above the usual, in units of about one standard deviation of good words."""
    return (bits - usual) / (1.8 + 0.33 * max(0.0, usual))


def features(
    bits: Sequence[Bits], usual: Sequence[float], of_kind: Sequence[Kind], sentence: Sequence[int]
) -> list[tuple[float, ...]]:
    """What the first judgement of each word is made from; `sentence` is the number of each word's sentence."""
    z = [excess(bit.bits, u) for bit, u in zip(bits, usual, strict=True)]
    around = [0.0, 0.0, *(_clip(x, -3, 8) for x in z), 0.0, 0.0]
    others = _means_of_others(z, sentence)
    found: list[tuple[float, ...]] = []
    for i, (bit, kind) in enumerate(zip(bits, of_kind, strict=True)):
        two_before, before, own, after, two_after = around[i : i + 5]
        plain = float(kind.plain)
        found.append((
            own, _clip(z[i] - 1.5, 0, 8), _clip(z[i] - 3, 0, 8), _clip(bit.bits, 0, 25) / 5,
            after, before, two_after, two_before, _clip(after - 2, 0, 6), _clip(before - 2, 0, 6),
            own * _clip(after, 0, 6), others[i], kind.zipf / 3, _clip(3 - kind.zipf, 0, 3), bit.entropy / 4,
            plain, float(kind.capital), float(kind.figure), float(kind.first), float(kind.again),
            plain * own, kind.zipf * own / 3,
        ))  # fmt: skip
    return found


def _means_of_others(z: Sequence[float], sentence: Sequence[int]) -> list[float]:
    sums: dict[int, float] = {}
    counts: dict[int, int] = {}
    clipped = [_clip(x, -2, 4) for x in z]
    for x, s in zip(clipped, sentence, strict=True):
        sums[s] = sums.get(s, 0.0) + x
        counts[s] = counts.get(s, 0) + 1
    return [(sums[s] - x) / max(1, counts[s] - 1) for x, s in zip(clipped, sentence, strict=True)]


def marks_per_word(words: Sequence[Span], tokens: Sequence[TokenScore]) -> list[float] | None:
    """What the tagger says of each word, the mark of its last token; None where there was no tagger.

    A word whose end is in the middle of a token is given the mark of that token.
    """
    ends = [token.span.end for token in tokens]
    last = [bisect_left(ends, word.end) for word in words]
    found = [tokens[at].mark for at in last if at < len(tokens)]
    marks = [mark for mark in found if mark is not None]
    return marks if marks and len(marks) == len(words) else None


def document_features(
    first: Sequence[float], rows: Sequence[Sequence[float]], of_kind: Sequence[Kind]
) -> tuple[float, ...]:
    """What the judgement of a document is made from: means over its words.

    `first` are the first log odds of the words, `rows` their features (of which the first is the excess).
    """
    if not first:
        return (0.0,) * 8
    z = [_clip(row[0], -2, 4) for row in rows]
    common = [kind.zipf > 6 for kind in of_kind]
    middle = [kind.plain and 3.5 < kind.zipf <= 6 for kind in of_kind]
    known = [kind.plain and kind.zipf > 4 for kind in of_kind]
    plain = [kind.plain for kind in of_kind]
    return (
        log_odds(sum(sigmoid(x) for x in first) / len(first)) + 3,
        _mean(z, [True] * len(z)),
        _mean(z, common),
        _mean(z, middle),
        10 * _mean([x > 2 for x in z], common),
        10 * _mean([x > 2 for x in z], known),
        10 * _mean([x > 3 for x in z], known),
        10 * _mean([kind.zipf < 3 for kind in of_kind], plain),
    )


def document_log_odds(weights: Sequence[float], found: Sequence[float], count: int) -> float:
    """Log odds of damage from a document's features; a short text says less, and stays near what is usual."""
    share = count / (count + SHORT)
    return share * dot(weights, (1.0, *found)) + (1 - share) * log_odds(USUAL_DAMAGE)


def tempered(odds: float) -> float:
    """Log odds that never reach MOST_ODDS: verse, dialect or a crowd of names are as odd as damage is.

    >>> round(tempered(5.0), 1), tempered(-5.0)
    (0.6, -5.0)
    """
    return odds if odds < 0 else MOST_ODDS * (1 - math.exp(-odds / MOST_ODDS))


def _mean(values: Sequence[float], where: Sequence[bool]) -> float:
    chosen = [float(x) for x, here in zip(values, where, strict=True) if here]
    return sum(chosen) / max(1, len(chosen))


SHORT = 160  # words
MOST_ODDS = 0.6  # nats: on 14 odd clean texts and 16 damaged ones; more makes garbled texts of three odd ones
USUAL_DAMAGE = 0.25


def measured(
    text: str,
    words: Sequence[Span],
    sentences: Sequence[Span],
    names: Sequence[Span],
    tokens: Sequence[TokenScore],
) -> Measured:
    """Everything that surprisal says about a document: bits, usual bits and probability per word, and the whole."""
    weights = tables()
    bits, of_kind = bits_per_word(words, tokens), kinds(text, words, sentences, names)
    usual = usual_bits(bits, of_kind, weights["usual"])
    starts = [sentence.start for sentence in sentences]
    rows = features(bits, usual, of_kind, [bisect_right(starts, word.start) for word in words])
    marks = marks_per_word(words, tokens)
    kind = "unmarked" if marks is None else "marked"
    seen = rows if marks is None else [(*row, mark) for row, mark in zip(rows, marks, strict=True)]
    first = [dot(weights[kind], (1.0, *row)) for row in seen]
    whole = document_features(first, rows, of_kind)
    document = tempered(document_log_odds(weights[f"{kind} document"], whole, len(words)))
    second = [sigmoid(dot(weights[f"{kind} word"], (1.0, x, document))) for x in first]
    found = tuple(Word(span, bit.bits, u, p) for span, bit, u, p in zip(words, bits, usual, second, strict=True))
    return Measured(found, sigmoid(document), weights[f"{kind} word"][2])


def reweighed(found: Measured, evidence: float) -> Measured:
    """The same words in the light of further evidence (in nats of log odds) that the document is damaged."""
    moved = found.slope * evidence
    words = tuple(word._replace(p_bad=sigmoid(log_odds(word.p_bad) + moved)) for word in found.words)
    return Measured(words, sigmoid(log_odds(found.damage) + evidence), found.slope)


@cache
def tables() -> Mapping[str, Sequence[float]]:
    """The fitted weights, by name."""
    found: Mapping[str, Sequence[float]] = json.loads(
        (files("mtclean") / "data" / "surprise.json").read_text(encoding="utf-8")
    )
    return found


def dot(weights: Sequence[float], values: Sequence[float]) -> float:
    """The scalar product."""
    return sum(w * v for w, v in zip(weights, values, strict=True))


def _clip(x: float, least: float, most: float) -> float:
    return min(max(x, least), most)


def log_odds(p: float) -> float:
    """log(p / (1 - p)), kept finite.

    >>> log_odds(0.5)
    0.0
    """
    p = _clip(p, 1e-4, 1 - 1e-4)
    return math.log(p / (1 - p))


def sigmoid(x: float) -> float:
    """1 / (1 + e^-x), without overflow.

    >>> sigmoid(0.0), sigmoid(1e6)
    (0.5, 1.0)
    """
    x = _clip(x, -500.0, 500.0)
    return 1 / (1 + math.exp(-x))
