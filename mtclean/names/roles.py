"""Offices in the words around a name: "X, the foreign minister of Türkiye", "Turkish Foreign Minister X"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..values import Span
from .mention import Entity
from .sound import plain
from .words import ASIDE, ONCE, SHARED, SMALL, TITLES

BLOCS = frozenset({"EU", "UN"})  # whoever serves one of them belongs to a country as well
REACH = 110  # characters of an apposition that are read

_POSSESSIVE = re.compile(r"['’]s\b")
LAST = 9999
SLACK = 1  # years that an article may be before or after an office that it means
_YEARS = re.compile(r"\s*\(?\b\d{4}.*$")
_TERM = re.compile(r"\b(\d{4})(-?)(\d{4})?")
_AFTER = re.compile(
    r"\s*(?:,|\(|–|—| - )\s*"
    r"(?:who\s+(?:is|was|serves as|has served as|(heads|leads|headed|led|runs))\s+)?([^,;:.()–—\"“”]+)"
)
_BEFORE = re.compile(r"([^,;:.()–—\"“”]+?)\s*,?\s*$")
_SAME = {
    "premier": "prime minister",
    "top diplomat": "foreign minister",
    "chief diplomat": "foreign minister",
    "minister of foreign affairs": "foreign minister",
    "foreign affairs minister": "foreign minister",
    "minister of defense": "defense minister",
    "minister of the interior": "interior minister",
    "minister of finance": "finance minister",
    "spokesperson": "spokesman",
    "spokeswoman": "spokesman",
    "chairwoman": "chairman",
    "leader": "head",
    "chief": "head",
}
_SAME_WORDS = re.compile(r"\b(?:" + "|".join(sorted(_SAME, key=len, reverse=True)) + r")\b")


class Context(NamedTuple):
    """Words in apposition to a name, on either side, in plain form with offices spelled one way.

    `year` is that of the article, None when it is not known.
    """

    phrases: tuple[str, ...] = ()
    year: int | None = None


def context(text: str, span: Span, sentence: Span, year: int | None = None) -> Context:
    """What stands in apposition to the name at `span`, within its sentence; `year` is that of the article.

    >>> text = "Hakan Vian, the foreign minister of Türkiye, said no."
    >>> context(text, Span(0, 10), Span(0, len(text))).phrases
    ('the foreign minister of turkiye',)
    """
    after = _AFTER.match(text[span.end : min(sentence.end, span.end + REACH)])
    before = _BEFORE.search(text[max(sentence.start, span.start - REACH) : span.start])
    said = [_headed(after)] if after else []
    said += [before.group(1)] if before else []
    return Context(tuple(phrase for words in said if (phrase := spelled(words))), year)


def _headed(after: re.Match[str]) -> str:
    """Who heads the foreign ministry is the foreign minister."""
    verb, words = after.groups()
    return words.replace("inistry", "inister") if verb else words


def spelled(phrase: str) -> str:
    """`phrase` in plain form with synonyms of offices replaced by one of them.

    >>> spelled("Minister of Defence"), spelled("Türkiye's top diplomat")
    ('defense minister', 'turkiye foreign minister')
    """
    bare = plain(_POSSESSIVE.sub("", phrase)).replace("defence", "defense")
    return _SAME_WORDS.sub(lambda match: _SAME[match.group()], bare)


def office(role: str) -> str:
    """A role without its years.

    >>> office("foreign minister 2023-")
    'foreign minister'
    """
    return spelled(_YEARS.sub("", role))


def served(role: str, year: int | None, *, former: bool = False) -> bool:
    """Whether a role may have been held in `year`; or, if `former`, before its end. True for what is not known.

    >>> served("foreign minister 2023-", 2016), served("foreign minister 2023-", 2025), served("banker", 2016)
    (False, True, True)
    >>> served("prime minister 2013-2017", 2024), served("prime minister 2013-2017", 2024, former=True)
    (False, True)
    """
    terms = [(int(start), int(end or (start if not dash else LAST))) for start, dash, end in _TERM.findall(role)]
    if year is None or not terms:
        return True
    return any(start - SLACK <= year <= (LAST if former else end + SLACK) for start, end in terms)


def held(entity: Entity, around: Context, lands: Callable[[str], frozenset[str]]) -> str:
    """Which office of `entity` the context names.

    "role: ..." for one that few hold, named with its country; "title: ..." for one that many hold or without a country;
    "not: ..." when only other countries are named; "time: ..." for one that was not held when the article was written;
    "" for none. `lands` tells the countries that a phrase names.
    """
    said = list(_held(entity, around, lands))
    return next((words for kind in ("role", "title", "not", "time") for words in said if words.startswith(kind)), "")


def _held(entity: Entity, around: Context, lands: Callable[[str], frozenset[str]]) -> Iterator[str]:
    for phrase in around.phrases:
        words = set(phrase.split())
        if _elsewhere(phrase, entity.country, lands):
            yield f"not: {phrase}"
        for role in entity.roles:
            needed = [word for word in office(role).split() if word not in SMALL]
            if needed and words.issuperset(needed) and not words & ASIDE - set(needed):
                if served(role, around.year, former=not ONCE.isdisjoint(words)):
                    yield f"{_weight(needed, entity.country, lands(phrase))}: {phrase}"
                else:
                    yield f"time: {role}, and the article is of {around.year}"


def _elsewhere(phrase: str, country: str, lands: Callable[[str], frozenset[str]]) -> bool:
    """True for an office of another country: "the deputy minister of norway", "norwegian minister"."""
    office, _, land = phrase.rpartition(" of ")
    titled = _ends_in_title(phrase) or (_ends_in_title(office) and lands(land))
    named = lands(phrase) - BLOCS
    return bool(titled and named and country not in named)


def _ends_in_title(phrase: str) -> bool:
    return not TITLES.isdisjoint(phrase.split()[-1:])


def _weight(needed: list[str], country: str, named: frozenset[str]) -> str:
    if named - BLOCS and country not in named:
        return "not"
    shared = needed[-1] in SHARED and (len(needed) == 1 or needed[-1] != "minister")
    return "title" if shared or not (named or len(needed) > 2) else "role"
