from __future__ import annotations

from datetime import date

import pytest

from smoulder.models.pressure.strength import PRESENCE, Strength, strength_of, together
from smoulder.records.force import Force
from smoulder.records.pressure import PressureEntry


def entry(**said: object) -> PressureEntry:
    return PressureEntry.model_validate(
        {"kind": "foreign troops", "by": "Sudland", "country": "Norland"} | said
    )


def troops(size: object, **said: object) -> PressureEntry:
    return entry(size=size, unit="troops", **said)


def force(*entries: PressureEntry) -> Force:
    return Force("foreign troops", "Sudland", "", entries)


def bounds(found: Strength | str) -> tuple[float, float]:
    assert isinstance(found, Strength)
    return found.low, found.high


COUNTED = force(
    entry(began="2003-03-20"),
    troops(100, seen="2003-06-30"),
    troops(60, seen="2004-06"),
    troops(20, reduced="2005-01-01"),
    entry(departed="2005-07-01"),
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2003, 3, 19), (0, 0)),
        (date(2003, 6, 30), (100, 100)),
        (date(2003, 12, 1), (60, 100)),
        (date(2004, 6, 15), (60, 100)),
        (date(2004, 6, 30), (60, 60)),
        (date(2004, 12, 31), (60, 60)),
        (date(2005, 1, 1), (20, 20)),
        (date(2005, 6, 30), (20, 20)),
        (date(2005, 7, 1), (0, 0)),
        (date(2015, 7, 1), (0, 0)),
    ],
)
def test_between_two_counts_it_is_anything_between_and_before_a_dated_step_what_was(
    day: date, expected: tuple[float, float]
) -> None:
    assert bounds(strength_of(COUNTED, day, 12)) == expected


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (force(entry(departed="2010")), "nothing is told of Sudland by 2005-01-01"),
        (force(troops(5, seen="2005-02")), "nothing is told of Sudland by 2005-01-01"),
        (force(entry(began="2004"), troops(5, seen="2005-02")), "nobody counted Sudland by 2005-01-01"),
        (force(troops(5, seen="2003-11")), "the last count of Sudland by 2005-01-01 is of 2003-11"),
        (force(entry(began="2003")), "nothing is told of Sudland in the 12 months before 2005-01-01"),
        (
            force(troops(5, seen="2004"), entry(size=2, unit="jets", seen="2005-06")),
            "counted in jets and people",
        ),
    ],
)
def test_why_a_size_is_not_known_is_said(one: Force, why: str) -> None:
    found = strength_of(one, date(2005, 1, 1), 12)
    assert isinstance(found, str)
    assert why in found


def test_a_count_holds_for_so_many_months() -> None:
    one = force(troops(5, seen="2003-11"))
    assert bounds(strength_of(one, date(2005, 1, 1), 14)) == (5, 5)


def test_where_it_can_have_left_or_was_reduced_the_lower_bound_is_nought() -> None:
    left = force(troops(5, seen="2004-11"), entry(departed="2004-12/2005-03"))
    fewer = force(troops(5, seen="2004-11"), entry(reduced="2004-12-05"))
    assert bounds(strength_of(left, date(2005, 1, 1), 12)) == (0, 5)
    assert bounds(strength_of(fewer, date(2005, 1, 1), 12)) == (0, 5)
    assert bounds(strength_of(fewer, date(2004, 12, 4), 12)) == (5, 5)


def test_counts_of_an_earlier_stay_tell_nothing_of_this_one() -> None:
    back = force(
        troops(900, seen="2004-05"),
        entry(departed="2004-06"),
        entry(began="2004-09"),
        troops(5, seen="2004-10"),
    )
    assert bounds(strength_of(back, date(2004, 8, 1), 12)) == (0, 0)
    assert bounds(strength_of(back, date(2005, 1, 1), 12)) == (5, 5)


def test_forces_are_added_up_and_those_that_left_count_for_nothing() -> None:
    other = force(troops((10, 20), seen="2004-12"))
    gone = force(entry(began="1990", departed="1991"))
    assert bounds(together([COUNTED, other, gone], date(2005, 2, 1), 12)) == (30, 40)
    assert together([gone], date(2005, 2, 1), 12) == Strength(0, 0)
    assert together([], date(2005, 2, 1), 12) == Strength(0, 0)


def test_forces_nobody_counted_are_all_there_all_gone_or_between() -> None:
    here, gone = force(entry(began="2004-12")), force(entry(began="2003", departed="2004-12"))
    day = date(2005, 2, 1)
    assert together([here, here], day, 12) == Strength(1, 1, PRESENCE, (here.entries[0].id,) * 2)
    assert bounds(together([here, gone], day, 12)) == (0, 1)
    assert bounds(together([gone, gone], day, 12)) == (0, 0)


def test_one_force_that_is_not_known_makes_the_sum_unknown() -> None:
    found = together([COUNTED, force(troops(5, seen="2001"))], date(2005, 2, 1), 12)
    assert found == "the last count of Sudland by 2005-02-01 is of 2001"
