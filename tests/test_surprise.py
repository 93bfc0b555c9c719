"""From bits to probabilities: finite on any input, one way up, and true to what the tables say."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtclean.lm.scorer import Bits, TokenScore
from mtclean.surprise import (
    Kind,
    Measured,
    document_features,
    excess,
    features,
    kinds,
    log_odds,
    marks_per_word,
    measured,
    reweighed,
    sigmoid,
    tables,
    usual_bits,
    usual_features,
)
from mtclean.text import sentences, words
from mtclean.values import Span, Word

PLAIN = Kind(zipf=5.0, capital=False, name=False, figure=False, first=False, again=False, position=3)
texts = st.text(max_size=120)
bits = st.floats(0, 200)


def tokens(text: str, cost: float = 6.0, mark: float | None = None) -> list[TokenScore]:
    """One token per character: the finest a tokenizer can cut."""
    return [TokenScore(Span(i, i + 1), cost, 3.0, 0.5, text[i : i + 1].isspace(), mark) for i in range(len(text))]


def judged(text: str, cost: float = 6.0, mark: float | None = None) -> Measured:
    return measured(text, words(text), sentences(text), [], tokens(text, cost, mark))


def word(p: float) -> Word:
    return Word(Span(0, 3), 9.0, 8.0, p)


# --- odd input ------------------------------------------------------------------------------------------------------


@given(texts, bits)
def test_any_text_gives_probabilities(text: str, cost: float) -> None:
    found = judged(text, cost)
    assert [one.span for one in found.words] == words(text)
    assert 0 <= found.damage <= 1
    for one in found.words:
        assert all(math.isfinite(x) for x in one[1:])
        assert 0 <= one.p_bad <= 1


@given(st.lists(st.tuples(bits, st.floats(0, 20), st.floats(0, 8)), max_size=12))
def test_features_are_finite(rows: list[tuple[float, float, float]]) -> None:
    seen = [Bits(cost, entropy) for cost, entropy, _ in rows]
    of_kind = [PLAIN._replace(zipf=zipf, position=i) for i, (_, _, zipf) in enumerate(rows)]
    usual = usual_bits(seen, of_kind, tables()["usual"])
    found = features(seen, usual, of_kind, [i // 4 for i in range(len(rows))])
    assert len(found) == len(rows)
    assert all(math.isfinite(x) for row in found for x in row)
    summed = document_features([row[0] for row in found], found, of_kind)
    assert len(summed) == 8
    assert all(math.isfinite(x) for x in summed)


@pytest.mark.parametrize("text", ["", " \n ", "…", "😀", "\ufeff", "\0"])
def test_a_text_without_words_is_not_damaged(text: str) -> None:
    found = judged(text)
    assert found.words == ()
    assert found.damage < 0.5
    assert document_features([], [], []) == (0.0,) * 8


def test_words_that_no_token_holds_cost_nothing() -> None:
    text = "one two"
    found = measured(text, words(text), sentences(text), [], [])
    assert [one.bits for one in found.words] == [0.0, 0.0]


# --- kinds ----------------------------------------------------------------------------------------------------------


def test_kinds_of_words() -> None:
    text = "The bank paid 20 euros. The Bank of Ghana paid nothing."
    found = kinds(text, words(text), sentences(text), [Span(*_place(text, "Ghana"))])
    said = [span.of(text) for span in words(text)]
    assert [w for w, kind in zip(said, found, strict=True) if kind.first] == ["The", "The"]
    assert [w for w, kind in zip(said, found, strict=True) if kind.again] == ["The", "Bank", "paid"]
    assert [w for w, kind in zip(said, found, strict=True) if kind.figure] == ["20"]
    assert [w for w, kind in zip(said, found, strict=True) if kind.name] == ["Ghana"]
    assert [w for w, kind in zip(said, found, strict=True) if not kind.plain] == ["The", "20", "The", "Bank", "Ghana"]
    assert [kind.position for kind in found] == list(range(len(said)))
    assert found[0].zipf > found[1].zipf > found[4].zipf > 0


def _place(text: str, part: str) -> tuple[int, int]:
    return text.index(part), text.index(part) + len(part)


def test_the_weights_fit_the_features() -> None:
    weights = tables()
    row = features([Bits(5.0, 3.0)], [5.0], [PLAIN], [0])[0]
    assert len(weights["usual"]) == len(usual_features(PLAIN, 3.0))
    for kind in ("marked", "unmarked"):
        assert len(weights[kind]) == 1 + len(row) + (kind == "marked")
        assert len(weights[f"{kind} document"]) == 1 + 8
        assert len(weights[f"{kind} word"]) == 3
    assert all(math.isfinite(x) for row in weights.values() for x in row)


# --- one way up -----------------------------------------------------------------------------------------------------


@given(st.floats(-9, 9))
def test_log_odds_undoes_sigmoid(x: float) -> None:
    assert log_odds(sigmoid(x)) == pytest.approx(x, abs=1e-6)


@given(st.floats(allow_nan=False))
def test_sigmoid_is_a_probability(x: float) -> None:
    assert 0 <= sigmoid(x) <= 1
    assert sigmoid(x) + sigmoid(-x) == pytest.approx(1)


@pytest.mark.parametrize("p", [0.0, 1.0, 1e-300])
def test_log_odds_is_finite(p: float) -> None:
    assert abs(log_odds(p)) == pytest.approx(log_odds(0.9999))


@given(st.floats(0, 60), st.floats(0, 60), st.floats(-5, 40))
def test_excess_grows_with_bits(one: float, other: float, usual: float) -> None:
    low, high = sorted((one, other))
    assert excess(low, usual) <= excess(high, usual)
    assert excess(usual, usual) == 0


def test_the_same_bits_tell_less_where_much_is_usual() -> None:
    assert excess(8.0, 4.0) > excess(24.0, 20.0) > 0


def test_rarer_words_usually_cost_more() -> None:
    costs = usual_bits([Bits(0.0, 4.0)] * 3, [PLAIN._replace(zipf=z) for z in (2.0, 4.0, 6.5)], tables()["usual"])
    assert all(rarer > commoner for rarer, commoner in pairwise(costs))


def test_dear_words_look_worse_than_cheap_ones() -> None:
    text = "the talks between the two sides will go on next week " * 6
    cheap, dear = judged(text, 0.3), judged(text, 4.0)
    assert cheap.damage < dear.damage
    assert sum(w.p_bad for w in cheap.words) < sum(w.p_bad for w in dear.words)


@given(st.lists(st.floats(0.001, 0.999), min_size=1, max_size=5), st.floats(-4, 4), st.floats(-4, 4))
def test_evidence_moves_everything_one_way(chances: list[float], one: float, other: float) -> None:
    low, high = sorted((one, other))
    found = Measured(tuple(word(p) for p in chances), 0.3, 0.25)
    less, more = reweighed(found, low), reweighed(found, high)
    assert less.damage <= more.damage
    assert all(a.p_bad <= b.p_bad for a, b in zip(less.words, more.words, strict=True))


def test_no_evidence_changes_nothing() -> None:
    found = Measured((word(0.2), word(0.7)), 0.4, 0.25)
    same = reweighed(found, 0.0)
    assert same.damage == pytest.approx(found.damage)
    assert [w.p_bad for w in same.words] == pytest.approx([w.p_bad for w in found.words])
    assert [w[:3] for w in same.words] == [w[:3] for w in found.words]


# --- marks ----------------------------------------------------------------------------------------------------------


def test_a_word_is_marked_by_its_last_token() -> None:
    text = "ab cd"
    marked = [
        TokenScore(Span(0, 1), 1, 1, 0, begins=True, mark=9.0),
        TokenScore(Span(1, 2), 1, 1, 0, begins=False, mark=1.0),
        TokenScore(Span(2, 5), 1, 1, 0, begins=True, mark=10.0),
    ]
    assert marks_per_word(words(text), marked) == [1.0, 10.0]
    assert marks_per_word(words("ab c"), marked) == [1.0, 10.0]
    assert marks_per_word(words(text), [token._replace(mark=None) for token in marked]) is None
    assert marks_per_word(words(text), []) is None


def test_marks_count() -> None:
    text = "the talks will go on"
    assert judged(text, 4.0, 2.0).damage > judged(text, 4.0, -2.0).damage
