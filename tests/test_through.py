"""Which language a text came through: shares are probabilities, and follow what the tables explain."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtclean.pivots import CODES, Candidate, Way
from mtclean.senses.through import Saving, evidence, shares, usual_evidence

savings = st.lists(
    st.lists(
        st.builds(
            lambda pivot, cost, saved: Saving(Candidate("new", "new", cost, (Way(pivot, "x", cost),)), saved),
            st.sampled_from(sorted(CODES.values())),
            st.floats(0, 20),
            st.floats(-40, 40) | st.just(-math.inf),
        ),
        max_size=4,
    ),
    max_size=8,
)


def swapped(pivot: str, saved: float = 14.0) -> list[Saving]:
    return [Saving(Candidate("shares", "share", 4.0, (Way(pivot, "x", 4.0),)), saved)]


@given(savings, st.integers(0, 2000))
def test_shares_are_probabilities(of_words: list[list[Saving]], count: int) -> None:
    found = shares(of_words, count)
    assert set(found) == set(CODES.values())
    assert all(0 <= share <= 1 for share in found.values())
    assert sum(found.values()) == pytest.approx(1.0)


def test_nothing_read_says_nothing() -> None:
    assert set(shares([], 0).values()) == {1 / len(CODES)}


def test_the_language_that_explains_most_is_likeliest() -> None:
    found = shares([swapped("ar"), swapped("ar"), swapped("de")], 30)
    assert sorted(found, key=lambda pivot: -found[pivot])[:2] == ["ar", "de"]
    assert shares([swapped("ar")] * 6, 30)["ar"] > found["ar"]


def test_one_word_alone_decides_little() -> None:
    assert shares([swapped("ar", 200.0)], 300)["ar"] < 0.5


def test_good_english_says_nothing_of_any_language() -> None:
    assert evidence([swapped("ar", -3.0)] * 20)["ar"] < 0.1


def test_every_table_has_its_usual_evidence() -> None:
    assert set(usual_evidence()) == set(CODES.values())
    assert all(bits > 0 for bits in usual_evidence().values())


def test_a_candidate_costs_less_in_the_language_it_came_through() -> None:
    lost = Candidate("shares", "share", 4.0, (Way("ar", "x", 3.0), Way("de", "y", 5.0)))
    assert lost.given({"ar": 0.9, "de": 0.1}).cost < lost.given({"ar": 0.1, "de": 0.9}).cost
    assert lost.given({"ar": 0.1, "de": 0.9}).ways[0].pivot == "de"
    assert math.isfinite(lost.given({"ar": 0.0, "de": 0.0}).cost)
