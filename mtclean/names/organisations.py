"""Which organisation a name of several words may have been."""

from __future__ import annotations

import re

from .candidates import Candidate, best_forms, ranked
from .mention import Match
from .scene import Scene
from .sound import worst_token

LEAST, LEAST_TOKEN = 0.84, 0.6
_VOWEL = re.compile("[AEIOUY]")


def organisation(name: str, scene: Scene) -> tuple[Match, ...]:
    """Organisations that `name`, two words or more, sounds like, best first."""
    dictionary, found = scene.dictionary, []
    for near in best_forms(dictionary.organisations().near(name, LEAST)):
        worst = worst_token(name, near.form)
        if worst >= LEAST_TOKEN and not _by_letters(near.form):
            found.append(Candidate(dictionary.entity(near.number), near.form, near.score, worst, ()))
    return ranked(name, found, scene)


def _by_letters(form: str) -> bool:
    """True for a name with a word that is read letter by letter: no Falic Group sounds like the FLC Group."""
    return any(word.isupper() and not _VOWEL.search(word) for word in form.split())
