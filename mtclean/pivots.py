"""Pivot confusions: English words that share one foreign word, so that a round trip may put one for the other.

The tables are package data (see data/pivots/README.md), made by training/pivots.py.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import NamedTuple

from .english import inflected, inflections, lemmas
from .table import lines, table

CODES = {
    "ara": "ar", "bul": "bg", "ces": "cs", "deu": "de", "fas": "fa", "fra": "fr", "heb": "he", "hin": "hi", "jpn": "ja",
    "kor": "ko", "pol": "pl", "por": "pt", "rus": "ru", "spa": "es", "tur": "tr", "ukr": "uk", "zho": "zh",
}  # fmt: skip
UPOS = {"NOUN": "n", "VERB": "v", "ADJ": "a", "ADV": "r"}
LEAST_CHANCE = 2**-40
MOST = 1_000
BASE_TAGS = {"n": "NN", "v": "VB", "a": "JJ", "r": "RB"}

_FUNCTION = """
    a about above across after again against ago all almost alone along already also although always am among an and
    another any anybody anyone anything are around as at away be became because become been before behind being below
    beside besides between beyond both but by can cannot could did do does doing done down during each eight either else
    enough even ever every everybody everyone everything except few five for four from get gets getting got had has
    have having he hence her here hers herself him himself his how however hundred i if in indeed instead into is it
    its itself just least less like lot made make makes making many may maybe me might million mine more most much must
    my myself near neither never nevertheless next nine no nobody none nor not nothing now of off often on once one
    ones only onto or other others our ours ourselves out over own per perhaps quite rather same seven several shall
    she should since six so some somebody someone something sometimes somewhere soon still such ten than that the their
    theirs them themselves then there therefore these they this those though thousand three through throughout thus till
    to together too toward towards two under unless until up upon us very via was we well were what whatever when
    whenever where whereas whether which while who whoever whole whom whose why will with within without would yes yet
    you your yours yourself"""
FUNCTION_WORDS = frozenset(_FUNCTION.split())


class Way(NamedTuple):
    """One language in which one word, `shared`, means both; `cost` is in bits, the smaller the likelier."""

    pivot: str
    shared: str
    cost: float


class Candidate(NamedTuple):
    """A word that may have stood here, and the ways it may have been lost, the likeliest first.

    `cost` is in bits: all ways together, each language as likely as any other until `given` says otherwise.
    """

    replacement: str
    lemma: str
    cost: float
    ways: tuple[Way, ...]

    def given(self, shares: Mapping[str, float]) -> Candidate:
        """The same where each language is the pivot with the probability that `shares` has for it.

        >>> lost = Candidate("shares", "share", 4.0, (Way("ar", "x", 3.0), Way("de", "y", 3.0)))
        >>> lost.given({"ar": 0.0, "de": 1.0})
        Candidate(replacement='shares', lemma='share', cost=3.0, ways=(Way(pivot='de', shared='y', cost=3.0), \
Way(pivot='ar', shared='x', cost=3.0)))
        """
        chances = {way: shares[way.pivot] * 2**-way.cost for way in self.ways}
        cost = -math.log2(max(sum(chances.values()), LEAST_CHANCE))
        return self._replace(cost=round(cost, 1), ways=tuple(sorted(self.ways, key=lambda way: -chances[way])))


class Row(NamedTuple):
    """A line of a table, about lemmas."""

    candidate: str
    shared: str
    cost: float
    pos: str
    pivot: str


@dataclass(frozen=True)
class Pivots:
    """The tables of some languages.

    >>> arabic = Pivots.load(["ar"])
    >>> [c.replacement for c in arabic.candidates("arrows")][:1]
    ['shares']
    >>> arabic.candidates("the")
    ()
    """

    tables: Mapping[str, bytes]
    known: dict[tuple[str, int], tuple[Candidate, ...]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def load(cls, languages: Sequence[str] | None = None) -> Pivots:
        """The tables of `languages` (such as "ar" or "ara"); all of them when None."""
        wanted = None if languages is None else {CODES.get(code, code) for code in languages}
        unknown = sorted((wanted or set()) - set(CODES.values()))
        if unknown:
            raise ValueError(f"no pivot table for {', '.join(unknown)}; there are {', '.join(sorted(CODES.values()))}")
        return cls({two: table(f"pivots/{three}") for three, two in CODES.items() if wanted is None or two in wanted})

    def rows(self, lemma: str) -> Iterator[Row]:
        """What the tables say of one lemma."""
        for pivot, known in self.tables.items():
            for candidate, shared, cost, pos in lines(known, lemma):
                yield Row(candidate, shared, float(cost), pos, pivot)

    def candidates(self, word: str, most: int = MOST) -> tuple[Candidate, ...]:
        """At most `most` words that may have stood in place of `word`, in its form, with its capital, cheapest first.

        >>> [c.replacement for c in Pivots.load(["ar"]).candidates("Chapters") if c.lemma == "season"]
        ['Seasons']
        """
        if (word, most) not in self.known:
            self.known[word, most] = tuple(islice(self._found(word), most))
        return self.known[word, most]

    def _found(self, word: str) -> Iterator[Candidate]:
        low = word.lower()
        if low in FUNCTION_WORDS or not (low.isascii() and low.isalpha()):
            return
        groups: dict[tuple[str, tuple[str, str]], dict[str, Row]] = {}
        for lemma, tags in _readings(low).items():
            for row in self.rows(lemma):
                for form in (form for form in tags if form[0] in row.pos):
                    of_pivot = groups.setdefault((row.candidate, form), {})
                    of_pivot[row.pivot] = min(row, of_pivot.get(row.pivot, row), key=lambda r: r.cost)
        priced = [(_explained(rows.values(), len(self.tables)), form) for (_, form), rows in groups.items()]
        seen = {low}
        for candidate, (pos, tag) in sorted(priced, key=lambda pair: (pair[0].cost, pair[0].lemma, pair[1])):
            base = candidate.lemma if BASE_TAGS[pos] == tag else ""
            new = in_form(candidate.lemma, tag) or base
            if new and new not in seen:
                seen.add(new)
                yield candidate._replace(replacement=cased(new, word))


@cache
def shipped() -> Pivots:
    """The tables of all languages, read once."""
    return Pivots.load()


def _readings(word: str) -> dict[str, set[tuple[str, str]]]:
    """Lemmas of `word`, each with the (part of speech, tag) in which this is its form."""
    readings: dict[str, set[tuple[str, str]]] = {word: set(BASE_TAGS.items())}
    for upos, found in lemmas(word).items():
        for lemma in found if upos in UPOS else ():
            forms = inflections(lemma, upos)
            # The first spelling is the usual one: "share" is listed as a plural too, after "shares".
            tags = [tag for tag, spellings in forms.items() if word == spellings[0]]
            tags = tags or [tag for tag, spellings in forms.items() if word in spellings]
            readings.setdefault(lemma, set()).update((UPOS[upos], tag) for tag in tags)
    return readings


@cache
def in_form(lemma: str, tag: str) -> str:
    """The form of a lemma; a phrase is inflected in its first word when it is a verb, else in its last.

    >>> in_form("shoot down", "VBD"), in_form("field hospital", "NNS")
    ('shot down', 'field hospitals')
    """
    before, _, last = lemma.rpartition(" ")
    if before and tag.startswith("VB"):
        first, _, rest = lemma.partition(" ")
        return f"{form} {rest}" if (form := in_form(first, tag)) else ""
    form = inflected(last, tag)
    return f"{before} {form}".strip() if form else ""


def cased(new: str, like: str) -> str:
    """`new` with a capital where `like` begins with one."""
    return new.capitalize() if like[0].isupper() else new


def _explained(rows: Iterable[Row], tables: int) -> Candidate:
    """A lemma for rows of several languages, each of which may as well have been the pivot; its form is to be found."""
    best, *others = sorted(rows, key=lambda row: (row.cost, row.pivot))
    chance = sum(2**-row.cost for row in (best, *others)) / tables
    ways = tuple(Way(row.pivot, row.shared, row.cost) for row in (best, *others))
    return Candidate(best.candidate, best.candidate, abs(round(-math.log2(chance), 1)), ways)
