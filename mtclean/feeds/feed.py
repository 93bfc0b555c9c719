"""One file of names, whatever its format: told by its content, read line by line; broken lines are reported.

Compressed or not; CSV, or JSON with one object per line, within the brackets of a list or without. Each object is taken
for what it looks like, so that a file may be mixed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from ..errors import MtcleanError
from ..files import printable, sniffed
from ..names.base import MAGIC
from ..names.gather import Item, Label
from ..report import Failure
from ..sources import unreadable
from . import ftm, table, wikidata
from .lines import Line, lines
from .words import Lands

Found = Item | Label | Failure

COMPILED = "give it to --entities as it is"
ONE_LINE = "put one JSON object on each line"


def read(path: Path, kind: str, land: Lands) -> Iterator[Found]:
    """Everything usable in the file at `path` in its order; trouble with the file itself is one more failure.

    `kind` is what the names of a table are that does not say so; `lands` knows the names of countries.
    """
    name = printable(path)
    some = False
    try:
        with sniffed(path) as stream:
            for found in _found(lines(stream, name), name, kind, land):
                some = some or not isinstance(found, Failure)
                yield found
    except OSError as error:
        yield unreadable(name, error)
    except MtcleanError as error:
        yield Failure(name, "missing-extra", error.message, error.hint)
    if not some:
        yield Failure(name, "no-names", "no usable name was found in it", "see `mtclean dict import --help`")


def _found(found: Iterator[Line | Failure], name: str, kind: str, land: Lands) -> Iterator[Found]:
    first = next((line for line in found if isinstance(line, Failure) or line.text.strip()), None)
    if first is None:
        yield Failure(name, "empty", "there is no line in it", "leave it out")
    elif isinstance(first, Line) and first.text.startswith(MAGIC.decode()[:-1]):
        yield Failure(name, "compiled", "it is a compiled dictionary already", COMPILED)
    elif isinstance(first, Line) and first.text.lstrip()[:1] in ("{", "["):
        yield from _json(chain([first], found), kind, land)
    else:
        yield from table.items(chain([first], found), name, kind, land)


def _json(found: Iterator[Line | Failure], kind: str, land: Lands) -> Iterator[Found]:
    for line in found:
        if isinstance(line, Failure):
            yield line
        elif (text := line.text.strip().rstrip(",").strip()) not in ("", "[", "]"):
            yield from _objects(text, line.where, kind, land)


def _objects(text: str, where: str, kind: str, land: Lands) -> Iterator[Found]:
    """The names in a line, which may hold a whole short list."""
    try:
        parsed = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield Failure(where, "bad-json", f"this line is not JSON ({error})", ONE_LINE)
        return
    for record in parsed if isinstance(parsed, list) else [parsed]:
        if isinstance(record, dict):
            yield from _names(record, kind, land)
        else:
            yield Failure(where, "bad-json", "this line is not a JSON object", ONE_LINE)


def _names(record: dict[str, object], kind: str, land: Lands) -> Iterator[Item | Label]:
    if "schema" in record and "properties" in record:
        return ftm.items(record, land)
    if "labels" in record or "claims" in record:
        return wikidata.items(record, land)
    return table.record(record, kind, land)
