"""Which small words are tried otherwise, and what came of it: from questions and the model's answers to slips.

The first tokens of the other forms are compared in the left-to-right pass that scores the text anyway. By then most is
decided, since what a small word agrees with stands before it; only what gains there is tried in the whole sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..lm.scorer import Change, Scores
from ..senses.propose import word_bits
from ..values import Span
from .forms import Question

# Bits. On 26 articles with 112 pronouns and 46 verbs exchanged, 96 and 44 promised this much; in the same articles as
# they were written, 27 forms did, 2 or 3 in an article of 650 words.
LEAST_PROMISE = 0.8
# A second form is tried when it looks almost as good: "her" may be "its" or "it", which the next word decides.
NEAR = 2.0
FEWEST_TRIALS, WORDS_PER_TRIAL = 3, 90
SURE = 99.0


class Slip(NamedTuple):
    """An exchange that was tried: `new` for the small word at `span` saves `gain` bits."""

    kind: str
    span: Span
    old: str
    new: str
    gain: float


class Trial(NamedTuple):
    """A form that is tried, the change that does so, and how it looked before."""

    question: Question
    change: Change
    promise: float


def trials(part: Span, asked: Sequence[Question], scores: Scores, words: int) -> list[Trial]:
    """The most promising forms within `part`, which has so many `words`."""
    bits = word_bits([question.word for question in asked], scores)
    found: list[Trial] = []
    for question, observed, others in zip(asked, bits, scores.probes, strict=True):
        if part.holds(question.word):
            promises = [SURE if question.certain else observed - other for other in others]
            best = max(promises)
            until = min(question.sentence.end, part.end)
            found += [
                Trial(question, Change(question.word, form, until), promise)
                for form, promise in zip(question.others, promises, strict=True)
                if promise >= max(LEAST_PROMISE, best - NEAR)
            ]
    found.sort(key=lambda trial: -trial.promise)
    return found[: FEWEST_TRIALS + words // WORDS_PER_TRIAL]


def slips(text: str, tried: Sequence[tuple[Trial, float]]) -> tuple[Slip, ...]:
    """What came of the trials, which saved so many bits each: in text order, best first at one place."""
    found = [Slip(t.question.kind, t.change.span, t.change.span.of(text), t.change.new, gain) for t, gain in tried]
    return tuple(sorted(found, key=lambda slip: (slip.span, -slip.gain, slip.new)))
