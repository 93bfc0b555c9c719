"""Whom a text names, as far as a pronoun asks: women, men, people of whom nothing is known, or nobody.

Read off titles, given names (data/given_names.csv), Slavic surnames, nouns such as "mother", and the pronouns around.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..names.given import given_names
from ..names.mention import Mention
from ..values import Span

TITLES = {
    "m": "Mr Sir Lord King Prince Sheikh Imam Rabbi Pope Baron Duke Father Brother Sultan Emir Herr Monsieur Senor",
    "f": "Mrs Ms Miss Dame Lady Queen Princess Baroness Duchess Sister Madam Madame Frau Begum Empress",
}
NOUNS = {
    "m": "man men boy boys father dad husband son sons brother king prince duke gentleman grandfather uncle nephew "
    "boyfriend groom monk widower hero grandson stepfather policeman fisherman businessman spokesman congressman "
    "chairman cameraman fireman gunman salesman statesman sportsman defenceman batsman nobleman pope sheikh imam "
    "bishop priest guy bloke lad father-in-law son-in-law brother-in-law",
    "f": "woman women girl girls mother mum mom wife daughter daughters sister queen princess duchess lady grandmother "
    "aunt niece girlfriend bride nun widow actress heroine granddaughter stepmother policewoman businesswoman "
    "spokeswoman congresswoman chairwoman sportswoman waitress hostess goddess midwife mother-in-law",
    "?": "actor adviser agent aide ambassador analyst anybody anyone artist athlete attacker attorney author baby "
    "bailiff banker boss broadcaster builder captain carer celebrity champion chancellor chef chief child citizen "
    "clerk client coach colleague columnist comedian commander commissioner composer constable correspondent "
    "councillor counsellor counterpart criminal critic customer dancer dealer defendant defender deputy designer "
    "detective dictator diplomat director doctor driver economist editor employee engineer envoy everybody "
    "everyone executive expert fan farmer fighter filmmaker follower founder friend general goalkeeper governor "
    "guard guest guitarist head historian human inmate inspector inventor investigator investor journalist judge "
    "juror keeper kid lawyer leader lecturer lieutenant listener magistrate manager mayor member migrant minister "
    "musician neighbor neighbour nobody nominee novelist nurse offender officer official operator organiser owner "
    "painter parent parliamentarian participant partner passenger patient peer pensioner person photographer "
    "pianist pilot player playwright poet police politician predecessor premier presenter president prisoner "
    "producer professor prosecutor psychologist pupil rapper reader refugee reporter representative researcher "
    "resident rival runner sailor scientist scorer screenwriter secretary senator sergeant singer skipper "
    "smuggler soldier solicitor somebody someone speaker specialist spokesperson star striker student successor "
    "superstar surgeon suspect swimmer teacher teen teenager terrorist toddler trader trainer traveller treasurer "
    "tyrant victim viewer villager visitor voter wearer winger winner witness worker writer youngster youth who "
    "whose whom i me my you your we",
}  # fmt: skip
PRONOUNS = {"m": "he him his himself", "f": "she her hers herself"}


def _genders(table: Mapping[str, str]) -> dict[str, str]:
    return {word: gender for gender, listed in table.items() for word in listed.split()}


PRONOUN = _genders(PRONOUNS)
GENDERS = _genders(NOUNS) | PRONOUN
TITLE = _genders(TITLES)
BEFORE = re.compile(r"(\w+)\.?[ \u00a0]$")
WOMAN = re.compile(r"\w{2,}(?:ova|(?<![cn]u)eva|skaya|skaia|ska)$")  # not Villanueva
MAN = re.compile(r"\w{2,}(?:[oe]v|sk[iy]|skyi|skiy)$")
WORD = re.compile(r"\w+(?:['’\-]\w+)*")


class Figure(NamedTuple):
    """Someone the text speaks of: `m`, `f` or `?`."""

    span: Span
    gender: str
    pronoun: bool = False


def cast(text: str, mentions: Sequence[Mention]) -> list[Figure]:
    """Everyone `text` speaks of, in order; what is known of a full name is known of its surname alone."""
    named = [mention for mention in mentions if _title(text, mention) or _may_be_person(mention)]
    genders = {mention.span: _gender(text, mention) for mention in named}
    shared: dict[str, set[str]] = {}
    for mention in named:
        shared.setdefault(mention.text.split()[-1], set()).add(genders[mention.span])
    found = []
    for mention in named:
        known = shared[mention.text.split()[-1]] - {"?"}
        gender = genders[mention.span]
        if gender == "?" and len(known) == 1:
            (gender,) = known
        found.append(Figure(mention.span, gender))
    covered = {i for mention in mentions for i in range(*mention.span)}
    found += [figure for figure in _words(text) if figure.span.start not in covered]
    return sorted(found)


def _may_be_person(mention: Mention) -> bool:
    return not mention.matches or any(match.entity.kind == "person" for match in mention.matches)


def _title(text: str, mention: Mention) -> str:
    """The gender of the title before a name; nothing where there is none."""
    title = BEFORE.search(text[max(0, mention.span.start - 12) : mention.span.start])
    return TITLE.get(title[1], "") if title else ""


def _gender(text: str, mention: Mention) -> str:
    if title := _title(text, mention):
        return title
    first, *more = mention.text.split()
    if more and (gender := given_names().get(first)):
        return gender
    last = more[-1] if more else first
    return "f" if WOMAN.match(last) else "m" if MAN.match(last) else "?"


def _words(text: str) -> Iterator[Figure]:
    for match in WORD.finditer(text):
        word = match.group().lower().removesuffix("'s").removesuffix("’s")
        gender = GENDERS.get(word) or GENDERS.get(word.rpartition("-")[2])
        if gender:
            yield Figure(Span(match.start(), match.start() + len(word)), gender, word in PRONOUN)
