"""One article's way to a report, with a fake language model: order, failures, odd texts, settings, signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from mtclean.errors import MtcleanError
from mtclean.lm.scorer import Ask, Change, Follow, Probe, Scores, TokenScore
from mtclean.pipeline import READ_AHEAD, Cleaner
from mtclean.report import Failure, Report
from mtclean.settings import Settings, SettingsError
from mtclean.values import Document, Span
from mtclean.version import __version__

DAMAGED = "The state -owned bank , he said, is safe ."
DAMAGED_RULES = ["space-before-hyphen", "space-before-punctuation", "space-before-punctuation"]


class FakeScorer:
    """Every token costs what its length says, every other word a bit less, every change saves `saves` bits.

    A text that holds "boom" cannot be scored; `trouble` is what is then raised.
    """

    name = "fake"

    def __init__(self, saves: float = 1.0, trouble: Exception | None = None) -> None:
        self.saves, self.trouble = saves, trouble or RuntimeError("out of luck")
        self.calls: list[tuple[str, ...]] = []

    def score(
        self,
        texts: Sequence[str],
        ask: Ask | None = None,
        follow: Follow | None = None,
    ) -> list[Scores]:
        self.calls.append(tuple(texts))
        if any("boom" in text for text in texts):
            raise self.trouble
        return [self._one(i, text, ask(i) if ask else (), follow) for i, text in enumerate(texts)]

    def _one(self, i: int, text: str, asked: Sequence[Probe], follow: Follow | None) -> Scores:
        tokens = tuple(
            TokenScore(Span(*m.span()), 1.0 + len(m.group()) / 2, 3.0, 0.5, begins=True)
            for m in re.finditer(r"\s*\S+", text)
        )
        scores = Scores(tokens, tuple((0.1,) * len(probe.others) for probe in asked))
        if follow:
            follow(i, FakeMemory(Span(0, len(text)), scores, self.saves))
        return scores


class FakeMemory(NamedTuple):
    """Answers as `FakeScorer` does."""

    part: Span
    scores: Scores
    saves: float

    def probed(self, probes: Sequence[Probe]) -> list[tuple[float, ...]]:
        return [(0.1,) * len(probe.others) for probe in probes]

    def saved(self, changes: Sequence[Change]) -> list[float]:
        return [self.saves] * len(changes)


def cleaner(fake: FakeScorer | None = None, **changes: object) -> Cleaner:
    made = Cleaner(**changes)
    made.__dict__["scorer"] = fake or FakeScorer()
    return made


def rules(report: Report) -> list[str]:
    return [flag.rule for flag in report.flags]


# --- many documents -------------------------------------------------------------------------------------------------


def test_reports_come_in_input_order_and_failures_pass_through() -> None:
    lost = Failure("lost.txt", "not-utf8", "is not UTF-8", "convert it")
    items = [Document("a", DAMAGED), lost, Document("b", "All is well."), lost, Document("c", "")]
    done = list(cleaner().check_many(items))
    ids = [one.id if isinstance(one, Failure) else one.doc.id for one in done]
    assert ids == ["a", "lost.txt", "b", "lost.txt", "c"]
    assert done[1] is lost
    assert isinstance(done[0], Report)
    assert rules(done[0]) == DAMAGED_RULES


def test_only_failures_need_no_model() -> None:
    fake = FakeScorer()
    lost = Failure("x", "not-utf8", "", "")
    assert list(cleaner(fake).check_many([lost] * 3)) == [lost] * 3
    assert [texts for texts in fake.calls if texts] == []


TROUBLES = [RuntimeError("no"), ValueError("no"), MemoryError(), KeyError("k"), ZeroDivisionError()]


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda trouble: type(trouble).__name__)
def test_one_document_that_raises_does_not_take_the_others_along(trouble: Exception) -> None:
    docs = [Document("a", DAMAGED), Document("b", "This goes boom."), Document("c", DAMAGED)]
    first, failed, last = cleaner(FakeScorer(trouble=trouble)).check_many(docs)
    assert isinstance(first, Report)
    assert isinstance(last, Report)
    assert (first.doc.id, last.doc.id) == ("a", "c")
    assert rules(first) == rules(last) == DAMAGED_RULES
    assert isinstance(failed, Failure)
    assert (failed.id, failed.kind) == ("b", "check-failed")
    assert type(trouble).__name__ in failed.message
    assert failed.hint


@pytest.mark.parametrize("trouble", [MtcleanError("no model", "install one"), KeyboardInterrupt()])
def test_what_concerns_every_document_is_raised(trouble: Exception) -> None:
    with pytest.raises(type(trouble)):
        list(cleaner(FakeScorer(trouble=trouble)).check_many([Document("a", "boom")]))


def test_the_source_is_read_no_further_ahead_than_it_says() -> None:
    drawn = 0

    def source() -> Iterator[Document]:
        nonlocal drawn
        for i in range(3 * READ_AHEAD + 1):
            drawn += 1
            yield Document(str(i), "All is well.")

    answered = 0
    for report in cleaner().check_many(source()):
        assert isinstance(report, Report)
        assert report.doc.id == str(answered)
        assert drawn - answered <= READ_AHEAD
        answered += 1
    assert answered == drawn == 3 * READ_AHEAD + 1


def test_nothing_is_read_before_the_first_report_is_asked_for() -> None:
    source = iter([Document("a", "All is well.")])
    cleaner().check_many(source)
    assert next(source).id == "a"


def test_documents_read_together_help_each_other() -> None:
    good = [Document(str(i), "The envoy Pantelis Voskopoulidis spoke.") for i in range(3)]
    bad = Document("bad", "The envoy Bantelis Foskobulidis spoke.")
    alone = cleaner().check(bad)
    *_, together = cleaner().check_many([*good, bad])
    assert isinstance(together, Report)
    assert "garbled-name" not in rules(alone)
    assert [(f.text, f.suggestions[0].replacement) for f in together.flags if f.rule == "garbled-name"] == [
        ("Bantelis Foskobulidis", "Pantelis Voskopoulidis")
    ]


def test_one_by_one_and_together_say_the_same() -> None:
    docs = [Document(str(i), text) for i, text in enumerate((DAMAGED, "All is well.", "It was the the end."))]
    made = cleaner()
    assert [made.check(doc) for doc in docs] == list(made.check_many(docs))


# --- odd texts ------------------------------------------------------------------------------------------------------

ODD = {
    "crlf": "First line.\r\nThe state -owned bank\r\n\r\nis safe .\r\n",
    "old mac": "First line.\rThe state -owned bank is safe .\r",
    "line separator": "One\u2028The state -owned bank is safe .\u2029Two",
    "emoji": "🎉🎉 The state -owned bank 👩‍👩‍👧 is safe .",
    "NUL": "\0The state -owned\0 bank is safe .\0",
    "BOM": "\ufeffThe state -owned bank is safe .",
    "combining": "Cafe\u0301 de\u0301ja\u0300. The state -owned bank is safe .",
    "no-break space": "The\u00a0state -owned\u00a0bank is safe .",
    "right to left": "قال الوزير. The state -owned bank is safe . שלום",
    "surrogate": "\ud800 The state -owned bank is safe .",
}


@pytest.mark.parametrize("name", [name for name in ODD if name != "surrogate"])
def test_odd_texts_have_true_spans(name: str) -> None:
    text = ODD[name]
    report = cleaner().check(text)
    assert {"space-before-hyphen", "space-before-punctuation"} <= set(rules(report))
    for flag in report.flags:
        assert flag.span.of(text) == flag.text != ""
        assert 0 <= flag.span.start < flag.span.end <= len(text)
    assert "state-owned" in report.fixed
    assert "safe." in report.fixed
    assert _seen(report.fixed) == _seen(text)


def _seen(text: str) -> list[str]:
    """The characters of `text` that anyone can see; layout repairs only move and remove the others."""
    return [c for c in text if c.isprintable() and not c.isspace()]


def test_what_is_no_text_becomes_a_failure() -> None:
    failed, report = cleaner().check_many([Document("odd", ODD["surrogate"]), Document("good", DAMAGED)])
    assert isinstance(failed, Failure)
    assert failed.id == "odd"
    assert isinstance(report, Report)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\t\r\n", "…", "—", "😀", "\ufeff", "7", ".", "a"])
def test_texts_with_hardly_anything_in_them(text: str) -> None:
    report = cleaner().check(text)
    assert report.flags == ()
    assert report.verdict.label in {"clean", "touched"}
    assert 0 <= report.verdict.probability <= 1
    assert report.bits_per_byte >= 0
    assert (report.fixed, report.diff) == (text, "")


# --- senses reach the report ----------------------------------------------------------------------------------------


def test_swaps_that_save_much_are_flagged_and_others_are_not() -> None:
    text = "The chairs were counted after the vote."
    tried = cleaner(FakeScorer(saves=60.0)).check(text)
    flags = [flag for flag in tried.flags if flag.rule == "pivot-confusion"]
    assert flags
    assert all(flag.confidence > 0.9 and flag.suggestions for flag in flags)
    idle = cleaner(FakeScorer(saves=0.0)).check(text)
    assert "pivot-confusion" not in rules(idle)


# --- settings -------------------------------------------------------------------------------------------------------


def test_ignored_rules_do_not_run() -> None:
    report = cleaner(ignore="space-before-hyphen").check(DAMAGED)
    assert rules(report) == ["space-before-punctuation"] * 2


def test_an_ignored_rule_must_exist() -> None:
    with pytest.raises(SettingsError, match="space-before-hyphen"):
        Cleaner(ignore=["space-befor-hyphen"])


def test_kept_texts_are_not_flagged() -> None:
    report = cleaner(keep={" -": "house style"}).check(DAMAGED)
    assert rules(report) == ["space-before-punctuation"] * 2


def test_show_is_the_least_confidence() -> None:
    every = cleaner(show=0.0).check(DAMAGED)
    surest = max(flag.confidence for flag in every.flags)
    some = cleaner(show=surest).check(DAMAGED)
    assert 0 < len(some.flags) < len(every.flags)
    assert all(flag.confidence >= surest for flag in some.flags)


def test_the_floor_decides_what_is_changed() -> None:
    text = "Profits rose by 12 % in the state -owned banks."
    assert cleaner().check(text).fixed == "Profits rose by 12 % in the state-owned banks."
    assert cleaner(floor="likely").check(text).fixed == "Profits rose by 12% in the state-owned banks."


def test_inline_marks_switch_checking_off_and_on() -> None:
    text = f"{DAMAGED}\n<!-- mtclean: off -->\n{DAMAGED}\n<!-- mtclean: on -->\n{DAMAGED}"
    report = cleaner().check(text)
    off = text.index("<!--"), text.rindex("-->")
    assert rules(report) == DAMAGED_RULES * 2
    assert not any(off[0] <= flag.span.start < off[1] for flag in report.flags)


def test_without_the_second_mark_the_rest_is_left_alone() -> None:
    assert rules(cleaner().check(f"{DAMAGED}\n<!-- mtclean: off -->\n{DAMAGED}")) == DAMAGED_RULES


def test_settings_by_name() -> None:
    made = Cleaner(lm="some/folder", entities="x.csv", floor="likely", ignore=("split-word",))
    assert made.settings == Settings(
        lm="some/folder", entities=("x.csv",), floor=made.settings.floor, ignore=("split-word",)
    )
    assert made.settings.floor.label == "likely"
    assert Cleaner(entities=["x.csv", "y.csv"]).settings.entities == ("x.csv", "y.csv")
    assert Cleaner(entities=Path("x.csv")).settings.entities == ("x.csv",)


def test_names_overrule_a_settings_value() -> None:
    base = Settings(show=0.7, offline=True)
    assert Cleaner(base, show=0.9).settings == Settings(show=0.9, offline=True)
    assert Cleaner(base).settings is base


@pytest.mark.parametrize(
    ("key", "nearest"), [("entites", "entities"), ("flor", "floor"), ("batchsize", "batch_size"), ("shows", "show")]
)
def test_an_unknown_setting_names_the_nearest(key: str, nearest: str) -> None:
    with pytest.raises(SettingsError, match=f"{key!r}; did you mean {nearest!r}"):
        Cleaner(**{key: 1})


def test_own_names_are_known(tmp_path: Path) -> None:
    own = tmp_path / "x.csv"
    own.write_text("name,variants,kind,country,roles\nZebulon Quartermain,,person,KE,wildlife service head\n")
    text = "Sebulon Quardermain, the head of the wildlife service of Kenya, resigned."
    made = cleaner(entities=str(own))
    (flag,) = made.check(text).flags
    assert (flag.text, flag.suggestions[0].replacement) == ("Sebulon Quardermain", "Zebulon Quartermain")
    assert "garbled-name" not in rules(cleaner().check(text))
    assert made.signature != cleaner().signature


def test_a_missing_file_of_names_is_named() -> None:
    with pytest.raises(MtcleanError, match=r"no-such\.csv"):
        cleaner(entities="no-such.csv").check("All is well.")


# --- signature ------------------------------------------------------------------------------------------------------


def test_the_signature_says_what_a_number_depends_on() -> None:
    report = cleaner().check(DAMAGED)
    pattern = rf"mtclean:{re.escape(__version__)}\|lm:fake\|dict:[0-9a-f]{{8}}\|settings:[0-9a-f]{{8}}"
    assert re.fullmatch(pattern, report.signature)
    assert report.to_dict()["signature"] == report.signature


def test_the_signature_changes_with_settings_that_matter() -> None:
    assert cleaner(show=0.6).signature != cleaner().signature
    assert cleaner(batch_size=2).signature == cleaner().signature
