"""What a reviewer decided, one JSON line each, only ever appended: read again, the lines bring every decision back."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from .errors import MtcleanError
from .values import Edit, Span

ACCEPT, REJECT, REPLACE, WITHDRAW = "accept", "reject", "replace", "withdraw"
SAID = {
    ACCEPT: "accepted",
    REJECT: "rejected, the text stays",
    REPLACE: "replaced by other words",
    WITHDRAW: "taken back",
}


class Key(NamedTuple):
    """Which flag a decision is about; it stays true as long as the same rule flags the same words in the same place."""

    id: str
    span: Span
    rule: str
    old: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One judgement on one flag: `accept` a suggestion, `reject` them all, or `replace` by words of one's own.

    `withdraw` stands only in logs: it takes back what was decided before.
    """

    id: str
    span: Span
    rule: str
    old: str
    new: str
    verdict: str
    who: str
    when: str

    @property
    def key(self) -> Key:
        """The flag this is about."""
        return Key(self.id, self.span, self.rule, self.old)

    @property
    def edit(self) -> Edit | None:
        """The change this decision makes; None when it makes none."""
        return Edit(self.span, self.old, self.new, self.rule) if self.verdict in (ACCEPT, REPLACE) else None

    def __str__(self) -> str:
        """Say the decision in words.

        >>> str(Decision("a.txt", Span(0, 4), "garbled-name", "Vian", "Fidan", "accept", "ada", "2025-05-16"))
        'accepted: Fidan'
        """
        return SAID[self.verdict] + (f": {self.new or '(nothing)'}" if self.edit is not None else "")

    def to_line(self) -> str:
        r"""Write the decision as a line of JSON.

        >>> Decision("a.txt", Span(0, 4), "garbled-name", "Vian", "Fidan", "accept", "ada", "2025-05-16").to_line()[:52]
        '{"id": "a.txt", "start": 0, "end": 4, "rule": "garbl'
        """
        row = {"id": self.id, "start": self.span.start, "end": self.span.end, "rule": self.rule}
        row |= {"old": self.old, "new": self.new, "verdict": self.verdict, "who": self.who, "when": self.when}
        return json.dumps(row, ensure_ascii=False) + "\n"


def from_line(line: bytes) -> Decision | None:
    """Read the decision in a line of a log; None when the line is damaged or something else.

    >>> from_line(b'{"id": "a.txt", "sta') is None
    True
    """
    try:
        row: dict[str, Any] = json.loads(line)
        span = Span(int(row["start"]), int(row["end"]))
        said = [row[key] for key in ("id", "rule", "old", "new", "verdict", "who", "when")]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if not all(isinstance(value, str) for value in said) or row["verdict"] not in SAID:
        return None
    return Decision(said[0], span, *said[1:])


class Tally(NamedTuple):
    """How many flags were accepted, rejected, given other words, and are still open."""

    accepted: int
    rejected: int
    replaced: int
    open: int

    @classmethod
    def of(cls, decisions: Iterable[Decision | None]) -> Tally:
        """Count decisions; None stands for a flag that is still open."""
        counts = Counter("" if decision is None else decision.verdict for decision in decisions)
        return cls(counts[ACCEPT], counts[REJECT], counts[REPLACE], counts[""])

    def __str__(self) -> str:
        """Say the counts in a sentence.

        >>> print(Tally(8, 3, 1, 18))
        12 of 30 flags decided: 8 accepted, 3 rejected, 1 with other words; 18 open
        """
        counts = f"{self.accepted:,} accepted, {self.rejected:,} rejected, {self.replaced:,} with other words"
        return f"{sum(self) - self.open:,} of {sum(self):,} flags decided: {counts}; {self.open:,} open"


class Log:
    """A file of decisions. A line that a crash left half-written is passed over when read, and never written onto."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> list[Decision]:
        """Read all decisions in the order they were made; none when there is no such file yet."""
        try:
            lines = [line for line in self.path.read_bytes().split(b"\n") if line.strip()]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise MtcleanError(f"{self.path}: cannot be read: {error.strerror}", "choose another file") from error
        found = [decision for line in lines if (decision := from_line(line)) is not None]
        if lines and not found:
            raise MtcleanError(f"{self.path} is not a log of decisions", "choose another file; this one is left alone")
        return found

    def append(self, decisions: Iterable[Decision]) -> None:
        """Add `decisions`, each in the file before the next."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            broken = self._is_broken()
            with self.path.open("ab") as out:
                out.write(b"\n" if broken else b"")
                for decision in decisions:
                    out.write(decision.to_line().encode("utf-8"))
                    out.flush()
        except OSError as error:
            hint = "make room or choose another file, then decide again"
            raise MtcleanError(f"{self.path}: cannot be written: {error.strerror}", hint) from error

    def _is_broken(self) -> bool:
        if not self.path.exists() or not self.path.stat().st_size:
            return False
        with self.path.open("rb") as file:
            file.seek(-1, 2)
            return file.read() != b"\n"


class Book:
    """The decisions that stand on a set of flags, resumed from a log and changed only together with it.

    Decisions of the log that are about none of the flags, or that overlap another, are left there: see `unmatched`.
    """

    def __init__(self, flags: Collection[Key], log: Log | None = None) -> None:
        self._log = log
        self._standing: dict[str, dict[Key, Decision]] = {key.id: {} for key in flags}
        self.unmatched = self._resume(frozenset(flags), [] if log is None else log.read())

    def on(self, key: Key) -> Decision | None:
        """Look up what was decided about a flag; None while it is open."""
        return self._standing.get(key.id, {}).get(key)

    def edits(self, id: str) -> list[Edit]:  # noqa: A002 - the contract's word
        """List the changes decided on for one document, in text order."""
        made = (decision.edit for decision in self._standing.get(id, {}).values())
        return sorted((edit for edit in made if edit is not None), key=lambda edit: edit.span)

    def clash(self, new: Decision, made: Iterable[Decision] = ()) -> Decision | None:
        """Find a change that stands, or is among `made`, and touches the characters that `new` would change."""
        if new.edit is None:
            return None
        others = (*self._standing[new.id].values(), *made)
        return next((d for d in others if d.edit is not None and d.key != new.key and _touch(d, new)), None)

    def write(self, decisions: Sequence[Decision]) -> None:
        """Put decisions on record, each replacing what stood on its flag: what cannot be logged is not decided."""
        if self._log is not None:
            self._log.append(decisions)
        for decision in decisions:
            self._put(decision)

    def _put(self, decision: Decision) -> None:
        self._standing[decision.id].pop(decision.key, None)
        if decision.verdict != WITHDRAW:
            self._standing[decision.id][decision.key] = decision

    def _resume(self, flags: frozenset[Key], logged: Iterable[Decision]) -> tuple[Decision, ...]:
        last = {decision.key: decision for decision in logged}
        unmatched: list[Decision] = []
        for decision in (decision for decision in last.values() if decision.verdict != WITHDRAW):
            if decision.key in flags and self.clash(decision) is None:
                self._put(decision)
            else:
                unmatched.append(decision)
        return tuple(unmatched)


def _touch(one: Decision, other: Decision) -> bool:
    return one.id == other.id and one.span.overlaps(other.span)
