"""Rules on senses: a word whose translation means something else as well, when that something fits much better."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ..reading import Reading, Rule
from ..senses.swap import reason
from ..senses.weigh import probability
from ..settings import Settings
from ..values import Evidence, Flag, Safety, Suggestion

LIKELY = 0.8
WORTH_SHOWING = 0.15
MOST_SUGGESTIONS = 5
LEAST_GAIN = 4.0


def _confusions(reading: Reading, _: Settings) -> Iterator[Flag]:
    for span, group in groupby(reading.swaps, key=lambda swap: swap.span):
        tried = list(group)
        if all(swap.spare for swap in tried):
            continue
        quoted = reading.quoted(span)
        p_bad = reading.p_bad(span)
        rated = sorted(((probability(s, p_bad, reading.damage, quoted=quoted), s) for s in tried), key=lambda r: -r[0])
        best, swap = next((p, s) for p, s in rated if not s.spare)
        sure = best >= LIKELY and swap is rated[0][1] and not quoted
        suggestions = tuple(
            Suggestion(s.new, Safety.LIKELY if sure and s is swap else Safety.SHOW, p, reason(s))
            for p, s in rated[:MOST_SUGGESTIONS]
            if p >= WORTH_SHOWING * best
        )
        evidence = (
            Evidence("gain", swap.gain, LEAST_GAIN, f"bits saved in this sentence by {swap.new!r}"),
            Evidence("channel cost", swap.cost, swap.gain, f"bits: how seldom {swap.shared} is misread so"),
        )
        yield Flag("pivot-confusion", "senses", span, span.of(reading.doc.text), best, evidence, suggestions)


def _terms(reading: Reading, _: Settings) -> Iterator[Flag]:
    from ..senses.terms import find_terms

    for hit in find_terms(reading.doc.text):
        safety = Safety.SHOW if reading.quoted(hit.span) else Safety.LIKELY
        evidence = (Evidence("literal rendering", 1.0, 1.0, f"the usual term is {hit.canonical!r}"),)
        suggestion = Suggestion(hit.canonical, safety, 0.9, "a fixed term, rendered word for word")
        yield Flag("literal-term", "senses", hit.span, hit.span.of(reading.doc.text), 0.9, evidence, (suggestion,))


RULES: tuple[Rule, ...] = (
    Rule(
        name="literal-term",
        channel="senses",
        about="A fixed term of news, law, war, sport or business rendered word for word.",
        why="The other language has its own fixed term; put back piece by piece it is no English term any more.",
        safety="likely: each row of the table was checked to have no hit in clean news; in quotations only shown.",
        find=_terms,
        bad=("The Council of Security met on Monday.",),
        good=("The Security Council met on Monday.",),
    ),
    Rule(
        name="pivot-confusion",
        channel="senses",
        about="A word that shares a translation with another word, which fits this sentence much better.",
        why="The other language has one word where English has two, and the way back took the wrong one.",
        safety="likely at best: the language model and the tables agree, but meaning is for a person to confirm.",
        in_context=True,
        find=_confusions,
        bad=("Investors were pleased: the arrows of the bank rose by four percent in early trading on Monday.",),
        good=("The archers shot their arrows at the target.",),
    ),
)
