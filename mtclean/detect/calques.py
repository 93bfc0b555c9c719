"""The rule on names that were translated: what names/calques.py reads, made into flags with reasons."""

from __future__ import annotations

from collections.abc import Iterator

from ..names.mention import Match, Mention, kind_of
from ..reading import Reading, Rule
from ..settings import Settings
from ..values import Evidence, Flag, Safety, Suggestion

MARGIN = 0.08
DAMAGED = 0.5  # probability that the article is
CONFIDENCE = {Safety.SAFE: 0.92, Safety.LIKELY: 0.72, Safety.SHOW: 0.5}
PROOFS = frozenset({"role", "document"})
_MEASURES = {
    "calque": "translated word",
    "cognate": "name in another language",
    "role": "role match",
    "title": "title match",
    "country": "country named",
    "document": "same document",
    "full": "same document",
    "batch": "same batch",
    "slot": "place expected",
    "noun": "place expected",
    "sibling": "place expected",
}


def judged(match: Match, *, damaged: bool) -> Safety | None:
    """How far a name read word for word may be trusted; None when it is nothing to speak of.

    What may well be somebody's name is only shown, and where nearly everybody has its parts in no text but a `damaged`.
    """
    kinds = {kind_of(words) for words in match.support}
    if match.margin < MARGIN:
        return Safety.SHOW
    if match.entity.kind == "place":
        return Safety.LIKELY if kinds & {"country", "sibling"} else Safety.SHOW
    if "lone" in kinds or ("usual" in kinds and kinds & PROOFS):
        return Safety.LIKELY
    if kinds & PROOFS:
        return Safety.SAFE
    if "usual" in kinds:
        return None if "familiar" in kinds and not damaged else Safety.SHOW
    return Safety.LIKELY


def _translated(reading: Reading, _: Settings) -> Iterator[Flag]:
    for mention in reading.mentions:
        if mention.how == "calque":
            safety = judged(mention.matches[0], damaged=reading.damage >= DAMAGED)
            if safety is not None:
                yield _flag(mention, safety)


def _flag(mention: Mention, safety: Safety) -> Flag:
    match, *others = mention.matches
    suggestions = [Suggestion(match.replacement, safety, CONFIDENCE[safety], _reason(match))]
    if match.margin < MARGIN:
        suggestions += [Suggestion(o.replacement, Safety.SHOW, CONFIDENCE[safety] / 2, _reason(o)) for o in others[:2]]
    evidence = tuple(_evidence(match))
    return Flag(
        "translated-name", "names", mention.span, mention.text, CONFIDENCE[safety], evidence, tuple(suggestions)
    )


def _reason(match: Match) -> str:
    return next(words.partition(": ")[2] for words in match.support if kind_of(words) in ("calque", "cognate"))


def _evidence(match: Match) -> Iterator[Evidence]:
    for words in match.support:
        kind, _, note = words.partition(": ")
        if kind in _MEASURES:
            yield Evidence(_MEASURES[kind], 1.0, 1.0, note)


TRANSLATED = Rule(
    name="translated-name",
    channel="names",
    about="A name of which a part, a word of another language, was put into English.",
    why="A translator that does not see a name translates it: the Spanish surname Paz is the word for peace.",
    safety="safe when the office or the document names the person, likely when only the country is named; shown when "
    "the name in the text could be a right one; places are never safe",
    find=_translated,
    bad=(
        "Bolivian President Rodrigo Peace spoke for an hour. Peace said that the border would stay open.",
        "Envoys from Ghana and Green Cape arrived on Monday.",
    ),
    good=(
        "Victoria Peace, a baker from Bolivia, spoke for an hour.",
        "The fishermen of Ghana know every green cape of the coast.",
    ),
)
