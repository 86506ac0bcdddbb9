"""Branches are judged by the calendar alone, before any outcome is looked at."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from smoulder.assessment.record.deciding import Decider, Deciding
from smoulder.assessment.record.resolve import resolve
from smoulder.assessment.record.verdict import verdict_of
from smoulder.records.asked import Asked
from smoulder.records.calendar import Calendar
from smoulder.records.pressure import PressureEntry
from tests.assessment.record.world import NOW, asked, decider, series


def troops(size: int, **said: object) -> PressureEntry:
    whole = {"kind": "foreign troops", "by": "Sudland", "country": "Iraq", "size": size, "unit": "troops"}
    return PressureEntry.model_validate(whole | said)


LEFT = Calendar(
    entries=(troops(5000, seen="2019-12"), troops(1000, reduced="2020-06-15"), troops(1000, seen="2021-02"))
)
"""A fifth is left from the middle of 2020: the pressure came off."""


def branch(rule: str, **about: Any) -> Asked:
    return asked(**{"branch": rule, "rule": rule, "kind": "foreign troops", **about})


TODAY = NOW.date()


def found(question: Asked, calendar: Calendar = LEFT, day: date = TODAY) -> str:
    return verdict_of(question, calendar, day).answer


@pytest.mark.parametrize(
    ("rule", "answer"), [("stays", "not taken"), ("eases", "not taken"), ("comes off", "taken")]
)
def test_one_branch_was_taken_once_the_horizon_is_over(rule: str, answer: str) -> None:
    assert found(branch(rule)) == answer


def test_a_question_without_a_branch_is_asked_whatever_the_pressure_does() -> None:
    assert found(asked(), Calendar()) == "taken"


def test_before_the_end_of_the_horizon_only_what_fell_is_told() -> None:
    half_way = date(2020, 8, 1)
    assert found(branch("stays"), day=half_way) == "not taken"
    assert found(branch("comes off"), day=half_way) == "not yet"
    assert found(branch("eases"), day=half_way) == "not yet"
    assert found(branch("stays"), day=date(2020, 3, 1)) == "not yet"


def test_a_calendar_that_cannot_tell_leaves_the_branch_open() -> None:
    assert found(branch("stays"), Calendar()) == "not known"


@pytest.mark.parametrize("lacks", [{"rule": ""}, {"kind": ""}])
def test_a_branch_without_a_rule_can_never_be_told(lacks: dict[str, str]) -> None:
    assert found(branch("stays").model_copy(update=lacks)) == "no rule"


class Watched(Decider):
    """Notes of which questions the months were looked up."""

    def of(self, asked: Asked) -> Deciding:
        self.counts.__dict__.setdefault("looked", []).append(asked.branch)
        return Decider.of(self, asked)


def test_a_branch_that_was_not_taken_is_void_and_its_months_are_never_looked_at() -> None:
    # the months are at the line: without the void every one would be a yes
    plain = decider(series("2019-01", [2.0] * 14 + [90.0] + [0.0] * 9))
    watched = Watched(plain.counts, plain.registry, plain.own, plain.today)
    questions = [branch(rule, id=f"{at:012x}") for at, rule in enumerate(("stays", "eases", "comes off"))] + [
        asked(id="f" * 12)
    ]
    told = resolve(questions, {}, watched, LEFT, NOW)
    assert [one.resolution.status for one in told if one.resolution] == ["void", "void", "yes", "yes"]
    assert plain.counts.__dict__["looked"] == ["comes off", ""]


def test_a_void_stays_void_when_the_calendar_is_corrected_later() -> None:
    question = branch("stays")
    by = decider(series("2019-01", [2.0] * 24))
    first = resolve([question], {}, by, LEFT, NOW)[0]
    assert first.resolution is not None
    corrected = Calendar(entries=(troops(5000, seen="2019-12"), troops(5000, seen="2021-02")))
    again = resolve([question], {question.id: first.resolution}, by, corrected, NOW)[0]
    assert again.resolution is first.resolution
    assert not again.new


def test_a_question_on_a_branch_that_is_not_known_stays_open_with_the_reason() -> None:
    by = decider(series("2019-01", [2.0] * 24))
    told = resolve([branch("stays")], {}, by, Calendar(), datetime(2024, 1, 1, tzinfo=UTC))[0]
    assert told.resolution is None
    assert "not known" in told.why
