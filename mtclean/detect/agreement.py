"""Rules on agreement: small words of the wrong gender or number, where another form fits much better."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from ..agreement.cast import cast
from ..agreement.forms import doubled_possessives, person_of
from ..agreement.weigh import GENDERS, SAID, demanded, near, probability
from ..reading import Reading, Rule
from ..settings import Settings
from ..values import Evidence, Flag, Safety, Span, Suggestion
from .unlikely import unlikely

LIKELY = 0.95
AHEAD = 3.0  # bits by which the best form must be better than the next to be likely
WORTH_SHOWING = 0.15
BROKEN = 3  # words


def _slips(rule: str, *kinds: str) -> Callable[[Reading, Settings], Iterator[Flag]]:
    """The finder of a rule on some kinds of small words."""

    def find(reading: Reading, settings: Settings) -> Iterator[Flag]:
        text = reading.doc.text
        slips = [slip for slip in reading.slips if slip.kind in kinds]
        figures = cast(text, reading.mentions) if "pronoun" in kinds and slips else []
        broken = _broken(reading, settings) if slips else []
        for span, group in groupby(slips, key=lambda slip: slip.span):
            around = near(text, span, reading.sentences, figures)
            tried = [(s, demanded(s, around)) for s in group]
            rated = [(probability(s, d, reading.damage), d, s) for s, d in tried]
            rated.sort(key=lambda row: (row[0] < settings.show, -row[2].gain))
            best, demand, slip = rated[0]
            sure = best >= LIKELY and all(slip.gain - other.gain >= AHEAD for *_, other in rated[1:])
            suggestions = tuple(
                Suggestion(s.new, Safety.LIKELY if sure and i == 0 else Safety.SHOW, p, _reason(s.gain))
                for i, (p, _, s) in enumerate(rated)
                if p >= WORTH_SHOWING * best
            )
            who = tuple(_who(slip.old, slip.new, around)) if slip.kind == "pronoun" else ()
            if not sure and not who and any(wide.holds(span) for wide in broken):
                continue  # who is meant can be wrong in any wording; number is seldom all that is
            note = f"bits saved in this sentence by {slip.new!r}"
            evidence = (Evidence("gain", slip.gain, demand, note), *who)
            yield Flag(rule, "grammar", span, slip.old, best, evidence, suggestions)

    return find


def _broken(reading: Reading, settings: Settings) -> list[Span]:
    """Wording that is unlikely for several words on end: a small word in it is hardly all that is wrong."""
    text = reading.doc.text
    return [flag.span for flag in unlikely(reading, settings) if flag.span.of(text).count(" ") >= BROKEN - 1]


def _reason(gain: float) -> str:
    return f"saves {gain:.0f} bits here"


def _who(old: str, new: str, around: dict[str, int]) -> Iterator[Evidence]:
    """What the text says of those whom the two pronouns would mean."""
    for form in (old, new):
        person = person_of(form) if person_of(form) in GENDERS else ""
        if person:
            who = "a man" if person == "he" else "a woman"
            yield Evidence("who is named", 1.0, 1.0, f"{form!r}: {who} {SAID[around[person]]}")


def _doubled(reading: Reading, _: Settings) -> Iterator[Flag]:
    text = reading.doc.text
    for span, fix in doubled_possessives(text):
        evidence = (Evidence("two possessives", 1.0, 1.0, "'whose' says already whose it is"),)
        suggestion = Suggestion(fix, Safety.LIKELY, 0.95, "the second possessive is left over from the other language")
        yield Flag("doubled-possessive", "grammar", span, span.of(text), 0.95, evidence, (suggestion,))


RULES: tuple[Rule, ...] = (
    Rule(
        name="doubled-possessive",
        channel="grammar",
        about="'Whose' with one more possessive after it, as in 'whose her son'.",
        why="Arabic, Persian and Hebrew take up the owner again after a relative word.",
        safety="likely: English has no such phrase.",
        find=_doubled,
        bad=("The nurse, whose her brother was missing, waited outside.",),
        good=("The nurse, whose brother was missing, waited outside.", "She asked whose it was."),
    ),
    Rule(
        name="pronoun-agreement",
        channel="grammar",
        about="A pronoun of the wrong gender or number, such as 'her' for a bank or 'he' for a woman.",
        why="Some languages have no gender in pronouns, others give one to every noun; the way back had to guess.",
        safety="likely at best: the model prefers the other form by far, more so where the text names someone.",
        in_context=True,
        find=_slips("pronoun-agreement", "pronoun"),
        bad=(
            "The treaty was signed in 1975. He remains in force to this day, and both states observe it.",
            "Mrs Rosa Benedetti, a widow, left the hospital on Monday with his two daughters and her sister.",
        ),
        good=(
            "The treaty was signed in 1975. It remains in force to this day, and both states observe it.",
            "Mrs Rosa Benedetti, a widow, left the hospital on Monday with her two daughters and her sister.",
        ),
    ),
    Rule(
        name="number-agreement",
        channel="grammar",
        about="A verb or 'this' in the singular beside a plural, or the other way round.",
        why="Some languages do not mark the plural, or count another word as the subject.",
        safety="likely at best: the language model prefers the other form by far.",
        in_context=True,
        find=_slips("number-agreement", "verb", "determiner"),
        bad=("The prices of bread and milk has risen again this month, the statistics office said.",),
        good=("The prices of bread and milk have risen again this month, the statistics office said.",),
    ),
    Rule(
        name="wrong-article",
        channel="grammar",
        about="'A' before a vowel, or 'an' before a consonant.",
        why="A word was exchanged after its article had been chosen.",
        safety="likely at best: spelling and the language model agree.",
        in_context=True,
        find=_slips("wrong-article", "article"),
        bad=("The minister described it as a important step for the whole region.",),
        good=("The minister described it as an important step for a united region.",),
    ),
)
