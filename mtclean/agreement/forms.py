"""The small words that languages tell apart differently: pronouns by gender and number, verbs by number.

Which of them stand where, and what else could stand there; what the language model says of it is asked elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..english import lemmas
from ..lm.scorer import Probe
from ..senses.propose import AN
from ..values import Span

PERSONS = ("he", "she", "it", "they")  # the columns of CASES
CASES = (
    ("he", "she", "it", "they"),
    ("him", "her", "it", "them"),
    ("his", "her", "its", "their"),
    ("himself", "herself", "itself", "themselves"),
)
PRONOUNS = {
    form: tuple(dict.fromkeys(other for row in CASES if form in row for other in row if other != form))
    for row in CASES
    for form in row
}


def _both_ways(*pairs: str) -> dict[str, str]:
    return {one: other for pair in pairs for one, other in (pair.split(), pair.split()[::-1])}


VERBS = _both_ways(
    "is are", "was were", "has have", "does do", "isn't aren't", "wasn't weren't", "hasn't haven't", "doesn't don't"
)
DETERMINERS = _both_ways("this these", "that those")
ARTICLES = _both_ways("a an")
NEXT = re.compile(r"[ \t]+([a-z]+)\b")


class Question(NamedTuple):
    """A small word at `word` in `sentence`, and the `others` that a pivot may have turned into it."""

    kind: str
    word: Span
    sentence: Span
    others: tuple[str, ...]

    @property
    def certain(self) -> bool:
        """True when spelling alone makes the word doubtful, so that it is tried whatever its first token says."""
        return self.kind in ("determiner", "article")

    @property
    def probe(self) -> Probe:
        """The same, as the language model is asked."""
        return Probe(self.word, self.others)


def person_of(form: str) -> str:
    """The column of a pronoun: the subject form of its gender and number.

    >>> person_of("Her"), person_of("themselves")
    ('she', 'they')
    """
    return next(PERSONS[row.index(form.lower())] for row in CASES if form.lower() in row)


def questions(
    text: str, words: Sequence[Span], sentences: Sequence[Span], quotations: Sequence[Span]
) -> list[Question]:
    """All questions of `text`, in order; quoted speech is not asked about, since it names nobody for its pronouns."""
    spoken = {i for quote in quotations for i in range(quote.start, quote.end)}
    found: list[Question] = []
    at = 0
    for word in words:
        while at + 1 < len(sentences) and sentences[at + 1].start <= word.start:
            at += 1
        if sentences and word.start not in spoken:
            kind, others = _asked(text, word)
            if others:
                found.append(Question(kind, word, sentences[at], others))
    return found


def _asked(text: str, word: Span) -> tuple[str, tuple[str, ...]]:
    seen = word.of(text)
    low = seen.lower().replace("’", "'")
    if seen not in (seen.lower(), seen.capitalize()):
        return "", ()
    if low in PRONOUNS:
        return "pronoun", tuple(_like(form, seen) for form in PRONOUNS[low])
    if low in VERBS:
        return "verb", (_like(VERBS[low], seen),)
    if low in DETERMINERS and _disagrees(low, text, word):
        return "determiner", (_like(DETERMINERS[low], seen),)
    if low in ARTICLES and _misspelt(low, text, word):
        return "article", (_like(ARTICLES[low], seen),)
    return "", ()


def _disagrees(low: str, text: str, word: Span) -> bool:
    """True when the word after a determiner is a noun of the other number; "this" may have a verb after it."""
    after = NEXT.match(text, word.end)
    known = lemmas(after[1]) if after is not None else {}
    if after is None or "NOUN" not in known or "ADJ" in known:
        return False
    many = after[1] not in known["NOUN"]
    return not many if low in ("these", "those") else many and len(known) == 1


def _misspelt(low: str, text: str, word: Span) -> bool:
    """True when an article does not suit the first letters of the word after it, which begins small and with no "h"."""
    after = NEXT.match(text, word.end)
    return after is not None and len(after[1]) > 1 and after[1][0] != "h" and bool(AN.match(after[1])) != (low == "an")


def _like(form: str, seen: str) -> str:
    return form.capitalize() if seen[0].isupper() else form


def doubled_possessives(text: str) -> Iterator[tuple[Span, str]]:
    """Relative "whose" followed by one more possessive: where, and what it should be.

    >>> list(doubled_possessives("a nurse whose her son was ill"))
    [(Span(start=8, end=17), 'whose')]
    """
    for match in re.finditer(r"\b([Ww]hose) (?:his|her|its|their)(?= [a-z])", text):
        yield Span(*match.span()), match[1]
