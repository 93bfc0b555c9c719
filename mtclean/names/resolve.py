"""All names of a document with what the dictionary, the document and the batch say about each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..values import Document, Span
from . import asia, calques, cognates
from .acronyms import acronyms
from .attested import Attested
from .candidates import cased
from .dictionary import Dictionary
from .features import features
from .figures import figures
from .kin import agreed
from .known import Found, at_home, named_people, named_places, split
from .likely import supposed
from .mention import GEONAMES, Entity, Match, Mention, kind_of
from .organisations import organisation
from .particles import particles
from .parts import guessed
from .people import SHORT_TOKEN, full_name, officeholder, surname
from .places import article, place
from .reworded import reworded
from .roles import Context, context
from .runs import Run, dateline, runs, windows
from .scene import Scene, local, scene
from .slots import Places, slot
from .sound import plain, similarity, tokens
from .variants import variants

LONGEST = 4  # tokens of a name that is judged by sound
ALIKE = 0.78  # how much a lone surname must sound like the one of a full name resolved elsewhere
RESOLVED = 0.72  # score from which a full name lends its surname to the rest of the document
BETTER = 0.02  # by which a part of a run must be closer than the whole to be taken instead
HEARD = 0.84  # from which the sound of a full name is believed before its syllables
CLAIMED = 0.8  # from which a person claims a name that nothing but its sound speaks for; of many, some sound so
EVIDENCE = frozenset({"role", "title", "document", "batch", "country"})
NOTHING = Attested()


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
    known, left = split(seen, view)
    right = [*(f.run.span for f in known if len(f.run.tokens) > 1), *(m.span for m in named)]
    named += reworded(view, right, [run.span for run in left])
    known = at_home([found for found in known if not _within(found.run.span, named)], view)
    left = [run for run in left if not _within(run.span, named)]
    translated = _translated(left, view, known)
    left = _without(left, translated)
    people = [run for run in left if not dateline(doc.text).overlaps(run.span)]
    full = _full_names(people, view, named_people(known))
    lent = [found for found in known if _lent(found, full, view)]
    known, left = [found for found in known if found not in lent], [*left, *(found.run for found in lent)]
    rest = _others(_without(left, full), view, known, full)
    said = (found.mention for found in (*known, *translated, *full, *rest))
    return tuple(supposed(guessed(variants(agreed(_everywhere([*named, *said]), view), view), view), view))


def _everywhere(found: Sequence[Mention]) -> list[Mention]:
    """`found`, a spelling that was read as a place where the words around say so read so throughout."""
    placed = {m.text: m for m in found if m.how in ("near", "calque") and m.matches[0].entity.kind == "place"}
    return [
        placed[m.text]._replace(span=m.span) if m.text in placed and m.how in ("exact", "unknown") else m for m in found
    ]


def _within(span: Span, named: Sequence[Mention]) -> bool:
    return any(span.overlaps(mention.span) for mention in named)


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
    around, people, places = _contexts(left, view), named_people(known), named_places(known)
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
    if heard and heard[0].score >= HEARD and EVIDENCE.intersection(map(kind_of, heard[0].support)):
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
            near = context(view.doc.text, part.span, view.sentences[part.sentence], view.doc.year)
            phrases.setdefault(plain(part.span.of(view.doc.text)), {}).update(dict.fromkeys(near.phrases))
    return {key: Context(tuple(said), view.doc.year) for key, said in phrases.items()}


def _others(left: Sequence[Run], view: Scene, known: Sequence[Found], full: Sequence[Found]) -> Iterator[Found]:
    """Lone surnames of people named in full or by their office, places, and what nothing is known of."""
    around, people, places = _contexts(left, view), named_people(known), named_places(known)
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
