# ruff: noqa: E501, SIM905  (lists of words stay on their lines)
"""What would happen once the pressure is off: 'the day the soldiers leave, they will be back'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smoulder.reading.parse import Parse, Word
from smoulder.reading.predications import Predication
from smoulder.reading.stems import family, stem
from smoulder.reading.whom import Whom

_PARTING = family(
    "leave withdraw depart go fly end stop ease lift close weaken relax reduce cut lose move transfer redeploy fail sail pull hand look thin vanish "
    "run dry quit exit abandon"
)
_RETURNING = family(
    "return resurge rebound reemerge resurface reconstitute revive regenerate reorganise come rebuild regroup regain rise grow fill retake take attack "
    "strike fight start try seize overrun storm reclaim reappear recapture march enter flood spread restart resume be"
)
_HELD = family("lose fall collapse crumble overrun unravel reverse undo topple")
"""What the other side suffers once the pressure is off."""
_WHEN = frozenset("if when once unless should after until while".split())
_TIMES = frozenset("day moment minute hour night week month time".split())
_PRESSING = re.compile(
    r"(?i)^(?:pressure|troops?|forces?|soldiers?|army|armies|peacekeepers?|americans?|coalition|us|u\.s\.|french|british|kenyans|ethiopians|rwandans|"
    r"indians|russians|turks|ugandans|foreigners?|foreign|air\s?strikes?|strikes|campaign|operations?|mission|support|helicopters?|planes|jets|drones|"
    r"aircraft|marines|battalions?|brigades?|units?|garrisons?|police|patrols?|checkpoints?|bases?|posts?|outposts?|we|money|aid|blockade|siege|embargo|"
    r"sanctions|presence|deployment|emiratis?|nato|un|contingents?|allies|west|convoys?|guns|advisers|trainers|soldiering)$"
)
_HERE = re.compile(
    r"(?i)^(?:back|here|there|again|home|gates?|doors?|streets?|town|city|capital|villages?|road|everywhere)$"
)


def would_return(parse: Parse, found: Predication, whom: Whom) -> bool:
    """Whether a predication says that the group comes back, or that ground is lost, once the pressure is off.

    found: a predication of the group, or of what it could take. whom: who is meant by whom in this report.
    """
    if not _comes_back(parse, found, whom):
        return False
    if found.negated:
        return any(_while_pressed(parse, clause, whom) for clause in _clauses(parse, found.word))
    return any(_parts(parse, clause, whom) for clause in _clauses(parse, found.word)) or _without(
        parse, found
    )


def _comes_back(parse: Parse, found: Predication, whom: Whom) -> bool:
    who = whom.of(found.subject)
    verb = found.verb.split(" ")[0]
    if verb in _HELD and bool({"would", "could", "will", "may", "might"} & found.auxiliaries):
        return who != "group"
    if who != "group" or verb not in _RETURNING:
        return False
    if verb in family("be come go") or found.copular:
        return any(_HERE.match(word.text) for word in parse.under(found.word.index)) or "back" in found.verb
    return True


def _clauses(parse: Parse, word: Word) -> Iterator[Word]:
    """Clauses and times that a predicate is said of: 'when …', 'the day …'."""
    for above in parse.above(word.index):
        # 'The day they go, …': the parser may take the time for the main clause.
        if above.start < word.start and any(
            child.text.lower() in _TIMES for child in parse.children(above.index)
        ):
            yield above
    for number in (word.index, *(above.index for above in parse.above(word.index) if above.upos == "VERB")):
        for child in parse.children(number):
            if child.index == word.index or child.start > word.start + 400:
                continue
            if child.relation == "advcl":
                yield child
            if child.text.lower() in _TIMES:
                yield from (
                    inner for inner in parse.children(child.index) if inner.relation in ("acl", "advcl")
                )


def _parts(parse: Parse, clause: Word, whom: Whom) -> bool:
    """Whether a clause tells that those who press go away or let up."""
    time = parse.words[clause.head].text.lower() in _TIMES
    time = time or any(child.text.lower() in _TIMES for child in parse.children(clause.index))
    marks = {
        child.text.lower() for child in parse.children(clause.index) if child.relation in ("mark", "advmod")
    }
    inverted = any(child.text.lower() in ("should", "were") for child in parse.children(clause.index))
    if not (time or inverted or marks & _WHEN or {"as", "soon"} <= marks):
        return False
    subject = parse.child(clause.index, "nsubj")
    if subject is None or whom.of(subject) == "group":
        return False
    pressing = (
        any(_PRESSING.match(word.text) for word in parse.under(subject.index))
        or subject.text.lower() == "they"
    )
    words = [clause, *(word for word in parse.children(clause.index) if word.relation in ("xcomp", "conj"))]
    return pressing and any(stem(word.text) in _PARTING for word in words)


def _while_pressed(parse: Parse, clause: Word, whom: Whom) -> bool:
    """'as long as the planes are overhead'."""
    texts = [word.text.lower() for word in parse.under(clause.index)]
    if not ({"while", "unless"} & set(texts) or ("as" in texts and "long" in texts)):
        return False
    subject = parse.child(clause.index, "nsubj")
    return subject is not None and any(_PRESSING.match(word.text) for word in parse.under(subject.index))


def _without(parse: Parse, found: Predication) -> bool:
    """'without French helicopters'."""
    for child in parse.children(found.word.index):
        if child.relation in ("obl", "advcl", "nmod"):
            case = parse.child(child.index, "case", "mark")
            if case is not None and case.text.lower() == "without":
                return any(_PRESSING.match(word.text) for word in parse.under(child.index))
    return False
