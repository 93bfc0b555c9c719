"""The one kind of error that users are told in a sentence instead of a traceback."""

from __future__ import annotations


class MtcleanError(Exception):
    """Something a user can put right: what is wrong and where, and what to do next.

    >>> print(MtcleanError("no model is installed", "run `mtclean model install`"))
    no model is installed; run `mtclean model install`
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}; {self.hint}" if self.hint else self.message
