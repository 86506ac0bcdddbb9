"""Whether a group, or somebody else, is what a clause is about."""

from __future__ import annotations

import re

_OTHERS = (
    "civilians?|villagers?|residents?|people|famil(?:y|ies)|farmers?|traders?|children|women|girls|boys|students?|refugees?|displaced|"
    "returnees|workers?|nurses?|doctors?|officials?|officers?|voters?|victims?|survivors?|houses?|homes?|schools?|bridges?|roads?|shops?|villages?|"
    "towns?|army|soldiers?|troops|government|governments|police|coalition|peacekeepers?|ministers?|ministry|hospital|economy|talks|"
    "patients|crops|convoys?|marines|military|navy|parliament|diplomats?|analysts?|mediators?|journalists?|donors?|agencies|charit(?:y|ies)|"
    "Americans|French|British|everyone|everybody|nobody|prisoners?|hostages?|ships?|trucks?|mayor|president|general|colonel|we|I|you|he|she|us"
)
_BETWEEN = (
    r"(?:\s+(?:has|have|had|is|are|was|were|be|been|being|will|would|can|could|may|might|must|do|does|did|not|also|still|only|just|simply|merely|now|"
    r"already|all|both|badly|already|there|here|who|that|often|never|quickly|soon|probably|again|too|\w+ly)|n't|'re|'ve|'s|'ll|'d)*"
)
_OF_OTHERS = re.compile(
    rf"(?i)(?<![\w-])(?<!rebel )(?<!militant )(?<!insurgent )(?:{_OTHERS})"
    rf"(?:{_BETWEEN}(?:\s+[\w'-]+){{0,4}}?\s+and)?{_BETWEEN}\s*$"
)
_OF_GROUP = re.compile(
    r"(?:(?<![\w-])(?i:they|it|them|those|these|themselves|itself|the\s+rest|what\s+(?:is|remains)\s+(?:left\s+)?of\s+them|group|movement|insurgency|"
    r"insurgents?|militants?|rebels?|rebellion|fighters?|jihadists?|guerrillas?|terrorists?|gunmen|extremists?|separatists?|faction|"
    r"members|commanders|leaders|men|remnants|cells|bands|militia|network|organi[sz]ation|bandits|left)|(?<![\w'-])[A-Z][\w'-]+|\))"
    rf"{_BETWEEN}\s*$"
)
_CIVIL = re.compile(
    r"(?i)\b(?:civilians?|villagers?|residents?|people|famil(?:y|ies)|farmers?|traders?|children|refugees?|displaced|returnees|tourists?|investors?|"
    r"teachers?|students?|workers?|agencies|life|business|trade|we|I|troops|soldiers|army|coalition|government|forces|Americans|police|military|peacekeepers|marines)\b(?:\s+(?:could|would|will|can|may|might|to|all|soon|also|"
    r"quickly|only|then|themselves|begin|start|be|safely)){0,4}\s*$"
)


def is_of_others(left: str) -> bool:
    """Whether the words before a verb end in a subject that is no armed group.

    >>> is_of_others("the villagers are"), is_of_others("he said they are")
    (True, False)
    """
    return _OF_OTHERS.search(left[-80:]) is not None


def is_of_group(left: str) -> bool:
    """Whether the words before a verb end in a subject that may be the group: 'they', 'the rebels', a name."""
    return _OF_GROUP.search(left[-80:]) is not None and not is_of_others(left)


def is_of_civilians(left: str) -> bool:
    """Whether those who come back are the people who fled, or soldiers."""
    return _CIVIL.search(left[-60:]) is not None
