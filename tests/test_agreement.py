"""Small words without a model: what is asked, whom a text names, what is tried, and how far a slip is believed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtclean.agreement.cast import cast, given_names
from mtclean.agreement.forms import ARTICLES, CASES, DETERMINERS, PRONOUNS, VERBS, doubled_possessives, questions
from mtclean.agreement.propose import FEWEST_TRIALS, Slip, slips, trials
from mtclean.agreement.weigh import IMPLIED, NOBODY, POSSIBLE, STATED, demanded, near, probability
from mtclean.lm.scorer import Scores, TokenScore
from mtclean.names.dictionary import Dictionary
from mtclean.names.resolve import mentions
from mtclean.text import quotations, sentences, words
from mtclean.values import Document, Span


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return Dictionary.open()


def asked(text: str) -> dict[str, tuple[str, ...]]:
    found = questions(text, words(text), sentences(text), quotations(text))
    return {one.word.of(text): one.others for one in found}


def span_of(text: str, part: str) -> Span:
    return Span(text.index(part), text.index(part) + len(part))


# --- what is asked --------------------------------------------------------------------------------------------------


def test_a_pronoun_may_be_any_other_of_its_case() -> None:
    assert asked("He left.") == {"He": ("She", "It", "They")}
    assert asked("They saw her.") == {
        "They": ("He", "She", "It"),
        "her": ("him", "it", "them", "his", "its", "their"),
    }
    assert all(form not in others for form, others in PRONOUNS.items())
    assert {form for row in CASES for form in row} == set(PRONOUNS)


def test_verbs_change_their_number() -> None:
    assert asked("Prices have risen and the bank doesn't act.") == {"have": ("has",), "doesn't": ("don't",)}
    for table in (VERBS, DETERMINERS, ARTICLES):
        assert all(table[table[form]] == form for form in table)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("We saw this apples.", {"this": ("these",)}),
        ("We saw these ministers.", {}),
        ("We saw those minister.", {"those": ("that",)}),
        ("This shows that ministers resign.", {}),
        ("She bought a apple.", {"a": ("an",)}),
        ("She saw an uniform.", {"an": ("a",)}),
        ("An historic day, a hour.", {}),
        ("A MP and an 8.", {}),
    ],
)
def test_determiners_and_articles_are_asked_about_where_they_look_wrong(
    text: str, wrong: dict[str, tuple[str, ...]]
) -> None:
    assert {word: others for word, others in asked(text).items() if word != "She"} == wrong


def test_quoted_speech_and_capitals_are_let_alone() -> None:
    assert asked('"He has my hat," it was said.') == {"it": PRONOUNS["it"], "was": ("were",)}
    assert asked("The IT minister of the US, IS and WHO") == {}


@given(st.text(alphabet=st.sampled_from('whose her is this apples an .\n"'), max_size=60))
def test_questions_are_in_order_and_about_words(text: str) -> None:
    found = questions(text, words(text), sentences(text), quotations(text))
    assert [one.word for one in found] == sorted({one.word for one in found})
    assert all(one.sentence.holds(one.word) for one in found)
    assert all(one.others and one.word.of(text) not in one.others for one in found)


def test_two_possessives() -> None:
    text = "a man whose his car was stolen, whose cars were theirs"
    assert [(span.of(text), fix) for span, fix in doubled_possessives(text)] == [("whose his", "whose")]


# --- whom the text names --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "he", "she"),
    [
        ("Rosa Benedetti left. * waved.", NOBODY, STATED),
        ("Mr Benedetti left. * waved.", STATED, NOBODY),
        ("Katya Zagorova met a boy. * waved.", STATED, STATED),
        ("Peter Varga spoke first. It was late. Mr Varga waved to *.", STATED, NOBODY),
        ("The nurse left. * waved.", POSSIBLE, POSSIBLE),
        ("The nurse took her hat. * waved.", POSSIBLE, IMPLIED),
        ("The pound fell. * fell.", NOBODY, NOBODY),
        ("A woman came. It rained. It rained. * waved.", NOBODY, NOBODY),
        ("The widow's son was ill; * waved.", STATED, STATED),
    ],
)
def test_near(text: str, he: int, she: int, dictionary: Dictionary) -> None:
    word, parts = span_of(text, "*"), sentences(text)
    figures = cast(text, mentions(Document("a", text), parts, dictionary))
    assert near(text, word, parts, figures) == {"he": he, "she": she}


def test_a_surname_alone_is_known_from_the_full_name(dictionary: Dictionary) -> None:
    text = "Ingrid Solheim spoke. Later Solheim left."
    figures = cast(text, mentions(Document("a", text), sentences(text), dictionary))
    assert [(one.span.of(text), one.gender) for one in figures] == [("Ingrid Solheim", "f"), ("Solheim", "f")]


def test_given_names_are_many() -> None:
    found = given_names()
    assert len(found) > 1000
    assert set(found.values()) == {"m", "f"}


# --- what is tried --------------------------------------------------------------------------------------------------


def scored(text: str, probes: tuple[tuple[float, ...], ...], bits: float = 10.0) -> Scores:
    return Scores(tuple(TokenScore(span, bits, 3.0, 0.5, True) for span in words(text)), probes)


def test_the_best_form_is_tried_and_one_that_is_near_it() -> None:
    text = "The bank raised her rates."
    small = questions(text, words(text), sentences(text), [])
    answers = {"him": 11.0, "it": 3.5, "them": 9.0, "his": 6.0, "its": 2.0, "their": 4.5}
    scores = scored(text, (tuple(answers[form] for form in small[0].others),))
    tried = trials(Span(0, len(text)), small, scores, 5)
    assert [trial.change.new for trial in tried] == ["its", "it"]
    assert {trial.change.until for trial in tried} == {len(text)}
    assert trials(Span(0, 10), small, scores, 5) == []
    done = list(zip(tried, (9.0, 2.0), strict=True))
    assert [(slip.old, slip.new, slip.gain) for slip in slips(text, done)] == [
        ("her", "its", 9.0),
        ("her", "it", 2.0),
    ]


def test_few_are_tried() -> None:
    text = "It is. " * 40
    small = questions(text, words(text), sentences(text), [])
    scores = scored(text, tuple((1.0,) * len(one.others) for one in small))
    assert len(trials(Span(0, len(text)), small, scores, 80)) == FEWEST_TRIALS
    assert trials(Span(0, len(text)), small, scored(text, scores.probes, 1.0), 80) == []


# --- how far it is believed -----------------------------------------------------------------------------------------


def slip(old: str, new: str, gain: float = 6.0) -> Slip:
    return Slip("pronoun", Span(0, len(old)), old, new, gain)


def test_the_text_sets_what_must_be_saved() -> None:
    unknown, woman = {"he": POSSIBLE, "she": POSSIBLE}, {"he": NOBODY, "she": STATED}
    nobody = {"he": NOBODY, "she": NOBODY}
    assert demanded(slip("he", "she"), woman) < demanded(slip("he", "she"), unknown)
    assert demanded(slip("she", "he"), woman) == demanded(slip("she", "he"), unknown)
    assert demanded(slip("her", "its"), nobody) < demanded(slip("her", "its"), woman)
    assert demanded(slip("it", "she"), woman) < demanded(slip("it", "she"), nobody)


def test_belief_grows_with_gain_and_with_damage() -> None:
    gains = [probability(slip("his", "its", gain), 5.0, 0.5) for gain in (0.0, 4.0, 8.0, 20.0)]
    damage = [probability(slip("his", "its"), 5.0, p) for p in (0.01, 0.3, 0.6, 0.99)]
    assert gains == sorted(set(gains))
    assert damage == sorted(damage)
    assert all(0 < p < 1 for p in (*gains, *damage))
