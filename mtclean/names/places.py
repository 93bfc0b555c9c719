"""Which place a name may have been: only where the words around ask for a place, only in countries the document names."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from .dictionary import City
from .mention import Entity, Match
from .people import Candidate, best_forms, ranked
from .runs import Run
from .scene import Scene
from .sound import fold, plain, similarity, tokens, worst_token

LEAST, LEAST_TOKEN = 0.74, 0.6
SHORTEST = 5
SMALLEST, LARGE = 20_000, 100_000
PRIOR = 0.03  # weight of log10 of the population in thousands (entities.md, section 2e)

_SLOT = re.compile(
    r"\b(?:in|near|at|from|outside|towards?|around|reached|entered|left|of|to|captured|bombed|shelled|"
    r"(?:cit(?:y|ies)|towns?|villages?|regions?|provinces?|districts?|ports?|capital)(?: of)?)\s+(?:the\s+)?"
    r"(?:(?:north|south|east|west|central|northern|southern|eastern|western)(?:ern)?\s+)?"
    r"(?:(?:port |capital )?(?:city|town|village|region|province|district)\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)
_LIST = re.compile(r"(?:,|\band|\bor|,\s*and)\s+$")
_NOUN = re.compile(r"^\s+(?:city|town|village|region|province|oblast|district|airport|governorate)\b", re.IGNORECASE)


def slot(text: str, run: Run, places: frozenset[int]) -> str:
    """Why a place is expected at `run`: "slot: ..." or "sibling: ..." (a list of places; `places` are their ends), or "".

    >>> from mtclean.values import Span
    >>> slot("Shells fell near Kharkif.", Run((Span(17, 24),), 0, False), frozenset())
    'slot: near'
    """
    before = text[max(0, run.span.start - 60) : run.span.start].rpartition("\n")[2]
    found = _SLOT.search(before)
    if found:
        return f"slot: {found.group().strip()}"
    listed = _LIST.search(before)
    if listed and run.span.start - len(listed.group()) in places:
        return "sibling: in a list of places"
    noun = _NOUN.match(text[run.span.end : run.span.end + 20])
    return f"slot: {noun.group().strip()}" if noun else ""


def place(name: str, expected: str, scene: Scene) -> tuple[Match, ...]:
    """Cities that `name`, known as nothing else, may have been, best first; empty without a reason to expect a place."""
    if not expected or len(plain(name)) < SHORTEST or not any(scene.rare(token) for token in tokens(name)):
        return ()
    found = [c for country in scene.countries for c in _cities(name, country, expected, scene)]
    return ranked(name, found, scene)


def _cities(name: str, country: str, expected: str, scene: Scene) -> Iterator[Candidate]:
    dictionary = scene.dictionary
    for near in best_forms(dictionary.cities_of(country).near(name, LEAST)):
        city = dictionary.city(near.number)
        worst = worst_token(name, city.name) or similarity(name, city.name)
        if city.population >= SMALLEST and worst >= LEAST_TOKEN and _begin_alike(name, city.name):
            entity = Entity(city.name, "place", country, (), f"{city.population} inhabitants")
            size = ("size: a city of more than 100,000",) if city.population >= LARGE or _in_the_news(city, scene) else ()
            support = (expected, f"country: {country} is named in the text", *size)
            yield Candidate(entity, city.name, near.score, worst, support, prior(city.population))


def _in_the_news(city: City, scene: Scene) -> bool:
    return any(entity.kind == "place" for entity in scene.dictionary.entities(city.name))


def _begin_alike(one: str, other: str) -> bool:
    return any(a[0] == b[0] for a in fold(one) for b in fold(other))


def prior(population: int) -> float:
    """What the size of a city adds to its rank."""
    return PRIOR * math.log10(max(1.0, population / 1000))
