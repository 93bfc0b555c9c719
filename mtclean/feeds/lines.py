"""A stream as numbered lines of text, in bounded memory; a line that is none becomes a failure in its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, NamedTuple

from .. import jsonl
from ..report import Failure

LONGEST = 16_000_000
"""Longest line in bytes; the largest items of Wikidata take some four million."""

SKIP = "nothing to do, unless the name matters: the rest was read"


class Line(NamedTuple):
    """A line without its line break, and the file and number that say where it stands."""

    where: str
    text: str


def lines(stream: IO[bytes], name: str) -> Iterator[Line | Failure]:
    """The lines of `stream`, numbered from 1; `name` is that of the file."""
    number = 0
    while raw := stream.readline(LONGEST):
        number += 1
        where = f"{name}:{number}"
        if len(raw) == LONGEST and not raw.endswith(b"\n"):
            _skip(stream)
            yield Failure(where, "too-large", f"longer than {LONGEST:,} bytes", "put one entity on each line")
            continue
        try:
            yield Line(where, raw.decode("utf-8").strip("\ufeff\r\n"))
        except UnicodeDecodeError as error:
            yield jsonl.not_utf8(where, raw, error.start)


def _skip(stream: IO[bytes]) -> None:
    while block := stream.readline(1 << 20):
        if block.endswith(b"\n"):
            return
