"""Fit what `mtclean.surprise` weighs words by: `mtclean/data/surprise.json`.

    python -m training.surprise CACHE mtclean/data/surprise.json

CACHE was written by training/read.py and training/tagger.py (see training/corpus.py for the texts and their labels).
Words are judged from all sources, each with a bias of its own, since how often words are bad there says nothing of an
article; documents from news: machine translations and damaged articles against human references and clean ones. What
the tagger marks is weighed on documents that it was not trained on. It needs minutes and no model. The figures printed
are of each half of the documents by weights of the other. Only the fitted numbers are shipped, no text.
"""

from __future__ import annotations

import argparse
import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch

from benchmarks.metrics import auc
from mtclean.lm.scorer import bits_per_word
from mtclean.names.dictionary import Dictionary
from mtclean.names.resolve import mentions
from mtclean.surprise import (
    SHORT,
    USUAL_DAMAGE,
    document_features,
    document_log_odds,
    features,
    kinds,
    log_odds,
    marks_per_word,
    usual_bits,
    usual_features,
)
from mtclean.text import sentences, words
from mtclean.values import Document, Span
from training.corpus import hash_of
from training.read import Read, cached
from training.tagger import MARKS

Array = Any
DAMAGED, GOOD = ("garbled", "machine", "damaged"), ("written", "reference", "clean")
NEWS = DAMAGED + GOOD
PENALTY, PENALTY_OF_DOCUMENTS = 1e-3, 3e-3
LENGTHS = (12, 25, 50, 100, 200)  # words


class Texts(NamedTuple):
    """Of each text: where it comes from, whether it is damaged news, which half it belongs to; what may be used.

    A text of no news says nothing of documents.
    """

    source: Array
    damaged: Array
    news: Array
    half: Array
    aside: Array


class Words(NamedTuple):
    """All words: number of the text, label, features, marks of the tagger (not a number where it was trained)."""

    text: Array
    label: Array
    rows: Array
    marks: Array
    usual: list[float]
    of_kind: list[Any]


def described(reads: Sequence[Read]) -> Texts:
    """What is known of the texts as wholes."""
    source = np.array([read.item.source for read in reads])
    half = np.array([hash_of(read.item.key) // 10 % 2 for read in reads])  # // 10: aside or not says the last digit
    aside = np.array([read.item.aside for read in reads])
    return Texts(source, np.isin(source, DAMAGED), np.isin(source, NEWS), half, aside)


def prepared(reads: Sequence[Read], texts: Texts, marks: Array) -> Words:
    """The words as matrices, with the usual bits fitted on good words of news not kept aside."""
    parts = [words(read.item.text) for read in reads]
    found = [bit for part, one in zip(parts, reads, strict=True) for bit in bits_per_word(part, one.tokens)]
    bits = np.array([bit.bits for bit in found])
    number = np.repeat(np.arange(len(reads)), [len(part) for part in parts])
    of_kind, sentence = _kinds([read.item.text for read in reads])
    foretold = np.array([usual_features(k, b.entropy) for k, b in zip(of_kind, found, strict=True)])
    good = (np.isin(texts.source, GOOD) & ~texts.aside)[number]
    usual = np.linalg.solve(
        foretold[good].T @ foretold[good] + np.eye(foretold.shape[1]), foretold[good].T @ bits[good]
    )
    rows: list[tuple[float, ...]] = []
    for i in range(len(reads)):
        part = slice(*np.searchsorted(number, (i, i + 1)))
        rows += features(
            found[part], usual_bits(found[part], of_kind[part], list(usual)), of_kind[part], sentence[part]
        )
    seen = [mark for part, one in zip(parts, reads, strict=True) for mark in _marks(part, one, marks)]
    label = np.array([label for read in reads for label in read.item.labels])
    matrix, marked = np.array(rows, np.float32), np.array(seen, np.float32)
    return Words(number, label, matrix, marked, [float(u) for u in usual], of_kind)


def _marks(part: Sequence[Span], read: Read, marks: Array) -> list[float]:
    tokens = [token._replace(mark=float(marks[int(token.mark or 0)])) for token in read.tokens]
    return marks_per_word(part, tokens) or [0.0] * len(part)


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


def logistic(matrix: Array, label: Array, penalty: float, known: Array | float = 0.0) -> Array:
    """Weights of a logistic regression, by L-BFGS on columns of mean square 1; the first column is that of the bias.

    `penalty` is the weight of the mean square of the other scaled weights beside the mean loss; `known` are log odds
    that each row has without them.
    """
    size = np.sqrt((matrix**2).mean(axis=0)) + 1e-6
    x, y, start = (torch.tensor(part, dtype=torch.float32) for part in (matrix / size, label, known))
    weights = torch.zeros(matrix.shape[1], requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=400, history_size=20, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(x @ weights + start, y)
        loss = loss + penalty * weights[1:].square().sum()
        loss.backward()
        return loss

    optimiser.step(closure)
    return weights.detach().numpy() / size


def with_bias(matrix: Array) -> Array:
    """The matrix with a first column of ones."""
    return np.concatenate([np.ones((len(matrix), 1), np.float32), matrix], axis=1)


def fit(cache: Path, target: Path) -> None:
    """Fit everything and write the file."""
    reads = [one for one in cached(cache) if one.tokens and words(one.item.text)]
    texts = described(reads)
    every = prepared(reads, texts, np.load(cache / MARKS))
    tables: dict[str, list[float]] = {"usual": every.usual}
    for kind, used in (("unmarked", np.ones(len(reads), bool)), ("marked", texts.aside)):
        seen = every.rows if kind == "unmarked" else np.concatenate([every.rows, every.marks[:, None]], axis=1)
        names = (kind, f"{kind} document", f"{kind} word")
        for name, weights in zip(names, fitted(seen, every, texts, used), strict=True):
            tables[name] = [float(f"{w:.5g}") for w in weights]
        print_figures(kind, *judged(seen, every, texts, used), every, texts, used)
    target.write_text(json.dumps(tables, indent=1) + "\n", encoding="utf-8")


def fitted(seen: Array, every: Words, texts: Texts, used: Array) -> tuple[Array, Array, Array]:
    """Weights of a word's first judgement, of its document's, and of its second, from the texts that are `used`."""
    known = (every.label >= 0) & used[every.text]
    others = sorted({*texts.source} - {*NEWS})
    biases = np.stack([texts.source == source for source in others], axis=1).astype(np.float32)[every.text]
    bad = every.label == 1
    first = logistic(np.concatenate([with_bias(seen), biases], axis=1)[known], bad[known], PENALTY)
    first = first[: 1 + seen.shape[1]]
    odds = with_bias(seen) @ first
    news = texts.news & used
    document = of_documents(odds, every, texts, news)
    both = np.stack([odds, document_odds(document, odds, every)[every.text]], axis=1)
    in_news = known & news[every.text]
    return first, document, logistic(with_bias(both[in_news]), bad[in_news], 0.0)


def of_documents(first: Array, every: Words, texts: Texts, news: Array) -> Array:
    """The weights of documents, from beginnings of several lengths: a short text must not be judged like a long one."""
    parts = [(text, part) for text, whole in enumerate(extents(every)) for part in beginnings(whole) if news[text]]
    found = np.array([document_row(first, every, part) for _, part in parts])
    sizes = np.array([part.stop - part.start for _, part in parts])
    share = sizes / (sizes + SHORT)
    damaged = texts.damaged[[text for text, _ in parts]]
    usual = (1 - share) * log_odds(USUAL_DAMAGE)
    return logistic(with_bias(found) * share[:, None], damaged, PENALTY_OF_DOCUMENTS, usual)


def document_odds(weights: Array, first: Array, every: Words) -> Array:
    """Log odds of each whole text."""
    rows = [(document_row(first, every, part), part.stop - part.start) for part in extents(every)]
    return np.array([document_log_odds(weights, row, size) for row, size in rows])


def extents(every: Words) -> list[slice]:
    """Which words are those of each text."""
    starts = np.flatnonzero(np.diff(every.text, prepend=-1))
    return [slice(int(i), int(j)) for i, j in zip(starts, np.append(starts[1:], len(every.text)), strict=True)]


def beginnings(whole: slice) -> Iterator[slice]:
    """The text, and what it begins with."""
    size = whole.stop - whole.start
    yield from (slice(whole.start, whole.start + length) for length in LENGTHS if length < size)
    yield whole


def document_row(first: Array, every: Words, part: slice) -> tuple[float, ...]:
    """The features of a text, as `mtclean.surprise.document_features` has them."""
    return document_features(first[part].tolist(), every.rows[part].tolist(), every.of_kind[part])


def judged(seen: Array, every: Words, texts: Texts, used: Array) -> tuple[Array, Array]:
    """Log odds of each word and of each document, by weights of the other half."""
    words_odds, documents_odds = np.zeros(len(every.label)), np.zeros(len(texts.half))
    for half in (0, 1):
        mine = texts.half == half
        first, document, second = fitted(seen, every, texts, used & ~mine)
        odds = with_bias(seen) @ first
        of_document = document_odds(document, odds, every)
        of_word = with_bias(np.stack([odds, of_document[every.text]], axis=1)) @ second
        documents_odds[mine], words_odds[mine[every.text]] = of_document[mine], of_word[mine[every.text]]
    return words_odds, documents_odds


def print_figures(kind: str, of_word: Array, of_document: Array, every: Words, texts: Texts, used: Array) -> None:
    """How well words and documents are told apart, by source."""
    for source in sorted({*texts.source} - {*GOOD}):
        here = (every.label >= 0) & ((texts.source == source) & used)[every.text]
        print(f"{kind}: words of {source}: AUC {auc(every.label[here] == 1, of_word[here]):.3f}")
    for source in DAMAGED:
        for good in GOOD:
            here = np.isin(texts.source, (source, good)) & used
            said = auc(texts.damaged[here], of_document[here])
            print(f"{kind}: documents, {source} against {good}: AUC {said:.3f} ({here.sum()})")


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cache", type=Path)
    parser.add_argument("target", type=Path)
    given = parser.parse_args()
    fit(given.cache, given.target)


if __name__ == "__main__":
    main()
