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

from .mention import Guess, Match, Mention, kind_of
from .people import SYLLABIC
from .scene import Scene
from .sound import plain, romanised_alike, similarity
from .world import Part, world

LEAST = 0.7
SAME, ALIKE = 0.9, 0.78  # of another usual spelling, and of the surname of a person named elsewhere
LEAST_WEIGHT, BEHIND = 0.93, 0.12  # of the best part, and how far others may stand behind it
COMMON, AT_HOME, AGREED = 0.04, 0.05, 0.06  # weights of the mean zipf frequency, of a country of the text, of a twin
KEPT, MOST = 12, 5
# How often the first guess is right where the name is wrong: of names garbled by rules whose parts are known, of names
# of people in the table, of spellings that are only a matter of style elsewhere, of surnames that stand again.
FIRST_IS_RIGHT, KNOWN_IS_RIGHT, STYLE_IS_RIGHT, AGAIN_IS_RIGHT = 0.4, 0.86, 0.9, 0.6
SHORTEST = 3  # letters of a token that may be spelled otherwise; C. is an initial
# Of names in 98,000 words of clean news that are no listed person's, none is so like one, and so far from the next.
LIKE, LIKE_TOKEN, LEAD = 0.89, 0.75, 0.08

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
    mentions = [_in_style(mention, scene) for mention in found]
    odd = {
        m: some for m in mentions if m.how != "exact" and (some := m.odd or tuple(filter(scene.odd, m.text.split())))
    }
    known = {m: m.guesses or _known(m, scene) for m in odd}
    surnames = _surnames({m.text: some[0].name for m, some in known.items() if some})
    odd |= {m: (m.text,) for m in mentions if m not in odd and _again(m, surnames)}
    heard = _agreed({token: _heard(token, scene) for token in dict.fromkeys(t for some in odd.values() for t in some)})

    def of(m: Mention) -> tuple[Guess, ...]:
        best: dict[str, Guess] = {}
        for guess in (*known.get(m, ()), *(_alike(m.text, surnames) or _guesses(m.text, odd[m], heard))):
            best.setdefault(guess.name, guess)
        best.pop(m.text, None)
        return tuple(best.values())[:MOST]

    return [m._replace(odd=odd[m], guesses=of(m)) if m in odd else m for m in mentions]


def _surnames(full: Mapping[str, str]) -> dict[str, str]:
    """The last words of full names that are doubtful, and of what these may have been."""
    return {name.split()[-1]: right.split()[-1] for name, right in full.items() if " " in name}


def _again(mention: Mention, surnames: Mapping[str, str]) -> bool:
    """True for a surname that stands alone, is nobody's in particular, and is garbled where it stands in full."""
    lone = mention.how != "exact" or all(match.entity.source == "GeoNames" for match in mention.matches)
    return lone and plain(mention.text) != plain(surnames.get(mention.text, mention.text))


def _in_style(mention: Mention, scene: Scene) -> Mention:
    """`mention` with what English calls the place, or the preferred spelling of the person, that it names otherwise.

    Such a spelling, Oumar for Omar, is a matter of style in a sound text; in a damaged one it is as doubtful as any.
    """
    name, best = mention.text, mention.matches[:1]
    if abroad := [m for m in best if any(kind_of(words) == "exonym" for words in m.support)]:
        return mention._replace(odd=(name.split()[-1],), guesses=(Guess(abroad[0].replacement, STYLE_IS_RIGHT),))
    if mention.how == "exact" or " " not in name:
        return mention
    near = scene.dictionary.people().near(name, SAME)
    people = [_shaped(one.number, name, scene) for one in near if romanised_alike(name, one.form)]
    people += [m.replacement for m in best if _like(m)]
    meant = next(iter(people), name)
    unlike = tuple(t for t in name.split() if len(t) >= SHORTEST and plain(t) not in plain(meant).split())
    return (
        mention._replace(odd=unlike, guesses=(Guess(meant, STYLE_IS_RIGHT),)) if unlike and meant != name else mention
    )


def _like(match: Match) -> bool:
    person = match.entity.kind == "person" and match.entity.country not in SYLLABIC
    return person and match.score >= LIKE and match.worst >= LIKE_TOKEN and match.margin >= LEAD


def _shaped(number: int, name: str, scene: Scene) -> str:
    """The preferred spelling of a person with as many words as `name`, without the initial that it does not have."""
    forms = scene.dictionary.forms(number)
    return next((form for form in forms if len(form.split()) == len(name.split())), forms[0])


def _known(mention: Mention, scene: Scene) -> tuple[Guess, ...]:
    """The person or organisation that `mention` is most like, if the text names its country: no repair, but a guess.

    Of simulated names of people in our table for which no repair is proposed, it is the right one for 57 of 66. What
    place it may be is asked in likely.py.
    """
    best = mention.matches[:1]
    fitting = (m for m in best if m.entity.kind != "place" and m.entity.country in scene.nations)
    return tuple(Guess(match.replacement, KNOWN_IS_RIGHT) for match in fitting)


def _alike(name: str, surnames: Mapping[str, str]) -> tuple[Guess, ...]:
    """Surnames of people guessed elsewhere that a lone name sounds like, best first; keys are the garbled ones."""
    if " " in name:
        return ()
    alike = {surname: max(similarity(name, seen), similarity(name, surname)) for seen, surname in surnames.items()}
    best = sorted(alike.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Guess(surname, AGAIN_IS_RIGHT) for surname, score in best if score >= ALIKE)


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
    names = (_restored(name, dict(zip(odd, way, strict=True))) for way in best)
    return tuple(Guess(restored, FIRST_IS_RIGHT / rank) for rank, restored in enumerate(names, 1))


def _close(heard: Sequence[Heard]) -> list[Heard]:
    return [one for one in heard[:MOST] if one.weight >= heard[0].weight - BEHIND]


def _restored(name: str, by: Mapping[str, Heard]) -> str:
    return re.sub(r"\S+", lambda word: by[word.group()].spelling if word.group() in by else word.group(), name)
