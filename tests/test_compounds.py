"""Terms that another language builds of parts: the rows as data, and how a rendering of one is found and repaired."""

from __future__ import annotations

import gzip
import math
from itertools import pairwise
from pathlib import Path

import pytest

from mtclean.lm.scorer import Scores, TokenScore
from mtclean.pipeline import Cleaner
from mtclean.pivots import CODES, FUNCTION_WORDS
from mtclean.senses.compounds import MOST_FORMS, compounds, renderings
from mtclean.senses.propose import FEWEST_COMPOUNDS, MOST_PER_COMPOUND, trials
from mtclean.senses.swap import LANGUAGES
from mtclean.text import sentences
from mtclean.values import Safety, Span

ROOT = Path(__file__).parents[1]
ROWS = sorted((ROOT / "training" / "compounds").glob("*.tsv"))


def found(text: str, *names: str) -> dict[str, list[str]]:
    """What each rendering in the text may stand for."""
    spans = [Span(text.index(name), text.index(name) + len(name)) for name in names]
    return {p.word.of(text): [c.replacement for c in p.candidates] for p in renderings(text, sentences(text), spans)}


# --- the data -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ROWS, ids=lambda path: path.stem)
def test_rows_are_sound(path: Path) -> None:
    assert path.stem in CODES
    said = path.read_bytes().splitlines()
    rows = [line.decode().split("\t") for line in said]
    assert said == sorted(set(said)), "sorted by their bytes"
    assert all(len(row) == 4 for row in rows)
    assert len({row[0] for row in rows}) == len(rows), "no term twice"
    for foreign, _, pieces, rights in rows:
        parts = [{word.strip() for word in piece.split(",")} for piece in pieces.split("+")]
        assert foreign.strip() == foreign
        assert foreign
        assert 2 <= len(parts) <= 4
        assert all(part and all(word.isalpha() and word.islower() for word in part) for part in parts)
        assert all(right.strip() for right in rights.split(","))
        assert any(part - set(rights.replace(",", " ").lower().split()) for part in parts), "a part differs"


def test_the_table_is_sound() -> None:
    data = (ROOT / "mtclean" / "data" / "compounds.tsv.gz").read_bytes()
    assert data[4:8] == b"\0\0\0\0", "gzip must not hold a time, or builds differ"
    lines = gzip.decompress(data).splitlines()
    rows = [line.decode().split("\t") for line in lines]
    assert len({(row[1], row[2]) for row in rows}) > 1_000
    assert all(left < right for left, right in pairwise(lines)), "sorted by their bytes, which the reader relies on"
    assert all(len(row) == 6 and row[1] in LANGUAGES for row in rows)
    assert not {word for row in rows for piece in row[3].split("+") for word in piece.split("|")} & FUNCTION_WORDS
    assert all(row[0] in {word for piece in row[3].split("+") for word in piece.split("|")} for row in rows)
    assert all(0 < float(row[5]) < 20 for row in rows)


# --- what is found --------------------------------------------------------------------------------------------------


def test_a_rendering_is_found_in_any_order_and_with_small_words_between() -> None:
    assert compounds("shaking")
    for text in ("the price of the benefit", "the benefit's price", "the benefit price", "the benefit-price"):
        assert [new[0] for new in found(f"They cut {text} again.").values()] == ["interest rate"], text


def test_all_parts_must_be_there_side_by_side() -> None:
    for text in ("The price rose.", "A price that has a benefit.", "The price, of benefit.", "A price. Benefit rose."):
        assert found(text) == {}, text


def test_the_form_follows_the_words() -> None:
    assert found("They raised the prices of benefit.")["prices of benefit"][:2] == ["interest rates", "interest rate"]
    assert "Interest rate" in found("Price of benefit unchanged.")["Price of benefit"]
    assert all(len(new) <= MOST_FORMS * 8 for new in found("The fire sign put the price of benefit.").values())


def test_names_and_what_is_right_already_are_left_alone() -> None:
    assert found("They met in Benefit House price talks.", "Benefit House") == {}
    assert "interest rate" not in found("The interest rate rose.").get("interest rate", [])


def test_one_long_run_of_parts_gives_a_rendering_for_each_neighbouring_pair() -> None:
    text = "price benefit " * 2_000
    assert len(renderings(text, sentences(text), [])) < 4_000


def test_few_are_tried_those_that_the_tagger_doubts_first() -> None:
    text = "Price of benefit fell. " * 9
    asked = renderings(text, sentences(text), [])
    last = asked[-1].word
    tokens = tuple(TokenScore(p.word, 5.0, 4.0, 0.1, True, 1.0 if p.word == last else -3.0) for p in asked)
    tried = trials(text, Span(0, len(text)), [], Scores(tokens), asked)
    words = [trial.proposal.word for trial in tried]
    assert words[0] == last
    assert len(set(words)) == FEWEST_COMPOUNDS
    assert max(words.count(word) for word in words) <= MOST_PER_COMPOUND
    assert all(trial.compound for trial in tried)
    assert all(math.isfinite(trial.candidate.cost) for trial in tried)


# --- the whole way --------------------------------------------------------------------------------------------------


@pytest.mark.lm
def test_a_term_rendered_by_its_parts_is_read_back() -> None:
    text = (
        "The central bank left its main price of benefit unchanged on Thursday, although inflation has risen for the "
        "third month in a row and the currency has lost a tenth of its value since the spring."
    )
    flags = [flag for flag in Cleaner().check(text).flags if flag.text == "price of benefit"]
    assert [flag.suggestions[0].replacement for flag in flags] == ["interest rate"]
    assert "part by part from" in flags[0].suggestions[0].reason
    assert flags[0].safety is not Safety.SAFE
