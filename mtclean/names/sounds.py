"""A list of names held as sound symbols, searched whole with one vectorised pass."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from . import columns
from .columns import Column, Places
from .sound import ARTICLES, FOLD_WEIGHT, SKELETON_WEIGHT, fold, plains, skeleton, skeletons, tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


ASKED = 1024  # names that are kept with what they sound like
SLACK = 1e-6  # for what is rounded
SYMBOLS = 32  # a letter is told by the last five bits of its code, which tell a to z and the space apart
TIMES = 4  # that a letter of a name is counted
EVERY = slice(None)
LONGEST_ARTICLE = max(map(len, ARTICLES))
CHUNK = 16_384  # names whose letters are counted at a time
Sound = tuple[str, int, str]  # a fold, the number of its entity, the spelling it stands for


class Near(NamedTuple):
    """A listed name that sounds like the one asked for: score between 0 and 1, number of its entity, its spelling."""

    score: float
    number: int
    form: str


class Sounds:
    """Folded names with the number of the entity each belongs to; never changed once made."""

    def __init__(self, folds: Sequence[str], numbers: Sequence[int], forms: Sequence[str]) -> None:
        self.folds, self.forms = Column.of(folds), Column.of(forms)
        self.numbers = numbers if isinstance(numbers, array) else array("q", numbers)

    @classmethod
    def unpacked(cls, packed: bytes) -> Sounds:
        """What `packed` made; an empty list of nothing."""
        return cls.of_columns(columns.unpacked(packed)) if packed else cls((), (), ())

    @classmethod
    def of_columns(cls, texts: Sequence[Sequence[str]]) -> Sounds:
        """From the three columns that `columns` gives, as texts."""
        folds, numbers, forms = texts
        return cls(folds, array("q", map(int, numbers)), forms)

    def packed(self) -> bytes:
        """The columns as bytes: what is slow to work out is in them."""
        return columns.packed(self.columns) if self.folds else b""

    @property
    def columns(self) -> tuple[Sequence[str], Sequence[int], Sequence[str]]:
        """Folds, numbers and forms."""
        return self.folds, self.numbers, self.forms

    @classmethod
    def spelled(cls, names: Iterable[tuple[str, int]]) -> Sounds:
        """From spellings, each with the number of its entity."""
        return cls.heard((sound, number, form) for form, number in names for sound in dict.fromkeys(fold(form)))

    @classmethod
    def heard(cls, names: Iterable[Sound]) -> Sounds:
        """From folds, each with the number of its entity and its spelling."""
        return cls(*(list(zip(*names, strict=True)) or ((), (), ())))

    def plus(self, other: Sounds) -> Sounds:
        """Both lists as one."""
        if not other.folds:
            return self
        numbers, forms = [*self.numbers, *other.numbers], [*self.forms, *other.forms]
        return Sounds([*self.folds, *other.folds], numbers, forms)

    def surnames(self) -> Sounds:
        """The last word of every spelling, as it sounds; each once for each entity."""
        lasts, folds = ([one.rpartition(" ")[2] for one in column] for column in (self.forms, self.folds))
        for at, last in enumerate(lasts):
            if "-" in last or len(last) <= LONGEST_ARTICLE:
                folds[at] = self._tail(at, last)
        return Sounds.heard(dict.fromkeys(zip(folds, self.numbers, lasts, strict=True)))

    def _tail(self, at: int, last: str) -> str:
        """Fold of a last word that may be several tokens, or an article, which counts for nothing."""
        if ARTICLES.issuperset(last.lower().split("-")):
            return fold(last).first
        return " ".join(self.folds[at].split()[-len(tokens(last)) :])

    @cached_property
    def bones(self) -> Column:
        """The skeleton of every fold."""
        return Column.of(skeletons(self.folds))

    @cached_property
    def keys(self) -> Sequence[str]:
        """Every spelling in plain form, in the order of `forms`."""
        return Column.of(plains(self.forms))

    @cached_property
    def places(self) -> Mapping[str, Sequence[int]]:
        """Where in the list each token stands, in plain form."""
        return Places(self.keys)

    @property
    def tokens(self) -> Container[str]:
        """Every single token of the spellings, in plain form."""
        return self.places.keys()

    def near(self, name: str, least: float, most: int = 24) -> list[Near]:
        """The names that sound at least `least` like `name`, best first, at most `most` of them.

        >>> Sounds.spelled([("Hakan Fidan", 7), ("Sergei Lavrov", 8)]).near("Hakan Vian", 0.8)[0].form
        'Hakan Fidan'
        """
        return list(self._asked(name, least, most))

    @cached_property
    def _asked(self) -> Callable[[str, float, int], tuple[Near, ...]]:
        """A name is asked for again wherever it stands, and for its surname."""
        return lru_cache(maxsize=ASKED)(self._near)

    def _near(self, name: str, least: float, most: int) -> tuple[Near, ...]:
        import numpy as np

        if not self.folds:
            return ()
        best: dict[int, float] = {}
        for reading in dict.fromkeys(fold(name)):
            for at, score in self._scores(reading, least):
                best[at] = max(score, best.get(at, 0.0))
        found = np.array(sorted(best), dtype=np.int64)
        scores = np.array([best[at] for at in found], dtype=np.float32)
        order = np.argsort(-scores, kind="stable")[:most]
        return tuple(Near(round(float(scores[i]), 4), self.numbers[found[i]], self.forms[found[i]]) for i in order)

    def _scores(self, reading: str, least: float) -> Iterator[tuple[int, float]]:
        """Place in the list and score of every fold that is at least so much like `reading`.

        They are only compared where the letters that both have leave it possible.
        """
        import numpy as np

        least_fold = (least - SKELETON_WEIGHT) / FOLD_WEIGHT
        folds = self._fold_letters.ceiling(reading)
        close = np.flatnonzero(folds >= least_fold - SLACK)
        most = FOLD_WEIGHT * folds[close] + SKELETON_WEIGHT * self._bone_letters.ceiling(skeleton(reading), close)
        close = close[most >= least - SLACK]
        alike = _likeness(reading, self.folds.some(close.tolist()), least_fold)
        close, alike = close[alike > 0], alike[alike > 0]
        bones = _likeness(skeleton(reading), self.bones.some(close.tolist()), 0.0)
        scores = FOLD_WEIGHT * alike + SKELETON_WEIGHT * bones
        yield from ((int(at), float(score)) for at, score in zip(close, scores, strict=True) if score >= least)

    @cached_property
    def _fold_letters(self) -> Letters:
        return Letters.counted(self.folds)

    @cached_property
    def _bone_letters(self) -> Letters:
        return Letters.counted(self.bones)


class Letters(NamedTuple):
    """Which letters stand in each of n strings once, twice and so on, as bits, (`TIMES`, n); and its length, (n,)."""

    bits: NDArray[np.uint32]
    lengths: NDArray[np.float32]

    @classmethod
    def counted(cls, many: Sequence[str]) -> Letters:
        """The letters of `many`; what is no letter counts as one of them, which can only make two more alike."""
        import numpy as np

        lengths = np.fromiter(map(len, many), np.int64, len(many))
        bits = np.zeros((TIMES, len(many)), np.uint32)
        for start in range(0, len(many), CHUNK):
            chunk = lengths[start : start + CHUNK]
            said = "".join(many[start : start + CHUNK]).encode("ascii", "replace")
            places = (np.frombuffer(said, np.uint8) % SYMBOLS).astype(np.int64)
            places += SYMBOLS * np.repeat(np.arange(len(chunk)), chunk)
            counts = np.bincount(places, minlength=SYMBOLS * len(chunk)).clip(max=TIMES).astype(np.uint8)
            for times in range(TIMES):
                bits[times, start : start + CHUNK] = np.packbits(counts > times, bitorder="little").view("<u4")
        return cls(bits, lengths.astype(np.float32))

    def ceiling(self, one: str, at: NDArray[np.int64] | slice = EVERY) -> NDArray[np.float32]:
        """What the normalised similarity of `one` to the strings `at` is at most: the share of letters they share.

        A letter that stands more than `TIMES` times in `one` is taken to stand as often in every string.

        >>> [round(float(most), 2) for most in Letters.counted(["hkn ftn", "srk"]).ceiling("hkn fn")]
        [0.86, 0.17]
        """
        import numpy as np

        lengths, counts = self.lengths[at], Counter(code % SYMBOLS for code in one.encode("ascii", "replace"))
        shared = np.full(len(lengths), sum(count - min(count, TIMES) for count in counts.values()), np.float32)
        for times in range(min(TIMES, max(counts.values(), default=0))):
            mask = sum(1 << symbol for symbol, count in counts.items() if count > times)
            shared += np.bitwise_count(self.bits[times, at] & np.uint32(mask))
        shared /= np.maximum(lengths, np.float32(max(1, len(one))))
        return shared


def _likeness(one: str, many: Sequence[str], least: float) -> NDArray[np.float32]:
    """How alike `one` and each of `many` are; 0 below `least`."""
    import numpy as np
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import cdist

    if not many:
        return np.zeros(0, np.float32)
    scorer, cutoff = Levenshtein.normalized_similarity, max(0.0, least - SLACK)
    likeness: NDArray[np.float32] = cdist([one], many, scorer=scorer, score_cutoff=cutoff, dtype=np.float32)[0]
    return likeness
