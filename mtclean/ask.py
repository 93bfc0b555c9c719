"""Asking about one suggestion after the other, as `git add -p` does; reading and printing are handed in."""

from __future__ import annotations

from collections.abc import Callable

from .render import flag_lines, heading, visible
from .report import Report
from .values import Edit, Flag

HELP = """  y - make this edit
  n - leave it as it is
  a - make this edit and the first suggestion for every flag left in this document
  e - type what should stand there
  q - quit; edits accepted so far are kept, nothing more is asked
  1-9 - make the edit with that suggestion
"""
CHOICES = "y,n,a,q,e,?"


class Session:
    """Questions and answers over many documents; `stop` is called when the user quits."""

    def __init__(
        self, show: Callable[[str], None], prompt: Callable[[str], str], stop: Callable[[], None], *, colour: bool
    ) -> None:
        self._show = show
        self._prompt = prompt
        self._stop = stop
        self._colour = colour
        self._over = False
        self._all = False

    def edits(self, report: Report) -> list[Edit]:
        """The edits a user accepts in one document, in text order."""
        self._all = False
        flags = [flag for flag in report.flags if flag.suggestions]
        if flags and not self._over:
            self._show(heading(report, colour=self._colour))
        chosen = [self._decide(report, flag) for flag in flags]
        return [edit for edit in chosen if edit is not None]

    def _decide(self, report: Report, flag: Flag) -> Edit | None:
        if self._over:
            return None
        if self._all:
            return _with(flag, flag.suggestions[0].replacement)
        self._show("\n" + flag_lines(report.doc.text, flag, colour=self._colour))
        return self._answered(flag)

    def _answered(self, flag: Flag) -> Edit | None:
        while True:
            answer = (
                self._prompt(f'Put "{visible(flag.suggestions[0].replacement)}" here [{CHOICES}]? ').strip().lower()
            )
            if answer.isdecimal() and 1 <= int(answer) <= len(flag.suggestions):
                return _with(flag, flag.suggestions[int(answer) - 1].replacement)
            if answer == "e":
                return _with(flag, self._prompt(f'Instead of "{visible(flag.text)}": '))
            if answer in ("y", "n", "a", "q"):
                return self._decided(flag, answer)
            self._show(HELP)

    def _decided(self, flag: Flag, answer: str) -> Edit | None:
        self._all, self._over = answer == "a", answer == "q"
        if self._over:
            self._stop()
        return _with(flag, flag.suggestions[0].replacement) if answer in ("y", "a") else None


def _with(flag: Flag, replacement: str) -> Edit:
    return Edit(flag.span, flag.text, replacement, flag.rule)
