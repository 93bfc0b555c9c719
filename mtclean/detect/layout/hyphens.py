"""Spaces that a tokeniser left beside the hyphen of a compound, told apart from dashes, minus signs and options."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ...reading import Reading, Rule
from ...settings import Settings
from ...values import Evidence, Flag, Safety, Span
from .common import Change, after, before, flagged, is_protected, listed, word_after, word_before, zipf

# Second halves of compounds: those with four or more different first halves in 2,000 edited news articles, and kin.
TAILS = listed(
    """affiliated aged aid allied appointed armed assisted backed based bit bodied born bound brained branded breaking
    broker built bystander calibre capita century chief choice city class clad clock coloured colored conscious
    controlled coup court covered day dated deep degree dependent designed dollar dominated door driven east eastern
    edge elect eligible enabled ending engined establishment european existing eyed fighting fit floor focused fold
    foot footed fought free friendly funded garde general generation goal government grade grown half
    handed haired headed held high hit hold home hour hunt inch income independent inflicted intensive keeper kick kg
    kilometer kilometre km known language large largest leaning led legged length level life liner linked list listed
    litre liter long looking lived loving made mail maker makers making man mark market match member metre meter
    michel mile million billion trillion minded minister minute month mouthed muslim nation neutral night
    north numbered occupied off office old operated oriented owned ownership packed page paid part party
    people person phase piece placed platform play point police polish populated pound powered prime producing
    produced profile profit proof quality quarter race range ranked ranking rate rated reaching ready related
    relevant rich rise rising ridden round row run running scale scorer season seat seater seed seeded semite semitic
    semitism sex shaped sharing shirt side sided sized size skinned sold sourced south speaking speed spirited
    sponsored spread staffed stage standard standing star stop storey story strength strike string strong style
    supplied supported term terror terrorism terrorist thirds time tier ton tonne touch trained treated turn type
    union up used volume war week weight west western wheel white wide wing winner winning woman word worker
    working world worn worthy written yard year years yen zone"""
)
HEADS = listed(
    """al el anti co counter cross ex half inter mid multi neo non para post pre pro quasi self semi sub super trans
    ultra vice well"""
)
ARTICLES = frozenset({"al", "el"})
# After these a hyphen with one space is a dash that lost the other space: "the talks -which began on Monday".
CLAUSE = listed(
    """a an and are as at be because both but by for from has have he her his how i if in including is it its like my
    no nor not of on or our says she so such than that the their then there these they this those though to too until
    versus vs was we were what when where which while who whose why will with would yes you your"""
)
SUSPENDING = CLAUSE | {"und", "et", "y", "through", "via", "plus", "rather", "&"}
GRADE = re.compile(r"[A-Z]{1,3}")
SERIES = re.compile(r"[A-Z]{1,4}|[Cc]ovid|COVID|MiG|Su|Boeing")
CLOSING_DASH = re.compile(r"[^\W_]-{1,2}(?: |$)| -{1,2} ")
OPENING_DASH = re.compile(r" -{1,2}(?=[^\W\d_])| -{1,2} ")
BEFORE = re.compile(r"(?<=[^\W_]) [-‐‑](?=[^\W_])")
AFTER = re.compile(r"(?<=[^\W_])[-‐‑] (?=[^\W_])")

AROUND = re.compile(r"(?<=[^\W_]) [-‐‑] (?=[^\W_])")
DASH = re.compile(r" [-–—]{1,2} ")
HYPHENATED = re.compile(r"(?<![\w-])[^\W\d_]{1,40}-[^\W\d_]{1,40}(?![\w-])")
PARENTHESIS = 100  # characters that stand between two dashes, mostly
# Halves that stand for nothing by themselves, so that no dash follows them.
BOUND = listed(
    """al anti anglo afro austro ex franco greco indo multi neo non pre pro quasi russo semi sino turco ust vice
    yuzhno severo nizhne verkhne novo staro"""
)
COMPASS = {
    "north": listed("east eastern eastward easterly west western westward westerly"),
    "south": listed("east eastern eastward easterly west western westward westerly"),
}
AGES = listed("year month week day")
UNITS = AGES | listed(
    """bed century degree foot goal hectare hour inch kg kilogram kilometer kilometre km member meter metre mile
    million minute page point seat second step storey story ton tonne"""
)
PARTICIPLES = listed(
    """administered affiliated aligned appointed backed based born brokered built controlled dominated funded held
    imposed led linked made mediated occupied owned related ruled run sponsored speaking supported"""
)


def spaces_before_hyphens(reading: Reading, _settings: Settings) -> Iterator[Flag]:
    """Flag the space in "state -owned"."""
    text = reading.doc.text
    for match in BEFORE.finditer(text):
        span = Span(*match.span())
        left, right = word_before(text, span.start), word_after(text, span.end)
        change = _joined_forward(left, right, paired=CLOSING_DASH.search(after(text, span.end)) is not None)
        if change is not None and not is_protected(text, Span(span.start - 1, span.end + 1)):
            yield _flag("space-before-hyphen", text, span, change)


def spaces_after_hyphens(reading: Reading, _settings: Settings) -> Iterator[Flag]:
    """Flag the space in "state- owned", and the broken line in "govern- ment"."""
    text = reading.doc.text
    for match in AFTER.finditer(text):
        span = Span(*match.span())
        left, right = word_before(text, span.start), word_after(text, span.end)
        change = _joined_back(left, right, paired=OPENING_DASH.search(before(text, span.start)) is not None)
        if change is not None and not is_protected(text, Span(span.start - 1, span.end + 1)):
            yield _flag("space-after-hyphen", text, span, change)


def spaces_around_hyphens(reading: Reading, _settings: Settings) -> Iterator[Flag]:
    """Flag the spaces in "south - eastern" and "Ust - Kut", where a dash would part what is never parted."""
    text = reading.doc.text
    for match in AROUND.finditer(text):
        span = Span(*match.span())
        left, right = word_before(text, span.start), word_after(text, span.end)
        if is_protected(text, Span(span.start - 1, span.end + 1)):
            continue
        follows = word_after(text, span.end + len(right) + 1).lower()
        if (
            _is_compound(left, right)
            or _is_measure(left, right, follows)
            or _stands_joined(text, left, right)
            or _is_attribute(text, span, right, follows)
        ):
            yield _flag("spaces-around-hyphen", text, span, Change("-", Safety.LIKELY, 0.8))


def _is_compound(left: str, right: str) -> bool:
    """True for halves of which one means nothing without the other: south - eastern, Al - Quds, year - old."""
    head, tail = left.lower(), right.lower()
    bound = head in BOUND and not tail[:1].isdigit() and tail not in CLAUSE
    return bound or (head in AGES and tail == "old") or tail in COMPASS.get(head, ())


def _is_measure(left: str, right: str, follows: str) -> bool:
    """True for "40 - page report", where what is measured follows."""
    return left.isdigit() and len(left) <= 3 and right in UNITS and follows not in CLAUSE


def _stands_joined(text: str, left: str, right: str) -> bool:
    """True when the two stand elsewhere in the text with a hyphen and without the spaces."""
    return min(len(left), len(right)) > 1 and f"{left}-{right}" in _hyphenated(text)


@lru_cache(maxsize=4)
def _hyphenated(text: str) -> frozenset[str]:
    return frozenset(HYPHENATED.findall(text))


def _is_attribute(text: str, span: Span, right: str, follows: str) -> bool:
    """True for "state - owned bank": a participle between the hyphen and a noun, no other dash near by."""
    others = DASH.search(before(text, span.start, PARENTHESIS)) or DASH.search(after(text, span.end, PARENTHESIS))
    return right in PARTICIPLES and others is None and follows.isalpha() and follows not in CLAUSE


def _flag(rule: str, text: str, span: Span, change: Change) -> Flag:
    note = "no space belongs beside the hyphen of a compound"
    return flagged(rule, text, span, Evidence("spaces", 1, 0, note), change)


def _joined_forward(left: str, right: str, *, paired: bool) -> Change | None:
    head, tail = left.lower(), right.lower()
    if not right or tail in CLAUSE or len(right) == 1:
        return None
    if right[0].isdigit():
        return Change("-", Safety.LIKELY, 0.8) if SERIES.fullmatch(left) and len(right) <= 3 else None
    if paired:
        return None
    if tail in TAILS or (head in HEADS and not left.isupper()):
        return Change("-", Safety.SAFE, 0.97)
    plural = left.islower() and left.endswith("s") and not left.endswith("ss")
    if left.isupper() or not right.isalpha() or plural or (right.isupper() and len(right) > 3) or zipf(tail) < 3:
        return None
    return Change("-", Safety.LIKELY, 0.7)


def _joined_back(left: str, right: str, *, paired: bool) -> Change | None:
    head, tail = left.lower(), right.lower()
    if not right or tail in SUSPENDING or tail.startswith(head) or GRADE.fullmatch(left):
        return None
    if _is_broken_line(head, tail):
        return Change("", Safety.LIKELY, 0.85)
    if tail in TAILS or head in ARTICLES:
        return Change("-", Safety.SAFE, 0.95)
    if paired or not (left.isalpha() and right.isalpha() and right.islower() and min(len(left), len(right)) > 2):
        return None
    return Change("-", Safety.LIKELY, 0.6) if min(zipf(head), zipf(tail)) >= 3 else None


def _is_broken_line(head: str, tail: str) -> bool:
    """True for "govern- ment": a common word when joined, and a half that is none."""
    return head.isalpha() and tail.isalpha() and zipf(head + tail) >= 3.5 and min(zipf(head), zipf(tail)) < 3.2


RULES = (
    Rule(
        name="space-before-hyphen",
        channel="layout",
        about="A space before the hyphen of a compound word.",
        why="Tokenisers of translation systems cut compounds at the hyphen and do not put them together again.",
        safety="Safe where one half is a usual part of compounds (-owned, -page, al-, anti-); otherwise likely.",
        find=spaces_before_hyphens,
        bad=(
            "The state -owned bank lent the money.",
            "A 40 -page report was sent to the court.",
            "Fighting went on around Al -Quds hospital.",
        ),
        good=(
            "The state-owned bank lent the money - and lost it.",
            "Run the tool with grep -v to turn the search round.",
            "It fell to -5 degrees, then -7.",
            "The talks -which began on Monday- are over.",
        ),
    ),
    Rule(
        name="space-after-hyphen",
        channel="layout",
        about="A space after the hyphen of a compound word, or the hyphen of a broken line left in its middle.",
        why="Tokenisers and page layouts cut words at a hyphen; the pieces were joined with a space.",
        safety="Safe before a usual second half (-owned, -based); likely elsewhere and for broken lines.",
        find=spaces_after_hyphens,
        bad=(
            "The state- owned bank lent the money.",
            "The govern- ment denied it.",
            "Prayers were held at Al- Aqsa mosque.",
        ),
        good=(
            "Two- and three-year plans are common.",
            "The short- to medium-term outlook is good.",
            "It was cut to BB- from BB, the agency said.",
            "I- I think so, he said.",
        ),
    ),
    Rule(
        name="spaces-around-hyphen",
        channel="layout",
        about="Spaces on both sides of the hyphen of a compound word or name.",
        why="Tokenisers of translation systems set hyphens apart as if they were dashes.",
        safety="Likely: half of it means nothing alone, it stands joined elsewhere, or it is an attribute.",
        find=spaces_around_hyphens,
        bad=(
            "It lies in the south - eastern province.",
            "A 40 - page report and a 19 - year - old student.",
            "Oil is shipped from Ust - Kut, Al - Hasakah and by a state - owned bank.",
        ),
        good=(
            "The bank - owned by the state - lost it, and the north - which is poor - paid.",
            "They won 3 - 2; Kyiv - Moscow talks; from May 2014 - year one - it fell.",
            "The firm - based in Paris since 2014 - left. The bloc - led by him.",
        ),
    ),
)
