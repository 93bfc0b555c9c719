"""House style: accepted spellings become the preferred one, and nothing else does."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtclean.edits import apply_edits
from mtclean.errors import MtcleanError
from mtclean.names.dictionary import Dictionary
from mtclean.names.resolve import mentions
from mtclean.names.rows import records
from mtclean.names.sound import plain
from mtclean.names.style import FOLDER, HouseStyle
from mtclean.options import settings_for
from mtclean.pipeline import Cleaner
from mtclean.policy import choose
from mtclean.settings import CONSISTENT, STYLES, Settings, from_file
from mtclean.text import sentences
from mtclean.values import Document, Edit, Safety

BUILT_IN = [style for style in STYLES if style != CONSISTENT]


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return Dictionary.open()


def styled(text: str, dictionary: Dictionary, *styles: str) -> str:
    """The text with every preferred spelling in place."""
    house = HouseStyle(styles, dictionary)
    found = house.spellings(text, house.restyled(mentions(Document("a", text), sentences(text), dictionary)))
    return apply_edits(text, [Edit(one.span, one.span.of(text), one.preferred, "house-style") for one in found])


@pytest.mark.parametrize(
    ("style", "before", "after"),
    [
        ("ap", "The envoy left Kiev for Peking on Friday.", "The envoy left Kyiv for Beijing on Friday."),
        ("ap", "KIEV (Reuters) - It was Kiev's mayor.", "KYIV (Reuters) - It was Kyiv's mayor."),
        (
            "ap",
            "President Volodymyr Zelensky spoke first. Zelensky's aides said Mr Zelensky was tired.",
            "President Volodymyr Zelenskyy spoke first. Zelenskyy's aides said Mr Zelenskyy was tired.",
        ),
        ("uk", "Kim Jong Un met Moammar Gadhafi's son in Sana'a.", "Kim Jong-un met Muammar Gaddafi's son in Sanaa."),
        ("uk", "Abdelfattah el-Sissi is the president of Egypt.", "Abdelfattah el-Sissi is the president of Egypt."),
        ("uk", "Abdel-Fattah el-Sissi is the president of Egypt.", "Abdel Fattah al-Sisi is the president of Egypt."),
        ("ap", "The port of Odessa in Ukraine was shelled.", "The port of Odesa in Ukraine was shelled."),
        ("uk", "Swaziland and Burma voted against Türkiye.", "Eswatini and Myanmar voted against Turkey."),
        (
            CONSISTENT,
            "People in Kyiv slept badly. Trams in Kyiv stood still. Later the mayor of Kiev spoke.",
            "People in Kyiv slept badly. Trams in Kyiv stood still. Later the mayor of Kyiv spoke.",
        ),
        (
            CONSISTENT,
            "Volodymyr Zelenskyy came. Zelensky sat down. Zelensky spoke. People heard Volodymyr Zelensky out.",
            "Volodymyr Zelensky came. Zelensky sat down. Zelensky spoke. People heard Volodymyr Zelensky out.",
        ),
    ],
)
def test_an_accepted_spelling_gives_way(style: str, before: str, after: str, dictionary: Dictionary) -> None:
    assert styled(before, dictionary, style) == after
    assert styled(after, dictionary, style) == after


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "text",
    [
        "He moved to Odessa, Texas, when Ukraine was far away.",
        "The Odessa of his youth is a town in Delaware.",
        "In Mumbai, formerly Bombay, they drank Bombay Sapphire and ate Chicken Kiev.",
        "The city of Kyiv (Kiev in Russian) has three million people.",
        "Dynamo Kiev beat Peking University in the Bombay Stock Exchange cup.",
        "Tayyip Erdogan and his wife, and an Assad of no first name.",
        "The Conservative party fades away. Conservatives in London know, and Conservatives in Leeds do.",
        "The WHO and the UN met the EU in the USA.",
    ],
)
def test_what_is_no_other_spelling_of_it_stays(style: str, text: str, dictionary: Dictionary) -> None:
    assert styled(text, dictionary, style) == text


def test_two_people_of_one_surname_keep_it(dictionary: Dictionary) -> None:
    text = "Muammar Gaddafi is dead. His son Saif al-Islam Gaddafi lives. Gaddafi was in Sirte."
    assert styled(text, dictionary, "ap").endswith("Seif al-Islam Gadhafi lives. Gaddafi was in Sirte.")


def test_the_first_style_goes_before_the_others_and_they_before_what_the_article_has(dictionary: Dictionary) -> None:
    text = "They say Kiev. Others say Kiev. Nobody on the border says Kyiv. Muammar Gaddafi knew Moammar Gadhafi well."
    assert "Gadhafi knew Moammar Gadhafi" not in styled(text, dictionary, "uk", "ap")
    assert styled(text, dictionary, CONSISTENT).count("Kiev") == 3
    assert styled(text, dictionary, CONSISTENT, "ap").count("Kyiv") == 3


def test_a_repair_follows_the_style(dictionary: Dictionary) -> None:
    text = "Volodymyr Zelinsky, the president of Ukraine, spoke in Kiev."
    found = mentions(Document("a", text), sentences(text), dictionary)
    assert found[0].matches[0].replacement == "Volodymyr Zelenskyy"
    assert HouseStyle(("uk",), dictionary).restyled(found)[0].matches[0].replacement == "Volodymyr Zelensky"


@pytest.mark.parametrize("style", BUILT_IN)
def test_the_tables_are_sorted_and_their_names_are_known(style: str, dictionary: Dictionary) -> None:
    rows = [row for _, row in records(FOLDER / f"{style}.csv", ("name", "variants"))]
    names = [row["name"] for row in rows]
    assert names == sorted(set(names))
    assert [n for n in names if not dictionary.numbers(n) and not dictionary.nation(n)] == ["Hafez Assad"] * (
        style == "ap"
    )
    keys = [plain(form) for row in rows for form in (row["name"], *filter(None, row["variants"].split("|")))]
    assert len(keys) >= 60


def test_a_file_says_what_is_preferred(tmp_path: Path, dictionary: Dictionary) -> None:
    path = tmp_path / "ours.csv"
    path.write_text("name,variants\nKiev,\nGrzegorz Brzęczyszczykiewicz,Gregory Brzeczyk\n", encoding="utf-8")
    text = "In Kyiv they met Gregory Brzeczyk, who knows Kyyiv."
    assert styled(text, dictionary, str(path)) == "In Kiev they met Grzegorz Brzęczyszczykiewicz, who knows Kiev."
    only = tmp_path / "only.csv"
    only.write_text("name,variants\nKiev,Kyyiv\n", encoding="utf-8")
    assert styled("In Kyiv and far from Kyyiv.", dictionary, str(only)) == "In Kyiv and far from Kiev."


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "there is no such style; give a CSV file with a column 'name', or one of ap, uk, consistent"),
        (b"preferred\nKiev\n", ":1: no column 'name'"),
        (b"name\nKiev\nKiev\n", ":3: Kiev is preferred twice"),
        (b"name,variants\n,Kiev\n", ":2: a row without a name"),
        (b"name\n\xff\n", "not readable as CSV"),
    ],
)
def test_a_bad_file_is_refused_in_a_sentence(
    content: bytes | None, said: str, tmp_path: Path, dictionary: Dictionary
) -> None:
    path = tmp_path / "ours.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(MtcleanError) as caught:
        HouseStyle((str(path),), dictionary)
    assert str(caught.value).startswith(str(path))
    assert said in str(caught.value)


def test_the_digest_follows_the_content(tmp_path: Path, dictionary: Dictionary) -> None:
    path = tmp_path / "ours.csv"
    digests = {HouseStyle(styles, dictionary).digest for styles in [("ap",), ("uk",), ("ap", "uk"), (CONSISTENT,)]}
    for content in ("name\nKiev\n", "name\nKyiv\n", "name,variants\nKyiv,Kiev\n"):
        path.write_text(content, encoding="utf-8")
        digests.add(HouseStyle((str(path),), dictionary).digest)
    assert len(digests) == 7


def test_a_settings_file_names_styles_and_files_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "mtclean.toml"
    file.write_text('style = ["ap", "ours.csv"]\n', encoding="utf-8")
    assert from_file(file).style == ("ap", str(tmp_path / "ours.csv"))
    given = settings_for(file, likely=False, floor=None, ignore=(), entities=(), style=(CONSISTENT,))
    assert given.style == ("ap", str(tmp_path / "ours.csv"), CONSISTENT)
    assert given.digest == Settings().digest  # what is in it is in the signature


def test_style_is_no_damage_and_needs_no_floor() -> None:
    text = "On Friday the envoy left Kiev for Geneva, and nobody was told about the letter that he carried with him."
    report, plain_report = (Cleaner(style=style).check(text) for style in (["ap"], []))
    assert [(f.rule, f.channel, f.text, f.suggestions[0].safety) for f in report.flags] == [
        ("house-style", "style", "Kiev", Safety.STYLE)
    ]
    assert report.fixed == text.replace("Kiev", "Kyiv")
    assert choose(report.flags[0], Safety.SAFE) is not None
    assert report.verdict == plain_report.verdict
    assert report.verdict.label == "clean"
    assert plain_report.flags == ()
    assert report.signature.startswith(f"{plain_report.signature}|style:")
    assert report.to_dict()["flags"][0]["suggestions"][0]["safety"] == "style"
