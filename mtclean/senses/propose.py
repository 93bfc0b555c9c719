"""Which words are tried as sense inversions, and what comes of trying: from a text and pivot tables to swaps.

The first tokens of all candidates are compared in the left-to-right pass that scores the text anyway; only what gains
there is tried in the whole sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from ..lm.scorer import Change, Probe, Scores
from ..pivots import Candidate, Pivots
from ..text import trimmed
from ..values import Span
from .swap import Swap
from .through import Saving, shares

MOST_CANDIDATES = 40
LEAST_SAVING = 2.0
MOST_CHANGES_PER_WORD = 3
FEWEST_CHANGES, WORDS_PER_CHANGE = 10, 50  # of 42 swaps found in the development samples one is tried later
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
    """A candidate that is tried in its whole sentence, the change that does so, and how it looked before."""

    proposal: Proposal
    candidate: Candidate
    change: Change
    promise: float


def trials(text: str, part: Span, asked: Sequence[Proposal], scores: Scores) -> list[Trial]:
    """The most promising candidates within `part`: those whose first token alone saves more bits than they cost.

    What all words say together tells which language the text came through, and that what each candidate costs.
    """
    bits = word_bits([p.word for p in asked], scores)
    here = [
        (proposal, [Saving(c, observed - other) for c, other in zip(proposal.candidates, others, strict=True)])
        for proposal, observed, others in zip(asked, bits, scores.probes, strict=True)
        if part.holds(proposal.word)
    ]
    words = text.count(" ", part.start, part.end)
    through = shares([savings for _, savings in here], words)
    found: list[Trial] = []
    for proposal, savings in here:
        priced = ((saved, c.given(through)) for c, saved in savings if saved >= LEAST_SAVING)
        promising = sorted(((saved - c.cost, c) for saved, c in priced), key=lambda pair: -pair[0])
        for promise, candidate in promising[:MOST_CHANGES_PER_WORD]:
            change = replaced(text, proposal.word, candidate.replacement, _until(text, proposal, part))
            found.append(Trial(proposal, candidate, change, promise))
    found.sort(key=lambda trial: -trial.promise)
    return found[: FEWEST_CHANGES + words // WORDS_PER_CHANGE]


def _until(text: str, proposal: Proposal, part: Span) -> int:
    """Where the bits end by which a candidate is judged: with the sentence, or with a word some way on."""
    end = min(proposal.sentence.end, part.end)
    cut = text.rfind(" ", proposal.word.end + 1, proposal.word.end + REACH)
    return end if cut < 0 or end <= proposal.word.end + REACH else trimmed(text, proposal.word.start, cut).end


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


def swaps(text: str, tried: Sequence[Trial], scores: Scores) -> tuple[Swap, ...]:
    """What came of the trials, in text order, best first at one place."""
    gains = dict(zip(scores.changes, scores.saved, strict=True))
    found = [
        Swap(t.change.span, t.change.span.of(text), t.change.new, *t.candidate.ways[0][:2], t.candidate.cost,
             gains[t.change])
        for t in tried
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda swap: (swap.span, swap.cost - swap.gain, swap.new)))
