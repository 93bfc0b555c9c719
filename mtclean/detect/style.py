"""The rule on house style: an accepted spelling where the user prefers another one. It is asked for, and no damage."""

from __future__ import annotations

from collections.abc import Iterator

from ..reading import Reading, Rule
from ..settings import Settings
from ..values import Evidence, Flag, Safety, Suggestion


def _styled(reading: Reading, _: Settings) -> Iterator[Flag]:
    for spelling in reading.spellings:
        text = spelling.span.of(reading.doc.text)
        evidence = (Evidence("accepted spelling", 1.0, 1.0, f"{text} is right, but not the spelling asked for"),)
        fix = Suggestion(spelling.preferred, Safety.STYLE, 1.0, spelling.why)
        yield Flag("house-style", "style", spelling.span, text, 1.0, evidence, (fix,))


RULES: tuple[Rule, ...] = (
    Rule(
        name="house-style",
        channel="style",
        about="An accepted spelling of a name, where the style asked for with --style has another one.",
        why="Kiev and Kyiv are both right, but an editor, or whoever counts names in a corpus, wants one of them.",
        safety="style: made whatever the floor, since it is only proposed when asked for.",
        find=_styled,
        bad=("On Friday the envoy left Kiev for Peking, where he will stay until March.",),
        good=(
            "On Friday the envoy left Kyiv for Beijing, where he will stay until March.",
            "He grew up in Mumbai, formerly Bombay, and drinks Bombay Sapphire.",
        ),
        in_context=True,
    ),
)
