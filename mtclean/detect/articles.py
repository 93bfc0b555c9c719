"""A rule on articles that English does not put before the name of a country: the Venezuela, for Venezuela."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..names.sound import plain
from ..names.words import wordset
from ..reading import Reading, Rule
from ..settings import Settings
from ..values import Evidence, Flag, Safety, Span, Suggestion

# Those that have one, had one, or share their name with a river or an occasion.
ARTICLED = wordset("""
    america argentine bahamas cameroons caymans comoros congo crimea dominica emirates faroes gambia jordan lebanon
    maldives marianas marshalls netherlands niger paraguay philippines reunion senegal seychelles solomons sudan
    suriname uk ukraine uruguay us usa vatican yemen
""")
# And every name with such a word: the Marshall Islands, the Central African Republic.
COMMON = wordset("""
    archipelago city coast commonwealth emirates federation guinea holy islas isle isles islands kingdom republic sahara
    see states territories territory union
""")
_THE = re.compile(r"\b[Tt]he $")
# Nothing follows that the name could belong to, as in the Germany team, the Germany of then.
_ENDS = re.compile(r"[.;:?!)]|,?[ ](?:has|had|is|was|will|would|can|could|cannot|does|did|said|says)\b")
_GOES_ON = re.compile(r",[ ]|['’]s\b|[ ](?:and|or|but|to|at|by|on|from|with|during|since|against|when|because)\b")


def _articles(reading: Reading, _: Settings) -> Iterator[Flag]:
    text = reading.doc.text
    for mention in reading.mentions:
        start = mention.span.start - len("the ")
        if start < 0 or not _THE.search(text[max(0, start - 1) : mention.span.start]) or not _bare(mention.text):
            continue
        country = mention.how == "exact" and all(match.entity.kind == "country" for match in mention.matches)
        sure = _ENDS.match(text, mention.span.end)
        if country and mention.matches and (sure or _GOES_ON.match(text, mention.span.end)):
            evidence = (Evidence("country named", 1.0, 1.0, f"English says {mention.text} without an article"),)
            safety = Safety.SAFE if sure else Safety.LIKELY
            fix = Suggestion(mention.text, safety, 0.95, "other languages put an article before countries")
            span = Span(start, mention.span.end)
            yield Flag("needless-article", "grammar", span, span.of(text), 0.95, evidence, (fix,))


def _bare(name: str) -> bool:
    """True for a country that has no article in English, as the letters that one is short for have: the U.A.E."""
    words = plain(name).split()
    return not name.isupper() and not ARTICLED.intersection(words) and not COMMON.intersection(words)


RULES: tuple[Rule, ...] = (
    Rule(
        name="needless-article",
        channel="grammar",
        about="An article before the name of a country that has none, where the name goes with nothing after it.",
        why="French, Greek, Portuguese and Arabic put an article before countries.",
        safety="safe where the sentence ends or a verb follows; likely before 'and', a comma or a preposition.",
        find=_articles,
        bad=("The delegation spent three days in the Venezuela.", "The Mongolia has played no match since May."),
        good=(
            "The delegation spent three days in Venezuela.",
            "The Germany of his youth was gone, and the Mongolia squad flew to the Netherlands.",
        ),
    ),
)
