"""mtclean: find what machine translation broke in English articles, say why, and propose what stood there before.

    report = mtclean.check("Hakan Vian, the foreign minister of Türkiye, said ...")
    report.flags, report.diff, report.fixed

Names below are imported when first used, so that `import mtclean` and `mtclean --help` stay quick.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from .version import __version__

if TYPE_CHECKING:
    from .pipeline import Cleaner
    from .report import Failure, Report
    from .settings import Settings
    from .values import Document, Edit, Evidence, Flag, Safety, Span, Suggestion, Verdict, Word

_HOMES = {
    "Cleaner": "pipeline",
    "Document": "values",
    "Edit": "values",
    "Evidence": "values",
    "Failure": "report",
    "Flag": "values",
    "Report": "report",
    "Safety": "values",
    "Settings": "settings",
    "Span": "values",
    "Suggestion": "values",
    "Verdict": "values",
    "Word": "values",
}

__all__ = [  # noqa: RUF022 - the two functions first
    "check",
    "fix",
    "Cleaner",
    "Document",
    "Edit",
    "Evidence",
    "Failure",
    "Flag",
    "Report",
    "Safety",
    "Settings",
    "Span",
    "Suggestion",
    "Verdict",
    "Word",
    "__version__",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'mtclean' has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)


@cache
def _cleaner() -> Cleaner:
    from .pipeline import Cleaner

    return Cleaner()


def check(text: str) -> Report:
    """The report on a text, with the default settings; use a `Cleaner` for others, and for many texts."""
    return _cleaner().check(text)


def fix(text: str) -> str:
    """The text with the SAFE edits made."""
    return check(text).fixed
