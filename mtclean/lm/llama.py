"""The Llama architecture, for the built-in model: what it computes is what transformers computes, to rounding.

Importing transformers' own implementation takes longer than reading a whole article with a small model
(benchmarks/README.md), so a folder that holds a plain Llama is read here. Everything else goes through `hub`.

Touvron et al. 2023 (arXiv:2302.13971); grouped queries: Ainslie et al. 2023; rotary positions: Su et al. 2021.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch.nn import functional

from .network import Past, Pieces, Read, identity

CONFIG, WEIGHTS, TOKENIZER, SPECIAL = "config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json"

# What this file computes, with what an absent entry means; a configuration that says else is read by transformers.
PLAIN: dict[str, Any] = {
    "hidden_act": "silu",
    "attention_bias": False,
    "mlp_bias": False,
    "pretraining_tp": 1,
    "quantization_config": None,
}


class Projection(Protocol):
    """A matrix, outputs x inputs, that states are multiplied with."""

    weight: torch.Tensor

    def __call__(self, states: torch.Tensor, /) -> torch.Tensor:
        """Texts x tokens x outputs, from texts x tokens x inputs."""
        ...


class Fixed:
    """A projection as the file has it: read from where it is mapped, unless it was converted."""

    def __init__(self, weight: torch.Tensor) -> None:
        self.weight = weight

    def __call__(self, states: torch.Tensor, /) -> torch.Tensor:
        """See `Projection`."""
        return functional.linear(states, self.weight)


class Layer(NamedTuple):
    """The weights of the two norms, and the projections."""

    before: torch.Tensor
    queries: Projection
    keys: Projection
    values: Projection
    out: Projection
    between: torch.Tensor
    gate: Projection
    up: Projection
    down: Projection


_Angles = tuple[torch.Tensor, torch.Tensor]
_Attention = Callable[[torch.Tensor, torch.Tensor, torch.Tensor], torch.Tensor]


class Llama:
    """A Llama read from safetensors; see `Network`. A broken folder raises what reading its files raises."""

    def __init__(self, folder: Path, dtype: torch.dtype, device: str) -> None:
        said = (folder / CONFIG).read_text(encoding="utf-8")
        config = json.loads(said)
        self.dtype, self.device = dtype, torch.device(device)
        weights = {name: weight.to(device, dtype) for name, weight in load_file(folder / WEIGHTS).items()}
        self._size: int = config.get("head_dim") or config["hidden_size"] // config["num_attention_heads"]
        self._epsilon: float = config["rms_norm_eps"]
        self._turns = _theta(config) ** -(torch.arange(0, self._size, 2, device=self.device) / self._size)
        self._words, self._last = weights["model.embed_tokens.weight"], weights["model.norm.weight"]
        self._out = self._words if config.get("tie_word_embeddings") else weights["lm_head.weight"]
        self.layers = [_layer(weights, at) for at in range(config["num_hidden_layers"])]
        self.width: int = config["hidden_size"]
        self.vocabulary = len(self._out)
        self.longest: int | None = config.get("max_position_embeddings")
        self.identity = identity(folder.name, said, self._words, self._last)

    def read(self, rows: Sequence[Sequence[int]], *, keep: bool = False, layers: Sequence[int] = ()) -> Read:
        """See `Network`; what stands behind a row's end is never looked at, since each token looks back only."""
        width = max(map(len, rows))
        ids = torch.tensor([[*row, *[0] * (width - len(row))] for row in rows], device=self.device)
        return self._pass(ids, torch.arange(width, device=self.device), keep=keep, layers=layers)

    def resume(self, ids: Sequence[int], positions: Sequence[int], mask: torch.Tensor, past: Past) -> Read:
        """See `Network`."""
        row, places = (torch.tensor(numbers, device=self.device) for numbers in (ids, positions))
        return self._pass(row[None], places, mask, past)

    def _pass(
        self,
        ids: torch.Tensor,
        positions: torch.Tensor,
        mask: torch.Tensor | None = None,
        past: Past | None = None,
        *,
        keep: bool = False,
        layers: Sequence[int] = (),
    ) -> Read:
        states = functional.embedding(ids, self._words).float()
        angles = self._angles(positions)
        kept: Past = []
        asked: dict[int, torch.Tensor] = {}

        def attend(before: Past, queries: torch.Tensor, keys: torch.Tensor, values: torch.Tensor) -> torch.Tensor:
            if before:
                keys, values = (torch.cat(pair, dim=2) for pair in zip(before[0], (keys, values), strict=True))
            if keep:
                kept.append((keys, values))
            return functional.scaled_dot_product_attention(
                queries, keys, values, attn_mask=mask, is_causal=mask is None, enable_gqa=True
            )

        for number, layer in enumerate(self.layers, 1):
            before = past[number - 1 : number] if past else []
            states = self._through(layer, states, angles, partial(attend, before))
            asked |= {number: states} if number in layers else {}
        last = self._normal(states, self._last)
        return Read(
            lambda text, rows: last[text, list(rows)] @ self._out.T, kept, tuple(asked[number] for number in layers)
        )

    def both_ways(self, layers: Sequence[Layer], states: torch.Tensor, lengths: Sequence[int]) -> torch.Tensor:
        """`states`, texts x tokens x width, after `layers`, in which each token sees all of its text.

        `layers` are some of this model's, or like them; `lengths` say after how many tokens each text ends.
        """
        places = torch.arange(states.shape[1], device=self.device)
        mask = (places < torch.tensor(lengths, device=self.device)[:, None])[:, None, None, :]
        angles = self._angles(places)
        attend = partial(functional.scaled_dot_product_attention, attn_mask=mask, enable_gqa=True)
        for layer in layers:
            states = self._through(layer, states, angles, attend)
        return states

    def _through(self, layer: Layer, states: torch.Tensor, angles: _Angles, attend: _Attention) -> torch.Tensor:
        cos, sin = angles
        seen = self._normal(states, layer.before)
        queries, keys, values = (self._heads_of(part(seen)) for part in (layer.queries, layer.keys, layer.values))
        queries, keys = (part * cos + _half_turned(part) * sin for part in (queries, keys))
        states = states + layer.out(attend(queries, keys, values).transpose(1, 2).flatten(2)).float()
        seen = self._normal(states, layer.between)
        return states + layer.down(functional.silu(layer.gate(seen)) * layer.up(seen)).float()

    def _angles(self, positions: torch.Tensor) -> _Angles:
        angles = positions[:, None].float() * self._turns
        both = torch.cat([angles, angles], dim=-1)
        return both.cos().to(self.dtype), both.sin().to(self.dtype)

    def _normal(self, states: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
        exact = states.float()
        return weight * (exact * torch.rsqrt(exact.square().mean(-1, keepdim=True) + self._epsilon)).to(self.dtype)

    def _heads_of(self, projected: torch.Tensor) -> torch.Tensor:
        """Texts x heads x tokens x size."""
        return projected.view(*projected.shape[:2], -1, self._size).transpose(1, 2)


def _layer(weights: Mapping[str, torch.Tensor], at: int) -> Layer:
    def of(name: str) -> torch.Tensor:
        return weights[f"model.layers.{at}.{name}.weight"]

    queries, keys, values, out = (Fixed(of(f"self_attn.{part}_proj")) for part in "qkvo")
    gate, up, down = (Fixed(of(f"mlp.{part}_proj")) for part in ("gate", "up", "down"))
    before, between = of("input_layernorm"), of("post_attention_layernorm")
    return Layer(before, queries, keys, values, out, between, gate, up, down)


def _half_turned(part: torch.Tensor) -> torch.Tensor:
    one, other = part.chunk(2, dim=-1)
    return torch.cat([-other, one], dim=-1)


def _theta(config: Mapping[str, Any]) -> float:
    return float((config.get("rope_parameters") or config).get("rope_theta", 10_000.0))


def fits(folder: Path) -> bool:
    """True for a folder with a plain Llama, its weights in one file, and a fast tokenizer that names a first token."""
    if not all((folder / name).is_file() for name in (CONFIG, WEIGHTS, TOKENIZER, SPECIAL)):
        return False
    config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
    turned = config.get("rope_scaling") or config.get("rope_parameters") or {}
    plain = all(config.get(name, value) == value for name, value in PLAIN.items())
    named = config.get("model_type") == "llama" and config.get("architectures") == ["LlamaForCausalLM"]
    return named and plain and turned.get("rope_type", "default") == "default" and bool(_starts(folder))


def pieces(folder: Path) -> Pieces:
    """The tokenizer of a folder that `fits`."""
    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    start = next((i for text in _starts(folder) if (i := tokenizer.token_to_id(text)) is not None), None)
    if start is None:
        raise ValueError("its tokenizer has no first or last token")
    return Pieces(tokenizer, start)


def _starts(folder: Path) -> list[str]:
    special = json.loads((folder / SPECIAL).read_text(encoding="utf-8"))
    named = (special.get(name) for name in ("bos_token", "eos_token"))
    return [token["content"] if isinstance(token, dict) else token for token in named if token]
