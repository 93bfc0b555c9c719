"""Learns what speaks for a guess at a wrong name: python -m training.likely [OUT].

It reads training/garbled: names that are marked as wrong, alone in their marks, with what should stand there. Names of
places teach which place it was, those of people and organisations when it was none; words of people's names teach which
part of a name they were. Logistic regression over the options of each name and "none of them". Without OUT it learns
from one half of the articles, says how well it does on the other, and so again.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mtclean.names import likely, parts
from mtclean.names.attested import Attested
from mtclean.names.dictionary import Dictionary
from mtclean.names.mention import Mention
from mtclean.names.resolve import mentions
from mtclean.names.scene import Scene, scene
from mtclean.names.sound import plain
from mtclean.names.trip import costly
from mtclean.names.weights import PARTS, PLACES, Features, Weights
from mtclean.text import sentences
from mtclean.values import Document

from .corpus import hash_of
from .garbled import Garbled, Mark, articles

KINDS = ("person", "place", "org")
LISTED = ("place", "org")  # kinds of which the guesses come from lists
L2, STEPS, RATE = 0.3, 600, 0.1


class Example(NamedTuple):
    """A wrong name: the article it stands in, its options, the doubts whether any is right, and which ones are."""

    article: str
    options: list[Features]
    nothing: Features
    right: list[bool]


def examples(dictionary: Dictionary) -> dict[str, list[Example]]:
    """One for each marked name that the library takes for one, too, and for each wrong word of a person's."""
    found: dict[str, list[Example]] = {PLACES: [], PARTS: []}
    for article in articles():
        doc, split = Document(article.name, article.text), sentences(article.text)
        view = scene(doc, split, dictionary, Attested())
        found[PLACES] += _places(article, view, mentions(doc, split, dictionary))
        found[PARTS] += _parts(article, view)
    return found


def _places(article: Garbled, view: Scene, found: Sequence[Mention]) -> Iterator[Example]:
    known = likely.known_places(found)
    for mark in article.marks:
        mention = _mention(article, mark, found)
        if mention is not None and mark.right:
            name, around = mention.text, likely.surroundings(mention, known, view)
            options = likely.options(name, around, view)
            accepted = _accepted(mark.right, view.dictionary) if mark.kind in LISTED else frozenset()
            features: list[Features] = [likely.features(name, option, around, view) for option in options]
            right = [plain(option.name) in accepted for option in options]
            yield Example(article.name, features, likely.doubts(name, around, view), right)


def _mention(article: Garbled, mark: Mark, found: Sequence[Mention]) -> Mention | None:
    said = plain(mark.span.of(article.text))
    same = (m for m in found if mark.span.overlaps(m.span) and plain(m.text) in (said, said.removeprefix("the ")))
    return next(filter(likely.open_to_doubt, same), None) if mark.kind in KINDS else None


def _accepted(right: str, dictionary: Dictionary) -> frozenset[str]:
    name = right.removeprefix("the ")
    forms = {name, *(form for number in dictionary.numbers(name) for form in dictionary.forms(number))}
    return frozenset(plain(form) for form in (*forms, *(city.name for city in dictionary.cities(name))))


def _parts(article: Garbled, view: Scene) -> Iterator[Example]:
    for mark in article.marks:
        seen, meant = (plain(name).split() for name in (mark.span.of(article.text), mark.right or ""))
        if mark.kind == "person" and len(seen) == len(meant):
            for at, (token, right) in enumerate(zip(seen, meant, strict=True)):
                if token != right:
                    yield _part(article.name, token, right, view, given=at < len(seen) - 1)


def _part(article: str, token: str, right: str, view: Scene, *, given: bool) -> Example:
    options = parts.options(token)
    features: list[Features] = [
        parts.features(token, part, sound, view, costly(token, part.spelling), given=given)
        for part, sound in options.items()
    ]
    return Example(article, features, parts.doubts(token), [plain(part.spelling) == right for part in options])


def fitted(found: Sequence[Example]) -> Weights:
    """The weights under which what is right is likeliest."""
    none, names = sorted({key for one in found for option in one.options for key in option}), list(found[0].nothing)
    rows = [_matrix(one, none, names) for one in found]
    targets = [np.array([*one.right, not any(one.right)], float) for one in found]
    spread = np.concatenate(rows).std(axis=0) + 1e-6
    weights = np.zeros(len(spread))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = L2 * weights
        for matrix, target in zip(rows, targets, strict=True):
            scaled = matrix / spread
            chance = _chances(scaled @ weights)
            wanted = chance * target
            slope += scaled.T @ (chance - wanted / max(wanted.sum(), 1e-12))
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    real = (weights / spread).round(3).tolist()
    return Weights(dict(zip(none, real, strict=False)), dict(zip(names, real[len(none) :], strict=True)))


def _chances(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    raised = np.exp(odds - odds.max())
    return np.asarray(raised / raised.sum())


def _matrix(one: Example, options: Sequence[str], nothing: Sequence[str]) -> NDArray[np.float64]:
    matrix = np.zeros((len(one.options) + 1, len(options) + len(nothing)))
    for row, option in enumerate(one.options):
        matrix[row, : len(options)] = [option[key] for key in options]
    matrix[-1, len(options) :] = [one.nothing[key] for key in nothing]
    return matrix


def report(found: Sequence[Example], weights: Weights) -> str:
    """How many names have the right one among the options, first and among the first five; how true chances are."""
    values = np.array([*weights.option.values(), *weights.nothing.values()])
    held = first = five = 0
    bins: dict[int, list[bool]] = {}
    for one in found:
        chances = _chances(_matrix(one, list(weights.option), list(weights.nothing)) @ values)
        best = chances[:-1].argsort()[::-1]
        held += any(one.right)
        first += any(one.right[at] for at in best[:1])
        five += any(one.right[at] for at in best[:5])
        if one.options:
            bins.setdefault(min(4, int(chances[best[0]] * 5)), []).append(one.right[best[0]])
    said = ", ".join(f"{n / 5:.1f}+ {np.mean(bins[n]):.2f} of {len(bins[n])}" for n in sorted(bins))
    return f"{len(found)}: right one held {held}, first {first}, of the first five {five}; by chance: {said}"


def main() -> None:
    """Learn from all and write the file named on the command line, or measure on halves."""
    found = examples(Dictionary.open())
    if len(sys.argv) > 1:
        learned = {kind: fitted(some)._asdict() for kind, some in found.items()}
        Path(sys.argv[1]).write_text(json.dumps(learned, indent=1) + "\n", encoding="utf-8")
        return
    for kind, some in found.items():
        for half in (0, 1):
            weights = fitted([one for one in some if hash_of(one.article) // 10 % 2 != half])
            print(kind, report([one for one in some if hash_of(one.article) // 10 % 2 == half], weights))


if __name__ == "__main__":
    main()
