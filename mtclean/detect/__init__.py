"""The rules that run, in order: what each looks for is in its module, what all share is in reading.py."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..reading import Rule
from ..settings import reject_unknown
from . import agreement, articles, grammar, layout, names, senses, style, unlikely

RULES: tuple[Rule, ...] = (
    *layout.RULES,
    *names.RULES,
    *senses.RULES,
    *agreement.RULES,
    *articles.RULES,
    *grammar.RULES,
    *unlikely.RULES,
    *style.RULES,
)


def selected(rules: Sequence[Rule], ignored: Iterable[str]) -> tuple[Rule, ...]:
    """`rules` without the ignored ones, in order; a `SettingsError` for a name that no rule has."""
    ignored = set(ignored)
    reject_unknown(ignored, [rule.name for rule in rules], "ignore")
    return tuple(rule for rule in rules if rule.name not in ignored)
