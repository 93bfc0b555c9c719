"""How sure it is that a small word is wrong: the bits another form saves, against the bits that the text demands.

The model knows who is a woman only as well as it knows the name, so what the text itself says sets what must be saved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..surprise import USUAL_DAMAGE, log_odds, sigmoid
from ..values import Span
from .cast import Figure
from .forms import person_of
from .propose import Slip

SCALE = 1.5
DOCUMENT = 0.35  # a surely damaged document is given 1.4 bits; more, and sound pronouns of the development samples fell
GENDERS = {"he": "m", "she": "f"}
SENTENCES = 2

# How the text speaks of a man (or woman) near the pronoun: a name or noun that says so, another pronoun, people of whom
# it is not known, nobody.
STATED, IMPLIED, POSSIBLE, NOBODY = 3, 2, 1, 0
SAID = ("is not named near it", "may be meant", "is spoken of near it", "is named near it")

# Bits that must be saved, read off 90 articles of clean news (26,000 words; training/agreement.py, even half): as they
# were written, 2 words reached what is demanded; of 548 exchanged words, 386 did. For "he" and "she" it depends on what
# speaks for the form seen (rows) and for the other (columns). The model guesses at people it does not know (10 bits for
# "his counterparts" of a woman minister), so where nothing is stated more is demanded than a guess can give.
GENDER = {
    NOBODY: {NOBODY: 12.0, POSSIBLE: 12.0, IMPLIED: 3.0, STATED: 2.5},
    POSSIBLE: {NOBODY: 12.0, POSSIBLE: 12.0, IMPLIED: 3.0, STATED: 2.5},
    IMPLIED: {NOBODY: 12.0, POSSIBLE: 12.0, IMPLIED: 6.0, STATED: 4.0},
    STATED: {NOBODY: 12.0, POSSIBLE: 12.0, IMPLIED: 9.0, STATED: 6.0},
}
FROM_PERSON = {NOBODY: 4.0, POSSIBLE: 6.0, IMPLIED: 8.0, STATED: 8.0}
TO_PERSON = {NOBODY: 9.0, POSSIBLE: 7.0, IMPLIED: 6.0, STATED: 6.0}
THEY_TO_PERSON = 8.0  # singular "they" is good English
ONE_OR_MANY = 6.0  # so is a team that has won "their" match
OTHERS = {"verb": 4.0, "determiner": 3.0, "article": 3.0}


def demanded(slip: Slip, near: Mapping[str, int]) -> float:
    """Bits that an exchange must save in an ordinary document; `near` is how the text speaks of men and women."""
    if slip.kind != "pronoun":
        return OTHERS[slip.kind]
    seen, other = person_of(slip.old), person_of(slip.new)
    if seen in GENDERS and other in GENDERS:
        return GENDER[near[seen]][near[other]]
    if seen in GENDERS:
        return FROM_PERSON[near[seen]]
    if other in GENDERS:
        return THEY_TO_PERSON if seen == "they" else TO_PERSON[near[other]]
    return ONE_OR_MANY


def probability(slip: Slip, demand: float, damage: float) -> float:
    """Between 0 and 1, one half where an ordinary document is given what it demands.

    >>> slip = Slip("verb", Span(8, 11), "are", "is", 6.0)
    >>> probability(slip, 4.0, 0.9) > probability(slip, 4.0, 0.1) > 0.5
    True
    """
    document = min(max(log_odds(damage) - log_odds(USUAL_DAMAGE), -1.0), 4.0)
    return sigmoid((slip.gain - demand + DOCUMENT * document) / SCALE)


def near(text: str, word: Span, sentences: Sequence[Span], figures: Sequence[Figure]) -> dict[str, int]:
    """How `text` speaks of men ("he") and women ("she") near `word`.

    People are looked for in its sentence and the two before, pronouns in the rest of its paragraph as well.
    """
    at = max((i for i, sentence in enumerate(sentences) if sentence.start <= word.start), default=0)
    start, paragraph = sentences[max(0, at - SENTENCES)].start, text.find("\n", word.end)
    ends = sentences[at].end, len(text) if paragraph < 0 else paragraph
    around = [
        figure
        for figure in figures
        if start <= figure.span.start < ends[figure.pronoun] and not figure.span.overlaps(word)
    ]
    return {person: _how(gender, around) for person, gender in GENDERS.items()}


def _how(gender: str, around: Sequence[Figure]) -> int:
    same = [figure for figure in around if figure.gender == gender]
    if same:
        return IMPLIED if all(figure.pronoun for figure in same) else STATED
    return POSSIBLE if any(figure.gender == "?" for figure in around) else NOBODY
