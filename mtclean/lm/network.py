"""What the scorer asks of a network and its tokenizer, run by this package (`llama`) or by transformers (`hub`)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

import torch
from tokenizers import Tokenizer

from ..values import Span

Past = list[tuple[torch.Tensor, torch.Tensor]]
SPACE_MARKS = ("Ġ", "Ċ", "ĉ", "č", "▁", "<0x0A>", "<0x09>", "<0x0D>", "<0x20>")


class Read(NamedTuple):
    """What one pass over a batch gave.

    `logits(text, rows)` are those of some tokens of one text, rows x vocabulary; nobody holds all of them at once, as
    they are a hundred times larger than the states they come from. `past` holds keys and values, layer by layer, each
    texts x heads x tokens x size; it is empty when nobody asked to keep it. `states` are those after each of the layers
    asked for, texts x tokens x width.
    """

    logits: Callable[[int, Sequence[int]], torch.Tensor]
    past: Past
    states: tuple[torch.Tensor, ...]


class Network(Protocol):
    """A causal language model; it reads `longest` tokens at once, and `identity` changes with its weights."""

    identity: str
    vocabulary: int
    longest: int | None
    dtype: torch.dtype
    device: torch.device

    def read(self, rows: Sequence[Sequence[int]], *, keep: bool = False, layers: Sequence[int] = ()) -> Read:
        """Read token ids from their beginning, rows of any lengths; what lies behind a row's end means nothing."""
        ...

    def resume(self, ids: Sequence[int], positions: Sequence[int], mask: torch.Tensor, past: Past) -> Read:
        """Read one row on top of `past`; `mask` is added to the attention weights, tokens x (past + tokens)."""
        ...


class Pieces:
    """A tokenizer: ids with the characters they cover, never adding tokens, and reading special ones as plain text."""

    def __init__(self, tokenizer: Tokenizer, start: int) -> None:
        tokenizer.encode_special_tokens = True
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer, self.start = tokenizer, start

    def of(self, text: str) -> tuple[list[int], list[Span]]:
        """Token ids of `text` and the span of each."""
        found = self._tokenizer.encode(text, add_special_tokens=False)
        return found.ids, [Span(*pair) for pair in found.offsets]

    def of_many(self, texts: Sequence[str]) -> list[tuple[list[int], list[Span]]]:
        """The same for many texts at once, which is quicker."""
        every = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [(found.ids, [Span(*pair) for pair in found.offsets]) for found in every]

    def beginnings(self, size: int) -> torch.Tensor:
        """1.0 for each of `size` token ids that cannot continue a word: space, punctuation, special, or unused."""
        special = {i for i, token in self._tokenizer.get_added_tokens_decoder().items() if token.special}
        pieces = [self._tokenizer.id_to_token(i) for i in range(size)]
        flags = [i in special or piece is None or _begins_word(piece) for i, piece in enumerate(pieces)]
        return torch.tensor(flags, dtype=torch.float32)


def _begins_word(piece: str) -> bool:
    """True when a token starts anew: a space mark, or a character that no word contains (an apostrophe may)."""
    if piece.startswith(SPACE_MARKS):
        return True
    if piece.startswith("<0x") or not piece:
        return False
    return not (piece[0].isalnum() or piece[0] in "'’_" or ord(piece[0]) > 0x7E)


def quickest() -> torch.dtype:
    """bfloat16 where the processor multiplies it quicker, in matrix units or in AMD's vectors of 512 bits.

    Measured: an AMD EPYC without matrix units is 2.4 times as quick in bfloat16, an Intel Xeon without them was slower.
    """
    known: dict[str, object] = getattr(torch.cpu, "get_capabilities", dict)()
    vectors = known.get("avx512_bf16") and "AMD" in str(known.get("cpu_name"))
    return torch.bfloat16 if known.get("amx_bf16") or vectors else torch.float32


def identity(name: str, config: str, *weights: torch.Tensor) -> str:
    """Name and eight digits that change with the configuration and with the first values of each of `weights`."""
    digest = hashlib.sha256(config.encode())
    for weight in weights:
        digest.update(weight.detach().flatten()[:4096].float().cpu().numpy().tobytes())
    return f"{Path(name).name}@{digest.hexdigest()[:8]}"
