"""Branches as plans, from nothing or from a calendar."""

from datetime import date

import numpy as np
import pytest

from smoulder.models.branches.plan import Plan, due_month, plan_of_calendar, three_plans
from smoulder.reading.pressure_calendar import read_calendar
from smoulder.records.calendar import Calendar
from smoulder.records.errors import BadSetting
from smoulder.records.month import month_index

FIRST = month_index("2011-12")
DAY = date(2011, 12, 15)


def calendar(*entries: str) -> Calendar:
    head = '[[pressure]]\nkind = "foreign troops"\nby = "US"\ncountry = "Iraq"\n'
    return read_calendar("\n".join(head + entry for entry in entries), "test")


def plan(*entries: str, months: int = 12) -> Plan:
    return plan_of_calendar("mine", calendar(*entries), 234, "Iraq", DAY, FIRST, months)


SEEN = 'seen = "2011-09"\nsize = 40000\nunit = "troops"\n'
AGREED = 'announced = "2008-11-17"\ndue = "2012-06-30"\n'


def test_three_branches_stay_ease_and_come_off_in_one_month() -> None:
    kept, eased, off = three_plans("foreign troops", FIRST, 4, FIRST + 2)
    assert [one.name for one in (kept, eased, off)] == ["stays", "eases", "comes off"]
    assert kept.courses[0].gone.tolist() == [0, 0, 0, 0]
    assert eased.courses[0].gone.tolist() == [0, 0, 0.5, 0.5]
    assert off.courses[0].gone.tolist() == [0, 0, 1, 1]
    assert off.courses[0].phase == ("in force", "in force", "departed", "departed")


def test_a_date_before_the_first_month_ahead_is_the_first_month() -> None:
    assert three_plans("deal", FIRST, 2, FIRST - 5)[2].courses[0].gone.tolist() == [1, 1]


def test_a_calendar_in_which_all_leave_comes_off_from_their_month_on() -> None:
    found = plan(SEEN, 'departed = "2012-03-10"\n')
    assert found.rule == "comes off"
    assert found.courses[0].gone.tolist() == [0] * 3 + [1] * 9
    assert "100 % gone by the end of 2012-03" in found.words


def test_a_calendar_that_halves_the_troops_eases() -> None:
    found = plan(SEEN, 'reduced = "2012-02-01"\nsize = 20000\nunit = "troops"\n')
    assert found.rule == "eases"
    assert found.courses[0].gone.tolist() == [0] * 2 + [0.5] * 10


def test_what_a_calendar_last_said_holds_to_the_end() -> None:
    found = plan(SEEN, months=36)
    assert found.rule == "stays"
    assert np.all(found.courses[0].gone == 0)


def test_a_hand_over_is_a_phase_of_its_own() -> None:
    found = plan(SEEN, 'handed_over = "2012-02-01"\n')
    assert found.courses[0].phase[:3] == ("in force", "in force", "handed over")


def test_more_troops_than_on_the_day_are_less_than_nothing_gone() -> None:
    found = plan(SEEN, 'reduced = "2012-02-01"\nsize = 60000\nunit = "troops"\n')
    assert found.courses[0].gone[-1] == pytest.approx(-0.5)


def test_a_calendar_that_says_nothing_of_the_day_is_refused_with_a_cure() -> None:
    with pytest.raises(BadSetting, match="'mine' says nothing of pressure"):
        plan('seen = "2015-01-01"\nsize = 10\nunit = "troops"\n')


def test_the_due_month_is_the_one_known_by_the_day() -> None:
    found = calendar(SEEN, AGREED)
    assert due_month(found, 234, "Iraq", "foreign troops", DAY) == month_index("2012-06")
    assert due_month(found, 234, "Iraq", "foreign troops", date(2008, 1, 1)) is None
    assert due_month(found, 234, "Iraq", "peacekeepers", DAY) is None
    assert due_month(Calendar(), 234, "Iraq", "foreign troops", DAY) is None
