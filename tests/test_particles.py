"""Small words of people's names that were put into English: found where something else speaks for the person."""

from __future__ import annotations

import pytest
from naming import flags

from mtclean.names.dictionary import Dictionary
from mtclean.values import Safety


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return Dictionary.open()


def repairs(text: str, dictionary: Dictionary) -> list[tuple[str, str]]:
    found = (flag for flag in flags(text, dictionary) if flag.rule == "translated-name")
    return [(flag.text, flag.suggestions[0].replacement) for flag in found]


REPAIRS = [
    (
        "European Commission President Ursula of the Leyen said no.",
        [("Ursula of the Leyen", "Ursula von der Leyen")],
    ),
    (
        "Belgian Prime Minister Bart of Wever spoke in Brussels. Of Wever said that he would stay.",
        [("Bart of Wever", "Bart De Wever"), ("Of Wever", "De Wever")],
    ),
    (
        "Bill of Blasio, the former mayor of New York, voted. The plan of Blasio failed in the United States.",
        [("Bill of Blasio", "Bill de Blasio")],
    ),
]


@pytest.mark.parametrize(("text", "found"), REPAIRS)
def test_repairs(text: str, found: list[tuple[str, str]], dictionary: Dictionary) -> None:
    assert repairs(text, dictionary) == found


def test_an_office_makes_it_safe(dictionary: Dictionary) -> None:
    (flag,) = flags(REPAIRS[0][0], dictionary)
    assert flag.safety == Safety.SAFE
    assert "was put into English" in flag.suggestions[0].reason


UNTOUCHED = [
    "Ursula von der Leyen and Bart De Wever met in Brussels.",
    "Charles of Wales and Maria of Sweden met in London.",
    "Bart from Antwerp and Bill of Rights campaigners met in Belgium.",
    "Ursula of the Hills, a novel, was read in Brussels.",
    "Ursula of the Leyen Choir sang in Peru.",
]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_leaves_others_alone(text: str, dictionary: Dictionary) -> None:
    assert repairs(text, dictionary) == []
