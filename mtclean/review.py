"""Going through flags one by one: a session that a notebook, a terminal or a test can drive; nothing here is drawn.

Decisions are kept in a log and come back when the same reports are opened with it again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timezone
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from .decisions import ACCEPT, REJECT, REPLACE, WITHDRAW, Book, Decision, Key, Log, Tally
from .edits import apply_edits, unified_diff
from .errors import MtcleanError
from .files import write_atomically
from .reload import distinct, read_reports
from .report import Failure, Report
from .values import Document, Edit, Flag


class Place(NamedTuple):
    """A flag and the report it stands in."""

    report: Report
    flag: Flag

    @property
    def key(self) -> Key:
        """What a decision about this flag is remembered by."""
        return Key(self.report.doc.id, self.flag.span, self.flag.rule, self.flag.text)


class _Step(NamedTuple):
    position: int
    before: Mapping[Key, Decision | None]


def utc_now() -> str:
    """Tell the time to the second, as ISO 8601 writes it."""
    return datetime.now(timezone.utc).isoformat(timespec="seconds")


class Session:
    """Reports under review: a place among their flags, the decisions made, and the way back.

    `log` is the file that decisions are appended to, and taken from when it already exists; without it they are
    kept in memory.
    """

    def __init__(
        self,
        reports: Iterable[Report | Failure],
        log: Path | None = None,
        *,
        who: str = "",
        now: Callable[[], str] = utc_now,
    ) -> None:
        results = list(reports)
        self._reports = distinct([result for result in results if isinstance(result, Report)])
        self.failures = tuple(result for result in results if isinstance(result, Failure))
        self.places = tuple(Place(report, flag) for report in self.reports for flag in report.flags)
        self._book = Book([place.key for place in self.places], None if log is None else Log(log))
        self._who, self._now = who, now
        self._steps: list[_Step] = []
        self._position = 0
        self._move_to_open(0)

    @classmethod
    def open(cls, reports_jsonl: Path, texts: Iterable[Document], log: Path | None = None, *, who: str = "") -> Session:
        """Open a session over what `mtclean check --format jsonl` or `mtclean batch` wrote, with the texts it read."""
        return cls(read_reports(reports_jsonl, texts), log, who=who)

    @property
    def unmatched(self) -> tuple[Decision, ...]:
        """Decisions of the log that fit no flag of these reports."""
        return self._book.unmatched

    @property
    def reports(self) -> tuple[Report, ...]:
        """The reports under review, in the order given."""
        return tuple(self._reports.values())

    @property
    def position(self) -> int:
        """Where the current flag stands in `places`."""
        return self._position

    @property
    def current(self) -> Place | None:
        """The flag to be decided now; None when there is no flag at all."""
        return self.places[self._position] if self.places else None

    def decision(self, place: Place) -> Decision | None:
        """Look up what was decided about a flag; None while it is open."""
        return self._book.on(place.key)

    def next(self) -> Place | None:
        """Go to the next flag, decided or not; at the end stay there."""
        return self.go(self._position + 1)

    def previous(self) -> Place | None:
        """Go to the flag before; at the start stay there."""
        return self.go(self._position - 1)

    def go(self, position: int) -> Place | None:
        """Go to the flag at `position` in `places`, or the nearest there is."""
        self._position = max(0, min(position, len(self.places) - 1))
        return self.current

    def accept(self, which: int = 0) -> None:
        """Take a suggestion for the current flag, the first unless told otherwise, and go to the next open flag."""
        place = self._here()
        self._decide([self._made(place, _suggested(place.flag, which), ACCEPT)])

    def reject(self) -> None:
        """Leave the text of the current flag as it is, and go to the next open flag."""
        place = self._here()
        self._decide([self._made(place, place.flag.text, REJECT)])

    def replace(self, new: str) -> None:
        """Put words of one's own in place of the current flag's, and go to the next open flag."""
        self._decide([self._made(self._here(), _writable(new), REPLACE)])

    def accept_alike(self, which: int = 0) -> int:
        """Accept this suggestion here and for every open flag of the same rule and words that offers it too.

        Flags whose change would touch one already accepted stay open. Returns how many were decided.
        """
        here = self._here()
        new = _suggested(here.flag, which)
        made = [self._made(here, new, ACCEPT)]
        offering = (p for p in self._alike(here) if any(s.replacement == new for s in p.flag.suggestions))
        for decision in (self._made(place, new, ACCEPT) for place in offering):
            if self._book.clash(decision, made) is None:
                made.append(decision)
        return self._decide(made)

    def reject_alike(self) -> int:
        """Reject this flag and every open one of the same rule and words; returns how many."""
        here = self._here()
        return self._decide([self._made(place, place.flag.text, REJECT) for place in (here, *self._alike(here))])

    def undo(self) -> int:
        """Take back the last step, a bulk step whole, and return to where it was made; how many decisions that were.

        It reaches back to the start of this session; older decisions are changed by deciding again.
        """
        if not self._steps:
            return 0
        step = self._steps[-1]
        self._book.write([old or self._withdrawn(key) for key, old in step.before.items()])
        self._steps.pop()
        self._position = step.position
        return len(step.before)

    @property
    def tally(self) -> Tally:
        """How far the review has come."""
        return Tally.of(map(self.decision, self.places))

    def tallies(self) -> dict[str, Tally]:
        """Count the same for every rule, in the order of their names."""
        rules = sorted({place.flag.rule for place in self.places})
        return {rule: Tally.of(self.decision(p) for p in self.places if p.flag.rule == rule) for rule in rules}

    def edits(self, id: str) -> list[Edit]:  # noqa: A002 - the contract's word
        """List the changes decided on for one document, in text order."""
        return self._book.edits(id)

    def patched(self, id: str) -> str:  # noqa: A002
        """Give the text of one document with its accepted changes made."""
        return apply_edits(self._text(id), self.edits(id))

    def diff(self, id: str) -> str:  # noqa: A002
        """Give a unified diff from the text of one document to `patched`."""
        return unified_diff(id, self._text(id), self.patched(id))

    def export(self, folder: Path) -> list[Path]:
        """Write every document's patched text into `folder`, each atomically, under a number and a harmless name."""
        digits = len(str(len(self._reports)))
        paths = [folder / f"{n:0{digits}}-{slug(id)}.txt" for n, id in enumerate(self._reports, 1)]  # noqa: A001
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for path, report in zip(paths, self.reports, strict=True):
                write_atomically(path, self.patched(report.doc.id).encode("utf-8"))
        except OSError as error:
            raise MtcleanError(f"{folder}: cannot be written: {error.strerror}", "choose another folder") from error
        return paths

    def _text(self, id: str) -> str:  # noqa: A002
        if id not in self._reports:
            raise MtcleanError(f"there is no report of {id!r} here")
        return self._reports[id].doc.text

    def _here(self) -> Place:
        if self.current is None:
            raise MtcleanError("there is no flag to decide")
        return self.current

    def _alike(self, here: Place) -> Iterator[Place]:
        alike = (place for place in self.places if place.flag.key == here.flag.key and place.key != here.key)
        return (place for place in alike if self.decision(place) is None)

    def _made(self, place: Place, new: str, verdict: str) -> Decision:
        return Decision(*place.key, new, verdict, self._who, self._now())

    def _withdrawn(self, key: Key) -> Decision:
        return Decision(*key, key.old, WITHDRAW, self._who, self._now())

    def _decide(self, made: list[Decision]) -> int:
        for clash in filter(None, map(self._book.clash, made)):
            raise MtcleanError(f"this overlaps the change of {clash.old!r} to {clash.new!r}", "undo that one first")
        before = {decision.key: self._book.on(decision.key) for decision in made}
        self._book.write(made)
        self._steps.append(_Step(self._position, before))
        self._move_to_open(self._position + 1)
        return len(before)

    def _move_to_open(self, start: int) -> None:
        """Go to the first open flag from `start` on, coming round at the end; stay when none is open."""
        count = len(self.places)
        around = ((start + i) % count for i in range(count))
        self._position = next((i for i in around if self.decision(self.places[i]) is None), self._position)


def _suggested(flag: Flag, which: int) -> str:
    if not flag.suggestions:
        raise MtcleanError(f"nothing is suggested for {flag.text!r}", "type your own words, or reject it")
    if not 0 <= which < len(flag.suggestions):
        raise MtcleanError(f"there is no suggestion {which + 1}; {flag.text!r} has {len(flag.suggestions)}")
    return flag.suggestions[which].replacement


def _writable(new: str) -> str:
    if any("\ud800" <= character <= "\udfff" for character in new):
        raise MtcleanError("these words hold half a surrogate pair", "type them again")
    return new


def slug(id: str) -> str:  # noqa: A002 - the contract's word
    """Make a harmless file name that still reminds of an id; not unique.

    >>> slug("../samples/istanbul-talks.txt"), slug("https://example.org/?id=7"), slug("..")
    ('istanbul-talks', 'id-7', 'text')
    """
    stem = PurePosixPath(id).stem
    return re.sub(r"[^A-Za-z0-9]+", "-", stem).strip("-")[:60].rstrip("-") or "text"
