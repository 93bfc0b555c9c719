"""A list of names held as sound symbols, searched whole with one vectorised pass."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from .sound import FOLD_WEIGHT, SKELETON_WEIGHT, fold, plain, skeleton

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


Sound = tuple[str, int, str]  # a fold, the number of its entity, the spelling it stands for


class Near(NamedTuple):
    """A listed name that sounds like the one asked for: score between 0 and 1, number of its entity, its spelling."""

    score: float
    number: int
    form: str


class Sounds:
    """Folded names with the number of the entity each belongs to; never changed once made."""

    def __init__(
        self, folds: Sequence[str], bones: Sequence[str], numbers: Sequence[int], forms: Sequence[str]
    ) -> None:
        self.folds, self.bones, self.numbers, self.forms = folds, bones, numbers, forms

    @classmethod
    def unpacked(cls, packed: bytes) -> Sounds:
        """What `packed` made; an empty list of nothing."""
        return cls(*json.loads(packed)) if packed else cls((), (), (), ())

    def packed(self) -> bytes:
        """The columns as JSON: all that is slow to work out is in it."""
        columns = (self.folds, self.bones, self.numbers, self.forms)
        return json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def spelled(cls, names: Iterable[tuple[str, int]]) -> Sounds:
        """From spellings, each with the number of its entity."""
        return cls.heard((sound, number, form) for form, number in names for sound in dict.fromkeys(fold(form)))

    @classmethod
    def heard(cls, names: Iterable[Sound]) -> Sounds:
        """From folds; their skeletons are worked out here."""
        folds, numbers, forms = list(zip(*names, strict=True)) or ((), (), ())
        return cls(folds, [skeleton(folded) for folded in folds], numbers, forms)

    def plus(self, other: Sounds) -> Sounds:
        """Both lists as one."""
        if not other.folds:
            return self
        columns = ("folds", "bones", "numbers", "forms")
        return Sounds(*([*getattr(self, column), *getattr(other, column)] for column in columns))

    @cached_property
    def tokens(self) -> Container[str]:
        """Every single token of the spellings, in plain form."""
        written = {token for form in self.forms for token in form.split()}
        return frozenset(token for word in written for token in plain(word).split())

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


def _likeness(one: str, many: Sequence[str]) -> NDArray[np.float32]:
    import numpy as np
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import cdist

    likeness: NDArray[np.float32] = cdist([one], many, scorer=Levenshtein.normalized_similarity, dtype=np.float32)[0]
    return likeness
