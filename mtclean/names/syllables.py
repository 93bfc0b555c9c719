"""Western names spelled with the syllables of Chinese, Japanese or Korean: Telangpu, Zerensukii, Teureompeu.

Each language has few syllables, and each stands for few pieces of western names, at a cost learned from real spellings
(data/asia/syllables.tsv.gz, made by training/syllables.py). A name is read syllable by syllable along the names that
the dictionary has, and the cheapest way is kept.
"""

from __future__ import annotations

import gzip
import heapq
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from .sound import plain
from .sounds import Sounds

SHIPPED = Path(__file__).parent.parent / "data" / "asia" / "syllables.tsv.gz"
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


@cache
def _tables() -> Mapping[str, Mapping[str, Sequence[tuple[str, float]]]]:
    found: dict[str, dict[str, list[tuple[str, float]]]] = defaultdict(lambda: defaultdict(list))
    for line in gzip.decompress(SHIPPED.read_bytes()).decode().splitlines():
        language, syllable, piece, bits = line.split("\t")
        found[language][syllable].append((piece, float(bits)))
    return {code: {s: sorted(some, key=lambda one: one[1]) for s, some in all_.items()} for code, all_ in found.items()}


class _Beginnings(dict[str, frozenset[str]]):
    """By first letter, all that the tokens with this letter begin with; worked out for the letters that are asked."""

    def __init__(self, tokens: Iterable[str]) -> None:
        super().__init__({"": frozenset({""})})
        self._tokens: dict[str, list[str]] = defaultdict(list)
        for token in tokens:
            self._tokens[token[:1]].append(token)

    def __missing__(self, letter: str) -> frozenset[str]:
        found = frozenset(token[:end] for token in self._tokens[letter] for end in range(1, len(token) + 1))
        self[letter] = found
        return found


class _Names(NamedTuple):
    """The first and the last tokens of a list of names, and all that they begin with."""

    tokens: frozenset[str]
    beginnings: _Beginnings


@lru_cache(maxsize=4)
def _names(people: Sounds) -> _Names:
    pairs = [(first, rest) for first, _, rest in (key.partition(" ") for key in people.keys) if rest]
    tokens = {first for first, _ in pairs}
    tokens.update(last for _, rest in pairs for last in (_lasts(rest) if " " in rest else (rest,)))
    return _Names(frozenset(tokens), _Beginnings(tokens))


def _lasts(rest: str) -> Iterator[str]:
    """What a name may have as its last token: all after the first as one, and without initials between."""
    *between, last = rest.split()
    if all(len(token) < 2 for token in between):
        yield last
    yield "".join((*between, last))


def _by_first(first: str, people: Sounds) -> Iterator[tuple[str, str, int]]:
    """The names with this first token: last token, spelling, number."""
    for at in people.places.get(first, ()):
        head, _, rest = people.keys[at].partition(" ")
        if rest and head == first:
            yield from ((last, people.forms[at], people.numbers[at]) for last in dict.fromkeys(_lasts(rest)))


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
    table = _tables()[language]
    ends = _parsed(word, table)
    if not ends:
        return ()
    known = _names(people)
    reached: list[dict[str, tuple[float, int]]] = [{} for _ in range(len(word) + 1)]
    reached[0][""] = (0.0, 0)
    for at, stops in sorted(ends.items()):
        best = heapq.nsmallest(BEAM, reached[at].items(), key=lambda way: way[1])
        for end in stops:
            further = reached[end]
            for prefix, (bits, count) in best:
                most = WORST_WORD * (count + 1) + SLACK
                for piece, cost in table[word[at:end]]:
                    longer, total = prefix + piece, bits + cost
                    if total > most:
                        break
                    if longer in known.beginnings[longer[:1]] and (longer not in further or total < further[longer][0]):
                        further[longer] = (total, count + 1)
    found = (Way(token, bits, count) for token, (bits, count) in reached[-1].items() if token in known.tokens)
    kept = (way for way in found if way.syllables >= FEWEST and way.bits <= WORST_WORD * way.syllables)
    return tuple(sorted(kept, key=lambda way: way.bits))


def _parsed(word: str, table: Mapping[str, object]) -> dict[int, list[int]]:
    """For each offset from which the rest of `word` can be read, where the syllables that start there end."""
    ends: dict[int, list[int]] = {}
    for at in range(len(word) - 1, -1, -1):
        found = [end for end in range(at + 1, min(len(word), at + 6) + 1) if end in ends or end == len(word)]
        if kept := [end for end in found if word[at:end] in table]:
            ends[at] = kept
    return ends if 0 in ends else {}
