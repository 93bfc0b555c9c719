"""Names out of clean articles: who and what an event is about, for a dictionary that other articles are checked with.

Precise rather than complete. A name counts when the articles themselves say what it is: a person by an office, a title
or a surname that recurs alone; an organisation by its last or first word, or its initials; a place by "the city of", by
the country after it. It must stand in full twice, or once with an office of a country that is named.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..text import sentences
from ..values import Document, Span
from .attested import Attested
from .dictionary import Dictionary
from .generics import GENERIC
from .given import given_names
from .roles import BLOCS, context, office
from .rows import COLUMNS, Row
from .runs import Run, runs
from .scene import Scene, scene
from .slots import Places, slot
from .sound import fold, plain, romanised_alike
from .words import OFFICES, SMALL, wordset

ENOUGH = 2  # times that a name without an office must stand in full
HEADER = (*COLUMNS[:-1], "count", "documents", "source")
ENDS = ".!?…:;,”\"’'"
SHOUTED = 0.6  # share of capitalised words from which a sentence is a headline

RANKS = wordset("""
    prime foreign defence defense finance interior justice energy trade health education economy agriculture culture
    press home treasury transport environment labour labor oil information state deputy vice first chief special
    permanent high national security central bank attorney crown army police general secretary assistant under policy
    affairs opposition party
""")
FORMER = wordset("former then new current acting late incoming outgoing ex designate elect")
ORGANISED = wordset("""
    agency alliance association authority bank board bureau centre center club coalition college commission committee
    company confederation congress consortium corporation corps council court federation forum foundation front fund
    group institute league ministry mission movement network office organisation organization parliament party programme
    program society tribunal trust union university watch
""")

_HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Sir|Dame|Gen|Col|Lt|Maj|Capt|Sgt|Sen|Rep|Rev|Sheikh|Ayatollah)\.?\s$")
_CAPITAL = r"[A-ZÀ-Þ][\w’'\-]*"
_TITLE = re.compile(rf"\b{_CAPITAL}(?: (?:(?:of|for|on) (?:the )?)?{_CAPITAL}){{1,8}}")
_ARTICLE = re.compile(r"(?:(?:The|A|An|In|At|For|Of|On) )?")
_OF = re.compile(r" (?:of|for|on) ")
_AND_BEFORE, _AND_AFTER = re.compile(r"[^\W\d_] and $"), re.compile(r",? and [A-ZÀ-Þ]")
_ADJECTIVE = re.compile(r"(?:ish|ese|[ei]an)$")  # the English countryside is no place called English
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_INITIALS = re.compile(r" \(([A-Z][A-Za-z]{1,6}[A-Z])\)")
_LAND_AFTER = re.compile(r"(?:,| in) (?:(?:north|south|east|west|central)(?:ern)? )?([A-Z][\w’' \-]{2,40})")
_PLACE_BEFORE = re.compile(r"\b(?:city|town|village|port|district|province|region) of $")


class Learned(NamedTuple):
    """A name with how often it stands in full, in how many documents; the source of `row` is the first of them."""

    row: Row
    times: int
    documents: int

    @property
    def cells(self) -> tuple[str, ...]:
        """The fields of `HEADER` as a CSV file has them."""
        *known, source = self.row.cells
        return (*known, str(self.times), str(self.documents), source)


class Sighting(NamedTuple):
    """A name where it stands, what it seems to be ("" when nothing says), its office and country, other forms of it."""

    name: str
    kind: str
    role: str = ""
    country: str = ""
    form: str = ""


def learned(docs: Iterable[Document], dictionary: Dictionary) -> list[Learned]:
    """The names that `docs` vouch for, ordered by kind and name; those in `dictionary` only for offices it lacks.

    Documents are read one at a time; memory grows with the number of different names.
    """
    cards: dict[str, _Card] = defaultdict(_Card)
    for doc in docs:
        seen = list(_sightings(doc, dictionary))
        for one in seen:
            cards[plain(one.name)].add(one)
        for key in {plain(one.name) for one in seen}:
            cards[key].seen_in(doc.id)
    judged = (cards[key].learned(dictionary) for key in sorted(cards))
    found = [one for one in judged if one is not None]
    return sorted(_unified(found), key=lambda one: (one.row.kind, one.row.name.casefold(), one.row.name))


@dataclass
class _Card:
    """All that is seen of one name."""

    spellings: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    forms: dict[str, None] = field(default_factory=dict)
    documents: int = 0
    source: str = ""

    def seen_in(self, document: str) -> None:
        """Count a document, of which the first is the source."""
        self.documents, self.source = self.documents + 1, self.source or document

    def add(self, seen: Sighting) -> None:
        """Count one more place where it stands."""
        self.spellings[seen.name] += 1
        for counter, value in ((self.kinds, seen.kind), (self.roles, seen.role), (self.countries, seen.country)):
            counter.update([value] if value else [])
        self.forms.update({seen.form: None} if seen.form else {})

    def learned(self, dictionary: Dictionary) -> Learned | None:
        """What may be trusted of it; None when that is too little, or known."""
        kinds = self.kinds.most_common(2)
        count = self.spellings.total()
        attested = (self.roles and self.countries) or self.forms
        if not kinds or (len(kinds) == 2 and kinds[0][1] < 2 * kinds[1][1]) or (count < ENOUGH and not attested):
            return None
        name, kind = _first(self.spellings), kinds[0][0]
        row = Row(name, tuple(self.forms), kind, _first(self.countries), tuple(sorted(self.roles)), self.source)
        news = _beyond(row, dictionary)
        return None if news is None else Learned(news, count, self.documents)


def _first(counted: Counter[str]) -> str:
    """What stands most often, of several the first in the alphabet."""
    return min(counted, key=lambda word: (-counted[word], word), default="")


def _beyond(row: Row, dictionary: Dictionary) -> Row | None:
    """`row` as it adds to the dictionary: a known name with the offices that are new, None when there are none."""
    known = dictionary.entities(row.name)
    if not known:
        return None if dictionary.nation(row.name) or dictionary.cities(row.name) else row
    same = [one for one in known if one.kind == row.kind == "person" and row.country in ("", one.country)]
    if len(known) != 1 or not same:
        return None
    held = {office(role) for role in same[0].roles}
    roles = tuple(role for role in row.roles if office(role) not in held)
    return row._replace(name=same[0].canonical, country=same[0].country, roles=roles) if roles else None


def _unified(found: Sequence[Learned]) -> Iterator[Learned]:
    """Two usual ways to write one name become one entry; the more frequent is preferred."""
    alike: dict[tuple[str, str], list[Learned]] = defaultdict(list)
    for one in sorted(found, key=lambda one: (-one.times, one.row.name)):
        group = alike[one.row.kind, fold(one.row.name).first]
        at = next((at for at, other in enumerate(group) if _same(one.row, other.row)), None)
        if at is None:
            group.append(one)
        else:
            group[at] = _joined(group[at], one)
    for group in alike.values():
        yield from group


def _same(one: Row, other: Row) -> bool:
    """True for spellings of one name in countries that do not set them apart."""
    same_land = one.country == other.country or not (one.country and other.country)
    return same_land and romanised_alike(one.name, other.name)


def _joined(one: Learned, other: Learned) -> Learned:
    roles = tuple(sorted({*one.row.roles, *other.row.roles}))
    country = one.row.country or other.row.country
    row = one.row._replace(variants=(*one.row.variants, *other.row.forms), roles=roles, country=country)
    return Learned(row, one.times + other.times, one.documents + other.documents)


def _sightings(doc: Document, dictionary: Dictionary) -> Iterator[Sighting]:
    said = [part for part in sentences(doc.text) if not _headline(part.of(doc.text))]
    view = scene(doc, said, dictionary, Attested())
    organised = dict(_organisations(view))
    yield from organised.values()
    found = [run for run in runs(doc.text, view.sentences, dictionary.demonyms()) if not _overlaps(run.span, organised)]
    alone = frozenset(plain(run.span.of(doc.text)) for run in found if len(run.tokens) == 1)
    for run in found:
        full = _person(run, view, alone) if 2 <= len(run.tokens) <= 4 else None
        place = _place(run, view) if full is None or not full.kind else None
        if seen := place or full:
            yield seen


def _headline(sentence: str) -> bool:
    """True for a sentence without an end whose words are mostly in capitals, where these say nothing."""
    words = _LONG_WORD.findall(sentence)
    capitals = sum(word[0].isupper() for word in words)
    return sentence[-1] not in ENDS and len(words) > 2 and capitals > SHOUTED * len(words)


def _overlaps(span: Span, taken: Iterable[Span]) -> bool:
    return any(span.overlaps(other) for other in taken)


def _person(run: Run, view: Scene, alone: frozenset[str]) -> Sighting | None:
    """A full name; a person when an office or a title stands beside it, or its surname stands alone elsewhere."""
    text, name = view.doc.text, run.span.of(view.doc.text)
    given, last = run.tokens[0].of(text), plain(run.tokens[-1].of(text))
    if last in view.lower or last in GENERIC or last in ORGANISED:
        return None
    role, country = _office(run, view)
    titled = _HONORIFIC.search(text[max(0, run.span.start - 12) : run.span.start])
    known = any(one.kind == "person" for one in view.dictionary.entities(name))
    usual = last in alone and (given in given_names() or view.dictionary.is_given(given))
    return Sighting(name, "person" if role or titled or known or usual else "", role, country)


def _office(run: Run, view: Scene) -> tuple[str, str]:
    """The office beside a name and the country it is held in, each "" when it is not said."""
    sentence, span = view.sentences[run.sentence], run.span
    sides = ((_after, Span(span.start, sentence.end)), (_before, Span(sentence.start, span.end)))
    for held, side in sides:
        for phrase in context(view.doc.text, span, side).phrases:
            words = phrase.split()
            if not FORMER & set(words) and (found := held(words, view)):
                return found
    return "", ""


def _before(words: Sequence[str], view: Scene) -> tuple[str, str] | None:
    """The office that a phrase ends in, with the country right before: "on monday the turkish foreign minister"."""
    at = len(words)
    while at and words[at - 1] in OFFICES | RANKS:
        at -= 1
    lands = (_nation(words[at - size : at], view) for size in (2, 1) if size <= at)
    return (" ".join(words[at:]), next(filter(None, lands), "")) if words[at:] and words[-1] in OFFICES else None


def _after(words: Sequence[str], view: Scene) -> tuple[str, str] | None:
    """The office that a phrase consists of, with or without its country: "the foreign minister of turkiye"."""
    start = next((at for at, word in enumerate(words) if word in OFFICES | RANKS), len(words))
    end = next((at for at in range(start, len(words)) if words[at] not in OFFICES | RANKS), len(words))
    around = [[word for word in part if word not in SMALL] for part in (words[:start], words[end:])]
    lands = [_nation(part, view) for part in around if part]
    fits = start < end and words[end - 1] in OFFICES and len(lands) < 2 and all(lands)
    return (" ".join(words[start:end]), "".join(lands)) if fits else None


def _nation(words: Sequence[str], view: Scene) -> str:
    nation = view.dictionary.nation(" ".join(words))
    return nation[0] if nation and nation[1] in ("name", "adjective") else ""


def _organisations(view: Scene) -> Iterator[tuple[Span, Sighting]]:
    """Capitalised names of several words of which one says what it is: the Central Bank of Kenya."""
    text = view.doc.text
    for sentence in view.sentences:
        for match in _TITLE.finditer(text, sentence.start, sentence.end):
            start = match.start() + len(_ARTICLE.match(match.group()).group())  # type: ignore[union-attr]
            name = text[start : match.end()]
            heads = {plain(part.split()[-1]) for part in (*_OF.split(name)[:1], name)}
            cut_off = _AND_BEFORE.search(text[:start][-12:]) or _AND_AFTER.match(text, match.end())
            if " " in name and heads & ORGANISED and not cut_off:
                initials = _INITIALS.match(text, match.end())
                lands = sorted(view.lands(name) - BLOCS)
                code = lands[0] if len(lands) == 1 else ""
                form = initials.group(1) if initials else ""
                yield Span(start, match.end()), Sighting(name, "organisation", "", code, form)


def _place(run: Run, view: Scene) -> Sighting | None:
    """A name where a place is expected; one for certain when the words around say so, or a country follows."""
    text, name = view.doc.text, run.span.of(view.doc.text)
    expected = slot(text, run, Places(frozenset(), frozenset()))
    if not expected or _ADJECTIVE.search(name):
        return None
    land = _LAND_AFTER.match(text, run.span.end)
    code = _land(land.group(1).split(), view) if land else ""
    said = expected.startswith("noun") or _PLACE_BEFORE.search(text[max(0, run.span.start - 30) : run.span.start])
    return Sighting(name, "place" if code or said else "", "", code)


def _land(words: Sequence[str], view: Scene) -> str:
    """The code of the country that `words` begin with."""
    return next((code for size in range(4, 0, -1) if (code := _nation(words[:size], view))), "")
