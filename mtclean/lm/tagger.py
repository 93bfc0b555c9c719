"""The tagger: how likely an editor would change each word, judged by a reader of both of its sides.

It takes the language model's states half way up and sends them through the next layers once more, where every token
now sees the whole text and the projections are changed a little (LoRA: Hu et al. 2021); the upper states and what each
token cost are judged with the outcome. So it knows only the model it was trained on (training/tagger.py), shares its
weights, and costs a fraction of the pass that measures surprisal. Its own weights are package data.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import as_file, files
from typing import NamedTuple

import torch
from safetensors import safe_open
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence

from .llama import Layer, Llama, Projection
from .network import Network
from .scorer import TokenScore

FILE = "tagger.safetensors"
COSTS = 4
BITS, ENTROPY, BOUNDARY = 5.0, 4.0, 4.0  # about one standard deviation each
MOST_BITS, MOST_BOUNDARY = 25.0, 10.0
SIZE = 6.9  # root mean square of a usual state half way up
STEP, AROUND = 256, 32  # tokens marked at once, and how many more are read on each side: pieces are read side by side
PIECE = STEP + 2 * AROUND


class Shape(NamedTuple):
    """Which states are seen: those after `lower` go through the `again` layers behind it once more, those after `upper`
    are judged as they are. `rank` is that of the changes, `width` that of the judgement.
    """

    lower: int
    again: int
    upper: int
    rank: int
    width: int


class Adapted(torch.nn.Module):
    """A projection of the model with a change of low rank beside it, at first none."""

    def __init__(self, fixed: Projection, rank: int) -> None:
        super().__init__()
        self.weight = fixed.weight
        outputs, inputs = fixed.weight.shape
        self.narrow = torch.nn.Parameter(torch.randn(rank, inputs) / inputs**0.5)
        self.widen = torch.nn.Parameter(torch.zeros(outputs, rank))

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        """See `Projection`."""
        change = functional.linear(functional.linear(states, self.narrow), self.widen)
        return functional.linear(states, self.weight) + change


class Reread(torch.nn.Module):
    """A layer of the model whose projections are adapted."""

    def __init__(self, layer: Layer, rank: int) -> None:
        super().__init__()
        for name, part in layer._asdict().items():
            norm = isinstance(part, torch.Tensor)
            setattr(self, name, torch.nn.Parameter(part.float().clone()) if norm else Adapted(part, rank))

    def layer(self) -> Layer:
        """The same as a layer of a model."""
        return Layer(*(getattr(self, name) for name in Layer._fields))


class Tagger(torch.nn.Module):
    """The model's middle layers once more, reading both ways, and a judgement of two layers."""

    def __init__(self, network: Llama, shape: Shape, drop: float = 0.0) -> None:
        super().__init__()
        self.layers = (shape.lower, shape.upper)
        self._network = network
        changed = [Reread(layer, shape.rank) for layer in network.layers[shape.lower : shape.lower + shape.again]]
        self.again = torch.nn.ModuleList(changed)
        self._again = [one.layer() for one in changed]
        self.paid = torch.nn.Linear(COSTS, network.width)
        for weights in self.paid.parameters():
            torch.nn.init.zeros_(weights)
        self.narrow = torch.nn.Linear(2 * network.width + COSTS, shape.width)
        self.out = torch.nn.Linear(shape.width, 1)
        self.drop = torch.nn.Dropout(drop)

    def forward(self, seen: torch.Tensor, lengths: Sequence[int]) -> torch.Tensor:
        """Log odds for each token, texts x tokens, from texts x tokens x `seen_by` columns; texts end at `lengths`."""
        width = self._network.width
        lower, upper, cost = torch.split(seen, [width, width, COSTS], dim=-1)
        states = lower * SIZE + self.paid(cost)
        again = scaled(self._network.both_ways(self._again, states, lengths))
        narrow = functional.silu(self.narrow(self.drop(torch.cat([again, upper, cost], dim=-1))))
        odds: torch.Tensor = self.out(self.drop(narrow))[..., 0]
        return odds

    def marks(self, texts: Sequence[torch.Tensor]) -> list[list[float]]:
        """The log odds, in nats, of each token of each of `texts`, which are tokens x `seen_by` columns."""
        cuts = [_Cut(i, first, len(seen)) for i, seen in enumerate(texts) for first in range(0, len(seen), STEP)]
        pieces = [texts[cut.text][cut.start : cut.start + PIECE] for cut in cuts]
        odds = self(pad_sequence(pieces, batch_first=True), [len(piece) for piece in pieces])
        found: list[list[float]] = [[] for _ in texts]
        for cut, row in zip(cuts, odds, strict=True):
            found[cut.text] += row[cut.first - cut.start :][: min(STEP, cut.length - cut.first)].tolist()
        return found


class _Cut(NamedTuple):
    """Some tokens of a text of `length`: those marked begin at `first`."""

    text: int
    first: int
    length: int

    @property
    def start(self) -> int:
        """Where the piece begins that is read for them."""
        return max(0, min(self.first - AROUND, self.length - PIECE))


def seen_by(states: Sequence[torch.Tensor], tokens: Sequence[TokenScore]) -> torch.Tensor:
    """What the tagger sees of each token, tokens x columns: the states, each scaled, and what the token cost.

    `states` are those after `Tagger.layers`, each tokens x width.
    """
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


def tagger(model: str, network: Network) -> Tagger | None:
    """The tagger of the package for the model it was trained on; None for any other."""
    with as_file(files("mtclean") / "data" / FILE) as path, safe_open(path, framework="pt") as file:
        made_for = file.metadata()
        if made_for["model"] != model or not isinstance(network, Llama):
            return None
        weights = {name: file.get_tensor(name).float() for name in file.keys()}  # noqa: SIM118 - it is no dictionary
    found = Tagger(network, Shape(**json.loads(made_for["shape"])))
    found.load_state_dict(weights)
    found.again.to(network.dtype)
    return found.to(network.device).eval()
