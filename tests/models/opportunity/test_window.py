"""Days of a window as months."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.models.opportunity.window import Window, check_window
from smoulder.records.errors import BadDate, BadSetting
from smoulder.records.month import month_index, month_text

days = st.dates(date(1990, 1, 1), date(2024, 12, 31))


def days_in(month: int) -> int:
    return monthrange(month // 12, month % 12 + 1)[1]


@given(days, st.integers(0, 400))
def test_the_shares_of_the_months_add_up_to_the_days_of_the_window(first: date, more: int) -> None:
    window = Window(first, first + timedelta(days=more))
    (phase,) = window.phases(("during",))
    total = sum(share * days_in(int(month)) for month, share in zip(phase.months, phase.shares, strict=True))
    assert total == pytest.approx(more + 1)
    assert phase.shares.max() <= 1
    assert window.cut == phase.months[0] - 1


def test_a_turn_parts_the_months_and_a_split_month_is_of_the_phase_with_more_of_its_days() -> None:
    window = Window(date(2011, 7, 1), date(2012, 6, 30), date(2011, 12, 18))
    before, after = window.phases(("before", "after"))
    assert [month_text(int(one)) for one in before.months[[0, -1]]] == ["2011-07", "2011-12"]
    assert [month_text(int(one)) for one in after.months[[0, -1]]] == ["2012-01", "2012-06"]
    assert before.shares[-1] == pytest.approx(17 / 31)


def test_without_a_turn_all_days_lie_before_and_with_one_on_the_first_day_all_lie_after() -> None:
    (only,) = Window(date(2011, 7, 1), date(2011, 9, 30)).phases(("before", "after"))
    assert only.name == "before"
    (only,) = Window(date(2011, 7, 1), date(2011, 9, 30), date(2011, 7, 1)).phases(("before", "after"))
    assert only.name == "after"


def test_a_turn_where_the_kind_has_one_phase_is_refused() -> None:
    window = Window(date(2011, 7, 1), date(2011, 9, 30), date(2011, 8, 1))
    with pytest.raises(BadSetting, match="--turn"):
        window.phases(("during",))


@given(days, st.integers(0, 300), st.integers(-60, 60))
def test_a_moved_window_touches_as_many_months(first: date, more: int, months: int) -> None:
    window = Window(first, first + timedelta(days=more))
    moved = window.moved(months)
    assert moved.cut - window.cut == months
    assert len(moved.months) == len(window.months)


def test_a_window_is_cut_to_the_last_day_of_a_month() -> None:
    window = Window(date(2019, 10, 1), date(2020, 1, 20))
    assert window.until(month_index("2019-12")).last == date(2019, 12, 31)
    assert window.until(month_index("2020-01")) == window


@pytest.mark.parametrize(
    ("first", "last", "turn", "told"),
    [
        (date(2019, 10, 2), date(2019, 10, 1), None, "exchange --from and --to"),
        (date(2019, 10, 2), date(2020, 1, 23), None, "give an earlier --to"),
        (date(2016, 10, 2), date(2019, 10, 1), None, "at most 24"),
        (date(2019, 9, 2), date(2019, 10, 1), date(2019, 10, 2), "--turn 2019-10-02 lies outside"),
    ],
)
def test_a_window_that_is_none_is_refused_with_the_cure(
    first: date, last: date, turn: date | None, told: str
) -> None:
    with pytest.raises(BadDate, match=told):
        check_window(Window(first, last, turn), date(2020, 1, 23))
