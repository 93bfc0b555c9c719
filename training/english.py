"""Rebuild `mtclean/data/english.tsv.gz`: the inflection of English, as lemminflect has it.

    python -m training.english mtclean/data/english.tsv.gz

A line is a word in small letters, a part of speech (then the lemmas of the word follow) or a Penn Treebank tag (then
the forms of that lemma), and the spellings, the usual one first. Seconds.
"""

from __future__ import annotations

import gzip
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from lemminflect import Inflections, Lemmatizer, getAllInflections, getAllLemmas


def rows() -> Iterator[str]:
    """The lines, in no order."""
    for word in _small(Lemmatizer()._getLemmaDict()) | _small(Lemmatizer()._getOverridesDict()):
        yield from (f"{word}\t{part}\t{'/'.join(found)}\n" for part, found in getAllLemmas(word).items() if any(found))
    for lemma in _small(Inflections()._getInflDict()) | _small(Inflections()._getOverridesDict()):
        found = getAllInflections(lemma)
        yield from (f"{lemma}\t{tag}\t{'/'.join(forms)}\n" for tag, forms in found.items() if any(forms))


def _small(words: dict[str, object]) -> set[str]:
    return {word for word in words if word == word.lower()}


def main() -> None:
    """Write the file that the command line names; the same words give the same bytes."""
    made = io.BytesIO()
    with gzip.GzipFile(fileobj=made, mode="wb", compresslevel=9, mtime=0) as packed:
        packed.write("".join(sorted(set(rows()), key=str.encode)).encode())
    Path(sys.argv[1]).write_bytes(made.getvalue())


if __name__ == "__main__":
    main()
