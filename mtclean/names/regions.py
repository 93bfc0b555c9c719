"""What other languages call the states and provinces of the world: Niedersachsen, Baja Sajonia, Dolna Saksonia.

The table (data/regions) is made by training/exonyms.py from Unicode CLDR. It is kept as the sorted bytes that the file
holds and searched by bisection: nothing is read before the first look-up and nothing parsed but what is found.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from functools import cache
from pathlib import Path

SHIPPED = Path(__file__).parent.parent / "data" / "regions"
TABLE = "regions.tsv.gz"
REGION = "region"  # the kind of such a place


def regions(key: str) -> tuple[tuple[str, str], ...]:
    """English names and ISO codes of the countries of the regions that another language calls `key`, a plain form.

    >>> regions("niedersachsen"), regions("lower saxony")
    ((('Lower Saxony', 'DE'),), ())
    """
    found = _line(_table(), key.encode() + b"\t") if key else b""
    fields = found.decode().rstrip("\n").split("\t")[1:]
    return tuple(zip(fields[::2], fields[1::2], strict=True))


def line(key: str, found: Iterable[tuple[str, str]]) -> bytes:
    """The line of the table for the plain form `key`."""
    return ("\t".join((key, *(field for one in found for field in one))) + "\n").encode()


def _line(table: bytes, start: bytes) -> bytes:
    """The one line of the sorted `table` that begins with `start`, or nothing."""
    low, high = 0, len(table)
    while low < high:
        middle = table.rfind(b"\n", 0, (low + high) // 2) + 1
        end = table.find(b"\n", middle) + 1
        if table[middle:end] < start:
            low = end
        else:
            high = middle
    end = table.find(b"\n", low) + 1
    return table[low:end] if table.startswith(start, low) else b""


@cache
def _table() -> bytes:
    return gzip.decompress((SHIPPED / TABLE).read_bytes())
