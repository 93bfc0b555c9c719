"""The layout channel: what it must repair, what it must leave alone, and the laws that hold for any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtclean import text as parts
from mtclean.detect.layout import RULES
from mtclean.detect.layout.common import protected
from mtclean.detect.layout.residue import leftovers
from mtclean.edits import apply_edits
from mtclean.policy import choose, without_overlaps
from mtclean.reading import Reading, Rule
from mtclean.settings import Settings
from mtclean.values import Document, Flag, Safety


def reading(text: str) -> Reading:
    return Reading(Document("test", text), parts.sentences(text), tuple(parts.quotations(text)))


def raw_flags(text: str) -> list[Flag]:
    read = reading(text)
    return [flag for rule in RULES for flag in rule.find(read, Settings())]


def fixed(text: str, floor: Safety) -> str:
    chosen = (choose(flag, floor) for flag in without_overlaps(raw_flags(text)))
    return apply_edits(text, [edit for edit in chosen if edit is not None])


def case(rule: str, text: str, expected: str) -> object:
    return pytest.param(rule, text, expected, id=f"{rule}: {text[:40]!r}")


SAFE = [
    case("space-before-hyphen", "The state -owned bank", "The state-owned bank"),
    case("space-before-hyphen", "a 40 -page report on a 19 -year-old", "a 40-page report on a 19-year-old"),
    case("space-before-hyphen", "near Al -Quds and al -Sharaa", "near Al-Quds and al-Sharaa"),
    case("space-before-hyphen", "an anti -government march", "an anti-government march"),
    case("space-after-hyphen", "the state- owned bank", "the state-owned bank"),
    case("space-after-hyphen", "Prayers at Al- Aqsa mosque", "Prayers at Al-Aqsa mosque"),
    case("space-before-punctuation", "They met , talked ; and left .", "They met, talked; and left."),
    case(
        "space-before-punctuation", 'He said "no" , she said (yes) .\r\nWhy ?', 'He said "no", she said (yes).\r\nWhy?'
    ),
    case("space-before-punctuation", "This is what the minister said : no", "This is what the minister said: no"),
    case("space-inside-brackets", "The UN ( founded in 1945 ) met.", "The UN (founded in 1945) met."),
    case("space-inside-quotes", 'He said " we will stay " on Monday.', 'He said "we will stay" on Monday.'),
    case("space-inside-quotes", "He said &quot; we will stay &quot; on it.", 'He said "we will stay" on it.'),
    case("space-inside-quotes", "He said “ we will stay ” then.", "He said “we will stay” then."),
    case("split-clitic", "It 's the minister 's plan.", "It's the minister's plan."),
    case("split-clitic", "They do n't know, we 'll see.", "They don't know, we'll see."),
    case(
        "split-clitic", "China' s navy, Iran ’ s army, Japan &apos;s fleet", "China's navy, Iran’s army, Japan's fleet"
    ),
    case("missing-space", "They ended the talks.The minister left.", "They ended the talks. The minister left."),
    case("missing-space", "It ended,but the talks went on.", "It ended, but the talks went on."),
    case("glued-words", "the head ofthe bank", "the head of the bank"),
    case("doubled-word", "It was the the first of of many.", "It was the first of many."),
    case("doubled-punctuation", "The talks,, he said, , ended.", "The talks, he said, ended."),
    case("html-entity", "Marks &amp; Spencer&#39;s &quot;caf&eacute;&quot;", 'Marks & Spencer\'s "café"'),
    case("html-entity", "It is &amp;amp;quot;new&amp;quot; &nbsp;here", 'It is "new"  here'),
    case("html-entity", "Singapore &pound;5 & quot ;no& quot ;", 'Singapore £5 "no"'),
    case("html-tag", "He left.<p></p> [](https://a.org/b) Again.", "He left. Again."),
    case("mojibake", "TÃ¼rkiye donâ€™t pay Â£5 at the cafÃ©", "Türkiye don’t pay £5 at the café"),
    case("mojibake", "voilÃ\xa0 and Ã la carte", "voilà and à la carte"),
    case("invisible-character", "The mini\u00adster \u200bsaid\u200e so.\x07", "The minister said so."),
    case("invisible-character", "a plan \u200b\u200b to leave", "a plan to leave"),
    case("leftover-address", "It ended.\nhttps://a.org/b.jpg?w=9\nHe left.", "It ended.\nHe left."),
    case("leftover-address", "It ended.\r\n\r\n![him](/i/a.png)\r\n\r\nHe left.", "It ended.\r\n\r\nHe left."),
    case("leftover-address", "It ended.\n\nhttps://x.org/?utm_source=tw", "It ended."),
    case("mixed-script", "President Рutin", "President Putin"),
    case("turkish-letter", "The prıme mınister of Madri\u0307d", "The prime minister of Madrid"),
    case("percent-sign-first", "a %35 stake and some ٪58.5 of it", "a 35% stake and some 58.5% of it"),
    case("percent-sign-first", "It fell by %30-50.", "It fell by 30-50%."),
    case("foreign-punctuation", "About 40٪ of the voters", "About 40% of the voters"),
    case("foreign-quotes", "„We have won“, he said to the press.", '"We have won", he said to the press.'),
    case("foreign-quotes", 'He said that „we have won" and left.', 'He said that "we have won" and left.'),
    case("foreign-quotes", "“So” was called « not so » by the court.", "“So” was called “not so” by the court."),
    case("foreign-quotes", "They said 「we won」 and 《so they have》.", 'They said "we won" and "so they have".'),
    case("foreign-quotes", "He called it „won” and the war a »game«.", 'He called it “won” and the war a "game".'),
    case("glued-words", "They met onFriday and fromMonday on.", "They met on Friday and from Monday on."),
]
LIKELY = [
    case(
        "space-before-hyphen",
        "a bear -shaped cloud and a virus, Covid -19",
        "a bear-shaped cloud and a virus, Covid-19",
    ),
    case("space-after-hyphen", "The govern- ment denied it.", "The government denied it."),
    case("space-before-punctuation", "About 15 % of 3 ,500 voters", "About 15% of 3,500 voters"),
    case("missing-space", "They ended the talks.Erdogan left.", "They ended the talks. Erdogan left."),
    case("missing-space", "It was signed in 2014.The text is secret.", "It was signed in 2014. The text is secret."),
    case("glued-words", "It ended. Read moreThe minister left.", "It ended. Read more The minister left."),
    case("leftover-caption", "Read more hereThe minister left.", "The minister left."),
    case("leftover-caption", "AdvertisementTony Blair left.", "Tony Blair left."),
    case("leftover-caption", "He left.\n\nRead also: Who won?\n\nSEE GALLERYIt ended.", "He left.\n\nIt ended."),
    case("leftover-caption", "It ended.\n\nAlso Read | Trains lateShe left.", "It ended.\n\nShe left."),
    case(
        "leftover-caption",
        "It ended.\n\nRead also: Who sits in IstanbulWhile he spoke, it ended.",
        "It ended.\n\nWhile he spoke, it ended.",
    ),
    case("leftover-caption", "Subscribe to our Telegram channelThe talks ended.", "The talks ended."),
    case("foreign-number", "It sent 1. 5 million of them, or 3. 2%.", "It sent 1.5 million of them, or 3.2%."),
    case("split-word", "The gov ernment and parlia ment", "The government and parliament"),
    case("doubled-word", "The minister minister said no.", "The minister said no."),
    case("doubled-punctuation", "That was all,. He left. .", "That was all. He left."),
    case("html-tag", "The talks ended.<br>The <b>minister</b> left.", "The talks ended. The minister left."),
    case("html-entity", "3 &lt; 4, Mr Blair&#191;s", "3 < 4, Mr Blair’s"),
    case("invisible-character", "the\u200bminister", "the minister"),
    case("leftover-caption", "Advertisement\n\nIt ended.\nShare\nREAD ALSO: X\nHe left.", "It ended.\nHe left."),
    case("leftover-caption", "It ended.\n\n* Read more »\n\n[Sign up now]\n", "It ended.\n"),
    case("leftover-caption", "It ended.\r\nImage source, Getty Images\r\nHe left.", "It ended.\r\nHe left."),
    case("leftover-caption", "A.\n\nFollow us on Google News\nB.", "A.\n\nB."),
    case("leftover-caption", "It ended. Click here to subscribe to us. He left.", "It ended. He left."),
    case("mojibake", "a strike by 6Â 500 men in 2014Â in Kono", "a strike by 6,500 men in 2014 in Kono"),
    case("mixed-script", "the town of Kуgvzx", "the town of Kygvzx"),
    case("turkish-letter", "the Madrıd court in İtaly", "the Madrid court in Italy"),
    case("turkish-letter", "Zelaquı left, said Zelaqui.", "Zelaqui left, said Zelaqui."),
    case("percent-sign-first", "Up %3,5 in May. Turnout: %58.", "Up 3.5% in May. Turnout: 58%."),
    case("foreign-number", "Some 1.350 houses, 12.500 Greek troops", "Some 1,350 houses, 12,500 Greek troops"),
    case("foreign-number", "1.350.000 tonnes for 1.500.000 people", "1,350,000 tonnes for 1,500,000 people"),
    case("foreign-number", "up 3,5 percent, a 5,8-magnitude quake", "up 3.5 percent, a 5.8-magnitude quake"),
    case("foreign-number", "3 thousand 50 men, 2 million 300 thousand euros", "3,050 men, 2.3 million euros"),
    case("glued-words", "It began in2014 inKyiv, said Kyiv.", "It began in 2014 in Kyiv, said Kyiv."),
    case("glued-words", "Talks beforeJune and aboveFriday", "Talks before June and above Friday"),
    case("spaces-around-hyphen", "in the south - eastern province", "in the south-eastern province"),
    case("spaces-around-hyphen", "a 19 - year - old, a 40 - page list", "a 19-year-old, a 40-page list"),
    case("spaces-around-hyphen", "near Ust - Kut and Al - Quds", "near Ust-Kut and Al-Quds"),
    case("spaces-around-hyphen", "a state - owned bank lent it", "a state-owned bank lent it"),
    case("spaces-around-hyphen", "Daroot - Korgon lies near; Daroot-Korgon", "Daroot-Korgon lies near; Daroot-Korgon"),
    case("leftover-caption", "It ended. (Picture : EPA / File) He left.", "It ended. He left."),
    case("leftover-caption", "It ended.(Photo : AFP/Archives)\nHe left.", "It ended.\nHe left."),
    case("leftover-caption", "It ended. [AP Photo/John Doe] He left. (Photo by Ann Lee)", "It ended. He left."),
    case("leftover-caption", "It ended.\n\nEnd of message/ 25\n\nNews code: 12345", "It ended."),
    case("leftover-caption", "It ended. Read also: Who won? A map\n\nHe left.", "It ended.\n\nHe left."),
    case("leftover-caption", "It ended. It may interest you: The war\nHe left.", "It ended.\nHe left."),
    case("leftover-caption", "It ended. For our WhatsApp group press here\nHe left.", "It ended.\nHe left."),
    case("leftover-caption", "It ended. Join our popular WhatsApp group for news. He left.", "It ended. He left."),
    case("leftover-caption", "It ended.\n\nPhoto: Fire Service/HandoutRescuers came.", "It ended.\n\nRescuers came."),
]
SHOWN = [
    ("space-before-punctuation", "They sold 3 , 500 of them."),
    ("doubled-word", 'He said "it was the the first" of them.'),
    ("replacement-character", "The caf\ufffd was closed."),
    ("other-script", "The minister said that правительство would not resign."),
    ("other-script", "The head of theبنك told reporters on Monday."),
    ("leftover-address", "It ended.\n\nhttps://example.org/page\n\nHe left."),
    ("leftover-caption", "Video: Minister leaves the talks\n\nHe left."),
    ("foreign-number", "It has 2,400 schools and 3.500 hectares of it."),
    ("foreign-quotes", "„We have won, he said to the press, and that was it."),
]
UNTOUCHED = [
    "The state-owned bank - a 40-page report says - lent to Al-Quds hospital.",
    "The talks -which nobody wanted- are over; it fell to -5 degrees.",
    "Use grep -v or ls -la; the list has\n -one item\n -two items",
    "ANKARA -Turkish forces left.",
    "Two- and three-year loans, short- to medium-term, upper-, middle- and lower-class.",
    "Rated BB- by Fitch. I- I do not know. W- what?",
    "Well ... he said . . . nothing :) and left ;-) for the .com site and .5 percent.",
    "Il a dit « Où est-il ? » et « Non ! » hier.",
    'He asked "Où êtes-vous ?" in French.',
    "Germany won 2 : 1 after the break, or 3:2.",
    "a ) first, b ) second; [ ] open :( sad",
    'A 6" nail and a 7 " nail.',
    '"We won," he said. "We will win again."\n\n"And again.',
    "They met in 's Gravenhage and 's-Hertogenbosch; rock 'n' roll; the workers' strike.",
    "He called it 'so-so' and the '90s were 'the best'.",
    "See bbc.co.uk/news,sport or www.x.org?a=1,b, mail a.b@c.org, ask @minister.The or #talks.Now.",
    "The U.S.A. and Node.js, e.g. at 3.5, i.e. 1,000 a day, p.m.The",
    "System.out.println and java.lang.String, ASP.NET and report.Final.docx",
    "Yahoo!Japan and Booking.Com and Kontur.Focus",
    "Ronald McDonald, LeBron, DeVos, MacBook, JPMorgan, PlayStation, WikiLeaks, LinkedIn said so.",
    "iPhone, YouTube, eBay, PayPal, FaceTime and TimeWarner met al-Sharaa.",
    "He may be on to a no go area; per cent; any one; every day; in to; tax payer; is suing; to wed.",
    "Mari a and Al ice are not words, nor is La la land.",
    "He had had enough, and that that was so was very very clear. What it is is a deal.",
    "Boutros Boutros-Ghali flew to Bora Bora, Walla Walla and Baden Baden. No no no, bye bye.",
    "She came in in March and gave her her book. The The played.",
    "Acme Inc., etc., and so on... What?! Why?? No!!",
    "Read more books, she said, and read more: that was his advice. Click here and there, and see.",
    "Share prices fell. The advertisement cost a million. She follows us on Twitter.",
    "Subscribe to their view or not, he said, the photo shows it.",
    "The picture at https://example.org/a.jpg was taken in May, see www.example.org/b.png too.",
    "AT&T; R&D; Q&A; Marks & Spencer; http://a.org/?a=1&amp;b=2 and `&amp;` in code.",
    "If a < b and c > d then <3. Use the <b> tag. <unknown> <!-- mtclean: off --> Vian <!-- mtclean: on -->",
    "São Paulo, SÃO PAULO, Erdoğan, naïve, £5, 50°C, “curly” ‘quotes’ – dash — dash… ÉCOLE × 2",
    "\ufeffA byte order mark, a non\xa0breaking space and an emoji \U0001f468\u200d\U0001f469\u200d\U0001f467.",
    "Sergey Lavrov (Сергей Лавров) spoke to the paper “Правда” and to the party known as Яблоко.",
    "Aydın, Yıldırım, Kılıçdaroğlu and the Irak family live in İstanbul, İzmir and Diyarbakır, not in Iran.",
    "It weighs 1.350 kg or 1.250 tons, took 9.500 seconds and cost $1.125 billion for 5.216 million people.",
    "An average of 2.125 children; 1.375 deaths per 1,000 people; 3.500 or 4.250 goals; v 1.350.300 of 10.10.100.200.",
    "In rooms 3,4 and 5, pages 2,3 and 1,200 more; he gave 3 thousand and 50 million; 2 million, 300 thousand.",
    "Some 50%-60% of 100% 40 years ago; %s and %5d; a.org/x%20y; `%41`; the % of all 40.",
    "The paper «Правда» and the film “Броненосец” were read and seen by all of them, and that was it.",
    "Er sagte „nein“ und ging; il a dit « non » et puis rien; «sí», dijo.",
    "He walked 5' 6\" of it, and the » key and the « key have gone from that.",
    "The iPhone and theScore were sold onDemand by LinkedIn, inDrive and eBay in the US; then onStar fell.",
    "The north - which is poor - and the south - rich or not - voted 3 - 2. The firm - owned by him - lost.",
    "Kyiv - Moscow talks; London - the capital; in May 2014 - year one; the West - East axis; a non - as he said.",
    "The photo (by his son) and the party (AP) and its editor (Ann) met; the video (left) and the image (see below).",
    "SharePoint said no. AdvertiserPro and McDonald agree. ReadMore is its name.",
    "To our surprise the channel left. We join our group on Monday, and visitors read our page, he said.",
    "Come to our website, he said. Follow the money to our group's own bank, she wrote on Monday.",
    "Since Sept 11 - year of war - it fell 3 - point by point.",
    "On the topic: he said nothing more. Do not miss: it begins on Monday.",
    "The end of the message was lost. Views: mixed. Related to that, see also what he wrote: nothing.",
    "In Arabic: السلام means peace. The α-particle, 5 µm, Δt, π and Ω are Greek.",
    "Это предложение полностью русское.\n\nこの文は日本語です。",
    "Roses are red ,\n  violets are blue"[:13] + "\n  violets are blue,\n    sugar is sweet",
    "\tName\tAge\r\n\tAnn\t40\r\n\r\n\r\n",
    "",
    "\n",
]


@pytest.mark.parametrize(("rule", "text", "expected"), SAFE)
def test_safe_fixes(rule: str, text: str, expected: str) -> None:
    assert rule in {flag.rule for flag in raw_flags(text)}
    assert fixed(text, Safety.SAFE) == expected


@pytest.mark.parametrize(("rule", "text", "expected"), LIKELY)
def test_likely_fixes_are_made_only_on_request(rule: str, text: str, expected: str) -> None:
    assert rule in {flag.rule for flag in raw_flags(text)}
    assert fixed(text, Safety.LIKELY) == expected
    assert fixed(text, Safety.SAFE) != expected


@pytest.mark.parametrize(("rule", "text"), SHOWN)
def test_what_is_not_known_is_only_shown(rule: str, text: str) -> None:
    assert rule in {flag.rule for flag in raw_flags(text)}
    assert fixed(text, Safety.LIKELY) == text


@pytest.mark.parametrize("text", UNTOUCHED)
def test_good_text_is_left_alone(text: str) -> None:
    assert raw_flags(text) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_examples_of_rules(rule: Rule) -> None:
    assert rule.channel == "layout"
    assert len(rule.bad) >= 2
    for text in rule.bad:
        assert list(rule.find(reading(text), Settings())) != [], text
    for text in rule.good:
        assert raw_flags(text) == [], text


CASES = [case.values[1] for case in (*SAFE, *LIKELY)] + [text for _, text in SHOWN]  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", CASES)
def test_flags_are_true_and_fixing_settles(text: str) -> None:
    for flag in raw_flags(text):
        assert flag.span.of(text) == flag.text != ""
        assert 0 < flag.confidence < 1
        assert all(evidence.note for evidence in flag.evidence)
    once = fixed(text, Safety.SAFE)
    assert fixed(once, Safety.SAFE) == once


@pytest.mark.parametrize("text", CASES)
def test_rules_do_not_compete(text: str) -> None:
    spans = sorted(flag.span for flag in raw_flags(text) if "&" not in flag.text)
    assert not any(a.overlaps(b) for a, b in pairwise(spans))


PIECES = [
    *("the ", "the", " -owned", "- ", " ,", ".", '"', "“ ", " ”", "(", " )", "'s", " n't", "\n", "\r\n", "`", "5", " "),
    *("&amp;", "&quot;", "<br>", "[](", "Read more", "Read also: X", "https://a.org/b.jpg"),
    *(
        "%35",
        " 1.350 houses",
        "3,5 percent",
        "„",
        "“",
        "»",
        "«",
        " - ",
        "year",
        "ı",
        "onMay",
        "in2014",
        "Photo: AA/Handout",
    ),
    *("Ã¼", "â€™", "\u200b", "\ufffd", "Рutin", "слово "),
]


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=25).map("".join)))
def test_any_text_is_survived(text: str) -> None:
    for flag in raw_flags(text):
        assert flag.span.of(text) == flag.text != ""
    fixed(text, Safety.LIKELY)
    cuts = [leftover.cut for leftover in leftovers(text)]
    assert all(a.end <= b.start for a, b in pairwise(cuts))
    assert all(a.end < b.start for a, b in pairwise(protected(text)))


@pytest.mark.parametrize(
    "piece",
    ["a ", "-", "&", "(", " ", "<!--", "a -b ", '" ', "\n", "„a ", "«a", "1.200.", "a - ", "Photo: ", "ı", "our "],
)
def test_time_is_linear(piece: str) -> None:
    """A quadratic pattern would take hours here, not the second that the slowest one takes."""
    text = piece * (100_000 // len(piece))
    read = Reading(Document("hostile", text))
    assert sum(1 for rule in RULES for _ in rule.find(read, Settings())) < len(text)
