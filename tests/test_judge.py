"""What single flags say of a document: bounded, one way up, and the verdict that follows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtclean.judge import (
    GARBLED,
    LEAST,
    LEAST_SENSES,
    MOST,
    MOST_SENSES,
    TOUCHED,
    enlightened,
    evidence,
    senses,
    verdict,
)
from mtclean.reading import Reading
from mtclean.senses.swap import Swap
from mtclean.values import Document, Evidence, Flag, Span, Word


def flag(text: str = "Vian", confidence: float = 0.9) -> Flag:
    return Flag("garbled-name", "names", Span(0, len(text)), text, confidence, (Evidence("sound", 1.0, 0.5),))


def flags(count: int) -> list[Flag]:
    return [flag(f"Name {i}") for i in range(count)]


def reading(damage: float, count: int = 100) -> Reading:
    scored = tuple(Word(Span(2 * i, 2 * i + 1), 9.0, 8.0, 0.2) for i in range(count))
    return Reading(Document("a", "a " * count), words=scored, damage=damage, slope=0.25)


@given(st.integers(0, 100_000), st.integers(0, 60))
def test_evidence_is_bounded(words: int, count: int) -> None:
    assert LEAST <= evidence(words, flags(count)) <= MOST


@given(st.integers(0, 20_000), st.integers(0, 30))
def test_one_more_flag_never_speaks_for_the_document(words: int, count: int) -> None:
    assert evidence(words, flags(count)) <= evidence(words, flags(count + 1))


@given(st.integers(0, 20_000), st.integers(1, 20_000), st.integers(0, 30))
def test_the_same_flags_in_more_words_tell_less(words: int, more: int, count: int) -> None:
    assert evidence(words, flags(count)) >= evidence(words + more, flags(count))


def test_how_many_words_a_flag_outweighs() -> None:
    assert evidence(300, []) < 0 < evidence(300, flags(1)) < evidence(300, flags(2))
    assert evidence(20_000, flags(1)) == LEAST
    assert evidence(100, flags(50)) == MOST
    assert evidence(0, []) == 0


def test_a_text_that_is_flagged_again_counts_once() -> None:
    assert evidence(300, [flag()] * 5) == evidence(300, [flag()])
    assert evidence(300, [flag("Vian"), flag("Lafruf")]) > evidence(300, [flag()])


def test_doubtful_flags_weigh_less() -> None:
    assert evidence(300, [flag(confidence=0.5)]) < evidence(300, [flag(confidence=0.95)])


def swap(at: int, gain: float = 30.0) -> Swap:
    return Swap(Span(at, at + 6), "arrows", "shares", "ar", "x", 3.0, gain)


def test_senses_that_fit_better_speak_against_a_text_and_their_absence_for_it() -> None:
    assert senses(300, []) < 0 < senses(300, [swap(200 * i) for i in range(1, 5)])
    assert senses(20_000, []) == LEAST_SENSES
    assert senses(10, [swap(200 * i) for i in range(1, 50)]) == MOST_SENSES


def test_several_senses_at_one_place_count_once_and_small_gains_not_at_all() -> None:
    assert senses(300, [swap(500), swap(500, gain=40.0)]) == senses(300, [swap(500)])
    assert senses(300, [swap(500, gain=5.0)]) == senses(300, [])


def test_flags_shed_light_on_words_and_document() -> None:
    before = reading(0.4)
    worse, better = enlightened(before, flags(3)), enlightened(before, [])
    assert better.damage < before.damage < worse.damage
    assert better.words[0].p_bad < before.words[0].p_bad < worse.words[0].p_bad
    assert (worse.doc, [w.span for w in worse.words]) == (before.doc, [w.span for w in before.words])


@pytest.mark.parametrize(
    ("damage", "count", "label"),
    [
        (0.01, 0, "clean"),
        (TOUCHED - 0.01, 0, "clean"),
        (0.01, 1, "touched"),
        (TOUCHED, 0, "touched"),
        (GARBLED - 0.01, 9, "touched"),
        (GARBLED, 0, "garbled"),
        (0.99, 9, "garbled"),
    ],
)
def test_verdicts(damage: float, count: int, label: str) -> None:
    said = verdict(reading(damage), flags(count))
    assert (said.label, said.probability) == (label, damage)
