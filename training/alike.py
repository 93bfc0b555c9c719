"""Learn what the likeness of two names is worth: `mtclean/data/alike.json`.

    python -m training.alike NAMES_DIR MINED mtclean/data/alike.json

Names that are one: people marked in training/garbled, names of MINED (training/mined.py, only the half that is not
reported), and listed people after a trip through another script (benchmarks/trips.py), with tokens that
training/trips.py has not read. Names that are not: real ones of NAMES_DIR that no table has, each with the listed one
most like it; those that benchmarks/strangers.py draws with its default seed are left out. Logistic regression; then the
sums of weights are put on the scale of the similarity of sound, so that as many strangers reach each score as before.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.strangers import strangers
from benchmarks.trips import BACK, trips, unlearned
from mtclean.names import trip
from mtclean.names.alike import features
from mtclean.names.dictionary import Dictionary
from mtclean.names.readings import heard
from mtclean.names.sound import plain, romanised_alike, similarity, worst_token

from .garbled import articles

MEASURED, SEED = 20_000, 5  # strangers that the benchmark draws
LEAST, NAMES = 0.58, 200  # similarity from which a listed name is asked; trips of each language
REAL, MADE = 2.0, 0.7  # weights of names garbled by writers and machines, and of trips
ROUNDS, STEPS, RATE, L2 = 3, 3_000, 1.0, 1e-4
SHARES = (0.003, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 0.85, 0.95)


class Likeness(NamedTuple):
    """Two names: the similarity of their sound, and all that speaks for their being one."""

    sound: float
    features: dict[str, float]


def likeness(name: str, read: str, form: str, sound: float) -> Likeness:
    """What is measured of a name, read as `read`, and a listed one."""
    return Likeness(sound, features(name, trip.likeness(name, form).score, sound, worst_token(read, form)))


def real(mined: Path) -> Iterator[tuple[str, str]]:
    """Garbled names of several tokens with what should stand there."""
    for article in articles():
        for mark in article.marks:
            if mark.kind == "person" and mark.right:
                yield mark.span.of(article.text), mark.right
    with gzip.open(mined, "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if not row["reporting"]]
    yield from sorted({(garbled, right) for row in rows for _, _, garbled, right in row["names"]})


def near(name: str, dictionary: Dictionary) -> Iterator[tuple[str, Likeness]]:
    """The listed people that a name is like."""
    best = {}
    for one, read in heard(dictionary.people(), name, LEAST, LEAST):
        if len(plain(one.form).split()) == len(plain(name).split()) and one.score > best.get(one.form, (0.0, ""))[0]:
            best[one.form] = (one.score, read.name)
    yield from ((form, likeness(name, read, form, score)) for form, (score, read) in best.items())


def same(folder: Path, mined: Path, dictionary: Dictionary) -> Iterator[tuple[Likeness, float]]:
    """Pairs of names that are one, with their weights."""
    for name, right in real(mined):
        if len(plain(name).split()) == len(plain(right).split()) > 1 and not romanised_alike(name, right):
            yield likeness(name, name, right, similarity(name, right)), REAL
    for language, back in BACK.items():
        table = unlearned(folder / f"{language}.tsv.gz", language, back)
        for _, name, right in islice(trips("people", table), NAMES):
            found = [one for form, one in near(name, dictionary) if plain(form) in right]
            yield from ((one, MADE) for one in sorted(found, key=lambda one: -one.features["cost"])[:1])


def others(folder: Path, dictionary: Dictionary) -> list[list[Likeness]]:
    """For each stranger all listed names that are like it; a matter of style is none."""
    every = strangers(folder, dictionary)
    random.Random(SEED).shuffle(every)
    found = (
        [one for form, one in near(name, dictionary) if not romanised_alike(name, form)] for name in every[MEASURED:]
    )
    return [some for some in found if some]


def fitted(right: Sequence[tuple[Likeness, float]], wrong: Sequence[Sequence[Likeness]]) -> NDArray[np.float64]:
    """The weights that tell names that are one from strangers and whoever has the highest sum beside them."""
    good = _matrix([one for one, _ in right])
    weights = np.ones(good.shape[1])
    for _ in range(ROUNDS):
        bad = _matrix([max(some, key=lambda one: _sum(one, weights)) for some in wrong])
        matrix, said = np.concatenate([good, bad]), np.arange(len(good) + len(bad)) < len(good)
        share = np.array([*(weight for _, weight in right), *([1.0] * len(bad))])
        centre, spread = matrix[:, 1:].mean(axis=0), matrix[:, 1:].std(axis=0)
        scaled = np.concatenate([matrix[:, :1], (matrix[:, 1:] - centre) / spread], axis=1)
        found = np.zeros(scaled.shape[1])
        for _ in range(STEPS):
            chance = 1 / (1 + np.exp(-scaled @ found))
            found -= RATE * (scaled.T @ (share * (chance - said)) / share.sum() + L2 * found)
        weights = np.concatenate([[found[0] - (found[1:] * centre / spread).sum()], found[1:] / spread])
    return weights


def _matrix(some: Sequence[Likeness]) -> NDArray[np.float64]:
    return np.array([list(one.features.values()) for one in some])


def _sum(one: Likeness, weights: NDArray[np.float64]) -> float:
    return float(np.dot(list(one.features.values()), weights))


def scale(wrong: Sequence[Sequence[Likeness]], weights: NDArray[np.float64]) -> list[tuple[float, float]]:
    """Points (sum, similarity) that equal shares of strangers reach."""
    sums = sorted((max(_sum(one, weights) for one in some) for some in wrong), reverse=True)
    sounds = sorted((max(one.sound for one in some) for some in wrong), reverse=True)
    places = [int(share * len(wrong)) for share in SHARES]
    return sorted((round(sums[at], 3), round(sounds[at], 4)) for at in places)


def main() -> None:
    """Write the file and say how many names that are one reach scores, by sound alone and now."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", type=Path)
    parser.add_argument("mined", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    dictionary = Dictionary.open()
    right, wrong = list(same(given.names, given.mined, dictionary)), others(given.names, dictionary)
    weights = fitted(right, wrong)
    points = scale(wrong, weights)
    named = dict(zip(right[0][0].features, np.round(weights, 3).tolist(), strict=True))
    given.out.write_text(json.dumps({"weights": named, "points": points}, indent=1) + "\n", encoding="utf-8")
    for total, sound in points:
        before, now = (sum(one.sound > sound for one, _ in right), sum(_sum(one, weights) > total for one, _ in right))
        print(f"score {sound}: {before} by sound alone, {now} of {len(right)}; {len(wrong)} strangers")


if __name__ == "__main__":
    main()
