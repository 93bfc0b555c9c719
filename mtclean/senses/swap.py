"""A word, another English word that shares a translation with it, and what the language model says of the exchange."""

from __future__ import annotations

from typing import NamedTuple

from ..values import Span

LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "de": "German", "es": "Spanish", "fa": "Persian", "fr": "French",
    "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "it": "Italian", "ja": "Japanese", "pl": "Polish",
    "pt": "Portuguese", "ru": "Russian", "tr": "Turkish", "zh": "Chinese",
}  # fmt: skip


class Swap(NamedTuple):
    """An inversion that was tried: `new` for the word at `span`."""

    span: Span
    old: str
    new: str
    pivot: str
    shared: str
    cost: float
    gain: float
