"""Fixed terms of the news as a round trip renders them word for word ("fire cessation" for "ceasefire").

The table, data/terms.csv, lists only what is never correct English, so that a row found is damage in itself.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from ..english import inflected, lemmas
from ..values import Span

AMERICAN = {
    "armour": "armor",
    "armoured": "armored",
    "caesarean": "cesarean",
    "centre": "center",
    "centres": "centers",
    "defence": "defense",
    "demilitarised": "demilitarized",
    "equaliser": "equalizer",
    "haemorrhage": "hemorrhage",
    "honour": "honor",
    "labour": "labor",
    "leukaemia": "leukemia",
    "licence": "license",
    "licences": "licenses",
    "litre": "liter",
    "metre": "meter",
    "metres": "meters",
    "mobilisation": "mobilization",
    "neighbouring": "neighboring",
    "normalisation": "normalization",
    "organisation": "organization",
    "organisations": "organizations",
    "paedophile": "pedophile",
    "programme": "program",
    "programmes": "programs",
    "theatre": "theater",
    "tumour": "tumor",
    "tumours": "tumors",
}
WORD = re.compile(r"\w+(?:['’\-/]\w+)*['’]?")
GAP = re.compile(r"(?=\s)[^\S\n]*\n?[^\S\n]*")  # one line break may fall within a term, a paragraph break may not


class Term(NamedTuple):
    """A row of the table."""

    observed: str
    canonical: str
    topic: str
    source: str


class TermHit(NamedTuple):
    """A literal rendering in running text, and the term that it renders, with the capitals of the original."""

    span: Span
    canonical: str
    topic: str


@cache
def terms() -> tuple[Term, ...]:
    """All rows, as the file orders them."""
    text = (files("mtclean") / "data" / "terms.csv").read_text(encoding="utf-8")
    return tuple(Term(*row) for row in csv.reader(text.splitlines()[1:]))


def find_terms(text: str) -> Iterator[TermHit]:
    """Terms in `text` from left to right, the longest first, none overlapping another.

    >>> [hit.canonical for hit in find_terms("The Council of Security met. Fire cessation agreements failed.")]
    ['Security Council', 'Ceasefire']
    >>> list(find_terms("The Security Council agreed on a ceasefire."))
    []
    """
    words = [Span(*match.span()) for match in WORD.finditer(text)]
    at = 0
    while at < len(words):
        found = _longest(text, words, at)
        if found is not None:
            span, size, term = found
            yield TermHit(span, _cased(term.canonical, span.of(text)), term.topic)
            at += size
        else:
            at += 1


def _longest(text: str, words: list[Span], at: int) -> tuple[Span, int, Term] | None:
    """The longest row that starts at word `at`: its span, its number of words, and the row."""
    rows = _by_first_word().get(_key(words[at].of(text)), {})
    for size in sorted({wording.count(" ") + 1 for wording in rows}, reverse=True):
        part = words[at : at + size]
        wording = " ".join(_key(word.of(text)) for word in part)
        term = rows.get(wording) or rows.get(wording.removesuffix("'s"))
        if term is not None and _adjacent(text, part):
            covered = text[part[0].start : part[-1].end].rstrip("'’")
            if not wording.endswith("'s") or wording not in rows:
                covered = re.sub(r"['’][sS]$", "", covered)
            return Span(part[0].start, part[0].start + len(covered)), size, term
    return None


def _adjacent(text: str, words: list[Span]) -> bool:
    gaps = (text[left.end : right.start] for left, right in pairwise(words))
    return all(GAP.fullmatch(gap) for gap in gaps)


def _key(word: str) -> str:
    """How the index has a word: in small letters, but for "US", which is no pronoun."""
    return word if word == "US" else word.lower().replace("’", "'").rstrip("'")


@cache
def _by_first_word() -> dict[str, dict[str, Term]]:
    """First word -> observed wording -> row; the rows of the table come before their plurals and other spellings."""
    index: dict[str, dict[str, Term]] = {}
    plurals = [row for term in terms() for row in _plural(term)]
    american = [row for term in (*terms(), *plurals) for row in _american(term)]
    for row in (*terms(), *plurals, *american):
        key = " ".join(_key(word) for word in row.observed.split())
        index.setdefault(_key(row.observed.split()[0]), {}).setdefault(key, row)
    return index


def _plural(term: Term) -> Iterator[Term]:
    """The row in the plural, when both sides have the same head, or are headed by singular nouns and nothing else.

    >>> [t.canonical for t in _plural(Term("bomb car", "car bomb", "war", ""))]
    []
    >>> [t.canonical for t in _plural(Term("fund bourse", "stock exchange", "economics", ""))]
    []
    >>> [t.canonical for t in _plural(Term("plane carrier", "aircraft carrier", "war", ""))]
    ['aircraft carriers']
    >>> [t[:2] for t in _plural(Term("strike of hunger", "hunger strike", "society", ""))]
    [('strikes of hunger', 'hunger strikes')]
    """
    (before, head, after), (fixed, noun, rest) = _headed(term.observed), _headed(term.canonical)
    if head == noun:
        singular = head in lemmas(head).get("NOUN", ())
    else:
        singular = not after and not rest and all(lemmas(word) == {"NOUN": (word,)} for word in (head, noun))
    many, nouns = inflected(head, "NNS"), inflected(noun, "NNS")
    if singular and many and nouns and many != head:
        yield term._replace(observed=f"{before}{many}{after}", canonical=f"{fixed}{nouns}{rest}")


def _headed(wording: str) -> tuple[str, str, str]:
    """What comes before the noun that the wording is about, this noun, and what comes after it.

    >>> _headed("foreign minister"), _headed("ministry of the interior")
    (('foreign ', 'minister', ''), ('', 'ministry', ' of the interior'))
    """
    front, of, after = wording.partition(" of ")
    before, space, head = front.rpartition(" ")
    return before + space, head, of + after


def _american(term: Term) -> Iterator[Term]:
    """The row as American papers spell it.

    >>> [t[:2] for t in _american(Term("minister of defending", "defence minister", "politics", ""))]
    []
    >>> [t[:2] for t in _american(Term("minister of the defence", "defence minister", "politics", ""))]
    [('minister of the defense', 'defense minister')]
    """
    observed, canonical = (
        re.sub(r"\w+", lambda word: AMERICAN.get(word[0], word[0]), side) for side in (term.observed, term.canonical)
    )
    if observed != term.observed:
        yield term._replace(observed=observed, canonical=canonical)


def _cased(canonical: str, like: str) -> str:
    """`canonical` with the capitals of `like`: all of it, every longer word, the first, or as the table has it."""
    words = [word for word in re.findall(r"[^\W\d_]+", like) if len(word) > 3] or [like]
    if like.isupper():
        return canonical.upper()
    if len(words) > 1 and all(word[0].isupper() for word in words):
        return re.sub(r"(?<![\w'’])(?!(?:of|the|and|for|with|in|on|to|without)\b)\w", lambda m: m[0].upper(), canonical)
    return canonical[0].upper() + canonical[1:] if like[0].isupper() else canonical
