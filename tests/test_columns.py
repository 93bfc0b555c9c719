"""Columns: many short texts kept as one."""

import pytest

from mtclean.names.columns import Column, Places, packed, unpacked
from mtclean.names.dictionary import Dictionary
from mtclean.names.sound import skeleton, skeletons

TEXTS = ["Hakan", "", "Fidan", "Đức 越南 🌍", "Fidan", "\x1e", "\ud800"]


def test_a_column_is_the_sequence_it_was_made_of() -> None:
    column = Column.of(TEXTS)
    assert list(column) == TEXTS
    assert [column[at] for at in range(len(column))] == TEXTS
    assert [column[at - len(TEXTS)] for at in range(len(column))] == TEXTS
    assert column[1:6:2] == TEXTS[1:6:2]
    assert column[::-1] == TEXTS[::-1]
    assert column.some(iter([4, 0])) == ["Fidan", "Hakan"]
    assert "Fidan" in column
    assert column.index("Fidan") == 2
    assert Column.of(column) is column


@pytest.mark.parametrize("at", [len(TEXTS), -len(TEXTS) - 1])
def test_outside_a_column_is_nothing(at: int) -> None:
    with pytest.raises(IndexError):
        Column.of(TEXTS)[at]


def test_a_column_of_nothing() -> None:
    column = Column.of([])
    assert (len(column), list(column), column[:], list(column.places(""))) == (0, [], [], [])


def test_an_entry_keeps_its_place_whatever_is_in_it() -> None:
    column = Column.of(["one\ntwo", "three"])
    assert list(column) == ["one two", "three"]


def test_where_an_entry_stands_is_the_whole_of_it() -> None:
    column = Column.of(["an", "Fidan", "an", "an", ""])
    assert list(column.places("an")) == [0, 2, 3]
    assert list(column.places("")) == [4]
    assert list(column.places("F")) == []


def test_tokens_are_found_in_every_name_that_has_them() -> None:
    places = Places(["new york new", "", "york"])
    assert {token: list(places[token]) for token in places} == {"new": [0, 0], "york": [0, 2]}
    assert places.get("yor", ()) == ()
    assert len(Places([])) == 0
    assert "new" not in Places([])


def test_columns_come_back_as_they_were_packed() -> None:
    columns = [["Hakan", "Đức"], [7, 8]]
    assert [list(column) for column in unpacked(packed(columns))] == [["Hakan", "Đức"], ["7", "8"]]


def test_skeletons_of_many_are_those_of_each() -> None:
    folds = ["", "ŋaŋŋa ħħa", "d", "aa dd", *Dictionary.open().cities_of("TR").folds]
    assert skeletons(folds) == [skeleton(folded) for folded in folds]
    assert skeletons([]) == []
