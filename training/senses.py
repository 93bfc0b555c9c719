"""How often sense swaps gain how much, on clean and on machine-translated news: what the limits in
mtclean/senses/weigh.py were read off.

    python -m training.senses read DATA CACHE.jsonl [--documents 120] [--seed 2] [--only clean]
    python -m training.senses show CACHE.jsonl

`read` collects every swap that mtclean tries on machine-translated news (docs_mt, system lines beside their human
reference) and on clean English news (docs_clean/original, the half whose ids hash to an even number; the other half is
for reporting). A swap on a machine line is right when its new word stands in the reference line and its old one does
not; undecided when neither does; on clean news every swap is wrong.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mtclean.pipeline import Cleaner
from mtclean.reading import Reading
from mtclean.senses.swap import Swap
from mtclean.senses.weigh import net
from mtclean.text import words
from mtclean.values import Document, Span
from training.corpus import hash_of, pairs

WORDS = 300


def clean_documents(data: Path, seed: int) -> Iterator[tuple[str, str]]:
    """Key and beginning of clean English news articles, in random order."""
    rows = []
    for path in sorted((data / "docs_clean").glob("original.*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            rows += [(row["id"], row["text"]) for row in map(json.loads, file) if hash_of(row["id"]) % 2 == 0]
    random.Random(seed).shuffle(rows)
    for key, text in rows:
        yield key, "\n".join(_beginning(text.split("\n")))


def _beginning(lines: list[str]) -> Iterator[str]:
    count = 0
    for line in lines:
        if count > WORDS:
            return
        count += len(line.split())
        yield line


def rows_of(reading: Reading, key: str, reference: str | None) -> Iterator[dict[str, Any]]:
    """One row for each swap tried."""
    lines = reference.split("\n") if reference is not None else []
    for swap in reading.swaps:
        p_bad = max((w.p_bad for w in reading.words if w.span.overlaps(swap.span)), default=0.0)
        row = {
            "key": key, "clean": reference is None, "old": swap.old, "new": swap.new, "gain": swap.gain,
            "cost": swap.cost, "p_bad": p_bad, "damage": reading.damage, "quoted": reading.quoted(swap.span),
            "at": [*swap.span], "right": 0, "undecided": 0,
        }  # fmt: skip
        if reference is not None:
            line = lines[reading.doc.text.count("\n", 0, swap.span.start)]
            there = {span.of(line).lower() for span in words(line)}
            old, new = swap.old.lower().split()[-1], swap.new.lower().split()[-1]
            row["right"] = int(new in there and old not in there)
            row["undecided"] = int(new not in there and old not in there)
        yield row


def read(data: Path, cache: Path, documents: int, seed: int, only: str | None) -> None:
    """Collect the swaps of as many machine documents and as many clean ones."""
    cleaner = Cleaner()
    machine = ((pair.key, pair.machine, pair.reference) for pair in pairs(data, seed))
    clean = ((key, text, None) for key, text in clean_documents(data, seed))
    chosen = {"machine": [machine], "clean": [clean], None: [machine, clean]}[only]
    with cache.open("a" if only else "w", encoding="utf-8") as file:
        for source in chosen:
            for _, (key, text, reference) in zip(range(documents), source, strict=False):
                reading = cleaner.readings([Document(key, text)])[0]
                for row in rows_of(reading, key, reference):
                    file.write(json.dumps(row, ensure_ascii=False) + "\n")
                head = {"key": key, "clean": reference is None, "damage": reading.damage, "words": len(reading.words),
                        "p_bad": [round(w.p_bad, 4) for w in reading.words]}  # fmt: skip
                file.write(json.dumps({"document": head}) + "\n")
                file.flush()


def show(cache: Path) -> None:
    """Print, for rising net gains, swaps per 1,000 words and the share that is right, wrong and undecided."""
    rows = [json.loads(line) for line in cache.read_text(encoding="utf-8").splitlines()]
    for clean in (True, False):
        count = sum(row["document"]["words"] for row in rows if row.get("document", {}).get("clean") == clean)
        swaps = [row for row in rows if row.get("clean") == clean]
        for limit in (0, 2, 4, 5, 6, 8, 10):
            kept = [row for row in swaps if net(_swap(row)) >= limit]
            right = sum(row["right"] for row in kept) / max(1, len(kept))
            undecided = sum(row["undecided"] for row in kept) / max(1, len(kept))
            print(
                f"{'clean' if clean else 'machine'} net >= {limit}: {1000 * len(kept) / max(1, count):.2f} swaps per "
                f"1,000 words, right {right:.2f}, undecided {undecided:.2f} ({count} words)"
            )


def _swap(row: dict[str, Any]) -> Swap:
    return Swap(Span(*row["at"]), row["old"], row["new"], "", "", row["cost"], row["gain"])


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=["read", "show"])
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path, nargs="?")
    parser.add_argument("--documents", type=int, default=120)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--only", choices=["machine", "clean"], help="append one kind to the cache")
    given = parser.parse_args()
    if given.step == "read":
        read(given.source, given.target, given.documents, given.seed, given.only)
    else:
        show(given.source)


if __name__ == "__main__":
    main()
