"""Damage made on purpose: labels fit the words, only lower-case words change, and the same seed does the same."""

from __future__ import annotations

import random
import sys
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from mtclean.pivots import Pivots  # noqa: E402
from mtclean.text import words  # noqa: E402
from training.damage import APART, chosen, damaged  # noqa: E402

TEXT = (ROOT / "samples" / "originals" / "league-final.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def pivots() -> Pivots:
    return Pivots.load(["es", "ar"])


@pytest.mark.parametrize("seed", range(6))
def test_labels_fit_the_words(pivots: Pivots, seed: int) -> None:
    text, labels = damaged(TEXT, random.Random(seed), 0.2, pivots)
    assert text != TEXT
    assert len(labels) == len(words(text))
    assert set(labels) <= {-1, 0, 1}
    assert 5 < sum(label == 1 for label in labels) < 0.3 * len(labels)


@pytest.mark.parametrize("seed", range(6))
def test_whole_words_are_those_of_the_text(pivots: Pivots, seed: int) -> None:
    text, labels = damaged(TEXT, random.Random(seed), 0.2, pivots)
    said = {span.of(TEXT) for span in words(TEXT)} | {"a", "an"}
    assert {span.of(text) for span, label in zip(words(text), labels, strict=True) if label == 0} <= said


@pytest.mark.parametrize("seed", range(6))
def test_names_and_figures_stay(pivots: Pivots, seed: int) -> None:
    text, _ = damaged(TEXT, random.Random(seed), 0.5, pivots)
    kept = [[w.of(t) for w in words(t) if not w.of(t).islower()] for t in (TEXT, text)]
    assert kept[0] == kept[1]


def test_damage_is_set_apart_and_in_order(pivots: Pivots) -> None:
    made = list(chosen(TEXT, random.Random(1), 1.0, pivots))
    starts = [span.start for span in words(TEXT)]
    at = [starts.index(next(s for s in starts if s >= damage.span.start)) for damage in made]
    assert all(later - earlier >= APART - 1 for earlier, later in pairwise(at))


def test_nothing_is_damaged_at_rate_nought(pivots: Pivots) -> None:
    assert damaged(TEXT, random.Random(1), 0.0, pivots) == (TEXT, [0] * len(words(TEXT)))


def test_one_seed_does_one_thing(pivots: Pivots) -> None:
    assert damaged(TEXT, random.Random(3), 0.2, pivots) == damaged(TEXT, random.Random(3), 0.2, pivots)
