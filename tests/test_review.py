"""The laws of a review: undo restores, a log resumes, bulk is one step, and what is patched is what was decided."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes import FakeCleaner
from hypothesis import given
from hypothesis import strategies as st

from mtclean.decisions import Decision, Log, Tally, from_line
from mtclean.edits import apply_edits
from mtclean.errors import MtcleanError
from mtclean.render import json_line
from mtclean.report import Failure, Report
from mtclean.review import Session
from mtclean.values import Document, Flag, Safety, Span, Suggestion, Verdict

DOCS = (
    Document("a.txt", "Vian owns state -owned arrows.\r\nVian left in this chapter.\u2028A garble"),
    Document("b.txt", "Nothing here."),
    Document("../c.txt", "Mr Vian, the arrows and the chapter.\n"),
)


def reports(*docs: Document) -> list[Report]:
    return [FakeCleaner().check(doc) for doc in docs or DOCS]


def session(log: Path | None = None) -> Session:
    return Session(reports(), log, who="ada", now=lambda: "2025-05-16T10:00:00+00:00")


def state(of: Session) -> tuple[int, list[Decision | None]]:
    return of.position, [of.decision(place) for place in of.places]


def overlapping() -> Report:
    """What no run of mtclean reports, but a file from elsewhere may hold."""
    text = "Hakan Vian left"
    flags = (
        Flag("name", "names", Span(0, 10), "Hakan Vian", 0.9, (), (Suggestion("Hakan Fidan", Safety.SAFE, 0.9, ""),)),
        Flag("word", "senses", Span(6, 10), "Vian", 0.9, (), (Suggestion("Fidan", Safety.SAFE, 0.9, ""),)),
    )
    return Report(Document("x", text), Verdict("garbled", 0.9), flags, (), 1.0, Safety.SAFE, "")


STEPS: dict[str, Callable[[Session], object]] = {
    "accept": lambda s: s.accept() if s.current.flag.suggestions else s.reject(),
    "reject": lambda s: s.reject(),
    "replace": lambda s: s.replace("own <words>\n"),
    "accept all": lambda s: s.accept_alike() if s.current.flag.suggestions else s.reject_alike(),
    "reject all": lambda s: s.reject_alike(),
    "next": lambda s: s.next(),
    "previous": lambda s: s.previous(),
}
WHOLE_LINE = Decision("a.txt", Span(0, 4), "r", "Vian", "Fidan", "accept", "", "").to_line().encode()
DECIDING = ("accept", "reject", "replace", "accept all", "reject all")


@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=12), st.sampled_from(DECIDING))
def test_undo_restores_exactly(before: list[str], last: str) -> None:
    s = session()
    for step in before:
        STEPS[step](s)
    was = state(s), [s.patched(doc.id) for doc in DOCS]
    STEPS[last](s)
    assert s.undo() > 0
    assert (state(s), [s.patched(doc.id) for doc in DOCS]) == was


@given(st.lists(st.sampled_from([*STEPS, "undo"]), max_size=12))
def test_everything_can_be_undone(steps: list[str]) -> None:
    s = session()
    for step in steps:
        s.undo() if step == "undo" else STEPS[step](s)
    while s.undo():
        pass
    assert s.tally.open == len(s.places)
    assert [s.patched(doc.id) for doc in DOCS] == [doc.text for doc in DOCS]


@given(st.lists(st.sampled_from([*STEPS, "undo"]), max_size=12))
def test_a_log_brings_the_same_decisions_back(tmp_path_factory: pytest.TempPathFactory, steps: list[str]) -> None:
    log = tmp_path_factory.mktemp("log") / "decisions.jsonl"
    s = session(log)
    for step in steps:
        s.undo() if step == "undo" else STEPS[step](s)
    again = session(log)
    assert state(again)[1] == state(s)[1]
    assert [again.diff(doc.id) for doc in DOCS] == [s.diff(doc.id) for doc in DOCS]
    assert again.unmatched == ()


@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=12))
def test_patched_is_apply_edits(steps: list[str]) -> None:
    s = session()
    for step in steps:
        STEPS[step](s)
    for doc in DOCS:
        assert s.patched(doc.id) == apply_edits(doc.text, s.edits(doc.id))
        assert bool(s.diff(doc.id)) == (s.patched(doc.id) != doc.text)


def test_going_through_one_by_one() -> None:
    s = session()
    assert [place.flag.text for place in s.places] == [
        "Vian", " -owned", "arrows", "Vian", "chapter", "garble", "Vian", "arrows", "chapter",
    ]  # fmt: skip
    s.accept()
    s.reject()
    s.replace("stocks")
    assert s.patched("a.txt") == "Fidan owns state -owned stocks.\r\nVian left in this chapter.\u2028A garble"
    assert s.tally == Tally(1, 1, 1, 6)
    assert s.tallies()["garbled-name"] == Tally(1, 0, 0, 2)
    assert s.position == 3


def test_moving_stays_within_and_decides_nothing() -> None:
    s = session()
    assert s.previous() == s.places[0]
    assert s.next() == s.places[1]
    assert s.go(99) == s.places[-1]
    assert s.next() == s.places[-1]
    assert s.tally == Tally(0, 0, 0, 9)


def test_after_the_last_open_flag_it_comes_round_to_those_skipped() -> None:
    s = session()
    s.go(8)
    s.accept(1)
    assert s.decision(s.places[8]).new == "term"
    assert s.position == 0


def test_a_decision_can_be_changed_and_undone_to_the_one_before() -> None:
    s = session()
    s.accept()
    s.go(0)
    s.replace("Someone")
    assert s.patched("a.txt").startswith("Someone owns")
    s.undo()
    assert s.patched("a.txt").startswith("Fidan owns")


def test_accepting_all_alike_is_one_step_over_all_documents() -> None:
    s = session()
    s.go(3)
    s.reject()
    s.go(0)
    assert s.accept_alike() == 2
    assert [s.decision(s.places[i]).verdict for i in (0, 3, 6)] == ["accept", "reject", "accept"]
    assert s.undo() == 2
    assert s.tally == Tally(0, 1, 0, 8)


def test_rejecting_all_alike() -> None:
    s = session()
    assert s.reject_alike() == 3
    assert s.tally.rejected == 3
    assert s.position == 1


def test_all_alike_takes_only_what_is_offered_there_too() -> None:
    first, second = reports(Document("1", "Vian"), Document("2", "Vian"))
    flag = second.flags[0]
    other = Flag(flag.rule, flag.channel, flag.span, flag.text, 0.9, (), (Suggestion("Vivian", Safety.SAFE, 0.9, ""),))
    second = Report(second.doc, second.verdict, (other,), (), 1.0, Safety.SAFE, "")
    s = Session([first, second])
    assert s.accept_alike() == 1
    assert s.patched("2") == "Vian"


def test_changes_that_overlap_are_refused() -> None:
    s = Session([overlapping()])
    s.accept()
    with pytest.raises(MtcleanError, match="this overlaps the change of 'Hakan Vian' to 'Hakan Fidan'"):
        s.accept()
    assert s.patched("x") == "Hakan Fidan left"
    s.reject()
    assert s.tally == Tally(1, 1, 0, 0)


def test_overlapping_changes_in_a_log_are_left_there(tmp_path: Path) -> None:
    log = tmp_path / "log"
    for flag in overlapping().flags:
        made = Decision("x", flag.span, flag.rule, flag.text, flag.suggestions[0].replacement, "accept", "", "")
        Log(log).append([made])
    s = Session([overlapping()], log)
    assert s.patched("x") == "Hakan Fidan left"
    assert [decision.rule for decision in s.unmatched] == ["word"]


def test_decisions_that_fit_no_flag_are_kept_and_listed(tmp_path: Path) -> None:
    log = tmp_path / "log"
    Session(reports(), log).accept()
    before = log.read_bytes()
    s = Session(reports(Document("a.txt", "Then Vian came.")), log)
    assert [decision.old for decision in s.unmatched] == ["Vian"]
    s.reject()
    assert log.read_bytes().startswith(before)
    assert Session(reports(), log).tally == Tally(1, 0, 0, 8)


def test_a_log_is_lines_of_json(tmp_path: Path) -> None:
    s = session(tmp_path / "new" / "log")
    s.accept()
    s.undo()
    first, second = map(json.loads, (tmp_path / "new" / "log").read_text(encoding="utf-8").splitlines())
    assert first == {
        "id": "a.txt", "start": 0, "end": 4, "rule": "garbled-name", "old": "Vian", "new": "Fidan",
        "verdict": "accept", "who": "ada", "when": "2025-05-16T10:00:00+00:00",
    }  # fmt: skip
    assert second["verdict"] == "withdraw"


def test_a_half_written_line_is_passed_over_and_not_written_onto(tmp_path: Path) -> None:
    log = tmp_path / "log"
    session(log).accept()
    with log.open("ab") as out:
        out.write(b'{"id": "a.txt", "sta')
    s = session(log)
    assert s.tally == Tally(1, 0, 0, 8)
    s.reject()
    assert session(log).tally == Tally(1, 1, 0, 7)


@pytest.mark.parametrize(
    "line",
    [
        b"[]",
        b"7",
        b'{"id": "a"}',
        b"\xff",
        WHOLE_LINE.replace(b'"a.txt"', b"1"),
        WHOLE_LINE.replace(b"accept", b"maybe"),
        WHOLE_LINE.replace(b"0", b'"zero"', 1),
    ],
)
def test_lines_that_are_no_decision(line: bytes) -> None:
    assert from_line(WHOLE_LINE) is not None
    assert from_line(line) is None


def test_another_file_is_not_taken_for_a_log(tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("My notes\n")
    with pytest.raises(MtcleanError, match=r"notes.txt is not a log of decisions"):
        session(other)
    assert other.read_text() == "My notes\n"


def test_what_cannot_be_logged_is_not_decided(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    s = session()
    s = Session(s.reports, tmp_path / "log")
    (tmp_path / "log").mkdir()
    with pytest.raises(MtcleanError, match="cannot be written"):
        s.accept()
    assert s.tally.open == 9
    assert s.undo() == 0


def test_refusals_say_what_to_do() -> None:
    s = session()
    with pytest.raises(MtcleanError, match="there is no suggestion 2"):
        s.accept(1)
    s.go(5)
    with pytest.raises(MtcleanError, match="nothing is suggested for 'garble'; type your own words"):
        s.accept()
    with pytest.raises(MtcleanError, match="surrogate"):
        s.replace("\ud800")
    with pytest.raises(MtcleanError, match=r"no report of 'z.txt'"):
        s.diff("z.txt")
    assert s.tally.open == 9


def test_without_flags_there_is_nothing_to_decide() -> None:
    s = Session(reports(DOCS[1]))
    assert s.current is None
    assert s.next() is None
    with pytest.raises(MtcleanError, match="there is no flag to decide"):
        s.reject()


def test_export_writes_texts_under_harmless_names(tmp_path: Path) -> None:
    s = session()
    s.accept()
    paths = s.export(tmp_path / "out")
    assert [path.name for path in paths] == ["1-a.txt", "2-b.txt", "3-c.txt"]
    assert [path.read_bytes().decode() for path in paths] == [s.patched(doc.id) for doc in DOCS]
    assert sorted(path.name for path in tmp_path.rglob("*.txt")) == ["1-a.txt", "2-b.txt", "3-c.txt"]


def test_export_into_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(MtcleanError, match="choose another folder"):
        session().export(tmp_path / "out")


def written(folder: Path, *results: Report | Failure) -> Path:
    path = folder / "reports.jsonl"
    path.write_text("".join(json_line(result, words=True) for result in results), encoding="utf-8")
    return path


def test_opening_reports_from_a_file(tmp_path: Path) -> None:
    failure = Failure("d.txt", "binary", "not text", "leave it out")
    path = written(tmp_path, *reports(), failure)
    s = Session.open(path, DOCS, tmp_path / "log")
    assert [report.to_dict(words=True) for report in s.reports] == [r.to_dict(words=True) for r in reports()]
    assert [(place.flag, place.report.doc) for place in s.places] == [(p.flag, p.report.doc) for p in session().places]
    assert s.failures == (failure,)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "reports.jsonl:1: not a report of mtclean"),
        ("[1]", "reports.jsonl:1: not a report of mtclean"),
        ('{"schema": 1, "id": "a.txt"}', "reports.jsonl:1: not a report of mtclean"),
        ('{"schema": 2, "id": "a.txt"}', "schema 2, and this version reads 1"),
        ('{"schema": 1, "id": "z.txt"}', "z.txt: its text was not given"),
    ],
)
def test_files_that_are_no_reports(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "reports.jsonl").write_text(line + "\n")
    with pytest.raises(MtcleanError, match=said):
        Session.open(tmp_path / "reports.jsonl", DOCS)


def test_a_missing_file_of_reports(tmp_path: Path) -> None:
    with pytest.raises(MtcleanError, match=r"none.jsonl: cannot be read"):
        Session.open(tmp_path / "none.jsonl", DOCS)


def test_a_text_that_is_not_the_one_reported_on(tmp_path: Path) -> None:
    path = written(tmp_path, *reports(DOCS[0]))
    with pytest.raises(MtcleanError, match=r"a.txt: 'Vian' is not at 0, so its report is of another text; run"):
        Session.open(path, [Document("a.txt", "So " + DOCS[0].text)])


def test_two_texts_of_one_name_are_refused_and_one_twice_is_not() -> None:
    with pytest.raises(MtcleanError, match="two different texts are called 'a'"):
        Session(reports(Document("a", "Vian"), Document("a", "Vian left")))
    assert len(Session(reports(DOCS[0], DOCS[0])).reports) == 1
