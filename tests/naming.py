"""The names channel without a language model: what its rules would show of a text."""

from __future__ import annotations

from mtclean.detect.names import RULES
from mtclean.names.dictionary import Dictionary
from mtclean.names.resolve import mentions
from mtclean.policy import standing
from mtclean.reading import Reading
from mtclean.settings import Settings
from mtclean.text import sentences
from mtclean.values import Document, Flag


def flags(text: str, dictionary: Dictionary, damage: float = 0.0) -> list[Flag]:
    """All flags of the names channel that a user would see, in text order, the text taken to be damaged so far."""
    doc, parts, settings = Document("a", text), sentences(text), Settings()
    reading = Reading(doc, parts, mentions=mentions(doc, parts, dictionary), damage=damage)
    found = [flag for rule in RULES for flag in rule.find(reading, settings) if flag.confidence >= settings.show]
    return sorted(standing(found, text, settings), key=lambda flag: flag.span)
