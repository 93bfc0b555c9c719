"""Columns of short texts: as bytes and back, several times as quick to read as JSON, and in memory.

The names of the world are a million short texts: each would take longer to make than to be read, and four times its
room. So a column stays one text, and an entry is cut out of it when it is asked for.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, SupportsIndex, overload

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ENTRY, COLUMN = "\n", "\x1e"  # between two entries, and between two columns
_ENTRY, _COLUMN = ENTRY.encode(), COLUMN.encode()
BLOCK = 64  # entries whose places are told from the first of them
CHUNK = 4096  # entries of which there are objects at a time, where all are gone through
_ANY = "surrogatepass"  # a name of the user's may hold half a character


class Column(Sequence[str]):
    """Texts in one, `ENTRY` before and after each; never changed once made.

    >>> column = Column.of(["Hakan", "", "Fidan"])
    >>> len(column), column[0], column[-1], column[:2], column.some([2, 0]), list(column.places("Fidan"))
    (3, 'Hakan', 'Fidan', ['Hakan', ''], ['Fidan', 'Hakan'], [2])
    """

    __slots__ = ("_blocks", "_joined", "_starts")

    def __init__(self, joined: bytes) -> None:
        """`joined` is UTF-8."""
        import numpy as np

        starts = np.flatnonzero(np.frombuffer(joined, np.uint8) == ord(ENTRY))[:-1] + len(ENTRY)
        blocks = starts[::BLOCK].copy()
        starts -= np.repeat(blocks, BLOCK)[: len(starts)]
        size, code = (np.uint16, "H") if starts.max(initial=0) <= np.iinfo(np.uint16).max else (np.int64, "q")
        self._joined = joined
        self._blocks = array("q", blocks.astype(np.int64).tobytes())  # where the first of so many entries starts
        self._starts = array(code, starts.astype(size).tobytes())  # and how far after it each does

    @classmethod
    def cut(cls, joined: bytes) -> Column:
        """The parts of a text between one `ENTRY` and the next; of no text at all it is one."""
        return cls(b"".join((_ENTRY, joined, _ENTRY)))

    @classmethod
    def of(cls, entries: Iterable[str]) -> Column:
        """From any texts, an `ENTRY` within one made a blank; a column stays as it is."""
        if isinstance(entries, cls):
            return entries
        return next(iter(of_rows((entry,) for entry in entries)), cls(_ENTRY))

    def chunks(self) -> Iterator[list[str]]:
        """All entries in order, so many at a time."""
        yield from (self[start : start + CHUNK] for start in range(0, len(self), CHUNK))

    def __len__(self) -> int:
        return len(self._starts)

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(self.chunks())

    @overload
    def __getitem__(self, at: SupportsIndex) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...

    def __getitem__(self, at: SupportsIndex | slice) -> str | list[str]:
        places = range(len(self))[at]
        if not isinstance(places, range):
            return self.some((places,))[0]
        if places.step == 1 and places:
            start, last = (self._blocks[at // BLOCK] + self._starts[at] for at in (places[0], places[-1]))
            stretch = self._joined[start : self._joined.index(_ENTRY, last)]
            return stretch.decode("utf-8", _ANY).split(ENTRY)
        return self.some(places)

    def some(self, places: Iterable[int]) -> list[str]:
        """The entries at `places`, counted from 0."""
        joined, blocks, starts, end = self._joined, self._blocks, self._starts, self._joined.index
        found = (blocks[at // BLOCK] + starts[at] for at in places)
        return [joined[start : end(_ENTRY, start)].decode("utf-8", _ANY) for start in found]

    def places(self, entry: str) -> Iterator[int]:
        """Where `entry` stands, in order."""
        whole, at = f"{ENTRY}{entry}{ENTRY}".encode("utf-8", _ANY), -1
        while (at := self._joined.find(whole, at + 1)) >= 0:
            block = bisect_right(self._blocks, at + len(ENTRY)) - 1
            yield block * BLOCK + self._joined.count(_ENTRY, self._blocks[block], at + len(ENTRY))


class Places(Mapping[str, Sequence[int]]):
    """Where in a list of names each of their tokens stands.

    >>> places = Places(["bank of baroda", "west bank"])
    >>> list(places["bank"]), "east" in places, list(places)
    ([0, 1], False, ['bank', 'baroda', 'of', 'west'])
    """

    __slots__ = ("_ends", "_rows", "_tokens")

    def __init__(self, names: Iterable[str]) -> None:
        import numpy as np

        numbers: dict[str, int] = {}
        which, rows = array("i"), array("i")
        for row, name in enumerate(names):
            for token in name.split():
                which.append(numbers.setdefault(token, len(numbers)))
                rows.append(row)
        known = sorted(numbers)
        rank = np.empty(len(known), np.intc)
        rank[[numbers[token] for token in known]] = np.arange(len(known))
        ranks = rank[np.frombuffer(which, np.intc)]
        self._tokens = Column.of(known)
        self._rows = array("i", np.frombuffer(rows, np.intc)[np.argsort(ranks, kind="stable")].tobytes())
        self._ends = array("i", np.cumsum(np.bincount(ranks, minlength=len(known))).astype(np.intc).tobytes())

    def __getitem__(self, token: str) -> Sequence[int]:
        at = bisect_left(self._tokens, token)
        if at == len(self._tokens) or self._tokens[at] != token:
            raise KeyError(token)
        return self._rows[self._ends[at - 1] if at else 0 : self._ends[at]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tokens)

    def __len__(self) -> int:
        return len(self._tokens)


def of_rows(rows: Iterable[Sequence[object]]) -> list[Column]:
    """The columns of rows of what can be told by `str`; none where there are no rows.

    >>> [list(column) for column in of_rows([("Hakan", 7), ("", 8)])]
    [['Hakan', ''], ['7', '8']]
    """
    rest, joined = iter(rows), list[bytearray]()
    while some := list(islice(rest, CHUNK)):
        joined = joined or [bytearray() for _ in some[0]]
        for whole, column in zip(joined, zip(*some, strict=True), strict=True):
            whole.extend(
                "".join([f"{str(entry).replace(ENTRY, ' ')}{ENTRY}" for entry in column]).encode("utf-8", _ANY)
            )
    return [Column.cut(bytes(whole[:-1])) for whole in joined]


def packed(columns: Iterable[Iterable[object]]) -> bytes:
    r"""Columns of what can be told by `str`, in which there is neither `ENTRY` nor `COLUMN`.

    >>> packed((["Hakan", ""], [7, 8])).decode()
    'Hakan\n\x1e7\n8'
    """
    return COLUMN.join(ENTRY.join(map(str, column)) for column in columns).encode()


def unpacked(content: bytes) -> list[Column]:
    """What `packed` made, each entry as text; a column of nothing comes back as one of an empty text.

    >>> [list(column) for column in unpacked(packed((["Hakan", ""], [7, 8])))]
    [['Hakan', ''], ['7', '8']]
    """
    return [Column.cut(column) for column in content.split(_COLUMN)]


def packed_numbers(rising: NDArray[np.uint32]) -> bytes:
    """Numbers in rising order as the steps between them, (n,): the high bytes of all, of which most are 0, together.

    >>> import numpy as np
    >>> unpacked_numbers(packed_numbers(np.array([7, 70_000, 70_000], "<u4"))).tolist()
    [7, 70000, 70000]
    """
    import numpy as np

    return np.diff(rising, prepend=np.uint32(0)).astype("<u4").view(np.uint8).reshape(-1, 4).T.tobytes()


def unpacked_numbers(content: bytes) -> NDArray[np.uint32]:
    """What `packed_numbers` made."""
    import numpy as np

    steps = np.frombuffer(content, np.uint8).reshape(4, -1).T.copy().view("<u4")
    return np.cumsum(steps, dtype=np.uint32)
