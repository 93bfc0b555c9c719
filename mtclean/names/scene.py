"""What a document as a whole says: the countries it names, the words it writes in lower case."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..values import Document, Span
from .attested import Attested
from .dictionary import PART, Dictionary
from .sound import plain
from .world import world

# On the zipf scale, where 3 is one word in a million. Below RARE a word is neither English nor a common name
# (entities.md, section 3); a FAMILIAR given name is shared by so many that it says little; COMMON words are English.
RARE, FAMILIAR, COMMON = 2.6, 3.5, 4.5
UNHEARD, SHORTEST_ODD = 1.0, 4
COUNTRIES = 3
WHOLE_COUNTS, PART_COUNTS = 2, 1  # for a country that is named, and for one of which a part is

WITHIN = ("name", PART)
HOW = (*WITHIN, "adjective", "demonym", "capital")
_WITHIN = re.compile(r" in ((?:[^\W\d_][\w'’-]* ?){1,4})")
_AFTER = re.compile(r",? (?:of )?((?:[^\W\d_][\w'’-]* ?){1,3})")
_BEFORE = re.compile(r"(?:[^\W\d_][\w'’-]* ){1,5}$")
_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]\.?)?")
_LOWER = re.compile(r"\b[a-zà-þ][^\W\d_]+")

_BLOCS = {
    "EU": re.compile(r"\b(?:EU|eu|[Ee]uropean (?:[Uu]nion|[Cc]ommission|[Pp]arliament|[Cc]ouncil))\b"),
    "UN": re.compile(r"\b(?:UN|un|[Uu]nited [Nn]ations|UNICEF|unicef|WHO|UNESCO|unesco|UNHCR|unhcr)\b"),
}


class Scene(NamedTuple):
    """A document with all that a single name is judged against.

    `countries` are the ISO codes of those named most, `nations` of all that are named.
    """

    doc: Document
    sentences: tuple[Span, ...]
    dictionary: Dictionary
    attested: Attested
    countries: tuple[str, ...]
    nations: frozenset[str]
    lower: frozenset[str]

    def rare(self, word: str) -> bool:
        """True for a token that is hardly ever seen in English and that no known person bears."""
        key = plain(word)
        return zipf(key) < RARE and key not in self.lower and not self._borne(key)

    def odd(self, word: str) -> bool:
        """True for a token that no language is known to use."""
        key = plain(word)
        return len(key) >= SHORTEST_ODD and zipf(key) < UNHEARD and not self._borne(key) and not world().heard(key)

    def _borne(self, key: str) -> bool:
        return key in self.dictionary.people().tokens

    def lands(self, phrase: str) -> frozenset[str]:
        """ISO codes of the countries that `phrase` names."""
        return frozenset(code for code, _ in named(phrase, self.dictionary)) | blocs(phrase)


def local(view: Scene, span: Span) -> Scene:
    """`view` with the countries named beside `span` before the others; with no other where it says "in" one.

    A town in Russian hands may be anywhere: only the name of a country says where it is.
    """
    text = view.doc.text
    within = _nations(_WITHIN.match(text, span.end, span.end + 50), view, WITHIN)
    if within:
        return view._replace(countries=within)
    after = _nations(_AFTER.match(text, span.end, span.end + 40), view, HOW)
    before = _nations(_BEFORE.search(text, max(0, span.start - 50), span.start), view, HOW)
    return view._replace(countries=tuple(dict.fromkeys((*after, *before, *view.countries))))


def _nations(found: re.Match[str] | None, view: Scene, how: Sequence[str]) -> tuple[str, ...]:
    """ISO codes of the countries named in what was found, in one of the ways of `Dictionary.nation`."""
    words = (
        [(code, word) for code, word in named(found.group(), view.dictionary) if word[:1].isupper()] if found else []
    )
    return tuple(code for code, word in words if (view.dictionary.nation(word) or ("", ""))[1] in how)


def scene(doc: Document, sentences: Sequence[Span], dictionary: Dictionary, attested: Attested) -> Scene:
    """Read `doc` once for what holds throughout."""
    counts: Counter[str] = Counter()
    for code, words in named(doc.text, dictionary):
        if words[:1].isupper():
            counts[code] += PART_COUNTS if dictionary.nation(words) == (code, PART) else WHOLE_COUNTS
    countries = tuple(code for code, _ in counts.most_common(COUNTRIES))
    lower = frozenset(plain(word) for word in set(_LOWER.findall(doc.text)))
    return Scene(doc, tuple(sentences), dictionary, attested, countries, blocs(doc.text).union(counts), lower)


def named(text: str, dictionary: Dictionary) -> Iterator[tuple[str, str]]:
    """ISO code and words of each country named in `text`, by its name, adjective, inhabitants or capital."""
    words = _WORD.findall(text.replace("’s", " ").replace("'s", " "))
    at = 0
    while at < len(words):
        longest = dictionary.nation_length(words[at])
        size = next((n for n in range(longest, 0, -1) if dictionary.nation(" ".join(words[at : at + n]))), 0)
        found = " ".join(words[at : at + size])
        if nation := dictionary.nation(found):
            yield nation[0], found
        at += size or 1


def blocs(text: str) -> frozenset[str]:
    """The unions of countries that `text` names, by the codes the name tables give them.

    >>> sorted(blocs("the eu trade commissioner")), sorted(blocs("a UN envoy")), sorted(blocs("la une"))
    (['EU'], ['UN'], [])
    """
    return frozenset(code for code, words in _BLOCS.items() if words.search(text))


def zipf(word: str) -> float:
    """Frequency of `word` in English on the zipf scale, 0 (never seen) to 8; case is ignored."""
    import wordfreq

    return float(wordfreq.zipf_frequency(word, "en"))
