"""The time axis of charts of months."""

from __future__ import annotations

import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st

from smoulder.brief.charts.timeline import from_first_death, lulls, runs, time_axis, year, years
from smoulder.records.month import month_text
from smoulder.records.situation import MonthPoint


def test_months_begin_half_a_year_before_the_first_death() -> None:
    points = tuple(
        MonthPoint(month=month_text(24000 + at), deaths=1.0 if at == 20 else 0.0) for at in range(30)
    )
    assert from_first_death(points)[0].month == month_text(24014)
    assert from_first_death(points[:10]) == ()


def test_an_open_lull_is_cut_at_the_as_of_day() -> None:
    found = lulls(samples.model_case(), 2004.0, 2020.0)
    assert found[-1][1] == 2020.0
    assert all(left < right for left, right in found)


@given(st.lists(st.sampled_from(("monthly", "unknown", "bridged from a year")), min_size=1, max_size=40))
def test_the_runs_of_all_bases_cover_every_month_once(bases: list[str]) -> None:
    points = [MonthPoint(month=month_text(24000 + at), basis=basis) for at, basis in enumerate(bases)]  # type: ignore[arg-type]
    covered = sorted(one for basis in set(bases) for one in runs(points, basis))
    assert abs(sum(right - left for left, right in covered) - len(bases) / 12) < 0.001 * len(bases)
    assert covered[0][0] == year(points[0].month)


@given(st.floats(1980, 2020), st.floats(0.1, 45), st.integers(3, 12))
def test_labelled_years_lie_on_the_axis_and_are_not_many(start: float, span: float, ticks: int) -> None:
    found = years(start, start + span, ticks)
    assert all(start <= one <= start + span for one in found)
    assert len(found) <= ticks + 2


def test_the_axis_keeps_room_for_labels() -> None:
    domain = time_axis(2000.0, 2010.0, 400, 100, 5)["scale"]["domain"]
    assert (2010.0 - domain[0]) / (domain[1] - domain[0]) == pytest.approx(300 / 400, abs=1e-4)
