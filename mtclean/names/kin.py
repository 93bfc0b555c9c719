"""Names as other articles on the same event spell them, where those agree and this one stands alone.

Articles are on one event when they share several names that English hardly uses. No dictionary is needed: a clean
article beside a damaged one gives the right form of names that nobody has written down.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .attested import ENOUGH, digest
from .mention import Entity, Match, Mention
from .scene import FAMILIAR, Scene, zipf
from .sound import plain, similarity
from .variants import undecided, variant

SHARED = 3  # rare words of names that articles on one event have in common
OUTVOTED = 2  # times as many of them must have the other spelling as have this one


class Spelled(NamedTuple):
    """A word of names in other articles: its spelling, the number of the articles, whether it stands here, too."""

    spelling: str
    articles: int
    here: bool


def agreed(found: Sequence[Mention], scene: Scene) -> list[Mention]:
    """`found`, the names that nothing is known of made `near` to what other articles on the event have for them."""
    words = elsewhere(scene)
    return [_linked(mention, words, scene) if words and undecided(mention) else mention for mention in found]


def elsewhere(scene: Scene) -> dict[str, Spelled]:
    """The telling words of names in other articles on the same event, by their plain form."""
    own = digest(scene.doc.text)
    here = {key for one in scene.attested.articles if one.digest == own for key, _ in one.words}
    telling = {key for key in here if _telling(key, scene)}
    others = {one.digest: dict(one.words) for one in scene.attested.articles if one.digest != own}
    kin = [words for words in others.values() if len(telling & words.keys()) >= SHARED]
    counts = Counter(key for words in kin for key in words)
    spellings = {key: spelling for words in kin for key, spelling in words.items()}
    return {key: Spelled(spellings[key], n, key in here) for key, n in counts.items() if _telling(key, scene)}


def _telling(word: str, scene: Scene) -> bool:
    return zipf(word) < FAMILIAR and word not in scene.lower


def _linked(mention: Mention, words: Mapping[str, Spelled], scene: Scene) -> Mention:
    """`mention` with each rare word spelled as the other articles do."""
    meant = {token: other for token in mention.text.split() if (other := _meant(token, words, scene))}
    if not meant:
        return mention
    name = " ".join(meant[token].spelling if token in meant else token for token in mention.text.split())
    support = tuple(f"batch: {other.spelling} stands in {other.articles} other articles" for other in meant.values())
    scores = [similarity(token, other.spelling) for token, other in meant.items()]
    match = Match(
        name, Entity(name, "name", "", (), "batch"), similarity(mention.text, name), min(scores), 1.0, support
    )
    return mention._replace(how="near", matches=(match,))


def _meant(token: str, words: Mapping[str, Spelled], scene: Scene) -> Spelled | None:
    """What other articles have for `token`: the likest word that enough share, this one lacks, and few spell so."""
    key = plain(token)
    if not scene.rare(token):
        return None
    least = max(ENOUGH, OUTVOTED * words[key].articles if key in words else 0)
    open_to = (other for other, said in words.items() if not said.here and said.articles >= least)
    alike = [(similarity(key, other), other) for other in open_to]
    likest = max((pair for pair in alike if variant(key, pair[1])), default=None)
    return words[likest[1]] if likest else None
