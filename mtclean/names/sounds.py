"""A list of names held as sound symbols, searched whole with one vectorised pass."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from .sound import FOLD_WEIGHT, SKELETON_WEIGHT, fold, plain, skeleton

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Near(NamedTuple):
    """A listed name that sounds like the one asked for: score between 0 and 1, number of its entity, its spelling."""

    score: float
    number: int
    form: str


class Sounds:
    """Folded names with the number of the entity each belongs to; never changed once made."""

    def __init__(self, folds: Iterable[str], numbers: Iterable[int], forms: Iterable[str]) -> None:
        self.folds = list(folds)
        self.numbers = list(numbers)
        self.forms = list(forms)

    @classmethod
    def unpacked(cls, packed: bytes) -> Sounds:
        """From lines of fold, number and spelling separated by tabs."""
        rows = [line.split("\t") for line in packed.decode().split("\n")] if packed else []
        return cls((row[0] for row in rows), (int(row[1]) for row in rows), (row[2] for row in rows))

    @classmethod
    def spelled(cls, names: Iterable[tuple[str, int]]) -> Sounds:
        """From spellings, each with the number of its entity."""
        rows = [(sound, number, form) for form, number in names for sound in dict.fromkeys(fold(form))]
        return cls((row[0] for row in rows), (row[1] for row in rows), (row[2] for row in rows))

    def plus(self, other: Sounds) -> Sounds:
        """Both lists as one."""
        return Sounds(self.folds + other.folds, self.numbers + other.numbers, self.forms + other.forms)

    @cached_property
    def bones(self) -> list[str]:
        """The skeletons of `folds`."""
        return [skeleton(folded) for folded in self.folds]

    @cached_property
    def tokens(self) -> frozenset[str]:
        """Every single token of the spellings, in plain form."""
        return frozenset(token for form in set(self.forms) for token in plain(form).split())

    def near(self, name: str, least: float, most: int = 24) -> list[Near]:
        """The names that sound at least `least` like `name`, best first, at most `most` of them.

        >>> Sounds.spelled([("Hakan Fidan", 7), ("Sergei Lavrov", 8)]).near("Hakan Vian", 0.8)[0].form
        'Hakan Fidan'
        """
        import numpy as np

        if not self.folds:
            return []
        scores = np.maximum.reduce([self._scores(reading) for reading in dict.fromkeys(fold(name))])
        found = np.flatnonzero(scores >= least)
        best = found[np.argsort(-scores[found], kind="stable")][:most]
        return [Near(round(float(scores[at]), 4), self.numbers[at], self.forms[at]) for at in best]

    def _scores(self, reading: str) -> NDArray[np.float32]:
        return FOLD_WEIGHT * _likeness(reading, self.folds) + SKELETON_WEIGHT * _likeness(skeleton(reading), self.bones)


def _likeness(one: str, many: list[str]) -> NDArray[np.float32]:
    import numpy as np
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import cdist

    likeness: NDArray[np.float32] = cdist([one], many, scorer=Levenshtein.normalized_similarity, dtype=np.float32)[0]
    return likeness
