# ruff: noqa: E501  (a pattern or a table row stays on its line)
"""Words for what speaks for one explanation over another, by kind of evidence; chosen for the register of conflict news."""

import re

from smoulder.records.statement import Hypothesis

Leaves = tuple[Hypothesis, ...]

FAVOURS: dict[str, tuple[Leaves, Leaves]] = {
    "unused opportunity": (("degraded", "spent"), ("patience",)),
    "continued attacks": (("patience", "degraded"), ("spent",)),
    "capacity judged low": (("degraded", "spent"), ("patience",)),
    "waiting judged likely": (("patience",), ("degraded", "spent")),
    "would return if pressure ends": (("patience", "degraded"), ("spent",)),
    "regrouping": (("patience", "degraded"), ("spent",)),
    "still present": (("patience", "degraded"), ("spent",)),
    "large attack": (("patience",), ("degraded", "spent")),
    "surrenders": (("degraded", "spent"), ("patience", "deal")),
    "declared defeated": (("degraded", "spent"), ("patience",)),
    "ceasefire holds": (("deal",), ("patience", "degraded", "spent", "unseen")),
    "talks broken off": (("patience",), ("deal",)),
    "renamed or split": (("moved",), ("degraded", "spent")),
    "active elsewhere": (("moved",), ("spent",)),
    "reporting blocked": (("unseen",), ("spent",)),
}
"""What each kind favours, and over what."""

DENIED: dict[str, tuple[Leaves, Leaves]] = {
    "unused opportunity": (("patience",), ("degraded", "spent")),
    "capacity judged low": (("patience",), ("degraded", "spent")),
    "waiting judged likely": (("degraded", "spent"), ("patience",)),
    "would return if pressure ends": (("spent",), ("patience", "degraded")),
    "declared defeated": (("patience", "degraded"), ("spent",)),
    "ceasefire holds": (("patience", "degraded"), ("deal",)),
}
"""What a kind favours where it is denied; a denied item of any other kind is dropped."""

_OPPORTUNITY = (
    r"(?:demonstrations?|protests?|unrest|turmoil|chaos|elections?|vacuum|crisis|upheaval|opportunit(?:y|ies)|distractions?|disorder|instability|"
    r"polls?|voting|vote|registration|referendum|by-?elections?|campaign(?:ing)?|census|summit|loya\s+jirga|festival|anniversary|parade|hand-?over|rotation|"
    r"pandemic|power\s+struggle|rivalry|stand-?off|withdrawal|coup|holidays?|openings?|moment|situation|lapse|tensions?)"
)
_USE = r"(?:take\s+(?:any\s+)?advantage|exploit|capitali[sz]e|profit|make\s+(?:any\s+)?use|benefit|seize|use)"
_ATTACKS = (
    r"(?:attack(?:s|ed|ing)?|ambush(?:es|ed|ing)?|bomb(?:s|ed|ing|ings)?|raid(?:s|ed|ing)?|kill(?:s|ed|ing|ings)?|strik(?:e|es|ing)|assassinat\w+|"
    r"inflict\w*\s+(?:\w+\s+)?(?:damage|losses|casualties)|plant(?:s|ed|ing)?\s+(?:\w+\s+)?(?:bombs|mines)|hit-and-run|guerrilla\s+(?:tactics|attacks|war(?:fare)?)|"
    r"kidnap\w*|extort\w*|clash(?:es|ed|ing)?|violence|insurgency|shell(?:s|ed|ing))"
)
_RETURN = (
    r"(?:resurg(?:e|ence|ing)|rebound(?:s|ing)?|(?:re-?emerg|resurfac|reconstitut|reviv|regenerat|reorgani[sz])(?:e|es|ing|ence)|return(?:s|ing)?|come(?:s)?\s+back|coming\s+back|comeback|"
    r"(?:be|is|are)\s+(?:back|here|there|active|strong|in\s+(?:the|our|your|every)\s+[\w-]+)(?:\s+again)?|(?:take|taking|pick)\w*\s+up\s+(?:arms|weapons|the\s+fight)|(?:attack|strike|fight|start|try)\w*\s+again|start\w*\s+over|(?:go|goes)\s+back\s+to\s+(?:war|fighting)|retak(?:e|es|ing)|"
    r"bounce\s+back|rebuild(?:s|ing)?|regroup(?:s|ing)?|regain(?:s|ing)?|rise\s+again|grow(?:s|ing)?(?:\s+(?:again|stronger))?|strengthen|fill\s+the\s+(?:void|vacuum|gap))"
)
_PRESSURE = (
    r"(?:we(?:\s+\w+){0,3}?\s+(?:leave|withdraw|pull\s+(?:out|back)|go\s+(?:home|away)|move\s+(?:out|away)|let\s+up|ease)|"
    r"marines|battalions?|brigades?|units?|garrisons?|police|bases?|outposts?|patrols?|checkpoints?|peacekeeping|British|Kenyans|Ethiopians|Ugandans|Rwandans|Russians|Turks|Indians|"
    r"pressure|troops|forces|soldiers|army|peacekeepers|the\s+Americans|Americans|coalition|US|United\s+States|French|foreign|air\s?strikes|campaign|operations|mission|support|withdraw\w*|leaves?|leaving|"
    r"go(?:es)?\s+home|pull(?:s|ed|ing)?\s+(?:out|back)|pull-?out|departs?|departure|drawdown)"
)
PARTING = re.compile(
    r"(?i)\b(?:withdr[ae]w\w*|leaves?|leaving|left|go(?:es)?(?:\s+home)?|gone|pull(?:s|ed|ing)?\s+(?:out|back)|pull-?out|depart\w*|eas(?:e|es|ed|ing)|lift(?:s|ed)?|"
    r"comes?\s+off|pressure\s+(?:\w+\s+)?off|off|ends?|ended|stops?|relax\w*|reduc\w+|drawdown|draw(?:s|ing)?\s+down|lets?\s+up|without|absence|loses?|weaken\w*|"
    r"moved?|moves|sent\s+(?:\w+\s+)?(?:away|elsewhere|somewhere|home|to)|transferred|redeployed|relocated|closed?|cut|go\s+away|looks?\s+away)\b"
)
"""How pressure comes off."""
RETURNING = re.compile(rf"(?i)\b{_RETURN}")
"""How a group comes back."""
_FIGHTERS = r"(?:fighters|militants|rebels|insurgents|members|men|combatants|cadres|commanders|guerrillas|jihadists|gunmen|soldiers)"
_TRUCE = (
    r"(?:cease-?fire|truce|cessation\s+of\s+hostilities|armistice|peace\s+(?:deal|agreement|accord)|lull)"
)
_TALKS = r"(?:peace\s+)?(?:talks|negotiations|dialogue|peace\s+process)"
_WATCHERS = r"(?:reporters|journalists|media|press|monitors|observers|aid\s+workers|humanitarian\s+(?:workers|agencies)|aid\s+agencies|investigators|outsiders|independent)"

_DID_NOT = r"(?:did\s+not|didn't|could(?:\s+not|n't)|(?:has|have|had)(?:\s+not|n't)|(?:has|have|had)?\s*never|neither\s+(?:\w+\s+){1,3}?(?:has|have|had)|(?:no|none)\s+of\s+(?:them|the\s+\w+)\s+(?:has|have|had)|nobody\s+(?:has|had)?)(?:\s+(?:even|once|so\s+much\s+as))?"
_DO = r"(?:tried\s+to\s+\w+|attack|attacked|strike|struck|act|acted|move|moved|disrupt|disrupted|disturb|disturbed|interfere|interfered|interrupt|target|targeted|hit|fight|fought|appear|appeared|stir|stirred|sabotage|sabotaged|tried\s+to\s+\w+)"

SIGNS: tuple[tuple[str, str], ...] = (
    ("unused opportunity", rf"(?:fail(?:ure|ed|ing|s)|inability|unable|did\s+not|have\s+not|has\s+not|had\s+not|never|unwilling(?:ness)?|without|not\s+managed|not\s+been\s+able)\b[^.;]{{0,40}}?\b{_USE}\b[^.;]{{0,50}}?\b{_OPPORTUNITY}"),
    ("unused opportunity", rf"(?:made|making|make)\s+(?:no|little)\s+(?:use|attempt\s+to\s+{_USE})\b[^.;]{{0,50}}?\b{_OPPORTUNITY}"),
    ("unused opportunity", r"(?:let|missed|passed\s+up|squandered|ignored|wasted)\s+(?:\w+\s+){0,4}?(?:chance|opportunit(?:y|ies)|opening)s?"),
    ("unused opportunity", rf"(?:despite|throughout|during|amid)\s+(?:the|months\s+of|weeks\s+of)?\s*(?:\w+\s+){{0,3}}?{_OPPORTUNITY}\b[^.;]{{0,60}}?\b(?:no\s+(?:increase|rise|uptick|more|new)|not\s+(?:increased|risen|stepped\s+up)|quiet)"),
    ("unused opportunity", rf"(?:{_DID_NOT}\s+(?:{_DO}|try\s+to\s+\w+)|(?:made|making)\s+no\s+(?:attempt|effort|move)\s+to\s+\w+)\b[^.;]{{0,60}}?\b{_OPPORTUNITY}\b"),
    ("unused opportunity", rf"(?:did|done|doing)\s+nothing\b[^.;]{{0,25}}?\b(?:during|when|while|although|though|as|in|on|after|about|against|despite|throughout|with|to)\b[^.;]{{0,60}}?{_OPPORTUNITY}\b"),
    ("unused opportunity", rf"(?:stayed|kept|remained)\s+(?:away|quiet|silent|in\s+(?:their|its)\s+(?:camps|bases|hideouts))\b[^.;]{{0,30}}?\b(?:during|when|while|throughout|on|over)\b[^.;]{{0,40}}?{_OPPORTUNITY}\b"),
    ("opportunity used", rf"(?:took|taken|takes|taking|has\s+exploited|have\s+exploited|exploited|capitali[sz]ed|profited|seized)\s*(?:advantage\s+)?(?:of|on|from)?\s+[^.;]{{0,40}}?\b{_OPPORTUNITY}"),
    ("continued attacks", rf"(?:continu(?:e|es|ed|ing)|kept(?:\s+up)?|keeps?(?:\s+up)?|still|persist(?:s|ed|ing)?|regularly|almost\s+daily|near-daily|daily|every\s+(?:day|week|night)|went\s+on|resort(?:ed|s)?\s+to|revert(?:ed|s)?\s+to|turn(?:ed|s)?\s+to|switched\s+to)\b[^.;]{{0,60}}?\b{_ATTACKS}"),
    ("continued attacks", rf"{_ATTACKS}[^.;]{{0,50}}?\b(?:continu(?:e|es|ed)|(?:has|have|had)\s+not\s+(?:stopped|ceased|ended)|(?:go|goes|went)\s+on|persist(?:s|ed)?)\b"),
    ("would return if pressure ends", rf"{_RETURN}\b[^.;]{{0,80}}?\b(?:if|once|when|should|unless|as\s+soon\s+as|without|in\s+the\s+absence|after|until)\b[^.;]{{0,60}}?\b{_PRESSURE}\b[^.;]{{0,70}}"),
    ("would return if pressure ends", rf"\b(?:if|once|when|should|unless|without|the\s+(?:moment|day|minute)|the\s+more|the\s+longer|as\s+soon\s+as)\b[^.;]{{0,60}}?\b{_PRESSURE}\b[^;]{{0,110}}?\b{_RETURN}"),
    ("regrouping", r"(?:regroup(?:ed|ing|s)?|recruit(?:ed|ing)|(?:to|still|and|they|also)\s+recruit\b|recruits\s+(?:from|among|in|new|young|children|fighters|boys|men)|re-?arm(?:s|ed|ing)?|stockpil(?:e|es|ed|ing)|replenish(?:ed|ing|es)?|reorgani[sz](?:ed|ing|es)|rebuil(?:t|ding|ds)|rebuild|smuggl(?:ed|ing)\s+(?:in\s+)?(?:\w+\s+){0,5}?(?:weapons|arms|explosives|guns|missiles)|train(?:ing|ed)\s+(?:new\s+|young\s+)?(?:them|recruits|fighters|children|cadres|bombers)|prepar(?:e|es|ing)\s+for\s+(?:the\s+|a\s+|another\s+|its\s+)?(?:next|new|return|long|comeback|war|round)|raising\s+(?:money|funds)|(?:buying|bought|acquir\w+)\s+(?:\w+\s+)?(?:weapons|arms|guns|explosives))"),
    ("large attack", r"(?:large-scale|major|complex|coordinated|co-ordinated|deadliest|massive|biggest|largest|multi-pronged|mass-casualty|spectacular)\s+(?:\w+\s+)?(?:attack|assault|offensive|bombing|raid|operation)s?"),
    ("large attack", r"(?:resum(?:ed|es|ing)\s+(?:its\s+|their\s+)?(?:attacks|fighting|offensive|armed\s+struggle|war)|overran\s+(?:an?|the|two|several)|stormed\s+(?:an?|the)\s+(?:\w+\s+){0,2}(?:base|barracks|(?:out)?post|town|prison|camp))"),
    ("large attack", r"(?:beg[au]n|begins|start(?:ed|s))\s+(?:to\s+(?:attack|fight|strike)|attacking|fighting|striking)\b[^.;]{0,40}?\bagain\b"),
    ("surrenders", r"(?:surrender(?:ed|ing|s)?|defect(?:ed|ing)|laid\s+down\s+(?:their|its)\s+(?:arms|weapons)|gave\s+themselves\s+up|turn(?:ed|ing)\s+themselves\s+in|hand(?:ed|ing)\s+in\s+(?:their\s+)?(?:weapons|arms)|demobili[sz]ed|(?:given|gave|giving)\s+(?:themselves\s+)?up(?!\s+(?:hope|the|its|their|on|trying|territory|ground|a|an)\b))"),
    ("declared defeated", r"(?:declar|announc|proclaim|claim|hail|celebrat)(?:ed|es|ing|e|s)\s+(?:\w+\s+){0,3}?(?:victory|the\s+defeat|defeated|the\s+end\s+of|the\s+eradication)\b|(?:technically|militarily|territorially|fully|largely|completely|totally|finally|been|was|were|is|are|from|not|yet)\s+defeated|(?:declared|said)\s+to\s+be\s+defeated|the\s+end\s+of\s+(?:a|the)\s+war\s+that|(?:declar|announc|proclaim|claim|pronounc)\w*\s+(?:[\w-]+\s+){1,9}?(?:free|cleared|clear|rid)\s+of\b"),
    ("ceasefire holds", rf"{_TRUCE}\s+(?:that|which)\s+(?:has\s+|have\s+)?(?:kept|keeps?|stop(?:s|ped))\s+(?:them|it|the\s+\w+)|{_TRUCE}\b[^.;]{{0,50}}?\b(?:hold(?:s|ing)?|held|surviv(?:ed|es|ing)|(?:been|being|is)\s+(?:\w+\s+)?(?:respected|observed|honou?red)|intact|remains?\s+in\s+(?:place|force)|in\s+force)\b|guns\s+(?:have\s+)?(?:stayed|remained|fallen|fell|been)\s+silent"),
    ("ceasefire broken", rf"{_TRUCE}\b[^.;]{{0,40}}?\b(?:collaps(?:ed|es|ing)|broke\s+down|broken\s+down|ended|unravel\w*|in\s+tatters|(?:is|was|be|now)\s+over\b|is\s+dead|lapsed|expired|ran\s+out|abandoned|fell\s+apart|fallen\s+apart)|(?:broke|ended|abandoned|called\s+off|tore\s+up|violat(?:ed|ing))\s+(?:the|its|their|an?)\s+(?:[\w-]+\s+){{0,3}}?{_TRUCE}"),
    ("talks broken off", rf"(?:suspend(?:ed|s|ing)?|br(?:oke|eaking)\s+off|broken\s+off|withdr(?:ew|awn)\s+from|pull(?:ed|ing)\s+out\s+of|walk(?:ed|ing)\s+out\s+of|quit|abandon(?:ed|ing)|call(?:ed|ing)\s+off|left)\s+(?:the\s+|all\s+|its\s+|their\s+)?(?:\w+\s+)?{_TALKS}|{_TALKS}\s+(?:\w+\s+){{0,4}}?(?:collapsed|broke\s+down|broken\s+down|stalled|(?:were|was|been|remain|stay)\s+(?:\w+\s+)?(?:suspended|frozen|broken\s+off|called\s+off|deadlocked))"),
    ("renamed or split", r"(?:renamed|rebranded)\s+(?:itself|themselves)|changed\s+its\s+name|(?:has|have|had)?\s*(?:split|splintered|broken\s+away|broke\s+away|fractured)\s+(?:in|into|from|over|between|last|this|after|apart|up)\b|(?:pledged|swore|sworn|declared)\s+(?:\w+\s+)?(?:allegiance|loyalty)\s+to|merged\s+(?:with|into)"),
    ("active elsewhere", r"(?:moved|shifted|relocated|redeployed|spread|expanded|transferred|spilled)\s+(?:(?:its|their|most\s+of\s+its|many\s+of\s+its|hundreds\s+of)\s+\w+\s+|operations\s+|attacks\s+|over\s+|across\s+|south\s+|north\s+|east\s+|west\s+)*(?:to|into|towards?|across)\s+(?:the\s+|neighbou?ring\s+|nearby\s+)*(?:[A-Z]\w+|islands|border|mountains|countries|provinces|states)|crossed\s+(?:the\s+border\s+)?into\s+[A-Z]\w+"),
    ("reporting blocked", rf"(?:closed|off[\s-]limits|inaccessible|barred|banned|no\s+access|denied\s+access|den(?:y|ies|ied)\s+access|blocked|shut|restricted|cannot\s+reach|unable\s+to\s+reach|sealed)\b[^.;]{{0,40}}?\b{_WATCHERS}|{_WATCHERS}\b[^.;]{{0,40}}?\b(?:barred|banned|kept\s+out|expelled|denied\s+access|shut\s+out|unable\s+to\s+(?:reach|enter|visit|verify)|not\s+(?:been\s+)?allowed|cannot\s+(?:reach|enter|visit))"),
    ("reporting blocked", r"(?:never\s+(?:counted|reported|recorded)|go(?:es)?\s+unreported|went\s+unreported|under-?reported|(?:communications?|news|media|internet|telephone)\s+(?:blackout|shutdown)|(?:internet|phone\s+lines?|mobile\s+network)\s+(?:\w+\s+){0,2}(?:cut|shut\s+down))"),
)  # fmt: skip
"""Kinds and the words that show them, as regular expressions."""
