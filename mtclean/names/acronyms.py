"""Acronyms that a text has from another language, the OTAN, the ONU, EE.UU., or with two letters in the wrong order.

Which they are, what English writes, and the words that must stand beside them is in data/acronyms.csv. Letters are
few and mean many things, so nothing is read without support: the name in full or its English acronym, or words on its
topic.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ..values import Span
from .mention import Entity, Match, Mention
from .rows import records
from .scene import Scene, zipf
from .sound import plain
from .words import FUNCTION, TITLES

SHIPPED = Path(__file__).parent.parent / "data" / "acronyms.csv"
COLUMNS = ("name", "forms", "full", "cues", "without")
LONG = 4  # letters from which one word on the topic is enough
LIKELY_CUES = 2
UNUSUAL = 1.6  # zipf frequency below which letters are a slip, rather than short for anything
HEADLINE = 0.6  # share of words in capitals from which capitals say nothing

_TOKEN = re.compile(r"\bEE\.? ?UU\b\.?|(?<![\w&/.])[A-ZÀ-ÞĀ-Ž][^\W\d_]{1,7}(?![\w&/])")
_BEFORE = re.compile(r"([^\W\d_][\w.’'-]*) $")
_AFTER = re.compile(r" (?=[A-ZÀ-Þ])")
_ARTICLE = re.compile(r"\b[Tt]he $")


class Acronym(NamedTuple):
    """What English writes, names of the same thing in full, words on its topic, and words on which it is another."""

    name: str
    full: tuple[str, ...]
    cues: tuple[str, ...]
    without: tuple[str, ...]


@cache
def table() -> Mapping[str, tuple[Acronym, ...]]:
    """What each form may stand for, by the form without full stops and spaces.

    >>> [one.name for one in table()["OTAN"]], [one.name for one in table()["EEUU"]]
    (['NATO'], ['US'])
    """
    found: dict[str, list[Acronym]] = defaultdict(list)
    for _, record in records(SHIPPED, COLUMNS):
        full, cues, without = (tuple(filter(None, record[column].split("|"))) for column in COLUMNS[2:])
        for form in sorted({_bare(form) for form in record["forms"].split("|")}):
            found[form].append(Acronym(record["name"], full, cues, without))
    return {form: tuple(some) for form, some in found.items()}


@cache
def swapped() -> Mapping[str, tuple[Acronym, ...]]:
    """English acronyms of four letters and more by what two neighbours that changed places make of them.

    What is a form of any other, or known to English, is left out.

    >>> [one.name for one in swapped()["OPWC"]], "UNHRC" in swapped()
    (['OPCW'], False)
    """
    found: dict[str, list[Acronym]] = defaultdict(list)
    for one in sorted({one for some in table().values() for one in some}):
        name = one.name
        for at in range(len(name) - 1 if name.isupper() and len(name) >= LONG else 0):
            form = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
            if form != name and form not in table() and zipf(plain(form)) < UNUSUAL:
                found[form].append(one)
    return {form: tuple(some) for form, some in found.items()}


def _bare(form: str) -> str:
    return form.replace(".", "").replace(" ", "")


def acronyms(scene: Scene) -> list[Mention]:
    """The foreign acronyms of the document that something in it speaks for."""
    text = scene.doc.text
    seen = [(Span(*match.span()), _bare(match.group())) for match in _TOKEN.finditer(text)]
    meant = {form: _meant(form, scene) for form in {form for _, form in seen if form in table() or form in swapped()}}
    return [
        _mention(span, form, *best, scene)
        for span, form in seen
        if (best := meant.get(form)) is not None and _alone(span, form, best[0], scene)
    ]


def _mention(span: Span, form: str, meant: Acronym, support: str, scene: Scene) -> Mention:
    entity = Entity(meant.name, "acronym", "", (), "acronyms")
    note = f"abroad: {form} is what another language calls {meant.name}"
    if form in swapped():
        note = f"swapped: {form} has the letters of {meant.name} in another order"
    return Mention(
        span, span.of(scene.doc.text), "foreign", (Match(meant.name, entity, 1.0, 1.0, 1.0, (note, support)),)
    )


def _meant(form: str, scene: Scene) -> tuple[Acronym, str] | None:
    """The one thing that `form` may stand for in this document, with what speaks for it."""
    if scene.dictionary.entities(form) or _own(form, scene.doc.text):
        return None
    support = _support if form in table() else _support_swapped
    found = [(one, why) for one in table().get(form) or swapped()[form] if (why := support(form, one, scene.doc.text))]
    return found[0] if len(found) == 1 else None


def _support(form: str, meant: Acronym, text: str) -> str:
    """Why `form` stands for `meant`: "document: ...", "topic: ...", "hint: ..." or "" for no reason."""
    if _said(meant.without, text):
        return ""
    if named := _named((meant.name, *meant.full), text):
        return f"document: {named} stands in the text"
    cues = _said(meant.cues, text)
    if len(cues) >= LIKELY_CUES:
        return f"topic: {', '.join(cues)}"
    return f"hint: {cues[0]}" if cues and len(form) >= LONG else ""


def _support_swapped(form: str, meant: Acronym, text: str) -> str:
    """The same for letters in another order, which may be anybody's: the topic is a mere hint."""
    kind, _, note = _support(form, meant, text).partition(": ")
    return {"document": f"document: {note}", "topic": f"hint: {note}"}.get(kind, "")


def _named(names: Sequence[str], text: str) -> str:
    found = re.search(rf"\b(?:{'|'.join(map(re.escape, names))})(?![\w&])", text)
    return found.group() if found else ""


def _said(words: Sequence[str], text: str) -> list[str]:
    pattern = rf"\b(?:{'|'.join(map(re.escape, words))})(?:s|es)?\b"
    return sorted({word.lower() for word in re.findall(pattern, text, re.IGNORECASE)}) if words else []


def _own(form: str, text: str) -> bool:
    """True where the text itself says what the letters are short for: Finnish Meteorological Institute (FMI)."""
    for found in re.finditer(rf"\((?:the )?{re.escape(form)}\)|\b{re.escape(form)} \(", text):
        before = text[max(0, found.start() - 120) : found.start()]
        around = before if text[found.start()] == "(" else text[found.end() : found.end() + 120].partition(")")[0]
        initials = "".join(word[0] for word in re.findall(r"\b[A-ZÀ-Þ][\w’'-]*", around))
        if initials.endswith(form) or initials.startswith(form):
            return True
    return False


def _alone(span: Span, form: str, meant: Acronym, scene: Scene) -> bool:
    """True for letters that are no part of another name (Volvo AB, AB InBev) and of no line in capitals."""
    text = scene.doc.text
    before = _BEFORE.search(text[max(0, span.start - 40) : span.start])
    if before and before.group(1)[0].isupper() and before.group(1).lower() not in FUNCTION:
        return False
    after = _AFTER.match(text, span.end)
    if len(form) < LONG and after and not _expected(text[after.end() : after.end() + 40], meant):
        return False
    if len(form) < 3 and not _ARTICLE.search(text[max(0, span.start - 5) : span.start]):
        return False
    return not any(part.overlaps(span) and _capitals(part.of(text)) for part in scene.sentences)


def _expected(following: str, meant: Acronym) -> bool:
    """True for an office, or for a word on the topic: the ONU Security Council."""
    return plain(following.partition(" ")[0]) in TITLES or following.startswith(meant.cues or " ")


def _capitals(sentence: str) -> bool:
    words: Iterator[str] = (word for word in re.findall(r"[^\W\d_]{2,}", sentence))
    upper = [word.isupper() for word in words]
    return len(upper) > 2 and sum(upper) >= HEADLINE * len(upper)
