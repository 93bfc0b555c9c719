"""Any causal language model that transformers reads, from a folder or by hub name; and GGUF files, once.

Weights are read from safetensors only, and no code that comes with a model is ever run.
"""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file

from .network import Past, Pieces, Read, identity, quickest
from .quiet import transformers


class Hub:
    """A causal language model run by transformers; see `Network`."""

    def __init__(self, name: str, dtype: torch.dtype, device: str) -> None:
        model = _model_class(name).from_pretrained(name, dtype=dtype, trust_remote_code=False, use_safetensors=True)
        self._model = model.to(device).eval()
        self.dtype, self.device = model.dtype, model.device
        self.vocabulary: int = model.get_output_embeddings().weight.shape[0]
        self.longest: int | None = getattr(model.config, "max_position_embeddings", None)
        parameters = list(model.parameters())
        self.identity = identity(name, model.config.to_json_string(), parameters[0], parameters[-1])

    def read(self, rows: Sequence[Sequence[int]], *, keep: bool = False, layers: Sequence[int] = ()) -> Read:
        """See `Network`."""
        width = max(map(len, rows))
        ids = torch.tensor([[*row, *[0] * (width - len(row))] for row in rows], device=self.device)
        mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows], device=self.device)
        with _states(self._model, layers) as states:
            found = self._model(input_ids=ids, attention_mask=mask, use_cache=keep)
        past = [(one.keys, one.values) for one in found.past_key_values.layers] if keep else []
        return Read(lambda text, rows: found.logits[text, list(rows)], past, tuple(states[number] for number in layers))

    def resume(self, ids: Sequence[int], positions: Sequence[int], mask: torch.Tensor, past: Past) -> Read:
        """See `Network`."""
        cache = transformers.DynamicCache()
        for at, (keys, values) in enumerate(past):
            cache.update(keys, values, at)
        found = self._model(
            input_ids=torch.tensor([ids], device=self.device),
            attention_mask=mask[None, None],
            position_ids=torch.tensor([positions], device=self.device),
            past_key_values=cache,
            use_cache=True,
        )
        return Read(lambda text, rows: found.logits[text, list(rows)], [], ())


@contextlib.contextmanager
def _states(model: torch.nn.Module, layers: Sequence[int]) -> Iterator[dict[int, torch.Tensor]]:
    """The states after each of `layers` (counted from 1), there once a pass was made."""
    found: dict[int, torch.Tensor] = {}

    def keep(number: int, _layer: object, _inputs: object, output: torch.Tensor | tuple[torch.Tensor, ...]) -> None:
        found[number] = output[0] if isinstance(output, tuple) else output

    all_layers: Any = model.base_model.layers  # type: ignore[union-attr]
    hooks = [all_layers[number - 1].register_forward_hook(partial(keep, number)) for number in layers]
    try:
        yield found
    finally:
        for hook in hooks:
            hook.remove()


def _model_class(name: str) -> Any:  # noqa: ANN401 - a class that transformers makes up
    """The class that a folder's config names, read without importing every architecture; `Auto...` for a hub name."""
    config = Path(name) / "config.json"
    if config.is_file():
        named = (json.loads(config.read_text(encoding="utf-8")).get("architectures") or [""])[0]
        if named.endswith("ForCausalLM") and hasattr(transformers, named):
            return getattr(transformers, named)
    return transformers.AutoModelForCausalLM


def pieces(name: str) -> Pieces:
    """The tokenizer of a folder or hub name; `ValueError` when it gives no character offsets or has no first token."""
    if (Path(name) / "tokenizer.json").is_file():
        found = transformers.PreTrainedTokenizerFast.from_pretrained(name)
    else:
        found = transformers.AutoTokenizer.from_pretrained(name, trust_remote_code=False)
    if not found.is_fast:
        raise ValueError("its tokenizer gives no character offsets")
    start = next((i for i in (found.bos_token_id, found.eos_token_id) if i is not None), None)
    if start is None:
        raise ValueError("its tokenizer has no first or last token")
    return Pieces(found.backend_tokenizer, start)


def from_gguf(gguf: Path, target: Path) -> None:
    """Read a GGUF file with transformers; write weights, config and tokenizer into the folder `target`.

    Weights are rounded to bfloat16, so that they are the same in each number format, and written in the one that this
    processor is quickest in, so that it reads them from where the file is mapped.
    """
    place = {"pretrained_model_name_or_path": str(gguf.parent), "gguf_file": gguf.name}
    with contextlib.redirect_stderr(io.StringIO()):  # it draws a progress bar of its own
        tokenizer = transformers.AutoTokenizer.from_pretrained(**place)
        model = transformers.AutoModelForCausalLM.from_pretrained(**place, dtype=torch.float32)
    if "<|endoftext|>" in tokenizer.get_vocab():
        tokenizer.bos_token = "<|endoftext|>"  # noqa: S105 - no password
    shared = "lm_head.weight" if model.config.tie_word_embeddings else None
    rounded = ((k, v.to(torch.bfloat16)) for k, v in model.state_dict().items() if k != shared)
    weights = {name: weight.to(quickest()).contiguous() for name, weight in rounded}
    save_file(weights, target / "model.safetensors", metadata={"format": "pt"})
    model.config.dtype = "bfloat16"
    model.config.architectures = [type(model).__name__]
    model.config.save_pretrained(target)
    tokenizer.save_pretrained(target)
