"""A model that writes sentences anew: any sequence-to-sequence or instruction model that transformers reads.

What it writes is only ever a proposal. Weights are read from safetensors only, and no code that comes with a model is
ever run.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import torch
from safetensors import SafetensorError

from .causal import usable
from .network import identity
from .quiet import transformers
from .store import ModelError

VERSIONS = 3  # of each sentence
LONGER, MORE_TOKENS = 1.2, 8  # a version may have so many times the tokens of the sentence, and some more
AT_ONCE = 8


class Rewriter:
    """Writes sentences anew by beam search; see `rewrites.reduce.Writer`."""

    def __init__(self, name: str, instruction: str, dtype: torch.dtype, device: str) -> None:
        safely: dict[str, Any] = {"trust_remote_code": False}
        config = transformers.AutoConfig.from_pretrained(name, **safely)
        kinds = transformers.AutoModelForCausalLM, transformers.AutoModelForSeq2SeqLM
        kind = kinds[bool(config.is_encoder_decoder)]
        model: Any = kind.from_pretrained(name, dtype=dtype, use_safetensors=True, **safely)
        self._model = model.to(device).eval()
        self._tokenizer: Any = transformers.AutoTokenizer.from_pretrained(name, padding_side="left", **safely)
        if self._tokenizer.pad_token_id is None:
            self._tokenizer.pad_token = self._tokenizer.eos_token
        self._instruction = instruction
        self._continues = not config.is_encoder_decoder
        parameters = list(model.parameters())
        told = json.dumps([config.to_dict(), instruction], sort_keys=True, default=str)
        self.name = identity(name, told, parameters[0], parameters[-1])

    def rewritten(self, sentences: Sequence[str]) -> list[list[str]]:
        """Up to VERSIONS versions of each sentence, the likeliest first; line breaks are blanks."""
        found: list[list[str]] = []
        for at in range(0, len(sentences), AT_ONCE):
            found += self._written([" ".join(sentence.split()) for sentence in sentences[at : at + AT_ONCE]])
        return found

    def _written(self, sentences: Sequence[str]) -> list[list[str]]:
        asked = self._tokenizer([self._asked(one) for one in sentences], return_tensors="pt", padding=True)
        size = max(len(ids) for ids in self._tokenizer(list(sentences))["input_ids"])
        with torch.inference_mode():
            made = self._model.generate(
                input_ids=asked["input_ids"].to(self._model.device),
                attention_mask=asked["attention_mask"].to(self._model.device),
                max_new_tokens=int(LONGER * size) + MORE_TOKENS,
                num_beams=VERSIONS,
                num_return_sequences=VERSIONS,
                do_sample=False,
                pad_token_id=self._tokenizer.pad_token_id,
            )
        made = made[:, asked["input_ids"].shape[1] :] if self._continues else made
        said = self._tokenizer.batch_decode(made, skip_special_tokens=True)
        lines = [(one.strip().splitlines() or [""])[0].strip() for one in said]
        return [list(dict.fromkeys(lines[at : at + VERSIONS])) for at in range(0, len(lines), VERSIONS)]

    def _asked(self, sentence: str) -> str:
        told = self._instruction.replace("{}", sentence)
        if not self._continues or not self._tokenizer.chat_template:
            return told
        turns = [{"role": "user", "content": told}]
        asked: str = self._tokenizer.apply_chat_template(turns, tokenize=False, add_generation_prompt=True)
        return asked


def load_rewriter(name: str, instruction: str, *, dtype: str = "auto", device: str = "auto") -> Rewriter:
    """A rewriter from a model folder or hub name; `ModelError` when it is not there or cannot be used."""
    try:
        return Rewriter(name, instruction, *usable(dtype, device))
    except (OSError, ValueError, ImportError, KeyError, SafetensorError) as error:
        said = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise ModelError(f"cannot load the rewriter {name!r}: {said}", "is the name or folder right?") from error
