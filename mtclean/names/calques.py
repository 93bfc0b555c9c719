"""Names that a round trip has put into English word for word: Rodrigo Peace for Rodrigo Paz, Green Cape for Cabo Verde.

Which parts of names are words of a language, and of which meaning, is in data/calques, made by training/calques.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

from ..values import Span
from .candidates import Candidate, ranked
from .mention import Entity, Match, Mention, kind_of
from .people import supported
from .roles import Context, held
from .runs import Run
from .scene import Scene, zipf
from .sound import plain, similarity, tokens
from .sounds import Sounds
from .words import TITLES, wordset

SHIPPED = Path(__file__).parent.parent / "data" / "calques"
LANGUAGES = {
    "ara": "Arabic", "deu": "German", "fas": "Persian", "fra": "French", "hin": "Hindi", "ita": "Italian",
    "nld": "Dutch", "pol": "Polish", "por": "Portuguese", "rus": "Russian", "spa": "Spanish",
    "tur": "Turkish",
}  # fmt: skip
SAME = 0.9  # how much the other tokens of a name must sound alike
COGNATE = 0.8  # a translation that sounds so much like its word is the business of people.py
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


class Word(NamedTuple):
    """A part of a name that is a word of a language, of three letters as ISO 639-3 has them, and how it writes it."""

    token: str
    language: str
    spelling: str

    def note(self, english: str) -> str:
        """The line of evidence for having been read as `english`."""
        return f"calque: {english} is one word in {LANGUAGES[self.language]} ({self.spelling})"


@cache
def table() -> Mapping[str, tuple[Word, ...]]:
    """The words that each English word, in small letters, translates.

    >>> [word.token for word in table()["flower"] if word.language == "deu"]
    ['blume']
    """
    found: dict[str, list[Word]] = defaultdict(list)
    for path in sorted(SHIPPED.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            english, token, spelling = line.split("\t")
            found[english].append(Word(token, path.stem, spelling))
    return {english: tuple(words) for english, words in found.items()}


class Bearer(NamedTuple):
    """One spelling of a person, by its tokens, and the number of that person."""

    tokens: tuple[str, ...]
    form: str
    number: int


@lru_cache(maxsize=4)
def _bearers(people: Sounds) -> Mapping[str, tuple[Bearer, ...]]:
    """The spellings of people by each of their tokens."""
    found: dict[str, dict[Bearer, None]] = defaultdict(dict)
    for form, number in zip(people.forms, people.numbers, strict=True):
        bearer = Bearer(tokens(form), form, number)
        for token in bearer.tokens:
            found[token][bearer] = None
    return {token: tuple(some) for token, some in found.items()}


def person(run: Run, around: Context, scene: Scene, present: frozenset[str]) -> tuple[Match, ...]:
    """People in whose name some tokens are words that the tokens of `run` translate, best first.

    The other tokens are the same or sound alike; the office, the document, the batch or the country must speak for it.
    """
    name = run.span.of(scene.doc.text)
    seen = tokens(name)
    bearers = _bearers(scene.dictionary.people())
    words = (word for english in (seen if len(seen) > 1 else ()) for word in table().get(english, ()))
    found: dict[int, list[Candidate]] = defaultdict(list)
    for bearer in dict.fromkeys(bearer for word in words for bearer in bearers.get(word.token, ())):
        if (candidate := _candidate(seen, bearer, around, scene, present)) is not None:
            found[bearer.number].append(candidate)
    return ranked(
        name, [max(some, key=lambda c: (c.score, c.form == c.entity.canonical)) for some in found.values()], scene
    )


def _candidate(
    seen: tuple[str, ...], bearer: Bearer, around: Context, scene: Scene, present: frozenset[str]
) -> Candidate | None:
    notes = _read(seen, bearer.tokens)
    if not notes:
        return None
    entity = scene.dictionary.entity(bearer.number)
    support = tuple(supported(entity, around, scene, present))
    kinds = {kind_of(words) for words in support}
    kept = [token for token in seen if token in bearer.tokens]
    if "not" in kinds or not kinds & (ENOUGH if len(notes) < len(seen) else ALL_CALQUED):
        return None
    support += tuple(notes) + tuple(_usual(seen, kept, scene))
    score = sum(1.0 if a == b else similarity(a, b) for a, b in zip(seen, bearer.tokens, strict=True) if a in kept)
    return Candidate(entity, bearer.form, round((score + len(seen) - len(kept)) / len(seen), 4), 1.0, support)


def _read(seen: tuple[str, ...], meant: tuple[str, ...]) -> list[str]:
    """How each token of `seen` that is not kept is the translation of that of `meant`; nothing when one is neither."""
    notes: list[str] = []
    for one, other in zip(seen, meant, strict=True) if len(seen) == len(meant) else ():
        word = next((word for word in table().get(one, ()) if word.token == other), None)
        if word is not None and similarity(one, other) < COGNATE:
            notes.append(word.note(one.capitalize()))
        elif similarity(one, other) < SAME:
            return []
    return notes


def _usual(seen: Sequence[str], kept: Sequence[str], scene: Scene) -> Iterator[str]:
    """What makes the name look like a right one: people bear its tokens, or it shares but a common one."""
    borne = scene.dictionary.people().tokens
    if all(token in borne for token in seen):
        yield "usual: people bear these names"
    if kept and min(map(zipf, kept)) >= TELLING:
        yield f"familiar: {kept[0]} is borne by many"


def surname(
    run: Run, resolved: Iterable[Mention], around: Context, scene: Scene, people: Mapping[str, Entity]
) -> tuple[Match, ...]:
    """People whose surname the one token of `run` translates, where the capital or the words around ask for a name.

    `resolved` are the full names that `person` found, `people` those that stand in the document, by full spelling.
    """
    if _before(run, scene).lower().endswith("the ") or _headline(run, scene):
        return ()
    named = _titled(run, scene) or bool(_speaks(run, scene))
    followed = _followed(run, resolved, scene) if named or _inside(run, scene) else ()
    return followed or (_known(run, around, scene, people) if named else ())


def _followed(run: Run, resolved: Iterable[Mention], scene: Scene) -> tuple[Match, ...]:
    name = run.span.of(scene.doc.text)
    for mention in resolved:
        match = mention.matches[0]
        seen, meant = tokens(mention.text), tokens(match.replacement)
        if seen[-1] == plain(name) != meant[-1]:
            support = (*match.support, f"full: {mention.text} stands in the text")
            return (match._replace(replacement=match.replacement.split()[-1], support=support),)
    return ()


def _known(run: Run, around: Context, scene: Scene, people: Mapping[str, Entity]) -> tuple[Match, ...]:
    """People named rightly in the document, and those whose office stands before the name."""
    name = run.span.of(scene.doc.text)
    words = {word.token: word for word in reversed(table().get(plain(name), ()))}
    found = []
    for spelling, entity in people.items():
        last = spelling.split()[-1]
        if word := words.get(plain(last)):
            support = (f"document: {spelling} is named elsewhere", word.note(name), "lone: no more than the surname")
            found.append(_lone(last, entity, support))
    bearers = _bearers(scene.dictionary.people()) if _titled(run, scene) else {}
    for bearer in (one for token in words for one in bearers.get(token, ()) if one.tokens[-1] == token):
        entity = scene.dictionary.entity(bearer.number)
        office = held(entity, around, scene.lands)
        if kind_of(office) == "role":
            support = (office, words[bearer.tokens[-1]].note(name), "lone: no more than the surname")
            found.append(_lone(bearer.form.split()[-1], entity, support))
    return ranked(name, found, scene)


def _lone(last: str, entity: Entity, support: tuple[str, ...]) -> Candidate:
    return Candidate(entity._replace(canonical=last), last, 1.0, 1.0, support)


def place(run: Run, expected: str, scene: Scene) -> tuple[Span, tuple[Match, ...]]:
    """Where the whole of `run`, with "The" before it, translates a name of a place: its span and what it may have been.

    `expected` is what `slot` said; a capital may speak for its country without it.
    """
    text = scene.doc.text
    span = _with_article(run, scene)
    name = span.of(text)
    seen = tuple(plain(name).split())
    if not 2 <= len(seen) <= 3 or _headline(run, scene) or scene.dictionary.entities(name):
        return span, ()
    found: list[Candidate] = []
    for form, notes in _phrases(seen):
        found += _nations(form, notes, expected, scene)
        found += _cities(form, notes, expected or _speaks(run, scene), scene)
    return span, ranked(name, found, scene)


def _with_article(run: Run, scene: Scene) -> Span:
    before = scene.doc.text[max(0, run.span.start - 4) : run.span.start]
    return Span(run.span.start - 4, run.span.end) if before == "The " else run.span


def _phrases(seen: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every way to put the English words `seen` into one language, with two nouns in either order, and the notes."""
    orders = [seen] if "the" in seen or len(seen) != 2 else [seen, seen[::-1]]
    for language, order in product(LANGUAGES, orders):
        options = [[(en, word) for word in table().get(en, ()) if word.language == language] for en in order]
        for chosen in product(*options):
            note = f"{' '.join(seen).title()} is {' '.join(w.spelling for _, w in chosen)} in {LANGUAGES[language]}"
            yield " ".join(word.token for _, word in chosen), (f"calque: {note}, word for word",)


def _nations(form: str, notes: tuple[str, ...], expected: str, scene: Scene) -> Iterator[Candidate]:
    nation = scene.dictionary.nation(form) if expected else None
    if nation and nation[1] == "name":
        spelled = form.title()
        entity = Entity(spelled, "place", nation[0], (), "countries")
        yield Candidate(entity, spelled, 1.0, 1.0, (expected, *_country(nation[0], scene), *notes))


def _cities(form: str, notes: tuple[str, ...], expected: str, scene: Scene) -> Iterator[Candidate]:
    for city in scene.dictionary.cities(form):
        weighty = city.population >= LARGE or bool(scene.dictionary.entities(city.name))
        if expected and weighty and city.country in scene.nations and plain(city.name) == form:
            entity = Entity(city.name, "place", city.country, (), "GeoNames")
            yield Candidate(entity, city.name, 1.0, 1.0, (expected, *_country(city.country, scene), *notes))


def _country(code: str, scene: Scene) -> tuple[str, ...]:
    return (f"country: {code} is named in the text",) if code in scene.nations else ()


def _before(run: Run, scene: Scene) -> str:
    return scene.doc.text[scene.sentences[run.sentence].start : run.span.start]


def _titled(run: Run, scene: Scene) -> bool:
    before = plain(_before(run, scene)).split()
    return bool(before) and before[-1] in TITLES


def _inside(run: Run, scene: Scene) -> bool:
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
