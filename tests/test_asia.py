"""Names of East Asia in another language's reading, and western names in its syllables."""

from __future__ import annotations

import pytest
from naming import flags

from mtclean.names import asia, syllables
from mtclean.names.dictionary import Dictionary
from mtclean.table import table
from mtclean.values import Safety


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return Dictionary.open()


def mended(text: str, dictionary: Dictionary) -> list[tuple[str, str, Safety]]:
    found = [flag for flag in flags(text, dictionary) if flag.suggestions]
    return [(f.text, f.suggestions[0].replacement, f.suggestions[0].safety) for f in found]


FIXED = [
    # characters of a person in another reading, in either order, with the office or the country named
    ("Japanese Prime Minister Shipo Mao rose.", "Shipo Mao", "Shigeru Ishiba", Safety.SAFE),
    ("Japan's prime minister, Mao Shipo, rose.", "Mao Shipo", "Shigeru Ishiba", Safety.SAFE),
    ("Chinese President Shu Kinpei rose.", "Shu Kinpei", "Xi Jinping", Safety.SAFE),
    ("Chinese President Seup Geunpyeong rose.", "Seup Geunpyeong", "Xi Jinping", Safety.SAFE),
    ("South Korean President Yin Xiyue rose.", "Yin Xiyue", "Yoon Suk Yeol", Safety.SAFE),
    ("In Japan, Anbei Jinsan rose.", "Anbei Jinsan", "Shinzo Abe", Safety.LIKELY),
    ("In North Korea, Jin Zhengen rose.", "Jin Zhengen", "Kim Jong Un", Safety.LIKELY),
    ("Shinzo Abe rose, and Anbei Jinsan sat.", "Anbei Jinsan", "Shinzo Abe", Safety.LIKELY),
    ("Late in the evening Anbei Jinsan rose.", "Anbei Jinsan", "Shinzo Abe", Safety.SHOW),
    # the surname alone
    ("Japanese Prime Minister Shipo rose.", "Shipo", "Ishiba", Safety.LIKELY),
    # western names in syllables
    ("American President Tangnade Telangpu rose.", "Tangnade Telangpu", "Donald Trump", Safety.LIKELY),
    ("In France, Aimanniuaier Makelong rose.", "Aimanniuaier Makelong", "Emmanuel Macron", Safety.LIKELY),
    # places
    ("The train left Dongjing for the coast of Japan.", "Dongjing", "Tokyo", Safety.LIKELY),
    ("Ships from South Korea waited near Fushan.", "Fushan", "Busan", Safety.LIKELY),
    ("Rain fell in Quanluonandao, South Korea.", "Quanluonandao", "South Jeolla", Safety.LIKELY),
    ("He flew to Huashengdun in the United States.", "Huashengdun", "Washington", Safety.LIKELY),
    ("The envoy returned to Wukelan.", "Wukelan", "Ukraine", Safety.LIKELY),
]  # fmt: skip


@pytest.mark.parametrize(("text", "seen", "right", "safety"), FIXED)
def test_names_are_read_again(text: str, seen: str, right: str, safety: Safety, dictionary: Dictionary) -> None:
    assert mended(text, dictionary) == [(seen, right, safety)]


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("Uorodimiru Zerensukii", "Volodymyr Zelensky"),
        ("Bollodimireu Jellenseuki", "Volodymyr Zelensky"),
        ("Baolisi Yuehanxun", "Boris Johnson"),
    ],
)
def test_syllables_of_three_languages(name: str, right: str, dictionary: Dictionary) -> None:
    assert right in [one.form for one in syllables.spelled(name, dictionary.people())[:3]]


def test_the_surname_follows_though_it_stands_first(dictionary: Dictionary) -> None:
    text = "North Korean leader Jin Zhengen rose. Jin sat. Then Jin Zhengen and Jin left."
    assert [right for _, right, _ in mended(text, dictionary)] == ["Kim Jong Un", "Kim", "Kim Jong Un", "Kim"]


def test_the_surname_of_a_western_name_follows(dictionary: Dictionary) -> None:
    text = "American President Tangnade Telangpu rose. Telangpu sat."
    assert [right for _, right, _ in mended(text, dictionary)] == ["Donald Trump", "Trump"]


def test_the_reason_says_which_characters(dictionary: Dictionary) -> None:
    (flag,) = flags("In Japan, Anbei Jinsan rose.", dictionary)
    notes = {evidence.measure: evidence.note for evidence in flag.evidence}
    assert notes["characters read otherwise"] == flag.suggestions[0].reason
    assert "安倍晋三" in flag.suggestions[0].reason
    assert "sound similarity" not in notes


UNTOUCHED = [
    # right names, in either order
    "Japanese Prime Minister Shigeru Ishiba and Ishiba Shigeru rose. Ishiba sat.",
    "North Korean leader Kim Jong Un rose. Kim sat.",
    "Chinese President Xi Jinping and Wang Yi rose in Beijing.",
    # people of China whose names are those of Koreans in Chinese reading
    "Li Zaiming, a teacher from Beijing, China, rose.",
    "In China, Zhao Xian and Han Jiang rose.",
    # two characters are borne by many
    "In South Korea, Piao Zhen, a visitor, rose.",
    # someone else's office
    "The prime minister of Norway, Shipo Mao, rose.",
    # a surname in another reading needs more than itself
    "Jin and Shipo rose.",
    # names of people nobody has heard of, that could be syllables
    "In Japan, Tomoharu Sakanoue and Kenichi Tsurumaki rose.",
    "In Tanzania, Salome Makamba and Neema Lugangira rose.",
    "In China, Huang Xiaolong and Deng Mingzhu rose near Fushan.",
]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_left_alone(text: str, dictionary: Dictionary) -> None:
    assert mended(text, dictionary) == []


def test_tables_are_sorted_and_whole() -> None:
    lines = table(asia.TABLE).decode().splitlines()
    rows = [line.split("\t") for line in lines]
    assert lines == sorted(set(lines))
    assert {len(row) for row in rows} == {7}
    assert {row[1] for row in rows} == set(syllables.LANGUAGES)
    assert {row[2] for row in rows} == {"person", "surname", "place", "country"}
    costs = [line.split("\t") for line in table(syllables.TABLE).decode().splitlines()]
    assert {len(row) for row in costs} == {4}
    assert all(0 <= float(row[3]) <= 11 for row in costs)


def test_every_person_of_the_table_is_in_the_dictionary(dictionary: Dictionary) -> None:
    rows = [line.split("\t") for line in table(asia.TABLE).decode().splitlines()]
    people = {(row[3], row[4]) for row in rows if row[2] in ("person", "surname")}
    assert all(
        (e.canonical, e.country) for name, code in people for e in dictionary.entities(name) if e.country == code
    )
