"""Two spellings of one name in one document, whether or not a dictionary knows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from .mention import Entity, Match, Mention
from .scene import Scene, zipf
from .sound import letters, plain, romanised_alike, similarity, tokens
from .words import inflected
from .world import world

LEAST, LEAST_LETTERS = 0.85, 0.5
SHORTEST = 5
USUAL = 3.6  # zipf frequency from which a word is taken for an English one (a surname such as Davenport has 3.3)


def variants(found: Sequence[Mention], scene: Scene) -> list[Mention]:
    """`found` in text order, the unknown names that differ a little from another name of the document made `near`."""
    found = sorted(found, key=lambda mention: mention.span)
    spelled = [form for mention in found if undecided(mention) or _named(mention) for form in _forms(mention.text)]
    counts = Counter(plain(form) for form in spelled)
    forms = {plain(form): form for form in reversed(spelled)}
    better = {key: other for key in counts for other in _better(key, counts, scene)}
    linked = []
    for mention in found:
        keys = [plain(form) for form in _forms(mention.text)] if undecided(mention) else []
        key = next((key for key in keys if key in better), None)
        if key is None:
            linked.append(mention)
            continue
        other = better[key]
        first = mention.text.rpartition(" ")[0] + " " if key != keys[0] else ""
        better_known = _rank(other, counts, scene) > _rank(key, counts, scene)
        linked.append(_linked(mention, first + forms[other], (counts[key], counts[other]), better_known=better_known))
    return linked


def undecided(mention: Mention) -> bool:
    """True for a mention that nothing better is known of: unknown, or near to something without any support."""
    if mention.how != "near":
        return mention.how == "unknown"
    return mention.matches[0].score < 0.8 and mention.matches[0].entity.source != "batch"


def _named(mention: Mention) -> bool:
    return mention.how == "exact" and all(match.entity.kind != "country" for match in mention.matches)


def _forms(name: str) -> list[str]:
    """The name, and its last word when it has several: a surname that may stand alone elsewhere."""
    last = name.rsplit(maxsplit=1)[-1]
    return [name] if last == name else [name, last]


def _better(key: str, counts: Mapping[str, int], scene: Scene) -> Iterator[str]:
    """The best attested other spelling of `key` unless it is worse; of two that are as good, each is the other's."""
    others = [(_rank(o, counts, scene), -n, o) for n, o in enumerate(counts) if _same_name(key, o, scene)]
    own = _rank(key, counts, scene)
    yield from (other for _, _, other in sorted(one for one in others if one[0] >= own)[-1:])


def _rank(key: str, counts: Mapping[str, int], scene: Scene) -> tuple[bool, bool, int]:
    listed = scene.dictionary.entities(key) or scene.dictionary.cities(key)
    rare = [token for token in tokens(key) if scene.rare(token)]
    return bool(listed) or not rare, all(map(world().borne, rare)), counts[key]


def _same_name(one: str, other: str, scene: Scene) -> bool:
    """True when the two keys have the same tokens but for small differences in rare ones."""
    left, right = tokens(one), tokens(other)
    if len(left) != len(right):
        return False
    pairs = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    return bool(pairs) and all(variant(a, b) and scene.rare(a) and _nameable(b, scene) for a, b in pairs)


def _nameable(token: str, scene: Scene) -> bool:
    return zipf(token) < USUAL and token not in scene.lower


def variant(one: str, other: str) -> bool:
    """True for two spellings of one name; not for an inflection, a feminine form, a style, or a name within a name.

    >>> variant("golosheykin", "gloshekin"), variant("ivanov", "ivanova"), variant("kenyan", "kenyans")
    (True, False, False)
    """
    if min(len(one), len(other)) < SHORTEST or one in other or other in one or abs(len(one) - len(other)) > 2:
        return False
    alike = similarity(one, other) >= LEAST and letters(one, other) >= LEAST_LETTERS
    return alike and not inflected(one, other) and not romanised_alike(one, other)


def _linked(mention: Mention, other: str, times: tuple[int, int], *, better_known: bool) -> Mention:
    """`mention`, which stands `times[0]` times in the text, as a spelling of `other`, which stands `times[1]` times.

    It leads where it is `better_known`: in a table, of parts of real names, or as usual and more often in the text.
    """
    key = plain(mention.text)
    entity = Entity(other, "name", "", (), "document")
    support = (f"document: {other} stands in the text {times[1]} times, {mention.text} {times[0]} times",)
    score = similarity(key, other)
    worst = min(similarity(a, b) for a, b in zip(tokens(key), tokens(other), strict=True))
    lead = 1.0 if better_known else 0.0
    return mention._replace(how="near", matches=(Match(other, entity, score, worst, lead, support),))
