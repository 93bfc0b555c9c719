"""Numbers in another language's style: %35, 1.350 residents, 3,5 million, 3 thousand 500."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...reading import Reading, Rule
from ...settings import Settings
from ...values import Evidence, Flag, Safety, Span
from .common import Change, after, before, flagged, is_protected, listed

PERCENT_FIRST = re.compile(
    r"(?<![\w%&=/?\\#.:$])(?<!\d )[%٪] ?"
    r"(\d{1,3}(?:[.,]\d{1,2})?(?:[-–]\d{1,3}(?:[.,]\d{1,2})?)?)(?![\w%٪$@]|[.,]\d)"
)
# Nobody counts these in thousandths: 1.350 of them are 1,350.
COUNTED = listed(
    """animals apartments ballots buildings buses businesses camps candidates cars cases casualties cattle children
    citizens civilians companies complaints cows deaths delegates demonstrators detainees displaced doctors documents
    drones employees factories families fans farmers farms fighters firefighters firms flats flights guests homes
    hospitals hostages households houses inhabitants injured journalists killed lawmakers medics members men migrants
    militants miners missiles nurses observers officers pages passengers patients people persons pilgrims planes police
    policemen prisoners protesters protestors pupils refugees representatives rescuers residents rockets schools
    servicemen sheep shells ships shops signatures soldiers spectators students supporters tanks teachers tents
    tourists towns trees troops trucks users vehicles vessels victims villagers villages visitors volunteers voters
    votes weapons women workers wounded"""
)
NO_ATTRIBUTE = listed(
    """a about among an and are as at billion by for from had has have hundred if in is kg km like million near of on or
    over per pct percent seen than that the thousand to trillion up was were when with"""
)
GROUPS = re.compile(r"(?<![\w.,:/+-])[1-9]\d{0,2}(?:\.\d{3}){1,3}(?![\w%°$€£:/-]|[.,]\d)")
NEXT_WORDS = re.compile(r" ([A-Za-z]+)(?:[ -]([a-z]+))?")
RATIO = re.compile(r"\b(?:averag\w+|mean|rates?|ratio|version|section|article|ip|address)\b", re.IGNORECASE)
SHARED = re.compile(r".{0,40}\b(?:per|for every|each)\b")
GROUPED_BY_COMMAS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
DECIMAL_COMMA = re.compile(
    r"(?<![\w.,:/+-])(\d{1,3}),(\d{1,2})"
    r"(?=[ -](?:million|billion|trillion|percent|per cent|percentage|magnitude|degrees?|kilomet(?:re|er)s?|km)\b| ?%)"
)
CUT_DECIMAL = re.compile(
    r"(?<=[a-z$€£] )(\d{1,3})\. (\d{1,2})(?=(?: (?:million|billion|trillion|percent|per cent)\b| ?%))"
)
SCALES = {"thousand": "million", "million": "billion", "billion": "trillion"}
IN_WORDS = re.compile(r"(?<![\w.,-])([1-9]\d{0,2}) thousand ([1-9]\d{0,2})(?= (?!hundred|thousand|[mb]illion)[a-z])")
SCALED = re.compile(
    r"(?<![\w.,-])([1-9]\d{0,2}) (million|billion|trillion) ([1-9]\d{0,2}) (thousand|million|billion)\b"
)


def percent_signs_first(reading: Reading, _settings: Settings) -> Iterator[Flag]:
    """Flag the sign of "%35", as Turkish and Persian write it."""
    text = reading.doc.text
    for match in PERCENT_FIRST.finditer(text):
        span, number = Span(*match.span()), match.group(1).replace(",", ".")
        if not is_protected(text, span):
            sure = number == match.group()[1:] and re.search(r"[a-z] \Z", before(text, span.start, 3)) is not None
            change = Change(f"{number}%", *((Safety.SAFE, 0.96) if sure else (Safety.LIKELY, 0.85)))
            yield _flag("percent-sign-first", text, span, "English puts the sign behind the number", change)


def foreign_numbers(reading: Reading, _settings: Settings) -> Iterator[Flag]:
    """Flag points between thousands, decimal commas, and numbers partly in words."""
    text = reading.doc.text
    for span, change in (*_thousands(text), *_decimals(text), *_worded(text)):
        if not is_protected(text, span):
            yield _flag("foreign-number", text, span, "the number is written as other languages write it", change)


def _flag(rule: str, text: str, span: Span, note: str, change: Change) -> Flag:
    return flagged(rule, text, span, Evidence("style", 1, 0, note), change)


def _thousands(text: str) -> Iterator[tuple[Span, Change]]:
    """Numbers with points that count things; others are shown where the text also writes thousands with commas."""
    for match in GROUPS.finditer(text):
        span, commas = Span(*match.span()), match.group().replace(".", ",")
        left, right = before(text, span.start, 30), after(text, span.end, 60)
        if RATIO.search(left) or SHARED.match(right) or _is_address(match.group()):
            continue
        if _counts(right) or (commas.count(",") > 1 and re.match(r" [a-z]{3}", right)):
            yield span, Change(commas, Safety.LIKELY, 0.85)
        elif match.group().endswith("00") and re.match(r" [a-z]+s\b", right) and GROUPED_BY_COMMAS.search(text):
            yield span, Change(commas, Safety.SHOW, 0.5)


def _is_address(figure: str) -> bool:
    """True for four groups none of which is over 255: 192.168.100.200 is where a computer is found."""
    groups = figure.split(".")
    return len(groups) == 4 and all(int(group) <= 255 for group in groups)


def _counts(right: str) -> bool:
    """True before a thing that is counted, an attribute between them or not.

    >>> _counts(" Russian troops left"), _counts(" kg of sheep"), _counts(" in people")
    (True, False, False)
    """
    match = NEXT_WORDS.match(right)
    if match is None:
        return False
    first, second = match.groups()
    return first in COUNTED or (second in COUNTED and first not in NO_ATTRIBUTE and not first.endswith("s"))


def _decimals(text: str) -> Iterator[tuple[Span, Change]]:
    for pattern, confidence in ((DECIMAL_COMMA, 0.85), (CUT_DECIMAL, 0.75)):
        for match in pattern.finditer(text):
            yield Span(*match.span()), Change(f"{match.group(1)}.{match.group(2)}", Safety.LIKELY, confidence)


def _worded(text: str) -> Iterator[tuple[Span, Change]]:
    """Numbers whose second part has lost its "and": 3 thousand 500 people, 1 million 250 thousand."""
    for match in IN_WORDS.finditer(text):
        yield Span(*match.span()), Change(f"{match.group(1)},{int(match.group(2)):03}", Safety.LIKELY, 0.8)
    for match in SCALED.finditer(text):
        whole, scale, rest, lesser = match.groups()
        if SCALES[lesser] == scale:
            part = f"{int(rest):03}".rstrip("0")
            yield Span(*match.span()), Change(f"{whole}.{part} {scale}", Safety.LIKELY, 0.8)


RULES = (
    Rule(
        name="percent-sign-first",
        channel="layout",
        about="A percent sign before its number.",
        why="Turkish, Persian, Hebrew and Arabic set the sign before the number, or software takes it for theirs.",
        safety="Safe between words; likely after a blank, a mark or with a decimal comma; addresses and code are left.",
        find=percent_signs_first,
        bad=(
            "The bank holds a %35 stake in it.",
            "Inflation fell to %3,5 in May.",
            "Turnout was put at ٪58, the council said.",
        ),
        good=(
            "The bank holds a 35% stake in it, or 35 percent of all.",
            "See a.org/x%20y or ?q=%41, and write `%5` or %5d for it.",
            "A share of 100% 40 years ago, and the % of all.",
        ),
    ),
    Rule(
        name="foreign-number",
        channel="layout",
        about="A point between thousands, a comma or a gap before decimals, or a number half in words.",
        why="Most of Europe and Latin America swap the two marks; Turkish says three thousand 500.",
        safety="Likely before what can only be counted, and before million or percent; other points are only shown.",
        find=foreign_numbers,
        bad=(
            "About 1.350 houses collapsed.",
            "Some 12.500 Russian soldiers and 1.350.000 refugees left.",
            "It rose by 3,5 percent to 2,75 billion euros.",
            "Some 3 thousand 500 people came.",
            "The agency had sent 1. 5 million tablets.",
            "It cost 1 million 250 thousand lira.",
        ),
        good=(
            "About 1,350 houses collapsed and 5.216 million people left; it weighed 1.350 kg and took 9.250 seconds.",
            "An average of 2.125 children, 1.375 people per car, version 1.350.300 at 192.168.100.200.",
            "It rose 3.5 percent to $1.125 billion, in groups of 2,500 or 3,500 people.",
            "There were\n1. 5 million tablets.\nHe was born in May 1963. 5 million came.",
            "He gave 3 thousand and 5 million; in rooms 3,4 and 5 they met.",
        ),
    ),
)
