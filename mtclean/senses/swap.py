"""A word, another English word that shares a translation with it, and what the language model says of the exchange."""

from __future__ import annotations

from typing import NamedTuple

from ..values import Span

LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "de": "German", "es": "Spanish", "fa": "Persian", "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "it": "Italian", "ja": "Japanese",
    "ko": "Korean", "pl": "Polish", "pt": "Portuguese", "ru": "Russian", "tr": "Turkish", "uk": "Ukrainian",
    "zh": "Chinese",
}  # fmt: skip


class Swap(NamedTuple):
    """An inversion that was tried: `new` for the word at `span`.

    A `spare` one promised too little to be tried for its own sake: it is there in case the word is wrong anyway. A
    `compound` stands for several words, the parts of one term.
    """

    span: Span
    old: str
    new: str
    pivot: str
    shared: str
    cost: float
    gain: float
    spare: bool = False
    compound: bool = False


def reason(swap: Swap) -> str:
    """Why a swap is proposed, in words.

    >>> reason(Swap(Span(4, 10), "arrows", "shares", "ar", "أسهم", 3.0, 11.2))
    'one word in Arabic (أسهم); saves 11 bits here'
    >>> reason(Swap(Span(4, 20), "price of benefit", "interest rate", "ar", "سعر الفائدة", 7.3, 11.2, compound=True))
    'part by part from Arabic (سعر الفائدة); saves 11 bits here'
    """
    kind = "part by part from" if swap.compound else "one word in"
    return f"{kind} {LANGUAGES.get(swap.pivot, swap.pivot)} ({swap.shared}); saves {swap.gain:.0f} bits here"
