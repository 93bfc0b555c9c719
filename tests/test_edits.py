"""Laws of edits: undo, order, identity; and every patch is one that git takes."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mtclean.edits import EditConflict, apply_edits, inverses, lines_of, side, unified_diff
from mtclean.values import Edit, Span

ALPHABET = "abé\u2028\u2029\x85\x0b\x0c\r\n\n\n \t東👩\u0301"
texts = st.text(alphabet=ALPHABET, max_size=40)


@st.composite
def text_with_edits(draw):
    text = draw(texts)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = [Span(*pair) for pair in zip(cuts[::2], cuts[1::2], strict=False)]
    return text, [Edit(span, span.of(text), draw(st.text(alphabet=ALPHABET, max_size=4)), "rule") for span in spans]


@given(text_with_edits())
def test_edits_can_be_undone_in_any_order(case):
    text, edits = case
    fixed = apply_edits(text, edits)
    assert apply_edits(fixed, inverses(edits)) == text
    assert apply_edits(text, reversed(edits)) == fixed
    assert apply_edits(text, []) == text
    assert len(fixed) == len(text) + sum(len(edit.new) - len(edit.old) for edit in edits)


@given(text_with_edits())
def test_undoing_the_undoing_is_doing(case):
    _, edits = case
    assert inverses(inverses(edits)) == edits


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(Span(0, 2), "xx", "y", "r")],
        [Edit(Span(0, 2), "ab", "y", "r"), Edit(Span(1, 3), "bc", "z", "r")],
        [Edit(Span(0, 9), "abc", "y", "r")],
    ],
)
def test_edits_that_do_not_fit_are_refused(edits):
    with pytest.raises(EditConflict):
        apply_edits("abc", edits)


@given(texts)
def test_lines_put_together_are_the_text(text):
    lines = lines_of(text)
    assert "".join(lines) == text
    assert all(line.endswith("\n") for line in lines[:-1])
    assert all("\n" not in line[:-1] for line in lines)


def applied(name: str, before: str, after: str) -> bytes:
    """What `git apply` makes of a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(before.encode())
        patch = unified_diff(name, before, after).encode()
        done = subprocess.run(
            ["git", "apply", "--whitespace=nowarn"], input=patch, cwd=folder, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return path.read_bytes()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text_with_edits())
def test_git_applies_every_patch(case):
    before, edits = case
    after = apply_edits(before, edits)
    if before and before != after:
        assert applied("a.txt", before, after) == after.encode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("one\ntwo\n", "one\n2\n"),
        ("one\r\ntwo\r\n", "one\r\n2\r\n"),
        ("one\ntwo", "one\n2"),
        ("one\ntwo", "one\ntwo\n"),
        ("one\u2028two\n", "one\u20282\n"),
        ("\ufeffone\n", "\ufeff1\n"),
        ("--- a/x\n+++ b/x\n@@ -1 +1 @@\n", "--- a/y\n+++ b/x\n@@ -1 +1 @@\n"),
        ("# one\n" * 20 + "two\n", "# one\n" * 20 + "2\n"),
        ("lone\rreturn\n", "lone\r2\n"),
    ],
)
def test_git_applies_awkward_texts(before, after):
    assert applied("a.txt", before, after) == after.encode()


@pytest.mark.parametrize(
    "name", ["two words.txt", 'quote".txt', "back\\slash.txt", "tab\there.txt", "Türkiye.txt", "-x"]
)
def test_git_finds_awkward_names(name):
    assert applied(name, "one\n", "two\n") == b"two\n"


def test_no_change_is_no_patch():
    assert unified_diff("a.txt", "one\n", "one\n") == ""


def test_a_leading_slash_is_left_out_of_a_patch():
    assert side("b", "/home/a.txt") == "b/home/a.txt"
