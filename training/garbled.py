"""News articles written for training as a careless round trip would leave them, with what is wrong in them marked.

`training/garbled/NAME.txt`: a line `pivot=xx topic=...`, an empty line, the article. A mark is `[[wrong|right|kind]]`:
what is damaged, what should stand there, and the kind of damage. `-` stands for nothing, `?` for what no local repair
restores. Everything else is as it should be. The articles were written for this by people who had read neither samples/
nor the code, from knowledge of the languages; they are under the licence of mtclean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from mtclean.text import words
from mtclean.values import Span

FOLDER = Path(__file__).with_name("garbled")
KINDS = ("person", "place", "org", "word", "term", "phrase", "grammar", "order", "layout")
MARK = re.compile(r"\[\[([^|\[\]]+)\|([^|\[\]]+)\|([a-z]+)\]\]")
NOTHING, NO_REPAIR = "-", "?"


class Mark(NamedTuple):
    """Damage at `span`; `right` is what should stand there, None where no local repair restores it."""

    span: Span
    right: str | None
    kind: str


class Garbled(NamedTuple):
    """A garbled article with its marks, in text order."""

    name: str
    text: str
    marks: tuple[Mark, ...]


def articles(folder: Path = FOLDER) -> Iterator[Garbled]:
    """All articles, by name."""
    for path in sorted(folder.glob("*.txt")):
        yield parsed(path.stem, path.read_text(encoding="utf-8").partition("\n\n")[2])


def parsed(name: str, marked: str) -> Garbled:
    """An article from its text with marks.

    >>> parsed("x", "The [[arrows|shares|word]] rose.").marks
    (Mark(span=Span(start=4, end=10), right='shares', kind='word'),)
    """
    made: list[str] = []
    marks: list[Mark] = []
    at = size = 0
    for match in MARK.finditer(marked):
        wrong, right, kind = match.groups()
        made += [marked[at : match.start()], wrong]
        size += match.start() - at
        marks.append(Mark(Span(size, size + len(wrong)), _right(right), kind))
        size += len(wrong)
        at = match.end()
    return Garbled(name, "".join([*made, marked[at:]]), tuple(marks))


def _right(said: str) -> str | None:
    return None if said == NO_REPAIR else "" if said == NOTHING else said


def labels(article: Garbled) -> list[int]:
    """For each word 1 where it is wrong, 0 where it is right, -1 where a mark holds it and its repair does too.

    Where a repair only adds or joins words, those it adds to are wrong; a blank too many makes no word wrong.
    """
    found = words(article.text)
    label = [0] * len(found)
    for mark in article.marks:
        inside = [i for i, word in enumerate(found) if word.overlaps(mark.span)]
        kept = _kept([found[i].of(article.text) for i in inside], mark.right)
        for at, i in enumerate(inside):
            label[i] = -1 if at in kept or (mark.kind == "layout" and mark.right) else 1
    return label


def _kept(said: list[str], right: str | None) -> set[int]:
    there = [] if right is None else [word.of(right) for word in words(right)]
    blocks = SequenceMatcher(None, said, there, autojunk=False).get_matching_blocks()
    kept = {i for block in blocks for i in range(block.a, block.a + block.size)}
    return kept if len(kept) < len(said) else set()


def repaired(article: Garbled) -> tuple[str, list[int]]:
    """The article as it should be, and for each word 0, or -1 where no repair is known."""
    made: list[str] = []
    unknown: list[Span] = []
    at = size = 0
    for mark in article.marks:
        before = article.text[at : mark.span.start]
        new = mark.span.of(article.text) if mark.right is None else mark.right
        before = before.removesuffix(" ") if not new else before
        made += [before, new]
        size += len(before) + len(new)
        if mark.right is None:
            unknown.append(Span(size - len(new), size))
        at = mark.span.end
    text = "".join([*made, article.text[at:]])
    return text, [-1 if any(word.overlaps(span) for span in unknown) else 0 for word in words(text)]
