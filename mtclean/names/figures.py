"""People of history and scripture as other languages call them: Aristoteles, Karl III, Papa Franziskus.

Who they are is in data/figures.csv, with the kind of person that each is; the words that a text on such a person uses
must stand beside the name, for many bear it today.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ..values import Span
from .mention import Entity, Match, Mention
from .rows import records
from .scene import RARE, Scene, zipf
from .sound import plain
from .words import FUNCTION, TITLES, wordset

SHIPPED = Path(__file__).parent.parent / "data" / "figures.csv"
COLUMNS = ("name", "forms", "kind")
LONGEST, LONGEST_NAME = 4, 40  # tokens, letters

CUES = {
    "thinker": wordset("""
        philosopher philosophers philosophy ancient greek greeks roman thinker antiquity ethics treatise bc
        plato socrates aristotle logic stoic mathematician astronomer scientist physicist scholar theorem
        physician historian
    """),
    "writer": wordset("""
        poet poets poem poems poetry epic tragedy comedy playwright play plays novel literature writer fable
        fables ancient greek roman bc historian author drama verse
    """),
    "ruler": wordset("""
        king queen emperor empress tsar throne reign reigned ruler monarch monarchy dynasty empire pharaoh
        conqueror conquest bc ancient century medieval crown crowned battle siege tomb army assyrian persian
        macedonian
    """),
    "windsor": wordset("britain british buckingham camilla windsor uk coronation monarch king prince royal"),
    "pope": wordset("""
        pope pontiff vatican papal papacy conclave cardinals cardinal catholic catholics encyclical bishops
        church
    """),
    "scripture": wordset("""
        bible biblical prophet prophets gospel testament christ jesus god torah jews jewish christian
        christians apostle scripture church psalm psalms quran koran israelites disciples genesis exodus saint
        temple baptism messiah
    """),
    "myth": wordset("""
        god gods goddess myth myths mythology mythological temple legend ancient greek greeks roman romans
        hero homer underworld olympus statue
    """),
    "artist": wordset("""
        painter painting paintings fresco frescoes sculptor sculpture museum art masterpiece renaissance
    """),
    "explorer": wordset("""
        explorer explorers voyage voyages navigator sailed expedition discovered discovery crew ships
    """),
}  # fmt: skip

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


class Figure(NamedTuple):
    """The English name of a person, and the kind of person it is."""

    name: str
    kind: str


@cache
def table() -> Mapping[str, Figure]:
    """Whom each plain form stands for.

    >>> table()["aristoteles"]
    Figure(name='Aristotle', kind='thinker')
    """
    found: dict[str, Figure] = {}
    for _, record in records(SHIPPED, COLUMNS):
        found.update({plain(form): Figure(record["name"], record["kind"]) for form in record["forms"].split("|")})
    return found


@cache
def _first() -> frozenset[str]:
    """The first tokens of all forms."""
    return frozenset(key.split()[0] for key in table())


def figures(scene: Scene) -> list[Mention]:
    """The people of the table whom the document names as another language does, where its words speak for them."""
    words = [Span(*match.span()) for match in _WORD.finditer(scene.doc.text)]
    found: list[Mention] = []
    for at, word in enumerate(words):
        token = word.of(scene.doc.text)
        begins = token[0].isupper() and plain(token).partition(" ")[0] in _first()
        if begins and not (found and found[-1].span.overlaps(word)):
            found += _longest(words, at, scene)
    return found


def _longest(words: list[Span], at: int, scene: Scene) -> Iterator[Mention]:
    for size in range(LONGEST, 0, -1):
        span = Span(words[at].start, words[min(at + size, len(words)) - 1].end)
        name = span.of(scene.doc.text)
        figure = table().get(plain(name)) if len(name) < LONGEST_NAME else None
        if figure is not None:
            alone = _alone(words, at, at + size, scene) and _strange(name, scene)
            support = _support(span, figure, scene) if alone else ""
            if support:
                note = f"abroad: {name} is what another language calls {figure.name}"
                entity = Entity(figure.name, "figure", "", (), "figures")
                yield Mention(span, name, "foreign", (Match(figure.name, entity, 1.0, 1.0, 1.0, (note, support)),))
            return


def _strange(name: str, scene: Scene) -> bool:
    """True for a name that English has for nobody: more than one token, or a rare one."""
    key = plain(name)
    rare = " " in key or (zipf(key) < RARE and key not in scene.lower)
    return rare and not scene.dictionary.entities(name) and name.rsplit(maxsplit=1)[-1][0].isupper()


def _alone(words: list[Span], start: int, end: int, scene: Scene) -> bool:
    """True where no other name goes before or after: neither Platon Lebedev nor Karl III Island."""
    text = scene.doc.text
    before = words[start - 1] if start and text[words[start - 1].end : words[start].start] == " " else None
    after = words[end] if end < len(words) and text[words[end - 1].end : words[end].start] == " " else None
    said = before.of(text) if before else ""
    free = not said[:1].isupper() or plain(said) in TITLES or plain(said) in FUNCTION
    return free and not (after and after.of(text)[0].isupper())


def _support(span: Span, figure: Figure, scene: Scene) -> str:
    """What speaks for the figure: "topic: ..." in the sentence, "hint: ..." elsewhere in the text, "" nowhere."""
    sentence = next((part for part in scene.sentences if part.overlaps(span)), span)
    own = set(plain(span.of(scene.doc.text)).split())
    for kind, part in (("topic", sentence), ("hint", Span(0, len(scene.doc.text)))):
        said = {plain(word) for word in _WORD.findall(part.of(scene.doc.text))} - own
        if cues := sorted(said & CUES[figure.kind]):
            return f"{kind}: {', '.join(cues[:3])}"
    return ""
