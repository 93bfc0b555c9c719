"""A corpus through `batch`: nothing lost, one bad record stops nothing, results only where they belong."""

from __future__ import annotations

import json
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import EagerCleaner, FakeCleaner

from mtclean import batch
from mtclean.errors import MtcleanError
from mtclean.records import read
from mtclean.run import Run
from mtclean.values import Document

CLEAN = FakeCleaner().check(Document("x", "Fine."))


class Quick(EagerCleaner):
    """Says of every document that it is clean."""

    def check(self, doc):
        return replace(CLEAN, doc=doc)


def run_batch(paths, output, cleaner=None):
    run = Run(read([str(path) for path in paths]), cleaner or EagerCleaner())
    batch.write(run, Path(output), alone=len(paths) == 1)
    return run.summary


def reports(output):
    return [json.loads(line) for line in (output / "reports.jsonl").read_text().splitlines()]


@pytest.fixture
def corpus(tmp_path):
    for name, raw in {
        "a.txt": b"Mr Vian spoke.",
        "sub/b.md": b"\xef\xbb\xbfFine.\r\n",
        "sub/c.txt": b"caf\xe9",
        "sub/d.txt": b"crash",
        "z.txt": b"Vian and arrows",
    }.items():
        path = tmp_path / "corpus" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
    return tmp_path / "corpus"


@pytest.mark.parametrize("cleaner", [FakeCleaner(), EagerCleaner()])
def test_a_folder_becomes_reports_and_texts(corpus, tmp_path, cleaner):
    out = tmp_path / "out"
    summary = run_batch([corpus], out, cleaner)
    assert (summary.read, summary.flagged, summary.changed, summary.failed) == (3, 2, 2, 2)
    assert dict(summary.by_rule) == {"garbled-name": 2, "pivot-confusion": 1}
    assert [Path(row["id"]).name for row in reports(out)] == ["a.txt", "b.md", "c.txt", "d.txt", "z.txt"]
    assert [row["error"]["kind"] for row in reports(out) if "error" in row] == ["not-utf8", "crash"]
    cleaned = {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()}
    del cleaned["reports.jsonl"]
    assert cleaned == {
        "cleaned/a.txt": b"Mr Fidan spoke.",
        "cleaned/sub/b.md": b"\xef\xbb\xbfFine.\r\n",
        "cleaned/z.txt": b"Fidan and arrows",
    }


def test_json_lines_keep_every_line(tmp_path):
    first, second = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    first.write_bytes(b'{"id": "../../x", "text":"Vian", "n":1e3}\n\n{bad\n{"text": "Fine.", "f": 1.0}')
    second.write_bytes(b'{"text": "crash"}\r\n')
    summary = run_batch([first, second], tmp_path / "out")
    assert (summary.read, summary.changed, summary.failed) == (2, 1, 2)
    assert (tmp_path / "out/cleaned.jsonl").read_bytes() == (
        b'{"id": "../../x", "text":"Fidan", "n":1e3}\n\n{bad\n{"text": "Fine.", "f": 1.0}\n{"text": "crash"}\r\n'
    )
    assert [row.get("error", {}).get("kind", "read") for row in reports(tmp_path / "out")] == [
        "read",
        "bad-json",
        "read",
        "crash",
    ]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["cleaned.jsonl", "reports.jsonl"]
    assert not (tmp_path.parent / "x").exists()


@pytest.mark.usefixtures("corpus")
def test_several_inputs_do_not_overwrite_each_other(tmp_path, monkeypatch):
    (tmp_path / "other").mkdir()
    (tmp_path / "other/a.txt").write_text("Another.")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    run_batch(["../corpus", "../other"], "out")
    assert Path("out/cleaned/__/corpus/a.txt").read_text() == "Mr Fidan spoke."
    assert Path("out/cleaned/__/other/a.txt").read_text() == "Another."


def test_an_absolute_path_stays_inside_the_output(corpus, tmp_path):
    run_batch([corpus / "a.txt", corpus / "z.txt"], tmp_path / "out")
    inside = (tmp_path / "out/cleaned").joinpath(*(corpus / "a.txt").parts[1:])
    assert inside.read_text() == "Mr Fidan spoke."


@pytest.mark.parametrize("where", [".", "out", "sub"])
def test_an_output_inside_the_input_is_refused(corpus, where):
    with pytest.raises(MtcleanError, match="overlap; choose another folder"):
        batch.refuse_overlap([str(corpus)], corpus / where)


def test_an_input_that_would_be_overwritten_is_refused(tmp_path):
    for name in ("cleaned.jsonl", "reports.jsonl", "cleaned/a.txt"):
        with pytest.raises(MtcleanError, match="overlap"):
            batch.refuse_overlap([str(tmp_path / name)], tmp_path)
    batch.refuse_overlap(["-", str(tmp_path / "in.jsonl")], tmp_path)


def test_results_take_their_names_only_at_the_end(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text('{"text": "Fine."}\n{"text": "interrupt"}\n')
    (tmp_path / "out").mkdir()
    (tmp_path / "out/reports.jsonl").write_text("earlier\n")
    with pytest.raises(KeyboardInterrupt):
        run_batch([path], tmp_path / "out", FakeCleaner())
    assert (tmp_path / "out/reports.jsonl").read_text() == "earlier\n"
    assert (tmp_path / "out/reports.jsonl.partial").exists()


def test_a_text_that_cannot_be_saved_is_one_failure(corpus, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "cleaned").mkdir()
    (out / "cleaned/sub").write_text("a file where a folder should be")
    summary = run_batch([corpus], out)
    assert summary.failed == 3
    assert [row["error"]["kind"] for row in reports(out) if "error" in row] == ["unwritable", "not-utf8", "crash"]
    assert (out / "cleaned/z.txt").read_text() == "Fidan and arrows"


def test_memory_does_not_grow_with_the_corpus(tmp_path):
    path = tmp_path / "in.jsonl"
    with path.open("w") as out:
        for number in range(600):
            out.write(json.dumps({"id": number, "text": "word " * 1_000}) + "\n")
    tracemalloc.start()
    summary = run_batch([path], tmp_path / "out", Quick())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert summary.read == 600
    assert peak < path.stat().st_size / 2
