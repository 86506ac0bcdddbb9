"""Where the events were, in the times that speak to the question."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.assessment.assess import find_subject
from smoulder.assessment.ground import Ground, find_ground
from smoulder.assessment.places import BEFORE, LONG, LULL, PEAK, YEAR, YEAR_BEFORE, find_periods, place_events
from smoulder.assessment.subject import Request
from smoulder.records.month import month_index
from smoulder.records.series import Series
from smoulder.records.settings import Settings
from smoulder.series.lull import find_lulls
from smoulder.series.placed import find_placed
from smoulder.series.twelve import twelve_month_deaths


def ground_of(group: str, country: str, as_of: date, mode: str = "revised", chains: str = "joined") -> Ground:
    request = Request(
        (), group, country, as_of, as_of, mode, Settings(chains=chains)  # type: ignore[arg-type]
    )  # fmt: skip
    return find_ground(find_subject(request, ()), request, np.random.default_rng(1))


def months_of(deaths: list[float], first: str = "2000-01") -> Series:
    counts = np.array(deaths)
    return Series(1, "G", "C", month_index(first), *(counts,) * 7)


def periods_of(series: Series) -> list[tuple[str, int, int]]:
    lulls = find_lulls(series)
    running = lulls[-1] if lulls and lulls[-1].end == "open" else None
    asked = find_periods(twelve_month_deaths(series.deaths), series.first, running)
    return [(name, begin - series.first, end - series.first) for name, begin, end in asked]


def test_a_short_lull_has_the_peak_what_lay_between_and_itself() -> None:
    series = months_of([10.0] * 12 + [100.0] * 12 + [40.0] * 20 + [1.0] * 18)
    assert periods_of(series) == [(PEAK, 12, 23), (BEFORE, 32, 43), (LULL, 44, 61)]


def test_a_lull_that_follows_the_peak_at_once_has_nothing_between() -> None:
    assert periods_of(months_of([0.0] * 12 + [500.0] + [0.0] * 20)) == [(PEAK, 1, 12), (LULL, 13, 32)]


def test_a_long_lull_shows_its_last_year_too() -> None:
    found = periods_of(months_of([100.0] * 12 + [0.0] * (LONG + 6)))
    assert found == [(PEAK, 0, 11), (LULL, 12, 41), (YEAR, 30, 41)]


def test_an_active_group_has_its_peak_and_its_last_two_years() -> None:
    series = months_of([100.0] * 12 + [50.0] * 30)
    assert periods_of(series) == [(PEAK, 0, 11), (YEAR_BEFORE, 18, 29), (YEAR, 30, 41)]


def test_an_active_group_at_its_peak_has_no_other_map_of_it() -> None:
    assert periods_of(months_of([5.0] * 12 + [100.0] * 12)) == [(YEAR_BEFORE, 0, 11), (YEAR, 12, 23)]


@given(st.lists(st.sampled_from([0.0, 1.0, 9.0, 80.0]), min_size=1, max_size=90))
@settings(max_examples=60, deadline=None)
def test_periods_keep_within_the_months_come_in_order_and_do_not_overlap(deaths: list[float]) -> None:
    found = periods_of(months_of(deaths))
    assert 1 <= len(found) <= 4
    assert len({name for name, *_ in found}) == len(found)
    assert all(0 <= begin <= end < len(deaths) for _, begin, end in found)
    apart = found[:-1] if found[-1][0] == YEAR and any(name == LULL for name, *_ in found) else found
    assert all(one[2] < other[1] for one, other in pairwise(apart))


@pytest.mark.parametrize(
    ("group", "country", "as_of"),
    [
        ("Islamic State", "Iraq", date(2020, 1, 23)),
        ("LTTE", "Sri Lanka", date(2003, 1, 1)),
        ("Boko Haram", "Nigeria", date(2019, 6, 1)),
    ],
)
def test_each_period_adds_up_to_the_months_of_the_series(group: str, country: str, as_of: date) -> None:
    ground = ground_of(group, country, as_of)
    found = place_events(ground, Settings())
    assert found is not None
    cut = ground.standing.cut
    for one in found.periods:
        months = slice(month_index(one.first) - cut.first, month_index(one.last) - cut.first + 1)
        assert one.events == pytest.approx(np.nansum(cut.events[months]), abs=0.01)
        assert one.deaths == pytest.approx(np.nansum(cut.deaths[months]), abs=0.01)
        assert sum(cell.events for cell in one.cells) + found.unplaced[one.name] == pytest.approx(one.events)


def test_no_period_reaches_past_the_as_of_day_or_past_what_was_known_then() -> None:
    for mode, last in (("revised", "2019-05"), ("known-then", "2018-12")):
        found = place_events(ground_of("Boko Haram", "Nigeria", date(2019, 6, 1), mode), Settings())
        assert found is not None
        assert max(one.last for one in found.periods) == last


def test_months_under_another_id_are_placed_where_they_are_joined_and_only_there() -> None:
    joined = ground_of("Boko Haram", "Nigeria", date(2019, 6, 1))
    apart = ground_of("Boko Haram", "Nigeria", date(2019, 6, 1), chains="apart")
    sums = []
    for ground, chains in ((joined, "joined"), (apart, "apart")):
        cut, group = ground.standing.cut, ground.subject.group
        placed = find_placed(cut, group.links, ground.counts, date(2019, 6, 1), chains)  # type: ignore[arg-type]
        sums.append(sum(one.deaths for one in placed))
        assert sums[-1] == pytest.approx(np.nansum(cut.deaths), abs=0.01)
    assert sums[0] > sums[1] + 1000


def test_where_only_years_are_known_there_is_no_map() -> None:
    assert place_events(ground_of("Taleban", "Afghanistan", date(2019, 1, 1)), Settings()) is None
