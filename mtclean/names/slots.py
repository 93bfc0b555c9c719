"""Where a text speaks of a place: what stands before and behind a name."""

from __future__ import annotations

import re
from typing import NamedTuple

from .runs import Run, dateline

_SLOT = re.compile(
    r"\b(?:in|near|at|from|outside|towards?|around|along|across|reach(?:ed|ing)?|enter(?:ed|ing)?|left|of|to|captured|bombed|shelled|between|into|via|"
    r"(?:strikes?|attacks?|raids?|assaults?|advance|fire|missiles?|drones?) on|hit|struck|visit(?:ed|ing)?|"
    r"(?:cit(?:y|ies)|towns?|villages?|regions?|provinces?|districts?|ports?|capital)(?: of)?)\s+(?:the\s+)?"
    r"(?:(?:north|south|east|west|central|upper|lower)(?:ern)?\s+)?"
    r"(?:(?:port |capital )?(?:city|town|village|region|province|district)\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)
_LIST = re.compile(r"(?:,|\s+and|\s+or|,\s*and)\s+$")
_NEXT = re.compile(r"(?:,|\s+and|\s+or|,\s*and)\s+")
_NOUN = re.compile(
    r"^\s+(?:city|town|village|region|province|oblast|district|prefecture|airport|governorate|county|port|harbou?r|dam|"
    r"barrage|reservoir|refinery|(?:refugee |detention |displaced )?camps?|prison|(?:air|military) ?base|suburbs?|"
    r"peninsula|crossing|residents|outskirts|front|(?:nuclear |thermal )?power (?:plant|station)|[HNT]PP|"
    r"hydro(?:electric|power) (?:plant|station)|terminal|shipyards?|railway station)\b",
    re.IGNORECASE,
)
_WATER = re.compile(r"\b(?:on|over|through|off|up|down|beyond|into|cross(?:ed|ing)) the\s+$", re.IGNORECASE)


class Places(NamedTuple):
    """Offsets at which the known places of a text start and end."""

    starts: frozenset[int]
    ends: frozenset[int]


def slot(text: str, run: Run, places: Places) -> str:
    """Why a place is expected at `run`: "noun: ...", "slot: ...", "sibling: ..." or "water: ...", or "" for no reason.

    What stands beside a known place in a list is a place, too; over the such-and-such may be a river or a sea.

    >>> from mtclean.values import Span
    >>> slot("Shells fell near Kharkif.", Run((Span(17, 24),), 0), Places(frozenset(), frozenset()))
    'slot: near'
    """
    if dateline(text).holds(run.span):
        return "slot: dateline"
    if noun := _NOUN.match(text[run.span.end : run.span.end + 40]):
        return f"noun: {noun.group().strip()}"
    before = text[max(0, run.span.start - 60) : run.span.start].rpartition("\n")[2]
    if found := _SLOT.search(before):
        return f"slot: {found.group().strip()}"
    listed = _LIST.search(before)
    following = _NEXT.match(text, run.span.end)
    after = listed and run.span.start - len(listed.group()) in places.ends
    if after or (following and following.end() in places.starts):
        return "sibling: in a list of places"
    return "water: on, over or through the" if _WATER.search(before) else ""
