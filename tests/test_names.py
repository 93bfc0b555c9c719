"""Names: what must be mended, and what must be left alone (the longer list)."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtclean.detect.names import RULES, judged_person
from mtclean.names.attested import Attested, attested
from mtclean.names.dictionary import Dictionary
from mtclean.names.mention import Entity, Guess, Match, Mention
from mtclean.names.resolve import mentions
from mtclean.names.roles import Context, held, spelled
from mtclean.names.runs import runs
from mtclean.names.sound import fold, plain, plains, romanised_alike, similarity, worst_token
from mtclean.reading import Reading
from mtclean.settings import Settings
from mtclean.text import sentences
from mtclean.values import Document, Flag, Safety, Span


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return Dictionary.open()


def named(text: str, dictionary: Dictionary, seen: Attested | None = None, date: str = "") -> tuple[Mention, ...]:
    return mentions(Document("a", text, date), sentences(text), dictionary, seen or Attested())


def flags(text: str, dictionary: Dictionary, seen: Attested | None = None, date: str = "") -> list[Flag]:
    """All flags of the names channel that a user would see."""
    doc, settings = Document("a", text, date), Settings()
    reading = Reading(doc, sentences=sentences(text), mentions=named(text, dictionary, seen, date))
    found = [flag for rule in RULES for flag in rule.find(reading, settings)]
    assert all(flag.span.of(text) == flag.text and 0 <= flag.confidence <= 1 for flag in found)
    return sorted((flag for flag in found if flag.confidence >= settings.show), key=lambda flag: flag.span)


def mended(text: str, dictionary: Dictionary) -> dict[str, tuple[str, Safety]]:
    """What each flagged name would become, with the safety of the first suggestion."""
    found = flags(text, dictionary)
    return {f.text: (f.suggestions[0].replacement, f.suggestions[0].safety) for f in found if f.suggestions}


# --- must fix -------------------------------------------------------------------------------------------------------

SAFE = [
    ("Hakan Vian, the foreign minister of Türkiye, arrived late.", "Hakan Vian", "Hakan Fidan"),
    ("Turkish Foreign Minister Hakan Vian arrived late.", "Hakan Vian", "Hakan Fidan"),
    ("Hakan Vian, who heads the Turkish foreign ministry, arrived late.", "Hakan Vian", "Hakan Fidan"),
    ("The foreign minister of Türkiye, Hakan Vian, arrived late.", "Hakan Vian", "Hakan Fidan"),
    ("Turkish Foreign Minister Vidan arrived late.", "Vidan", "Fidan"),
    ("Serghi Lafruf, the Russian foreign minister, declined to answer.", "Serghi Lafruf", "Sergei Lavrov"),
    ("Filip Grandhi met Volodymyr Zelenskyy. Rustem Omiruf of Ukraine came too.", "Rustem Omiruf", "Rustem Umerov"),
    ("Fires burned near Kharkif in eastern Ukraine.", "Kharkif", "Kharkiv"),
    ("The Ukrainian city of Zaborigia was dark.", "Zaborigia", "Zaporizhzhia"),
    ("Talks in Donitsk, Ukraine, went on.", "Donitsk", "Donetsk"),
    ("A drone strike on Kharkif in Ukraine killed two.", "Kharkif", "Kharkiv"),
    ("Ukraine holds Kramatorsk and Kharkif.", "Kharkif", "Kharkiv"),
    ("Ukraine holds Kharkif and Kramatorsk.", "Kharkif", "Kharkiv"),
    ("Lights went out in Ausaka, Japan.", "Ausaka", "Osaka"),
    ("Türkiye's foreign minister, Hakan Vian, arrived late.", "Hakan Vian", "Hakan Fidan"),
]
LIKELY = [
    # a lone surname spelled in a third way, once the full name is resolved
    ("Sergi Lafruf, the Russian foreign minister, came. Labrov left.", "Labrov", "Lavrov"),
    # what other languages call a city
    ("Protests were held in Lipsk, Germany.", "Lipsk", "Leipzig"),
    ("Trains left from Selanik in Greece.", "Selanik", "Thessaloniki"),
    # an office of a union of countries
    ("The EU's foreign policy chief, Kaya Kallus, spoke.", "Kaya Kallus", "Kaja Kallas"),
]
SHOWN = [
    ("Fires burned near Kharkif for days.", "Kharkif", "Kharkiv"),
    ("Donald Tramp spoke in the United States.", "Donald Tramp", "Donald Trump"),
]


@pytest.mark.parametrize(("text", "garbled", "right"), SAFE)
def test_safe_repairs(text: str, garbled: str, right: str, dictionary: Dictionary) -> None:
    assert mended(text, dictionary)[garbled] == (right, Safety.SAFE)


@pytest.mark.parametrize(("text", "garbled", "right"), LIKELY)
def test_likely_repairs(text: str, garbled: str, right: str, dictionary: Dictionary) -> None:
    assert mended(text, dictionary)[garbled] == (right, Safety.LIKELY)


@pytest.mark.parametrize(("text", "garbled", "right"), SHOWN)
def test_shown_repairs(text: str, garbled: str, right: str, dictionary: Dictionary) -> None:
    assert mended(text, dictionary)[garbled] == (right, Safety.SHOW)


def test_a_repair_gives_its_reasons(dictionary: Dictionary) -> None:
    (flag,) = flags("Hakan Vian, the foreign minister of Türkiye, arrived late.", dictionary)
    notes = {evidence.measure: evidence.note for evidence in flag.evidence}
    assert notes["role match"] == "the foreign minister of turkiye"
    assert notes["sound similarity"] == "Vian for Fidan: v for f, d lost"
    assert flag.suggestions[0].reason == "the foreign minister of turkiye"
    sound = flag.evidence[0]
    assert sound.value >= sound.limit


def test_the_surname_follows_the_full_name(dictionary: Dictionary) -> None:
    text = "Hakan Vian, the foreign minister of Türkiye, came. Vian's car was late. Nobody blamed Mr Vian."
    found = flags(text, dictionary)
    assert [(f.text, f.suggestions[0].replacement) for f in found] == [
        ("Hakan Vian", "Hakan Fidan"),
        ("Vian", "Fidan"),
        ("Vian", "Fidan"),
    ]


def test_a_surname_near_a_rightly_named_person(dictionary: Dictionary) -> None:
    text = "Hakan Fidan flew to Moscow. Vidan said the visit had been useful."
    assert mended(text, dictionary)["Vidan"][0] == "Fidan"


def test_two_spellings_of_an_unknown_name(dictionary: Dictionary) -> None:
    text = "Pavel Golosheykin came first. Golosheykin sat down. Later Gloshekin stood up again."
    (flag,) = flags(text, dictionary)
    assert (flag.rule, flag.text, flag.suggestions[0].replacement) == ("inconsistent-name", "Gloshekin", "Golosheykin")
    assert flag.suggestions[0].safety is Safety.SHOW


def test_of_two_spellings_as_good_both_are_flagged_and_guessed_at(dictionary: Dictionary) -> None:
    found = flags("Pavel Golosheykin came first. Later Gloshekin stood up again.", dictionary)
    assert [(f.rule, f.text) for f in found] == [
        ("inconsistent-name", "Pavel Golosheykin"),
        ("inconsistent-name", "Gloshekin"),
    ]
    assert {one.safety for flag in found for one in flag.suggestions} <= {Safety.SHOW}
    assert "Gloshekin" not in {one.replacement for flag in found for one in flag.suggestions}


def test_of_two_spellings_the_one_made_of_real_names_is_proposed(dictionary: Dictionary) -> None:
    (flag,) = flags("Udo Khartvig sat down. Later Udo Hartwig stood up.", dictionary)
    assert (flag.text, flag.suggestions[0].replacement) == ("Udo Khartvig", "Udo Hartwig")


def test_of_two_spellings_the_known_one_is_right(dictionary: Dictionary) -> None:
    found = flags("Eldoret was quiet, a baker said. Eltoret saw no rain, and Eltoret was hot.", dictionary)
    assert [(f.rule, f.text, f.suggestions[0].replacement) for f in found] == [
        ("inconsistent-name", "Eltoret", "Eldoret"),
        ("inconsistent-name", "Eltoret", "Eldoret"),
    ]


@pytest.mark.parametrize("name", ["Jose Vicente de los Mozos", "Jan Suraaj Party", "Imam Khomeini Hossainiyeh"])
def test_parts_of_a_listed_name_are_no_names_of_their_own(name: str, dictionary: Dictionary) -> None:
    assert dictionary.entities(name)
    assert flags(f"We saw {name} in Spain, India and Iran.", dictionary) == []


def test_the_batch_knows_a_name_that_no_dictionary_has(dictionary: Dictionary) -> None:
    seen = attested(Document(str(i), "The envoy Pantelis Voskopoulidis spoke.") for i in range(3))
    (flag,) = flags("The envoy Bantelis Foskobulidis spoke.", dictionary, seen)
    assert flag.suggestions[0].replacement == "Pantelis Voskopoulidis"
    assert flag.suggestions[0].safety is Safety.LIKELY


def test_organisations_are_never_safe(dictionary: Dictionary) -> None:
    found = flags("A report by Amnisty International was published.", dictionary)
    assert [(f.rule, f.safety) for f in found] == [("garbled-organisation", Safety.LIKELY)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_examples_of_the_rules(rule, dictionary: Dictionary) -> None:
    assert rule.bad or rule.in_context  # what it flags depends on the rest of the article
    assert rule.good
    assert all(rule.name in {f.rule for f in flags(text, dictionary)} for text in rule.bad)
    assert all(rule.name not in {f.rule for f in flags(text, dictionary)} for text in rule.good)


# --- must not touch -------------------------------------------------------------------------------------------------

UNTOUCHED = [
    # known people, in any accepted spelling
    "Hakan Fidan, the foreign minister of Türkiye, arrived late.",
    "Ukrainian President Volodymyr Zelensky met Recep Tayyip Erdoğan in Ankara.",
    "Volodymyr Zelenskyy and Volodymyr Zelenskiy are spellings of one name.",
    "Benjamin Netanyahu's office denied it; Mr Netanyahu was in Jerusalem.",
    "Ahmed al-Sharaa spoke in Damascus.",
    "Muhammad Morsi and Mohammad Mursi are spellings of one name in Egypt.",
    "Yury Ignat is a spokesman of the Ukrainian air force.",
    "Mikhail Saakashvili was president of Georgia; Aleksandr Ovechkin played in Russia.",
    "The prime minister of Sri Lanka was Mahinda Rajapakse.",
    "Yevgeniy Prigozhin, Evgeny Prigozhin and Yevgeni Prigozhin are one Russian.",
    # places under both of their names
    "Kiev or Kyiv, Kharkov or Kharkiv: the cities of Ukraine have two names.",
    "He flew from Odessa to Lviv, Ukraine.",
    # real people with names that merely look odd or sound like somebody's
    "Boris Vian, the novelist, also played the trumpet.",
    "Fiona Bruce presented the programme on Sunday.",
    "John Bruce, a plumber from Leeds, complained.",
    "Charles Michael, a baker from Ghent in Belgium, agreed.",
    "Pavel Golosheykin and Pavel Golosheikin are two ways to write one name.",
    "Sergey Ivanov and Olga Ivanova live in Moscow, Russia.",
    "Wang Yi and Wang Li spoke in Beijing, China.",
    "Kim Song and Kim Sung are two ministers of North Korea.",
    "Mohammed Deifallah, a driver from Gaza, was hurt.",
    # somebody else's office
    "Hakan Viran, the deputy foreign minister of Norway, arrived late.",
    # words that are not names
    "On Monday the Prime Minister met the Foreign Secretary in London.",
    "Meanwhile, Parliament rose. However, Members stayed.",
    "The Winter Olympics and the World Cup drew crowds.",
    "There are two Wayne Rooneys in this team.",
    "He was in Paradise, in Trouble and in Love in France.",
    # inflected pairs
    "Serb and Serbian, Kenyan and Kenyans, a Tory and the Tories.",
    "The Leningradsky station lies in Moscow, Russia.",
    # headlines
    "Turkish Minister Meets Russian Envoy In Ankara As Talks Stall",
    "",
    "no capitals at all, nothing to see",
]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_untouched(text: str, dictionary: Dictionary) -> None:
    assert flags(text, dictionary) == []


def test_a_lone_surname_needs_more_than_its_sound(dictionary: Dictionary) -> None:
    assert flags("Vidan said on Monday that the talks would go on.", dictionary) == []


def test_a_place_needs_a_place_to_stand(dictionary: Dictionary) -> None:
    assert flags("Kharkif said that Ukraine was ready.", dictionary) == []
    assert flags("Boats reached Boavista at dawn.", dictionary) == []


FAMILIAR = [
    "Michael Kohan runs a shop in the United States.",
    "Richard Mawrey, a judge from Britain, presided.",
    "Andrew Baddeley ran the mile in Britain.",
    "Vladimir Markin, a Russian officer, spoke.",
    "Meng Jianzhu spoke in Beijing, China.",
]


@pytest.mark.parametrize("text", FAMILIAR)
def test_a_familiar_given_name_proves_little(text: str, dictionary: Dictionary) -> None:
    assert all(flag.safety is not Safety.SAFE for flag in flags(text, dictionary))


# --- parts ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Turkish Foreign Minister Hakan Fidan met President Putin.", ["Hakan Fidan", "Putin"]),
        ("Ahmed al-Sharaa's envoy saw Ursula von der Leyen.", ["Ahmed al-Sharaa", "Ursula von der Leyen"]),
        ("A Moscow-based firm hired Stephen King.", ["Moscow", "Stephen King"]),
        ("J. K. Rowling met Mr. Fidan in May.", ["J. K. Rowling", "Fidan"]),
        ("NATO and the EU agreed.", []),
        ("CAPE TOWN, South Africa (AP) - NATO agreed.", ["CAPE TOWN", "South Africa"]),
        ("NATO AND THE EU agreed - at last - on it.", []),
        ("He met Fidan. Lavrov stayed.", ["Fidan", "Lavrov"]),
        ("Hakan\nFidan", ["Hakan", "Fidan"]),
    ],
)
def test_runs(text: str, names: list[str]) -> None:
    assert [run.span.of(text) for run in runs(text, sentences(text), frozenset({"turkish"}))] == names


@given(st.text(max_size=80), st.text(max_size=80))
def test_runs_stay_within_sentences_and_text(one: str, other: str) -> None:
    text = f"{one} Hakan Fidan. {other}"
    parts = sentences(text)
    assert all(parts[run.sentence].holds(run.span) and run.span.of(text).strip() for run in runs(text, parts))


@given(st.lists(st.text(max_size=12) | st.text("aéŁ'’.- \n\t", max_size=12), max_size=8))
def test_plain_forms_of_many(names: list[str]) -> None:
    assert plains(names) == [plain(name) for name in names]


@given(st.text(max_size=20), st.text(max_size=20))
def test_similarity_is_symmetric_and_bounded(one: str, other: str) -> None:
    assert 0 <= similarity(one, other) == similarity(other, one) <= 1
    assert 0 <= worst_token(one, other) <= 1
    assert similarity(one, one) == 1 or not fold(one).first


@pytest.mark.parametrize(
    ("one", "other", "style"),
    [
        ("Zelenskyy", "Zelensky", True),
        ("Moualem", "Moallem", True),
        ("Muhammad", "Mohamed", True),
        ("Aleksandr", "Alexander", True),
        ("Yurii", "Yury", True),
        ("Kovalskyi", "Kovalsky", True),
        ("Yevgeny", "Evgenii", True),
        ("Nasrallah", "Nasralla", True),
        ("Dzhokhar", "Djokhar", True),
        ("Saleh", "Salih", True),
        ("Qasim", "Kasim", True),
        ("Vian", "Fidan", False),
        ("Lavruf", "Lavrov", False),
        ("Fantami", "Pantami", False),
    ],
)
def test_style_is_not_damage(one: str, other: str, style: bool) -> None:
    assert romanised_alike(one, other) is style


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("the foreign minister of turkiye", "role"),
        ("turkish foreign minister", "role"),
        ("foreign minister", "title"),
        ("the foreign minister of norway", "not"),
        ("the deputy foreign minister of turkiye", ""),
        ("the finance minister of turkiye", ""),
    ],
)
def test_offices(phrase: str, kind: str) -> None:
    fidan = Entity("Hakan Fidan", "person", "TR", ("foreign minister 2023-",), "")
    lands = {"turkiye": "TR", "turkish": "TR", "norway": "NO"}
    said = held(fidan, Context((phrase,)), lambda words: frozenset(lands[w] for w in words.split() if w in lands))
    assert said.partition(":")[0] == kind


@pytest.mark.parametrize(
    ("date", "phrase", "kind"),
    [
        ("2025-03-01", "turkish foreign minister", "role"),
        ("2022-12-30", "turkish foreign minister", "role"),
        ("2016", "turkish foreign minister", "time"),
        ("2016", "turkish intelligence chief", "title"),
        ("2026", "turkish intelligence chief", "time"),
        ("2026", "former turkish intelligence chief", "title"),
        ("2005", "former turkish intelligence chief", "time"),
        ("2005", "turkish general", "title"),
        ("", "turkish intelligence chief", "title"),
    ],
)
def test_the_date_says_who_held_the_office(date: str, phrase: str, kind: str) -> None:
    roles = ("foreign minister 2023-", "intelligence chief 2010-2023", "general")
    fidan = Entity("Hakan Fidan", "person", "TR", roles, "")
    around = Context((spelled(phrase),), Document("a", "", date).year)
    said = held(fidan, around, lambda words: frozenset({"TR"} if "turkish" in words else ()))
    assert said.partition(":")[0] == kind


def test_a_repair_is_no_longer_safe_where_somebody_else_held_the_office(dictionary: Dictionary) -> None:
    text = "British Prime Minister Rishi Sunek met reporters in London on Monday."
    found = {date: flags(text, dictionary, date=date)[0].suggestions[0] for date in ("", "2012", "2023")}
    assert {one.replacement for one in found.values()} == {"Rishi Sunak"}
    assert {date: one.safety for date, one in found.items()} == {
        "": Safety.SAFE,
        "2012": Safety.LIKELY,
        "2023": Safety.SAFE,
    }
    notes = {one.measure: one.note for one in flags(text, dictionary, date="2012")[0].evidence}
    assert notes["office of another time"] == "prime minister 2022-2024, and the article is of 2012"


def test_mentions_are_in_order_and_do_not_overlap(dictionary: Dictionary) -> None:
    text = " ".join(text for text, _, _ in SAFE)
    found = named(text, dictionary)
    assert found
    assert all(mention.span.of(text) == mention.text for mention in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("In Japan, the manager Khiroki Itoda and Sindziro Koidzumi met on Monday.", "Shinjiro Koizumi"),
        ("In Uruguay, Khose Mukhika spoke to farmers.", "Jose Mujica"),
        ("In the United States, Robert Uolsh and Rid Khastings disagreed.", "Reed Hastings"),
    ],
)
def test_habits_of_other_alphabets_are_undone(text: str, right: str, dictionary: Dictionary) -> None:
    found = mentions(Document("a", text), sentences(text), dictionary)
    assert right in [plain(m.matches[0].replacement).title() for m in found if m.matches]


def test_what_only_a_habit_explains_is_never_safe(dictionary: Dictionary) -> None:
    text = "In Japan, Sindziro Koidzumi spoke on Monday."
    (match,) = (m.matches[0] for m in mentions(Document("a", text), sentences(text), dictionary) if m.how == "near")
    judgement = judged_person(match)
    assert judgement is not None
    assert judgement.safety <= Safety.LIKELY


def test_a_sentence_begins_with_a_capital(dictionary: Dictionary) -> None:
    text = "Syrian President Ahmed al-Sharia spoke in Damascus. Al-Sharia said no. He and al-Sharia left."
    found = [(flag.text, flag.suggestions[0].replacement) for flag in flags(text, dictionary)]
    assert found == [("Ahmed al-Sharia", "Ahmed al-Sharaa"), ("Al-Sharia", "Al-Sharaa"), ("al-Sharia", "al-Sharaa")]


@pytest.mark.parametrize(("chance", "first"), [(0.95, "Norwick"), (0.4, "Barwick")])
def test_a_guess_goes_first_only_where_it_is_far_likelier_than_what_is_only_shown(chance: float, first: str) -> None:
    support = ("slot: it follows near", "size: it is in the news", "country: GB is named", "rare: no usual word")
    match = Match("Barwick", Entity("Barwick", "place", "GB", (), "GeoNames"), 0.78, 0.78, 1.0, support)
    guesses = (Guess("Norwick", chance), Guess("Warwick", 0.01))
    mention = Mention(Span(0, 7), "Norvick", "near", (match,), guesses=guesses)
    text = "Norvick"
    reading = Reading(Document("a", text), sentences(text), mentions=(mention,))
    (flag,) = (flag for rule in RULES if rule.name == "garbled-place" for flag in rule.find(reading, Settings()))
    assert flag.suggestions[0].replacement == first
    assert "Barwick" in {one.replacement for one in flag.suggestions}
    assert {one.safety for one in flag.suggestions} == {Safety.SHOW}
