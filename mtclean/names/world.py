"""Parts of names that the world uses, and words that only other languages know: a file made by training/parts.py."""

from __future__ import annotations

import zipfile
import zlib
from array import array
from collections.abc import Container, Iterator, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from . import columns
from .readings import readings
from .sound import fold, plain, skeleton
from .sounds import Sounds

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHIPPED = Path(__file__).parent.parent / "data" / "parts.zip"
HEARD = "heard"
MOST = 150
SWAPPED = {"g": "h"}  # Russian writes G for an H that opens a name: Gamburg, Gaaga
SILENT = tuple("aeiou")  # an H before them comes and goes: Elena, Ilaria
SWAP_COST = 0.03


class Part(NamedTuple):
    """A given name or surname: how it is spelled, its mean zipf frequency over the languages, and where it belongs.

    `home` is the code of a language with a "-" before it; or of countries, in capitals as a surname and in small
    letters as a given name, with how many are known to bear it there: "KE:5;ug:2"; or empty.
    """

    spelling: str
    weight: float
    home: str

    def bearers(self, countries: Container[str], *, given: bool) -> int:
        """How many are known to bear it in `countries` as a given name, or as a surname.

        >>> part = Part("Jeptoo", 2.0, "KE:5;ke:2;UG:1")
        >>> part.bearers({"KE", "UG"}, given=False), part.bearers({"KE"}, given=True)
        (6, 2)
        """
        pairs = (one.partition(":") for one in filter(None, self.home.split(";")))
        return sum(int(count or 1) for code, _, count in pairs if code.islower() == given and code.upper() in countries)


class Listed(NamedTuple):
    """Parts that begin alike: their sounds, and by number the weight and home of each."""

    sounds: Sounds
    weights: Sequence[float]
    homes: Sequence[str]

    def packed(self) -> bytes:
        """As bytes, for the file."""
        return columns.packed((self.weights, self.homes, *self.sounds.columns))

    @classmethod
    def unpacked(cls, packed: bytes) -> Listed:
        """What `packed` made."""
        weights, homes, *sounds = columns.unpacked(packed)
        return cls(Sounds.of_columns(sounds), array("d", map(float, weights)), homes)


class World:
    """The lists of one file, each read when it is first asked for; never changed once made."""

    def __init__(self, path: Path = SHIPPED) -> None:
        self._path = path
        self._read = cache(self._listed)

    def near(self, token: str, least: float) -> dict[Part, float]:
        """Parts that sound at least `least` like `token`, with their similarity; all begin with a like sound.

        >>> "Hargreaves" in {part.spelling for part in World().near("Khargrivz", 0.8)}
        True
        """
        found: dict[Part, float] = {}
        for reading, cost in ((read, cost) for read, cost in _readings(plain(token)) if least + cost <= 1):
            for first in sorted({skeleton(folded)[:1] for folded in fold(reading)}):
                some = self._read(first)
                for near in some.sounds.near(reading, least + cost, MOST):
                    part = Part(near.form, some.weights[near.number], some.homes[near.number])
                    found[part] = max(found.get(part, 0.0), round(near.score - cost, 4))
        return found

    def heard(self, token: str) -> bool:
        """True for a word that English does not know and two other languages in Latin letters do, and for real names.

        >>> World().heard("Netanjahu"), World().heard("Khargrivz")
        (True, False)
        """
        key = zlib.crc32(plain(token).encode())
        at = int(self._hashes.searchsorted(key))
        return at < len(self._hashes) and int(self._hashes[at]) == key

    def borne(self, token: str) -> bool:
        """True for what is a part of names itself, and for what `heard` knows.

        >>> World().borne("Matadi"), World().borne("Khargrivz")
        (True, False)
        """
        key = plain(token)
        folded = fold(key).first
        sounds = self._read(skeleton(folded)[:1]).sounds
        return self.heard(key) or any(plain(sounds.forms[at]) == key for at in sounds.folds.places(folded))

    @cached_property
    def _hashes(self) -> NDArray[np.uint32]:
        return columns.unpacked_numbers(self._member(HEARD))

    def _listed(self, first: str) -> Listed:
        packed = self._member(first)
        return Listed.unpacked(packed) if packed else Listed(Sounds.unpacked(b""), (), ())

    def _member(self, name: str) -> bytes:
        with zipfile.ZipFile(self._path) as packed:
            return packed.read(name) if name in packed.namelist() else b""


def _readings(key: str) -> Iterator[tuple[str, float]]:
    yield key, 0.0
    if key[:1] in SWAPPED:
        yield SWAPPED[key[0]] + key[1:], SWAP_COST
    if key.startswith(SILENT):
        yield "h" + key, SWAP_COST
    if key.startswith("h") and key[1:].startswith(SILENT):
        yield key[1:], SWAP_COST
    yield from ((read.name, SWAP_COST) for read in readings(key) if read.name[:1] != key[:1])


@cache
def world() -> World:
    """The shipped lists."""
    return World()
