"""Names as other articles on the same event spell them, where those agree and this one stands alone.

Articles are on one event when they share several words that English hardly uses, as names are. No dictionary is
needed: a clean article beside a damaged one gives the right form of names that nobody has written down; what the
dictionary supposes they confirm. The limits are read off machine translations beside their references (the development
half of what training/mined.py finds): of the words that they let through three of four were garbled, where the
reference can tell.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from .attested import ENOUGH, OF_NAMES, Article, digest
from .mention import Entity, Match, Mention, kind_of
from .scene import COMMON, FAMILIAR, Scene, zipf
from .sound import letters, plain, romanised_alike, similarity, tokens
from .words import inflected

# Words that English hardly uses which articles on one event have in common, and which part of all such words of one:
# of articles on other things one pair of 1,300 has.
SHARED, SHARE = 3, 0.1
OUTVOTED = 2  # times as many of them must have the other spelling as have this one
SHORTEST = 4
# How much two words must sound alike: where English hardly knows the one that is doubted, or both stand beside the same
# word of a name; where neither is so; where others have the one that is doubted as well; where this article has both.
LEAST, LEAST_ALONE, LEAST_SHARED, LEAST_BOTH = 0.6, 0.8, 0.85, 0.75
PER_ZIPF = 0.03  # weight of being known in English: of Telescopio and Telescope the latter
USUAL = 5.0  # zipf frequency from which a word is English even beside a name
KNOWN = 0.9  # score from which the dictionary is believed before other articles
PROOFS = frozenset({"role", "title", "batch", "document", "characters", "spelled"})


class Spelled(NamedTuple):
    """A word of names in other articles: its spelling, how many have it, the words beside it in these names."""

    spelling: str
    articles: int
    beside: frozenset[str]


class Event(NamedTuple):
    """The words of names in the other articles on the event of one, by their plain form, and those in its own."""

    words: Mapping[str, Spelled]
    here: frozenset[str]


def agreed(found: Sequence[Mention], scene: Scene) -> list[Mention]:
    """`found`, the names that nothing certain is known of made `near` to what other articles on the event have."""
    event = elsewhere(scene)
    if not event.words:
        return list(found)
    found = [_confirmed(mention, event) for mention in found]
    meant: dict[str, Spelled] = {}
    for mention in filter(_doubted, found):
        meant.update(_meant(OF_NAMES.findall(mention.text), event, scene))
    return [_linked(mention, meant) if _doubted(mention) else mention for mention in found]


def _confirmed(mention: Mention, event: Event) -> Mention:
    """`mention`, first of what the dictionary supposes that which other articles have, where this one lacks it."""
    for match in mention.matches if mention.how == "near" else ():
        keys = tokens(match.replacement)
        spelled = [event.words[key].articles for key in keys if key in event.words and key not in event.here]
        if len(spelled) == len(keys) and min(spelled) >= ENOUGH:
            support = f"batch: {match.replacement} stands in {min(spelled)} other articles"
            others = tuple(other for other in mention.matches if other is not match)
            return mention._replace(matches=(match._replace(support=(*match.support, support)), *others))
    return mention


def elsewhere(scene: Scene) -> Event:
    """What the other articles on the same event call what they name."""
    articles = {one.digest: one for one in scene.attested.articles}
    this = articles.pop(digest(scene.doc.text), None)
    if this is None:
        return Event({}, frozenset())
    telling = {word for word in this.words if zipf(word) < FAMILIAR}
    enough = max(SHARED, SHARE * len(telling))
    return Event(
        _words([one for one in articles.values() if len(telling & one.words) >= enough]), frozenset(this.spellings)
    )


def _words(kin: Sequence[Article]) -> dict[str, Spelled]:
    articles = Counter(key for one in kin for key in one.spellings)
    spellings = {key: spelling for one in kin for key, spelling in one.spellings.items()}
    beside: dict[str, set[str]] = defaultdict(set)
    for name in (name for one in kin for name in one.names):
        for word in name:
            beside[word].update(name)
    return {key: Spelled(spellings[key], n, frozenset(beside[key] - {key})) for key, n in articles.items()}


def _doubted(mention: Mention) -> bool:
    """True for a mention of which nothing is certain but that it may be a place or bear a surname."""
    kinds = {match.entity.kind for match in mention.matches}
    if mention.how == "near":
        best = mention.matches[0]
        return best.score < KNOWN and not PROOFS.intersection(map(kind_of, best.support))
    return mention.how == "unknown" or (mention.how == "exact" and kinds <= {"place"})


def _meant(name: Sequence[str], event: Event, scene: Scene) -> Iterator[tuple[str, Spelled]]:
    """What other articles have for words of a name, by their plain form."""
    keys = [plain(word) for word in name]
    for key in keys:
        if _nameable(key, USUAL, scene):
            likest = max(_alike(key, {*keys} - {key}, event, scene), default=None)
            if likest:
                yield key, event.words[likest[-1]]


def _alike(key: str, beside: set[str], event: Event, scene: Scene) -> Iterator[tuple[float, float, str]]:
    """Words of other articles that `key` may stand for: how likely, letters in common, the word."""
    rare, familiar = scene.rare(key), zipf(key) >= FAMILIAR
    own = event.words[key].articles if key in event.words else 0
    for other, said in event.words.items():
        if said.articles < max(ENOUGH, OUTVOTED * own) or not _nameable(other, COMMON, scene):
            continue
        shared = any(zipf(word) < COMMON for word in beside & said.beside)
        if scene.rare(other) and not rare and not shared:
            continue  # no reason to leave English: Sarkom for Sarcoma
        least = max(
            LEAST if rare or shared else LEAST_ALONE,
            LEAST_SHARED if own else 0.0,
            LEAST_BOTH if other in event.here else 0.0,
        )
        alike = similarity(key, other)
        if alike >= least and (shared or not familiar) and not _same(key, other, beside=shared):
            yield alike + PER_ZIPF * min(FAMILIAR, zipf(other)), letters(key, other), other


def _nameable(word: str, limit: float, scene: Scene) -> bool:
    return len(word) >= SHORTEST and zipf(word) < limit and word not in scene.lower


def _same(key: str, other: str, *, beside: bool) -> bool:
    """True for two styles of one word, for one within the other, and unless a name decides for two forms of one."""
    one, two = key.replace(" ", ""), other.replace(" ", "")
    return one in two or two in one or (inflected(key, other) and not beside) or romanised_alike(key, other)


def _linked(mention: Mention, meant: Mapping[str, Spelled]) -> Mention:
    """`mention` with each word that is `meant` otherwise spelled so."""
    others = {word: meant[plain(word)] for word in OF_NAMES.findall(mention.text) if plain(word) in meant}
    if not others:
        return mention
    name = OF_NAMES.sub(
        lambda word: others[word.group()].spelling if word.group() in others else word.group(), mention.text
    )
    support = tuple(f"batch: {other.spelling} stands in {other.articles} other articles" for other in others.values())
    worst = min(similarity(word, other.spelling) for word, other in others.items())
    entity = Entity(name, "name", "", (), "batch")
    return mention._replace(
        how="near", matches=(Match(name, entity, similarity(mention.text, name), worst, 1.0, support),)
    )
