"""From words to swaps without a model: what is asked, what is tried, and how far a swap is believed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtclean.detect.senses import RULES
from mtclean.lm.scorer import Change, Scores, TokenScore
from mtclean.pivots import Candidate, Pivots, Way
from mtclean.reading import Reading
from mtclean.senses.propose import (
    AN,
    DOUBTED,
    FEWEST_CHANGES,
    LEAST_SAVING,
    MOST_CANDIDATES,
    MOST_CHANGES_PER_WORD,
    WORDS_PER_CHANGE,
    WORDS_PER_SPARE,
    Proposal,
    Trial,
    probe,
    proposals,
    replaced,
    swaps,
    trials,
)
from mtclean.senses.swap import LANGUAGES, Swap
from mtclean.senses.weigh import net, probability
from mtclean.settings import Settings
from mtclean.text import sentences, words
from mtclean.values import Document, Safety, Span, Word

ARROWS = Swap(Span(4, 10), "arrows", "shares", "ar", "أسهم", 3.0, 20.0)


@pytest.fixture(scope="module")
def pivots() -> Pivots:
    return Pivots.load()


def asked(text: str, pivots: Pivots, names: tuple[str, ...] = ()) -> list[str]:
    found = proposals(text, words(text), sentences(text), [span_of(text, name) for name in names], pivots)
    return [proposal.word.of(text) for proposal in found]


def span_of(text: str, part: str) -> Span:
    return Span(text.index(part), text.index(part) + len(part))


# --- what is asked --------------------------------------------------------------------------------------------------


def test_words_that_share_a_translation_are_asked_about(pivots: Pivots) -> None:
    text = "The arrows fell. Chapters end."
    found = proposals(text, words(text), sentences(text), [], pivots)
    by_word = {one.word.of(text): one for one in found}
    assert {"arrows", "Chapters"} <= set(by_word)
    assert "shares" in [c.replacement for c in by_word["arrows"].candidates]
    assert "Seasons" in [c.replacement for c in by_word["Chapters"].candidates]
    assert by_word["arrows"].sentence.of(text) == "The arrows fell."
    assert all(0 < len(one.candidates) <= MOST_CANDIDATES for one in found)


def test_names_are_not_asked_about(pivots: Pivots) -> None:
    text = "In spring the chapter closed."
    assert "spring" in asked(text, pivots)
    assert asked(text, pivots, names=("spring",)) == [w for w in asked(text, pivots) if w != "spring"]


def test_capitals_are_asked_about_only_where_a_sentence_begins(pivots: Pivots) -> None:
    assert "Chapter" in asked("Chapter and verse.", pivots)
    assert "Chapter" in asked('"Chapter and verse," he read.', pivots)
    assert "Chapter" not in asked("He read Chapter and verse.", pivots)
    assert "CHAPTER" not in asked("CHAPTER and verse.", pivots)


@pytest.mark.parametrize("text", ["The and of.", "Not only but also.", "", "…", "12 34", "3rd arr0ws it's state-owned"])
def test_function_words_figures_and_compounds_are_not_asked_about(text: str, pivots: Pivots) -> None:
    assert asked(text, pivots) == []


def test_a_probe_asks_for_every_candidate(pivots: Pivots) -> None:
    text = "The arrows fell."
    for proposal in proposals(text, words(text), sentences(text), [], pivots):
        question = probe(proposal)
        assert question.span == proposal.word
        assert question.others == tuple(c.replacement for c in proposal.candidates)


# --- articles -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "old", "new", "after"),
    [
        ("an ", "arrow", "share", "a share"),
        ("a ", "share", "arrow", "an arrow"),
        ("A ", "share", "arrow", "An arrow"),
        ("An ", "arrow", "share", "A share"),
        ("a ", "minute", "hour", "an hour"),
        ("an ", "academy", "university", "a university"),
        ("a ", "decent", "honest", "an honest"),
        ("an ", "Asian", "European", "a European"),
        ("an ", "alliance", "union", "a union"),
        ("an ", "employee", "user", "a user"),
        ("a ", "strange", "unusual", "an unusual"),
        ("a ", "single", "uninjured", "an uninjured"),
        ("an ", "agreed", "unanimous", "a unanimous"),
        ("a ", "final", "ultimate", "an ultimate"),
        ("an ", "opponent", "heir", "heir"),
        ("a ", "pound", "euro", "euro"),
        ("the ", "arrow", "share", "share"),
        ("data ", "share", "arrow", "arrow"),
        ("plan a", "share", "arrow", "arrow"),
    ],
)
def test_articles_follow_the_word(before: str, old: str, new: str, after: str) -> None:
    text = f"{before}{old} fell"
    word = Span(len(before), len(before) + len(old))
    change = replaced(text, word, new, len(text))
    assert change.new == after
    assert text[: change.span.start] + change.new + text[change.span.end :] in (
        f"{after} fell",
        f"{before}{after} fell",
    )
    assert change.span.end == word.end
    assert change.until == len(text)


YOU = "one once eulogy uniform unit unique useful usual utility uranium house ewe"
OTHERS = "onion uncle undue urban utter uninvited unidentified unimportant honour heiress only usher"


def test_words_that_take_a() -> None:
    assert [word for word in YOU.split() if AN.match(word)] == []


def test_words_that_take_an() -> None:
    assert [word for word in OTHERS.split() if not AN.match(word)] == []


# --- what is tried --------------------------------------------------------------------------------------------------


def candidate(replacement: str, cost: float) -> Candidate:
    return Candidate(replacement, replacement, cost, (Way("ar", "x", cost),))


def tried(
    text: str, costs: tuple[float, ...], others: float, own: float = 12.0, mark: float | None = None
) -> list[Trial]:
    """Trials where every word of `text` has candidates of these costs, whose first token costs `others` bits."""
    found = words(text)
    whole = Span(0, len(text))
    names = tuple(candidate(f"new{i}", cost) for i, cost in enumerate(costs))
    questions = [Proposal(word, whole, names) for word in found]
    tokens = tuple(TokenScore(word, own, 3.0, 0.5, True, mark) for word in found)
    return trials(text, whole, questions, Scores(tokens, ((others,) * len(costs),) * len(found)))


def test_trials_are_ranked_by_what_they_promise() -> None:
    found = tried("arrows", (4.0, 1.0, 2.5), others=2.0)
    assert [trial.candidate.replacement for trial in found] == ["new1", "new2", "new0"]
    assert [found[0].promise - trial.promise for trial in found] == pytest.approx([0.0, 1.5, 3.0])
    assert [trial.change for trial in found] == [Change(Span(0, 6), new, 6) for new in ("new1", "new2", "new0")]


def test_a_first_token_must_save_something() -> None:
    assert tried("arrows", (0.5,), others=12.0 - LEAST_SAVING + 0.1) == []
    assert len(tried("arrows", (30.0,), others=12.0 - LEAST_SAVING)) == 1


def test_few_are_tried_for_a_word() -> None:
    assert len(tried("arrows", (1.0,) * 9, others=2.0)) == MOST_CHANGES_PER_WORD


def test_words_that_the_tagger_doubts_are_given_spare_trials() -> None:
    text = "arrows " * 60
    sound, doubted = (tried(text, (1.0,) * 9, others=2.0, mark=mark) for mark in (DOUBTED - 1, DOUBTED + 1))
    assert doubted[: len(sound)] == sound
    assert [trial.spare for trial in doubted] == [False] * len(sound) + [True] * (60 // WORDS_PER_SPARE)
    assert len({(trial.proposal.word, trial.candidate) for trial in doubted}) == len(doubted)


def spared(gain: float, spare_gain: float) -> Reading:
    """A sentence in which one swap was tried and one spare one."""
    text = "The arrows of the bank rose by four percent in early trading on Monday, it said."
    swaps = (ARROWS._replace(gain=gain), ARROWS._replace(new="stocks", gain=spare_gain, spare=True))
    return Reading(Document("x", text), words=(Word(ARROWS.span, 9.0, 4.0, 0.6),), swaps=swaps, damage=0.9)


def shown(reading: Reading) -> list[tuple[float, list[tuple[str, Safety]]]]:
    (rule,) = (rule for rule in RULES if rule.name == "pivot-confusion")
    return [(f.confidence, [(s.replacement, s.safety) for s in f.suggestions]) for f in rule.find(reading, Settings())]


def test_a_spare_swap_raises_no_flag_but_may_come_first() -> None:
    ((sure, fixes),) = shown(spared(30.0, 20.0))
    assert fixes == [("shares", Safety.LIKELY), ("stocks", Safety.SHOW)]
    ((same, fixes),) = shown(spared(30.0, 40.0))
    assert (same, fixes) == (sure, [("stocks", Safety.SHOW), ("shares", Safety.SHOW)])
    read = spared(30.0, 40.0)
    assert shown(replace(read, swaps=read.swaps[1:])) == []


@pytest.mark.parametrize("count", [5, 60, 200])
def test_few_are_tried_in_a_part(count: int) -> None:
    text = "arrows " * count
    found = tried(text, (1.0,) * 3, others=2.0)
    assert min(FEWEST_CHANGES, count) <= len(found) <= FEWEST_CHANGES + count // WORDS_PER_CHANGE


def test_only_words_within_the_part_are_tried() -> None:
    text = "arrows arrows"
    questions = [Proposal(word, Span(0, 13), (candidate("shares", 1.0),)) for word in words(text)]
    tokens = tuple(TokenScore(word, 12.0, 3.0, 0.5, begins=True) for word in words(text))
    found = trials(text, Span(7, 13), questions, Scores(tokens, ((2.0,), (2.0,))))
    assert [trial.change.span for trial in found] == [Span(7, 13)]
    assert trials(text, Span(1, 6), questions, Scores(tokens, ((2.0,), (2.0,)))) == []


def test_swaps_stand_in_text_order_and_best_first() -> None:
    text = "chapters and arrows"
    plans = [("arrows", "shares", 2.0, 20.0), ("chapters", "terms", 1.0, 3.0), ("chapters", "seasons", 4.0, 9.0)]
    found = [
        Trial(
            Proposal(span_of(text, old), Span(0, 19), ()),
            candidate(new, cost),
            Change(span_of(text, old), new, 19),
            1.0,
        )
        for old, new, cost, _ in plans
    ]
    made = swaps(text, [(one, saved) for one, (*_, saved) in zip(found, plans, strict=True)])
    assert [(swap.old, swap.new, swap.gain) for swap in made] == [
        ("chapters", "seasons", 9.0),
        ("chapters", "terms", 3.0),
        ("arrows", "shares", 20.0),
    ]


# --- how far a swap is believed -------------------------------------------------------------------------------------

some_bits = st.floats(-10, 60)
chance = st.floats(0, 1)


@given(some_bits, some_bits, chance, st.booleans())
def test_more_gain_is_more_probable(one: float, other: float, damage: float, quoted: bool) -> None:
    low, high = (probability(ARROWS._replace(gain=gain), 0.1, damage, quoted=quoted) for gain in sorted((one, other)))
    assert 0 <= low <= high <= 1


@given(some_bits, some_bits, chance)
def test_more_cost_is_less_probable(one: float, other: float, damage: float) -> None:
    low, high = (probability(ARROWS._replace(cost=cost), 0.1, damage, quoted=False) for cost in sorted((one, other)))
    assert low >= high


@given(some_bits, chance, chance)
def test_more_damage_is_more_probable(gain: float, one: float, other: float) -> None:
    low, high = (probability(ARROWS._replace(gain=gain), 0.1, damage, quoted=False) for damage in sorted((one, other)))
    assert low <= high


@given(some_bits, chance)
def test_quotations_are_rather_left_alone(gain: float, damage: float) -> None:
    swap = ARROWS._replace(gain=gain)
    assert probability(swap, 0.1, damage, quoted=True) <= probability(swap, 0.1, damage, quoted=False)


def test_gain_cost_word_damage_and_quotation_all_count() -> None:
    swap = ARROWS._replace(gain=10.0)
    base = probability(swap, 0.1, 0.3, quoted=False)
    assert probability(swap._replace(gain=12.0), 0.1, 0.3, quoted=False) > base
    assert probability(swap._replace(cost=5.0), 0.1, 0.3, quoted=False) < base
    assert probability(swap, 0.4, 0.3, quoted=False) > base
    assert probability(swap, 0.1, 0.8, quoted=False) > base
    assert probability(swap, 0.1, 0.3, quoted=True) < base


def test_rare_words_that_writers_choose_must_gain_more() -> None:
    assert net(ARROWS._replace(old="mooted")) < net(ARROWS._replace(old="said")) < 17.0
    assert net(ARROWS._replace(old="a said")) == net(ARROWS._replace(old="said"))


def test_the_beginning_of_a_text_must_gain_more() -> None:
    starts = [net(ARROWS._replace(span=Span(start, start + 6))) for start in (0, 6, 60, 6000)]
    assert starts == sorted(starts)
    assert starts[0] < starts[1] < starts[2] == pytest.approx(starts[3], abs=1.1)


def test_every_pivot_has_a_name(pivots: Pivots) -> None:
    assert set(pivots.tables) <= set(LANGUAGES)
