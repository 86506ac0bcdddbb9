"""The question of a request: with its lines in a lull, and never about a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from smoulder.assessment.assess import assess
from smoulder.assessment.ground import find_ground
from smoulder.assessment.question import HORIZONS, ask, question_of
from smoulder.assessment.subject import Request, Subject
from smoulder.reading.groups import load_registry
from smoulder.records.errors import NoGroup, PersonGiven

REQUEST = Request(
    reports=(), group="Islamic State", country="Iraq", as_of=date(2018, 10, 1), today=date(2026, 1, 2)
)


def test_a_group_in_a_lull_has_the_lines_that_decide_its_question() -> None:
    asked = ask(REQUEST)
    assert (asked.group, asked.country, asked.as_of, asked.horizons) == (
        "Islamic State", "Iraq", date(2018, 10, 1), HORIZONS,
    )  # fmt: skip
    assert asked.lowest is not None
    assert asked.line == max(25.0, 2 * asked.lowest, asked.lowest + 25)
    assert asked.peak is not None
    assert asked.major_line == max(asked.line, asked.peak / 2)


def test_a_group_in_no_lull_has_none() -> None:
    asked = ask(replace(REQUEST, as_of=date(2015, 1, 1)))
    assert (asked.line, asked.major_line, asked.peak, asked.lowest) == (None, None, None, None)


@pytest.mark.parametrize("door", [ask, assess], ids=["ask", "assess"])
def test_a_person_who_is_asked_about_is_refused(door: object) -> None:
    assert callable(door)
    with pytest.raises(PersonGiven, match="never persons"):
        door(replace(REQUEST, group="General Jo Example"))
    with pytest.raises(NoGroup):
        door(replace(REQUEST, group="Embers of Norland"))


def test_a_subject_made_by_hand_with_a_persons_name_is_refused() -> None:
    group = load_registry().group(234)
    subject = Subject(group, "Iraq", date(2018, 10, 1), "given")
    ground = find_ground(subject, REQUEST, np.random.default_rng(1))
    assert question_of(ground, REQUEST).group == "Islamic State"
    person = group.model_copy(update={"full_name": "General Jo Example"})
    with pytest.raises(PersonGiven, match="'General Jo Example' reads like a person's name"):
        question_of(replace(ground, subject=replace(subject, group=person)), REQUEST)
