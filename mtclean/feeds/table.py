"""Tables with a header: our own, others' lists of names, and what the Wikidata Query Service gives as CSV.

SPARQL results (https://www.w3.org/TR/sparql11-results-csv-tsv/) have a column for each variable: `?item` is an address,
`?itemLabel` its name, `?itemAltLabel` the other names, set apart by commas; an item may take several rows.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ..jsonl import clean_id
from ..names.gather import Item, identity
from ..names.rows import Row
from ..report import Failure
from .lines import SKIP, Line
from .words import KIND_OF, Lands, country, item, role, usable, variants, years

FIELDS = {
    "name": "name label fullname title caption",
    "variants": "variants aliases alias altlabel altlabels alternatenames othernames alsoknownas",
    "kind": "kind type schema instance instanceof class",
    "country": "country countries countrycode nationality citizenship jurisdiction",
    "roles": "roles role position positions office positionheld",
    "start": "start startdate from since",
    "end": "end enddate until",
    "id": "id item qid wikidata entity uri",
    "source": "source",
}
DELIMITERS = ",;\t"
OPEN_LINES, OPEN_CHARACTERS = 20, 100_000  # that a quoted field may go on for before the quote is taken for a mistake
_OURS = re.compile(r"(?:Wikidata|FollowTheMoney) (\S+)")  # a source as `dict import` writes it
NO_NAME = "the first line must name the columns, one of them `name` or, from a query, `itemLabel`"
NO_KIND = "say what they are: --kind person, organisation or place"


class Columns(NamedTuple):
    """Where in a row each field of `FIELDS` stands, and whether the variants are set apart by commas."""

    at: Mapping[str, int]
    commas: bool

    def of(self, row: list[str], field: str) -> str:
        """The field in a row; "" when the table or the row has none."""
        at = self.at.get(field, len(row))
        return row[at].strip() if at < len(row) else ""


def columns(header: Iterable[str]) -> Columns:
    """Which columns a header names.

    >>> columns(["item", "itemLabel", "itemAltLabel", "countryLabel"]).at
    {'name': 1, 'variants': 2, 'country': 3, 'id': 0}
    """
    keys = [re.sub(r"[^a-z]", "", name.casefold()) for name in header]
    known = {word for field, words in FIELDS.items() if field != "id" for word in words.split()}
    subject = next((key for key in keys if f"{key}label" in keys and key not in known), "")
    wanted = {field: [f"{word}label" for word in words.split()] + words.split() for field, words in FIELDS.items()}
    if subject:
        others = [f"{subject}altlabel", *wanted["variants"]]
        wanted |= {"name": [f"{subject}label"], "id": [subject], "variants": others}
    found = {field: next((keys.index(word) for word in words if word in keys), -1) for field, words in wanted.items()}
    return Columns({field: at for field, at in found.items() if at >= 0}, commas=f"{subject}altlabel" in keys)


def items(lines: Iterable[Line | Failure], name: str, kind: str, land: Lands) -> Iterator[Item | Failure]:
    """The rows of a table, and what is wrong with those that are none; `kind` is for tables that say none."""
    left = iter(lines)
    header = next(left, None)
    if not isinstance(header, Line):
        yield header or Failure(name, "empty", "there is no line in it", "leave it out")
        return
    delimiter = max(DELIMITERS, key=header.text.count)
    where = columns(next(csv.reader([header.text], delimiter=delimiter), []))
    if "name" not in where.at:
        yield Failure(header.where, "no-name-column", "no column holds names", NO_NAME)
    elif "kind" not in where.at and not kind:
        yield Failure(header.where, "no-kind", "the table does not say whether these are people", NO_KIND)
    else:
        for row in _rows(left, delimiter):
            yield from [row] if isinstance(row, Failure) else _item(row, where, kind, land)


def record(fields: Mapping[str, object], kind: str, land: Lands) -> Iterator[Item]:
    """The name in a JSON object whose fields are called as columns are; lists stand for several values."""
    values = {key: "|".join(map(str, value)) if isinstance(value, list) else value for key, value in fields.items()}
    texts = {key: clean_id(str(value)) for key, value in values.items() if isinstance(value, str | int)}
    yield from _item(list(texts.values()), columns(texts), kind, land)


def _rows(lines: Iterator[Line | Failure], delimiter: str) -> Iterator[list[str] | Failure]:
    """The rows; a quotation mark that is never closed costs its own line and no other."""
    again: list[Line | Failure] = []
    while (line := again.pop(0) if again else next(lines, None)) is not None:
        if isinstance(line, Failure):
            yield line
            continue
        block = [line]
        while _open(block) and (more := again.pop(0) if again else next(lines, None)) is not None:
            if isinstance(more, Failure) or _too_long(block):
                again = [*block[1:], more, *again]
                block = [line]
                break
            block.append(more)
        if _open(block):
            again = [*block[1:], *again]
            yield Failure(line.where, "bad-row", "a quotation mark is never closed", SKIP)
        else:
            yield from _parsed(block, delimiter)


def _open(block: list[Line]) -> bool:
    return sum(line.text.count('"') for line in block) % 2 == 1


def _too_long(block: list[Line]) -> bool:
    return len(block) >= OPEN_LINES or sum(len(line.text) for line in block) > OPEN_CHARACTERS


def _parsed(block: list[Line], delimiter: str) -> Iterator[list[str] | Failure]:
    try:
        yield from filter(None, csv.reader((f"{line.text}\n" for line in block), delimiter=delimiter))
    except csv.Error as error:
        yield Failure(block[0].where, "bad-row", f"this row is not CSV ({error})", SKIP)


def _item(row: list[str], where: Columns, kind: str, land: Lands) -> Iterator[Item]:
    kind = KIND_OF.get(where.of(row, "kind").casefold(), "") if "kind" in where.at else kind
    name = usable(where.of(row, "name"), kind) if kind else ""
    number, offices = where.of(row, "id"), where.of(row, "roles")
    if not name or name == item(name):
        return
    code = country(where.of(row, "country"), land)
    dates = years(where.of(row, "start"), where.of(row, "end"))
    roles = (role(words, land) for words in re.split(r"[;|]", offices) if not item(words))
    held = tuple(f"{words} {dates}".strip() for words in roles if words)
    found = Row(name, _variants(where.of(row, "variants"), where, kind), kind, code, held, where.of(row, "source"))
    if ours := _OURS.fullmatch(found.source):
        number = ours.group(1)
    wikidata = item(number)
    source = found.source or (f"Wikidata {wikidata}" if wikidata else number)
    yield Item(wikidata or number or identity(found), found._replace(source=source))


def _variants(text: str, where: Columns, kind: str) -> tuple[str, ...]:
    if where.commas:
        return variants(text.split(", "), kind)
    return tuple(dict.fromkeys(form for name in re.split(r"[|;]", text) if (form := usable(name, kind))))
