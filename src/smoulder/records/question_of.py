"""What an answer asks of the time to come, and what was forecast of it (docs/methods/ledger-scores.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from smoulder.records.asked import Asked, Forecast, Topic
from smoulder.records.case import Assessment, Branch
from smoulder.records.change import NumberGiven
from smoulder.records.forecast import Chance
from smoulder.records.settings import Settings

OWN = "smoulder"
MODEL = "comeback model"
BASE_RATE = "base rate"
ANALYST = "analyst: "
"""What the name of an analyst's forecaster begins with."""

Told = dict[str, Chance]
"""A chance by forecaster."""


def questions_of(case_id: str, assessment: Assessment, made: datetime) -> tuple[list[Asked], list[Forecast]]:
    """Every horizon of an answer as a question on a comeback and one on a major one, on each branch and on none.

    case_id: of the case that holds the answer; made: when it was given, with its time zone.
    returns: the questions by horizon, topic and branch, and the forecasts of each: the answer's own after
             evidence; the comeback model's before it, which speaks of comebacks only; the base rate's. The last
             two know of no branch and stand with the same number on all of them. A group in no lull, and a
             horizon that was given no answer, asks nothing.
    """
    if assessment.question.line is None or assessment.situation.known is None:
        return [], []
    asked: list[Asked] = []
    forecasts: list[Forecast] = []
    branches: tuple[Branch | None, ...] = (None,)
    if assessment.branches is not None:
        branches += assessment.branches.branches
    for horizon in assessment.answer:
        for topic in ("comeback", "major"):
            for branch in branches:
                told = _told(assessment, horizon, topic, branch)
                if OWN not in told:
                    continue
                one = _asked(case_id, assessment, topic, horizon, branch)
                asked.append(one)
                forecasts += _forecasts(one.id, told, made)
    return asked, forecasts


def analyst_forecasts(
    numbers: Iterable[tuple[NumberGiven, datetime]], asked: Sequence[Asked]
) -> list[Forecast]:
    """Analysts' own numbers as forecasts of the questions they answer.

    numbers: each with the time at which it was given.
    asked:   questions of the same case; of two that a number can answer, because the line moved with the data, the
             later here is meant (`meant_last`).
    returns: a forecast for each number that answers one of them; the others answer nothing that was asked.
    """
    place = {(one.topic, one.horizon, one.branch, one.as_of): one.id for one in asked}
    found = []
    for number, made in numbers:
        question = place.get((number.topic, number.horizon, number.branch, number.as_of))
        if question is not None:
            name = f"{ANALYST}{number.analyst}"
            found.append(Forecast(question=question, forecaster=name, value=number.value, made=made))
    return found


def meant_last(asked: Sequence[Asked], case_id: str, answer: Assessment) -> list[Asked]:
    """Questions of a case in their order, but those that an answer asks behind all others.

    A case whose line went from one to another and back asks anew what it asked first, which stands first in the ledger.
    """
    ids = {one.id for one in questions_of(case_id, answer, datetime.min)[0]}
    return sorted(asked, key=lambda one: one.id in ids)


def question_id(parts: Mapping[str, object]) -> str:
    """Twelve hexadecimal characters of what a question is about.

    >>> question_id({"country": "Iraq", "horizon": 12}) == question_id({"horizon": 12, "country": "Iraq"})
    True
    """
    text = "\x1f".join(f"{name}={parts[name]}" for name in sorted(parts))
    return sha256(text.encode()).hexdigest()[:12]


def id_of(asked: Asked) -> str:
    """The id that a question has by what it asks: everything but its names and the lull, which tell it and decide
    nothing."""
    about = [name for name in Asked.model_fields if name not in ("id", "group", "lull")]
    return question_id({name: getattr(asked, name) for name in about})


def _told(assessment: Assessment, horizon: int, topic: Topic, branch: Branch | None) -> Told:
    """Who said what of a question."""
    told: Told = {}
    if branch is None:
        own = assessment.answer if topic == "comeback" else assessment.major
    else:
        own = branch.comeback if topic == "comeback" else branch.major
    if horizon in own:
        told[OWN] = own[horizon]
    # where the line lies above half of the peak both questions are one, and what is said of one is of the other
    one = topic == "comeback" or assessment.question.major_line == assessment.question.line
    if one and horizon in assessment.stack:
        told[MODEL] = assessment.stack[horizon]
    if assessment.rates is not None:
        for rate in assessment.rates.rates:
            if rate.horizon == horizon:
                told[BASE_RATE] = rate.comeback if one else rate.major
    return told


def _asked(case_id: str, assessment: Assessment, topic: Topic, horizon: int, branch: Branch | None) -> Asked:
    question, settings = assessment.question, _counted_by(assessment)
    line = question.line if topic == "comeback" else question.major_line
    content: dict[str, object] = {
        "case_id": case_id,
        "group_id": question.group_id,
        "country": question.country,
        "as_of": question.as_of,
        "mode": question.mode,
        "measure": question.measure,
        "topic": topic,
        "horizon": horizon,
        "branch": "" if branch is None else branch.id,
        "rule": "" if branch is None else branch.rule,
        "kind": "" if branch is None else branch.kind,
        "line": line,
        "unknown_months": settings.unknown_months,
        "chains": settings.chains,
    }
    about = {"group": question.group, "lull": assessment.situation.known}
    return Asked.model_validate({"id": question_id(content), **content, **about})


def _counted_by(assessment: Assessment) -> Settings:
    """The settings of an answer; what an older one does not name has its default."""
    kept = assessment.settings
    return Settings.model_validate({name: kept[name] for name in Settings.model_fields if name in kept})


def _forecasts(question: str, told: Told, made: datetime) -> list[Forecast]:
    return [
        Forecast(question=question, forecaster=name, value=one.value, low=one.low, high=one.high, made=made)
        for name, one in told.items()
    ]
