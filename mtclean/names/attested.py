"""Full names seen in the other articles of a run: what clean articles on the same event agree on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ..text import sentences
from ..values import Document
from .runs import runs
from .sound import plain
from .sounds import Sounds

ENOUGH = 2


@dataclass(frozen=True)
class Attested:
    """Full names of a run of articles: plain key, spelling, number of articles, in the order of the keys."""

    rows: tuple[tuple[str, str, int], ...] = ()

    @cached_property
    def articles(self) -> dict[str, int]:
        """Number of articles by plain key."""
        return {key: articles for key, _, articles in self.rows}

    def count(self, name: str) -> int:
        """In how many articles `name` stands; case and accents are ignored."""
        return self.articles.get(plain(name), 0)

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
    articles: Counter[str] = Counter()
    spellings: dict[str, str] = {}
    for doc in documents:
        names = {run.span.of(doc.text) for run in runs(doc.text, sentences(doc.text)) if 2 <= len(run.tokens) <= 4}
        for name in sorted(names):
            spellings.setdefault(plain(name), name)
        articles.update({plain(name) for name in names})
    return Attested(tuple((key, spellings[key], articles[key]) for key in sorted(articles)))
