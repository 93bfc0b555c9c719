"""Rules on grammar: what no other channel explains. Most have no fix to offer, and say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ..reading import Reading, Rule
from ..senses.swap import Swap, reason
from ..senses.weigh import net, probability
from ..settings import Settings
from ..surprise import USUAL_DAMAGE, excess, log_odds, sigmoid
from ..values import Evidence, Flag, Safety, Span, Suggestion, Word

# Log odds that a word is damaged: weights of a regression on the words of the development samples, 18,000 of clean news
# that nothing was trained on, and the odd clean texts. Of the 28 development samples LIMIT 2.0 finds 79 % of the severe
# damage with every fourth such flag on damage, 2.4 finds 76 % with every third, 2.8 72 % with every second.
PER_WORD, PER_WITNESS, PER_EXCESS, PER_DOCUMENT = 0.5, 0.2, 0.45, 0.7
LIMIT, STEEP = 2.1, 1.2
QUOTED = 0.7
WITNESS = 2.0
BRIDGE = 1
STEM = 5
NO_FIX = "no fix is proposed: the wording is unlikely, and nothing says what stood there"
FIXES = "the fixes are the senses that fit best, none of them surely"
LEAST_NET = 0.0  # bits that a sense must gain to be proposed for words that are flagged anyway
MOST_SUGGESTIONS = 5

DETERMINERS = "a|an|the|this|that|its|his|her|their|our|my|your|new|another|some|any"
DOUBLED = re.compile(rf"\b(\w{{5,20}}) (?:(?:{DETERMINERS}) ){{1,2}}(\w{{5,20}})\b", re.IGNORECASE)
ENDINGS = re.compile(
    r"(?:ations?|itions?|tions?|sions?|ions?|ments?|ances?|ences?|als?|ings?|ers?|ors?|ees?|ed|es|e|s|ies|ied|y)$"
)
AUXILIARY = r"(?:was|were|is|are|has been|have been|had been|will be)"
ORDERS = (
    re.compile(
        r"(?:In|At|During|On|By|After|From) (?:the |a |this |his |their )?(?:\w+ ){1,4}?"
        rf"(\w+ed {AUXILIARY}) (?:the|a)\b"
    ),
    re.compile(
        r"((?:Announced|Said|Confirmed|Stated|Declared|Added|Denied|Reported) (?:the|a|an|by the)(?: \w+){1,4} that)\b"
    ),
    re.compile(rf"({AUXILIARY.capitalize()} (?:the|a|his|their)(?: \w+){{1,3}} {AUXILIARY})\b"),
    re.compile(r"((?:Was|Were|Is|Are|Has|Have) the \w+(?: \w+)? (?:was|were|is|are|has|have))\b"),
)


def unlikely(reading: Reading, settings: Settings) -> Iterator[Flag]:
    """Runs of words that an editor would probably change; names and sense swaps that explain a word come first."""
    text = reading.doc.text
    named = {i for mention in reading.mentions for i in range(*mention.span)}
    explained = named | {
        i for swap in reading.swaps if _chance(swap, reading) >= settings.show for i in range(*swap.span)
    }
    nets = _nets(reading)
    run: list[tuple[Word, float]] = []
    gap = 0
    for word in reading.words:
        p = 0.0 if word.span.start in explained else _confidence(word, nets, reading)
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
    for swap in reading.swaps:
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


def _fixes(reading: Reading, span: Span) -> Iterator[Suggestion]:
    """What the words of `span` become with each sense swap tried in them that gains anything, the best first."""
    text = reading.doc.text
    rated = sorted((-net(swap), swap) for swap in reading.swaps if span.holds(swap.span))
    for loss, swap in rated[:MOST_SUGGESTIONS]:
        if -loss >= LEAST_NET:
            new = text[span.start : swap.span.start] + swap.new + text[swap.span.end : span.end]
            yield Suggestion(new, Safety.SHOW, _chance(swap, reading), reason(swap))


def _chance(swap: Swap, reading: Reading) -> float:
    return probability(swap, reading.p_bad(swap.span), reading.damage, quoted=reading.quoted(swap.span))


def _doubled(reading: Reading, _: Settings) -> Iterator[Flag]:
    text = reading.doc.text
    at = 0
    while match := DOUBLED.search(text, at):
        at = match.start(2)
        first, second = match[1].lower(), match[2].lower()
        stem = _stem(first)
        if first != second and len(stem) >= STEM and stem == _stem(second):
            note = f"both words come from {stem!r}; no fix is proposed"
            evidence = (Evidence("doubled stem", float(len(stem)), float(STEM), note),)
            span = Span(match.start(1), match.end(2))
            yield Flag("doubled-stem", "grammar", span, span.of(text), 0.7, evidence)


def _stem(word: str) -> str:
    """A word without its last ending, roughly.

    >>> _stem("announced"), _stem("announcement")
    ('announc', 'announc')
    """
    cut = ENDINGS.sub("", word)
    return cut.removesuffix("e")


def _order(reading: Reading, _: Settings) -> Iterator[Flag]:
    text = reading.doc.text
    for sentence in reading.sentences:
        said = sentence.of(text)
        if said.endswith("?"):
            continue
        for pattern in ORDERS:
            match = pattern.match(said)
            if match:
                span = Span(sentence.start + match.start(1), sentence.start + match.end(1))
                evidence = (Evidence("word order", 1.0, 1.0, "the verb stands where English has the subject; no fix"),)
                yield Flag("broken-word-order", "grammar", span, span.of(text), 0.7, evidence)
                break


RULES: tuple[Rule, ...] = (
    Rule(
        name="doubled-stem",
        channel="grammar",
        about="A verb with an object of the same stem, as in 'announced an announcement'.",
        why="Some languages say it so; the way back kept both words where English has another verb.",
        safety="flag only: which of the two words to change is for a person to say.",
        find=_doubled,
        bad=("The ministry announced an announcement on Monday.",),
        good=("The ministry made an announcement on Monday.", "He runs the running club."),
    ),
    Rule(
        name="broken-word-order",
        channel="grammar",
        about="A sentence that begins with its verb, or with two auxiliaries.",
        why="The word order of the other language survived the way back.",
        safety="flag only.",
        find=_order,
        bad=("In the meeting discussed was the budget.", "Was the defendant was convicted of fraud."),
        good=("The budget was discussed in the meeting.", "Was the defendant convicted?"),
    ),
    Rule(
        name="unlikely-wording",
        channel="grammar",
        about="Words that cost the language model far more bits than such words usually do, next to others that do.",
        why="Broken grammar and wrong senses are surprising; so are they when no other rule can say what stood there.",
        safety="show: where another sense of a word fits better it is shown, never applied; mostly there is no fix.",
        in_context=True,
        find=unlikely,
        bad=("The minister his visit the country to the end brought and the plane the airport left.",),
        good=("Despite the gulf between their positions, the parties agreed to resume negotiations.",),
    ),
)
