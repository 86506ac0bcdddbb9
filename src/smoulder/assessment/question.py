"""The question that an answer answers, with the lines that decide it."""

from __future__ import annotations

import numpy as np

from smoulder.assessment.ground import Ground, countries_with_rows, find_ground
from smoulder.assessment.subject import Request, choose_subject
from smoulder.reading.groups import load_registry
from smoulder.reading.no_person import check_subject
from smoulder.records.case import Question

HORIZONS = (6, 12, 24)
"""Months ahead that are asked about."""


def question_of(ground: Ground, request: Request) -> Question:
    """The question on the ground it stands on.

    returns: with peak, lowest 12-month deaths and lines where the group is in a lull; without them where it is not.
    raises:  PersonGiven where the subject reads like a person, however it was made.
    """
    subject, settings, standing = ground.subject, request.settings, ground.standing
    lull = standing.lulls[-1] if standing.situation.state in ("quiet", "subdued") else None
    line = settings.comeback_line(lull.lowest) if lull is not None else None
    question = Question(
        group_id=subject.group.group_id,
        group=subject.group.full_name or subject.group.name,
        country=subject.country,
        as_of=subject.as_of,
        mode=request.mode,
        measure=ground.series.measure,
        horizons=HORIZONS,
        peak=lull.peak if lull else None,
        lowest=lull.lowest if lull else None,
        line=line,
        major_line=max(line, lull.peak / 2) if lull is not None and line is not None else None,
    )
    check_subject(question, registry=load_registry(request.own))
    return question


def ask(request: Request) -> Question:
    """The question of a request without reports, not yet answered.

    raises: NoGroup, NoCountry, NoData or PersonGiven, each with what to do.
    """
    subject = choose_subject(request, (), load_registry(request.own), countries_with_rows(request))
    return question_of(find_ground(subject, request, np.random.default_rng(request.settings.seed)), request)
