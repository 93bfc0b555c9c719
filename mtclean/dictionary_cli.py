"""The commands on dictionaries of names: show, learn, import, build."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import friendly_errors, reading

if TYPE_CHECKING:
    from .console import Console
    from .report import Failure

FILE = click.Path(path_type=Path)
KINDS = click.Choice(["person", "organisation", "place"])
MOST_TOLD = 20  # failures that are told one by one

entities_option = click.option(
    "--entities", multiple=True, metavar="FILE", type=FILE, help="Further names that are known (may be repeated)."
)


@click.group("dict")
def dictionary() -> None:
    """Look into the dictionary of names, and make further ones, to be given to --entities."""


@dictionary.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--country", "countries", multiple=True, metavar="CODE", help="ISO code; its cities count, too.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
@entities_option
def show(names: Sequence[str], countries: Sequence[str], form: str, entities: Sequence[Path]) -> None:
    """Say what is known of a name, or else what it sounds like, how much, and what would be made of it in a text."""
    from .console import Console
    from .jsonl import clean_id
    from .lookup import looked_up
    from .names.dictionary import Dictionary
    from .render import look_up_lines

    with friendly_errors():
        console, known = Console(), Dictionary.open(extra=entities)
        for name in names:
            found = looked_up(clean_id(name), known, [code.upper() for code in countries])
            line = json.dumps(found.to_dict(), ensure_ascii=False) + "\n"
            console.out(line if form == "jsonl" else look_up_lines(found, colour=console.colour))


@dictionary.command()
@click.option("--output", "-o", type=FILE, required=True, help="CSV file for the names; replaced if it is there.")
@entities_option
@reading
def learn(paths: Sequence[str], output: Path, entities: Sequence[Path], **fields: str) -> None:
    """Collect the people, organisations and places that trusted articles vouch for and the dictionary lacks.

    Each name comes with how often it stands in full, in how many articles, and the first of them.
    """
    from .console import Console
    from .jsonl import Fields
    from .learning import write
    from .names.dictionary import Dictionary

    with friendly_errors():
        console = Console(paths)
        known = Dictionary.open(extra=entities)
        lesson = write(paths, Fields.given(fields), output, known, console.watch)
        names = f"{lesson.people:,} people, {lesson.organisations:,} organisations, {lesson.places:,} places"
        console.remark(f"{lesson.documents:,} documents read, {lesson.failed:,} failed: {names} in {output}\n")
        raise SystemExit(2 if lesson.failed else 0)


@dictionary.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=FILE)
@click.option("--output", "-o", type=FILE, required=True, help=".sqlite for any number of names, .csv for a few.")
@click.option("--kind", type=KINDS, help="What the names of a table are that does not say so.")
def import_(files: Sequence[Path], output: Path, kind: str | None) -> None:
    """Bring names from elsewhere into one dictionary; rows about one entity become one.

    FILE is a JSON dump of Wikidata, CSV from its query service, entities.ftm.json of OpenSanctions, or any CSV or JSON
    lines with a column of names; packed with gzip, bzip2 or Zstandard or not. Its content tells. What cannot be read is
    reported and left out (exit code 2).
    """
    from .console import Console
    from .feeds.intake import refuse_unfit, taken

    with friendly_errors():
        refuse_unfit(files, output)
        console = Console()
        failures = Failures(console)
        counts = taken(files, output, kind or "", failures.tell, console.count)
        names = f"{counts.people:,} people, {counts.organisations:,} organisations, {counts.places:,} places"
        size = f"{counts.size / 1e6:,.1f} MB"
        console.remark(f"{names} under {counts.spellings:,} spellings in {output} ({size}); {failures}\n")
        raise SystemExit(2 if failures.number else 0)


class Failures:
    """Tells of the first failures one by one and counts the others."""

    def __init__(self, console: Console) -> None:
        self._console, self.number = console, 0

    def tell(self, failure: Failure) -> None:
        """Print the failure unless there were too many before."""
        from .render import failure_line

        self.number += 1
        if self.number <= MOST_TOLD:
            self._console.remark(failure_line(failure))

    def __str__(self) -> str:
        more = f", of which {MOST_TOLD} were told" if self.number > MOST_TOLD else ""
        return f"{self.number:,} failed{more}"


@dictionary.command()
@click.option("--output", "-o", type=FILE, help="Where to put it instead of the file in the package.")
def build(output: Path | None) -> None:
    """Compile the shipped dictionary again from the tables in the package (needs `pip install 'mtclean[dict]'`)."""
    from .names.build import DATA, TARGET
    from .names.build import build as compiled

    with friendly_errors():
        target = output or TARGET
        counts = compiled(DATA, target)
        click.echo(", ".join(f"{number:,} {what}" for what, number in counts._asdict().items()) + f" bytes in {target}")
