"""An analyst's own number, put down beside the model's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from smoulder.desk.desk import NOBODY, Desk, find_case, last_answer
from smoulder.records.errors import BadEntry, NotInCase

if TYPE_CHECKING:
    from smoulder.records.case import Assessment
    from smoulder.records.change import NumberGiven

_OWN = re.compile(r"(?:(?P<topic>comeback|major)\s*:)?\s*(?P<months>[0-9]{1,3})\s*=\s*(?P<chance>.+)")


def put_own(desk: Desk, name: str, own: Sequence[str], branch: str, why: str) -> list[NumberGiven]:
    """Put an analyst's own numbers down for the questions of the case's last answer.

    own:    each as `own_number` takes it. branch: of the pressure, '' for the question without one.
    raises: BadEntry where nobody is named, or a number answers no question that the case asks.
    """
    case = find_case(desk, name)
    if desk.who == NOBODY:
        raise BadEntry("--own is scored under a name; give it with --who, or as SMOULDER_ANALYST")
    answer = last_answer(desk, case.id)
    if answer is None or not answer.answer:
        raise BadEntry(
            f"case {case.id} asks no question yet; `smoulder case answer {case.id}` without --own asks it"
        )
    numbers = [own_number(one, branch, desk.who, answer) for one in own]
    desk.enter(case.id, numbers, why)
    return numbers


def own_number(written: str, branch: str, analyst: str, answer: Assessment) -> NumberGiven:
    """An analyst's own number from 'MONTHS=CHANCE' or 'major:MONTHS=CHANCE'.

    raises: BadEntry where it is not written so, or the answer asks no such question.
    """
    from smoulder.assessment.likelihood import parse_likelihood
    from smoulder.records.change import NumberGiven

    found = _OWN.fullmatch(written.strip())
    if found is None:
        raise BadEntry(
            f"--own {written!r} is not clear; write months and a chance, such as 12=30% or major:24=.1"
        )
    topic: Literal["comeback", "major"] = "major" if found["topic"] == "major" else "comeback"
    horizon = int(found["months"])
    if horizon not in answer.answer:
        asked = ", ".join(str(one) for one in answer.answer)
        raise NotInCase(
            f"--own {written!r}: the case asks about {asked} months; choose one of them",
            f"--own {written!r}: the case does not ask about {horizon} months",
        )
    branches = [one.id for one in answer.branches.branches] if answer.branches else []
    if branch and branch not in branches:
        missing = f"--branch {branch!r} is none of the case"
        raise NotInCase(f"{missing}; there are {', '.join(branches) or 'none'}", missing)
    return NumberGiven(
        analyst=analyst,
        topic=topic,
        horizon=horizon,
        branch=branch,
        as_of=answer.question.as_of,
        value=parse_likelihood(found["chance"], f"--own {horizon}").mid,
    )
