"""Which place a name may have been, supposing that it is wrong, and how sure each guess is."""

from __future__ import annotations

import json

import pytest

from mtclean.names import likely, parts
from mtclean.names.attested import Attested
from mtclean.names.dictionary import Dictionary
from mtclean.names.mention import Entity, Match, Mention
from mtclean.names.resolve import mentions
from mtclean.names.scene import Scene, scene
from mtclean.names.weights import PARTS, PLACES, SHIPPED, Weights, shipped
from mtclean.text import sentences
from mtclean.values import Document, Span


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return Dictionary.open()


def guesses(text: str, name: str, dictionary: Dictionary) -> dict[str, float]:
    found = mentions(Document("a", text), sentences(text), dictionary)
    return {guess.name: guess.chance for mention in found if mention.text == name for guess in mention.guesses}


GUESSED = [
    ("The strike at the port of Antofagaste in Chile went on.", "Antofagaste", "Antofagasta"),
    ("A court in Tallin heard the case, Estonia said.", "Tallin", "Tallinn"),
    ("Police searched a flat in Kosise, Slovakia, overnight.", "Kosise", "Košice"),
    ("The ferry from Batumy reached Georgia late.", "Batumy", "Batumi"),
]


@pytest.mark.parametrize(("text", "name", "right"), GUESSED)
def test_the_place_that_fits_comes_first(text: str, name: str, right: str, dictionary: Dictionary) -> None:
    found = guesses(text, name, dictionary)
    assert next(iter(found)) == right
    assert list(found.values()) == sorted(found.values(), reverse=True)
    assert sum(found.values()) <= 1.0


def test_the_countries_of_the_text_decide(dictionary: Dictionary) -> None:
    def of(country: str) -> float:
        return guesses(f"A bridge near Santarim in {country} was closed.", "Santarim", dictionary).get("Santarém", 0.0)

    assert of("Portugal") > of("Norway")


def test_nothing_is_guessed_of_what_is_like_nothing(dictionary: Dictionary) -> None:
    assert guesses("A bridge near Qzxwvtrp in Norway was closed.", "Qzxwvtrp", dictionary) == {}


PERSON = Match("Hakan Fidan", Entity("Hakan Fidan", "person", "TR", (), "x"), 1.0, 1.0, 1.0, ())
PLACE = Match("Leeds", Entity("Leeds", "place", "GB", (), "x"), 1.0, 1.0, 1.0, ())


@pytest.mark.parametrize(
    ("how", "matches", "expected"),
    [("unknown", (), True), ("exact", (PLACE,), True), ("exact", (PERSON,), False), ("calque", (PLACE,), False)],
)
def test_people_and_what_is_explained_are_left_alone(how: str, matches: tuple[Match, ...], expected: bool) -> None:
    assert likely.open_to_doubt(Mention(Span(0, 5), "Leeds", how, matches)) is expected


def view(dictionary: Dictionary) -> Scene:
    text = "Norway closed the bridge."
    return scene(Document("a", text), sentences(text), dictionary, Attested())


def test_every_feature_has_a_weight(dictionary: Dictionary) -> None:
    around = likely.Around("slot", ("NO",), frozenset({"NO"}))
    option = likely.options("Bergin", around, view(dictionary))[0]
    assert set(likely.features("Bergin", option, around, view(dictionary))) == set(shipped(PLACES).option)
    assert set(likely.doubts("Bergin", around, view(dictionary))) == set(shipped(PLACES).nothing)
    part, sound = next(iter(parts.options("Khenderson").items()))
    features = parts.features("Khenderson", part, sound, view(dictionary), 1.0, given=False)
    assert set(features) == set(shipped(PARTS).option)
    assert set(parts.doubts("Khenderson")) == set(shipped(PARTS).nothing)


def test_the_file_holds_weights_and_nothing_else() -> None:
    held = json.loads(SHIPPED.read_text(encoding="utf-8"))
    assert set(held) == {PLACES, PARTS}
    assert all(set(weights) == {"option", "nothing"} for weights in held.values())


def test_chances_of_options_and_of_none_of_them_make_one() -> None:
    weights = Weights({"sound": 2.0}, {"always": 1.0})
    chances = weights.chances(weights.odds([{"sound": 1.0}, {"sound": 0.5}]), {"always": 1.0})
    assert chances[0] > chances[1]
    assert chances[1] == pytest.approx(1 - sum(chances))  # as likely as that none is right
