"""Garbled names mined from machine translations beside their human references, line by line.

    python -m training.mined DATA OUT.jsonl.gz

In lines of `DATA/docs_mt` a capitalised name of the translation that the reference line lacks is taken to stand for one
that only the reference has, if enough of its letters or of its sounds are shared and every pair of their words is
equal or alike. What is only another way to write the name is left out: two accepted spellings of one entity, two
romanisations, two forms of one word ("Moscow", "Moscow's"), the same letters parted otherwise ("O 'Malley",
"O'Malley"), the words for countries, English words for English words ("Exploration", "Expedition"). OUT is data about
the texts, which belong to their publishers: it stays outside the repository. One record for each translation of a
document in which some system garbled a name: `{"id", "set", "key", "system", "reporting", "text", "reference",
"names": [[start, end, garbled, right], ...]}`, offsets in characters of `text`.

`reporting` is true for half of the source documents, the same half for all systems and languages: nothing is to be
looked at, learned or chosen there.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.corpus import name as set_name
from benchmarks.corpus import read
from mtclean.english import TABLE
from mtclean.names.dictionary import Dictionary
from mtclean.names.scene import COMMON, zipf
from mtclean.names.sound import fold, letters, likeness, plain, romanised_alike, skeleton
from mtclean.names.words import FUNCTION
from mtclean.table import lines, table
from mtclean.values import Span

LEAST_LETTERS, LEAST_BONES = 0.5, 0.75  # a pair of words is alike from either on
FEWEST_BONES = 2  # consonants that say anything
SHORTEST, MOST_WORDS = 4, 4
OF_NAMES = ("al", "el")  # in small letters, too
LEFT_OUT = ("AIST",)  # word salad
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ENDING = re.compile(r"['’]s?$|['’]s\b")


class Word(NamedTuple):
    """A word of a line: where it stands, its plain form without a possessive ending, whether it may be of a name."""

    span: Span
    key: str
    capital: bool


class Pair(NamedTuple):
    """A name in a line of a translation, and what the reference has for it."""

    span: Span
    garbled: str
    right: str


def reporting(key: str) -> bool:
    """True for the half of the documents that is only measured on.

    >>> reporting("potet:0"), reporting("potet:1")
    (True, False)
    """
    return bool(zlib.crc32(key.encode()) >> 7 & 1)


def words(line: str) -> list[Word]:
    """The words of a line in order."""
    found = []
    for match in _WORD.finditer(line):
        bare = _ENDING.sub("", match.group())
        span = Span(match.start(), match.start() + len(bare))
        key = plain(bare)
        found.append(Word(span, key, key in OF_NAMES or (bare[:1].isupper() and key not in FUNCTION)))
    return found


def mined(text: str, reference: str, dictionary: Dictionary) -> list[Pair]:
    """The garbled names of one line.

    >>> d = Dictionary.open()
    >>> mined("The envoy Hakan Vian spoke.", "Hakan Fidan, the envoy, spoke.", d)
    [Pair(span=Span(start=10, end=20), garbled='Hakan Vian', right='Hakan Fidan')]
    >>> mined("Vladimir Zelensky's speech", "the speech of Volodymyr Zelenskyy", d)
    []
    """
    here, there = words(text), words(reference)
    pairs = _paired(here, there)
    found: list[Pair] = []
    taken = -1
    for at in sorted(pairs):
        if at > taken:
            start, end = _grown(at, pairs[at], pairs, (here, there), (text, reference))
            taken = at + end
            span = Span(here[at - start].span.start, here[at + end].span.end)
            meant = Span(there[pairs[at] - start].span.start, there[pairs[at] + end].span.end)
            pair = Pair(span, span.of(text), meant.of(reference))
            around = text[here[max(0, at - start - 1)].span.start : here[min(len(here), at + end + 2) - 1].span.end]
            found += [pair] if _bare(pair.right) not in _bare(around) and not _same(pair, dictionary) else []
    return found


def _bare(text: str) -> str:
    """The letters and digits of `text` in lower case without accents: what stays however it is parted."""
    return "".join(filter(str.isalnum, plain(text)))


def _paired(here: Sequence[Word], there: Sequence[Word]) -> dict[int, int]:
    """Which strange capitalised word of a translation stands for which of the reference, each used once."""
    ours, theirs = {word.key for word in here}, {word.key for word in there}
    left = [at for at, word in enumerate(here) if _strange(word, theirs)]
    right = [at for at, word in enumerate(there) if _strange(word, ours)]
    alike = sorted((-_alike(here[i].key, there[j].key), i, j) for i in left for j in right)
    found: dict[int, int] = {}
    for score, i, j in alike:
        if score < 0 and i not in found and j not in found.values():
            found[i] = j
    return found


def _strange(word: Word, others: set[str]) -> bool:
    return word.capital and word.key not in others and len(word.key) >= SHORTEST and zipf(word.key) < COMMON


@cache
def _alike(one: str, other: str) -> float:
    """How alike two words are, 0 when not enough, or when they are two forms of one word."""
    if one.startswith(other[:SHORTEST]) and (one in other or other in one):
        return 0.0
    pairs = [(skeleton(a), skeleton(b)) for a in fold(one) for b in fold(other)]
    score = letters(one, other)
    bones = max(likeness(a, b) if score and min(len(a), len(b)) >= FEWEST_BONES else 0.0 for a, b in pairs)
    return score + bones if score >= LEAST_LETTERS or bones >= LEAST_BONES else 0.0


def _grown(
    at: int, other: int, pairs: dict[int, int], said: tuple[Sequence[Word], ...], lines: tuple[str, ...]
) -> tuple[int, int]:
    """How many words before and after belong to the name on both sides: capitalised, adjoining, equal or paired."""
    here, there = said

    def goes_on(by: int, back: int) -> bool:
        i, j = at + by, other + by
        if not (0 <= i < len(here) and 0 <= j < len(there) and here[i].capital and there[j].capital):
            return False
        spaced = all(
            line[min(one[k].span.end, one[k - back].span.end) : max(one[k].span.start, one[k - back].span.start)]
            in " -"
            for line, one, k in ((lines[0], here, i), (lines[1], there, j))
        )
        return spaced and (here[i].key == there[j].key or pairs.get(i) == j)

    after = next(n for n in range(MOST_WORDS) if n + 1 == MOST_WORDS or not goes_on(n + 1, 1))
    before = next(n for n in range(MOST_WORDS) if n + 1 == MOST_WORDS or not goes_on(-n - 1, -1))
    return before, after


def _same(pair: Pair, dictionary: Dictionary) -> bool:
    """True for two ways to write one name, for words of countries, and for one English word instead of another."""
    one, other = pair.garbled, pair.right
    if all(map(_english, {*plain(one).split()} ^ {*plain(other).split()})):
        return True
    if any(map(dictionary.nation, (one, other))) or romanised_alike(one, other):
        return True
    if set(dictionary.numbers(one)) & set(dictionary.numbers(other)):
        return True
    return bool({city.number for city in dictionary.cities(one)} & {city.number for city in dictionary.cities(other)})


@cache
def _english(word: str) -> bool:
    return bool(lines(table(TABLE), word))


def records(data: Path) -> Iterator[dict[str, Any]]:
    """The translations of every document in which a system garbled a name."""
    dictionary = Dictionary.open()
    for path in sorted((data / "docs_mt").glob("*.jsonl.gz")):
        by_key: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in read(path):
            lines, others = row["text"].split("\n"), row["reference"].split("\n")
            if len(lines) == len(others) and not row["system"].startswith(LEFT_OUT):
                kept = {field: row[field] for field in ("id", "key", "system", "text", "reference")}
                more = {"set": set_name(path), "reporting": reporting(row["key"])}
                by_key[row["key"]].append({**kept, **more, "names": list(_placed(lines, others, dictionary))})
        yield from (row for rows in by_key.values() if any(one["names"] for one in rows) for row in rows)


def _placed(lines: Iterable[str], others: Iterable[str], dictionary: Dictionary) -> Iterator[list[int | str]]:
    start = 0
    for line, other in zip(lines, others, strict=True):
        for pair in mined(line, other, dictionary):
            yield [start + pair.span.start, start + pair.span.end, pair.garbled, pair.right]
        start += len(line) + 1


def main() -> None:
    """Write the file and print how much there is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder with docs_mt/")
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    found = list(records(given.data))
    with gzip.open(given.out, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in found)
    for half, wanted in (("development", False), ("reporting", True)):
        rows = [record for record in found if record["reporting"] == wanted]
        pairs = {(row["key"], garbled, right) for row in rows for _, _, garbled, right in row["names"]}
        print(f"{half}: {len(rows)} translations of {len({r['key'] for r in rows})} documents, {len(pairs)} names")


if __name__ == "__main__":
    main()
