"""Train the tagger: `mtclean/data/tagger.safetensors`.

    python -m training.tagger CACHE mtclean/data/tagger.safetensors

CACHE was written by training/read.py. Minutes on two cores, no language model. A tenth of the documents is kept aside,
for the figures printed at the end. Two further taggers, each trained on half of the documents, mark the other half:
from these marks (CACHE/marks.npy) training/surprise.py learns how far a mark may be trusted. Seeds are fixed.

How often words are bad differs from source to source (a post-editor of Nepali changes 6 of 10), which says nothing of
an article: each source has a bias of its own while training, and the shipped tagger has that of damaged news.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from safetensors.torch import save_file

from benchmarks.metrics import auc
from mtclean.lm.tagger import COSTS, Tagger, costs
from mtclean.settings import DEFAULT_LM
from mtclean.text import words
from training.corpus import hash_of
from training.read import Read, cached, states

Array = Any
LAYERS = (20,)
WIDTH, DROP = 128, 0.3
EPOCHS, RATE, DECAY = 4, 1e-3, 0.05
WARM_UP = 100  # steps
LENGTHS, TOKENS_AT_ONCE = (16, 32, 64, 128, 256, 320), 3072
MARKS = "marks.npy"
GOOD_AT_LIMIT = 0.003  # of the words of clean news, for the figures
# Sources whose bias is one: the human reference of a machine translation says how much of it may be good.
LIKE = {"reference": "machine", "clean": "damaged"}


class Piece(NamedTuple):
    """Some tokens in a row: which rows of the states they have, at which of them words end, labels, and the source."""

    rows: slice
    at: list[int]
    labels: list[float]
    source: int


class Seen(NamedTuple):
    """All there is to see of all tokens: states (half precision) and costs."""

    states: Array
    costs: Array

    @property
    def columns(self) -> int:
        """How many numbers a token has."""
        return int(self.states.shape[1] + self.costs.shape[1])

    def of(self, rows: slice) -> torch.Tensor:
        """Those of some tokens, tokens x columns."""
        return torch.from_numpy(np.concatenate([self.states[rows].astype(np.float32), self.costs[rows]], axis=1))


def labelled(read: Read) -> list[tuple[int, int]]:
    """Row and label of the last token of each word whose label is known."""
    ends = {token.span.end: int(token.mark or 0) for token in read.tokens}
    pairs = zip(words(read.item.text), read.item.labels, strict=True)
    return [(ends[word.end], label) for word, label in pairs if label >= 0 and word.end in ends]


def pieces(every: Sequence[Read], sources: Sequence[str]) -> Iterator[Piece]:
    """All texts cut into pieces, alike in length within a text; some short, or shortness would speak of a source.

    Pieces without a label are left out.
    """
    for read in every:
        known = labelled(read)
        source = sources.index(LIKE.get(read.item.source, read.item.source))
        first, last = int(read.tokens[0].mark or 0), int(read.tokens[-1].mark or 0)
        length = LENGTHS[hash_of(read.item.text) % len(LENGTHS)]
        for start in range(first, last + 1, length):
            rows = slice(start, min(start + length, last + 1))
            here = [(row - start, float(label)) for row, label in known if rows.start <= row < rows.stop]
            if here:
                yield Piece(rows, [at for at, _ in here], [label for _, label in here], source)


def batches(some: Sequence[Piece], chance: random.Random) -> Iterator[list[Piece]]:
    """Pieces of like length together, in random order, each once."""
    shuffled = chance.sample(list(some), len(some))
    for start in range(0, len(shuffled), 800):
        part = sorted(shuffled[start : start + 800], key=lambda piece: piece.rows.stop - piece.rows.start)
        batch: list[Piece] = []
        made: list[list[Piece]] = []
        for piece in part:
            if batch and (piece.rows.stop - piece.rows.start) * (len(batch) + 1) > TOKENS_AT_ONCE:
                made.append(batch)
                batch = []
            batch.append(piece)
        made.append(batch)
        yield from chance.sample(made, len(made))


def trained(some: Sequence[Piece], seen: Seen, sources: Sequence[str], seed: int = 0) -> Tagger:
    """A tagger trained on some pieces; the bias of damaged news is put into its last layer."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    tagger = Tagger(LAYERS, (seen.columns - COSTS) // len(LAYERS), WIDTH, DROP)
    bias = torch.nn.Embedding(len(sources), 1)
    torch.nn.init.zeros_(bias.weight)
    optimiser = torch.optim.AdamW([*tagger.parameters(), *bias.parameters()], lr=RATE, weight_decay=DECAY)
    total = EPOCHS * sum(1 for _ in batches(some, chance))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda n: min((n + 1) / WARM_UP, max(0.02, 1 - n / total)))
    for epoch in range(EPOCHS):
        losses = []
        for batch in batches(some, chance):
            odds = tagger(_padded(batch, seen)) + bias(torch.tensor([[piece.source] for piece in batch]))[..., 0]
            text = [i for i, piece in enumerate(batch) for _ in piece.at]
            found = odds[text, [at for piece in batch for at in piece.at]]
            wanted = torch.tensor([label for piece in batch for label in piece.labels])
            loss = torch.nn.functional.binary_cross_entropy_with_logits(found, wanted)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            losses.append(loss.item())
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.4f}", flush=True)
    with torch.no_grad():
        tagger.out.bias += bias.weight[sources.index("damaged")]
    return tagger.eval()


def _padded(batch: Sequence[Piece], seen: Seen) -> torch.Tensor:
    found = torch.zeros(len(batch), max(piece.rows.stop - piece.rows.start for piece in batch), seen.columns)
    for i, piece in enumerate(batch):
        found[i, : piece.rows.stop - piece.rows.start] = seen.of(piece.rows)
    return found


def marked(tagger: Tagger, every: Sequence[Read], seen: Seen, marks: Array) -> None:
    """Write the marks of all tokens of `every` into `marks`."""
    with torch.inference_mode():
        for read in every:
            rows = slice(int(read.tokens[0].mark or 0), int(read.tokens[-1].mark or 0) + 1)
            marks[rows] = tagger(seen.of(rows)[None])[0].numpy()


def fit(cache: Path, target: Path) -> None:
    """Train three taggers; write the marks of two, and the weights of the one that saw all but what is kept aside."""
    every = [read for read in cached(cache) if read.tokens]
    sources = sorted({LIKE.get(read.item.source, read.item.source) for read in every})
    seen = seen_of(every, states(cache, LAYERS))
    marks = np.zeros(len(seen.costs), np.float32)
    for half in (0, 1):
        taught = [read for read in every if not read.item.aside and hash_of(read.item.key) % 2 != half]
        asked = [read for read in every if hash_of(read.item.key) % 2 == half]
        marked(trained(list(pieces(taught, sources)), seen, sources), asked, seen, marks)
    np.save(cache / MARKS, marks)
    tagger = trained(list(pieces([read for read in every if not read.item.aside], sources)), seen, sources)
    write(tagger, target)
    aside = [read for read in every if read.item.aside]
    marked(tagger, aside, seen, marks)
    print_figures(aside, marks)


def seen_of(every: Sequence[Read], found: Array) -> Seen:
    """The states with what each token cost, in the same rows."""
    cost = np.zeros((len(found), COSTS), np.float32)
    for read in every:
        cost[[int(token.mark or 0) for token in read.tokens]] = costs(read.tokens).numpy()
    return Seen(found, cost)


def write(tagger: Tagger, target: Path) -> None:
    """The weights in half precision, with what they were made for."""
    weights = {name: weight.detach().half().contiguous() for name, weight in tagger.state_dict().items()}
    save_file(weights, target, metadata={"model": DEFAULT_LM, "layers": json.dumps(tagger.layers)})


def print_figures(aside: Sequence[Read], marks: Array) -> None:
    """How well bad words are told from good ones, by source; and how many are found at a limit few good words reach."""
    found: dict[str, list[tuple[int, float]]] = {}
    for read in aside:
        found.setdefault(read.item.source, []).extend((label, marks[row]) for row, label in labelled(read))
    clean = np.array([mark for _, mark in found["clean"]])
    limit = np.quantile(clean, 1 - GOOD_AT_LIMIT)
    for source, pairs in sorted(found.items()):
        label, mark = (np.array(column) for column in zip(*pairs, strict=True))
        said = f"{source}: {len(label)} words, bad {label.mean():.3f}, marked {(mark > limit).mean():.4f}"
        if label.any():
            said += f", of the bad {(mark[label == 1] > limit).mean():.3f}; AUC {auc(label, mark):.3f}"
        print(said)


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cache", type=Path)
    parser.add_argument("target", type=Path)
    given = parser.parse_args()
    fit(given.cache, given.target)


if __name__ == "__main__":
    main()
