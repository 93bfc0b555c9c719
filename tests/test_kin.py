"""Names that other articles on the same event spell otherwise."""

from __future__ import annotations

import pytest

from mtclean.detect.names import RULES
from mtclean.names.attested import Attested, attested, digest
from mtclean.names.dictionary import Dictionary
from mtclean.names.resolve import mentions
from mtclean.reading import Reading
from mtclean.settings import Settings
from mtclean.text import sentences
from mtclean.values import Document, Flag

GARBLED = "In Hizenmura, near Ogawaki, the potter Tazumi Yorikeda met Wekosi. Later Wekosi left."
CLEAN = "In Hizenmura, near Ogawaki, the potter Tazumi Yorikeda met Vekossi. Later Vekossi left."
ELSEWHERE = "In Larrinaga the baker Vekossi sold his shop to Ubriel Stotho."


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return Dictionary.open()


def flags(text: str, dictionary: Dictionary, *others: str) -> list[Flag]:
    doc, parts = Document("a", text), sentences(text)
    seen = attested([doc, *(Document(str(i), other) for i, other in enumerate(others))])
    reading = Reading(doc, parts, mentions=mentions(doc, parts, dictionary, seen))
    return [flag for rule in RULES for flag in rule.find(reading, Settings()) if flag.rule == "inconsistent-name"]


def test_two_articles_on_the_event_outweigh_one(dictionary: Dictionary) -> None:
    found = flags(GARBLED, dictionary, CLEAN, CLEAN + " It rained.")
    assert [(flag.text, flag.suggestions[0].replacement) for flag in found] == [("Wekosi", "Vekossi")] * 2
    assert "2 other articles" in str(found[0].evidence)


@pytest.mark.parametrize(
    "others",
    [
        (CLEAN,),  # one is not enough
        (CLEAN, CLEAN),  # nor is the same text twice
        (ELSEWHERE, ELSEWHERE + " It rained."),  # nor are articles on something else
        (CLEAN + " Wekosi!", CLEAN + " Wekosi left.", GARBLED + " So he did."),  # nor those that have both
    ],
    ids=["one", "copies", "elsewhere", "both"],
)
def test_others_prove_nothing(others: tuple[str, ...], dictionary: Dictionary) -> None:
    text = GARBLED if others[0] != ELSEWHERE else "In Hizenmura the potter Wekosi met Tazumi Yorikeda."
    found = [flag for flag in flags(text, dictionary, *others) if "other articles" in str(flag.evidence)]
    assert found == []


HERE = "In Hizenmura, near Ogawaki, the potter Tazumi Yorikeda met "


def beside(here: str, there: str, dictionary: Dictionary) -> list[tuple[str, str]]:
    """What is said of an article that ends with `here`, beside two that end with `there`."""
    found = flags(f"{HERE}{here}.", dictionary, f"{HERE}{there}.", f"{HERE}{there}. It rained.")
    return [(flag.text, flag.suggestions[0].replacement) for flag in found]


def test_a_usual_word_is_doubted_beside_the_same_name_alone(dictionary: Dictionary) -> None:
    assert beside("Gavril Austin", "Gavril Osteen", dictionary) == [("Gavril Austin", "Gavril Osteen")]
    assert beside("Austin", "Osteen", dictionary) == []


def test_a_form_of_the_same_word_is_another_name_unless_a_name_decides(dictionary: Dictionary) -> None:
    assert beside("Vekosova", "Vekosov", dictionary) == []
    assert beside("Zintu Vekossi", "Zinta Vekossi", dictionary) == [("Zintu Vekossi", "Zinta Vekossi")]


@pytest.mark.parametrize("there", ["Wekosi-san", "Wekósi", "WEKOSI"])
def test_another_style_is_no_other_name(there: str, dictionary: Dictionary) -> None:
    assert beside("Wekosi", there, dictionary) == []


def test_the_one_of_two_spellings_that_others_have(dictionary: Dictionary) -> None:
    assert beside("Vekossi, and Wekosi left", "Vekossi", dictionary) == [("Wekosi", "Vekossi")]


def test_others_confirm_what_sounds_like_a_town(dictionary: Dictionary) -> None:
    def safety(*others: str) -> list[str]:
        doc = Document("a", "In Germany the potter Tazumi Yorikeda met Ogawaki in the city of Wezel.")
        seen = attested([doc, *(Document(str(i), other) for i, other in enumerate(others))])
        parts = sentences(doc.text)
        reading = Reading(doc, parts, mentions=mentions(doc, parts, dictionary, seen))
        found = (flag for rule in RULES if rule.name == "garbled-place" for flag in rule.find(reading, Settings()))
        return [flag.suggestions[0].safety.label for flag in found]

    told = "In Germany the potter Tazumi Yorikeda met Ogawaki in the city of Wesel."
    assert safety() == []
    assert safety(told, told + " It rained.") == ["likely"]


def test_the_clean_articles_are_left_alone(dictionary: Dictionary) -> None:
    assert flags(CLEAN, dictionary, CLEAN + " It rained.", GARBLED) == []


def test_an_article_is_told_by_its_text() -> None:
    seen = attested([Document("a", CLEAN), Document("b", CLEAN)])
    assert [article.digest for article in seen.articles] == [digest(CLEAN)] * 2
    assert seen.articles[0].spellings["vekossi"] == "Vekossi"
    assert Attested().articles == ()
