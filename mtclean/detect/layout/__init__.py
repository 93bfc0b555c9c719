"""The layout channel: damage by tokenisers, scrapers and encodings, found by rules that need no language model."""

from __future__ import annotations

from ...reading import Rule
from . import doubles, encoding, figures, hyphens, markup, quotes, residue, scripts, spacing, words

RULES: tuple[Rule, ...] = (
    *encoding.RULES,
    *markup.RULES,
    *residue.RULES,
    *hyphens.RULES,
    *spacing.RULES,
    *words.RULES,
    *doubles.RULES,
    *scripts.RULES,
    *quotes.RULES,
    *figures.RULES,
)
