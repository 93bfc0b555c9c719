"""A report as a piece of HTML: the article with its flags marked, and beside each paragraph what is said of them.

Everything from the article is escaped; nothing is loaded from elsewhere, and there is no script. Colour never stands
alone: each channel also has a line of its own kind, and each flag a number.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from .render import chance, counted, excerpt, visible
from .report import Report
from .values import CHANNELS, Flag, Span, Suggestion, Word

HEAT = (12.0, 18.0, 24.0, 34.0)
"""Bits from which a word is shaded, and shaded deeper: the dearest 25, 10, 5 and 2 % of words in clean news.

Measured with the default model on 1,855 words of samples/clean.
"""

LONGEST = 90
"""Characters of a flagged text shown in a note; the article beside it shows them all."""

NOTHING = "<i>nothing</i>"
NO_NOTES: Mapping[Flag, str] = {}


class _Drawn(NamedTuple):
    """What is drawn of one report: the flags that get a mark, the words to shade, and what to add to flags."""

    report: Report
    marked: Sequence[Flag]
    words: Sequence[Word]
    now: Flag | None
    said: Mapping[Flag, str]

    @property
    def text(self) -> str:
        return self.report.doc.text

    def number(self, flag: Flag) -> int:
        return self.report.flags.index(flag) + 1

    def classes(self, flag: Flag) -> str:
        now = " now" if flag == self.now else ""
        return escape(flag.channel) + now + (" done" if flag in self.said else "")


def style() -> str:
    """Give the style sheet of `article` and `focus`, needed once in a page."""
    return f"<style>\n{files('mtclean').joinpath('html.css').read_text('utf-8')}</style>\n"


def article(report: Report, *, heat: bool = False, now: Flag | None = None, said: Mapping[Flag, str] = NO_NOTES) -> str:
    """Draw a report as HTML; without tags, its elements of class `text` are the article, character for character.

    `heat` shades every word by its bits, `now` is the flag to emphasise, and `said` what was decided about flags.
    """
    drawn = _Drawn(report, _apart(report.flags), report.words if heat else (), now, said)
    blocks = "".join(_block(drawn, block) for block in _blocks(drawn))
    return f'<article class="mtclean{" heat" if drawn.words else ""}">\n{_header(drawn)}{blocks}</article>\n'


def focus(report: Report, flag: Flag, *, said: str = "") -> str:
    """Draw one flag as HTML: its sentence with the first suggestion made, and what is said of it."""
    before, _, after = map(escape, excerpt(report.doc.text, flag.span))
    drawn = _Drawn(report, (), (), None, {flag: said} if said else {})
    title = f"<header><h3>{escape(visible(report.doc.id))}</h3></header>"
    sentence = f'<div class="text">{before}{_change(flag)}{after}</div>'
    notes = f'<ol class="notes">{_item(drawn, flag, _details(drawn, flag))}</ol>'
    return f'<article class="mtclean focus">\n{title}{sentence}\n{notes}</article>\n'


def _apart(flags: Sequence[Flag]) -> list[Flag]:
    """Keep the flags that can each have a mark: of two that overlap, the one that starts first."""
    apart: list[Flag] = []
    for flag in sorted(flags, key=lambda flag: flag.span):
        if not apart or apart[-1].span.end <= flag.span.start:
            apart.append(flag)
    return apart


def _blocks(drawn: _Drawn) -> Iterator[Span]:
    """Cut the text into paragraphs with the line breaks after them; one ends only where no flag would be cut."""
    ends = [match.end() for match in re.finditer(r"\n+", drawn.text)]
    inside = [flag.span for flag in drawn.marked]
    starts = [span.start for span in inside]
    cuts = [end for end in ends if not _cuts(end, inside, starts)]
    return (Span(a, b) for a, b in pairwise(sorted({0, *cuts, len(drawn.text)})))


def _cuts(at: int, spans: Sequence[Span], starts: Sequence[int]) -> bool:
    before = bisect_left(starts, at) - 1
    return before >= 0 and at < spans[before].end


def _header(drawn: _Drawn) -> str:
    report = drawn.report
    verdict = f"<b>{escape(report.verdict.label)}</b>, {escape(chance(report.verdict))}"
    counts = f"{counted(len(report.flags), 'flag')}, {report.bits_per_byte:.2f} bits per byte"
    return (
        f"<header><h3>{escape(visible(report.doc.id))}</h3>\n"
        f'<p class="verdict {escape(report.verdict.label)}">{verdict}</p><p>{counts}</p>\n{_legend(drawn)}</header>\n'
    )


def _legend(drawn: _Drawn) -> str:
    counts = Counter(flag.channel for flag in drawn.report.flags)
    rows = [f'<li class="{name}"><mark>{name}</mark> {counts[name]}</li>' for name in CHANNELS if counts[name]]
    steps = "".join(f'<span class="h{n}">{bits:g}</span>' for n, bits in enumerate(HEAT, 1))
    rows += [f"<li>bits of a word, from {steps}</li>"] if drawn.words else []
    return f'<ul class="legend">{"".join(rows)}</ul>' if rows else ""


def _block(drawn: _Drawn, block: Span) -> str:
    said = "".join(_note(drawn, flag) for flag in drawn.report.flags if block.start <= flag.span.start < block.end)
    notes = f'<ol class="notes">{said}</ol>' if said else '<div class="notes"></div>'
    return f'<div class="block"><div class="text">{_marked(drawn, block)}</div>{notes}</div>\n'


def _marked(drawn: _Drawn, block: Span) -> str:
    parts: list[str] = []
    cursor = block.start
    for flag in (flag for flag in drawn.marked if block.holds(flag.span)):
        parts += _shaded(drawn, Span(cursor, flag.span.start)), _mark(drawn, flag)
        cursor = flag.span.end
    return "".join(parts) + _shaded(drawn, Span(cursor, block.end))


def _mark(drawn: _Drawn, flag: Flag) -> str:
    title = _plain("\n".join(_tooltip(flag)))
    opening = f'<mark class="{drawn.classes(flag)}" data-n="{drawn.number(flag)}" title="{title}">'
    return f"{opening}{_shaded(drawn, flag.span)}</mark>"


def _tooltip(flag: Flag) -> Iterator[str]:
    yield f"{flag.rule}, {_percent(flag.confidence)} sure"
    yield from (f"{_trusted(s)}{visible(s.replacement) or 'nothing'}" for s in flag.suggestions)
    yield from (visible(str(evidence)) for evidence in flag.evidence)


def _shaded(drawn: _Drawn, span: Span) -> str:
    """Write plain text, or with every word in a span of its own that shows its bits."""
    first = bisect_right(drawn.words, span.start, key=lambda word: word.span.end)
    parts: list[str] = []
    cursor = span.start
    for word in _until(drawn.words, first, span.end):
        start, end = max(word.span.start, span.start), min(word.span.end, span.end)
        parts += _plain(drawn.text[cursor:start]), _word(drawn.text[start:end], word.bits)
        cursor = end
    return "".join(parts) + _plain(drawn.text[cursor : span.end])


def _until(words: Sequence[Word], first: int, end: int) -> Iterator[Word]:
    for i in range(first, len(words)):
        if words[i].span.start >= end:
            return
        yield words[i]


def _word(text: str, bits: float) -> str:
    depth = bisect_right(HEAT, bits)
    shade = f' class="h{depth}"' if depth else ""
    return f'<span{shade} title="{bits:.1f} bits">{_plain(text)}</span>'


def _plain(text: str) -> str:
    r"""Escape `text`, and carriage returns and line breaks in a way that no parser changes.

    >>> _plain('<script>"\r')
    '&lt;script&gt;&quot;&#13;'
    """
    return escape(text).replace("\r", "&#13;")


def _note(drawn: _Drawn, flag: Flag) -> str:
    return _item(drawn, flag, f"<p>{_change(flag)}</p>{_details(drawn, flag)}")


def _item(drawn: _Drawn, flag: Flag, inside: str) -> str:
    return f'<li class="{drawn.classes(flag)}" data-n="{drawn.number(flag)}">{inside}</li>\n'


def _details(drawn: _Drawn, flag: Flag) -> str:
    seen = "; ".join([f"{flag.rule}, {_percent(flag.confidence)} sure", *(visible(str(e)) for e in flag.evidence)])
    said = f'<p class="said">{escape(visible(drawn.said[flag]))}</p>' if flag in drawn.said else ""
    return f'{_reasons(flag)}<p class="seen">{escape(seen)}</p>{said}'


def _change(flag: Flag) -> str:
    if not flag.suggestions:
        return f"<strong>{_short(flag.text)}</strong>"
    return f"<del>{_short(flag.text)}</del> <ins>{_short(flag.suggestions[0].replacement) or NOTHING}</ins>"


def _reasons(flag: Flag) -> str:
    """Say what speaks for the one suggestion, or the list of several; a sentence when there is none."""
    if not flag.suggestions:
        return '<p class="sure">No suggestion: a person has to decide.</p>'
    if len(flag.suggestions) == 1:
        return f"<p>{_reason(flag.suggestions[0])}</p>"
    rows = (f"<li><ins>{_short(s.replacement) or NOTHING}</ins> {_reason(s)}</li>" for s in flag.suggestions)
    return f'<ol class="choices">{"".join(rows)}</ol>'


def _reason(suggestion: Suggestion) -> str:
    return f'<span class="sure">{_trusted(suggestion)}</span>{escape(visible(suggestion.reason))}'


def _trusted(suggestion: Suggestion) -> str:
    colon = ": " if suggestion.reason else ""
    return f"{suggestion.safety.label}, {_percent(suggestion.confidence)}{colon}"


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("%", " %")


def _short(text: str) -> str:
    cut = text if len(text) <= LONGEST else f"{text[: LONGEST // 2]}…{text[-LONGEST // 2 :]}"
    return escape(visible(cut))
