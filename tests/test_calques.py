"""Names put into English word for word: what must be read as a name again, and what must be left alone."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from naming import flags

from mtclean.names.dictionary import Dictionary
from mtclean.names.glosses import LONGEST, SHIPPED, vocabulary
from mtclean.names.sound import plain
from mtclean.names.tongues import HOMES, LANGUAGES, SETTLED, SETTLERS, SPREAD
from mtclean.names.words import FUNCTION
from mtclean.values import Safety


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return Dictionary.open()


def translated(text: str, dictionary: Dictionary) -> list[tuple[str, str, Safety]]:
    """What each translated name would become, in text order, with the safety of the first suggestion."""
    found = flags(text, dictionary)
    assert all(flag.rule == "translated-name" for flag in found)
    return [(f.text, f.suggestions[0].replacement, f.suggestions[0].safety) for f in found]


FIXED = [
    # an office that one person holds, named with its country
    ("Bolivian President Rodrigo Peace spoke.", "Rodrigo Peace", "Rodrigo Paz", Safety.LIKELY),
    # the same where somebody is called by each of the words
    ("The President of Ecuador, Lenin Brown, spoke.", "Lenin Brown", "Lenin Moreno", Safety.LIKELY),
    # the document names the person elsewhere
    ("Joachim Nagel runs the bank. Later Joachim Nail spoke in Berlin.", "Joachim Nail", "Joachim Nagel", Safety.SAFE),
    # the country alone
    ("In Germany, Joachim Nail told the workers to wait.", "Joachim Nail", "Joachim Nagel", Safety.LIKELY),
    ("In Germany, the Green politician Hope Nouripour left Berlin.", "Hope Nouripour", "Omid Nouripour", Safety.SHOW),
    ("Turkey jailed Selahattin Iron Stone for years.", "Selahattin Iron Stone", "Selahattin Demirtas", Safety.LIKELY),
    ("Julius Maada Organic addressed soldiers in Sierra Leone.", "Julius Maada Organic", "Julius Maada Bio",
     Safety.LIKELY),
    # two words for one, and two that are translated beside one that is not
    ("The Japanese ski jumper Ryoyu Small Forest won in Japan.", "Ryoyu Small Forest", "Ryoyu Kobayashi", Safety.SAFE),
    ("Nepal's Prime Minister Lion Brave Deuba resigned.", "Lion Brave Deuba", "Sher Bahadur Deuba", Safety.SAFE),
    # no more than the surname, after an office or before a verb of saying
    ("Bolivian President Peace spoke.", "Peace", "Paz", Safety.LIKELY),
    ("Rodrigo Paz won in Bolivia. Peace said that he was glad.", "Peace", "Paz", Safety.LIKELY),
    # places, as a whole
    ("Envoys from Ghana and Green Cape arrived.", "Green Cape", "Cabo Verde", Safety.LIKELY),
    ("Envoys from Ghana and Cape Green arrived.", "Cape Green", "Cabo Verde", Safety.LIKELY),
    ("Marches in The Peace, Bolivia, went on.", "The Peace", "La Paz", Safety.LIKELY),
    ("Bolivia will not yield. The Peace says that Lima is wrong.", "The Peace", "La Paz", Safety.LIKELY),
    ("In The High, Bolivia, hauliers blocked the road.", "The High", "El Alto", Safety.LIKELY),
    ("The president of Argentina flew back to Good Airs.", "Good Airs", "Buenos Aires", Safety.LIKELY),
    ("Shells fell near White Church in Ukraine.", "White Church", "Bila Tserkva", Safety.LIKELY),
    # of which one word is two, and of which a word that English does not have is kept
    ("A fire in Hot Waters, Mexico, killed two.", "Hot Waters", "Aguascalientes", Safety.LIKELY),
    ("The army left Walking Field, Ukraine.", "Walking Field", "Huliaipole", Safety.LIKELY),
    ("Russian drones struck New Kakhovka, Ukraine.", "New Kakhovka", "Nova Kakhovka", Safety.LIKELY),
    ("The train reached Old Zagora in Bulgaria.", "Old Zagora", "Stara Zagora", Safety.LIKELY),
]  # fmt: skip


@pytest.mark.parametrize(("text", "seen", "right", "safety"), FIXED)
def test_translated_names(text: str, seen: str, right: str, safety: Safety, dictionary: Dictionary) -> None:
    assert translated(text, dictionary) == [(seen, right, safety)]


def test_a_name_resolved_in_full_lends_its_surname(dictionary: Dictionary) -> None:
    text = (
        "Bundesbank chief Joachim Nail spoke in Frankfurt, Germany. On Monday Nail told reporters that he was calm. "
        "Workers like Nail. Nail himself flew to Berlin. Nail exports rose. The Nail Council agreed."
    )
    found = [(seen, right) for seen, right, _ in translated(text, dictionary)]
    assert found == [("Joachim Nail", "Joachim Nagel")] + [("Nail", "Nagel")] * 3


def test_a_surname_of_two_words_stands_alone_later(dictionary: Dictionary) -> None:
    text = "Ryoyu Small Forest of Japan won. On Monday Small Forest said he was glad. The Small Forest school cheered."
    found = [(seen, right) for seen, right, _ in translated(text, dictionary)]
    assert found == [("Ryoyu Small Forest", "Ryoyu Kobayashi"), ("Small Forest", "Kobayashi")]


@pytest.mark.parametrize(("country", "land", "read"), [("KR", "South Korea", True), ("IT", "Italy", False)])
def test_words_of_a_language_that_the_country_does_not_speak(
    tmp_path: Path, country: str, land: str, *, read: bool
) -> None:
    own = tmp_path / "own.csv"
    own.write_text(f"name,variants,kind,country,roles\nHaneul Kim,,person,{country},\n", encoding="utf-8")
    text = f"In {land}, Haneul Gold waved."
    found = [(seen, right) for seen, right, _ in translated(text, Dictionary.open(extra=[own]))]
    assert found == [("Haneul Gold", "Haneul Kim")] * read


def test_people_of_a_users_own_list(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("name,variants,kind,country,roles\nAlma Schneider,,person,AT,\n", encoding="utf-8")
    text = "In Vienna, Austria, Alma Tailor waved. Ms Tailor left."
    found = [(seen, right) for seen, right, _ in translated(text, Dictionary.open(extra=[own]))]
    assert found == [("Alma Tailor", "Alma Schneider"), ("Tailor", "Schneider")]


def test_the_flag_says_which_word_of_which_language(dictionary: Dictionary) -> None:
    (flag,) = flags("Bolivian President Rodrigo Peace spoke.", dictionary)
    notes = {evidence.measure: evidence.note for evidence in flag.evidence}
    assert flag.suggestions[0].reason == notes["translated word"] == "Peace is one word in Spanish (paz)"
    assert notes["role match"] == "bolivian president"


def test_what_may_be_somebodys_name_is_shown_in_a_damaged_text_alone(dictionary: Dictionary) -> None:
    text = "In Germany, Oliver Flower told the workers to wait."
    assert flags(text, dictionary, damage=0.1) == []
    (flag,) = flags(text, dictionary, damage=0.9)
    assert (flag.suggestions[0].replacement, flag.safety) == ("Oliver Blume", Safety.SHOW)


UNTOUCHED = [
    # people whose names are words, known or not, in an article on countries where the words are names
    "Taylor Swift sang in Germany, Neil Young played in Spain, and Emma Stone flew to Bolivia.",
    "Victoria Peace, a baker from Bolivia, spoke for an hour.",
    "Andy Flower coached England and visited Germany.",
    "Norman Baker and Theresa May met in Berlin, Germany.",
    "German actor Peter Hunter and French singer Jean Little met Angela Black of Spain.",
    "Carlos Rivers, a lawyer in Argentina, and Mary Fields of Brazil agreed.",
    "The British writer Michael Rose lives in Berlin, Germany.",
    "Rose Hill, Hope King and Frank Summers moved to Paris, France.",
    "President Stone of the club met Mr Little and Mrs Long in Spain.",
    "Peace Mutharika and Precious Moon study in South Africa.",
    # the right names themselves
    "Bolivian President Rodrigo Paz spoke. Paz said no.",
    "Oliver Blume of Volkswagen and Julius Maada Bio of Sierra Leone met.",
    "La Paz and El Alto in Bolivia, Buenos Aires in Argentina, and Cabo Verde were calm.",
    # the words as words, with capitals for other reasons
    "Rodrigo Paz rules Bolivia. Peace talks began. Peace is what the country needs.",
    "Rodrigo Paz rules Bolivia. The Peace Corps came back, and War and Peace was read aloud.",
    "Oliver Blume runs Volkswagen. Flower shows in Germany draw crowds. The Flower Market opened.",
    "Bolivia's High Court met. The High Commissioner spoke. Peace Now and Green Peace objected.",
    "Rodrigo Paz Brings Peace To Bolivia",
    "The fishermen of Ghana know every green cape of the coast.",
    "The Green Cape lighthouse stands in Australia.",
    "In Spain, The Times, The Rock and The Voice were read, seen and heard. The Cross was raised in Mexico.",
    "White Castle opened a branch in Peru. The Black Sea ports of Russia were closed.",
    "Ghana sent Green Party envoys to the Cape.",
    # towns that English names so, the right names, and words for something else, beside the countries that lend them
    "White City in London and Old Town in Warsaw, Poland, were full. Green Mountain College lies in Vermont.",
    "Ukraine holds Bila Tserkva, Kryvyi Rih, Nova Kakhovka and Huliaipole. Aguascalientes lies in Mexico.",
    "Ukraine welcomed Black Sea Fleet losses. A Crooked Horn album was sold in Britain. Mexico has a White Church.",
    "The New Delhi and Upper Kohistan courts in Pakistan and India met. New Mirpur City and Lower Dir were calm.",
    "Japan's Small Forest film festival opened. Ryoyu Kobayashi skied.",
    "Victory Gardens in India, Hope Probe of the Emirates and Star Bazaar in Turkey grew. Ravi Jay and Ali Hope left.",
    "In South Korea and China, Alan Gold, Peter Horse, Lucy Yellow and Bill High sang. In Nigeria, Sunday Victory won.",
    "Indian singer Moon Moon Sen, Grace Kumar, Prince Khan and Lucky Ali met Sunny Deol and Joy Mukherjee in India.",
]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_left_alone(text: str, dictionary: Dictionary) -> None:
    assert [(f.rule, f.text, f.suggestions) for f in flags(text, dictionary) if f.rule == "translated-name"] == []


def test_real_names_of_words_are_never_changed_for_a_country(dictionary: Dictionary) -> None:
    """Given names and surnames of English, combined at random, beside all the countries that lend the words."""
    people = [form.split() for form in dictionary.people().forms]
    given_names = sorted({name[0] for name in people if len(name) == 2 and name[0].isascii()})
    surnames = sorted({word.capitalize() for word in vocabulary() if word in dictionary.people().tokens})
    drawn = random.Random(1)
    lands = (
        "Officials from Germany, France, Spain, Italy, Russia, Turkey, Brazil, Bolivia, Egypt, Iran, India, Pakistan, "
        "Bangladesh, Israel, Ukraine, Serbia, Hungary, Romania, Greece, Japan, Kenya, Indonesia, China and Korea met."
    )
    for _ in range(80):
        names = [f"{drawn.choice(given_names)} {drawn.choice(surnames)}" for _ in range(10)]
        text = f"{lands} " + " ".join(f"{name}, a teacher, spoke." for name in names)
        found = [flag for flag in flags(text, dictionary) if flag.rule == "translated-name"]
        assert [flag.text for flag in found if flag.suggestions[0].safety is not Safety.SHOW] == []


@given(
    word=st.sampled_from(vocabulary()),
    frame=st.sampled_from(["{} fell.", "They met {} there.", "A man, {}, said so."]),
)
def test_a_lone_word_without_context_is_no_name(word: str, frame: str, dictionary: Dictionary) -> None:
    assert translated(frame.format(word.title()), dictionary) == []


def test_tables_are_sorted_sourced_and_plain() -> None:
    files = sorted(Path(SHIPPED).glob("*.tsv"))
    assert {path.stem for path in files} == set(LANGUAGES) == set(HOMES)
    for path in files:
        note, *lines = path.read_text(encoding="utf-8").splitlines()
        source, licence, _ = note.removeprefix("# ").split("; ")
        assert source and licence
        rows = [tuple(line.split("\t")) for line in lines]
        assert rows == sorted(set(rows))
        assert all(len(row) == 3 and row[0] != row[1] == plain(row[1]) for row in rows)


def test_words_written_by_hand_are_sorted_plain_and_short() -> None:
    files = sorted((Path(__file__).parents[1] / "training" / "name_words").glob("*.tsv"))
    assert {path.stem for path in files} == set(LANGUAGES)
    for path in files:
        rows = [tuple(line.split("\t")) for line in path.read_text(encoding="utf-8").splitlines()]
        assert rows == sorted(set(rows))
        assert len({row[:2] for row in rows}) == len(rows)
        assert [row for row in rows if row[1] != plain(row[1]) or row[0] == row[1] or not row[2]] == []
        assert [row for row in rows if len(row[0].split()) > LONGEST or FUNCTION.intersection(row[0].split())] == []
        shipped = (SHIPPED / path.name).read_text(encoding="utf-8").splitlines()
        assert {"\t".join(row) for row in rows} <= set(shipped)


def test_homes_are_countries_of_the_tables() -> None:
    with (SHIPPED.parent / "countries.csv").open(encoding="utf-8", newline="") as lines:
        known = {row["code"] for row in csv.DictReader(lines)}
    assert frozenset.union(*HOMES.values(), SETTLED) <= known
    assert set(LANGUAGES) >= SPREAD | SETTLERS
