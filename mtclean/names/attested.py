"""Names seen in the other articles of a run: what clean articles on the same event agree on."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ..text import sentences
from ..values import Document
from .runs import Run, runs
from .sound import plain
from .sounds import Sounds

ENOUGH = 2
_WORD = re.compile(r"[^\W\d_]{4,}")
OF_NAMES = re.compile(r"[^\s-]+")  # the words of a name: Helix-Nebel has two


class Article(NamedTuple):
    """An article of the run, told by a digest; all but spellings in plain form.

    `spellings` has those of each word of its names, `names` the words of each name, `words` all of the text.
    """

    digest: str
    spellings: Mapping[str, str]
    names: tuple[tuple[str, ...], ...]
    words: frozenset[str]


@dataclass(frozen=True)
class Attested:
    """Full names of a run of articles: plain key, spelling, number of articles, in the order of the keys."""

    rows: tuple[tuple[str, str, int], ...] = ()
    articles: tuple[Article, ...] = ()

    @cached_property
    def _counts(self) -> dict[str, int]:
        return {key: articles for key, _, articles in self.rows}

    def count(self, name: str) -> int:
        """In how many articles `name` stands; case and accents are ignored."""
        return self._counts.get(plain(name), 0)

    @cached_property
    def trusted(self) -> tuple[str, ...]:
        """Spellings that stand in at least `ENOUGH` articles, in alphabetical order."""
        return tuple(sorted(spelling for _, spelling, articles in self.rows if articles >= ENOUGH))

    @cached_property
    def sounds(self) -> Sounds:
        """`trusted`, for retrieval by sound."""
        return Sounds.spelled((spelling, at) for at, spelling in enumerate(self.trusted))


def attested(documents: Iterable[Document]) -> Attested:
    """Count the full names of `documents`, each article once.

    >>> seen = attested([Document("a", "They met Hakan Fidan."), Document("b", "So did Hakan Fidan.")])
    >>> seen.count("hakan fidan"), seen.trusted
    (2, ('Hakan Fidan',))
    """
    counts: Counter[str] = Counter()
    spellings: dict[str, str] = {}
    articles = []
    for doc in documents:
        found = runs(doc.text, sentences(doc.text))
        names = {run.span.of(doc.text) for run in found if 2 <= len(run.tokens) <= 4}
        for name in sorted(names):
            spellings.setdefault(plain(name), name)
        counts.update({plain(name) for name in names})
        articles.append(_article(doc.text, found))
    rows = tuple((key, spellings[key], counts[key]) for key in sorted(counts))
    return Attested(rows, tuple(articles))


def digest(text: str) -> str:
    """What tells a text from others; the same text twice is one article."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _article(text: str, found: Sequence[Run]) -> Article:
    said = {tuple(OF_NAMES.findall(run.span.of(text))) for run in found}
    spellings = {
        plain(word): word for word in sorted({word for name in said for word in name if not word[0].islower()})
    }
    names = sorted({tuple(map(plain, name)) for name in said})
    words = frozenset(map(plain, set(_WORD.findall(text))))
    return Article(digest(text), spellings, tuple(names), words)
