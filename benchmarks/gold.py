"""The samples with their gold spans, and when a flag, a suggestion or an edit agrees with them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from mtclean.values import Document, Edit, Flag, Span

COVERED = 0.3
MOST_COMBINATIONS = 20_000


@dataclass(frozen=True, slots=True)
class Gold:
    """One damaged span of a sample: where, what kind of damage, and every replacement an editor would accept."""

    span: Span
    text: str
    channel: str
    kind: str
    severity: str
    fixes: tuple[str, ...]

    @property
    def is_name(self) -> bool:
        """True for people and places, whose accepted form should come first."""
        return self.channel == "names" and self.kind in ("person", "place")


@dataclass(frozen=True, slots=True)
class Sample:
    """A garbled article and its damage."""

    doc: Document
    split: str
    pivot: str
    spans: tuple[Gold, ...]


def read_samples(folder: Path, split: str) -> list[Sample]:
    """The garbled samples of `split`, by name; raises `ValueError` when a gold span is not in its text."""
    found = [_read(path, folder) for path in sorted((folder / "gold").glob("*.json"))]
    return [sample for sample in found if sample.split == split]


def _read(path: Path, folder: Path) -> Sample:
    record = json.loads(path.read_text(encoding="utf-8"))
    text = (folder / f"{record['id']}.txt").read_bytes().decode("utf-8")
    spans = tuple(
        Gold(Span(g["start"], g["end"]), g["text"], g["channel"], g["kind"], g["severity"], tuple(g["fixes"]))
        for g in record["spans"]
    )
    for gold in spans:
        if gold.span.of(text) != gold.text:
            raise ValueError(f"{path}: {gold.text!r} is not at {gold.span.start}")
    return Sample(Document(record["id"], text), record["split"], record["pivot"], spans)


def read_clean(folder: Path) -> list[Document]:
    """The undamaged articles: `clean/` and `originals/`."""
    paths = [path for part in ("clean", "originals") for path in sorted((folder / part).glob("*.txt"))]
    return [Document(f"{path.parent.name}/{path.stem}", path.read_bytes().decode("utf-8")) for path in paths]


def samples_digest(folder: Path) -> str:
    """Eight digits that change with any sample text or gold file."""
    digest = hashlib.sha256()
    for path in sorted([*folder.rglob("*.txt"), *folder.rglob("*.json")]):
        digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def iou(one: Span, other: Span) -> float:
    """Shared characters over all characters of the two spans.

    >>> iou(Span(0, 4), Span(2, 6))
    0.3333333333333333
    """
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / (max(one.end, other.end) - min(one.start, other.start)) if shared > 0 else 0.0


def overlapping(span: Span, flags: Sequence[Flag]) -> list[Flag]:
    """The flags that share a character with `span`."""
    return [flag for flag in flags if flag.span.overlaps(span)]


def covered(span: Span, flags: Sequence[Flag]) -> bool:
    """The stricter match: one flag has at least `COVERED` of its and the span's characters in common."""
    return any(iou(span, flag.span) >= COVERED for flag in flags)


def fix_rank(text: str, gold: Gold, flags: Sequence[Flag], spans: Sequence[Gold]) -> int | None:
    """Place (from 1) of the first accepted suggestion among those of a flag on `gold`; None when there is none."""
    ranks = [
        rank
        for flag in overlapping(gold.span, flags)
        for rank, suggestion in enumerate(flag.suggestions, start=1)
        if accepted(text, flag.span, suggestion.replacement, gold, spans)
    ]
    return min(ranks, default=None)


def edit_is_right(text: str, edit: Edit, spans: Sequence[Gold]) -> bool:
    """True when the edit fixes at least one gold span and damages nothing around it."""
    return any(accepted(text, edit.span, edit.new, gold, spans) for gold in spans if gold.span.overlaps(edit.span))


def accepted(text: str, span: Span, new: str, gold: Gold, spans: Sequence[Gold]) -> bool:
    """True when `new` at `span` makes the text that one of the fixes of `gold` makes.

    The two are compared over the characters of both spans. Other gold spans in there may be fixed too or left as
    they are. Where the fix is to take residue away, white space does not count.
    """
    reach = Span(min(span.start, gold.span.start), max(span.end, gold.span.end))
    made = text[reach.start : span.start] + new + text[span.end : reach.end]
    others = [other for other in spans if other is not gold and reach.holds(other.span)]
    if "" in gold.fixes and any(_loose(made) == _loose(good) for good in _wanted(text, reach, gold, others)):
        return True
    return any(made == good for good in _wanted(text, reach, gold, others))


def _loose(text: str) -> str:
    return " ".join(text.split())


def _wanted(text: str, reach: Span, gold: Gold, others: Sequence[Gold]) -> Iterator[str]:
    """Every text that `reach` may have become: `gold` fixed, each of `others` fixed or left."""
    choices = {gold: gold.fixes} | {other: (other.text, *other.fixes) for other in others}
    parts = sorted(choices, key=lambda one: one.span)
    for count, chosen in enumerate(product(*(choices[part] for part in parts))):
        if count == MOST_COMBINATIONS:
            return
        cursor, made = reach.start, ""
        for part, fix in zip(parts, chosen, strict=True):
            made += text[cursor : part.span.start] + fix
            cursor = part.span.end
        yield made + text[cursor : reach.end]
