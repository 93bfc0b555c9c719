"""Read the texts of training/corpus.py once with the built-in language model: what the other steps learn from.

    python -m training.read DATA CACHE [--seed 7]

Half an hour to an hour on two cores. CACHE gets `texts.jsonl`, a text a line with its labels and tokens, and
`states.f16`, for each token the model's states after LAYERS, scaled to mean square 1 (2 GB).
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

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._rows = file, 0

    def marks(self, texts: Sequence[torch.Tensor]) -> list[list[float]]:
        """Rows, one for each token of each text."""
        return [self._written(seen[:, :-COSTS]) for seen in texts]

    def _written(self, states: torch.Tensor) -> list[float]:
        self._file.write(states.cpu().numpy().astype(np.float16).tobytes())
        first, self._rows = self._rows, self._rows + len(states)
        return [float(row) for row in range(first, self._rows)]


def read(data: Path, cache: Path, seed: int) -> None:
    """Write `cache`."""
    cache.mkdir(parents=True, exist_ok=True)
    every = list(items(data, seed))
    with (cache / TEXTS).open("w", encoding="utf-8") as texts, (cache / STATES).open("wb") as states:
        recorder = Recorder(states)
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
    size = json.loads((store.install(DEFAULT_LM) / "config.json").read_text(encoding="utf-8"))["hidden_size"]
    return np.memmap(cache / STATES, dtype=np.float16, mode="r").reshape(-1, len(LAYERS) * size)


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
