"""Words and names that do not fit: what the rules make of the probabilities that the model and its tagger give."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mtclean.detect.unlikely import unlikely, unlikely_names
from mtclean.names.mention import Guess, Mention
from mtclean.reading import Reading
from mtclean.settings import Settings
from mtclean.text import sentences, words
from mtclean.values import Document, Safety, Span, Word

TEXT = "Envoys met Harold Brook in Leeds and the talks ran over the time."
NAME, PLACE = Span(11, 23), Span(27, 32)


def reading(p_bad: dict[str, float], how: str = "unknown", damage: float = 0.9) -> Reading:
    """TEXT with two names, its words as bad as said; the others are sound."""
    measured = tuple(Word(span, 6.0, 6.0, p_bad.get(span.of(TEXT), 0.01)) for span in words(TEXT))
    mentions = (Mention(NAME, NAME.of(TEXT), how, ()), Mention(PLACE, PLACE.of(TEXT), "exact", ()))
    return Reading(Document("x", TEXT), tuple(sentences(TEXT)), words=measured, mentions=mentions, damage=damage)


@pytest.mark.parametrize("how", ["unknown", "near"])
def test_a_name_that_does_not_fit_is_flagged_without_a_fix(how: str) -> None:
    (flag,) = unlikely_names(reading({"Brook": 0.5}, how), Settings())
    assert (flag.rule, flag.text, flag.suggestions) == ("unlikely-name", "Harold Brook", ())
    assert "'Harold Brook'" in flag.evidence[0].note


@pytest.mark.parametrize(
    ("p_bad", "how", "damage"),
    [
        ({}, "unknown", 0.9),
        ({"Envoys": 0.99, "met": 0.99}, "unknown", 0.9),  # the words around are not the name's
        ({"Brook": 0.5}, "exact", 0.9),  # of a known name it takes more
        ({"Brook": 0.9}, "calque", 0.9),  # another rule speaks of it
        ({"Brook": 0.3}, "unknown", 0.02),
    ],
)
def test_other_names_are_not(p_bad: dict[str, float], how: str, damage: float) -> None:
    assert list(unlikely_names(reading(p_bad, how, damage), Settings())) == []


def test_a_known_name_with_more_doubt() -> None:
    assert [flag.text for flag in unlikely_names(reading({"Leeds": 0.95}), Settings())] == ["Leeds"]


def guessing(chance: float) -> Reading:
    """The name a little doubtful, with a guess at it."""
    read = reading({"Brook": 0.2})
    name, place = read.mentions
    return replace(read, mentions=(name._replace(guesses=(Guess("Harold Broch", chance),)), place))


def test_a_good_guess_makes_a_name_more_doubtful_and_is_shown() -> None:
    assert list(unlikely_names(guessing(0.1), Settings())) == []
    (flag,) = unlikely_names(guessing(0.95), Settings())
    assert [(s.replacement, s.safety) for s in flag.suggestions] == [("Harold Broch", Safety.SHOW)]
    assert flag.suggestions[0].confidence < flag.confidence


def test_words_that_do_not_fit_are_flagged_names_left_out() -> None:
    found = list(unlikely(reading({"ran": 0.9, "over": 0.9, "Leeds": 0.99}), Settings()))
    assert [(flag.rule, flag.text) for flag in found] == [("unlikely-wording", "ran over")]
