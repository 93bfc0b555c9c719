"""What the dictionary knows of a name, what it sounds like and how, and what the rules on names would make of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from .detect.names import RULES
from .names.candidates import best_forms
from .names.dictionary import PART, WORLD, Dictionary
from .names.mention import GEONAMES, Entity
from .names.readings import heard
from .names.resolve import mentions
from .names.roles import office
from .names.sound import difference, fold, folded_similarity, likeness, skeleton, worst_token
from .reading import Reading
from .report import SCHEMA
from .settings import Settings
from .text import sentences
from .values import Document, Flag

LEAST, LEAST_READ = 0.7, 0.8  # likeness from which the rules consider a name, and one that is read otherwise
MOST, MOST_CITIES = 5, 3
ALONE = "On Monday {name} spoke for an hour."
NEAR = "The shelling near {name} went on."
OFFICE = "{name}, the {office} of {land}, spoke for an hour."
THERE = "In {land}, the shelling near {name} went on."


@dataclass(frozen=True, slots=True)
class Known:
    """An entry of which the name is an accepted spelling; `country` is an ISO code, `roles` have years."""

    canonical: str
    kind: str
    country: str
    roles: tuple[str, ...]
    variants: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Like:
    """An entry that the name sounds like: `likeness` 0 to 1 weighs those of the folded forms and of the skeletons.

    `folds` and `skeletons` are that of the name and that of the entry; `reading` is how the name had to be read, and
    `habit` why, both empty when it was read as spelled; `worst` is the likeness of the least alike pair of tokens.
    """

    form: str
    kind: str
    country: str
    likeness: float
    folds: tuple[str, str]
    fold_likeness: float
    skeletons: tuple[str, str]
    skeleton_likeness: float
    worst: float
    difference: str
    reading: str
    habit: str


@dataclass(frozen=True, slots=True)
class Repair:
    """What the rules make of the name in a `sentence`: rule and replacement, how safe, how sure (0 to 1).

    All are empty or 0 when the name is left alone.
    """

    sentence: str
    rule: str = ""
    replacement: str = ""
    safety: str = ""
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class LookUp:
    """All that there is to say of one name."""

    name: str
    known: tuple[Known, ...]
    like: tuple[Like, ...]
    repairs: tuple[Repair, ...]

    def to_dict(self) -> dict[str, object]:
        """One JSON object; see contract.md."""
        return {"schema": SCHEMA, **asdict(self)}


def looked_up(name: str, dictionary: Dictionary, countries: Sequence[str] = ()) -> LookUp:
    """Everything on `name`: its entries, or what it sounds like and what the rules would do.

    Cities are sought among those the news names without a country, and among all of `countries` (ISO codes).
    """
    known = tuple(_known(name, dictionary))
    if known:
        return LookUp(name, known, (), ())
    found = [(like, entity) for like, entity in _like(name, dictionary, countries)]
    best = sorted(found, key=lambda pair: (-pair[0].likeness, pair[0].form))[:MOST]
    texts = dict.fromkeys(_texts(name, [entity for _, entity in best[:1]], dictionary))
    return LookUp(name, (), tuple(like for like, _ in best), tuple(_repair(name, text, dictionary) for text in texts))


def _known(name: str, dictionary: Dictionary) -> Iterator[Known]:
    for number in dictionary.numbers(name):
        entity = dictionary.entity(number)
        others = tuple(form for form in dictionary.forms(number) if form != entity.canonical)
        yield Known(entity.canonical, entity.kind, entity.country, entity.roles, others, entity.source)
    if nation := dictionary.nation(name):
        yield Known(name, "region" if nation[1] == PART else "country", nation[0], (nation[1],), (), "countries")
    for city in dictionary.cities(name)[:MOST_CITIES]:
        role = f"{city.population:,} inhabitants"
        yield Known(city.name, "city", city.country, (role,), (), GEONAMES)
    for abroad in dictionary.exonyms(name):
        yield Known(abroad.name, abroad.kind or "place", ";".join(abroad.countries), (), (), "exonyms")


def _like(name: str, dictionary: Dictionary, countries: Iterable[str]) -> Iterator[tuple[Like, Entity]]:
    for sounds in (dictionary.people(), *([dictionary.organisations()] if " " in name else [])):
        for near, read in heard(sounds, name, LEAST, LEAST_READ):
            entity = dictionary.entity(near.number)
            yield _compared(name, near.form, entity, read.name if read.habit else "", read.habit), entity
    for code in dict.fromkeys((*countries, WORLD)):
        for near in best_forms(dictionary.cities_of(code).near(name, LEAST)):
            city = dictionary.city(near.number)
            entity = Entity(city.name, "place", city.country, (), GEONAMES)
            yield _compared(name, near.form or city.name, entity, "", ""), entity


def _compared(name: str, form: str, entity: Entity, reading: str, habit: str) -> Like:
    read = reading or name
    pairs = [(one, other) for one in fold(read) for other in fold(form)]
    one, other = max(pairs, key=lambda pair: folded_similarity(*pair))
    bones = skeleton(one), skeleton(other)
    return Like(
        form, entity.kind, entity.country, round(folded_similarity(one, other), 3), (one, other),
        round(likeness(one, other), 3), bones, round(likeness(*bones), 3), round(worst_token(read, form), 3),
        difference(name, form), reading, habit,
    )  # fmt: skip


def _texts(name: str, best: Iterable[Entity], dictionary: Dictionary) -> Iterator[str]:
    """Sentences with the name alone, and with what is known of the entity it is most like beside it."""
    yield (ALONE if " " in name else NEAR).format(name=name)
    for entity in best:
        land = dictionary.land(entity.country)
        if land and entity.kind == "place":
            yield THERE.format(name=name, land=land)
        elif land and entity.roles:
            yield OFFICE.format(name=name, land=land, office=office(entity.roles[0]))


def _repair(name: str, text: str, dictionary: Dictionary) -> Repair:
    doc, parts, settings = Document(name, text), sentences(text), Settings()
    reading = Reading(doc, sentences=parts, mentions=mentions(doc, parts, dictionary))
    flags = [flag for rule in RULES for flag in rule.find(reading, settings) if flag.confidence >= settings.show]
    found = next((flag for flag in flags if flag.suggestions and flag.text in name), None)
    return Repair(text) if found is None else _made(text, found)


def _made(text: str, flag: Flag) -> Repair:
    best = flag.suggestions[0]
    return Repair(text, flag.rule, best.replacement, best.safety.label, round(best.confidence, 3))
