"""A model that writes sentences anew: how it is loaded and asked, and what is left of its proposals."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import torch

from mtclean.lm import start, store
from mtclean.lm.rewriter import VERSIONS, load_rewriter
from mtclean.pipeline import Cleaner
from mtclean.rewrites.operations import Run
from mtclean.rewrites.reduce import PER_WORD, reduced
from mtclean.settings import DEFAULT_LM, INSTRUCTION, Settings
from mtclean.text import words
from mtclean.values import Document, Span

TEXT = "On Monday the 12 ministers of Mali “drew them” to the air plans."
FIXED = ("On", "Monday", "12", "Mali")


def repaired(version: str, first: str = "the", last: str = "plans", text: str = TEXT) -> list[str]:
    """The texts that `version` makes, a repair each, where the words from `first` to `last` are doubted."""
    inside = Span(text.index(first), text.index(last) + len(last))
    found = [word for word in words(text) if inside.holds(word)]
    run = Run(text, found, [word.of(text) in FIXED for word in found], opens=False)
    whole = Span(0, len(text))
    return [
        text[: one.span.start] + one.new + text[one.span.end :]
        for one in reduced(run, whole, version)
        if one.cost >= PER_WORD
    ]


def test_each_change_is_a_repair_of_its_own_and_those_close_by_are_one_together() -> None:
    assert repaired(TEXT.replace("to the air", "in the new air")) == [
        TEXT.replace("to the air", "in the air"),
        TEXT.replace("the air", "the new air"),
        TEXT.replace("to the air", "in the new air"),
    ]
    assert repaired(TEXT.replace("drew them", "drew")) == [TEXT.replace("them” to", "to")]


def test_what_is_written_elsewhere_is_dropped() -> None:
    assert repaired(TEXT.replace("ministers", "soldiers"), first="drew") == []
    assert repaired("A quite other sentence.") == []


@pytest.mark.parametrize(
    ("old", "new"), [("12", "13"), ("12 ministers", "ministers"), ("Mali", "Chad"), ("ministers", "Premiers"),
                     ("the air", "2 air"), ("plans", "plans of Chad"), ("the 12", "12 of the")],
)  # fmt: skip
def test_names_and_digits_stay(old: str, new: str) -> None:
    for text in repaired(TEXT.replace(old, new)):
        assert [word for word in text.split() if not word.islower()] == [w for w in TEXT.split() if not w.islower()]


def test_the_first_word_of_a_sentence_stays() -> None:
    run = Run("So he wait", words("So he wait"), [False] * 3, opens=True)
    assert [o.new for o in reduced(run, Span(0, 10), "he waited")] == ["waited"]


def test_another_order_is_one_repair() -> None:
    text = "they met in the hall of city in London"
    assert text.replace("hall of city", "city hall") in repaired(
        text.replace("hall of city", "city hall"), "hall", "city", text
    )


def test_nothing_is_left_empty() -> None:
    run = Run("They drew them home.", [Span(10, 14)], [False], opens=False)
    assert list(reduced(run, Span(0, 20), "They drew home.")) == []


# --- the model ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", ["encoder_decoder_model", "sentencepiece_model", "byte_level_model"])
def test_any_kind_of_model_writes_some_versions_of_each_sentence(model: str, request: pytest.FixtureRequest) -> None:
    folder = str(request.getfixturevalue(model))
    rewriter = load_rewriter(folder, INSTRUCTION, dtype="float32", device="cpu")
    sentences = ["The bank rose\non Monday.", "Talks resume.", "Officials said that the two sides will resume."]
    found = rewriter.rewritten(sentences * 3)
    assert [1 <= len(versions) <= VERSIONS for versions in found] == [True] * 9
    assert all("\n" not in version for versions in found for version in versions)
    assert found[:3] == rewriter.rewritten(sentences)
    assert rewriter.name.startswith(f"{Path(folder).name}@")
    assert rewriter.name != load_rewriter(folder, "grammar: {}", dtype="float32", device="cpu").name


def test_a_rewriter_that_is_not_there_is_one_sentence(tmp_path: Path, byte_level_model: Path) -> None:
    with pytest.raises(store.ModelError, match=r"cannot load the rewriter .*nowhere"):
        load_rewriter(str(tmp_path / "nowhere"), INSTRUCTION)
    folder = tmp_path / "pickled"
    folder.mkdir()
    for file in byte_level_model.iterdir():
        if file.suffix != ".safetensors":
            (folder / file.name).write_bytes(file.read_bytes())
    torch.save({}, folder / "pytorch_model.bin")
    with pytest.raises(store.ModelError, match="cannot load the rewriter"):
        load_rewriter(str(folder), INSTRUCTION)


@pytest.mark.parametrize("settings", [Settings(rewriter="x", tagger=False), Settings(rewriter="x", lm="some/folder")])
def test_a_rewriter_needs_the_tagger(settings: Settings) -> None:
    with pytest.raises(store.ModelError, match="only where the tagger doubts words"):
        start.rewriter(settings)
    assert start.rewriter(Settings()) is None


class Said:
    """A rewriter that says what it was given to say."""

    name = "said@0"

    def __init__(self, *versions: str) -> None:
        self.versions, self.asked = list(versions), []

    def rewritten(self, sentences: Sequence[str]) -> list[list[str]]:
        self.asked += sentences
        return [self.versions for _ in sentences]


@pytest.mark.lm
def test_what_a_rewriter_writes_must_win_the_same_test() -> None:
    text = (
        "Officials said on Monday that the company threw its annual meeting yesterday into the hall of city in London."
    )
    cleaner = Cleaner()
    said = Said(text.replace("hall of city", "city hall"), text.replace("hall of city", "zebra of paper"))
    cleaner.__dict__["rewriter"] = said
    (reading,) = cleaner.readings([Document("a", text)])
    shown = {rewrite.new: rewrite.net for rewrite in reading.rewrites}
    assert said.asked == [text]
    assert cleaner.signature.endswith("|rewriter:said@0")
    assert shown.get("city hall", -99.0) > shown.get("zebra of paper", -99.0)
    assert DEFAULT_LM in cleaner.signature


@pytest.mark.lm
def test_a_rewriter_is_not_asked_about_endless_sentences() -> None:
    cleaner, said = Cleaner(), Said("So be it.")
    cleaner.__dict__["rewriter"] = said
    cleaner.check("The company threw into the hall of city its meeting and drew of arrows bank the " * 20)
    assert said.asked == []
