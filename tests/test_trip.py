"""What it costs that a name came back as another, and what two likenesses of names are worth together."""

from __future__ import annotations

import json

import pytest

from mtclean.names import alike, trip
from mtclean.names.alike import features
from mtclean.names.candidates import best_forms
from mtclean.names.dictionary import Dictionary

NEARER = [
    ("Shon Penn", "Sean Penn", "Shen Bin"),  # Russian
    ("Danial Ianasan", "Danielle Jansen", "Daniel Ioannisyan"),  # Arabic
    ("Gon Baranas", "John Burns", "John Parianos"),  # Hebrew
    ("Aolifu Daodeng", "Oliver Dowden", "Aliou Dieng"),  # Chinese
    ("Misheru Barunie", "Michel Barnier", "Marco Baroni"),  # Japanese
]


@pytest.mark.parametrize(("name", "right", "wrong"), NEARER)
def test_what_an_alphabet_does_is_cheaper_than_what_it_does_not(name: str, right: str, wrong: str) -> None:
    assert trip.likeness(name, right).bits < trip.likeness(name, wrong).bits


def test_a_name_itself_costs_little_in_some_language() -> None:
    found = trip.likeness("Hakan Fidan", "Hakan Fidan")
    assert found.bits < 2
    assert found.score > 0.98


@pytest.mark.parametrize(
    ("name", "form"), [("Fidan", "Hakan Fidan"), ("Xyzzyxgqz Qwrtzpksq", "Hakan Fidan"), ("", "Fidan")]
)
def test_what_is_nothing_alike_is_given_up(name: str, form: str) -> None:
    assert trip.likeness(name, form).bits == trip.UNLIKE
    assert trip.likeness(name, form).score < 0.6


def test_long_words_of_one_letter_are_no_trouble() -> None:
    assert trip.likeness("a" * 2_000, "a" * 2_000).bits <= trip.UNLIKE


def test_the_cost_finds_whom_the_sound_does_not() -> None:
    people = Dictionary.open().people()
    heard = [near.form for near in best_forms(people.near("Gon Baranas", 0.6))]
    assert heard.index("John Parianos") < heard.index("John Burns")
    assert min(heard, key=lambda form: trip.likeness("Gon Baranas", form).bits) == "John Burns"


def test_the_scale_rises_from_sum_to_score() -> None:
    found = json.loads(alike.SHIPPED.read_text(encoding="utf-8"))
    assert set(found["weights"]) == set(features("Hakan Vian", 0.9, 0.9, 0.8))
    assert found["points"] == sorted(found["points"])
    assert [score for _, score in found["points"]] == sorted(score for _, score in found["points"])
    assert all(0 < score <= 1 for _, score in found["points"])


def test_below_and_above_the_scale_its_ends_hold() -> None:
    (_, least), *_, (_, most) = json.loads(alike.SHIPPED.read_text(encoding="utf-8"))["points"]
    assert alike.alike("Bob Xu", "Bob Xu", "Tom Yi", 0.2).score == least
    assert alike.alike("Aleksandr Lukashenko", "Aleksandr Lukashenko", "Aleksandr Lukashenko", 1.0).score == most


def test_names_of_other_numbers_of_tokens_are_told_by_their_sound() -> None:
    found = alike.alike("Hakan Vian", "Hakan Vian", "Hakan bin Fidan", 0.8)
    assert (found.score, found.bits) == (0.8, trip.UNLIKE)
