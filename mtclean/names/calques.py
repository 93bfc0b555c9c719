"""Names that a round trip has put into English word for word: Rodrigo Peace for Rodrigo Paz, Green Cape for Cabo Verde.

Which parts of names are words of a language, and of which meaning, glosses.py says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..values import Span
from .candidates import Candidate, cased, ranked
from .glosses import Part, Reading, aligned, foreign, note, phrases, readings, word
from .mention import GEONAMES, Entity, Match, Mention, kind_of
from .people import supported
from .places import known_with_noun
from .roles import Context, held
from .runs import Run
from .scene import Scene, zipf
from .sound import plain, similarity, tokens
from .sounds import Sounds
from .tongues import HOMES
from .words import TITLES, wordset

LONGEST_PLACE = 4
TELLING = 4.0  # zipf frequency from which a token that is the same says little
LARGE = 100_000  # inhabitants
ENOUGH = frozenset({"role", "document", "batch", "country"})
ALL_CALQUED = frozenset({"role", "title", "document"})  # what it takes when no token is left as it was
SPEAKS = wordset("""
    said says told tells added adds warned warns stressed noted insisted replied declared announced promised argued
    himself herself denied explained claimed acknowledged emphasised emphasized
""")
SHORTEST_HEADLINE = 5
HEADLINE = 0.7  # share of capitalised words from which a capital says nothing


class Bearer(NamedTuple):
    """One spelling of a person, by its tokens, and the number of that person."""

    tokens: tuple[str, ...]
    form: str
    number: int


def _bearers(token: str, people: Sounds) -> Iterator[Bearer]:
    """The spellings of people with this token, Arabic articles aside."""
    for at in dict.fromkeys(people.places.get(token, ())):
        bearer = Bearer(tokens(people.forms[at]), people.forms[at], people.numbers[at])
        if token in bearer.tokens:
            yield bearer


def person(run: Run, around: Context, scene: Scene, present: frozenset[str]) -> tuple[Match, ...]:
    """People in whose name some tokens are words that the tokens of `run` translate, best first.

    The other tokens are the same or sound alike; the office, the document, the batch or the country must speak for it.
    """
    name = run.span.of(scene.doc.text)
    seen = tokens(name)
    people = scene.dictionary.people()
    words = (one for english in (phrases(seen) if len(seen) > 1 else ()) for one in foreign(english))
    found: dict[int, list[Candidate]] = defaultdict(list)
    for bearer in dict.fromkeys(bearer for one in words for bearer in _bearers(one.token, people)):
        if (candidate := _candidate(seen, bearer, around, scene, present)) is not None:
            found[bearer.number].append(candidate)
    return ranked(
        name, [max(some, key=lambda c: (c.score, c.form == c.entity.canonical)) for some in found.values()], scene
    )


def _candidate(
    seen: tuple[str, ...], bearer: Bearer, around: Context, scene: Scene, present: frozenset[str]
) -> Candidate | None:
    parts = aligned(seen, bearer.tokens) or ()
    if all(part.kept for part in parts):
        return None
    entity = scene.dictionary.entity(bearer.number)
    notes = _notes(parts, entity.country)
    support = tuple(supported(entity, around, scene, present))
    kinds = {kind_of(words) for words in support}
    enough = ENOUGH if any(part.kept for part in parts) else ALL_CALQUED
    if not notes or "not" in kinds or not kinds & enough:
        return None
    support += notes + tuple(_usual(seen, [token for token in seen if token in bearer.tokens], scene))
    score = sum(similarity(part.english, part.token) if part.kept else 1.0 for part in parts) / len(parts)
    return Candidate(entity, bearer.form, round(score, 4), 1.0, support)


def _notes(parts: Sequence[Part], country: str) -> tuple[str, ...]:
    """Of which language each part that is translated is a word; none when nobody from `country` has such a name."""
    found = [(part.english, word(part.english, part.token, country)) for part in parts if not part.kept]
    notes = tuple(note(english, one) for english, one in found if one is not None)
    return notes if len(notes) == len(found) else ()


def _usual(seen: Sequence[str], kept: Sequence[str], scene: Scene) -> Iterator[str]:
    """What makes the name look like a right one: people bear its tokens, or it shares but a common one."""
    surnames = scene.dictionary.surnames().tokens
    if scene.dictionary.is_given(seen[0].title()) and all(token in surnames for token in seen[1:]):
        yield "usual: people bear these names"
    if kept and min(map(zipf, kept)) >= TELLING:
        yield f"familiar: {kept[0]} is borne by many"


def surname(
    run: Run, resolved: Iterable[Mention], around: Context, scene: Scene, people: Mapping[str, Entity]
) -> tuple[Match, ...]:
    """People whose surname the words of `run` translate, where the capital or the words around ask for a name.

    `resolved` are the full names that `person` found, `people` those that stand in the document, by full spelling.
    """
    if _before(run, scene).lower().endswith("the ") or _headline(run, scene):
        return ()
    named = _titled(run, scene) or bool(_speaks(run, scene))
    followed = _followed(run, resolved, scene) if named or inside(run, scene) else ()
    return followed or (_known(run, around, scene, people) if named else ())


def _followed(run: Run, resolved: Iterable[Mention], scene: Scene) -> tuple[Match, ...]:
    name = tokens(run.span.of(scene.doc.text))
    for mention in resolved:
        match = mention.matches[0]
        *_, last = aligned(tokens(mention.text), tokens(match.replacement)) or [None]
        if last and " ".join(name) == last.english != last.token:
            support = (*match.support, f"full: {mention.text} stands in the text")
            right = cased(run.span.of(scene.doc.text), match.replacement.split()[-1])
            return (match._replace(replacement=right, support=support),)
    return ()


def _known(run: Run, around: Context, scene: Scene, people: Mapping[str, Entity]) -> tuple[Match, ...]:
    """People named rightly in the document, and those whose office stands before the name."""
    name = run.span.of(scene.doc.text)
    key = plain(name)
    found = []
    for spelling, entity in people.items():
        last = spelling.split()[-1]
        if one := word(key, plain(last), entity.country):
            support = (f"document: {spelling} is named elsewhere", note(key, one), "lone: no more than the surname")
            found.append(_lone(last, entity, support))
    words = dict.fromkeys(one.token for one in foreign(key) if _titled(run, scene))
    every = dict.fromkeys(bearer for token in words for bearer in _bearers(token, scene.dictionary.people()))
    for bearer in (one for one in every if one.tokens[-1] in words):
        entity = scene.dictionary.entity(bearer.number)
        office, one = held(entity, around, scene.lands), word(key, bearer.tokens[-1], entity.country)
        if one is not None and kind_of(office) == "role":
            support = (office, note(key, one), "lone: no more than the surname")
            found.append(_lone(bearer.form.split()[-1], entity, support))
    return ranked(name, found, scene)


def _lone(last: str, entity: Entity, support: tuple[str, ...]) -> Candidate:
    return Candidate(entity._replace(canonical=last), last, 1.0, 1.0, support)


def place(run: Run, expected: str, scene: Scene) -> tuple[Span, tuple[Match, ...]]:
    """Where the whole of `run`, with "The" before it, translates a name of a place: its span and what it may have been.

    `expected` is what `slot` said; a capital may speak for its country without it. What English never says may stand
    beside a translated word: New Kakhovka, Nova Kakhovka.
    """
    text = scene.doc.text
    span = _with_article(run, scene)
    name = span.of(text)
    seen = tuple(plain(name).split())
    known = scene.dictionary.entities(name)
    if len(seen) > LONGEST_PLACE or _headline(run, scene) or known:
        return span, ()
    if len(seen) == 1:
        return run.span, ranked(name, list(_towns(run, expected, scene)), scene)
    found: list[Candidate] = []
    for reading in readings(seen, frozenset(filter(scene.rare, seen))):
        found += _nations(reading, expected, scene)
        found += _cities(reading, expected or _speaks(run, scene), scene)
    return span, ranked(name, found, scene)


def _towns(run: Run, expected: str, scene: Scene) -> Iterator[Candidate]:
    """Places in the news whose name is one word: the city of Amounts, for Sumy."""
    word = plain(run.span.of(scene.doc.text))
    bare = kind_of(expected) == "noun" or not _before(run, scene).lower().endswith("the ")  # in honour of the Day
    asked = kind_of(expected) in ("slot", "noun") and bare
    if asked and inside(run, scene) and not known_with_noun(word, expected, scene):
        for reading in readings((word,)):
            for candidate in _cities(reading, expected, scene):
                if scene.dictionary.entities(candidate.form):
                    yield candidate


def _with_article(run: Run, scene: Scene) -> Span:
    before = scene.doc.text[max(0, run.span.start - 4) : run.span.start]
    return Span(run.span.start - 4, run.span.end) if before == "The " else run.span


def _nations(reading: Reading, expected: str, scene: Scene) -> Iterator[Candidate]:
    nation = scene.dictionary.nation(reading.form) if expected else None
    if nation and nation[1] == "name" and nation[0] in HOMES[reading.language]:
        spelled = reading.form.title()
        entity = Entity(spelled, "place", nation[0], (), "countries")
        yield Candidate(entity, spelled, 1.0, 1.0, (expected, *_country(nation[0], scene), reading.note()))


def _cities(reading: Reading, expected: str, scene: Scene) -> Iterator[Candidate]:
    for city in scene.dictionary.cities(reading.form) if expected else ():
        weighty = city.population >= LARGE or bool(scene.dictionary.entities(city.name))
        here = city.country in scene.nations and city.country in HOMES[reading.language]
        if here and weighty and plain(city.name) == reading.form:
            entity = Entity(city.name, "place", city.country, (), GEONAMES)
            support = (expected, *_country(city.country, scene), reading.note())
            yield Candidate(entity, city.name, 1.0, 1.0, support)


def _country(code: str, scene: Scene) -> tuple[str, ...]:
    return (f"country: {code} is named in the text",) if code in scene.nations else ()


def _before(run: Run, scene: Scene) -> str:
    return scene.doc.text[scene.sentences[run.sentence].start : run.span.start]


def _titled(run: Run, scene: Scene) -> bool:
    before = plain(_before(run, scene)).split()
    return bool(before) and before[-1] in TITLES


def inside(run: Run, scene: Scene) -> bool:
    """True inside a sentence, where the language has no reason for a capital but a name."""
    before = _before(run, scene).rstrip()
    return before[-1:].isalnum() or before[-1:] == ","


def _speaks(run: Run, scene: Scene) -> str:
    """The slot of somebody who speaks or acts: "slot: said", or nothing."""
    after = scene.doc.text[run.span.end : run.span.end + 20].split()
    known = after and scene.doc.text[run.span.end] == " " and after[0].rstrip(",.") in SPEAKS
    return f"slot: {after[0]}" if known else ""


def _headline(run: Run, scene: Scene) -> bool:
    """True in a sentence of capitals, in which one more says nothing."""
    words = [word for word in scene.sentences[run.sentence].of(scene.doc.text).split() if word.isalpha()]
    return len(words) >= SHORTEST_HEADLINE and sum(word[0].isupper() for word in words) >= HEADLINE * len(words)
