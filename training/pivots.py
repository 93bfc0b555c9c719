"""Rebuild the pivot tables: which English word a round trip through another language puts for which.

    python training/pivots.py FREEDICT_DIR OUTDIR [WORDNET_DIR]

FREEDICT_DIR holds `*.index` and `*.dict.dz` of Debian's dictionaries, WORDNET_DIR Debian's `wordnet-base`
(by default /usr/share/wordnet). Two English words are a pair when one foreign word translates both. The cost of
reading `o` where `c` was written, in bits, is

    -log2 P(o | c) + synonym penalties,    P(o | c) = sum over foreign words g of P(g | c) * P(o | g)

P(g | c) falls with the rank of g among the translations of c; P(o | g) follows Bayes: frequency of o (damped) times
P(g | o). Synonyms are exchangeable in good English and prove no damage, so a pair costs more when WordNet has
both in one synset, and when many languages share it; antonyms go out, and so do spellings and inflections of one word.
"""

from __future__ import annotations

import gzip
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from pivot_sources import SOURCES, Source, translations
from wordfreq import zipf_frequency
from wordnet import WordNet

from mtclean.senses.pivots import FUNCTION_WORDS

OBSERVED_ZIPF, CANDIDATE_ZIPF = 2.8, 3.0
HUB = 25  # a foreign word that translates more English words than this says nothing
PARTNERS = 16  # rows kept for one observed word in one table
RANK = 0.5  # the translation at rank r weighs (1 + r) ** -RANK
DAMPING = 0.5  # power of the English frequency in P(o | g); 1 would drown rare senses in common words
SAME_SYNSET = 3.0  # bits
USUAL_TABLES = 2  # a pair shared by more tables than this is a synonym everywhere...
PER_TABLE = 1.0  # ...and costs this many bits more for each
LONGEST = 18.0  # bits; dearer rows are left out

Node = tuple[str, str]  # lemma, part of speech (n, v, a, r)
Weights = dict[Node, float]


class Row(NamedTuple):
    """One line of a table; `pos` holds the parts of speech in which the exchange was seen."""

    observed: str
    candidate: str
    shared: str
    cost: float
    pos: str


def bilingual(source: Source, folder: Path, net: WordNet) -> dict[str, Weights]:
    """Foreign word -> English lemmas that it translates, each with P(foreign word | lemma)."""
    raw: dict[Node, dict[str, float]] = defaultdict(dict)
    for head, pos, rank, gloss in translations(source, folder):
        for node in net.nodes(head, pos):
            weight = (1 + rank) ** -RANK
            raw[node][gloss] = max(raw[node].get(gloss, 0.0), weight)
    table: dict[str, Weights] = defaultdict(dict)
    for node, glosses in raw.items():
        total = sum(glosses.values())
        for gloss, weight in glosses.items():
            table[gloss][node] = weight / total
    return {gloss: nodes for gloss, nodes in table.items() if len({lemma for lemma, _ in nodes}) <= HUB}


def confusions(table: Mapping[str, Weights]) -> dict[tuple[Node, Node], tuple[float, str]]:
    """(observed, right) -> P(observed | right) and the foreign word that contributes most."""
    total: dict[tuple[Node, Node], float] = Counter()
    best: dict[tuple[Node, Node], tuple[float, str]] = {}
    for gloss, nodes in sorted(table.items()):
        for pos in "nvar":
            given = {n: p * 10 ** (DAMPING * frequency(n[0])) for n, p in nodes.items() if n[1] == pos}
            mass = sum(given.values())
            for right in given:
                for seen in given:
                    if seen != right:
                        part = nodes[right] * given[seen] / mass
                        total[seen, right] += part
                        best[seen, right] = max(best.get((seen, right), (0.0, "")), (part, gloss))
    return {pair: (p, best[pair][1]) for pair, p in total.items()}


def frequency(word: str) -> float:
    """Zipf frequency of an English word: 3 is once in a million words."""
    return float(zipf_frequency(word, "en"))


def usable(seen: str, right: str, net: WordNet) -> bool:
    """False for words too rare or too common to judge, spellings of one word, and antonyms."""
    if {seen, right} & FUNCTION_WORDS or frequency(seen) < OBSERVED_ZIPF or frequency(right) < CANDIDATE_ZIPF:
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


def priced(
    tables: Mapping[str, Mapping[tuple[Node, Node], tuple[float, str]]], net: WordNet
) -> dict[str, list[Row]]:
    """Rows of each table with every penalty in the cost, cheapest partners kept."""
    seen_in = Counter(frozenset((o[0], c[0])) for t in tables.values() for o, c in {tuple(sorted(p)) for p in t})
    priced: dict[str, list[Row]] = {}
    for code, table in tables.items():
        rows: dict[tuple[str, str], Row] = {}
        for (seen, right), (p, shared) in table.items():
            pair = frozenset((seen[0], right[0]))
            cost = -math.log2(p) + penalty(seen, right, seen_in[pair], net)
            old = rows.get((seen[0], right[0]))
            if cost <= LONGEST and (old is not None or usable(seen[0], right[0], net)):
                rows[seen[0], right[0]] = joined(old, Row(seen[0], right[0], shared, cost, seen[1]))
        priced[code] = capped(rows.values())
    return priced


def penalty(seen: Node, right: Node, tables: int, net: WordNet) -> float:
    """Bits on top of -log2 P for pairs that good English exchanges freely."""
    same = SAME_SYNSET if net.synonyms(seen[0], right[0]) else 0.0
    return same + PER_TABLE * max(0, tables - USUAL_TABLES)


def joined(old: Row | None, new: Row) -> Row:
    """The cheaper of two rows for one pair, with the parts of speech of both."""
    if old is None:
        return new
    return min(old, new, key=lambda row: row.cost)._replace(pos="".join(sorted({*old.pos, *new.pos})))


def capped(rows: Iterator[Row]) -> list[Row]:
    """At most PARTNERS rows for one observed word, sorted as the files are."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.observed].append(row)
    kept = (row for group in groups.values() for row in sorted(group, key=lambda r: (r.cost, r))[:PARTNERS])
    return sorted(kept)


def write(path: Path, source: Source, rows: list[Row]) -> None:
    """Write a table, the same bytes for the same rows."""
    lines = [f"# {source.package}; {source.licence}; observed, candidate, shared word, cost in bits, parts of speech"]
    lines += [f"{r.observed}\t{r.candidate}\t{r.shared}\t{r.cost:.1f}\t{r.pos}" for r in rows]
    path.write_bytes(gzip.compress("".join(f"{line}\n" for line in lines).encode(), 9, mtime=0))


def main(folder: str, out: str, wordnet: str = "/usr/share/wordnet") -> None:
    """Build every table whose dictionary is in `folder`."""
    net = WordNet.read(Path(wordnet))
    found = [source for source in SOURCES if source.present(Path(folder))]
    tables = {source.code: confusions(bilingual(source, Path(folder), net)) for source in found}
    for source, rows in zip(found, priced(tables, net).values(), strict=True):
        write(Path(out) / f"{source.code}.tsv.gz", source, rows)
        print(source.code, len(rows))


if __name__ == "__main__":
    main(*sys.argv[1:])
