"""Edits: applied by position, refused when the text is not what they expect, and invertible."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from .values import Edit, Span


class EditConflict(ValueError):  # noqa: N818 - the name says what happened
    """Two edits overlap, or the text at an edit is not what the edit expects."""


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return `text` with all `edits` made, in whatever order they are given.

    >>> apply_edits("state -owned", [Edit(Span(5, 7), " -", "-", "space-before-hyphen")])
    'state-owned'
    """
    parts: list[str] = []
    cursor = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        fits = cursor <= edit.span.start <= edit.span.end <= len(text)
        if not fits or edit.span.of(text) != edit.old:
            raise EditConflict(f"cannot replace {edit.old!r} at {edit.span.start}: the text there is different")
        parts += text[cursor : edit.span.start], edit.new
        cursor = edit.span.end
    return "".join(parts) + text[cursor:]


def inverses(edits: Iterable[Edit]) -> list[Edit]:
    """Edits that undo `edits` on the text that `apply_edits` returned.

    >>> inverses([Edit(Span(0, 4), "Vian", "Fidan", "garbled-name")])
    [Edit(span=Span(start=0, end=5), old='Fidan', new='Vian', rule='garbled-name')]
    """
    shift = 0
    undone: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: edit.span):
        start = edit.span.start + shift
        undone.append(Edit(Span(start, start + len(edit.new)), edit.new, edit.old, edit.rule))
        shift += len(edit.new) - len(edit.old)
    return undone


def lines_of(text: str) -> list[str]:
    r"""Split after each newline and nowhere else, as patch does.

    >>> lines_of("a\r\nb\u2028c\nd")
    ['a\r\n', 'b\u2028c\n', 'd']
    """
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def unified_diff(name: str, before: str, after: str) -> str:
    r"""A patch that `git apply` accepts, with the marker it needs for a missing last newline.

    >>> print(unified_diff("a.txt", "one\ntwo", "one\n2"), end="")
    --- a/a.txt
    +++ b/a.txt
    @@ -1,2 +1,2 @@
     one
    -two
    \ No newline at end of file
    +2
    \ No newline at end of file
    """
    diff = difflib.unified_diff(lines_of(before), lines_of(after), side("a", name), side("b", name))
    return "".join(map(patch_line, diff))


def patch_line(line: str) -> str:
    """A line of a patch, with the marker that says when the file has no newline there."""
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def side(letter: str, name: str) -> str:
    r"""How a patch spells a file name: quoted when it must be, with a tab after it when it holds a blank.

    >>> side("a", "articles/007.txt"), side("a", "/tmp/my text.txt")
    ('a/articles/007.txt', 'a/tmp/my text.txt\t')
    >>> print(side("b", 'x"y.txt'))
    "b/x\"y.txt"
    """
    plain = f"{letter}/{name.lstrip('/')}"
    if re.search(r'["\\\x00-\x1f\x7f]', plain):
        quoted = re.sub(r'["\\]', r"\\\g<0>", plain)
        return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda match: f"\\{ord(match.group()):03o}", quoted) + '"'
    return plain + "\t" if " " in plain else plain
