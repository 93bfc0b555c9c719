"""Rebuild `mtclean/data/trips.tsv.gz`: what becomes of the letters of names in another alphabet and back.

    python -m training.trips UNICODE_DIR NAMES_DIR mtclean/data/trips.tsv.gz

NAMES_DIR holds English name tokens with a real spelling in other scripts (ar, he, ja, ko, ru and zh.tsv.gz; from
Wikidata, CC0). Each spelling is put back into Latin letters in the ways that newspapers and programs do, and pieces of
the token are aligned with pieces of what came back by expectation maximisation. Only tokens of one half are read, so
that benchmarks/trips.py can measure on the other one (training/syllables.py).
"""

from __future__ import annotations

import csv
import gzip
import math
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks.trips import arabic, hebrew, russian
from mtclean.names.romanise import romanised
from mtclean.names.sound import plain
from mtclean.names.trip import EDGES, LONGEST_PIECE

from .asia import Characters, kana_letters, korean_letters
from .syllables import SCRIPTS, held_out

ROUNDS, BAND = 5, 6
LONGEST_BOTH, LONGEST_ADDED = 4, 2  # letters of a piece and what stands for it; of what stands for nothing
PIECES = tuple(
    (a, b)
    for a in range(LONGEST_PIECE + 1)
    for b in range(LONGEST_PIECE + 1)
    if 0 < a + b <= LONGEST_BOTH and (a or b <= LONGEST_ADDED)
)
LEAST, LEAST_WEIGHT = 1.0, 0.3  # expected counts of a piece, in the table and from round to round
RARE = 2.0  # added to the count of what stands for a piece, so that rare ones prove less
BEGIN, CHANGED, LOST = 0.5, 0.3, 0.02  # first guess: for each letter; for other letters; for a letter lost or put in


class Pair(NamedTuple):
    """A token, what came back of it, and how much it counts."""

    token: str
    back: str
    weight: float


Counts = Mapping[tuple[str, str], float]


def ways(unicode: Path) -> dict[str, Callable[[str], list[str]]]:
    """For each language, how a token in its script comes back."""
    characters = Characters(unicode)

    def chinese(token: str) -> list[str]:
        read = [characters.chinese(letter)[:1] for letter in token]
        return ["".join(one[0] for one in read)] if all(read) else []

    return {
        "ru": lambda token: [russian(token), *romanised(token, "ru"), *romanised(token, "uk")],
        "ar": lambda token: [arabic(token), *romanised(token, "ar")],
        "he": lambda token: [hebrew(token), *romanised(token, "he")],
        "zh": chinese,
        "ja": lambda token: [kana_letters(token), re.sub(r"([aiueo])\1+", r"\1", kana_letters(token))],
        "ko": lambda token: [korean_letters(token)],
    }


def pairs(table: Path, language: str, back: Callable[[str], list[str]]) -> Iterator[Pair]:
    """Tokens of the half that is learned from, with each way in which the most frequent spelling comes back."""
    best: dict[str, tuple[int, str]] = {}
    script = re.compile(SCRIPTS.get(language, r"\S+"))
    with gzip.open(table, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["unit"] == "token" and script.fullmatch(row["other"]):
                best[row["english"]] = max(best.get(row["english"], (0, "")), (int(row["count"]), row["other"]))
    for english, (_, other) in best.items():
        token = plain(english)
        if not held_out(english) and token.isascii() and token.isalpha():
            found = dict.fromkeys(plain(one) for one in back(other))
            kept = [one for one in found if one.isascii() and one.isalpha() and abs(len(one) - len(token)) <= BAND]
            yield from (Pair(token, one, 1 / len(kept)) for one in kept)


def learned(some: Sequence[Pair]) -> Counts:
    """Expected counts of each piece of a token with what stands for it."""
    weights: Callable[[str, str], float] = _guess
    counts: dict[tuple[str, str], float] = {}
    for _ in range(ROUNDS):
        counts = defaultdict(float)
        for pair in some:
            _expect(pair, weights, counts)
        total = sum(counts.values())
        chances = {cell: count / total for cell, count in counts.items() if count >= LEAST_WEIGHT}
        weights = partial(_chance, chances)
    return counts


def _chance(chances: Counts, piece: str, back: str) -> float:
    return chances.get((piece, back), 0.0)


def _guess(piece: str, back: str) -> float:
    same = 1.0 if piece == back else CHANGED if piece and back else LOST
    return float(BEGIN ** (len(piece) + len(back))) * same


def _expect(pair: Pair, weights: Callable[[str, str], float], counts: dict[tuple[str, str], float]) -> None:
    """Add the expected counts of one pair: forward and backward over where each piece ends."""
    token, back = (EDGES.format(word) for word in (pair.token, pair.back))
    size, other = len(token), len(back)
    ahead = [[0.0] * (other + 1) for _ in range(size + 1)]
    ahead[0][0] = 1.0
    steps = []
    for i in range(size + 1):
        for j in range(max(0, i - BAND), min(other, i + BAND) + 1):
            if before := ahead[i][j]:
                for a, b in PIECES:
                    if i + a <= size and j + b <= other:
                        cell = token[i : i + a], back[j : j + b]
                        if weight := weights(*cell):
                            ahead[i + a][j + b] += before * weight
                            steps.append((i, j, i + a, j + b, cell, weight))
    if not (total := ahead[size][other]):
        return
    behind = [[0.0] * (other + 1) for _ in range(size + 1)]
    behind[size][other] = 1.0
    for i, j, k, m, cell, weight in reversed(steps):
        if after := behind[k][m]:
            behind[i][j] += weight * after
            counts[cell] += pair.weight * ahead[i][j] * weight * after / total


def costs(counts: Counts) -> Iterator[tuple[str, str, float]]:
    """Piece, what stands for it, bits; a letter put in counts by how often one is, anywhere."""
    totals: dict[str, float] = defaultdict(float)
    for (piece, _), count in counts.items():
        totals[piece] += count
    letters = sum(count * len(piece) for piece, count in totals.items())
    for (piece, back), count in sorted(counts.items()):
        if count >= LEAST:
            yield piece, back, -math.log2(count / (totals[piece] + RARE if piece else letters))


def main(unicode: Path, names: Path, out: Path) -> None:
    """Write the table: language, piece, what stands for it, cost in bits."""
    lines = []
    for language, back in ways(unicode).items():
        some = list(pairs(names / f"{language}.tsv.gz", language, back))
        found = list(costs(learned(some)))
        lines += [f"{language}\t{piece}\t{other}\t{bits:.1f}\n" for piece, other, bits in found]
        print(language, len(some), "pairs", len(found), "pieces", flush=True)
    out.write_bytes(gzip.compress("".join(lines).encode(), 9, mtime=0))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
