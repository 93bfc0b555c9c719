"""The nouns of mtclean: frozen values that every other module speaks in.

Offsets are half-open and count code points of the text exactly as read; nothing here knows files, models or printing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open range of code points in the original text.

    >>> Span(0, 5).of("Fidan met Lavrov")
    'Fidan'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True when the two spans share a character.

        >>> Span(0, 5).overlaps(Span(5, 9))
        False
        """
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """True when `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end


class Safety(IntEnum):
    """How far a replacement may be trusted; a user sets a floor, `SAFE` by default.

    `STYLE` is no repair: what stands there is right, and the user's house style has it otherwise. It is made whatever
    the floor, since it is only proposed when asked for.

    >>> Safety.LIKELY < Safety.SAFE
    True
    """

    STYLE = -1
    SHOW = 0
    LIKELY = 1
    SAFE = 2

    @property
    def label(self) -> str:
        """The lower-case word used in JSON, settings and messages."""
        return self.name.lower()


DAMAGE = ("names", "senses", "grammar", "layout")  # channels of what is wrong
CHANNELS = (*DAMAGE, "style")


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Document:
    """One article; its text is never changed, results point into it.

    `date` is when it was published, in any form that has the year in four digits; empty when that is not known.
    """

    id: str
    text: str
    date: str = ""

    @property
    def year(self) -> int | None:
        """The year it was published; None when that is not known.

        >>> Document("a", "Good.", "12 May 2016").year, Document("b", "Good.").year
        (2016, None)
        """
        found = _YEAR.search(self.date)
        return int(found.group()) if found else None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One measurement, the line it crossed, and a clause a person can check; a plain fact has value and limit 1.

    >>> str(Evidence("surprisal", 21.44, 14.0, "bits"))
    'surprisal 21.4, limit 14 (bits)'
    >>> str(Evidence("country named", 1.0, 1.0, "TR is named in the text"))
    'TR is named in the text'
    """

    measure: str
    value: float
    limit: float
    note: str = ""

    def __str__(self) -> str:
        clause = f" ({self.note})" if self.note else ""
        if self.value == self.limit == 1.0 and self.note:
            return self.note
        return f"{self.measure} {_short(self.value)}, limit {_short(self.limit)}{clause}"


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0") if abs(value) >= 2 else f"{value:.2f}".rstrip("0").rstrip(".")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A replacement for a flagged span; `confidence` is the probability that an editor accepts it."""

    replacement: str
    safety: Safety
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Flag:
    """What looks wrong, why, and what it may have meant (best first; perhaps nothing)."""

    rule: str
    channel: str
    span: Span
    text: str
    confidence: float
    evidence: tuple[Evidence, ...]
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """Rule and text without offsets: what a decision about this flag is remembered by."""
        return (self.rule, self.text)

    @property
    def safety(self) -> Safety | None:
        """The highest safety among the suggestions; None when there is no suggestion."""
        return max((s.safety for s in self.suggestions), default=None)


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `old`, found at `span`, by `new`."""

    span: Span
    old: str
    new: str
    rule: str


class Word(NamedTuple):
    """A word with its surprisal, the bits usual for such a word, and the probability that an editor would change it."""

    span: Span
    bits: float
    usual: float
    p_bad: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """`clean`, `touched` or `garbled`, with the probability that the document is machine-damaged."""

    label: str
    probability: float
