# ruff: noqa: E501  (a pattern or a table row stays on its line)
"""Who is doing it: the noun phrase before a verb, found without a parser by the words that bound it."""

from __future__ import annotations

import re

from smoulder.reading.quotes import MASK

PERSON_HEADS = (
    "general|colonel|major|captain|lieutenant|sergeant|brigadier|admiral|marshal|commander|officer|spokesman|spokeswoman|"
    "spokesperson|official|minister|president|secretary|ambassador|envoy|mediator|negotiator|governor|mayor|chief|chairman|"
    "chairwoman|director|analyst|expert|researcher|academic|professor|diplomat|monitor|observer|activist|campaigner|lawmaker|"
    "senator|deputy|politician|leader|cleric|sheikh|elder|witness|resident|villager|trader|farmer|teacher|doctor|nurse|worker|"
    "soldier|fighter|militant|rebel|insurgent|journalist|reporter|aide|adviser|advisor|counterpart|source|man|woman|refugee|"
    "survivor|victim|lawyer|judge|prosecutor|coordinator|representative|delegate|premier|chancellor|king|prince|pope|bishop|"
    "priest|second-in-command|detective|policeman|policewoman|volunteer|student|defector|negotiator|inspector|head|member|"
    "trader|fisherman|monk|nun|driver|shopkeeper|herder|nomad|pilot|passenger|critic|opponent|supporter|friend|colleague|organiser|organizer|economist|"
    "historian|scientist|author|writer|consultant|scholar|lecturer|commentator|columnist|editor|engineer|manager|owner|guard|"
    "peacekeeper|councillor|councilor|veteran|pastor|reverend|warden|ranger|gunman|captive|hostage|prisoner|fisher|miner|officer-in-charge|"
    "preacher|imam|emir|warlord|father|mother|brother|sister|son|daughter|wife|husband|widow|neighbour|neighbor|girl|boy"
)
BODY_HEADS = (
    "government|army|military|police|navy|air force|parliament|ministry|presidency|cabinet|coalition|alliance|mission|command|"
    "agency|council|commission|committee|court|union|party|movement|group|organisation|organization|statement|report|palace|"
    "office|department|embassy|administration|authority|authorities|army|forces|troops|militia|front|network|charity|"
    "institute|centre|center|force|hospital|think tank|trust|campaign|observatory|brigade|division|congress|senate|assembly|"
    "opposition|regime|junta|leadership|firm|service|church|tribe|community|public|unit|watchdog|bureau|secretariat|union|federation|league|board|panel|body|company|newspaper|"
    "broadcaster|website|communique|communiqué|dossier|study|survey|assessment|intelligence|people|families|sides|side|"
    "monitors|rebels|insurgents|militants|separatists|jihadists|guerrillas|tigers|commanders|allies|officials|personnel"
)
_HEAD = re.compile(
    rf"(?i)\b(?:(?:{PERSON_HEADS})(?:e?s)?|(?:{BODY_HEADS})s?|[a-z-]*men|families|communities|agencies|armies|ministries|charities|militias)\b"
)
PERSON_HEAD = re.compile(rf"(?i)\b(?:{PERSON_HEADS})\b")
_PERSON_PLURAL = re.compile(rf"(?i)\b(?:(?:{PERSON_HEADS})e?s|people|men|women|families|authorities)\b")
PRONOUNS = frozenset(["he", "she", "they", "it", "we", "i"])
_VERBS = re.compile(
    r"(?i)\b(?:is|are|was|were|has|have|had|did|does|do|will|would|could|should|may|might|can|must|be|been|said|says|say|told|"
    r"took|takes|went|came|fell|made|held|killed|attacked|voted|agreed|lost|won|left|began|led|met|struck|hit|saw|gave|"
    r"captured|seized|launched|became|remain(?:s|ed)?|continu(?:e|es|ed)|meant|showed|shows|according)\b"
)
_LEADING = re.compile(
    r"""(?x)^\W*(?:(?i:however|but|and|yet|so|still|meanwhile|also|then|later|earlier|separately|nevertheless|nonetheless|moreover|
    instead|indeed|while|though|although|as|because|since|when|after|before|if|whether|that|once|for\s+(?:his|her|its|their)\s+part|
    in\s+(?:a|an)\s+[\w\s-]{3,30}?(?:statement|interview|report)|at\s+the\s+time|in\s+response|in\s+turn|for\s+now|at\s+least|
    (?:on|late\s+on|early\s+on|last|earlier|later)\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|earlier\s+this\s+\w+|last\s+\w+|this\s+\w+|
    (?:in|since|by|on)\s+(?:\d{1,2}\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December)(?:\s+\d{1,4})?|in\s+\d{4})\b[\s,]*)+"""
)
_CLAUSE = re.compile(
    r"(?i)\s(?:but|while|because|although|though|when|after|before|since|as|if|whether|that|where|which|yet|so|until|and\s+that)\s"
)
_RELATIVE = re.compile(r"(?i)\s(?:who|whom|whose|which)\s")
_AUXILIARY = re.compile(
    r"(?i)(?:^|\s)(?:has|have|had|also|then|later|earlier|however|already|previously|repeatedly|publicly|recently|once|again|often|"
    r"still|now|even|just|first|both|all|reportedly|ostensibly|never|always|once\s+again|last\s+\w+|this\s+\w+|on\s+[A-Z]\w+day|[A-Z]\w+day|"
    r"(?!family|only|italy|ally|july|assembly|reply|supply|anomaly|rally|bully|sicily|emily|kelly|daily|weekly|early|elderly)[a-z]{3,}ly)$"
)
_BLOCKING = re.compile(
    r"(?i)(?:^|\s)(?:is|are|was|were|be|been|being|to|not|would|could|may|might|can|will|must|should|cannot|or|let|n['’]t|wouldn['’]t|won['’]t|didn['’]t)$"
)
_NAME = r"[A-ZÀ-Þ][\w’'.À-ÿ-]*"
_PARTICLE = r"(?:al|bin|ibn|abu|van|von|de|del|da|dos|der|el|ul|ould|ag|of|the|bint|al-[A-Z]\w+)"
NAME = re.compile(rf"{_NAME}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_NAME})*")


_BODY_NAME = re.compile(
    r"(?i)\b(?:House|Ministry|Army|Watch|International|Council|Agency|Nations|Union|Department|Office|Organi[sz]ation|Command|"
    r"Mission|Group|Party|Front|Movement|Church|University|Institute|Cent(?:re|er)|Committee|Commission|Force|Forces|Police|"
    r"Kremlin|Pentagon|State|Congress|Senate|Parliament|Court|Bank|Cross|Crescent|Government|Treasury|Foundation|Network|Times|"
    r"Post|News|Reuters|Agence|Press|Tigers|Taliban|Taleban|Brigades?|Liberation|Republic|Observatory|Project|Corps|Navy|League)\b"
)


def strip_auxiliaries(left: str) -> tuple[str, bool]:
    """Words before a verb without its auxiliaries and adverbs; False where the verb is passive or not finite.

    >>> strip_auxiliaries("the army has repeatedly")
    ('the army', True)
    """
    text = left.rstrip()
    for _ in range(5):
        if _BLOCKING.search(text):
            return text, False
        found = _AUXILIARY.search(text)
        if not found or not text[: found.start()].strip():
            break
        text = text[: found.start()].rstrip()
    return text, not _BLOCKING.search(text)


def phrase_end_on(text: str) -> tuple[int, int] | None:
    """The noun phrase a stretch of narrator's words ends with, as (start, end) in it; None where none is seen.

    text: words up to a verb's first auxiliary, within one clause.

    >>> text = "However, two officials who asked not to be named"
    >>> start, end = phrase_end_on(text)
    >>> text[start:end]
    'two officials who asked not to be named'
    """
    text = re.sub(r"(?<=\d),(?=\d)", "_", text)
    end = len(text.rstrip())
    begin = max((text.rfind(mark, 0, end) for mark in ',;:—–"“”’‘()' + MASK), default=-1) + 1
    if text[begin - 1 : begin] in "’'" and re.match(r"\w", text[begin : begin + 1]):
        begin = _before_apostrophe(text, begin, end)
    for _ in range(6):
        stretch = text[begin:end]
        led = _LEADING.match(stretch)
        if led and led.end() < len(stretch):
            begin += led.end()
            continue
        relative = _RELATIVE.search(stretch)
        cuts = [
            found
            for found in _CLAUSE.finditer(stretch)
            if not (relative and found.start() > relative.start())
        ]
        joined = [
            found for found in re.finditer(r"\sand\s", stretch) if _VERBS.search(stretch[: found.start()])
        ]
        cut = max((found.end() for found in [*cuts, *joined]), default=0)
        if not cut:
            break
        begin += cut
    while begin < end and not text[begin].isalnum():
        begin += 1
    return (begin, end) if is_phrase(text[begin:end]) else None


def _before_apostrophe(text: str, begin: int, end: int) -> int:
    """Where the stretch begins if a possessive apostrophe is not taken for a closing mark."""
    plain = re.sub(r"(?<=\w)[’'](?=\w)", "_", text[:end])
    return max((plain.rfind(mark) for mark in ',;:—–"“”’‘()' + MASK), default=-1) + 1


def is_phrase(text: str) -> bool:
    """Whether words can be the source of a statement: a pronoun, a name, or a noun for persons or bodies.

    >>> is_phrase("a senior aid official"), is_phrase("the road to the north is")
    (True, False)
    """
    words = text.split()
    if not words or len(words) > 22:
        return False
    if len(words) == 1 and words[0].lower() in PRONOUNS:
        return True
    if _SOME_OF.fullmatch(text.strip()):
        return True
    core = core_phrase(text)
    if _NOBODY.match(core):
        return False
    if not core or len(core.split()) > 14 or _VERBS.search(re.sub(r"\b(?:Will|May|Can)\b", "", core)):
        return False
    if _HEAD.search(core):
        return True
    return NAME.fullmatch(re.sub(r"^(?:the|The)\s+", "", core)) is not None


_REDUCED = re.compile(
    r"(?<=[a-z])\s(?:published|released|issued|carried|seen|obtained|written|prepared|posted|dated|commissioned|leaked|broadcast|signed|distributed|"
    r"reached|interviewed|contacted|stationed|posted|based)\s"
)
_SOME_OF = re.compile(
    r"(?i)(?:one|another|two|three|some|many|most|several|both)\s+of\s+(?:them|the\s+\w+|those\s+\w+)"
)
_NOBODY = re.compile(
    r"(?i)^(?:neither|nobody|no\s+one|none|nothing|what|which|who|this|that|these|such|each|every)\b(?!\s+\w+\s+\w+)"
)


def core_phrase(text: str) -> str:
    """A phrase without relative clause and place: 'a monitor', from 'a monitor with the mission in Jaffna'.

    What follows 'of' and 'for' stays, since it says which body is meant.

    >>> core_phrase("a spokesman for the army in Kano who asked not to be named")
    'a spokesman for the army'
    """
    core = _REDUCED.split(_RELATIVE.split(f" {text.strip()} ")[0])[0]
    named = re.match(
        rf"\s*(?P<name>{_NAME}\s+{_NAME}(?:\s+{_NAME}){{0,3}})\s+(?:of|for)\s+(?:an?|the)?\s*", core
    )
    if (
        named
        and not _BODY_NAME.search(named["name"])
        and not re.search(
            r"(?i)\b(?:minister|secretary|chief|head|director|president|office|bank|state)\b", named["name"]
        )
    ):
        return named["name"]
    core = re.split(
        r"(?i)\s(?:with|in|at|from|near|to|on|that|based|familiar|close|speaking|citing|working|outside|inside|involved|deployed)\s",
        f"{core} ",
    )[0]
    return core.strip(" ,")


def is_plural(core: str) -> bool:
    """Whether a phrase names several persons."""
    return _PERSON_PLURAL.search(re.split(r"\s(?:of|for)\s", core)[0]) is not None or bool(
        re.search(r"\sand\s", core)
    )


_RANKS = (
    "Major General|Brigadier General|Lieutenant General|Lieutenant Colonel|Major-General|Brigadier-General|Lieutenant-General|"
    "Lieutenant-Colonel|Sgt\\.? Maj\\.?|Sergeant Major|Maj\\.? Gen\\.?|Brig\\.? Gen\\.?|Lt\\.? Gen\\.?|Lt\\.? Col\\.?|General|Gen\\.?|Colonel|Col\\.?|Major|Maj\\.?|Captain|"
    "Capt\\.?|Lieutenant|Lt\\.?|Sergeant|Sgt\\.?|Brigadier|Brig\\.?|Admiral|Adm\\.?|Marshal|Commander|Cmdr\\.?|President|Vice President|"
    "Vice-President|Prime Minister|Deputy|Foreign|Defen[cs]e|Interior|Information|Finance|Minister|Secretary|State|Secretary-General|Mr\\.?|Mrs\\.?|"
    "Ms\\.?|Dr\\.?|Prof\\.?|Professor|Sheikh|Imam|Ambassador|Senator|Sen\\.?|Rep\\.?|Governor|Gov\\.?|King|Prince|Sir|Lord|Chief|Judge|"
    "Father|Fr\\.?|Reverend|Rev\\.?|Sister|Archbishop|Cardinal|Datu|Inspector|Superintendent|Supt\\.?|Corporal|Cpl\\.?|Private|Pvt\\.?|Commissioner|"
    "High Commissioner|Commodore|Congressman|Congresswoman|Representative|Lieutenant Commander|Rear|Lt\\.? Cmdr\\.?|Maulana|Justice|Pastor|Hon\\.?|"
    "Pope|Bishop|Mayor|Chairman|Director|Envoy|Spokesman|Air|Vice|Field|Marshal|Special|UN|US|U\\.S\\.|EU|NATO|Army|Police|Ayatollah|Mullah|Deputy"
)
RANK = re.compile(rf"\b(?:{_RANKS})\b")


def person_name(core: str) -> str:
    """The person a phrase names, without rank and description, or ''.

    >>> person_name("army spokesman Colonel Jane Doe"), person_name("the White House"), person_name("Doe")
    ('Jane Doe', '', 'Doe')
    """
    core = re.sub(r",.*$", "", core.strip())
    if re.match(r"(?i)^(?:the|a|an)\s", core) and not PERSON_HEAD.search(core):
        return ""
    if re.search(r"\s(?:of|for)\s", core) and not re.search(r"\b[Ss]ecretary\s+of\b", core):
        return ""
    names = list(NAME.finditer(core))
    found = names[-1] if names else None
    if found is None or found.end() != len(core):
        return ""
    words = found[0]
    lower_before = core[: found.start()].strip()
    ranks = [rank for rank in RANK.finditer(words) if rank.end() < len(words)]
    stripped = words[ranks[-1].end() :].lstrip(" .") if ranks else words
    if lower_before and not PERSON_HEAD.search(lower_before):
        return ""
    name = stripped.strip()
    parts = name.split()
    if not name or _BODY_NAME.search(name) or RANK.fullmatch(name) or any(char.isdigit() for char in name):
        return ""
    if len(parts) == 1 and (name.isupper() and len(name) < 7 and "." not in name):
        return ""
    if PERSON_HEAD.fullmatch(parts[-1]) or PERSON_HEAD.fullmatch(parts[-1].lower()):
        return ""
    return re.sub(r"[’']s$", "", name)
