"""Is an edit right or harmful? Asked of the human translation of the same lines.

Right: what the edit writes stands in the reference and what it takes away does not. Harm: the other way round.
Anything else is undecided: the human chose other words, or both stand there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from mtclean.text import WORD
from mtclean.values import Edit, Span

RIGHT, HARM, UNDECIDED = "right", "harm", "undecided"
NEAR = 200
CURLED = str.maketrans("‘’“”", "''\"\"")


def decide(text: str, edit: Edit, reference: str, *, layout: bool = False) -> str:
    r"""`right`, `harm` or `undecided`; `text` and `reference` have the same lines.

    >>> text = "The arrows fell.\nHe left."
    >>> edit = Edit(Span(4, 10), "arrows", "shares", "pivot-confusion")
    >>> decide(text, edit, "Shares fell.\nHe went.")
    'right'
    """
    lines = reference_lines(text, edit.span, reference)
    if layout or _words(edit.old) == _words(edit.new):
        return _by_characters(text, edit, lines)
    return _by_words(text, edit, lines)


def reference_lines(text: str, span: Span, reference: str) -> str:
    """The lines of `reference` that stand beside the lines of `text` which `span` touches."""
    first = text.count("\n", 0, span.start)
    last = text.count("\n", 0, max(span.start, span.end - 1))
    return "\n".join(reference.split("\n")[first : last + 1])


def _by_words(text: str, edit: Edit, lines: str) -> str:
    """Compare the words that the edit changes, as runs of neighbouring words; case and accents count if they differ."""
    old, new = _core(text, edit)
    there = _words(lines)
    if _plain(old) != _plain(new):
        old, new, there = _plain(old), _plain(new), _plain(there)
    return _verdict(new_there=_holds(there, new), old_there=_holds(there, old))


def _by_characters(text: str, edit: Edit, lines: str) -> str:
    """Compare the blank-separated pieces that the edit touches on its lines, any white space as one blank."""
    before, after = text[: edit.span.start][-NEAR:], text[edit.span.end :][:NEAR]
    left = "" if edit.old.startswith("\n") else re.findall(r"\S*\Z", before)[0]
    right = "" if edit.old.endswith("\n") else re.findall(r"^\S*", after)[0]
    old, new, there = (" ".join(part.split()) for part in (left + edit.old + right, left + edit.new + right, lines))
    if _straight(old) != _straight(new):
        old, new, there = _straight(old), _straight(new), _straight(there)
    old_there = _stands_in(old, there)
    if not new:
        return HARM if old_there else UNDECIDED if there else RIGHT
    return _verdict(new_there=_stands_in(new, there), old_there=old_there)


def _verdict(*, new_there: bool, old_there: bool) -> str:
    if new_there == old_there:
        return UNDECIDED
    return RIGHT if new_there else HARM


def _core(text: str, edit: Edit) -> tuple[list[str], list[str]]:
    """The words before and after without those that both begin or end with; one neighbour each side if one is empty."""
    old, new = _words(edit.old), _words(edit.new)
    lead = _shared(old, new)
    tail = _shared(old[lead:][::-1], new[lead:][::-1])
    cut_old, cut_new = old[lead : len(old) - tail], new[lead : len(new) - tail]
    if cut_old and cut_new:
        return cut_old, cut_new
    left = (_words(text[: edit.span.start][-NEAR:]) + old[:lead])[-1:]
    right = (old[len(old) - tail :] + _words(text[edit.span.end :][:NEAR]))[:1]
    return left + cut_old + right, left + cut_new + right


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _words(text: str) -> list[str]:
    return [match.group() for match in WORD.finditer(text)]


def _plain(words: Sequence[str]) -> list[str]:
    """Without case, accents and curled apostrophes."""
    spelled = (unicodedata.normalize("NFKD", _straight(word).casefold()) for word in words)
    return ["".join(char for char in word if not unicodedata.combining(char)) for word in spelled]


def _straight(text: str) -> str:
    return text.translate(CURLED)


def _holds(words: Sequence[str], run: Sequence[str]) -> bool:
    return any(list(words[i : i + len(run)]) == list(run) for i in range(len(words) - len(run) + 1)) if run else False


def _stands_in(part: str, line: str) -> bool:
    """True when `part` stands in `line` and no word goes on at its ends."""
    if not part:
        return False
    left = r"(?<!\w)" if re.match(r"\w", part) else ""
    right = r"(?!\w)" if re.search(r"\w\Z", part) else ""
    return re.search(left + re.escape(part) + right, line) is not None
