"""Names in running text: capitalised runs, cleared of titles, small words and possessive endings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..values import Span
from .sound import plain
from .words import CALENDAR, FUNCTION, PARTICLES, TITLES

_WORD = re.compile(r"[^\W\d_]+(?:['’ʻ\-‑][^\W\d_]+)*(?:(?<=\b[A-Z])\.)?")
_POSSESSIVE = re.compile(r"['’]s$")
_TAIL = re.compile(
    r"-(?:based|born|led|backed|run|owned|style|era|made|controlled|held|occupied|listed|wide|bound|area|supported|sponsored"
    r"|friendly|trained|inspired|linked|aligned|registered|educated|speaking|dominated)$"
)
_ARTICLE = re.compile(r"(?:al|el|as|ash|ar|an|ad|at|az|d|l)['’\-][A-ZÀ-Þ]")


class Run(NamedTuple):
    """Tokens of one possible name, in order; `sentence` is its number, `opens` tells that it begins the sentence."""

    tokens: tuple[Span, ...]
    sentence: int
    opens: bool

    @property
    def span(self) -> Span:
        """From the first token to the last."""
        return Span(self.tokens[0].start, self.tokens[-1].end)

    def part(self, start: int, end: int) -> Run:
        """The run of tokens `start` to `end`."""
        return Run(self.tokens[start:end], self.sentence, self.opens and start == 0)


class _Token(NamedTuple):
    span: Span
    kind: str  # "name", "particle" or "other"
    closes: bool  # a possessive ending or a cut-off tail: nothing may follow within the name


def runs(text: str, sentences: Sequence[Span], demonyms: frozenset[str] = frozenset()) -> list[Run]:
    """The possible names of `text`, none crossing a sentence; titles, demonyms and small words are no part of them.

    >>> text = "Turkish Foreign Minister Hakan Fidan met Ahmed al-Sharaa's envoy."
    >>> [run.span.of(text) for run in runs(text, [Span(0, len(text))], frozenset({"turkish"}))]
    ['Hakan Fidan', 'Ahmed al-Sharaa']
    """
    found: list[Run] = []
    for number, sentence in enumerate(sentences):
        tokens = list(_tokens(text, sentence))
        for group in _groups(text, tokens):
            found += _cleared(text, group, number, sentence.start, demonyms)
    return found


def _tokens(text: str, sentence: Span) -> Iterator[_Token]:
    for match in _WORD.finditer(text, sentence.start, sentence.end):
        word = match.group()
        bare = _TAIL.sub("", _POSSESSIVE.sub("", word))
        yield _Token(Span(match.start(), match.start() + len(bare)), _kind(bare), len(bare) < len(word))


def _kind(word: str) -> str:
    if (word[0].isupper() and not _acronym(word)) or _ARTICLE.match(word):
        return "name"
    return "particle" if word in PARTICLES else "other"


def _acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper() and not word.endswith(".") and "-" not in word


def _groups(text: str, tokens: Sequence[_Token]) -> Iterator[list[Span]]:
    group: list[_Token] = []
    for token in tokens:
        if group and not (_adjoins(text, group[-1], token) and token.kind != "other"):
            yield from _trimmed(group)
            group = []
        if token.kind == "name" or (group and token.kind == "particle"):
            group.append(token)
    yield from _trimmed(group)


def _adjoins(text: str, before: _Token, token: _Token) -> bool:
    return not before.closes and text[before.span.end : token.span.start] in (" ", "\u00a0")


def _trimmed(group: list[_Token]) -> Iterator[list[Span]]:
    while group and group[-1].kind == "particle":
        group.pop()
    if group:
        yield [token.span for token in group]


def _cleared(text: str, group: list[Span], number: int, start: int, demonyms: frozenset[str]) -> Iterator[Run]:
    """The parts of `group` between titles and other words that only look like names; a surname that is such a word stays."""
    part: list[Span] = []
    for at, token in enumerate(group):
        word = plain(token.of(text))
        last = at == len(group) - 1
        if _barrier(word, demonyms) and not (part and last and word not in FUNCTION):
            yield from _run(part, number, start)
            part = []
        else:
            part.append(token)
    yield from _run(part, number, start)


def _barrier(word: str, demonyms: frozenset[str]) -> bool:
    return word in FUNCTION or word in TITLES or word in CALENDAR or word in demonyms


def _run(part: Sequence[Span], number: int, start: int) -> Iterator[Run]:
    if part:
        yield Run(tuple(part), number, part[0].start == start)


def windows(run: Run, sizes: Sequence[int]) -> Iterator[Run]:
    """Parts of `run` with one of `sizes` tokens, longest first, then from the left."""
    for size in sorted(sizes, reverse=True):
        for start in range(len(run.tokens) - size + 1):
            yield run.part(start, start + size)
