"""Shared fixtures: tiny models made on the spot, and the default model where it is installed."""

from __future__ import annotations

import os
from pathlib import Path

import hypothesis
import pytest

from mtclean.lm import store
from mtclean.settings import DEFAULT_LM

# Where the tests are shared among processes, each has a core of its own: threads beside them would only wait.
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("OMP_NUM_THREADS", "1")

# No test is timed, and every run draws the same examples: a busy machine changes nothing.
hypothesis.settings.register_profile("steady", deadline=None, derandomize=True)
hypothesis.settings.load_profile("steady")

CORPUS = (
    "The minister said on Monday that the bank had raised its rates again. Shares of the bank rose in early trading. "
    "Talks between the two sides will resume in Istanbul next week, officials said, despite the gulf between them. "
) * 8


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests marked `lm` run where the default model is installed (the README's first command does that)."""
    if store.path(DEFAULT_LM) is None:
        skip = pytest.mark.skip(reason=f"needs the language model: run `mtclean model install {DEFAULT_LM}`")
        for item in items:
            if "lm" in item.keywords:
                item.add_marker(skip)


def tiny_llama(folder: Path, vocabulary: int) -> None:
    """A small random Llama in `folder`, written as safetensors."""
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM

    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=vocabulary, hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=4,
        num_key_value_heads=2, max_position_embeddings=512, tie_word_embeddings=False,
        bos_token_id=0, eos_token_id=0,
    )  # fmt: skip
    LlamaForCausalLM(config).save_pretrained(folder)


@pytest.fixture(scope="session")
def byte_level_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny model whose tokenizer puts the space before a word into its first token."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("byte-level")
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=400, special_tokens=["<|end|>"], initial_alphabet=alphabet)
    tokenizer.train_from_iterator([CORPUS], trainer)
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, bos_token="<|end|>", eos_token="<|end|>").save_pretrained(
        folder
    )
    tiny_llama(folder, 400)
    return folder


@pytest.fixture(scope="session")
def sentencepiece_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny model whose tokenizer is a SentencePiece file, as Llama and Gemma have."""
    import json

    import sentencepiece

    folder = tmp_path_factory.mktemp("sentencepiece")
    text = folder / "corpus.txt"
    text.write_text(CORPUS.replace(". ", ".\n"), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(text), model_prefix=str(folder / "tokenizer"), vocab_size=340, model_type="bpe",
        byte_fallback=True, character_coverage=1.0, minloglevel=2,
    )  # fmt: skip
    text.unlink()
    config = {
        "tokenizer_class": "LlamaTokenizer",
        "bos_token": "<s>",
        "eos_token": "</s>",
        "unk_token": "<unk>",
        "legacy": False,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(config))
    tiny_llama(folder, 340)
    return folder


@pytest.fixture(scope="session")
def encoder_decoder_model(tmp_path_factory: pytest.TempPathFactory, sentencepiece_model: Path) -> Path:
    """A tiny random T5 with that SentencePiece tokenizer."""
    import json
    import shutil

    import torch
    from transformers import T5Config, T5ForConditionalGeneration

    folder = tmp_path_factory.mktemp("encoder-decoder")
    shutil.copy(sentencepiece_model / "tokenizer.model", folder / "tokenizer.model")
    known = json.loads((sentencepiece_model / "tokenizer_config.json").read_text())
    (folder / "tokenizer_config.json").write_text(json.dumps(known | {"pad_token": "<unk>"}))
    torch.manual_seed(0)
    config = T5Config(
        vocab_size=340, d_model=32, d_kv=8, d_ff=64, num_layers=2, num_heads=4,
        decoder_start_token_id=0, pad_token_id=0, eos_token_id=2,
    )  # fmt: skip
    T5ForConditionalGeneration(config).save_pretrained(folder)
    return folder
