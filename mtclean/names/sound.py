"""How a name sounds once it has been written in another script and back.

Letters that such a trip confuses become one symbol (the fold), vowels and look-alikes go as well (the skeleton); the
similarity weighs both. It won over phonetic codes and
plain edit distance on names that went through Arabic, Russian, Hebrew and Japanese (entities.md, section 2).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

LONGEST_CACHED = 60
FOLD_WEIGHT, SKELETON_WEIGHT = 0.6, 0.4
MOST_PARTS = 3  # tokens that may be one

ARTICLES = frozenset({"al", "el", "as", "ash", "ar", "an", "ad", "at", "az"})

_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "e", "œ": "e", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ə": "e", "ħ": "h"}
)

# Letters with signs that say how they sound, for the second reading; ç is the one of Turkish and Albanian.
_SIGNED = {"ş": "sh", "ș": "sh", "š": "sh", "ś": "sh", "č": "tch", "ć": "tch", "ç": "tch", "ț": "ts", "ţ": "ts"}
_SIGNED |= {"ž": "zh", "ź": "zh", "ż": "zh"}
_SIGNS = re.compile("|".join(_SIGNED))

# Longest first; the second symbol is the other reading of an ambiguous spelling ("c" in Francis, "j" in Jaresko).
_SOUNDS: dict[str, tuple[str, str]] = {
    "shch": ("x", "x"),
    "tsch": ("c", "c"),
    "dzh": ("j", "j"),
    "tsh": ("c", "c"),
    "sch": ("x", "sk"),
    "tch": ("c", "c"),
    "kh": ("k", "h"),
    "gh": ("g", "g"),
    "zh": ("j", "j"),
    "dj": ("j", "j"),
    "dh": ("d", "s"),
    "th": ("t", "s"),
    "ph": ("f", "f"),
    "sh": ("x", "x"),
    "ch": ("c", "k"),
    "ck": ("k", "k"),
    "ts": ("s", "s"),
    "tz": ("s", "s"),
    "qu": ("ku", "ku"),
    "ce": ("ki", "si"),
    "ci": ("ki", "si"),
    "cy": ("ki", "si"),
    "gue": ("gi", "gui"),
    "gui": ("gi", "gui"),
    "ge": ("gi", "ji"),
    "gi": ("gi", "ji"),
    "gy": ("gi", "ji"),
    "nb": ("mp", "mp"),
    "np": ("mp", "mp"),
    "b": ("p", "p"),
    "v": ("f", "f"),
    "c": ("k", "k"),
    "q": ("k", "k"),
    "z": ("s", "s"),
    "x": ("ks", "ks"),
    "e": ("i", "i"),
    "y": ("i", "i"),
    "o": ("u", "u"),
    "w": ("u", "f"),
    "j": ("j", "i"),
}
_SOUND = re.compile("|".join(_SOUNDS))
_DOUBLE = re.compile(r"([a-z])\1+")
_LOST = str.maketrans("xcjg", "sssk", "aiuh")


class Fold(NamedTuple):
    """The two readings of a name, each a string of sound symbols with a space between tokens."""

    first: str
    second: str


def plain(text: str) -> str:
    """`text` in lower case without accents, apostrophes and full stops, white space and hyphens made one space.

    >>> plain("Recep Tayyip Erdoğan"), plain("Ahmed al-Sharaʻa")
    ('recep tayyip erdogan', 'ahmed al sharaa')
    """
    return _plain(text) if len(text) < LONGEST_CACHED else _plain.__wrapped__(text)


@lru_cache(maxsize=65_536)
def _plain(text: str) -> str:
    bare = text.casefold()
    if not bare.isascii():
        bare = unicodedata.normalize("NFKD", bare.translate(_LETTERS))
        bare = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(bare.translate(_MARKS).split())


def plains(names: Sequence[str]) -> list[str]:
    """`plain` of each of many names, at a fraction of the time: those in ASCII are worked on as one text.

    >>> plains(["Recep Tayyip Erdoğan", "O'Brien", "Jean -  Luc"])
    ['recep tayyip erdogan', 'obrien', 'jean luc']
    """
    said = "\n".join(name if name.isascii() else _plain.__wrapped__(name) for name in names).casefold()
    for mark, instead in _INSTEAD.items():
        said = said.replace(mark, instead)
    found = said.split("\n")
    return [" ".join(one.split()) for one in found] if len(found) == len(names) else [plain(name) for name in names]


_INSTEAD = {**dict.fromkeys("'’‘ʻʼ`´ʿʾ.", ""), **dict.fromkeys("-‐‑–", " ")}
_MARKS = str.maketrans(_INSTEAD)


@lru_cache(maxsize=65_536)
def fold(name: str) -> Fold:
    """Both readings of `name`, which may be one token or several; Arabic articles count for nothing.

    >>> fold("Kharkiv").first == fold("Kharkif").first
    True
    >>> fold("al-Sharaa") == fold("Shara")
    True
    >>> fold("Šefčovič").second == fold("Shefchovich").first
    True
    """
    return Fold(_folded(plain(name), 0), _folded(plain(_spoken(name)), 1))


def _spoken(name: str) -> str:
    """`name` with what its signed letters sound like."""
    if name.isascii():
        return name
    return _SIGNS.sub(lambda match: _SIGNED[match.group()], unicodedata.normalize("NFC", name.casefold()))


def _folded(name: str, reading: int) -> str:
    found = name.split()
    kept = [token for token in found if token not in ARTICLES] or found
    return " ".join(_read(token, reading) for token in kept)


def _read(token: str, reading: int) -> str:
    return _DOUBLE.sub(r"\1", _SOUND.sub(lambda match: _SOUNDS[match.group()][reading], token))


def skeleton(folded: str) -> str:
    """The consonant classes of a folded name; a first vowel is kept as "a", `h` inside is dropped.

    >>> skeleton(fold("Hakan Fidan").first), skeleton(fold("Iman").first)
    ('hkn ftn', 'amn')
    """
    return " ".join(_bones(token) for token in folded.split())


@lru_cache(maxsize=65_536)
def _bones(token: str) -> str:
    rest = token[1:].translate(_LOST).replace("d", "t")
    return _DOUBLE.sub(r"\1", token[0].translate(_FIRST) + rest)


_FIRST = str.maketrans("xcjgdiu", "sssktaa")


def skeletons(folds: Sequence[str]) -> list[str]:
    """`skeleton` of each of many folds, at a fraction of the time: they are worked on as one array of codes.

    >>> skeletons(["hakan fitan", "", "iman"])
    ['hkn ftn', '', 'amn']
    """
    import numpy as np

    if not folds:
        return []
    codes = np.frombuffer("\n".join(folds).encode("utf-32-le"), "<u4")
    opening = np.insert(np.isin(codes[:-1], (ord(" "), ord("\n"))), 0, True)[: len(codes)]
    ascii_codes = np.minimum(codes, 127)
    first, rest = (np.frombuffer(letters, np.uint8)[ascii_codes] for letters in (_FIRSTS, _RESTS))
    bones = np.where(codes < 128, np.where(opening, first, rest), codes)
    bones = bones[bones != 0]
    twice = (bones[1:] == bones[:-1]) & (bones[1:] >= ord("a")) & (bones[1:] <= ord("z"))
    kept: bytes = bones[np.insert(~twice, 0, True)[: len(bones)]].astype("<u4").tobytes()
    return kept.decode("utf-32-le").split("\n")


_ASCII = "".join(map(chr, range(128)))
_FIRSTS = _ASCII.translate(_FIRST).encode()
_RESTS = "".join(c.translate(_LOST).replace("d", "t") or "\0" for c in _ASCII).encode()


def folded_similarity(one: str, other: str) -> float:
    """Similarity, 0 to 1, of two names already folded."""
    return FOLD_WEIGHT * likeness(one, other) + SKELETON_WEIGHT * likeness(skeleton(one), skeleton(other))


def likeness(one: str, other: str) -> float:
    """Similarity, 0 to 1, of two strings of symbols: 1 less the share of symbols that have to be edited."""
    return float(Levenshtein.normalized_similarity(one, other))


def similarity(one: str, other: str) -> float:
    """How alike two names sound, 0 to 1, over both readings of each; 1 for spellings that fold to the same.

    >>> round(similarity("Hakan Vian", "Hakan Fidan"), 2)
    0.89
    >>> similarity("Kharkif", "Kharkiv"), similarity("Francis", "Fransis")
    (1.0, 1.0)
    """
    return max(folded_similarity(a, b) for a in set(fold(one)) for b in set(fold(other)))


def same_onset(one: str, other: str) -> bool:
    """True when two tokens may begin with the same class of sound.

    >>> same_onset("Vian", "Fidan"), same_onset("Volkov", "Malkov")
    (True, False)
    """
    return not {skeleton(f)[:1] for f in fold(one)}.isdisjoint(skeleton(f)[:1] for f in fold(other))


def letters(one: str, other: str) -> float:
    """Similarity, 0 to 1, of the bare letters, whatever they sound like.

    >>> letters("Kharkif", "Kharkiv") > letters("Varonis", "Voronezh")
    True
    """
    return likeness(plain(one), plain(other))


def worst_token(one: str, other: str) -> float:
    """Similarity of the least alike pair of tokens; 0 when the numbers of tokens differ.

    >>> round(worst_token("Hakan Vian", "Hakan Fidan"), 2)
    0.75
    >>> worst_token("Hakan", "Hakan Fidan")
    0.0
    """
    left, right = tokens(one), tokens(other)
    if len(left) != len(right):
        return 0.0
    return min((similarity(a, b) for a, b in zip(left, right, strict=True)), default=0.0)


def worst_part(one: str, other: str) -> float:
    """`worst_token` of two names that are parted otherwise, a token of one being some of the other; else 0.

    >>> worst_part("Alexander Luka Shenko", "Alexander Lukashenko"), worst_part("Hakan Fidan", "Hakan Fidan")
    (1.0, 0.0)
    >>> round(worst_part("Ann Lee Smith", "Ann Smith"), 2)
    0.7
    """
    left, right = tokens(one), tokens(other)
    return _worst_part(left, right) if len(left) != len(right) else 0.0


def _worst_part(left: Sequence[str], right: Sequence[str]) -> float:
    if not left or not right:
        return float(len(left) == len(right))
    sizes = range(2, MOST_PARTS + 1)
    ways = [(1, 1), *((size, 1) for size in sizes), *((1, size) for size in sizes)]
    return max(
        min(similarity("".join(left[:a]), "".join(right[:b])), _worst_part(left[a:], right[b:]))
        for a, b in ways
        if a <= len(left) and b <= len(right)
    )


@lru_cache(maxsize=16_384)
def tokens(name: str) -> tuple[str, ...]:
    """The tokens of `name` in plain form, Arabic articles left out.

    >>> tokens("Ahmed al-Sharaa")
    ('ahmed', 'sharaa')
    """
    found = plain(name).split()
    return tuple(t for t in found if t not in ARTICLES) or tuple(found)


def romanised_alike(one: str, other: str) -> bool:
    """True for two usual ways to write one foreign name in Latin letters: a matter of style, not of damage.

    >>> romanised_alike("Zelenskyi", "Zelenskiy"), romanised_alike("Moualem", "Moallem")
    (True, True)
    >>> romanised_alike("Muhammad", "Mohamed"), romanised_alike("Aleksandr", "Alexander")
    (True, True)
    >>> romanised_alike("Lavruf", "Lavrov"), romanised_alike("Potin", "Putin")
    (False, False)
    """
    left, right = tokens(one), tokens(other)
    return len(left) == len(right) and all(_styles(a) & _styles(b) for a, b in zip(left, right, strict=True))


@lru_cache(maxsize=4096)
def _styles(token: str) -> frozenset[str]:
    if token in _SAME_NAME:
        return frozenset((_SAME_NAME[token],))
    merged = _STYLE.sub(lambda match: _STYLES[match.group()], _STYLE_ENDS.sub("", token))
    return frozenset(_DOUBLE.sub(r"\1", merged.replace("ou", vowel).replace("oo", vowel)) for vowel in "ou")


_STYLES = dict.fromkeys(("ij", "iy", "yi", "ej", "ey", "ei", "ie", "ye", "yy", "y"), "i")
_STYLES |= {"q": "k", "ck": "k", "dzh": "j", "dj": "j", "x": "ks", "ae": "a", "oe": "o", "ue": "u"}
_STYLE = re.compile("|".join(_STYLES))
_STYLE_ENDS = re.compile(r"^y(?=e)|(?<=a)h$")  # Yevgeny, Nasrallah

# Given names whose accepted spellings differ by more than a rule of romanisation; one name a line.
_SPELLINGS = """
    mohammed muhammad mohamed mohammad muhammed mohamad mohamet muhamad mohamud
    mahmoud mahmud mahmood
    ahmed ahmad ahmet achmed
    hussein husain hussain husayn hosein hossein husein hussien
    hassan hasan hassen
    abdel abdul abd abdal
    yousef yusuf youssef yousuf yusef yousif yusif youssouf
    khaled khalid
    omar umar omer
    osama usama
    faisal feisal faysal
    saleh salih salah
    saeed said saied
    suleiman sulaiman soleiman sulayman suleyman solomon
    ibrahim ebrahim
    haniyeh haniya haniyah haniye
    gaddafi qaddafi kadhafi gadhafi qadhafi
    alexander aleksandr alexandr aleksander alexandre alexandros
    oleksandr olexandr
    alexei aleksey alexey aleksei alexej
    sergei sergey serguei sergej sergii serhii serhiy sergiy
    mikhail michail mihail mikheil
    yulia julia iuliia yuliya julija iulia
    yuri yury yurii yuriy iurii iouri
    dmitry dmitri dmitriy dmitrii dmitrij dimitri
    vladimir wladimir
    nikolai nikolay nikolaj nicolai
    andrei andrey andrej andriy andrii
    nouri nuri
"""
_SAME_NAME = {name: names.split()[0] for names in _SPELLINGS.strip().splitlines() for name in names.split()}


def difference(one: str, other: str) -> str:
    """A clause for people: the least alike tokens and the consonants that set them apart.

    >>> difference("Hakan Vian", "Hakan Fidan")
    'Vian for Fidan: v for f, d lost'
    >>> difference("Kharkif", "Kharkiv")
    'Kharkif for Kharkiv: f for v'
    """
    pairs = list(zip(_words(one), _words(other), strict=False))
    if not pairs:
        return f"{one} for {other}"
    seen, meant = min(pairs, key=lambda pair: (plain(pair[0]) == plain(pair[1]), similarity(*pair)))
    changes = _changes(plain(seen), plain(meant))
    return f"{seen} for {meant}: {', '.join(changes)}" if changes else f"{seen} for {meant}"


def _words(name: str) -> Sequence[str]:
    return [word for word in re.split(r"[\s\-]+", name) if word and plain(word) not in ARTICLES]


def _changes(seen: str, meant: str) -> list[str]:
    said = []
    for step in Levenshtein.opcodes(meant, seen):
        was, now = meant[step.src_start : step.src_end], seen[step.dest_start : step.dest_end]
        if step.tag == "delete":
            said.append(f"{was} lost")
        elif step.tag == "insert":
            said.append(f"{now} added")
        elif step.tag == "replace":
            said.append(f"{now} for {was}")
    return said
