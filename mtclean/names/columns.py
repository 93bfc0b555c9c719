"""Columns of short texts: as bytes and back, several times as quick to read as JSON, and in memory.

The names of the world are a million short texts: each would take longer to make than to be read, and four times its
room. So a column stays one text, and an entry is cut out of it when it is asked for.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, SupportsIndex, overload

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ENTRY, COLUMN = "\n", "\x1e"  # between two entries, and between two columns


class Column(Sequence[str]):
    """Texts in one, `ENTRY` before and after each; never changed once made.

    >>> column = Column.of(["Hakan", "", "Fidan"])
    >>> len(column), column[0], column[-1], column[:2], column.some([2, 0]), list(column.places("Fidan"))
    (3, 'Hakan', 'Fidan', ['Hakan', ''], ['Fidan', 'Hakan'], [2])
    """

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str, starts: array[int]) -> None:
        """`starts` says where in `text` each entry starts, and where one more would."""
        self._text, self._starts = text, starts

    @classmethod
    def cut(cls, joined: str) -> Column:
        """The parts of a text between one `ENTRY` and the next; of no text at all it is one."""
        import numpy as np

        text = f"{ENTRY}{joined}{ENTRY}"
        signs = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
        return cls(text, array("i", (np.flatnonzero(signs == ord(ENTRY)) + len(ENTRY)).astype(np.intc).tobytes()))

    @classmethod
    def of(cls, entries: Sequence[str]) -> Column:
        """From any texts, an `ENTRY` within one made a blank; a column stays as it is."""
        if isinstance(entries, cls):
            return entries
        return (
            cls.cut(ENTRY.join(one.replace(ENTRY, " ") for one in entries)) if entries else cls(ENTRY, array("i", [1]))
        )

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __iter__(self) -> Iterator[str]:
        return iter(self._text.split(ENTRY)[1:-1])

    @overload
    def __getitem__(self, at: SupportsIndex) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...

    def __getitem__(self, at: SupportsIndex | slice) -> str | list[str]:
        places = range(len(self))[at]
        return self.some(places) if isinstance(places, range) else self.some((places,))[0]

    def some(self, places: Iterable[int]) -> list[str]:
        """The entries at `places`, counted from 0."""
        text, starts = self._text, self._starts
        return [text[starts[at] : starts[at + 1] - 1] for at in places]

    def places(self, entry: str) -> Iterator[int]:
        """Where `entry` stands, in order."""
        whole, at = f"{ENTRY}{entry}{ENTRY}", -1
        while (at := self._text.find(whole, at + 1)) >= 0:
            yield bisect_left(self._starts, at + len(ENTRY))


class Places(Mapping[str, Sequence[int]]):
    """Where in a list of names each of their tokens stands.

    >>> places = Places(["bank of baroda", "west bank"])
    >>> list(places["bank"]), "east" in places, list(places)
    ([0, 1], False, ['bank', 'baroda', 'of', 'west'])
    """

    __slots__ = ("_ends", "_rows", "_tokens")

    def __init__(self, names: Iterable[str]) -> None:
        import numpy as np

        split = [name.split() for name in names]
        tokens = [token for some in split for token in some]
        known = sorted(set(tokens))
        numbers = dict(zip(known, range(len(known)), strict=True))
        which = np.fromiter(map(numbers.__getitem__, tokens), np.intc, len(tokens))
        rows = np.repeat(np.arange(len(split), dtype=np.intc), [len(some) for some in split])
        self._tokens = Column.of(known)
        self._rows = array("i", rows[np.argsort(which, kind="stable")].tobytes())
        self._ends = array("i", np.cumsum(np.bincount(which, minlength=len(known))).astype(np.intc).tobytes())

    def __getitem__(self, token: str) -> Sequence[int]:
        at = bisect_left(self._tokens, token)
        if at == len(self._tokens) or self._tokens[at] != token:
            raise KeyError(token)
        return self._rows[self._ends[at - 1] if at else 0 : self._ends[at]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tokens)

    def __len__(self) -> int:
        return len(self._tokens)


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
    return [Column.cut(column) for column in content.decode().split(COLUMN)]


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
