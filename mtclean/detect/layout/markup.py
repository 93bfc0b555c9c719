"""Pieces of HTML and Markdown that should have become characters or nothing: &quot; <br> []()."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from ...reading import Reading, Rule
from ...settings import Settings
from ...values import Evidence, Flag, Safety, Span
from .common import Change, before, flagged, is_protected, listed

NAMES = listed(
    """quot amp apos lt gt nbsp iexcl cent pound euro yen sect copy laquo raquo reg deg plusmn para middot frac12
    frac14 frac34 Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Iacute Icirc Iuml
    Ntilde Oacute Ocirc Otilde Ouml Oslash Uacute Ucirc Uuml szlig agrave aacute acirc atilde auml aring aelig
    ccedil egrave eacute ecirc euml igrave iacute icirc iuml ntilde ograve oacute ocirc otilde ouml oslash
    ugrave uacute ucirc uuml yuml times ndash mdash lsquo rsquo sbquo ldquo rdquo bdquo hellip bull trade shy
    ensp emsp thinsp zwnj zwj lsaquo rsaquo prime minus"""
)
NAMED = "|".join(sorted(NAMES))
ENTITY = re.compile(rf"&(?: ?amp ?; ?){{0,3}}(?:\#x[0-9a-fA-F]{{1,5}};|\#[0-9]{{1,6}};| ?(?:{NAMED}) ?;)")
SPACES = {"\xa0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\xad": "", "\u200c": "", "\u200d": ""}


def entities(reading: Reading, _settings: Settings) -> Iterator[Flag]:
    """Flag "&quot;" and "&amp;quot;"; what may become a tag is not safe to unfold."""
    text = reading.doc.text
    for match in ENTITY.finditer(text):
        span = Span(*match.span())
        plain = _unfolded(match.group())
        if plain is not None and not is_protected(text, span):
            evidence = Evidence("markup", 1, 0, "stands for one character")
            yield flagged("html-entity", text, span, evidence, _character(text, span, plain))


def _character(text: str, span: Span, plain: str) -> Change:
    """The change to `plain`; an inverted question mark within a word is what once became of an apostrophe."""
    if plain == "¿" and text[span.start - 1 : span.start].isalpha() and text[span.end : span.end + 1].isalpha():
        return Change("’", Safety.LIKELY, 0.85)
    risky = plain in "<>" or (plain == "&" and ";" in text[span.end : span.end + 12])
    return Change(plain, Safety.LIKELY if risky else Safety.SAFE, 0.97)


def _unfolded(entity: str) -> str | None:
    """The character an entity stands for, however often it was escaped; None for controls and unknown names.

    >>> _unfolded("&amp;amp;quot;"), _unfolded("& quot ;"), _unfolded("&#0;")
    ('"', '"', None)
    """
    plain = entity.replace(" ", "")
    while (once := html.unescape(plain)) != plain:
        plain = once
    plain = SPACES.get(plain, plain)
    return plain if len(plain) <= 1 and plain.isprintable() and plain != "\ufffd" else None


TAG_NAMES = (
    "a|abbr|article|aside|b|big|blockquote|body|br|center|cite|div|em|embed|figcaption|figure|font|footer|h[1-6]|head|header|"
    "hr|html|i|iframe|img|li|link|main|meta|nav|noscript|ol|p|picture|s|script|section|small|source|span|strike|strong|"
    "style|sub|sup|table|tbody|td|th|thead|tr|u|ul|video"
)
TAG = re.compile(
    rf"<(?:/ ?(?:{TAG_NAMES}) ?|(?:{TAG_NAMES})(?:\s[a-z-]{{1,30}}=[^<>\n]{{0,500}})?\s?/?)>"
    r"|<!--(?! mtclean)[^<>\n]{0,300}-->",
    re.IGNORECASE,
)
EMPTY_TAG = re.compile(r"<(p|b|i|u|em|strong|span|div|a|li|h[1-6])>\s?</\1>", re.IGNORECASE)
EMPTY_LINK = re.compile(r"!?\[\s?\]\([^()\s]{0,500}\)|\*\*\s?\*\*(?!\*)")
SPOKEN_OF = re.compile(r" ?(?:tag|element|mark-?up)s?\b|[`\"'”]", re.IGNORECASE)
BREAKS = re.compile(r"<(?:br|p|/p|div|/div|li|/li|td|/td|hr|h\d|/h\d)\b", re.IGNORECASE)


def tags(reading: Reading, _settings: Settings) -> Iterator[Flag]:
    """Flag "<br>", "<p></p>" and "[](...)", unless the text speaks about tags."""
    text = reading.doc.text
    end = 0
    for match in sorted((m for p in (EMPTY_TAG, EMPTY_LINK, TAG) for m in p.finditer(text)), key=lambda m: m.start()):
        span = Span(*match.span())
        if span.start < end or SPOKEN_OF.match(text, span.end) or before(text, span.start).count("`") % 2:
            continue
        if text[span.end : span.end + 1] == " " and text[max(0, span.start - 1) : span.start] in " \n":
            span = Span(span.start, span.end + 1)
        end = span.end
        safety = Safety.LIKELY if match.re is TAG else Safety.SAFE
        change = Change(_instead(text, span), safety, 0.9)
        yield flagged("html-tag", text, span, Evidence("markup", 1, 0, "markup without a page"), change)


def _instead(text: str, span: Span) -> str:
    """A space where the tag was the only thing between two words, as <br> is; else nothing."""
    around = text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
    parts = len(around) == 2 and not any(c.isspace() for c in around)
    return " " if parts and BREAKS.match(span.of(text)) else ""


RULES = (
    Rule(
        name="html-entity",
        channel="layout",
        about="An HTML entity instead of the character it stands for.",
        why="Pages were escaped once too often, or a translation system was given HTML.",
        safety="Safe; likely for &lt; and &gt;, which may turn the text between them into a tag.",
        find=entities,
        bad=(
            "Marks &amp; Spencer",
            "He said &quot;yes&quot; to it.",
            "It&#39;s his caf&eacute;.",
            "Black &amp;amp; white",
        ),
        good=("Marks & Spencer; R&D; AT&T;", "See http://a.org/?a=1&amp;b=2 for it.", "Write `&amp;` for it."),
    ),
    Rule(
        name="html-tag",
        channel="layout",
        about="An HTML tag, an HTML comment, or an empty Markdown link.",
        why="The text was taken out of its page with pieces of the page on it.",
        safety="Safe for empty pairs and empty links; likely elsewhere, as some articles are about tags.",
        find=tags,
        bad=(
            "The talks ended.<br>The minister left.",
            'It was <b>his</b> <a href="https://a.org/b">idea</a>.',
            "He left.<p></p> [](http://a.org/b)",
        ),
        good=(
            "Use the <b> tag for it.",
            "If a < b and c > d, then <3 is a heart.",
            "He (the man) [sic] left. <unknown>",
        ),
    ),
)
