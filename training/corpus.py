"""The texts that the tagger and the weights of `mtclean.surprise` learn from, each word labelled.

From training/garbled/ articles with marks, and the same articles repaired. From words/ sentences of MLQE-PE: a word is
bad when a post-editor, who saw the source, changed it. From docs_mt/ one machine translation of each news document and
its human reference: a machine word is bad when it is neither in the reference line nor in more than 15 % of the other
systems' lines, good when it is in the reference line or in half of the others, else left out; words of references are
good. From docs_clean/ news written in English, two of three damaged by training/damage.py.

What `benchmarks/quality.py` reports on by default is left out: the dev and test files of words/, twenty articles of
each set of docs_clean/original, and whatever in docs_mt/ is a copy of them.
"""

from __future__ import annotations

import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.corpus import beginning, drawn
from benchmarks.corpus import read as records
from mtclean.pivots import Pivots
from mtclean.text import words
from mtclean.values import Span
from training import garbled
from training.damage import damaged

LEFT_OUT = ("potet.fr-en", "AIST")
BAD_SHARE, GOOD_SHARE = 0.15, 0.5
WORDS_PER_DOCUMENT = 260
SENTENCES_PER_PAIR = 3_000
MACHINE_WORDS = 130_000
ARTICLES_OF_BBC = 420
REPORTED = 20  # articles of each clean set that the benchmarks draw, with seed 0
RATES = (0.06, 0.12, 0.2)  # of words damaged in an article
UNDAMAGED = 0.35
LONG_LINE = 60


class Item(NamedTuple):
    """A text with a label for each word: 1 bad, 0 good, -1 unknown. `source` is where it comes from, `key` which
    document it belongs to; `aside` says that it is kept for measuring.
    """

    source: str
    key: str
    text: str
    labels: list[int]
    aside: bool
    weak: bool = False


def items(data: Path, seed: int) -> Iterator[Item]:
    """Everything there is to learn from, in an order that the seed decides."""
    yield from _written()
    yield from _post_edited(data, seed)
    yield from _translated(data, seed)
    yield from _damaged(data, seed)


def hash_of(key: str) -> int:
    """A number from a key that is the same in every run."""
    return sum(ord(c) * (i + 1) for i, c in enumerate(key))


def kept_aside(key: str) -> bool:
    """True for the tenth of all documents that is kept for measuring."""
    return hash_of(key) % 10 == 3


def _written() -> Iterator[Item]:
    for article in garbled.articles():
        aside = kept_aside(article.name)
        yield Item("garbled", article.name, article.text, garbled.labels(article), aside)
        yield Item("written", article.name, *garbled.repaired(article), aside)


def _post_edited(data: Path, seed: int) -> Iterator[Item]:
    for path in sorted((data / "words" / "train").glob("*.jsonl.gz")):
        pair = path.name.partition(".")[0]
        rows = records(path)
        random.Random(seed).shuffle(rows)
        for row in rows[:SENTENCES_PER_PAIR]:
            tokens = [Span(*token) for token in row["tokens"]]
            labels = [_label(word, tokens, row["bad"]) for word in words(row["text"])]
            yield Item(pair, row["id"], row["text"], labels, kept_aside(row["id"]))


def _label(word: Span, tokens: Sequence[Span], bad: Sequence[int]) -> int:
    """The label of the token that shares most characters with a word; -1 when none does."""
    shared = [(min(t.end, word.end) - max(t.start, word.start), label) for t, label in zip(tokens, bad, strict=True)]
    most, label = max(shared, key=lambda pair: pair[0], default=(0, -1))
    return label if most > 0 else -1


def _translated(data: Path, seed: int) -> Iterator[Item]:
    reported = _reported_lines(data)
    count = 0
    for pair in pairs(data, seed):
        if count > MACHINE_WORDS:
            return
        if reported.isdisjoint(line.strip() for line in pair.reference.split("\n")):
            count += len(pair.machine.split())
            good = [0] * len(words(pair.reference))
            yield Item("machine", pair.key, pair.machine, pair.labels, kept_aside(pair.key), pair.weak)
            yield Item("reference", pair.key, pair.reference, good, kept_aside(pair.key))


def _reported_lines(data: Path) -> set[str]:
    kept = (row for rows in _originals(data, reported=True).values() for row in rows)
    return {line.strip() for row in kept for line in row["text"].split("\n") if len(line) > LONG_LINE}


def _originals(data: Path, *, reported: bool) -> dict[str, list[dict[str, Any]]]:
    """News written in English, by set: what the benchmarks report on, or all the rest."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted((data / "docs_clean").glob("original.*.jsonl.gz")):
        rows = records(path)
        held = {row["id"] for row in drawn(rows, REPORTED, 0)}
        found[path.name] = [row for row in rows if (row["id"] in held) == reported]
    return found


def _damaged(data: Path, seed: int) -> Iterator[Item]:
    pivots = Pivots.load()
    for name, rows in _originals(data, reported=False).items():
        random.Random(seed).shuffle(rows)
        for row in rows[:ARTICLES_OF_BBC] if "bbc" in name else rows:
            text, chance = beginning(row["text"], WORDS_PER_DOCUMENT), random.Random(row["id"])
            clean, aside = chance.random() < UNDAMAGED, kept_aside(row["id"])
            if clean or aside:
                yield Item("clean", row["id"], text, [0] * len(words(text)), aside)
            if not clean or aside:
                yield Item("damaged", row["id"], *damaged(text, chance, chance.choice(RATES), pivots), aside)


def untouched(data: Path, seed: int = 7) -> Iterator[tuple[str, str]]:
    """Key and beginning of news written in English that nothing is trained on, nor reported on."""
    found: list[dict[str, Any]] = []
    for name, rows in _originals(data, reported=False).items():
        random.Random(seed).shuffle(rows)
        spare = rows[ARTICLES_OF_BBC:] if "bbc" in name else []
        found += [*spare, *(row for row in rows if row not in spare and kept_aside(row["id"]))]
    random.Random(seed).shuffle(found)
    for row in found:
        yield row["id"], beginning(row["text"], WORDS_PER_DOCUMENT)


class Pair(NamedTuple):
    """A machine document, its reference, and a label for each word of the former (1 bad, 0 good, -1 left out)."""

    key: str
    weak: bool
    machine: str
    reference: str
    labels: list[int]


def pairs(data: Path, seed: int) -> Iterator[Pair]:
    """One machine translation per source document, in random order."""
    documents = list(_documents(data))
    ranks = _ranks(data / "docs_mt" / "systems.tsv")
    random.seed(seed)
    random.shuffle(documents)
    for name, rows in documents:
        row = random.choice(rows)
        others = [other for other in rows if other is not row]
        lines, reference = row["text"].split("\n"), row["reference"].split("\n")
        if len(others) < 3 or len(lines) != len(reference):
            continue
        kept = _lines_kept(lines)
        rest = [o["text"].split("\n") for o in others]
        labels = [
            label
            for i in range(kept)
            for label in _labels(lines[i], reference[i], [o[i] for o in rest if len(o) == len(lines)])
        ]
        weak = ranks.get((name, row["system"]), 1.0) <= 0.5
        yield Pair(row["key"], weak, "\n".join(lines[:kept]), "\n".join(reference[:kept]), labels)


def _documents(data: Path) -> Iterator[tuple[str, list[dict[str, str]]]]:
    for path in sorted((data / "docs_mt").glob("*.jsonl.gz")):
        name = path.name.removesuffix(".jsonl.gz")
        by_key: dict[str, list[dict[str, str]]] = defaultdict(list)
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for row in map(json.loads, file):
                if not any(part in name or part in row["system"] for part in LEFT_OUT):
                    by_key[row["key"]].append(row)
        yield from ((name, rows) for rows in by_key.values())


def _ranks(path: Path) -> dict[tuple[str, str], float]:
    header, *rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    at = header.index
    return {(r[at("file")], r[at("system")]): int(r[at("rank_from_worst")]) / int(r[at("n_systems")]) for r in rows}


def _lines_kept(lines: Sequence[str]) -> int:
    count = kept = 0
    while kept < len(lines) and count < WORDS_PER_DOCUMENT:
        count += len(lines[kept].split())
        kept += 1
    return kept


def _labels(line: str, reference: str, others: Sequence[str]) -> Iterator[int]:
    there, elsewhere = set(_low(reference)), [set(_low(other)) for other in others]
    for word in _low(line):
        share = sum(word in other for other in elsewhere) / max(1, len(elsewhere))
        yield 0 if word in there or share >= GOOD_SHARE else 1 if share <= BAD_SHARE else -1


def _low(line: str) -> list[str]:
    return [span.of(line).lower() for span in words(line)]
