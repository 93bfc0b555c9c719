"""The command line as users meet it: what is printed where, exit codes, and files that are safe."""

from __future__ import annotations

import gzip
import json
import os
import pty
import subprocess
import sys
import types
from pathlib import Path

import fakes
import pytest
from click.testing import CliRunner

from mtclean.cli import main
from mtclean.errors import MtcleanError
from mtclean.version import __version__

TESTS = Path(__file__).parent
ARTICLE = "Hakan Vian said the arrows of the state -owned bank rose.\r\nFine\u2028line.\nOne chapter of garble."
FIXED = "Hakan Fidan said the arrows of the state-owned bank rose.\r\nFine\u2028line.\nOne chapter of garble."


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """An empty current folder, and the fake in the place of the pipeline."""
    pipeline = types.SimpleNamespace(Cleaner=fakes.FakeCleaner)
    monkeypatch.setitem(sys.modules, "mtclean.pipeline", pipeline)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def article(here):
    path = here / "news" / "a.txt"
    path.parent.mkdir()
    path.write_bytes(ARTICLE.encode())
    return path


def run(*args, given=None):
    return CliRunner().invoke(main, [str(arg) for arg in args], input=given)


def git_apply(patch, folder, *options):
    return subprocess.run(["git", "apply", *options], input=patch, cwd=folder, capture_output=True, check=False)


# check


@pytest.mark.usefixtures("article")
def test_check_shows_flags_and_counts_them():
    result = run("check", "news")
    assert result.exit_code == 1
    assert "  1:7  garbled-name, 90 % sure\n    Hakan Vian said" in result.stdout
    assert "    fix: Fidan (safe, 97 %): foreign minister of Türkiye\n" in result.stdout
    assert result.stdout.endswith(
        "1 document read: 1 flagged, 0 changed, 0 failed; 5 flags: "
        "pivot-confusion 2, garbled-name 1, space-before-hyphen 1, unexpected-words 1\n"
    )
    assert result.stderr == ""


def test_check_of_a_clean_article_ends_with_0(here):
    (here / "a.txt").write_text("All is well.")
    result = run("check", "a.txt")
    assert (result.exit_code, result.stdout.splitlines()[0]) == (
        0,
        "a.txt: clean, almost certainly not machine-damaged (2 %)",
    )


@pytest.mark.usefixtures("article")
def test_check_as_json_lines_has_one_object_per_document_in_order(here):
    (here / "b.jsonl").write_text('{"id": "x", "text": "Fine."}\n\n{broken\n')
    result = run("check", "--format", "jsonl", "--words", "b.jsonl", "gone.txt", "news/a.txt")
    rows = [json.loads(line) for line in result.stdout.split("\n")[:-1]]
    assert [row["id"] for row in rows] == ["x", "b.jsonl:3", "gone.txt", "news/a.txt"]
    assert [row["schema"] for row in rows] == [1] * 4
    assert rows[2]["error"]["kind"] == "no-such-file"
    assert [word["p_bad"] for word in rows[0]["words"]] == [0.1]
    assert all(ARTICLE[flag["start"] : flag["end"]] == flag["text"] for flag in rows[3]["flags"])
    assert result.exit_code == 2
    assert "gone.txt: there is no such file or folder; check the spelling of the path\n" in result.stderr


def test_words_only_on_request(article):
    assert "words" not in json.loads(run("check", "--format", "jsonl", article).stdout)
    assert "     3.5 bits  p 0.10  Hakan\n" in run("check", "--words", article).stdout


def test_standard_input():
    result = run("check", "--format", "jsonl", "-", given="Mr Vian spoke.")
    assert (json.loads(result.stdout)["id"], result.exit_code) == ("-", 1)


def test_a_crash_in_one_document_does_not_stop_the_rest(here):
    (here / "a.jsonl").write_text('{"id": "1", "text": "crash"}\n{"id": "2", "text": "Vian"}\n')
    result = run("check", "a.jsonl")
    assert result.exit_code == 2
    assert "1: it said crash; say something else\n" in result.stderr
    assert "\n2: " in "\n" + result.stdout


# diff


@pytest.mark.parametrize("name", ["a.txt", "two words.txt", 'quo"te.txt', "Türkiye.md", "sub/b.txt"])
@pytest.mark.parametrize("options", [[], ["--likely"]])
def test_a_diff_applies_where_it_was_made(here, name, options):
    subprocess.run(["git", "init", "-q"], cwd=here, check=True)
    (here / "sub").mkdir()
    (here / name).write_bytes(ARTICLE.encode())
    result = run("diff", name, *options)
    assert result.exit_code == 1
    assert git_apply(result.stdout_bytes, here, "--check").stderr == b""
    assert git_apply(result.stdout_bytes, here).returncode == 0
    expected = FIXED.replace("arrows", "shares") if options else FIXED
    assert (here / name).read_bytes() == expected.encode()


@pytest.mark.parametrize("where", ["absolute", "subfolder", "link"])
def test_a_diff_applies_from_a_subfolder_with_an_absolute_path_and_through_a_link(here, monkeypatch, where):
    subprocess.run(["git", "init", "-q"], cwd=here, check=True)
    (here / "sub").mkdir()
    path = here / "sub" / "a.txt"
    path.write_bytes(ARTICLE.encode())
    (here / "link.txt").symlink_to("sub/a.txt")
    folder = here / "sub" if where == "subfolder" else here
    monkeypatch.chdir(folder)
    name = {"absolute": path, "subfolder": "a.txt", "link": "link.txt"}[where]
    patch = run("diff", name).stdout_bytes
    assert git_apply(patch, folder).returncode == 0
    assert path.read_bytes() == FIXED.encode()


def test_an_absolute_path_elsewhere_applies_from_the_root(tmp_path_factory):
    path = tmp_path_factory.mktemp("elsewhere") / "a.txt"
    path.write_bytes(ARTICLE.encode())
    patch = run("diff", path).stdout_bytes
    assert f"--- a{path}\n".encode() in patch
    done = git_apply(patch, "/", "--unsafe-paths", "--directory=/")
    assert (done.stderr, path.read_bytes()) == (b"", FIXED.encode())


def test_a_diff_of_many_files_applies_as_one(here):
    lines = [{"id": i, "text": "Vian" if i in (2, 9, 10, 30) else "Fine.", "é": "ü"} for i in range(40)]
    raw = "\n".join(json.dumps(line, ensure_ascii=bool(i % 2)) for i, line in enumerate(lines)).encode()
    (here / "a.jsonl").write_bytes(raw.replace(b'"id": 5,', b'"id": "\xff",') + b"\n\n")
    (here / "b.txt").write_bytes(ARTICLE.encode())
    (here / "c.txt").write_bytes(b"Vian")
    result = run("diff", ".")
    assert git_apply(result.stdout_bytes, here).stderr == b""
    assert (here / "a.jsonl").read_bytes() == raw.replace(b'"id": 5,', b'"id": "\xff",').replace(
        b"Vian", b"Fidan"
    ) + b"\n\n"
    assert (here / "b.txt").read_bytes() == FIXED.encode()
    assert (here / "c.txt").read_bytes() == b"Fidan"
    assert result.exit_code == 2
    assert "a.jsonl:6: not UTF-8" in result.stderr


@pytest.mark.usefixtures("article")
def test_every_edit_of_a_diff_is_explained_before_its_file():
    patch = run("diff", "news/a.txt").stdout
    assert patch.startswith(
        "# news/a.txt: garbled, almost certainly machine-damaged (97 %)\n"
        '# 1:7 "Vian" -> "Fidan" [garbled-name, safe]: foreign minister of Türkiye; surprisal 21.4, limit 14 (bits)\n'
        '# 1:40 " -owned" -> "-owned" [space-before-hyphen, safe]: surprisal 21.4, limit 14 (bits)\n'
        "--- a/news/a.txt\n+++ b/news/a.txt\n@@ "
    )


def test_a_diff_says_on_standard_error_what_it_leaves(here):
    (here / "a.txt").write_text("One chapter of garble.")
    result = run("diff", "a.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "1 flagged" in result.stderr


HTML = types.SimpleNamespace(
    extract=lambda *_, **__: "Vian", extract_metadata=lambda *_, **__: types.SimpleNamespace(date=None)
)


@pytest.mark.parametrize("name", ["a.html", "a.jsonl.gz"])
def test_what_cannot_be_patched_is_refused(here, monkeypatch, name):
    monkeypatch.setitem(sys.modules, "trafilatura", HTML)
    (here / name).write_bytes(gzip.compress(b'{"text": "Vian"}') if name.endswith("gz") else b"<p>Vian</p>")
    result = run("diff", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "patch" in result.stderr


# fix


def test_fix_prints_the_repaired_text_and_leaves_the_file(article):
    result = run("fix", "news/a.txt")
    assert (result.stdout_bytes, result.exit_code) == (FIXED.encode(), 1)
    assert article.read_bytes() == ARTICLE.encode()
    assert "1 changed" in result.stderr


def test_fix_with_likely_edits(article):
    assert run("fix", "--likely", article).stdout_bytes == FIXED.replace("arrows", "shares").encode()
    assert run("fix", "--floor", "likely", article).stdout_bytes == FIXED.replace("arrows", "shares").encode()


def test_fix_writes_in_place_and_a_second_time_changes_nothing(article):
    article.chmod(0o600)
    assert run("fix", "--write", "news").exit_code == 1
    assert article.read_bytes() == FIXED.encode()
    assert article.stat().st_mode & 0o777 == 0o600
    before = article.stat()
    assert "0 changed" in run("fix", "-w", "news").stderr
    assert article.stat().st_ino == before.st_ino
    assert list(article.parent.iterdir()) == [article]


LINES = b'{"n":1e3,"text":"Vian"}\n\n{"text": "Fine." }\r\n{broken\n{"text":"caf\\u00e9 Vian"}'
MENDED = LINES.replace(b"Vian", b"Fidan")


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_fix_of_json_lines_changes_only_the_texts(here, pack):
    path = here / ("a.jsonl" if pack is bytes else "a.jsonl.gz")
    path.write_bytes(pack(LINES))
    result = run("fix", path.name)
    assert (result.stdout_bytes, result.exit_code) == (MENDED, 2)
    assert run("fix", "--write", path.name).exit_code == 2
    got = path.read_bytes()
    assert (got if pack is bytes else gzip.decompress(got)) == MENDED


def test_fix_passes_standard_input_through():
    assert run("fix", "-", given=LINES).stdout_bytes == MENDED
    assert run("fix", "-", given="\ufeffVian\r\n".encode()).stdout_bytes == "\ufeffFidan\r\n".encode()


def test_lines_without_edits_leave_their_file_alone(here):
    path = here / "a.jsonl"
    path.write_bytes(b'{"text":"Fine."}\n')
    before = path.stat()
    assert run("fix", "--write", "a.jsonl").exit_code == 0
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_file_that_breaks_off_is_not_replaced(here):
    lines = b'{"text": "Vian"}\n' + b"".join(b'{"text": "%d"}\n' % i for i in range(20_000))
    packed = gzip.compress(lines)[:-2_000]
    (here / "a.jsonl.gz").write_bytes(packed)
    assert run("fix", "--write", "a.jsonl.gz").exit_code == 2
    assert (here / "a.jsonl.gz").read_bytes() == packed


def test_a_file_that_changed_meanwhile_is_left_alone(article, monkeypatch):
    class Slow(fakes.FakeCleaner):
        def check(self, doc):
            article.write_text("newer Vian")
            return super().check(doc)

    monkeypatch.setattr(sys.modules["mtclean.pipeline"], "Cleaner", Slow)
    result = run("fix", "--write", article)
    assert (result.exit_code, article.read_text()) == (2, "newer Vian")
    assert "somebody changed it meanwhile" in result.stderr


def test_a_file_that_cannot_be_written_does_not_stop_the_next(article, here, monkeypatch):
    from mtclean import fixing

    (here / "news/b.txt").write_text("Vian")
    real = fixing.write_atomically

    def picky(path, data):
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(path))
        real(path, data)

    monkeypatch.setattr(fixing, "write_atomically", picky)
    result = run("fix", "--write", "news")
    assert result.exit_code == 2
    assert (here / "news/b.txt").read_text() == "Fidan"
    assert "news/a.txt: cannot be written: Permission denied" in result.stderr
    assert article.read_bytes() == ARTICLE.encode()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["fix", "a.txt", "b.txt"], "several files would run together"),
        (["fix", "--write", "-"], "standard input cannot be written to"),
        (["fix", "-i", "-"], "standard input cannot bring both"),
        (["check", "--config", "gone.toml", "a.txt"], "gone.toml: cannot be read"),
        (["check", "--floor", "sure", "a.txt"], "'sure' is not one of"),
        (["check"], "Missing argument 'PATH...'"),
        (["batch", "a.txt", "--output", "a.txt"], "overlap"),
    ],
)
def test_what_cannot_work_is_said_in_a_sentence(here, args, said):
    (here / "a.txt").write_text("Vian")
    (here / "b.txt").write_text("Vian")
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert (here / "a.txt").read_text() == "Vian"


# fix -i


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("y\ny\ny\ny\n", "Fidan x-owned shares season."),
        ("n\nn\nn\nn\n", "Vian x -owned arrows chapter."),
        ("n\na\n", "Vian x-owned shares season."),
        ("y\nq\n", "Fidan x -owned arrows chapter."),
        ("e\nErdoğan\nn\n2\nn\n1\n", "Erdoğan x -owned arrows season."),
        ("?\n\nq\n", "Vian x -owned arrows chapter."),
        ("n\nn\nn\n2\n", "Vian x -owned arrows term."),
    ],
)
def test_interactive_answers(here, answers, expected):
    (here / "a.txt").write_text("Vian x -owned arrows chapter.")
    result = run("fix", "-i", "a.txt", given=answers)
    assert result.stdout == expected
    assert 'Put "Fidan" here [y,n,a,q,e,?]? ' in result.stderr


def test_quitting_keeps_what_was_accepted_and_the_rest_as_it_is(here):
    path = here / "a.jsonl"
    path.write_bytes(b'{"text":"Vian"}\n{"text":"Vian arrows"}\n{"text":"Vian"}\n')
    (here / "b.txt").write_text("Vian")
    run("fix", "-i", "-w", "a.jsonl", "b.txt", given="y\ny\nq\n")
    assert path.read_bytes() == b'{"text":"Fidan"}\n{"text":"Fidan arrows"}\n{"text":"Vian"}\n'
    assert (here / "b.txt").read_text() == "Vian"


def test_the_end_of_answers_is_an_interruption_that_writes_nothing(article):
    result = run("fix", "-i", "-w", article, given="y\n")
    assert (result.exit_code, article.read_bytes()) == (130, ARTICLE.encode())


# settings, rules, models


def test_the_version_is_printed():
    assert run("--version").stdout == f"mtclean, version {__version__}\n"


def test_settings_in_force_and_where_they_come_from(here):
    (here / "mtclean.toml").write_text('show = 0.25\n[keep]\nVian = "a surname"\n')
    (here / "sub").mkdir()
    os.chdir(here / "sub")
    result = run("config", "--ignore", "x-rule", "--likely")
    assert result.stdout.startswith(f"# settings file: {here / 'mtclean.toml'}\n")
    for line in ("show = 0.25", 'floor = "likely"', 'ignore = ["x-rule"]', '"Vian" = "a surname"'):
        assert f"{line}\n" in result.stdout


def test_a_mistyped_setting_names_the_file_and_the_nearest_key(here):
    (here / "mtclean.toml").write_text("shw = 1\n")
    result = run("check", "a.txt")
    assert (result.exit_code, result.stderr) == (
        2,
        f"mtclean: {here / 'mtclean.toml'}: unknown setting 'shw'; did you mean 'show'?\n",
    )


@pytest.fixture
def rules(monkeypatch):
    from mtclean.reading import Rule

    some = [Rule(known.rule, known.channel, f"{known.old}.", "W.", "S.", iter, (), ()) for known in fakes.KNOWN]
    monkeypatch.setattr("mtclean.cli._rules", lambda: some)


@pytest.mark.usefixtures("rules")
def test_a_rule_can_be_left_out(article):
    result = run("check", "--format", "jsonl", "--ignore", "garbled-name", "--ignore", "pivot-confusion", article)
    found = [flag["rule"] for flag in json.loads(result.stdout)["flags"]]
    assert found == ["space-before-hyphen", "unexpected-words"]


@pytest.mark.usefixtures("rules")
def test_explain():
    assert run("explain", "garbled-name").stdout.startswith("garbled-name (names)\n\nVian.\n")
    assert len(run("explain").stdout.splitlines()) == len(fakes.KNOWN)
    for args in (["explain", "garbled-nam"], ["check", "--ignore", "garbled-nam", "a.txt"]):
        result = run(*args)
        assert (result.exit_code, result.stderr) == (
            2,
            "mtclean: there is no rule 'garbled-nam'; did you mean 'garbled-name'?\n",
        )


@pytest.fixture
def store(monkeypatch, here):
    def install(name, *, offline=False, progress=None):
        if offline:
            raise MtcleanError(f"the language model {name} is not installed", "run it elsewhere")
        progress("downloading", 1.0)
        return here

    one = types.SimpleNamespace(name="small", about="A small one.", licence="Apache-2.0")
    fake = types.SimpleNamespace(
        models=lambda: [one], install=install, path=lambda name: here if name == "small" else None
    )
    monkeypatch.setitem(sys.modules, "mtclean.lm.store", fake)
    monkeypatch.setattr("mtclean.lm.store", fake, raising=False)


@pytest.mark.usefixtures("store")
def test_models(here):
    assert f"small\n  A small one.\n  Apache-2.0; {here}\n" in run("model", "list").stdout
    assert run("model", "path", "small").stdout == f"{here}\n"
    assert run("model", "path", "large").stderr == (
        "mtclean: the language model large is not installed; run `mtclean model install large`\n"
    )
    assert run("model", "install").stdout == f"{here}\n"
    failed = run("model", "install", "--offline", "small")
    assert (failed.exit_code, failed.stderr) == (
        2,
        "mtclean: the language model small is not installed; run it elsewhere\n",
    )


@pytest.mark.usefixtures("article")
def test_batch_prints_its_counts(here):
    result = run("batch", "news", "--output", "out", "--format", "jsonl")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["changed"] == 1
    assert (here / "out/cleaned/a.txt").read_bytes() == FIXED.encode()


# the process


def process(*args, **options):
    code = (
        f"import sys, types; sys.path.insert(0, {str(TESTS)!r}); import fakes\n"
        "sys.modules['mtclean.pipeline'] = types.SimpleNamespace(Cleaner=fakes.FakeCleaner)\n"
        "from mtclean.cli import main; main(prog_name='mtclean')"
    )
    environment = {**os.environ, "PYTHONPATH": str(TESTS.parent), "TERM": "xterm", **options.pop("env", {})}
    return subprocess.Popen([sys.executable, "-c", code, *args], env=environment, **options)


HEAVY = {"torch", "transformers", "wordfreq", "rapidfuzz", "lemminflect", "trafilatura", "pyarrow", "ftfy"}


@pytest.mark.parametrize(
    "code", ["import mtclean", "from mtclean.cli import main; main(['--help'], standalone_mode=False)"]
)
def test_nothing_heavy_is_imported_before_it_is_needed(code):
    seen = f"{code}\nimport sys; print('MODULES', *sys.modules)"
    done = subprocess.run([sys.executable, "-c", seen], cwd=TESTS.parent, capture_output=True, text=True, check=True)
    modules = set(done.stdout.partition("MODULES")[2].split())
    assert "mtclean" in modules
    assert modules & HEAVY == set()


def test_a_reader_that_leaves_early_is_no_error(here):
    (here / "a.jsonl").write_text('{"text": "Vian"}\n' * 3_000)
    with process("check", "a.jsonl", stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 141


def test_an_interruption_is_quiet(here):
    (here / "a.txt").write_text("interrupt")
    with process("check", "a.txt", stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        out, err = running.communicate()
    assert (out, err, running.returncode) == (b"", b"", 130)


def test_a_defect_is_not_taken_for_something_found(article, monkeypatch):
    monkeypatch.setattr(sys.modules["mtclean.pipeline"], "Cleaner", None)
    result = run("check", article)
    assert result.exit_code == 2
    assert "TypeError" in result.stderr
    assert "this is a defect in mtclean" in result.stderr


def on_terminal(*args, **env):
    """What a command prints on a terminal, output and remarks together."""
    leader, follower = pty.openpty()
    with process(*args, stdout=follower, stderr=follower, stdin=follower, env=env) as running:
        os.close(follower)
        parts = []
        try:
            while part := os.read(leader, 65536):
                parts.append(part)
        except OSError:
            pass
        finally:
            os.close(leader)
        running.wait()
    return b"".join(parts).decode().replace("\r\n", "\n")


def test_colour_on_a_terminal_but_not_against_the_users_will(here):
    (here / "a.txt").write_text("Vian \x1b[2J said.\n")
    coloured, plain = on_terminal("diff", "a.txt"), on_terminal("diff", "a.txt", NO_COLOR="1")
    assert "\x1b[31m-Vian \\x1b[2J said.\x1b[0m\n" in coloured
    assert "\n-Vian \\x1b[2J said.\n" in plain
    assert "\x1b" not in plain
    assert "\x1b[31m\x1b[1mgarbled" in on_terminal("check", "a.txt")
    assert "\x1b" not in on_terminal("check", "a.txt", NO_COLOR="1")


def test_a_progress_bar_for_several_files_on_a_terminal(here):
    for name in ("a.txt", "b.txt"):
        (here / name).write_text("Fine.")
    assert "[########################] 2/2 b.txt" in on_terminal("check", "a.txt", "b.txt")
    assert "#" not in on_terminal("check", "a.txt")
