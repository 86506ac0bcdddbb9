# ruff: noqa: SIM905  (lists of words stay on their lines)
"""What a group is seen to do that speaks for one explanation over another, from the grammar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from smoulder.reading import families as words
from smoulder.reading.conditions import would_return
from smoulder.reading.parse import Parse
from smoulder.reading.predications import Predication, is_unsure
from smoulder.reading.stated import objects_of, with_partner
from smoulder.reading.stems import family, stem
from smoulder.reading.whom import Whom

_GOING_ON = frozenset("again still since continue continued already daily weekly nightly every".split())
_PEOPLE = frozenset(
    "man men people boy boys youth youths fighter fighters recruit recruits hundred dozen".split()
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One kind of evidence as seen in a clause; places are characters of the text."""

    start: int
    end: int
    kind: str


def find_shown(parse: Parse, predications: Iterable[Predication], whom: Whom) -> list[Shown]:
    """Evidence in the clauses of a text whose subject is an armed group."""
    found: list[Shown] = []
    for item in predications:
        kind = _kind(parse, item, whom)
        if kind:
            found.append(Shown(item.word.start, item.word.end, kind))
    return found


def _kind(parse: Parse, item: Predication, whom: Whom) -> str:
    if would_return(parse, item, whom):
        return "would return if pressure ends"
    if whom.of(item.subject) != "group" or item.supposed:
        return ""
    verb = item.verb.split(" ")[0]
    if _is_still_there(parse, item, verb):
        return "still present"
    if item.negated or item.copular:
        return ""
    if item.passive:
        got = verb in family("give receive train arm") and with_partner(
            parse, item, verb, words.REGROUPS_WITH
        )
        return "regrouping" if got else ""
    if _regroups(parse, item, verb) and not is_unsure(item):
        return "regrouping"
    if bool({"will", "would", "could", "may", "might", "can", "to"} & item.auxiliaries):
        return ""
    if verb in words.REAPPEARS and _at_a_place(parse, item, verb):
        return "still present"
    if verb in words.STRIKES and item.objects and _goes_on(parse, item):
        return "continued attacks"
    return ""


def _is_still_there(parse: Parse, item: Predication, verb: str) -> bool:
    """'have never gone far', 'are still among us'."""
    near = [word.text.lower() for word in parse.under(item.word.index)]
    if item.negated:
        return verb in family("leave go depart disappear vanish") and bool(
            {"never", "far", "away"} & set(near)
        )
    stays = verb in words.STAYS or (item.copular and "still" in near)
    return stays and bool(words.HERE & {*near, item.word.text.lower()})


def _regroups(parse: Parse, item: Predication, verb: str) -> bool:
    if any(stem(word.text) in words.HOMES for word in objects_of(parse, item)):
        return False
    if verb in words.REGROUPS:
        gathers = verb not in family("gather rally mobilise mobilize mass train draft")
        return gathers or any(
            word.text.lower() in _PEOPLE or stem(word.text) in family("schoolboy child villager volunteer")
            for word in objects_of(parse, item)
        )
    return with_partner(parse, item, verb, words.REGROUPS_WITH)


def _at_a_place(parse: Parse, item: Predication, verb: str) -> bool:
    """Back in a place: 'returned to six villages', 'took the two towns back'."""
    if verb == "com":
        return any(child.text.lower() == "back" for child in parse.children(item.word.index))
    if item.objects and not item.verb.endswith((" to", " into")):
        return verb not in family("return come")
    homes = family("home work family life table talk")
    return not any(stem(word.text) in homes for word in parse.under(item.word.index)) and any(
        child.relation in ("obl", "obj") for child in parse.children(item.word.index)
    )


def _goes_on(parse: Parse, item: Predication) -> bool:
    perfect = any(
        child.text.lower() in ("have", "has", "'ve") and child.relation == "aux"
        for child in parse.children(item.word.index)
    )
    return perfect or any(word.text.lower() in _GOING_ON for word in parse.under(item.word.index))
