"""Who is meant by a garbled name: mtclean's similarity beside what others use for it, with equal harm.

    pip install -c constraints.txt . -r benchmarks/requirements-matchers.txt
    python benchmarks/matchers.py --data DIR

Each matcher is asked for the person of the roster that a name is most like, with a score: people after the simulated
trips of trips.py, who are in the roster, and real names of people who are not (strangers.py). A limit on the score is
set for each matcher so that it answers so many of a thousand strangers; what it then finds is its recall. Strangers
and trips are drawn once; nothing is fitted.

mtclean is measured as it is used, on a name in a sentence that names a country: that of the person, and for a stranger
that of the listed person most like it. Its score is the safety of the first fix, then its confidence. The others see
the name alone, as their users would call them. WRatio of rapidfuzz goes through the whole list. Double Metaphone looks
up the codes of all tokens and orders who shares most by WRatio. The logic-v2 of nomenklatura compares two entities and
has no list: it is given the first 50 candidates of each of the other two and of mtclean's search by sound.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

if not __package__:
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from benchmarks.strangers import sentence, strangers
from benchmarks.trips import arabic, chinese, flags, kana_letters, korean_letters, russian, spellings, trips, unlearned
from mtclean.names.dictionary import Dictionary
from mtclean.names.readings import heard
from mtclean.names.sound import plain

CANDIDATES, LEAST = 50, 0.5
HARM = (1, 5, 20)  # strangers of a thousand that get an answer
BACK: Mapping[str, Callable[[str], str]] = {
    "ru": russian, "ar": arabic, "zh": chinese, "ja": kana_letters, "ko": korean_letters,
}  # fmt: skip


class Answer(NamedTuple):
    """The score of a spelling of the roster, 0 to 1, and that spelling."""

    score: float
    form: str


Matcher = Callable[[str, str], Sequence[Answer]]  # of a name and the text that it stands in


def by_mtclean(dictionary: Dictionary) -> Matcher:
    """The names channel on the whole text, taken as damaged, without a language model."""

    def ask(name: str, text: str) -> list[Answer]:
        found = [fix for flag in flags(text, name, dictionary) for fix in flag.suggestions]
        return sorted((Answer(fix.safety + fix.confidence, fix.replacement) for fix in found), reverse=True)

    return ask


def by_sound(dictionary: Dictionary) -> Matcher:
    """What mtclean searches with: fold and skeleton, with the habits of other alphabets."""
    people = dictionary.people()

    def ask(name: str, _: str) -> list[Answer]:
        found = [Answer(near.score, near.form) for near, _ in heard(people, name, LEAST, LEAST)]
        return sorted(found, key=lambda one: -one.score)[:CANDIDATES]

    return ask


def by_wratio(forms: Sequence[str]) -> Matcher:
    """WRatio of rapidfuzz over all spellings, in small letters without accents."""
    from rapidfuzz import fuzz, process

    keys = [plain(form) for form in forms]

    def ask(name: str, _: str) -> list[Answer]:
        best = process.extract(plain(name), keys, scorer=fuzz.WRatio, limit=CANDIDATES)
        return [Answer(score / 100, forms[at]) for _, score, at in best]

    return ask


def by_metaphone(forms: Sequence[str]) -> Matcher:
    """Double Metaphone: who shares most codes with the name, those with as many ordered by WRatio."""
    from metaphone import doublemetaphone  # type: ignore[import-not-found,unused-ignore]
    from rapidfuzz import fuzz

    def codes(name: str) -> set[str]:
        return {code for token in plain(name).split() for code in doublemetaphone(token) if code}

    holders: dict[str, list[int]] = defaultdict(list)
    for at, form in enumerate(forms):
        for code in codes(form):
            holders[code].append(at)

    def ask(name: str, _: str) -> list[Answer]:
        asked = codes(name)
        shared = Counter(at for code in asked for at in holders.get(code, ()))
        most = max(shared.values(), default=0)
        best = (at for at, count in shared.items() if count == most)
        rated = (Answer(fuzz.WRatio(plain(name), plain(forms[at])) / 100, forms[at]) for at in best)
        return sorted(rated, key=lambda one: -one.score)[:CANDIDATES]

    return ask


def by_logic(others: Sequence[Matcher], spent: list[float]) -> Matcher:
    """The logic-v2 of nomenklatura on the candidates of `others`; the seconds of its own work go into `spent`."""
    from followthemoney import model  # type: ignore[import-not-found,unused-ignore]
    from nomenklatura.matching import get_algorithm  # type: ignore[import-not-found,unused-ignore]

    logic = get_algorithm("logic-v2")
    config = logic.default_config()

    def entity(name: str) -> object:
        return model.get_proxy({"id": name, "schema": "Person", "properties": {"name": [name]}})

    def ask(name: str, text: str) -> list[Answer]:
        forms = dict.fromkeys(answer.form for other in others for answer in other(name, text))
        start = time.perf_counter()
        query = entity(name)
        rated = [Answer(logic.compare(query, entity(form), config).score, form) for form in forms]
        spent.append(time.perf_counter() - start)
        return sorted(rated, key=lambda one: -one.score)

    return ask


class Trip(NamedTuple):
    """A name after a trip through a language, the text it stands in, and plain forms of the person it is."""

    language: str
    text: str
    name: str
    right: set[str]


def garbled(folder: Path, most: int) -> Iterator[Trip]:
    """The first `most` people of each language."""
    for language, back in BACK.items():
        path = folder / f"{language}.tsv.gz"
        table = spellings(path, back) if language in ("ru", "ar") else unlearned(path, language, back)
        yield from (Trip(language, *trip) for trip in islice(trips("people", table), most))


def recall(found: Sequence[tuple[str, Answer | None, bool]], limit: float) -> str:
    """Of each language, how many names get the right person with more than `limit`, and how many a wrong one."""
    lines = []
    for language in BACK:
        here = [(best, right) for of, best, right in found if of == language]
        right = sum(right for best, right in here if best is not None and best.score > limit)
        wrong = sum(not right for best, right in here if best is not None and best.score > limit)
        lines.append(f"{language} {right} right {wrong} wrong of {len(here)}")
    return "; ".join(lines)


def compared(name: str, ask: Matcher, trip: Sequence[Trip], nobody: Mapping[str, str]) -> list[str]:
    """Lines of figures of one matcher; `nobody` are strangers with their texts."""
    found, times = [], []
    for one in trip:
        start = time.perf_counter()
        answers = ask(one.name, one.text)
        times.append(time.perf_counter() - start)
        best = answers[0] if answers else None
        found.append((one.language, best, best is not None and plain(best.form) in one.right))
    scores = sorted((answers[0].score if (answers := ask(*pair)) else 0.0 for pair in nobody.items()), reverse=True)
    lines = [f"{name}: {statistics.median(times) * 1000:.1f} ms a name (median)"]
    for harm in HARM:
        limit = scores[len(nobody) * harm // 1000]
        lines.append(f"  {harm} of 1,000 strangers answered (score above {limit:.3f}): {recall(found, limit)}")
    return lines


def main() -> None:
    """Print the figures of each matcher."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with names/")
    parser.add_argument("--names", type=int, default=200, help="of each language")
    parser.add_argument("--strangers", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=5)
    given = parser.parse_args()
    dictionary = Dictionary.open()
    forms = list(dict.fromkeys(dictionary.people().forms))
    trip = list(garbled(given.data / "names", given.names))
    drawn = strangers(given.data / "names", dictionary)
    random.Random(given.seed).shuffle(drawn)
    nobody = {name: sentence(name, dictionary) for name in drawn[: given.strangers]}
    others = {
        "mtclean, sound alone": by_sound(dictionary),
        "WRatio": by_wratio(forms),
        "Double Metaphone": by_metaphone(forms),
    }
    spent: list[float] = []
    matchers = {"mtclean": by_mtclean(dictionary), **others, "logic-v2": by_logic(list(others.values()), spent)}
    print(f"{len(forms)} spellings, {len(trip)} names, {given.strangers} strangers")
    for name, ask in matchers.items():
        print("\n".join(compared(name, ask, trip, nobody)), flush=True)
    print(f"logic-v2 alone: {statistics.median(spent) * 1000:.1f} ms a name (median)")


if __name__ == "__main__":
    main()
