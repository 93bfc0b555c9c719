"""Dictionaries of millions of names: how long importing takes, how much memory, how quick a look-up is, what is missed.

    python benchmarks/dictionary.py [--rows 1000000] [--data DIR]

Names are put together from the tokens of the shipped people, so that many share their skeleton, as in life. With
`--data` (see trips.py) what names after a simulated trip find by their keys in a file of the shipped people is compared
with what going through the whole list finds.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

if not __package__:
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from benchmarks.clock import command, run
from benchmarks.trips import arabic, russian, spellings, trips
from mtclean.names.base import Base
from mtclean.names.build import DATA, entities
from mtclean.names.dictionary import SHIPPED, Dictionary
from mtclean.names.echoes import Echoes
from mtclean.names.index import compiled
from mtclean.names.schema import IMPORTED

LOOK_UPS = 1_000
KINDS = {"person": "Person", "organisation": "Organization"}
SCORES = (0.72, 0.84)  # what is repaired with evidence, and on the sound alone


def tokens() -> list[str]:
    """The parts of the names of the shipped people."""
    base = sqlite3.connect(SHIPPED)
    forms = base.execute("SELECT form FROM name JOIN entity ON id = entity WHERE kind = 'person'")
    return sorted({token for (form,) in forms for token in form.split() if len(token) > 2})


def rows(number: int) -> Iterator[tuple[str, str, str, str, str]]:
    """Name, one other spelling for every fifth, kind, country and role of made-up entities, always the same."""
    draw, parts = random.Random(0), tokens()
    for at in range(number):
        name = " ".join(draw.choices(parts, k=2))
        other = f"{name.split()[0]} {draw.choice(parts)}" if at % 5 == 0 else ""
        kind = "organisation" if at % 10 == 9 else "person"
        yield name, other, kind, draw.choice(("UA", "FR", "US", "EG")), "minister 2020-" if at % 3 == 0 else ""


def as_csv(number: int, path: Path) -> None:
    """`rows` as a table."""
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(("id", "name", "variants", "kind", "country", "roles"))
        table.writerows((f"N{at}", *row) for at, row in enumerate(rows(number)))


def as_ftm(number: int, path: Path) -> None:
    """`rows` as OpenSanctions writes them."""
    with path.open("w", encoding="utf-8") as out:
        for at, (name, other, kind, country, role) in enumerate(rows(number)):
            properties = {"name": [name], "alias": [other], "country": [country.lower()], "position": [role]}
            record = {"id": f"NK-{at}", "caption": name, "schema": KINDS[kind], "properties": properties}
            out.write(json.dumps(record) + "\n")


def imported(about: str, write: Callable[[int, Path], None], number: int, target: Path) -> str:
    """Seconds and memory of `mtclean dict import`, in a process of its own."""
    source = target.with_suffix(".source")
    write(number, source)
    taken = run([*command(), "dict", "import", str(source), "-o", str(target)])
    size = target.stat().st_size / 1e6
    spent = f"{taken.seconds:,.0f} s ({taken.computed:,.0f} s of one core), {taken.peak_mb:,.0f} MB at most"
    return f"| import {number:,} rows, {about} | {spent}; file {size:,.0f} MB |"


def milliseconds(asked: Sequence[object], ask: Callable[[object], object]) -> str:
    """Median, 99th of 100 and slowest."""
    spent = []
    for one in asked:
        begun = time.perf_counter()
        ask(one)
        spent.append((time.perf_counter() - begun) * 1_000)
    spent.sort()
    return f"{statistics.median(spent):.2f} ms, 99 % {spent[int(0.99 * len(spent))]:.2f} ms, slowest {spent[-1]:.1f} ms"


def looked_up(path: Path) -> Iterator[str]:
    """Opening, and look-ups of names that are there, of names that are not, and by sound."""
    yield f"| open | {milliseconds([path] * 20, lambda one: Dictionary.open(extra=[one]))} |"
    dictionary, draw, parts = Dictionary.open(extra=[path]), random.Random(1), tokens()
    there = [row[0] for row in rows(LOOK_UPS)]
    others = [" ".join(draw.choices(parts, k=2)) for _ in range(LOOK_UPS)]
    yield f"| look up a name that is there | {milliseconds(there, dictionary.entities)} |"
    yield f"| look up a name that is not | {milliseconds(others, dictionary.entities)} |"
    file = Echoes(Base(path, IMPORTED, ""), "person", 0)
    file.near("Hakan Fidan", SCORES[0])
    yield f"| by sound, in the file | {milliseconds(others, lambda one: file.near(one, SCORES[0]))} |"
    people = dictionary.people()
    yield f"| by sound, with the shipped people | {milliseconds(others, lambda one: people.near(one, SCORES[0]))} |"


def recalled(data: Path, folder: Path) -> Iterator[str]:
    """Of names whose right person comes first when the whole list is gone through, how many come first by the keys."""
    target = folder / "people.sqlite"
    people = [row for row in entities(DATA) if row.kind == "person"]
    compiled(people, target)
    whole, file = Dictionary.open().people(), Echoes(Base(target, IMPORTED, ""), "person", 0)
    for language, back in (("ru", russian), ("ar", arabic)):
        table = spellings(data / "names" / f"{language}.tsv.gz", back)
        names = [(name, right) for _, name, right in trips("people", table)]
        for score in SCORES:
            best = [(name, near[0].form) for name, _ in names if (near := whole.near(name, score))]
            same = sum(bool(near := file.near(name, score)) and near[0].form == form for name, form in best)
            yield f"| {language}: first by the whole list at {score}, also by the keys | {same:,} of {len(best):,} |"


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description="Measure dictionaries of many names.")
    parser.add_argument("--rows", type=int, default=1_000_000, help="how many entities to make up")
    parser.add_argument("--data", type=Path, help="folder with names/")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "names.sqlite"
        lines = [imported("CSV", as_csv, asked.rows, target), *looked_up(target)]
        lines.append(imported("FollowTheMoney", as_ftm, asked.rows, target))
        lines += recalled(asked.data, Path(folder)) if asked.data else []
    sys.stdout.write("\n".join(("| what | figures |", "| --- | --- |", *lines, "")))


if __name__ == "__main__":
    main()
