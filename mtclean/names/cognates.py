"""Given names that came back as another language has them: Pedro Sorensen for Peter Sorensen."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from .calques import ENOUGH
from .candidates import Candidate, ranked
from .mention import Match, kind_of
from .people import supported
from .roles import Context
from .runs import Run
from .scene import Scene
from .sound import plain, similarity, tokens
from .sounds import Sounds

SHIPPED = Path(__file__).parent.parent / "data" / "cognates.csv"
MAY_BE_RIGHT = ("usual: people bear these names", "familiar: the given name is borne by many")
STYLE = 0.9  # similarity from which two forms are one name spelled otherwise: Mohammed, Muhammad


@cache
def groups() -> Mapping[str, int]:
    """The number of the group that each given name, in plain form, belongs to."""
    rows = csv.reader(SHIPPED.read_text(encoding="utf-8").splitlines()[1:])
    return {plain(form): at for at, (forms,) in enumerate(rows) for form in forms.split(";")}


def cognate(one: str, other: str) -> bool:
    """True for two given names, in plain form, that are one in two languages.

    >>> cognate("pedro", "peter"), cognate("pedro", "paul"), cognate("mohammed", "muhammad")
    (True, False, False)
    """
    group = groups().get(one)
    return group is not None and groups().get(other) == group and similarity(one, other) < STYLE


def person(run: Run, around: Context, scene: Scene, present: frozenset[str]) -> tuple[Match, ...]:
    """People whose given name is one in another language with that of `run`, all else the same, best first.

    The office, the document, the batch or the country must speak for it.
    """
    name = run.span.of(scene.doc.text)
    found = {number: (form, said) for form, number, said in _bearers(tokens(name), scene.dictionary.people())}
    candidates: list[Candidate] = []
    for number, (form, said) in found.items():
        entity = scene.dictionary.entity(number)
        support = tuple(supported(entity, around, scene, present))
        kinds = {kind_of(words) for words in support}
        if "not" not in kinds and kinds & ENOUGH:
            candidates.append(Candidate(entity, form, 1.0, 1.0, (*support, f"cognate: {said}", *MAY_BE_RIGHT)))
    return ranked(name, candidates, scene)


def _bearers(seen: tuple[str, ...], people: Sounds) -> Iterator[tuple[str, int, str]]:
    """Spelling and number of every person called `seen` but for a given name, and which names are one."""
    for at, given in enumerate(seen[:-1]):
        if given not in groups():
            continue
        others = (*seen[:at], *seen[at + 1 :])
        rarest = min((people.places.get(token, ()) for token in others), key=len)
        for place in rarest:
            meant = tokens(people.forms[place])
            same = len(meant) == len(seen) and (*meant[:at], *meant[at + 1 :]) == others
            if same and cognate(given, meant[at]):
                said = f"{given.title()} and {meant[at].title()} are one name in two languages"
                yield people.forms[place], people.numbers[place], said
