"""A list of names held as sound symbols, searched whole with one vectorised pass."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import groupby
from operator import eq, itemgetter
from typing import TYPE_CHECKING, NamedTuple

from . import columns
from .columns import CHUNK, Column, Places
from .sound import ARTICLES, FOLD_WEIGHT, SKELETON_WEIGHT, fold, plains, skeleton, skeletons, tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


ASKED = 1024  # names that are kept with what they sound like
SLACK = 1e-6  # for what is rounded
SYMBOLS = 16  # letters are told by the last four bits of their codes, which tell nearly all of those in folds apart
TIMES = 4  # that a letter of a name is counted
EVERY = slice(None)
LONGEST_ARTICLE = max(map(len, ARTICLES))
MOST_SHORT = 2**31 - 1
LONGEST_COUNTED = 65_535  # letters; to take a longer name for one of so many can only make it more alike
Said = Callable[[Sequence[str]], list[str]]
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
        self.numbers = numbers if isinstance(numbers, (array, range)) else _array(numbers)

    @classmethod
    def unpacked(cls, packed: bytes) -> Sounds:
        """What `packed` made; an empty list of nothing."""
        return cls.of_columns(columns.unpacked(packed)) if packed else cls((), (), ())

    @classmethod
    def of_columns(cls, texts: Sequence[Sequence[str]]) -> Sounds:
        """From the three columns that `columns` gives, as texts."""
        folds, numbers, forms = texts
        return cls(folds, _array([int(number) for number in numbers]), forms)

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
        return cls.of_columns(columns.of_rows(names) or ((), (), ()))

    def plus(self, other: Sounds) -> Sounds:
        """Both lists as one."""
        if not other.folds:
            return self
        numbers, forms = [*self.numbers, *other.numbers], [*self.forms, *other.forms]
        return Sounds([*self.folds, *other.folds], numbers, forms)

    def surnames(self) -> Sounds:
        """The last word of every spelling, as it sounds; each once for each entity."""
        of_each = groupby(zip(self.folds, self.numbers, self.forms, strict=True), itemgetter(1))
        return Sounds.heard(one for _, spelled in of_each for one in dict.fromkeys(_lasts(spelled)))

    @property
    def keys(self) -> Iterator[str]:
        """Every spelling in plain form, in the order of `forms`."""
        return (one for chunk in self.forms.chunks() for one in plains(chunk))

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
        places = found[order].tolist()
        forms = self.forms.some(places)
        return tuple(
            Near(round(score, 4), self.numbers[at], form)
            for score, at, form in zip(scores[order].tolist(), places, forms, strict=True)
        )

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
        bones = _likeness(skeleton(reading), skeletons(self.folds.some(close.tolist())), 0.0)
        scores = FOLD_WEIGHT * alike + SKELETON_WEIGHT * bones
        yield from ((int(at), float(score)) for at, score in zip(close, scores, strict=True) if score >= least)

    @cached_property
    def _fold_letters(self) -> Letters:
        return Letters.counted(self.folds)

    @cached_property
    def _bone_letters(self) -> Letters:
        return Letters.counted(self.folds, skeletons)


class Letters(NamedTuple):
    """Which letters stand in each of n strings once, twice and so on, as bits, (`TIMES`, n); and its length, (n,).

    Letters that no bit tells apart count as the same, which can only make two strings more alike.
    """

    bits: NDArray[np.uint16]
    lengths: NDArray[np.uint16]

    @classmethod
    def counted(cls, many: Column, said: Said = list) -> Letters:
        """The letters of what `many` become; what is no letter counts as one of them."""
        import numpy as np

        lengths = np.zeros(len(many), np.uint16)
        bits = np.zeros((TIMES, len(many)), np.uint16)
        for at, some in enumerate(map(said, many.chunks())):
            chunk = slice(at * CHUNK, at * CHUNK + len(some))
            each = np.fromiter(map(len, some), np.int64, len(some))
            places = np.frombuffer("".join(some).encode("ascii", "replace"), np.uint8) % np.int64(SYMBOLS)
            places += SYMBOLS * np.repeat(np.arange(len(some)), each)
            counts = np.bincount(places, minlength=SYMBOLS * len(some)).clip(max=TIMES).astype(np.uint8)
            lengths[chunk] = each.clip(max=LONGEST_COUNTED)
            for times in range(TIMES):
                bits[times, chunk] = np.packbits(counts > times, bitorder="little").view("<u2")
        return cls(bits, lengths)

    def ceiling(self, one: str, at: NDArray[np.int64] | slice = EVERY) -> NDArray[np.float32]:
        """What the normalised similarity of `one` to the strings `at` is at most: the share of letters they share.

        A letter that stands more than `TIMES` times in `one` is taken to stand as often in every string.

        >>> [round(float(most), 2) for most in Letters.counted(Column.of(["hkn ftn", "srk"])).ceiling("hkn fn")]
        [0.86, 0.17]
        """
        import numpy as np

        lengths, counts = self.lengths[at], Counter(code % SYMBOLS for code in one.encode("ascii", "replace"))
        shared = np.full(len(lengths), sum(count - min(count, TIMES) for count in counts.values()), np.float32)
        for times in range(min(TIMES, max(counts.values(), default=0))):
            mask = sum(1 << symbol for symbol, count in counts.items() if count > times)
            shared += np.bitwise_count(self.bits[times, at] & np.uint16(mask))
        shared /= np.maximum(lengths, np.float32(max(1, len(one))))
        return shared


def _lasts(spelled: Iterable[Sound]) -> Iterator[Sound]:
    """The last word of each spelling, which may be several tokens, or an article, which counts for nothing."""
    for folded, number, form in spelled:
        last = form.rpartition(" ")[2]
        if "-" not in last and len(last) > LONGEST_ARTICLE:
            yield folded.rpartition(" ")[2], number, last
        elif ARTICLES.issuperset(last.lower().split("-")):
            yield fold(last).first, number, last
        else:
            yield " ".join(folded.split()[-len(tokens(last)) :]), number, last


def _array(numbers: Sequence[int]) -> Sequence[int]:
    """`numbers` as themselves, without an object for each; those that are their own places as no more than a range."""
    places = range(len(numbers))
    if all(map(eq, numbers, places)):
        return places
    return array("i" if max(map(abs, numbers)) <= MOST_SHORT else "q", numbers)


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
