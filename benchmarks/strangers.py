"""Real names of people who are in no table: how many of them the names channel would change.

    python benchmarks/strangers.py --data DIR [--names 6000] [--seed 5]

The names are the Wikidata labels of two or three words in `DIR/names/`. Each stands in a neutral sentence that names
the country of the listed person most like it, the worst place for it to stand. Every edit at SAFE or LIKELY is listed.
"""

from __future__ import annotations

import argparse
import gzip
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from mtclean.detect.names import RULES
from mtclean.names.dictionary import Dictionary
from mtclean.names.resolve import mentions
from mtclean.reading import Reading
from mtclean.settings import Settings
from mtclean.text import sentences
from mtclean.values import Document, Flag, Safety

LANGUAGES = ("he", "ko")  # whose tables hold full names
WORDS = (2, 3)
ALIKE, NOWHERE = 0.8, "France"


def strangers(folder: Path, dictionary: Dictionary) -> list[str]:
    """The full names of the tables in `folder` that are nobody's in the dictionary, sorted."""
    found = set()
    for language in LANGUAGES:
        with gzip.open(folder / f"{language}.tsv.gz", "rt", encoding="utf-8") as lines:
            for english, _, _, unit, _ in (line.rstrip("\n").split("\t") for line in lines):
                name = english.strip('"')
                bare = name.replace(" ", "").replace("-", "")
                plain = bare.isascii() and bare.isalpha() and len(name.split()) in WORDS
                if unit == "full" and plain and not dictionary.entities(name):
                    found.add(name)
    return sorted(found)


def sentence(name: str, dictionary: Dictionary) -> str:
    """One that names the country of the listed person who is most like `name`."""
    near = dictionary.people().near(name, ALIKE, most=1)
    land = dictionary.land(dictionary.entity(near[0].number).country) if near else ""
    return f"In {land or NOWHERE}, {name} spoke on Monday."


def flags(name: str, dictionary: Dictionary) -> Iterator[Flag]:
    """What a user would see of `name`, in the country of the listed person who is most like it."""
    return raised(Document("stranger", sentence(name, dictionary)), dictionary)


def raised(doc: Document, dictionary: Dictionary) -> Iterator[Flag]:
    """The flags on names of a document that need no language model."""
    parts, settings = sentences(doc.text), Settings()
    reading = Reading(doc, parts, mentions=mentions(doc, parts, dictionary))
    for rule in RULES:
        if not rule.in_context:
            yield from (flag for flag in rule.find(reading, settings) if flag.confidence >= settings.show)


def main() -> None:
    """Parse the command line, print the edits and their counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with names/")
    parser.add_argument("--names", type=int, default=6000)
    parser.add_argument("--seed", type=int, default=5)
    given = parser.parse_args()
    dictionary = Dictionary.open()
    every = strangers(given.data / "names", dictionary)
    random.Random(given.seed).shuffle(every)
    counts: Counter[str] = Counter()
    for name in every[: given.names]:
        for flag in flags(name, dictionary):
            first = flag.suggestions[0] if flag.suggestions else None
            counts[first.safety.name if first else "no fix"] += 1
            if first and first.safety > Safety.SHOW:
                print(f"{first.safety.name}: {flag.text} -> {first.replacement}")
    print(f"{len(every[: given.names])} of {len(every)} names: {dict(counts)}")


if __name__ == "__main__":
    main()
