"""The languages whose words names are made of, and where people and places bear such names."""

from __future__ import annotations

from .words import wordset

LANGUAGES = {
    "ara": "Arabic", "aze": "Azerbaijani", "ben": "Bengali", "bul": "Bulgarian", "ces": "Czech", "dan": "Danish",
    "deu": "German", "ell": "Greek", "fas": "Persian", "fin": "Finnish", "fra": "French", "hbs": "Serbian or Croatian",
    "heb": "Hebrew", "hin": "Hindi", "hun": "Hungarian", "hye": "Armenian", "ind": "Indonesian", "ita": "Italian",
    "jpn": "Japanese", "kat": "Georgian", "kaz": "Kazakh", "kor": "Korean", "kur": "Kurdish", "nld": "Dutch",
    "nor": "Norwegian", "pol": "Polish", "por": "Portuguese", "ron": "Romanian", "rus": "Russian", "spa": "Spanish",
    "sqi": "Albanian", "swa": "Swahili", "swe": "Swedish", "tam": "Tamil", "tur": "Turkish", "ukr": "Ukrainian",
    "urd": "Urdu", "uzb": "Uzbek", "vie": "Vietnamese", "zho": "Chinese",
}  # fmt: skip

# Countries in which places have names of the language and many people, too.
HOMES = {
    "ara": wordset("SA AE QA KW BH OM YE IQ SY LB JO PS EG SD LY TN DZ MA MR IL TD SO DJ KM EH"),
    "aze": wordset("AZ IR"),
    "ben": wordset("BD IN"),
    "bul": wordset("BG MK"),
    "ces": wordset("CZ SK"),
    "dan": wordset("DK GL FO"),
    "deu": wordset("DE AT CH LI LU"),
    "ell": wordset("GR CY"),
    "fas": wordset("IR AF TJ"),
    "fin": wordset("FI"),
    "fra": wordset("FR BE CH CA LU MC HT DZ MA TN SN CI ML BF NE TD CM GA CG CD BJ TG GN MG DJ RW BI CF MU KM SC LB"),
    "hbs": wordset("RS HR BA ME SI MK XK"),
    "heb": wordset("IL"),
    "hin": wordset("IN NP FJ MU GY SR TT"),
    "hun": wordset("HU RO SK RS"),
    "hye": wordset("AM"),
    "ind": wordset("ID MY BN SG TL"),
    "ita": wordset("IT CH SM VA MT"),
    "jpn": wordset("JP"),
    "kat": wordset("GE"),
    "kaz": wordset("KZ KG MN"),
    "kor": wordset("KR KP"),
    "kur": wordset("IQ IR SY TR"),
    "nld": wordset("NL BE SR CW AW ZA"),
    "nor": wordset("NO"),
    "pol": wordset("PL"),
    "por": wordset("PT BR AO MZ CV GW ST TL MO"),
    "ron": wordset("RO MD"),
    "rus": wordset("RU UA BY KZ KG MD EE LV LT TJ UZ TM AM AZ GE"),
    "spa": wordset("ES MX GT HN SV NI CR PA CU DO PR CO VE EC PE BO CL AR UY PY GQ US PH AD GI"),
    "sqi": wordset("AL XK MK ME"),
    "swa": wordset("TZ KE UG CD RW BI KM"),
    "swe": wordset("SE FI"),
    "tam": wordset("IN LK SG MY"),
    "tur": wordset("TR CY BG AZ"),
    "ukr": wordset("UA"),
    "urd": wordset("PK IN"),
    "uzb": wordset("UZ TJ KG AF"),
    "vie": wordset("VN"),
    "zho": wordset("CN TW HK MO SG MY"),
}

# Languages whose names emigrants and converts have borne into all the world.
SPREAD = wordset("ara deu fra ita nld pol por rus spa")

# Others whose names are borne in countries of immigration as well; those of East Asia are too short to be told there.
SETTLERS = wordset("ces dan ell fas fin hbs heb hin hun hye nor ron sqi swe tam tur ukr urd")
SETTLED = wordset("US CA GB AU NZ DE FR NL SE")

UNKNOWN = frozenset({"", "UN", "EU"})


def borne(language: str, country: str) -> bool:
    """True when somebody from `country` (ISO code) may have a name that is a word of `language`.

    >>> borne("kor", "KR"), borne("kor", "IT"), borne("kor", ""), borne("spa", "US")
    (True, False, True, True)
    """
    if country in UNKNOWN or language in SPREAD or country in HOMES[language]:
        return True
    return language in SETTLERS and country in SETTLED
