"""Given names as another language has them: put right where the office, the text or its damage speaks for it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from naming import flags

from mtclean.names.cognates import SHIPPED, cognate
from mtclean.names.dictionary import Dictionary
from mtclean.names.sound import plain
from mtclean.values import Safety


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return Dictionary.open()


def test_each_form_stands_once() -> None:
    rows = [forms.split(";") for (forms,) in csv.reader(Path(SHIPPED).read_text(encoding="utf-8").splitlines()[1:])]
    keys = [plain(form) for forms in rows for form in forms]
    assert len(keys) > 3_000
    assert len(keys) == len(set(keys))
    assert all(len(forms) > 1 and forms[1:] == sorted(forms[1:], key=plain) for forms in rows)
    assert rows == sorted(rows, key=lambda forms: plain(forms[0]))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("pedro", "peter", True),
        ("iskandar", "alexander", True),
        ("pedro", "paul", False),
        ("mohammed", "muhammad", False),  # a matter of style
        ("pedro", "pedro", False),
        ("qwxz", "peter", False),
    ],
)
def test_cognates(one: str, other: str, same: bool) -> None:
    assert cognate(one, other) is same
    assert cognate(other, one) is same


def test_an_office_makes_it_likely(dictionary: Dictionary) -> None:
    (flag,) = flags("Slovak President Pedro Pellegrini spoke in Bratislava.", dictionary)
    assert (flag.rule, flag.text) == ("translated-name", "Pedro Pellegrini")
    assert (flag.suggestions[0].replacement, flag.safety) == ("Peter Pellegrini", Safety.LIKELY)
    assert "one name in two languages" in flag.suggestions[0].reason


def test_the_country_is_enough_in_a_damaged_text(dictionary: Dictionary) -> None:
    (flag,) = flags("Pedro Pellegrini spoke in Slovakia.", dictionary, damage=0.9)
    assert (flag.text, flag.suggestions[0].replacement) == ("Pedro Pellegrini", "Peter Pellegrini")
    assert flag.safety is Safety.SHOW


@pytest.mark.parametrize(
    ("text", "damage"),
    [
        ("Pedro Pellegrini, a baker, spoke in Slovakia.", 0.0),
        ("Pedro Pellegrini, a baker, spoke in Peru.", 0.9),
        ("Peter Pellegrini spoke in Slovakia.", 0.9),
    ],
)
def test_leaves_others_alone(text: str, damage: float, dictionary: Dictionary) -> None:
    assert flags(text, dictionary, damage=damage) == []
