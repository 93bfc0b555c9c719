"""Names of several words in other words or another order: found, and put right; other names left alone."""

from __future__ import annotations

import pytest
from naming import flags

from mtclean.names.dictionary import Dictionary
from mtclean.names.reworded import likeness
from mtclean.values import Safety


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return Dictionary.open()


REPAIRS = [
    ("Fighters of the Rapid Support Troops left the city, Sudan said.", "Rapid Support Troops", "Rapid Support Forces"),
    (
        "The World Organization of Health warned of an outbreak.",
        "World Organization of Health",
        "World Health Organization",
    ),
    ("Soldiers crossed into Kordofan of South, Sudan said.", "Kordofan of South", "South Kordofan"),
    ("Ministers of the Africa Union met on Monday.", "Africa Union", "African Union"),
    ("Police in Canada closed the road to Jaw Moose.", "Jaw Moose", "Moose Jaw"),
    ("They met at the House of Leinster in Ireland.", "the House of Leinster", "Leinster House"),
    ("Ships in the Sea of Arabia were stopped, Oman said.", "Sea of Arabia", "Arabian Sea"),
    ("A speech by Erdogan Recep Tayyip followed.", "Erdogan Recep Tayyip", "Recep Tayyip Erdogan"),
]


@pytest.mark.parametrize(("text", "seen", "right"), REPAIRS)
def test_repairs(text: str, seen: str, right: str, dictionary: Dictionary) -> None:
    (flag,) = (flag for flag in flags(text, dictionary, damage=0.9) if flag.rule == "reworded-name")
    assert (flag.text, flag.suggestions[0].replacement, flag.safety) == (seen, right, Safety.SHOW)


UNTOUCHED = [
    "Fighters of the Rapid Support Forces left the city, Sudan said.",
    "The Green Party and the Labour Party agreed, the House of Commons heard.",
    "The Bank of England and the Bank for International Settlements met.",
    "The town of Moose Jaw lies in Canada, and Red Deer, too.",
    "Michael James and James Michael met in London.",
    "The General Synod met; the National Assembly did not.",
    "Turkish Foreign Minister Hakan Fidan met the UN Secretary-General in New York.",
    "Greek Foreign Minister George Papandreou of Georgia fame resigned.",
]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_leaves_other_names_alone(text: str, dictionary: Dictionary) -> None:
    assert not [flag for flag in flags(text, dictionary, damage=0.9) if flag.rule == "reworded-name"]


def test_nothing_is_shown_of_an_article_that_is_whole(dictionary: Dictionary) -> None:
    assert not flags(REPAIRS[0][0], dictionary, damage=0.3)


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        (("green", "party"), ("labour", "party")),
        (("bank", "england"), ("bank", "ireland")),
        (("national", "assembly"), ("national", "rally")),
    ],
)
def test_no_likeness(seen: tuple[str, ...], meant: tuple[str, ...]) -> None:
    assert likeness(seen, meant) is None
