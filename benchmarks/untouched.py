"""Names in good English, all of it that there is: which ones the names channel would change.

    python benchmarks/untouched.py --data DIR [--workers 2]

Every document of `DIR/docs_clean` is checked alone, without the language model: what makes an edit of a name SAFE or
LIKELY asks no model. Every such edit is listed with its context; some repair a slip of the source.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from functools import cache
from multiprocessing import Pool
from pathlib import Path

if not __package__:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.corpus import read
from benchmarks.strangers import raised
from mtclean.names.dictionary import Dictionary
from mtclean.text import words
from mtclean.values import Document, Safety

CONTEXT = 50  # characters on each side of an edit
Checked = tuple[int, Counter[str], list[str]]


def checked(document: tuple[str, str]) -> Checked:
    """Words of a document, how many names are flagged at which safety, and a line for each edit."""
    key, text = document
    counts: Counter[str] = Counter()
    lines = []
    for flag in raised(Document(key, text), _dictionary()):
        first = flag.suggestions[0] if flag.suggestions else None
        counts[first.safety.label if first else "no fix"] += 1
        if first and first.safety > Safety.SHOW:
            around = text[max(0, flag.span.start - CONTEXT) : flag.span.end + CONTEXT].replace("\n", " ")
            lines.append(f"{first.safety.label}: {flag.text} -> {first.replacement} | {key} | {around}")
    return len(words(text)), counts, lines


@cache
def _dictionary() -> Dictionary:
    return Dictionary.open()


def summed(parts: Iterable[Checked]) -> Checked:
    """All documents together."""
    total, counts, lines = 0, Counter[str](), []
    for size, some, said in parts:
        total, counts, lines = total + size, counts + some, lines + said
    return total, counts, lines


def main() -> None:
    """Print the edits of each kind of text, and their number in 100,000 words."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with docs_clean/")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    for kind in ("original", "translated"):
        files = sorted((given.data / "docs_clean").glob(f"{kind}.*.jsonl.gz"))
        documents = [(row["id"], row["text"]) for path in files for row in read(path)]
        with Pool(given.workers) as pool:
            total, counts, lines = summed(pool.imap(checked, documents, chunksize=8))
        said = ", ".join(f"{label} {n} ({n / total * 1e5:.2f} in 100,000)" for label, n in sorted(counts.items()))
        sys.stdout.write("".join(f"{line}\n" for line in sorted(lines)))
        sys.stdout.write(f"{kind}: {len(documents)} documents, {total:,} words: {said}\n")


if __name__ == "__main__":
    main()
