"""A name in running text and what the dictionary, the document and the batch say about it."""

from __future__ import annotations

from typing import NamedTuple

from ..values import Span


class Entity(NamedTuple):
    """One dictionary row: the preferred spelling, what kind of thing it is, where it belongs, and the roles it held."""

    canonical: str
    kind: str
    country: str
    roles: tuple[str, ...]
    source: str


class Match(NamedTuple):
    """An entity (or attested spelling) a mention may have been; scores between 0 and 1."""

    replacement: str
    entity: Entity
    score: float
    worst: float
    margin: float
    support: tuple[str, ...]


class Mention(NamedTuple):
    """A capitalised name in the text; `how` is `exact`, `near` or `unknown`."""

    span: Span
    text: str
    how: str
    matches: tuple[Match, ...]
