"""Rebuild the pivot tables: which English word a round trip through another language puts for which.

    python training/pivots.py DICTD_DIR OUTDIR [WORDNET_DIR]

DICTD_DIR holds `*.index` and `*.dict.dz` of Debian's dictionaries (pivot_sources.py lists them), WORDNET_DIR Debian's
`wordnet-base` (default /usr/share/wordnet). To these come the words of training/polysemes/*.tsv, written for mtclean:
a foreign word a line, with its English senses. Two English words are a pair when one foreign word translates both, in
the same part of speech. The cost of reading `o` where `c` was written, in bits, is

    -log2 P(o | c) + rarity of c + penalties,    P(o | c) = sum over foreign words g of P(g | c) * P(o | g)

P(g | c) falls with the rank of g among the translations of c; P(o | g) is the share of P(g | o) among all English words
for g (weighting them by frequency made recall worse). Rarity: PRIOR times the bits by which c is rarer than a zipf-5
word. Synonyms are exchangeable in good English and prove no damage, so a pair costs more when WordNet has both
in one synset, and for every table beyond two that shares it; antonyms go out, and so do spellings of one word and
what polysemes lists as one sense.
Numbers tuned on newstest2013 and 2021 (recall of pairs outside synsets); data/pivots/README.md has the results.
"""

from __future__ import annotations

import gzip
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set
from functools import cache
from itertools import chain, permutations
from pathlib import Path
from typing import NamedTuple

from pivot_sources import SOURCES, Polyseme, Source, polysemes, translations
from wordfreq import zipf_frequency
from wordnet import WordNet

from mtclean.pivots import FUNCTION_WORDS

OBSERVED_ZIPF, CANDIDATE_ZIPF = 2.8, 3.0
HUB = 25  # a foreign word of a dictionary that translates more English words than this says nothing
PARTNERS = 12  # rows kept for one observed word in one table
RANK = 0.5  # the translation at rank r weighs (1 + r) ** -RANK
PRIOR, COMMON = 0.75, 5.0  # bits that a candidate pays per bit of rarity below this zipf frequency
SAME_SYNSET = 3.0  # bits
PHRASE = 3.0  # bits that a candidate of several words pays, whose frequency is overrated
USUAL_TABLES, PER_TABLE = 2, 0.25  # every further table that shares a pair makes it dearer by so many bits
DEAREST = 20.0  # bits; dearer rows are left out

Node = tuple[str, str]  # lemma, part of speech (n, v, a, r)
Pair = tuple[Node, Node]  # what is observed, what was right
Link = tuple[float, str]  # P(observed | right), the foreign word that contributes most
Weights = dict[Node, float]


class Foreign(NamedTuple):
    """A foreign word, of a dictionary or of our own list; the two have senses of their own."""

    word: str
    own: bool


class Row(NamedTuple):
    """One line of a table; `pos` holds the parts of speech in which the exchange was seen."""

    observed: str
    candidate: str
    shared: str
    cost: float
    pos: str


def bilingual(source: Source, folder: Path, own: Iterable[Polyseme], net: WordNet) -> dict[Foreign, Weights]:
    """Foreign word -> English lemmas that it translates, each with P(foreign word | lemma)."""
    raw: dict[Node, dict[Foreign, float]] = defaultdict(dict)
    for word in own:
        for lemma in chain.from_iterable(word.senses):
            raw[lemma, word.pos][Foreign(word.foreign, own=True)] = 1.0
    for head, pos, rank, gloss in translations(source, folder):
        for node in net.nodes(head, pos):
            found = Foreign(gloss, own=False)
            raw[node][found] = max(raw[node].get(found, 0.0), (1 + rank) ** -RANK)
    table: dict[Foreign, Weights] = defaultdict(dict)
    for node, glosses in raw.items():
        total = sum(glosses.values())
        for found, weight in glosses.items():
            table[found][node] = weight / total
    return {found: nodes for found, nodes in table.items() if found.own or len({lemma for lemma, _ in nodes}) <= HUB}


def confusions(table: Mapping[Foreign, Weights], same: Set[frozenset[str]] = frozenset()) -> dict[Pair, Link]:
    """What each foreign word adds to P(observed | right), summed over the foreign words that both share.

    Two lemmas that are listed as one sense of a word, `same`, are no pair.
    """
    links: dict[Pair, list[Link]] = defaultdict(list)
    for (gloss, _), nodes in sorted(table.items()):
        for pos in "nvar":
            given = {node: p for node, p in nodes.items() if node[1] == pos}
            mass = sum(given.values())
            for seen, right in permutations(given, 2):
                links[seen, right].append((given[right] * given[seen] / mass, gloss))
    return {
        pair: (sum(p for p, _ in found), max(found)[1]) for pair, found in links.items() if _words(pair) not in same
    }


@cache
def frequency(word: str) -> float:
    """Zipf frequency of an English word: 3 is once in a million words."""
    return float(zipf_frequency(word, "en"))


def usable(seen: str, right: str, net: WordNet) -> bool:
    """False for words too rare or too common to judge, spellings of one word, antonyms, and a phrase observed."""
    if {seen, right} & FUNCTION_WORDS or frequency(seen) < OBSERVED_ZIPF or frequency(right) < CANDIDATE_ZIPF:
        return False
    if not seen.isalpha():
        return False
    return spelling(seen) != spelling(right) and not net.antonyms(seen, right)


def spelling(word: str) -> str:
    """A key that British and American spellings of one word share.

    >>> spelling("colour") == spelling("color"), spelling("organise") == spelling("organize")
    (True, True)
    """
    for british, american in (("our", "or"), ("tre", "ter"), ("ll", "l"), ("ae", "e"), ("oe", "e"), ("ogue", "og")):
        word = word.replace(british, american)
    for british, american in (("is", "iz"), ("ys", "yz"), ("ence", "ense"), ("mme", "m"), ("que", "k"), ("ph", "f")):
        word = word.replace(british, american)
    return word.removesuffix("e")


def priced(tables: Mapping[str, Mapping[Pair, Link]], net: WordNet) -> dict[str, list[Row]]:
    """Rows of each table with every penalty in the cost, cheapest partners kept."""
    shared_by = Counter(words for table in tables.values() for words in {_words(pair) for pair in table})
    return {code: capped(_rows(table, shared_by, net)) for code, table in tables.items()}


def _words(pair: Pair) -> frozenset[str]:
    return frozenset(lemma for lemma, _ in pair)


def _rows(table: Mapping[Pair, Link], shared_by: Mapping[frozenset[str], int], net: WordNet) -> list[Row]:
    rows: dict[tuple[str, str], Row] = {}
    for pair, (p, shared) in table.items():
        (seen, pos), (right, _) = pair
        cost = max(0.0, -math.log2(p) + penalty(seen, right, shared_by[_words(pair)], net))
        if cost <= DEAREST and usable(seen, right, net):
            rows[seen, right] = joined(rows.get((seen, right)), Row(seen, right, shared, cost, pos))
    return list(rows.values())


def penalty(seen: str, right: str, tables: int, net: WordNet) -> float:
    """Bits on top of -log2 P: for a rare candidate, and for a pair that good English exchanges freely."""
    rarity = PRIOR * math.log2(10) * (COMMON - frequency(right))
    same = SAME_SYNSET if net.synonyms(seen, right) else 0.0
    phrase = PHRASE * (" " in right)
    return rarity + same + phrase + PER_TABLE * max(0, tables - USUAL_TABLES)


def joined(old: Row | None, new: Row) -> Row:
    """The cheaper of two rows for one pair, with the parts of speech of both."""
    if old is None:
        return new
    return min(old, new, key=lambda row: row.cost)._replace(pos="".join(sorted({*old.pos, *new.pos})))


def capped(rows: Iterable[Row]) -> list[Row]:
    """At most PARTNERS rows for one observed word, sorted as the files are."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.observed].append(row)
    kept = (row for group in groups.values() for row in sorted(group, key=lambda r: (r.cost, r))[:PARTNERS])
    return sorted(kept)


def write(path: Path, source: Source, rows: list[Row]) -> None:
    """Write a table, the same bytes for the same rows."""
    said = f"{source.package}, training/polysemes; {source.licence}"
    lines = [f"# {said}; observed, candidate, shared word, cost in bits, parts of speech"]
    lines += [f"{r.observed}\t{r.candidate}\t{r.shared}\t{r.cost:.1f}\t{r.pos}" for r in rows]
    path.write_bytes(gzip.compress("".join(f"{line}\n" for line in lines).encode(), 9, mtime=0))


def main(folder: str, out: str, wordnet: str = "/usr/share/wordnet") -> None:
    """Build every table whose dictionary is in `folder`."""
    net = WordNet.read(Path(wordnet))
    found = [source for source in SOURCES if source.present(Path(folder))]
    tables: dict[str, dict[Pair, Link]] = {}
    for source in found:
        own = list(polysemes(source))
        same = {frozenset(pair) for word in own for pair in word.synonyms()}
        tables[source.code] = confusions(bilingual(source, Path(folder), own, net), same)
    for source, rows in zip(found, priced(tables, net).values(), strict=True):
        write(Path(out) / f"{source.code}.tsv.gz", source, rows)
        print(source.code, len(rows))


if __name__ == "__main__":
    main(*sys.argv[1:])
