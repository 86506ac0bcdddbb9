# ruff: noqa: E501  (a pattern or a table row stays on its line)
"""The words around a number that say what it counts and how exactly."""

from __future__ import annotations

import re

from smoulder.reading.numbers import PLAIN


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


COMPARATORS = {
    "more than": "more than", "over": "more than", "in excess of": "more than", "upwards of": "more than",
    "at least": "at least", "no fewer than": "at least", "no less than": "at least", "not less than": "at least",
    "about": "about", "around": "about", "some": "about", "roughly": "about", "approximately": "about",
    "an estimated": "about", "estimated": "about", "nearly": "about", "almost": "about", "close to": "about",
    "up to": "up to", "as many as": "up to", "no more than": "up to", "at most": "up to", "a maximum of": "up to",
    "less than": "less than", "fewer than": "less than", "under": "less than", "below": "less than",
}  # fmt: skip
VAGUE = {
    "hundreds of thousands": 200_000.0, "tens of thousands": 20_000.0, "dozens": 24.0, "scores": 40.0,
    "hundreds": 200.0, "thousands": 2_000.0, "millions": 2_000_000.0,
}  # fmt: skip
PATTERN = re.compile(
    rf"""(?xi)(?<![\w.$€£:/-])
    (?P<comparator>(?:{"|".join(key.replace(" ", chr(92) + "s+") for key in COMPARATORS)})\s+(?:the\s+)?)?
    (?: (?P<vague>{"|".join(key.replace(" ", chr(92) + "s+") for key in VAGUE)})
      | (?P<between>between\s+)?(?P<money>[$€£])?(?P<low>{PLAIN})
        (?:(?:\s*[-–]\s*|\s+to\s+|\s+or\s+|\s+and\s+(?=.*))(?P<high>{PLAIN}))?
    )(?P<post>\s+or\s+more)?(?P<of>\s+of(?:\s+(?:the|its|his|their|these))?)?(?=[\s,.;:)\]—–-]|$)"""
)
STOP = _words(
    "in on at by for from with to as after before since during over under near around against across "
    "along among between through until while when where who whom whose which that than and or but nor "
    "if because although though is are was were be been being has have had having do does did will "
    "would could should may might can must shall not also already still now then there here it he she "
    "they we i you this these those said say says told alleged died fled left took went came fell "
    "held lost made met rose struck hit found fought took gave got saw who's alongside outside inside "
    "within without including into onto out up down off away back ago later earlier the a an last "
    "next every each per his her its their our your both either neither only just about more less "
    "dead alive alone strong each missing homeless hurt put set sent kept taken seen given shown "
    "killed wounded injured remain remained remains live lived stayed returned returning went gone fought"
)
TIME = re.compile(
    r"(?i)^(?:[a-z]+[\s-])*?(?:days?|weeks?|months?|years?|hours?|minutes?|mins?|seconds?|decades?|centur(?:y|ies)|fortnights?|"
    r"o'clock|am|pm|a\.m|p\.m|gmt|percentage|degrees?|times|year-old)\b"
)
ROLE_NOUNS = (
    ("killed", r"killings?|deaths?|dead|fatalit(?:y|ies)|bodies|corpses|murders|executions"),
    ("wounded", r"wounded|injured|injur(?:y|ies)|casualties"),
    ("displaced", r"displaced|refugees|idps|returnees"),
    ("captured", r"prisoners|detainees|hostages|captives"),
    ("attacks", r"attacks?|bombings?|ambush(?:es)?|raids?|assaults?|air\s?strikes?|strikes|incidents|clashes|explosions|blasts|"
                r"sorties|shellings?|kidnappings|violations|skirmishes"),
    ("troops", r"troops?|soldiers|personnel|peacekeepers|servicemen|marines|fighters|militants|insurgents|rebels|gunmen|"
               r"combatants|guerrillas|jihadists|police|policemen|officers|advisers|advisors|guards|militiamen|forces|"
               r"paramilitaries|recruits|cadres|infantry|reservists|commandos|bandits"),
)  # fmt: skip
ROLE_VERBS = (
    ("killed", r"kill(?:ed|ing|s)?|dead|died|die|slain|massacred|murdered|executed|beheaded|shot\s+dead|slaughtered|lost\s+their\s+lives"),
    ("wounded", r"wound(?:ed|ing|s)?|injur(?:ed|ing|es)|hurt|maimed"),
    ("captured", r"captur(?:ed|ing|es)|arrest(?:ed|ing|s)?|detain(?:ed|ing|s)?|abduct(?:ed|ing|s)?|kidnapp(?:ed|ing)|surrendered|"
                 r"seized|taken\s+(?:hostage|prisoner)|(?:given|gave)\s+(?:themselves\s+)?up|turned\s+themselves\s+in|laid\s+down\s+their\s+(?:arms|weapons)"),
    ("displaced", r"displac(?:ed|ing|es)|fled|fleeing|uprooted|homeless|driven\s+from|forced\s+(?:to\s+flee|from)|(?:remain|live|stay)(?:ed|s)?\s+(?:\w+\s+)?in\s+(?:the\s+|\w+\s+)?camps"),
)  # fmt: skip
AFTER = {
    role: re.compile(
        rf"(?i)^\W*(?:(?:of\s+(?:whom|them)|who|that|have|has|had|were|was|are|is|been|being|be|reportedly|also|already|both|since|"
        rf"left|thought\s+to\s+have|believed\s+to\s+have)\W+){{0,5}}(?:{verbs})\b"
    )
    for role, verbs in ROLE_VERBS
}
DEATHS_OF = re.compile(r"(?i)\b(?:deaths?|killings?|murders?)\s+of\s*$")
A_YEAR = re.compile(r"(?:19|20)\d\d")
BEFORE = {
    role: re.compile(
        rf"(?i)\b(?:{verbs})(?:\s+(?:or\s+\w+ed|another|a\s+further|a\s+total\s+of|the\s+lives\s+of))?\W*$"
    )
    for role, verbs in ROLE_VERBS
}
TOLL = re.compile(r"(?i)\b(?:deaths?|death\s+toll|toll|lives|claimed\s+the\s+lives)\b(?:\s+\w+){0,3}\s*$")
TAKEN_OVER = re.compile(
    r"(?i)\b(?:took|takes?|taken|taking|hand(?:ed|s|ing)?|turn(?:ed|ing)?|won|fought)\s+over\s*$"
)
THINGS = re.compile(
    r"(?i)\b(?:weapons?|arms|rifles|guns|caches?|tons?|tonnes|vehicles|trucks?|towns?|villages?|bases?|camps?|ships?|boats?|mines|rockets|bombs|explosives|"
    r"posts?|outposts|districts|checkpoints|kilos|rounds|tanks|motorcycles|farms|schools|buildings|cattle|depots?|stores?)\b"
)
"""What is seized rather than taken prisoner."""
FAMILIES = re.compile(r"(?i)\b(?:famil(?:y|ies)|households?)\b")
PEOPLE = re.compile(
    r"(?i)\b(?:people|persons?|m[ae]n|wom[ae]n|child(?:ren)?|girls?|boys?|civilians?|villagers?|residents?|citizens?|farmers?|"
    r"herders?|traders?|pupils?|students?|teachers?|journalists?|workers?|passengers?|worshippers?|prisoners?|victims?|leaders?|"
    r"members?|commanders?|observers?|monitors?|supporters?|marchers?|protesters?|demonstrators?|refugees?|americans|[a-z]+men)\b"
)
NUMBERED = re.compile(
    r"(?i)\b(?:force|army|mission|contingent|garrison|brigade|group|movement|militia|insurgents|rebels|coalition)\b[^.;]{0,40}\bnumber(?:s|ed|ing)?\s+(?:\w+\s+){0,2}$"
)
PLURAL = re.compile(
    r"^[a-z][a-z-]*(?<!s)(?<!u)(?<!i)s$|^(?:people|men|women|children|personnel|police|policemen|cattle)$"
)
MODIFIERS = _words("arms rights operations services forces communications weapons special news sales sports")
NAMED = re.compile(
    r"(?:\b(?:[Rr]esolution|[Aa]rticle|[Cc]hapter|[Ss]ection|[Nn]o\.?|[Nn]umber|[Rr]oute|[Hh]ighway|[Pp]age|[Ff]light|[Bb]rigade|[Dd]ivision|[Uu]nit|[Zz]one|[Cc]amp|[Cc]lass|[Gg]rade|[Pp]hase|"
    r"[Ss]tage|[Vv]ersion|[Cc]hannel|[Ll]evel|[Aa]ged?|[Dd]istrict|[Oo]peration|[Tt]op|[Gg]roup of|G)|[#№])\s*-?$"
)
