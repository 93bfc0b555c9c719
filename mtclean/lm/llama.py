"""The Llama architecture, for the built-in model: what it computes is what transformers computes, to rounding.

Importing transformers' own implementation takes longer than reading a whole article with a small model
(benchmarks/README.md), so a folder that holds a plain Llama is read here. Everything else goes through `hub`.

Touvron et al. 2023 (arXiv:2302.13971); grouped queries: Ainslie et al. 2023; rotary positions: Su et al. 2021.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

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


class _Layer(NamedTuple):
    before: torch.Tensor
    queries_keys_values: torch.Tensor
    out: torch.Tensor
    between: torch.Tensor
    gate_up: torch.Tensor
    down: torch.Tensor


class Llama:
    """A Llama read from safetensors; see `Network`. A broken folder raises what reading its files raises."""

    def __init__(self, folder: Path, dtype: torch.dtype, device: str) -> None:
        said = (folder / CONFIG).read_text(encoding="utf-8")
        config = json.loads(said)
        self.dtype, self.device = dtype, torch.device(device)
        weights = load_file(folder / WEIGHTS)
        self._heads: int = config["num_attention_heads"]
        self._pairs: int = config["num_key_value_heads"]
        self._size: int = config.get("head_dim") or config["hidden_size"] // self._heads
        self._epsilon: float = config["rms_norm_eps"]
        self._turns = _theta(config) ** -(torch.arange(0, self._size, 2, device=self.device) / self._size)
        self._words, self._last = (
            weights[f"model.{name}.weight"].to(device, dtype) for name in ("embed_tokens", "norm")
        )
        tied = config.get("tie_word_embeddings")
        self._out = self._words if tied else weights["lm_head.weight"].to(device, dtype)
        layers = (_layer(weights, at) for at in range(config["num_hidden_layers"]))
        self._layers = [_Layer(*(weight.to(device, dtype) for weight in layer)) for layer in layers]
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
        angles = positions[:, None].float() * self._turns
        cos, sin = (torch.cat([part, part], dim=-1).to(self.dtype) for part in (angles.cos(), angles.sin()))
        states = functional.embedding(ids, self._words)
        kept: Past = []
        asked: dict[int, torch.Tensor] = {}
        for number, one in enumerate(self._layers, 1):
            queries, keys, values = self._parts(self._normal(states, one.before) @ one.queries_keys_values.T)
            queries, keys = (part * cos + _half_turned(part) * sin for part in (queries, keys))
            if past:
                keys, values = (torch.cat(pair, dim=2) for pair in zip(past[number - 1], (keys, values), strict=True))
            seen = functional.scaled_dot_product_attention(
                queries, keys, values, attn_mask=mask, is_causal=mask is None, enable_gqa=True
            )
            states = states + seen.transpose(1, 2).flatten(2) @ one.out.T
            gate, up = (self._normal(states, one.between) @ one.gate_up.T).chunk(2, dim=-1)
            states = states + (functional.silu(gate) * up) @ one.down.T
            kept += [(keys, values)] if keep else []
            asked |= {number: states} if number in layers else {}
        last = self._normal(states, self._last)
        return Read(
            lambda text, rows: last[text, list(rows)] @ self._out.T, kept, tuple(asked[number] for number in layers)
        )

    def _normal(self, states: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
        exact = states.float()
        return weight * (exact * torch.rsqrt(exact.square().mean(-1, keepdim=True) + self._epsilon)).to(self.dtype)

    def _parts(self, projected: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Queries, keys and values, each texts x heads x tokens x size."""
        heads = projected.view(*projected.shape[:2], -1, self._size).transpose(1, 2)
        queries, keys, values = torch.split(heads, [self._heads, self._pairs, self._pairs], dim=1)
        return queries, keys, values


def _layer(weights: Mapping[str, torch.Tensor], at: int) -> _Layer:
    def of(name: str) -> torch.Tensor:
        return weights[f"model.layers.{at}.{name}.weight"]

    projections = torch.cat([of(f"self_attn.{part}_proj") for part in "qkv"])
    gate_up = torch.cat([of("mlp.gate_proj"), of("mlp.up_proj")])
    out, down = of("self_attn.o_proj"), of("mlp.down_proj")
    return _Layer(of("input_layernorm"), projections, out, of("post_attention_layernorm"), gate_up, down)


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
