"""The series of all groups, with that of one case put in its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from smoulder.models.comeback.learn import groups_of, with_series
from smoulder.store.counts import Counts
from tests.models.comeback.made_groups import made_groups


def test_the_series_of_a_case_takes_the_place_of_its_own_alone() -> None:
    groups = made_groups(6)
    own = replace(groups.series[2], deaths=groups.series[2].deaths + 1)
    put = with_series(groups, own)
    assert len(put.series) == 6
    assert put.series[-1] is own
    assert [one.group_id for one in put.series[:-1]] == [
        one.group_id for one in groups.series if one.group_id != own.group_id
    ]
    elsewhere = with_series(groups, replace(own, country="C9"))
    assert len(elsewhere.series) == 7


def test_a_victory_is_known_from_its_day_on() -> None:
    counts = Counts()
    before, after = (groups_of(counts, day).won for day in (date(1990, 1, 1), date(2026, 1, 1)))
    assert set(before.items()) <= set(after.items())
    assert len(before) < len(after)
    assert all(since <= 1990 * 12 for since in before.values())
