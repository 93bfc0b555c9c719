"""Letters of another script: a fragment that was never translated, or a look-alike inside a Latin word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ...reading import Reading, Rule
from ...settings import Settings
from ...values import Evidence, Flag, Safety, Span
from .common import Change, after, before, flagged, is_protected, within, zipf

GREEK_CYRILLIC = "\u0370-\u03ff\u0400-\u052f"
OTHER = (
    "\u0400-\u058f\u0590-\u08ff\u0900-\u109f\u10a0-\u10ff\u1100-\u11ff\u1200-\u137f\u1780-\u17ff"
    "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\ufb1d-\ufdff\ufe70-\ufefc"
)
FRAGMENT = re.compile(rf"[{OTHER}]+(?:[ ,.:、。·‐-]{{1,2}}[{OTHER}]+){{0,200}}")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
OPENERS, CLOSERS = '([{“‘«"《「『', ')]}”’»"》」』'
# A gloss is announced: "known as X", "in Arabic: X", "the word X", "@X".
ANNOUNCED = re.compile(
    r"(?i)(?:known as|called|named|titled|entitled|dubbed|spelled|written|words?|phrase|name|character|letter"
    r"|hashtag|slogan|title|means|arabic|persian|farsi|hebrew|russian|ukrainian|chinese|mandarin|japanese|korean|hindi|urdu|thai"
    r"|armenian|georgian|bulgarian|serbian|greek)\s?[:,;—–-]?\s?\Z|[@#/:|=]\s?\Z"
)
LEAST_ENGLISH = 4


def other_scripts(reading: Reading, _settings: Settings) -> Iterator[Flag]:
    """Flag letters of another script in English prose, unless brackets, quotation marks or a phrase announce them."""
    text = reading.doc.text
    twins = tuple(span for span, _ in mixed_words(text))
    for match in FRAGMENT.finditer(text):
        span = Span(*match.span())
        left, right = before(text, span.start), after(text, span.end)
        if len(LATIN_WORD.findall(left + " " + right)) < LEAST_ENGLISH or _is_gloss(left, right):
            continue
        if not any(c.isalpha() and c != "・" for c in match.group()) or re.search(r"\w\.\w", match.group()):
            continue
        if is_protected(text, span) or within(twins, span):
            continue
        glued = any(c.isascii() and c.isalpha() for c in left[-1:] + right[:1])
        evidence = Evidence("letters", span.end - span.start, 0, "not English, and nothing says why it stands here")
        yield flagged("other-script", text, span, evidence, Change(None, Safety.SHOW, 0.9 if glued else 0.75))


def _is_gloss(left: str, right: str) -> bool:
    """True within brackets or quotation marks, and after words that announce a foreign term."""
    if ANNOUNCED.search(left[-30:]):
        return True
    opened = max(left.rfind(mark) for mark in OPENERS)
    closed = max(left.rfind(mark) for mark in CLOSERS if mark != '"')
    inside = opened > closed and opened >= 0
    return inside and any(mark in right for mark in CLOSERS)


TWINS = str.maketrans(
    "АВЕЅІЈКМНОРСТУХҮаеѕіјорсухԁѵһ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABESIJKMHOPCTYXYaesijopcyxdvh" + "ABEZHIKMNOPTYXo",
)
LETTERS = re.compile(r"[^\W\d_]{2,40}")
FOREIGN_LETTER = re.compile(f"[{GREEK_CYRILLIC}]")


def mixed_words(text: str) -> Iterator[tuple[Span, str]]:
    """Words whose letters are Latin but for some Greek or Cyrillic twins, with the all-Latin form.

    >>> [(span.of("Vladimir Рutin"), latin) for span, latin in mixed_words("Vladimir Рutin")]
    [('Рutin', 'Putin')]
    """
    for match in LETTERS.finditer(text):
        word = match.group()
        if word.isascii() or FOREIGN_LETTER.search(word) is None:
            continue
        latin = word.translate(TWINS)
        if FOREIGN_LETTER.search(latin) is None and LATIN.search(word):
            yield Span(*match.span()), latin


LATIN = re.compile(r"[A-Za-z]")


def mixed_scripts(reading: Reading, _settings: Settings) -> Iterator[Flag]:
    """Flag "Рutin" with a Cyrillic P; the fix is safe when the Latin form is a word that is known."""
    text = reading.doc.text
    for span, latin in mixed_words(text):
        if not is_protected(text, span):
            twins = sum(a != b for a, b in zip(span.of(text), latin, strict=True))
            evidence = Evidence("foreign letters", twins, 0, "look like Latin letters and are not")
            safety = Safety.SAFE if zipf(latin.lower()) >= 2 else Safety.LIKELY
            yield flagged("mixed-script", text, span, evidence, Change(latin, safety, 0.95))


PUNCTUATION = dict(zip("।॥。，،、؛；؟？٪％", "...,,,;;??%%", strict=True))
MARK = re.compile(f"[{''.join(PUNCTUATION)}]")


def foreign_punctuation(reading: Reading, _settings: Settings) -> Iterator[Flag]:
    """Flag marks of other scripts between English words: "in Patna। His deputy"."""
    text = reading.doc.text
    for match in MARK.finditer(text):
        left, right = before(text, match.start()), after(text, match.end())
        if _ends_english(left) and not re.match(rf"\s?[{OTHER}]", right):
            new = PUNCTUATION[match.group()] + " " * right[:1].isalnum()
            evidence = Evidence("mark", 1, 0, f"of another script, where English has {new.strip()!r}")
            yield flagged("foreign-punctuation", text, Span(*match.span()), evidence, Change(new, Safety.SAFE, 0.95))


def _ends_english(left: str) -> bool:
    """True after a Latin word or a figure, a closing bracket or quotation mark between them or not."""
    bare = left.rstrip("".join(CLOSERS))
    return bare[-1:].isascii() and bare[-1:].isalnum()


DOTTED = re.compile(r"(?<![^\W_])[A-Za-z]*[ıİ][A-Za-zıİ]*(?![^\W_]|\u0307)")
DOT_TWICE = re.compile("i\u0307")
WORDS = re.compile(r"[^\W\d_]+")
LATIN_I = str.maketrans("ıİ", "iI")
COMMON, KNOWN, EVERYWHERE = 3.5, 2.8, 6.0


def turkish_letters(reading: Reading, _settings: Settings) -> Iterator[Flag]:
    """Flag the dotless i of "mınister" and the dotted one of "İn"; Turkish names keep theirs."""
    text = reading.doc.text
    if text.isascii():
        return
    for match in DOTTED.finditer(text):
        span, latin = Span(*match.span()), match.group().translate(LATIN_I)
        change = _latin(text, match.group(), latin)
        if change is not None and not is_protected(text, span):
            yield _lettered(text, span, change)
    for match in DOT_TWICE.finditer(text):
        yield _lettered(text, Span(*match.span()), Change("i", Safety.SAFE, 0.96))


def _lettered(text: str, span: Span, change: Change) -> Flag:
    note = "English has one i, with a dot when small and without when not"
    return flagged("turkish-letter", text, span, Evidence("letters", 1, 0, note), change)


@lru_cache(maxsize=4)
def _words(text: str) -> frozenset[str]:
    return frozenset(WORDS.findall(text.lower()))


def _latin(text: str, word: str, latin: str) -> Change | None:
    """The word in English letters, when English or the text knows it so and Turkish does not know it as it is."""
    common = zipf(latin.lower())
    if zipf(word, "tr") > 0 and common < EVERYWHERE:
        return None
    if word.islower() and common >= COMMON:
        return Change(latin, Safety.SAFE, 0.95)
    if common >= KNOWN or latin.lower() in _words(text):
        return Change(latin, Safety.LIKELY, 0.8)
    return None


RULES = (
    Rule(
        name="other-script",
        channel="layout",
        about="Words in another script in the middle of an English sentence.",
        why="A translation system passes on what it does not know.",
        safety="Never changed: what they mean has to be translated.",
        find=other_scripts,
        bad=(
            "The minister said that правительство would not resign.",
            "The head of theبنك told reporters on Monday.",
            "They visited the 故宫 on the second day of the trip.",
        ),
        good=(
            "Sergey Lavrov (Сергей Лавров) met the minister in Moscow on Monday.",
            "The party, known as Яблоко, won. In Arabic: السلام means peace to all of us.",
            "The film “Левиафан” won a prize in Cannes, and its director was there.",
        ),
    ),
    Rule(
        name="mixed-script",
        channel="layout",
        about="A Latin word with Greek or Cyrillic letters that look Latin.",
        why="Keyboards, scanners and translation systems mix up letters of the same shape; searches miss such words.",
        safety="Safe when the Latin form is a known word, else likely; words with a letter that has no twin are left.",
        find=mixed_scripts,
        bad=("President Рutin spoke.", "The mіnister said nо."),
        good=("President Putin spoke about the α-particle, 5 µm, Δt and π.", "The paper “Правда” was read by all."),
    ),
    Rule(
        name="foreign-punctuation",
        channel="layout",
        about="A comma, stop or question mark of another script after an English word.",
        why="A translation system passes on marks that it does not know.",
        safety="Safe: each such mark has one English mark that means the same.",
        find=foreign_punctuation,
        bad=("He spoke in Patna। His deputy left.", "The minister، who arrived late، left early."),
        good=("The sign (故宫，北京) was new.", "The slogan الحرية، العدالة was painted over, he said."),
    ),
    Rule(
        name="turkish-letter",
        channel="layout",
        about="The dotless ı or the dotted İ of Turkish in an English word or a name that is not Turkish.",
        why="Software set to Turkish makes ı of I and İ of i when it changes capitals, or writes i with two dots.",
        safety="Safe in common words; likely in names; what Turkish itself knows (wordfreq) is left.",
        find=turkish_letters,
        bad=(
            "The mınister left.",
            "The court in Madrıd was closed.",
            "A visit to Madri\u0307d was put off.",
        ),
        good=(
            "Yıldırım and Kılıçdaroğlu met in İzmir.",
            "The town of Aydın, in western Turkey, has a new mayor.",
            "İstanbul is the largest city of Türkiye.",
        ),
    ),
)
