"""Package data as sorted lines of bytes, searched by bisection: nothing is parsed until a key is asked for."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> bytes:
    """The lines of `data/<name>.tsv.gz`."""
    return gzip.decompress((files("mtclean") / "data" / f"{name}.tsv.gz").read_bytes())


def lines(sorted_lines: bytes, key: str) -> list[list[str]]:
    r"""The fields, after the first, of those lines whose first field is `key`; fields are separated by tabs.

    >>> lines(b"ear\tx\neat\tfood\t1\neat\tmeal\t2\n", "eat")
    [['food', '1'], ['meal', '2']]
    >>> lines(b"ear\tx\n", "ea")
    []
    """
    start = f"{key}\t".encode()
    low, high = 0, len(sorted_lines)
    while low < high:
        at = sorted_lines.rfind(b"\n", 0, (low + high) // 2) + 1
        end = sorted_lines.find(b"\n", at) + 1
        low, high = (end, high) if sorted_lines[at:end] < start else (low, at)
    end = low
    while sorted_lines.startswith(start, end):
        end = sorted_lines.find(b"\n", end) + 1
    return [line.decode().split("\t")[1:] for line in sorted_lines[low:end].splitlines()]
