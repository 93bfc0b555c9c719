"""Names of East Asia in the wrong reading: Shipo Mao, Shu Kinpei and Dongjing for Ishiba, Xi Jinping and Tokyo.

Chinese, Japanese and Korean write names with characters that each of them reads its own way. How they read those of
known people and places, and how they spell places of the rest of the world, is in data/asia, made by training/asia.py.
Western names in their syllables are read by syllables.py.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from ..table import lines, table
from .candidates import Candidate, ranked
from .mention import Entity, Match, Mention, kind_of
from .people import SYLLABIC, supported
from .roles import Context
from .scene import Scene
from .sound import plain
from .syllables import LANGUAGES, spelled

TABLE = "asia/readings"
HOMES = {"zh": frozenset({"CN", "TW", "HK", "SG"}), "ja": frozenset({"JP"}), "ko": frozenset({"KR", "KP"})}
BRIEF = 2  # characters of a name that many people share
FEWEST = 4  # syllables of a western name
WORTH = 20.0  # bits for each syllable that make a likeness of nothing
MANY = 100_000  # inhabitants of a city that is one of the news
PRIOR = 0.03
HERE = 0.2  # weight of standing in a country of the text
ENOUGH = frozenset({"role", "title", "document", "batch"})
LAND, ABROAD = "countries", "exonyms"  # sources of entities, as places.py and detect/names.py know them


class Reading(NamedTuple):
    """How a language reads a name: the English name, its country, the English surname of a person, what was read.

    `kind` is "person", "surname", "place" or "country".
    """

    language: str
    kind: str
    english: str
    country: str
    surname: str
    written: str

    def note(self, name: str) -> str:
        """The line of evidence for having been read as `name`."""
        return f"characters: {name} is how {LANGUAGES[self.language]} reads or spells {self.written}"


@lru_cache(maxsize=4096)
def readings(name: str) -> tuple[Reading, ...]:
    """What may be read as `name`, whatever its spaces, hyphens and apostrophes.

    >>> {one.english for one in readings("Shipo Mao")}, {one.english for one in readings("Shu Kinpei")}
    ({'Shigeru Ishiba'}, {'Xi Jinping'})
    >>> readings("Hakan Fidan")
    ()
    """
    key = "".join(plain(name).split())
    return tuple(Reading(*fields) for fields in lines(table(TABLE), key)) if key.isascii() else ()


def person(name: str, around: Context, scene: Scene, present: frozenset[str]) -> tuple[Match, ...]:
    """People whose characters another language reads as `name`, two words or more in no dictionary, best first.

    Names of two characters are borne by many: their office, the document or the batch must speak for them. Where the
    text is about the country of that language, a name in its reading is at home.
    """
    found = []
    for one in _each(name, "person"):
        for entity in _people(one, scene):
            support = tuple(supported(entity, around, scene, present))
            kinds = {kind_of(words) for words in support}
            abroad = HOMES[one.language].isdisjoint(scene.nations)
            telling = len(one.written) > BRIEF and ("country" in kinds or abroad)
            if "not" not in kinds and (kinds & ENOUGH or telling):
                found.append(Candidate(entity, entity.canonical, 1.0, 1.0, (*support, one.note(name))))
    return ranked(name, found, scene)


def western(name: str, around: Context, scene: Scene, present: frozenset[str]) -> tuple[Match, ...]:
    """People whose name the languages of East Asia spell as `name`, two words or more that nobody bears, best first."""
    words = plain(name).split()
    if not all(map(scene.rare, words)) or not any(map(scene.odd, words)):
        return ()
    found = []
    for one in spelled(name, scene.dictionary.people()):
        entity = scene.dictionary.entity(one.number)
        support = tuple(supported(entity, around, scene, present))
        kinds = {kind_of(line) for line in support}
        foreign = entity.country not in SYLLABIC and one.syllables >= FEWEST
        if foreign and "not" not in kinds and (kinds & ENOUGH or "country" in kinds):
            note = f"spelled: {one.form} in {LANGUAGES[one.language]} syllables may come back as {name}"
            score = round(1 - one.bits / WORTH, 4)
            found.append(Candidate(entity, entity.canonical, score, score, (*support, note)))
    return ranked(name, found, scene)


def _each(name: str, kind: str) -> Iterator[Reading]:
    """The readings of one kind, each English name once."""
    yield from {one.english: one for one in reversed(readings(name)) if one.kind == kind}.values()


def _people(one: Reading, scene: Scene) -> list[Entity]:
    known = scene.dictionary.entities(one.english)
    return [entity for entity in known if entity.kind == "person" and entity.country == one.country]


def follows(name: str, resolved: Mention) -> Match | None:
    """The English surname for `name`, the word of the `resolved` full name that is the reading of the surname."""
    match = resolved.matches[0]
    note = next((words for words in match.support if words.startswith("characters")), "")
    if not note or plain(name) not in plain(resolved.text).split():
        return None
    for one in readings(name):
        if one.kind == "surname" and one.english == match.entity.canonical and plain(one.surname) != plain(name):
            support = (*match.support, f"full: {resolved.text} stands in the text")
            return match._replace(replacement=one.surname, support=support)
    return None


def surname(name: str, around: Context, scene: Scene, people: Mapping[str, Entity]) -> tuple[Match, ...]:
    """People whose surname another language reads as the one word `name`, by their office or named in the document."""
    present = frozenset(entity.canonical for entity in people.values())
    found = []
    for one in _each(name, "surname"):
        for entity in _people(one, scene) if plain(one.surname) != plain(name) else ():
            support = tuple(supported(entity, around, scene, present))
            kinds = {kind_of(words) for words in support}
            if "not" not in kinds and kinds & {"role", "document"} and "country" in kinds:
                lone = (*support, one.note(name), "lone: no more than the surname")
                found.append(Candidate(entity._replace(canonical=one.surname), one.surname, 1.0, 1.0, lone))
    return ranked(name, found, scene)


def places(name: str, expected: str, scene: Scene) -> Iterator[Candidate]:
    """Places that another language reads or spells as `name` where `expected`, what `slot` said, asks for a place."""
    for one in (*_each(name, "place"), *_each(name, "country")) if expected else ():
        land, here = one.kind == "country", one.country in scene.nations
        size = _inhabitants(one, scene)
        if land or here or _in_the_news(one, scene):
            source = LAND if land else ABROAD
            entity = Entity(one.english, "place", "" if land else one.country, (), source)
            support: tuple[str, ...] = (one.note(name), expected)
            support += (f"country: {one.country} is named in the text",) if here else ()
            prior = PRIOR * math.log10(max(1.0, size / 1000)) + HERE * here
            yield Candidate(entity, one.english, 1.0, 1.0, support, prior)


def _inhabitants(one: Reading, scene: Scene) -> int:
    known = [city.population for city in scene.dictionary.cities(one.english)]
    return max([*known, MANY * _in_the_news(one, scene)])


def _in_the_news(one: Reading, scene: Scene) -> bool:
    return any(entity.kind == "place" for entity in scene.dictionary.entities(one.english))


def elsewhere(name: str, countries: Iterable[str], scene: Scene) -> bool:
    """True for a town of `countries` that the text does not name, where a country that it does has one read so."""
    read = any(one.kind == "place" and one.country in scene.nations for one in readings(name))
    return read and scene.nations.isdisjoint(countries) and scene.rare(name)
