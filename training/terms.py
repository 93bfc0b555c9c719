"""Check `mtclean/data/terms.csv`: no row may occur in good English, and machine translations should have many.

    python -m training.terms DATA

Read is news written in English (docs_clean/original; a row found there must go), news that people translated
(docs_clean/translated and the references of docs_mt; a row found there has to be looked at), and the machine
translations of docs_mt. Printed are the rows found, where, the share of rows that machines really wrote, and the share
of right terms that good English has. The sets of newstest2014 are read as good English only: no row may be made from
them. The exit status is 1 if a row must go.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from mtclean.senses.terms import find_terms, terms

SHOWN = 60  # characters on each side of a row found
KEPT_OUT = "newstest2014"


def texts(data: Path) -> Iterator[tuple[str, str, str]]:
    """What kind of text it is ("original", "human" or "machine"), which set it is from, and the text, none twice."""
    seen: set[int] = set()
    for path in sorted([*(data / "docs_clean").glob("*.jsonl.gz"), *(data / "docs_mt").glob("*.jsonl.gz")]):
        name = path.name.removesuffix(".jsonl.gz")
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for row in map(json.loads, file):
                if "reference" not in row:
                    found = [("original" if row["kind"] == "original" else "human", row["text"])]
                else:
                    found = [("human", row["reference"]), ("machine", row["text"])]
                for kind, text in found:
                    if (kind, KEPT_OUT in name) != ("machine", True) and hash((kind, text)) not in seen:
                        seen.add(hash((kind, text)))
                        yield kind, name, text


def main(arguments: Sequence[str] | None = None) -> int:
    """The checks, printed."""
    parser = argparse.ArgumentParser(
        description="Look for the rows of terms.csv in good English and in machine English."
    )
    parser.add_argument("data", type=Path, help="folder with docs_clean and docs_mt")
    data = parser.parse_args(arguments).data
    known = {row.observed.lower() for row in terms()}
    documents: Counter[str] = Counter()
    wordings: dict[str, Counter[str]] = {"original": Counter(), "human": Counter(), "machine": Counter()}
    good: list[str] = []
    for kind, name, text in texts(data):
        documents[kind] += 1
        good += [text.lower()] if kind != "machine" else []
        for hit in find_terms(text):
            wording = " ".join(hit.span.of(text).lower().replace("’", "'").split())
            wordings[kind][wording] += 1
            if kind != "machine":
                around = text[max(0, hit.span.start - SHOWN) : hit.span.end + SHOWN].replace("\n", " ")
                print(f"{kind}\t{name}\t{wording} -> {hit.canonical}\t{around}")
    for kind, found in wordings.items():
        print(f"{kind}: {documents[kind]} texts, {found.total()} hits, {len(found)} wordings")
    seen = known & set(wordings["machine"])
    print(
        f"{len(seen)} of {len(known)} rows ({len(seen) / len(known):.1%}) occur word for word in machine translations"
    )
    joined, right = "\n".join(good), {row.canonical.lower() for row in terms()}
    print(f"{sum(term in joined for term in right)} of {len(right)} right terms occur in the good English")
    print("most often:", ", ".join(f"{wording} ({n})" for wording, n in wordings["machine"].most_common(20)))
    return 1 if wordings["original"] else 0


if __name__ == "__main__":
    sys.exit(main())
