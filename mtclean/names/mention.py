"""A name in running text and what the dictionary, the document and the batch say about it."""

from __future__ import annotations

from typing import NamedTuple

from ..values import Span

GEONAMES = "GeoNames"  # the source of towns that nobody wrote down as being in the news


class Entity(NamedTuple):
    """One dictionary row: the preferred spelling, what kind of thing it is, where it belongs, and the roles it held."""

    canonical: str
    kind: str
    country: str
    roles: tuple[str, ...]
    source: str


class Match(NamedTuple):
    """An entity (or attested spelling) a mention may have been; scores between 0 and 1.

    `support` is the evidence besides the sound, each line a kind and a note: "role: the foreign minister of turkiye".
    """

    replacement: str
    entity: Entity
    score: float
    worst: float
    margin: float
    support: tuple[str, ...]


class Guess(NamedTuple):
    """What a name may have been; `chance` is the probability that it was, if the name is wrong."""

    name: str
    chance: float


class Mention(NamedTuple):
    """A capitalised name in the text; `how` is `exact`, `near`, `calque`, `foreign` or `unknown`.

    A `calque` is translated word for word, a `foreign` name left in another language.

    `odd` holds the tokens of a name that is not `exact` which no language knows, or which another language writes so;
    `guesses` is what the whole may have been.
    """

    span: Span
    text: str
    how: str
    matches: tuple[Match, ...]
    odd: tuple[str, ...] = ()
    guesses: tuple[Guess, ...] = ()


def kind_of(support: str) -> str:
    """The kind of evidence a line of support gives: "role", "title", "document", "batch", "rare" ...

    >>> kind_of("role: foreign minister of turkiye")
    'role'
    """
    return support.partition(":")[0]
