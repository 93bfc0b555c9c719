"""The HTML of a report: nothing in an article can act, nothing in it is lost, and every flag is there once."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from fakes import FakeCleaner
from hypothesis import given
from hypothesis import strategies as st

from mtclean.html import article, focus, style
from mtclean.report import Report
from mtclean.values import Document, Evidence, Flag, Safety, Span, Suggestion, Verdict, Word

HOSTILE = (
    '<script>alert("x")</script> Vian\'s & <img src=x onerror=alert(1)>\r\n\n"arrows" </mark></div>\n\nthe chapter'
)
TAGS = {"article", "header", "h3", "p", "b", "ul", "ol", "li", "mark", "div", "span", "del", "ins", "i", "strong"}


class Page(HTMLParser):
    """What a browser would see: tags with their attributes, and the text within elements of class `text`."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[tuple[str, str]] = []
        self.feed(source.replace("\r\n", "\n").replace("\r", "\n"))  # as browsers do
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        self._open.append((tag, dict(attrs).get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        opened, name = self._open.pop()
        assert opened == tag, name

    def handle_data(self, data: str) -> None:
        self.text += data if ("div", "text") in self._open else ""

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.seen if name == tag]


def report(text: str, *, words: bool = True, name: str = "a.txt") -> Report:
    found = FakeCleaner().check(Document(name, text))
    bits = tuple(Word(word.span, 7.0 * i, 5.0, 0.1) for i, word in enumerate(found.words))
    return Report(found.doc, found.verdict, found.flags, bits if words else (), 1.2, found.floor, "")


def flag(start: int, end: int, text: str, *suggestions: Suggestion, channel: str = "names") -> Flag:
    seen = (Evidence("sound distance", 1.2, 3.0, "<b>f/v</b>"),)
    return Flag("garbled-name", channel, Span(start, end), text[start:end], 0.98, seen, suggestions)


def report_with(text: str, *flags: Flag) -> Report:
    return Report(Document("<i>a.txt", text), Verdict("garbled", 0.97), flags, (), 1.2, Safety.SAFE, "")


@pytest.mark.parametrize("heat", [False, True])
def test_an_article_cannot_act(heat: bool) -> None:
    page = Page(article(report(HOSTILE, name="<script>"), heat=heat))
    assert {tag for tag, _ in page.seen} <= TAGS
    assert {name for _, attributes in page.seen for name in attributes} <= {"class", "title", "data-n"}
    assert page.text == HOSTILE


def test_suggestions_reasons_and_notes_are_escaped() -> None:
    text = "Vian <b>"
    bad = flag(0, 4, text, Suggestion("<script>", Safety.SAFE, 0.9, '"><script>'), channel='"><script>')
    for source in (article(report_with(text, bad), said={bad: "<script>"}), focus(report_with(text, bad), bad)):
        assert {tag for tag, _ in Page(source).seen} <= TAGS
        assert "<script" not in source
        assert "<b>f/v" not in source


PIECES = st.sampled_from(
    ["Vian", "arrows", " -owned", "\n", "\r\n", " ", "&lt;", "<mark>", "\u2028", "é", "chapter", "\ufeff"]
)


@given(st.lists(PIECES, max_size=12).map("".join), st.booleans())
def test_the_text_is_the_article_and_every_flag_is_there_once(text: str, heat: bool) -> None:
    drawn = report(text)
    page = Page(article(drawn, heat=heat))
    assert page.text == text
    numbers = [str(n) for n in range(1, len(drawn.flags) + 1)]
    assert [mark["data-n"] for mark in page.all("mark") if "data-n" in mark] == numbers
    assert [item["data-n"] for item in page.all("li") if "data-n" in item] == numbers


@pytest.mark.parametrize("spans", [[(0, 4), (2, 7)], [(0, 9), (0, 4)], [(2, 8)], [(0, 4), (4, 9)]])
def test_flags_over_line_breaks_and_over_each_other(spans: list[tuple[int, int]]) -> None:
    text = "one\n\ntwo\nthree"
    page = Page(article(report_with(text, *(flag(start, end, text) for start, end in spans))))
    assert page.text == text
    assert len([item for item in page.all("li") if "data-n" in item]) == len(spans)


def test_what_is_said_of_a_flag() -> None:
    source = article(report("Vian in the chapter. A garble."))
    assert "<del>Vian</del> <ins>Fidan</ins>" in source
    assert "safe, 97 %: </span>foreign minister of Türkiye" in source
    assert "garbled-name, 90 % sure; surprisal 21.4, limit 14 (bits)" in source
    assert source.count("<ins>term</ins>") == 1
    assert "No suggestion: a person has to decide." in source
    assert "almost certainly machine-damaged (97 %)" in source


def test_a_deletion_is_spelt_out() -> None:
    text = "Vian left"
    source = article(report_with(text, flag(0, 4, text, Suggestion("", Safety.SAFE, 0.9, "left over"))))
    assert "<ins><i>nothing</i></ins>" in source


def test_the_legend_counts_channels() -> None:
    source = article(report("Vian, Vian and the arrows"))
    assert '<li class="names"><mark>names</mark> 2</li><li class="senses"><mark>senses</mark> 1</li>' in source
    assert "legend" not in article(report("All is well."))


def test_heat_shades_words_by_bits() -> None:
    text = "zero seven fourteen Vian twenty-eight more"
    page = Page(article(report(text), heat=True))
    assert [a["class"] for a in page.all("span") if a.get("class", "").startswith("h") and "title" in a] == [
        "h1",
        "h2",
        "h3",
        "h4",
    ]
    assert "21.0 bits" in [a.get("title") for a in page.all("span")]
    assert "bits of a word" not in article(report(text, words=False), heat=True)


def test_the_current_flag_and_decided_ones_stand_out() -> None:
    drawn = report("Vian and Vian")
    source = article(drawn, now=drawn.flags[1], said={drawn.flags[0]: "accepted: Fidan"})
    classes = [mark["class"] for mark in Page(source).all("mark") if "data-n" in mark]
    assert classes == ["names done", "names now"]
    assert source.count("accepted: Fidan") == 1


def test_focus_shows_the_sentence_with_the_change_in_it() -> None:
    drawn = report("First this. Then Vian left again. Then that.")
    source = focus(drawn, drawn.flags[0], said="accepted: Fidan")
    assert "Then <del>Vian</del> <ins>Fidan</ins> left again." in source
    assert "First" not in source
    assert "accepted: Fidan" in source


def test_the_style_loads_nothing_and_every_class_used_is_in_it() -> None:
    sheet = style()
    assert not re.search(r"url\(|@import|https?:|expression", sheet)
    drawn = report("Vian -owned arrows garble chapter")
    used = {c for _, a in Page(article(drawn, heat=True, now=drawn.flags[0], said={drawn.flags[0]: "x"})).seen
            for c in (a.get("class") or "").split()}  # fmt: skip
    assert used - {"block", "touched"} - set(re.findall(r"\.([a-z][a-z0-9]*)", sheet)) == set()
