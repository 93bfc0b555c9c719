"""Offices in the words around a name: "X, the foreign minister of Türkiye", "Turkish Foreign Minister X"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ..values import Span
from .sound import plain

REACH = 110

_YEARS = re.compile(r"\s*\(?\b\d{4}.*$")
_AFTER = re.compile(r"\s*(?:,|\(|–|—| - )\s*(?:who\s+(?:is|was|heads|leads|serves as|has served as)\s+)?([^,;:.()–—\"“”]+)")
_BEFORE = re.compile(r"([^,;:.()–—\"“”]+?)\s*,?\s*$")
_SMALL = frozenset("the a an of for to in at and s his her its their former then new current acting".split())
_SAME = {
    "defence": "defense",
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
    """Words in apposition to a name, on either side, in plain form with offices spelled one way."""

    phrases: tuple[str, ...]


def context(text: str, span: Span, sentence: Span) -> Context:
    """What stands in apposition to the name at `span`.

    >>> text = "Hakan Vian, the foreign minister of Türkiye, said no."
    >>> context(text, Span(0, 10), Span(0, len(text))).phrases
    ('the foreign minister of turkiye',)
    """
    right = text[span.end : min(sentence.end, span.end + REACH)]
    left = text[max(sentence.start, span.start - REACH) : span.start]
    found = [_AFTER.match(re.sub(r"^['’]s?", "", right)), _BEFORE.search(left)]
    return Context(tuple(phrase for match in found if match and (phrase := spelled(match.group(1)))))


def spelled(phrase: str) -> str:
    """`phrase` in plain form with synonyms of offices replaced by one of them.

    >>> spelled("Minister of Defence"), spelled("Türkiye's top diplomat")
    ('defense minister', 'turkiyes foreign minister')
    """
    bare = plain(phrase)
    return _SAME_WORDS.sub(lambda m: _SAME[m.group()], bare.replace("defence", "defense"))


def office(role: str) -> str:
    """A role without its years.

    >>> office("foreign minister 2023-")
    'foreign minister'
    """
    return spelled(_YEARS.sub("", role))


def held(roles: Sequence[str], country: str, around: Context, lands: Callable[[str], frozenset[str]]) -> str:
    """Which of `roles` the context names: "role: ..." with its country, "title: ..." without one, "" for none.

    `lands` tells the countries that a phrase names. When it names others only, the role is somebody else's: "not: ...".
    """
    said = list(_held(roles, country, around, lands))
    return next((words for kind in ("role", "title", "not") for words in said if words.startswith(kind)), "")


def _held(
    roles: Sequence[str], country: str, around: Context, lands: Callable[[str], frozenset[str]]
) -> Iterator[str]:
    for phrase in around.phrases:
        words, named = set(phrase.split()), lands(phrase)
        for role in roles:
            needed = [word for word in office(role).split() if word not in _SMALL]
            if not needed or not words.issuperset(needed):
                continue
            if country in named or (not named and len(needed) > 2):
                yield f"role: {phrase}"
            else:
                yield f"not: {phrase}" if named else f"title: {phrase}"
