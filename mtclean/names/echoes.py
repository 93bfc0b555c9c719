"""Retrieval by sound out of a file of millions of names: skeletons that differ by one sound meet under one key.

A name is filed under its skeleton and under that skeleton without any one of its symbols; so is the name asked for.
Only what they share a key with is scored, by the same measure that searches the lists in memory. Names whose skeletons
are two sounds apart score below what is repaired on the sound alone (entities.md, section 2), so little is lost.
"""

from __future__ import annotations

import zlib
from collections.abc import Container
from dataclasses import dataclass

from .base import Base
from .sound import fold, skeleton
from .sounds import Near, Sounds

SHORTEST = 4  # symbols of a skeleton that may lose one; nearly all short ones would meet
MOST = 4_000  # candidates that are scored; more share a key only among namesakes


def echoes(kind: str, folded: str) -> list[int]:
    """The keys, 32 bits each, under which a folded name is filed in the list of `kind`.

    >>> fidan, vian = (set(echoes("person", fold(name).first)) for name in ("Hakan Fidan", "Hakan Vian"))
    >>> len(fidan & vian) > 0, set(echoes("organisation", fold("Hakan Fidan").first)) & fidan
    (True, set())
    """
    bones = skeleton(folded).replace(" ", "")
    shorter = [bones[:at] + bones[at + 1 :] for at in range(len(bones))] if len(bones) >= SHORTEST else []
    return [zlib.crc32(f"{kind} {key}".encode()) for key in dict.fromkeys((bones, *shorter))]


@dataclass(frozen=True)
class Tokens:
    """Every token that a person in a compiled file bears, in plain form: asked for one by one."""

    base: Base

    def __contains__(self, token: object) -> bool:
        return bool(self.base.ask("SELECT 1 FROM token WHERE key = ?", str(token)))


@dataclass(frozen=True)
class Echoes:
    """The names of one kind in a compiled file, for retrieval by sound; `first` is the number of its first entity."""

    base: Base
    kind: str
    first: int

    def near(self, name: str, least: float, most: int = 24) -> list[Near]:
        """As `Sounds.near` says, among the names that share a key with `name`."""
        keys = list(dict.fromkeys(key for folded in dict.fromkeys(fold(name)) for key in echoes(self.kind, folded)))
        shared = f"SELECT sound FROM echo WHERE key IN ({', '.join('?' * len(keys))})"  # noqa: S608 (only marks)
        query = f"SELECT fold, entity, form FROM sound WHERE id IN ({shared}) LIMIT {MOST}"  # noqa: S608
        found = ((folded, self.first + entity, form) for folded, entity, form in self.base.ask(query, *keys))
        return Sounds.heard(found).near(name, least, most)

    @property
    def tokens(self) -> Container[str]:
        """Every token that a person in the file bears."""
        return Tokens(self.base)


class Chorus(Sounds):
    """A list in memory together with compiled ones; what goes through all names sees those in memory only."""

    def __init__(self, listed: Sounds, compiled: Echoes) -> None:
        super().__init__(listed.folds, listed.numbers, listed.forms)
        self._listed, self._compiled = listed, compiled

    def near(self, name: str, least: float, most: int = 24) -> list[Near]:
        """The names in memory and in the file that sound at least `least` like `name`, best first."""
        found = [*self._listed.near(name, least, most), *self._compiled.near(name, least, most)]
        return sorted(found, key=lambda near: -near.score)[:most]

    def plus(self, other: Sounds) -> Sounds:
        """All lists as one."""
        return Chorus(self._listed.plus(other), self._compiled)

    @property
    def tokens(self) -> Container[str]:
        """Every token of the names in memory and in the file."""
        return Either(self._listed.tokens, self._compiled.tokens)


@dataclass(frozen=True)
class Either:
    """What is in one of two collections."""

    one: Container[str]
    other: Container[str]

    def __contains__(self, token: object) -> bool:
        return token in self.one or token in self.other
