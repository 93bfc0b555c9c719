"""What an unknown name may have been, token by token, from the parts of names that the world uses.

Nothing but the sound, the letters, the frequency and the countries of the text speak for such a guess: it is shown,
never made. What each weighs is learned by training/likely.py.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from .mention import GEONAMES, Guess, Match, Mention, kind_of
from .people import SYLLABIC
from .scene import Scene
from .sound import letters, plain, romanised_alike, similarity
from .trip import costly, supposed
from .weights import PARTS, shipped
from .world import Part, world

LEAST = 0.66
SAME, ALIKE = 0.9, 0.78  # of another usual spelling, and of the surname of a person named elsewhere
AGREED = 1.0  # nats, for a part that a twin in the text may have been as well
LEAST_HELD = 0.1  # probability for each odd token that one of the guesses is right, below which none is shown
LISTED = 10.0  # times likelier is a person or organisation that the dictionary has
KEPT, MOST = 12, 5
# How often a guess is right where the name is wrong: at people of the table, at spellings that are only a matter of
# style elsewhere, at surnames that stand in full elsewhere.
KNOWN_IS_RIGHT, STYLE_IS_RIGHT, AGAIN_IS_RIGHT = 0.86, 0.9, 0.6
LEAST_KNOWN = 0.8  # similarity; of the less alike, 9 in training/garbled and the development samples, none is right
SHORTEST = 3  # letters of a token that may be spelled otherwise; C. is an initial
# Of names in 98,000 words of clean news that are no listed person's, none is so like one, and so far from the next.
LIKE, LIKE_TOKEN, LEAD = 0.89, 0.75, 0.08
LIKE_SHARED = 0.82  # of 15 such names in training/garbled that no rule repairs, 14 are right

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


class _Token(NamedTuple):
    """An odd token of a name, and whether it is a given name: any but the last."""

    text: str
    given: bool


class Heard(NamedTuple):
    """A part that a token may have been, and what speaks for it, in nats."""

    spelling: str
    odds: float


def guessed(found: Iterable[Mention], scene: Scene) -> list[Mention]:
    """`found`, each name that is not known with its odd tokens and with what the whole may have been."""
    mentions = [_in_style(mention, scene) for mention in found]
    odd = {
        m: some for m in mentions if m.how != "exact" and (some := m.odd or tuple(filter(scene.odd, m.text.split())))
    }
    known = {m: m.guesses or _known(m, scene) for m in odd}
    surnames = _surnames({m.text: some[0].name for m, some in known.items() if some})
    odd |= {m: (m.text,) for m in mentions if m not in odd and _again(m, surnames)}
    tokens = dict.fromkeys(token for m, some in odd.items() for token in _tokens(m.text, some))
    heard = _agreed({token: _heard(token.text, scene, given=token.given) for token in tokens})

    def of(m: Mention) -> tuple[Guess, ...]:
        some = known.get(m, ())
        left = 1 - max((guess.chance for guess in some), default=0.0)
        others = _alike(m.text, surnames) or _guesses(m.text, odd[m], heard, scene)
        best = {guess.name: guess for guess in (*(o._replace(chance=left * o.chance) for o in others), *some)}
        best.pop(m.text, None)
        return tuple(sorted(best.values(), key=lambda guess: -guess.chance)[:MOST])

    return [m._replace(odd=odd[m], guesses=of(m)) if m in odd else m for m in mentions]


def _surnames(full: Mapping[str, str]) -> dict[str, str]:
    """The last words of full names that are doubtful, and of what these may have been."""
    return {name.split()[-1]: right.split()[-1] for name, right in full.items() if " " in name}


def _again(mention: Mention, surnames: Mapping[str, str]) -> bool:
    """True for a surname that stands alone, is nobody's in particular, and is garbled where it stands in full."""
    lone = mention.how != "exact" or all(match.entity.source == GEONAMES for match in mention.matches)
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
    """True for somebody whose name sounds nearly so, or who shares a rare token and whose country the text names."""
    if match.entity.kind != "person" or match.entity.country in SYLLABIC:
        return False
    kinds = {kind_of(words) for words in match.support}
    shared = kinds >= {"telling", "country"} and "onset" not in kinds and match.score >= LIKE_SHARED
    return shared or (match.score >= LIKE and match.worst >= LIKE_TOKEN and match.margin >= LEAD)


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
    fitting = (
        m for m in best
        if m.entity.kind != "place" and m.entity.country in scene.nations and m.score >= LEAST_KNOWN
    )  # fmt: skip
    return tuple(Guess(match.replacement, KNOWN_IS_RIGHT) for match in fitting)


def _alike(name: str, surnames: Mapping[str, str]) -> tuple[Guess, ...]:
    """Surnames of people guessed elsewhere that a lone name sounds like, best first; keys are the garbled ones."""
    if " " in name:
        return ()
    alike = {surname: max(similarity(name, seen), similarity(name, surname)) for seen, surname in surnames.items()}
    best = sorted(alike.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Guess(surname, AGAIN_IS_RIGHT) for surname, score in best if score >= ALIKE)


def _heard(token: str, scene: Scene, *, given: bool) -> list[Heard]:
    """Parts that sound like `token`, best first; none where sound is no guide, as in syllables of Chinese."""
    if _RUN_TOGETHER.search(token) or not plain(token).isalpha() or _chinese(token, scene):
        return []
    near, weights = options(token), shipped(PARTS)
    some = [features(token, part, sound, scene, supposed(sound), given=given) for part, sound in near.items()]
    parts = list(near)
    for at in weights.best(some, 2 * KEPT):
        some[at]["cost"] = costly(token, parts[at].spelling)
    odds = weights.odds(some)
    rated = sorted((-one, part.spelling) for one, part in zip(odds, near, strict=True))
    return [Heard(spelling, -loss) for loss, spelling in rated[: 2 * KEPT]]


def options(token: str) -> dict[Part, float]:
    """Parts that sound like `token`, each spelling once, with their similarity."""
    best: dict[str, Part] = {}
    near = world().near(token, LEAST)
    for part, _ in sorted(near.items(), key=lambda pair: (-pair[1], pair[0])):
        best.setdefault(plain(part.spelling), part)
    best.pop(plain(token), None)
    return {part: near[part] for part in best.values()}


def features(token: str, part: Part, sound: float, scene: Scene, cost: float, *, given: bool) -> dict[str, float]:
    """What speaks for `part`, a given name or a surname, by name; `cost` is that of coming back as `token`."""
    language = SPEAKERS.get(part.home.removeprefix("-"), set())
    return {
        "cost": cost,
        "sound": sound,
        "letters": letters(token, part.spelling),
        "usual": part.weight,
        "bearers": math.log1p(part.bearers(scene.nations, given=given)),
        "language": float(not scene.nations.isdisjoint(language)),
    }


def doubts(token: str) -> dict[str, float]:
    """What speaks for there being no part among the options that `token` was, by name."""
    return {"always": 1.0, "letters": float(len(plain(token)))}


def _chinese(token: str, scene: Scene) -> bool:
    return not SYLLABIC.isdisjoint(scene.countries) and bool(_SYLLABLES.fullmatch(plain(token)))


def _agreed(heard: Mapping[_Token, Sequence[Heard]]) -> dict[_Token, list[Guess]]:
    """The chances of what was heard, more of the parts that two odd tokens of one text have in common, best first."""
    times = Counter(one.spelling for some in heard.values() for one in some)
    return {token: list(_chances(token, some, times)) for token, some in heard.items()}


def _chances(token: _Token, heard: Sequence[Heard], times: Mapping[str, int]) -> Iterator[Guess]:
    odds = [one.odds + AGREED * (times[one.spelling] > 1) for one in heard]
    chances = shipped(PARTS).chances(odds, doubts(token.text))
    rated = sorted(zip(chances, heard, strict=True), key=lambda pair: (-pair[0], pair[1].spelling))
    yield from (Guess(one.spelling, chance) for chance, one in rated[:KEPT])


def _guesses(name: str, odd: Sequence[str], heard: Mapping[_Token, Sequence[Guess]], scene: Scene) -> tuple[Guess, ...]:
    """The name with every odd token restored, best first; nothing where none of the ways is likely."""
    parts = [heard[token][:MOST] for token in _tokens(name, odd)]
    ways = [_way(name, dict(zip(odd, way, strict=True))) for way in product(*parts)]
    held = sum(guess.chance for guess in ways)
    if held < LEAST_HELD ** len(parts):
        return ()
    weights = [guess.chance * (LISTED if scene.dictionary.entities(guess.name) else 1.0) for guess in ways]
    none = 1 - held
    rated = [guess._replace(chance=w / (none + sum(weights))) for guess, w in zip(ways, weights, strict=True)]
    return tuple(sorted(rated, key=lambda guess: -guess.chance)[:MOST])


def _tokens(name: str, odd: Sequence[str]) -> list[_Token]:
    last = name.rsplit(maxsplit=1)[-1]
    return [_Token(token, token != last) for token in odd]


def _way(name: str, by: Mapping[str, Guess]) -> Guess:
    restored = re.sub(r"\S+", lambda word: by[word.group()].name if word.group() in by else word.group(), name)
    return Guess(restored, math.prod(part.chance for part in by.values()))
