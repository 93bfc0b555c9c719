"""Which flags stand and which edits are made: one total order for overlaps, one rule for trust."""

from __future__ import annotations

from collections.abc import Iterable

from .settings import Settings
from .values import Edit, Flag, Safety, Span


def choose(flag: Flag, floor: Safety = Safety.SAFE) -> Edit | None:
    """The edit for `flag`: its one safest suggestion, if that reaches `floor`; None when two are equally safe.

    One of style needs no floor.
    """
    floor = Safety.STYLE if flag.safety is Safety.STYLE else floor
    trusted = [s for s in flag.suggestions if s.safety >= floor and s.safety == flag.safety]
    if len(trusted) != 1:
        return None
    return Edit(flag.span, flag.text, trusted[0].replacement, flag.rule)


def strength(flag: Flag) -> tuple[float, float, int, int, str]:
    """Sort key: safest first, then most confident, then longest, then leftmost, then by rule name: never a tie."""
    safest = Safety.SHOW - 0.5 if flag.safety is None else int(flag.safety)
    return (-safest, -round(flag.confidence, 6), flag.span.start - flag.span.end, flag.span.start, flag.rule)


def without_overlaps(flags: Iterable[Flag]) -> list[Flag]:
    """The strongest flags that share no character, in text order; the order of `flags` does not matter."""
    kept: list[Flag] = []
    for flag in sorted(flags, key=strength):
        if not any(flag.span.overlaps(other.span) for other in kept):
            kept.append(flag)
    return sorted(kept, key=lambda flag: flag.span)


def standing(flags: Iterable[Flag], text: str, settings: Settings) -> list[Flag]:
    """The flags a user sees: confident enough, not kept by the keep-list, not ignored in the text, not overlapping."""
    ignored = ignored_spans(text)
    return without_overlaps(
        flag
        for flag in flags
        if flag.confidence >= settings.show
        and flag.text not in settings.keep
        and not any(flag.span.overlaps(span) for span in ignored)
    )


OPEN, CLOSE = "<!-- mtclean: off -->", "<!-- mtclean: on -->"


def ignored_spans(text: str) -> list[Span]:
    """Stretches between an inline "off" mark and the next "on" mark (or the end); see the README.

    >>> ignored_spans("a <!-- mtclean: off --> Vian <!-- mtclean: on --> b")
    [Span(start=2, end=49)]
    """
    spans: list[Span] = []
    start = text.find(OPEN)
    while start >= 0:
        close = text.find(CLOSE, start)
        end = len(text) if close < 0 else close + len(CLOSE)
        spans.append(Span(start, end))
        start = text.find(OPEN, end)
    return spans
