"""Reads what users have: text, Markdown, HTML and JSON Lines files, folders of these, standard input.

Whatever cannot be read becomes a `Failure` in its place; the bytes stay at hand so that they can be written back.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from . import jsonl
from .edits import apply_edits
from .errors import MtcleanError
from .files import opened
from .jsonl import Fields
from .report import Failure
from .sources import Source, sources, unreadable
from .values import Document, Edit

LIMIT = 2_000_000
"""Longest document in characters: a thick novel; the language model would need hours for more."""

LINE_LIMIT = 8 * LIMIT
"""Longest JSON line in bytes, so that text of `LIMIT` characters fits with escapes and a few other fields."""

TOO_LONG = "split it, one article in each"
BINARY_STARTS = (b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"\x28\xb5\x2f\xfd")


@dataclass(frozen=True, slots=True)
class Record:
    """One document where it was found, or one line that is none (`item` is None for blank lines).

    `line` counts from 1 in JSON Lines and is 0 for whole files; a line too long to keep waits in the file `spilled`.
    """

    source: Source
    item: Document | Failure | None
    raw: bytes = b""
    line: int = 0
    spilled: IO[bytes] | None = None
    field: str = Fields().text

    @property
    def is_lost(self) -> bool:
        """True when reading broke off here: what is in hand is not the whole file."""
        return isinstance(self.item, Failure) and not self.raw and self.spilled is None

    def copy(self, out: Callable[[bytes], object]) -> None:
        """Give `out` the bytes as they were read."""
        out(self.raw)
        if self.spilled is not None:
            self.spilled.seek(0)
            while block := self.spilled.read(1 << 20):
                out(block)

    def rewritten(self, edits: Iterable[Edit]) -> bytes:
        """The bytes with `edits` made in the document's text and nothing else changed."""
        edits = list(edits)
        if not edits or not isinstance(self.item, Document):
            return self.raw
        if self.line:
            return jsonl.spliced(self.raw, self.field, edits)
        return apply_edits(self.item.text, edits).encode("utf-8")


def read(paths: Iterable[str], fields: Fields | None = None) -> Iterator[Record]:
    """Every document in `paths`, in the order typed, folders in sorted order; one at a time, in bounded memory."""
    fields = Fields() if fields is None else fields
    for found in sources(paths):
        if isinstance(found, Failure):
            yield Record(Source(found.id, Path(found.id)), found)
        else:
            yield from read_source(found, fields)


def read_source(source: Source, fields: Fields) -> Iterator[Record]:
    """The records of one file; trouble with the file itself is one more record, at the place it happened."""
    line = 0
    try:
        with _stream(source) as stream:
            for record in _records(source, stream, fields):
                line = record.line
                yield record
    except OSError as error:
        name = f"{source.name}:{line + 1}" if line else source.name
        yield Record(source, unreadable(name, error), line=line + 1 if line else 0)
    except MtcleanError as error:
        yield Record(source, Failure(source.name, "missing-extra", error.message, error.hint))


def _stream(source: Source) -> AbstractContextManager[IO[bytes]]:
    return nullcontext(sys.stdin.buffer) if source.is_stdin else opened(source.path)


def _records(source: Source, stream: IO[bytes], fields: Fields) -> Iterator[Record]:
    if source.is_lines:
        return _lines(source, b"", stream, fields)
    if source.is_stdin:
        return _stdin(source, stream, fields)
    if source.name.lower().endswith(".parquet"):
        hint = "write it as JSON Lines first, one object with id and text per line"
        return iter([Record(source, Failure(source.name, "unsupported", "Parquet is not read yet", hint))])
    return iter([_whole(source, stream.read(4 * LIMIT + 1))])


def _stdin(source: Source, stream: IO[bytes], fields: Fields) -> Iterator[Record]:
    first = stream.readline(LINE_LIMIT)
    if re.match(rb'(?:\xef\xbb\xbf)?\s*\{\s*"', first):
        return _lines(source, first, stream, fields)
    return iter([_whole(source, first + stream.read(4 * LIMIT + 1))])


def _whole(source: Source, raw: bytes) -> Record:
    item = document(source.name, raw)
    if source.is_html and isinstance(item, Document):
        item = _article(item)
        raw = item.text.encode("utf-8") if isinstance(item, Document) else raw
    return Record(source, item, raw)


def document(name: str, raw: bytes) -> Document | Failure:
    """The bytes of a file as a document: strict UTF-8, with every character (a byte order mark too) where it was.

    >>> document("a.txt", bytes([0x63, 0x61, 0x66, 0xe9])).message
    'not UTF-8: byte 0xe9 at offset 3'
    """
    if len(raw) > 4 * LIMIT:
        return too_large(name)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        hint = "convert it first with `iconv -f utf-16 -t utf-8`"
        return Failure(name, "not-utf8", "not UTF-8 but UTF-16", hint)
    if b"\0" in raw or raw.startswith(BINARY_STARTS):
        return Failure(name, "binary", "not text: it holds binary data", "take the text out of it first")
    try:
        return _sized(Document(name, raw.decode("utf-8")))
    except UnicodeDecodeError as error:
        return jsonl.not_utf8(name, raw, error.start)


def _sized(item: Document | Failure) -> Document | Failure:
    if isinstance(item, Failure):
        return item
    if len(item.text) > LIMIT:
        return too_large(item.id)
    if not item.text.strip("\ufeff \t\r\n\v\f\u00a0\u2028\u2029"):
        return Failure(item.id, "empty", "there is no text in it", "leave it out, or look why nothing was saved")
    return item


def _article(page: Document) -> Document | Failure:
    try:
        import trafilatura
    except ImportError as error:
        raise MtcleanError("reading HTML needs trafilatura", "pip install 'mtclean[html]'") from error
    text = trafilatura.extract(page.text, include_comments=False)
    if not text:
        return Failure(page.id, "no-article", "no article was found in this HTML", "save the text as .txt instead")
    date = trafilatura.extract_metadata(page.text, extensive=False).date
    return _sized(Document(page.id, text, date or ""))


def _lines(source: Source, first: bytes, stream: IO[bytes], fields: Fields) -> Iterator[Record]:
    number = 0
    while raw := first or stream.readline(LINE_LIMIT):
        first, number = b"", number + 1
        where = f"{source.name}:{number}"
        if len(raw) == LINE_LIMIT and not raw.endswith(b"\n"):
            yield Record(source, too_large(where), line=number, spilled=_spill(raw, stream))
        elif raw.strip(b"\xef\xbb\xbf \t\r\n"):
            yield Record(source, _sized(jsonl.parse(raw, where, fields)), raw, number, field=fields.text)
        else:
            yield Record(source, None, raw, number)
    if not number:
        yield Record(source, Failure(source.name, "empty", "there is no line in it", "leave it out"))


def _spill(start: bytes, stream: IO[bytes]) -> IO[bytes]:
    out = tempfile.TemporaryFile()  # noqa: SIM115
    block = start
    while block:
        out.write(block)
        block = b"" if block.endswith(b"\n") else stream.readline(1 << 20)
    return out


def too_large(name: str) -> Failure:
    """The refusal of a document longer than `LIMIT`."""
    return Failure(name, "too-large", f"longer than {LIMIT:,} characters", TOO_LONG)
