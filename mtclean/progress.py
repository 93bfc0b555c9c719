"""A one-line progress bar that steps aside for whatever else is printed."""

from __future__ import annotations

from collections.abc import Callable

from .render import visible

WIDTH = 24
CLEAR = "\r\x1b[K"


class Bar:
    """Draws `done` of `total` (None when unknown) through `write`; `hide` before other output goes to the terminal.

    What is counted without a total is called `things`.
    """

    def __init__(self, write: Callable[[str], None], total: int | None, things: str = "documents") -> None:
        self._write = write
        self._total = total
        self._things = things
        self._done = 0
        self._shown = False

    def step(self, name: str) -> None:
        """Count one more document, called `name`."""
        self.reach(self._done + 1, name)

    def reach(self, done: int, name: str) -> None:
        """Show that `done` of them are done, the last called `name`."""
        self._done = done
        self._shown = True
        self._write(f"{CLEAR}{self.line()} {visible(name)[-40:]}")

    def line(self) -> str:
        """The bar itself, or a plain count when nobody knows how many there are.

        >>> Bar(print, 4).line()
        '[........................] 0/4'
        """
        if self._total is None:
            return f"{self._done:,} {self._things}"
        full = min(WIDTH, WIDTH * self._done // max(1, self._total))
        return f"[{'#' * full}{'.' * (WIDTH - full)}] {self._done:,}/{self._total:,}"

    def hide(self) -> None:
        """Wipe the line."""
        if self._shown:
            self._write(CLEAR)
            self._shown = False
