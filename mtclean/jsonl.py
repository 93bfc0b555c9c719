"""One line of JSON Lines: the article in it, and the same line with nothing but that article's edited words changed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from .edits import apply_edits
from .report import Failure
from .values import Document, Edit, Span

BLANK = re.compile(r"[ \t\r\n]*")
CHARACTER = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL)


class Fields(NamedTuple):
    """Names of the fields that hold the article, its id and the date of it."""

    text: str = "text"
    id: str = "id"
    date: str = "date"

    @classmethod
    def given(cls, options: Mapping[str, str]) -> Fields:
        """From the options of a command.

        >>> Fields.given({"text_field": "body"})
        Fields(text='body', id='id', date='date')
        """
        return cls(**{name: options[f"{name}_field"] for name in cls._fields if f"{name}_field" in options})


def parse(raw: bytes, where: str, fields: Fields) -> Document | Failure:
    """The article in a line; `where` (path and line number) stands in for an id that is missing.

    >>> parse(b'{"id": 7, "text": "Good."}', "a.jsonl:1", Fields())
    Document(id='7', text='Good.', date='')
    """
    try:
        row = json.loads(raw.decode("utf-8").lstrip("\ufeff"))
    except UnicodeDecodeError as error:
        return not_utf8(where, raw, error.start)
    except (ValueError, RecursionError) as error:
        return Failure(where, "bad-json", f"this line is not JSON ({error})", "put one JSON object on each line")
    if not isinstance(row, dict):
        return Failure(where, "bad-json", "this line is not a JSON object", 'each line looks like {"text": "..."}')
    return _document(row, where, fields)


def _document(row: dict[str, Any], where: str, fields: Fields) -> Document | Failure:
    given = row.get(fields.id)
    name = clean_id(str(given)) if isinstance(given, str | int) and given != "" else where
    text = row.get(fields.text)
    if not isinstance(text, str):
        what = "is not a string" if fields.text in row else "is missing"
        seen = ", ".join(key for key in list(row)[:8] if isinstance(row[key], str)) or "no strings at all"
        return Failure(name, "no-text-field", f"the field {fields.text!r} {what}", f"it has {seen}; try --text-field")
    if any("\ud800" <= character <= "\udfff" for character in text):
        return Failure(name, "bad-json", "its text holds half a surrogate pair", "write the text again as UTF-8")
    date = row.get(fields.date)
    return Document(name, text, str(date) if isinstance(date, str | int) else "")


def clean_id(given: str) -> str:
    """`given` as text that can always be written as UTF-8."""
    return given.encode("utf-8", "backslashreplace").decode("utf-8")


def not_utf8(name: str, raw: bytes, at: int) -> Failure:
    """The refusal of bytes that are not UTF-8: nothing is guessed."""
    return Failure(
        name,
        "not-utf8",
        f"not UTF-8: byte 0x{raw[at]:02x} at offset {at}",
        "convert it first, for example with `iconv -f windows-1252 -t utf-8`",
    )


def spliced(raw: bytes, field: str, edits: Iterable[Edit]) -> bytes:
    r"""`raw` with `edits` made in the string at `field`; every other byte stays, spacing and escapes included.

    >>> spliced(b'{"n":1e3, "text":"caf\\u00e9 -bar"}', "text", [Edit(Span(4, 6), " -", "-", "space-before-hyphen")])
    b'{"n":1e3, "text":"caf\\u00e9-bar"}'
    """
    line = raw.decode("utf-8")
    value = _string_at(line, field)
    token = value.of(line)
    escaped = "\\u" in token or line.isascii()
    starts = [match.start() for match in CHARACTER.finditer(token)] + [len(token)]
    inner = [_in_token(edit, token, starts, ascii_only=escaped) for edit in edits]
    return (line[: value.start] + apply_edits(token, inner) + line[value.end :]).encode("utf-8")


def _in_token(edit: Edit, token: str, starts: list[int], *, ascii_only: bool) -> Edit:
    span = Span(starts[edit.span.start], starts[edit.span.end])
    return Edit(span, span.of(token), json.dumps(edit.new, ensure_ascii=ascii_only)[1:-1], edit.rule)


def _string_at(line: str, field: str) -> Span:
    """Where the characters of the string at `field` stand (without quotes); of two equal keys JSON takes the last."""
    decoder = json.JSONDecoder()
    found: Span | None = None
    at = line.index("{")
    while line[at] != "}":
        key, at = decoder.raw_decode(line, _past_blanks(line, at + 1))
        start = _past_blanks(line, _past_blanks(line, at) + 1)
        _, end = decoder.raw_decode(line, start)
        found = Span(start + 1, end - 1) if key == field else found
        at = _past_blanks(line, end)
    if found is None:
        raise KeyError(field)
    return found


def _past_blanks(line: str, at: int) -> int:
    match = BLANK.match(line, at)
    return match.end() if match else at
