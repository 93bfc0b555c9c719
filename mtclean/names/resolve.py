"""All names of a document with what the dictionary, the document and the batch say about each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..values import Document, Span
from .attested import Attested
from .dictionary import Dictionary
from .mention import Entity, Match, Mention
from .organisations import organisation
from .people import full_name, kind_of, officeholder, surname
from .places import place, slot
from .roles import Context, context
from .runs import Run, runs, windows
from .scene import Scene, scene
from .sound import plain, similarity, tokens
from .variants import variants

LONGEST = 4
SURE = 0.72


class _Found(NamedTuple):
    """A mention with its run, for what comes later to build on."""

    run: Run
    mention: Mention


def mentions(
    doc: Document, sentences: Sequence[Span], dictionary: Dictionary, attested: Attested = Attested()  # noqa: B008
) -> tuple[Mention, ...]:
    """The names of `doc` in text order: known ones (`exact`), ones that may be something else (`near`), the rest (`unknown`).

    `sentences` are the sentence spans of `doc`; `attested` is what the other articles of the run say.
    """
    view = scene(doc, sentences, dictionary, attested)
    known, open_runs = _split(runs(doc.text, sentences, dictionary.demonyms()), view)
    present = _people_present(known)
    full = _full_names(open_runs, view, frozenset(e.canonical for e in present.values()))
    rest = _single(_uncovered(open_runs, full), view, {**present}, full, known)
    found = [f.mention for f in (*known, *full, *rest)]
    return tuple(sorted(variants(found, view), key=lambda mention: mention.span))


def _split(found: Sequence[Run], view: Scene) -> tuple[list[_Found], list[Run]]:
    """Runs that are known names, and what is left of the others around the known names in them."""
    known, left = [], []
    for run in found:
        start = 0
        for part in _known_parts(run, view):
            known.append(_Found(part, _exact(part, view)))
            at = run.tokens.index(part.tokens[0])
            left += [run.part(start, at)] if at > start else []
            start = at + len(part.tokens)
        left += [run.part(start, len(run.tokens))] if start < len(run.tokens) else []
    return known, left


def _known_parts(run: Run, view: Scene) -> list[Run]:
    if len(run.tokens) == 1:
        return [run] if _entities(run, view) else []
    taken: list[Run] = []
    sizes = range(2, min(LONGEST, len(run.tokens)) + 1)
    for part in windows(run, sizes):
        if not any(part.span.overlaps(other.span) for other in taken) and _entities(part, view):
            taken.append(part)
    return sorted(taken, key=lambda part: part.span)


def _entities(run: Run, view: Scene) -> tuple[Entity, ...]:
    name = run.span.of(view.doc.text)
    dictionary = view.dictionary
    found = dictionary.entities(name)
    if found:
        return found
    nation = dictionary.nation(name)
    if nation:
        return (Entity(name, "country", nation[0], (), "countries"),)
    cities = [c for c in dictionary.cities(name) if c.country in view.countries] or list(dictionary.cities(name))
    return tuple(Entity(c.name, "place", c.country, (), "GeoNames") for c in cities[:1])


def _exact(run: Run, view: Scene) -> Mention:
    name = run.span.of(view.doc.text)
    matches = tuple(Match(name, entity, 1.0, 1.0, 1.0, ()) for entity in _entities(run, view))
    return Mention(run.span, name, "exact", matches)


def _people_present(known: Sequence[_Found]) -> dict[str, Entity]:
    """People the document names rightly and in full, by the spelling it uses."""
    return {
        found.mention.text: match.entity
        for found in known
        for match in found.mention.matches[:1]
        if match.entity.kind == "person" and len(found.run.tokens) > 1
    }


def _full_names(open_runs: Sequence[Run], view: Scene, present: frozenset[str]) -> list[_Found]:
    """Names of two tokens and more that sound like a known person or organisation; each spelling is judged once."""
    found: list[_Found] = []
    judged: dict[str, tuple[Match, ...]] = {}
    around = _contexts(open_runs, view)
    for run in open_runs:
        best: _Found | None = None
        for part in _parts(run, view):
            name = part.span.of(view.doc.text)
            key = plain(name)
            if key not in judged:
                judged[key] = _whole(name, around.get(key, Context(())), view, present)
            if judged[key] and (best is None or judged[key][0].score > best.mention.matches[0].score + 0.02):
                best = _Found(part, Mention(part.span, name, "near", judged[key]))
        if best is not None:
            found.append(best)
    return found


def _whole(name: str, around: Context, view: Scene, present: frozenset[str]) -> tuple[Match, ...]:
    return full_name(name, around, view, present) or organisation(name, view)


def _parts(run: Run, view: Scene) -> Iterator[Run]:
    """The run itself, then the parts that leave out only words that are common in English."""
    if 2 <= len(run.tokens) <= LONGEST:
        yield run
    for part in windows(run, range(2, min(LONGEST, len(run.tokens) - 1) + 1)):
        dropped = [token.of(view.doc.text) for token in run.tokens if token not in part.tokens]
        if not any(view.rare(token) for token in dropped):
            yield part


def _contexts(open_runs: Sequence[Run], view: Scene) -> dict[str, Context]:
    """The appositions of every name and part of a name, those of all its occurrences together."""
    phrases: dict[str, dict[str, None]] = {}
    for run in open_runs:
        for part in (run, *_parts(run, view)):
            near = context(view.doc.text, part.span, view.sentences[run.sentence])
            phrases.setdefault(plain(part.span.of(view.doc.text)), {}).update(dict.fromkeys(near.phrases))
    return {key: Context(tuple(said)) for key, said in phrases.items()}


def _uncovered(open_runs: Sequence[Run], full: Sequence[_Found]) -> list[Run]:
    return [run for run in open_runs if not any(run.span.overlaps(found.run.span) for found in full)]


def _single(
    left: Sequence[Run], view: Scene, present: Mapping[str, Entity], full: Sequence[_Found], known: Sequence[_Found]
) -> list[_Found]:
    """Places, and surnames of people who are named in full elsewhere."""
    around = _contexts(left, view)
    ends = frozenset(f.run.span.end for f in known if f.mention.matches[0].entity.kind in ("place", "country"))
    found = []
    for run in left:
        name = run.span.of(view.doc.text)
        matches: tuple[Match, ...] = ()
        if len(run.tokens) == 1:
            matches = _propagated(name, full) or _lone(name, around[plain(name)], view, present)
        matches = matches or place(name, slot(view.doc.text, run, ends), view)
        how = "near" if matches else "exact" if _surname_known(name, view) else "unknown"
        found.append(_Found(run, Mention(run.span, name, how, matches)))
    return found


def _surname_known(name: str, view: Scene) -> bool:
    return plain(name) in view.dictionary.people().tokens


def _lone(name: str, around: Context, view: Scene, present: Mapping[str, Entity]) -> tuple[Match, ...]:
    if not view.rare(name):
        return ()
    return surname(name, view, present) or officeholder(name, around, view)


def _propagated(name: str, full: Sequence[_Found]) -> tuple[Match, ...]:
    """The surname of a person resolved from a full name, where `name` is the garbled surname of that full name."""
    for found in full:
        match = found.mention.matches[0]
        seen, meant = tokens(found.mention.text), match.replacement.split()
        if match.entity.kind == "person" and match.score >= SURE and len(seen) == len(tokens(match.replacement)):
            last, right = seen[-1], meant[-1]
            if (plain(name) == last or similarity(name, last) >= 0.95) and plain(name) != plain(right):
                support = (*match.support, f"full: {found.mention.text} stands in the text")
                return (match._replace(replacement=right, support=support),)
    return ()
