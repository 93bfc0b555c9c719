"""English inflection: which lemmas a word may be a form of, and the forms of a lemma.

It says what lemminflect says where that does not guess at unknown words (training/english.py writes the table), without
most of a second for reading lemminflect's own files at every start.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from .table import lines, table

TABLE = "english"
REMEMBERED = 20_000
TAGS = {
    "NOUN": ("NN", "NNS"),
    "VERB": ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"),
    "ADJ": ("JJ", "JJR", "JJS"),
    "ADV": ("RB", "RBR", "RBS"),
}
# What stands in for a form that is not listed: the participle for the past, an adverb for an adjective.
ALTERNATES = {
    "VBD": "VBN", "VBN": "VBD", "JJ": "RB", "JJR": "RBR", "JJS": "RBS", "RB": "JJ", "RBR": "JJR", "RBS": "JJS",
}  # fmt: skip
_EVERY_TAG = frozenset(tag for tags in TAGS.values() for tag in tags)

Forms = Mapping[str, tuple[str, ...]]


@lru_cache(REMEMBERED)
def _known(word: str) -> Forms:
    return {tag: tuple(forms.split("/")) for tag, forms in lines(table(TABLE), word)}


def lemmas(word: str) -> Forms:
    """The lemmas that a word in small letters may be a form of, by part of speech as Universal Dependencies name it.

    >>> lemmas("shares")["VERB"], lemmas("qwxz")
    (('share',), {})
    """
    return {part: found for part, found in _known(word).items() if part not in _EVERY_TAG}


def inflections(lemma: str, part: str) -> Forms:
    """The forms of a lemma as one part of speech (one of TAGS), by Penn Treebank tag, the usual spelling first.

    >>> inflections("fall", "VERB")["VBD"]
    ('fell',)
    """
    known = _known(lemma)
    return {tag: known[tag] for tag in TAGS[part] if tag in known}


def inflected(lemma: str, tag: str) -> str:
    """The usual form of a lemma for a Penn Treebank tag; nothing where none is known.

    >>> inflected("shoot", "VBD"), inflected("qwxz", "NNS")
    ('shot', '')
    """
    known = _known(lemma)
    return (known.get(tag) or known.get(ALTERNATES.get(tag, ""), ("",)))[0]
