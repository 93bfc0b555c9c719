"""Which person a name may have been: by sound first, then by office, by the rest of the document and by the batch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .alike import alike
from .candidates import Candidate, best_forms, ranked
from .mention import Entity, Match, kind_of
from .readings import ADJECTIVE, heard
from .roles import Context, held
from .scene import COMMON, Scene, zipf
from .sound import plain, romanised_alike, same_onset, similarity, tokens, worst_part, worst_token
from .words import inflected

LEAST, LEAST_TOKEN = 0.66, 0.5
LEAST_PART = 0.75  # of tokens that are one in the other name
LEAST_READ = 0.8  # for a name that is read otherwise than it is spelled
LEAST_ATTESTED, LEAST_TOKEN_ATTESTED = 0.87, 0.6
LEAST_SURNAME, LEAST_SURNAME_WITH_ROLE = 0.78, 0.84
LEAST_SAME = 0.9  # for names of few letters, of each token
SAME_SOUND = 0.95
PER_BIT = 0.02  # weight of a bit that it costs to have come back so
SHORT_TOKEN, SHORT_NAME = 4, 9

# Countries where names of different people often differ by a letter or two in Latin script.
SYLLABIC = frozenset({"CN", "HK", "TW", "SG", "KR", "KP", "VN", "JP", "MM", "TH", "KH", "LA"})


def full_name(name: str, around: Context, scene: Scene, present: frozenset[str]) -> tuple[Match, ...]:
    """People that `name`, two tokens or more and in no dictionary, may have been, best first.

    `present` holds the preferred spellings of the people that the document names rightly somewhere.
    """
    return ranked(name, [*_listed(name, around, scene, present), *_from_batch(name, scene)], scene)


def short(name: str) -> bool:
    """True for names of so few letters that many different people sound alike.

    >>> short("Wang Yi"), short("Hakan Vian")
    (True, False)
    """
    lengths = [len(token) for token in tokens(name)]
    return min(lengths, default=0) < SHORT_TOKEN and sum(lengths) < SHORT_NAME


def _listed(name: str, around: Context, scene: Scene, present: frozenset[str]) -> Iterator[Candidate]:
    dictionary = scene.dictionary
    if any(romanised_alike(name, near.form) for near in dictionary.people().near(name, LEAST)):
        return
    for near, read in heard(dictionary.people(), name, LEAST, LEAST_READ):
        found = alike(name, read.name, near.form, near.score)
        worst, parted = found.worst, worst_part(read.name, near.form)
        if (worst < LEAST_TOKEN and parted < LEAST_PART) or read.kind == ADJECTIVE:
            continue
        entity = dictionary.entity(near.number)
        support = (*supported(entity, around, scene, present), *_unlike(read.name, near.form, entity.country))
        kinds = {kind_of(words) for words in support}
        brief = short(name) or short(near.form)
        same = found.score >= LEAST_SAME and worst >= LEAST_SAME and {"country"} == kinds & {"country", "syllables"}
        if "not" not in kinds and ("role" in kinds or same or not brief):
            support += ("brief: the name has few letters",) if brief else ()
            support += read.support()
            support += ("crowd: it is one of very many names",) if dictionary.crowded(near.number) else ()
            yield Candidate(entity, near.form, found.score, max(worst, parted), support, -PER_BIT * found.bits)


def supported(entity: Entity, around: Context, scene: Scene, present: frozenset[str]) -> Iterator[str]:
    """What speaks for `entity` besides the sound: the office, the country, the document, the batch."""
    office = held(entity, around, scene.lands)
    if office and (kind_of(office) != "title" or entity.country in scene.nations):
        yield office
    if entity.country in scene.nations:
        yield f"country: {entity.country} is named in the text"
    if entity.country in SYLLABIC:
        yield "syllables: names of this country differ by a letter or two"
    if entity.canonical in present:
        yield f"document: {entity.canonical} is named elsewhere"
    others = _other_articles(entity.canonical, scene)
    if others >= 2:
        yield f"batch: {entity.canonical} stands in {others} other articles"


def _unlike(name: str, form: str, country: str) -> Iterator[str]:
    """That the words are parted otherwise, or which pair of them is the first to begin with different sounds.

    With different letters, where names of different people differ by one.
    """
    if len(tokens(name)) != len(tokens(form)):
        yield f"parted: the words of {form} are parted otherwise"
        return
    for seen, meant in zip(tokens(name), tokens(form), strict=True):
        unlike = seen[0] != meant[0] and similarity(seen, meant) < SAME_SOUND
        if unlike and (country in SYLLABIC or not same_onset(seen, meant)):
            yield f"onset: {seen} and {meant} begin with different sounds"
            return


def _other_articles(name: str, scene: Scene) -> int:
    count = scene.attested.count(name)
    return count - (plain(name) in plain(scene.doc.text)) if count else 0


def _from_batch(name: str, scene: Scene) -> Iterator[Candidate]:
    """Names that no dictionary has but other articles agree on."""
    for near in scene.attested.sounds.near(name, LEAST_ATTESTED):
        others, worst = _other_articles(near.form, scene), worst_token(name, near.form)
        agreed = others >= 2 and others > 2 * scene.attested.count(name) and not _no_name(name, near.form)
        if agreed and worst >= LEAST_TOKEN_ATTESTED and not short(name) and not scene.dictionary.entities(near.form):
            entity = Entity(near.form, "person", "", (), "batch")
            support = (f"batch: {near.form} stands in {others} other articles",)
            yield Candidate(entity, near.form, near.score, worst, support)


def _no_name(name: str, form: str) -> bool:
    """True where words differ by an ending alone, Sunni Muslim and Sunni Muslims, or one is everyday English."""
    pairs = [(a, b) for a, b in zip(tokens(name), tokens(form), strict=False) if a != b]
    same = len(tokens(name)) == len(tokens(form))
    return same and (all(inflected(a, b) for a, b in pairs) or any(zipf(b) >= COMMON for _, b in pairs))


def surname(name: str, scene: Scene, people: Mapping[str, Entity]) -> tuple[Match, ...]:
    """People named in the document whose surname the single token `name` sounds like; `people` is by full spelling."""
    found = []
    for spelling, entity in people.items():
        last = spelling.split()[-1]
        score = similarity(name, last)
        if score >= LEAST_SURNAME and plain(last) != plain(name) and len(name) >= SHORT_TOKEN:
            support = (f"document: {spelling} is named elsewhere",)
            found.append(Candidate(entity._replace(canonical=last), last, score, score, support))
    return ranked(name, found, scene)


def officeholder(name: str, around: Context, scene: Scene) -> tuple[Match, ...]:
    """People whose surname sounds like `name` and whose office and country stand beside it."""
    if len(name) < SHORT_TOKEN or not any(scene.lands(phrase) for phrase in around.phrases):
        return ()
    found = []
    for near in best_forms(scene.dictionary.surnames().near(name, LEAST_SURNAME_WITH_ROLE)):
        entity = scene.dictionary.entity(near.number)
        office = held(entity, around, scene.lands)
        if kind_of(office) == "role" and plain(near.form) != plain(name):
            found.append(Candidate(entity._replace(canonical=near.form), near.form, near.score, near.score, (office,)))
    return ranked(name, found, scene)
