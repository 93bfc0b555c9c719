"""Rules on grammar that need no language model. They have no fix to offer, and say so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..reading import Reading, Rule
from ..settings import Settings
from ..values import Evidence, Flag, Span

STEM = 5
DETERMINERS = "a|an|the|this|that|its|his|her|their|our|my|your|new|another|some|any"
DOUBLED = re.compile(rf"\b(\w{{5,20}}) (?:(?:{DETERMINERS}) ){{1,2}}(\w{{5,20}})\b", re.IGNORECASE)
ENDINGS = re.compile(
    r"(?:ations?|itions?|tions?|sions?|ions?|ments?|ances?|ences?|als?|ings?|ers?|ors?|ees?|ed|es|e|s|ies|ied|y)$"
)
AUXILIARY = r"(?:was|were|is|are|has been|have been|had been|will be)"
ORDERS = (
    re.compile(
        r"(?:In|At|During|On|By|After|From) (?:the |a |this |his |their )?(?:\w+ ){1,4}?"
        rf"(\w+ed {AUXILIARY}) (?:the|a)\b"
    ),
    re.compile(
        r"((?:Announced|Said|Confirmed|Stated|Declared|Added|Denied|Reported) (?:the|a|an|by the)(?: \w+){1,4} that)\b"
    ),
    re.compile(rf"({AUXILIARY.capitalize()} (?:the|a|his|their)(?: \w+){{1,3}} {AUXILIARY})\b"),
    re.compile(r"((?:Was|Were|Is|Are|Has|Have) the \w+(?: \w+)? (?:was|were|is|are|has|have))\b"),
)


def _doubled(reading: Reading, _: Settings) -> Iterator[Flag]:
    text = reading.doc.text
    at = 0
    while match := DOUBLED.search(text, at):
        at = match.start(2)
        first, second = match[1].lower(), match[2].lower()
        stem = _stem(first)
        if first != second and len(stem) >= STEM and stem == _stem(second):
            note = f"both words come from {stem!r}; no fix is proposed"
            evidence = (Evidence("doubled stem", float(len(stem)), float(STEM), note),)
            span = Span(match.start(1), match.end(2))
            yield Flag("doubled-stem", "grammar", span, span.of(text), 0.7, evidence)


def _stem(word: str) -> str:
    """A word without its last ending, roughly.

    >>> _stem("announced"), _stem("announcement")
    ('announc', 'announc')
    """
    cut = ENDINGS.sub("", word)
    return cut.removesuffix("e")


def _order(reading: Reading, _: Settings) -> Iterator[Flag]:
    text = reading.doc.text
    for sentence in reading.sentences:
        said = sentence.of(text)
        if said.endswith("?"):
            continue
        for pattern in ORDERS:
            match = pattern.match(said)
            if match:
                span = Span(sentence.start + match.start(1), sentence.start + match.end(1))
                evidence = (Evidence("word order", 1.0, 1.0, "the verb stands where English has the subject; no fix"),)
                yield Flag("broken-word-order", "grammar", span, span.of(text), 0.7, evidence)
                break


RULES: tuple[Rule, ...] = (
    Rule(
        name="doubled-stem",
        channel="grammar",
        about="A verb with an object of the same stem, as in 'announced an announcement'.",
        why="Some languages say it so; the way back kept both words where English has another verb.",
        safety="flag only: which of the two words to change is for a person to say.",
        find=_doubled,
        bad=("The ministry announced an announcement on Monday.",),
        good=("The ministry made an announcement on Monday.", "He runs the running club."),
    ),
    Rule(
        name="broken-word-order",
        channel="grammar",
        about="A sentence that begins with its verb, or with two auxiliaries.",
        why="The word order of the other language survived the way back.",
        safety="flag only.",
        find=_order,
        bad=("In the meeting discussed was the budget.", "Was the defendant was convicted of fraud."),
        good=("The budget was discussed in the meeting.", "Was the defendant convicted?"),
    ),
)
