"""The one gate that everything passes which a case is about: a group and a country, never a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smoulder.reading.persons import looks_like_person
from smoulder.records.errors import PersonGiven

if TYPE_CHECKING:
    from smoulder.reading.groups import Registry
    from smoulder.records.case import Question

RULE = "Smoulder has cases about groups, never persons"


def check_subject(question: Question, label: str = "", registry: Registry | None = None) -> None:
    """See that a question, and the label of its case, are about no person.

    registry: with the user's own groups; None takes the groups that ship. A name that reads like a person's passes
              where it is a name of the group with the question's id.
    raises:   PersonGiven where group, country or label reads like a person's name.

    >>> from datetime import date
    >>> from smoulder.records.case import Question
    >>> check_subject(Question(group_id=234, group="Islamic State", country="Iraq", as_of=date(2020, 1, 1)))
    """
    if looks_like_person(question.group) and not _is_its_name(question, registry):
        raise PersonGiven(
            f"group {question.group!r} reads like a person's name; {RULE}: give the group's name"
        )
    if looks_like_person(question.country):
        raise PersonGiven(
            f"country {question.country!r} reads like a person's name; {RULE}: give the country's name"
        )
    if looks_like_person(label):
        raise PersonGiven(
            f"label {label!r} reads like a person's name; {RULE}: name the case after what sets it apart"
        )


def _is_its_name(question: Question, registry: Registry | None) -> bool:
    from smoulder.reading.groups import load_registry

    return question.group_id in (registry or load_registry()).ids(question.group)
