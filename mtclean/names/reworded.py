"""Names of several words put into other words or another order: Rapid Support Troops, Kordofan of South.

Organisations, places in the news and countries are compared word by word: each word of the text is the one of the name,
of one stem with it, or another meaning of a foreign word that means both (pivots.py). Towns and people are only
looked up with their words in another order.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import permutations
from typing import NamedTuple

from ..english import inflections, lemmas
from ..pivots import shipped
from ..values import Span
from .candidates import Candidate, ranked
from .columns import Column, Places
from .dictionary import Dictionary
from .mention import GEONAMES, Entity, Match, Mention
from .scene import Scene, zipf
from .sound import plain, plains
from .words import CALENDAR, OFFICES, wordset

SMALL = wordset("a an and at da das de del der des di do dos du el for in la las le les los of on the to und y")
LONGEST, MOST_CONTENT = 9, 6  # words of a stretch of text, and those of them that are not small
FEWEST = 2
LOWER = 1  # words of a name in the text that may have lost their capital
MOST_EXCHANGED = 2
DEAREST = 12.0  # bits of an exchange
COMMON_STEM, LONGEST_ENDING = 4, 3  # letters
EXCHANGED, STEMMED, MOVED = 0.12, 0.04, 0.03  # what each costs of a likeness of 1
PER_BIT = 0.005
HERE = 0.02  # weight of a country that the text names
MOST_TURNED = 3  # words of a town's name
COUNTRY = -1
ORDER = "order: the words stand in another order"
ARTICLED = wordset("""
    sea gulf strait straits river ocean channel canal desert peninsula valley delta basin islands mountains alps strip
    range region province republic emirates states steppe plateau coast
""")  # last words of names that English says with "the"
TELLING = 4.5  # zipf frequency below which the one word that two names share says something

_WORD = re.compile(r"[^\W\d_]+(?:['’.][^\W\d_]+)*")
_BETWEEN = re.compile(r" (?:['\"“‘])?|-")


class Bearer(NamedTuple):
    """One spelling of a name by its words that are not small, in order; `number` is that of its entity, or COUNTRY."""

    content: tuple[str, ...]
    form: str
    number: int


class Stretch(NamedTuple):
    """Some words of a sentence that may be a name, and those of them that are not small."""

    span: Span
    content: tuple[str, ...]


class Likeness(NamedTuple):
    """How like a name some words are, from 0 to 1, with notes on every word that differs."""

    score: float
    notes: tuple[str, ...]


def reworded(scene: Scene, known: Sequence[Span], whole: Sequence[Span] = ()) -> list[Mention]:
    """The names that were put into other words, in text order.

    `known` are the spans of names that are right; none of those in `whole` is cut.
    """
    bearers = _bearers(scene.dictionary)
    every = list(_stretches(scene))
    taken = bytearray(len(scene.doc.text))
    for span in (*known, *(stretch.span for stretch in every if _right(stretch, bearers, scene))):
        _take(taken, span)
    found: list[Mention] = []
    for stretch in every:
        free = 1 not in taken[stretch.span.start : stretch.span.end]
        cut = any(span.overlaps(stretch.span) and not stretch.span.holds(span) for span in whole)
        if free and not cut and (mention := _mention(stretch, bearers, scene)):
            found.append(mention)
            _take(taken, stretch.span)
    return sorted(found, key=lambda mention: mention.span)


def _take(taken: bytearray, span: Span) -> None:
    taken[span.start : span.end] = b"\x01" * (span.end - span.start)


def _right(stretch: Stretch, bearers: _Bearers, scene: Scene) -> bool:
    """True for a name as it is, and for what another language calls a place, which is the business of places.py."""
    if scene.dictionary.exonyms(stretch.span.of(scene.doc.text)):
        return True
    return any(bearer.content == stretch.content for bearer in bearers[_stem(stretch.content[0])])


def _mention(stretch: Stretch, bearers: _Bearers, scene: Scene) -> Mention | None:
    near = dict.fromkeys(
        bearer
        for stem in {_stem(word) for word in stretch.content}
        for bearer in bearers[stem]
        if len(bearer.content) == len(stretch.content)
    )
    found = [(bearer, like) for bearer in near if (like := likeness(stretch.content, bearer.content)) is not None]
    text = stretch.span.of(scene.doc.text)
    candidates = [*(_candidate(bearer, like, scene) for bearer, like in found), *_turned(stretch, scene)]
    if not candidates:
        return None
    matches = ranked(text, candidates, scene)
    span = _with_article(stretch.span, matches[0], scene.doc.text)
    return Mention(span, span.of(scene.doc.text), "reworded", matches)


def _with_article(span: Span, match: Match, text: str) -> Span:
    """`span` with a "the" before it that a place's name in its usual order does not have: the House of Leinster."""
    *_, last = match.replacement.lower().split()
    bare = match.entity.kind == "place" and ORDER in match.support and last not in ARTICLED
    before = text[: span.start].lower()
    return Span(span.start - len("the "), span.end) if bare and before.endswith((" the ", "\nthe ")) else span


def _candidate(bearer: Bearer, like: Likeness, scene: Scene) -> Candidate:
    entity = _entity(bearer, scene)
    here = entity.country in scene.nations
    support = (*like.notes, f"country: {entity.country} is named in the text") if here else like.notes
    return Candidate(entity, bearer.form, like.score, like.score, support, HERE * here)


def _entity(bearer: Bearer, scene: Scene) -> Entity:
    if bearer.number != COUNTRY:
        return scene.dictionary.entity(bearer.number)
    code, _ = scene.dictionary.nation(bearer.form) or ("", "")
    return Entity(bearer.form, "place", code, (), "countries")


def _turned(stretch: Stretch, scene: Scene) -> Iterator[Candidate]:
    """Towns in countries of the text, and people, whose name has the words of a stretch in another order."""
    if len(stretch.content) > MOST_TURNED:
        return
    for order in sorted(set(permutations(stretch.content)) - {stretch.content}):
        name = " ".join(order)
        for number in scene.dictionary.numbers(name) if _surname_first(stretch, scene) else ():
            entity = scene.dictionary.entity(number)
            form = next(form for form in scene.dictionary.forms(number) if plain(form) == name)
            if entity.kind == "person":
                yield Candidate(entity._replace(canonical=form), form, 1 - MOVED, 1 - MOVED, (ORDER,))
        for city in scene.dictionary.cities(name):
            if city.country in scene.nations:
                entity = Entity(city.name, "place", city.country, (), GEONAMES)
                support = (ORDER, f"country: {city.country} is named in the text")
                yield Candidate(entity, city.name, 1 - MOVED, 1 - MOVED, support, HERE)


def _surname_first(stretch: Stretch, scene: Scene) -> bool:
    """True when people have the last word as their first name and not the first, and nothing stands between them."""
    first, *_, last = (word.title() for word in stretch.content)
    same = len(stretch.span.of(scene.doc.text).split()) == len(stretch.content)
    return same and scene.dictionary.is_given(last) and not scene.dictionary.is_given(first)


def likeness(seen: Sequence[str], meant: Sequence[str]) -> Likeness | None:
    """How like the name of the words `meant` the words `seen`, as many, are; None when they are another name.

    >>> likeness(("deer", "red"), ("red", "deer"))
    Likeness(score=0.97, notes=('order: the words stand in another order',))
    >>> likeness(("rapid", "support", "troops"), ("rapid", "support", "forces")).score
    0.8515
    >>> likeness(("green", "party"), ("labour", "party"))
    """
    left, right = list(seen), list(meant)
    kept: list[str] = []
    for alike in (str.__eq__, _one_stem):
        for word in seen:
            match = next((other for other in right if alike(word, other)), None) if word in left else None
            if match is not None:
                left.remove(word)
                right.remove(match)
                kept.append(match)
    exchanges = _exchanges(left, right) if not left or _telling(kept, left) else None
    if exchanges is None:
        return None
    same = sum((Counter(seen) & Counter(meant)).values())
    moved = not left and [_stem(word) for word in seen] != [_stem(word) for word in meant]
    score = 1 - STEMMED * (len(kept) - same) - MOVED * moved - sum(EXCHANGED + PER_BIT * one.cost for one in exchanges)
    notes = tuple(f"exchanged: {one.note}" for one in exchanges)
    notes += (ORDER,) if moved else ()
    notes += ("stem: a word has another form",) if len(kept) > same else ()
    return Likeness(round(score, 4), notes)


def _telling(kept: Sequence[str], left: Sequence[str]) -> bool:
    """True when the words that are the same say enough where others are not."""
    few = len(kept) < FEWEST and (not kept or zipf(kept[0]) >= TELLING)
    return not few and len(left) <= min(MOST_EXCHANGED, len(kept))


class Exchange(NamedTuple):
    """What it costs, in bits, that one word stands for another, and why it may."""

    cost: float
    note: str


def _exchanges(left: Sequence[str], right: Sequence[str]) -> list[Exchange] | None:
    """The cheapest way to explain every word of `left` as one of `right`; None when there is none."""
    ways = []
    for order in permutations(right):
        found = [_exchange(seen, meant) for seen, meant in zip(left, order, strict=True)]
        if None not in found:
            ways.append([one for one in found if one is not None])
    return min(ways, key=lambda way: sum(one.cost for one in way), default=None)


@lru_cache(maxsize=4096)
def _exchange(seen: str, meant: str) -> Exchange | None:
    for candidate in shipped().candidates(seen):
        if candidate.cost <= DEAREST and (candidate.replacement == meant or _stem(candidate.lemma) == _stem(meant)):
            way = candidate.ways[0]
            return Exchange(candidate.cost, f"{seen} and {meant} are one word in another language ({way.shared})")
    return None


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    """A word as the dictionary form of a noun, or itself."""
    return min(lemmas(word).get("NOUN", (word,)), key=len, default=word)


def _one_stem(one: str, other: str) -> bool:
    """True for forms and derivations of one word, Europe and European; who heads a Ministry is somebody else."""
    if (one in OFFICES) != (other in OFFICES):
        return False
    shared = max(COMMON_STEM, len(one) - LONGEST_ENDING, len(other) - LONGEST_ENDING)
    return one[:shared] == other[:shared] or _stem(one) == _stem(other)


def _stretches(scene: Scene) -> Iterator[Stretch]:
    """What may be a name of several words: it begins and ends with a word with a capital, the longest first."""
    for sentence in scene.sentences:
        rows = _rows(scene.doc.text, sentence)
        every = [s for row in rows for s in _windows(scene.doc.text, row)]
        yield from sorted(every, key=lambda s: (-len(s.content), s.span))


def _rows(text: str, sentence: Span) -> list[list[Span]]:
    """Words of a sentence with nothing but a blank or a hyphen between them."""
    rows: list[list[Span]] = [[]]
    for match in _WORD.finditer(text, sentence.start, sentence.end):
        if rows[-1] and not _BETWEEN.fullmatch(text[rows[-1][-1].end : match.start()]):
            rows.append([])
        rows[-1].append(Span(match.start(), match.start() + len(match.group().removesuffix("'s").removesuffix("’s"))))
        if match.group().endswith(("'s", "’s")):
            rows.append([])
    return rows


def _windows(text: str, row: Sequence[Span]) -> Iterator[Stretch]:
    for start, first in enumerate(row):
        if not first.of(text)[0].isupper() or plain(first.of(text)) in SMALL:
            continue
        content: list[str] = []
        lower = 0
        for word in row[start : start + LONGEST]:
            said = word.of(text)
            if plain(said) in SMALL:
                continue
            lower += not said[0].isupper()
            if lower > LOWER or plain(said) in CALENDAR or len(content) == MOST_CONTENT:
                break
            content.append(plain(said))
            if said[0].isupper() and len(content) >= FEWEST:
                yield Stretch(Span(first.start, word.end), tuple(content))


class _Bearers(dict[str, tuple[Bearer, ...]]):
    """Names of two words and more that are not small, by the stem of each; worked out as they are asked."""

    def __init__(self, dictionary: Dictionary) -> None:
        super().__init__()
        organisations = dictionary.organisations()
        countries = ((form, COUNTRY) for form in dictionary.lands().forms)
        listed = (*zip(organisations.forms, organisations.numbers, strict=True), *dictionary.news_places(), *countries)
        named = list(dict.fromkeys(listed))
        self._forms, self._numbers = Column.of([form for form, _ in named]), array("q", [at for _, at in named])
        self._keys = Column.of(plains(self._forms))
        self._places = Places(self._keys)

    def __missing__(self, stem: str) -> tuple[Bearer, ...]:
        words = dict.fromkeys((stem, *(form for forms in inflections(stem, "NOUN").values() for form in forms)))
        same = (word for word in words if word in self._places and word not in SMALL and _stem(word) == stem)
        bearers = (self._bearer(at) for word in same for at in self._places[word])
        found = tuple(dict.fromkeys(bearer for bearer in bearers if FEWEST <= len(bearer.content) <= MOST_CONTENT))
        if found:  # what texts hold besides has no end
            self[stem] = found
        return found

    def _bearer(self, at: int) -> Bearer:
        content = tuple(word for word in self._keys[at].split() if word not in SMALL)
        return Bearer(content, self._forms[at], self._numbers[at])


_bearers = lru_cache(maxsize=4)(_Bearers)
