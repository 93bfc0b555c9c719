"""The review notebook runs from top to bottom with nobody there, and its buttons do what the session does."""

from __future__ import annotations

import json
import os
from pathlib import Path

import nbformat
import pytest
from fakes import FakeCleaner
from nbclient import NotebookClient

from mtclean import widgets
from mtclean.errors import MtcleanError
from mtclean.render import json_line
from mtclean.review import Session
from mtclean.values import Document
from mtclean.widgets import Panel

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "notebooks" / "review.ipynb"
TEXT = "Vian owns state -owned arrows.\n\nVian left <script>in</script> this chapter."


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The kernel finds this mtclean even where it is not installed, and its temporary folders are the test's."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setenv("TMPDIR", str(tmp_path))


def outputs(where: Path, **settings: object) -> dict[str, str]:
    """What each cell printed or showed, by its id, with `settings` in the place of the first cell's."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    first = next(cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", ()))
    first.source += "".join(f"\n{name} = {value!r}" for name, value in settings.items())
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(where)}}).execute()
    return {cell.id: "".join(map(shown, cell.get("outputs", ()))) for cell in notebook.cells}


def shown(output: nbformat.NotebookNode) -> str:
    data = output.get("data", {})
    return output.get("text") or data.get("text/html") or data.get("text/plain") or ""


def prepared(folder: Path) -> dict[str, object]:
    article = folder / "article.txt"
    article.write_text(TEXT, encoding="utf-8")
    reports = folder / "reports.jsonl"
    reports.write_text(json_line(FakeCleaner().check(Document(str(article), TEXT))), encoding="utf-8")
    return {"REPORTS": str(reports), "TEXTS": [str(article)]}


@pytest.mark.parametrize("start", [ROOT, NOTEBOOK.parent], ids=["root", "notebooks"])
def test_practising_on_a_file_of_reports(tmp_path: Path, start: Path) -> None:
    said = outputs(start, **prepared(tmp_path))
    assert said["load"] == "articles: 1; 0 of 5 flags decided: 0 accepted, 0 rejected, 0 with other words; 5 open\n"
    assert said["articles"].count("<mark class") == 5
    assert "<script>" not in said["articles"]
    assert [json.loads(line)["verdict"] for line in said["practice"].splitlines()[:3]] == [
        "accept",
        "reject",
        "replace",
    ]
    assert "VBox" in said["buttons"]
    assert "+Fidan owns state -owned [my own words].\n" in said["outcome"]
    assert "all rules: 3 of 5 flags decided: 1 accepted, 1 rejected, 1 with other words; 2 open" in said["outcome"]
    (text,) = tmp_path.glob("mtclean-review-*/texts/*.txt")
    assert text.read_text(encoding="utf-8") == TEXT.replace("Vian owns", "Fidan owns").replace(
        "arrows", "[my own words]"
    )


def test_own_work_is_resumed_and_nothing_decided_for_anyone(tmp_path: Path) -> None:
    given = prepared(tmp_path)
    folder = tmp_path / "review"
    session = Session.open(
        Path(str(given["REPORTS"])), [Document(str(tmp_path / "article.txt"), TEXT)], folder / "decisions.jsonl"
    )
    session.reject_alike()
    said = outputs(ROOT, **given, FOLDER=str(folder), WHO="ada", HEAT=True)
    assert "2 of 5 flags decided: 0 accepted, 2 rejected" in said["practice"]
    assert "nothing is changed yet" in said["outcome"]
    assert not list(tmp_path.glob("mtclean-review-*"))


@pytest.mark.lm
def test_checking_sample_articles(tmp_path: Path) -> None:
    said = outputs(ROOT, TEXTS=["samples/istanbul-*.txt"])
    assert "samples/istanbul-talks.txt" in said["articles"]
    assert "3 of " in said["outcome"]
    assert "--- a/samples/istanbul-talks.txt" in said["outcome"]
    assert len(list(tmp_path.glob("mtclean-review-*/texts/1-istanbul-talks.txt"))) == 1


def test_no_outputs_are_kept_in_the_notebook() -> None:
    cells = [cell for cell in nbformat.read(NOTEBOOK, as_version=4).cells if cell.cell_type == "code"]
    assert [cell for cell in cells if cell.outputs or cell.execution_count] == []


@pytest.fixture
def panel(tmp_path: Path) -> Panel:
    docs = [Document("a.txt", TEXT), Document("b.txt", "Vian and a garble.")]
    return Panel(Session(FakeCleaner().check_many(docs)), tmp_path / "texts")


def test_buttons_decide_and_draw(panel: Panel) -> None:
    press = panel.buttons
    press["Accept"].click()
    assert panel.session.patched("a.txt").startswith("Fidan owns")
    assert panel.progress.value == 1
    assert "accepted: Fidan" in panel.article.value
    assert "<del> -owned</del>" in panel.focus.value
    press["Skip"].click()
    press["Previous"].click()
    press["Reject"].click()
    panel.own.value = "stocks"
    press["Use own words"].click()
    assert panel.session.patched("a.txt").startswith("Fidan owns state -owned stocks.")
    assert panel.own.value == ""
    press["Undo"].click()
    assert "1 taken back" in panel.message.value
    press["Accept"].click()
    press["Reject all like this"].click()
    assert "2 rejected" in panel.message.value


def test_the_selected_suggestion_is_the_one_accepted(panel: Panel) -> None:
    panel.session.go(4)
    panel.refresh()
    assert panel.choice.options == ("season (show)", "term (show)")
    panel.choice.index = 1
    panel.buttons["Accept all like this"].click()
    assert panel.session.patched("a.txt").endswith("this term.")


def test_what_cannot_be_done_is_said_and_own_words_stay(panel: Panel) -> None:
    panel.session.go(6)
    panel.refresh()
    assert panel.choice.options == ()
    panel.own.value = "half done"
    panel.buttons["Accept"].click()
    assert "nothing is suggested for &#x27;garble&#x27;" in panel.message.value
    assert panel.own.value == "half done"


def test_exporting(panel: Panel, tmp_path: Path) -> None:
    panel.buttons["Export texts"].click()
    assert sorted(path.name for path in (tmp_path / "texts").iterdir()) == ["1-a.txt", "2-b.txt"]
    assert "2 texts are in" in panel.message.value


def test_nothing_to_review(tmp_path: Path) -> None:
    empty = Panel(Session([]), tmp_path)
    empty.buttons["Accept"].click()
    assert empty.focus.value == widgets.NO_FLAGS
    assert "there is no flag to decide" in empty.message.value


def test_without_ipywidgets_one_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "ipywidgets", None)
    with pytest.raises(MtcleanError, match=r"needs ipywidgets; pip install 'mtclean\[notebook\]'"):
        widgets.library()
