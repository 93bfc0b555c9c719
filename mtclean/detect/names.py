"""Rules on names: what the dictionary, the document and the batch say about each, made into flags with reasons.

No language model is asked: it likes famous people better than right ones (entities.md, section 3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..names.mention import Match, Mention, kind_of
from ..names.sound import difference, plain, romanised_alike
from ..reading import Reading, Rule
from ..settings import Settings
from ..values import Evidence, Flag, Safety, Suggestion
from .calques import TRANSLATED
from .foreign import FOREIGN
from .reworded import REWORDED

# entities.md, section 2c, measured limits with a list of 1,385 people. Among 19,000 many more names sound like some
# other by chance: of garbled names in the development samples that nothing but the sound gives away, all but one reach
# this SOUND, and of real names that are in no table one in 600 does, where the country of its double is named.
SOUND, SOUND_WITH_TITLE, SOUND_TO_SHOW, SOUND_WITH_EVIDENCE = 0.9, 0.84, 0.76, 0.72
SOUND_ORGANISATION = 0.84
TOKEN, TOKEN_WITH_EVIDENCE = 0.6, 0.5
TOKEN_ALONE = 0.75  # the least alike token of a name that is safe on its sound alone
SOUND_TELLING, TOKEN_TELLING = 0.9, 0.75  # when only a usual token differs: Pol Kagame
SOUND_SAME, TOKEN_SAME = 0.95, 0.85
MARGIN = 0.08
SPELLED, SPELLED_LIKELY, MARGIN_SPELLED = 0.84, 0.865, 0.02  # of which 0.05 is one bit for each syllable
SOUND_PLACE, SOUND_PLACE_IN_LIST = 0.90, 0.84
CONFIDENCE = {Safety.SAFE: 0.92, Safety.LIKELY: 0.72, Safety.SHOW: 0.5}
# Measured on the development samples: of 19 names with a token that no corpus of wordfreq knows, 13 were garbled.
UNKNOWN_IS_GARBLED, DOUBT = 0.68, 0.74
INCONSISTENT = 0.6  # confidence that one of two spellings is wrong
# Probability of a guess; of four such in training/garbled that contradict a match three are right, one but for "the".
FAR_LIKELIER = 0.7
PROOFS = frozenset({"role", "batch", "document"})
READ_ENOUGH = PROOFS | {"country"}  # what makes a name likely whose characters are read otherwise


class Judgement(NamedTuple):
    """How far a match may be trusted, and the line its score had to cross for that."""

    safety: Safety
    limit: float


def judged_person(match: Match) -> Judgement | None:
    """What to make of a person that sounds like a name in the text; None when it is nothing to speak of."""
    kinds = {kind_of(words) for words in match.support}
    if kinds & {"characters", "spelled"}:
        return _read(match, kinds) if "characters" in kinds else _spelled(match, kinds)
    if kinds & PROOFS and match.score >= SOUND_WITH_EVIDENCE and match.worst >= TOKEN_WITH_EVIDENCE:
        sure = match.entity.source != "batch" and kinds & {"role", "rare"} and "again" not in kinds
        trusted = sure and match.margin >= MARGIN
        return Judgement(Safety.SAFE if trusted else Safety.LIKELY, SOUND_WITH_EVIDENCE)
    if "again" in kinds:
        return Judgement(Safety.LIKELY if match.score >= SOUND else Safety.SHOW, SOUND_WITH_EVIDENCE)
    if match.worst < TOKEN:
        return None
    limit = SOUND_WITH_TITLE if "title" in kinds else SOUND
    usual = not kinds & {"rare", "odd"}  # Deng Mingzhu need not be Dong Mingzhu
    alone = ("familiar" in kinds) + ("real" in kinds) + (3 if usual else 1) * ("syllables" in kinds)
    doubts = ("brief" in kinds) + 2 * ("onset" in kinds) + ("title" not in kinds) * alone
    if _same(match) and not kinds & {"rare", "odd", "title"}:
        shared = kinds & {"familiar", "telling"} and "country" in kinds and not kinds & {"brief", "syllables"}
        return Judgement(Safety.SHOW, SOUND_SAME) if shared else None
    judgement = _by_sound(match, limit, doubts)
    return _at_most(Safety.LIKELY, judgement) if kinds & {"habit", "crowd", "time"} else judgement


def _read(match: Match, kinds: set[str]) -> Judgement:
    """Safe for a name whose characters are read otherwise when the office says so, likely when the text names more."""
    sure = match.margin >= MARGIN
    if sure and "role" in kinds and kinds & {"rare", "odd"} and not kinds & {"lone", "full"}:
        return Judgement(Safety.SAFE, SOUND_SAME)
    return Judgement(Safety.LIKELY if sure and kinds & READ_ENOUGH else Safety.SHOW, SOUND_SAME)


def _spelled(match: Match, kinds: set[str]) -> Judgement:
    """Likely for a western name in the syllables of another language that costs little, or that more speaks for."""
    sure = match.margin >= MARGIN_SPELLED and (match.score >= SPELLED_LIKELY or bool(kinds & PROOFS))
    return Judgement(Safety.LIKELY if sure else Safety.SHOW, SPELLED)


def judged_place(match: Match) -> Judgement | None:
    """What to make of a city that sounds like a name in the text."""
    kinds = {kind_of(words) for words in match.support}
    judgement = _placed(match, kinds)
    if "batch" in kinds and match.score >= SOUND_TO_SHOW and (judgement is None or judgement.safety is Safety.SHOW):
        judgement = Judgement(Safety.LIKELY, SOUND_PLACE)
    # An adjective is English, too: the Semiluksky district.
    return _at_most(Safety.SHOW, judgement) if "adjective" in kinds else judgement


def _placed(match: Match, kinds: set[str]) -> Judgement | None:
    if kinds & {"exonym", "characters"}:
        return _abroad(match, kinds)
    if kinds & {"namesake", "homophone"}:
        return Judgement(Safety.SHOW, SOUND_PLACE)
    if "whole" in kinds:
        return Judgement(Safety.LIKELY if match.margin >= MARGIN else Safety.SHOW, SOUND_PLACE)
    if "country" not in kinds:
        return Judgement(Safety.SHOW, SOUND_SAME) if kinds & {"slot", "noun"} and match.score >= SOUND_SAME else None
    doubts = ("size" not in kinds) + (not kinds & {"size", "noun"}) + (match.margin < MARGIN)
    doubts += "syllables" in kinds
    doubts += 2 * ("alternate" in kinds) + any(
        words.startswith("slot: ") and words.endswith(" the") for words in match.support
    )
    if "sibling" in kinds and match.score < SOUND_PLACE:
        return _by_sound(match, SOUND_PLACE_IN_LIST, doubts + 1)
    judgement = _by_sound(match, SOUND_PLACE, doubts)
    listed = "sibling" in kinds and match.score < SOUND_SAME  # it may be no place: in France, Mursili
    return _at_most(Safety.LIKELY, judgement) if "habit" in kinds or listed else judgement


def _abroad(match: Match, kinds: set[str]) -> Judgement | None:
    """Likely for another language's name of a place where one is expected, in a country of the text or a country."""
    if match.entity.source != "places" and not kinds & {"slot", "noun", "sibling", "water"}:
        return None
    near_by = "country" in kinds or match.entity.source in ("places", "countries")
    sure = near_by and match.margin >= MARGIN and (match.score >= SOUND_SAME or match.entity.source == "places")
    return Judgement(Safety.LIKELY if sure else Safety.SHOW, SOUND_PLACE)


def judged_organisation(match: Match) -> Judgement | None:
    """What to make of an organisation that sounds like a name in the text; it is never safe."""
    familiar = any(kind_of(words) == "familiar" for words in match.support)  # Gas Group, in Vietnam Oil and Gas Group
    alone = Judgement(Safety.SHOW, SOUND_SAME) if _same(match) and not familiar else None
    return _at_most(Safety.LIKELY, _by_sound(match, SOUND_ORGANISATION, 0)) or alone


def _at_most(safety: Safety, judgement: Judgement | None) -> Judgement | None:
    return judgement and judgement._replace(safety=min(judgement.safety, safety))


def _by_sound(match: Match, limit: float, doubts: int) -> Judgement | None:
    """Safe when all odd tokens are rare and nothing else is near, one step less for each doubt; None from three on."""
    kinds = {kind_of(words) for words in match.support}
    least = SOUND_WITH_EVIDENCE if "title" in kinds else SOUND_TO_SHOW
    if match.score < least or not (kinds & {"rare", "odd", "title"} or _telling(match, kinds)):
        return None
    doubts += ("country" not in kinds) + 2 * (match.margin < MARGIN)
    doubts += 2 if match.score < limit else ("rare" not in kinds) + (match.worst < TOKEN_ALONE)
    return Judgement(Safety(2 - doubts), limit) if doubts <= 2 else None


def _same(match: Match) -> bool:
    """True for a name that sounds the same throughout, whatever words its tokens are: Donald Tramp."""
    return match.score >= SOUND_SAME and match.worst >= TOKEN_SAME


def _telling(match: Match, kinds: set[str]) -> bool:
    return "telling" in kinds and match.score >= SOUND_TELLING and match.worst >= TOKEN_TELLING


def _finder(
    rule: str, kind: str, judge: Callable[[Match], Judgement | None]
) -> Callable[[Reading, Settings], Iterator[Flag]]:
    def find(reading: Reading, _: Settings) -> Iterator[Flag]:
        for mention in reading.mentions:
            match = mention.matches[0] if mention.how == "near" else None
            if match is None or match.entity.kind != kind:
                continue
            judgement = judge(match)
            if judgement is not None and not _harmless(mention, match, judgement):
                yield _flag(rule, mention, match, judgement)

    return find


def _harmless(mention: Mention, match: Match, judgement: Judgement) -> bool:
    """True for a matter of style, for a plural (two Wayne Rooneys), and for a surname that follows a mere guess.

    How a name is parted, Luka Shenko, is a matter of style, too: in sound English, that is (`names/parts.py`).
    """
    plural = plain(mention.text) == plain(match.replacement) + "s"
    kinds = {kind_of(words) for words in match.support}
    guess = judgement.safety is Safety.SHOW and "full" in kinds and "again" not in kinds
    return plural or guess or "parted" in kinds or romanised_alike(match.replacement, mention.text)


def _flag(rule: str, mention: Mention, match: Match, judgement: Judgement) -> Flag:
    confidence = _confidence(match, judgement)
    suggestions = [Suggestion(match.replacement, judgement.safety, confidence, _reason(match))]
    if judgement.safety is Safety.SHOW:
        suggestions = [*_better(mention, match, confidence), *suggestions]
    if match.margin < MARGIN:
        others = mention.matches[1:3]
        suggestions += [Suggestion(other.replacement, Safety.SHOW, confidence / 2, _reason(other)) for other in others]
    evidence = tuple(_evidence(mention, match, judgement.limit))
    return Flag(rule, "names", mention.span, mention.text, confidence, evidence, tuple(suggestions))


def _better(mention: Mention, match: Match, confidence: float) -> Iterator[Suggestion]:
    """The best guess where it is another name than `match`, which is no more than a guess itself, and far likelier."""
    for guess in mention.guesses[:1]:
        if guess.chance >= FAR_LIKELIER and plain(guess.name) != plain(match.replacement):
            yield Suggestion(guess.name, Safety.SHOW, confidence, difference(mention.text, guess.name))


def _confidence(match: Match, judgement: Judgement) -> float:
    return min(0.99, CONFIDENCE[judgement.safety] + 0.3 * max(0.0, match.score - judgement.limit))


def _reason(match: Match) -> str:
    telling = (kinds for kinds in (PROOFS, {"characters", "spelled"}))
    lines = (words for kinds in telling for words in match.support if kind_of(words) in kinds)
    said = next(lines, "").partition(": ")[2]
    return said or f"sounds like {match.replacement}"


def _evidence(mention: Mention, match: Match, limit: float) -> Iterator[Evidence]:
    if not any(kind_of(words) in ("characters", "spelled") for words in match.support):
        yield Evidence("sound similarity", match.score, limit, difference(mention.text, match.replacement))
    yield Evidence("lead over the next name", match.margin, MARGIN, "difference of the similarities")
    for words in match.support:
        kind, _, note = words.partition(": ")
        yield Evidence(_MEASURES[kind], 1.0, 1.0, note)


_MEASURES = {
    "role": "role match",
    "title": "title match",
    "time": "office of another time",
    "document": "same document",
    "batch": "same batch",
    "full": "same document",
    "again": "same document",
    "brief": "short name",
    "onset": "different onset",
    "habit": "spelling habit",
    "adjective": "spelling habit",
    "characters": "characters read otherwise",
    "spelled": "spelled in syllables",
    "parted": "words parted otherwise",
    "lone": "surname alone",
    "crowd": "size of the dictionary",
    "rare": "rare word",
    "odd": "rare word",
    "real": "name in use",
    "telling": "rare name shared",
    "syllables": "short syllables",
    "familiar": "familiar name",
    "size": "size",
    "noun": "place expected",
    "slot": "place expected",
    "exonym": "name in another language",
    "alternate": "another name alike",
    "water": "place expected",
    "whole": "place expected",
    "namesake": "country named",
    "homophone": "place expected",
    "sibling": "place expected",
    "country": "country named",
}


def _inconsistent(reading: Reading, _: Settings) -> Iterator[Flag]:
    for mention in reading.mentions:
        if mention.how == "near" and mention.matches[0].entity.kind == "name":
            match = mention.matches[0]
            evidence = (
                Evidence("sound similarity", match.score, 0.85, difference(mention.text, match.replacement)),
                *(Evidence(_MEASURES[kind_of(words)], 1.0, 1.0, words.partition(": ")[2]) for words in match.support),
            )
            suggestions = guessed(mention, INCONSISTENT)
            if match.margin:
                better = Suggestion(match.replacement, Safety.SHOW, 0.5, _SPELLED_SO[match.entity.source])
                suggestions = (better, *(suggestions if _outvoted(mention) else ()))
            yield Flag("inconsistent-name", "names", mention.span, mention.text, INCONSISTENT, evidence, suggestions)


_SPELLED_SO = {"document": "better known, or more frequent here", "batch": "other articles on the event agree on it"}


def _outvoted(mention: Mention) -> bool:
    """True for a name that other articles on the event spell otherwise (names/kin.py)."""
    best = mention.matches[0].entity if mention.how == "near" else None
    return best is not None and best.kind == "name" and best.source == "batch"


def _doubtful(reading: Reading, _: Settings) -> Iterator[Flag]:
    for mention in reading.mentions:
        if mention.odd and not _outvoted(mention) and not mention.text.isupper():
            fix = "the fixes are guesses from the sound" if mention.guesses else "no fix is proposed"
            note = f"damage; {plain(mention.odd[0])!r} is spelled as no dictionary has it; {fix}"
            evidence = (Evidence("probability that the document is damaged", reading.damage, DOUBT, note),)
            confidence = UNKNOWN_IS_GARBLED * reading.damage
            guesses = guessed(mention, confidence)
            yield Flag("doubtful-name", "names", mention.span, mention.text, confidence, evidence, guesses)


def guessed(mention: Mention, doubt: float) -> tuple[Suggestion, ...]:
    """What a name may have been that is wrong with the probability `doubt`: each less likely than the one before."""
    return tuple(
        Suggestion(guess.name, Safety.SHOW, doubt * guess.chance, difference(mention.text, guess.name))
        for guess in mention.guesses
    )


RULES: tuple[Rule, ...] = (
    Rule(
        name="garbled-name",
        channel="names",
        about="A person's name that is in no dictionary and sounds like one that is.",
        why="A name written in another script and back loses vowels and mixes up p and b, f and v, g, j and k.",
        safety="safe when the whole name sounds alike and its odd tokens are no usual words, or when the office, the "
        "document or the batch names the same person; likely and show below that",
        find=_finder("garbled-name", "person", judged_person),
        bad=(
            "Hakan Vian, the foreign minister of Türkiye, arrived in the evening.",
            "The Russian Foreign Minister Sergei Lavruf spoke for an hour.",
        ),
        good=(
            "Hakan Fidan, the foreign minister of Türkiye, arrived in the evening.",
            "Boris Vian, the novelist, also played the trumpet.",
        ),
    ),
    Rule(
        name="garbled-place",
        channel="names",
        about="A word that stands where a place is expected and sounds like a city, or is its name elsewhere.",
        why="Names of places pass through the other script as names of people do.",
        safety="safe when it sounds nearly the same as one city of a country named in the text; likely below that; "
        "shown when the country is not named",
        find=_finder("garbled-place", "place", judged_place),
        bad=("The shelling near Kharkif in Ukraine went on.",),
        good=("The shelling near Kharkov in Ukraine went on.",),
    ),
    Rule(
        name="garbled-organisation",
        channel="names",
        about="A name of several words that sounds like a known organisation.",
        why="Names of organisations that were spelled by sound come back with other letters.",
        safety="likely: applied on request",
        find=_finder("garbled-organisation", "organisation", judged_organisation),
        bad=("A report by Amnisty International was published.",),
        good=("A report by Amnesty International was published.",),
    ),
    TRANSLATED,
    REWORDED,
    FOREIGN,
    Rule(
        name="inconsistent-name",
        channel="names",
        about="A name that the text spells in two ways, neither of them known; both are flagged when both are as good.",
        why="Machine translation spells one unknown name differently from sentence to sentence.",
        safety="never applied; the better known or more frequent spelling is shown, else guesses from the sound",
        find=_inconsistent,
        bad=("Pavel Golosheykin came. Later Gloshekin left, and Golosheykin was asked again.",),
        good=("Pavel Golosheykin came. Later Golosheykin left with Dmitry Golosheikin.",),
    ),
    Rule(
        name="doubtful-name",
        channel="names",
        about="A name that nobody has heard of, in an article that is damaged throughout.",
        why="Where other names are garbled, two of three unknown names are; the parts of the world's names say more.",
        safety="show: up to five guesses from the sound, never applied; articles that are not damaged are left alone.",
        find=_doubtful,
        in_context=True,
        bad=(),
        good=("Mikola Dzyubenchuk, a baker, said that the bridge would reopen on Monday.",),
    ),
)
