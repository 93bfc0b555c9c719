"""The tagger: a small network over the language model's own states that has read both sides of a word.

It says how likely an editor would change each word. The states come out of the one pass that measures surprisal, so it
costs next to nothing; it knows only the model it was trained on (training/tagger.py). Weights are package data.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import as_file, files

import torch
from safetensors import safe_open

from .scorer import TokenScore

FILE = "tagger.safetensors"
COSTS = 4
BITS, ENTROPY, BOUNDARY = 5.0, 4.0, 4.0  # about one standard deviation each
MOST_BITS, MOST_BOUNDARY = 25.0, 10.0
STEP, AROUND = 192, 64  # tokens marked at once, and how many more are read on each side: pieces are read side by side
PIECE = STEP + 2 * AROUND


class Tagger(torch.nn.Module):
    """Recurrent in both directions (Cho et al. 2014) over the states after `layers`, with what each token cost."""

    def __init__(self, layers: Sequence[int], size: int, width: int, drop: float = 0.0) -> None:
        super().__init__()
        self.layers = tuple(layers)
        self.narrow = torch.nn.Linear(len(self.layers) * size + COSTS, width)
        self.both_ways = torch.nn.GRU(width, width, bidirectional=True, batch_first=True)
        self.out = torch.nn.Linear(2 * width, 1)
        self.drop = torch.nn.Dropout(drop)

    def forward(self, seen: torch.Tensor) -> torch.Tensor:
        """Log odds for each token, texts x tokens, from texts x tokens x `seen_by` columns."""
        narrow = self.drop(torch.nn.functional.silu(self.narrow(seen)))
        found, _ = self.both_ways(narrow)
        odds: torch.Tensor = self.out(self.drop(found))[..., 0]
        return odds

    def marks(self, states: Sequence[torch.Tensor], tokens: Sequence[TokenScore]) -> list[float]:
        """The log odds, in nats, of each of `tokens`; `states` are tokens x size, one for each of `layers`."""
        seen = seen_by(states, tokens)
        firsts = range(0, len(seen), STEP)
        starts = [max(0, min(first - AROUND, len(seen) - PIECE)) for first in firsts]
        odds = self(torch.stack([seen[start : start + PIECE] for start in starts]))
        found = [row[first - start :][:STEP] for row, first, start in zip(odds, firsts, starts, strict=True)]
        marks: list[float] = torch.cat(found).tolist()
        return marks


def seen_by(states: Sequence[torch.Tensor], tokens: Sequence[TokenScore]) -> torch.Tensor:
    """What the tagger sees of each token, tokens x columns: the states, each scaled, and what the token cost."""
    return torch.cat([*map(scaled, states), costs(tokens).to(states[0].device)], dim=-1)


def scaled(states: torch.Tensor) -> torch.Tensor:
    """States with mean square 1, in float32."""
    exact = states.float()
    return exact / (exact.square().mean(dim=-1, keepdim=True).sqrt() + 1e-6)


def costs(tokens: Sequence[TokenScore]) -> torch.Tensor:
    """What each token cost, tokens x COSTS, about 1 where it is much."""
    return torch.tensor([
        (min(t.bits, MOST_BITS) / BITS, t.entropy / ENTROPY, min(t.boundary, MOST_BOUNDARY) / BOUNDARY, float(t.begins))
        for t in tokens
    ])  # fmt: skip


def tagger(model: str) -> Tagger | None:
    """The tagger of the package for the model it was trained on; None for any other."""
    with as_file(files("mtclean") / "data" / FILE) as path, safe_open(path, framework="pt") as file:
        made_for = file.metadata()
        if made_for["model"] != model:
            return None
        weights = {name: file.get_tensor(name).float() for name in file.keys()}  # noqa: SIM118 - it is no dictionary
    width, columns = weights["narrow.weight"].shape
    layers = json.loads(made_for["layers"])
    found = Tagger(layers, (columns - COSTS) // len(layers), width)
    found.load_state_dict(weights)
    return found.eval()
