"""The table of literally rendered terms, and finding its rows in running text."""

import re

import pytest

from mtclean.senses.terms import find_terms, terms

TOPICS = {"diplomacy", "economics", "health", "law", "politics", "society", "sport", "technology", "war"}


def found(text):
    return [(hit.span.of(text), hit.canonical) for hit in find_terms(text)]


def test_the_table_is_sound():
    rows = terms()
    observed = [row.observed for row in rows]
    assert len(rows) >= 4000
    assert observed == sorted(set(observed)), "sorted, and no row twice"
    assert not set(observed) & {row.canonical for row in rows}, "a right term is no other row's wrong one"
    assert all(row.topic in TOPICS and row.source for row in rows)
    assert all(re.fullmatch(r"[\w'’/-]+(?: [\w'’/-]+)*", row.observed + " " + row.canonical) for row in rows)
    assert all(
        row.observed == row.observed.lower().replace("us ", "US ", row.observed.startswith("US ")) for row in rows
    )


def test_no_canonical_term_is_flagged():
    assert [row for row in terms() if found(f"the {row.canonical} today")] == []


def test_every_row_is_found():
    assert [row for row in terms() if found(f"({row.observed}).")[:1] != [(row.observed, row.canonical)]] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Council of Security met", [("Council of Security", "Security Council")]),
        ("THE COUNCIL OF SECURITY MET", [("COUNCIL OF SECURITY", "SECURITY COUNCIL")]),
        ("Gross local product fell.", [("Gross local product", "Gross domestic product")]),
        ("after the strike of the air, they", [("strike of the air", "air strike")]),
        ("Ministry of the External Affairs", [("Ministry of the External Affairs", "Ministry of Foreign Affairs")]),
        ("two plane carriers sailed", [("plane carriers", "aircraft carriers")]),
        ("the council\nof security", [("council\nof security", "security council")]),
        ("strikes of hunger began", [("strikes of hunger", "hunger strikes")]),
        ("both inner ministers met", [("inner ministers", "interior ministers")]),
        ("the inner minister's office", [("inner minister", "interior minister")]),
        ("The Minister of the Defense’s plane", [("Minister of the Defense", "Defense Minister")]),
        ("THE US FOREIGN MINISTER", [("US FOREIGN MINISTER", "US SECRETARY OF STATE")]),
        ("US foreign minister", [("US foreign minister", "US secretary of state")]),
        ("fire cessation and tax heaven", [("fire cessation", "ceasefire"), ("tax heaven", "tax haven")]),
    ],
)
def test_finds(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The Security Council met.",
        "The council of security-minded people",
        "the council.\n\nOf security he said nothing.",
        "the council, of security fame",
        "A council\n\nof security",
        "Until the fire stops, nobody may leave.",
        "He watched the rocket blow up.",
        "The air strike hit a market.",
        "Gross domestic product fell.",
        "the earth quaked",
        "seven seasons of peace",
        "He told us finance minister Lee would resign.",
        "The interior minister's office and three car bombs",
    ],
)
def test_leaves_alone(text):
    assert found(text) == []


def test_the_longest_row_wins():
    assert found("the international monetary box")[0][0] == "international monetary box"
    assert found("new crown virus cases") == [("new crown virus", "new coronavirus")]
