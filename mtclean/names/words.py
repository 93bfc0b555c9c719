"""Word lists that tell names from the capitalised and the small words around them."""

from __future__ import annotations


def wordset(words: str) -> frozenset[str]:
    """The words of a string as a set."""
    return frozenset(words.split())


PARTICLES = wordset("al el bin bint ibn ben van von fon der den de da di do dos du del della la le ten ter zu")

TITLES = wordset("""
    mr mrs ms miss mx dr sir dame lord lady prof professor rev reverend father sister brother saint pope cardinal
    archbishop bishop rabbi imam mullah ayatollah sheikh sheik emir sultan shah prince princess king queen duke duchess
    crown tsar president vice premier prime minister chancellor secretary undersecretary deputy acting former foreign
    defence defense finance interior justice energy home trade health education economy agriculture state attorney
    general gen lieutenant lt colonel col major maj captain capt sergeant sgt admiral marshal brigadier commander
    commodore officer senator sen congressman congresswoman rep representative governor gov mayor councillor ambassador
    envoy special consul commissioner speaker spokesman spokeswoman spokesperson chairman chairwoman chair chief head
    leader director executive ceo manager coach judge magistrate prosecutor lawyer inspector detective analyst expert mp
    mep founder editor author writer actor actress singer national security adviser advisor party ministry government
    administration parliament army opposition
""")

OFFICES = wordset("""
    minister president premier chancellor secretary ambassador envoy governor mayor spokesman chairman commissioner
    director head commander general admiral speaker prosecutor negotiator senator king queen prince emir pope
    representative coordinator adviser attorney judge
""")

CALENDAR = wordset("""
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sept sep oct nov dec christmas easter ramadan eid
""")

FUNCTION = wordset("""
    a about above according across after again against ago all almost along already also although always am amid among
    an and another any anyone anything are around as asked at away back because been before behind being below beneath
    besides between beyond both but by can cannot certainly clearly could currently despite did do does done down during
    each earlier either else even eventually ever every everyone everything except few finally first five following for
    four from further get give given go had has have having he hello hence her here hers herself him himself his how
    however i if in indeed initially inside instead into is it its itself just last later latest least less let like
    many maybe me meanwhile might mine more moreover most much must my myself near nearly neither never nevertheless
    next nine no nobody none nor not nothing now nowhere of off often oh ok on once one only onto or other others our
    ours ourselves out outside over own per perhaps please rather recently same second see seven several shall she
    should similarly since six so some somehow someone something sometimes soon still such ten than that the their
    theirs them themselves then there therefore these they third this those though three through throughout thus to
    today together tomorrow tonight too toward towards two under unfortunately unless unlike until up upon us very via
    was we well were what whatever when whenever where whereas whether which while who whoever whom whose why will with
    within without would yes yesterday yet you your yours yourself says said told read watch photo image video source
    advertisement breaking exclusive update live opinion analysis
""")

# Small words of an apposition that say nothing about the office.
SMALL = wordset("the a an of for to in at and s his her its their former then new current acting")

# Offices that many hold at once: sharing one says little about who is meant.
SHARED = wordset("""
    footballer player writer general activist businessman coach mayor ambassador director actor actress singer senator
    lawmaker cleric journalist judge scientist lawyer candidate athlete economist adviser negotiator diplomat member
    congressman congresswoman entrepreneur researcher artist musician composer swimmer driver cyclist boxer golfer envoy
    governor leader head spokesman representative commissioner minister
""")

# Words that say that an office was held before.
ONCE = wordset("former ex late then onetime erstwhile")

# Words that make another office of the one they stand beside: the deputy foreign minister, the president's wife.
ASIDE = wordset("""
    deputy vice assistant adviser aide spokesman envoy ambassador wife husband son daughter brother sister candidate
    critic rival opponent lawyer biographer met told said
""")

# Endings by which inflected and related words differ: Ivanov and Ivanova, Serb and Serbian.
ENDINGS = wordset(
    "a e i o u y s es n an ian in na aya ski ska sky sko ov ova os us is as er ers or skaya skoye skiy oy aya"
)


def inflected(one: str, other: str) -> bool:
    """True when two plain words with a common beginning differ in endings such as those of cases and genders.

    >>> inflected("ivanov", "ivanova"), inflected("leningradsky", "leningradskaya"), inflected("vian", "fidan")
    (True, True, False)
    """
    shared = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= 3 and all(not end or end in ENDINGS for end in (one[shared:], other[shared:]))
