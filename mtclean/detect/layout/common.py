"""What the layout rules share: how a flag is made, what must never be touched, and which letters form a word."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from ...values import Evidence, Flag, Safety, Span, Suggestion

NEARBY = 200
LONGEST_TOKEN = 300

TOKEN = re.compile(r"[^\s<>\"“”«»]+")
# Only tokens that hold one of these can be an address, a path or code; the test spares the others the pattern below.
TELLTALE = re.compile(r"[/@#`=\\_.]")
ADDRESS = re.compile(
    r"""https?:|www\.|://|
        \w@\w|@\w|(?<!&)\#\w|                                     # mail, handles, hash tags
        \w\.(?:com|org|net|gov|edu|info|co|io|uk|de|fr|ru|cn|tr|eu|tv|me|ng|au|ir|il|qa|ae)\b(?![-'’]?[A-Z])|
        \w\.(?:py|js|ts|css|html?|php|aspx?|xml|json|txt|csv|pdf|docx?|xlsx?|jpe?g|png|gif|svg|webp|mp[34]|zip|exe)\b|
        [A-Za-z]\.[A-Za-z]+\.[A-Za-z]|`|==|::|\\|\w_\w|\w=[\w"']|\w/\w+/|\(\)""",
    re.VERBOSE,
)
CODE = re.compile(r"`[^`\n]{1,300}`")


class Change(NamedTuple):
    """What to put in place of a span (None: nobody knows), and how far that may be trusted."""

    replacement: str | None
    safety: Safety
    confidence: float


def flagged(rule: str, text: str, span: Span, evidence: Evidence, change: Change) -> Flag:
    """The flag of a layout rule; the note of its evidence is also the reason for its one suggestion."""
    suggestions: tuple[Suggestion, ...] = ()
    if change.replacement is not None:
        suggestions = (Suggestion(change.replacement, change.safety, change.confidence, evidence.note),)
    return Flag(rule, "layout", span, span.of(text), change.confidence, (evidence,), suggestions)


def listed(words: str) -> frozenset[str]:
    """The words of a list that is written as one string, to be read rather than counted."""
    return frozenset(words.split())


@lru_cache(maxsize=4)
def protected(text: str) -> tuple[Span, ...]:
    """Spans that layout rules leave alone: addresses, handles, file names, code, and tokens too long to be words.

    >>> text = "See www.bbc.co.uk/a.b or `x , y` and mail a.b@c.org , please"
    >>> [span.of(text) for span in protected(text)]
    ['www.bbc.co.uk/a.b', '`x , y`', 'a.b@c.org']
    """
    found = [Span(*match.span()) for match in TOKEN.finditer(text) if _untouchable(match.group())]
    found += [Span(*match.span()) for match in CODE.finditer(text)]
    merged: list[Span] = []
    for span in sorted(found):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _untouchable(token: str) -> bool:
    if len(token) > LONGEST_TOKEN:
        return True
    return TELLTALE.search(token) is not None and ADDRESS.search(token) is not None


def is_protected(text: str, span: Span) -> bool:
    """True when `span` shares a character with an address, a handle, a file name or code."""
    return within(protected(text), span)


def within(spans: tuple[Span, ...], span: Span) -> bool:
    """True when one of `spans`, sorted and apart, shares a character with `span`.

    >>> within((Span(2, 4), Span(8, 9)), Span(4, 8))
    False
    """
    at = bisect_right(spans, (span.end - 1, float("inf"))) - 1
    return at >= 0 and spans[at].overlaps(span)


def before(text: str, at: int, reach: int = NEARBY) -> str:
    """At most `reach` characters of the line that holds `at`, up to `at`."""
    return text[max(0, at - reach) : at].rpartition("\n")[2]


def after(text: str, at: int, reach: int = NEARBY) -> str:
    """At most `reach` characters of the line that holds `at`, from `at` on."""
    return text[at : at + reach].partition("\n")[0]


LAST_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\Z")
FIRST_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def word_before(text: str, at: int) -> str:
    """The word that ends at `at`, with its hyphens; empty when none does.

    >>> word_before("a Franco-German -led plan", 15)
    'Franco-German'
    """
    match = LAST_WORD.search(before(text, at, 40))
    return match.group() if match else ""


def word_after(text: str, at: int) -> str:
    """The word that starts at `at`, without what a hyphen joins to it; empty when none does."""
    match = FIRST_WORD.match(after(text, at, 40))
    return match.group() if match else ""


@lru_cache(maxsize=65_536)
def zipf(word: str, language: str = "en") -> float:
    """How common a word is in a language: 0 unknown, 3 once in a million words, 6 once in a thousand (wordfreq).

    >>> zipf("government") > 5 > 2 > zipf("ernment")
    True
    """
    # Imported on first use: it takes 0.2 s, and `import mtclean` should not.
    from wordfreq import zipf_frequency

    return float(zipf_frequency(word, language))
