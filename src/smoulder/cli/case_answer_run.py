"""What `smoulder case answer` does: a new answer from all that was entered, or an analyst's own number."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from smoulder.records.errors import BadEntry

if TYPE_CHECKING:
    from smoulder.cli.assess_one import Done
    from smoulder.records.case import Assessment
    from smoulder.records.change import NumberGiven

_OWN = re.compile(r"(?:(?P<topic>comeback|major)\s*:)?\s*(?P<months>[0-9]{1,3})\s*=\s*(?P<chance>.+)")


def answer_anew(
    name: str,
    as_of: str | None,
    who: str,
    parser: str,
    out: str | None,
    data: Path | None,
    settings: Path | None,
    tell: Callable[[str], None],
) -> Done:
    """Answer a case with all that was entered since its last answer, and write its brief."""
    from smoulder.assessment.work import work_on
    from smoulder.cli.assess_one import Done, write_forms
    from smoulder.cli.brief_forms import choose_print
    from smoulder.cli.case_desk import at_desk, find_case
    from smoulder.cli.case_request import request_of_case
    from smoulder.records.month import parse_day

    with at_desk(data, settings, who, out) as desk:
        case = find_case(desk, name)
        printing = choose_print("", borders=desk.chosen.borders)
        request = request_of_case(desk, case, (), parse_day(as_of) if as_of else None, parser)
        request = replace(request, progress=tell)
        done = work_on(case.id, request, desk.ledger, now=desk.now, who=desk.who)
        tell("Writing the brief")
        return Done(done, write_forms(done, desk.chosen, printing))


def check_together(own: bool, beside: Mapping[str, str | None], apart: Mapping[str, str | None]) -> None:
    """See that the options go together.

    own:    whether an analyst's own number is given. beside: options that go with it alone, with what was given.
    apart:  options that go without it.
    raises: BadEntry for one that would do nothing.
    """
    for name, given in (apart if own else beside).items():
        if given:
            why = "with --own nothing is computed" if own else "it goes with --own, which is not given"
            raise BadEntry(f"{name} {given!r} would do nothing: {why}; leave it out")


def put_own(
    name: str,
    own: Sequence[str],
    branch: str,
    who: str,
    why: str,
    data: Path | None,
    settings: Path | None,
) -> list[NumberGiven]:
    """Put an analyst's own numbers down for the questions of the case's last answer.

    raises: BadEntry where nobody is named, or a number answers no question that the case asks.
    """
    from smoulder.cli.case_desk import NOBODY, at_desk, find_case, last_answer

    with at_desk(data, settings, who) as desk:
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
        raise BadEntry(f"--own {written!r}: the case asks about {asked} months; choose one of them")
    branches = [one.id for one in answer.branches.branches] if answer.branches else []
    if branch and branch not in branches:
        raise BadEntry(f"--branch {branch!r} is none of the case; there are {', '.join(branches) or 'none'}")
    return NumberGiven(
        analyst=analyst,
        topic=topic,
        horizon=horizon,
        branch=branch,
        as_of=answer.question.as_of,
        value=parse_likelihood(found["chance"], f"--own {horizon}").mid,
    )
