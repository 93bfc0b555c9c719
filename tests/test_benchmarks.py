"""The benchmarks: matching, measures, decisions and the gate, on hand-made reports."""

from __future__ import annotations

import doctest
import gzip
import itertools
import json
import re
import sys
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import (  # noqa: E402
    clean,
    corpus,
    documents,
    gate,
    metrics,
    mined,
    quality,
    replaced,
    samples,
    spans,
    speed,
    tables,
    word_level,
)
from benchmarks import gold as gold_module  # noqa: E402
from benchmarks.bench import Bench, Part, Table  # noqa: E402
from benchmarks.corpus import Machine, Sentence, beginning, drawn, machine_documents, same_lines  # noqa: E402
from benchmarks.gold import (  # noqa: E402
    Gold,
    accepted,
    covered,
    edit_is_right,
    fix_rank,
    overlapping,
    read_samples,
    samples_digest,
)
from benchmarks.matchers import Answer, Trip, compared  # noqa: E402
from benchmarks.metrics import (  # noqa: E402
    Figure,
    auc,
    average_precision,
    best_threshold,
    bootstrap,
    mcc,
    rate,
)
from benchmarks.reference import HARM, RIGHT, UNDECIDED, decide  # noqa: E402
from benchmarks.tables import markdown, page, shown, write_between  # noqa: E402
from mtclean.names.dictionary import Dictionary  # noqa: E402
from mtclean.report import Failure, Report  # noqa: E402
from mtclean.text import words  # noqa: E402
from mtclean.values import Document, Edit, Flag, Safety, Span, Suggestion, Verdict, Word  # noqa: E402
from training import mined as mining  # noqa: E402
from training import trips as learned_trips  # noqa: E402

TEXT = "Hakan Vian said the arrows of the state -owned bank rose. Read also: a gallery The end."


def span_of(part: str, text: str = TEXT) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def gold(part: str, *fixes: str, channel: str = "names", kind: str = "person", severity: str = "severe") -> Gold:
    return Gold(span_of(part), part, channel, kind, severity, fixes)


def flag(
    part: str, *news: str, safety: Safety = Safety.SAFE, channel: str = "names", rule: str = "r", text: str = TEXT
) -> Flag:
    """A flag on `part`; the first suggestion has `safety`, the others are only shown."""
    tiers = [safety, *[Safety.SHOW] * len(news)]
    suggestions = tuple(Suggestion(new, tier, 0.9, "") for new, tier in zip(news, tiers, strict=False))
    return Flag(rule, channel, span_of(part, text), part, 0.9, (), suggestions)


def report(text: str, *flags: Flag, id: str = "a", p: float = 0.5, p_bad: float = 0.1) -> Report:  # noqa: A002
    scored = tuple(Word(span, 4.0 + i, 3.0, p_bad) for i, span in enumerate(words(text)))
    label = "clean" if p < 0.5 else "garbled"
    return Report(Document(id, text), Verdict(label, p), flags, scored, 1.0, Safety.SAFE, "mtclean:hand-made")


VIAN = gold("Vian", "Fidan")
BANK = gold("state -owned", "state-owned", channel="layout", kind="spacing", severity="minor")
CAPTION = gold("Read also: a gallery", "", channel="layout", kind="residue")
ARROWS = gold("arrows", "shares", "stock", channel="senses", kind="word")


class TestMatching:
    @pytest.mark.parametrize(
        ("part", "new", "target", "good"),
        [
            ("Vian", "Fidan", VIAN, True),
            ("Hakan Vian", "Hakan Fidan", VIAN, True),
            ("Hakan Vian", "Hakkan Fidan", VIAN, False),
            ("Vian", "Fidan ", VIAN, False),
            ("Vian", "Vian", VIAN, False),
            ("Via", "Fida", VIAN, True),
            ("arrows", "stock", ARROWS, True),
            ("arrows", "stocks", ARROWS, False),
            ("the arrows of", "the shares of", ARROWS, True),
            (" -", "-", BANK, True),
            ("state -owned bank", "state-owned bank", BANK, True),
            ("state -owned", "state owned", BANK, False),
            ("Read also: a gallery", "", CAPTION, True),
            ("Read also: a gallery ", "", CAPTION, True),
            (" Read also: a gallery ", "\n\n", CAPTION, True),
            ("Read also: a", "", CAPTION, False),
            ("Read also: a gallery The", "The", CAPTION, True),
            ("Read also: a gallery The", "", CAPTION, False),
        ],
    )
    def test_a_suggestion_is_accepted_when_it_makes_the_text_the_gold_makes(self, part, new, target, good):
        assert accepted(TEXT, span_of(part), new, target, [VIAN, BANK, CAPTION, ARROWS]) is good

    def test_other_gold_spans_within_reach_may_be_fixed_or_left(self):
        everything = [VIAN, ARROWS]
        whole = span_of("Vian said the arrows")
        assert accepted(TEXT, whole, "Fidan said the shares", VIAN, everything)
        assert accepted(TEXT, whole, "Fidan said the arrows", VIAN, everything)
        assert not accepted(TEXT, whole, "Vian said the shares", VIAN, everything)
        assert accepted(TEXT, whole, "Vian said the shares", ARROWS, everything)

    def test_no_suggestion_is_accepted_where_nothing_can_be(self):
        hopeless = gold("arrows")
        assert not accepted(TEXT, hopeless.span, "", hopeless, [hopeless])

    def test_rank_is_the_best_over_all_flags_on_the_span(self):
        flags = [flag("Hakan", "Hakkan"), flag("Vian", "Dian", "Vidan", "Fidan")]
        assert fix_rank(TEXT, VIAN, flags, [VIAN]) == 3
        assert fix_rank(TEXT, VIAN, flags[:1], [VIAN]) is None

    def test_overlap_needs_a_shared_character_and_the_closer_match_a_third(self):
        beside = flag("Hakan ", "")
        whole = flag("Hakan Vian said the arrows", "")
        assert overlapping(VIAN.span, [beside]) == []
        assert overlapping(VIAN.span, [whole]) == [whole]
        assert not covered(VIAN.span, [whole])
        assert covered(VIAN.span, [flag("Hakan Vian", "")])  # 4 of 10 characters

    def test_an_edit_is_right_only_when_it_fixes_damage(self):
        assert edit_is_right(TEXT, Edit(span_of("Vian"), "Vian", "Fidan", "r"), [VIAN])
        assert not edit_is_right(TEXT, Edit(span_of("Vian"), "Vian", "Viand", "r"), [VIAN])
        assert not edit_is_right(TEXT, Edit(span_of("rose"), "rose", "fell", "r"), [VIAN])


class TestMetrics:
    bad = np.array([1, 1, 0, 0, 1])
    score = np.array([0.9, 0.4, 0.4, 0.1, 0.1])

    def test_mcc_by_hand(self):
        said = self.score >= 0.4  # tp 2, fp 1, fn 1, tn 1
        assert mcc(self.bad, said) == pytest.approx((2 * 1 - 1 * 1) / (3 * 3 * 2 * 2) ** 0.5)
        assert mcc(self.bad, np.ones(5)) == 0

    def test_auc_by_hand(self):
        # 0.9 beats both good ones; 0.4 ties with one and beats the other; 0.1 loses to one and ties with the other
        assert auc(self.bad, self.score) == pytest.approx((2 + 1.5 + 0.5) / 6)
        assert np.isnan(auc(np.ones(3), np.arange(3)))

    def test_average_precision_by_hand(self):
        # groups from the top: 1 of 1, then 2 of 3, then 3 of 5
        assert average_precision(self.bad, self.score) == pytest.approx((1 / 1 + 2 / 3 + 3 / 5) / 3)

    def test_weights_count_like_copies(self):
        weight = np.array([2.0, 0, 1, 3, 1])
        copies = np.repeat(np.arange(5), weight.astype(int))
        for measure in (mcc, auc, average_precision):
            score = self.score >= 0.4 if measure is mcc else self.score
            assert measure(self.bad, score, weight) == pytest.approx(measure(self.bad[copies], score[copies]))

    def test_best_threshold_is_the_one_with_the_highest_mcc(self):
        tried = {t: mcc(self.bad, self.score >= t) for t in (0.9, 0.4, 0.1)}
        assert best_threshold(self.bad, self.score) == max(tried, key=tried.__getitem__)

    def test_rate_is_a_ratio_of_sums_with_an_interval_around_it(self):
        found = rate([1, 0, 3], [100, 100, 200], seed=1, scale=1000)
        assert (found.value, found.n) == (10.0, 400)
        assert found.low is not None and found.high is not None
        assert 0 <= found.low <= 10 <= found.high <= 15

    def test_rate_of_nothing_is_no_number(self):
        assert rate([], [], seed=1) == Figure(None)
        assert rate([0], [0], seed=1).value is None

    def test_never_seen_is_not_certainly_never(self):
        assert rate([0, 0], [10_000, 10_000], seed=0, scale=10_000).high == pytest.approx(1.8445)
        assert rate([0, 0], [1, 1], seed=0).high == 1.0
        assert rate([20, 20], [20, 20], seed=0).low == pytest.approx(1 - 3.689 / 40)

    def test_bootstrap_is_repeatable_and_needs_two_groups(self):
        values = np.array([1.0, 5.0, 9.0])
        once = bootstrap(lambda n: float(n @ values), 3, seed=3, draws=50)
        assert once == bootstrap(lambda n: float(n @ values), 3, seed=3, draws=50)
        assert once != bootstrap(lambda n: float(n @ values), 3, seed=4, draws=50)
        assert bootstrap(lambda n: float(n @ values[:1]), 1, seed=3) is None

    def test_bootstrap_of_a_constant_is_the_constant(self):
        assert bootstrap(lambda n: float(n.sum()), 4, seed=0, draws=20) == (4.0, 4.0)


MT = "The arrows of the bank rose.\nErdogan met Biskov , the speaker.\nAlso Read\nHe said the the end."


class TestReference:
    @pytest.mark.parametrize(
        ("old", "new", "reference", "decision"),
        [
            ("arrows", "shares", "Shares in the bank rose.\n\n\n", RIGHT),
            ("arrows", "shares", "The arrows of the bank rose.\n\n\n", HARM),
            ("arrows", "shares", "The stock of the bank rose.\n\n\n", UNDECIDED),
            ("arrows", "shares", "Arrows and shares rose.\n\n\n", UNDECIDED),
            ("arrows", "shares", "The bank rose.\nShares met Peskov.\n\n", UNDECIDED),  # another line
            ("The arrows", "The shares", "Bank shares rose.\n\n\n", RIGHT),  # only what changes counts
            ("Biskov", "Peskov", "\nErdoğan met Peskov.\n\n", RIGHT),
            ("Biskov", "Dmitry Peskov", "\nErdoğan met Dmitri Peskov.\n\n", UNDECIDED),
            ("Erdogan", "Erdoğan", "\nErdogan met Peskov.\n\n", HARM),  # accents count when nothing else differs
            ("Erdogan", "Erdoğan", "\nErdoğan met Peskov.\n\n", RIGHT),
            ("of the", "of", "The shares of banks rose.\n\n\n", UNDECIDED),  # a cut is judged with its neighbours
            ("of the", "of", "The arrows of bank rose.\n\n\n", RIGHT),
            ("of the", "of", "The arrows of the bank rose.\n\n\n", HARM),
        ],
    )
    def test_words(self, old, new, reference, decision):
        assert decide(MT, Edit(span_of(old, MT), old, new, "r"), reference) == decision

    @pytest.mark.parametrize(
        ("old", "new", "reference", "decision"),
        [
            (" ,", ",", "\nErdogan met  Biskov, the speaker.\n\n", RIGHT),
            (" ,", ",", "\nErdogan met Biskov , the speaker.\n\n", HARM),
            (" ,", ",", "\nErdogan met Peskov, the speaker.\n\n", UNDECIDED),
            ("Also Read\n", "", "\n\nAlso read this\nHe", UNDECIDED),
            ("Also Read\n", "", "\n\nAlso Read\nHe", HARM),
            ("Also Read\n", "", "\n\n\nHe", RIGHT),
            ("the the", "the", "\n\n\nHe said the end.", RIGHT),
            ("the the", "the", "\n\n\nHe said the the end.", UNDECIDED),  # both stand there
        ],
    )
    def test_layout_compares_characters_with_white_space_normalised(self, old, new, reference, decision):
        assert decide(MT, Edit(span_of(old, MT), old, new, "r"), reference, layout=True) == decision

    def test_a_part_of_a_word_is_not_the_word(self):
        text = "The art fell."
        assert decide(text, Edit(Span(4, 7), "art", "share", "r"), "The shareholder fell.") == UNDECIDED
        assert decide("a 5 -page b", Edit(Span(3, 4), " ", "", "r"), "a 15-page b", layout=True) == UNDECIDED

    def test_edits_know_channel_and_floor(self):
        found = report(
            MT,
            flag("arrows", "shares", channel="senses", rule="pivot", safety=Safety.LIKELY, text=MT),
            flag(" ,", ",", channel="layout", rule="space", text=MT),
        )
        machine = Machine(found.doc, "Shares rose.\nErdogan met Biskov, the speaker.\n\n", "set", "key", weaker=True)
        safe = documents.tried_edits(machine, found, Safety.SAFE)
        likely = documents.tried_edits(machine, found, Safety.LIKELY)
        assert [(t.channel, t.rule, t.decision) for t in safe] == [("layout", "space", RIGHT)]
        assert [(t.channel, t.rule, t.decision) for t in likely] == [
            ("senses", "pivot", RIGHT),
            ("layout", "space", RIGHT),
        ]


class TestWords:
    def test_a_token_takes_the_score_of_the_word_it_shares_most_with(self):
        found = [Word(Span(0, 4), 1.0, 1, 0.1), Word(Span(5, 12), 2.0, 1, 0.2)]
        tokens = [Span(0, 2), Span(2, 4), Span(4, 5), Span(3, 8), Span(12, 13)]
        assert [w and w.bits for w in word_level.best_words(tokens, found)] == [1.0, 1.0, None, 2.0, None]

    def test_part_measures_every_pair_against_its_tags(self, tmp_path):
        for split in ("dev", "test20"):
            folder = tmp_path / "words" / split.removesuffix("20")
            folder.mkdir(parents=True)
            row = {"id": split, "text": "one two", "tokens": [[0, 3], [4, 7]], "bad": [0, 1], "post_edit": "one six"}
            with gzip.open(folder / f"xx-en.{split}.jsonl.gz", "wt", encoding="utf-8") as file:
                file.write((json.dumps(row) + "\n") * 4)
        bench = Bench(answering({}), Path(), tmp_path)
        part = word_level.part(bench, tmp_path)
        assert part.figures["xx-en.bits.mcc"].value == 1.0  # the second word of hand-made reports has more bits
        assert part.figures["xx-en.bits.auc"].value == 1.0
        assert part.figures["xx-en.p_bad.auc"].value == 0.5
        assert part.figures["xx-en.p_bad.ap"].value == 0.5
        assert part.figures["xx-en.bits.mcc"].n == 8


class TestReplaced:
    TEXT = "The arrows of Krzyz rose late ."
    SENTENCE = Sentence(
        Document("a", TEXT),
        tuple(Span(m.start(), m.end()) for m in re.finditer(r"\S+", TEXT)),
        (False, True, False, False, False, True, False),
        "The shares of Krzyz rose too early .",
    )

    def counted(self, *flags: Flag) -> replaced.Counted:
        return replaced.counted(self.SENTENCE, report(self.TEXT, *flags))

    def test_only_one_word_for_one_word_counts(self):
        assert [(gold.text, gold.fixes) for gold in replaced.replaced(self.SENTENCE)] == [("arrows", ("shares",))]

    def test_the_word_of_the_post_editor_is_found_among_the_suggestions(self):
        arrow = flag("arrows", "boats", "shares", text=self.TEXT)
        assert self.counted(arrow) == replaced.Counted(1, 1, 0, 1, 4, 0, 0)
        wider = flag("The arrows", "The shares", text=self.TEXT)
        assert self.counted(wider) == replaced.Counted(1, 1, 1, 1, 4, 0, 0)
        assert self.counted() == replaced.Counted(1, 0, 0, 0, 4, 0, 0)

    def test_words_left_alone_are_broken_where_a_suggestion_changes_them(self):
        shown = flag("of Krzyz rose", "of Krzyz fell", text=self.TEXT, safety=Safety.SHOW)
        assert self.counted(shown)[4:] == (4, 1, 0)
        likely = flag("The arrows", "These shares", text=self.TEXT, safety=Safety.LIKELY)
        assert self.counted(likely)[4:] == (4, 1, 1)

    def test_rates_are_over_all_pairs(self):
        one, other = replaced.Counted(1, 1, 1, 1, 4, 1, 0), replaced.Counted(3, 1, 0, 1, 6, 0, 0)
        found = replaced.figures({"et-en": [one], "ro-en": [other]}, seed=0)
        assert [round(found[f"replaced.{name}"].value or 0.0, 3) for name in ("top1", "top5", "broken")] == [
            0.25,
            0.5,
            0.1,
        ]
        rows = replaced.table({"et-en": [one], "ro-en": [other]}, "sig").rows
        assert rows[-1] == ("all", "4", "50 (2/4)", "25 (1/4)", "50 (2/4)", "10", "10 (1/10)", "0 (0/10)")


class TestMined:
    RIGHT = "Hakan Fidan came.\nHe met Zorvin Beleku."

    def write(self, folder: Path) -> Path:
        """Four translations of a document, one with two names garbled."""
        path, text = folder / "mined.jsonl.gz", self.RIGHT.replace("Fidan", "Vian").replace("Beleku", "Peleku")
        names = [[0, 10, "Hakan Vian", "Hakan Fidan"], [24, 37, "Zorvin Peleku", "Zorvin Beleku"]]
        row = {"set": "wmt.xx-en", "key": "k", "reference": self.RIGHT, "reporting": False}
        with gzip.open(path, "wt", encoding="utf-8") as file:
            for system in "abcd":
                more = {"text": text, "names": names} if system == "a" else {"text": self.RIGHT, "names": []}
                file.write(json.dumps(row | more | {"id": system, "system": system}) + "\n")
        return path

    def test_names_that_are_known_somewhere_count(self, tmp_path):
        path = self.write(tmp_path)
        text = corpus.read(path)[0]["text"]
        fixed = flag("Hakan Vian", "Hakan Fidan", text=text, safety=Safety.SAFE)
        wrong = flag("Zorvin Peleku", "Zorro Peleku", text=text, safety=Safety.LIKELY)
        part = mined.part(Bench(answering({"a": report(text, fixed, wrong)}), Path()), path, "development")
        assert [(one["right"], one["known"]) for one in part.details["names"]] == [
            ("Hakan Fidan", mined.LISTED),
            ("Zorvin Beleku", mined.BATCH),
        ]
        assert part.figures["flagged"].value == 1.0
        assert part.figures["top1"].value == 0.5
        assert [one["decision"] for one in part.details["repairs"]] == [RIGHT, HARM]
        assert part.figures["precision"].value == 0.5

    def test_single_names_of_the_reporting_half_are_not_listed(self, tmp_path):
        path = self.write(tmp_path)
        rows = [row | {"reporting": True} for row in corpus.read(path)]
        with gzip.open(path, "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)
        part = mined.part(Bench(answering({}), Path()), path, "reporting")
        assert part.figures["flagged"].value == 0.0
        assert set(part.details) == {"repairs"}
        assert mined.part(Bench(answering({}), Path()), path, "development").figures["flagged"].n == 0


class TestMining:
    @pytest.mark.parametrize("module", [mining, learned_trips], ids=lambda module: module.__name__)
    def test_examples_hold(self, module):
        assert doctest.testmod(module).failed == 0

    @pytest.mark.parametrize(
        ("text", "reference"),
        [
            ("They spoke in Moscow.", "They spoke in Russia."),  # nothing alike
            ("The Commemoration began.", "The Commemorating began."),  # English words
            ("The Swedes won.", "The Swedish won."),  # words of countries
            ("Mohamed Ahmad came.", "Muhammad Ahmed came."),  # romanisations
            ("Lvov was hit.", "Lviv was hit."),  # one place
            ("The Al Qaida cell", "the al-Qaeda cell"),  # one organisation
            ("O 'Malley came with Jan Malte.", "O'Malley came with Jan-Malte."),  # parted otherwise
            ("The Ucho club", "the Jazz club"),  # a skeleton alone says nothing
        ],
    )
    def test_what_is_no_garbled_name_is_left_out(self, text, reference):
        assert mining.mined(text, reference, Dictionary.open()) == []

    def test_pieces_of_letters_are_learned(self):
        pairs = [
            learned_trips.Pair(token, token.replace("j", "dzh"), 30.0) for token in ("jon", "major", "ajax", "jim")
        ]
        costs = {(piece, back): bits for piece, back, bits in learned_trips.costs(learned_trips.learned(pairs))}
        assert ("j", "dzh") in costs
        assert ("j", "j") not in costs


class TestSpans:
    SEGMENTS = ("one two", "six ten")

    def write(self, tmp_path: Path) -> Path:
        """A document of two segments for each of two keys, "two" and "ten" marked as major by two of three raters."""
        path = tmp_path / "spans" / "mqm2023.zh-en.jsonl.gz"
        path.parent.mkdir()
        with gzip.open(path, "wt", encoding="utf-8") as file:
            for key, seg in itertools.product("abcdef", (0, 1)):
                error = {"start": 4, "end": 7, "category": "Accuracy/Mistranslation", "severity": "major"}
                errors = [error | {"rater": "r1"}, error | {"rater": "r2"}, error | {"start": 0, "rater": "r3"}]
                row = {"system": "s", "doc": key, "seg": seg, "text": self.SEGMENTS[seg], "errors": errors,
                       "n_raters": 3, "is_reference": False}  # fmt: skip
                file.write(json.dumps(row) + "\n" + json.dumps(row | {"system": "human", "is_reference": True}) + "\n")
        path.with_name("newstest2021.zh-en.jsonl.gz").write_bytes(path.read_bytes())
        return path

    def test_segments_are_joined_and_raters_agree(self, tmp_path):
        one, *_ = found = spans.documents(self.write(tmp_path), None, 0)
        assert [rated.key for rated in found] == list("abcdef")
        assert one.doc.text == "one two\nsix ten"
        assert spans.gold_spans(one) == [Span(4, 7), Span(12, 15)]
        assert list(one.levels()[:4]) == [spans.MARKED] * 4  # one rater of three

    def test_part_measures_both_halves(self, tmp_path):
        self.write(tmp_path)
        part = spans.part(Bench(answering({}), Path(), tmp_path), tmp_path)
        halves = {name.split(".")[2] for name in part.figures}
        assert halves == {"development", "reporting"}
        assert part.figures["mqm2023.zh-en.reporting.mpp.flags"].value is None  # no flags, no precision
        assert sum(int(row[2]) for row in part.tables[0].rows) == 12

    def test_one_span_is_paired_with_one(self):
        gold = [Span(0, 4), Span(6, 10)]
        assert spans.credited([Span(0, 10)], gold) == (0.4, 1.0)
        assert spans.credited([Span(0, 2), Span(2, 4), Span(6, 10)], gold) == (2.0, 1.5)


def answering(known: dict[str, Report]):
    """A runner that gives known reports and empty ones for everything else."""
    return lambda groups: (known.get(doc.id, report(doc.text, id=doc.id)) for group in groups for doc in group)


@pytest.fixture
def folder(tmp_path) -> Path:
    for part in ("gold", "clean", "originals"):
        (tmp_path / part).mkdir()
    spans = [
        {"start": g.span.start, "end": g.span.end, "text": g.text, "channel": g.channel, "kind": g.kind,
         "severity": g.severity, "original": "", "fixes": list(g.fixes), "note": ""}
        for g in sorted((VIAN, BANK, CAPTION, ARROWS), key=lambda g: g.span)
    ]  # fmt: skip
    for name, split in (("a", "development"), ("b", "reporting")):
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
        record = {"id": name, "pivot": "ar", "split": split, "topic": "", "spans": spans}
        (tmp_path / "gold" / f"{name}.json").write_text(json.dumps(record), encoding="utf-8")
    (tmp_path / "clean" / "c.txt").write_text("All is well here.", encoding="utf-8")
    (tmp_path / "originals" / "a.txt").write_text("Hakan Fidan said so.", encoding="utf-8")
    return tmp_path


FOUND = (
    flag("Hakan Vian", "Hakan Dian", "Hakan Fidan"),
    flag("arrows", "shares", channel="senses", safety=Safety.LIKELY),
    flag(" -owned", "-owned", channel="layout"),
    flag("rose", channel="grammar"),
)


class TestSamples:
    def test_figures_of_a_split(self, folder):
        part = samples.split_part(Bench(answering({"a": report(TEXT, *FOUND)}), folder), "development")
        value = {name: figure.value for name, figure in part.figures.items()}
        assert value["recall"] == 3 / 4  # the caption is missed
        assert value["recall.severe"] == 2 / 3
        assert value["recall.close"] == 3 / 4
        assert value["precision"] == 3 / 4  # "rose" is not damaged
        assert value["top1"] == 2 / 4
        assert value["top5"] == 3 / 4
        assert (value["names_and_places.top1"], value["names_and_places.top5"]) == (0, 1)
        assert value["safe_wrong"] == 1  # "Hakan Dian"
        assert value["safe_right"] == 1 / 2
        assert [row["text"] for row in part.details["missed"]] == ["Read also: a gallery"]
        assert [row["new"] for row in part.details["wrong_safe_edits"]] == ["Hakan Dian"]

    def test_reporting_lists_no_single_case_and_prints_no_text(self, folder):
        part = samples.split_part(Bench(answering({"b": report(TEXT, *FOUND, id="b")}), folder), "reporting")
        assert part.details == {}
        assert part.figures["recall"].value == 3 / 4
        assert "Vian" not in page([part])

    def test_a_gold_span_that_is_not_there_is_an_error(self, folder):
        (folder / "a.txt").write_text(" " + TEXT, encoding="utf-8")
        with pytest.raises(ValueError, match="is not at"):
            read_samples(folder, "development")

    def test_the_digest_changes_with_any_sample(self, folder):
        before = samples_digest(folder)
        assert before == samples_digest(folder)
        (folder / "clean" / "c.txt").write_text("All is well there.", encoding="utf-8")
        assert samples_digest(folder) != before

    def test_articles_do_not_see_one_another(self, folder):
        groups: list[int] = []

        def run(asked):
            groups.extend(len(group) for group in asked)
            return answering({})(asked)

        clean.samples_part(Bench(run, folder))
        assert groups == [1, 1]

    def test_the_shipped_samples_are_as_their_gold_says(self):
        found = {split: read_samples(ROOT / "samples", split) for split in ("development", "reporting")}
        assert len(found["development"]) >= 4
        assert len(found["reporting"]) >= 4
        for sample in (s for some in found.values() for s in some):
            ends = [0, *(g.span.end for g in sample.spans)]
            assert all(g.span.start >= end for g, end in zip(sample.spans, ends, strict=False))


class TestClean:
    def test_every_flag_and_edit_is_counted_per_word(self, folder):
        wrong = flag("well", "ill", text="All is well here.")
        shown_only = flag("here", "there", safety=Safety.LIKELY, channel="senses", text="All is well here.")
        reports = {"clean/c": report("All is well here.", wrong, shown_only, id="clean/c", p=0.1)}
        part = clean.samples_part(Bench(answering(reports), folder))
        assert part.figures["flags_per_1000"].value == 1000 * 2 / 8
        assert part.figures["flags_per_1000.senses"].value == 1000 * 1 / 8
        assert part.figures["safe_per_10000"].value == 10_000 * 1 / 8
        assert part.figures["likely_per_10000"].value == 10_000 * 2 / 8
        assert part.figures["called_clean"].value == 1 / 2
        assert part.details["safe_edits"] == [
            {"article": "clean/c", "rule": "r", "old": "well", "new": "ill", "context": "All is well here."}
        ]


@pytest.fixture
def data(tmp_path) -> Path:
    rows = [
        {"id": f"m{i}", "system": f"s{i}", "origlang": lang, "key": f"k{i}", "text": "Bad arrows.\nOn.",
         "reference": "Good shares.\nOn."}
        for i, lang in enumerate(("en", "ru", "ru"))
    ]  # fmt: skip
    rows.append({**rows[0], "id": "uneven", "reference": "one line"})
    (tmp_path / "docs_mt").mkdir()
    (tmp_path / "docs_clean").mkdir()
    with gzip.open(tmp_path / "docs_mt" / "newstest2014.ru-en.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    with gzip.open(tmp_path / "docs_clean" / "original.x.en.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps({"id": "h", "text": "A human wrote this."}) + "\n")
    ranks = "\n".join(f"newstest2014.ru-en\ts{i}\t1\t50\t20\t{i + 1}\t3" for i in range(3))
    header = "file\tsystem\tdocs\tchrF\tBLEU_doc\trank_from_worst\tn_systems\n"
    (tmp_path / "docs_mt" / "systems.tsv").write_text(header + ranks, encoding="utf-8")
    return tmp_path


class TestDocuments:
    def test_round_trips_are_a_set_of_their_own_and_uneven_rows_are_left_out(self, data):
        sets = machine_documents(data, None, 0)
        assert {name: [m.doc.id for m in found] for name, found in sets.items()} == {
            "newstest2014.ru-en": ["m1", "m2"],
            "newstest2014.ru-en (round trip)": ["m0"],
        }
        assert [m.weaker for found in sets.values() for m in found] == [False, False, True]

    def test_verdicts_are_compared_with_news_and_with_the_own_reference(self, data):
        probability = {
            "m0": 0.9,
            "m1": 0.9,
            "m2": 0.2,
            "m0#reference": 0.1,
            "m1#reference": 0.9,
            "m2#reference": 0.3,
            "h": 0.3,
        }
        reports = {name: report("A text.", id=name, p=p) for name, p in probability.items()}
        part = documents.verdict_part(Bench(answering(reports), Path(), data), data)
        assert part.figures["auc"].value == pytest.approx(2 / 3)
        assert part.figures["auc.weaker"].value == 1.0
        assert part.figures["above_reference"].value == pytest.approx(1 / 3)
        assert part.figures["equal_to_reference"].value == pytest.approx(1 / 3)

    def test_edits_are_counted_by_what_the_reference_says(self, data):
        text = "Bad arrows.\nOn."
        right = flag("arrows", "shares", text=text)
        harm = flag("On", "Off", text=text, safety=Safety.LIKELY)
        reports = {name: report(text, right, harm, id=name) for name in ("m0", "m1")}
        part = documents.edits_part(Bench(answering(reports), Path(), data), data)
        value = {name: figure.value for name, figure in part.figures.items()}
        assert (value["round_trip.safe.right"], value["round_trip.safe.harm"]) == (1.0, 0.0)
        assert (value["other.likely.right"], value["other.likely.harm"]) == (0.5, 0.5)
        assert len(part.details["edits"]) == 2 * (1 + 2)

    def test_texts_are_cut_at_a_line_end_and_the_reference_with_them(self):
        cut = beginning("one two\nthree\nfour", 3)
        assert cut == "one two\nthree"
        assert same_lines("A B\nC\nD", cut) == "A B\nC"
        assert beginning("short", 3) == "short"

    def test_a_draw_is_repeatable_and_in_order(self):
        assert drawn(range(100), 5, 1) == drawn(range(100), 5, 1) == sorted(drawn(range(100), 5, 1))
        assert drawn(range(3), None, 1) == drawn(range(3), 7, 1) == [0, 1, 2]


class TestTables:
    table = Table("T", ("name", "value"), (("a|b", "1"),), "mtclean:x|data:y", "A note.")

    def test_a_table_carries_note_and_signature(self):
        assert markdown(self.table).splitlines() == [
            "#### T", "",
            "| name | value |",
            "| ---- | ----: |",
            "| a\\|b |     1 |", "",
            "A note.", "",
            "`mtclean:x|data:y`",
        ]  # fmt: skip

    def test_only_what_is_between_the_marks_is_replaced(self, tmp_path):
        path = tmp_path / "README.md"
        path.write_text("top\n<!-- quality:begin -->\nold\n<!-- quality:end -->\nbottom\n", encoding="utf-8")
        for _ in range(2):
            write_between(path, "quality", page([Part("p", {}, (self.table,))]))
        text = path.read_text(encoding="utf-8")
        assert text.startswith("top\n<!-- quality:begin -->\n\n### p\n")
        assert text.endswith("`mtclean:x|data:y`\n\n<!-- quality:end -->\nbottom\n")
        assert "old" not in text

    def test_no_marks_is_an_error(self, tmp_path):
        path = tmp_path / "README.md"
        path.write_text("nothing", encoding="utf-8")
        with pytest.raises(SystemExit, match="quality:begin"):
            write_between(path, "quality", "x")
        assert path.read_text(encoding="utf-8") == "nothing"

    def test_figures_are_shown_with_their_interval(self):
        assert shown(Figure(1.234, 1, 2.5, 9)) == "1.23 [1.00, 2.50]"
        assert shown(Figure(1.234)) == "1.23"


class TestQuality:
    def test_the_readme_has_both_places(self):
        text = (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8")
        for mark in ("quality:begin", "quality:end", "speed:begin", "speed:end"):
            assert text.count(f"<!-- {mark} -->") == 1

    def test_sizes_that_make_no_sense_are_refused(self):
        assert set(quality.sizes(["5"]).values()) == {5}
        for wrong in ("word=5", "many", "docs=-1"):
            with pytest.raises(SystemExit):
                quality.sizes([wrong])

    def test_a_document_that_fails_is_counted_and_kept_for_the_end(self, folder):
        def run(groups):
            return (Failure(doc.id, "broken", "it broke", "mend it") for group in groups for doc in group)

        bench = Bench(run, folder)
        part = clean.samples_part(bench)
        assert "failed:2" in part.tables[0].signature
        assert quality.record([part], folder, bench.failed)["failed"] == ["clean/c: it broke", "originals/a: it broke"]


FLOORS = {
    "samples_digest": "d1",
    "at_least": {"samples-reporting": {"recall": 0.7}},
    "at_most": {"docs": {"broken": 1.0}},
}


def measured(recall: float = 0.8, broken: float | None = 0.5, digest: str = "d1") -> dict:
    parts = {"samples-reporting": {"figures": {"recall": {"value": recall}}}}
    if broken is not None:
        parts["docs"] = {"figures": {"broken": {"value": broken}}}
    return {"samples_digest": digest, "failed": [], "parts": parts}


class TestGate:
    @pytest.mark.parametrize(
        ("quality", "said"),
        [
            (measured(), []),
            (measured(recall=0.7, broken=1.0), []),
            (measured(recall=0.69), ["samples-reporting recall, at least 0.7: it is 0.69"]),
            (measured(broken=1.5), ["docs broken, at most 1: it is 1.5"]),
            (measured(broken=None), ["docs broken, at most 1: not measured"]),
        ],
    )
    def test_a_broken_or_missing_floor_is_named(self, quality, said):
        assert gate.complaints(quality, FLOORS) == said

    def test_a_document_that_failed_is_a_failure(self):
        assert gate.complaints(measured() | {"failed": ["x: it broke"]}, FLOORS) == ["failed: x: it broke"]

    def test_other_samples_are_a_failure(self):
        assert "d1 are pinned, d2 were measured" in gate.complaints(measured(digest="d2"), FLOORS)[0]

    def test_a_part_that_did_not_run_may_be_allowed_but_not_a_figure(self):
        assert gate.complaints(measured(broken=None), FLOORS, allow_missing=True) == []
        ran = measured(broken=None)
        ran["parts"]["docs"] = {"figures": {}}
        assert gate.complaints(ran, FLOORS, allow_missing=True) == ["docs broken, at most 1: not measured"]

    def test_update_tightens_and_refuses_to_loosen(self, tmp_path, capsys):
        floors, run = tmp_path / "floors.json", tmp_path / "quality.json"
        floors.write_text(json.dumps(FLOORS), encoding="utf-8")
        command = [str(run), "--floors", str(floors)]

        def after(quality, *more):
            run.write_text(json.dumps(quality), encoding="utf-8")
            return gate.main([*command, *more])

        assert after(measured(recall=0.6)) == 1
        assert after(measured(recall=0.6), "--update") == 1
        assert json.loads(floors.read_text(encoding="utf-8")) == FLOORS
        assert "would become 0.6" in capsys.readouterr().err
        assert after(measured(recall=0.9, broken=None, digest="d2"), "--update") == 0
        pinned = json.loads(floors.read_text(encoding="utf-8"))
        assert pinned["samples_digest"] == "d2"
        assert pinned["at_least"]["samples-reporting"]["recall"] == 0.9
        assert pinned["at_most"]["docs"]["broken"] == 1.0
        assert after(measured(recall=0.6, digest="d2"), "--update", "--allow-regression") == 0
        assert after(measured(recall=0.6, digest="d2")) == 0

    def test_the_pinned_floors_name_figures_that_exist(self, folder):
        known = {
            "samples": samples.split_part(Bench(answering({}), folder), "development").figures,
            "clean": clean.samples_part(Bench(answering({}), folder)).figures,
        }
        for floor in gate.read_floors(json.loads(gate.FLOORS.read_text(encoding="utf-8"))):
            kind = "clean" if "clean" in floor.part else "samples"
            if floor.part.startswith(("samples", "docs-clean")):
                assert floor.figure in known[kind]


def test_doctests():
    modules = [
        clean,
        documents,
        gate,
        quality,
        replaced,
        samples,
        spans,
        speed,
        word_level,
        corpus,
        gold_module,
        metrics,
        tables,
    ]
    found = [doctest.testmod(module) for module in modules]
    assert sum(result.attempted for result in found) > 10
    assert sum(result.failed for result in found) == 0


class TestSpeed:
    def test_paragraphs_are_long_enough_and_sorted(self, folder):
        long = " ".join(["word"] * 40)
        (folder / "clean" / "c.txt").write_text(f"Short.\n\n{long} end\n\n{long}\n", encoding="utf-8")
        assert speed.paragraphs(folder, None, 1) == [f"{long} end"]
        assert speed.paragraphs(folder, None, 3) == [long, f"{long} end", f"{long} end"]


def test_matchers_are_compared_where_they_answer_as_many_strangers() -> None:
    known = {"a": Answer(0.9, "Anna"), "b": Answer(0.5, "Bela"), "s0": Answer(0.6, "X"), "s1": Answer(0.6, "Y")}
    trip = [Trip("ru", "", "a", {"anna"}), Trip("ru", "", "b", {"bela"}), Trip("ar", "", "c", {"cora"})]
    nobody = {f"s{number}": "" for number in range(1000)}
    lines = compared("toy", lambda name, _: [known[name]] if name in known else [], trip, nobody)
    assert "score above 0.600): ru 1 right 0 wrong of 2; ar 0 right 0 wrong of 1" in lines[1]
    assert "score above 0.000): ru 2 right 0 wrong of 2" in lines[2]
