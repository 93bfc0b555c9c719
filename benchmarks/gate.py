"""Fails when a measured figure is worse than its floor. `python benchmarks/gate.py QUALITY.json`.

Floors are pinned in floors.json with the digest of the samples they were measured on; `--update` tightens them to a
new run and refuses to loosen one without `--allow-regression`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).resolve().parent / "floors.json"
SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Floor:
    """A figure of a part that must be at least (or, with `at_most`, at most) `limit`."""

    part: str
    figure: str
    limit: float
    at_most: bool

    def holds(self, value: float) -> bool:
        """True when `value` is as good as the floor, or better.

        >>> Floor("docs-clean-original", "safe_per_10000", 1.0, at_most=True).holds(0.4)
        True
        """
        return value <= self.limit + SLACK if self.at_most else value >= self.limit - SLACK

    def __str__(self) -> str:
        return f"{self.part} {self.figure}, {'at most' if self.at_most else 'at least'} {self.limit:g}"


def read_floors(record: Mapping[str, Any]) -> list[Floor]:
    """The floors of floors.json, in its order."""
    return [
        Floor(part, figure, limit, kind == "at_most")
        for kind in ("at_least", "at_most")
        for part, figures in record[kind].items()
        for figure, limit in figures.items()
    ]


def measured(quality: Mapping[str, Any], floor: Floor) -> float | None:
    """What the run says of a floor's figure; None when it does not say."""
    found = quality["parts"].get(floor.part, {}).get("figures", {}).get(floor.figure, {}).get("value")
    return None if found is None else float(found)


def complaints(quality: Mapping[str, Any], record: Mapping[str, Any], *, allow_missing: bool = False) -> list[str]:
    """A sentence for every document that failed, for other samples than the pinned ones, and for every floor that is
    broken or was not measured.

    With `allow_missing`, parts that were not run are left out; a figure missing from a part that ran never is.
    """
    found = [f"failed: {said}" for said in quality["failed"]]
    if quality["samples_digest"] != record["samples_digest"]:
        digests = f"{record['samples_digest']} are pinned, {quality['samples_digest']} were measured"
        found.append(f"other samples: {digests}; look at what changed, then run gate.py --update")
    for floor in read_floors(record):
        value = measured(quality, floor)
        if value is None and not (allow_missing and floor.part not in quality["parts"]):
            found.append(f"{floor}: not measured")
        elif value is not None and not floor.holds(value):
            found.append(f"{floor}: it is {value:g}")
    return found


def updated(quality: Mapping[str, Any], record: Mapping[str, Any]) -> dict[str, Any]:
    """The floors at what was measured; those that were not measured stay."""
    new: dict[str, Any] = {"samples_digest": quality["samples_digest"], "at_least": {}, "at_most": {}}
    for floor in read_floors(record):
        value = measured(quality, floor)
        kind = "at_most" if floor.at_most else "at_least"
        new[kind].setdefault(floor.part, {})[floor.figure] = floor.limit if value is None else value
    return new


def loosened(quality: Mapping[str, Any], record: Mapping[str, Any]) -> Iterator[str]:
    """A sentence for every floor that an update would move the wrong way."""
    for floor in read_floors(record):
        value = measured(quality, floor)
        if value is not None and not floor.holds(value):
            yield f"{floor}: would become {value:g}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Check, or update; 0 when all is well, 1 when not."""
    options = _parser().parse_args(arguments)
    quality = json.loads(options.quality.read_text(encoding="utf-8"))
    record = json.loads(options.floors.read_text(encoding="utf-8"))
    if options.update:
        worse = [] if options.allow_regression else list(loosened(quality, record))
        if not worse:
            draft = options.floors.with_suffix(".tmp")
            draft.write_text(json.dumps(updated(quality, record), indent=1) + "\n", encoding="utf-8")
            draft.replace(options.floors)
        return _said(worse, "floors updated", "not updated; --allow-regression would lower them:")
    found = complaints(quality, record, allow_missing=options.allow_missing)
    return _said(found, f"{len(read_floors(record))} floors hold", "broken:")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Compare a quality run with the floors.")
    parser.add_argument("quality", type=Path, help="what quality.py --json wrote")
    parser.add_argument("--floors", type=Path, default=FLOORS)
    parser.add_argument("--allow-missing", action="store_true", help="parts that were not run are no failure")
    parser.add_argument("--update", action="store_true", help="set the floors to what was measured")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: also where that is worse")
    return parser


def _said(found: Sequence[str], good: str, bad: str) -> int:
    print("\n".join([bad, *found]) if found else good, file=sys.stderr if found else sys.stdout)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
