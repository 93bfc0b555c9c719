"""What other languages call the states and provinces of the world: Niedersachsen, Baja Sajonia, Dolna Saksonia.

The table (data/regions) is made by training/exonyms.py from Unicode CLDR.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..table import lines, table

TABLE = "regions/regions"
REGION = "region"  # the kind of such a place


def regions(key: str) -> tuple[tuple[str, str], ...]:
    """English names and ISO codes of the countries of the regions that another language calls `key`, a plain form.

    >>> regions("niedersachsen"), regions("lower saxony")
    ((('Lower Saxony', 'DE'),), ())
    """
    return tuple(pair for fields in lines(table(TABLE), key) for pair in zip(fields[::2], fields[1::2], strict=True))


def line(key: str, found: Iterable[tuple[str, str]]) -> bytes:
    """The line of the table for the plain form `key`."""
    return ("\t".join((key, *(field for one in found for field in one))) + "\n").encode()
