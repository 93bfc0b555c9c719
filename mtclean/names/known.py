"""Names that are in a table as they stand, and what is left of a text's names without them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from . import asia
from .dictionary import PART
from .mention import GEONAMES, Entity, Match, Mention
from .places import abroad, foreign, namesake
from .runs import Run, windows
from .scene import Scene, local
from .slots import Places, slot

LONGEST = 7  # tokens of a name that is looked up
LONGEST_WORDS = 40  # characters of the words beside a name that may belong to it

_OF = re.compile(r"((?:[^\W\d_]+ )?)([^\W\d_]+ of (?:the )?)$")
_WORD = re.compile(r"\S+")
_BEFORE = re.compile(r"(?:[^\W\d_][\w'’-]* ){1,2}$")
_AFTER = re.compile(r"(?: [^\W\d_][\w'’-]*){1,4}")
_SMALL_WORDS = re.compile(r"(?: [a-z][\w'’-]*){1,3}")


class Found(NamedTuple):
    """A mention with the run it was found in."""

    run: Run
    mention: Mention


def split(found: Sequence[Run], view: Scene) -> tuple[list[Found], list[Run]]:
    """Known names, and what is left of the runs around them."""
    known: list[Found] = []
    left: list[Run] = []
    for run in found:
        start = 0
        whole = _in_full(run, view)
        for part in [run] if whole else _known_parts(run, view):
            known.append(Found(part, _exact(part, whole or _entities(part, view), view)))
            at = run.tokens.index(part.tokens[0])
            left.append(run.part(start, at))
            start = at + len(part.tokens)
        left.append(run.part(start, len(run.tokens)))
    return known, [run for run in left if run.tokens and not _inside(run, view)]


def _inside(run: Run, view: Scene) -> bool:
    """True for a part of a known name that goes on in words that no name seems to have: Jose Vicente de los Mozos."""
    text, (start, end) = view.doc.text, run.span
    before = _BEFORE.search(text, max(0, start - LONGEST_WORDS), start)
    after = _AFTER.match(text, end, end + LONGEST_WORDS)
    starts = [start, *(word.start() + before.start() for word in _WORD.finditer(before.group()))] if before else [start]
    ends = [end, *(end + word.end() for word in _WORD.finditer(after.group()))] if after else [end]
    return any(view.dictionary.numbers(text[a:b]) for a in starts for b in ends if (a, b) != (start, end))


def at_home(known: Sequence[Found], view: Scene) -> list[Found]:
    """`known`, places far from all that the text names as what sounds like them near by."""
    places = named_places(known)
    return [_near_by(found, places, view) for found in known]


def named_people(known: Sequence[Found]) -> dict[str, Entity]:
    """People the document names rightly and in full, by the spelling it uses."""
    return {
        found.mention.text: found.mention.matches[0].entity
        for found in known
        if found.mention.matches[0].entity.kind == "person" and len(found.run.tokens) > 1
    }


def named_places(known: Sequence[Found]) -> Places:
    """Where the known places of the document stand."""
    spans = [f.run.span for f in known if f.mention.matches[0].entity.kind in ("place", "country")]
    return Places(frozenset(span.start for span in spans), frozenset(span.end for span in spans))


def _known_parts(run: Run, view: Scene) -> list[Run]:
    """Known names in `run`; a single known token counts only when it is all there is, Hakan Vian is not Vian."""
    if len(run.tokens) == 1:
        return [run] if _entities(run, view) else []
    taken: list[Run] = []
    for part in windows(run, range(2, min(LONGEST, len(run.tokens)) + 1)):
        if not any(part.span.overlaps(other.span) for other in taken) and _entities(part, view):
            taken.append(part)
    return sorted(taken, key=lambda part: part.span)


def _entities(run: Run, view: Scene) -> tuple[Entity, ...]:
    name = run.span.of(view.doc.text)
    dictionary = view.dictionary
    if found := dictionary.entities(name):
        return found
    if abroad(name, view):
        return ()
    if (nation := dictionary.nation(name)) and nation[1] != PART:
        return (Entity(name, "country", nation[0], (), "countries"),)
    cities = sorted(dictionary.cities(name), key=lambda city: city.country not in view.countries)
    if cities and (foreign(name, cities[0], view) or asia.elsewhere(name, [c.country for c in cities], view)):
        return ()
    return tuple(Entity(city.name, "place", city.country, (), GEONAMES) for city in cities[:1])


def _in_full(run: Run, view: Scene) -> tuple[Entity, ...]:
    """What has `run` in its name beside words in small letters: Basmanny district court, Bank of Baroda."""
    text, (start, end) = view.doc.text, run.span
    before = _OF.search(text, max(0, start - LONGEST_WORDS), start)
    after = _SMALL_WORDS.match(text, end, end + LONGEST_WORDS)
    starts = [start] if before is None else [start, *(before.start(at) for at in (1, 2) if before.start(at) >= 0)]
    ends = [end] if after is None else [end + word.end() for word in re.finditer(r"\w(?!\w)", after.group())]
    wholes = ((a, b) for a in starts for b in dict.fromkeys((end, *ends)) if (a, b) != (start, end))
    return next((found for a, b in wholes if (found := view.dictionary.entities(text[a:b]))), ())


def _exact(run: Run, entities: Sequence[Entity], view: Scene) -> Mention:
    name = run.span.of(view.doc.text)
    return Mention(run.span, name, "exact", tuple(Match(name, entity, 1.0, 1.0, 1.0, ()) for entity in entities))


def _near_by(known: Found, places: Places, view: Scene) -> Found:
    name, entity = known.mention.text, known.mention.matches[0].entity
    homes = {entity.country, *(city.country for city in view.dictionary.cities(name))}
    if entity.kind != "place" or not homes.isdisjoint(view.nations):
        return known
    expected = slot(view.doc.text, known.run, places)
    matches = namesake(name, entity.country, expected, local(view, known.run.span))
    return Found(known.run, known.mention._replace(how="near", matches=matches)) if matches else known
