"""Reading and writing: what cannot be read says so in its place, and what has no edits keeps its every byte."""

from __future__ import annotations

import gzip
import io
import json
import os
import stat
import sys
import tracemalloc
import types

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtclean import jsonl, records
from mtclean.edits import apply_edits
from mtclean.errors import MtcleanError
from mtclean.files import opened, patch_name, replacing, write_atomically
from mtclean.jsonl import Fields, spliced
from mtclean.records import read
from mtclean.report import Failure
from mtclean.values import Document, Edit, Span


def items(*paths, fields=None):
    return [record.item for record in read([str(path) for path in paths], fields)]


def only(path, fields=None):
    (item,) = items(path, fields=fields)
    return item


@pytest.mark.parametrize("raw", [b"One\r\ntwo\n\n", b"\xef\xbb\xbfOne", "a\u2028b\x85c\x0c".encode(), b"lone\rreturn "])
def test_text_is_taken_exactly_as_it_is_and_written_back_so(tmp_path, raw):
    path = tmp_path / "a.txt"
    path.write_bytes(raw)
    (record,) = read([str(path)])
    assert record.item == Document(path.as_posix(), raw.decode("utf-8"))
    assert record.rewritten([]) == raw


def test_an_edit_leaves_mark_and_line_ends_alone(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfVian\r\nsaid")
    (record,) = read([str(path)])
    assert record.rewritten([Edit(Span(1, 5), "Vian", "Fidan", "r")]) == b"\xef\xbb\xbfFidan\r\nsaid"


@pytest.mark.parametrize(
    ("raw", "kind", "said"),
    [
        (b"caf\xe9", "not-utf8", "0xe9 at offset 3"),
        ("text".encode("utf-16"), "not-utf8", "UTF-16"),
        (b"", "empty", "no text"),
        (b"\xef\xbb\xbf \r\n", "empty", "no text"),
        (b"a\0b", "binary", "binary"),
        (b"%PDF-1.7 ...", "binary", "binary"),
        (b"x" * (records.LIMIT + 1), "too-large", "2,000,000"),
        (b"x" * (4 * records.LIMIT + 1), "too-large", "2,000,000"),
    ],
)
def test_what_is_no_text_is_refused_with_advice(tmp_path, raw, kind, said):
    path = tmp_path / "a.txt"
    path.write_bytes(raw)
    failure = only(path)
    assert isinstance(failure, Failure)
    assert (failure.id, failure.kind) == (path.as_posix(), kind)
    assert said in failure.message
    assert failure.hint


def test_a_file_that_is_not_there(tmp_path):
    failure = only(tmp_path / "gone.txt")
    assert (failure.kind, failure.hint) == ("no-such-file", "check the spelling of the path")


@pytest.mark.skipif(os.getuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("text")
    path.chmod(0)
    assert only(path).kind == "unreadable"


def test_an_error_while_reading_is_a_failure_with_what_the_system_said(tmp_path, monkeypatch):
    def broken(_path):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(records, "opened", broken)
    failure = only(tmp_path / "a.txt")
    assert (failure.kind, failure.message) == ("unreadable", "cannot be read: Input/output error")


def test_folders_are_walked_in_order_without_hidden_files_or_loops(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("b/two.md", "b/.hidden.txt", ".git/x.txt", "a.txt", "c.bin", "b/deep/er/three.txt"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text("text")
    (tmp_path / "in/b/deep/loop").symlink_to(tmp_path / "in", target_is_directory=True)
    (tmp_path / "in/broken.txt").symlink_to(tmp_path / "nowhere.txt")
    found = [(item.id, getattr(item, "kind", "read")) for item in items("./in/")]
    assert found == [
        ("in/a.txt", "read"),
        ("in/b/deep/er/three.txt", "read"),
        ("in/b/two.md", "read"),
        ("in/broken.txt", "no-such-file"),
    ]


def test_a_folder_with_nothing_to_read_is_a_failure(tmp_path):
    (tmp_path / "c.bin").write_text("text")
    assert only(tmp_path).kind == "empty"


LINES = b"""{"id": 7, "text": "One."}

{"text": "Two.", "title": "T"}\r
{"id": "x", "title": "no text", "n": 1}
{"id": "y", "text": 5}
[1]
{broken
{"id": "z", "text": "\\ud800"}
{"id": "w", "text": " "}
"""


def test_json_lines_each_become_a_document_or_a_failure(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(LINES)
    found = list(read([str(path)]))
    where = path.as_posix()
    assert found[0].item == Document("7", "One.")
    assert found[1].item is None
    assert found[2].item == Document(f"{where}:3", "Two.")
    assert [(record.item.id, record.item.kind) for record in found[3:]] == [
        ("x", "no-text-field"),
        ("y", "no-text-field"),
        (f"{where}:6", "bad-json"),
        (f"{where}:7", "bad-json"),
        ("z", "bad-json"),
        ("w", "empty"),
    ]
    assert "title" in found[3].item.hint
    assert b"".join(record.raw for record in found) == LINES


def test_other_field_names(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"url": "u", "body": "One."}')
    assert only(path, Fields("body", "url")) == Document("u", "One.")


@pytest.mark.parametrize(
    ("date", "year"),
    [
        ('"2016-05-12T10:00:00Z"', 2016),
        ('"Thu, 12 May 2016 10:00:00 GMT"', 2016),
        ("2016", 2016),
        ("1463047200", None),
        ('"yesterday"', None),
        ('{"year": 2016}', None),
        ("null", None),
    ],
)
def test_the_year_of_an_article_is_that_of_its_date(tmp_path, date, year):
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"text": "One.", "out": {date}}}')
    assert only(path, Fields(date="out")).year == year
    assert only(path).year is None


def test_a_deep_line_and_a_huge_number_do_not_stop_the_rest(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("[" * 100_000 + '\n{"n": ' + "9" * 10_000 + '}\n{"text": "Good."}\n')
    assert [getattr(item, "kind", "read") for item in items(path)] == ["bad-json", "bad-json", "read"]


def test_fifty_megabytes_on_one_line_are_refused_in_little_memory_and_kept(tmp_path):
    path = tmp_path / "a.jsonl"
    long = b'{"text": "' + b"x" * 50_000_000 + b'"}\n'
    path.write_bytes(long + b'{"text": "Good."}\n')
    tracemalloc.start()
    found = list(read([str(path)]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2.5 * records.LINE_LIMIT
    assert found[0].item.kind == "too-large"
    assert found[1].item == Document(f"{path.as_posix()}:2", "Good.")
    parts = []
    found[0].copy(parts.append)
    assert b"".join(parts) == long


def test_gzip_is_read_and_written(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(LINES))
    assert b"".join(record.raw for record in read([str(path)])) == LINES
    with replacing(path) as out:
        out.write(b"new")
    assert gzip.decompress(path.read_bytes()) == b"new"


@pytest.mark.parametrize("cut", [-10, 40])
def test_damaged_gzip_says_where_and_keeps_what_came_before(tmp_path, cut):
    lines = b"".join(b'{"text": "%d"}\n' % i for i in range(50_000))
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(lines)[:cut])
    found = list(read([str(path)]))
    assert found[-1].item.kind == "unreadable"
    assert found[-1].is_lost
    assert all(isinstance(record.item, Document) for record in found[:-1])


def test_zstandard_missing_names_the_command(tmp_path, monkeypatch):
    for name in ("compression", "compression.zstd", "zstandard"):
        monkeypatch.setitem(sys.modules, name, None)
    path = tmp_path / "a.jsonl.zst"
    path.write_bytes(b"\x28\xb5\x2f\xfd")
    failure = only(path)
    assert (failure.kind, failure.hint) == ("missing-extra", "pip install zstandard")


def test_zstandard_round_trip(tmp_path):
    pytest.importorskip("zstandard")
    path = tmp_path / "a.jsonl.zst"
    with replacing(path) as out:
        out.write(LINES)
    assert path.read_bytes().startswith(b"\x28\xb5\x2f\xfd")
    assert b"".join(record.raw for record in read([str(path)])) == LINES
    path.write_bytes(b"no zstd at all")
    assert only(path).kind == "unreadable"


def test_html_without_trafilatura_names_the_command(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    path = tmp_path / "a.html"
    path.write_text("<p>text</p>")
    assert only(path).hint == "pip install 'mtclean[html]'"


@pytest.mark.parametrize(("found", "kind"), [("The article.", "read"), (None, "no-article")])
def test_html_is_the_article_that_trafilatura_finds(tmp_path, monkeypatch, found, kind):
    about = types.SimpleNamespace(date="2016-05-12")
    fake = types.SimpleNamespace(
        extract=lambda _page, **_options: found, extract_metadata=lambda _page, **_options: about
    )
    monkeypatch.setitem(sys.modules, "trafilatura", fake)
    path = tmp_path / "a.html"
    path.write_text("<p>The article.</p>")
    (record,) = read([str(path)])
    assert getattr(record.item, "kind", "read") == kind
    if found:
        assert record.item.year == 2016
        assert record.rewritten([Edit(Span(0, 3), "The", "An", "r")]) == b"An article."


def test_parquet_is_refused_with_a_way_out(tmp_path):
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1")
    assert (only(path).kind, "JSON Lines" in only(path).hint) == ("unsupported", True)


@pytest.mark.parametrize(
    ("given_in", "expected"),
    [
        (b'"Well," he said.\n', [Document("-", '"Well," he said.\n')]),
        (b'{"id": 1, "text": "One."}\n{"text": "Two."}', [Document("1", "One."), Document("-:2", "Two.")]),
        (b"{curly} text", [Document("-", "{curly} text")]),
    ],
)
def test_standard_input_is_json_lines_when_it_looks_so(monkeypatch, given_in, expected):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given_in)))
    assert items("-") == expected


json_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(
    json_texts,
    st.dictionaries(json_texts.filter(lambda key: key != "text"), st.floats() | json_texts | st.none(), max_size=3),
    st.booleans(),
    st.sampled_from([None, 2]),
    st.data(),
)
def test_splicing_changes_the_text_and_nothing_else(text, others, ascii_only, spaced, data):
    row = {"first": 1} | others | {"text": text, "last": {"text": "inner"}}
    line = (
        json.dumps(row, ensure_ascii=ascii_only, separators=(", ", ": ") if spaced else (",", ":")).encode() + b"\r\n"
    )
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    edit = Edit(Span(start, end), text[start:end], data.draw(json_texts), "r")
    got = spliced(line, "text", [edit])
    changed = row | {"text": apply_edits(text, [edit])}
    assert json.dumps(json.loads(got)) == json.dumps(changed)
    assert got.endswith(b"\r\n")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b'{"n":1E400,"text":"a Vian \\/ b"}\n', b'{"n":1E400,"text":"a Fidan \\/ b"}\n'),
        ('{"text":"é Vian"}'.encode(), '{"text":"é Fidan"}'.encode()),
        (b'\xef\xbb\xbf {  "text" : "\\ud83d\\ude00 Vian" , "text2":"Vian"}', None),
        (b'{"text":"old","text":"x Vian"}', b'{"text":"old","text":"x Fidan"}'),
    ],
)
def test_spelling_of_the_line_is_kept(line, expected):
    document = jsonl.parse(line, "w", Fields())
    at = document.text.index("Vian")
    got = spliced(line, "text", [Edit(Span(at, at + 4), "Vian", "Fidan", "r")])
    assert got == (line.replace(b"Vian", b"Fidan", 1) if expected is None else expected)


@pytest.mark.parametrize(
    ("line", "new"),
    [
        (b'{"text":"x"}', b'{"text":"T\\u00fcrkiye"}'),
        ('{"t":"ü","text":"x"}'.encode(), '{"t":"ü","text":"Türkiye"}'.encode()),
    ],
)
def test_new_letters_are_escaped_where_the_line_is_ascii(line, new):
    assert spliced(line, "text", [Edit(Span(0, 1), "x", "Türkiye", "r")]) == new


def test_writing_keeps_permissions_and_follows_links(tmp_path):
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.txt", "real.txt"]


def test_a_failed_write_leaves_the_old_file_and_no_other(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(KeyboardInterrupt), replacing(path) as out:
        out.write(b"half")
        raise KeyboardInterrupt
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_long_name_can_be_written(tmp_path):
    path = tmp_path / ("ü" * 120 + ".txt")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"


def test_patch_names_follow_the_current_folder(tmp_path, monkeypatch):
    work = tmp_path / "work"
    (work / ".git").mkdir(parents=True)
    (work / "sub").mkdir()
    (tmp_path / "other.txt").touch()
    monkeypatch.chdir(work / "sub")
    assert patch_name(work / "sub" / "a.txt") == "a.txt"
    assert patch_name(work / "b.txt") == "b.txt"
    assert patch_name(tmp_path / "other.txt") == str(tmp_path / "other.txt").lstrip("/")
    (work / "sub" / "link.txt").symlink_to(work / "sub" / "real.txt")
    assert patch_name(work / "sub" / "link.txt") == "real.txt"


def test_other_errors_in_a_block_pass_through_unchanged(tmp_path):
    (tmp_path / "a.txt").touch()
    with pytest.raises(MtcleanError, match="mine"), opened(tmp_path / "a.txt"):
        raise MtcleanError("mine")
