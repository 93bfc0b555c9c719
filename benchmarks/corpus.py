"""Documents and sentences of the development data: read, drawn, cut, and named by a digest."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mtclean.text import words
from mtclean.values import Document, Span

Record = dict[str, Any]
WORDS_AT_MOST = 300


@dataclass(frozen=True, slots=True)
class Machine:
    """What a system made of a document, with the human reference of the same lines."""

    doc: Document
    reference: str
    group: str
    key: str
    weaker: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of word-level data: official tokens, which of them an editor changed, and what it then was."""

    doc: Document
    tokens: tuple[Span, ...]
    bad: tuple[bool, ...]
    post_edit: str


def read(path: Path) -> list[Record]:
    """The records of a `.jsonl.gz` file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def name(path: Path) -> str:
    """The set a file holds.

    >>> name(Path("docs_clean/original.wmt24.en.jsonl.gz"))
    'original.wmt24.en'
    """
    return path.name.removesuffix(".jsonl.gz")


def drawn(items: Sequence[Any], most: int | None, seed: int) -> list[Any]:
    """At most `most` of `items` (None: all), drawn with `seed`, in their own order."""
    if most is None or most >= len(items):
        return list(items)
    chosen = random.Random(seed).sample(range(len(items)), most)
    return [items[i] for i in sorted(chosen)]


def beginning(text: str, most: int = WORDS_AT_MOST) -> str:
    r"""The first lines of `text` up to the one that reaches `most` words.

    >>> beginning("one two\nthree four\nfive", 3)
    'one two\nthree four'
    """
    kept: list[str] = []
    count = 0
    for line in text.split("\n"):
        kept.append(line)
        count += len(words(line))
        if count >= most:
            break
    return "\n".join(kept)


def same_lines(reference: str, text: str) -> str:
    """As many lines of `reference` as `text` has."""
    return "\n".join(reference.split("\n")[: text.count("\n") + 1])


def digest(texts: Iterable[str]) -> str:
    """Eight digits that change with any of the texts."""
    found = hashlib.sha256()
    for text in texts:
        found.update(text.encode("utf-8", "surrogatepass") + b"\0")
    return found.hexdigest()[:8]


def clean_documents(data: Path, kind: str, most: int | None, seed: int) -> dict[str, list[Document]]:
    """At most `most` documents of each set of human news: `original` (written in English) or `translated`."""
    return {
        name(path): [Document(r["id"], r["text"]) for r in drawn(read(path), most, seed)]
        for path in sorted((data / "docs_clean").glob(f"{kind}.*.jsonl.gz"))
    }


def sentences(path: Path, most: int | None, seed: int) -> list[Sentence]:
    """At most `most` sentences of a word-level file."""
    return [
        Sentence(
            Document(r["id"], r["text"]),
            tuple(Span(*pair) for pair in r["tokens"]),
            tuple(tag == 1 for tag in r["bad"]),
            r["post_edit"],
        )
        for r in drawn(read(path), most, seed)
    ]


def machine_documents(data: Path, most: int | None, seed: int) -> dict[str, list[Machine]]:
    """At most `most` machine translations of each set; true round trips of English articles are a set of their own."""
    weaker = _weaker_systems(data / "docs_mt" / "systems.tsv")
    sets: dict[str, list[Machine]] = {}
    for path in sorted((data / "docs_mt").glob("*.jsonl.gz")):
        for record in read(path):
            if record["text"].count("\n") == record["reference"].count("\n"):
                sets.setdefault(_group(name(path), record), []).append(_machine(name(path), record, weaker))
    return {group: drawn(items, most, seed) for group, items in sorted(sets.items())}


ROUND_TRIP = "round trip"


def _group(set_name: str, record: Record) -> str:
    returned = set_name.startswith("newstest2014") and record["origlang"] == "en"
    return f"{set_name} ({ROUND_TRIP})" if returned else set_name


def _machine(set_name: str, record: Record, weaker: set[tuple[str, str]]) -> Machine:
    is_weaker = (set_name, record["system"]) in weaker
    document = Document(record["id"], record["text"])
    return Machine(document, record["reference"], _group(set_name, record), record["key"], is_weaker)


def _weaker_systems(path: Path) -> set[tuple[str, str]]:
    """The half of the systems of each set that is farther from the reference (chrF)."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return {(row[0], row[1]) for row in rows if int(row[5]) * 2 <= int(row[6])}
