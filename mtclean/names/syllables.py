"""Western names spelled with the syllables of Chinese, Japanese or Korean: Telangpu, Zerensukii, Teureompeu.

Each language has few syllables, and each stands for few pieces of western names, at a cost learned from real spellings
(data/asia/syllables.tsv.gz, made by training/syllables.py). A name is read syllable by syllable along the names that
the dictionary has, and the cheapest way is kept.
"""

from __future__ import annotations

import heapq
import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from ..table import lines, table
from .sound import plain
from .sounds import Sounds

TABLE = "asia/syllables"
LANGUAGES = {"zh": "Chinese", "ja": "Japanese", "ko": "Korean"}
_DOUBLE = re.compile(r"([aiueo])\1+")  # long vowels
FEWEST = 2  # syllables of a word
BEAM = 100  # ways kept at each letter
WORST, WORST_WORD, SLACK = 3.2, 4.0, 4.0  # bits for each syllable of a name and of a word, bits to begin with


class Way(NamedTuple):
    """A token of a known name that a word may stand for: bits for it, syllables read."""

    token: str
    bits: float
    syllables: int


class Spelled(NamedTuple):
    """A known name that the words stand for in a language: its spelling, its number, bits for each syllable."""

    form: str
    number: int
    language: str
    bits: float
    syllables: int


@lru_cache(maxsize=4096)
def _pieces(language: str, syllable: str) -> tuple[tuple[str, float], ...]:
    """What a syllable stands for, with the bits for it, the cheapest first; nothing for what is no syllable."""
    found = lines(table(TABLE), f"{language}\t{syllable}")
    return tuple(sorted(((piece, float(bits)) for _, piece, bits in found), key=itemgetter(1)))


class _Tokens(Container[str]):
    """The first and the last tokens of a list of names, in order.

    >>> tokens = _Tokens(["trump", "xi"])
    >>> "tru" in tokens, tokens.begin("tru"), tokens.begin("tra")
    (False, True, False)
    """

    def __init__(self, tokens: Iterable[str]) -> None:
        self._tokens = sorted(tokens)

    def begin(self, prefix: str) -> bool:
        """True if any of them begins with `prefix`."""
        at = bisect_left(self._tokens, prefix)
        return at < len(self._tokens) and self._tokens[at].startswith(prefix)

    def __contains__(self, token: object) -> bool:
        at = bisect_left(self._tokens, str(token))
        return at < len(self._tokens) and self._tokens[at] == token


@lru_cache(maxsize=4)
def _tokens(people: Sounds) -> _Tokens:
    tokens: set[str] = set()
    for first, _, rest in (key.partition(" ") for key in people.keys):
        if rest:
            tokens.update((first, *(_lasts(rest) if " " in rest else (rest,))))
    return _Tokens(tokens)


def _lasts(rest: str) -> Iterator[str]:
    """What a name may have as its last token: all after the first as one, and without initials between."""
    *between, last = rest.split()
    if all(len(token) < 2 for token in between):
        yield last
    yield "".join((*between, last))


def _by_first(first: str, people: Sounds) -> Iterator[tuple[str, str, int]]:
    """The names with this first token: last token, spelling, number."""
    for at in people.places.get(first, ()):
        form = people.forms[at]
        head, _, rest = plain(form).partition(" ")
        if rest and head == first:
            yield from ((last, form, people.numbers[at]) for last in dict.fromkeys(_lasts(rest)))


def spelled(name: str, people: Sounds) -> list[Spelled]:
    """The names that `name` may be a spelling of, the cheapest first; it must be made of syllables throughout."""
    words = _DOUBLE.sub(r"\1", plain(name)).split()
    found: dict[int, Spelled] = {}
    for language in LANGUAGES if len(words) > 1 else ():
        for one in _both(words[0], "".join(words[1:]), language, people):
            if one.number not in found or one.bits < found[one.number].bits:
                found[one.number] = one
    return sorted(found.values(), key=lambda one: (one.bits, one.number))


def _both(first: str, last: str, language: str, people: Sounds) -> Iterator[Spelled]:
    lasts = {way.token: way for way in ways(last, language, people)}
    for start in ways(first, language, people) if lasts else ():
        for token, form, number in sorted(set(_by_first(start.token, people))):
            if end := lasts.get(token):
                syllables = start.syllables + end.syllables
                bits = round((start.bits + end.bits) / syllables, 2)
                if bits <= WORST:
                    yield Spelled(form, number, language, bits, syllables)


@lru_cache(maxsize=1024)
def ways(word: str, language: str, people: Sounds) -> tuple[Way, ...]:
    """The tokens of known names that `word` may stand for, the cheapest first; none when it is not of syllables."""
    ends = _parsed(word, language)
    if not ends:
        return ()
    known = _tokens(people)
    reached: list[dict[str, tuple[float, int]]] = [{} for _ in range(len(word) + 1)]
    reached[0][""] = (0.0, 0)
    for at, stops in sorted(ends.items()):
        best = heapq.nsmallest(BEAM, reached[at].items(), key=lambda way: way[1])
        for end in stops:
            further, pieces = reached[end], _pieces(language, word[at:end])
            for prefix, (bits, count) in best:
                most = WORST_WORD * (count + 1) + SLACK
                for piece, cost in pieces:
                    longer, total = prefix + piece, bits + cost
                    if total > most:
                        break
                    if (longer not in further or total < further[longer][0]) and known.begin(longer):
                        further[longer] = (total, count + 1)
    found = (Way(token, bits, count) for token, (bits, count) in reached[-1].items() if token in known)
    kept = (way for way in found if way.syllables >= FEWEST and way.bits <= WORST_WORD * way.syllables)
    return tuple(sorted(kept, key=lambda way: way.bits))


def _parsed(word: str, language: str) -> dict[int, list[int]]:
    """For each offset from which the rest of `word` can be read, where the syllables that start there end."""
    ends: dict[int, list[int]] = {}
    for at in range(len(word) - 1, -1, -1):
        found = [end for end in range(at + 1, min(len(word), at + 6) + 1) if end in ends or end == len(word)]
        if kept := [end for end in found if _pieces(language, word[at:end])]:
            ends[at] = kept
    return ends if 0 in ends else {}
