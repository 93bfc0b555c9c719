"""All names of a document with what the dictionary, the document and the batch say about each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..values import Document, Span
from . import asia, calques, cognates
from .acronyms import acronyms
from .attested import Attested
from .candidates import cased
from .dictionary import PART, Dictionary
from .features import features
from .figures import figures
from .likely import supposed
from .mention import GEONAMES, Entity, Match, Mention, kind_of
from .organisations import organisation
from .particles import particles
from .parts import guessed
from .people import SHORT_TOKEN, full_name, officeholder, surname
from .places import abroad, article, foreign, namesake, place
from .reworded import reworded
from .roles import Context, context
from .runs import Run, dateline, runs, windows
from .scene import Scene, local, scene
from .slots import Places, slot
from .sound import plain, similarity, tokens
from .variants import variants

LONGEST, LONGEST_KNOWN = 4, 7  # tokens in a name that is judged by sound, and in one that is looked up
ALIKE = 0.78  # how much a lone surname must sound like the one of a full name resolved elsewhere
RESOLVED = 0.72  # score from which a full name lends its surname to the rest of the document
BETTER = 0.02  # by which a part of a run must be closer than the whole to be taken instead
HEARD = 0.84  # from which the sound of a full name is believed before its syllables
CLAIMED = 0.8  # from which a person claims a name that nothing but its sound speaks for; of many, some sound so
EVIDENCE = frozenset({"role", "title", "document", "batch", "country"})
NOTHING = Attested()
LONGEST_WORDS = 40  # characters of the words beside a name that may belong to it
_OF = re.compile(r"((?:[^\W\d_]+ )?)([^\W\d_]+ of (?:the )?)$")
_SMALL_WORDS = re.compile(r"(?: [a-z][\w'’-]*){1,3}")


class Found(NamedTuple):
    """A mention with the run it was found in."""

    run: Run
    mention: Mention


def mentions(
    doc: Document, sentences: Sequence[Span], dictionary: Dictionary, attested: Attested = NOTHING
) -> tuple[Mention, ...]:
    """The names of `doc` in text order: `exact` for known ones, `near` for what may be something else, `unknown`.

    Those that were translated are `calque`, those left in another language `foreign`.

    `sentences` are the sentence spans of `doc`; `attested` is what the other articles of the run say.
    """
    view = scene(doc, sentences, dictionary, attested)
    named = features(view)
    named += [mention for mention in (*acronyms(view), *figures(view)) if not _within(mention.span, named)]
    every = runs(doc.text, sentences, dictionary.demonyms())
    named += [mention for mention in particles(view, every) if not _within(mention.span, named)]
    seen = [run for run in every if not _within(run.span, named)]
    known, left = _split(seen, view)
    right = [*(f.run.span for f in known if len(f.run.tokens) > 1), *(m.span for m in named)]
    named += reworded(view, right, [run.span for run in left])
    known = _at_home([found for found in known if not _within(found.run.span, named)], view)
    left = [run for run in left if not _within(run.span, named)]
    translated = _translated(left, view, known)
    left = _without(left, translated)
    people = [run for run in left if not dateline(doc.text).overlaps(run.span)]
    full = _full_names(people, view, _people(known))
    lent = [found for found in known if _lent(found, full, view)]
    known, left = [found for found in known if found not in lent], [*left, *(found.run for found in lent)]
    rest = _others(_without(left, full), view, known, full)
    said = (found.mention for found in (*known, *translated, *full, *rest))
    return tuple(supposed(guessed(variants(_everywhere([*named, *said]), view), view), view))


def _everywhere(found: Sequence[Mention]) -> list[Mention]:
    """`found`, a spelling that was read as a place where the words around say so read so throughout."""
    placed = {m.text: m for m in found if m.how in ("near", "calque") and m.matches[0].entity.kind == "place"}
    return [
        placed[m.text]._replace(span=m.span) if m.text in placed and m.how in ("exact", "unknown") else m for m in found
    ]


def _within(span: Span, named: Sequence[Mention]) -> bool:
    return any(span.overlaps(mention.span) for mention in named)


def _at_home(known: Sequence[Found], view: Scene) -> list[Found]:
    """`known`, places far from all that the text names as what sounds like them near by."""
    places = _places(known)
    return [_near_by(found, places, view) for found in known]


def _near_by(known: Found, places: Places, view: Scene) -> Found:
    name, entity = known.mention.text, known.mention.matches[0].entity
    homes = {entity.country, *(city.country for city in view.dictionary.cities(name))}
    if entity.kind != "place" or not homes.isdisjoint(view.nations):
        return known
    expected = slot(view.doc.text, known.run, places)
    matches = namesake(name, entity.country, expected, local(view, known.run.span))
    return Found(known.run, known.mention._replace(how="near", matches=matches)) if matches else known


def _lent(known: Found, full: Sequence[Found], view: Scene) -> bool:
    """True for a town, nowhere called one, that shares its name with the surname of a person resolved in full."""
    (entity, *_), key = (match.entity for match in known.mention.matches), plain(known.mention.text)
    nobody = Places(frozenset(), frozenset())
    town = entity.source == GEONAMES and not slot(view.doc.text, known.run, nobody)
    return town and any(key == plain(one.mention.text.split()[-1]) for one in full if _person(one.mention))


def _person(mention: Mention) -> bool:
    return mention.matches[0].entity.kind == "person" and mention.matches[0].score >= RESOLVED


def _without(left: Sequence[Run], taken: Sequence[Found]) -> list[Run]:
    return [run for run in left if not any(run.span.overlaps(found.mention.span) for found in taken)]


def _translated(left: Sequence[Run], view: Scene, known: Sequence[Found]) -> list[Found]:
    """Names that were put into English word for word: in full, as the surname of one that was, and places."""
    around, people, places = _contexts(left, view), _people(known), _places(known)
    present = frozenset(entity.canonical for entity in people.values())
    found: list[Found] = []
    for run in left:
        parts = ((part, _rendered(part, around[_key(part, view)], view, present)) for part in _parts(run, view))
        found += [_calque(part, part.span, matches, view) for part, matches in parts if matches][:1]
    resolved = [one.mention for one in found]
    for run in _without(left, found):
        span, matches = calques.place(run, slot(view.doc.text, run, places), view)
        if not matches:
            span = run.span
            matches = calques.surname(run, resolved, around[_key(run, view)], view, people)
        found += [_calque(run, span, matches, view)] if matches else []
    return found


def _rendered(part: Run, around: Context, view: Scene, present: frozenset[str]) -> tuple[Match, ...]:
    return calques.person(part, around, view, present) or cognates.person(part, around, view, present)


def _calque(run: Run, span: Span, matches: tuple[Match, ...], view: Scene) -> Found:
    return Found(run, Mention(span, span.of(view.doc.text), "calque", matches))


def _key(run: Run, view: Scene) -> str:
    return plain(run.span.of(view.doc.text))


def _places(known: Sequence[Found]) -> Places:
    spans = [f.run.span for f in known if f.mention.matches[0].entity.kind in ("place", "country")]
    return Places(frozenset(span.start for span in spans), frozenset(span.end for span in spans))


def _split(found: Sequence[Run], view: Scene) -> tuple[list[Found], list[Run]]:
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
    return known, [run for run in left if run.tokens]


def _known_parts(run: Run, view: Scene) -> list[Run]:
    """Known names in `run`; a single known token counts only when it is all there is, Hakan Vian is not Vian."""
    if len(run.tokens) == 1:
        return [run] if _entities(run, view) else []
    taken: list[Run] = []
    for part in windows(run, range(2, min(LONGEST_KNOWN, len(run.tokens)) + 1)):
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


def _people(known: Sequence[Found]) -> dict[str, Entity]:
    """People the document names rightly and in full, by the spelling it uses."""
    return {
        found.mention.text: found.mention.matches[0].entity
        for found in known
        if found.mention.matches[0].entity.kind == "person" and len(found.run.tokens) > 1
    }


def _full_names(left: Sequence[Run], view: Scene, people: Mapping[str, Entity]) -> list[Found]:
    """Names of two tokens and more that sound like a known person or organisation; each spelling is judged once."""
    around = _contexts(left, view)
    present = frozenset(entity.canonical for entity in people.values())
    judged: dict[str, tuple[Match, ...]] = {}
    found: list[Found] = []
    for run in left:
        best: Found | None = None
        for part in _parts(run, view):
            name = part.span.of(view.doc.text)
            key = plain(name)
            if key not in judged:
                judged[key] = _person_of(name, around[key], view, present) or organisation(name, view)
            if judged[key] and (best is None or judged[key][0].score > best.mention.matches[0].score + BETTER):
                best = Found(part, Mention(part.span, name, "near", judged[key]))
        found += [best] if best is not None else []
    return found


def _person_of(name: str, around: Context, view: Scene, present: frozenset[str]) -> tuple[Match, ...]:
    """Who `name` may be by its characters, by its sound, and where the sound says little by syllables."""
    if read := asia.person(name, around, view, present):
        return read
    heard = full_name(name, around, view, present)
    if heard and heard[0].score >= HEARD:
        return heard
    return asia.western(name, around, view, present) or (heard if _claims(heard) else ())


def _claims(heard: Sequence[Match]) -> bool:
    return any(one.score >= CLAIMED or EVIDENCE.intersection(map(kind_of, one.support)) for one in heard[:1])


def _parts(run: Run, view: Scene) -> Iterator[Run]:
    """The run itself, then the parts of two tokens and more that leave out no rare token."""
    if 2 <= len(run.tokens) <= LONGEST:
        yield run
    for part in windows(run, range(2, min(LONGEST, len(run.tokens) - 1) + 1)):
        dropped = (token.of(view.doc.text) for token in run.tokens if token not in part.tokens)
        if not any(view.rare(token) for token in dropped):
            yield part


def _contexts(left: Sequence[Run], view: Scene) -> dict[str, Context]:
    """The appositions of every name and part of a name, those of all its occurrences together."""
    phrases: dict[str, dict[str, None]] = {}
    for run in left:
        for part in (run, *_parts(run, view)):
            near = context(view.doc.text, part.span, view.sentences[part.sentence])
            phrases.setdefault(plain(part.span.of(view.doc.text)), {}).update(dict.fromkeys(near.phrases))
    return {key: Context(tuple(said)) for key, said in phrases.items()}


def _others(left: Sequence[Run], view: Scene, known: Sequence[Found], full: Sequence[Found]) -> Iterator[Found]:
    """Lone surnames of people named in full or by their office, places, and what nothing is known of."""
    around, people, places = _contexts(left, view), _people(known), _places(known)
    for run in sorted(left, key=lambda run: run.span):
        name = run.span.of(view.doc.text)
        matches: tuple[Match, ...] = ()
        if len(run.tokens) == 1:
            matches = _propagated(name, full, view) or _lone(name, around[plain(name)], view, people)
        here = local(view, run.span)
        inside = calques.inside(run, view)
        matches = matches or place(name, slot(view.doc.text, run, places), here, inside=inside)
        span = article(view.doc.text, run.span, matches)
        matches = matches if span == run.span else place(name, "", here)
        if matches and matches[0].entity.kind == "place":
            places = places._replace(ends=places.ends | {span.end})
        borne = plain(name) in view.dictionary.people().tokens
        how = "near" if matches else "exact" if borne else "unknown"
        yield Found(run, Mention(span, span.of(view.doc.text), how, matches))


def _lone(name: str, around: Context, view: Scene, people: Mapping[str, Entity]) -> tuple[Match, ...]:
    if not view.rare(name):
        return ()
    read = asia.surname(name, around, view, people)
    return read or surname(name, view, people) or officeholder(name, around, view)


def _propagated(name: str, full: Sequence[Found], view: Scene) -> tuple[Match, ...]:
    """The surname of a person resolved from a full name, where `name` is another garbled spelling of that surname."""
    found = [match for one in full if (match := _follows(name, one.mention, view)) is not None]
    return tuple(sorted(found, key=lambda match: -match.score)[:1])


def _follows(name: str, resolved: Mention, view: Scene) -> Match | None:
    if read := asia.follows(name, resolved):
        return read
    match = resolved.matches[0]
    seen, meant = resolved.text.split()[-1], cased(name, match.replacement.split()[-1])
    if not _person(resolved) or plain(name) == plain(meant):
        return None
    support = (*match.support, f"full: {resolved.text} stands in the text")
    if plain(name) in (plain(seen), tokens(seen)[-1]) or similarity(name, seen) >= 0.95:
        return match._replace(replacement=meant, support=support)
    likeness = similarity(name, meant)
    if not view.rare(name) or max(likeness, similarity(name, seen)) < ALIKE or len(name) < SHORT_TOKEN:
        return None
    score, worst = ((likeness + of_full) / 2 for of_full in (match.score, match.worst))
    support = (*support, f"again: {name} is one more spelling of {meant}")
    return match._replace(replacement=meant, score=score, worst=worst, support=support)
