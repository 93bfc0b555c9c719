"""A cleaner that needs no model: it flags the words in a small table, by looking for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mtclean.report import Failure, Report
from mtclean.settings import Settings
from mtclean.text import words
from mtclean.values import Document, Evidence, Flag, Safety, Span, Suggestion, Verdict, Word


class Known(NamedTuple):
    """What the fake finds: a text, the rule and channel it reports, and what it proposes."""

    old: str
    rule: str
    channel: str
    suggestions: tuple[Suggestion, ...]


KNOWN = (
    Known("Vian", "garbled-name", "names", (Suggestion("Fidan", Safety.SAFE, 0.97, "foreign minister of Türkiye"),)),
    Known(" -owned", "space-before-hyphen", "layout", (Suggestion("-owned", Safety.SAFE, 0.99, ""),)),
    Known("arrows", "pivot-confusion", "senses", (Suggestion("shares", Safety.LIKELY, 0.8, "one word in Arabic"),)),
    Known(
        "chapter", "pivot-confusion", "senses", tuple(Suggestion(w, Safety.SHOW, 0.4, "") for w in ("season", "term"))
    ),
    Known("garble", "unexpected-words", "grammar", ()),
)


class FakeCleaner:
    """Stands in for `pipeline.Cleaner`; a document with the word "crash" fails, one with "interrupt" is Ctrl-C."""

    def __init__(self, settings: Settings | None = None, *, progress: object = None, apart: bool = False) -> None:
        self.progress, self.apart = progress, apart
        self.settings = Settings() if settings is None else settings

    def check(self, doc: Document) -> Report:
        if "interrupt" in doc.text:
            raise KeyboardInterrupt
        flags = tuple(sorted(flags_in(doc.text, self.settings), key=lambda flag: flag.span))
        verdict = Verdict("garbled", 0.97) if flags else Verdict("clean", 0.02)
        scored = tuple(Word(span, 3.5, 3.0, 0.1) for span in words(doc.text))
        return Report(doc, verdict, flags, scored, 1.25, self.settings.floor, "mtclean:fake")

    def check_many(self, items: Iterable[Document | Failure]) -> Iterator[Report | Failure]:
        for item in items:
            if isinstance(item, Document) and "crash" in item.text:
                yield Failure(item.id, "crash", "it said crash", "say something else")
            else:
                yield item if isinstance(item, Failure) else self.check(item)


class EagerCleaner(FakeCleaner):
    """Draws four items before it answers the first, as a cleaner that batches does."""

    def check_many(self, items: Iterable[Document | Failure]) -> Iterator[Report | Failure]:
        held: list[Document | Failure] = []
        for item in items:
            held.append(item)
            if len(held) == 4:
                yield from super().check_many(held)
                held = []
        yield from super().check_many(held)


def flags_in(text: str, settings: Settings) -> Iterator[Flag]:
    """A flag for every known text, at every place it stands."""
    seen = (Evidence("surprisal", 21.4, 14.0, "bits"),)
    for known in (known for known in KNOWN if known.rule not in settings.ignore):
        for match in re.finditer(re.escape(known.old), text):
            span = Span(*match.span())
            yield Flag(known.rule, known.channel, span, span.of(text), 0.9, seen, known.suggestions)
