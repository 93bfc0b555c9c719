"""Entities that a name may have been, put in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .mention import Entity, Match, kind_of
from .scene import COMMON, FAMILIAR, Scene, zipf
from .sound import similarity, tokens
from .sounds import Near
from .words import PARTICLES
from .world import world

MOST = 5
BORNE_BY_MANY = 3.0  # zipf from which a name that stays the same says little: Matteo Brighi is not Matteo Perego
BONUS = {"role": 0.15, "document": 0.08, "batch": 0.06, "title": 0.05}
OTHER_FORM = 0.1  # an accepted spelling is kept when it is closer than the preferred one by more than this


class Candidate(NamedTuple):
    """An entity with the spelling of it that sounds most like the name, and the evidence besides the sound.

    `score` and `worst` are similarities between 0 and 1, `prior` is what speaks for the entity as such.
    """

    entity: Entity
    form: str
    score: float
    worst: float
    support: tuple[str, ...]
    prior: float = 0.0

    @property
    def weight(self) -> float:
        """What candidates are ranked by: the score, the prior, a bonus for each kind of evidence."""
        kinds = {kind_of(words) for words in self.support}
        return self.score + self.prior + sum(BONUS.get(kind, 0.0) for kind in kinds)


def best_forms(near: Iterable[Near]) -> list[Near]:
    """The best spelling of each entity; `near` is sorted, best first."""
    best: dict[int, Near] = {}
    for one in near:
        best.setdefault(one.number, one)
    return list(best.values())


def ranked(name: str, candidates: Sequence[Candidate], scene: Scene) -> tuple[Match, ...]:
    """Candidates as matches, best first, each with its lead over the next different spelling as its margin."""
    best: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=lambda c: (-c.weight, c.entity)):
        best.setdefault(preferred(candidate, name), candidate)
    weights = [candidate.weight for candidate in best.values()]
    return tuple(
        _match(name, form, candidate, candidate.weight - max(weights[at + 1 :], default=0.0), scene)
        for at, (form, candidate) in enumerate(list(best.items())[:MOST])
    )


def _match(name: str, form: str, candidate: Candidate, lead: float, scene: Scene) -> Match:
    support = (*candidate.support, *_rarity(name, form, scene))
    return Match(
        cased(name, form), candidate.entity, candidate.score, candidate.worst, round(min(1.0, lead), 3), support
    )


def preferred(candidate: Candidate, name: str) -> str:
    """The preferred spelling, unless `name` clearly follows another accepted one."""
    canonical = candidate.entity.canonical
    same_shape = len(tokens(canonical)) == len(tokens(name))
    return canonical if same_shape and similarity(canonical, name) >= candidate.score - OTHER_FORM else candidate.form


def cased(name: str, form: str) -> str:
    """`form` in the capitals of `name`: in full, at the beginning, and in an Arabic article.

    >>> cased("AL-QAYIM", "al-Qaim"), cased("Al-Qayim", "al-Qaim"), cased("al-Qayim", "Al-Qaim"), cased("Ebai", "eBay")
    ('AL-QAIM', 'Al-Qaim', 'al-Qaim', 'eBay')
    """
    if name.isupper():
        return form.upper()
    if name[:1].isupper() and form[:2].islower():
        return form[0].upper() + form[1:]
    article = form[:3]
    return article.lower() + form[3:] if name.startswith(article.lower()) and article in ("Al-", "El-") else form


def _rarity(name: str, form: str, scene: Scene) -> Iterator[str]:
    """What the tokens by themselves say: whether the odd ones are words or names, and the shared ones worth much."""
    known = PARTICLES.union(tokens(form))
    strange = [token for token in tokens(name) if token not in known]
    rare = [token for token in strange if scene.rare(token)]
    shared = [token for token in tokens(name) if token in known and zipf(token) >= BORNE_BY_MANY]
    if shared:
        yield f"familiar: {shared[0]} is borne by many"
    if rare and all(zipf(token) < COMMON for token in strange):
        kind = "rare" if rare == strange else "odd"
        yield f"{kind}: {' and '.join(rare)}, no usual word or name"
        if all(map(world().borne, rare)):
            yield f"real: {' and '.join(rare)} may be a name itself"
    elif telling := [token for token in tokens(name) if token in known and zipf(token) < FAMILIAR]:
        yield f"telling: few bear the name {telling[0]}"
