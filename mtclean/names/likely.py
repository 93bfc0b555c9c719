"""Which place or organisation a name was, supposing that it is wrong: lists are asked, learned weights put in order.

places.py says what a name is; this says what it may be once something else doubts it, so nothing is proved here: each
guess comes with the probability that it is right, if the name is wrong. The weights are learned by training/likely.py
from the marked names of training/garbled. On the half of the articles not learned from, the right place is among the
options of 411 wrong names and the first for 399 of them; where its chance is 0.8 and more, it is right 97 times of 100.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .candidates import cased
from .dictionary import WORLD, Dictionary
from .exonyms import COUNTRY
from .mention import GEONAMES, Guess, Mention, kind_of
from .parts import STYLE_IS_RIGHT
from .places import STAND, in_the_news
from .readings import heard
from .regions import REGION
from .runs import Run
from .scene import Scene, local, zipf
from .slots import Places, slot
from .sound import letters, plain, similarity
from .sounds import Near
from .weights import PLACES, shipped

LEAST, LEAST_READ, LEAST_LAND = 0.72, 0.85, 0.75
ORGANISATION = "organisation"
LEAST_CHANCE, MOST = 0.1, 5
MOST_NATIONS = 8  # besides the nearest; a text that names more says little about where it is
NATION, VAST = 10_000_000, 100_000  # inhabitants that stand for those of a country, and of what has no number
THOUSAND = 1000


class Option(NamedTuple):
    """A place or organisation that a name may have been: its English name, the code of its country, its inhabitants.

    `sound` is the similarity of the spelling that is most like the name; `kind` is "city", "country", "region",
    "organisation", or "abroad" for what another language calls the place.
    """

    name: str
    country: str
    population: int
    sound: float
    kind: str


class Around(NamedTuple):
    """What stands around a name: the reason to expect a place, the countries named, the nearest first."""

    expected: str
    countries: tuple[str, ...]
    nations: frozenset[str]


PERSONAL = frozenset({"role", "title", "document", "batch", "full", "again", "characters", "spelled"})
SITES = ("place", "country")


def supposed(found: Iterable[Mention], scene: Scene) -> list[Mention]:
    """`found`, with guesses at the place that each name may have been, the likeliest first, beside those it has."""
    mentions = list(found)
    places = known_places(mentions)
    return [_supposed(m, places, scene) if _doubted(m, places, scene) else m for m in mentions]


def _doubted(mention: Mention, places: Places, scene: Scene) -> bool:
    if open_to_doubt(mention):
        return not _at_home(mention, scene)
    return _only_heard(mention) and _expected(mention, places, scene) in STAND


def _only_heard(mention: Mention) -> bool:
    """True for a name that sounds like that of a person, for whom nothing else speaks but a country."""
    kinds = {kind_of(words) for match in mention.matches for words in match.support}
    people = all(match.entity.kind == "person" for match in mention.matches)
    return mention.how == "near" and people and kinds.isdisjoint(PERSONAL)


def known_places(mentions: Iterable[Mention]) -> Places:
    """Where the names of places stand that nothing is wrong with."""
    spans = [m.span for m in mentions if m.how == "exact" and m.matches and m.matches[0].entity.kind in SITES]
    return Places(frozenset(span.start for span in spans), frozenset(span.end for span in spans))


def open_to_doubt(mention: Mention) -> bool:
    """True for what may be the name of a place: for nobody in particular, no organisation and no country."""
    return mention.how not in ("foreign", "calque") and all(m.entity.kind == "place" for m in mention.matches)


def _at_home(mention: Mention, scene: Scene) -> bool:
    """True for the usual name of a place in the news in a country that the text names: Kyiv where Ukraine is named."""
    known = (match.entity for match in mention.matches if mention.how == "exact")
    return any(
        plain(one.canonical) == plain(mention.text)
        and one.country in scene.nations
        and in_the_news(one.canonical, one.country, scene)
        for one in known
    )


def _supposed(mention: Mention, places: Places, scene: Scene) -> Mention:
    """`mention` with guesses of both kinds; what another language calls a place goes before what sounds like it."""
    first, then = guesses(mention.text, surroundings(mention, places, scene), scene), mention.guesses
    if abroad := _abroad(mention, scene):
        first, then = abroad, (*first, *then)
    best = {guess.name: guess for guess in first}
    left = 1 - sum(guess.chance for guess in first)
    for guess in then:
        best.setdefault(guess.name, guess._replace(chance=left * guess.chance))
    return mention._replace(guesses=tuple(sorted(best.values(), key=lambda guess: -guess.chance)[:MOST]))


def _abroad(mention: Mention, scene: Scene) -> tuple[Guess, ...]:
    """What only another language calls so, as places.py has found it or the table says."""
    if any(kind_of(words) == "exonym" for match in mention.matches[:1] for words in match.support):
        return mention.guesses
    names = {one.name for one in scene.dictionary.exonyms(mention.text)}
    known = any(match.entity.source != GEONAMES for match in mention.matches)
    return tuple(Guess(cased(mention.text, name), STYLE_IS_RIGHT) for name in names if len(names) == 1 and not known)


def _expected(mention: Mention, places: Places, scene: Scene) -> str:
    return kind_of(slot(scene.doc.text, Run((mention.span,), 0), places))


def surroundings(mention: Mention, places: Places, scene: Scene) -> Around:
    """What stands around `mention`."""
    expected = _expected(mention, places, scene)
    return Around(expected, local(scene, mention.span).countries, scene.nations)


def guesses(name: str, around: Around, scene: Scene) -> tuple[Guess, ...]:
    """The likeliest places that `name` may have been, with the probability of each if the name is wrong."""
    found = options(name, around, scene)
    weights = shipped(PLACES)
    odds = weights.odds([features(name, option, around, scene) for option in found])
    chances = weights.chances(odds, doubts(name, around, scene))
    rated = sorted(zip(chances, found, strict=True), key=lambda pair: (-pair[0], pair[1]))
    return tuple(Guess(cased(name, option.name), chance) for chance, option in rated[:MOST] if chance >= LEAST_CHANCE)


def options(name: str, around: Around, scene: Scene) -> list[Option]:
    """Every place on a list of which some spelling is like `name`, each once."""
    best: dict[tuple[str, str], Option] = {}
    for option in _options(name, around, scene):
        key = option.name, option.kind
        other = best.setdefault(key, option)
        if (option.sound, option.population) > (other.sound, other.population):
            best[key] = option
    return sorted(option for option in best.values() if not _as_good(name, option))


def _as_good(name: str, option: Option) -> bool:
    """True for what is a style of `name`: that itself, with signs that English leaves out, or in full: Las Rozas."""
    seen, meant = plain(name).split(), plain(option.name).split()
    bare = seen == meant and name.isascii() and "-" not in name
    short = option.sound == 1.0 and set(seen) < set(meant)
    return cased(name, option.name) == name or (bare and not option.name.isascii()) or short


def _options(name: str, around: Around, scene: Scene) -> Iterator[Option]:
    dictionary = scene.dictionary
    for one in dictionary.exonyms(name):
        country = one.countries[0] if len(one.countries) == 1 else ""
        yield Option(one.name, country, VAST, 1.0, one.kind if one.kind in (COUNTRY, REGION) else "abroad")
    for entity in dictionary.entities(name):
        if entity.kind == "place" and plain(entity.canonical) != plain(name):
            yield Option(entity.canonical, entity.country, VAST, 1.0, "abroad")
    for city in (*dictionary.cities(name), *(dictionary.cities(together(name)) if " " in name else ())):
        yield Option(city.name, city.country, city.population, 1.0, "city")
    for near in _near(name, around, dictionary) if around.expected or " " not in name else ():
        city = dictionary.city(near.number)
        yield Option(city.name, city.country, city.population, near.score, "city")
    for land in dictionary.lands().near(name, LEAST_LAND):
        yield Option(land.form, "", NATION, land.score, COUNTRY)
    for said in dict.fromkeys((name, together(name) if " " in name else name)):
        for near in dictionary.organisations().near(said, LEAST):
            yield Option(near.form, dictionary.entity(near.number).country, 0, near.score, ORGANISATION)


def together(name: str) -> str:
    """The words of a name as one, where a translator may have parted it: Francistown for Francis Town."""
    return "".join(plain(name).split())


def _near(name: str, around: Around, dictionary: Dictionary) -> Iterator[Near]:
    """Towns that sound like `name`; as other alphabets spell them only in the countries that stand nearest."""
    for code in (*around.countries, WORLD):
        yield from (near for near, _ in heard(dictionary.cities_of(code), name, LEAST, LEAST_READ))
    others = around.nations.difference(around.countries)
    for code in sorted(others) if len(others) <= MOST_NATIONS else ():
        yield from dictionary.cities_of(code).near(name, LEAST)


def features(name: str, option: Option, around: Around, scene: Scene) -> dict[str, float]:
    """What speaks for `option`, by name."""
    size = math.log10(max(1.0, option.population / THOUSAND))
    return {
        "sound": option.sound,
        "own": similarity(name, option.name),
        "letters": letters(name, option.name),
        "nearest": float(option.country in around.countries[:1]),
        "here": float(option.country in around.countries),
        "named": float(option.country in around.nations),
        "news": float(in_the_news(option.name, option.country, scene)),
        "size": size * (option.kind == "city"),
        "usual": zipf(plain(option.name)),
        "same": float(plain(option.name) == plain(name)),
        **{kind: float(option.kind == kind) for kind in (COUNTRY, REGION, ORGANISATION, "abroad")},
        "city, unexpected": float(option.kind == "city" and not around.expected),
        "organisation, expected": float(option.kind == ORGANISATION and bool(around.expected)),
    }


def doubts(name: str, around: Around, scene: Scene) -> dict[str, float]:
    """What speaks for there being no place among the options that `name` was, by name."""
    return {
        "always": 1.0,
        "unexpected": float(not around.expected),
        "several": float(" " in name),
        "borne": float(not scene.rare(name) and " " not in name),
        "usual": zipf(plain(name)),
    }
