"""English words read as the parts of names that they translate, in the languages of data/calques.

The tables are made by training/calques.py. A part of a name may come back as several words: Small Forest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import product
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from ..table import lines
from .sound import similarity
from .tongues import HOMES, LANGUAGES, borne

SHIPPED = Path(__file__).parent.parent / "data" / "calques"
LONGEST = 3  # English words that translate one token
SAME = 0.9  # how much the other tokens of a name must sound alike
COGNATE = 0.8  # a translation that sounds so much like its word is the business of people.py


class Word(NamedTuple):
    """A part of a name that is a word of a language, of three letters as ISO 639-3 has them, and how it writes it."""

    token: str
    language: str
    spelling: str


class Part(NamedTuple):
    """A token of a name and the English that stands for it; `kept` when that is the token itself or sounds like it."""

    english: str
    token: str
    kept: bool


@cache
def _table() -> bytes:
    """Lines of English, token, language and spelling, in the order of the English."""
    found = []
    for path in sorted(SHIPPED.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            english, token, spelling = line.split("\t")
            found.append((f"{english}\t", f"{token}\t{path.stem}\t{spelling}\n"))
    return "".join(english + rest for english, rest in sorted(found, key=itemgetter(0))).encode()


@lru_cache(maxsize=4096)
def foreign(english: str) -> tuple[Word, ...]:
    """The words that `english`, a word or phrase of up to three in small letters, translates.

    >>> [word.token for word in foreign("flower") if word.language == "deu"]
    ['blume']
    >>> [word.token for word in foreign("small forest")]
    ['kobayashi']
    """
    return tuple(Word(*fields) for fields in lines(_table(), english))


def vocabulary() -> list[str]:
    """The English words and phrases that translate any part of a name, in order."""
    return sorted({line.partition("\t")[0] for line in _table().decode().splitlines()})


def phrases(seen: Sequence[str]) -> Iterator[str]:
    """Every word of `seen` and every row of up to three of them.

    >>> list(phrases(["ken", "small", "forest"]))
    ['ken', 'small', 'forest', 'ken small', 'small forest', 'ken small forest']
    """
    for size in range(1, min(LONGEST, len(seen)) + 1):
        for start in range(len(seen) - size + 1):
            yield " ".join(seen[start : start + size])


def aligned(seen: Sequence[str], meant: Sequence[str]) -> tuple[Part, ...] | None:
    """How the words `seen` are the tokens `meant`, each translated, the same or alike; None when they are not.

    >>> [part.kept for part in aligned(("ken", "small", "forest"), ("ken", "kobayashi"))]
    [True, False]
    >>> aligned(("ken", "large", "forest"), ("ken", "kobayashi"))
    """
    if not meant:
        return None if seen else ()
    for size in range(1, min(LONGEST, len(seen) - len(meant) + 1) + 1):
        part = _part(" ".join(seen[:size]), meant[0])
        rest = aligned(seen[size:], meant[1:]) if part else None
        if part and rest is not None:
            return (part, *rest)
    return None


def _part(english: str, token: str) -> Part | None:
    if any(word.token == token for word in foreign(english)) and similarity(english, token) < COGNATE:
        return Part(english, token, kept=False)
    return Part(english, token, kept=True) if similarity(english, token) >= SAME and " " not in english else None


def word(english: str, token: str, country: str) -> Word | None:
    """The word `token`, of a language of which somebody from `country` may have a name, that `english` translates.

    >>> word("peace", "paz", "BO").language, word("gold", "kim", "KR").language, word("gold", "kim", "IT")
    ('spa', 'kor', None)
    """
    found = [one for one in foreign(english) if one.token == token and borne(one.language, country)]
    return min(found, key=lambda one: country not in HOMES[one.language], default=None)


def note(english: str, one: Word) -> str:
    """The line of evidence for `one` having been read as `english`."""
    return f"calque: {english.title()} is one word in {LANGUAGES[one.language]} ({one.spelling})"


class Reading(NamedTuple):
    """A name in plain form, the language it is in, how that writes it, and the English it was read from."""

    form: str
    language: str
    spelling: str
    english: str

    def note(self) -> str:
        """The line of evidence."""
        return f"calque: {self.english.title()} is {self.spelling} in {LANGUAGES[self.language]}, word for word"


def readings(seen: Sequence[str], strange: frozenset[str] = frozenset()) -> Iterator[Reading]:
    """Every way to put the English words `seen` into one language, two parts in either order.

    The words `strange` of them, which are not English, stay as they are beside what is translated.

    >>> "buenos aires" in [one.form for one in readings(["good", "airs"])]
    True
    """
    for parts in _cuts(tuple(seen)):
        orders = [parts] if "the" in parts or len(parts) != 2 else [parts, parts[::-1]]
        languages = [{one.language for one in foreign(part)} for part in parts if part not in strange]
        for language in sorted(set.intersection(*languages)) if languages else ():
            for order in orders:
                yield from _put(order, language, strange)


def _put(parts: Sequence[str], language: str, strange: frozenset[str]) -> Iterator[Reading]:
    english = " ".join(parts)
    for chosen in product(*(_options(part, language, strange) for part in parts)):
        yield Reading(" ".join(w.token for w in chosen), language, " ".join(w.spelling for w in chosen), english)


def _options(part: str, language: str, strange: frozenset[str]) -> list[Word]:
    if part in strange:
        return [Word(part, language, part.title())]
    return [one for one in foreign(part) if one.language == language]


def _cuts(seen: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """All ways to cut `seen` into phrases."""
    if not seen:
        yield ()
    for size in range(1, min(LONGEST, len(seen)) + 1):
        for rest in _cuts(seen[size:]):
            yield (" ".join(seen[:size]), *rest)
