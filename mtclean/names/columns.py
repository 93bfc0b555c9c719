"""Columns of short texts as bytes and back: several times as quick to read as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

ENTRY, COLUMN = "\n", "\x1e"  # between two entries, and between two columns


def packed(columns: Iterable[Sequence[object]]) -> bytes:
    r"""Columns of what can be told by `str`, in which there is neither `ENTRY` nor `COLUMN`.

    >>> packed((["Hakan", ""], [7, 8])).decode()
    'Hakan\n\x1e7\n8'
    """
    return COLUMN.join(ENTRY.join(map(str, column)) for column in columns).encode()


def unpacked(content: bytes) -> list[list[str]]:
    """What `packed` made, each entry as text; a column of nothing comes back as one of an empty text.

    >>> unpacked(packed((["Hakan", ""], [7, 8])))
    [['Hakan', ''], ['7', '8']]
    """
    return [column.split(ENTRY) for column in content.decode().split(COLUMN)]
