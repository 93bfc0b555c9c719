"""The rule on names left in another language: what names/acronyms.py and names/figures.py read, made into flags."""

from __future__ import annotations

from collections.abc import Iterator

from ..names.mention import Mention, kind_of
from ..reading import Reading, Rule
from ..settings import Settings
from ..values import Evidence, Flag, Safety, Suggestion

CONFIDENCE = {Safety.LIKELY: 0.72, Safety.SHOW: 0.5}
_MEASURES = {
    "abroad": "name in another language",
    "swapped": "letters in another order",
    "document": "same document",
    "topic": "words on the topic",
    "hint": "words on the topic",
}


def _left(reading: Reading, _: Settings) -> Iterator[Flag]:
    for mention in reading.mentions:
        if mention.how == "foreign":
            yield _flag(mention)


def _flag(mention: Mention) -> Flag:
    match = mention.matches[0]
    kinds = {kind_of(words) for words in match.support}
    safety = Safety.SHOW if "hint" in kinds else Safety.LIKELY
    parts = (words.partition(": ") for words in match.support)
    evidence = tuple(Evidence(_MEASURES[kind], 1.0, 1.0, note) for kind, _, note in parts)
    reason = match.support[0].partition(": ")[2]
    suggestion = Suggestion(match.replacement, safety, CONFIDENCE[safety], reason)
    return Flag("foreign-name", "names", mention.span, mention.text, CONFIDENCE[safety], evidence, (suggestion,))


FOREIGN = Rule(
    name="foreign-name",
    channel="names",
    about="An acronym, or the name of a person of history, as another language has it; one with swapped letters.",
    why="A translator copies letters that it does not know, OTAN for NATO, Aristoteles for Aristotle, or swaps them: "
    "OPWC for OPCW.",
    safety="likely when the text names the same thing in English or is on its topic; shown with less; never applied "
    "without being asked for",
    find=_left,
    bad=(
        "Ministers of the European Union met; the UE will send a mission.",
        "The Greek philosopher Aristoteles wrote on ethics.",
    ),
    good=(
        "The drummer recorded the album at the UE studios in Ohio.",
        "Aristoteles Papadakis, a Greek banker, collects books on philosophy.",
    ),
)
