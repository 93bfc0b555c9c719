"""Fit what `mtclean.surprise` weighs words by: `mtclean/data/surprise.json`.

    python -m training.surprise CACHE mtclean/data/surprise.json

CACHE was written by training/read.py and training/tagger.py. Used are its machine translations of news and their human
references (see training/corpus.py for the labels), the former with marks of a tagger that was not trained on them. It
needs minutes and no model. A quarter of the source documents is kept aside, for the figures printed at the end. Only
the fitted numbers are shipped, no text.
"""

from __future__ import annotations

import argparse
import json
import random
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch

from benchmarks.metrics import auc
from mtclean.lm.scorer import bits_per_word
from mtclean.names.dictionary import Dictionary
from mtclean.names.resolve import mentions
from mtclean.surprise import document_features, features, kinds, marks_per_word, usual_bits, usual_features
from mtclean.text import sentences, words
from mtclean.values import Document, Span
from training.corpus import hash_of
from training.read import Read, cached
from training.tagger import MARKS

Array = Any
TEST_SHARE = 4


class Words(NamedTuple):
    """All words: document, label, features, marks of the tagger, and what is kept aside."""

    document: Array
    label: Array
    rows: Array
    marks: Array
    aside: Array
    usual: list[float]
    of_kind: list[Any]


def prepared(documents: Sequence[Read], marks: Array) -> Words:
    """The words as matrices, with the usual bits fitted on good words of the documents not kept aside."""
    parts = [words(document.item.text) for document in documents]
    found = [bit for part, one in zip(parts, documents, strict=True) for bit in bits_per_word(part, one.tokens)]
    bits = np.array([bit.bits for bit in found])
    number = np.repeat(np.arange(len(documents)), [len(part) for part in parts])
    aside = _aside([document.item.key for document in documents])[number]
    of_kind, sentence = _kinds([document.item.text for document in documents])
    foretold = np.array([usual_features(k, b.entropy) for k, b in zip(of_kind, found, strict=True)])
    good = np.array([document.item.source == "reference" for document in documents])[number] & ~aside
    usual = np.linalg.solve(
        foretold[good].T @ foretold[good] + np.eye(foretold.shape[1]), foretold[good].T @ bits[good]
    )
    rows: list[tuple[float, ...]] = []
    for i in range(len(documents)):
        part = slice(*np.searchsorted(number, (i, i + 1)))
        rows += features(
            found[part], usual_bits(found[part], of_kind[part], list(usual)), of_kind[part], sentence[part]
        )
    seen = [mark for part, one in zip(parts, documents, strict=True) for mark in _marks(part, one, marks)]
    label = np.array([label for document in documents for label in document.item.labels])
    return Words(
        number, label, np.array(rows, np.float32), np.array(seen, np.float32), aside, [float(u) for u in usual], of_kind
    )


def _marks(part: Sequence[Span], document: Read, marks: Array) -> list[float]:
    tokens = [token._replace(mark=float(marks[int(token.mark or 0)])) for token in document.tokens]
    return marks_per_word(part, tokens) or [0.0] * len(part)


def _aside(keys: Sequence[str]) -> Array:
    unique = sorted(set(keys))
    random.Random(0).shuffle(unique)
    kept = set(unique[: len(unique) // TEST_SHARE])
    return np.array([key in kept for key in keys])


def _kinds(texts: Sequence[str]) -> tuple[list[Any], list[int]]:
    dictionary = Dictionary.open()
    of_kind: list[Any] = []
    sentence: list[int] = []
    for text in texts:
        parts, spans = sentences(text), words(text)
        names = [m.span for m in mentions(Document("x", text), parts, dictionary)]
        of_kind += kinds(text, spans, parts, names)
        starts = [part.start for part in parts]
        sentence += [bisect_right(starts, span.start) for span in spans]
    return of_kind, sentence


def logistic(matrix: Array, label: Array, *, penalty: float = 3e-2) -> Array:
    """Weights of a logistic regression (bias first), by L-BFGS on standardised columns; for unstandardised ones.

    `penalty` is the weight of the mean square of the standardised weights beside the mean loss.
    """
    mean, spread = matrix.mean(axis=0), matrix.std(axis=0) + 1e-6
    x = torch.tensor((matrix - mean) / spread, dtype=torch.float32)
    y = torch.tensor(label, dtype=torch.float32)
    weights = torch.zeros(matrix.shape[1] + 1, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=200, history_size=20, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        odds = x @ weights[1:] + weights[0]
        loss = torch.nn.functional.binary_cross_entropy_with_logits(odds, y) + penalty * weights[1:].square().sum()
        loss.backward()
        return loss

    optimiser.step(closure)
    found = weights.detach().numpy()
    return np.concatenate([[found[0] - (found[1:] / spread) @ mean], found[1:] / spread])


def fit(cache: Path, target: Path) -> None:
    """Fit everything and write the file."""
    documents = [one for one in cached(cache) if one.item.source in ("machine", "reference")]
    all_words = prepared(documents, np.load(cache / MARKS))
    machine = np.array([one.item.source == "machine" for one in documents])
    tables: dict[str, list[float]] = {"usual": all_words.usual}
    for kind in ("unmarked", "marked"):
        matrix = all_words.rows
        if kind == "marked":
            matrix = np.concatenate([matrix, all_words.marks[:, None]], axis=1)
        first, weights = crossed(matrix, all_words, documents)
        tables[kind] = [float(w) for w in weights]
        per_document = document_matrix(first, all_words)
        used = ~all_words.aside[np.flatnonzero(np.diff(all_words.document, prepend=-1))]
        document = logistic(per_document[used], machine[used], penalty=3e-3)
        tables[f"{kind} document"] = [float(w) for w in document]
        odds = document[0] + per_document @ document[1:]
        known = (all_words.label >= 0) & ~all_words.aside
        second = np.stack([first, odds[all_words.document]], axis=1)
        tables[f"{kind} word"] = [float(w) for w in logistic(second[known], all_words.label[known] == 1, penalty=0.0)]
        print_figures(kind, second @ np.array(tables[f"{kind} word"][1:]), odds, all_words, documents)
    rounded = {name: [float(f"{w:.5g}") for w in weights] for name, weights in tables.items()}
    target.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")


def crossed(matrix: Array, all_words: Words, documents: Sequence[Read]) -> tuple[Array, Array]:
    """First log odds of each word, by weights fitted without its own document; and weights fitted on all not aside."""
    fold = np.array([hash_of(one.item.key) % 2 for one in documents])[all_words.document]
    known = (all_words.label >= 0) & ~all_words.aside
    weights = logistic(matrix[known], all_words.label[known] == 1)
    first = weights[0] + matrix @ weights[1:]
    for side in (0, 1):
        others = logistic(matrix[known & (fold != side)], all_words.label[known & (fold != side)] == 1)
        mine = (fold == side) & ~all_words.aside
        first[mine] = others[0] + matrix[mine] @ others[1:]
    return first, weights


def document_matrix(first: Array, all_words: Words) -> Array:
    """The features of each document, as `mtclean.surprise.document_features` has them."""
    starts = np.flatnonzero(np.diff(all_words.document, prepend=-1))
    ends = np.append(starts[1:], len(all_words.document))
    found = [
        document_features(first[i:j].tolist(), all_words.rows[i:j].tolist(), all_words.of_kind[i:j])
        for i, j in zip(starts, ends, strict=True)
    ]
    return np.array(found)


def print_figures(kind: str, second: Array, odds: Array, all_words: Words, documents: Sequence[Read]) -> None:
    """What the documents kept aside say."""
    machine = np.array([one.item.source == "machine" for one in documents])
    weak = np.array([one.item.weak or not there for one, there in zip(documents, machine, strict=True)])
    aside = all_words.aside[np.flatnonzero(np.diff(all_words.document, prepend=-1))]
    known = (all_words.label >= 0) & all_words.aside
    within = known & machine[all_words.document]
    good = known & ~machine[all_words.document]
    limit = np.quantile(second[good], 1 - 0.003)
    found = (second[known & (all_words.label == 1)] > limit).mean()
    ahead = np.mean([odds[i] > odds[i + 1] for i in np.flatnonzero(machine & aside)])
    counts = Counter(machine[aside])
    print(
        f"{kind}: words AUC {auc(all_words.label[known], second[known]):.3f}, within machine documents "
        f"{auc(all_words.label[within], second[within]):.3f}, bad words found at 3 per 1,000 good ones {found:.3f}; "
        f"documents AUC {auc(machine[aside], odds[aside]):.3f}, weaker half "
        f"{auc(machine[aside & weak], odds[aside & weak]):.3f}, machine above its reference {ahead:.3f} "
        f"({dict(counts)})"
    )


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cache", type=Path)
    parser.add_argument("target", type=Path)
    given = parser.parse_args()
    fit(given.cache, given.target)


if __name__ == "__main__":
    main()
