"""What an unknown name may have been, token by token, from the parts of names that the world uses.

Nothing but the sound, the frequency and the countries of the text speak for such a guess: it is shown, never made.
Of tokens that simulated trips through Russian, Arabic and Hebrew made odd, the first guess restores two of five where
one is made, the first five three of five; below `LEAST_WEIGHT` less than a third of the lists hold the right part.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from .mention import Guess, Mention
from .people import SYLLABIC
from .scene import Scene
from .sound import plain, romanised_alike, similarity
from .world import Part, world

LEAST = 0.7
SAME, ALIKE = 0.9, 0.78  # of another usual spelling, and of the surname of a person named elsewhere
LEAST_WEIGHT, BEHIND = 0.93, 0.12  # of the best part, and how far others may stand behind it
COMMON, AT_HOME, AGREED = 0.04, 0.05, 0.06  # weights of the mean zipf frequency, of a country of the text, of a twin
KEPT, MOST = 12, 5

# Where the languages of the lists are at home; English is everywhere.
SPEAKERS = {
    "de": {"DE", "AT", "CH", "LI"},
    "fr": {"FR", "BE", "CH", "CA", "LU"},
    "nl": {"NL", "BE", "SR"},
    "es": {"ES", "MX", "AR", "CO", "CL", "PE", "VE", "CU", "EC", "UY", "BO", "PY"},
    "pl": {"PL"},
    "tr": {"TR", "CY"},
    "it": {"IT", "CH", "SM"},
    "pt": {"PT", "BR", "AO", "MZ"},
    "sv": {"SE", "FI"},
    "fi": {"FI"},
    "cs": {"CZ", "SK"},
    "nb": {"NO"},
    "ca": {"ES", "AD"},
}

_SYLLABLES = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue|a|e|i|o|u)){2,}"
)
_RUN_TOGETHER = re.compile(r"(?<!\bMc)(?<!\bMac)(?<=[a-z])[A-Z]|[A-Z]{2}")


class Heard(NamedTuple):
    """A part that a token may have been, with what speaks for it: sound, frequency, country, a twin in the text."""

    spelling: str
    score: float
    weight: float


def guessed(found: Iterable[Mention], scene: Scene) -> list[Mention]:
    """`found`, each name that is not known with its odd tokens and with what the whole may have been."""
    mentions = list(found)
    odd = {m: tuple(filter(scene.odd, m.text.split())) for m in mentions if m.how != "exact"}
    romanised = {m.text: name for m, some in odd.items() if some and (name := _romanised(m.text, scene))}
    people = [name.split()[-1] for name in romanised.values()]
    tokens = dict.fromkeys(token for some in odd.values() for token in some)
    heard = _agreed({token: _heard(token, scene) for token in tokens})

    def of(m: Mention) -> tuple[Guess, ...]:
        if m.text in romanised:
            return (Guess(romanised[m.text], 1.0),)
        return _surnames(m.text, people) or _guesses(m.text, odd[m], heard)

    return [m._replace(odd=odd[m], guesses=of(m)) if odd.get(m) else m for m in mentions]


def _romanised(name: str, scene: Scene) -> str:
    """The preferred spelling of the person of our table that `name` writes in another usual way; empty for nobody.

    Such a spelling is a matter of style in a sound text; in a damaged one it is as doubtful as any.
    """
    people = scene.dictionary.people().near(name, SAME) if " " in name else []
    found = (scene.dictionary.entity(near.number) for near in people if romanised_alike(name, near.form))
    return next((person.canonical for person in found), "")


def _surnames(name: str, people: Sequence[str]) -> tuple[Guess, ...]:
    """Surnames of people named in full elsewhere that a lone name sounds like, best first."""
    alike = sorted(((similarity(name, surname), surname) for surname in dict.fromkeys(people)), reverse=True)
    return tuple(Guess(surname, score) for score, surname in alike if score >= ALIKE and " " not in name)


def _heard(token: str, scene: Scene) -> list[Heard]:
    """Parts that sound like `token`, best first; none where sound is no guide, as in syllables of Chinese."""
    if _RUN_TOGETHER.search(token) or not plain(token).isalpha() or _chinese(token, scene):
        return []
    near = world().near(token, LEAST).items()
    found = [Heard(part.spelling, score, score + _prior(part, scene)) for part, score in near]
    return sorted(found, key=lambda heard: (-heard.weight, heard.spelling))[: 2 * KEPT]


def _chinese(token: str, scene: Scene) -> bool:
    return not SYLLABIC.isdisjoint(scene.countries) and bool(_SYLLABLES.fullmatch(plain(token)))


def _prior(part: Part, scene: Scene) -> float:
    at_home = part.home in scene.nations or not scene.nations.isdisjoint(SPEAKERS.get(part.home, ()))
    return COMMON * part.weight + AT_HOME * at_home


def _agreed(heard: Mapping[str, Sequence[Heard]]) -> dict[str, list[Heard]]:
    """`heard` with more weight on the parts that two odd tokens of one text have in common, best first."""
    times = Counter(one.spelling for some in heard.values() for one in some)
    lifted = {t: [h._replace(weight=h.weight + AGREED * (times[h.spelling] > 1)) for h in s] for t, s in heard.items()}
    return {token: sorted(some, key=lambda h: (-h.weight, h.spelling))[:KEPT] for token, some in lifted.items()}


def _guesses(name: str, odd: Sequence[str], heard: Mapping[str, Sequence[Heard]]) -> tuple[Guess, ...]:
    """The name with every odd token restored, best first; nothing when one of them is like no part."""
    if any(not heard[token] or heard[token][0].weight < LEAST_WEIGHT for token in odd):
        return ()
    ways = product(*(_close(heard[token]) for token in odd))
    best = sorted(ways, key=lambda way: -sum(one.weight for one in way))[:MOST]
    return tuple(
        Guess(_restored(name, dict(zip(odd, way, strict=True))), min(one.score for one in way)) for way in best
    )


def _close(heard: Sequence[Heard]) -> list[Heard]:
    return [one for one in heard[:MOST] if one.weight >= heard[0].weight - BEHIND]


def _restored(name: str, by: Mapping[str, Heard]) -> str:
    return re.sub(r"\S+", lambda word: by[word.group()].spelling if word.group() in by else word.group(), name)
