"""What every part of the quality benchmark needs: a cleaner, options, progress, and the signature of its tables."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timezone
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from benchmarks.corpus import digest
from benchmarks.metrics import COVERS, DRAWS, Figure
from mtclean.pipeline import Cleaner
from mtclean.report import Failure, Report
from mtclean.settings import Settings
from mtclean.values import Document, Safety, Verdict

TOGETHER = 16
Groups = Sequence[Sequence[Document]]
Runner = Callable[[Groups], Iterable[Report | Failure]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a part: title, names of the columns, rows of cells, and what is worth saying under it."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    signature: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What a part found: figures by name, tables for people, and lists for looking at single cases."""

    name: str
    figures: dict[str, Figure]
    tables: tuple[Table, ...]
    details: dict[str, list[Any]] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """For the JSON output."""
        return {
            "signature": self.tables[0].signature if self.tables else "",
            "figures": {name: figure.to_dict() for name, figure in self.figures.items()},
            "details": self.details,
        }


@dataclass(frozen=True, slots=True)
class Bench:
    """A run: the checker, where things are, how many documents a set may have, the seed."""

    run: Runner
    samples: Path
    data: Path | None = None
    mined: Path | None = None
    seed: int = 0
    most: dict[str, int | None] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    failed: list[str] = field(default_factory=list)

    def alone(self, docs: Sequence[Document], about: str) -> Iterator[Report]:
        """Reports of documents that do not see one another: a reference must not spell a name for its translation."""
        return self._counted([[doc] for doc in docs], about)

    def together(self, docs: Sequence[Document], about: str) -> Iterator[Report]:
        """Reports of documents that are read as one run."""
        return self._counted([docs[i : i + TOGETHER] for i in range(0, len(docs), TOGETHER)], about)

    def in_groups(self, groups: Groups, about: str) -> Iterator[Report]:
        """Reports of documents, those of each group read as one run."""
        return self._counted(groups, about)

    def _counted(self, groups: Groups, about: str) -> Iterator[Report]:
        total = sum(map(len, groups))
        for done, result in enumerate(self.run(groups), start=1):
            end = "\n" if done == total else "\r"
            print(f"{about}: {done} of {total}", end=end, file=sys.stderr, flush=True)
            yield self._noted(result)

    def _noted(self, result: Report | Failure) -> Report:
        """The report; for a document that failed one that found nothing, and the failure is kept for the end."""
        if isinstance(result, Report):
            self.seen.add(result.signature)
            return result
        self.failed.append(f"{result.id}: {result.message}")
        return Report(Document(result.id, ""), Verdict("clean", 0.0), (), (), 0.0, Safety.SAFE, "")

    def signature(self, part: str, docs: Sequence[Document], **more: object) -> str:
        """Everything the numbers of a table depend on, in one line."""
        most = self.most.get(part)
        facts = {
            "data": digest(f"{doc.id}\0{doc.text}" for doc in docs),
            "docs": len(docs),
            "sample": "all" if most is None else most,
            **more,
            "seed": self.seed,
            "bootstrap": f"{DRAWS}x{COVERS}%",
            **({"failed": len(self.failed)} if self.failed else {}),
            "date": datetime.now(timezone.utc).date().isoformat(),
        }
        return "|".join([*sorted(self.seen), *(f"{key}:{value}" for key, value in facts.items())])


def in_process(cleaner: Cleaner) -> Runner:
    """Check in this process; each group is one run of the cleaner."""
    return lambda groups: (result for group in groups for result in cleaner.check_many(group))


def in_processes(settings: Settings, count: int) -> Runner:
    """Check in `count` processes, each with a cleaner of its own; results keep their order."""
    threads = max(1, (os.cpu_count() or 1) // count)
    pool = ProcessPoolExecutor(count, get_context("spawn"), initializer=_begin, initargs=(settings, threads))
    return lambda groups: (result for found in pool.map(_check, groups) for result in found)


_own: list[Cleaner] = []


def _begin(settings: Settings, threads: int) -> None:
    os.environ["OMP_NUM_THREADS"] = str(threads)
    _own.append(Cleaner(settings))


def _check(group: Sequence[Document]) -> list[Report | Failure]:
    return list(_own[0].check_many(group))
