"""What a page says around an article: link captions, share buttons, adverts, raw addresses. Whole lines, mostly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ...reading import Reading, Rule
from ...settings import Settings
from ...values import Evidence, Flag, Safety, Span
from .common import Change, flagged, within, word_after, zipf

LONGEST_CAPTION = 200
LONGEST_TITLE = 100
NETWORKS = (
    r"(?:twitter|x|facebook|instagram|youtube|telegram|tiktok|linkedin|whatsapp|google\ news|threads|social\ media)"
)
AGENCIES = (
    r"(?:AP|AFP|AA|EPA|EFE|ANSA|DPA|TASS|Reuters|Xinhua|Anadolu(?:\ Agency)?|Getty(?:\ Images)?|Shutterstock|Sputnik"
    r"|Ukrinform|Yonhap|Kyodo|IRNA|WAFA|SPA|RIA\ Novosti)"
)
PICTURES = r"(?:photos?|photograph|photography|foto|image|picture|pic|video|illustration|graphics?|screenshot)"
CREDIT = rf"{PICTURES}(?:\ (?:credit|source|courtesy|by|from|is))?\s?:"
# How sites in other languages point to their other articles, once that is put into English; a title follows.
LINKS = r"""(?:
    (?:read|see|watch|view|listen)\ (?:also|too|more|this\ too|as\ well|next|related)(?:\ (?:on|about)\ .{1,60}?)?
    |(?:also|please|you\ can|you\ can\ also)\ (?:read|see|watch)(?:\ (?:also|this|here))?
    |on\ (?:the\ )?topic|(?:read\ |also\ |more\ ){1,2}on\ (?:the\ |this\ )?(?:topic|subject|theme|story|site)
    |related|(?:related|similar|further|extended|recommended|linked)
        \ (?:articles?|stor(?:y|ies)|news|topics?|links?|content|posts?|coverage|reading|materials?|publications)
    |(?:it|this)\ (?:may|might|could)\ (?:also\ )?(?:be\ of\ interest|interest)(?:\ (?:to\ )?you)?|also\ interesting
    |you\ (?:may|might)\ (?:also\ )?(?:like|be\ interested(?:\ in)?|want\ to\ read)
    |must[ -](?:read|see|watch)|do(?:\ not|n['’]t)\ miss|previously\ (?:on\ this\ topic|published)
    )"""
# The lookahead keeps to one noun: "our popular channel", not "our surprise the channel".
OUR_CHANNEL = (
    r"our\ (?:(?!the\b)[\w-]+\ ){0,3}(?:channels?|newsletters?|mailing|pages?|group|chat|bot|app|account|feed|podcast"
    r"|messenger|site|website)\b(?!['’])"
)
SIGN_OFF = (
    r"(?:(?:the\ )?end\ of\ (?:the\ )?(?:message|item|news|report|bulletin|dispatch|release|text)|message\ ends)"
    r"(?:\s*/\s*[\w ]{0,12})?"
)
COUNTERS = (
    r"(?:(?:number\ of\ )?(?:views?|comments?|shares?|likes|hits|reads)|(?:news|report|article)\ (?:code|id|number)"
    r"|read(?:ing)?\ time)\s*:\s*[\d.,:/k ]{1,20}(?:\ ?min(?:ute)?s?)?|\d{1,6}\ (?:views|comments)"
    r"|\d{1,2}\ min(?:ute)?s?\ read"
)
# A whole line that is one of these, with or without its colon, arrow or brackets.
CAPTIONS = re.compile(
    rf"""
    (?:read|see|watch|learn|find\ out)\ (?:more|also|next)(?:\ (?:here|below|stories|news|from\ .{{1,40}}))?
    |(?:read|see|watch)\ (?:more|also|next|it\ here|here|related)(?:\ (?:on|about)\ .{{1,60}}\s*:)?
        \s*[:|»>→-]+\ *.{{0,160}}
    |read\ (?:the\ )?(?:full|whole|original|complete)\ (?:story|article|text|report|interview)(?:\ here)?
    |{LINKS}(?:\s*[:|»>→](?:\s*(?-i:[^a-z\s]).{{0,160}})?)?
    |more\ (?:on\ this\ (?:story|topic)|from\ the\ web|stories|like\ this|news)
    |most\ (?:read|popular|viewed)|trending(?:\ now)?|you\ (?:may|might)\ also\ like
    |recommended(?:\ (?:for\ you|stories|articles|reading))?
    |(?:click|tap)\ (?:here|below|for\ (?:the|more|our))(?:\ .{{1,120}})?
    |(?:see|view|open|to)\ (?:the\ )?(?:(?:full|photo|image|picture|video)\ )?
        (?:gallery|photos|pictures|video|slideshow|album)
    |share(?:\ (?:article|story|page|(?:this|on|via|with)(?:\ .{{1,60}})?))?
    |(?:tweet|print|e-?mail)\ this(?:\ (?:article|page|story))?
    |advert(?:isement)?s?|(?:sponsored|promoted)(?:\ content)?
    |(?:skip|report)\ (?:this\ )?(?:ad|advert|advertisement)|skip\ to\ (?:main\ )?content
    |(?:story|article|text|report)\ continues\ (?:below|after)
        (?:\ (?:the\ )?(?:advertisement|ad|advert|video|photo|gallery))?
    |scroll\ down\ for\ (?:more|video|the\ .{{1,30}})
    |(?:continue|keep)\ reading(?:\ (?:the\ main\ story|below|here))?
    |(?:sign|signing)\ up\ (?:here|now|today
        |(?:for|to)\ (?:our|your|free|daily|email|the\ .{{0,40}}newsletter)\b.{{0,140}})
    |subscribe(?:\ (?:now|today|here|to\ (?:our|the|us|my)\b.{{0,100}}))?
    |(?:get|receive)\ (?:our|the)\ (?:daily\ |weekly\ |free\ )?newsletter.{{0,100}}
    |(?:follow|like|join|find)\ us\ on\ {NETWORKS}\b.{{0,80}}
    |follow\ @\w{{2,20}}(?:\ on\ {NETWORKS})?
    |(?:image|photo|picture|video|media)\ ?(?:source|caption|credit|courtesy)s?\s*[:,].{{1,160}}
    |(?:{PICTURES}|file\ photo|gallery|infographic|watch|listen|tags?|source\ url|via)\s*:.{{0,160}}
    |{SIGN_OFF}|{COUNTERS}
    |(?:short|permanent|direct)\ (?:link|url|address)|(?:link\ |url\ )?copied(?:\ to\ (?:the\ )?clipboard)?
    |getty\ images|shutterstock|istock
    |media\ playback\ is\ (?:not\ supported|unsupported)\ on\ (?:this|your)\ device
    |play\ video|video\ player\ is\ loading
    |(?:please\ )?enable\ javascript\b.{{0,100}}
    |back\ to\ (?:the\ )?top|show\ (?:more|comments)|load\ more(?:\ \w{{1,20}})?|view\ comments|copy\ link
    |leave\ a\ (?:comment|reply)
    |(?:this\ (?:site|website|page)\ uses|we\ use)\ cookies\b.{{0,160}}
    |(?:(?:copyright|©|\(c\))[^.]{{0,80}}\ )?all\ rights\ reserved
    |download\ (?:our|the)\ (?:free\ )?app\b.{{0,80}}
    """,
    re.VERBOSE | re.IGNORECASE,
)
EDGES = " \t\xa0-–—*|•·>»→▶►▼↓…[]()#_=.!:/"
# Inside a paragraph a sentence must be one of these, none of which reports anything.
PLEAS = re.compile(
    rf"""(?:
    click\ here\ (?:to|for)\ .{{1,100}}
    |(?:sign|signing)\ up\ (?:here\ )?(?:for|to)\ (?:our|the|your)\ .{{0,60}}newsletters?\b.{{0,60}}
    |subscribe\ to\ (?:our|the)\ .{{0,60}}(?:newsletter|channel|podcast)\b.{{0,60}}
    |(?:follow|like|join|find|watch|read)\ us\ (?:on|in|at|via)\ .{{0,30}}\b{NETWORKS}\b.{{0,60}}
    |(?:to|for|via|through|on|in)\ {OUR_CHANNEL}.{{0,40}}\b(?:click|tap|press|subscribe|join|follow)\b.{{0,40}}
    |(?:subscribe|join|follow|sign\ up|connect|go|come|visit|add|read|watch|click|tap|press)\b[^.]{{0,40}}
        \b{OUR_CHANNEL}.{{0,80}}
    |(?:all|more|other|breaking|(?:the\ )?(?:latest|main|most\ important))\ news\b.{{0,60}}
        \b(?:in|on|via)\ {OUR_CHANNEL}.{{0,40}}
    |read\ more\ here|{LINKS}\s*:\s*(?-i:[A-Z0-9"“‘]).{{1,120}}
    |(?:photo|photograph|picture|image)s?(?:\ (?:credit|source|courtesy))?\s*:.{{1,60}}
    |{SIGN_OFF}
    |(?:story|article)\ continues\ below(?:\ advertisement)?
    |share\ this\ (?:article|story|page)(?:\ (?:on|with)\ .{{1,40}})?
    )""",
    re.VERBOSE | re.IGNORECASE,
)
REPORTED = re.compile(r", [\w. ]{1,40}\b(?:said|says|wrote|writes|added|adds|told)\b[\w. ]{0,40}\Z")
# What an agency adds in brackets: who edited, what the picture showed and who took it.
ASIDES = re.compile(
    rf"""[(\[]\ ?(?:
    (?:(?:responsible|executive|chief|copy)\ )?editors?(?:\ in\ charge|\ on\ duty)?\s*:[^()\[\]\n]{{1,60}}
    |(?:proofread(?:er|ing)?|trainee\ editor|intern)\s*:[^()\[\]\n]{{1,60}}
    |(?:data|file|archive|profile|stock|illustrative)\ (?:map|photo|picture|image|pic)s?
    |(?:file\ |archive\ )?{CREDIT}[^()\[\]\n]{{1,80}}
    |photos?\ (?:by|courtesy(?:\ of)?)\ [^()\[\]\n]{{1,60}}
    |(?-i:{AGENCIES})\s?(?:/\s?[\w .]{{1,30}})?\ (?:file\ )?(?:photo|picture|image)s?(?:\s?/[^()\[\]\n]{{1,40}})?
    |(?:read|see)\ also\s?:[^()\[\]\n]{{1,120}}
    |{SIGN_OFF}
    )\ ?[)\]]""",
    re.VERBOSE | re.IGNORECASE,
)
RAN_INTO = re.compile(r"[A-Za-z]*(?:[a-z](?=[A-Z][a-z])|[A-Z]{2}(?=[A-Z][a-z]))")
KNOWN = 1.5  # Zipf
LEAST_GLUED = 10  # letters: Share and Related are also the first halves of names
ADDRESS_LINE = re.compile(r"(?:(?:https?:)?//|www\.)[^\s<>\"]{3,1000}", re.IGNORECASE)
PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|bmp|ico)\b|/(?:image|img|photo)s?/", re.IGNORECASE)
TRACKER = re.compile(
    r"utm_[a-z]+=|doubleclick|/pixel|/beacon|[?&](?:fbclid|gclid|trk|tracking)=|feedburner|googlesyndication"
    r"|scorecardresearch|addthis|sharethis|/sharer?[./?]|intent/tweet|pic\.twitter\.com|://t\.co/",
    re.IGNORECASE,
)
MARKDOWN_IMAGE = re.compile(r"!?\[[^\]\n]{0,200}\]\(\s*(?:https?:)?[^\s()]{0,500}\s*\)")


class Leftover(NamedTuple):
    """A line that is no part of the article: where its text is, what to delete with it, and which kind it is."""

    line: Span
    cut: Span
    kind: str


def kind_of(line: str) -> str | None:
    """Which kind of residue a line is: caption, picture, tracker, address or none.

    >>> kind_of("Read more: Talks end"), kind_of("//cdn.x.org/a.jpg?w=9"), kind_of("Read more books, she said.")
    ('caption', 'picture', None)
    """
    line = line.strip()
    if ADDRESS_LINE.fullmatch(line) or MARKDOWN_IMAGE.fullmatch(line):
        return _kind_of_address(line)
    bare = line.strip(EDGES)
    if not 0 < len(bare) <= LONGEST_CAPTION or glued_caption(line):
        return None
    if CAPTIONS.fullmatch(bare) or (bare != line and CAPTIONS.fullmatch(bare + ":")):
        return "caption" if not line.endswith(":") or len(bare) < 40 else None
    return None


def glued_caption(line: str) -> int:
    """Where a caption ends that ran into the sentence behind it; 0 where none did, as in a name like YouTube.

    >>> glued_caption("Read also: Who wonThe talks ended."), glued_caption("Read also: What YouTube did.")
    (18, 0)
    """
    if line.rstrip(' "”')[-1:] not in (".", "!", "?"):
        return 0
    for match in RAN_INTO.finditer(line[: LONGEST_CAPTION + 1]):
        at, head = match.end(), line[: match.end()].strip(EDGES)
        known = zipf(match.group() + word_after(line, at)) >= KNOWN
        if at >= LEAST_GLUED and not known and (CAPTIONS.fullmatch(head) or PLEAS.fullmatch(head)):
            return at
    return 0


def _kind_of_address(line: str) -> str | None:
    if line.startswith("!") or PICTURE.search(line):
        return "picture"
    if line.startswith("["):
        return "caption" if CAPTIONS.fullmatch(line[1:].partition("]")[0].strip(EDGES)) else None
    return "tracker" if TRACKER.search(line) else "address"


LINE = re.compile(r"[^\r\n]+")


@lru_cache(maxsize=4)
def leftovers(text: str) -> tuple[Leftover, ...]:
    """The residue lines of `text`; their cuts do not overlap, and leave the larger of two breaks standing."""
    lines = [Span(*match.span()) for match in LINE.finditer(text) if not match.group().isspace()]
    kinds = [kind_of(line.of(text)) if len(line.of(text)) <= 1_000 else None for line in lines] + ["end"]
    edges = [Span(0, 0), *lines, Span(len(text), len(text))]
    found: list[Leftover] = []
    leading = True
    for i, (line, kind) in enumerate(zip(lines, kinds, strict=False)):
        if kind is None:
            leading = False
            continue
        gap_before, gap_after = Span(edges[i].end, line.start), Span(line.end, edges[i + 2].start)
        larger_before = gap_before.of(text).count("\n") > gap_after.of(text).count("\n")
        if leading or (kinds[i + 1] is None and larger_before):
            cut = Span(line.start, gap_after.end)
        else:
            cut = Span(gap_before.start, line.end)
        found.append(Leftover(line, cut, kind))
    return tuple(found)


def leftover_captions(reading: Reading, _settings: Settings) -> Iterator[Flag]:
    """Flag link captions, adverts and share buttons: whole lines, or sentences that only address a page's visitor."""
    text = reading.doc.text
    lines = leftovers(text)
    for leftover in lines:
        if leftover.kind == "caption":
            yield _removed("leftover-caption", text, leftover.cut, _caption_change(leftover, text))
    taken = {leftover.line.start for leftover in lines}
    for span in _pleas(text, reading.sentences):
        cut = _with_space(text, span)
        if span.start not in taken and cut != span and not reading.quoted(span):
            yield _removed("leftover-caption", text, cut, Change("", Safety.LIKELY, 0.8))
    for span in asides(text):
        yield _removed("leftover-caption", text, span, Change("", Safety.LIKELY, 0.75))


def _pleas(text: str, sentences: tuple[Span, ...]) -> Iterator[Span]:
    """Sentences that report nothing; with the rest of a line where the title of a link asks before it ends."""
    end = 0
    for span in sentences:
        if span.start < end or span.end - span.start > LONGEST_CAPTION or within(asides(text), span):
            continue
        plea = span.of(text).rstrip(" .!/")
        if PLEAS.fullmatch(plea) and REPORTED.search(plea) is None:
            rest = LINE.match(text, span.end)
            title = rest.group().rstrip() if rest else ""
            asks = ":" in span.of(text) and span.of(text).rstrip()[-1:] in "?!"
            headline = asks and 0 < len(title) <= LONGEST_TITLE and title[-1].isalnum()
            end = span.end + len(title) * headline
            yield Span(span.start, end)


@lru_cache(maxsize=4)
def asides(text: str) -> tuple[Span, ...]:
    """Credits in brackets, each with the space before it, and captions that ran into a paragraph."""
    taken = tuple(leftover.line for leftover in leftovers(text))
    found = [_with_space(text, Span(*match.span())) for match in ASIDES.finditer(text)]
    ends = ((line.start(), glued_caption(line.group())) for line in LINE.finditer(text))
    found += [Span(start, start + length) for start, length in ends if length]
    return tuple(span for span in sorted(found) if not within(taken, span))


def _caption_change(leftover: Leftover, text: str) -> Change:
    """Less sure where a title follows a colon, and least on the first line, which may be the headline of a video."""
    if ":" not in leftover.line.of(text).rstrip(": "):
        return Change("", Safety.LIKELY, 0.9)
    if text[: leftover.line.start].strip():
        return Change("", Safety.LIKELY, 0.75)
    return Change("", Safety.SHOW, 0.5)


def _with_space(text: str, span: Span) -> Span:
    """The span with the space before it, or else the space behind it; itself when it is alone on its line."""
    if text[max(0, span.start - 1) : span.start] == " ":
        return Span(span.start - 1, span.end)
    return Span(span.start, span.end + 1) if text[span.end : span.end + 1] == " " else span


def leftover_addresses(reading: Reading, _settings: Settings) -> Iterator[Flag]:
    """Flag lines that are nothing but an address: of a picture or a tracker, or of a page (then only shown)."""
    text = reading.doc.text
    for leftover in leftovers(text):
        if leftover.kind in ("picture", "tracker"):
            yield _removed("leftover-address", text, leftover.cut, Change("", Safety.SAFE, 0.97))
        elif leftover.kind == "address":
            yield _removed("leftover-address", text, leftover.cut, Change("", Safety.SHOW, 0.5))


def _removed(rule: str, text: str, span: Span, change: Change) -> Flag:
    note = "belongs to the page around the article, not to the article"
    return flagged(rule, text, span, Evidence("page residue", 1, 0, note), change)


RULES = (
    Rule(
        name="leftover-caption",
        channel="layout",
        about="A link caption, share button, advert label, picture credit or plea of the page around the article.",
        why="Scrapers take these for paragraphs; translated back and forth they end up in the middle of a story.",
        safety="Likely: a whole line, or a sentence that speaks to the visitor, is removed with one line break.",
        find=leftover_captions,
        bad=(
            "The talks ended.\n\nRead more: Bank raises rates\n\nThe minister left.",
            "Advertisement\n\nThe talks ended.",
            "The talks ended.\nImage source, Getty Images\nThe minister left.",
            "The talks ended. Click here to subscribe to our channel. The minister left.",
            "The talks ended. Also read: The minister goes home",
            "The talks ended. Watch also: Will it rain? The week ahead",
            "The talks ended. (Editor in charge: Li Ming) The minister left.",
            "The talks ended. (Picture : EPA / File) The minister left.",
            "The talks ended.\n\nEnd of item/\n",
            "The talks ended. For our WhatsApp group press here",
            "Photo: Navy/PoolSailors found a raft.",
        ),
        good=(
            "Read more books, she said. The advertisement cost a million.",
            "Share prices fell, and he asked people to follow him on Twitter.",
            "He drew a picture: a word of advice, and more.",
            "To our surprise the channel said that a click here was a mistake. The photo (by his son) was old.",
            "The photo: a gift of the ministry, he told Reuters in May.",
            "The editor (a man of few words: none today) left. The end of message boards is near.",
        ),
    ),
    Rule(
        name="leftover-address",
        channel="layout",
        about="A line that is nothing but the address of a picture, a tracker or a page.",
        why="Scrapers keep the addresses of pictures, embedded posts and counters.",
        safety="Safe for pictures and trackers; the address of a page may be a source and is only shown.",
        find=leftover_addresses,
        bad=(
            "The talks ended.\nhttps://cdn.example.org/img/a.jpg?w=900&utm_source=x\nThe minister left.",
            "The talks ended.\n\n![the minister](https://example.org/a.png)\n\nHe left.",
        ),
        good=(
            "He posted it at https://example.org/a.jpg and left.",
            "See www.example.org/page for more.",
        ),
    ),
)
