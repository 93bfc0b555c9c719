"""Which words are tried as sense inversions, and what comes of trying: from a text and pivot tables to swaps.

The first tokens of all candidates are compared in the left-to-right pass that scores the text anyway; only what gains
there is tried in the whole sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..lm.scorer import Change, Probe, Scores
from ..pivots import Candidate, Pivots
from ..surprise import marks_per_word
from ..text import trimmed
from ..values import Span
from .swap import Swap
from .through import Saving, shares

MOST_CANDIDATES = 100
LEAST_SAVING = 2.0
MOST_CHANGES_PER_WORD = 3
FEWEST_CHANGES, WORDS_PER_CHANGE = 10, 50  # of 42 swaps found in the development samples one is tried later
# Spare trials of words to which the tagger gives more than DOUBTED (log odds in nats, each worth PER_MARK bits). Of the
# 263 wrong senses in the development samples 79 are right first and 90 among the first five; with half as many spare
# trials and 40 candidates of a word 75 and 83, in an eighth less time.
DOUBTED, PER_MARK, SPARE_SAVING = -2.0, 2.0, 1.0
MOST_SPARE_PER_WORD, WORDS_PER_SPARE, SPARE_REACH = 10, 8, 30
FEWEST_COMPOUNDS, WORDS_PER_COMPOUND = 3, 40  # renderings of compounds of which some candidate is tried
MOST_PER_COMPOUND = 4
REACH = 80  # characters behind a word by whose bits a candidate is judged: further on hardly any are saved
# Words that take "an": by their first sound, not their first letter.
LIKE_YOU = r"eu|ewe|u(?:ni(?![dmn])|nanim|biq|fo|gan|k|ran|ri|rug|s[aeu]|t(?![mt]))"
AN = re.compile(rf"(?!one\b|once\b|{LIKE_YOU})(?:[aeiou]|hour|honest|honou?r|heir)", re.IGNORECASE)


class Proposal(NamedTuple):
    """A word and what it may have been; `sentence` is where it stands."""

    word: Span
    sentence: Span
    candidates: tuple[Candidate, ...]


def proposals(
    text: str, words: Sequence[Span], sentences: Sequence[Span], names: Sequence[Span], pivots: Pivots
) -> list[Proposal]:
    """The words of `text` that a pivot can explain: lower-case, or capitalised where a sentence begins; never names."""
    starts = [sentence.start for sentence in sentences]
    covered = {i for name in names for i in range(name.start, name.end)}
    found: list[Proposal] = []
    for word in words:
        sentence = sentences[max(0, bisect_right(starts, word.start) - 1)] if sentences else word
        seen = word.of(text)
        if word.start in covered or not seen.isalpha() or not (seen.islower() or _opens(text, word, sentence)):
            continue
        candidates = pivots.candidates(seen, MOST_CANDIDATES)
        if candidates:
            found.append(Proposal(word, sentence, candidates))
    return found


def _opens(text: str, word: Span, sentence: Span) -> bool:
    return not any(c.isalnum() for c in text[sentence.start : word.start]) and word.of(text)[1:].islower()


def probe(proposal: Proposal) -> Probe:
    """The question whose answer says which candidates are worth trying."""
    return Probe(proposal.word, tuple(c.replacement for c in proposal.candidates))


class Trial(NamedTuple):
    """A candidate that is tried in its whole sentence, the change that does so, and how it looked before.

    A `spare` one is tried only because the tagger doubts the word; of a `compound` the parts are replaced together.
    """

    proposal: Proposal
    candidate: Candidate
    change: Change
    promise: float
    spare: bool = False
    compound: bool = False


def trials(
    text: str, part: Span, asked: Sequence[Proposal], scores: Scores, compounds: Sequence[Proposal] = ()
) -> list[Trial]:
    """The most promising candidates within `part`: those whose first token alone saves most, less what they cost.

    What all words say together tells which language the text came through, and that what each candidate costs. Words
    that the tagger doubts are given some more, the spare ones. Of `compounds`, which are rare, the cheapest are tried.
    """
    bits = word_bits([p.word for p in asked], scores)
    here = [
        (proposal, [Saving(c, observed - other) for c, other in zip(proposal.candidates, others, strict=True)])
        for proposal, observed, others in zip(asked, bits, scores.probes, strict=True)
        if part.holds(proposal.word)
    ]
    words = text.count(" ", part.start, part.end)
    through = shares([savings for _, savings in here], words)
    promises = [_promises(savings, through) for _, savings in here]
    best = _best(promises)[: FEWEST_CHANGES + words // WORDS_PER_CHANGE]
    marks = marks_per_word([proposal.word for proposal, _ in here], scores.tokens) or []
    spare = [one for one in _spare(promises, marks) if one not in best][: words // WORDS_PER_SPARE]
    single = [
        Trial(here[at][0], candidate, _change(text, here[at][0], candidate, part, reach), promise, reach == SPARE_REACH)
        for reach, chosen in ((REACH, best), (SPARE_REACH, spare))
        for at, candidate, promise in chosen
    ]
    rendered = _most_doubted(compounds, part, scores)[: FEWEST_COMPOUNDS + words // WORDS_PER_COMPOUND]
    return [
        *single,
        *(
            Trial(proposal, candidate, _change(text, proposal, candidate, part, REACH), -candidate.cost, compound=True)
            for proposal in rendered
            for candidate in _cheapest(proposal, through)
        ),
    ]


def _most_doubted(found: Sequence[Proposal], part: Span, scores: Scores) -> list[Proposal]:
    """Those in `part`, the one first in which the tagger doubts a word most."""
    doubts = [
        (max((t.mark or 0.0 for t in scores.tokens if t.span.overlaps(proposal.word)), default=0.0), proposal)
        for proposal in found
        if part.holds(proposal.word)
    ]
    return [proposal for _, proposal in sorted(doubts, key=lambda pair: -pair[0])]


def _cheapest(proposal: Proposal, through: Mapping[str, float]) -> list[Candidate]:
    return sorted((c.given(through) for c in proposal.candidates), key=lambda c: c.cost)[:MOST_PER_COMPOUND]


class _Promise(NamedTuple):
    """A candidate for the word of some number, and the bits that its first token saves beyond what it costs."""

    at: int
    candidate: Candidate
    bits: float


def _promises(savings: Sequence[Saving], through: Mapping[str, float]) -> list[Saving]:
    """What saves anything, priced by the language that the text came through, the most promising first."""
    priced = [Saving(c.given(through), saved) for c, saved in savings if saved >= SPARE_SAVING]
    return sorted(priced, key=lambda one: one.candidate.cost - one.saved)


def _best(promises: Sequence[Sequence[Saving]]) -> list[_Promise]:
    found: list[_Promise] = []
    for at, savings in enumerate(promises):
        worth = [one for one in savings if one.saved >= LEAST_SAVING][:MOST_CHANGES_PER_WORD]
        found += [_Promise(at, c, saved - c.cost) for c, saved in worth]
    return sorted(found, key=lambda one: -one.bits)


def _spare(promises: Sequence[Sequence[Saving]], marks: Sequence[float]) -> list[_Promise]:
    """What may be tried of the words that the tagger doubts, those that it doubts more and what promises more first."""
    found: list[tuple[float, _Promise]] = []
    for at, (savings, mark) in enumerate(zip(promises, marks, strict=False)):  # no tagger, no marks
        worth = savings[:MOST_SPARE_PER_WORD] if mark > DOUBTED else []
        found += [(saved - c.cost + PER_MARK * mark, _Promise(at, c, saved - c.cost)) for c, saved in worth]
    return [one for _, one in sorted(found, key=lambda pair: -pair[0])]


def _change(text: str, proposal: Proposal, candidate: Candidate, part: Span, reach: int) -> Change:
    end = until(text, proposal.word.end, proposal.sentence, part, reach)
    return replaced(text, proposal.word, candidate.replacement, end)


def until(text: str, end: int, sentence: Span, part: Span, reach: int) -> int:
    """Where the bits end by which a change up to `end` is judged: with the sentence, or with a word some way on."""
    last = min(sentence.end, part.end)
    cut = text.rfind(" ", end + 1, end + reach)
    return last if cut < 0 or last <= end + reach else trimmed(text, end, cut).end


def word_bits(words: Sequence[Span], scores: Scores) -> list[float]:
    """Bits of the tokens of each word, as they are: the first tokens of others are compared with them."""
    starts = [word.start for word in words]
    bits = [0.0] * len(words)
    for token in scores.tokens:
        i = bisect_right(starts, token.span.end - 1) - 1
        if i >= 0 and token.span.end - 1 < words[i].end:
            bits[i] += token.bits
    return bits


def replaced(text: str, word: Span, new: str, until: int) -> Change:
    """The change that puts `new` for `word`, and the article before it right.

    >>> replaced("an arrow fell", Span(3, 8), "share", 13)
    Change(span=Span(start=0, end=8), new='a share', until=13)
    """
    article = re.search(r"(?<!\w)(an?)([ \t])$", text[max(0, word.start - 4) : word.start], re.IGNORECASE)
    if article is None or bool(AN.match(new)) == bool(AN.match(word.of(text))):
        return Change(word, new, until)
    said = article[1][0] + ("n" if AN.match(new) else "")
    return Change(Span(word.start - len(article[0]), word.end), f"{said}{article[2]}{new}", until)


def swaps(text: str, tried: Sequence[tuple[Trial, float]]) -> tuple[Swap, ...]:
    """What came of the trials, which saved so many bits each: in text order, best first at one place."""
    found = [
        Swap(t.change.span, t.change.span.of(text), t.change.new, *t.candidate.ways[0][:2], t.candidate.cost, gain,
             t.spare, t.compound)
        for t, gain in tried
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda swap: (swap.span, swap.cost - swap.gain, swap.new)))
