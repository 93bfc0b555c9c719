"""Documents prepared in another process: the same as here, whatever becomes of that process."""

from __future__ import annotations

import multiprocessing
import sys
from pathlib import Path

import pytest
from fakes import FakeCleaner

from mtclean import cli
from mtclean.apart import Apart, _serve
from mtclean.console import Console
from mtclean.errors import MtcleanError
from mtclean.names.attested import Attested, attested
from mtclean.prepare import Preparer
from mtclean.settings import Settings
from mtclean.values import Document

TEXT = (
    "Turkish Foreign Minister Hakan Vian said that the arrows of the bank rose. She can be resignation by Friday.\n\n"
    "Vian met Reem Qandil in Istanbul."
)


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> Apart:
    """One process for all; the user's own names reach it."""
    own = tmp_path_factory.mktemp("own") / "own.csv"
    own.write_text("name,kind,country,variants,roles\nReem Kandil,person,EG,,\n", encoding="utf-8")
    return Apart([str(own)])


def helpers() -> set[multiprocessing.Process]:
    return set(multiprocessing.active_children())


def test_another_process_finds_what_this_one_finds(apart):
    other = Document("b", "Hakan Fidan spoke in Ankara. Hakan Fidan left.")
    for seen in (Attested(), attested([Document("a", TEXT), other])):
        found = apart._asked(Document("a", TEXT), seen)
        assert found == Preparer(apart.entities).prepared(Document("a", TEXT), seen)
        assert {mention.text for mention in found.mentions} >= {"Hakan Vian", "Reem Qandil"}
        assert found.asked


def test_nothing_starts_before_the_first_document():
    before = helpers()
    Apart()
    assert helpers() == before


def test_when_the_process_is_gone_the_work_is_done_here():
    before, apart = helpers(), Apart()
    assert apart._asked(Document("a", "Ankara."), Attested()) is not None
    (helper,) = helpers() - before
    helper.kill()
    helper.join()
    for _ in range(2):
        assert apart._asked(Document("a", TEXT), Attested()) is None
        assert apart.prepared(Document("a", TEXT), Attested()) == Preparer().prepared(Document("a", TEXT), Attested())


def test_a_process_that_cannot_start_is_done_without(monkeypatch):
    def refused(*_: object) -> None:
        raise PermissionError("no more processes")

    monkeypatch.setattr(multiprocessing, "get_context", refused)
    assert Apart().prepared(Document("a", "Ankara."), Attested()).mentions[0].text == "Ankara"


def test_what_fails_there_is_raised_here_and_the_process_goes_on(tmp_path: Path):
    before, apart = helpers(), Apart([str(tmp_path / "missing.csv")])
    for _ in range(2):
        with pytest.raises(MtcleanError, match=r"missing\.csv"):
            apart.prepared(Document("a", TEXT), Attested())
        (helper,) = helpers() - before
        assert helper.is_alive()


def test_the_process_ends_with_the_one_that_asks():
    ours, theirs = multiprocessing.Pipe()
    helper = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs, (), (), (700, 10, 10)))
    helper.start()
    theirs.close()
    ours.close()
    helper.join()
    assert helper.exitcode == 0


@pytest.mark.parametrize("imported", [True, False])
def test_a_command_takes_a_second_process_where_torch_has_yet_to_be_imported(imported, monkeypatch, tmp_path):
    made: list[FakeCleaner] = []

    def cleaner(*args: object, **options: object) -> FakeCleaner:
        made.append(FakeCleaner(*args, **options))
        return made[-1]

    if imported:
        monkeypatch.setitem(sys.modules, "torch", sys)
    else:
        monkeypatch.delitem(sys.modules, "torch", raising=False)
    monkeypatch.setattr("mtclean.pipeline.Cleaner", cleaner)
    cli._start(Console([]), Settings(), [str(tmp_path)], {"text_field": "text", "id_field": "id"})
    assert made[0].apart is not imported
