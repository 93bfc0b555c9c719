"""From trusted articles to a CSV file of the names they vouch for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from .errors import MtcleanError
from .files import replacing
from .jsonl import Fields
from .names.dictionary import Dictionary
from .names.learn import HEADER, learned
from .names.rows import lines
from .records import read
from .report import Failure
from .values import Document

Watch = Callable[[Document | Failure], None]


class Lesson(NamedTuple):
    """How many documents were read, how many could not be, and how many names of each kind were learned."""

    documents: int
    failed: int
    people: int
    organisations: int
    places: int


def write(paths: Iterable[str], fields: Fields, target: Path, dictionary: Dictionary, watch: Watch) -> Lesson:
    """Learn the names in the articles at `paths` that `dictionary` lacks; `target` is replaced in one step.

    `watch` sees every document and every failure. Raises `MtcleanError` when no document can be read.
    """
    seen: Counter[bool] = Counter()

    def documents() -> Iterator[Document]:
        for item in (record.item for record in read(paths, fields)):
            if item is not None:
                watch(item)
                seen[isinstance(item, Failure)] += 1
            if isinstance(item, Document):
                yield item

    found = learned(documents(), dictionary)
    if not seen[False]:
        raise MtcleanError("no article could be read", f"{target} was not written")
    with replacing(target) as out:
        out.writelines(lines(HEADER, (one.cells for one in found)))
    kinds = Counter(one.row.kind for one in found)
    return Lesson(seen[False], seen[True], kinds["person"], kinds["organisation"], kinds["place"])
