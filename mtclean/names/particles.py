"""Names of people whose small words were put into English: Ursula of the Leyen for Ursula von der Leyen."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ..values import Span
from .calques import ENOUGH
from .candidates import Candidate, ranked
from .glosses import aligned
from .mention import Match, Mention, kind_of
from .people import supported
from .roles import context
from .runs import Run
from .scene import Scene
from .sound import plain, similarity, tokens
from .sounds import Sounds
from .words import PARTICLES

LONGEST = 3  # words of a name on either side of its small words

_SMALL = re.compile(rf"\b(?:{'|'.join(sorted(PARTICLES))})\b.*", re.IGNORECASE)
_OF = re.compile(r" (?:of|from|to)(?: the)? ")
_LEADING = r"\b(?:Of|From|To)(?: the)? {}\b"  # inside a sentence these are English: the plan of Blasio


class Bearer(NamedTuple):
    """One spelling of a person: its tokens before its small words, those words, its tokens after them."""

    before: tuple[str, ...]
    small: str
    after: tuple[str, ...]
    form: str
    number: int


def particles(scene: Scene, found: Sequence[Run]) -> list[Mention]:
    """The names that have English between their parts, in text order, and their surnames at a sentence's beginning."""
    named: list[Mention] = []
    for one, other in pairwise(found):
        named += [name for name in _joined(one, other, scene) if not any(name.span.overlaps(m.span) for m in named)]
    alone = {name.span: name for full in named for name in _alone(full, scene)}
    return sorted([*named, *alone.values()], key=lambda mention: mention.span)


def _joined(one: Run, other: Run, scene: Scene) -> Iterator[Mention]:
    """The longest name that the end of one run and the beginning of the next make, if there is one."""
    text = scene.doc.text
    if not _OF.fullmatch(text[one.span.end : other.span.start]):
        return
    sizes = [(a, b) for a in range(LONGEST, 0, -1) for b in range(LONGEST, 0, -1)]
    for a, b in sizes:
        if a <= len(one.tokens) and b <= len(other.tokens):
            left, right = one.part(len(one.tokens) - a, len(one.tokens)), other.part(0, b)
            if matches := _people(left, right, scene):
                span = Span(left.span.start, right.span.end)
                yield Mention(span, span.of(text), "calque", matches)
                return


def _people(left: Run, right: Run, scene: Scene) -> tuple[Match, ...]:
    """The people in whose name small words stand between what `left` and `right` say, best first."""
    text = scene.doc.text
    before, after = tokens(left.span.of(text)), tokens(right.span.of(text))
    name = text[left.span.start : right.span.end]
    said = text[left.span.end : right.span.start].strip()
    whole = Span(left.span.start, right.span.end)
    around = context(text, whole, scene.sentences[left.sentence], scene.doc.year)
    found: dict[int, Candidate] = {}
    for bearer in _bearers(scene.dictionary.people()).get(before[-1], ()):
        if len(bearer.before) == len(before) and _alike(before, bearer.before) and aligned(after, bearer.after):
            entity = scene.dictionary.entity(bearer.number)
            support = tuple(supported(entity, around, scene, frozenset()))
            kinds = {kind_of(words) for words in support}
            usual = bearer.number not in found or bearer.form == entity.canonical
            if usual and "not" not in kinds and kinds & ENOUGH:
                support += (f"calque: {bearer.small} of {bearer.form} was put into English as {said}",)
                found[bearer.number] = Candidate(entity, bearer.form, 1.0, 1.0, support)
    return ranked(name, list(found.values()), scene)


def _alike(seen: Sequence[str], meant: Sequence[str]) -> bool:
    return all(similarity(a, b) == 1.0 for a, b in zip(seen, meant, strict=True))


def _alone(full: Mention, scene: Scene) -> Iterator[Mention]:
    """The surname with its small words in English, where a sentence begins with it: Of the Leyen said no."""
    match = full.matches[0]
    small = _SMALL.search(match.replacement)
    if small is None:
        return
    surname = small.group()[0].upper() + small.group()[1:]
    support = (*match.support, f"full: {full.text} stands in the text", "lone: no more than the surname")
    meant = match._replace(replacement=surname, margin=1.0, support=support)
    for found in re.finditer(_LEADING.format(re.escape(_OF.split(full.text)[-1])), scene.doc.text):
        yield Mention(Span(*found.span()), found.group(), "calque", (meant,))


@lru_cache(maxsize=4)
def _bearers(people: Sounds) -> Mapping[str, tuple[Bearer, ...]]:
    """The spellings of people with small words inside, by the token before these."""
    found: dict[str, list[Bearer]] = defaultdict(list)
    for at in sorted({at for word in PARTICLES for at in people.places.get(word, ())}):
        form, number = people.forms[at], people.numbers[at]
        words = plain(form).split()
        small = [at for at, word in enumerate(words) if word in PARTICLES and 0 < at < len(words) - 1]
        if small and small[-1] - small[0] == len(small) - 1:
            before, after = tuple(words[: small[0]]), tuple(words[small[-1] + 1 :])
            found[before[-1]].append(Bearer(before, " ".join(words[small[0] : small[-1] + 1]), after, form, number))
    return {token: tuple(some) for token, some in found.items()}
