"""Reports for people: the marked sentence, the reasons in words, and nothing that steers the terminal."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from fakes import FakeCleaner
from hypothesis import given
from hypothesis import strategies as st

from mtclean.errors import MtcleanError
from mtclean.patch import for_terminal, line_hunks
from mtclean.progress import Bar
from mtclean.reading import Rule
from mtclean.render import (
    chance,
    excerpt,
    failure_line,
    flag_lines,
    heading,
    marked,
    rule_lines,
    rule_list,
    rule_named,
    shown,
    visible,
)
from mtclean.report import Failure
from mtclean.summary import Summary
from mtclean.values import Document, Evidence, Span, Verdict

TEXT = "Talks went on. Hakan Vian, the foreign minister, spoke of arrows.\nOne chapter of garble."
REPORT = FakeCleaner().check(Document("news/a.txt", TEXT))


def test_a_flag_is_shown_with_its_sentence_its_reasons_and_what_to_put():
    assert shown(REPORT).startswith(
        "news/a.txt: garbled, almost certainly machine-damaged (97 %), 4 flags\n"
        "\n"
        "  1:22  garbled-name, 90 % sure\n"
        "    Hakan Vian, the foreign minister, spoke of arrows.\n"
        "          ^^^^\n"
        "    why: surprisal 21.4, limit 14 (bits)\n"
        "    fix: Fidan (safe, 97 %): foreign minister of Türkiye\n"
    )


def test_every_reason_has_a_line_of_its_own():
    flag = replace(REPORT.flags[0], evidence=(Evidence("sound", 0.9, 0.7), Evidence("rare", 1.0, 1.0, "no name")))
    assert "  why: sound 0.9, limit 0.7\n         no name\n" in flag_lines(TEXT, flag)


def test_a_byte_order_mark_is_not_shown():
    assert excerpt("\ufeffVian said.", Span(1, 5)) == ("", "Vian", " said.")


def test_a_flag_without_a_suggestion_says_so():
    assert "2:16  unexpected-words, 90 % sure\n" in shown(REPORT)
    assert shown(REPORT).rstrip().endswith("fix: none known; a person has to decide")


def test_words_are_listed_with_bits():
    assert "     3.5 bits  p 0.10  Hakan\n" in shown(REPORT, words=True)
    assert "bits  p" not in shown(REPORT)


def test_colour_marks_the_span_and_leaves_the_carets_out():
    (line,) = marked(TEXT, Span(21, 25), colour=True)
    assert line == "Hakan \x1b[31m\x1b[1m\x1b[4mVian\x1b[0m, the foreign minister, spoke of arrows."
    assert "\x1b[31m\x1b[1mgarbled\x1b[0m" in heading(REPORT, colour=True)
    assert "\x1b" not in shown(REPORT)


def test_carets_stand_under_wide_combining_and_escaped_characters():
    text = "東京 e\u0301\x1b[m Vian."
    line, carets = marked(text, Span(text.index("Vian"), text.index("Vian") + 4), colour=False)
    assert line == "東京 e\u0301\\x1b[m Vian."
    assert carets == " " * 13 + "^^^^"


def test_a_long_sentence_is_cut_around_the_span():
    text = "word " * 200 + "Vian " + "word " * 200 + "."
    before, inside, after = excerpt(text, Span(1000, 1004))
    assert inside == "Vian"
    assert before.startswith("…word")
    assert after.endswith("word…")
    assert len(before + inside + after) < 180


def test_a_span_over_two_lines_is_shown_whole():
    before, inside, after = excerpt("One two\nthree four.", Span(4, 13))
    assert (before, inside, after) == ("One ", "two\\nthree", " four.")


@given(st.text())
def test_nothing_visible_steers_a_terminal(text):
    seen = visible(text)
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or 0x202A <= ord(c) <= 0x202E for c in seen)
    seen.encode("utf-8")


@given(st.text(), st.data())
def test_every_span_has_an_excerpt(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    _, inside, _ = excerpt(text, Span(start, end))
    assert inside == visible(text[start:end])


def test_hostile_ids_and_reasons_are_escaped_too():
    report = FakeCleaner().check(Document("\x1b]0;title\x07", "fine"))
    assert heading(report).startswith("\\x1b]0;title\\x07: clean")
    assert failure_line(Failure("a\nb", "k", "m\x1b", "h")) == "a\\nb: m\\x1b; h\n"


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (1.0, "almost certainly"),
        (0.8, "very probably"),
        (0.5, "perhaps"),
        (0.21, "probably not"),
        (0.0, "almost certainly not"),
    ],
)
def test_probabilities_have_words(probability, words):
    assert chance(Verdict("touched", probability)) == f"{words} machine-damaged ({probability:.0%})".replace("%", " %")


RULES = (
    Rule(
        "garbled-name", "names", "A name\nthat is wrong.", "Sound.", "safe.", lambda *_: iter(()), ("Vian",), ("Fidan",)
    ),
    Rule("split-word", "layout", "A word in two.", "Scrapers.", "safe.", lambda *_: iter(()), (), ()),
)


def test_a_rule_is_explained_with_examples():
    text = rule_lines(rule_named("garbled-name", RULES))
    assert text == (
        "garbled-name (names)\n\nA name that is wrong.\n\nWhy: Sound.\n\n"
        "It flags:\n  Vian\n\nIt leaves alone:\n  Fidan\n\n"
        "Safety of its fixes: safe.\n"
    )
    assert rule_list(RULES).splitlines()[1].split() == ["split-word", "layout", "A", "word", "in", "two."]


def test_an_unknown_rule_names_the_nearest():
    with pytest.raises(MtcleanError, match="there is no rule 'garbeld-name'; did you mean 'garbled-name'"):
        rule_named("garbeld-name", RULES)
    with pytest.raises(MtcleanError, match="lists all rules"):
        rule_named("0000", RULES)


@given(st.lists(st.booleans(), max_size=40))
def test_hunks_of_lines_are_those_of_diff(changes):
    import difflib

    old = [f"line {i}\n" for i in range(len(changes))]
    new = [f"new {i}\n" if changed else line for i, (line, changed) in enumerate(zip(old, changes, strict=True))]
    expected = [line for line in difflib.unified_diff(old, new) if not line.startswith(("---", "+++"))]
    got = "".join(line_hunks(zip(old, new, strict=True)))
    assert got.count("@@ -") == sum(line.startswith("@@") for line in expected)
    assert sorted(line for line in got.splitlines(keepends=True) if line[0] in "+- ") == sorted(
        line for line in expected if line[0] in "+- "
    )


def test_a_patch_for_a_terminal_is_coloured_and_harmless():
    patch = "# why\n--- a/x y\t\n+++ b/x\n@@ -1 +1 @@\n-old\x1b[2J\u2028\n+new\n same\n"
    plain = for_terminal(patch, colour=False)
    assert plain == patch.replace("\x1b", "\\x1b").replace("\u2028", "\\u2028")
    coloured = for_terminal(patch, colour=True).splitlines()
    assert [line[:5] for line in coloured[3:]] == ["\x1b[36m", "\x1b[31m", "\x1b[32m", " same"]


def test_a_report_line_is_the_object_of_the_contract():
    row = json.loads(json.dumps(REPORT.to_dict(words=True)))
    assert list(row) == ["schema", "id", "verdict", "bits_per_byte", "words_total", "flags", "words", "signature"]
    assert all(flag["text"] == TEXT[flag["start"] : flag["end"]] for flag in row["flags"])
    assert row["flags"][0]["suggestions"][0]["safety"] == "safe"


def test_counts_add_up_and_give_the_exit_code():
    total = Summary().plus(REPORT).plus(None)
    assert (total.read, total.flagged, total.by_rule["pivot-confusion"], total.exit_code) == (1, 1, 2, 1)
    assert total.plus(Failure("x", "k", "m", "h")).exit_code == 2
    assert Summary().plus(FakeCleaner().check(Document("x", "fine"))).exit_code == 0


def test_the_bar_counts_and_steps_aside():
    written: list[str] = []
    bar = Bar(written.append, 2)
    bar.hide()
    bar.step("one")
    bar.hide()
    assert written == ["\r\x1b[K[############............] 1/2 one", "\r\x1b[K"]
    assert Bar(written.append, None).line() == "0 documents"
