"""Western names spelled with the syllables of Chinese, Japanese or Korean: Telangpu, Zerensukii, Teureompeu.

Each language has few syllables, and each stands for few pieces of western names, at a cost learned from real spellings
(data/asia/syllables.tsv.gz, made by training/syllables.py). A name is read syllable by syllable along the names that
the dictionary has, and the cheapest way is kept.
"""

from __future__ import annotations

import gzip
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from .sound import plain
from .sounds import Sounds

SHIPPED = Path(__file__).parent.parent / "data" / "asia" / "syllables.tsv.gz"
LANGUAGES = {"zh": "Chinese", "ja": "Japanese", "ko": "Korean"}
_DOUBLE = re.compile(r"([aiueo])\1+")  # long vowels
FEWEST = 2  # syllables of a word
BEAM = 300  # ways kept at each letter
WORST = 4.5  # bits for each syllable of a word


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
    return found


class _Names(NamedTuple):
    """Every token of a list of names in order, and the names by each of their tokens but the last, and by the last."""

    tokens: Sequence[str]
    by_first: Mapping[str, Sequence[tuple[str, str, int]]]


@lru_cache(maxsize=4)
def _names(people: Sounds) -> _Names:
    by_first: dict[str, set[tuple[str, str, int]]] = defaultdict(set)
    for form, number in zip(people.forms, people.numbers, strict=True):
        first, *rest = plain(form).split()
        for last in {rest[-1], "".join(rest)} if rest else ():
            by_first[first].add((last, form, number))
    tokens = {last for some in by_first.values() for last, _, _ in some} | by_first.keys()
    return _Names(sorted(tokens), {first: sorted(some) for first, some in by_first.items()})


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
        for token, form, number in _names(people).by_first.get(start.token, ()):
            if end := lasts.get(token):
                syllables = start.syllables + end.syllables
                yield Spelled(form, number, language, round((start.bits + end.bits) / syllables, 2), syllables)


@lru_cache(maxsize=1024)
def ways(word: str, language: str, people: Sounds) -> tuple[Way, ...]:
    """The tokens of known names that `word` may stand for, the cheapest first; none when it is not of syllables."""
    table, known = _tables()[language], _names(people).tokens
    ends = _parsed(word, table)
    reached: list[dict[str, tuple[float, int]]] = [{} for _ in range(len(word) + 1)]
    reached[0][""] = (0.0, 0)
    for at in range(len(word)) if ends else ():
        best = sorted(reached[at].items(), key=lambda way: way[1][0])[:BEAM]
        for end in ends.get(at, ()):
            for prefix, (bits, count) in best:
                for piece, cost in table[word[at:end]]:
                    longer, total = prefix + piece, bits + cost
                    old = reached[end].get(longer)
                    if (old is None or total < old[0]) and _begins(longer, known):
                        reached[end][longer] = (total, count + 1)
    found = [Way(token, bits, count) for token, (bits, count) in reached[-1].items() if _is(token, known)]
    kept = (way for way in found if way.syllables >= FEWEST and way.bits <= WORST * way.syllables)
    return tuple(sorted(kept, key=lambda way: way.bits))


def _parsed(word: str, table: Mapping[str, object]) -> dict[int, list[int]]:
    """For each offset from which the rest of `word` can be read, where the syllables that start there end."""
    ends: dict[int, list[int]] = {}
    for at in range(len(word) - 1, -1, -1):
        found = [end for end in range(at + 1, min(len(word), at + 6) + 1) if end in ends or end == len(word)]
        if kept := [end for end in found if word[at:end] in table]:
            ends[at] = kept
    return ends if 0 in ends else {}


def _begins(prefix: str, known: Sequence[str]) -> bool:
    at = bisect_left(known, prefix)
    return at < len(known) and known[at].startswith(prefix)


def _is(token: str, known: Sequence[str]) -> bool:
    at = bisect_left(known, token)
    return at < len(known) and known[at] == token
