"""Where words, sentences and quotations are: spans into the text, which itself is never touched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import sentencex

from .values import Span

WORD = re.compile(r"\w+(?:['’\-]\w+)*")
OPENING, CLOSING = "“«„", "”»"
LONGEST_SENTENCE = 4_000
LONGEST_QUOTATION = 1_500


def words(text: str) -> list[Span]:
    """Spans of the words of `text`; hyphens and apostrophes inside a word belong to it.

    >>> [s.of("Trumpf met al-Sharaa's envoy") for s in words("Trumpf met al-Sharaa's envoy")]
    ['Trumpf', 'met', "al-Sharaa's", 'envoy']
    """
    return [Span(*match.span()) for match in WORD.finditer(text)]


def trimmed(text: str, start: int, end: int) -> Span:
    """The span from `start` to `end` without white space at either side (empty when nothing is left)."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


@lru_cache(maxsize=8)
def sentences(text: str) -> tuple[Span, ...]:
    """Sentence spans in order, none crossing a line break, none empty; very long lines are cut at white space.

    >>> [s.of("Mr. Fidan left. He waved.") for s in sentences("Mr. Fidan left. He waved.")]
    ['Mr. Fidan left.', 'He waved.']
    """
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[Span]:
    for line in re.finditer(r"[^\n]+", text):
        for start, end in _pieces(text, line.start(), line.end()):
            for found in sentencex.get_sentence_boundaries("en", text[start:end]):
                span = trimmed(text, start + found["start_index"], start + found["end_index"])
                if span.start < span.end:
                    yield span


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start + 1, start + LONGEST_SENTENCE) + 1 or start + LONGEST_SENTENCE
        yield start, cut
        start = cut
    yield start, end


def quotations(text: str) -> list[Span]:
    """Spans of quoted speech, marks included: curly, low, angle and straight double marks, within one paragraph.

    >>> [s.of('He said "we won" and left.') for s in quotations('He said "we won" and left.')]
    ['"we won"']
    """
    found: list[Span] = []
    for line in re.finditer(r"[^\n]+", text):
        opened: int | None = None
        for match in re.finditer(r'["“”«»„]', line.group()):
            mark, at = match.group(), line.start() + match.start()
            if opened is None or mark in OPENING:
                opened = at if mark not in CLOSING else opened
            elif at - opened <= LONGEST_QUOTATION:
                found.append(Span(opened, at + 1))
                opened = None
            else:
                opened = None
    return found
