"""Cases as data (tests/cases): what must be mended, flagged, left alone, and what is known to go wrong; laws for all.

A case that starts to work must move from known-failures.json to its own file: the build says so.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from mtclean.edits import apply_edits, inverses
from mtclean.pipeline import Cleaner
from mtclean.report import Report
from mtclean.values import Document, Safety

pytestmark = pytest.mark.xdist_group("cases")  # all cases are read once, in one go

Case = dict[str, Any]
Checked = Callable[[str], Report]

FOLDER = Path(__file__).parent / "cases"
KEYS = {"schema", "id", "verdict", "bits_per_byte", "words_total", "flags", "signature"}
FLAG_KEYS = {"start", "end", "text", "rule", "channel", "confidence", "evidence", "suggestions"}
EVIDENCE_KEYS = {"measure", "value", "limit", "note"}
SUGGESTION_KEYS = {"replacement", "safety", "confidence", "reason"}


def read(name: str) -> list[Case]:
    found: list[Case] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found


MUST_FIX, MUST_FLAG, UNTOUCHED = read("must-fix"), read("must-flag"), read("untouched")
KNOWN_FAILURES = read("known-failures")
EVERY = [*MUST_FIX, *MUST_FLAG, *UNTOUCHED, *KNOWN_FAILURES]


def label(case: Case) -> str:
    return str(case["label"])


@pytest.fixture(scope="module")
def checked() -> Checked:
    """The report on a text, made once: all cases in one go, and what they become when fixed in another."""
    cleaner = Cleaner(dtype="float32")  # numbers that are the same on every processor
    first = reports(cleaner, [case["text"] for case in EVERY])
    return {**reports(cleaner, [r.fixed for r in first.values() if r.edits]), **first}.__getitem__


def reports(cleaner: Cleaner, texts: list[str]) -> dict[str, Report]:
    done = cleaner.check_many(Document(f"case {i}", text) for i, text in enumerate(texts))
    return {report.doc.text: report for report in done if isinstance(report, Report)}


# --- what each kind of case asks for --------------------------------------------------------------------------------


def is_fixed(case: Case, report: Report) -> None:
    found = {
        (flag.rule, flag.text): (flag.suggestions[0].replacement, flag.suggestions[0].safety.label)
        for flag in report.flags
        if flag.suggestions
    }
    assert found.get((case["rule"], case["old"])) == (case["new"], case["safety"])
    edits = report.edits_at(Safety[case["safety"].upper()])
    assert (case["old"], case["new"]) in [(edit.old, edit.new) for edit in edits]


def is_flagged(case: Case, report: Report) -> None:
    at = report.doc.text.index(case["old"])
    end = at + len(case["old"])
    rules = [flag.rule for flag in report.flags if flag.span.start < end and at < flag.span.end]
    assert case["rule"] in rules


def is_untouched(case: Case, report: Report) -> None:
    assert report.edits_at(Safety.SAFE) == ()
    if not case.get("flags_allowed"):
        assert [(flag.rule, flag.text) for flag in report.flags] == []


WANTED = {"must-fix": is_fixed, "must-flag": is_flagged, "untouched": is_untouched}


@pytest.mark.lm
@pytest.mark.parametrize("case", MUST_FIX, ids=label)
def test_must_fix(case: Case, checked: Checked) -> None:
    is_fixed(case, checked(case["text"]))


@pytest.mark.lm
@pytest.mark.parametrize("case", MUST_FLAG, ids=label)
def test_must_flag(case: Case, checked: Checked) -> None:
    is_flagged(case, checked(case["text"]))


@pytest.mark.lm
@pytest.mark.parametrize("case", UNTOUCHED, ids=label)
def test_untouched(case: Case, checked: Checked) -> None:
    is_untouched(case, checked(case["text"]))


@pytest.mark.lm
@pytest.mark.xfail(strict=True, raises=AssertionError)
@pytest.mark.parametrize("case", KNOWN_FAILURES, ids=label)
def test_known_failures(case: Case, checked: Checked) -> None:
    WANTED[case["kind"]](case, checked(case["text"]))


# --- laws for all of them -------------------------------------------------------------------------------------------


@pytest.mark.lm
@pytest.mark.parametrize("case", EVERY, ids=label)
def test_flags_are_sound(case: Case, checked: Checked) -> None:
    text, flags = case["text"], checked(case["text"]).flags
    for flag in flags:
        assert 0 <= flag.span.start < flag.span.end <= len(text)
        assert text[flag.span.start : flag.span.end] == flag.text
        assert 0.5 <= flag.confidence <= 1
        assert flag.evidence
        ranks = [(-suggestion.safety, -suggestion.confidence) for suggestion in flag.suggestions]
        assert ranks == sorted(ranks), "best first"
        assert flag.text not in [suggestion.replacement for suggestion in flag.suggestions]
    assert all(one.span.end <= other.span.start for one, other in pairwise(flags))


@pytest.mark.lm
@pytest.mark.parametrize("case", EVERY, ids=label)
def test_fixed_texts_need_no_more_fixing(case: Case, checked: Checked) -> None:
    report = checked(case["text"])
    assert (report.diff == "") == (report.edits == ())
    if not report.edits:
        assert report.fixed == case["text"]
        return
    assert report.fixed != case["text"]
    assert apply_edits(report.fixed, inverses(report.edits)) == case["text"]
    assert checked(report.fixed).edits == ()


@pytest.mark.lm
@pytest.mark.parametrize("case", EVERY, ids=label)
def test_reports_follow_the_contract(case: Case, checked: Checked) -> None:
    record: Any = checked(case["text"]).to_dict(words=True)
    assert json.loads(json.dumps(record, allow_nan=False)) == record
    assert set(record) >= KEYS
    assert record["verdict"]["label"] in {"clean", "touched", "garbled"}
    assert 0 <= record["verdict"]["probability"] <= 1
    assert record["words_total"] == len(record["words"]) > 0
    assert all(set(word) >= {"start", "end", "bits", "p_bad"} for word in record["words"])
    for flag in record["flags"]:
        assert set(flag) >= FLAG_KEYS
        assert flag["channel"] in {"names", "senses", "grammar", "layout"}
        assert all(set(seen) >= EVIDENCE_KEYS for seen in flag["evidence"])
        assert all(set(proposed) >= SUGGESTION_KEYS for proposed in flag["suggestions"])
        assert {proposed["safety"] for proposed in flag["suggestions"]} <= {"safe", "likely", "show"}


# --- the tables themselves ------------------------------------------------------------------------------------------


def test_more_is_left_alone_than_mended() -> None:
    assert len(MUST_FIX) >= 25
    assert len(MUST_FLAG) >= 10
    assert len(KNOWN_FAILURES) >= 6
    assert len(UNTOUCHED) > len(MUST_FIX) + len(MUST_FLAG)
    assert 5 * sum("flags_allowed" in case for case in UNTOUCHED) <= len(UNTOUCHED)


def test_cases_are_told_apart() -> None:
    for part in ("label", "text"):
        assert len({case[part] for case in EVERY}) == len(EVERY)


def test_known_failures_say_why() -> None:
    assert all(case["kind"] in WANTED and case["why"] for case in KNOWN_FAILURES)


def test_what_must_be_mended_stands_in_the_text_once() -> None:
    for case in (*MUST_FIX, *MUST_FLAG):
        assert case["old"] in case["text"]
        assert case.get("new") != case["old"]
