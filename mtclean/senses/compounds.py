"""Terms that another language builds of parts, rendered part by part: "price of benefit" for "interest rate".

Unlike a row of terms.csv such a rendering may be good English in another place, so it is tried like any other sense.
The table, data/compounds.tsv.gz, is made by training/compounds.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, permutations
from typing import NamedTuple

from ..english import inflections, lemmas
from ..pivots import FUNCTION_WORDS, UPOS, Candidate, Way, cased, in_form
from ..table import lines, table
from ..values import Span
from .propose import Proposal

TABLE = "compounds"
WORD = re.compile(r"[A-Za-z]+")
FILLER = r"(?:of|for|in|on|to|with|from|by|the|an?)"
GAP = re.compile(rf"(?:['’]s)?(?: {FILLER}){{0,2}} |-", re.IGNORECASE)
MOST_FORMS = 4  # of the right terms of one compound
REMEMBERED = 10_000


class Compound(NamedTuple):
    """A term that one language builds of `pieces`, each with the English words that may render it.

    `rights` are what it is called in English, `cost` bits.
    """

    pivot: str
    shared: str
    pieces: tuple[frozenset[str], ...]
    rights: tuple[str, ...]
    cost: float


class _Token(NamedTuple):
    """A content word, and the lemmas it may be a form of."""

    span: Span
    known: frozenset[str]


@lru_cache(REMEMBERED)
def compounds(lemma: str) -> tuple[Compound, ...]:
    """The compounds that are looked for where this lemma stands: it renders the piece that English has least often."""
    return tuple(
        Compound(pivot, shared, _pieces(said), tuple(rights.split("|")), float(cost))
        for pivot, shared, said, rights, cost in lines(table(TABLE), lemma)
    )


def _pieces(said: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(piece.split("|")) for piece in said.split("+"))


def renderings(text: str, sentences: Sequence[Span], held: Sequence[Span]) -> list[Proposal]:
    """The runs of words in `text` that may render a compound, none of them `held` as a name or sure term: in order.

    >>> text = "The central bank raised the price of benefit."
    >>> [(p.word.of(text), p.candidates[0].replacement) for p in renderings(text, [Span(0, len(text))], [])]
    [('price of benefit', 'interest rate')]
    """
    covered = {i for span in held for i in range(*span)}
    found: dict[tuple[Span, Span], dict[str, Candidate]] = {}
    for sentence in sentences:
        for run in _runs(text, sentence, covered):
            for at, token in enumerate(run):
                for compound in (one for lemma in sorted(token.known) for one in compounds(lemma)):
                    for part in _matches(run, at, compound.pieces):
                        place = found.setdefault((_whole(part), sentence), {})
                        for one in _candidates(text, part, compound):
                            place[one.replacement] = min(place.get(one.replacement, one), one, key=lambda c: c.cost)
    return [
        Proposal(word, sentence, tuple(sorted(known.values(), key=lambda c: c.cost)))
        for (word, sentence), known in sorted(found.items())
        if known
    ]


def _runs(text: str, sentence: Span, covered: set[int]) -> Iterator[list[_Token]]:
    """Content words with nothing between them but blanks, hyphens and small words."""
    run: list[_Token] = []
    for match in WORD.finditer(text, *sentence):
        low = match[0].lower()
        if low in FUNCTION_WORDS or low == "s":
            continue
        token = _Token(Span(*match.span()), _known(low))
        taken = token.span.start in covered
        if run and (taken or not GAP.fullmatch(text, run[-1].span.end, token.span.start)):
            yield run
            run = []
        if not taken:
            run.append(token)
    if run:
        yield run


def _matches(run: Sequence[_Token], at: int, pieces: Sequence[frozenset[str]]) -> Iterator[Sequence[_Token]]:
    """The neighbouring words, the one at `at` among them, that render one piece each, in whatever order."""
    for first in range(max(0, at - len(pieces) + 1), at + 1):
        part = run[first : first + len(pieces)]
        if len(part) == len(pieces) and any(
            all(token.known & piece for token, piece in zip(part, order, strict=True)) for order in permutations(pieces)
        ):
            yield part


def _whole(part: Sequence[_Token]) -> Span:
    return Span(part[0].span.start, part[-1].span.end)


def _candidates(text: str, part: Sequence[_Token], compound: Compound) -> Iterator[Candidate]:
    """What the compound is called, in the forms that the words of its rendering have."""
    said = {token.span.of(text).lower() for token in part}
    way = Way(compound.pivot, compound.shared, compound.cost)
    forms = [(right, new) for right in compound.rights for new in _forms(right, said)]
    for right, new in forms[:MOST_FORMS]:
        if not all(any(token.known & _known(word) for word in new.lower().split()) for token in part):
            yield Candidate(cased(new, part[0].span.of(text)), right, compound.cost, (way,))


def _known(word: str) -> frozenset[str]:
    return frozenset({word, *chain.from_iterable(lemmas(word).values())})


def _forms(right: str, said: set[str]) -> list[str]:
    """A term as it is, or, where words of its rendering are in other forms, in those.

    >>> _forms("interest rate", {"prices", "benefit"}), _forms("abstain", {"remained", "timid"})
    (['interest rates', 'interest rate'], ['abstained', 'abstain'])
    """
    first, last = right.partition(" ")[0], right.rpartition(" ")[2]
    nouns = "NOUN" in lemmas(last)
    verbs = "VERB" in lemmas(first) and (first == last or not nouns)
    tags = sorted(tag for word in said for tag in _tags(word))
    wanted = [tag for tag in tags if (nouns and tag == "NNS") or (verbs and tag.startswith("VB"))]
    made = [new for tag in wanted if (new := in_form(right, tag))]
    return list(dict.fromkeys([*made, right]))


def _tags(word: str) -> Iterator[str]:
    """The tags, other than those of a lemma, in which a word may be: those of which it is the usual spelling."""
    for part, known in lemmas(word).items():
        for lemma in known if part in UPOS and word not in known else ():
            yield from (tag for tag, spellings in inflections(lemma, part).items() if spellings[0] == word)
