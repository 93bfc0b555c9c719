"""Rebuild `mtclean/data/asia/syllables.tsv.gz`: which letters of western names the syllables of East Asia stand for.

    python -m training.syllables UNICODE_DIR NAMES_DIR mtclean/data/asia

NAMES_DIR holds zh.tsv.gz, ja.tsv.gz and ko.tsv.gz, English name tokens with a real spelling (from Wikidata, CC0).
Each syllable is taken to stand for a piece of the English token; expectation maximisation finds which. Only tokens of
one half are read, so that benchmarks/trips.py can measure on the other one.
"""

from __future__ import annotations

import csv
import gzip
import math
import re
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

from mtclean.names.sound import plain

from .asia import Characters, kana_letters, korean_letters

ROUNDS = 6
LONGEST = 6  # letters that one syllable may stand for
LEAST_CHANCE, LEAST_COUNT = 0.002, 1.2
SILENT = {"zh": 0.0, "ja": 0.02, "ko": 0.02}  # first guess at the chance that a syllable stands for nothing
HALVES_COST, MOST_BITS, MOST = 1.5, 11.0, 60  # of pieces put together from halves of a syllable; limits of the table
SCRIPTS = {"zh": "[\u4e00-\u9fff]+", "ja": "[ァ-ヶー]+", "ko": "[가-힣]+"}
MORA = re.compile(r"(?:(?:[kgbpmnrh]y|sh|ch|ts|[kgsztdnhbpmyrwjfv])?[aiueo])|n|.")
HALVES = re.compile(r"([^aeiouyw]*)(.*)")
CODA = re.compile(r"([aeiouyw])(ng|[nmlktp])$")

Pair = tuple[str, tuple[str, ...]]
Table = dict[str, dict[str, float]]


def held_out(token: str) -> bool:
    """True for the half of all tokens that nothing is learned from.

    >>> held_out("merkel"), held_out("macron")
    (True, False)
    """
    return bool(zlib.crc32(token.encode()) & 1)


def syllables(written: str, language: str, characters: Characters) -> tuple[str, ...]:
    """The syllables of a word in Latin letters; vowels of Japanese are short, finals of Korean stand alone."""
    if language == "zh":
        return tuple(characters.chinese(letter)[0] if characters.chinese(letter) else "?" for letter in written)
    if language == "ja":
        return tuple(MORA.findall(re.sub(r"([aiueo])\1+", r"\1", kana_letters(written))))
    spelled = " ".join(CODA.sub(r"\1 \2", korean_letters(each)) for each in written)
    return tuple(spelled.split())


def pairs(table: Path, language: str, characters: Characters) -> Iterator[Pair]:
    """English tokens that something is learned from, each with the syllables of its most frequent spelling."""
    best: dict[str, tuple[int, str]] = {}
    with gzip.open(table, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["unit"] == "token" and re.fullmatch(SCRIPTS[language], row["other"]):
                best[row["english"]] = max(best.get(row["english"], (0, "")), (int(row["count"]), row["other"]))
    for english, (_, other) in best.items():
        token, spelled = plain(english), syllables(other, language, characters)
        if token.isascii() and token.isalpha() and "?" not in spelled and not held_out(english):
            yield token, spelled


def halved(pair: Pair) -> Pair:
    """The same with the consonants and the rest of each syllable apart, the first with a hyphen."""
    token, spelled = pair
    parted = (HALVES.fullmatch(each) for each in spelled)
    halves = (half for each in parted if each for half in (f"{each[1]}-", each[2]))
    return token, tuple(half for half in halves if half not in ("-", ""))


def together(whole: Table, halves: Table) -> Table:
    """Costs in bits of the pieces of each syllable: those seen for it, and those of its halves in a row."""
    found: Table = {}
    for syllable, pieces in whole.items():
        costs = {piece: -math.log2(chance) for piece, chance in pieces.items()}
        first, last = HALVES.fullmatch(syllable).groups()  # type: ignore[union-attr]
        firsts = halves.get(f"{first}-", {"": 1.0} if not first else {})
        for (start, one), (end, other) in product(
            firsts.items(), halves.get(last, {"": 1.0} if not last else {}).items()
        ):
            bits = HALVES_COST - math.log2(one) - math.log2(other)
            costs[start + end] = min(bits, costs.get(start + end, bits))
        best = sorted((bits, piece) for piece, bits in costs.items() if bits <= MOST_BITS)[:MOST]
        found[syllable] = {piece: bits for bits, piece in best}
    return found


def learned(pairs: Sequence[Pair], silent: float) -> Table:
    """For each syllable the chance that it stands for each piece of a token."""
    cells = {cell for pair in pairs for cell in _cells(*pair)}
    weights = {(syllable, piece): 1.0 if piece else silent for syllable, piece in cells}
    for _ in range(ROUNDS):
        counts: dict[tuple[str, str], float] = defaultdict(float)
        for token, spelled in pairs:
            _expect(token, spelled, weights, counts)
        totals: dict[str, float] = defaultdict(float)
        for (syllable, _), count in counts.items():
            totals[syllable] += count
        weights = {cell: count / totals[cell[0]] for cell, count in counts.items()}
    found: Table = defaultdict(dict)
    for (syllable, piece), chance in weights.items():
        if chance >= LEAST_CHANCE and counts[syllable, piece] >= LEAST_COUNT:
            found[syllable][piece] = chance
    return found


def _cells(token: str, spelled: Sequence[str]) -> Iterator[tuple[str, str]]:
    for syllable in spelled:
        for start in range(len(token)):
            yield from ((syllable, token[start:end]) for end in range(start, min(len(token), start + LONGEST) + 1))


def _expect(
    token: str, spelled: Sequence[str], weights: dict[tuple[str, str], float], counts: dict[tuple[str, str], float]
) -> None:
    """Add the expected counts of one pair: forward and backward over where each syllable ends."""
    size, number = len(token), len(spelled)
    ahead = [[0.0] * (size + 1) for _ in range(number + 1)]
    ahead[0][0] = 1.0
    steps: list[tuple[int, int, int, float]] = []
    for at, syllable in enumerate(spelled):
        for start in range(size + 1):
            if before := ahead[at][start]:
                for end in range(start, min(size, start + LONGEST) + 1):
                    if weight := weights.get((syllable, token[start:end]), 0.0):
                        ahead[at + 1][end] += before * weight
                        steps.append((at, start, end, weight))
    total = ahead[number][size]
    if not total:
        return
    behind = [[0.0] * (size + 1) for _ in range(number + 1)]
    behind[number][size] = 1.0
    for at, start, end, weight in reversed(steps):
        if after := behind[at + 1][end]:
            behind[at][start] += weight * after
            counts[spelled[at], token[start:end]] += ahead[at][start] * weight * after / total


def main(unicode: Path, names: Path, out: Path) -> None:
    """Write the table: language, syllable, piece, cost in bits."""
    characters = Characters(unicode)
    lines = []
    for language in SCRIPTS:
        read = list(pairs(names / f"{language}.tsv.gz", language, characters))
        table = together(learned(read, SILENT[language]), learned([halved(pair) for pair in read], 0.02))
        for syllable, pieces in table.items():
            lines += [f"{language}\t{syllable}\t{p}\t{bits:.1f}\n" for p, bits in pieces.items()]
        print(language, len(read), "tokens", len(table), "syllables", sum(map(len, table.values())), "pieces")
    (out / "syllables.tsv.gz").write_bytes(gzip.compress("".join(sorted(lines)).encode(), 9, mtime=0))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
