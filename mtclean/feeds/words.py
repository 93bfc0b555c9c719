"""Names, kinds, countries and offices as others write them, put the way our tables do; "" for what is no use."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from pathlib import Path

from ..names.dictionary import Dictionary
from ..names.sound import plain
from ..names.words import PARTICLES, TITLES

Lands = Callable[[str], str]
"""ISO code of the country that words stand for, or ""."""

SHORTEST, LONGEST, LONGEST_ROLE = 2, 100, 80  # characters
ITEMS = Path(__file__).parent.parent / "data" / "wikidata.csv"

_KINDS = {
    "person": "person people human individual politician",
    "organisation": "organisation organization company publicbody business agency party institution ngo newspaper",
    "place": "place city town village settlement location country region territory municipality capital island",
}
KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()}

_UNUSABLE = re.compile(r"[|;<>{}\[\]\"=\\_@#\x00-\x1f\x7f]")
_SUFFIX = re.compile(r",\s*((?:jr|sr)\.?|i{2,3}|iv)$", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[A-Z]\.?){1,2}|[IVX]+|(?:[A-Z]\.)+")
_YEARS = re.compile(r"\s*\((?:(\d{4})?\s*[-–]\s*(\d{4})?)\)$")
_ITEM = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d{0,11})")
_CODE = re.compile(r"[A-Z]{2}")


def lands(dictionary: Dictionary) -> Lands:
    """Countries by their names and adjectives, as `dictionary` knows them."""

    @lru_cache(maxsize=65_536)
    def land(words: str) -> str:
        found = dictionary.nation(words)
        return found[0] if found and found[1] in ("name", "adjective") else ""

    return land


def usable(name: str, kind: str) -> str:
    """`name` as a text would have it: "Given Surname", not in capitals throughout; "" for what no English text holds.

    >>> usable("PUTIN, Vladimir", "person"), usable("NATO", "organisation"), usable("Владимир Путин", "person")
    ('Vladimir Putin', 'NATO', '')
    """
    text = " ".join(name.split())
    key = plain(text)
    if not SHORTEST <= len(text) <= LONGEST or not key.isascii() or _UNUSABLE.search(text):
        return ""
    if kind == "person":
        text = _in_order(_SUFFIX.sub(r" \1", text))
        if "," in text or any(character.isdigit() for character in text):
            return ""
        text = _in_small_letters(text) if " " in text else text
    return text if any(character.isalpha() for character in key) else ""


def _in_order(name: str) -> str:
    surname, comma, given = name.partition(", ")
    return f"{given} {surname}" if comma and given and "," not in given else name


def _in_small_letters(name: str) -> str:
    """Words in capitals like others; initials and numbers of kings stay."""
    words = [word.title() if word.isupper() and not _INITIALS.fullmatch(word) else word for word in name.split()]
    return " ".join(word.lower() if at and word.lower() in PARTICLES else word for at, word in enumerate(words))


def variants(names: Iterable[str], kind: str) -> tuple[str, ...]:
    """Other spellings out of a list kept by many hands; surnames alone and titles with names say too little.

    >>> variants(["Putin", "President Putin", "V. V. Putin", "Vladimir Poutine"], "person")
    ('V. V. Putin', 'Vladimir Poutine')
    """
    found = dict.fromkeys(form for name in names if (form := usable(name, kind)))
    if kind != "person":
        return tuple(found)
    return tuple(form for form in found if " " in form and plain(form.split()[0]) not in TITLES)


def role(words: str, land: Lands) -> str:
    """The name of an office in small letters, without its country.

    >>> role("Minister of Foreign Affairs of Ukraine", {"Ukraine": "UA"}.get)
    'minister of foreign affairs'
    >>> role("President of France (2012-2017)", {"France": "FR"}.get)
    'president 2012-2017'
    """
    text = " ".join(words[: 2 * LONGEST_ROLE].split())
    held = _YEARS.search(text)
    when = years(held.group(1) or "", held.group(2) or "") if held else ""
    text = text[: held.start()] if held else text
    office, of, where = text.rpartition(" of ")
    if of and land(where.removeprefix("the ")):
        text = office
    first, _, rest = text.partition(" ")
    text = rest if rest and land(first) else text
    if not 2 < len(text) <= LONGEST_ROLE or not plain(text).isascii() or _UNUSABLE.search(text):
        return ""
    return f"{text.lower()} {when}".strip()


def years(start: str, end: str) -> str:
    """The years of an office as roles have them; dates may be of any precision.

    >>> years("2019-05-20", ""), years("+2014-00-00T00:00:00Z", "2020"), years("", "")
    ('2019-', '2014-2020', '')
    """
    first, last = (match.group(1) if (match := re.match(r"\+?(\d{4})(?!\d)", date)) else "" for date in (start, end))
    return f"{first}-{last}" if first else ""


def item(text: str) -> str:
    """The item of Wikidata that `text` names, by its number or its address.

    >>> item("http://www.wikidata.org/entity/Q7747"), item("Quebec")
    ('Q7747', '')
    """
    found = _ITEM.fullmatch(text.strip())
    return found.group(1) if found else ""


def country(words: str, land: Lands) -> str:
    """The code of a country given by code, item in Wikidata or name; of several, the first that is known."""
    parts = (part.strip() for part in re.split(r"[;|]", words[:LONGEST]))
    return next((code for part in parts if part and (code := _country(part, land))), "")


def _country(words: str, land: Lands) -> str:
    code = words[:2].upper() if len(words) == 2 or words[2:3] == "-" else ""
    return code if _CODE.fullmatch(code) else countries().get(item(words)) or land(words)


@cache
def countries() -> dict[str, str]:
    """ISO codes by items of Wikidata."""
    with ITEMS.open(encoding="utf-8", newline="") as table:
        return {one: row["code"] for row in csv.DictReader(table) for one in row["items"].split("|")}
