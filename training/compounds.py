"""Build the table of compounds, terms that another language builds of parts: `mtclean/data/compounds.tsv.gz`.

    python -m training.compounds mtclean/data/compounds.tsv.gz

Read is training/compounds/*.tsv, written for mtclean from knowledge of the languages, without sight of the samples
(Apache-2.0): foreign term, romanisation, the English words that may render each of its parts, what it is called in
English. A line of the table is `lemma, language, foreign term, parts, right terms, cost`, once for each word of the
part that English has least often, so that few are looked at; lines are sorted by their bytes, which the reader relies
on. The cost, in bits, is what it takes to translate by parts at all (LITERAL) and to choose these words of all that
each part may be.
"""

from __future__ import annotations

import argparse
import gzip
import math
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from wordfreq import word_frequency

from mtclean.pivots import CODES, FUNCTION_WORDS

FOLDER = Path(__file__).with_name("compounds")
LITERAL = 3.0  # bits
FEWEST, MOST = 2, 4  # parts
PART = re.compile(r"[a-z]{2,}")
TERM = re.compile(r"[a-z]+(?:['-][a-z]+)*(?: [a-z]+(?:['-][a-z]+)*){0,4}")


class Row(NamedTuple):
    """A term of a language, what may render its parts, and what it is called in English."""

    pivot: str
    foreign: str
    pieces: tuple[tuple[str, ...], ...]
    rights: tuple[str, ...]


def rows(folder: Path = FOLDER) -> Iterator[Row]:
    """All rows, by language, without words that a table cannot hold; none that would be left with one part."""
    for path in sorted(folder.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            foreign, _, said, right = line.split("\t")
            pieces = [
                tuple(word for word in _listed(piece, PART) if word not in FUNCTION_WORDS) for piece in said.split("+")
            ]
            row = Row(CODES[path.stem], foreign.strip(), tuple(pieces), tuple(_listed(right, TERM)))
            if FEWEST <= len(pieces) <= MOST and all(pieces) and row.rights and _literal(row):
                yield row


def _listed(said: str, shape: re.Pattern[str]) -> list[str]:
    found = (word.strip().lower() for word in said.split(","))
    return list(dict.fromkeys(word for word in found if shape.fullmatch(word)))


def _literal(row: Row) -> bool:
    """True where some rendering has a word that no right term has."""
    usual = {word for right in row.rights for word in re.findall("[a-z]+", right)}
    return any(set(piece) - usual for piece in row.pieces)


def table(found: Iterable[Row]) -> list[str]:
    """The lines of the table, sorted, each once."""
    made: set[str] = set()
    for row in found:
        key = min(row.pieces, key=lambda piece: (sum(word_frequency(word, "en") for word in piece), piece))
        pieces = "+".join("|".join(piece) for piece in row.pieces)
        cost = LITERAL + math.log2(math.prod(len(piece) for piece in row.pieces))
        for word in key:
            made.add(f"{word}\t{row.pivot}\t{row.foreign}\t{pieces}\t{'|'.join(row.rights)}\t{cost:.1f}")
    return sorted(made, key=str.encode)


def main() -> None:
    """Read, build, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    found = list(rows())
    made = table(found)
    args.out.write_bytes(gzip.compress("".join(f"{line}\n" for line in made).encode(), mtime=0))
    print(f"{len(found)} compounds of {len({row.pivot for row in found})} languages in {len(made)} lines")


if __name__ == "__main__":
    main()
