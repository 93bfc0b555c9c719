"""Settings: mistakes are errors that help, precedence is as documented, what is printed can be read back."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtclean.options import settings_for
from mtclean.settings import FLOORS, Settings, SettingsError, find_file, from_file, from_mapping, in_force, to_toml
from mtclean.values import Safety

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"flor": "safe"}, "unknown setting 'flor'; did you mean 'floor'?"),
        ({"xyzzy": 1}, "known settings are lm, "),
        ({"floor": "sure"}, "choose one of show, likely, safe"),
        ({"floor": 2}, "choose one of"),
        ({"dtype": "int8"}, "choose one of auto, float32, bfloat16"),
        ({"show": "high"}, "not a number"),
        ({"show": 1.5}, "from 0.0 to 1.0"),
        ({"show": True}, "not a number"),
        ({"batch_size": 2.5}, "not a whole number"),
        ({"batch_size": 0}, "from 1 to"),
        ({"offline": "yes"}, "not a true or false"),
        ({"ignore": "garbled-name"}, "not a list of strings"),
        ({"ignore": [1]}, "not a list of strings"),
        ({"lm": 3}, "not a string"),
        ({"keep": ["Vian"]}, "needs a reason"),
        ({"keep": {"Vian": " "}}, "needs a reason"),
    ],
)
def test_a_mistake_says_where_and_what_instead(table, said):
    with pytest.raises(SettingsError) as caught:
        from_mapping(table, "here.toml")
    assert str(caught.value).startswith("here.toml: ")
    assert said in str(caught.value)


def test_every_kind_of_value_is_read():
    table = {"floor": "likely", "show": 1, "ignore": ["a"], "keep": {"Vian": "a surname"}, "offline": True, "lm": "x"}
    got = from_mapping(table, "here")
    assert got == Settings("x", floor=Safety.LIKELY, show=1.0, ignore=("a",), keep={"Vian": "a surname"}, offline=True)
    assert isinstance(got.show, float)


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(words, st.dictionaries(words, words.filter(str.strip)), st.lists(words), st.sampled_from(FLOORS))
def test_what_is_printed_reads_back(lm, keep, ignore, floor):
    settings = Settings(lm, keep=keep, ignore=tuple(ignore), floor=floor)
    assert from_mapping(tomllib.loads(to_toml(settings)), "printed") == settings


def test_the_nearest_file_counts(tmp_path):
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text("[tool.mtclean]\nshow = 0.7\n")
    (tmp_path / "a" / "pyproject.toml").write_text("[project]\nname = 'other'\n")
    found = find_file(inner)
    assert found == tmp_path / "pyproject.toml"
    assert from_file(found).show == 0.7
    (tmp_path / "a" / "mtclean.toml").write_text("show = 0.2\n")
    assert find_file(inner) == tmp_path / "a" / "mtclean.toml"


def test_command_line_over_named_file_over_nearest_over_defaults(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mtclean.toml").write_text("show = 0.1\nbatch_size = 2\n")
    (tmp_path / "other.toml").write_text('show = 0.2\nignore = ["a"]\nentities = ["mine.csv"]\n')
    given = {"lm": None, "offline": False, "ignore": (), "show": None, "entities": ()}
    nearest = settings_for(None, likely=False, floor=None, **given)
    assert (nearest.show, nearest.batch_size, nearest.floor) == (0.1, 2, Safety.SAFE)
    named = settings_for(tmp_path / "other.toml", likely=False, floor=None, **given)
    assert (named.show, named.batch_size) == (0.2, 8)
    assert named.entities == (str(tmp_path / "mine.csv"),)
    line = given | {"show": 0.3, "ignore": ("b",), "entities": ("x.csv",)}
    typed = settings_for(tmp_path / "other.toml", likely=True, floor=None, **line)
    assert (typed.show, typed.ignore, typed.floor) == (0.3, ("a", "b"), Safety.LIKELY)
    assert typed.entities == (str(tmp_path / "mine.csv"), "x.csv")


def test_the_tagger_can_be_left_out() -> None:
    given = {"lm": None, "offline": False, "ignore": (), "show": None, "entities": ()}
    assert settings_for(None, likely=False, floor=None, **given).tagger
    assert not settings_for(None, likely=False, floor=None, no_tagger=True, **given).tagger


def test_a_rewriter_is_named_and_told_what_to_do(tmp_path) -> None:
    given = {"lm": None, "offline": False, "ignore": (), "show": None, "entities": ()}
    assert settings_for(None, likely=False, floor=None, **given).rewriter == ""
    (tmp_path / "own.toml").write_text('rewriter = "a/b"\ninstruction = "grammar: {}"\n')
    file = settings_for(tmp_path / "own.toml", likely=False, floor=None, **given)
    assert (file.rewriter, file.instruction) == ("a/b", "grammar: {}")
    assert settings_for(tmp_path / "own.toml", likely=False, floor=None, rewriter="c", **given).rewriter == "c"
    assert file.digest != Settings().digest


def test_zero_is_a_limit_too(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    got = settings_for(None, likely=False, floor=None, lm=None, offline=False, ignore=(), show=0.0, entities=())
    assert got.show == 0.0


@pytest.mark.parametrize("content", [b"show = ", b"show = '\xff'"])
def test_a_broken_file_is_named(tmp_path, content):
    path = tmp_path / "mtclean.toml"
    path.write_bytes(content)
    with pytest.raises(SettingsError, match=r"mtclean\.toml: not readable as TOML"):
        in_force(path, {})


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SettingsError, match=r"gone\.toml: cannot be read"):
        in_force(tmp_path / "gone.toml", {})


def test_the_digest_follows_what_results_depend_on():
    assert Settings().digest == Settings(offline=True, entities=("/home/me/x.csv",)).digest
    assert Settings().digest != Settings(show=0.6).digest
    assert len(Settings().digest) == 8
