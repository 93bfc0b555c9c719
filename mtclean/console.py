"""The terminal: what goes to standard output, what to standard error, in colour or not, and the progress bar."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, NoReturn, TextIO

import click

from .progress import Bar
from .render import failure_line
from .report import Failure, Report
from .sources import Source, sources
from .values import Document

if TYPE_CHECKING:
    from .run import Run


class Console:
    """Prints for one command; results are UTF-8 whatever the locale says."""

    def __init__(self, paths: Iterable[str] = ()) -> None:
        self.is_terminal = sys.stdout.isatty()
        self.colour = wants_colour(sys.stdout)
        self._bar = Bar(self._err, _number_of_files(paths)) if sys.stderr.isatty() and _are_many(paths) else None

    def out(self, text: str | bytes) -> None:
        """Print a result."""
        self._hide_bar()
        if isinstance(text, str) and not self.is_terminal:
            text = text.encode("utf-8", "surrogateescape")
        click.echo(text, nl=False, color=self.colour)

    def remark(self, text: str) -> None:
        """Print what is not a result on standard error."""
        self._hide_bar()
        self._err(text)

    def ask(self, question: str) -> str:
        """What the user answers to a question asked on standard error."""
        self._hide_bar()
        answer: str = click.prompt(question, default="", show_default=False, prompt_suffix="", err=True)
        return answer

    def watch(self, result: Report | Failure | Document) -> None:
        """Tell of a failure, and move the bar on."""
        if isinstance(result, Failure):
            self.remark(failure_line(result))
        if self._bar is not None:
            self._bar.step(result.doc.id if isinstance(result, Report) else result.id)

    def count(self, stage: str, done: int) -> None:
        """Show on a terminal how many rows a stage has done."""
        if self._bar is None and sys.stderr.isatty():
            self._bar = Bar(self._err, None, "rows")
        if self._bar is not None:
            self._bar.reach(done, stage)

    def finish(self, run: Run, *, to_stdout: bool = False) -> NoReturn:
        """Print the closing line and leave with the exit code that the counts mean."""
        line = f"{run.summary}\n"
        (self.out if to_stdout else self.remark)(line)
        raise SystemExit(run.summary.exit_code)

    def _hide_bar(self) -> None:
        if self._bar is not None:
            self._bar.hide()

    @staticmethod
    def _err(text: str) -> None:
        click.echo(text, nl=False, err=True, color=wants_colour(sys.stderr) or text.startswith("\r"))


def wants_colour(stream: TextIO) -> bool:
    """True for a terminal whose user did not ask for plain text (NO_COLOR, or a dumb terminal)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _are_many(paths: Iterable[str]) -> bool:
    files = [found for found, _ in zip(sources(paths), range(2), strict=False)]
    return len(files) > 1 or any(isinstance(found, Source) and found.is_lines for found in files)


def _number_of_files(paths: Iterable[str]) -> int | None:
    found = list(sources(paths))
    return None if any(isinstance(one, Source) and (one.is_lines or one.is_stdin) for one in found) else len(found)
