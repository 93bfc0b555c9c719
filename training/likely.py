"""Learns what speaks for a place that a wrong name may have been: python -m training.likely OUT.

It reads training/garbled: names that are marked as wrong, alone in their marks, with what should stand there. Names of
people and organisations teach when none of the places is right. Logistic regression over the options of each name and
"none of them"; without OUT it learns from one half of the articles, says how well it does on the other, and so again.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from mtclean.names import likely
from mtclean.names.attested import Attested
from mtclean.names.dictionary import Dictionary
from mtclean.names.mention import Mention
from mtclean.names.resolve import mentions
from mtclean.names.scene import scene
from mtclean.names.sound import plain
from mtclean.text import sentences
from mtclean.values import Document

from .corpus import hash_of
from .garbled import Garbled, Mark, articles

KINDS = ("person", "place", "org")
L2, STEPS, RATE = 0.3, 600, 0.1


class Example(NamedTuple):
    """A wrong name: the article, whether it was a place, the options' features, those of none, which are right."""

    article: str
    place: bool
    options: list[dict[str, float]]
    nothing: dict[str, float]
    right: list[bool]


def examples(dictionary: Dictionary) -> Iterator[Example]:
    """One for each marked name that the library takes for one, too."""
    for article in articles():
        parts = sentences(article.text)
        doc = Document(article.name, article.text)
        view, found = scene(doc, parts, dictionary, Attested()), mentions(doc, parts, dictionary)
        places = likely.known_places(found)
        for mark in article.marks:
            mention = _mention(article, mark, found)
            if mention is not None and mark.right:
                around = likely.surroundings(mention, places, view)
                options = likely.options(mention.text, around, view)
                accepted = _accepted(mark, dictionary) if mark.kind == "place" else set()
                yield Example(
                    article.name,
                    mark.kind == "place",
                    [likely.features(mention.text, option, around, view) for option in options],
                    likely.doubts(mention.text, around, view),
                    [plain(option.name) in accepted for option in options],
                )


def _mention(article: Garbled, mark: Mark, found: Sequence[Mention]) -> Mention | None:
    said = plain(mark.span.of(article.text))
    same = (m for m in found if mark.span.overlaps(m.span) and plain(m.text) in (said, said.removeprefix("the ")))
    return next(filter(likely.open_to_doubt, same), None) if mark.kind in KINDS else None


def _accepted(mark: Mark, dictionary: Dictionary) -> set[str]:
    right = (mark.right or "").removeprefix("the ")
    forms = {right, *(form for number in dictionary.numbers(right) for form in dictionary.forms(number))}
    return {plain(form) for form in (*forms, *(city.name for city in dictionary.cities(right)))}


def fitted(found: Sequence[Example]) -> likely.Weights:
    """The weights under which what is right is likeliest."""
    names, none = list(found[0].nothing), sorted({key for one in found for option in one.options for key in option})
    columns = [*none, *(f"not {name}" for name in names)]
    rows = [_matrix(one, none, names) for one in found]
    targets = [np.array([*one.right, not any(one.right)], float) for one in found]
    spread = np.concatenate(rows).std(axis=0) + 1e-6
    weights, mean, square = np.zeros(len(columns)), np.zeros(len(columns)), np.zeros(len(columns))
    for step in range(1, STEPS + 1):
        slope = L2 * weights
        for matrix, target in zip(rows, targets, strict=True):
            scaled = matrix / spread
            chance = np.exp(scaled @ weights - (scaled @ weights).max())
            chance /= chance.sum()
            wanted = chance * target
            slope += scaled.T @ (chance - wanted / max(wanted.sum(), 1e-12))
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    real = (weights / spread).round(3).tolist()
    return likely.Weights(dict(zip(none, real, strict=False)), dict(zip(names, real[len(none) :], strict=True)))


def _matrix(one: Example, options: Sequence[str], nothing: Sequence[str]) -> np.ndarray:
    matrix = np.zeros((len(one.options) + 1, len(options) + len(nothing)))
    for row, option in enumerate(one.options):
        matrix[row, : len(options)] = [option[key] for key in options]
    matrix[-1, len(options) :] = [one.nothing[key] for key in nothing]
    return matrix


def report(found: Sequence[Example], weights: likely.Weights) -> str:
    """How many names of places have the right one among the options and first, and how true the chances are."""
    options, nothing = list(weights.option), list(weights.nothing)
    values = np.array([*weights.option.values(), *weights.nothing.values()])
    held = first = 0
    bins: dict[int, list[bool]] = {}
    for one in found:
        odds = _matrix(one, options, nothing) @ values
        chance = np.exp(odds - odds.max()) / np.exp(odds - odds.max()).sum()
        held += any(one.right)
        if one.options:
            best = int(odds[:-1].argmax())
            first += one.right[best]
            bins.setdefault(int(chance[best] * 5), []).append(one.right[best])
    places = sum(one.place for one in found)
    said = ", ".join(f"{n / 5:.1f}+ {np.mean(bins[n]):.2f} of {len(bins[n])}" for n in sorted(bins))
    return f"{len(found)} names, {places} of places, right one held {held}, first {first}; by chance: {said}"


def main() -> None:
    """Learn from all and write the file named on the command line, or measure on halves."""
    found = list(examples(Dictionary.open()))
    if len(sys.argv) > 1:
        weights = fitted(found)
        Path(sys.argv[1]).write_text(json.dumps(weights._asdict(), indent=1) + "\n", encoding="utf-8")
        print(report(found, weights))
        return
    for half in (0, 1):
        learned = fitted([one for one in found if hash_of(one.article) // 10 % 2 != half])
        print(report([one for one in found if hash_of(one.article) // 10 % 2 == half], learned), learned, sep="\n")


if __name__ == "__main__":
    main()
