"""House style: of several accepted spellings of a name the one that an editor prefers, or that the article uses most.

Nothing here is damage. A style is a table of preferred spellings, `mtclean/data/styles/*.csv` or the user's own; what
other spellings there are, the dictionary says, unless the table does.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from ..errors import MtcleanError
from ..settings import CONSISTENT, STYLES
from ..values import Span
from .candidates import cased
from .dictionary import Dictionary
from .mention import Entity, Mention
from .rows import records
from .scene import named
from .sound import plain, similarity, tokens, worst_part

FOLDER = Path(__file__).parent.parent / "data" / "styles"
ALIKE = 0.7  # two names of one bearer that are less alike are no spellings of one name: Mumbai, Bombay
PARTED = 0.8  # how alike two names must be that are parted otherwise: Abdelfattah, Abdel Fattah
PERSON = "person"
BESIDE = 30  # characters before and after a name in which the text may say itself that it has another spelling

# "Mumbai, formerly Bombay": the text is about the name.
_SAID = re.compile(r"\b(?:called|formerly|known as|named|once|previously|renamed|spelled|spelt|then|written)\W*$")
_LONGER_BEFORE = re.compile(
    r"(?<![.!?:;] )(?<!\n)(?<!^)\b(?!(?:At|By|For|From|In|Near|Of|On|The|To)\b)[A-Z][\w'’]*[ -]$"
)
_SENTENCE = re.compile(r"[.!?][\s\"'”’)]|\n")
_LONGER_AFTER = re.compile(r"[ -][A-Z]")


class Spelling(NamedTuple):
    """An accepted spelling at `span`, the one that is preferred, and a clause that says by whom."""

    span: Span
    preferred: str
    why: str


class Choice(NamedTuple):
    """The preferred spelling of a name, the others that give way to it, and a clause that says who prefers it.

    >>> choice = Choice("Moammar Gadhafi", ("Muammar Gaddafi",), "")
    >>> choice.instead("Muammar Gaddafi"), choice.surname("GADDAFI"), choice.surname("Sarraj")
    ('Moammar Gadhafi', 'GADHAFI', 'Sarraj')
    """

    name: str
    others: tuple[str, ...]
    why: str

    @property
    def forms(self) -> tuple[str, ...]:
        """The preferred spelling and the others."""
        return (self.name, *self.others)

    def instead(self, text: str) -> str:
        """What to write for `text`, the name as it stands: itself unless it is one of the others."""
        return _preferred(text, self.name, self.forms)

    def spell(self, text: str, kind: str) -> str:
        """The same for a name or, of a person, the surname alone."""
        return self.surname(text) if kind == PERSON and " " not in text else self.instead(text)

    def surname(self, text: str) -> str:
        """The same for the last word of a person's name, which may stand without its article: Assad for al-Assad."""
        last = _last(self.name)
        bare = last.casefold().endswith(f"-{text.casefold()}")
        return text if bare else _preferred(text, last, map(_last, self.forms))


Bearer = tuple[str, str, str]  # canonical spelling, kind and country of an entity


class HouseStyle:
    """What the styles of a run prefer, the first of them before the others; `digest` changes with their content.

    A style is one of `STYLES` or the path of a CSV file with the columns `name` (the preferred spelling) and, if it
    likes, `variants` (those that give way, "|" between them; without any, every accepted spelling of as many words).
    Raises `MtcleanError` naming the file, and the line in it, when something is missing or wrong.
    """

    def __init__(self, styles: Sequence[str], dictionary: Dictionary) -> None:
        self._dictionary, self._consistent = dictionary, CONSISTENT in styles
        self._of: dict[Bearer, Choice] = {}
        self._written: dict[str, Choice] = {}
        digest = hashlib.sha256()
        for style in styles:
            digest.update(style.encode() if style in STYLES else Path(style).name.encode())
            for name, variants in [] if style == CONSISTENT else _table(style):
                digest.update(f"{name}|{'|'.join(variants)}\n".encode())
                self._add(name, variants, f"{Path(style).stem} style has {name}")
        self.digest = digest.hexdigest()[:8]

    def _add(self, name: str, variants: Sequence[str], why: str) -> None:
        numbers = [number for form in (name, *variants) for number in self._dictionary.numbers(form)]
        for number in dict.fromkeys(numbers):
            others = variants or [form for form in self._dictionary.forms(number) if _as_long(form, name)]
            self._of.setdefault(_bearer(self._dictionary.entity(number)), Choice(name, tuple(others), why))
        for form in () if numbers else (name, *variants):
            self._written.setdefault(plain(form), Choice(name, tuple(variants), why))

    def restyled(self, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
        """The same mentions, what may have stood there spelled as preferred; what stands there so is `exact`."""
        return tuple(map(self._restyled, mentions))

    def _restyled(self, mention: Mention) -> Mention:
        if mention.how == "exact":
            return mention
        matches = tuple(m._replace(replacement=self._repair(m.replacement, m.entity)) for m in mention.matches)
        if matches and matches[0].replacement == mention.text:
            return mention._replace(how="exact", matches=(), odd=(), guesses=())
        return mention._replace(matches=matches)

    def _repair(self, replacement: str, entity: Entity) -> str:
        choice = self._of.get(_bearer(entity))
        return replacement if choice is None else choice.spell(replacement, entity.kind)

    def spellings(self, text: str, mentions: Sequence[Mention]) -> tuple[Spelling, ...]:
        """Where `text` has another accepted spelling of a name than the preferred one, in order.

        A lone surname belongs to whose full name the text has; a place in a longer name (Bombay Sapphire) is left, and
        so is a name of which the text itself says that it is spelled otherwise.
        """
        choices = {**self._usual(mentions), **self._of} if self._consistent else self._of
        bearers = {m: _bearer(m.matches[0].entity) for m in mentions if m.matches}
        lone = _surnames(choices[one] for one in set(bearers.values()) if one in choices and one[1] == PERSON)
        nations = frozenset(code for code, _ in named(text, self._dictionary))
        found = []
        for mention in mentions:
            key, bearer = plain(mention.text), bearers.get(mention)
            if bearer in choices and self._at_home(mention, bearer, text, nations):
                choice, instead = choices[bearer], choices[bearer].spell(mention.text, bearer[1])
            elif bearer is None and key in lone and mention.how == "exact":
                choice, instead = lone[key], lone[key].surname(mention.text)
            elif key in self._written and not _longer(text, mention.span):
                choice, instead = self._written[key], self._written[key].instead(mention.text)
            else:
                continue
            if instead != mention.text and not _spoken_of(text, mention.span, instead):
                found.append(Spelling(mention.span, instead, choice.why))
        return tuple(found)

    def _at_home(self, mention: Mention, bearer: Bearer, text: str, nations: frozenset[str]) -> bool:
        """True for a name that is no part of a longer one; where other countries have such a town, for one at home."""
        _, kind, country = bearer
        if kind == PERSON:
            return True
        if _longer(text, mention.span):
            return False
        cities = [city for city in self._dictionary.cities(mention.text) if plain(city.name) == plain(mention.text)]
        elsewhere = {city.country for city in cities} - {country}
        beside = {code for code, _ in named(text[mention.span.end : mention.span.end + BESIDE], self._dictionary)}
        return kind != "place" or not elsewhere or (country in nations and not elsewhere & beside)

    def _usual(self, mentions: Sequence[Mention]) -> dict[Bearer, Choice]:
        """For each bearer that the mentions spell in several ways the spelling used most, the first one of several."""
        used: dict[Bearer, Counter[str]] = defaultdict(Counter)
        alone: Counter[str] = Counter(m.text for m in mentions if m.how == "exact" and not m.matches)
        for mention in mentions:
            if mention.how == "exact" and mention.matches and not mention.text.isupper():
                used[_bearer(mention.matches[0].entity)][mention.text] += 1
        found = {}
        for bearer, counts in used.items():
            number = next((n for n in self._dictionary.numbers(next(iter(counts))) if self._is(n, bearer)), None)
            if bearer[1] == "country" or number is None:
                continue
            known = dict.fromkeys((*counts, *self._dictionary.forms(number)))
            weights = {form: counts[form] + (alone[_last(form)] if bearer[1] == PERSON else 0) for form in known}
            ((most, _),) = counts.most_common(1)
            name = max(weights, key=lambda form: (weights[form], counts[form], similarity(form, most)))
            others = [form for form in known if _as_long(form, name) and _spelling(form, name)]
            found[bearer] = Choice(name, tuple(others), f"the article has {name} elsewhere")
        return found

    def _is(self, number: int, bearer: Bearer) -> bool:
        return _bearer(self._dictionary.entity(number)) == bearer


def _bearer(entity: Entity) -> Bearer:
    return entity.canonical, entity.kind, entity.country


def _preferred(text: str, preferred: str, forms: Iterable[str]) -> str:
    """`preferred`, in the capitals of `text`, if that is another one of the `forms`."""
    if text.casefold() == preferred.casefold() or plain(text) not in {plain(form) for form in forms}:
        return text
    return cased(text, preferred)


def _last(name: str) -> str:
    return name.rpartition(" ")[2]


def _as_long(one: str, other: str) -> bool:
    """True for two spellings of as many words, though they may be parted otherwise."""
    return len(tokens(one)) == len(tokens(other)) or worst_part(one, other) >= PARTED


def _spelling(one: str, other: str) -> bool:
    """True for two spellings of one name that are no singular and plural: the Conservative party, the Conservatives."""
    shorter, longer = sorted((plain(one), plain(other)), key=len)
    return similarity(one, other) >= ALIKE and f"{shorter}s" != longer


def _surnames(choices: Iterable[Choice]) -> dict[str, Choice]:
    """The choice for each lone surname that only one of the people may bear, in plain form."""
    found: dict[str, list[Choice]] = defaultdict(list)
    for choice in choices:
        for last in {plain(_last(form)) for form in choice.forms}:
            found[last].append(choice)
    return {last: of[0] for last, of in found.items() if len(of) == 1}


def _longer(text: str, span: Span) -> bool:
    """True for a name that capitals go on before or after: Chicken Kiev, Bombay Sapphire."""
    before = _LONGER_BEFORE.search(text, max(0, span.start - BESIDE), span.start)
    return bool(before or _LONGER_AFTER.match(text, span.end))


def _spoken_of(text: str, span: Span, preferred: str) -> bool:
    """True where the text is about the spelling: formerly Bombay; Kyiv (Kiev)."""
    before = _SENTENCE.split(text[max(0, span.start - BESIDE) : span.start])[-1]
    after = _SENTENCE.split(text[span.end : span.end + BESIDE])[0]
    return bool(_SAID.search(before)) or preferred in before or preferred in after


def _table(style: str) -> list[tuple[str, tuple[str, ...]]]:
    """Preferred spelling and variants of each row."""
    path = FOLDER / f"{style}.csv" if style in STYLES else Path(style)
    hint = f"give a CSV file with a column 'name', or one of {', '.join(STYLES)}"
    if not path.is_file():
        raise MtcleanError(f"{path}: there is no such style", hint)
    try:
        rows = list(records(path, ("name",)))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise MtcleanError(f"{path}: not readable as CSV ({error})", hint) from error
    found = {}
    for line, row in rows:
        variants = tuple(v.strip() for v in row.get("variants", "").split("|") if v.strip())
        if not plain(row["name"]):
            raise MtcleanError(f"{path}:{line}: a row without a name")
        if row["name"] in found:
            raise MtcleanError(f"{path}:{line}: {row['name']} is preferred twice", "leave one of the rows out")
        found[row["name"]] = variants
    return list(found.items())
