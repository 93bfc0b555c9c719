"""Every rule explains itself, and its examples are true: the bad ones are flagged by it, the good ones are not."""

from __future__ import annotations

import re

import pytest

from mtclean.detect import RULES, selected
from mtclean.names.dictionary import Dictionary
from mtclean.names.resolve import mentions
from mtclean.names.style import HouseStyle
from mtclean.pipeline import Cleaner
from mtclean.reading import Reading, Rule
from mtclean.settings import Settings, SettingsError
from mtclean.text import quotations, sentences
from mtclean.values import CHANNELS, Document, Flag, Safety

NEED_A_MODEL = {
    "number-agreement", "pivot-confusion", "pronoun-agreement", "unlikely-name", "unlikely-wording", "wrong-article",
}  # fmt: skip
# Says nothing of a sound article, so no short text is an example of what it flags.
NEED_DAMAGE = {"doubtful-name", "reworded-name"}
NAMES = [rule.name for rule in RULES]


def examples(*, model: bool) -> list[object]:
    """A parameter for each example: the rule, the text, and whether the rule should flag it."""
    return [
        pytest.param(rule, text, bad, id=f"{rule.name}-{'bad' if bad else 'good'}-{i}")
        for rule in RULES
        if (rule.name in NEED_A_MODEL) == model
        for bad, texts in ((True, rule.bad), (False, rule.good))
        for i, text in enumerate(texts, 1)
    ]


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return Dictionary.open()


@pytest.fixture(scope="module")
def cleaner() -> Cleaner:
    return Cleaner()


def found(rule: Rule, text: str, dictionary: Dictionary, damage: float = 0.0) -> list[Flag]:
    """What a rule that needs no language model says, of those flags that a user would see."""
    doc, parts, settings = Document("example", text), sentences(text), Settings()
    named = mentions(doc, parts, dictionary)
    styled = HouseStyle(("ap",), dictionary).spellings(text, named)
    read = Reading(doc, parts, tuple(quotations(text)), mentions=named, spellings=styled, damage=damage)
    return [flag for flag in rule.find(read, settings) if flag.confidence >= settings.show]


def test_names_are_unique() -> None:
    assert len(set(NAMES)) == len(NAMES) >= 20


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_a_rule_explains_itself(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.channel in CHANNELS
    assert all(len(said.split()) >= 2 for said in (rule.about, rule.why, rule.safety))
    assert rule.about.endswith(".")
    assert rule.why.endswith(".")
    assert rule.bad or rule.in_context
    assert rule.good
    assert not set(rule.bad) & set(rule.good)


def test_every_channel_has_rules() -> None:
    assert {rule.channel for rule in RULES} == set(CHANNELS)
    assert set(NAMES) >= NEED_A_MODEL


@pytest.mark.parametrize(("rule", "text", "bad"), examples(model=False))
def test_examples(rule: Rule, text: str, bad: bool, dictionary: Dictionary) -> None:
    flags = found(rule, text, dictionary, 0.97 if bad and rule.name in NEED_DAMAGE else 0.0)
    assert bool(flags) == bad
    for flag in flags:
        assert (flag.rule, flag.channel) == (rule.name, rule.channel)
        assert flag.span.of(text) == flag.text != ""
        assert flag.evidence


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.name in NEED_DAMAGE], ids=lambda rule: rule.name)
def test_what_is_fine_elsewhere_is_doubtful_among_damage(rule: Rule, dictionary: Dictionary) -> None:
    for text in rule.good:
        assert found(rule, text, dictionary) == []
        (flag,) = found(rule, text, dictionary, damage=0.97)
        assert {suggestion.safety for suggestion in flag.suggestions} <= {Safety.SHOW}


@pytest.mark.lm
@pytest.mark.parametrize(("rule", "text", "bad"), examples(model=True))
def test_examples_for_the_model(rule: Rule, text: str, bad: bool, cleaner: Cleaner) -> None:
    assert (rule.name in {flag.rule for flag in cleaner.check(text).flags}) == bad


def test_selected_keeps_the_order() -> None:
    some = selected(RULES, NAMES[1::2])
    assert [rule.name for rule in some] == NAMES[::2]
    assert selected(RULES, ()) == RULES


def test_an_unknown_rule_names_the_nearest() -> None:
    with pytest.raises(SettingsError, match=r"'garbled-nam'; did you mean 'garbled-name'\?"):
        selected(RULES, ["garbled-nam"])
