"""Names in running text: capitalised runs, cleared of titles, small words and possessive endings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..values import Span
from .sound import plain
from .words import CALENDAR, FUNCTION, PARTICLES, TITLES

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’ʻ\-‑][^\W\d_]+)*(?:(?<=\b[A-Z])\.)?")
_POSSESSIVE = re.compile(r"['’]s$")
_TAIL = re.compile(
    r"-(?:based|born|led|backed|run|owned|style|era|made|controlled|held|occupied|listed|wide|bound|area|supported|"
    r"sponsored|friendly|trained|inspired|linked|aligned|registered|educated|speaking|dominated)$"
)
_USUAL = re.compile(r"[\s\w!-/:-@\[-`{-~\u00a0«»‐-―‘-‟…·•/€£¥™®]")
_CAPITALS = r"[^\W\d_]['’.\-\w]{1,30}"
_DATELINE = re.compile(
    rf"^[ \t]{{0,3}}(?P<place>{_CAPITALS}(?: {_CAPITALS}){{0,3}})"
    r"(?:, [^\W\d_][^()\n]{1,40}?)??(?: \([^()\n]{2,40}\))? ?(?:[-–—]|&mdash;) ",
    re.MULTILINE,
)
DATELINE_WITHIN = 400  # characters from the beginning
_ARTICLE = re.compile(r"(?:al|el|as|ash|ar|an|ad|at|az|d|l)['’\-][A-ZÀ-Þ]")


SEA = "mar"  # no month before another name: the Mar Negro


class Run(NamedTuple):
    """Tokens of one possible name, in order, and the number of the sentence they stand in."""

    tokens: tuple[Span, ...]
    sentence: int

    @property
    def span(self) -> Span:
        """From the first token to the last."""
        return Span(self.tokens[0].start, self.tokens[-1].end)

    def part(self, start: int, end: int) -> Run:
        """The run of tokens `start` to `end`."""
        return Run(self.tokens[start:end], self.sentence)


class _Token(NamedTuple):
    span: Span
    kind: str  # "name", "particle" or "other"
    closes: bool  # a possessive ending or a cut-off tail: the name cannot go on


def runs(text: str, sentences: Sequence[Span], demonyms: frozenset[str] = frozenset()) -> list[Run]:
    """The possible names of `text`, none crossing a sentence; titles, demonyms and small words are no part of them.

    >>> text = "Turkish Foreign Minister Hakan Fidan met Ahmed al-Sharaa's envoy in Damascus-based offices."
    >>> [run.span.of(text) for run in runs(text, [Span(0, len(text))], frozenset({"turkish"}))]
    ['Hakan Fidan', 'Ahmed al-Sharaa', 'Damascus']
    """
    return [
        Run(tuple(part), number)
        for number, sentence in enumerate(sentences)
        for group in _groups(text, list(_tokens(text, sentence)))
        for part in _cleared(text, group, demonyms)
    ]


@lru_cache(maxsize=16)
def dateline(text: str) -> Span:
    """The place in capitals that an article was sent from, as it opens one of its first lines; or an empty span.

    >>> text = "CAPE TOWN, South Africa (AP) - Dockers went back to work."
    >>> dateline(text).of(text), dateline("NATO said - more than once - that it would.")
    ('CAPE TOWN', Span(start=0, end=0))
    """
    found = (m for m in _DATELINE.finditer(text[:DATELINE_WITHIN]) if m["place"].isupper())
    return next((Span(*match.span("place")) for match in found), Span(0, 0))


def _tokens(text: str, sentence: Span) -> Iterator[_Token]:
    sent_from = dateline(text)
    for match in _WORD.finditer(text, sentence.start, sentence.end):
        word = match.group()
        bare = _TAIL.sub("", _POSSESSIVE.sub("", word))
        placed = sent_from.holds(Span(*match.span()))
        kind = "other" if _torn(text, match) else "name" if placed else _kind(bare)
        yield _Token(Span(match.start(), match.start() + len(bare)), kind, len(bare) < len(word))


def _torn(text: str, word: re.Match[str]) -> bool:
    """True when a sign that no English word touches comes right before or after, as in broken encodings: PeÃ±a."""
    around = text[max(0, word.start() - 1) : word.start()] + text[word.end() : word.end() + 1]
    return len(_USUAL.findall(around)) < len(around)


def _kind(word: str) -> str:
    if (word[0].isupper() and not _acronym(word)) or _ARTICLE.match(word):
        return "name"
    return "particle" if word in PARTICLES else "other"


def _acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper() and not word.endswith(".") and "-" not in word


def _groups(text: str, tokens: Sequence[_Token]) -> Iterator[list[Span]]:
    """Names and the particles between them that are set apart by single spaces."""
    group: list[_Token] = []
    for token in tokens:
        if group and not (_adjoins(text, group[-1], token) and token.kind != "other"):
            yield _without_last_particles(group)
            group = []
        if token.kind == "name" or (group and token.kind == "particle"):
            group.append(token)
    if group:
        yield _without_last_particles(group)


def _adjoins(text: str, before: _Token, token: _Token) -> bool:
    return not before.closes and text[before.span.end : token.span.start] in (" ", "\u00a0")


def _without_last_particles(group: list[_Token]) -> list[Span]:
    last = max(at for at, token in enumerate(group) if token.kind == "name")
    return [token.span for token in group[: last + 1]]


def _cleared(text: str, group: list[Span], demonyms: frozenset[str]) -> Iterator[list[Span]]:
    """The parts of `group` between words that only look like names; Stephen King keeps his surname."""
    part: list[Span] = []
    for token in group:
        word = plain(token.of(text))
        surname = part and token is group[-1] and word not in FUNCTION
        surname = surname or (word == SEA and token is not group[-1])
        if _outside(word, demonyms) and not surname:
            if part:
                yield part
            part = []
        else:
            part.append(token)
    if part:
        yield part


def _outside(word: str, demonyms: frozenset[str]) -> bool:
    return word in FUNCTION or word in TITLES or word in CALENDAR or word in demonyms


def windows(run: Run, sizes: Sequence[int]) -> Iterator[Run]:
    """Parts of `run` with one of `sizes` tokens, longest first, then from the left."""
    for size in sorted(sizes, reverse=True):
        for start in range(len(run.tokens) - size + 1):
            yield run.part(start, start + size)
