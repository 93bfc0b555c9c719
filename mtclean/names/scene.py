"""What a document as a whole says: the countries it names, the words it writes in lower case."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..values import Document, Span
from .attested import Attested
from .dictionary import Dictionary
from .sound import plain

RARE = 2.6  # zipf frequency below which a word is neither English nor a common name (entities.md, section 3)
FAMILIAR = 3.5
COUNTRIES = 3

_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]\.?)?")


class Scene(NamedTuple):
    """A document with all that a single name is judged against; `countries` are ISO codes, most named first."""

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
        return zipf(key) < RARE and key not in self.lower and key not in self.dictionary.people().tokens

    def familiar(self, word: str) -> bool:
        """True for a token that so many people bear that sharing it says little: Michael, Vladimir."""
        return zipf(plain(word)) >= FAMILIAR

    def lands(self, phrase: str) -> frozenset[str]:
        """ISO codes of the countries that `phrase` names."""
        return frozenset(code for code, _ in named(phrase, self.dictionary))


def scene(doc: Document, sentences: Sequence[Span], dictionary: Dictionary, attested: Attested) -> Scene:
    """Read `doc` once for what holds throughout."""
    counts = Counter(code for code, word in named(doc.text, dictionary) if word[:1].isupper())
    lower = frozenset(plain(match) for match in re.findall(r"\b[a-zà-þ][^\W\d_]+", doc.text))
    countries = tuple(code for code, _ in counts.most_common(COUNTRIES))
    return Scene(doc, tuple(sentences), dictionary, attested, countries, frozenset(counts), lower)


def named(text: str, dictionary: Dictionary) -> Iterator[tuple[str, str]]:
    """ISO code and words of each country named in `text`, by its name, adjective, inhabitants or capital."""
    words = _WORD.findall(text.replace("’s", " ").replace("'s", " "))
    at = 0
    while at < len(words):
        size, code = next(
            ((n, hit[0]) for n in (4, 3, 2, 1) if (hit := dictionary.nation(" ".join(words[at : at + n])))), (1, "")
        )
        if code:
            yield code, " ".join(words[at : at + size])
        at += size


def zipf(word: str) -> float:
    """Frequency of `word` in English on the zipf scale, 0 (never seen) to 8; case is ignored."""
    import wordfreq

    return float(wordfreq.zipf_frequency(word, "en"))
