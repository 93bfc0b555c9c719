"""Words and marks that stand twice where once is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...reading import Reading, Rule
from ...settings import Settings
from ...values import Evidence, Flag, Safety, Span
from .common import Change, before, flagged, is_protected, listed, zipf

TWICE = re.compile(r"(?<![\w'’.@#/&-])([A-Za-z]{1,20}(?:['’][a-z]{1,2})?)((?: \1)+)(?![\w'’@/&-])")
# The first of these may be the copy's only sense in English: nothing sensible has two of them in a row.
NEVER_TWICE = listed("the a an of and with from their its our my or")
# Right, or right often enough: "what it is is", "he had had", "she came in in March", "gave her her book".
OFTEN_TWICE = listed(
    """had that is was do did her him it you who what in on to for as out up off over by about through around along do
    so no yes very really much many more far long too well now there never always again quite ever little big bad good
    way day bye ha hah he ho hi hey oh ah la na da ta blah tut hush knock night chop win wow please run go come wait
    stop look hear never money great old new dear my yeah hip beep bang boom quack clap tick tap one two three plus sing
    bla cha choo yo pom pum tam tom dum ding dong ping pong nom woo wee"""
)
CONTENT = 4.0


def doubled_words(reading: Reading, _settings: Settings) -> Iterator[Flag]:
    """Flag "the the"; names (Bora Bora), emphasis (very very) and "had had" are left alone."""
    text = reading.doc.text
    for match in TWICE.finditer(text):
        word, span = match.group(1), Span(*match.span())
        change = _once(word, before(text, span.start, 30), reading.quoted(span))
        copies = 1 + match.group(2).count(" ")
        if change is not None and copies <= 3 and not is_protected(text, span):
            evidence = Evidence("copies", copies, 1, f"{word!r} stands {copies} times in a row")
            yield flagged("doubled-word", text, span, evidence, change)


def _once(word: str, left: str, quoted: bool) -> Change | None:  # noqa: FBT001
    if word.lower() in OFTEN_TWICE or (word != word.lower() and left.strip()):
        return None
    if word not in NEVER_TWICE:
        named = len(word) == 1 or word != word.lower() or zipf(word) < CONTENT
        return None if named or quoted else Change(word, Safety.LIKELY, 0.8)
    if quoted:
        return Change(word, Safety.SHOW, 0.6)
    return Change(word, Safety.LIKELY if word == "a" else Safety.SAFE, 0.95)


MARKS = re.compile(r"(?<=[\w)\]\"”’'])(?: ?, ?,| ?; ?;|,;|;,|,\.|[.?!] ?,\.|: ?,)(?=\s|$)")
TWO_STOPS = re.compile(r"(?<=[a-z]{2}) ?\. ?\.(?=\s|$)(?! ?\.)")
SPARED = re.compile(r"[^\w\s]{3}")


def doubled_marks(reading: Reading, _settings: Settings) -> Iterator[Flag]:
    """Flag ",," and ". ." but neither "etc.," nor an ellipsis nor "?!"."""
    text = reading.doc.text
    for pattern in (MARKS, TWO_STOPS):
        for match in pattern.finditer(text):
            span = Span(*match.span())
            marks = match.group().replace(" ", "")
            evidence = Evidence("marks", len(marks), 1, f"only one mark belongs here, not {marks!r}")
            safe = marks in {",,", ";;"}
            change = Change(_stronger(marks), Safety.SAFE if safe else Safety.LIKELY, 0.98 if safe else 0.7)
            if not is_protected(text, span):
                yield flagged("doubled-punctuation", text, span, evidence, change)


def _stronger(marks: str) -> str:
    """The mark that stays: the one that ends the most.

    >>> _stronger(",."), _stronger(",,")
    ('.', ',')
    """
    return max(marks, key=",:;.!?".index)


RULES = (
    Rule(
        name="doubled-word",
        channel="layout",
        about="The same word twice in a row.",
        why="Translation systems and careless cutting repeat a word, most often an article or a preposition.",
        safety="Safe for words that never stand twice (the, of, and); likely for others; only shown in quotations.",
        find=doubled_words,
        bad=(
            "It was the the first visit.",
            "The head of of the bank left.",
            "The minister minister said no.",
        ),
        good=(
            "He had had enough, and that that was so was very very clear.",
            "Boutros Boutros-Ghali flew to Bora Bora; bye bye, he said.",
            "What it is is a deal. She came in in March.",
        ),
    ),
    Rule(
        name="doubled-punctuation",
        channel="layout",
        about="Two marks where one belongs.",
        why="A word between two marks was lost, or two sentences were joined without care.",
        safety="Safe for two commas or semicolons; likely where one of two different marks has to be chosen.",
        find=doubled_marks,
        bad=("The talks,, he said, ended.", "The talks, , he said, ended.", "That was all,.", "That was all. ."),
        good=("Tea, coffee, etc., and more...", "What?! Why?? Well ... yes.", "Acme Inc., he said."),
    ),
)
