"""Train the tagger: `mtclean/data/tagger.safetensors`.

    python -m training.tagger CACHE mtclean/data/tagger.safetensors

CACHE was written by training/read.py. Fifty minutes on two quiet cores. A tenth of the documents is kept aside: for the
figures printed at the end, and because from the marks of these (CACHE/marks.npy; nothing for all others)
training/surprise.py learns how far a mark may be trusted. Seeds are fixed.

How often words are bad differs from source to source (a post-editor of Nepali changes 6 of 10), which says nothing of
an article: each source has a bias of its own while training, and the shipped tagger has that of garbled articles.
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
from torch.nn.utils.rnn import pad_sequence

from benchmarks.metrics import auc
from mtclean.lm import store
from mtclean.lm.llama import Llama
from mtclean.lm.tagger import COSTS, Shape, Tagger, costs
from mtclean.settings import DEFAULT_LM
from mtclean.text import words
from training.corpus import hash_of
from training.read import LAYERS, Read, cached, states

Array = Any
SHAPE = Shape(lower=LAYERS[0], again=8, upper=LAYERS[1], rank=16, width=128)
DROP = 0.1
EPOCHS, DECAY = 2, 0.01
RATE, RATE_OF_JUDGEMENT = 7e-4, 1e-3
WARM_UP = 50  # steps
LENGTHS, TOKENS_AT_ONCE = (16, 32, 64, 128, 256), 640
MARKS = "marks.npy"
GOOD_AT_LIMIT = 0.003  # of the words of clean news, for the figures
# Sources whose bias is one: the human reference of a machine translation says how much of it may be good.
LIKE = {"reference": "machine", "clean": "damaged", "written": "garbled"}
OFTEN = {"garbled": 2, "written": 2}  # how often a text is seen in an epoch: these are most like what is to be marked


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

    def of(self, rows: slice) -> torch.Tensor:
        """Those of some tokens, tokens x columns."""
        return torch.from_numpy(np.concatenate([self.states[rows].astype(np.float32), self.costs[rows]], axis=1))


def labelled(read: Read) -> list[tuple[int, int]]:
    """Row and label of the last token of each word whose label is known."""
    ends = {token.span.end: int(token.mark or 0) for token in read.tokens}
    pairs = zip(words(read.item.text), read.item.labels, strict=True)
    return [(ends[word.end], label) for word, label in pairs if label >= 0 and word.end in ends]


def pieces(every: Sequence[Read], sources: Sequence[str]) -> Iterator[Piece]:
    """All texts cut into pieces, alike in length within a text; some short, or shortness would speak of a source. Each
    turn of a text has another length.

    Pieces without a label are left out.
    """
    for read in every:
        known = labelled(read)
        source = sources.index(LIKE.get(read.item.source, read.item.source))
        first, last = int(read.tokens[0].mark or 0), int(read.tokens[-1].mark or 0)
        for turn in range(OFTEN.get(read.item.source, 1)):
            length = LENGTHS[(hash_of(read.item.text) + turn) % len(LENGTHS)]
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


def trained(some: Sequence[Piece], seen: Seen, sources: Sequence[str]) -> Tagger:
    """A tagger trained on some pieces; the bias of garbled articles is put into its last layer."""
    torch.manual_seed(0)
    chance = random.Random(0)
    tagger = Tagger(Llama(store.install(DEFAULT_LM), torch.float32, "cpu"), SHAPE, DROP)
    bias = torch.nn.Embedding(len(sources), 1)
    torch.nn.init.zeros_(bias.weight)
    slow = list(tagger.again.parameters())
    quick = [weight for name, weight in tagger.named_parameters() if not name.startswith("again.")]
    optimiser = torch.optim.AdamW(
        [{"params": slow, "lr": RATE}, {"params": [*quick, *bias.parameters()], "lr": RATE_OF_JUDGEMENT}],
        weight_decay=DECAY,
    )
    total = EPOCHS * sum(1 for _ in batches(some, chance))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda n: min((n + 1) / WARM_UP, max(0.02, 1 - n / total)))
    for epoch in range(EPOCHS):
        losses = []
        for batch in batches(some, chance):
            odds = tagger(*_padded(batch, seen)) + bias(torch.tensor([[piece.source] for piece in batch]))[..., 0]
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
            if len(losses) % 100 == 0:
                print(f"epoch {epoch + 1}, step {len(losses)}: loss {np.mean(losses[-100:]):.4f}", flush=True)
    with torch.no_grad():
        tagger.out.bias += bias.weight[sources.index("garbled")]
    return tagger.eval()


def _padded(batch: Sequence[Piece], seen: Seen) -> tuple[torch.Tensor, list[int]]:
    pieces = [seen.of(piece.rows) for piece in batch]
    return pad_sequence(pieces, batch_first=True), [len(piece) for piece in pieces]


def fit(cache: Path, target: Path) -> None:
    """Train the tagger on all but what is kept aside; write its weights, and the marks of the latter."""
    every = [read for read in cached(cache) if read.tokens]
    sources = sorted({LIKE.get(read.item.source, read.item.source) for read in every})
    seen = seen_of(every, states(cache))
    tagger = trained(list(pieces([read for read in every if not read.item.aside], sources)), seen, sources)
    write(tagger, target)
    aside = [read for read in every if read.item.aside]
    marks = np.full(len(seen.costs), np.nan, np.float32)
    with torch.inference_mode():
        for read in aside:
            rows = slice(int(read.tokens[0].mark or 0), int(read.tokens[-1].mark or 0) + 1)
            [marks[rows]] = tagger.marks([seen.of(rows)])
    np.save(cache / MARKS, marks)
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
    save_file(weights, target, metadata={"model": DEFAULT_LM, "shape": json.dumps(SHAPE._asdict())})


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
