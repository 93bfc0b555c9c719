"""How fast mtclean is, beside minicons and lmppl with the same model and texts. `python benchmarks/speed.py --help`."""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

if not __package__:
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from benchmarks.bench import Part, Table
from benchmarks.clock import RUNS, Wait, waits
from benchmarks.corpus import clean_documents, digest
from benchmarks.gold import read_clean
from benchmarks.tables import page, write_between
from mtclean.lm import store
from mtclean.settings import DEFAULT_LM
from mtclean.text import words

ROOT = Path(__file__).resolve().parent.parent
LEAST_WORDS = 25
BATCHES = (1, 4, 8, 16, 32)
FEWER = 4


@dataclass(frozen=True, slots=True)
class Timed:
    """A contender at a batch size: the seconds of each round over all texts, and its peak memory so far."""

    name: str
    batch: int
    seconds: tuple[float, ...]
    peak_mb: float

    @property
    def median(self) -> float:
        """Seconds of the middle round."""
        return statistics.median(self.seconds)


class Contender:
    """A process that scores on demand; see contender.py."""

    def __init__(self, name: str, python: str, job: dict[str, Any]) -> None:
        self.name = name
        self._process = subprocess.Popen(
            [python, "-m", "benchmarks.contender"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=ROOT,
        )
        self.versions: dict[str, str] = self._asked(job | {"name": name})["versions"]

    def round(self, batch: int, *, every: int = 1) -> dict[str, float]:
        """One round over the texts (or every so many of them): seconds, peak memory, perhaps tokens."""
        found = self._asked({"batch": batch, "every": every})
        print(f"{self.name}, batch {batch or 'own'}: {found['seconds']:.2f} s", file=sys.stderr, flush=True)
        return found

    def best_batch(self) -> int:
        """The batch size with which a part of the texts takes least time; the first round only warms up."""
        self.round(BATCHES[0], every=FEWER)
        return min(BATCHES, key=lambda batch: self.round(batch, every=FEWER)["seconds"])

    def close(self) -> None:
        """End the process."""
        self._process.communicate()

    def _asked(self, question: dict[str, Any]) -> dict[str, Any]:
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise SystemExit(f"{self.name}: no pipe")
        stdin.write(json.dumps(question) + "\n")
        stdin.flush()
        line = stdout.readline()
        if not line:
            raise SystemExit(f"{self.name}: stopped with code {self._process.wait()}; is it installed there?")
        answer: dict[str, Any] = json.loads(line)
        return answer


def main(arguments: Sequence[str] | None = None) -> None:
    """Time the scorers in alternating rounds, then what a user waits for; print and write both tables."""
    options = _parser().parse_args(arguments)
    folder = options.lm or store.path(DEFAULT_LM)
    if folder is None:
        raise SystemExit("no language model is installed; run `mtclean model install`")
    texts = paragraphs(options.samples, options.data, options.paragraphs)
    job = {"model": str(folder), "dtype": options.dtype, "threads": options.threads, "texts": texts}
    contenders = [Contender(name, python, job) for name, python in _present(options).items()]
    tokens, timed = _race(contenders, options.rounds)
    signature = _signature(options, Path(folder).name, texts, tokens, contenders)
    waited = [] if options.no_waits else waits(str(folder), options.samples / "istanbul-talks.txt", options.runs)
    tables = (_race_table(timed, tokens, signature), *([_waits_table(waited, signature)] if waited else []))
    part = Part("speed", {}, tables)
    print(page([part]))
    if options.write:
        write_between(options.write, "speed", page([part]))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measure how fast mtclean is.")
    parser.add_argument("--samples", type=Path, default=ROOT / "samples")
    parser.add_argument(
        "--data", type=Path, help="take the paragraphs from docs_clean in this folder, not from samples"
    )
    parser.add_argument("--paragraphs", type=int, default=256)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--runs", type=int, default=RUNS, help="fresh processes for each waiting time")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1, help="threads torch may use")
    parser.add_argument("--dtype", choices=["float32", "bfloat16"], default="float32", help="the same for all")
    parser.add_argument("--lm", type=Path, help="model folder; default: `mtclean model path`")
    parser.add_argument("--minicons-python", default=sys.executable, help="Python that has minicons")
    parser.add_argument("--lmppl-python", help="Python that has lmppl (it needs transformers 4)")
    parser.add_argument("--no-waits", action="store_true", help="only the scorers")
    parser.add_argument("--write", type=Path, metavar="README", help="put the tables between its marks")
    return parser


def paragraphs(samples: Path, data: Path | None, count: int) -> list[str]:
    """`count` news-like paragraphs of at least `LEAST_WORDS` words, shortest first; taken again when there are too few.

    Sorted, because mtclean sorts by itself and minicons and lmppl pad each batch as it comes.
    """
    if data is None:
        found = [line for doc in read_clean(samples) for line in doc.text.split("\n")]
    else:
        sets = clean_documents(data, "original", 20, 0)
        found = [part for docs in sets.values() for doc in docs for part in re.findall(r"(?:[^\n]+\n?){1,3}", doc.text)]
    found = [text.strip() for text in found if len(words(text)) >= LEAST_WORDS]
    if not found:
        raise SystemExit("no paragraph is long enough")
    return sorted((found * (count // len(found) + 1))[:count], key=len)


def _present(options: argparse.Namespace) -> dict[str, str]:
    """The contenders that can take part, each with its Python; a line on stderr for each that cannot."""
    pythons = {"mtclean": sys.executable}
    for name, python in (("minicons", options.minicons_python), ("lmppl", options.lmppl_python)):
        asked = [python or sys.executable, "-c", f"from importlib.metadata import version; version({name!r})"]
        if python and subprocess.run(asked, check=False, stderr=subprocess.DEVNULL).returncode == 0:
            pythons |= dict.fromkeys([name, f"{name} corrected"] if name == "minicons" else [name], python)
        else:
            print(f"{name} is left out: give --{name}-python PATH (see benchmarks/README.md)", file=sys.stderr)
    return pythons


def _race(contenders: Sequence[Contender], rounds: int) -> tuple[int, list[Timed]]:
    """Rounds in which everyone has a turn at batch 1 and at its best, after a warm-up; tokens by mtclean's count."""
    tokens = int(contenders[0].round(0)["tokens"])
    turns = [(one, batch) for one in contenders for batch in sorted({1, one.best_batch()})]
    found: dict[tuple[str, int], list[dict[str, float]]] = {}
    for _ in range(rounds):
        for one, batch in turns:
            found.setdefault((one.name, batch), []).append(one.round(batch))
    for one in contenders:
        one.close()
    timed = [
        Timed(name, batch, tuple(r["seconds"] for r in some), max(r["peak_mb"] for r in some))
        for (name, batch), some in found.items()
    ]
    return tokens, timed


def _race_table(timed: Sequence[Timed], tokens: int, signature: str) -> Table:
    ours = min(one.median for one in timed if one.name == "mtclean")
    rows = tuple(
        (
            one.name,
            str(one.batch),
            f"{tokens / one.median:,.0f}",
            f"{one.median:.2f}",
            f"{min(one.seconds):.2f} to {max(one.seconds):.2f}",
            f"{one.median / ours:.2f}",
            f"{one.peak_mb:,.0f}",
        )
        for one in timed
    )
    columns = ("scorer", "batch", "tokens/s", "median s", "rounds s", "times mtclean's best", "peak MB")
    note = f"Batch 1 and the fastest of {', '.join(map(str, BATCHES))} for each, in alternating rounds; medians."
    return Table("Scoring the same texts with the same model", columns, rows, signature, note)


def _waits_table(found: Sequence[Wait], signature: str) -> Table:
    rows = tuple((w.about, f"{w.median:.3f}", f"{w.slowest:.3f}", f"{w.peak_mb:,.0f}") for w in found)
    return Table("What a user waits for", ("what", "median s", "slowest s", "peak MB"), rows, signature)


def _signature(
    options: argparse.Namespace, lm: str, texts: Sequence[str], tokens: int, contenders: Sequence[Contender]
) -> str:
    versions = {f"{one.name.partition(' ')[0]}:{'/'.join(one.versions.values())}" for one in contenders}
    facts = {
        "lm": lm,
        "cpu": cpu(),
        "cores": os.cpu_count(),
        "threads": options.threads,
        "dtype": options.dtype,
        "python": platform.python_version(),
        "texts": f"{len(texts)}@{digest(texts)}",
        "tokens": tokens,
        "rounds": options.rounds,
        "load": f"{os.getloadavg()[0]:.1f}",
        "date": datetime.now(timezone.utc).date().isoformat(),
    }
    return "|".join([*sorted(versions), *(f"{key}:{value}" for key, value in facts.items())])


def cpu() -> str:
    """The name of the processor, as the system tells it."""
    info = Path("/proc/cpuinfo")
    told = re.search(r"model name\s*:\s*(.+)", info.read_text(encoding="utf-8")) if info.is_file() else None
    return told.group(1).strip() if told else platform.processor() or platform.machine()


if __name__ == "__main__":
    main()
