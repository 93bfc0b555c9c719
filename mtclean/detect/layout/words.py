"""Words that ran into each other, words cut in two, and words or marks that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ...reading import Reading, Rule
from ...settings import Settings
from ...values import Evidence, Flag, Safety, Span
from .common import Change, before, flagged, is_protected, listed, within, word_after, zipf
from .residue import asides

COMMON = 3.5

# Words that often start a sentence and hardly ever the second half of a name; "In" and "On" are left out (LinkedIn).
STARTERS = listed(
    """According After Although And As At Because Before But During For From He Her Here His How However If It Its
    Last Many Meanwhile Most Mr Mrs No Now On One Our She Since So Some Still That The Their Then There These They
    This Those Two Under Until We What When Where Which While Who With You"""
)
AFTER_STOP = re.compile(r"(?<=[a-z]{2})[.?!;:](?=[A-Z][a-z]+(?:[ ,'’-]|$))", re.MULTILINE)
AFTER_FIGURE = re.compile(r"(?<=[\d%)]{2})\.(?=[A-Z][a-z]+ )")
AFTER_COMMA = re.compile(r"(?<=[a-z]{2}),(?=[A-Za-z][a-z]+(?:[ .;:?!'’-]|$))", re.MULTILINE)
TAIL = re.compile(r"[A-Za-z]+\Z")


def missing_spaces(reading: Reading, _settings: Settings) -> Iterator[Flag]:
    """Flag the stop in "talks.The minister" and the comma in "ended,but"."""
    text = reading.doc.text
    for pattern, judge in ((AFTER_STOP, _new_sentence), (AFTER_FIGURE, _new_sentence), (AFTER_COMMA, _next_word)):
        for match in pattern.finditer(text):
            span = Span(*match.span())
            left = TAIL.search(before(text, span.start, 40))
            safety = judge(left.group() if left else "", word_after(text, span.end))
            if safety is not None and not is_protected(text, span):
                yield _spaced(text, span, safety)


def _spaced(text: str, span: Span, safety: Safety) -> Flag:
    evidence = Evidence("spaces", 0, 1, f"a space belongs after {span.of(text)!r}")
    change = Change(span.of(text) + " ", safety, 0.95 if safety is Safety.SAFE else 0.75)
    return flagged("missing-space", text, span, evidence, change)


def _new_sentence(left: str, right: str) -> Safety | None:
    """How sure the break is; Booking.Com keeps its stop: the left word is lower-case, or the right one a starter."""
    if right in STARTERS:
        return Safety.SAFE if left.islower() and zipf(left) >= 3 else Safety.LIKELY
    return Safety.LIKELY if left.islower() and zipf(left) >= 3 else None


def _next_word(left: str, right: str) -> Safety | None:
    if min(zipf(left), zipf(right)) < 3:
        return None if left.islower() or right.islower() else Safety.LIKELY
    return Safety.SAFE if right.islower() and min(zipf(left), zipf(right)) >= 4.5 else Safety.LIKELY


CAPTION_ENDS = listed("advertisement more here also video share photo photos below newsletter")
NAMED = 1.5  # the Zipf frequency of SharePoint and Photoshop is above this
CAMEL = re.compile(r"(?<![\w@#./-])([A-Za-z][a-z]+)([A-Z][a-z]+)(?=( [a-z])|,? )")
GLUED_THE = re.compile(
    r"(?<![\w'’@#./-])(of|in|to|on|for|and|from|with|that|by|at|is|was|into|over|after)the(?= [A-Za-z])"
)

# March, May and August are left out: they are also other words, and found only where the text has them by themselves.
CALENDAR = listed(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February April June July September October
    November December"""
)
SMALL = listed(
    "a about after and at before between by during for from in into near of on or over since the to until with"
)
GLUED_NAME = re.compile(r"(?<![\w'’@#./-])([a-z]{1,12})([A-Z][a-z]{2,})(?![\w@])")
CAPITALISED = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,30}(?![\w-])")
GLUED_YEAR = re.compile(r"(?<![\w'’@#./-])(in|since|by|until|from|of|after|before|during)((?:19|20)\d\d)(?![\w-])")


def glued_words(reading: Reading, _settings: Settings) -> Iterator[Flag]:
    """Flag "moreThe" in "Read moreThe minister" and "ofthe"; YouTube and McDonald are names and stay."""
    text = reading.doc.text
    taken = asides(text)
    for match in CAMEL.finditer(text):
        left, right, prose = match.groups()
        if within(taken, Span(*match.span())):
            continue
        starts = right in STARTERS and prose is not None and left.islower() and zipf(left) >= COMMON
        if starts or (left.lower() in CAPTION_ENDS and zipf(left + right) < NAMED):
            yield _parted(text, Span(*match.span()), f"{left} {right}", Change(None, Safety.LIKELY, 0.85))
    for match in GLUED_THE.finditer(text):
        yield _parted(text, Span(*match.span()), f"{match.group(1)} the", Change(None, Safety.SAFE, 0.97))
    for match in GLUED_NAME.finditer(text):
        change = _glued_name(text, *match.groups())
        if change is not None and not is_protected(text, Span(*match.span())):
            yield _parted(text, Span(*match.span()), " ".join(match.groups()), change)
    for match in GLUED_YEAR.finditer(text):
        yield _parted(text, Span(*match.span()), " ".join(match.groups()), Change(None, Safety.LIKELY, 0.85))


def _glued_name(text: str, left: str, right: str) -> Change | None:
    """How sure "onFriday" and "inKyiv" are two words: a day or month is, and a name that also stands by itself."""
    if right in CALENDAR and (left in SMALL or zipf(left) >= COMMON):
        return Change(None, *((Safety.SAFE, 0.96) if left in SMALL else (Safety.LIKELY, 0.8)))
    if left in SMALL and len(left) > 1 and right not in STARTERS and right in _capitalised(text):
        return Change(None, Safety.LIKELY, 0.8)
    return None


@lru_cache(maxsize=4)
def _capitalised(text: str) -> frozenset[str]:
    """Words with a capital that starts no sentence."""
    return frozenset(CAPITALISED.findall(text))


def _parted(text: str, span: Span, parted: str, change: Change) -> Flag:
    evidence = Evidence("words", 2, 1, "two words without the space or line break between them")
    return flagged("glued-words", text, span, evidence, change._replace(replacement=parted))


PAIR = re.compile(r"(?<![\w'’.@#/-])(?=([A-Za-z][a-z]{1,12}) ([a-z]{2,12})(?![\w'’@/-]))")
# In 770,000 words of clean news no pair of neighbours passes both (the nearest: "tax payer", "to wed", "is suing").
NO_WORD = 3.0
JOINED = 3.5


def split_words(reading: Reading, _settings: Settings) -> Iterator[Flag]:
    """Flag "gov ernment": joined it is a common word, and one part is none by itself."""
    text = reading.doc.text
    for match in PAIR.finditer(text):
        left, right = match.groups()
        rarest = min(zipf(left.lower()), zipf(right))
        if rarest >= NO_WORD:
            continue
        joined = zipf((left + right).lower())
        span = Span(match.start(1), match.end(2))
        if joined >= JOINED and not is_protected(text, span):
            note = f"{left + right} is a common word (Zipf frequency), one of its halves is not a word"
            change = Change(left + right, Safety.LIKELY, 0.9)
            yield flagged("split-word", text, span, Evidence("frequency", joined, JOINED, note), change)


RULES = (
    Rule(
        name="missing-space",
        channel="layout",
        about="No space after the end of a sentence, or after a comma.",
        why="Scrapers drop line breaks, and translation systems the space after a mark.",
        safety="Safe between common words; likely where a name is next to the mark (Yahoo!Japan stays).",
        find=missing_spaces,
        bad=(
            "They ended the talks.The minister left.",
            "The war ended,but the talks went on.",
            "It was signed in 2014.The text is secret.",
        ),
        good=(
            "See bbc.co.uk/news,sport or mail a.b@c.org, said Yahoo!Japan.",
            "The U.S.A. and Node.js, e.g. at 3.5 or 1,000 a day.",
            "It runs System.out.println and ASP.NET.",
        ),
    ),
    Rule(
        name="glued-words",
        channel="layout",
        about="Two words without the space or line break that stood between them.",
        why="Text was taken from a page without the breaks between its parts: a link caption runs into a sentence.",
        safety="Safe for a preposition before 'the', a day or a month; likely before other names, years and sentences.",
        find=glued_words,
        bad=(
            "The talks ended. Read moreThe minister said no.",
            "It ended. AdvertisementHe said that he would go.",
            "He is the head ofthe bank.",
            "They met onFriday in Kyiv, and inKyiv they will stay.",
            "The plan was made in2014.",
        ),
        good=(
            "An iPhone and theScore were sold onDemand in Kyiv in 2014.",
            "Ronald McDonald, LeBron James and Betsy DeVos use an iPhone and YouTube.",
            "LinkedIn said that PayPal and eBay left JPMorgan.",
            "WikiLeaks and TimeWarner met al-Sharaa.",
        ),
    ),
    Rule(
        name="split-word",
        channel="layout",
        about="A word cut in two by a space.",
        why="Line ends and sub-word pieces of translation systems leave a space in the middle of a word.",
        safety="Likely: joined it is a common word, and one of its halves is not a word at all.",
        find=split_words,
        bad=("The gov ernment denied it.", "The prime min ister left parlia ment."),
        good=("The gov and the min temperature.", "He may be on to a no go area in to day care.", "The per cent sign."),
    ),
)
