"""From a sentence that somebody wrote anew to repairs of the words in it that are doubted.

Whoever wrote it proposes, no more: what it did elsewhere is dropped, names, digits, dates and quotation marks stay, and
what is left must gain in the language model as every other repair must.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Protocol

from ..text import words
from ..values import Span
from .operations import Operation, Run

PER_WORD = 6.0  # bits that a rewriter's repair costs for each word of the longer side
CLOSE = 2  # words between changes that are made together too
MOST_WORDS = 6  # of either side of a repair
PLAIN = re.compile(r"[a-z]+(?:['’-][a-z]+)*")


class Writer(Protocol):
    """Writes sentences anew; `name` identifies model, weights and instruction in signatures."""

    name: str

    def rewritten(self, sentences: Sequence[str]) -> list[list[str]]:
        """Some versions of each sentence, the best first."""
        ...


def reduced(run: Run, sentence: Span, version: str) -> Iterator[Operation]:
    """What `version`, the sentence written anew, does within `run`: each change alone, and those close by together.

    >>> text = "He drew them an arrow."
    >>> run = Run(text, words(text)[1:4], [False] * 3, opens=False)
    >>> [(o.span.of(text), o.new) for o in reduced(run, Span(0, len(text)), "She drew an arrow.")]
    [('them ', '')]
    """
    theirs = [span.of(version) for span in words(version)]
    ours = [Span(w.start + sentence.start, w.end + sentence.start) for w in words(sentence.of(run.text))]
    number = {word: i for i, word in enumerate(run.words)}
    for old, new, count in _changes([word.of(run.text) for word in ours], theirs):
        first = number.get(ours[old.start]) if old.start < len(ours) else None
        said = theirs[slice(*new)]
        size = old.end - old.start
        if first is None or max(size, len(said)) > MOST_WORDS or not all(map(PLAIN.fullmatch, said)):
            continue
        if _free(run, first, size, len(said)):
            yield _operation(run, first, size, said, PER_WORD * count)


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Span, Span, int]]:
    """Which words become which, and how many are changed: each change, and each group of changes close by."""
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    single = [(Span(i, j), Span(k, n), max(j - i, n - k)) for tag, i, j, k, n in codes if tag != "equal"]
    yield from single
    group: list[tuple[Span, Span, int]] = []
    for one in [*single, None]:
        if group and (one is None or one[0].start - group[-1][0].end > CLOSE):
            if len(group) > 1:
                (first, *_), (last, *_) = group[0], group[-1]
                theirs = Span(group[0][1].start, group[-1][1].end)
                yield Span(first.start, last.end), theirs, sum(count for *_, count in group)
            group = []
        if one is not None:
            group.append(one)


def _free(run: Run, first: int, old: int, new: int) -> bool:
    """True where `old` words from `first` on may become `new` others: none is fixed or begins a sentence.

    Nothing is put before the first word of a run, and its last word is not taken away: bits behind it judge that.
    """
    inside = first + old <= len(run.words) and not any(run.fixed[first : first + old])
    begins = first == 0 and (run.opens or not old)
    return inside and not begins and (new > 0 or first + old < len(run.words))


def _operation(run: Run, first: int, count: int, new: Sequence[str], cost: float) -> Operation:
    start, last = run.words[first].start, first + count
    old = " ".join(run.said(i) for i in range(first, last))
    if not count:
        return Operation(Span(start, start), f"{' '.join(new)} ", f"with {' '.join(new)!r}", cost)
    if not new:
        return Operation(Span(start, run.words[last].start), "", f"without {old!r}", cost)
    return Operation(Span(start, run.words[last - 1].end), " ".join(new), f"{' '.join(new)!r} for {old!r}", cost)
