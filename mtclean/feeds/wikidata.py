"""Items of a Wikidata dump, as https://www.mediawiki.org/wiki/Wikibase/DataModel/JSON describes them.

An item is a person when it says so (P31 is Q5), a place when it has inhabitants, a code of ISO 3166 or a GeoNames
number, an organisation when it has a seat or a legal form. English and language-independent names count, no others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..names.gather import Item, Label, office
from ..names.rows import Row
from .words import Lands, countries, item, role, usable, variants, years

ENGLISH = ("en", "en-gb", "en-us", "mul")
HUMAN, OFFICES = "Q5", {"Q4164871", "Q294414"}  # a position, a public office
INSTANCE, SUBCLASS, HELD, START, END = "P31", "P279", "P39", "P580", "P582"
SETTLED = ("P1082", "P297", "P300")  # population, codes of countries and of their parts
SEATED = ("P159", "P1454")  # headquarters, legal form
GEONAMES = "P1566"
ABOUT_OFFICES = (SUBCLASS, "P1001", "P1308")  # subclass of, applies to jurisdiction, officeholder
RANKS = ("preferred", "normal")


def items(record: Mapping[str, Any], land: Lands) -> Iterator[Item | Label]:
    """What an item is good for: a name, or what an office is called."""
    number, claims = item(str(record.get("id"))), _mapping(record.get("claims"))
    names = list(_names(record))
    if not number or not names:
        return
    if kind := _kind(claims):
        found = [form for name in names if (form := usable(name, kind))]
        if found:
            others = tuple(form for form in variants(names, kind) if form != found[0])
            source = f"Wikidata {number}"
            yield Item(number, Row(found[0], others, kind, _country(claims, kind), tuple(_roles(claims)), source))
    elif _is_office(claims) and (called := role(names[0], land)):
        yield Label(number, called)


def _names(record: Mapping[str, Any]) -> Iterator[str]:
    labels, aliases = _mapping(record.get("labels")), _mapping(record.get("aliases"))
    terms = [_mapping(labels.get(code)) for code in ENGLISH]
    terms += [_mapping(term) for code in ENGLISH for term in _list(aliases.get(code))]
    yield from (term["value"] for term in terms if isinstance(term.get("value"), str))


def _kind(claims: Mapping[str, Any]) -> str:
    if HUMAN in _items(claims, INSTANCE):
        return "person"
    if any(claim in claims for claim in SETTLED):
        return "place"
    if any(claim in claims for claim in SEATED):
        return "organisation"
    return "place" if GEONAMES in claims else ""


def _is_office(claims: Mapping[str, Any]) -> bool:
    return any(claim in claims for claim in ABOUT_OFFICES) or not OFFICES.isdisjoint(_items(claims, INSTANCE))


def _country(claims: Mapping[str, Any], kind: str) -> str:
    """Citizenship of people, country of all else."""
    codes = (countries().get(one, "") for one in _items(claims, "P27" if kind == "person" else "P17"))
    return next(filter(None, codes), "")


def _roles(claims: Mapping[str, Any]) -> Iterator[str]:
    for statement in _statements(claims, HELD):
        dates = _mapping(statement.get("qualifiers"))
        start, end = (next((_time(snak) for snak in _list(dates.get(claim))), "") for claim in (START, END))
        if held := _item(statement.get("mainsnak")):
            yield office(held, years(start, end))


def _items(claims: Mapping[str, Any], claim: str) -> Iterator[str]:
    return filter(None, (_item(statement.get("mainsnak")) for statement in _statements(claims, claim)))


def _statements(claims: Mapping[str, Any], claim: str) -> Iterator[Mapping[str, Any]]:
    """The statements that are not deprecated, preferred ones first."""
    found = [_mapping(statement) for statement in _list(claims.get(claim))]
    for rank in RANKS:
        yield from (statement for statement in found if statement.get("rank", "normal") == rank)


def _item(snak: object) -> str:
    """The item in a snak; old dumps give its number alone."""
    value = _value(snak)
    return item(str(value.get("id") or f"Q{value.get('numeric-id')}"))


def _time(snak: object) -> str:
    return str(_value(snak).get("time", ""))


def _value(snak: object) -> Mapping[str, Any]:
    return _mapping(_mapping(_mapping(snak).get("datavalue")).get("value"))


def _mapping(value: object) -> Mapping[str, Any]:
    """`value` if it is an object: an empty one is written as an empty list."""
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
