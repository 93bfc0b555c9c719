"""Characters that were decoded wrongly, cannot be seen, or are gone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import ftfy

from ...reading import Reading, Rule
from ...settings import Settings
from ...values import Evidence, Flag, Safety, Span
from .common import Change, flagged, is_protected, zipf

# Only these four end a token: halves of mojibake may be U+0085 or U+00A0, which Unicode calls white space.
CHUNK = re.compile(r"[^ \t\r\n]{1,300}")
# A no-break space of which one byte became Â and the other a plain space.
HALF_SPACE = re.compile(r"(?<=[a-z0-9.,;:!?%)])Â (?=\S)")
THOUSANDS = re.compile(r"\d{3}(?!\d)")
LOST_SPACE = re.compile(r"[ÂÃ]\Z")


def mojibake(reading: Reading, _settings: Settings) -> Iterator[Flag]:
    """Flag "TÃ¼rkiye" and "donâ€™t", as small a piece as ftfy would change."""
    text = reading.doc.text
    for match in CHUNK.finditer(text):
        token, start = match.group(), match.start()
        if token.isascii():
            continue
        if LOST_SPACE.search(token):
            token = (token + text[match.end() : match.end() + 30]).partition("\n")[0]
        yield from _repaired(text, token, start)
    for match in HALF_SPACE.finditer(text):
        between = text[match.start() - 1].isdigit() and THOUSANDS.match(text, match.end()) is not None
        evidence = Evidence("characters", 2, 1, "one half of a space that does not break, read with the wrong encoding")
        change = Change("," if between else " ", Safety.LIKELY, 0.85)
        yield flagged("mojibake", text, Span(*match.span()), evidence, change)


@lru_cache(maxsize=8_192)
def _decoded(token: str) -> str:
    return str(ftfy.fix_encoding(token))


def _repaired(text: str, token: str, start: int) -> Iterator[Flag]:
    fixed = _decoded(token)
    if fixed == token:
        return
    span, replacement = _difference(token, fixed)
    lost = "\ufffd" in fixed or not fixed.isprintable()
    change = Change(None if lost else replacement, Safety.SAFE, 0.95)
    evidence = Evidence("characters", len(span.of(token)), len(replacement), "read with the wrong encoding (ftfy)")
    place = Span(start + span.start, start + span.end)
    if not is_protected(text, place):
        yield flagged("mojibake", text, place, evidence, change)


def _difference(old: str, new: str) -> tuple[Span, str]:
    """The smallest piece of `old` that has to be replaced to get `new`, and by what; never an empty piece.

    >>> _difference("TÃ¼rkiye", "Türkiye")
    (Span(start=1, end=3), 'ü')
    """
    shortest = min(len(old), len(new))
    head = next((i for i in range(shortest) if old[i] != new[i]), shortest)
    head = min(head, len(old) - 1)
    rest = shortest - head
    tail = next((i for i in range(rest) if old[-1 - i] != new[-1 - i]), rest)
    tail = min(tail, len(old) - head - 1)
    return Span(head, len(old) - tail), new[head : len(new) - tail]


SEEN_NEVER = re.compile(
    r"[\x00-\x08\x0b\x0e-\x1f\x7f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+"
)
# Right-to-left scripts, and those written without spaces.
NEEDING = re.compile(r"[\u0590-\u08ff\ufb1d-\ufefc\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af]")


def invisible_characters(reading: Reading, _settings: Settings) -> Iterator[Flag]:
    """Flag zero-width spaces, soft hyphens, direction marks and control characters, unless a script needs them."""
    text = reading.doc.text
    for match in SEEN_NEVER.finditer(text):
        span = Span(*match.span())
        if _is_needed(text, span) or is_protected(text, span):
            continue
        if text[span.start - 1 : span.start] == " " == text[span.end : span.end + 1]:
            span = Span(span.start, span.end + 1)
        left, right = _letters_before(text, span.start), _letters_after(text, span.end)
        change = Change("", Safety.SAFE, 0.95)
        if left and right and zipf(left + right) < 1 and min(zipf(left), zipf(right)) >= 3:
            change = Change(" ", Safety.LIKELY, 0.8)
        evidence = Evidence("invisible", span.end - span.start, 0, f"nobody can see {_named(match.group()[0])}")
        yield flagged("invisible-character", text, span, evidence, change)


def _is_needed(text: str, span: Span) -> bool:
    """True for a byte order mark at the start, and near letters of scripts that are written with such characters."""
    around = text[max(0, span.start - 40) : span.end + 40]
    return (span.start == 0 and text[0] == "\ufeff") or (not around.isascii() and NEEDING.search(around) is not None)


def _letters_before(text: str, at: int) -> str:
    found = re.search(r"[A-Za-z]+\Z", text[max(0, at - 30) : at])
    return found.group() if found else ""


def _letters_after(text: str, at: int) -> str:
    found = re.match(r"[A-Za-z]+", text[at : at + 30])
    return found.group() if found else ""


def _named(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, 'control character').lower()}"


GONE = re.compile(r"[\ufffd\ue000-\uf8fe]+")


def replacement_characters(reading: Reading, _settings: Settings) -> Iterator[Flag]:
    """Flag what a decoder put in place of bytes it could not read; nobody knows the original, so there is no fix."""
    text = reading.doc.text
    for match in GONE.finditer(text):
        span = Span(*match.span())
        evidence = Evidence("characters lost", span.end - span.start, 0, "the character itself is gone")
        yield flagged("replacement-character", text, span, evidence, Change(None, Safety.SHOW, 0.95))


RULES = (
    Rule(
        name="mojibake",
        channel="layout",
        about="Text that was decoded with the wrong encoding.",
        why="UTF-8 was read as Windows-1252 or the like, once or twice: each accented letter became two odd ones.",
        safety="Safe, as ftfy repairs only what cannot be meant; without a fix when bytes were lost.",
        find=mojibake,
        bad=(
            "The president of TÃ¼rkiye donâ€™t agree.",
            "It costs Â£5 at the cafÃ©.",
            "A strike by 6Â 500 minersÂ began.",
        ),
        good=("São Paulo, SÃO PAULO, naïve, Erdoğan, ‘quoted’ – £5 – 50°C…", "L’Été à Noël: ÉCOLE, Zoë × 2."),
    ),
    Rule(
        name="invisible-character",
        channel="layout",
        about="A zero-width space, soft hyphen, direction mark or control character.",
        why="Pages use them to break or direct lines; searches, tokenisers and language models stumble over them.",
        safety="Safe to delete in Latin text; where two words would run together a space is likely.",
        find=invisible_characters,
        bad=("The minis\u00adter said.", "The \u200bminister said.", "Text with a bell\x07 in it."),
        good=(
            "\ufeffThe minister said.",
            "In Arabic (\u200fالسلام\u200e) and a family: \U0001f468\u200d\U0001f469\u200d\U0001f467.",
        ),
    ),
    Rule(
        name="replacement-character",
        channel="layout",
        about="The mark a decoder leaves where it could not read a character.",
        why="The file was read with the wrong encoding and the bytes were thrown away.",
        safety="Never changed: the original is lost.",
        find=replacement_characters,
        bad=("The caf\ufffd was closed.", "He said \ufffd\ufffdyes."),
        good=("The café was closed.", "What? Yes?"),
    ),
)
