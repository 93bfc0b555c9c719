"""The garbled articles that the tagger learns from: well formed, labelled as marked, none of them a sample."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from mtclean.text import words  # noqa: E402
from training.garbled import KINDS, Garbled, articles, labels, parsed, repaired  # noqa: E402

RUN = 12  # words in a row that two articles do not share by chance


@pytest.fixture(scope="module")
def every() -> list[Garbled]:
    return list(articles())


def labelled(marked: str) -> str:
    """The words of a text, each with "*" where it is bad and "?" where nobody knows."""
    article = parsed("x", marked)
    signs = {0: "", 1: "*", -1: "?"}
    found = zip(words(article.text), labels(article), strict=True)
    return " ".join(word.of(article.text) + signs[label] for word, label in found)


def test_articles_are_well_formed(every: list[Garbled]) -> None:
    assert len(every) > 300
    for article in every:
        assert article.marks, article.name
        assert not set("[]|") & set(article.text), article.name
        for mark in article.marks:
            assert mark.kind in KINDS, article.name
            assert mark.span.of(article.text) not in ("", mark.right), article.name


@pytest.mark.parametrize(
    ("marked", "seen"),
    [
        ("The [[arrows|shares|word]] rose.", "The arrows* rose"),
        ("They were [[under the rubbles|under the rubble|grammar]].", "They were under? the? rubbles*"),
        ("She [[said|had said|grammar]] so.", "She said* so"),
        ("A [[state -owned|state-owned|layout]] bank.", "A state? owned? bank"),
        ("It rained. [[Read also|-|layout]]", "It rained Read* also*"),
        ("It [[fell the over|?|phrase]].", "It fell* the* over*"),
    ],
)
def test_labels(marked: str, seen: str) -> None:
    assert labelled(marked) == seen


def test_repaired() -> None:
    article = parsed("x", "The [[arrows|shares|word]] rose [[suddenly so|-|layout]], [[he of fell|?|phrase]] said.")
    text, known = repaired(article)
    assert text == "The shares rose, he of fell said."
    assert known == [0, 0, 0, -1, -1, -1, 0]


def test_no_article_is_one_of_the_samples(every: list[Garbled]) -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        said = [word.of(text).lower() for word in words(text)]
        return {tuple(said[at : at + RUN]) for at in range(len(said) - RUN + 1)}

    samples = set[tuple[str, ...]]()
    for path in sorted((ROOT / "samples").rglob("*.txt")):
        samples |= runs(path.read_text(encoding="utf-8"))
    shared = {article.name: found for article in every if (found := runs(article.text) & samples)}
    assert not shared
