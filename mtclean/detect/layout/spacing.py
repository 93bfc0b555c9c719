"""Spaces where English has none: before commas and stops, inside brackets and quotation marks, before 's and n't."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...reading import Reading, Rule
from ...settings import Settings
from ...values import Evidence, Flag, Safety, Span
from .common import Change, after, before, flagged, is_protected, listed, within, word_before
from .residue import asides

STOP = re.compile(r"(?<=[\w)\]\"”’'%]) {1,2}[,;:?!%.](?![\w.,;:?!)(/\\=*'’-]| \.)")
GROUPED = re.compile(r"(?<=\d) ,(?=\d{3}(?!\d))")
INITIAL = re.compile(r"\b[A-Z]\Z")
FOREIGN = re.compile(r"[«»àâçèéêëîïôùûœñ¿¡]", re.IGNORECASE)
LABEL_WORDS = 4


def spaces_before_stops(reading: Reading, _settings: Settings) -> Iterator[Flag]:
    """Flag the space in "ended , but" and "When ?"; French keeps one before ; : ? ! and is left alone."""
    text = reading.doc.text
    for match in STOP.finditer(text):
        span = Span(*match.span())
        change = _closed_up(match.group()[-1], before(text, span.start, 80), after(text, span.end, 4))
        if change is not None and _stays(text, span):
            yield _flag("space-before-punctuation", text, span, change)
    for match in GROUPED.finditer(text):
        yield _flag("space-before-punctuation", text, Span(*match.span()), Change(",", Safety.LIKELY, 0.7))


def _flag(rule: str, text: str, span: Span, change: Change) -> Flag:
    return flagged(rule, text, span, Evidence("spaces", 1, 0, "English puts no space here"), change)


def _stays(text: str, span: Span) -> bool:
    """True outside of addresses and code, and of credits in brackets, which another rule removes whole."""
    return not is_protected(text, span) and not within(asides(text), span)


def _closed_up(mark: str, left: str, right: str) -> Change | None:
    if mark in "?!;:" and FOREIGN.search(left[-60:]):
        return None
    if mark == "%":
        return Change(mark, Safety.LIKELY, 0.7) if left[-1:].isdigit() else None
    if left[-1:].isdigit() and right.lstrip()[:1].isdigit():
        return Change(None, Safety.SHOW, 0.5) if mark == "," else None
    if mark == "." and INITIAL.search(left[-8:]):
        return Change(mark, Safety.LIKELY, 0.6)
    if mark == ":" and len(left.split()) <= LABEL_WORDS:
        return Change(mark, Safety.LIKELY, 0.6)
    return Change(mark, Safety.SAFE, 0.96)


OPENED = re.compile(r"(?<![:;=\-\w])[(\[] (?=[\w\"“‘'£$€])")
SMILEY = re.compile(r"[:;=]-?[()\[\]]")
CLOSED = re.compile(r"(?<=[\w.!?%\"”’']) [)\]](?![\w(])")
PARTNER = {"(": ")", "[": "]", ")": "(", "]": "["}


def spaces_inside_brackets(reading: Reading, _settings: Settings) -> Iterator[Flag]:
    """Flag the spaces in "( the first )", each only where the other bracket stands on the same line."""
    text = reading.doc.text
    for match in OPENED.finditer(text):
        span, mark = Span(*match.span()), match.group().strip()
        if PARTNER[mark] in SMILEY.sub("", after(text, span.end)) and _stays(text, span):
            yield _flag("space-inside-brackets", text, span, Change(mark, Safety.SAFE, 0.96))
    for match in CLOSED.finditer(text):
        span, mark = Span(*match.span()), match.group().strip()
        if PARTNER[mark] in SMILEY.sub("", before(text, span.start)) and _stays(text, span):
            yield _flag("space-inside-brackets", text, span, Change(mark, Safety.SAFE, 0.96))


LINE = re.compile(r"[^\r\n]+")
STRAIGHT = re.compile(r'"|&quot;')
CURLY = re.compile(r"(?<![^\s(\[—–-])“ (?=\w)|(?<=[\w.,!?…]) ”")


def spaces_inside_quotes(reading: Reading, _settings: Settings) -> Iterator[Flag]:
    """Flag the spaces in `he said " yes " and left`; straight marks are paired by counting, so an odd line is left."""
    text = reading.doc.text
    for match in CURLY.finditer(text):
        change = Change(match.group().strip(), Safety.SAFE, 0.96)
        yield _flag("space-inside-quotes", text, Span(*match.span()), change)
    for line in LINE.finditer(text):
        marks = [Span(line.start() + m.start(), line.start() + m.end()) for m in STRAIGHT.finditer(line.group())]
        pairs = list(zip(marks[::2], marks[1::2], strict=False))
        loose = [pair for pair in pairs if _is_loose(text, *pair)]
        if len(marks) % 2 == 0 and all(pair in loose or _is_tight(text, *pair) for pair in pairs):
            for opening, closing in loose:
                change = Change('"', Safety.SAFE, 0.98)
                yield _flag("space-inside-quotes", text, Span(opening.start, opening.end + 1), change)
                yield _flag("space-inside-quotes", text, Span(closing.start - 1, closing.end), change)


SPEECH_VERB = re.compile(r"(?:(?:and )?(?:he|she|they) )?(?:said|says|added|told|asked)\b")


def _is_loose(text: str, opening: Span, closing: Span) -> bool:
    """True for a pair with one space on both inner sides, outside of which it looks like the outside of a quotation."""
    inside = text[opening.end : closing.start]
    spaced = len(inside.strip()) + 2 == len(inside) and inside[0] == inside[-1] == " "
    return spaced and _is_outside(text, opening, closing) and SPEECH_VERB.match(inside.strip()) is None


def _is_tight(text: str, opening: Span, closing: Span) -> bool:
    inside = text[opening.end : closing.start]
    return bool(inside) and inside == inside.strip() and _is_outside(text, opening, closing)


def _is_outside(text: str, opening: Span, closing: Span) -> bool:
    left, right = text[max(0, opening.start - 1) : opening.start], text[closing.end : closing.end + 1]
    return left in " \r\n([—–-" and right in " \r\n)].,;:?!—–-"


MARK = r"(?:['’]|& ?apos ?;|& ?#39 ?;)"
DUTCH = listed("in at to from near of and the")
# In each pattern the group is what gets closed up.
CLITICS = (
    re.compile(rf"(?<=[A-Za-z0-9])( {MARK} ?s)(?![\w'’-]| [A-Z]*['’])"),
    re.compile(rf"\b(?i:it|he|she|we|you|they|i|who|there)( {MARK}(?:ll|re|ve|d|m))(?![\w'’-])"),
    re.compile(
        r"\b(?i:do|does|did|is|are|was|were|has|have|had|wo|ca|could|would|should|must)"
        rf"( n{MARK}t)(?![\w'’-])"
    ),
    re.compile(r"[A-Za-rt-z](['’] s)(?![\w'’.-])"),
    re.compile(r"[A-Za-z]n(['’] t)(?![\w'’.-])"),
    re.compile(r"\b(?i:we|you|they|i)(['’] (?:re|ve|ll))(?![\w'’.-])"),
)


def split_clitics(reading: Reading, _settings: Settings) -> Iterator[Flag]:
    """Flag "it 's", "do n't" and "China' s"; Dutch names such as 's Gravenhage are left alone."""
    text = reading.doc.text
    for pattern in CLITICS:
        for match in pattern.finditer(text):
            joined = re.sub(r"&apos;|&#39;", "'", match.group(1).replace(" ", ""))
            left = word_before(text, match.start(1)).lower()
            # After a plural the s itself may be what is wrong: "the authorities 's plan".
            change = Change(joined, *((Safety.LIKELY, 0.7) if left.endswith("s") else (Safety.SAFE, 0.98)))
            if left not in DUTCH:
                yield _flag("split-clitic", text, Span(*match.span(1)), change)


RULES = (
    Rule(
        name="space-before-punctuation",
        channel="layout",
        about="A space before a comma, stop, colon, semicolon, question mark, exclamation mark or percent sign.",
        why='Tokenisers cut punctuation off words; French spacing ("Où ? Ici !") and ellipses are left alone.',
        safety="Safe after words; likely for percent signs, labels and digits; between digits the comma is only shown.",
        find=spaces_before_stops,
        bad=(
            "The talks ended , but the war went on.",
            "Who will pay for it ? Nobody knows .",
            "About 15 % of 3 ,500 voters stayed away.",
        ),
        good=(
            "He asked « Où est-il ? » and left.",
            "Well ... the price is .5 dollars on the .com site :)",
            "Germany won 2 : 1 after the break.",
            'He was asked, "Ça va ?" and smiled.',
        ),
    ),
    Rule(
        name="space-inside-brackets",
        channel="layout",
        about="A space just inside a bracket.",
        why="Tokenisers set brackets apart; a space belongs outside of them.",
        safety="Safe, as both brackets must stand on the line.",
        find=spaces_inside_brackets,
        bad=("The bank ( the first of its kind ) closed.", "It was [ sic ] his idea."),
        good=("The bank (the first of its kind) closed.", "It rained :( and then: a ) nothing, b ) more rain.", "[ ]"),
    ),
    Rule(
        name="space-inside-quotes",
        channel="layout",
        about="A space just inside quotation marks.",
        why="Tokenisers set quotation marks apart, and then nobody can tell which of two straight marks opens.",
        safety="Safe, as only pairs with a space on both inner sides and none missing outside are closed up.",
        find=spaces_inside_quotes,
        bad=('He said " we will stay " on Monday.', "He said “ we will stay ” on Monday."),
        good=('He said "we will stay" and "we will win".', 'A 6" nail and a 7" nail.', 'He said "yes, " and left.'),
    ),
    Rule(
        name="split-clitic",
        channel="layout",
        about="A space before or inside 's, n't, 'll, 're, 've, 'd or 'm.",
        why="Tokenisers cut these off as words of their own.",
        safety="Safe; likely after a word in s, where the clitic itself may be wrong.",
        find=split_clitics,
        bad=("It 's not what the minister 's aides said.", "They do n't know and we 'll see.", "China' s navy left."),
        good=("They met in 's Gravenhage and 's-Hertogenbosch.", "The workers' strike: rock 'n' roll.", "It's John's."),
    ),
)
