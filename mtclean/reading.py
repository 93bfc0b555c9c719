"""A document with everything measured on it, and the rules that judge such readings.

The language model and the dictionary are asked once, before; a rule only looks at what they said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .agreement.propose import Slip
from .names.mention import Mention
from .names.style import Spelling
from .rewrites.search import Rewrite
from .senses.swap import Swap
from .settings import Settings
from .values import Document, Flag, Span, Word


@dataclass(frozen=True, slots=True)
class Reading:
    """What rules see: the document, its parts, its words with bits, its names, what was tried (sense swaps, other forms
    of small words, the slips, and rewrites of doubted ones), and the spellings that the house style has otherwise.

    `damage` is the probability that the document is damaged; `slope`, how far a word's log odds move with it.
    """

    doc: Document
    sentences: tuple[Span, ...] = ()
    quotations: tuple[Span, ...] = ()
    words: tuple[Word, ...] = ()
    mentions: tuple[Mention, ...] = ()
    swaps: tuple[Swap, ...] = ()
    slips: tuple[Slip, ...] = ()
    rewrites: tuple[Rewrite, ...] = ()
    spellings: tuple[Spelling, ...] = ()
    damage: float = 0.0
    slope: float = 0.0
    bits: float = 0.0

    def p_bad(self, span: Span) -> float:
        """The greatest probability that an editor would change a word of `span`; 0 where there is no word."""
        return max((word.p_bad for word in self.words if word.span.overlaps(span)), default=0.0)

    def quoted(self, span: Span) -> bool:
        """True when `span` lies within quoted speech."""
        return any(quote.overlaps(span) for quote in self.quotations)


@dataclass(frozen=True, slots=True)
class Rule:
    """A named question asked of a reading; the name reads well after "allow", the examples are tested.

    A rule `in_context` judges when it is known what the others say of the document as a whole.
    """

    name: str
    channel: str
    about: str
    why: str
    safety: str
    find: Callable[[Reading, Settings], Iterator[Flag]]
    bad: tuple[str, ...]
    good: tuple[str, ...]
    in_context: bool = False
