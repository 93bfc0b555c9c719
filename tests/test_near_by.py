"""Places named wrongly for the country that the text speaks of, and as words or adjectives: put right or left alone."""

from __future__ import annotations

import pytest
from naming import flags

from mtclean.names.dictionary import Dictionary
from mtclean.names.readings import readings
from mtclean.values import Safety


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return Dictionary.open()


REPAIRS = [
    # a namesake elsewhere
    ("Ukraine said the ship had left the port of Kericho.", "Kericho", "Kerch"),
    ("Romania will build a terminal in the port of Salina.", "Salina", "Sulina"),
    # the country beside the name, which the rest of the text hardly speaks of
    ("France, Spain and Italy agreed. Ships went to Kudaisi in Georgia, France and Spain said.", "Kudaisi", "Kutaisi"),
    ("Ukraine said that the town of Popasnaja in Russian hands was empty.", "Popasnaja", "Popasna"),
    # a town whose name is a word
    ("The Russian army shelled the city of Amounts in Ukraine.", "Amounts", "Sumy"),
    # a word that sounds like the name
    ("Soldiers searched houses in Palmer city, Syria said.", "Palmer", "Palmyra"),
    # adjectives of places
    ("Ukraine said that the level of the Kakhovskaya reservoir fell.", "Kakhovskaya", "Kakhovka"),
    ("Leaders met at the summit in the Viljnyusskoy region of Lithuania.", "Viljnyusskoy", "Vilnius"),
    ("Shells hit two villages of the Odesskaya region in Ukraine.", "Odesskaya", "Odesa"),
    # the place in capitals that an article was sent from
    ("LISBOA, Portugal (Reuters) - Dockers went back to work.", "LISBOA", "LISBON"),
    # the article keeps its small letter
    ("Iraq closed the al-Qayim crossing.", "al-Qayim", "al-Qaim"),
]


@pytest.mark.parametrize(("text", "seen", "right"), REPAIRS)
def test_repairs(text: str, seen: str, right: str, dictionary: Dictionary) -> None:
    (flag,) = flags(text, dictionary, damage=0.9)
    assert (flag.text, flag.suggestions[0].replacement) == (seen, right)


@pytest.mark.parametrize("text", [text for text, _, right in REPAIRS if right not in ("Kutaisi", "Popasna")])
def test_what_is_another_name_or_word_is_never_safe(text: str, dictionary: Dictionary) -> None:
    assert all(s.safety < Safety.SAFE for flag in flags(text, dictionary, damage=0.1) for s in flag.suggestions)


UNTOUCHED = [
    "Germany and Romania agreed that the exhibition would move to the town of Konstanz.",
    "Ukraine sent a painter to Venice, and Romania two.",
    "Brazil sold the factory in Salinas, and Romania bought the machines.",
    "The company in Romania has an office in London and one in Dubai.",
    "In Ukraine, the city of Sumy was shelled.",
    "Ukraine named amounts, and people like Amounts more than rates.",
    "Afghanistan sent police to Helmand province.",
    "The Semiluksky district lies near Voronezh in Russia.",
    "Russia said that Pavel Leninsky and Anna Zamoyskaya had met.",
    "The Leninsky district court in Russia fined him.",
    "Iraq opened the al-Qaim crossing.",
    "Tribal districts of Iraq were calm. Police camps in Ukraine were not.",
    "Melanie Joly, a Canadian minister, spoke. Joly left.",
    "In France, trains to Le Havre and Rouen were late.",
]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_untouched(text: str, dictionary: Dictionary) -> None:
    assert not flags(text, dictionary, damage=0.1)


def test_what_was_read_as_a_place_once_is_so_throughout(dictionary: Dictionary) -> None:
    text = "Romania loaded grain in the port of Salina. Traders say Salina is cheap."
    assert [flag.suggestions[0].replacement for flag in flags(text, dictionary, damage=0.1)] == ["Sulina"] * 2


def test_a_doubtful_surname_is_doubtful_where_it_stands_alone(dictionary: Dictionary) -> None:
    text = "In Canada, Melanie Jolly spoke. Jolly left."
    assert [f.suggestions[0].replacement for f in flags(text, dictionary, damage=0.95)] == ["Melanie Joly", "Joly"]
    assert not flags(text, dictionary, damage=0.1)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Dschumagul Tschernow", "jumagul chernov"),
        ("Cheikh Ould Djibril", "sheikh uld jibril"),
        ("Wladyslaw Czernyszow", "vladyslav chernyshov"),
        ("Boerhanoedin Tsjerkesov", "burhanudin cherkesov"),
        ("Esmail Espanov", "smail spanov"),
        ("Fetah Fikva", "petah pikva"),
        ("Arjangel Shajtinsk", "arkhangel shakhtinsk"),
    ],
)
def test_how_languages_write_foreign_names(written: str, meant: str) -> None:
    assert meant in [reading.name for reading in readings(written)]


def test_the_place_that_an_article_was_sent_from_is_read_in_capitals(dictionary: Dictionary) -> None:
    (flag,) = flags("Strike ends\n\nKHARKIF, Ukraine - Dockers went back to work.", dictionary)
    assert (flag.text, flag.suggestions[0].replacement) == ("KHARKIF", "KHARKIV")
    assert flags("Strike ends\n\nKHARKIV, Ukraine - Dockers went back to work.", dictionary) == []


@pytest.mark.parametrize(("name", "safest"), [("Shozho", Safety.LIKELY), ("Sujhou", Safety.LIKELY)])
def test_short_names_of_chinese_towns_differ_by_a_letter_and_are_never_safe(
    name: str, safest: Safety, dictionary: Dictionary
) -> None:
    (flag,) = flags(f"The authorities of China said that the shelling near {name} had wounded ten people.", dictionary)
    assert flag.safety == safest
