# ruff: noqa: E501  (a pattern or a table row stays on its line)
"""Words by which news explains why a group is quiet, by leaf of the tree; chosen for the register, not for one text."""

from smoulder.records.statement import Hypothesis

Leaves = tuple[Hypothesis, ...]

EXPLANATIONS: tuple[tuple[Leaves, str], ...] = (
    (("patience",), r"(?:strategic(?:ally)?|tactical(?:ly)?)\s+patien(?:ce|t)|(?:its|their)\s+patience|(?:is|are|was|were|been|being|remains?)\s+(?:very\s+|simply\s+|merely\s+)?patient"),
    (("patience",), r"bid(?:e|es|ing)\s+(?:its|their|his)\s+time"),
    (("patience",), r"(?:lying|lie|lies|lay|laying)\s+low|keep(?:s|ing)?\s+(?:a\s+low\s+profile|its\s+head\s+down|their\s+heads\s+down|its\s+powder\s+dry)"),
    (("patience",), r"(?:is|are|was|were|been|be|merely|simply|only|just|,)\s+waiting\s+(?:for|until|to)\b|(?<=\bor\s)waiting\s+(?:for|until)\b|and\s+waiting\s+for|or\s+waiting\s+for|wait(?:s|ing)?\s+(?:it|them|us)?\s*out\b|waiting\s+(?:for\s+(?:an?|the|its|their)\s+(?:\w+\s+){0,2}(?:opportunity|chance|moment|opening|signal|order)|in\s+the\s+wings)"),
    (("patience",), r"(?:hold(?:s|ing)?|held)\s+(?:back|(?:its|their)\s+fire)|(?:conserv|preserv|sav|husband)(?:e|es|ing)\s+(?:its|their)\s+(?:strength|forces|fighters|resources|men)"),
    (("patience",), r"(?:has|have)\s+chosen\s+(?:not\s+to|to\s+wait)|tactical\s+(?:pause|retreat|withdrawal)|dormant|hibernat\w+|sleeper\s+cells\s+(?:wait|ready)\w*"),
    (("degraded", "spent"), r"lack(?:s|ed|ing)?\s+(?:of\s+|in\s+)?(?:the\s+|its\s+|any\s+)?(?:\w+\s+){0,2}?(?:capabilit(?:y|ies)|capacity|ability|means|strength|resources|fighters|manpower|weapons|ammunition)(?:\s+(?:and|or)\s+(?:capabilit(?:y|ies)|capacity|ability|means|strength|resources|weapons|ammunition))?"),
    (("degraded", "spent"), r"(?:(?:badly|severely|greatly|much|seriously|significantly|structural(?:ly)?|considerably|gravely)\s+)?(?:weakened|degraded|depleted|crippled|diminished|decimated|shattered)|structural\s+weakness(?:es)?|weakness\s+rather\s+than"),
    (("degraded", "spent"), r"on\s+(?:the|its|their)\s+(?:ropes|run|back\s+foot|last\s+legs|knees)|in\s+disarray|a\s+shadow\s+of\s+(?:its|their)|(?:is|are|was|been)\s+broken|has\s+been\s+broken|in\s+decline|scattered\s+and\s+\w+"),
    (("degraded", "spent"), r"(?:no\s+longer\s+(?:able|capable|in\s+a\s+position|has\s+the|have\s+the)|unable|incapable|not\s+(?:able|capable)|too\s+weak|lost\s+(?:the|its|their)\s+(?:ability|capacity|means|capability))\b(?:\s+(?:to|of)\s+\w+)?"),
    (("degraded", "spent"), r"struggl(?:es|ing)\s+to\s+(?:recruit|pay|fight|survive|mount|regroup|replace|hold)|short\s+of\s+(?:money|men|fighters|weapons|ammunition|cash|food)|(?:has|have)\s+lost\s+most\s+of\s+(?:its|their)\s+(?:fighters|leaders|men|commanders|weapons)"),
    (("spent",), r"(?:spent\s+force|finished|wiped\s+out|eliminated|annihilated|crushed|vanquished|eradicated|a\s+thing\s+of\s+the\s+past|ceased\s+to\s+exist)(?:\s+as\s+a\s+(?:fighting\s+|military\s+)?force)?"),
    (("spent",), r"(?:technically\s+|militarily\s+|completely\s+|totally\s+|finally\s+|been\s+|is\s+|are\s+|was\s+|were\s+|yet\s+|not\s+|from\s+|neither\s+)(?:defeated|beaten)"),
    (("deal",), r"bound\s+by\s+(?:the|a|its|their)\s+(?:\w+\s+){0,2}(?:deal|agreement|accord|ceasefire|truce|pact)|(?:honou?r|respect|observ|abid|keep|stick|stuck|adher)\w*\s+(?:by\s+|to\s+)?(?:the|a|its|their)\s+(?:\w+\s+){0,2}(?:ceasefire|truce|deal|agreement|accord|pact|cessation)"),
    (("deal",), r"because\s+of\s+(?:the|a)\s+(?:\w+\s+){0,2}(?:ceasefire|truce|deal|agreement|accord)|bought\s+off|co-opted|committed\s+to\s+(?:the\s+)?peace"),
    (("moved",), r"(?:renamed|rebranded)\s+(?:itself|themselves|as)|(?:moved|shifted|relocated|redeployed|transferred)\s+(?:its|their|his|the\s+bulk\s+of\s+its|most\s+of\s+its)\s+(?:fighters|forces|men|operations|focus|efforts|attention|activities|bases?)"),
    (("moved",), r"(?:has|have)\s+(?:crossed|moved|fled|shifted|relocated)\s+(?:over\s+|across\s+)?(?:the\s+border|into|to)"),
    (("unseen",), r"(?:attacks?|violence|killings|raids|fighting)\s+(?:\w+\s+){0,3}(?:go(?:es|ing)?\s+unreported|unreported|under-?reported|never\s+(?:counted|reported|recorded))"),
    (("won",), r"(?:has|have)\s+(?:effectively\s+|all\s+but\s+|already\s+)?won\s+(?:the\s+)?war|(?:seized|took|taken)\s+power"),
)  # fmt: skip
"""Leaves and the words that state them, as regular expressions."""

NAMES: tuple[tuple[str, str], ...] = (
    (r"strategic(?:ally)?\s+patien", "strategic patience"),
    (r"patien", "patience"),
    (r"bid\w+\s+(?:its|their)\s+time", "biding its time"),
    (r"l(?:ying|ie|ies|ay|aying)\s+low", "lying low"),
    (r"wait", "waiting"),
    (r"capabilit|capacity|ability|unable|incapable|able|capable|means", "lack of capability"),
    (r"weak|degrad|deplet|crippl|diminish|decimat|shatter", "weakness"),
    (
        r"ropes|run|back\s+foot|last\s+legs|knees|disarray|shadow|broken|decline|scattered|struggl|short|lost",
        "weakness",
    ),
    (r"spent|finish|wiped|eliminat|annihilat|crush|vanquish|eradicat|thing|ceased|defeat|beaten", "defeat"),
    (r"ceasefire|truce|deal|agreement|accord|pact|peace|bought|co-opted|cessation", "bound by a deal"),
    (r"renamed|rebranded|moved|shifted|relocat|redeploy|transfer|crossed|fled", "moved elsewhere"),
    (r"report|counted|recorded", "unreported"),
    (r"won|power", "victory"),
)
"""How an explanation is named, by the words that state it: the first that matches."""
