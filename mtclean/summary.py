"""Counts over the documents of one run: what the closing line says and the exit code follows from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from .report import Failure, Report


@dataclass(frozen=True, slots=True)
class Summary:
    """How many documents were read, flagged, changed and failed, and how many flags each rule raised."""

    read: int = 0
    flagged: int = 0
    changed: int = 0
    failed: int = 0
    by_rule: Mapping[str, int] = field(default_factory=dict)

    def plus(self, outcome: Report | Failure | None, *, changed: bool = False) -> Summary:
        """The counts with one more outcome; None (a blank line, a document not looked at) counts nothing."""
        if outcome is None:
            return self
        if isinstance(outcome, Failure):
            return Summary(self.read, self.flagged, self.changed, self.failed + 1, self.by_rule)
        by_rule = dict(self.by_rule)
        for flag in outcome.flags:
            by_rule[flag.rule] = by_rule.get(flag.rule, 0) + 1
        return Summary(self.read + 1, self.flagged + found(outcome), self.changed + changed, self.failed, by_rule)

    @property
    def exit_code(self) -> int:
        """0 when every document was clean, 1 when something was found, 2 when a document could not be done."""
        return 2 if self.failed else min(self.flagged, 1)

    def to_dict(self) -> dict[str, object]:
        """The counts for JSON."""
        return asdict(self)

    def __str__(self) -> str:
        r"""The closing line.

        >>> str(Summary(3, 1, 1, 0, {"garbled-name": 2}))
        '3 documents read: 1 flagged, 1 changed, 0 failed; 2 flags: garbled-name 2'
        """
        flags = sum(self.by_rule.values())
        most = sorted(self.by_rule.items(), key=lambda row: (-row[1], row[0]))
        rules = ": " + ", ".join(f"{rule} {count:,}" for rule, count in most) if most else ""
        documents = f"{self.read:,} document{'' if self.read == 1 else 's'} read"
        counts = f"{self.flagged:,} flagged, {self.changed:,} changed, {self.failed:,} failed"
        return f"{documents}: {counts}; {flags:,} flag{'' if flags == 1 else 's'}{rules}"


def found(report: Report) -> bool:
    """True when there is something to tell about a document: a flag, or a verdict that is not `clean`."""
    return bool(report.flags) or report.verdict.label != "clean"
