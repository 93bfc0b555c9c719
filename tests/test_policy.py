"""Overlaps are settled by one total order, whatever order flags arrive in; only one safest suggestion is an edit."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtclean.policy import choose, ignored_spans, standing, strength, without_overlaps
from mtclean.settings import Settings
from mtclean.values import Flag, Safety, Span, Suggestion

TEXT = "abcdefghijklmnopqrstuvwxyz"


def flag(start, end, *, rule="r", confidence=0.9, suggestions=()):
    span = Span(start, end)
    made = tuple(Suggestion(new, safety, 0.9, "") for new, safety in suggestions)
    return Flag(rule, "names", span, span.of(TEXT), confidence, (), made)


suggestions = st.lists(st.tuples(st.sampled_from("xyz"), st.sampled_from(list(Safety))), max_size=2)
flags = st.lists(
    st.builds(
        lambda start, length, rule, confidence, made: flag(
            start, start + length, rule=rule, confidence=confidence, suggestions=made
        ),
        st.integers(0, 20),
        st.integers(1, 5),
        st.sampled_from(["a", "b", "c"]),
        st.sampled_from([0.5, 0.7, 0.9]),
        suggestions,
    ),
    max_size=8,
    unique_by=lambda one: (one.rule, one.span),
)


@given(flags, st.randoms(use_true_random=False))
def test_the_order_of_flags_does_not_matter(found, chance: random.Random):
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert without_overlaps(shuffled) == without_overlaps(found)


@given(flags)
def test_the_order_is_total(found):
    assert len({strength(one) for one in found}) == len(found)


@given(flags)
def test_what_is_kept_does_not_overlap_and_what_is_dropped_lost_to_something_stronger(found):
    kept = without_overlaps(found)
    spans = [one.span for one in kept]
    assert not any(a.overlaps(b) for i, a in enumerate(spans) for b in spans[i + 1 :])
    for lost in (one for one in found if one not in kept):
        assert any(lost.span.overlaps(k.span) and strength(k) < strength(lost) for k in kept)


@pytest.mark.parametrize(
    ("weaker", "stronger"),
    [
        (flag(0, 9), flag(2, 3, suggestions=[("x", Safety.SAFE)])),
        (flag(0, 9, confidence=0.6), flag(2, 3, confidence=0.7)),
        (flag(0, 3), flag(2, 7)),
        (flag(2, 4), flag(1, 3)),
        (flag(1, 3, rule="b"), flag(1, 3, rule="a")),
    ],
)
def test_safest_then_surest_then_longest_then_leftmost_then_by_name(weaker, stronger):
    assert without_overlaps([weaker, stronger]) == [stronger]


@pytest.mark.parametrize(
    ("made", "floor", "new"),
    [
        ([("x", Safety.SAFE)], Safety.SAFE, "x"),
        ([("x", Safety.LIKELY)], Safety.SAFE, None),
        ([("x", Safety.LIKELY)], Safety.LIKELY, "x"),
        ([("x", Safety.SAFE), ("y", Safety.SAFE)], Safety.SAFE, None),
        ([("x", Safety.SAFE), ("y", Safety.LIKELY)], Safety.LIKELY, "x"),
        ([("x", Safety.SHOW)], Safety.LIKELY, None),
        ([], Safety.SHOW, None),
    ],
)
def test_only_the_one_safest_suggestion_becomes_an_edit(made, floor, new):
    edit = choose(flag(0, 3, suggestions=made), floor)
    assert (edit and edit.new) == new


def test_flags_below_the_limit_on_the_keep_list_or_switched_off_do_not_stand():
    text = "one <!-- mtclean: off -->two<!-- mtclean: on --> three four"
    found = [
        Flag("r", "names", span, span.of(text), confidence, ())
        for span, confidence in ((Span(0, 3), 0.9), (Span(25, 28), 0.9), (Span(49, 54), 0.9), (Span(55, 59), 0.2))
    ]
    kept = standing(found, text, Settings(show=0.5, keep={"three": "a number"}))
    assert [one.text for one in kept] == ["one"]


def test_switched_off_to_the_end():
    assert ignored_spans("a <!-- mtclean: off --> b") == [Span(2, 25)]
