"""Small repairs of doubted words: which are thought of, which are tried, and what is made of them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib.resources import files

import pytest

from mtclean.detect.unlikely import unlikely
from mtclean.lm.scorer import Change, Probe, Scores, TokenScore
from mtclean.pivots import FUNCTION_WORDS
from mtclean.reading import Reading
from mtclean.rewrites.operations import Run, costs, options
from mtclean.rewrites.search import FEWEST_TRIED, WORDS_PER_TRIAL, Rewrite, search
from mtclean.senses.swap import Swap
from mtclean.settings import Settings
from mtclean.text import sentences, words
from mtclean.values import Document, Safety, Span, Word

TEXT = "Trade between the neighbours behind the doors closed. Nobody spoke."


def span_of(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def run(text: str, fixed: Sequence[str] = (), *, opens: bool = False) -> Run:
    found = words(text)
    return Run(text, found, [word.of(text) in fixed for word in found], opens)


def made(text: str, fixed: Sequence[str] = (), *, opens: bool = False) -> set[str]:
    """Every text that one repair makes of `text`."""
    return {
        text[: o.operation.span.start] + o.operation.new + text[o.operation.span.end :]
        for o in options(run(text, fixed, opens=opens))
    }


# --- what is thought of ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("met on the Monday", "met on Monday"),
        ("call threat empty", "call the threat empty"),
        ("famous since the", "famous for the"),
        ("found clay tablet there", "found clay tablets there"),
        ("until noon held", "held until noon"),
        ("heavy rain forecast is", "heavy rain is forecast"),
        ("the stadium complete was not", "the stadium was not complete"),
    ],
)
def test_repairs_of_one_word_or_of_the_order(old: str, new: str) -> None:
    assert new in made(old, ["Monday"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("gave him a hand", "gave her a hand"),  # who is meant is asked elsewhere
        ("bought old house", "bought a old house"),
        ("met in New York", "met in York New"),
        ("saw Mr Smiths", "saw Mr Smith"),
        ("rose very much", "rose much very much"),
        ("deaths rose", "rose"),  # only small words are dropped
    ],
)
def test_what_is_never_done(old: str, new: str) -> None:
    assert new not in made(old, ["New", "York", "Mr", "Smiths"])


def test_the_first_word_of_a_sentence_stays_where_it_is() -> None:
    assert "he waited" in made("so he waited")
    assert {text.split()[0] for text in made("So he waited", ["So"], opens=True)} == {"So"}


def test_names_are_moved_whole() -> None:
    assert "held New York until noon" in made("until noon held New York", ["New", "York"])
    assert all("New York" in text for text in made("until noon held New York", ["New", "York"]))


def test_what_repairs_cost() -> None:
    price = costs()
    used = {*price.add, *price.drop, *price.exchange, *(new for known in price.exchange.values() for new in known)}
    assert used <= FUNCTION_WORDS
    assert min(price.inflect, price.move, *price.add.values(), *price.drop.values()) > 0
    assert price.add["the"] < price.add["not"], "articles are lost more often than negations"
    assert price.exchange["since"]["for"] < price.exchange["in"].get("not", 99.0)


# --- what is tried --------------------------------------------------------------------------------------------------


class Memory:
    """Every word costs 8 bits, any other first word 1; `right` texts save `bits` a repair, all others nothing."""

    def __init__(self, text: str, doubted: Sequence[str], right: Sequence[str] = (), *, marked: bool = True) -> None:
        self.text, self.right, self.part = text, right, Span(0, len(text))
        tokens = (
            TokenScore(span, 8.0, 3.0, 0.5, True, (3.0 if span.of(text) in doubted else -6.0) if marked else None)
            for span in words(text)
        )
        self.scores = Scores(tuple(tokens))
        self.tried: list[Change] = []

    def probed(self, probes: Sequence[Probe]) -> list[tuple[float, ...]]:
        return [(1.0,) * len(probe.others) for probe in probes]

    def saved(self, changes: Sequence[Change]) -> list[float]:
        self.tried += changes
        return [self._saved(change) for change in changes]

    def _saved(self, change: Change) -> float:
        text = self.text[: change.span.start] + change.new + self.text[change.span.end :]
        return 20.0 if text in self.right else 0.0


def rewrites(memory: Memory, names: Sequence[Span] = (), swaps: Sequence[Swap] = ()) -> list[Rewrite]:
    text = memory.text
    sought = search(text, words(text), sentences(text), names, memory)
    return sought.found(memory.saved(sought.changes), swaps, memory)


def test_repairs_that_save_bits_are_found() -> None:
    right = TEXT.replace("behind the doors", "behind doors")
    best = max(rewrites(Memory(TEXT, ["the", "doors"], [right])), key=lambda one: one.net)
    assert (best.old, best.new, best.how, best.gain) == ("the ", "", ("without 'the'",), 20.0)
    assert best.net == pytest.approx(20.0 - costs().drop["the"])


def test_nothing_is_tried_where_nothing_is_doubted() -> None:
    memory = Memory(TEXT, [])
    assert (rewrites(memory), memory.tried) == ([], [])


def test_nothing_is_tried_without_a_tagger() -> None:
    assert rewrites(Memory(TEXT, ["doors"], marked=False)) == []


def test_names_and_other_sentences_are_not_changed() -> None:
    memory = Memory(TEXT, ["neighbours", "behind", "closed"])
    rewrites(memory, [span_of(TEXT, "the neighbours")])
    assert memory.tried
    assert all("the neighbours" in change.new or change.span.start > 28 for change in memory.tried)
    assert all(change.span.end <= TEXT.index(".") and change.until <= TEXT.index(".") + 1 for change in memory.tried)


def test_few_are_tried() -> None:
    text = "doors on the doors in the way of all the doors " * 20
    memory = Memory(text, ["doors", "on", "in", "way", "of"])
    rewrites(memory)
    assert 0 < len(memory.tried) <= FEWEST_TRIED + 220 // WORDS_PER_TRIAL


def test_a_long_run_takes_no_longer_than_its_words() -> None:
    count = sum(1 for _ in options(run("doors on " * 400)))
    assert count < 2.5 * sum(1 for _ in options(run("doors on " * 200)))


def test_two_repairs_are_made_together() -> None:
    text = "They met the guests on the Monday."
    swap = Swap(span_of(text, "guests"), "guests", "tourists", "de", "x", 1.0, 12.0)
    one, both = text.replace("the M", "M"), "They met the tourists on Monday."
    found = rewrites(Memory(text, ["guests", "on", "the"], [one, both]), [span_of(text, "Monday")], [swap])
    (best,) = (rewrite for rewrite in found if len(rewrite.how) == 2 and rewrite.gain)
    assert (best.old, best.new) == ("guests on the ", "tourists on ")
    assert best.how == ("without 'the'", "'tourists' for 'guests'")
    assert best.cost == pytest.approx(swap.cost + costs().drop["the"])


# --- what is shown --------------------------------------------------------------------------------------------------


def test_rewrites_are_shown_beside_senses_the_best_first_and_never_applied() -> None:
    doors, whole = span_of(TEXT, "doors"), span_of(TEXT, "behind the doors closed")
    measured = tuple(Word(w, 9.0, 4.0, 0.9 if whole.holds(w) else 0.01) for w in words(TEXT))
    tried = (
        Rewrite(span_of(TEXT, "the doors")._replace(end=doors.start), "the ", "", ("without 'the'",), 4.7, 9.0),
        Rewrite(whole, whole.of(TEXT), "behind closed the doors", ("in another order",), 10.5, 22.0),
        Rewrite(doors, "doors", "door", ("'door' for 'doors'",), 7.2, 1.0),  # gains too little
    )
    swaps = (Swap(doors, "doors", "gates", "de", "Tor", 1.0, 8.0, spare=True),)
    read = Reading(Document("x", TEXT), tuple(sentences(TEXT)), words=measured, damage=0.9, swaps=swaps, rewrites=tried)
    (flag,) = unlikely(read, Settings())
    assert [s.replacement for s in flag.suggestions] == [
        "behind closed the doors",
        "behind the gates closed",
        "behind doors closed",
    ]
    assert flag.suggestions[0].reason == "in another order; saves 22 bits here"
    assert {s.safety for s in flag.suggestions} == {Safety.SHOW}
    chances = [s.confidence for s in flag.suggestions if "order" in s.reason or "without" in s.reason]
    assert chances == sorted(chances, reverse=True)
    (bare,) = unlikely(replace(read, swaps=(), rewrites=()), Settings())
    assert (bare.span, bare.confidence, bare.suggestions) == (flag.span, flag.confidence, ())


# --- the table ------------------------------------------------------------------------------------------------------


def test_the_table_is_sorted_and_says_each_repair_once() -> None:
    lines = (files("mtclean") / "data" / "rewrites.csv").read_text("utf-8").splitlines()
    rows = [line.split(",")[:3] for line in lines[1:]]
    assert rows == sorted(rows)
    assert len({tuple(row) for row in rows}) == len(rows)
    assert {kind for kind, *_ in rows} == {"add", "drop", "exchange", "inflect", "move"}
