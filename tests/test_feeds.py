"""Names from elsewhere: every format read as published, broken input told and survived, files whole or untouched."""

from __future__ import annotations

import bz2
import csv
import gzip
import json
from pathlib import Path

import pytest

from mtclean.detect.names import judged_person
from mtclean.errors import MtcleanError
from mtclean.feeds import intake, lines
from mtclean.feeds.feed import read
from mtclean.feeds.intake import refuse_unfit, taken
from mtclean.feeds.words import countries, country, lands, role, usable, years
from mtclean.lookup import looked_up
from mtclean.names.dictionary import Dictionary
from mtclean.names.gather import Gathered, Item, Label, office
from mtclean.names.mention import Entity, Match
from mtclean.names.rows import Row
from mtclean.report import Failure

LANDS = lands(Dictionary.open())


def wikidata(number, name, claims=None, aliases=(), **labels):
    """An item as a dump has it."""
    terms = {code: {"language": code, "value": value} for code, value in {"en": name, **labels}.items()}
    others = {"en": [{"language": "en", "value": alias} for alias in aliases]} if aliases else []
    return {"type": "item", "id": number, "labels": terms, "aliases": others, "claims": claims or []}


def statement(item, rank="normal", **qualifiers):
    snak = {"snaktype": "value", "datavalue": {"value": {"entity-type": "item", "id": item}}}
    times = {key: [{"datavalue": {"value": {"time": time}}}] for key, time in qualifiers.items()}
    return {"mainsnak": snak, "rank": rank, "qualifiers": times}


ZOLW = wikidata(
    "Q42",
    "Émile Żółw",
    {
        "P31": [statement("Q5")],
        "P27": [statement("Q142"), statement("Q36", "preferred"), statement("Q30", "deprecated")],
        "P39": [statement("Q7", P580="+2019-05-00T00:00:00Z"), statement("Q8", P582="+1999-01-01T00:00:00Z")],
    },
    ["Zolw", "Emil Zolw", "Minister Zolw", "Эмиль Жулв"],
)
OFFICE = wikidata("Q7", "Minister of Finance of Poland", {"P279": [statement("Q1")]})
DUMP = f"[\n{json.dumps(ZOLW)},\n{json.dumps(OFFICE, ensure_ascii=False)}\n]\n"

PERSON = {
    "id": "NK-1",
    "caption": "Foo Barov",
    "schema": "Person",
    "properties": {
        "name": ["BAROV, Foo", "Фу Баров"],
        "alias": ["Fu Barow"],
        "nationality": ["ua"],
        "position": ["Prime Minister of Ukraine (2008-2012)"],
    },
}
FTM = [
    {"id": "o", "schema": "Occupancy", "properties": {"holder": ["NK-1"], "post": ["pos"], "startDate": ["2020-01"]}},
    PERSON,
    {"id": "pos", "schema": "Position", "properties": {"name": ["Minister of Defence of Ukraine"]}},
    {"id": "C", "schema": "Company", "properties": {"name": ["Acme Holding"], "jurisdiction": ["gb-sct"]}},
    {"id": "A", "schema": "Address", "properties": {"full": ["Main Street 1"]}},
]
SPARQL = """item,itemLabel,itemAltLabel,countryLabel,positionLabel,start
http://www.wikidata.org/entity/Q42,Émile Żółw,"Emil Zolw, E. Żółw",Poland,Minister of Finance,2019-05-01T00:00:00Z
http://www.wikidata.org/entity/Q9,Q9,,Poland,,
http://www.wikidata.org/entity/Q42,Émile Żółw,"Emil Zolw, E. Żółw",Poland,mayor of Lublin,
"""


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def found(path: Path, kind: str = "") -> tuple[list[Row], list[Failure]]:
    """The merged rows of a file, and what was wrong with it."""
    with Gathered() as gathered:
        failures = []
        for one in read(path, kind, LANDS):
            failures.append(one) if isinstance(one, Failure) else gathered.add(one)
        return list(gathered.rows()), failures


def test_a_wikidata_dump(tmp_path):
    (row,), failures = found(put(tmp_path, "dump.json", DUMP))
    assert row == Row("Émile Żółw", ("Emil Zolw",), "person", "PL", ("minister of finance 2019-",), "Wikidata Q42")
    assert failures == []


def test_wikidata_kinds(tmp_path):
    place = wikidata("Q1", "Glubbdorf", {"P1566": [{}], "P17": [statement("Q183")]})
    seat = wikidata("Q2", "Glubb Works", {"P159": [{}], "P1566": [{}]})
    town = wikidata("Q3", "Glubbstadt", {"P1082": [{}], "P159": [{}]})
    nothing = wikidata("Q4", "Glubbness", {"P31": [statement("Q9")]})
    lexeme = {"type": "property", "id": "P31", "labels": {"en": {"value": "instance of"}}, "claims": {"P1566": [{}]}}
    text = "\n".join(json.dumps(one) for one in (place, seat, town, nothing, lexeme))
    rows, _ = found(put(tmp_path, "dump", text))
    assert [(row.name, row.kind, row.country) for row in rows] == [
        ("Glubbdorf", "place", "DE"),
        ("Glubb Works", "organisation", ""),
        ("Glubbstadt", "place", ""),
    ]


def test_names_that_all_languages_share_stand_in_for_english_ones(tmp_path):
    item = wikidata("Q5", "", {"P31": [statement("Q5")]}, mul="Ana Pérez", de="Anna Peres")
    del item["labels"]["en"]
    assert [row.forms for row in found(put(tmp_path, "d", json.dumps(item)))[0]] == [("Ana Pérez",)]


@pytest.mark.parametrize(
    "claims", [[], {"P31": {}}, {"P31": [7, {"mainsnak": []}]}, {"P31": [{"mainsnak": {"datavalue": 3}}]}]
)
def test_wikidata_of_an_unexpected_shape_is_passed_over(claims, tmp_path):
    text = json.dumps(wikidata("Q1", "Ana Pérez", claims)) + "\n" + json.dumps(ZOLW)
    rows, failures = found(put(tmp_path, "d", text))
    assert ([row.name for row in rows], failures) == (["Émile Żółw"], [])


def test_follow_the_money(tmp_path):
    rows, failures = found(put(tmp_path, "entities.ftm.json", "\n".join(map(json.dumps, FTM))))
    assert rows == [
        Row("Acme Holding", (), "organisation", "GB", (), "FollowTheMoney C"),
        Row(
            "Foo Barov",
            ("Fu Barow",),
            "person",
            "UA",
            ("minister of defence 2020-", "prime minister 2008-2012"),
            "FollowTheMoney NK-1",
        ),
    ]
    assert failures == []


def test_sparql_results(tmp_path):
    (row,), _ = found(put(tmp_path, "query.csv", SPARQL), "person")
    roles = ("minister of finance 2019-", "mayor of lublin")
    assert row == Row("Émile Żółw", ("Emil Zolw", "E. Żółw"), "person", "PL", roles, "Wikidata Q42")


def test_files_about_one_entity_become_one_row(tmp_path):
    paths = [put(tmp_path, "a", DUMP), put(tmp_path, "b", SPARQL)]
    target = tmp_path / "all.csv"
    counts = taken(paths, target, "person", print, lambda *_: None)
    again = tmp_path / "again.csv"
    assert taken([target, *paths], again, "person", print, lambda *_: None)[:3] == counts[:3] == (1, 0, 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name\nAna Pérez\n", ("Ana Pérez",)),
        ("\ufeffFull name;Aliases\r\nAna Pérez;A. Perez|Anna P.\r\n", ("Ana Pérez", "A. Perez", "Anna P.")),
        ("Title\tAliases\nAna Pérez\tA. Peres|Anna P.\n", ("Ana Pérez", "A. Peres", "Anna P.")),
        ('name,variants\n"Pérez, Ana","Anna P."\n', ("Ana Pérez", "Anna P.")),
        ('{"name": "Ana Pérez", "aliases": ["Anna P."]}\n', ("Ana Pérez", "Anna P.")),
        ('[{"name": "Ana Pérez"}]', ("Ana Pérez",)),
    ],
)
def test_plain_tables_and_objects(text, expected, tmp_path):
    rows, failures = found(put(tmp_path, "x", text), "person")
    assert ([row.forms for row in rows], failures) == ([expected], [])


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
def test_packed_files_whatever_they_are_called(pack, tmp_path):
    assert [row.name for row in found(put(tmp_path, "names.csv", pack(DUMP.encode())))[0]] == ["Émile Żółw"]


def test_a_cut_off_file_gives_what_came_before(tmp_path):
    text = "name\n" + "".join(f"Ana Pérez {chr(97 + at % 26)}x\n" for at in range(50_000))
    rows, failures = found(put(tmp_path, "names.gz", gzip.compress(text.encode())[:-2000]), "person")
    assert rows
    assert "cut off" in failures[-1].message


# --- what is broken -------------------------------------------------------------------------------------------------


def test_broken_lines_are_told_with_their_place_and_the_rest_is_read(tmp_path):
    deep = "[" * 100_000
    bad = ["{broken", deep, "7", '"text"', json.dumps(ZOLW)[:-5]]
    path = put(tmp_path, "d", "[\n" + "".join(f"{line},\n" for line in bad) + json.dumps(ZOLW) + "\n]")
    rows, failures = found(path)
    assert [row.name for row in rows] == ["Émile Żółw"]
    assert [failure.id for failure in failures] == [f"{path}:{line}" for line in range(2, 7)]
    assert all(failure.message and failure.hint for failure in failures)


def test_lines_that_are_not_utf8_or_too_long(tmp_path, monkeypatch):
    monkeypatch.setattr(lines, "LONGEST", 60)
    content = b"name\nAna P\xe9rez\n" + b"x" * 500 + b"\nPetr Kov\xc3\xa1r\n"
    rows, failures = found(put(tmp_path, "x", content), "person")
    assert [row.name for row in rows] == ["Petr Kovár"]
    assert [(failure.id[-2:], failure.kind) for failure in failures] == [(":2", "not-utf8"), (":3", "too-large")]


def test_a_quotation_mark_that_is_never_closed_costs_one_row(tmp_path):
    text = "name,country\n" + '"Ana Pérez,ES\n' + "".join(f"Petr Kovar{'abcdefgh'[at % 8]}r,CZ\n" for at in range(40))
    rows, failures = found(put(tmp_path, "x", text), "person")
    assert len(rows) == 8
    assert [(failure.id[-2:], failure.kind) for failure in failures] == [(":2", "bad-row")]


def test_a_field_may_go_on_in_the_next_line(tmp_path):
    rows, failures = found(put(tmp_path, "x", 'name,note,country\nAna Pérez,"one\ntwo ""three""",ES\n'), "person")
    assert ([(row.name, row.country) for row in rows], failures) == ([("Ana Pérez", "ES")], [])


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"a,b\n1,2\n", "no-name-column"),
        (b"name,country\nAna,ES\n", "no-kind"),
        (b"SQLite format 3\0" + b"\0" * 100, "compiled"),
        (b"<?xml version='1.0'?>\n", "no-name-column"),
        (b"\xff\xfe\x00", "not-utf8"),
        (b"\x1f\x8bbroken", "unreadable"),
        (b'{"name": "\\ud800x", "kind": "person", "id": "\\ud800"}', "no-names"),
    ],
)
def test_files_that_hold_no_names(content, kind, tmp_path):
    rows, failures = found(put(tmp_path, "x", content))
    assert rows == []
    assert failures[0].kind == kind
    assert all(failure.message and failure.hint for failure in failures)


def test_a_file_that_is_not_there(tmp_path):
    assert [one.kind for one in found(tmp_path / "none")[1]] == ["no-such-file", "no-names"]


def test_half_a_surrogate_pair_in_an_id_harms_nobody(tmp_path):
    rows, _ = found(put(tmp_path, "x", json.dumps(PERSON | {"id": "\ud800"})))
    assert rows[0].source.isascii()


# --- names, countries, offices --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("  Ana\u00a0 Pérez ", "person", "Ana Pérez"),
        ("VAN DER BERG, Jan", "person", "Jan van der Berg"),
        ("JOHN F. KENNEDY III", "person", "John F. Kennedy III"),
        ("Martin Luther King, Jr.", "person", "Martin Luther King Jr."),
        ("Ana, Maria, Pérez", "person", ""),
        ("Henry 8", "person", ""),
        ("G20", "organisation", "G20"),
        ("a|b", "organisation", ""),
        ("<b>Bank</b>", "organisation", ""),
        ("東京", "place", ""),
        ("x" * 101, "person", ""),
        ("...", "organisation", ""),
        ("red \x1b[31m", "place", ""),
    ],
)
def test_usable_names(name, kind, expected):
    assert usable(name, kind) == expected


@pytest.mark.parametrize(
    ("words", "code"),
    [("ua", "UA"), ("gb-sct", "GB"), ("Q212", "UA"), ("http://www.wikidata.org/entity/Q212", "UA"), ("Ukraine", "UA"),
     ("suhh", ""), ("Narnia;fr", "FR"), ("", ""), ("zz9", "")],
)  # fmt: skip
def test_countries(words, code):
    assert country(words, LANDS) == code


def test_every_country_has_its_item():
    with (Path(intake.__file__).parents[1] / "data" / "countries.csv").open(encoding="utf-8", newline="") as table:
        codes = {row["code"] for row in csv.DictReader(table)}
    assert codes <= set(countries().values())
    assert countries()["Q43"] == "TR"


def test_offices_and_years():
    assert role("Ukrainian Minister of Defence", LANDS) == "minister of defence"
    assert role("министр", LANDS) == role("x" * 99, LANDS) == ""
    assert years("around 1900", "") == years("", "2020") == ""


def test_an_office_may_be_named_after_it_was_held():
    row = Row("", (), "person", "", (office("Q7", "2019-"), office("Q8", "")), "")
    with Gathered() as gathered:
        gathered.add(Item("a", row))
        gathered.add(Item("nameless", row))
        gathered.add(Item("a", Row("Ana Pérez", (), "person", "ES", ("judge",), "s")))
        gathered.add(Label("Q7", "mayor"))
        assert list(gathered.rows()) == [Row("Ana Pérez", (), "person", "ES", ("mayor 2019-", "judge"), "s")]


def test_one_name_of_very_many_is_never_safe_on_its_sound_alone(tmp_path, monkeypatch):
    source = put(tmp_path, "x.csv", "name,kind,country,roles\nOttokar Brzeczyk,person,PL,foreign minister\n")
    target = tmp_path / "names.sqlite"
    taken([source], target, "", print, lambda *_: None)

    def safeties():
        return [repair.safety for repair in looked_up("Ottokar Bzeczik", Dictionary.open(extra=[target])).repairs]

    before = safeties()
    monkeypatch.setattr("mtclean.names.dictionary.CROWD", 1)
    after = safeties()
    entity = Entity("Ottokar Brzeczyk", "person", "PL", (), "s")
    match = Match("Ottokar Brzeczyk", entity, 0.93, 0.9, 1.0, ("rare: bzeczik", "country: PL"))
    assert judged_person(match).safety.label == "safe"
    assert judged_person(match._replace(support=(*match.support, "crowd: many"))).safety.label == "likely"
    assert before[-1] == after[-1] == "safe"  # beside the office, it is
    assert "safe" not in after[:1]


# --- the result -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["names.csv", "names.sqlite"])
def test_the_result_is_read_by_the_dictionary(name, tmp_path):
    sources = [put(tmp_path, "wd", DUMP), put(tmp_path, "ftm", "\n".join(map(json.dumps, FTM)))]
    target = tmp_path / name
    stages = []
    counts = taken(sources, target, "", print, lambda *said: stages.append(said))
    assert counts == (2, 1, 0, 5, target.stat().st_size)
    dictionary = Dictionary.open(extra=[target])
    (zolw,) = dictionary.entities("emil zolw")
    assert (zolw.canonical, zolw.country, zolw.roles) == ("Émile Żółw", "PL", ("minister of finance 2019-",))
    assert dictionary.people().near("Foo Barof", 0.9)[0].form == "Foo Barov"
    assert dictionary.organisations().near("Akme Holding", 0.9)[0].form == "Acme Holding"
    assert dictionary.forms(dictionary.numbers("Fu Barow")[0]) == ("Foo Barov", "Fu Barow")


@pytest.mark.parametrize("name", ["names.csv", "names.sqlite"])
def test_the_same_input_gives_the_same_names_in_the_same_order(name, tmp_path):
    sources = [put(tmp_path, "wd", DUMP), put(tmp_path, "ftm", "\n".join(map(json.dumps, FTM)))]
    made = [tmp_path / f"{at}-{name}" for at in range(2)]
    for target, order in zip(made, (sources, sources[::-1]), strict=True):
        taken(order, target, "", print, lambda *_: None)
    one, two = (Dictionary.open(extra=[target]) for target in made)
    assert one.digest == two.digest
    assert made[0].read_bytes() == made[1].read_bytes()


@pytest.mark.parametrize("name", ["names.csv", "names.sqlite"])
@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_an_interrupted_write_leaves_the_old_file(name, error, tmp_path, monkeypatch):
    source, target = put(tmp_path, "ftm", "\n".join(map(json.dumps, FTM))), put(tmp_path, name, "old")

    def broken(_):
        yield Row("Ana Pérez", (), "person", "ES", (), "s")
        raise error

    monkeypatch.setattr(Gathered, "rows", broken)
    with pytest.raises(error):
        taken([source], target, "", print, lambda *_: None)
    assert target.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ftm", name]


def test_nothing_is_written_when_there_is_no_name(tmp_path):
    with pytest.raises(MtcleanError, match="no name was found"):
        taken([put(tmp_path, "x", "a,b\n")], tmp_path / "out.csv", "", lambda _: None, lambda *_: None)
    assert not (tmp_path / "out.csv").exists()


def test_targets_that_are_refused(tmp_path):
    with pytest.raises(MtcleanError, match="end it in"):
        refuse_unfit([], tmp_path / "names.txt")
    with pytest.raises(MtcleanError, match="is also read"):
        refuse_unfit([tmp_path / "a.csv"], tmp_path / "b" / ".." / "a.csv")
