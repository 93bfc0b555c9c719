"""Which place a name may have been: only where the words around ask for one, only in countries the document names."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from ..values import Span
from . import asia
from .candidates import Candidate, ranked
from .dictionary import WORLD, City
from .exonyms import COUNTRY
from .mention import GEONAMES, Entity, Match, kind_of
from .people import SYLLABIC
from .readings import ADJECTIVE, adjective, heard
from .regions import REGION
from .scene import Scene, zipf
from .sound import fold, letters, plain, romanised_alike, similarity, tokens, worst_token
from .words import inflected, wordset
from .world import world

LEAST, LEAST_READ, LEAST_TOKEN = 0.76, 0.9, 0.6
LEAST_LETTERS, LEAST_LETTERS_FAMOUS = 0.5, 0.3
LEAST_EXONYM, LEAST_SYLLABIC = 0.7, 0.9
FEW_SYLLABLES = 2  # Wenzhou, Wanzhou
SHORTEST = 4  # letters; so short only for places that are often in the news
SMALLEST, LARGE, FAMOUS = 20_000, 100_000, 1_000_000  # inhabitants
_SYLLABLE = re.compile("[aeiouy]+")
VOWELS = frozenset("aiu")  # as sound symbols
UNSEEN = 1.0  # zipf frequency below which English does not use a name
HERE, NEWS = 0.12, 0.05  # weights of standing in a country of the text, and of being often in the news
ABROAD = 0.2  # weight of being what another language calls a place
LEAST_LAND = 0.92
LEAST_BORNE = 0.9  # of what is a name somewhere, to be a city of millions
LEAST_WHOLE, LEAST_WHOLE_TOKEN = 0.9, 0.75
LEAST_HOMOPHONE = 0.86
KNOWN = 1.5  # zipf frequency of a town that English knows, where it never uses its other name
WELL_KNOWN = 4.2  # zipf frequency of a place that is named without its country: Venice
LEAST_NAMESAKE, LEAST_PRIOR = 0.86, 0.1  # of what is a name elsewhere: its sound, and how much larger it is
OTHER_NAME = 0.5  # weight of the part of the similarity that only another name of the city has
OTHER_NAME_ONLY = 0.15  # part of the similarity without which the preferred name proves nothing
PRIOR = 0.03  # weight of log10 of the population in thousands (entities.md, section 2e)

# Countries that write in Latin letters: what English never calls a town of theirs is another language's name for it.
LATIN = wordset("""
    AR AT AU BE BO BR CA CH CL CO CR CU CZ DE DK DO EC EE ES FI FR GB GT HN HR HU IE IS IT LT LU LV MX NI NL NO NZ PA PE
    PL PT PY RO SE SI SK SV US UY VE
""")

STAND = frozenset({"noun", "slot", "sibling"})  # reasons to expect a town
LAND = "countries"  # the source of an entity that is a country


def place(name: str, expected: str, scene: Scene, *, inside: bool = False) -> tuple[Match, ...]:
    """Cities that `name`, known as nothing else, may have been, best first; `expected` is what `slot` said.

    `inside` a sentence a capital speaks for a name; at its start a usual word has one as well.
    """
    if known_with_noun(name, expected, scene):
        return ()
    rare = [token for token in tokens(name) if scene.rare(token)]
    found = list(_abroad(name, expected, scene, rare=bool(rare) or " " in plain(name)))
    found += asia.places(name, expected, scene) if rare else ()
    if kind_of(expected) not in STAND:
        return ranked(name, found, scene)
    if len(plain(name)) >= SHORTEST and rare:
        found += _near(name, expected, scene, borne=all(map(world().heard, rare)))
        found += [*_exonyms(name, expected, scene), *_lands(name, expected, scene)]
    elif len(tokens(name)) > 1:
        found += _whole(name, expected, scene)
    elif kind_of(expected) == "noun" and inside:
        found += _homophones(name, expected, scene)
    return ranked(name, found, scene)


def known_with_noun(name: str, expected: str, scene: Scene) -> bool:
    """True for what is a name with the noun behind it, as `slot` found it: the Beach camp."""
    kind, _, noun = expected.partition(": ")
    return kind == "noun" and bool(scene.dictionary.entities(f"{name} {noun}"))


def _near(name: str, expected: str, scene: Scene, *, borne: bool) -> Iterator[Candidate]:
    """Cities that `name` sounds like; if it is `borne` somewhere, only those of millions in countries of the text."""
    for country in scene.countries if borne else (*scene.countries, WORLD):
        for one in _cities(name, country, expected, scene):
            great = one.score >= LEAST_BORNE and one.prior >= HERE + _prior(FAMOUS)
            if (great or not borne) and not _declined(name, one):
                yield _doubted(name, one)


def namesake(name: str, country: str, expected: str, scene: Scene) -> tuple[Match, ...]:
    """Places in countries of the text that sound like `name`, which is one in a `country` that it never names.

    The text says that it speaks of a place, `expected`: the port of Salina, in Romania.
    """
    if not country or kind_of(expected) not in STAND or zipf(plain(name)) >= WELL_KNOWN:
        return ()
    note = f"namesake: {name} is a place in {country}, which the text does not name"
    least = LEAST_PRIOR + max((_prior(city.population) for city in scene.dictionary.cities(name)), default=0.0)
    near = (c for code in scene.countries for c in _cities(name, code, expected, scene))
    close = (c for c in near if c.score >= LEAST_NAMESAKE and c.prior >= least)
    return ranked(name, [c._replace(support=(*c.support, note)) for c in close if _weighty(c)], scene)


def _weighty(candidate: Candidate) -> bool:
    return any(kind_of(words) == "size" for words in candidate.support)


def _declined(name: str, candidate: Candidate) -> bool:
    """True for what differs as the cases and genders of one name do, if no reading has undone that: Pavlovskaya.

    An ending that is only lost or added is another matter: Barcelon.
    """
    read = any(kind_of(words) in ("habit", ADJECTIVE) for words in candidate.support)
    exchanged = adjective(name) or not _cut(name, candidate)
    return not read and exchanged and inflected(plain(name), plain(candidate.entity.canonical))


def _cut(name: str, candidate: Candidate) -> bool:
    seen, meant = plain(name), plain(candidate.entity.canonical)
    return seen != meant and (seen.startswith(meant) or meant.startswith(seen))


def _doubted(name: str, candidate: Candidate) -> Candidate:
    """`candidate`, noted where `name` has the ending of an adjective, or has lost or added one, as other names do."""
    if any(kind_of(words) == ADJECTIVE for words in candidate.support):
        return candidate
    if adjective(name) or _cut(name, candidate):
        return candidate._replace(support=(*candidate.support, f"{ADJECTIVE}: {name} may be one"))
    return candidate


def _whole(name: str, expected: str, scene: Scene) -> Iterator[Candidate]:
    """Cities of the text's countries that `name`, made of usual words, sounds like token by token: Karam Shalom."""
    for country in scene.countries:
        for one in _cities(name, country, expected, scene):
            if one.score >= LEAST_WHOLE and one.worst >= LEAST_WHOLE_TOKEN:
                yield one._replace(
                    support=(*one.support, f"whole: every word sounds like that of {one.entity.canonical}")
                )


def _homophones(name: str, expected: str, scene: Scene) -> Iterator[Candidate]:
    """Places in the news of the text's countries that `name`, a usual word, sounds like: Palmer city, for Palmyra."""
    for country in scene.countries:
        for one in _cities(name, country, expected, scene):
            if one.score >= LEAST_HOMOPHONE and scene.dictionary.entities(one.form):
                yield one._replace(support=(*one.support, f"homophone: {name} is a word that sounds like it"))


def _abroad(name: str, expected: str, scene: Scene, *, rare: bool) -> Iterator[Candidate]:
    """Places that other languages call `name`; what people are called, too, is one only in a country of the text.

    A region needs both, a strange name and its country.
    """
    for one in scene.dictionary.exonyms(name):
        here = not scene.nations.isdisjoint(one.countries)
        if one.kind == REGION:
            fits = bool(expected) and here and rare
        else:
            fits = (bool(expected) and (here or rare)) or (rare and one.kind == COUNTRY)
        if fits:
            code = one.countries[0] if len(one.countries) == 1 else ""
            everywhere = not one.countries and " " in plain(name)  # a sea: no country need be named for the Mar Negro
            source = LAND if one.kind == COUNTRY else "places" if everywhere else "exonyms"
            entity = Entity(one.name, "place", code, (), source)
            support = (f"exonym: {name} is what another language calls {one.name}", *filter(None, (expected,)))
            support += (f"country: {one.countries[0]} is named in the text",) if here and one.countries else ()
            yield Candidate(entity, one.name, 1.0, 1.0, support, ABROAD)


def _lands(name: str, expected: str, scene: Scene) -> Iterator[Candidate]:
    """Countries that `name` sounds like in some language."""
    for near in scene.dictionary.lands().near(name, LEAST_LAND):
        if _look_alike(name, near.form, LEAST_LETTERS) and not inflected(plain(name), plain(near.form)):
            entity = Entity(near.form, "place", "", (), LAND)
            support = (expected, f"exonym: {name} sounds like what other languages call {near.form}")
            yield Candidate(entity, near.form, near.score, near.score, support, HERE)


def abroad(name: str, scene: Scene) -> bool:
    """True for what only other languages call a country, or a place in a country of the text."""
    found = scene.dictionary.exonyms(name)
    towns = scene.dictionary.cities(name) if found else ()
    own = any(plain(town.name) == plain(name) for town in towns)
    here = any(one.kind == COUNTRY or not scene.nations.isdisjoint(one.countries) for one in found)
    return here and not own and scene.rare(name)


def article(text: str, span: Span, matches: Sequence[Match]) -> Span:
    """`span` with a "the" before it that the name of a country does not have: the Majar for Hungary."""
    country = bool(matches) and matches[0].entity.source == LAND
    bare = country and text[: span.start].lower().endswith(" the ")
    return Span(span.start - len("the "), span.end) if bare else span


def _exonyms(name: str, expected: str, scene: Scene) -> Iterator[Candidate]:
    """Cities that only another language calls `name`: large ones, or called much the same."""
    for city in scene.dictionary.cities(name):
        weighty = city.population >= LARGE or similarity(name, city.name) >= LEAST_EXONYM
        if weighty and foreign(name, city, scene):
            entity = Entity(city.name, "place", city.country, (), GEONAMES)
            here = city.country in scene.countries
            support = (expected, *_size(city, scene), f"exonym: {name} is what another language calls {city.name}")
            support += (f"country: {city.country} is named in the text",) if here else ()
            yield Candidate(entity, city.name, 1.0, 1.0, support, _prior(city.population) + HERE * here)


def _cities(name: str, country: str, expected: str, scene: Scene) -> Iterator[Candidate]:
    dictionary = scene.dictionary
    for near, read in heard(dictionary.cities_of(country), name, LEAST, LEAST_READ):
        city = dictionary.city(near.number)
        own = similarity(read.name, city.name)
        doubtful = city.country in SYLLABIC and own < LEAST_SYLLABIC
        if doubtful or (country == WORLD and city.country in scene.countries):
            continue
        worst = worst_token(read.name, city.name) or own
        news = in_the_news(city.name, city.country, scene)
        weighty = news or (city.population >= SMALLEST and len(name) > SHORTEST)
        fewest = LEAST_LETTERS_FAMOUS if news or city.population >= FAMOUS else LEAST_LETTERS
        if weighty and worst >= LEAST_TOKEN and _look_alike(read.name, city.name, fewest):
            entity = Entity(city.name, "place", city.country, (), GEONAMES)
            here = country != WORLD
            support = (expected, *_size(city, scene))
            support += (f"country: {country} is named in the text",) if here else ()
            support += read.support()
            other = max(0.0, near.score - own)
            support += (
                (f"alternate: {name} sounds like another name of {city.name}",) if other > OTHER_NAME_ONLY else ()
            )
            if city.country in SYLLABIC and len(_SYLLABLE.findall(plain(city.name))) <= FEW_SYLLABLES:
                support += ("syllables: short names of this country differ by a letter or two",)
            prior = _prior(city.population) + here * HERE + news * NEWS - OTHER_NAME * other
            yield Candidate(entity, city.name, near.score, worst, support, prior)


def _size(city: City, scene: Scene) -> Iterator[str]:
    if city.population >= LARGE:
        yield f"size: {city.name} has {city.population} inhabitants"
    elif in_the_news(city.name, city.country, scene):
        yield f"size: {city.name} is often in the news"


def _prior(population: int) -> float:
    return PRIOR * math.log10(max(1.0, population / 1000))


def _look_alike(one: str, other: str, fewest: float) -> bool:
    begin = any(a[0] == b[0] or {a[0], b[0]} <= VOWELS for a in fold(one) for b in fold(other))
    return begin and letters(one, other) >= fewest


def foreign(name: str, city: City, scene: Scene) -> bool:
    """True for what only other languages call a city: one in a country of the text, or one that English knows well.

    Where Latin letters are not at home, many spellings of a smaller town are right.
    """
    if romanised_alike(name, city.name):
        return False
    if city.country not in scene.countries:
        return zipf(plain(name)) < UNSEEN and zipf(plain(city.name)) >= KNOWN + zipf(plain(name))
    if in_the_news(city.name, city.country, scene):
        return True
    part = plain(name) in plain(city.name) or plain(city.name) in plain(name)
    return not part and zipf(plain(name)) < UNSEEN and (city.population >= LARGE or city.country in LATIN)


def in_the_news(name: str, country: str, scene: Scene) -> bool:
    """True for a place of `country` that the table of places in the news has."""
    found = scene.dictionary.entities(name)
    return any(entity.kind == "place" and entity.country == country for entity in found)
