"""What a name may have been before other alphabets spelled it their own way: Dzhon for John, Siniti for Shinichi.

Each reading undoes the habits of one alphabet as a whole; letters that all of them mix up are the fold's business.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from .sound import plain
from .sounds import Near, Sounds

COST = 0.02  # of the similarity, for a name that is alike only when it is read so
OWN = 0.1  # by which a reading must be better than the name as it is spelled


ADJECTIVE = "adjective"


class Reading(NamedTuple):
    """A name as it may be read, the habit that is undone, and its kind: "habit", or "adjective" for a place's."""

    name: str
    habit: str
    kind: str = "habit"

    def support(self) -> tuple[str, ...]:
        """The line of evidence, if anything was undone."""
        return (f"{self.kind}: {self.habit}",) if self.habit else ()


class Heard(NamedTuple):
    """A listed name that sounds like another in some reading; a reading without a habit is the name as spelled."""

    near: Near
    reading: Reading


def heard(sounds: Sounds, name: str, least: float, least_read: float) -> list[Heard]:
    """The listed names that `name` sounds like, best first, each once, as spelled or in a clearly better reading.

    >>> found = heard(Sounds.spelled([("Jose Mujica", 7)]), "Khose Mukhika", 0.9, 0.9)
    >>> found[0].near.form, found[0].reading.name
    ('Jose Mujica', 'jose mujika')
    """
    found = [Heard(near, Reading(name, "")) for near in sounds.near(name, least)]
    for reading in readings(name):
        near_by = sounds.near(reading.name, least_read)
        found += [Heard(near._replace(score=round(near.score - COST, 4)), reading) for near in near_by]
    best: dict[int, Heard] = {}
    for one in sorted(found, key=lambda one: OWN * bool(one.reading.habit) - one.near.score):
        best.setdefault(one.near.number, one)
    return sorted(best.values(), key=lambda one: -one.near.score)


class _Habit(NamedTuple):
    """How one alphabet spells foreign names: what gives it away, and what to put for what, in order."""

    about: str
    mark: re.Pattern[str]
    changes: Sequence[tuple[re.Pattern[str], str]]
    kind: str


def _habit(about: str, mark: str, *changes: tuple[str, str], kind: str = "habit") -> _Habit:
    return _Habit(about, re.compile(mark), [(re.compile(old), new) for old, new in changes], kind)


_RUSSIAN = (("dzh", "j"), ("kh", "h"), (r"\bu(?=[aeiou])", "w"), ("ay", "i"), ("yu", "u"), ("ey", "e"))
# Not -sky, which English keeps: the Leninsky district.
_SKAYA = r"(?<=...)sk(?:a|aya?|[oe]|o[eyi]e?|o[ym]|o[gh]o|uyu|ikh)\b"
_HABITS = (
    _habit("Russian writes J, H, W and I as Dzh, Kh, U and Ay", r"dzh|kh|\bu[aeiou]|ay|yu", *_RUSSIAN),
    _habit("Russian writes G for H", r"\bg[aeiou]", *_RUSSIAN, (r"\bg(?=[aeiou])", "h")),
    _habit("Russian writes the Spanish J as Kh", "kh", ("kh", "j"), ("dzh", "j")),
    _habit(
        "Russian writes the Japanese Shi, Chi and J as Si, Ti and Dz", "dz|si|ti|s?yu",
        ("dzi", "ji"), ("dz(?=y)", "j"), ("dz", "z"), ("kh", "h"), ("si", "shi"), ("ti", "chi"), ("s(?=y)", "sh"),
        ("t(?=y)", "ch"), ("(?<=[jhc])y", ""),
    ),
    _habit(
        "Russian writes the Chinese Zh, Q and X as Chzh, Ts and S", r"chzh|ts[iyu]|sy|lyu\b|tsz",
        ("chzh", "zh"), ("tsz", "j"), ("ts(?=[iyu])", "q"), ("sy", "xi"), (r"\bv", "w"), ("ts", "c"), ("dz", "z"),
        ("yu", "iu"), ("ya", "ia"), (r"(?<=[aeiou]n)\b", "g"),
    ),
    _habit("Russian and Ukrainian say Odesskaya of Odesa", _SKAYA, (_SKAYA, ""), kind=ADJECTIVE),
    _habit("Russian and Ukrainian say Kakhovskaya of Kakhovka", _SKAYA, (_SKAYA, "ka"), kind=ADJECTIVE),
    _habit("Russian and Ukrainian say Tomskaya of Tomsk", _SKAYA, (_SKAYA, "sk"), kind=ADJECTIVE),
    _habit(
        "German writes J, Sh, Ch and V as Dsch, Sch, Tsch and W", r"sch|[oe]w\b",
        ("w", "v"), ("ss", "s"), ("(?<!y)j(?=[aeou])", "y"), ("dsch", "j"), ("tsch", "ch"), ("sch", "sh"),
    ),
    _habit(
        "German writes Kh, S and Z as Ch, Ss and S", r"\bch|ss|[aeou]s[aeou]",
        (r"\bch", "kh"), ("(?<=[aeou])s(?=[aeou])", "z"), ("ss", "s"), ("w", "v"),
    ),
    _habit(
        "French writes U, Ch, J and Sh as Ou, Tch, Dj and Ch", r"ou|tch|dj|ch",
        ("ou", "u"), ("tch", "tsh"), ("(?<!ts)ch", "sh"), ("tsh", "ch"), ("dj", "j"),
    ),
    _habit(
        "Polish writes Ch, Sh and V as Cz, Sz and W", "[csr]z",
        ("cz", "ch"), ("sz", "sh"), ("rz", "zh"), ("w", "v"),
    ),
    _habit("Dutch writes U, Sh and Ch as Oe, Sj and Tsj", "oe|t?sj", ("tsj", "ch"), ("sj", "sh"), ("oe", "u")),
    _habit("Persian begins no word with St, Sk or Sm", r"\b[ei]s[cfgklmnpqtvw]", (r"\b[ei](?=s)", "")),
    _habit("Hebrew writes P like F", r"\bf", (r"\bf", "p")),
    _habit("Spanish writes Kh as J", "j", ("(?<!d)j", "kh")),
    _habit("Turkish writes J as C", "c(?!h)", ("c(?!h)", "j")),
)  # fmt: skip


def adjective(name: str) -> bool:
    """True for what Russian and Ukrainian may have made of the name of a place, though some places are called so.

    >>> adjective("Odesskaya"), adjective("Semiluksky")
    (True, False)
    """
    return bool(re.search(_SKAYA, plain(name)))


@lru_cache(maxsize=4096)
def readings(name: str) -> tuple[Reading, ...]:
    """The other ways to read `name`, in plain form, each once.

    >>> [reading.name for reading in readings("Dzhon Dzhons")]
    ['jon jons', 'zhon zhons']
    >>> readings("Hakan Vian")
    ()
    """
    key = plain(name)
    found = {key: Reading(key, "")}
    for habit in _HABITS:
        read = key if habit.mark.search(key) else ""
        for pattern, new in habit.changes:
            read = pattern.sub(new, read)
        found.setdefault(read or key, Reading(read or key, habit.about, habit.kind))
    return tuple(reading for reading in found.values() if reading.habit)
