"""Seas, straits, rivers, lakes, mountains and the like, named with a word for what they are: the Ormuz Strait.

The word makes a place of what stands beside it, in either order; so a garbled or foreign proper part is read as that
of a known place of the same kind, and the whole becomes the name that English has for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from ..values import Span
from .dictionary import Feature
from .generics import GENERIC, proper
from .mention import Entity, Match, Mention
from .scene import RARE, Scene, zipf
from .sound import letters, plain, romanised_alike

LEAST, LEAST_LETTERS = 0.88, 0.5
SHORTEST = 3
ALIKE = ({"sea", "lake"}, {"gulf", "bay"}, {"strip", "sector"}, {"strait", "straits", "channel"})  # mixed up on a trip
PLAIN = frozenset(("valley", "basin", "delta", "range", "rivers"))  # what stands beside a name and is no part of it

_ANY = "|".join(f"{word}|{word.title()}" for word in GENERIC)
_PROPER = r"(?P<proper>[A-ZÀ-Þ][^\W\d_]+(?:[ -][A-ZÀ-Þ][^\W\d_]+)?)"
_PATTERNS = (
    re.compile(rf"\b(?P<the>[Tt]he )?(?P<generic>{_ANY})(?: of(?: the)?)? {_PROPER}\b"),
    re.compile(rf"\b(?P<the>[Tt]he )?{_PROPER} (?P<generic>{_ANY})\b"),
)


class _Phrase(NamedTuple):
    """A name with a word for what it is: all of it, with the article before it, and its two parts."""

    whole: Span
    article: bool
    proper: Span
    generic: str


def features(scene: Scene) -> list[Mention]:
    """Places of the document named with a word for what they are, where English names none so."""
    found: list[Mention] = []
    for phrase in _phrases(scene.doc.text):
        mention = _meant(phrase, scene)
        if mention is not None and not any(mention.span.overlaps(other.span) for other in found):
            found.append(mention)
    return found


def _phrases(text: str) -> Iterator[_Phrase]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            generic = match["generic"].lower()
            yield _Phrase(Span(*match.span()), bool(match["the"]), Span(*match.span("proper")), generic)


def _meant(phrase: _Phrase, scene: Scene) -> Mention | None:
    """What English calls the one place that `phrase` may be, `exact` if that is what it says; None if there is none."""
    text = scene.doc.text
    whole = Span(phrase.whole.start + len("the ") * phrase.article, phrase.whole.end)
    if known := scene.dictionary.entities(whole.of(text)):
        said = whole.of(text)
        return Mention(whole, said, "exact", tuple(Match(said, entity, 1.0, 1.0, 1.0, ()) for entity in known))
    ways = {way.feature.name: way for way in sorted(_ways(phrase, scene), key=lambda way: way.score)}
    if len(ways) != 1:
        return None
    ((name, way),) = ways.items()
    own, word = proper(name, "")
    if not word or phrase.generic in PLAIN:
        span, replacement = phrase.proper, own
    else:
        bare = name.startswith(("Lake ", "Mount "))
        span, replacement = (phrase.whole if bare else whole), name
    if plain(span.of(text)) == plain(replacement):
        return None
    entity = Entity(name, "place", way.feature.country, (), "places")
    match = Match(replacement, entity, way.score, way.score, way.margin, way.support)
    return Mention(span, span.of(text), "near", (match,))


class _Way(NamedTuple):
    """A place that a phrase may be, how much it sounds so, how sure it is, and why."""

    feature: Feature
    score: float
    margin: float
    support: tuple[str, ...]


def _ways(phrase: _Phrase, scene: Scene) -> Iterator[_Way]:
    name, dictionary = phrase.proper.of(scene.doc.text), scene.dictionary
    strange = zipf(plain(name)) < RARE and plain(name) not in scene.lower
    fits = partial(_fits, phrase.generic)
    for feature in filter(fits, dictionary.features(name)):
        sure = GENERIC[phrase.generic] == "strip"
        yield _Way(feature, 1.0, float(sure), (f"exonym: others say {phrase.generic} for {feature.name}",))
    for exonym in dictionary.exonyms(name):
        if strange or not scene.nations.isdisjoint(exonym.countries):
            for feature in filter(fits, dictionary.features(proper(exonym.name, "")[0])):
                yield _Way(feature, 1.0, 1.0, (f"exonym: {name} is what another language calls {exonym.name}",))
    if strange and len(name) > SHORTEST and not dictionary.entities(name):
        for near in dictionary.feature_sounds().near(name, LEAST):
            feature = dictionary.feature(near.number)
            alike = letters(name, near.form or feature.name) >= LEAST_LETTERS and not romanised_alike(name, near.form)
            if alike and _fits(phrase.generic, feature):
                yield _Way(feature, near.score, 1.0, tuple(_heard(name, phrase.generic, feature, scene)))


def _heard(name: str, generic: str, feature: Feature, scene: Scene) -> Iterator[str]:
    if feature.country in scene.nations:
        yield f"noun: {generic}"
        yield f"size: {feature.name} is often in the news"
        yield f"country: {feature.country} is named in the text"
        yield f"rare: {plain(name)}, no usual word or name"
    else:
        yield f"exonym: {name} sounds like {feature.name}, which has such a word beside it"


def _fits(generic: str, feature: Feature) -> bool:
    """True when `generic` is a word for `feature`, or one that a trip through another language makes of it."""
    _, word = proper(feature.name, "")
    own = next((each for each in feature.name.lower().split() if each in GENERIC), "")
    same = not word or own == generic or generic in PLAIN or any({own, generic} <= alike for alike in ALIKE)
    return GENERIC[generic] == feature.generic and same
