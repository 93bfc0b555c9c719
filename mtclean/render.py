"""Reports for people: the sentence with the flagged words marked, the evidence in words, what may have stood there.

Article text is hostile until shown otherwise: whatever could steer a terminal is printed as an escape.
"""

from __future__ import annotations

import json
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from .errors import MtcleanError
from .report import Failure, Report
from .text import sentences
from .values import Flag, Safety, Span, Suggestion, Verdict, Word

if TYPE_CHECKING:
    from .lookup import Known, Like, LookUp, Repair
    from .reading import Rule

BEFORE, AFTER, LONGEST = 90, 70, 160
"""Characters of a sentence shown before, after and within a span; more is cut at a word."""

CHANCES = (
    (0.95, "almost certainly"),
    (0.8, "very probably"),
    (0.6, "probably"),
    (0.4, "perhaps"),
    (0.2, "probably not"),
    (0.0, "almost certainly not"),
)
COLOURS = {"clean": "green", "touched": "yellow", "garbled": "red"}
STEERING = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C, 0x2028, 0x2029, 0xFEFF}


def visible(text: str) -> str:
    r"""`text` with control characters, line breaks and direction marks written as escapes.

    >>> visible("red \x1b[31m\ttab")
    'red \\x1b[31m\\ttab'
    """
    return "".join(_escaped(c) if unicodedata.category(c) in ("Cc", "Cs") or ord(c) in STEERING else c for c in text)


def _escaped(character: str) -> str:
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")


def paint(text: str, colour: str, *, on: bool, bold: bool = False) -> str:
    """`text` in a colour when colours are `on`."""
    return click.style(text, fg=colour, bold=bold or None) if on else text


def chance(verdict: Verdict) -> str:
    """The probability of a verdict in words and in figures.

    >>> chance(Verdict("garbled", 0.97))
    'almost certainly machine-damaged (97 %)'
    """
    words = next(words for least, words in CHANCES if verdict.probability >= least)
    return f"{words} machine-damaged ({verdict.probability:.0%})".replace("%", " %")


def heading(report: Report, *, colour: bool = False) -> str:
    """One line for a document: its id, its verdict, how sure that is, how many flags."""
    label = paint(report.verdict.label, COLOURS.get(report.verdict.label, "white"), on=colour, bold=True)
    flags = f", {counted(len(report.flags), 'flag')}" if report.flags else ""
    return f"{visible(report.doc.id)}: {label}, {chance(report.verdict)}{flags}\n"


def counted(number: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "flag"), counted(2, "flag")
    ('1 flag', '2 flags')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def shown(report: Report, *, colour: bool = False, words: bool = False) -> str:
    """A whole report: heading, flags, and on request the bits of every word."""
    flags = "".join("\n" + flag_lines(report.doc.text, flag, colour=colour) for flag in report.flags)
    table = "\n" + "".join(_word_line(report.doc.text, word) for word in report.words) if words else ""
    return heading(report, colour=colour) + flags + table + ("\n" if flags or table else "")


def _word_line(text: str, word: Word) -> str:
    return f"  {word.bits:6.1f} bits  p {word.p_bad:.2f}  {visible(word.span.of(text))}\n"


def flag_lines(text: str, flag: Flag, *, colour: bool = False) -> str:
    """A flag as lines: where and which rule, the marked sentence, why, and what to put instead."""
    title = paint(flag.rule, "cyan", on=colour, bold=True)
    lines = [f"{place(text, flag.span)}  {title}, {flag.confidence:.0%} sure".replace("%", " %")]
    lines += [f"  {line}" for line in marked(text, flag.span, colour=colour)]
    lines += [f"  {'     ' if i else 'why: '}{visible(str(seen))}" for i, seen in enumerate(flag.evidence)]
    lines += [f"  fix: {suggestion_line(s, colour=colour)}" for s in flag.suggestions]
    lines += [] if flag.suggestions else ["  fix: none known; a person has to decide"]
    return "".join(f"  {line}\n" for line in lines)


def place(text: str, span: Span) -> str:
    r"""Line and column of a span, counted from 1.

    >>> place("one\ntwo", Span(4, 7))
    '2:1'
    """
    return f"{text.count(chr(10), 0, span.start) + 1}:{span.start - text.rfind(chr(10), 0, span.start)}"


def suggestion_line(suggestion: Suggestion, *, colour: bool = False) -> str:
    """A replacement with how far to trust it and why."""
    new = visible(suggestion.replacement) if suggestion.replacement else "(nothing)"
    trust = f"{suggestion.safety.label}, {suggestion.confidence:.0%}".replace("%", " %")
    reason = f": {visible(suggestion.reason)}" if suggestion.reason else ""
    green = "green" if suggestion.safety is Safety.SAFE else "yellow"
    return f"{paint(new, green, on=colour, bold=True)} ({trust}){reason}"


def marked(text: str, span: Span, *, colour: bool) -> list[str]:
    """The sentence around `span`: the span in red, or with a line of carets underneath."""
    before, inside, after = excerpt(text, span)
    if colour:
        return [before + click.style(inside, fg="red", bold=True, underline=True) + after]
    return [before + inside + after, " " * width(before) + "^" * max(1, width(inside))]


def excerpt(text: str, span: Span) -> tuple[str, str, str]:
    """What stands before, in and after `span` in its sentence, cut to size and made visible."""
    around = [s for s in sentences(text) if s.overlaps(span)]
    start = min([span.start, *(s.start for s in around)])
    end = max([span.end, *(s.end for s in around)])
    before, inside, after = text[start : span.start].lstrip("\ufeff"), span.of(text), text[span.end : end]
    if len(before) > BEFORE:
        before = "…" + before[-BEFORE:].partition(" ")[2]
    if len(after) > AFTER:
        after = after[:AFTER].rpartition(" ")[0] + "…"
    if len(inside) > LONGEST:
        inside = inside[: LONGEST // 2] + "…" + inside[-LONGEST // 2 :]
    return visible(before), visible(inside), visible(after)


def width(text: str) -> int:
    """Columns that `text` takes on a terminal: two for wide East Asian characters, none for combining ones.

    >>> width("né 東京")
    7
    """
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def json_line(result: Report | Failure, *, words: bool = False) -> str:
    """A result as the one line of JSON that contract.md describes."""
    record = result.to_dict(words=words) if isinstance(result, Report) else result.to_dict()
    return json.dumps(record, ensure_ascii=False) + "\n"


def failure_line(failure: Failure) -> str:
    """A failure as one sentence: which document, what is wrong, what to do next."""
    hint = f"; {visible(failure.hint)}" if failure.hint else ""
    return f"{visible(failure.id)}: {visible(failure.message)}{hint}\n"


def look_up_lines(found: LookUp, *, colour: bool = False) -> str:
    """What `mtclean dict show` says of one name: its entries, or what it sounds like and what would be made of it."""
    name = paint(visible(found.name), "cyan", on=colour, bold=True)
    known = [line for entry in found.known for line in _entry_lines(entry)]
    like = [line for one in found.like for line in _like_lines(one, colour=colour)]
    made = [f'{_made(repair, colour=colour)} in "{visible(repair.sentence)}"' for repair in found.repairs]
    status = "known" if known else "not in the dictionary" + ("" if like else ", and like nothing in it")
    return "".join(f"{line}\n" for line in (f"{name}: {status}", *known, *like, *(f"  {line}" for line in made), ""))


def _entry_lines(entry: Known) -> Iterator[str]:
    yield f"  {_titled(entry.canonical, entry.kind, entry.country)}"
    facts = (("roles", "; ".join(entry.roles)), ("also", ", ".join(entry.variants)), ("source", entry.source))
    yield from (f"    {label:8} {visible(value)}" for label, value in facts if value)


def _like_lines(like: Like, *, colour: bool) -> Iterator[str]:
    share = paint(f"{like.likeness:.0%}".replace("%", " %"), "yellow", on=colour, bold=True)
    yield f"  {share} like {_titled(like.form, like.kind, like.country)}: {visible(like.difference)}"
    if like.habit:
        yield f"    read as  {visible(like.reading)}: {like.habit}"
    yield f"    fold     {' ~ '.join(like.folds)}  {like.fold_likeness:.2f}"
    yield f"    skeleton {' ~ '.join(like.skeletons)}  {like.skeleton_likeness:.2f}"


def _titled(name: str, kind: str, country: str) -> str:
    return f"{visible(name)} ({', '.join(filter(None, (kind, visible(country))))})"


def _made(repair: Repair, *, colour: bool) -> str:
    if not repair.replacement:
        return "left alone"
    new = paint(visible(repair.replacement), "green" if repair.safety == "safe" else "yellow", on=colour, bold=True)
    return f"made {new} ({repair.rule}, {repair.safety}, {repair.confidence:.0%})".replace("%", " %")


def rule_lines(rule: Rule) -> str:
    """What `mtclean explain` says of one rule."""
    lines = [f"{rule.name} ({rule.channel})", "", *_wrapped(rule.about), "", *_wrapped(f"Why: {rule.why}")]
    lines += _examples("It flags:", rule.bad) + _examples("It leaves alone:", rule.good)
    return "\n".join([*lines, "", *_wrapped(f"Safety of its fixes: {rule.safety}"), ""])


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(" ".join(text.split()), 100)


def _examples(title: str, examples: Iterable[str]) -> list[str]:
    lines = [f"  {visible(example)}" for example in examples]
    return ["", title, *lines] if lines else []


def rule_list(rules: Iterable[Rule]) -> str:
    """One line for every rule."""
    return "".join(f"{rule.name:28} {rule.channel:8} {' '.join(rule.about.split())}\n" for rule in rules)


def rule_named(name: str, rules: Iterable[Rule]) -> Rule:
    """The rule called `name`; an unknown name is an error that says the nearest one."""
    known = {rule.name: rule for rule in rules}
    if name not in known:
        near = get_close_matches(name, known, n=1, cutoff=0.3)
        hint = f"did you mean {near[0]!r}?" if near else "`mtclean explain` lists all rules"
        raise MtcleanError(f"there is no rule {name!r}", hint)
    return known[name]
