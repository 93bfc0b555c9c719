"""How well wrong pronouns and verbs are found: what the bits demanded in mtclean/agreement/weigh.py were read off.

    python -m training.agreement DATA [--documents 60] [--seed 5] [--reporting]

Small words of clean English news (docs_clean/original, the half whose ids hash to an even number, or with --reporting
the other half) are exchanged as a pivot would: "its" becomes "his", "she" becomes "he", "are" becomes "is"; one in 40
words at most. Printed are, for each kind of exchange, how many were made, flagged, and given back the right form first;
and the flags on the same articles as they were written, all of which are wrong.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from mtclean.agreement.forms import VERBS, Question, person_of, questions
from mtclean.detect.agreement import RULES
from mtclean.pipeline import Cleaner
from mtclean.settings import Settings
from mtclean.text import quotations, sentences, words
from mtclean.values import Document, Flag, Span
from training.corpus import hash_of

WORDS, FEWEST, CHARACTERS = 300, 120, 6000
APART = 120
OF_BBC = 60  # of 1,450 short articles of one publisher
AFTER_OBJECT = re.compile(
    r" (?:a|an|the|and|or|but|to|from|in|on|at|by|for|with|of|as|if|when|while|before|that|is|was)\b"
)
VERBS_KEPT = 0.75  # verbs are more frequent than pronouns, and seldom go wrong


class Exchange(NamedTuple):
    """A word of the damaged text, what stood there, and the kind of the exchange."""

    span: Span
    old: str
    kind: str


def articles(data: Path, seed: int, half: int) -> Iterator[tuple[str, str]]:
    """Key and beginning of clean English news articles, in random order."""
    rows: list[dict[str, str]] = []
    for path in sorted((data / "docs_clean").glob("original.*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            found = [row for row in map(json.loads, file) if hash_of(row["id"]) % 2 == half]
        random.Random(seed).shuffle(found)
        rows += found[:OF_BBC] if "bbc" in path.name else found
    random.Random(seed).shuffle(rows)
    for row in rows:
        kept: list[str] = []
        for line in row["text"].split("\n"):
            if sum(len(one.split()) for one in kept) <= WORDS:
                kept.append(line)
        text = "\n".join(kept)[:CHARACTERS]
        if len(text.split()) > FEWEST:
            yield row["id"], text


def damaged(text: str, key: str) -> tuple[str, list[Exchange]]:
    """The text with some small words exchanged, and which."""
    chance = random.Random(key)
    small = [
        q for q in questions(text, words(text), sentences(text), quotations(text)) if q.kind in ("pronoun", "verb")
    ]
    chance.shuffle(small)
    small.sort(key=lambda question: question.kind == "verb" and chance.random() < VERBS_KEPT)
    chosen: list[Question] = []
    for question in small:
        apart = all(abs(question.word.start - other.word.start) > APART for other in chosen)
        if apart and len(chosen) < max(3, len(text.split()) // 40):
            chosen.append(question)
    made: list[Exchange] = []
    parts, at, length = [], 0, 0
    for question in sorted(chosen, key=lambda question: question.word):
        old = question.word.of(text)
        new = chance.choice(confusable(text, question))
        parts += [text[at : question.word.start], new]
        length += question.word.start - at + len(new)
        made.append(Exchange(Span(length - len(new), length), old, kind_of(old, new)))
        at = question.word.end
    return "".join(parts) + text[at:], made


def confusable(text: str, question: Question) -> Sequence[str]:
    """The forms of the same case; whether "her" owns what follows is told by the word after it."""
    if question.word.of(text).lower() != "her":
        return question.others[:3]
    owns = re.match(r" \w", text[question.word.end :]) and not AFTER_OBJECT.match(text, question.word.end)
    return question.others[3:] if owns else question.others[:3]


def kind_of(old: str, new: str) -> str:
    """What was exchanged for what, in words."""
    if old.lower() in VERBS:
        return "verb"
    meant, seen = (("person" if p in ("he", "she") else p) for p in (person_of(old), person_of(new)))
    return "he or she for the other" if meant == seen else f"{seen} for {meant}"


def flags(cleaner: Cleaner, key: str, text: str) -> tuple[list[Flag], int]:
    """What the rules on agreement say, and how many forms were tried."""
    reading, settings = cleaner.readings([Document(key, text)])[0], Settings()
    found = [flag for rule in RULES for flag in rule.find(reading, settings) if flag.confidence >= settings.show]
    return found, len(reading.slips)


def main() -> None:
    """Parse the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--reporting", action="store_true", help="the half that no limit was read off")
    given = parser.parse_args()
    cleaner, counts = Cleaner(), Counter[str]()
    made: dict[str, Counter[str]] = {}
    for _, (key, text) in zip(range(given.documents), articles(given.data, given.seed, given.reporting), strict=False):
        clean, tried = flags(cleaner, key, text)
        counts.update(words=len(words(text)), tried=tried)
        counts.update(f"{flag.rule} ({flag.safety.label if flag.safety is not None else 'no fix'})" for flag in clean)
        broken, exchanges = damaged(text, key)
        found, _tried = flags(cleaner, key, broken)
        for exchange in exchanges:
            hits = [flag for flag in found if flag.span == exchange.span]
            right = [f for f in hits if f.suggestions[0].replacement.lower() == exchange.old.lower()]
            count = made.setdefault(exchange.kind, Counter())
            count.update(made=1, flagged=len(hits), right=len(right))
            count.update(likely=sum(flag.safety == 1 for flag in hits), likely_right=sum(f.safety == 1 for f in right))
    print("as written:", dict(counts))
    for kind, count in sorted(made.items()):
        print(f"{kind}: {dict(count)}")


if __name__ == "__main__":
    main()
