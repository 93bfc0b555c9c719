"""Rules on words and names that the language model finds unlikely, where no other rule says why.

The model and its tagger are asked what is wrong, never what is right: what a doubted name may have been is guessed from
the lists of names (names/likely.py, parts.py).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..names.mention import Mention
from ..reading import Reading, Rule
from ..rewrites.search import Rewrite
from ..senses.swap import Swap, reason
from ..senses.weigh import net, probability
from ..settings import Settings
from ..surprise import USUAL_DAMAGE, excess, log_odds, sigmoid
from ..values import Evidence, Flag, Safety, Span, Suggestion, Word
from .layout.scripts import FRAGMENT
from .names import guessed

# Log odds that a word is damaged. Chosen on the 28 development samples, 38 garbled articles unseen by the tagger,
# 17,000 words of clean news and odd clean texts. Names aside, LIMIT 0.2 finds 83 and 66 % of the severe damage with 51
# and 58 % of all flags on damage, 0.4 82 and 64 % with 55 and 60 %, 0.6 79 and 63 % with 59 and 64 %.
PER_WORD, PER_WITNESS, PER_EXCESS, PER_DOCUMENT = 0.7, 0.15, 0.2, 0.6
LIMIT, STEEP = 0.6, 1.2
QUOTED = 0.5
WITNESS = 2.0
BRIDGE = 1
# Log odds that a name is damaged, from those of its words and from the chance of the best guess at it: fitted on the
# names that no other rule flags, of the development samples, of those 38 articles, of clean news and odd clean texts;
# 0.2 in favour of doubt. Of 123 such flags there 87 are on damage. A good guess says more of a name that is not known.
NAME_BY_WORDS, NAME_BY_GUESS, NAME_BY_GOOD_GUESS = 0.69, 0.44, 0.72
DOUBT = {"unknown": 0.43, "near": 0.43, "exact": -1.47}
LEAST_CHANCE, MOST_CHANCE = 0.1, 0.98
NO_FIX = "no fix is proposed: the wording is unlikely, and nothing says what stood there"
NO_NAME = "no fix is proposed: the name is unlikely here, and nothing says what stood there"
GUESSES = "the name is unlikely here; the fixes are guesses from the lists of places and parts of names"
FIXES = "the fixes are the senses and small repairs that fit best, none of them surely"
LEAST_NET = -4.0  # bits that a sense or a rewrite must gain to be proposed for words that are flagged anyway
# Log odds that a rewrite makes what the gold accepts: of 1,670 tried in the development samples and 38 garbled articles
# 5 of 62 with a net gain up to 4 bits do, 6 of 34 with 8 to 12, 4 of 8 above 16.
PER_NET, RIGHT = 0.12, -2.7
MOST_SUGGESTIONS = 5


def unlikely(reading: Reading, settings: Settings) -> Iterator[Flag]:
    """Runs of words that an editor would probably change; names, sense swaps and other scripts explain words first."""
    text = reading.doc.text
    named = {i for mention in reading.mentions for i in range(*mention.span)}
    explained = named | {
        i
        for swap in reading.swaps
        if not swap.spare and _chance(swap, reading) >= settings.show
        for i in range(*swap.span)
    }
    nets = _nets(reading)
    run: list[tuple[Word, float]] = []
    gap = 0
    for word in reading.words:
        spoken_for = word.span.start in explained or FRAGMENT.search(text, *word.span)
        p = 0.0 if spoken_for else _confidence(word, nets, reading)
        gap = 0 if p >= settings.show else gap + 1
        if run and (gap > BRIDGE or _apart(text, run[-1][0].span, word.span)):
            yield _flag(reading, run, settings.show)
            run = []
        if p >= settings.show:
            run.append((word, p))
    if run:
        yield _flag(reading, run, settings.show)


def _nets(reading: Reading) -> dict[int, float]:
    """The best net gain of a sense swap at each place where one was tried: even a wrong candidate is a witness."""
    nets: dict[int, float] = {}
    for swap in (swap for swap in reading.swaps if not swap.spare):
        nets[swap.span.end] = max(nets.get(swap.span.end, -WITNESS), net(swap))
    return nets


def _confidence(word: Word, nets: Mapping[int, float], reading: Reading) -> float:
    """How sure it is that the word is damaged, from its probability, its excess bits, swaps, and the document."""
    witness = max(0.0, nets.get(word.span.end, -WITNESS) + WITNESS)
    beyond = min(max(excess(word.bits, word.usual), 0.0), 4.0)
    document = min(max(log_odds(reading.damage) - log_odds(USUAL_DAMAGE), -1.0), 4.0)
    odds = PER_WORD * log_odds(word.p_bad) + PER_WITNESS * witness + PER_EXCESS * beyond + PER_DOCUMENT * document
    return sigmoid(STEEP * (odds - LIMIT) - (QUOTED if reading.quoted(word.span) else 0.0))


def _apart(text: str, one: Span, other: Span) -> bool:
    return bool(re.search(r"[.!?;:\n()\"“”]", text[one.end : other.start]))


def _flag(reading: Reading, run: Sequence[tuple[Word, float]], limit: float) -> Flag:
    text, span = reading.doc.text, Span(run[0][0].span.start, run[-1][0].span.end)
    worst, confidence = max(run, key=lambda pair: pair[1])
    said = worst.span.of(text)
    fixes = tuple(_fixes(reading, span))
    evidence = (
        Evidence("surprisal", worst.bits, worst.usual, f"bits for {said!r}, against what is usual for such a word"),
        Evidence("all things considered", confidence, limit, FIXES if fixes else NO_FIX),
    )
    return Flag("unlikely-wording", "grammar", span, span.of(text), confidence, evidence, fixes)


class _Fix(NamedTuple):
    """What may stand at `span`, and the bits that are gained with it."""

    net: float
    span: Span
    new: str
    chance: float
    why: str


def _fixes(reading: Reading, span: Span) -> Iterator[Suggestion]:
    """What the words of `span` become with each sense swap and each rewrite tried in them, the best first."""
    text = reading.doc.text
    found = [_Fix(net(swap), swap.span, swap.new, _chance(swap, reading), reason(swap)) for swap in reading.swaps]
    found += [_Fix(r.net, r.span, r.new, sigmoid(PER_NET * r.net + RIGHT), _said(r)) for r in reading.rewrites]
    rated = sorted((fix for fix in found if span.holds(fix.span) and fix.net >= LEAST_NET), key=lambda fix: fix.net)
    by_text = {text[span.start : fix.span.start] + fix.new + text[fix.span.end : span.end]: fix for fix in rated}
    for new, fix in sorted(by_text.items(), key=lambda pair: -pair[1].net)[:MOST_SUGGESTIONS]:
        yield Suggestion(new, Safety.SHOW, fix.chance, fix.why)


def _said(rewrite: Rewrite) -> str:
    return f"{' and '.join(rewrite.how)}; saves {rewrite.gain:.0f} bits here"


def _chance(swap: Swap, reading: Reading) -> float:
    return probability(swap, reading.p_bad(swap.span), reading.damage, quoted=reading.quoted(swap.span))


def unlikely_names(reading: Reading, settings: Settings) -> Iterator[Flag]:
    """Names that an editor would probably change: known ones need more doubt than those that nothing is known of."""
    nets, ends = _nets(reading), [word.span.end for word in reading.words]
    for mention in reading.mentions:
        if mention.how in DOUBT:
            here = reading.words[bisect_right(ends, mention.span.start) : bisect_left(ends, mention.span.end) + 1]
            rated = [(log_odds(_confidence(word, nets, reading)), word) for word in here]
            odds, worst = max(rated, default=(0.0, None))
            confidence = _doubt(mention, odds)
            if worst is not None and confidence >= settings.show:
                yield _doubted(mention, worst, confidence, settings.show)


def _doubt(mention: Mention, odds: float) -> float:
    """How sure it is that a name is damaged whose worst word has these log odds."""
    chance = max((guess.chance for guess in mention.guesses), default=LEAST_CHANCE)
    guess = log_odds(min(max(chance, LEAST_CHANCE), MOST_CHANCE))
    weight = NAME_BY_GOOD_GUESS if guess > 0 and mention.how != "exact" else NAME_BY_GUESS
    return sigmoid(NAME_BY_WORDS * odds + weight * guess + DOUBT[mention.how])


def _doubted(mention: Mention, worst: Word, confidence: float, limit: float) -> Flag:
    bits = f"bits, against what is usual for such a name in {mention.text!r}"
    evidence = (
        Evidence("surprisal", worst.bits, worst.usual, bits),
        Evidence("all things considered", confidence, limit, GUESSES if mention.guesses else NO_NAME),
    )
    return Flag(
        "unlikely-name", "names", mention.span, mention.text, confidence, evidence, guessed(mention, confidence)
    )


RULES: tuple[Rule, ...] = (
    Rule(
        name="unlikely-wording",
        channel="grammar",
        about="Words that cost the language model far more bits than such words usually do, next to others that do.",
        why="Broken grammar and wrong senses are surprising; so are they when no other rule can say what stood there.",
        safety="show: where another sense or a small repair fits better it is shown, never applied.",
        in_context=True,
        find=unlikely,
        bad=("The minister his visit the country to the end brought and the plane the airport left.",),
        good=("Despite the gulf between their positions, the parties agreed to resume negotiations.",),
    ),
    Rule(
        name="unlikely-name",
        channel="names",
        about="A name that costs the language model, reading both ways, more than such names do in an article like it.",
        why="A name that was spelled anew, translated, or exchanged for another one does not fit what is said of it.",
        safety="show: up to five guesses, never applied: nobody is renamed on the language model's word.",
        in_context=True,
        find=unlikely_names,
        bad=(),
        good=("Hakan Fidan, the foreign minister of Türkiye, arrived in the evening.",),
    ),
)
