"""What other languages call a place, and places of nature: what becomes English, and what is left alone."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st
from naming import flags

from mtclean.names import acronyms, figures
from mtclean.names.build import DATA
from mtclean.names.dictionary import Dictionary
from mtclean.names.generics import proper
from mtclean.names.regions import TABLE, line, regions
from mtclean.names.romanise import romanised
from mtclean.names.sound import plain
from mtclean.table import table
from mtclean.values import Safety


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return Dictionary.open()


LIKELY = [
    ("Ships waited near the Ormuz Strait on Monday.", "Ormuz Strait", "Strait of Hormuz"),
    ("Warships passed the Strait of Ormuz.", "Strait of Ormuz", "Strait of Hormuz"),
    ("The drought around Lake Tschad drove people away.", "Lake Tschad", "Lake Chad"),
    ("The drought around the Tchad lake drove people away.", "the Tchad lake", "Lake Chad"),
    ("The flood on the Donau in Austria rose.", "Donau", "Danube"),
    ("Villages in the Furat valley in Iraq were flooded.", "Furat", "Euphrates"),
    ("Troops entered the Gaza sector.", "Gaza sector", "Gaza Strip"),
    ("The Sea of Azow froze, officials said.", "Sea of Azow", "Sea of Azov"),
    ("Troops left Norwegen on Monday.", "Norwegen", "Norway"),
    ("Elections in Ungarn were close.", "Ungarn", "Hungary"),
    ("The gas came from Cap-Vert.", "Cap-Vert", "Cape Verde"),
    ("A factory in Sajonia, Germany, closed.", "Sajonia", "Saxony"),
    ("The plant at Iskenderiye in Egypt was shut.", "Iskenderiye", "Alexandria"),
    ("Talks in Mailand in Italy ended.", "Mailand", "Milan"),
    ("The markets of Nueva York in the United States fell.", "Nueva York", "New York"),
    ("Trucks waited near Karam Shalom in Israel.", "Karam Shalom", "Kerem Shalom"),
    ("Prices in Sao Pablo in Brazil rose.", "Sao Pablo", "Sao Paulo"),
    ("Fires burned in Carolina del Norte, a state of the United States.", "Carolina del Norte", "North Carolina"),
    ("The floods in Dolna Saksonia in Germany went on.", "Dolna Saksonia", "Lower Saxony"),
    ("Farmers in Oberösterreich in Austria protested.", "Oberösterreich", "Upper Austria"),
    ("People in Bretagna in France voted.", "Bretagna", "Brittany"),
    ("Boats sank in the Golfo de México near the United States.", "Golfo de México", "Gulf of Mexico"),
    ("Climbers reached the top of Kilimandscharo in Tanzania.", "Kilimandscharo", "Mount Kilimanjaro"),
    ("A frigate patrolled in the Mar de China Meridional.", "Mar de China Meridional", "South China Sea"),
    ("The OTAN secretary general said allies would send troops to Ukraine.", "OTAN", "NATO"),
    ("Ministers of the European Union met; the UE will send a mission.", "UE", "EU"),
    ("Troops of EE.UU. left; Washington and the Pentagon said nothing.", "EE.UU.", "US"),
    ("MAGATE inspectors visited the nuclear plant and its reactor.", "MAGATE", "IAEA"),
    ("The OMS spoke of an outbreak; the virus and the vaccine were new.", "OMS", "WHO"),
    ("The United Nations High Commissioner for Refugees said UNCHR had no tents left.", "UNCHR", "UNHCR"),
    ("Papa Franziskus spoke at the Vatican on Sunday.", "Papa Franziskus", "Pope Francis"),
    ("King Karl III met the British prime minister.", "Karl III", "Charles III"),
    ("The palace of Nebukadnezar, king of Babylon, was looted.", "Nebukadnezar", "Nebuchadnezzar"),
]


@pytest.mark.parametrize(("text", "foreign", "english"), LIKELY)
def test_likely_repairs(text: str, foreign: str, english: str, dictionary: Dictionary) -> None:
    (flag,) = flags(text, dictionary, damage=0.1)
    (best, *_) = flag.suggestions
    assert (flag.text, best.replacement, best.safety) == (foreign, english, Safety.LIKELY)


SHOWN = [
    ("Ships waited in the Bosforo.", "Bosforo", "Bosphorus"),
    ("Diplomats said that the Majar had doubts.", "the Majar", "Hungary"),
    ("The commission's president, Oumar Touray, agreed.", "Oumar Touray", "Omar Touray"),
    ("Kaya Kallas was not amused.", "Kaya Kallas", "Kaja Kallas"),
    ("The tremor was felt in Sharjeh.", "Sharjeh", "Sharjah"),
]


@pytest.mark.parametrize(("text", "odd", "meant"), SHOWN)
def test_shown_in_a_damaged_article(text: str, odd: str, meant: str, dictionary: Dictionary) -> None:
    (flag,) = flags(text, dictionary, damage=0.95)
    (best, *_) = flag.suggestions
    assert (flag.text, best.replacement, best.safety) == (odd, meant, Safety.SHOW)


UNTOUCHED = [
    "The score was nil. The Nil Sisters sang in Paris.",
    "He sailed from Kos to Corfu and across the Ionian Sea.",
    "Lake Tahoe, Lake Como and Lake Placid draw tourists.",
    "Mount Pleasant and Mount Vernon are towns; Marco Island is not.",
    "Roma people in Italy protested in Milan.",
    "Lorena Garcia came from Colonia in Uruguay.",
    "They visited Alsace, Lorraine and the Moselle valley in France.",
    "The Misr Bank of Egypt raised rates.",
    "The band Asia toured Germany. The Rhine Valley was flooded.",
    "Lake Chad and the Chad Basin are drying, said officials in Chad.",
    "A park in the Danube Delta in Romania, the Jordan Valley and the Gaza Strip.",
    "The private sector in Gaza collapsed. The Gaza health sector needs fuel.",
    "The Bay of Pigs, Guantanamo Bay and Hudson Bay are bays.",
    "Provo, a city in Utah, elected a mayor in the United States.",
    "The painter Yunan ate in the Kipr restaurant in London.",
    "Ali Khazar lives in Iran; Khazar said the sea was calm.",
    "Mr Majar of Lebanon spoke.",
    "He studied in Bologna, Padova and Torino in Italy.",
    "The Energy Sector and the Banking Sector of Germany shrank.",
    "Irlanda Morales works in Mexico.",
    "Oumar Touray and Kaya Kallas are two ways to write two names.",
    "The Persian Gulf and the Arabian Gulf; the Sea of Japan and the East Sea.",
    "Mount Sinai Hospital and Mount Holyoke College are in the United States.",
    "Silver Lake, a firm of the United States, bought Red River Bank.",
    "The Zhambyl region of Kazakhstan and the Hormozgan province of Iran.",
    "He lived in Bayern, Hessen and Tirol, and in Navarra and Vizcaya in Spain. Germany and Austria are near.",
    "Niedersachsen Holding raised its stake; nothing else was said.",
    "On 5 Mar Trump spoke. Tourists like the Mar Menor in Spain.",
    "Shares of Volvo AB and of AB InBev rose in the European Union, said Brussels.",
    "The Finnish Meteorological Institute (FMI) said a storm was near; a loan and debt followed.",
    "The tomb dates from 300 BCE, archaeologists said, and the euro zone paid the loan in Frankfurt.",
    "BM Patel and UE Boom are names. The OMS is a letter.",
    "Shares of OPWC, a maker of chairs, rose; the UNESOC league, the drummer of NOCIF and the refugees of UNHRC.",
    "The Ontario Plant Workers' Council (OPWC) is older than the Organisation for the Prohibition of Chemical Weapons.",
    "THE ONU AND THE UN MET AT THE GENERAL ASSEMBLY",
    "Karl III Island is in the south of Chile; the king never saw it.",
    "He studied law at the Universidad Carlos III under a king.",
    "Aristoteles Onassis bought ships. Platon Lebedev read Greek philosophy.",
    "The British pop singer Carlo III Rossi sang.",
]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_untouched(text: str, dictionary: Dictionary) -> None:
    assert flags(text, dictionary, damage=0.1) == []


def test_a_surname_resolved_in_full_outweighs_a_town(dictionary: Dictionary) -> None:
    text = "Belgian Foreign Minister Maksim Provo came. Provo also offered help."
    assert [(f.text, f.suggestions[0].replacement) for f in flags(text, dictionary, damage=0.1)] == [
        ("Maksim Provo", "Maxime Prevot"),
        ("Provo", "Prevot"),
    ]
    stays = "Belgian Foreign Minister Maksim Provo came. He was born in Provo in the United States."
    assert [f.text for f in flags(stays, dictionary, damage=0.1)] == ["Maksim Provo"]


def test_an_accepted_name_is_no_exonym(dictionary: Dictionary) -> None:
    """Whatever English calls a place, a person or an organisation of the tables is nobody's foreign name."""
    tables = ("people", "leaders", "organisations", "places")
    accepted = {form for table in tables for row in rows(table) for form in (row["name"], *row["variants"].split("|"))}
    accepted |= {f for row in rows("countries") for f in (row["name"], *row["variants"].split("|"), row["capital"])}
    assert sorted(form for form in accepted if form and dictionary.exonyms(form)) == []
    assert sorted(form for form in accepted if form in acronyms.table() or plain(form) in figures.table()) == []


def test_exonyms_are_of_known_places(dictionary: Dictionary) -> None:
    table = rows("exonyms")
    names = [row["name"] for row in table]
    assert names == sorted(set(names), key=str.casefold)
    assert all(row["exonyms"] and row["source"] for row in table)
    known = [name for name in names if dictionary.entities(name) or dictionary.nation(name) or dictionary.cities(name)]
    assert known == names
    codes = {row["code"] for row in rows("countries")}
    assert {code for row in table for code in row["countries"].split(";") if code} <= codes


def test_regions_are_sorted_and_found() -> None:
    lines = table(TABLE).splitlines(keepends=True)
    assert lines == sorted(set(lines))
    assert all(line(key := found.split(b"\t")[0].decode(), regions(key)) == found for found in lines)
    assert [regions(key) for key in ("", "a", "zzzz", "niedersachse", "lower saxony")] == [()] * 5


def test_a_region_needs_its_country(dictionary: Dictionary) -> None:
    assert flags("Farmers in Senna e Marna protested.", dictionary, damage=0.1) == []
    assert [one.name for one in dictionary.exonyms("Senna e Marna")] == ["Seine-et-Marne"]


def test_no_foreign_form_has_two_meanings_or_is_english() -> None:
    acronym = [form for row in rows("acronyms") for form in {f.replace(".", "").replace(" ", "") for f in forms(row)}]
    figure = [plain(form) for row in rows("figures") for form in forms(row)]
    assert [key for held in (acronym, figure) for key in held if held.count(key) > 1] == []
    assert not {row["name"] for row in rows("acronyms")} & set(acronym)
    assert not {plain(row["name"]) for row in rows("figures")} & set(figure)
    assert {row["kind"] for row in rows("figures")} <= set(figures.CUES)


def forms(row: dict[str, str]) -> list[str]:
    return row["forms"].split("|")


def rows(table: str) -> list[dict[str, str]]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize(
    ("name", "language", "latin"),
    [
        ("Днепр", "ru", "Dnepr"),
        ("Угорщина", "uk", "Uhorshchyna"),
        ("Ελλάδα", "el", "Ellada"),
        ("दिल्ली", "hi", "Dilli"),
        ("المجر", "ar", "Majar"),
        ("Tschad", "de", "Tschad"),
        ("中国", "zh", None),
    ],
)
def test_other_alphabets(name: str, language: str, latin: str | None) -> None:
    found = romanised(name, language)
    assert latin in found if latin else found == []


@given(st.text(max_size=30), st.sampled_from(["ru", "ar", "he", "hi", "el", "de"]))
def test_any_text_is_romanised(name: str, language: str) -> None:
    found = romanised(name, language)
    assert len(found) == len(set(found)) <= 4


@given(st.text(max_size=30), st.sampled_from(["sea", "region", ""]))
def test_the_proper_part_is_part_of_the_name(name: str, kind: str) -> None:
    own, _ = proper(name, kind)
    assert own in name
    assert plain(own) in plain(name)
