"""Fit what `mtclean.surprise` weighs words by: `mtclean/data/surprise.json` and `mtclean/data/head.json`.

    python training/surprise.py read DATA CACHE [--tokens 260000] [--seed 1]
    python training/surprise.py fit CACHE mtclean/data

DATA is a folder with docs_mt/*.jsonl.gz (machine translations of whole news documents by several systems, each with
its human reference, line by line). A word of a machine line is bad when it is neither in the reference line nor in more
than 15 % of the other systems' lines, good when it is in the reference line or in half of the others, else left out;
words of references are good. `read` runs the language model over one machine document and its reference per source
document, cut to about 260 words; `fit` needs minutes and no model. A quarter of the source documents is kept aside, for
the figures printed at the end. Only the fitted numbers are shipped, no text. Seeds are fixed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch

from mtclean.lm import store
from mtclean.lm.causal import load
from mtclean.lm.scorer import Bits, Head, bits_per_word
from mtclean.names.dictionary import Dictionary
from mtclean.names.resolve import mentions
from mtclean.settings import DEFAULT_LM
from mtclean.surprise import document_features, features, kinds, usual_bits, usual_features
from mtclean.text import sentences, words
from mtclean.values import Document

Array = Any
LAYER = 20
LEFT_OUT = ("potet.fr-en", "AIST")
BAD_SHARE, GOOD_SHARE = 0.15, 0.5
WORDS_PER_DOCUMENT = 260
TEST_SHARE = 4


class Pair(NamedTuple):
    """A machine document, its reference, and a label for each word of the former (1 bad, 0 good, -1 left out)."""

    key: str
    weak: bool
    machine: str
    reference: str
    labels: list[int]


def pairs(data: Path, seed: int) -> Iterator[Pair]:
    """One machine translation per source document, in random order."""
    documents = list(_documents(data))
    ranks = _ranks(data / "docs_mt" / "systems.tsv")
    random.seed(seed)
    random.shuffle(documents)
    for name, rows in documents:
        row = random.choice(rows)
        others = [other for other in rows if other is not row]
        lines, reference = row["text"].split("\n"), row["reference"].split("\n")
        if len(others) < 3 or len(lines) != len(reference):
            continue
        kept = _lines_kept(lines)
        rest = [o["text"].split("\n") for o in others]
        labels = [
            label
            for i in range(kept)
            for label in _labels(lines[i], reference[i], [o[i] for o in rest if len(o) == len(lines)])
        ]
        weak = ranks.get((name, row["system"]), 1.0) <= 0.5
        yield Pair(row["key"], weak, "\n".join(lines[:kept]), "\n".join(reference[:kept]), labels)


def _documents(data: Path) -> Iterator[tuple[str, list[dict[str, str]]]]:
    for path in sorted((data / "docs_mt").glob("*.jsonl.gz")):
        name = path.name.removesuffix(".jsonl.gz")
        by_key: dict[str, list[dict[str, str]]] = defaultdict(list)
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for row in map(json.loads, file):
                if not any(part in name or part in row["system"] for part in LEFT_OUT):
                    by_key[row["key"]].append(row)
        yield from ((name, rows) for rows in by_key.values())


def _ranks(path: Path) -> dict[tuple[str, str], float]:
    header, *rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    at = header.index
    return {(r[at("file")], r[at("system")]): int(r[at("rank_from_worst")]) / int(r[at("n_systems")]) for r in rows}


def _lines_kept(lines: Sequence[str]) -> int:
    count = kept = 0
    while kept < len(lines) and count < WORDS_PER_DOCUMENT:
        count += len(lines[kept].split())
        kept += 1
    return kept


def _labels(line: str, reference: str, others: Sequence[str]) -> Iterator[int]:
    there, elsewhere = set(_low(reference)), [set(_low(other)) for other in others]
    for word in _low(line):
        share = sum(word in other for other in elsewhere) / max(1, len(elsewhere))
        yield 0 if word in there or share >= GOOD_SHARE else 1 if share <= BAD_SHARE else -1


def _low(line: str) -> list[str]:
    return [span.of(line).lower() for span in words(line)]


def read(data: Path, cache: Path, tokens: int, seed: int) -> None:
    """Run the model over pairs until `tokens` are read, and keep bits, entropy and states of each word in `cache`."""
    place = store.install(DEFAULT_LM)
    size = json.loads((place / "config.json").read_text())["hidden_size"]
    scorer = load(str(place), dtype="float32", head=Head(LAYER, (0.0,) * size, (0.0,) * size))
    documents: list[dict[str, object]] = []
    rows: list[tuple[float, ...]] = []
    states: list[Array] = []
    done = 0
    for pair in pairs(data, seed):
        for text, labels in ((pair.machine, pair.labels), (pair.reference, None)):
            found = scorer.score([text])[0].tokens
            assert scorer._states is not None and scorer._states._seen is not None
            seen = scorer._states._seen[0].float().numpy()
            if len(found) + 1 != len(seen):
                continue
            spans = words(text)
            last = {token.span.end: i + 1 for i, token in enumerate(found)}
            for i, (span, bit) in enumerate(zip(spans, bits_per_word(spans, found), strict=True)):
                rows.append((len(documents), bit.bits, bit.entropy, 0 if labels is None else labels[i]))
                states.append(
                    seen[last[span.end]].astype(np.float16) if span.end in last else np.zeros(size, np.float16)
                )
            documents.append({"key": pair.key, "machine": labels is not None, "weak": pair.weak, "text": text})
            done += len(found)
        if len(documents) % 40 < 2:
            print(f"{len(documents)} documents, {done} tokens", flush=True)
        if done > tokens:
            break
    cache.mkdir(parents=True, exist_ok=True)
    (cache / "documents.json").write_text(json.dumps(documents), encoding="utf-8")
    np.savez(cache / "words.npz", rows=np.array(rows), states=np.stack(states))


class Words(NamedTuple):
    """All words: document, label, features, states after the word and after the next one, and what is kept aside."""

    document: Array
    label: Array
    rows: Array
    own: Array
    following: Array
    aside: Array
    usual: list[float]
    of_kind: list[Any]


def prepared(cache: Path) -> tuple[Words, list[dict[str, Any]]]:
    """The cached words as matrices, with the usual bits fitted on good words of the documents not kept aside."""
    documents = json.loads((cache / "documents.json").read_text(encoding="utf-8"))
    stored = np.load(cache / "words.npz")
    number, bits, entropy, label = stored["rows"].T
    number = number.astype(int)
    aside = _aside([d["key"] for d in documents])[number]
    found = [Bits(*pair) for pair in zip(bits, entropy, strict=True)]
    of_kind, sentence = _kinds(documents)
    foretold = np.array([usual_features(k, b.entropy) for k, b in zip(of_kind, found, strict=True)])
    good = np.array([not d["machine"] for d in documents])[number] & ~aside
    usual = np.linalg.solve(
        foretold[good].T @ foretold[good] + np.eye(foretold.shape[1]), foretold[good].T @ bits[good]
    )
    starts = np.flatnonzero(np.diff(number, prepend=-1))
    rows: list[tuple[float, ...]] = []
    for start, end in zip(starts, [*starts[1:], len(number)], strict=True):
        part = slice(start, end)
        rows += features(
            found[part], usual_bits(found[part], of_kind[part], list(usual)), of_kind[part], sentence[part]
        )
    own = stored["states"].astype(np.float32)
    own /= np.sqrt((own**2).mean(axis=1, keepdims=True)) + 1e-6
    following = np.zeros_like(own)
    following[:-1] = own[1:]
    following[np.append(starts[1:], len(own)) - 1] = 0
    matrix = np.array(rows, dtype=np.float32)
    return Words(
        number, label.astype(int), matrix, own, following, aside, [float(u) for u in usual], of_kind
    ), documents


def _aside(keys: Sequence[str]) -> Array:
    unique = sorted(set(keys))
    random.Random(0).shuffle(unique)
    kept = set(unique[: len(unique) // TEST_SHARE])
    return np.array([key in kept for key in keys])


def _kinds(documents: Sequence[dict[str, Any]]) -> tuple[list[Any], list[int]]:
    dictionary = Dictionary.open()
    of_kind: list[Any] = []
    sentence: list[int] = []
    for document in documents:
        text = document["text"]
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
    """Fit everything and write the two files."""
    all_words, documents = prepared(cache)
    machine = np.array([d["machine"] for d in documents])
    tables: dict[str, list[float]] = {"usual": all_words.usual}
    for kind in ("unmarked", "marked"):
        matrix = all_words.rows
        if kind == "marked":
            matrix = np.concatenate([matrix, all_words.own, all_words.following], axis=1)
        first, weights = crossed(matrix, all_words, documents)
        width = all_words.rows.shape[1] + 1
        tables[kind] = [float(w) for w in weights[:width]]
        if kind == "marked":
            size = all_words.own.shape[1]
            write_head(target, weights[width : width + size], weights[width + size :])
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
    (target / "surprise.json").write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")


def crossed(matrix: Array, all_words: Words, documents: Sequence[dict[str, Any]]) -> tuple[Array, Array]:
    """First log odds of each word, by weights fitted without its own document; and weights fitted on all not aside."""
    fold = np.array([hash_of(d["key"]) % 2 for d in documents])[all_words.document]
    known = (all_words.label >= 0) & ~all_words.aside
    weights = logistic(matrix[known], all_words.label[known] == 1)
    first = weights[0] + matrix @ weights[1:]
    for side in (0, 1):
        others = logistic(matrix[known & (fold != side)], all_words.label[known & (fold != side)] == 1)
        mine = (fold == side) & ~all_words.aside
        first[mine] = others[0] + matrix[mine] @ others[1:]
    return first, weights


def hash_of(key: str) -> int:
    """A number from a key that is the same in every run."""
    return sum(ord(c) * (i + 1) for i, c in enumerate(key))


def document_matrix(first: Array, all_words: Words) -> Array:
    """The features of each document, as `mtclean.surprise.document_features` has them."""
    starts = np.flatnonzero(np.diff(all_words.document, prepend=-1))
    ends = np.append(starts[1:], len(all_words.document))
    found = [
        document_features(first[i:j].tolist(), all_words.rows[i:j].tolist(), all_words.of_kind[i:j])
        for i, j in zip(starts, ends, strict=True)
    ]
    return np.array(found)


def write_head(target: Path, own: Array, following: Array) -> None:
    """The two readings of the model's states, as numbers people can see."""
    digits = [[float(f"{w:.4g}") for w in weights] for weights in (own, following)]
    head = {"model": DEFAULT_LM, "layer": LAYER, "own": digits[0], "next": digits[1]}
    (target / "head.json").write_text(json.dumps(head) + "\n", encoding="utf-8")


def auc(label: Array, score: Array) -> float:
    """Area under the ROC curve by ranks."""
    ranks = np.empty(len(score))
    ranks[np.argsort(score, kind="stable")] = np.arange(1, len(score) + 1)
    positive = label == 1
    return float((ranks[positive].mean() - (positive.sum() + 1) / 2) / (~positive).sum())


def print_figures(kind: str, second: Array, odds: Array, all_words: Words, documents: Sequence[dict[str, Any]]) -> None:
    """What the documents kept aside say."""
    machine = np.array([d["machine"] for d in documents])
    weak = np.array([d["weak"] or not d["machine"] for d in documents])
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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=["read", "fit"])
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--tokens", type=int, default=260_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if given.step == "read":
        read(given.source, given.target, given.tokens, given.seed)
    else:
        fit(given.source, given.target)


if __name__ == "__main__":
    main()
