"""The dictionaries behind the pivot tables, and how each writes down its translations."""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

Translation = tuple[str, str, int, str]  # headword, part of speech or "", rank, foreign word
DIGITS = {c: i for i, c in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")}
POS = {"n": "n", "s": "n", "pl": "n", "masc": "n", "fem": "n", "neut": "n", "v": "v", "vi": "v", "vt": "v"}
POS |= {"adj": "a", "a": "a", "adv": "r"}
REMARK = re.compile(r"\s*(?:see:|Note:|Synonyms?:|Antonyms?:|\"|- )|\s*00-database")
LABEL = re.compile(r"<([^<>]*)>")
ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|/[^/]*/|<[^<>]*>|~")
NUMBER = re.compile(r"^\s*(?:[IVX]+\.\s)?\s*(?:\d+\.\s)?")
LONGEST_WORD = 24


POLYSEMES = Path(__file__).with_name("polysemes")
ENGLISH = re.compile(r"[a-z]+(?: [a-z]+){0,2}")


class Polyseme(NamedTuple):
    """A foreign word with several English senses, each of one lemma or of several that mean the same."""

    foreign: str
    pos: str
    senses: tuple[tuple[str, ...], ...]

    def synonyms(self) -> Iterator[tuple[str, str]]:
        """Pairs of lemmas that are one sense."""
        return (pair for sense in self.senses for pair in combinations(sense, 2))


class Source(NamedTuple):
    """A language, the dictionaries read for it (perhaps none), and the letters its words are written with."""

    code: str
    stems: tuple[str, ...]
    letters: str
    licence: str
    package: str
    most_words: int = 2

    def present(self, folder: Path) -> bool:
        """True when the dictionaries are in `folder`."""
        return all((folder / f"{stem}.index").is_file() for stem in self.stems)


LATIN, CYRILLIC = "-'a-zà-öø-ÿāăąćčďđēęěğīıłńňőřśşšťūůűźżžșț", "а-яёђјљњћџ-"
DEBIAN, WIKI = "2022.04.21-1", "2022.12.07-2"


def _freedict(code: str, letters: str, licence: str, version: str = DEBIAN) -> Source:
    return Source(code, (f"freedict-eng-{code}",), letters, licence, f"dict-freedict-eng-{code} {version}")


SOURCES = (
    _freedict("ara", "ء-ي", "GPL-2+"),
    _freedict("bul", CYRILLIC, "CC-BY-SA-3.0", WIKI),
    _freedict("ces", LATIN, "GPL-2+"),
    _freedict("deu", LATIN + "ß", "GPL-3+"),
    _freedict("fra", LATIN + "œ", "GPL-2+"),
    _freedict("hin", "ऀ-ॿ", "GPL-2+"),
    _freedict("jpn", "ぁ-ヿ一-鿿々", "CC-BY-SA-3.0", WIKI),
    _freedict("pol", LATIN, "GPL-3+ and GFDL-1.2+"),
    _freedict("por", LATIN, "GPL-2+"),
    Source(
        "rus",
        ("mueller7", "freedict-eng-rus"),
        CYRILLIC,
        "GPL-2+",
        f"mueller7-dict 2002.02.27-13, dict-freedict-eng-rus {DEBIAN}",
    ),
    _freedict("spa", LATIN, "GPL-2+"),
    _freedict("tur", LATIN, "GPL-2+"),
    *(Source(code, (), "", "Apache-2.0", "mtclean") for code in ("fas", "heb", "kor", "ukr", "zho")),
)


def polysemes(source: Source) -> Iterator[Polyseme]:
    """The words written for mtclean: foreign word, romanisation, part of speech, and senses apart by " | ".

    Small words (part of speech o) and whatever is no plain English are left out.
    """
    path = POLYSEMES / f"{source.code}.tsv"
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        foreign, _, pos, said = line.split("\t")
        senses = [[lemma.strip() for lemma in sense.split(",")] for sense in said.split("|")]
        kept = tuple(tuple(lemma for lemma in sense if ENGLISH.fullmatch(lemma)) for sense in senses)
        if pos in set(POS.values()) and sum(map(bool, kept)) > 1:
            yield Polyseme(folded(foreign, source.code), pos, tuple(sense for sense in kept if sense))


def translations(source: Source, folder: Path) -> Iterator[Translation]:
    """Every (headword, part of speech, rank, foreign word) of the dictionaries of one language."""
    for stem in source.stems:
        wanted = re.compile(f"[{source.letters}]+(?: [{source.letters}]+){{0,{source.most_words - 1}}}")
        parse = _mueller if stem.startswith("mueller") else _plain
        for head, entry in _entries(folder / stem):
            ranks: dict[str, int] = {}
            for pos, text in parse(entry):
                word = folded(text, source.code)
                if wanted.fullmatch(word) and 1 < len(word) <= LONGEST_WORD:
                    yield head, pos, ranks.setdefault(word, len(ranks)), word


def folded(word: str, code: str) -> str:
    """A foreign word as tables key it: lower-case, no accents on Cyrillic, Arabic bare of article and vowel signs.

    >>> folded("الأسهم", "ara"), folded("спира́чка", "bul"), folded("Größe", "deu")
    ('اسهم', 'спирачка', 'größe')
    """
    word = unicodedata.normalize("NFC", word.strip(' .,;:!?"«»').lower())
    if code == "ara":
        word = re.sub("[ً-ْٰـ]", "", word)
        return re.sub("^ال(?=..)", "", re.sub("[أإآ]", "ا", word))
    if code in ("bul", "rus"):
        return unicodedata.normalize("NFC", word.replace("\u0301", "")).replace("ё", "е")
    return word


def _entries(stem: Path) -> Iterator[tuple[str, str]]:
    text = gzip.decompress(stem.with_name(stem.name + ".dict.dz").read_bytes())
    seen: set[tuple[int, int]] = set()
    for line in stem.with_name(stem.name + ".index").read_text(encoding="utf-8").splitlines():
        head, start, size = line.split("\t")[:3]
        place = _number(start), _number(size)
        if place not in seen and not head.startswith("00"):
            seen.add(place)
            yield head, text[place[0] : sum(place)].decode("utf-8", "replace")


def _number(digits: str) -> int:
    value = 0
    for digit in digits:
        value = 64 * value + DIGITS[digit]
    return value


def _plain(entry: str) -> Iterator[tuple[str, str]]:
    """Translations of a FreeDict entry: a line per sense, commas between words, remarks indented or bracketed."""
    head, *lines = entry.splitlines()
    of_entry = of_line = _pos(head)
    for line in lines:
        if REMARK.match(line):
            continue
        of_line = _pos(line) or of_line
        for part in re.split(r"[,;،؛、.]", ASIDE.sub(" ", NUMBER.sub("", line))):
            yield of_entry or of_line, " ".join(part.split())


def _pos(line: str) -> str:
    labels = (label.strip() for found in LABEL.findall(line) for label in re.split(r"[ ,.]", found.lower()))
    return next((POS[label] for label in labels if label in POS), "")


def _mueller(entry: str) -> Iterator[tuple[str, str]]:
    """Translations of Mueller's entries: numbered senses, `_n.` and the like, English examples after the Russian."""
    text = " ".join(re.sub(r"\[[^\]]*\]", " ", entry).split())
    pos = ""
    for piece in re.split(r"(?=_[a-zа-я]+\.)|\d+[.)>]|;", text):
        label = re.match(r"_([a-z]+)\.", piece.strip())
        pos = POS.get(label.group(1), pos) if label else pos
        if not re.search("[a-z]", re.sub(r"_[a-z]+\.", "", piece)) and "_уст" not in piece:
            for part in re.sub(r"_\S+|\([^()]*\)", " ", piece).split(","):
                yield pos, " ".join(part.split())
