"""Which place a name may have been: only where the words around ask for one, only in countries the document names."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from .candidates import Candidate, best_forms, ranked
from .dictionary import City
from .mention import Entity, Match
from .runs import Run
from .scene import Scene
from .sound import fold, letters, plain, romanised_alike, similarity, tokens, worst_token
from .words import inflected

LEAST, LEAST_TOKEN, LEAST_LETTERS = 0.80, 0.6, 0.5
SHORTEST = 4  # letters; so short only for places that are often in the news
SMALLEST, LARGE = 20_000, 100_000  # inhabitants
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
    """Why a place is expected at `run`: "slot: ..." or "sibling: ...", or "" when none is.

    `places` are the offsets at which known places of `text` end: what follows one in a list is a place too.

    >>> from mtclean.values import Span
    >>> slot("Shells fell near Kharkif.", Run((Span(17, 24),), 0), frozenset())
    'slot: near'
    """
    before = text[max(0, run.span.start - 60) : run.span.start].rpartition("\n")[2]
    if found := _SLOT.search(before):
        return f"slot: {found.group().strip()}"
    listed = _LIST.search(before)
    if listed and run.span.start - len(listed.group().rstrip("\n")) in places:
        return "sibling: in a list of places"
    noun = _NOUN.match(text[run.span.end : run.span.end + 20])
    return f"slot: {noun.group().strip()}" if noun else ""


def place(name: str, expected: str, scene: Scene) -> tuple[Match, ...]:
    """Cities that `name`, known as nothing else, may have been, best first; `expected` is what `slot` said."""
    if not expected or len(plain(name)) < SHORTEST or not any(scene.rare(token) for token in tokens(name)):
        return ()
    return ranked(name, [c for country in scene.countries for c in _cities(name, country, expected, scene)], scene)


def _cities(name: str, country: str, expected: str, scene: Scene) -> Iterator[Candidate]:
    dictionary = scene.dictionary
    for near in best_forms(dictionary.cities_of(country).near(name, LEAST)):
        city = dictionary.city(near.number)
        worst = worst_token(name, city.name) or similarity(name, city.name)
        weighty = _in_the_news(city, scene) or (city.population >= SMALLEST and len(name) > SHORTEST)
        if weighty and worst >= LEAST_TOKEN and _look_alike(name, city.name):
            entity = Entity(city.name, "place", country, (), "GeoNames")
            support = (expected, f"country: {country} is named in the text", *_size(city, scene))
            yield Candidate(entity, city.name, near.score, worst, support, _prior(city.population))


def _size(city: City, scene: Scene) -> Iterator[str]:
    if city.population >= LARGE:
        yield f"size: {city.name} has {city.population} inhabitants"
    elif _in_the_news(city, scene):
        yield f"size: {city.name} is often in the news"


def _prior(population: int) -> float:
    return PRIOR * math.log10(max(1.0, population / 1000))


def _look_alike(one: str, other: str) -> bool:
    begin = any(a[0] == b[0] for a in fold(one) for b in fold(other))
    return begin and letters(one, other) >= LEAST_LETTERS and not inflected(plain(one), plain(other))


def foreign(name: str, city: City, scene: Scene) -> bool:
    """True for what only other languages call a city that is often in the news, in a country of the text."""
    return city.country in scene.countries and _in_the_news(city, scene) and not romanised_alike(name, city.name)


def _in_the_news(city: City, scene: Scene) -> bool:
    found = scene.dictionary.entities(city.name)
    return any(entity.kind == "place" and entity.country == city.country for entity in found)
