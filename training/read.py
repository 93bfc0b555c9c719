"""Read the texts of training/corpus.py once with the built-in language model: what the other steps learn from.

    python -m training.read DATA CACHE [--seed 7]

An hour on two cores; what CACHE holds already, by source and key, is not read again. It gets `texts.jsonl`, a text a
line with its labels and tokens, and `states.f16`, for each token the model's states after LAYERS, scaled to mean square
1 (3 GB).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import numpy as np
import torch

from mtclean.lm import store
from mtclean.lm.causal import load
from mtclean.lm.scorer import TokenScore
from mtclean.lm.tagger import COSTS
from mtclean.settings import DEFAULT_LM
from mtclean.values import Span
from training.corpus import Item, items

LAYERS = (10, 20)
AT_ONCE = 256
TEXTS, STATES = "texts.jsonl", "states.f16"


class Read(NamedTuple):
    """An item, its tokens, and the rows of the states file that are theirs (a token's `mark` is its row)."""

    item: Item
    tokens: tuple[TokenScore, ...]


class Recorder:
    """Stands where a tagger would, writes the states down, and gives each token the row they were written to."""

    layers = LAYERS

    def __init__(self, file: BinaryIO, rows: int) -> None:
        self._file, self._rows = file, rows

    def marks(self, texts: Sequence[torch.Tensor]) -> list[list[float]]:
        """Rows, one for each token of each text."""
        return [self._written(seen[:, :-COSTS]) for seen in texts]

    def _written(self, states: torch.Tensor) -> list[float]:
        self._file.write(states.cpu().numpy().astype(np.float16).tobytes())
        first, self._rows = self._rows, self._rows + len(states)
        return [float(row) for row in range(first, self._rows)]


def read(data: Path, cache: Path, seed: int) -> None:
    """Add to `cache` what it does not hold. States that no text claims, of a run cut short, are written over."""
    cache.mkdir(parents=True, exist_ok=True)
    (cache / TEXTS).touch()
    (cache / STATES).touch()
    there, rows = set(), 0
    for one in cached(cache):
        there.add((one.item.source, one.item.key))
        rows += len(one.tokens)
    every = [item for item in items(data, seed) if (item.source, item.key) not in there]
    with (cache / TEXTS).open("a", encoding="utf-8") as texts, (cache / STATES).open("r+b") as states:
        states.seek(rows * len(LAYERS) * _width() * np.dtype(np.float16).itemsize)
        states.truncate()
        recorder = Recorder(states, rows)
        scorer = load(str(store.install(DEFAULT_LM)), dtype="float32", tagger=lambda _network: recorder)
        for start in range(0, len(every), AT_ONCE):
            some = every[start : start + AT_ONCE]
            for item, scores in zip(some, scorer.score([item.text for item in some]), strict=True):
                texts.write(json.dumps([*item, scores.tokens], ensure_ascii=False) + "\n")
            print(f"{start + len(some)} of {len(every)} texts", flush=True)


def cached(cache: Path) -> Iterator[Read]:
    """What was read, in the order it was."""
    with (cache / TEXTS).open(encoding="utf-8") as lines:
        for line in lines:
            *fields, tokens = json.loads(line)
            yield Read(Item(*fields), tuple(TokenScore(Span(*span), *rest) for span, *rest in tokens))


def states(cache: Path) -> np.ndarray[Any, np.dtype[np.float16]]:
    """The states after LAYERS, tokens x (layers * size), read from the file as they are needed."""
    return np.memmap(cache / STATES, dtype=np.float16, mode="r").reshape(-1, len(LAYERS) * _width())


def _width() -> int:
    config = json.loads((store.install(DEFAULT_LM) / "config.json").read_text(encoding="utf-8"))
    return int(config["hidden_size"])


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("cache", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    read(given.data, given.cache, given.seed)


if __name__ == "__main__":
    main()
