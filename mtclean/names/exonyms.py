"""Names that other languages have for a country, a water, a region or a city: Norwegen, Donau, Sajonia.

Countries and the cities of the time zones come from Unicode CLDR, read from `babel`, which only the build needs; the
rest from the table `exonyms.csv`. A form that English accepts for anything is none of these.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import MtcleanError
from .romanise import romanised
from .rows import records
from .sound import plain, romanised_alike

LANGUAGES = (
    *("de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sk", "hr", "sv", "da", "nb", "fi", "tr", "ro", "hu", "id"),
    *("ru", "uk", "bg", "sr", "el", "ar", "fa", "he", "hi"),
)
VOWELLESS = ("ar", "fa", "he")  # what such a script says of a city is too little: Samira or Samara
NO_CITIES = ("AQ", "UM")  # stations and islets with a time of their own
COLUMNS = ("name", "exonyms", "countries")
SHORTEST = 4  # letters of a form from CLDR
COUNTRY = "country"
ZONES = {"Canary": "Canary Islands", "Chatham": "Chatham Islands", "Galapagos": "Galapagos Islands"}  # islands by half


class Exonym(NamedTuple):
    """What another language calls the place `name`; `countries` are the ISO codes of those it lies in, if any.

    `kind` is "country", or empty for every other place.
    """

    form: str
    name: str
    countries: tuple[str, ...]
    kind: str


def exonyms(table: Path, lands: Path, accepted: Container[str], towns: Container[str]) -> list[Exonym]:
    """The exonyms of the CSV file `table` and of CLDR, in a fixed order.

    `accepted` holds the plain forms that English uses; what is one of `towns` is left out unless people wrote it.
    """
    countries = {record["code"]: record["name"] for _, record in records(lands, ("code", "name"))}
    found = [*_written(table, countries), *(one for one in _cldr(countries) if plain(one.form) not in towns)]
    kept = {(plain(one.form), one.name): one for one in reversed(found) if _foreign(one, accepted)}
    return [kept[key] for key in sorted(kept)]


def _foreign(one: Exonym, accepted: Container[str]) -> bool:
    key = plain(one.form)
    return key.replace(" ", "").isalpha() and key not in accepted and not romanised_alike(key, one.name)


def _written(table: Path, countries: dict[str, str]) -> Iterator[Exonym]:
    for _, record in records(table, COLUMNS):
        where = tuple(record["countries"].split(";")) if record["countries"] else ()
        kind = COUNTRY if record["name"] in countries.values() else ""
        yield from (Exonym(form, record["name"], where, kind) for form in record["exonyms"].split("|"))


def _cldr(countries: dict[str, str]) -> Iterator[Exonym]:
    for language in LANGUAGES:
        locale = _locale(language)
        for code, name in countries.items():
            yield from _forms(locale.territories.get(code, ""), language, Exonym("", name, (code,), COUNTRY))
        for city in _zone_cities() if language not in VOWELLESS else ():
            local = locale.time_zones.get(city.form, {}).get("city", "")
            yield from _forms(local, language, city)


def _forms(local: str, language: str, of: Exonym) -> Iterator[Exonym]:
    spelled: Iterable[str] = romanised(local, language) if "(" not in local else ()
    return (of._replace(form=form) for form in spelled if len(plain(form)) >= SHORTEST)


def _zone_cities() -> list[Exonym]:
    """The cities after which time zones are named; the form is the key of the zone."""
    found = []
    for zone, code in sorted(_zones().items()):
        name = _locale("en").time_zones.get(zone, {}).get("city", zone.rpartition("/")[2].replace("_", " "))
        city = code.isalpha() and code not in NO_CITIES and "," not in name  # neither UTC nor Knox, Indiana
        found += [Exonym(zone, ZONES.get(name, name), (code,), "")] if city else []
    return found


def _locale(language: str) -> Any:  # noqa: ANN401 (babel is not typed for whom it is not installed)
    try:
        from babel import Locale
    except ImportError as error:
        raise MtcleanError("building the dictionary needs babel", "pip install babel") from error
    return Locale.parse(language)


def _zones() -> dict[str, str]:
    """The country of each time zone."""
    from babel.core import get_global

    return dict(get_global("zone_territories"))
