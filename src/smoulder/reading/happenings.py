# ruff: noqa: E501  (a pattern or a table row stays on its line)
"""The verbs and nouns by which news tells what happened."""

from __future__ import annotations

import re

OBJECT = r"(?P<object>(?:(?!(?<!\w)(?:in|on|at|by|from|since|(?:last|this)\s+(?:week|month|year|\w+day|[A-Z])|after|before|when|while|and|but|to|with|during|near|said|as|for)\b)[\w’'-]+\s*){1,10})"
_RULES: tuple[tuple[str, str], ...] = (
    ("demonstrations", r"(?P<noun>(?:(?:mass|street|anti-government|popular|violent|nationwide)\s+)*(?:demonstrations|protests|rallies|riots))(?P<for>(?:\s+in\s+(?:the\s+)?[A-Z]\w+)?\s+(?:calling|demanding|pressing|asking)\s+(?:for\s+)?(?:(?!\bsince\b|\bin\b|\blast\b)[\w’'-]+\s?){1,6})?"),
    ("collapse", r"(?P<verb>collapsed|crumbled|disintegrated)"),
    ("loss of territory", r"(?P<verb>lost)\s+(?P<object>(?:its|their|the|control\s+of)\s+(?:[\w’'-]+\s+){0,4}?(?:territory|land|ground|stronghold|bastion|foothold|town|city|caliphate|village|towns|control)(?:\s+of\s+\w+)?)"),
    ("capture", rf"(?P<verb>captured|recaptured|retook|seized|overran|liberated|took\s+control\s+of|regained\s+control\s+of)\s+{OBJECT}"),
    ("vote", r"(?P<verb>voted|passed\s+a\s+(?:resolution|law|bill))(?:\s+on\s+[\w\s]{3,18}?)?\s+(?P<object>to\s+(?:[\w’'-]+\s*){2,9})"),
    ("operations", r"(?P<verb>reduced|scaled\s+back|scaled\s+down|suspended|paused|halted|curtailed|cut\s+back|resumed|stepped\s+up)\s+(?P<object>(?:its|their|the|all|most)?\s*(?:[\w-]+\s+){0,3}?(?:operations|raids|patrols|air\s?strikes|training))"),
    ("mediation", r"(?P<verb>suspended|ended|resumed)\s+(?P<object>(?:its|their)\s+(?:work|role|mission|efforts)\s+as\s+(?:an?\s+)?(?:\w+\s+)?(?:mediator|facilitator|broker))"),
    ("talks", r"(?P<verb>suspended|broke\s+off|withdrew\s+from|pulled\s+out\s+of|walked\s+out\s+of|quit|abandoned|resumed|called\s+off|opened|held)\s+(?P<object>(?:(?:the|peace|its|all|direct|formal)\s+)*(?:talks|negotiations|peace\s+process))"),
    ("agreement", r"(?P<verb>agreed|signed)(?:\s+\w+day)?(?:\s+in\s+[A-Z]\w+(?:,\s+[A-Z]\w+)?)?\s+(?P<object>(?:on|to|a|an|the)\s+(?:[\w’'-]+\s*){1,14})"),
    ("surrender", r"(?P<verb>surrendered|laid\s+down\s+(?:their|its)\s+(?:arms|weapons)|defected)"),
    ("declaration", r"(?P<verb>declared|proclaimed)\s+(?P<object>(?:(?:an?|the|its|their|unilateral|final|military)\s+)*(?:victory|ceasefire|truce|caliphate|state\s+of\s+emergency|war|end\s+of\s+the\s+war)(?:\s+over\s+(?:the\s+)?\w+)?)"),
    ("freed", r"(?P<verb>freed|released)\s+(?P<object>(?:\d+|[a-z]+)\s+(?:of\s+the\s+)?(?:[\w’'-]+\s+){0,3}?(?:schoolgirls|girls|hostages|prisoners|captives|women|children|men|soldiers|detainees|people|villagers|students))"),
    ("kidnapping", rf"(?P<verb>kidnapped|abducted)\s+{OBJECT}"),
    ("attack", r"(?P<verb>attacked|attacking|raided|ambushed|bombed|shelled|stormed|struck|hit|targeted)\s+(?P<object>(?:an?|the|two|three|four|several|his|its|their|[A-Z]\w+)\s+(?:(?!\b(?:in|on|at|by|since|last|after|and|with|some|when)\b)[\w’'-]+\s*){1,7})"),
    ("split", r"(?P<verb>split|splintered|broke\s+away|renamed\s+itself|merged|pledged\s+allegiance)(?=\s+(?:in|into|from|with|to|last|this|over|after)\b)"),
    ("takeover", r"(?P<verb>took\s+over|seized\s+power|ousted|toppled|overthrew)\s*(?P<object>(?:(?!\b(?:in|on|at|by|since|last|after|and|defence|defense)\b)[\w’'-]+\s*){1,4})?"),
    ("departure", r"(?P<verb>withdrew|pulled\s+out|left|departed)\s+(?:from\s+)?(?P<object>(?:the\s+)?[A-Z]\w+)"),
)  # fmt: skip
PATTERNS = tuple((what, re.compile(rf"(?<![\w-]){words}")) for what, words in _RULES)
ANY = re.compile(
    rf"(?<![\w-])(?:{'|'.join(re.sub(r'[(][?]P<[a-z]+>', '(?:', words) for _, words in _RULES)})"
)
"""Whether any of the patterns fits: most sentences hold none, and one look is cheaper than one for each."""
KILLED_WHOM = re.compile(
    r"(?<!\w)(?P<verb>killed|assassinated|shot\s+dead)\s+(?P<object>(?:[A-Z]\w+[’']s\s+|the\s+|a\s+|an\s+|[a-z-]+\s+){0,6}(?P<name>[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)+))"
)
SUPPOSED = re.compile(
    r"(?i)\b(?:if|unless|would|could|may|might|should|whether|can|cannot|not|never|n['’]t)\s+(?:\w+\s+){0,3}$"
)
PLANNED = re.compile(r"(?i)\b(?:will|plans?|planned|intend(?:s|ed)?|is|are|set)\s+(?:\w+\s+)?(?:to\s+)?$")
CLAIMED = re.compile(
    r"(?i)\b(?:ostensibly|reportedly|allegedly|apparently|claimed\s+to\s+have|claims\s+to\s+have|said\s+to\s+have)\b"
)
DANGLING = re.compile(r"(?:\s+(?:in|on|at|of|for|to|the|a|an|and|with|by|that|its|his))+\s*$")
LATE = re.compile(r"\s+(?:on|in)\s+(?:[A-Z]\w+day|\d+|[A-Z][a-z]+\s+\d+|[A-Z]\w+)\b.*$")
LAND = re.compile(r"(?i)\b(caliphate|regime|government|state|front|army|territory)\b")
PROTESTERS = re.compile(r"(?i)\b(?:protest(?:e|o)rs?|demonstrators?)\b")
