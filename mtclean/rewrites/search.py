"""Which repairs of doubted words are tried, and what comes of it: a beam search over repairs that do not touch.

Repairs of one word or one move come first: the probability of the first word that would stand otherwise says which are
worth it. Those that gain more than they cost are then made together, sense swaps among them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from ..lm.scorer import Change, Memory, Probe
from ..senses.propose import until, word_bits
from ..senses.swap import Swap
from ..surprise import marks_per_word
from ..values import Span
from .operations import Operation, Run, options
from .reduce import Writer, reduced

DOUBTED = -1.5  # log odds, in nats, that the tagger gives a word
BRIDGE = 1  # words between doubted ones that belong to a run
# How much is tried. On the development samples and 38 garbled articles that the tagger never saw, half as many trials
# again put no grammar repair more into the first five suggestions, and took a tenth longer.
FEWEST_TRIED, WORDS_PER_TRIAL, MOST_OF_RUN = 2, 20, 6
FEWEST_JOINED, WORDS_PER_JOINED, MOST_JOINED = 1, 15, 3
LEAST_PROMISE = -3.0  # bits: what a first word promises says less than what the sentence saves
LEAST_NET = 0.0  # bits that a repair must gain beyond its cost to be made together with others
REACH = 25  # characters behind a run by whose bits a repair is judged
LONGEST_WRITTEN = 1_000  # characters of a sentence that a rewriter is asked about


class Rewrite(NamedTuple):
    """`new` for the words at `span`, which saves `gain` bits and costs `cost`; `how` says what was done."""

    span: Span
    old: str
    new: str
    how: tuple[str, ...]
    cost: float
    gain: float

    @property
    def net(self) -> float:
        """Bits that are gained beyond the cost."""
        return self.gain - self.cost


class _Place(NamedTuple):
    """A run in its sentence: which words it has, and where the bits end by which its repairs are judged."""

    sentence: Span
    run: Run
    bits: Sequence[float]
    until: int


class _Plan(NamedTuple):
    """Repairs to be tried together at the place of this number."""

    at: int
    operations: tuple[Operation, ...]


class _Tried(NamedTuple):
    """Repairs that were tried together, and the bits they save."""

    operations: tuple[Operation, ...]
    gain: float

    @property
    def net(self) -> float:
        return self.gain - sum(operation.cost for operation in self.operations)


class Search(NamedTuple):
    """Repairs of one word or one move in a part of a text: `changes` are to be tried, `found` says what came of it.

    So the model can try them in one go with whatever else is tried.
    """

    text: str
    places: Sequence[_Place]
    plans: Sequence[_Plan]

    @property
    def changes(self) -> list[Change]:
        """What is to be tried."""
        return self._changes(self.plans)

    def found(self, gains: Sequence[float], swaps: Sequence[Swap], memory: Memory) -> list[Rewrite]:
        """What `changes` are worth that saved so many bits, and the best two of a place made together, `swaps` too."""
        single = self._tried(self.plans, gains)
        known = [[*one, *_swapped(place, swaps)] for one, place in zip(single, self.places, strict=True)]
        joined = _joined(known, sum(len(place.run.words) for place in self.places))
        double = self._tried(joined, memory.saved(self._changes(joined)) if joined else ())
        return [_rewrite(self.text, tried) for at in (*single, *double) for tried in at]

    def _changes(self, plans: Sequence[_Plan]) -> list[Change]:
        return [_change(self.text, plan.operations, self.places[plan.at].until) for plan in plans]

    def _tried(self, plans: Sequence[_Plan], gains: Sequence[float]) -> list[list[_Tried]]:
        """What each plan saved, by place."""
        found: list[list[_Tried]] = [[] for _ in self.places]
        for plan, gain in zip(plans, gains, strict=True):
            found[plan.at].append(_Tried(plan.operations, gain))
        return found


def search(
    text: str,
    words: Sequence[Span],
    sentences: Sequence[Span],
    names: Sequence[Span],
    memory: Memory,
    writer: Writer | None = None,
) -> Search:
    """What is worth trying in the part of `text` that `memory` holds; no name is changed.

    A `writer` is asked what it would make of the sentences in which something is doubted.
    """
    here = [word for word in words if memory.part.holds(word)]
    places = list(_places(text, here, sentences, names, memory)) if sentences else []
    return Search(text, places, [*_promising(places, memory, len(here)), *_written(text, places, writer)])


def _places(
    text: str, words: Sequence[Span], sentences: Sequence[Span], names: Sequence[Span], memory: Memory
) -> Iterator[_Place]:
    marks = marks_per_word(words, memory.scores.tokens) or []
    bits = word_bits(words, memory.scores)
    starts = [sentence.start for sentence in sentences]
    held = {i for name in names for i in range(*name)}
    kept = [word.start in held or not _plain(word.of(text)) for word in words]
    doubted = [mark > DOUBTED and not fixed for mark, fixed in zip(marks, kept, strict=False)]  # no tagger, no marks
    for first, last in _runs(text, words, doubted):
        low = first - (first > 0 and _next_to(text, words[first - 1], words[first]))
        high = last + (last + 1 < len(words) and _next_to(text, words[last], words[last + 1]))
        sentence = sentences[max(0, bisect_right(starts, words[first].start) - 1)]
        opens = not any(c.isalnum() for c in text[sentence.start : words[low].start])
        inside = slice(low, high + 1)
        run = Run(text, words[inside], kept[inside], opens)
        yield _Place(sentence, run, bits[inside], until(text, words[high].end, sentence, memory.part, REACH))


def _plain(word: str) -> bool:
    return word.isalpha() and word.islower()


def _next_to(text: str, one: Span, other: Span) -> bool:
    return text[one.end : other.start] == " "


def _runs(text: str, words: Sequence[Span], doubted: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """First and last word of each run of doubted words."""
    first = last = -1
    for i, doubt in enumerate(doubted):
        parted = i and not _next_to(text, words[i - 1], words[i])
        if first >= 0 and (parted or i - last > BRIDGE + 1):
            yield first, last
            first = -1
        if doubt:
            first, last = (i if first < 0 else first), i
    if first >= 0:
        yield first, last


def _promising(places: Sequence[_Place], memory: Memory, words: int) -> list[_Plan]:
    """The repairs of which the first word that would stand otherwise promises most."""
    thought = [(at, option) for at, place in enumerate(places) for option in options(place.run)]
    answers = memory.probed([Probe(places[at].run.words[option.at], (option.first,)) for at, option in thought])
    best: dict[int, list[tuple[float, Operation]]] = {}
    for (at, option), (first,) in zip(thought, answers, strict=True):
        freed = sum(places[at].bits[option.at : option.at + option.freed])
        promise = freed - first - option.operation.cost
        if promise >= LEAST_PROMISE:
            best.setdefault(at, []).append((promise, option.operation))
    found = [
        (promise, at, operation)
        for at, rated in best.items()
        for promise, operation in sorted(rated, key=lambda pair: -pair[0])[:MOST_OF_RUN]
    ]
    found.sort(key=lambda row: -row[0])
    return [_Plan(at, (operation,)) for _, at, operation in found[: FEWEST_TRIED + words // WORDS_PER_TRIAL]]


def _written(text: str, places: Sequence[_Place], writer: Writer | None) -> list[_Plan]:
    """What the writer does at each place, as repairs of their own; the same one once."""
    if writer is None or not places:
        return []
    sentences = sorted({place.sentence for place in places if len(place.sentence.of(text)) <= LONGEST_WRITTEN})
    versions = dict(zip(sentences, writer.rewritten([sentence.of(text) for sentence in sentences]), strict=True))
    made = [
        _Plan(at, (operation,))
        for at, place in enumerate(places)
        for version in versions.get(place.sentence, ())
        for operation in reduced(place.run, place.sentence, version)
    ]
    return list(dict.fromkeys(made))


def _joined(known: Sequence[Sequence[_Tried]], words: int) -> list[_Plan]:
    """The best pairs of repairs that do not touch; `known` has what was tried at each place, of so many `words`."""
    found = sorted(
        ((one.net + other.net, _Plan(at, (*one.operations, *other.operations)))
         for at, tried in enumerate(known)
         for one, other in _pairs(tried)),
        key=lambda row: -row[0],
    )  # fmt: skip
    return [plan for _, plan in found[: FEWEST_JOINED + words // WORDS_PER_JOINED]]


def _change(text: str, operations: Sequence[Operation], until: int) -> Change:
    """All of `operations`, which do not touch, as one change."""
    ordered = sorted(operations)
    span = Span(ordered[0].span.start, max(operation.span.end for operation in ordered))
    made, at = "", span.start
    for operation in ordered:
        made += text[at : operation.span.start] + operation.new
        at = operation.span.end
    return Change(span, made + text[at : span.end], max(until, span.end))


def _swapped(place: _Place, swaps: Sequence[Swap]) -> Iterator[_Tried]:
    whole = Span(place.run.words[0].start, place.run.words[-1].end)
    for swap in swaps:
        if whole.holds(swap.span):
            how = f"{swap.new!r} for {swap.old!r}"
            yield _Tried((Operation(swap.span, swap.new, how, swap.cost),), swap.gain)


def _pairs(tried: Sequence[_Tried]) -> list[tuple[_Tried, _Tried]]:
    """The best pairs of repairs at one place that do not touch."""
    worth = [one for one in tried if one.net >= LEAST_NET]
    pairs = (pair for pair in combinations(worth, 2) if _apart(*(one.operations[0].span for one in pair)))
    return sorted(pairs, key=lambda pair: -(pair[0].net + pair[1].net))[:MOST_JOINED]


def _apart(one: Span, other: Span) -> bool:
    return one.end < other.start or other.end < one.start


def _rewrite(text: str, tried: _Tried) -> Rewrite:
    change = _change(text, tried.operations, 0)
    how = tuple(operation.how for operation in tried.operations)
    cost = sum(operation.cost for operation in tried.operations)
    return Rewrite(change.span, change.span.of(text), change.new, how, cost, tried.gain)
