"""Parts of names that the world uses, and words that only other languages know: a file made by training/parts.py."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .sound import fold, plain, skeleton
from .sounds import Sounds

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHIPPED = Path(__file__).parent.parent / "data" / "parts.zip"
HEARD = "heard"
MOST = 150
SWAPPED = {"g": "h"}  # Russian writes G for an H that opens a name: Gamburg, Gaaga
SWAP_COST = 0.03


class Part(NamedTuple):
    """A given name or surname: how it is spelled, its mean zipf frequency over the languages, and where it belongs.

    `home` is the code of a language in small letters, of a country in capitals, or empty.
    """

    spelling: str
    weight: float
    home: str


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
        for reading, cost in _readings(plain(token)):
            for first in sorted({skeleton(folded)[:1] for folded in fold(reading)}):
                sounds, parts = self._read(first)
                for near in sounds.near(reading, least + cost, MOST):
                    part = parts[near.number]
                    found[part] = max(found.get(part, 0.0), round(near.score - cost, 4))
        return found

    def heard(self, token: str) -> bool:
        """True for a word that English does not know, and two other languages in Latin letters do.

        >>> World().heard("Netanjahu"), World().heard("Khargrivz")
        (True, False)
        """
        key = zlib.crc32(plain(token).encode())
        at = int(self._hashes.searchsorted(key))
        return at < len(self._hashes) and int(self._hashes[at]) == key

    @cached_property
    def _hashes(self) -> NDArray[np.uint32]:
        import numpy as np

        return np.frombuffer(self._member(HEARD), dtype="<u4")

    def _listed(self, first: str) -> tuple[Sounds, dict[int, Part]]:
        packed = self._member(first)
        rows = [line.split("\t") for line in packed.decode().split("\n")] if packed else []
        return Sounds.unpacked(packed), {int(row[1]): Part(row[2], float(row[3]), row[4]) for row in rows}

    def _member(self, name: str) -> bytes:
        with zipfile.ZipFile(self._path) as packed:
            return packed.read(name) if name in packed.namelist() else b""


def _readings(key: str) -> Iterator[tuple[str, float]]:
    yield key, 0.0
    if key[:1] in SWAPPED:
        yield SWAPPED[key[0]] + key[1:], SWAP_COST


@cache
def world() -> World:
    """The shipped lists."""
    return World()
