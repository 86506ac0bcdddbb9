"""No case is about a person, whatever part of its question the name stands in."""

from __future__ import annotations

from datetime import date

import pytest

from smoulder.reading.groups import load_registry
from smoulder.reading.no_person import check_subject
from smoulder.reading.own_entries import OwnAlias, OwnGroup, OwnGroups
from smoulder.reading.persons import looks_like_person
from smoulder.records.case import Question
from smoulder.records.errors import PersonGiven

ASKED = Question(group_id=234, group="Islamic State", country="Iraq", as_of=date(2020, 1, 23))


def test_a_group_in_a_country_is_a_subject() -> None:
    check_subject(ASKED, "spring desk")


@pytest.mark.parametrize(
    ("part", "value"),
    [("group", "General Jo Example"), ("group", "Abu Sample al-Example"), ("country", "Colonel Mo Sample")],
)
def test_a_person_in_a_question_is_refused_also_under_the_id_of_a_group(part: str, value: str) -> None:
    with pytest.raises(PersonGiven, match=f"{part} '{value}' reads like a person's name"):
        check_subject(ASKED.model_copy(update={part: value}))


def test_a_case_is_not_named_after_a_person() -> None:
    with pytest.raises(PersonGiven, match="label 'General Jo Example'"):
        check_subject(ASKED, "General Jo Example")


def test_a_group_that_bears_a_persons_name_is_a_group() -> None:
    name = "Abu Example Sample"
    assert looks_like_person(name)
    own = OwnGroups(
        group=(OwnGroup(id=1000001, name="Sample front", countries=("Iraq",)),),
        alias=(OwnAlias(group=1000001, name=name),),
    )
    asked = ASKED.model_copy(update={"group_id": 1000001, "group": name})
    check_subject(asked, registry=load_registry(own))
    with pytest.raises(PersonGiven):
        check_subject(asked)
