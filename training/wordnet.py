"""What the pivot builder asks of WordNet: which lemmas English has, in which parts of speech, and what is a synonym."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lemminflect import getAllLemmas

FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
UPOS = {"NOUN": "n", "VERB": "v", "ADJ": "a", "ADV": "r"}
RARE = 0.04  # a part of speech with a smaller share of a word's tagged senses is left out


@dataclass(frozen=True)
class WordNet:
    """Synsets by (lemma, part of speech) and antonym pairs."""

    synsets: Mapping[tuple[str, str], frozenset[str]]
    tagged: Mapping[tuple[str, str], int]
    opposites: frozenset[frozenset[str]]

    @classmethod
    def read(cls, folder: Path) -> WordNet:
        """WordNet as Debian's `wordnet-base` installs it."""
        synsets: dict[tuple[str, str], frozenset[str]] = {}
        tagged: dict[tuple[str, str], int] = {}
        opposites: set[frozenset[str]] = set()
        common: set[tuple[str, str]] = set()
        for pos, name in FILES.items():
            for words, pairs in _data(folder / f"data.{name}"):
                common.update((word, pos) for word in words)
                opposites.update(pairs)
            for word, count, offsets in _index(folder / f"index.{name}"):
                synsets[word, pos], tagged[word, pos] = frozenset(pos + o for o in offsets), count
        return cls({node: s for node, s in synsets.items() if node in common}, tagged, frozenset(opposites))

    def nodes(self, head: str, pos: str) -> Iterator[tuple[str, str]]:
        """Lemmas of a dictionary's headword with their parts of speech; `pos` limits them when the dictionary says.

        Gerunds stay as they are beside their verb: "remaining" is a noun to a dictionary that has "survival".
        """
        head = head.lower()
        if not (head.isascii() and head.isalpha()):
            return
        if head.endswith("ing") and pos in ("", "n") and (head, "n") not in self.synsets:
            yield head, "n"
        for upos, lemmas in getAllLemmas(head).items():
            for lemma in lemmas[:1]:
                node = (lemma, UPOS.get(upos, ""))
                if pos in ("", node[1]) and node in self.synsets and not self._unusual(node):
                    yield node

    def _unusual(self, node: tuple[str, str]) -> bool:
        total = sum(self.tagged.get((node[0], pos), 0) for pos in FILES)
        return self.tagged[node] < RARE * total

    def synonyms(self, one: str, other: str) -> bool:
        """True when a synset holds both words."""
        none: frozenset[str] = frozenset()
        return any(self.synsets.get((one, p), none) & self.synsets.get((other, p), none) for p in FILES)

    def antonyms(self, one: str, other: str) -> bool:
        """True when WordNet sets the two words against each other."""
        return frozenset((one, other)) in self.opposites


def _index(path: Path) -> Iterator[tuple[str, int, list[str]]]:
    for line in path.read_text(encoding="ascii").splitlines():
        if not line.startswith(" "):
            fields = line.split()
            count = int(fields[2])
            yield fields[0], int(fields[-count - 1]), fields[-count:]


def _data(path: Path) -> Iterator[tuple[list[str], list[frozenset[str]]]]:
    """Lower-case words of each synset, and antonym pairs (resolved within one file)."""
    words: dict[str, list[str]] = {}
    links: dict[str, list[tuple[int, str, int]]] = defaultdict(list)
    for line in path.read_text(encoding="ascii").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split("|")[0].split()
        count = int(fields[3], 16)
        words[fields[0]] = [word.split("(")[0] for word in fields[4 : 4 + 2 * count : 2]]
        pointers = fields[5 + 2 * count :]
        for symbol, target, _, ends in zip(*(iter(pointers),) * 4, strict=False):
            if symbol == "!":
                one, other = bytes.fromhex(ends)
                links[fields[0]].append((one - 1, target, other - 1))
    for offset, synset in words.items():
        pairs = [frozenset((synset[a], words[t][b])) for a, t, b in links[offset] if t in words]
        yield [word for word in synset if word.islower()], pairs
