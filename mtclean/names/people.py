"""Which person a name may have been: by sound first, then by office, by the rest of the document and by the batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from .mention import Entity, Match
from .roles import Context, held
from .runs import Run
from .scene import Scene
from .sound import plain, similarity, tokens, worst_token
from .sounds import Near
from .words import PARTICLES

LEAST, LEAST_TOKEN = 0.70, 0.5
MOST = 5
LEAST_ATTESTED = 0.87
LEAST_SURNAME, LEAST_SURNAME_WITH_ROLE = 0.90, 0.84
SHORT_TOKEN, SHORT_NAME = 4, 9
BONUS = {"role": 0.15, "document": 0.08, "batch": 0.06, "title": 0.05}


class Candidate(NamedTuple):
    """An entity with the spelling of it that sounds most like the name, and the evidence besides the sound."""

    entity: Entity
    form: str
    score: float
    worst: float
    support: tuple[str, ...]
    prior: float = 0.0

    @property
    def weight(self) -> float:
        """What candidates are ranked by: the score, what speaks for the entity as such, a bonus for each kind of evidence."""
        return self.score + self.prior + sum(BONUS.get(kind, 0.0) for kind in {kind_of(words) for words in self.support})


def kind_of(support: str) -> str:
    """The kind of evidence a line of support gives: "role", "title", "document", "batch", "rare" ...

    >>> kind_of("role: foreign minister of turkiye")
    'role'
    """
    return support.partition(":")[0]


def full_name(name: str, around: Context, scene: Scene, present: frozenset[str]) -> tuple[Match, ...]:
    """People that `name`, two tokens or more and in no dictionary, may have been, best first.

    `present` holds the preferred spellings of the people that the document names rightly somewhere.
    """
    candidates = [*_listed(name, around, scene, present), *_from_batch(name, scene)]
    return ranked(name, candidates, scene)


def short(name: str) -> bool:
    """True for names of so few letters that many different people sound alike.

    >>> short("Wang Yi"), short("Hakan Vian")
    (True, False)
    """
    lengths = [len(token) for token in tokens(name)]
    return min(lengths) < SHORT_TOKEN and sum(lengths) < SHORT_NAME


def _listed(name: str, around: Context, scene: Scene, present: frozenset[str]) -> Iterator[Candidate]:
    dictionary = scene.dictionary
    for near in best_forms(dictionary.people().near(name, LEAST)):
        worst = worst_token(name, near.form)
        if worst < LEAST_TOKEN:
            continue
        entity = dictionary.entity(near.number)
        support = tuple(_support(entity, around, scene, present))
        kinds = {kind_of(words) for words in support}
        if "not" not in kinds and ("role" in kinds or not (short(name) or short(near.form))):
            yield Candidate(entity, near.form, near.score, worst, support)


def best_forms(near: Iterable[Near]) -> list[Near]:
    """The best spelling of each entity; `near` is sorted, best first."""
    best: dict[int, Near] = {}
    for one in near:
        best.setdefault(one.number, one)
    return list(best.values())


def _support(entity: Entity, around: Context, scene: Scene, present: frozenset[str]) -> Iterator[str]:
    office = held(entity.roles, entity.country, around, scene.lands)
    if office and (kind_of(office) != "title" or entity.country in scene.countries):
        yield office
    if entity.country and entity.country in scene.nations:
        yield f"country: {entity.country} is named in the text"
    if entity.canonical in present:
        yield f"document: {entity.canonical} is named elsewhere"
    others = _other_articles(entity.canonical, scene)
    if others >= 2:
        yield f"batch: {entity.canonical} in {others} other articles"


def _other_articles(name: str, scene: Scene) -> int:
    here = plain(name) in plain(scene.doc.text) if scene.attested.count(name) else False
    return scene.attested.count(name) - here


def _from_batch(name: str, scene: Scene) -> Iterator[Candidate]:
    for near in scene.attested.sounds.near(name, LEAST_ATTESTED):
        others = _other_articles(near.form, scene)
        worst = worst_token(name, near.form)
        if short(name) or others < 2 or others <= 2 * scene.attested.count(name) or worst < 0.6 or scene.dictionary.entities(near.form):
            continue
        entity = Entity(near.form, "person", "", (), "batch")
        yield Candidate(entity, near.form, near.score, worst, (f"batch: {near.form} in {others} other articles",))


def ranked(name: str, candidates: Sequence[Candidate], scene: Scene) -> tuple[Match, ...]:
    """Candidates as matches, best first, each with its lead over the next different entity as its margin."""
    best: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=lambda c: (-c.weight, c.entity)):
        best.setdefault(preferred(candidate, name), candidate)
    weights = [c.weight for c in best.values()]
    matches = []
    for at, (form, candidate) in enumerate(list(best.items())[:MOST]):
        margin = round(min(1.0, candidate.weight - max(weights[at + 1 :], default=0.0)), 3)
        support = (*candidate.support, *_rarity(name, form, scene))
        matches.append(Match(form, candidate.entity, candidate.score, candidate.worst, margin, support))
    return tuple(matches)


def preferred(candidate: Candidate, name: str) -> str:
    """The preferred spelling, unless `name` follows another accepted one in its number of tokens or all but one token."""
    canonical = candidate.entity.canonical
    if len(tokens(canonical)) != len(tokens(name)):
        return candidate.form
    return canonical if similarity(canonical, name) >= candidate.score - 0.03 else candidate.form


def _rarity(name: str, form: str, scene: Scene) -> Iterator[str]:
    known = PARTICLES.union(tokens(form))
    strange = [token for token in tokens(name) if token not in known]
    rare = [token for token in strange if scene.rare(token)]
    if familiar := [token for token in tokens(name) if token in known and scene.familiar(token)]:
        yield f"familiar: {familiar[0]} is borne by many"
    if rare:
        kind = "rare" if rare == strange else "odd"
        yield f"{kind}: {' and '.join(rare)}, no usual word or name"


def surname(name: str, scene: Scene, people: Mapping[str, Entity]) -> tuple[Match, ...]:
    """People named in the document whose surname the single token `name` sounds like; `people` is by full spelling."""
    found = []
    for spelling, entity in people.items():
        last = spelling.split()[-1]
        score = similarity(name, last)
        if score >= LEAST_SURNAME and plain(last) != plain(name) and len(name) >= SHORT_TOKEN:
            support = (f"document: {spelling} is named elsewhere",)
            found.append(Candidate(entity, last, score, score, support))
    return tuple(m._replace(replacement=c.form) for m, c in _with_forms(name, found, scene))


def _with_forms(name: str, found: list[Candidate], scene: Scene) -> Iterator[tuple[Match, Candidate]]:
    by_entity = {candidate.entity: candidate for candidate in sorted(found, key=lambda c: c.score)}
    for match in ranked(name, list(by_entity.values()), scene):
        yield match, by_entity[match.entity]


def officeholder(name: str, around: Context, scene: Scene) -> tuple[Match, ...]:
    """People whose surname sounds like `name` and whose office and country stand beside it."""
    if len(name) < SHORT_TOKEN or not any(scene.lands(phrase) for phrase in around.phrases):
        return ()
    found = []
    for near in best_forms(scene.dictionary.surnames().near(name, LEAST_SURNAME_WITH_ROLE)):
        entity = scene.dictionary.entity(near.number)
        office = held(entity.roles, entity.country, around, scene.lands)
        if kind_of(office) == "role" and plain(near.form) != plain(name):
            found.append(Candidate(entity, near.form, near.score, near.score, (office,)))
    return tuple(m._replace(replacement=c.form) for m, c in _with_forms(name, found, scene))


def contexts(group: Sequence[Run], find: Mapping[Run, Context]) -> Context:
    """The appositions of all occurrences of one name together."""
    return Context(tuple(dict.fromkeys(phrase for run in group for phrase in find[run].phrases)))
