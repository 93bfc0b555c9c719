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


def test_the_clean_articles_are_left_alone(dictionary: Dictionary) -> None:
    assert flags(CLEAN, dictionary, CLEAN + " It rained.", GARBLED) == []


def test_an_article_is_told_by_its_text() -> None:
    seen = attested([Document("a", CLEAN), Document("b", CLEAN)])
    assert [article.digest for article in seen.articles] == [digest(CLEAN)] * 2
    assert seen.articles[0].spellings["vekossi"] == "Vekossi"
    assert Attested().articles == ()
