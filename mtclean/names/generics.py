"""Words that say what kind of place a name is part of: the Sea of Marmara, Lake Chad, the Tigris valley."""

from __future__ import annotations

import re

_WORDS = {
    "sea": "sea lake gulf bay ocean lagoon",
    "strait": "strait straits channel canal passage",
    "river": "river rivers valley basin delta",
    "mountain": "mount mountain mountains range volcano peak",
    "island": "island islands isle archipelago",
    "strip": "strip sector",
    "desert": "desert",
    "peninsula": "peninsula",
}
GENERIC = {word: kind for kind, words in _WORDS.items() for word in words.split()}
KINDS = frozenset(_WORDS)
_ANY = "|".join(GENERIC)
_FRONT = re.compile(rf"(?P<generic>{_ANY})(?: of(?: the)?)? (?P<proper>.+)", re.IGNORECASE)
_BACK = re.compile(rf"(?P<proper>.+) (?P<generic>{_ANY})", re.IGNORECASE)


def proper(form: str, kind: str) -> tuple[str, str]:
    """The proper part of a place's name and the kind of place its other word says, or `kind`; empty when neither.

    >>> proper("Sea of Marmara", "sea"), proper("Gaza Strip", "region"), proper("Tigris", "river")
    (('Marmara', 'sea'), ('Gaza', 'strip'), ('Tigris', 'river'))
    >>> proper("Transylvania", "region")
    ('Transylvania', '')
    """
    if found := _FRONT.fullmatch(form) or _BACK.fullmatch(form):
        return found["proper"], GENERIC[found["generic"].lower()]
    return form, kind if kind in KINDS else ""
