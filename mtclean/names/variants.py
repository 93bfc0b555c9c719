"""Two spellings of one name in one document, whether or not a dictionary knows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from .mention import Entity, Match, Mention
from .scene import Scene, zipf
from .sound import plain, romanised_alike, similarity, tokens

LEAST = 0.85
SHORTEST = 5
ENDINGS = frozenset("a e i o u y s es n an ian in na aya ski ska sky sko ov ova os us is as er ers or".split())
USUAL = 3.6  # zipf frequency from which a word is taken for an English one (a surname such as Davenport has 3.3)


def variants(found: Sequence[Mention], scene: Scene) -> list[Mention]:
    """`found` with the unknown names that differ a little from another name of the document made `near`."""
    counts = Counter(plain(m.text) for m in found if _open(m) or _named(m))
    forms = {plain(m.text): m.text for m in reversed(found)}
    better = {key: other for key in counts for other in _better(key, counts, scene)}
    return [_linked(m, better, counts, forms) if _open(m) else m for m in found]


def _open(mention: Mention) -> bool:
    """True for a mention that nothing better is known of: unknown, or near to something without any support."""
    return mention.how == "unknown" or (mention.how == "near" and mention.matches[0].score < 0.8)


def _named(mention: Mention) -> bool:
    return mention.how == "exact" and all(match.entity.kind != "country" for match in mention.matches)


def _better(key: str, counts: Mapping[str, int], scene: Scene) -> Iterator[str]:
    """The likeliest other spelling of the name `key`, if that one is better attested or neither is."""
    others = [other for other in counts if other != key and _same_name(key, other, scene)]
    others = [other for other in others if _rank(other, counts, scene) >= _rank(key, counts, scene)]
    yield from sorted(others, key=lambda other: (_rank(other, counts, scene), other), reverse=True)[:1]


def _rank(key: str, counts: Mapping[str, int], scene: Scene) -> tuple[bool, int]:
    known = not any(scene.rare(token) for token in tokens(key)) or bool(scene.dictionary.entities(key))
    return known, counts[key]


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
    return similarity(one, other) >= LEAST and not _inflected(one, other) and not romanised_alike(one, other)


def _inflected(one: str, other: str) -> bool:
    shared = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
    return shared >= 3 and one[shared:] in ENDINGS and other[shared:] in ENDINGS


def _linked(mention: Mention, better: Mapping[str, str], counts: Mapping[str, int], forms: Mapping[str, str]) -> Mention:
    key = plain(mention.text)
    other = better.get(key)
    if other is None:
        return mention
    entity = Entity(forms[other], "name", "", (), "document")
    support = (f"document: {forms[other]} stands in the text {counts[other]} times, {mention.text} {counts[key]} times",)
    score = similarity(key, other)
    worst = min(similarity(a, b) for a, b in zip(tokens(key), tokens(other), strict=True))
    margin = 1.0 if counts[other] > counts[key] else 0.0
    return mention._replace(how="near", matches=(Match(forms[other], entity, score, worst, margin, support),))
