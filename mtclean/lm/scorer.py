"""What the rest of mtclean asks of a language model, in words and spans; no model is named here."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from ..values import Span


class TokenScore(NamedTuple):
    """One token: where it is, its surprisal, the entropy there, and the bits spent on "a word begins here".

    `boundary` is -log2 of the probability that the next token begins a word (or is no word at all), given what
    stands before; `begins` says that this token does so. `bits`, `entropy` and `boundary` are in bits. `mark` holds the
    log odds, in nats, that an editor would change the word which this token ends; None without a tagger.
    """

    span: Span
    bits: float
    entropy: float
    boundary: float
    begins: bool
    mark: float | None = None


class Probe(NamedTuple):
    """A word and others that could stand there: their first tokens are compared in the same left-to-right pass."""

    span: Span
    others: tuple[str, ...]


class Change(NamedTuple):
    """A replacement to try: `new` for the text at `span`, judged by all bits from there up to `until`."""

    span: Span
    new: str
    until: int


class Scores(NamedTuple):
    """What one text cost: its tokens in order, and per probe the bits of each other word's first token."""

    tokens: tuple[TokenScore, ...]
    probes: tuple[tuple[float, ...], ...] = ()


class Memory(Protocol):
    """A part of a text while the model that has just read it still remembers it: it can be asked further."""

    @property
    def part(self) -> Span:
        """Where the part is in its text."""
        ...

    @property
    def scores(self) -> Scores:
        """The tokens of the part, marked, and the answers so far to all that was asked of the text."""
        ...

    def probed(self, probes: Sequence[Probe]) -> list[tuple[float, ...]]:
        """Bits of the first token of each other word; infinite where none can begin or outside the part."""
        ...

    def saved(self, changes: Sequence[Change]) -> list[float]:
        """How many bits the text would cost less with each change, which must begin within the part."""
        ...


Ask = Callable[[int], Sequence[Probe]]
Follow = Callable[[int, Memory], None]


class Scorer(Protocol):
    """Says how surprising each token of each text is; `name` identifies model and weights in signatures."""

    name: str

    def score(
        self,
        texts: Sequence[str],
        ask: Ask | None = None,
        follow: Follow | None = None,
    ) -> list[Scores]:
        """Scores for each text, in the order given, every token exactly once, texts of any length.

        `ask(i)` is called once for each text that has tokens, after the model read it (so the answer may be worked
        out meanwhile), and names the probes to answer from that pass. `follow(i, memory)` is called for each part of
        text `i` while the model still remembers it, and may try changes there.
        """
        ...


class Bits(NamedTuple):
    """Surprisal of a word and the largest entropy among its tokens, in bits."""

    bits: float
    entropy: float


def bits_per_word(words: Sequence[Span], tokens: Sequence[TokenScore]) -> list[Bits]:
    """Surprisal of each word, corrected at its boundaries (Pimentel & Meister 2024; Oh & Schuler 2024).

    A byte-level tokenizer puts the space before a word into its first token, so a plain sum charges a word for
    ending the one before it. Here a word pays for its own end: the `boundary` bits of the token after it are
    added to it and taken off whatever begins there. A token belongs to the word that holds its last character;
    several tokens for one emoji, and tokens with an empty span, fall under the same rule.
    """
    totals = [0.0] * len(words)
    entropy = [0.0] * len(words)
    starts = [word.start for word in words]
    before: int | None = None
    for token in tokens:
        at = _owner(token, words, starts)
        if before is not None and at != before and token.begins:
            totals[before] += token.boundary
            if at is not None:
                totals[at] -= token.boundary
        if at is not None:
            totals[at] += token.bits
            entropy[at] = max(entropy[at], token.entropy)
        before = at
    return [Bits(*pair) for pair in zip(totals, entropy, strict=True)]


def _owner(token: TokenScore, words: Sequence[Span], starts: Sequence[int]) -> int | None:
    last = token.span.end - 1
    i = bisect_right(starts, last) - 1
    return i if i >= 0 and last < words[i].end else None


class Window(NamedTuple):
    """Tokens `start` to `end` are read together; those from `first` on are scored."""

    start: int
    first: int
    end: int


def windows(length: int, size: int) -> list[Window]:
    """Cover `length` tokens: each is scored once, with at least half a window before it where the text has that.

    >>> windows(10, 8)
    [Window(start=0, first=0, end=8), Window(start=2, first=8, end=10)]
    >>> windows(0, 8)
    []
    """
    found: list[Window] = []
    first = 0
    while first < length:
        start = 0 if first == 0 else max(0, min(first - size // 2, length - size))
        end = min(length, start + size)
        found.append(Window(start, first, end))
        first = end
    return found
