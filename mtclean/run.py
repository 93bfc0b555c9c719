"""One pass over the inputs: every record with what came of it, in order, counted as it goes by."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Protocol

from .records import Record
from .report import Failure, Report
from .sources import Source
from .summary import Summary
from .values import Document

Outcome = tuple[Record, Report | Failure | None]


class Checker(Protocol):
    """What a run needs of `pipeline.Cleaner`."""

    def check_many(self, items: Iterable[Document | Failure]) -> Iterator[Report | Failure]:
        """One outcome for each item, in order."""


class Run:
    """Iterated once; `summary` holds the counts so far, `watch` hears of every result, `stop` lets the rest pass."""

    def __init__(
        self, records: Iterable[Record], checker: Checker, watch: Callable[[Report | Failure], object] = id
    ) -> None:
        self.summary = Summary()
        self._records = records
        self._checker = checker
        self._watch = watch
        self._stopped = False
        self._waiting: deque[tuple[Record, bool]] = deque()

    def stop(self) -> None:
        """Check nothing more: the records that are left come with None."""
        self._stopped = True

    def fail(self, failure: Failure) -> None:
        """Count trouble that came after reading, as when a file cannot be written."""
        self.summary = self.summary.plus(failure)
        self._watch(failure)

    def changed(self) -> None:
        """Count one document as changed."""
        self.summary = replace(self.summary, changed=self.summary.changed + 1)

    def __iter__(self) -> Iterator[Outcome]:
        for result in self._checker.check_many(self._items()):
            yield from self._passed()
            yield self._counted(self._waiting.popleft()[0], result)
        yield from self._passed()

    def _items(self) -> Iterator[Document | Failure]:
        for record in self._records:
            judged = record.item is not None and not self._stopped
            self._waiting.append((record, judged))
            if judged and record.item is not None:
                yield record.item

    def _passed(self) -> Iterator[Outcome]:
        while self._waiting and not self._waiting[0][1]:
            yield self._waiting.popleft()[0], None

    def _counted(self, record: Record, result: Report | Failure) -> Outcome:
        self.summary = self.summary.plus(result)
        self._watch(result)
        return record, result


def by_file(outcomes: Iterable[Outcome]) -> Iterator[tuple[Source, Iterator[Outcome]]]:
    """The outcomes of one file after the other; a file given twice comes twice."""
    return groupby(outcomes, key=lambda outcome: outcome[0].source)


def refusing(records: Iterable[Record], refusal: Callable[[Source], Failure | None]) -> Iterator[Record]:
    """The records, those of a refused source with the refusal in place of the document."""
    for record in records:
        failure = refusal(record.source) if isinstance(record.item, Document) else None
        yield record if failure is None else replace(record, item=failure)
