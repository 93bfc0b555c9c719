"""Clean English damaged as a round trip damages it, with the places known: what the tagger sees of news besides
machine translations.

Words are exchanged for others that share a foreign word (mtclean.pivots), small words as languages without
gender, articles or our prepositions exchange them, verbs lose their form, neighbours change places. Names, figures and
capitalised words stay as they are.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from lemminflect import getAllInflections, getAllLemmas
from wordfreq import zipf_frequency

from mtclean.agreement.forms import questions
from mtclean.pivots import FUNCTION_WORDS, Pivots
from mtclean.senses.propose import replaced
from mtclean.text import quotations, sentences, words
from mtclean.values import Span

PREPOSITIONS = tuple("in on at to of for from by with about into over between under through against".split())  # noqa: SIM905
ARTICLES = ("the", "a", "an")
PREPOSITION_SHARE, ARTICLE_SHARE, FORM_SHARE, ORDER_SHARE = 0.45, 0.35, 0.12, 0.08
APART = 3  # words from one damaged place to the next
RAREST = 2.6  # zipf frequency
PER_BIT = 0.7  # how fast dear confusions become rare


class Damage(NamedTuple):
    """What is done at `span`: `new` is put there; `bad` is where in `new` the damage lies, None where nothing shows."""

    span: Span
    new: str
    bad: Span | None
    kind: str


def damaged(text: str, chance: random.Random, rate: float, pivots: Pivots) -> tuple[str, list[int]]:
    """The text with about `rate` of its lower-case words damaged, and a label for each of its words.

    1 is a damaged word, 0 a whole one, -1 the word after which something is missing.
    """
    made: list[str] = []
    bad: list[tuple[Span, int]] = []
    at = size = 0
    for damage in chosen(text, chance, rate, pivots):
        made += [text[at : damage.span.start], damage.new]
        size += damage.span.start - at
        where = damage.bad or Span(0, 1)
        bad.append((Span(size + where.start, size + where.end), 1 if damage.bad else -1))
        size += len(damage.new)
        at = damage.span.end
    whole = "".join([*made, text[at:]])
    return whole, [next((label for span, label in bad if span.overlaps(word)), 0) for word in words(whole)]


def chosen(text: str, chance: random.Random, rate: float, pivots: Pivots) -> Iterator[Damage]:
    """What is damaged, in text order and some words apart."""
    found = words(text)
    quoted = quotations(text)
    small = {q.word: q.others for q in questions(text, found, sentences(text), quoted) if q.kind in ("pronoun", "verb")}
    last = -APART
    for i, word in enumerate(found):
        said = word.of(text)
        if chance.random() >= rate or i - last < APART or not (said.islower() and said.isalpha()):
            continue
        damage = _damage(text, found[i : i + 2], chance, small, pivots)
        if damage is not None and damage.new != said:
            yield damage
            last = i + 1


def _damage(
    text: str, here: Sequence[Span], chance: random.Random, small: Mapping[Span, Sequence[str]], pivots: Pivots
) -> Damage | None:
    word, said, draw = here[0], here[0].of(text), chance.random()
    if word in small:
        return _put(word, chance.choice(list(small[word])), "agreement")
    if said in PREPOSITIONS:
        return _put(word, chance.choice(PREPOSITIONS), "preposition") if draw < PREPOSITION_SHARE else None
    if said in ARTICLES:
        return _article(text, word, chance) if draw < ARTICLE_SHARE else None
    return None if said in FUNCTION_WORDS or len(said) < 3 else _content(text, here, chance, pivots)


def _content(text: str, here: Sequence[Span], chance: random.Random, pivots: Pivots) -> Damage | None:
    draw, forms = chance.random(), _forms(here[0].of(text))
    if forms and draw < FORM_SHARE:
        return _put(here[0], chance.choice(forms), "form")
    if draw < FORM_SHARE + ORDER_SHARE:
        return _exchanged(text, here)
    return _confused(text, here[0], chance, pivots)


def _put(word: Span, new: str, kind: str) -> Damage:
    return Damage(word, new, Span(0, len(new)), kind)


def _article(text: str, word: Span, chance: random.Random) -> Damage | None:
    new = chance.choice(["the", "a", ""])
    if new:
        return _put(word, new, "article")
    return Damage(Span(word.start, word.end + 1), "", None, "article") if text[word.end : word.end + 1] == " " else None


def _forms(verb: str) -> list[str]:
    found = {
        form
        for lemma in getAllLemmas(verb).get("VERB", ())
        for forms in getAllInflections(lemma, upos="VERB").values()
        for form in forms
    }
    return sorted(found - {verb})


def _exchanged(text: str, here: Sequence[Span]) -> Damage | None:
    if len(here) < 2 or text[here[0].end : here[1].start] != " " or not here[1].of(text).islower():
        return None
    new = f"{here[1].of(text)} {here[0].of(text)}"
    return Damage(Span(here[0].start, here[1].end), new, Span(0, len(new)), "order")


def _confused(text: str, word: Span, chance: random.Random, pivots: Pivots) -> Damage | None:
    others = [c for c in pivots.candidates(word.of(text)) if zipf_frequency(c.replacement, "en") > RAREST]
    if not others:
        return None
    new = chance.choices(others, [2 ** (-PER_BIT * c.cost) for c in others])[0].replacement
    change = replaced(text, word, new, len(text))
    return Damage(change.span, change.new, Span(len(change.new) - len(new), len(change.new)), "sense")
