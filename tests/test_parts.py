"""Names in no table: what their parts may have been, and when nothing is said."""

from __future__ import annotations

import pytest

from mtclean.detect.names import RULES
from mtclean.names.dictionary import Dictionary
from mtclean.names.mention import Mention
from mtclean.names.people import same_onset
from mtclean.names.readings import readings
from mtclean.names.resolve import mentions
from mtclean.names.world import World, world
from mtclean.policy import choose
from mtclean.reading import Reading
from mtclean.settings import Settings
from mtclean.text import sentences
from mtclean.values import Document, Flag, Safety

(DOUBTFUL,) = (rule for rule in RULES if rule.name == "doubtful-name")


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return Dictionary.open()


def named(text: str, dictionary: Dictionary) -> tuple[Mention, ...]:
    return mentions(Document("a", text), sentences(text), dictionary)


def doubtful(text: str, dictionary: Dictionary, damage: float = 0.95) -> list[Flag]:
    """What is doubtful in `text` and would be seen, the document being damaged."""
    reading = Reading(Document("a", text), sentences(text), mentions=named(text, dictionary), damage=damage)
    return [flag for flag in DOUBTFUL.find(reading, Settings()) if flag.confidence >= Settings().show]


GUESSED = [
    ("Khovard Blekvud, a baker from Leeds, agreed.", "Khovard Blekvud", "Howard Blackwood"),
    ("The plumber Tomas Uilkinson agreed.", "Tomas Uilkinson", "Tomas Wilkinson"),
    ("Barbara Khatchinson, a teacher from Britain, agreed.", "Barbara Khatchinson", "Barbara Hutchinson"),
    ("The witness, Robert Khenderson, sat down.", "Robert Khenderson", "Robert Henderson"),
    ("The clerk Elizabeth Fitsdzherald sat down.", "Elizabeth Fitsdzherald", "Elizabeth Fitzgerald"),
]


@pytest.mark.parametrize(("text", "garbled", "right"), GUESSED)
def test_odd_tokens_are_guessed_and_the_others_stay(
    text: str, garbled: str, right: str, dictionary: Dictionary
) -> None:
    (flag,) = doubtful(text, dictionary)
    assert flag.text == garbled
    assert right in [suggestion.replacement for suggestion in flag.suggestions]


@pytest.mark.parametrize("text", [text for text, _, _ in GUESSED])
def test_a_guess_is_shown_and_never_made(text: str, dictionary: Dictionary) -> None:
    (flag,) = doubtful(text, dictionary)
    assert 1 <= len(flag.suggestions) <= 5
    assert {suggestion.safety for suggestion in flag.suggestions} == {Safety.SHOW}
    assert choose(flag, Safety.LIKELY) is None
    doubts = [suggestion.confidence for suggestion in flag.suggestions]
    assert doubts == sorted(doubts, reverse=True)
    assert doubts[0] < flag.confidence
    assert "guesses" in flag.evidence[0].note


@pytest.mark.parametrize("text", [text for text, _, _ in GUESSED])
def test_an_article_that_is_not_damaged_is_left_alone(text: str, dictionary: Dictionary) -> None:
    assert doubtful(text, dictionary, damage=0.1) == []


def test_the_surname_alone_is_guessed_as_in_the_full_name(dictionary: Dictionary) -> None:
    full, alone = doubtful("Howard Uilkinsin sat down. Nobody saw Uilkinsin again.", dictionary)
    assert full.suggestions[0].replacement.split()[-1] == alone.suggestions[0].replacement == "Wilkinson"


def test_two_spellings_of_one_part_support_each_other(dictionary: Dictionary) -> None:
    def rank(text: str) -> int:
        guesses = [guess.name for guess in named(text, dictionary)[0].guesses]
        return guesses.index("Robert Wilkinson") if "Robert Wilkinson" in guesses else len(guesses)

    alone, together = "Robert Uilkinsin sat down.", "Robert Uilkinsin sat down. Later Vilkinsson stood up."
    assert rank(together) <= rank(alone)
    assert rank(together) == 0


UNTOUCHED = [
    "Robert Henderson, a plumber, sat down.",
    "Marijke Verhoeven, a lawyer from Ghent, sat down.",
    "On Monday the Prime Minister met the Foreign Secretary in London.",
]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_names_that_the_world_knows_are_not_doubtful(text: str, dictionary: Dictionary) -> None:
    assert doubtful(text, dictionary) == []


NOTHING_NEAR = [
    "Qzxwvtrp Kjhgfdsq sat down.",
    "Shi Zhengyuanlong of China sat down.",
    "Thenhewentaway sat down, AdvertisementBeijing said.",
]


@pytest.mark.parametrize("text", NOTHING_NEAR)
def test_what_is_like_nothing_is_flagged_without_a_guess(text: str, dictionary: Dictionary) -> None:
    found = doubtful(text, dictionary)
    assert found
    assert all(flag.suggestions == () for flag in found)
    assert all("no fix is proposed" in flag.evidence[0].note for flag in found)


def test_the_country_of_the_text_counts(dictionary: Dictionary) -> None:
    def best(text: str) -> float:
        return max(
            (g.chance for m in named(text, dictionary) for g in m.guesses if g.name.endswith("Odhiambo")), default=0
        )

    assert best("Peter Odhiambu lives in Kenya.") > best("Peter Odhiambu lives in Brazil.") > 0


@pytest.mark.parametrize("word", ["Netanjahu", "Kluft"])
def test_words_of_other_languages(word: str, dictionary: Dictionary) -> None:
    assert world().heard(word)
    assert doubtful(f"We saw Erik {word}.", dictionary) == []


def test_parts_begin_alike() -> None:
    near = World().near("Khenderson", 0.8)
    assert any(part.spelling == "Henderson" for part in near)
    read = ["Khenderson", *(reading.name for reading in readings("Khenderson"))]
    assert all(any(same_onset(one, part.spelling) for one in read) for part in near)


@pytest.mark.parametrize(("token", "part"), [("Gamilton", "Hamilton"), ("Elena", "Helena"), ("Khavier", "Javier")])
def test_parts_that_other_alphabets_begin_otherwise(token: str, part: str) -> None:
    assert part in {near.spelling for near in World().near(token, 0.7)}


def test_where_a_part_is_borne() -> None:
    (part,) = (near for near in World().near("Kamau", 0.99) if near.spelling == "Kamau")
    assert part.bearers({"KE"}, given=False) > part.bearers({"FR"}, given=False)


def test_nothing_that_is_near() -> None:
    assert World().near("", 0.8) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Pavel Volchkov, a researcher from Russia, spoke.",
        "Meng Jianzhu spoke in Beijing, China.",
        "The cellar of Changyu in China was shown.",
    ],
)
def test_names_that_begin_otherwise_are_not_repaired(text: str, dictionary: Dictionary) -> None:
    doc = Document("a", text)
    reading = Reading(doc, sentences(text), mentions=named(text, dictionary))
    found = [flag for rule in RULES for flag in rule.find(reading, Settings())]
    assert all(choose(flag, Safety.LIKELY) is None for flag in found)


def test_another_way_to_write_a_known_person_leads_to_that_person(dictionary: Dictionary) -> None:
    text = "The spokesman Mykhaylo Podoliyak came late. Bodoliac left soon."
    assert doubtful(text, dictionary, damage=0.05) == []
    full, surname = doubtful(text, dictionary)
    assert full.suggestions[0].replacement == "Mykhailo Podolyak"
    assert surname.suggestions[0].replacement == "Podolyak"


@pytest.mark.parametrize("name", ["Bondarchuk", "Kravtsov", "Hrytsenko"])
def test_surnames_that_other_alphabets_write_are_real(name: str) -> None:
    assert world().heard(name)


PARTED = [
    ("Alexander Luka Shenko of Belarus agreed.", "Alexander Luka Shenko", "Alexander Lukashenko"),
    ("Volodymyr Zele Nsky of Ukraine agreed.", "Volodymyr Zele Nsky", "Volodymyr Zelenskyy"),
    ("They landed at Kirk Wall in Scotland.", "Kirk Wall", "Kirkwall"),
]


@pytest.mark.parametrize(("text", "parted", "whole"), PARTED)
def test_a_name_that_is_parted_otherwise(text: str, parted: str, whole: str, dictionary: Dictionary) -> None:
    (mention,) = (mention for mention in named(text, dictionary) if mention.text == parted)
    assert mention.guesses[0].name == whole


@pytest.mark.parametrize("text", [text for text, _, _ in PARTED])
def test_in_sound_english_a_parted_name_is_left_alone(text: str, dictionary: Dictionary) -> None:
    reading = Reading(Document("a", text), sentences(text), mentions=named(text, dictionary))
    assert [
        flag for rule in RULES for flag in rule.find(reading, Settings()) if flag.confidence >= Settings().show
    ] == []
