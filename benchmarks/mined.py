"""The parts about garbled names of real machine translations, mined beside their references (training/mined.py).

Translations of one document by several systems are checked together, as articles on one event would be. A name counts
when the dictionary has it, or when the other translations of the group spell it right at least twice.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.bench import Bench, Part, Table
from benchmarks.corpus import drawn, read
from benchmarks.gold import overlapping
from benchmarks.metrics import Figure, rate
from benchmarks.reference import HARM, RIGHT, UNDECIDED, decide
from benchmarks.tables import shown
from mtclean.names.dictionary import Dictionary
from mtclean.names.scene import COMMON, zipf
from mtclean.names.sound import plain
from mtclean.report import Report
from mtclean.values import Document, Edit, Safety, Span

TOGETHER = 4  # translations of a document
LISTED, BATCH = "in the dictionary", "only elsewhere in the batch"
ENOUGH = 2  # other translations that spell a name right
CONTEXT = 60
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Name:
    """A garbled name of one translation: where it stands first, what the reference has, how that may be known."""

    span: Span
    garbled: str
    right: str
    known: str


@dataclass(frozen=True, slots=True)
class Met:
    """What became of a name: flagged at all, and the first suggestion accepted."""

    record: Record
    name: Name
    flagged: bool
    first: bool
    said: str

    def to_dict(self) -> dict[str, object]:
        """For the JSON output."""
        found = {"set": self.record["set"], "document": self.record["key"], "garbled": self.name.garbled}
        return {**found, "right": self.name.right, "known": self.name.known, "flagged": self.flagged, "said": self.said}


@dataclass(frozen=True, slots=True)
class Tried:
    """A repair of the names channel: at which safety, and what the mined names and the reference say of it."""

    record: Record
    safety: Safety
    edit: Edit
    decision: str

    def to_dict(self) -> dict[str, object]:
        """For the JSON output."""
        text, span = self.record["text"], self.edit.span
        context = text[max(0, span.start - CONTEXT) : span.end + CONTEXT]
        found = {"document": self.record["key"], "safety": self.safety.label, "old": self.edit.old}
        return {**found, "new": self.edit.new, "decision": self.decision, "context": context}


def part(bench: Bench, mined: Path, half: str) -> Part:
    """Flags, first suggestions and repairs on `half` ("development" or "reporting") of the documents of a file."""
    name, dictionary = f"mined-{half}", Dictionary.open()
    rows = [row for row in read(mined) if row["reporting"] == (half == "reporting")]
    groups = list(_groups(rows, bench.seed, dictionary))
    chosen = drawn(groups, bench.most.get(name), bench.seed)
    docs = [[Document(one["id"], one["text"]) for one in group] for group in chosen]
    reports = bench.in_groups(docs, name)
    found = [(one, _names(one, group, dictionary), next(reports)) for group in chosen for one in group]
    met = [_met(record, one, report, dictionary) for record, names, report in found for one in names]
    tried = [one for record, _, report in found for one in _tried(record, report, dictionary)]
    signature = bench.signature(name, [doc for group in docs for doc in group], together=TOGETHER)
    tables = (_met_table(met, bench.seed, signature), _tried_table(tried, bench.seed, signature))
    details = {"repairs": [one.to_dict() for one in tried]}
    if half == "development":
        details["names"] = [one.to_dict() for one in met]
    return Part(name, _figures(met, tried, bench.seed), tables, details)


def _groups(rows: Iterable[Record], seed: int, dictionary: Dictionary) -> Iterator[list[Record]]:
    """Some translations of every document that has a name to be counted."""
    by_document: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for row in rows:
        by_document[row["set"], row["key"]].append(row)
    for some in by_document.values():
        group = random.Random(seed).sample(some, min(TOGETHER, len(some)))
        if any(_names(row, group, dictionary) for row in group):
            yield group


def _names(record: Record, group: Sequence[Record], dictionary: Dictionary) -> list[Name]:
    """The names of a translation that count, each once."""
    others = [one["text"] for one in group if one is not record]
    found: dict[tuple[str, str], Name] = {}
    for start, end, garbled, right in record["names"]:
        known = LISTED if listed(right, record["reference"], dictionary) else BATCH if _spelled(right, others) else ""
        if known:
            found.setdefault((garbled, right), Name(Span(start, end), garbled, right, known))
    return list(found.values())


def listed(name: str, reference: str, dictionary: Dictionary) -> bool:
    """True when the dictionary has `name`: as an entity, a city of a country of the text, or the surname of a person.

    The person is one that the text names in full.
    """
    words = name.split()
    parts = [" ".join(words[a:b]) for a in range(len(words)) for b in range(a + 1, len(words) + 1)]
    longer = [one for one in parts if " " in one or one == name]
    if any(map(dictionary.numbers, longer)):
        return True
    lands = {code for word in reference.split() if (code := (dictionary.nation(word.strip(".,;:()")) or ("",))[0])}
    if lands & {city.country for city in dictionary.cities(name)}:
        return True
    people = dictionary.people()
    forms = (people.forms[at] for at in people.places.get(plain(name), ()))
    return any(" " in form and form in reference for form in forms)


def _spelled(name: str, others: Sequence[str]) -> bool:
    rare = any(zipf(plain(word)) < COMMON for word in name.split())
    return rare and sum(plain(name) in plain(text) for text in others) >= ENOUGH


def _met(record: Record, name: Name, report: Report, dictionary: Dictionary) -> Met:
    flags = overlapping(name.span, report.flags)
    firsts = [(flag.span, flag.suggestions[0].replacement) for flag in flags if flag.suggestions]
    good = any(accepted(record, span, new, name, dictionary) for span, new in firsts)
    said = "; ".join(new for _, new in firsts)
    return Met(record, name, bool(flags), good, said)


def accepted(record: Record, span: Span, new: str, name: Name, dictionary: Dictionary) -> bool:
    """True when `new` at `span` makes what the reference has, or another accepted spelling of the right name.

    Case and accents do not count.
    """
    text, reference = record["text"], record["reference"]
    reach = Span(min(span.start, name.span.start), max(span.end, name.span.end))
    made = text[reach.start : span.start] + new + text[span.end : reach.end]
    wanted = text[reach.start : name.span.start] + name.right + text[name.span.end : reach.end]
    if plain(made) == plain(wanted) or decide(text, Edit(span, span.of(text), new, ""), reference) == RIGHT:
        return True
    same = set(dictionary.numbers(made)) & set(dictionary.numbers(wanted))
    cities = ({city.number for city in dictionary.cities(one)} for one in (made, wanted))
    return bool(same or set.intersection(*cities))


def _tried(record: Record, report: Report, dictionary: Dictionary) -> Iterator[Tried]:
    """The repairs of names at SAFE and at LIKELY, each once."""
    text, channels = record["text"], {flag.span: flag.channel for flag in report.flags}
    safe = {edit.span for edit in report.edits_at(Safety.SAFE)}
    names = [Name(Span(start, end), garbled, right, "") for start, end, garbled, right in record["names"]]
    for edit in report.edits_at(Safety.LIKELY):
        if channels[edit.span] == "names":
            meant = [name for name in names if name.span.overlaps(edit.span)]
            good = any(accepted(record, edit.span, edit.new, name, dictionary) for name in meant)
            decision = RIGHT if good else decide(text, edit, record["reference"])
            yield Tried(record, Safety.SAFE if edit.span in safe else Safety.LIKELY, edit, decision)


def _share(good: Iterable[tuple[Record, bool]], seed: int) -> Figure:
    """A share with an interval over source documents."""
    by_document: dict[str, list[bool]] = defaultdict(list)
    for record, one in good:
        by_document[record["key"]].append(one)
    return rate([sum(one) for one in by_document.values()], [len(one) for one in by_document.values()], seed=seed)


def _figures(met: Sequence[Met], tried: Sequence[Tried], seed: int) -> dict[str, Figure]:
    decided = [one for one in tried if one.decision != UNDECIDED]
    return {
        "flagged": _share(((one.record, one.flagged) for one in met), seed),
        "top1": _share(((one.record, one.first) for one in met), seed),
        "precision": _share(((one.record, one.decision == RIGHT) for one in decided), seed),
    }


def _met_table(met: Sequence[Met], seed: int, signature: str) -> Table:
    groups = {"all": met, **{how: [one for one in met if one.name.known == how] for how in (LISTED, BATCH)}}
    for name in sorted({one.record["set"].rpartition(".")[2] for one in met}):
        groups[name] = [one for one in met if one.record["set"].endswith(f".{name}")]
    rows = tuple(
        (
            name,
            str(len(some)),
            shown(_share(((one.record, one.flagged) for one in some), seed), percent=True),
            shown(_share(((one.record, one.first) for one in some), seed), percent=True),
        )
        for name, some in groups.items()
    )
    return Table("Garbled names of machine translations", ("names", "number", "flagged %", "top-1 %"), rows, signature)


def _tried_table(tried: Sequence[Tried], seed: int, signature: str) -> Table:
    rows = []
    for safety in (Safety.SAFE, Safety.LIKELY):
        some = [one for one in tried if one.safety is safety]
        counts = [sum(one.decision == decision for one in some) for decision in (RIGHT, HARM, UNDECIDED)]
        decided = ((one.record, one.decision == RIGHT) for one in some if one.decision != UNDECIDED)
        rows.append((safety.label, *map(str, (len(some), *counts)), shown(_share(decided, seed), percent=True)))
    columns = ("repairs", "made", "right", "harm", "undecided", "right of the decided %")
    return Table("Repairs of names beside the reference", columns, tuple(rows), signature)
