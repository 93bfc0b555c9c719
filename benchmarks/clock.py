"""What a user waits for: start, model, dictionary, one article from command to patch. Every run is a fresh process."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

RUNS = 5


class Run(NamedTuple):
    """A finished process: seconds, peak memory in MB, what it printed, and the seconds it computed."""

    seconds: float
    peak_mb: float
    printed: str
    computed: float = 0.0


class Wait(NamedTuple):
    """Something a user waits for: median seconds, the slowest run, and the largest memory."""

    about: str
    median: float
    slowest: float
    peak_mb: float


IMPORT = "import time; t = time.perf_counter(); import mtclean; print(time.perf_counter() - t)"
DICTIONARY = """
import time
from mtclean.names.dictionary import Dictionary
t = time.perf_counter(); Dictionary.open(); print(time.perf_counter() - t)
"""
TORCH = "import time; t = time.perf_counter(); import torch; print(time.perf_counter() - t)"
HUB = """
import time, torch
t = time.perf_counter()
from transformers import LlamaForCausalLM
print(time.perf_counter() - t)
"""
MODEL = """
import time
import mtclean.lm.causal
from mtclean.lm.start import scorer
from mtclean.settings import Settings
t = time.perf_counter(); scorer(Settings(lm={lm!r}, offline=True)); print(time.perf_counter() - t)
"""


def run(command: Sequence[str]) -> Run:
    """Run a command to its end, its memory measured alone; `SystemExit` when it fails (1 is "something found")."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, text=True)
        printed = process.stdout.read() if process.stdout else ""
        _, status, usage = os.wait4(process.pid, 0)
        taken = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        if process.returncode not in (0, 1):
            raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}\n{said.read()}")
    return Run(taken, usage.ru_maxrss / 1024, printed, usage.ru_utime + usage.ru_stime)


def command() -> list[str]:
    """The `mtclean` command of this Python's environment."""
    beside = Path(sys.executable).with_name("mtclean")
    found = str(beside) if beside.is_file() else shutil.which("mtclean")
    return [found] if found else [sys.executable, "-c", "from mtclean.cli import main; main()"]


def waits(lm: str, article: Path, runs: int = RUNS) -> list[Wait]:
    """All of them; each is run once more before, unmeasured, so that files are in memory and bytecode is written."""
    python = [sys.executable, "-c"]
    return [
        _wait("bare Python, start to end", [*python, "pass"], runs),
        _wait("mtclean --help, start to end", [*command(), "--help"], runs),
        _wait("import mtclean", [*python, IMPORT], runs, inside=True),
        _wait("open the dictionary", [*python, DICTIONARY], runs, inside=True),
        _wait("import torch", [*python, TORCH], runs, inside=True),
        _wait("import transformers (for other models)", [*python, HUB], runs, inside=True),
        _wait("load the model", [*python, MODEL.format(lm=lm)], runs, inside=True),
        _wait(f"mtclean diff {article.name}, command to patch", [*command(), "diff", "--lm", lm, str(article)], runs),
    ]


def _wait(about: str, asked: Sequence[str], runs: int, *, inside: bool = False) -> Wait:
    """`inside`: the process prints the seconds that count."""
    print(about, file=sys.stderr, flush=True)
    found = [run(asked) for _ in range(runs + 1)][1:]
    seconds = [float(one.printed.split()[-1]) if inside else one.seconds for one in found]
    return Wait(about, statistics.median(seconds), max(seconds), max(one.peak_mb for one in found))
