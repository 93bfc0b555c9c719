"""Learn what it costs, in bits, to take a small word away, put one in, exchange one, inflect a word or move one.

    python -m training.rewrites DATA mtclean/data/rewrites.csv

Counted are repairs of one word in the marks of training/garbled (kinds grammar, order and phrase) but for the articles
kept aside, and in the post-edits of MLQE-PE (DATA/words/train, CC0), of which a quarter counts. A cost is -log2 of the
share of damaged places where the repair was right: places of the same word for what takes it away or exchanges it, all
places for what puts a word in or moves one. What was seen less than three times is left out.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from mtclean.english import lemmas
from mtclean.pivots import FUNCTION_WORDS
from training.corpus import kept_aside
from training.garbled import articles

KINDS = ("grammar", "order", "phrase")
POST_EDITED = 0.25
LEAST = 3.0
TOKEN = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")
ANYWHERE, CONTENT = "", "*"  # any place, and the place of any word that is not a small one

Pair = tuple[list[str], list[str]]


class Repair(NamedTuple):
    """What was done to one place: `old` is empty where a word was put in or moved, `new` where one was taken away."""

    kind: str
    old: str
    new: str


def marked() -> Iterator[Pair]:
    """What is marked as wrong in the garbled articles, and what is right."""
    for article in articles():
        for mark in article.marks if not kept_aside(article.name) else ():
            if mark.kind in KINDS and mark.right is not None:
                yield TOKEN.findall(mark.span.of(article.text).lower()), TOKEN.findall(mark.right.lower())


def post_edited(data: Path) -> Iterator[Pair]:
    """Machine-translated sentences and what their post-editors made of them."""
    for path in sorted((data / "words" / "train").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for row in map(json.loads, file):
                yield TOKEN.findall(row["text"].lower()), TOKEN.findall(row["post_edit"].lower())


def repairs(wrong: Sequence[str], right: Sequence[str]) -> Iterator[Repair]:
    """The repairs of one word between two texts; longer ones are passed over."""
    if sorted(wrong) == sorted(right) and wrong != right:
        yield Repair("move", ANYWHERE, ANYWHERE)
        return
    for tag, i, j, k, n in SequenceMatcher(None, wrong, right, autojunk=False).get_opcodes():
        old, new = " ".join(wrong[i:j]), " ".join(right[k:n])
        if tag == "insert" and new in FUNCTION_WORDS:
            yield Repair("add", "", new)
        elif tag == "delete" and old in FUNCTION_WORDS:
            yield Repair("drop", old, "")
        elif tag == "replace" and j - i == n - k == 1 and {old, new} <= FUNCTION_WORDS:
            yield Repair("exchange", old, new)
        elif tag == "replace" and j - i == n - k == 1 and _lemmas(old) & _lemmas(new):
            yield Repair("inflect", CONTENT, CONTENT)


def _lemmas(word: str) -> set[str]:
    return {lemma for found in lemmas(word).values() for lemma in found}


def damaged(wrong: Sequence[str], right: Sequence[str]) -> Iterator[str]:
    """The words of places where something was changed: those that repairs are a share of."""
    for tag, i, j, *_ in SequenceMatcher(None, wrong, right, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from wrong[max(0, i - 1) : j + 1]


def costs(data: Path) -> dict[Repair, float]:
    """Bits of each repair that was seen often enough."""
    made: defaultdict[Repair, float] = defaultdict(float)
    places: defaultdict[str, float] = defaultdict(float)
    for weight, pairs in ((1.0, marked()), (POST_EDITED, post_edited(data))):
        for wrong, right in pairs:
            for repair in repairs(wrong, right):
                made[repair] += weight
            for word in damaged(wrong, right):
                places[word if word in FUNCTION_WORDS else CONTENT] += weight
                places[ANYWHERE] += weight
    return {r: -math.log2(n / places[ANYWHERE if r.kind == "move" else r.old]) for r, n in made.items() if n >= LEAST}


def main() -> None:
    """Read, count, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    found = costs(args.data)
    with args.out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["kind", "old", "new", "bits"])
        writer.writerows([*repair, f"{bits:.1f}"] for repair, bits in sorted(found.items()))
    print(f"{len(found)} repairs: {Counter(repair.kind for repair in found)}")


if __name__ == "__main__":
    main()
