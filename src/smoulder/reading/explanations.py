# ruff: noqa: E501  (a pattern or a table row stays on its line)
"""Words by which news explains why a group is quiet, by leaf of the tree; chosen for the register, not for one text."""

from smoulder.records.statement import Hypothesis

Leaves = tuple[Hypothesis, ...]

_BE = r"(?:is|are|was|were|been|being|be|remains?|'re|'s)"
_HOW = r"(?:\s+(?:now|still|also|just|only|simply|merely|probably|very|so|too|all|really|quite|already|perhaps|clearly|badly|both|then|more\s+or\s+less))*"
_MEANS = (
    r"(?:ammunition|weapons|weaponry|arms|guns|money|cash|funds|men|fighters|manpower|fuel|food|supplies|strength|leaders?|leadership|command|commanders|"
    r"recruits|resources|means|capacity|capability|capabilities|ability|bases?|sanctuary|support)"
)
_ACT = r"(?:attack|fight|strike|mount|launch|carry\s+out|recover|come\s+back|return|regroup|threaten|resist|operate|wage|control|rebuild|take\s+(?:a|any|the|on)|hold)"

PLAIN_WORDS: tuple[tuple[Leaves, str], ...] = (
    (("patience",), rf"{_BE}(?:n't|\s+not)?{_HOW}\s+(?:resting|asleep|sleeping|in\s+hiding|patient|watching\s+and\s+waiting)"),
    (("patience",), rf"{_BE}(?:n't|\s+not)?{_HOW}\s+waiting\b(?!\s+to\s+(?:surrender|go\s+home|return\s+home|join|disarm|register))"),
    (("patience",), r"wait(?:s|ed)?\s+(?:for|until)\b|rests?(?=\s*[,.;])|melt(?:s|ed)?\s+(?:away|into)"),
    (("degraded", "spent"), rf"{_BE}(?:n't|\s+not)?{_HOW}\s+(?:weak|exhausted|worn\s+out|tired|hungry|starving|desperate|demorali[sz]ed|leaderless|isolated|in\s+trouble)"),
    (("spent",), rf"{_BE}(?:n't|\s+not)?{_HOW}\s+(?:dead|over|gone|destroyed|routed|beaten)(?!\s+(?:into|to|in|from|by))"),
)  # fmt: skip
"""Everyday words that explain a quiet only where the subject right before them is the group."""

EXPLANATIONS: tuple[tuple[Leaves, str], ...] = (
    (("patience",), r"(?:strategic(?:ally)?|tactical(?:ly)?)\s+patien(?:ce|t)|(?:its|their)\s+patience|(?:is|are|was|were|been|being|remains?)\s+(?:very\s+|simply\s+|merely\s+)?patient"),
    (("patience",), r"bid(?:e|es|ing)\s+(?:its|their|his)\s+time"),
    (("patience",), r"(?:lying|lie|lies|lay|laying)\s+low|keep(?:s|ing)?\s+(?:a\s+low\s+profile|its\s+head\s+down|their\s+heads\s+down|its\s+powder\s+dry)"),
    (("patience",), r"(?:is|are|was|were|been|be|merely|simply|only|just|,)\s+waiting\s+(?:for|until|to)\b(?!\s+(?:surrender|go\s+home|return\s+home|join|disarm|register|be\s+\w+ed))|(?<=\bor\s)waiting\s+(?:for|until)\b|and\s+waiting\s+for|or\s+waiting\s+for|wait(?:s|ing)?\s+(?:it|them|us)?\s*out\b|waiting\s+(?:for\s+(?:an?|the|its|their)\s+(?:\w+\s+){0,2}(?:opportunity|chance|moment|opening|signal|order)|in\s+the\s+wings)"),
    (("patience",), r"(?:hold(?:s|ing)?|held)\s+(?:back|(?:its|their)\s+fire)|(?:conserv|preserv|sav|husband)(?:e|es|ing)\s+(?:its|their)\s+(?:strength|forces|fighters|resources|men)"),
    (("patience",), r"(?:has|have)\s+chosen\s+(?:not\s+to|to\s+wait)|tactical\s+(?:pause|retreat|withdrawal)|dormant|hibernat\w+|sleeper\s+cells\s+(?:wait|ready)\w*"),
    (("patience",), r"(?:decid|prefer|choos|chose|chosen|content|order|told|mean|intend)\w*\s+to\s+wait\b|keep\w*\s+(?:quiet|still)\s+(?:until|till|while|for\s+now|because)|(?:buy|bought|play)\w*\s+(?:for\s+)?time\b|play\w*\s+(?:the|a)\s+(?:long|waiting)\s+game|bid(?:ed|es)\s+(?:its|their)\s+time|(?:time|moment|place)\s+of\s+(?:its|their|our)\s+(?:own\s+)?choosing"),
    (("patience",), r"melt(?:s|ed|ing)?\s+away\b[^.;]{0,40}?\b(?:come|comes|came|coming)\s+back"),
    (("degraded", "spent"), r"lack(?:s|ed|ing)?\s+(?:of\s+|in\s+)?(?:the\s+|its\s+|any\s+)?(?:\w+\s+){0,2}?(?:capabilit(?:y|ies)|capacity|ability|means|strength|resources|fighters|manpower|weapons|ammunition)(?:\s+(?:and|or)\s+(?:capabilit(?:y|ies)|capacity|ability|means|strength|resources|weapons|ammunition))?"),
    (("degraded", "spent"), r"(?:(?:badly|severely|greatly|much|seriously|significantly|structural(?:ly)?|considerably|gravely)\s+)?(?:weakened|degraded|depleted|crippled|diminished|decimated|shattered)|structural\s+weakness(?:es)?|weakness\s+rather\s+than"),
    (("degraded", "spent"), r"on\s+(?:the|its|their)\s+(?:ropes|run|back\s+foot|last\s+legs|knees)|in\s+disarray|a\s+shadow\s+of\s+(?:its|their)|(?:is|are|was|been)\s+broken|has\s+been\s+broken|in\s+decline|scattered\s+and\s+\w+"),
    (("degraded", "spent"), r"(?:no\s+longer\s+(?:able|capable|in\s+a\s+position|has\s+the|have\s+the)|unable|incapable|not\s+(?:able|capable)|too\s+weak|lost\s+(?:the|its|their)\s+(?:ability|capacity|means|capability))\b(?:\s+(?:to|of)\s+\w+)?"),
    (("degraded", "spent"), r"struggl(?:es|ing)\s+to\s+(?:recruit|pay|fight|survive|mount|regroup|replace|hold)|short\s+of\s+(?:money|men|fighters|weapons|ammunition|cash|food)|(?:has|have)\s+lost\s+most\s+of\s+(?:its|their)\s+(?:fighters|leaders|men|commanders|weapons)"),
    (("degraded", "spent"), rf"(?:has|have|had|'ve|with|got)\s+(?:\w+\s+)?(?:no|little|hardly\s+any|not\s+enough|almost\s+no)\s+(?:more\s+|real\s+|such\s+)?{_MEANS}\b(?:\s+left)?"),
    (("degraded", "spent"), rf"(?:run|ran|running|runs)\s+(?:out|short|low)\s+(?:of|on)\s+(?:\w+\s+)?{_MEANS}|out\s+of\s+(?:ammunition|money|fuel|weapons|men|recruits|cash)\b|short\s+(?:of|on)\s+{_MEANS}"),
    (("degraded", "spent"), rf"(?:do|does|did)(?:\s+not|n't)\s+have\s+(?:the\s+|any\s+|enough\s+)?(?:\w+\s+)?{_MEANS}\b"),
    (("degraded", "spent"), r"(?:reduced|down)\s+to\s+(?:(?:an?|the|about|around|some|fewer\s+than|less\s+than|just|only|barely|little\s+more\s+than|no\s+more\s+than|\d[\d,]*|\w+ty|small|scattered|few|isolated)\s+){0,4}(?:handful|remnants?|bands?|pockets|cells|groups?|men|fighters|gunmen|followers|members|dozens?|hundred|rump)\b"),
    (("degraded", "spent"), r"a\s+(?:pale\s+)?shadow\s+of\s+what|(?:been|was|were)\s+(?:cut\s+in\s+half|halved|more\s+than\s+halved)|(?:their|its)\s+(?:money|ammunition|leaders|weapons|food|strength)\s+(?:is|are|has|have)\s+(?:all\s+)?(?:gone|run\s+out|dried\s+up|dead)|signs?\s+of\s+(?:\w+\s+)?weakness|out\s+of\s+weakness"),
    (("degraded", "spent"), rf"(?:cannot|can't|can\s+no\s+longer|could\s+no\s+longer|not\s+in\s+a\s+position\s+to|not\s+able\s+to)\s+{_ACT}\b"),
    (("degraded", "spent"), rf"(?:has|have|had|'ve)\s+lost\s+(?:all|much|almost\s+all|most|many|half|the\s+bulk)\s+(?:of\s+)?(?:its|their)\s+(?:\w+\s+)?(?:{_MEANS}|territory|strongholds)"),
    (("degraded", "spent"), r"broken\s+(?:its|their|the)\s+(?:back|backbone|spine)|back\s+(?:is|has\s+been)\s+broken|lack(?:s|ed)?\s+the\s+numbers"),
    (("spent",), r"(?:nobody|no\s+one|nothing)\s+left\s+to\s+fight|(?:we|army|troops|forces|soldiers)\s+(?:have\s+|has\s+)?(?:destroyed|crushed|finished|wiped\s+out|annihilated|defeated|beaten|beat)\s+(?:them|the\s+(?:group|rebels|insurgents|militants|movement|terrorists))\b|no\s+longer\s+exists?|(?:there\s+(?:is|are)|there's)\s+no\s+(?:more|longer\s+(?:an?|any))\s+(?:[\w-]+\s+){0,4}?(?:group|movement|rebels|insurgents|fighters|presence|army|organi[sz]ation|militants|insurgency|rebellion|terrorists)"),
    (("spent",), r"(?:not|never|n't)\s+(?:be\s+)?coming\s+back|(?:will\s+never|never\s+will)\s+(?:return|recover|rise|come\s+back)"),
    (("spent",), r"(?:spent\s+force|finished|wiped\s+out|eliminated|annihilated|crushed|vanquished|eradicated|a\s+thing\s+of\s+the\s+past|ceased\s+to\s+exist)(?:\s+as\s+a\s+(?:fighting\s+|military\s+)?force)?"),
    (("spent",), r"(?:technically\s+|militarily\s+|completely\s+|totally\s+|finally\s+|been\s+|is\s+|are\s+|was\s+|were\s+|yet\s+|not\s+|from\s+|neither\s+)(?:defeated|beaten)"),
    (("deal",), r"bound\s+by\s+(?:the|a|its|their)\s+(?:\w+\s+){0,2}(?:deal|agreement|accord|ceasefire|truce|pact)|(?:honou?r|respect|observ|abid|keep|stick|stuck|adher)\w*\s+(?:by\s+|to\s+)?(?:the|a|its|their)\s+(?:terms\s+of\s+the\s+)?(?:\w+\s+){0,2}(?:ceasefire|truce|deal|agreement|accord|pact|cessation)"),
    (("deal",), r"because\s+of\s+(?:the|a)\s+(?:\w+\s+){0,2}(?:ceasefire|truce|deal|agreement|accord)|bought\s+off|co-opted|committed\s+to\s+(?:the\s+)?peace"),
    (("deal",), r"(?:truce|cease-?fire|deal|agreement|accord|talks)\s+(?:that|which)\s+(?:has\s+|have\s+)?(?:kept|keeps?|holds?|held|stop(?:s|ped))\s+(?:them|it|the\s+\w+)"),
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
    (r"coming\s+back|never|no\s+longer\s+exist", "defeat"),
    (r"wait|rest|asleep|sleep|hiding|melt|time|game|choosing", "waiting"),
    (r"capabilit|capacity|ability|unable|incapable|able|capable|means", "lack of capability"),
    (r"weak|degrad|deplet|crippl|diminish|decimat|shatter", "weakness"),
    (
        r"ropes|run|back\s+foot|last\s+legs|knees|disarray|shadow|broken|decline|scattered|struggl|short|lost|reduced|down|tired|hungry|exhaust|desperate|demorali|leaderless|\bout\b|ran|\bno\b|not|n't|little|can",
        "weakness",
    ),
    (
        r"spent|finish|wiped|eliminat|annihilat|crush|vanquish|eradicat|thing|ceased|defeat|beaten|exist|dead|over|gone|destroy|rout|more|back|never",
        "defeat",
    ),
    (r"ceasefire|truce|deal|agreement|accord|pact|peace|bought|co-opted|cessation", "bound by a deal"),
    (r"renamed|rebranded|moved|shifted|relocat|redeploy|transfer|crossed|fled", "moved elsewhere"),
    (r"report|counted|recorded", "unreported"),
    (r"won|power", "victory"),
)
"""How an explanation is named, by the words that state it: the first that matches."""
