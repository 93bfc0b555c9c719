"""Pivot tables as data, and candidates in the inflection of the word that is read."""

import gzip
import re
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

from mtclean.pivots import CODES, FUNCTION_WORDS, Pivots

ROOT = Path(__file__).parents[1]
HEADER = re.compile(
    r"# (?:[\w-]+ [\d.-]+, )*(?:mtclean, )?training/polysemes; (?:GPL|CC-BY|Apache)\S*(?: and GFDL\S*)?; "
    r"observed, candidate, shared word, cost"
)


def lines(code):
    data = (files("mtclean") / "data" / "pivots" / f"{code}.tsv.gz").read_bytes()
    assert data[4:8] == b"\0\0\0\0", "gzip must not hold a time, or builds differ"
    return gzip.decompress(data).decode().splitlines()


def replacements(pivots, word):
    return [candidate.replacement for candidate in pivots.candidates(word)]


@pytest.fixture(scope="module")
def arabic():
    return Pivots.load(["ar"])


@pytest.fixture(scope="module")
def every():
    return Pivots.load()


@pytest.mark.parametrize("code", sorted(CODES))
def test_tables_are_sound(code):
    header, *body = lines(code)
    assert HEADER.match(header)
    rows = [line.split("\t") for line in body]
    assert 1_500 < len(rows) < 100_000
    assert all(len(row) == 5 and row[2] for row in rows)
    assert all(re.fullmatch("[a-z]+", row[0]) and re.fullmatch("[a-z]+(?: [a-z]+){0,2}", row[1]) for row in rows)
    assert all(row[0] != row[1] for row in rows)
    assert all(re.fullmatch(r"\d+\.\d", row[3]) and 0 <= float(row[3]) <= 20 for row in rows)
    assert all(re.fullmatch("a?n?r?v?", row[4]) and row[4] for row in rows)
    assert all(left[:2] < right[:2] for left, right in pairwise(rows)), "sorted, and no pair twice"
    assert not {word for row in rows for word in row[:2]} & FUNCTION_WORDS


def test_tables_fit_in_the_package():
    sizes = [len((files("mtclean") / "data" / "pivots" / f"{code}.tsv.gz").read_bytes()) for code in CODES]
    assert sum(sizes) < 6_000_000


def test_every_table_has_its_licence_noted():
    note = (files("mtclean") / "data" / "pivots" / "README.md").read_text(encoding="utf-8")
    for code in CODES:
        package, licence = lines(code)[0].removeprefix("# ").split("; ")[:2]
        assert f"| `{code}.tsv.gz` | {package} | {licence} |" in note


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("arrows", "shares"),
        ("Arrows", "Shares"),
        ("chapter", "season"),
        ("chapters", "seasons"),
        ("rocket", "missile"),
        ("rockets", "missiles"),
        ("width", "offer"),
        ("width", "display"),
        ("verdict", "decision"),
        ("survival", "remaining"),
        ("survival", "staying"),
        ("circumstance", "envelope"),
        ("salad", "authority"),
    ],
)
def test_what_arabic_confuses(arabic, word, right):
    assert right in replacements(arabic, word)


@pytest.mark.parametrize(
    ("word", "wrong"),
    [
        ("arrows", "share"),
        ("arrow", "shares"),
        ("arrows", "sharing"),
        ("chapters", "season"),
        ("rocket", "missiles"),
        ("rose", "flowers"),
        ("rose", "roses"),
        ("rose", "raise"),
        ("width", "offers"),
        ("widths", "offer"),
        ("colour", "color"),
        ("organise", "organize"),
        ("big", "small"),
        ("increase", "decrease"),
        ("shares", "share"),
    ],
)
def test_what_is_never_proposed(every, word, wrong):
    assert wrong not in replacements(every, word)


@pytest.mark.parametrize("word", ["was", "the", "has", "does", "will", "Ankara", "2014", "co-op", "naïve", ""])
def test_words_without_candidates(every, word):
    assert every.candidates(word) == ()


def test_candidates_are_ordered_and_name_their_pivots(every):
    found = every.candidates("rocket")
    assert [c.cost for c in found] == sorted(c.cost for c in found)
    assert len({c.replacement for c in found}) == len(found)
    missile = next(c for c in found if c.replacement == "missile")
    assert {"ar", "de", "ru"} <= {way.pivot for way in missile.ways}
    assert len({way.pivot for way in missile.ways}) == len(missile.ways)


def test_a_known_pivot_is_likelier_than_one_of_many(arabic, every):
    of = {c.replacement: c.cost for c in every.candidates("arrows")}
    assert arabic.candidates("arrows")[0].cost < of["shares"]


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="no pivot table for xx; there are ar, "):
        Pivots.load(["xx"])


@pytest.mark.parametrize("path", sorted((ROOT / "training" / "polysemes").glob("*.tsv")), ids=lambda path: path.stem)
def test_polysemes_are_sound(path):
    assert path.stem in CODES
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(rows) > 500
    assert all(len(row) == 4 and row[2] in "nvaro" for row in rows)
    assert all(len({sense.strip() for sense in row[3].split("|")}) > 1 for row in rows)
    assert len({(row[0], row[2]) for row in rows}) == len(rows), "no word twice with one part of speech"
