"""What is known of a document before the language model reads it: its words, its names, and what will be tried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from .agreement.forms import Question, questions
from .names.attested import Attested
from .names.dictionary import Dictionary
from .names.mention import Mention
from .names.resolve import mentions
from .names.style import HouseStyle, Spelling
from .pivots import Pivots, shipped
from .senses.compounds import renderings
from .senses.propose import Proposal, proposals
from .senses.terms import find_terms
from .text import quotations, sentences, words
from .values import Document, Span


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document with its parts, the names in it, the words `asked` about for their senses, and the `small` ones.

    `compounds` are runs of words that may render one term; `spellings` are those that the house style has otherwise.
    """

    doc: Document
    words: tuple[Span, ...]
    sentences: tuple[Span, ...]
    quotations: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    asked: tuple[Proposal, ...]
    small: tuple[Question, ...]
    compounds: tuple[Proposal, ...] = ()
    spellings: tuple[Spelling, ...] = ()


class Preparer:
    """Prepares documents with the shipped names and words and those in the files `entities`, opened on first need.

    `styles` say which spellings are preferred.
    """

    def __init__(self, entities: Sequence[str] = (), styles: Sequence[str] = ()) -> None:
        self.entities, self.styles = tuple(entities), tuple(styles)

    @cached_property
    def dictionary(self) -> Dictionary:
        """The names that are known, the user's own among them."""
        return Dictionary.open(extra=[Path(name) for name in self.entities])

    @cached_property
    def style(self) -> HouseStyle:
        """The spellings that are preferred; none where no style is asked for."""
        return HouseStyle(self.styles, self.dictionary)

    @cached_property
    def pivots(self) -> Pivots:
        """The tables of words that share a translation."""
        return shipped()

    def prepared(self, doc: Document, seen: Attested) -> Prepared:
        """`doc` prepared; `seen` is what other articles say."""
        found, parts = tuple(words(doc.text)), sentences(doc.text)
        names = mentions(doc, parts, self.dictionary, seen)
        names, spellings = self._styled(doc.text, names) if self.styles else (names, ())
        held = [name.span for name in names]
        asked = proposals(doc.text, found, parts, held, self.pivots)
        compounds = renderings(doc.text, parts, [*held, *(hit.span for hit in find_terms(doc.text))])
        quoted = tuple(quotations(doc.text))
        small = questions(doc.text, found, parts, quoted)
        return Prepared(doc, found, parts, quoted, names, tuple(asked), tuple(small), tuple(compounds), spellings)

    def _styled(self, text: str, names: Sequence[Mention]) -> tuple[tuple[Mention, ...], tuple[Spelling, ...]]:
        names = self.style.restyled(names)
        return names, self.style.spellings(text, names)
