"""English inflection: the table says what lemminflect says."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import lemminflect
import pytest

from mtclean.english import TABLE, TAGS, inflected, inflections, lemmas
from mtclean.table import lines, table


@pytest.fixture(scope="module")
def some_words() -> list[str]:
    every = sorted({line.split("\t")[0] for line in table(TABLE).decode().splitlines()})
    assert len(every) > 60_000
    return [*random.Random(5).sample(every, 1_500), "be", "can", "shares", "fell", "better", "data", "qwxz"]


def test_lemmas_are_those_of_lemminflect(some_words: list[str]) -> None:
    for word in some_words:
        assert lemmas(word) == {k: v for k, v in lemminflect.getAllLemmas(word).items() if any(v)}


def test_forms_are_those_of_lemminflect(some_words: list[str]) -> None:
    for word in some_words:
        for part, tags in TAGS.items():
            assert inflections(word, part) == {
                tag: forms for tag, forms in lemminflect.getAllInflections(word, upos=part).items() if any(forms)
            }
            for tag in tags:
                assert inflected(word, tag) == (lemminflect.getInflection(word, tag, inflect_oov=False) or ("",))[0]


def test_a_table_is_sorted_and_has_each_line_once() -> None:
    every = table(TABLE).splitlines()
    assert every == sorted(set(every))


def test_tables_are_found_by_name_only() -> None:
    with pytest.raises(FileNotFoundError):
        table("no-such-table")


@pytest.mark.parametrize(
    ("key", "found"), [("a", [["1"]]), ("ab", [["2"], ["3"]]), ("z", [["4"]]), ("b", []), ("", [])]
)
def test_first_middle_last_and_absent_keys(key: str, found: list[list[str]]) -> None:
    assert lines(b"a\t1\nab\t2\nab\t3\nz\t4\n", key) == found


def test_the_recipe_makes_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from training import english

    target = tmp_path / "english.tsv.gz"
    monkeypatch.setattr("sys.argv", ["english", str(target)])
    english.main()
    assert gzip.decompress(target.read_bytes()) == table(TABLE)
