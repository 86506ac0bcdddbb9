# ruff: noqa: E501  (a pattern or a table row stays on its line)
"""The verbs and turns of phrase by which news says who said what."""

from __future__ import annotations

import re

from smoulder.reading.published import WEEKDAY

FREE = (
    "said|says|say|told|tells|tell|added|adds|add|warned|warns|warn|insisted|insists|insist|believed|believes|believe|thinks|"
    "think|argued|argues|argue|feared|fears|fear|admitted|admits|admit|denied|denies|deny|predicted|predicts|predict|vowed|"
    "vows|pledged|pledges|promised|promises|threatened|threatens|stressed|stresses|stress|claimed|claims|claim|cautioned|"
    "cautions|acknowledged|acknowledges|conceded|concedes|complained|explained|explains|reiterated|concluded|estimated|"
    "estimates|estimate|alleged|alleges|hoped|hopes|hope|expects|expect|maintained|maintains|emphasi[sz]ed|emphasi[sz]es|asserted|asserts|recalled|agreed"
)
WITH_THAT = (
    "announced|announces|confirmed|confirms|declared|declares|stated|states|noted|notes|observed|observes|reported|reports|"
    "report|revealed|reveals|suggested|suggests|suggest|indicated|indicates|found|finds|testified|wrote|writes|tweeted|"
    "commented|remarked|replied|responded|answered|continued|recounted|asked|wondered|disclosed|hinted|assessed|judged|"
    "ruled|signalled|signaled|urged|called|went\\s+on|goes\\s+on|point(?:ed|s)\\s+out|made\\s+(?:it\\s+)?clear|makes\\s+(?:it\\s+)?clear|put\\s+it(?:\\s+\\w+){1,3}"
)
VERB = re.compile(rf"(?<![\w-])(?:(?P<free>{FREE})|(?P<that>{WITH_THAT}))(?![\w-])")
WITHHELD = re.compile(
    r"(?i)(?<![\w-])(?P<verb>(?:(?:did|does|do|would|has|have|had|could)(?:\s+not|n['’]t)|declin(?:ed|es)\s+to|refus(?:ed|es)\s+to|stopped\s+short\s+of)\s+"
    r"(?:yet\s+)?(?:say|saying|predict|predicting|rule\s+out|ruled\s+out|ruling\s+out|confirm|confirming|specify|elaborate\s+on|give|given|disclose|foresee|deny|name|comment\s+on|said|believe|think|expect|accept)(?:\s+that)?)(?![\w-])"
)
ACCORDING = re.compile(r"(?<!\w)[Aa]ccording\s+to\s+(?P<source>[^,.;:—–\x01\"“]{2,120})")
TIME_WORD = rf"(?:{WEEKDAY}|yesterday|today|earlier|later|afterwards?|recently|last\s+\w+|this\s+\w+|again|in\s+\d{{4}})\b"
ZONE = (
    rf"(?:\s+(?:(?:late|early)\s+)?(?:on\s+)?{TIME_WORD}(?:\s+(?:morning|afternoon|evening|night))?"
    r"|\s+(?:to|on|in|at|during|after|by|through|via|from|before|following|when|as)\s+(?!that\b)[^,.;:!?—–\x01\"“()]{1,90}?(?=\s+that\s|[,.;:!?—–]|\s*$|\s+on\s|\s+in\s|\s+at\s))*"
)
TAIL_REST = re.compile(rf"(?P<zone>{ZONE})\s*(?P<end>[.,;:!?—–]|$)")
HEAD_REST = re.compile(
    rf"(?P<zone>(?:\s+(?:(?:late|early)\s+)?(?:on\s+)?{TIME_WORD}"
    r"|\s+(?:in|at|during)\s+(?:an?|the|his|her|its|their)\s+(?:[\w’'-]+\s+){0,4}?(?:statement|interview|conference|briefing|speech|report|"
    r"address|letter|message|video|post|meeting|hearing|broadcast)(?:\s+(?:in|at|to|with|on|for|by)\s+(?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*)?"
    r"|\s+in\s+(?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,2}(?=\s+(?:on\s|that\s|the\s|an?\s|\w+day\b))"
    r"|\s+on\s+(?:Twitter|Facebook|television|state\s+television|radio)"
    r"|\s+(?:on|in|at|during|via|through|over|by|from|to|before|after|with)\s+[^,.;:\x01\"“]{2,60}?(?=\s+that\s))*)\s*,?\s*(?P<that>that(?:\s+|,\s+(?=[\w“\"])))?"
)
ADDRESSEE = re.compile(
    r"\s+(?:(?:visiting|local|foreign)\s+)?(?:reporters|journalists|lawmakers|parliament|deputies|them|him|her|us|me|"
    r"(?:an?|the|his|her)\s+[^,.;:\x01\"“]{3,60}?(?=\s+(?:that|on|in|at)\s|[,.;:]|\s*$|\s+[A-Z]\w+day)|"
    r"[a-z][^,.;:\x01\"“]{1,60}?(?=\s+that\s)|(?:[\w-]+\s+){0,3}(?:television|TV|radio|newspaper|agency|station|channel|newspapers|reporters|journalists)|"
    r"[A-Z][\w.․’']*(?:\s+(?:of\s+|the\s+)?[A-Z][\w.’']*){0,4}(?:\s+(?:television|radio|news\s+agency|newspaper|magazine))?)"
)
AFTER_QUOTE = re.compile(
    rf"^[”\"’'»]?,?\s*(?P<verb>{FREE}|{WITH_THAT})\s+(?P<source>(?!that\b|in\s|on\s|at\s|to\s)[^,.;:\x01\"“]{{2,140}})"
)
SAYING = re.compile(
    r",\s+(?:and\s+)?(?P<verb>saying|adding|warning|arguing|claiming|insisting|stressing|noting|telling|predicting)\s+(?:that\s+)?(?=\w|[\"“])"
)
NO_SPEECH = re.compile(
    r"(?:(?P<object>against|about|over|into|off|upon|between|towards?)|with|at|by|as|from|on|in|out|up|down|back|through)\b(?!\s+(?:\d|an?\s|\w+\s+(?:dozen|hundred|thousand|million))|\s+\w+\s+(?:people|men|fighters|soldiers)\b)"
)
"""What does not open reported speech: 'warned against …', 'complained about …'."""
FINITE = re.compile(
    r"(?i)\b(?:is|are|was|were|be|been|has|have|had|did|does|do|will|would|could|should|may|might|can|must|to|never|came|went|took|fell|made|held|left|lost|won|began|"
    r"met|struck|hit|saw|gave|broke|fought|ran|got|knew|thought|sent|kept|seemed?|[a-z]{3,}ed|[a-z]{3,}[^s\W]s|n['’]t)\b|['’](?:re|ll|ve|d|s|m|t)\b|\x01"
)
"""Words that show a clause rather than a noun phrase."""
SHORT_OBJECTS = re.compile(
    r"den|admit|acknowledg|conced|predict|claim|promis|threaten|pledg|vow|fear|estimat|warn"
)
"""Verbs whose bare object says what is meant: 'denied any part in it'."""
COORDINATED = re.compile(
    rf",?\s+(?:and|but)\s+(?:(?:also|later|then|instead)\s+)?(?P<verb>said|added|warned|cautioned|insisted|argued|claimed|stressed|denied|predicted|vowed|noted|"
    rf"acknowledged|admitted|conceded|complained|explained|promised)\s+(?:{TIME_WORD}\s+)?(?=that\b|it\b|he\b|she\b|they\b|there\b|the\b|an?\b|its\b|his\b|her\b|their\b|no\b|[\"“\x01])(?:that\s+)?"
)
"""A second verb of saying with the same source: '… denied that X, and said Y'."""
TRAIL = re.compile(
    r",\s+(?:using|referring|in\s+(?:a\s+)?(?:reference|apparent)|according|speaking|citing|adding|describing|quoting|quoted|"
    r"alluding|pointing|noting|saying|warning|without\s+giving)\b"
)
SUBORDINATE = re.compile(
    r"(?i)^\W*(?:if|when|while|although|though|unless|once|as|because|since|should|until|despite|even|after|before|in|on|at|for|with|without)\b"
)
WITH_INFINITIVE = re.compile(
    r"warn(?:ed|s)|vow(?:ed|s)|pledge[ds]|promise[ds]|threaten(?:ed|s)|told|urged|expects|hope[ds]|claim(?:ed|s)"
)
BASE_FORM = re.compile(r"say|think|believe|fear|claim|estimate|report|hope|expect|add|tell|deny|admit")
