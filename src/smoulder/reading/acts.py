"""An act that a predicate names, and what intent, refusal and an end make of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from smoulder.reading.lexicon import Meaning

Status = Literal["happened", "planned", "denied", "claimed", "hypothetical"]
COOPERATION = frozenset(("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"))
"""Classes of cooperation; to intend them is to agree, and to refuse them is to reject."""
FORCE = frozenset(("SANCTION", "COERCE", "ASSAULT", "FIGHT", "PROTEST", "MOBILIZE", "REJECT", "THREATEN"))


@dataclass(frozen=True, slots=True)
class Act:
    """What one predicate says happened.

    head:   the word whose subject acts. chain: the verbs from there to the one that names the act, whose objects the
            act is aimed at. told: the act is asked of the inner subject ('said that they must leave').
    """

    meaning: Meaning
    head: int
    chain: tuple[int, ...]
    status: Status = "happened"
    told: bool = False


def intended(act: Act) -> Act:
    """The act as a plan: cooperation to come is an agreement, force to come a threat.

    >>> intended(Act(Meaning("AID"), 0, (0,))).meaning.kind
    'AGREE'
    """
    kind = act.meaning.kind
    if kind in COOPERATION:
        return replace(act, meaning=Meaning("AGREE", "", act.meaning.context), status="planned")
    if kind in FORCE and kind != "REJECT":
        return replace(act, meaning=replace(act.meaning, kind="THREATEN"), status="planned")
    return replace(act, status="planned")


def refused(act: Act) -> Act | None:
    """The act with a 'not': cooperation is rejected, anything else is no event."""
    if act.meaning.kind in COOPERATION or act.meaning.kind == "DEMAND":
        return replace(act, meaning=Meaning("REJECT", "", act.meaning.context))
    return None


def stopped(meaning: Meaning) -> Meaning:
    """What it is to end such an act: talks and aid ended are a sanction, fighting ended is a retreat."""
    if meaning.kind in ("FIGHT", "ASSAULT", "MOBILIZE", "SANCTION", "COERCE"):
        return Meaning("RETREAT", "", meaning.context)
    if meaning.kind in ("PROTEST", "DEMAND", "THREATEN", "DISAPPROVE", "INVESTIGATE"):
        return Meaning("CONCEDE", "", meaning.context)
    if meaning.kind in COOPERATION:
        return Meaning("SANCTION", "", meaning.context)
    return meaning
