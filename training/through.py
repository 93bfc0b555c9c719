"""How much of good English each pivot language explains: `mtclean/data/pivots/usual.json`.

    python -m training.through DATA mtclean/data/pivots/usual.json [--documents 30]

Read is clean English news (docs_clean/original, what training/corpus.py keeps aside or does not use).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from mtclean.lm.scorer import Probe
from mtclean.names.resolve import mentions
from mtclean.pipeline import Cleaner
from mtclean.pivots import shipped
from mtclean.senses.propose import Proposal, probe, proposals, word_bits
from mtclean.senses.through import Saving, evidence
from mtclean.text import sentences, words
from mtclean.values import Document
from training.corpus import untouched


def read(data: Path, target: Path, documents: int) -> None:
    """Write the bits per word that each language explains."""
    cleaner = Cleaner()
    total: Counter[str] = Counter(dict.fromkeys(shipped().tables, 0))
    count = 0
    for _, (key, text) in zip(range(documents), untouched(data), strict=False):
        found, parts = words(text), sentences(text)
        names = [mention.span for mention in mentions(Document(key, text), parts, cleaner.dictionary)]
        asked = proposals(text, found, parts, names, shipped())
        total.update(evidence(_savings(cleaner, text, asked)))
        count += len(found)
    said = {pivot: round(bits / count, 5) for pivot, bits in sorted(total.items())}
    target.write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")


def _savings(cleaner: Cleaner, text: str, asked: list[Proposal]) -> list[list[Saving]]:
    def ask(_: int) -> list[Probe]:
        return [probe(proposal) for proposal in asked]

    scores = cleaner.scorer.score([text], ask)[0]
    bits = word_bits([proposal.word for proposal in asked], scores)
    return [
        [Saving(c, observed - other) for c, other in zip(proposal.candidates, others, strict=True)]
        for proposal, observed, others in zip(asked, bits, scores.probes, strict=True)
    ]


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--documents", type=int, default=30)
    given = parser.parse_args()
    read(given.data, given.target, given.documents)


if __name__ == "__main__":
    main()
