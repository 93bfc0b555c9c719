"""Entities of FollowTheMoney, as OpenSanctions publishes them in entities.ftm.json and targets.nested.json.

Every property is a list of strings; see https://followthemoney.tech and https://www.opensanctions.org/docs/entities/.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..jsonl import clean_id
from ..names.gather import Item, Label, office
from ..names.rows import Row
from .words import Lands, country, role, usable, variants, years

SCHEMATA = {
    "Person": "person",
    "Organization": "organisation",
    "Company": "organisation",
    "PublicBody": "organisation",
}
COUNTRIES = {
    "person": ("nationality", "citizenship", "country"),
    "organisation": ("jurisdiction", "mainCountry", "country"),
}
LONGEST_ID = 255


def items(record: Mapping[str, Any], land: Lands) -> Iterator[Item | Label]:
    """The name in an entity, what a position is called, or which position somebody has held."""
    number, schema, properties = _id(record.get("id")), record.get("schema"), record.get("properties")
    if not number or not isinstance(properties, dict):
        return
    if schema == "Position":
        yield from (Label(number, called) for name in _strings(properties, "name") if (called := role(name, land)))
    elif schema == "Occupancy":
        yield from _occupancies(properties)
    elif isinstance(schema, str) and schema in SCHEMATA:
        yield from _named(number, record, SCHEMATA[schema], land)


def _named(number: str, record: Mapping[str, Any], kind: str, land: Lands) -> Iterator[Item]:
    properties = record["properties"]
    names = [*_strings(record, "caption"), *_strings(properties, "name")]
    found = [form for name in names if (form := usable(name, kind))]
    if not found:
        return
    names += [*_strings(properties, "alias"), *_strings(properties, "previousName")]
    others = tuple(form for form in variants(names, kind) if form != found[0])
    codes = (country(code, land) for claim in COUNTRIES[kind] for code in _strings(properties, claim))
    roles = tuple(filter(None, (role(words, land) for words in _strings(properties, "position"))))
    yield Item(number, Row(found[0], others, kind, next(filter(None, codes), ""), roles, f"FollowTheMoney {number}"))


def _occupancies(properties: Mapping[str, Any]) -> Iterator[Item]:
    start, end = ("".join(_strings(properties, date)[:1]) for date in ("startDate", "endDate"))
    held = tuple(office(_id(post), years(start, end)) for post in _strings(properties, "post"))
    yield from (Item(_id(holder), Row("", (), "person", "", held, "")) for holder in _strings(properties, "holder"))


def _id(given: object) -> str:
    return clean_id(given[:LONGEST_ID]) if isinstance(given, str) else ""


def _strings(properties: Mapping[str, Any], name: str) -> list[str]:
    found = properties.get(name)
    return [one for one in (found if isinstance(found, list) else [found]) if isinstance(one, str)]
