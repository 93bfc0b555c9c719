"""Quotation marks of other languages around English words: „so“, «so» and 「so」."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...reading import Reading, Rule
from ...settings import Settings
from ...values import Evidence, Flag, Safety, Span
from .common import Change, flagged, is_protected, listed
from .scripts import OTHER

INSIDE = rf"(?=[A-Za-z0-9\[])([^„“”\"«»「」『』《》\n{OTHER}]{{1,800}}?)"
PAIRS = (
    re.compile(rf"(„ ?){INSIDE}( ?[“”\"‟])(?![^\W\d_])"),
    re.compile(rf"(«[ \xa0\u202f]?){INSIDE}([ \xa0\u202f]?»)"),
    re.compile(rf"(?<![^\W_])(»){INSIDE}(«)(?![^\W_])"),
    re.compile(rf"([「『]){INSIDE}([」』])"),
    re.compile(rf"(《){INSIDE}(》)"),
)
LONE = re.compile(r"(?<!\S)„(?=[A-Z][a-z]*[ ,])")
CURLY = re.compile(r"(?<!\S)“(?=\w)")
ENGLISH = listed("and the of to for that with he she they said his her their was were is are has have had will we it")
LEAST_ENGLISH = 2
WORD = re.compile(r"[a-z]+")
LINE = re.compile(r"[^\r\n]+")


def foreign_quotes(reading: Reading, _settings: Settings) -> Iterator[Flag]:
    """Flag the marks of other languages' quotations in English lines; the words between them stay."""
    text = reading.doc.text
    curly = CURLY.search(text) is not None
    for line in LINE.finditer(text):
        if line.group().isascii() or len(ENGLISH & set(WORD.findall(line.group()))) < LEAST_ENGLISH:
            continue
        paired: set[int] = set()
        for pattern in PAIRS:
            for match in pattern.finditer(text, *line.span()):
                paired.add(match.start())
                yield from _marks(text, match, curly=curly or match.group(3).strip() == "”")
        for match in LONE.finditer(text, *line.span()):
            if match.start() not in paired:
                yield _flag(text, Span(*match.span()), Change("“" if curly else '"', Safety.SHOW, 0.6))


def _marks(text: str, match: re.Match[str], *, curly: bool) -> Iterator[Flag]:
    for group, new in ((1, "“" if curly else '"'), (3, "”" if curly else '"')):
        span = Span(*match.span(group))
        if span.of(text) != new and not (group == 3 and span.of(text) == '"') and not is_protected(text, span):
            yield _flag(text, span, Change(new, Safety.SAFE, 0.95))


def _flag(text: str, span: Span, change: Change) -> Flag:
    note = f"another language's quotation mark, where English has {change.replacement}"
    return flagged("foreign-quotes", text, span, Evidence("mark", 1, 0, note), change)


RULES = (
    Rule(
        name="foreign-quotes",
        channel="layout",
        about="Quotation marks of another language around English words.",
        why="A translation system passes on the marks of the language that it read, or turns one of two.",
        safety="Safe for a pair in an English line, in the text's style; one mark alone is only shown.",
        find=foreign_quotes,
        bad=(
            "„We have reached the town“, the minister said to the paper.",
            'He said that „we have reached the town" and left.',
            "The paper called it « a very good deal » for the country.",
            "They said that 「we will go」 to the talks.",
        ),
        good=(
            "“We have reached the town”, the minister said to the paper.",
            "Il a dit « Où est-il ? » et « Non ! » hier.",
            "The paper «Правда» was read by all of them, and that was it.",
            "He said to press the » key and the « key to go on and back.",
            "Er hat „nein“ gesagt, und das war alles.",
        ),
    ),
)
