"""The small repairs that a run of words can be given: take a small word away, put one in, exchange one, inflect, move.

What each costs was learned from marked articles and from post-edits (data/rewrites.csv, training/rewrites.py). Names,
figures and whatever is not in small letters may be moved as a whole and are not changed.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ..agreement.forms import PRONOUNS
from ..english import TAGS, inflections, lemmas
from ..pivots import FUNCTION_WORDS
from ..senses.propose import AN
from ..values import Span

LONGEST_MOVE = 7  # words


class Operation(NamedTuple):
    """A repair: `new` for the text at `span`, which costs so many bits; `how` says in words what it does."""

    span: Span
    new: str
    how: str
    cost: float


class Option(NamedTuple):
    """A repair that is thought of: which word would stand for which, and how many words from there on would be freed.

    `at` is the number of the word in its run.
    """

    operation: Operation
    at: int
    first: str
    freed: int = 1


class Costs(NamedTuple):
    """Bits of each repair: by the word put in, the word taken away, and the words exchanged."""

    add: Mapping[str, float]
    drop: Mapping[str, float]
    exchange: Mapping[str, Mapping[str, float]]
    inflect: float
    move: float


@cache
def costs() -> Costs:
    """The shipped costs."""
    add: dict[str, float] = {}
    drop: dict[str, float] = {}
    exchange: dict[str, dict[str, float]] = {}
    whole: dict[str, float] = {}
    lines = (files("mtclean") / "data" / "rewrites.csv").read_text("utf-8").splitlines()
    for row in csv.DictReader(lines):
        bits = float(row["bits"])
        match row["kind"]:
            case "add":
                add[row["new"]] = bits
            case "drop":
                drop[row["old"]] = bits
            case "exchange":
                exchange.setdefault(row["old"], {})[row["new"]] = bits
            case kind:
                whole[kind] = bits
    return Costs(add, drop, exchange, whole["inflect"], whole["move"])


class Run(NamedTuple):
    """Neighbouring words with one blank between each two; `fixed` ones may be moved, not changed.

    `opens` says that the first word begins a sentence: nothing is put before it, and it stays where it is.
    """

    text: str
    words: Sequence[Span]
    fixed: Sequence[bool]
    opens: bool

    def said(self, i: int) -> str:
        """The word at `i`."""
        return self.words[i].of(self.text)


def options(run: Run) -> Iterator[Option]:
    """Every repair of one word of `run`, or of the order of its words."""
    for i in range(len(run.words)):
        if not run.fixed[i]:
            yield from _exchanges(run, i)
            yield from _inflections(run, i)
            yield from _drops(run, i)
        yield from _additions(run, i)
    yield from _moves(run)


def _exchanges(run: Run, i: int) -> Iterator[Option]:
    old, price = run.said(i), costs().exchange
    for new, bits in price.get(old, {}).items() if old not in PRONOUNS else ():
        if _suits(run, i + 1, new):
            yield _instead(run, i, new, f"{new!r} for {old!r}", bits)


def _inflections(run: Run, i: int) -> Iterator[Option]:
    old = run.said(i)
    for new in _forms(old) if old not in FUNCTION_WORDS else ():
        yield _instead(run, i, new, f"{new!r} for {old!r}", costs().inflect)


def _instead(run: Run, i: int, new: str, how: str, bits: float) -> Option:
    return Option(Operation(run.words[i], new, how, bits), i, new)


@cache
def _forms(word: str) -> tuple[str, ...]:
    """The other forms of the lemmas that a word may be a form of.

    >>> "tablets" in _forms("tablet"), "tablet" in _forms("tablet")
    (True, False)
    """
    found = [
        spellings[0]
        for part, known in lemmas(word).items()
        if part in TAGS
        for lemma in known
        for spellings in inflections(lemma, part).values()
    ]
    return tuple(sorted(set(found) - {word}))


def _drops(run: Run, i: int) -> Iterator[Option]:
    old = run.said(i)
    if old in costs().drop and i + 1 < len(run.words) and (i or not run.opens):
        span = Span(run.words[i].start, run.words[i + 1].start)
        without = Operation(span, "", f"without {old!r}", costs().drop[old])
        yield Option(without, i, run.said(i + 1), freed=2)


def _additions(run: Run, i: int) -> Iterator[Option]:
    at = run.words[i].start
    for new, bits in costs().add.items() if i and _may_part(run, i) else ():
        if _suits(run, i, new):
            yield Option(Operation(Span(at, at), f"{new} ", f"with {new!r}", bits), i, new)


def _suits(run: Run, i: int, new: str) -> bool:
    """False for "a" before a vowel and "an" before a consonant, where it would stand before the word at `i`."""
    return new not in ("a", "an") or (i < len(run.words) and bool(AN.match(run.said(i))) == (new == "an"))


def _moves(run: Run) -> Iterator[Option]:
    """Each two neighbouring blocks of words in the other order; names are not parted."""
    count = len(run.words)
    for start in range(run.opens, count):
        for end in range(start + 2, min(start + LONGEST_MOVE, count) + 1):
            for cut in range(start + 1, end):
                if all(_may_part(run, i) for i in (start, cut, end)):
                    new = " ".join(run.said(i) for i in (*range(cut, end), *range(start, cut)))
                    span = Span(run.words[start].start, run.words[end - 1].end)
                    yield Option(Operation(span, new, "in another order", costs().move), start, run.said(cut))


def _may_part(run: Run, i: int) -> bool:
    return not (0 < i < len(run.words) and run.fixed[i - 1] and run.fixed[i])
