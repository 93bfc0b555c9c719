"""The rule on names put into other words: what names/reworded.py reads, made into flags with reasons."""

from __future__ import annotations

from collections.abc import Iterator

from ..names.mention import Match, Mention, kind_of
from ..reading import Reading, Rule
from ..settings import Settings
from ..values import Evidence, Flag, Safety, Suggestion

CERTAINTY = 0.8
LEAST_DOUBT = 0.1  # probability that an editor would change some word: Department of Agriculture is as good as its like
MOST = 3
_MEASURES = {
    "exchanged": "word of several senses",
    "order": "order of words",
    "stem": "form of a word",
    "country": "country named",
}


def _reworded(reading: Reading, _: Settings) -> Iterator[Flag]:
    for mention in reading.mentions:
        if mention.how == "reworded" and _doubted(mention, reading):
            yield _flag(mention, reading.damage)


def _doubted(mention: Mention, reading: Reading) -> bool:
    """False where the language model finds nothing wrong with the words."""
    return not reading.words or reading.p_bad(mention.span) >= LEAST_DOUBT


def _flag(mention: Mention, damage: float) -> Flag:
    match, *others = mention.matches
    confidence = CERTAINTY * damage
    suggestions = [Suggestion(match.replacement, Safety.SHOW, confidence, _reason(match))]
    suggestions += [Suggestion(o.replacement, Safety.SHOW, confidence / 2, _reason(o)) for o in others[: MOST - 1]]
    parts = (words.partition(": ") for words in match.support)
    evidence = tuple(Evidence(_MEASURES[kind], 1.0, 1.0, note) for kind, _, note in parts if kind in _MEASURES)
    return Flag("reworded-name", "names", mention.span, mention.text, confidence, evidence, tuple(suggestions))


def _reason(match: Match) -> str:
    return next(words.partition(": ")[2] for words in match.support if kind_of(words) in _MEASURES)


REWORDED = Rule(
    name="reworded-name",
    channel="names",
    about="The name of an organisation, place or person in other words, or with its words in another order.",
    why="A translator that does not see a name translates it, with the other sense of a word or the other language's "
    "order: Organization of the World Health for World Health Organization.",
    safety="shown, and only in an article that is damaged elsewhere: it may be the right name of something else.",
    in_context=True,
    find=_reworded,
    bad=(),
    good=("Ministers of the Africa Union met on Monday.",),
)
