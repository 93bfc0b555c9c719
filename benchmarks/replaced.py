"""Words that a post-editor replaced one for one: how often is the first, or one of the first suggestions, their word?

The broken rate is the share of the words they left alone that suggestions would change, were they all applied.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from benchmarks.bench import Table
from benchmarks.corpus import Sentence
from benchmarks.gold import Gold, fix_rank, overlapping
from benchmarks.metrics import Figure, rate
from benchmarks.tables import share
from mtclean.report import Report
from mtclean.text import WORD, words
from mtclean.values import Edit, Safety, Span

TOP = 5
COLUMNS = ("pair", "replaced", "flagged %", "top-1 %", f"top-{TOP} %", "left alone", "broken: first %", "LIKELY %")
NOTE = (
    "Replaced: one word for one word, as the difference between the sentence and its post-edit has it. Left alone:"
    " words that are not BAD. Broken: such words that the first suggestion of a flag, or a LIKELY edit, would change."
)


class Counted(NamedTuple):
    """A sentence: words replaced, and of these flagged, right first, right among the first; words kept and changed."""

    replaced: int
    flagged: int
    first: int
    among: int
    kept: int
    broken: int
    broken_likely: int


def counted(sentence: Sentence, report: Report) -> Counted:
    """What the report of a sentence says of the words that its post-editor replaced, and of those they kept."""
    text = sentence.doc.text
    golds = list(replaced(sentence))
    ranks = [fix_rank(text, gold, report.flags, golds) for gold in golds]
    kept = [t for t, bad in zip(sentence.tokens, sentence.bad, strict=True) if not bad and t.of(text).isalpha()]
    return Counted(
        replaced=len(golds),
        flagged=sum(bool(overlapping(gold.span, report.flags)) for gold in golds),
        first=sum(rank == 1 for rank in ranks),
        among=sum(rank is not None and rank <= TOP for rank in ranks),
        kept=len(kept),
        broken=_changed(kept, report.edits_at(Safety.SHOW)),
        broken_likely=_changed(kept, report.edits_at(Safety.LIKELY)),
    )


def replaced(sentence: Sentence) -> Iterator[Gold]:
    """The words for which the post-edit has one other word, each with that word as its fix."""
    old = [token.of(sentence.doc.text) for token in sentence.tokens]
    new = sentence.post_edit.split()
    for tag, i, j, k, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "replace" and j - i == n - k == 1 and WORD.fullmatch(old[i]) and WORD.fullmatch(new[k]):
            yield Gold(sentence.tokens[i], old[i], "words", "replaced", "severe", (new[k],))


def _changed(kept: Sequence[Span], edits: Sequence[Edit]) -> int:
    touched = [span for edit in edits for span in changed_words(edit)]
    return sum(any(token.overlaps(span) for span in touched) for token in kept)


def changed_words(edit: Edit) -> Iterator[Span]:
    """Where the words stand that an edit takes away or replaces.

    >>> list(changed_words(Edit(Span(10, 20), "the arrows", "the shares", "rule")))
    [Span(start=14, end=20)]
    """
    old = words(edit.old)
    said = [word.of(edit.old) for word in old]
    new = [match.group() for match in WORD.finditer(edit.new)]
    for tag, i, j, *_ in SequenceMatcher(None, said, new, autojunk=False).get_opcodes():
        if tag in ("replace", "delete"):
            yield from (Span(edit.span.start + w.start, edit.span.start + w.end) for w in old[i:j])


def table(found: dict[str, list[Counted]], signature: str) -> Table:
    """One row per language pair, and one for all."""
    everything = [one for sentences in found.values() for one in sentences]
    rows = tuple(_row(pair, sentences) for pair, sentences in (*found.items(), ("all", everything)))
    return Table("Words that a post-editor replaced by one other", COLUMNS, rows, signature, NOTE)


def _row(pair: str, found: Sequence[Counted]) -> tuple[str, ...]:
    replaced, kept = sum(one.replaced for one in found), sum(one.kept for one in found)
    return (
        pair,
        str(replaced),
        share(sum(one.flagged for one in found), replaced),
        share(sum(one.first for one in found), replaced),
        share(sum(one.among for one in found), replaced),
        f"{kept:,}",
        share(sum(one.broken for one in found), kept),
        share(sum(one.broken_likely for one in found), kept),
    )


def figures(found: dict[str, list[Counted]], seed: int) -> dict[str, Figure]:
    """Rates over all pairs, with intervals over sentences."""
    every = [one for sentences in found.values() for one in sentences]
    replaced, kept = [one.replaced for one in every], [one.kept for one in every]
    return {
        "replaced.top1": rate([one.first for one in every], replaced, seed=seed),
        "replaced.top5": rate([one.among for one in every], replaced, seed=seed),
        "replaced.broken": rate([one.broken for one in every], kept, seed=seed),
        "replaced.broken_likely": rate([one.broken_likely for one in every], kept, seed=seed),
    }
