"""The count of real names that the names channel would change: which names are taken, and what is said of each."""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import strangers, untouched  # noqa: E402
from mtclean.names.dictionary import Dictionary  # noqa: E402
from mtclean.values import Safety  # noqa: E402


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return Dictionary.open()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "names").mkdir()
    rows = {"he": ("Hakan Fidan", "Berta Olsen", "Berta", "Mary Ann van Olsen"), "ko": ("Thiago Ribeiro", "Lóa Olsen")}
    for language, names in rows.items():
        lines = [f'"{name}"\tx\t{language}\t{"full" if " " in name else "token"}\t1\n' for name in names]
        with gzip.open(tmp_path / "names" / f"{language}.tsv.gz", "wt", encoding="utf-8") as file:
            file.writelines(["english\tother\tlang\tunit\tcount\n", *lines])
    return tmp_path


def test_known_lone_long_and_accented_names_are_left_out(data: Path, dictionary: Dictionary) -> None:
    assert strangers.strangers(data / "names", dictionary) == ["Berta Olsen", "Thiago Ribeiro"]


def test_a_name_stands_in_the_country_of_its_double(dictionary: Dictionary) -> None:
    assert [flag.text for flag in strangers.flags("Thiago Ribeiro", dictionary)] == ["Thiago Ribeiro"]
    assert list(strangers.flags("Berta Olsen", dictionary)) == []


REAL = ["Francesca Annis", "Emmanuel Matadi", "Faras Hamdan", "Husayn al-Khalidi", "Mursili Second"]


@pytest.mark.parametrize("name", REAL)
def test_a_name_that_the_world_uses_is_not_changed_by_itself(name: str, dictionary: Dictionary) -> None:
    assert all(flag.safety is not Safety.SAFE for flag in strangers.flags(name, dictionary))


def test_every_edit_is_printed_and_counted(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["strangers.py", "--data", str(data), "--names", "9"])
    strangers.main()
    assert capsys.readouterr().out.splitlines() == [
        "LIKELY: Thiago Ribeiro -> Diogo Ribeiro",
        "2 of 2 names: {'LIKELY': 1}",
    ]


def test_every_edit_in_clean_articles_is_listed() -> None:
    text = "The hall was full when Hakan Vian, the foreign minister of Türkiye, spoke to Thiago Ribeiro."
    size, counts, lines = untouched.summed(
        [untouched.checked(("doc-1", text)), untouched.checked(("doc-2", "A hall."))]
    )
    assert size == 18
    assert counts["safe"] == 1
    assert lines[0].startswith("safe: Hakan Vian -> Hakan Fidan | doc-1 | The hall was full when ")
