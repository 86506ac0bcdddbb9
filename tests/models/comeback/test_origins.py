"""Origins of the frozen question: where they stand, what they ask, and what was seen of the answer."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from smoulder.models.comeback.origins import Origins, find_origins, join_origins
from smoulder.reading.figures import load_all_series
from smoulder.reading.holdings import victories
from smoulder.records.series import Floats, Series
from smoulder.records.settings import Settings
from smoulder.series.all_lulls import lulls_of_all, walk_histories
from smoulder.series.lull import find_lulls
from tests.series.test_lull import series

PLAIN = Settings()
RISE = [10.0] * 12 + [0.0] * 12 + [5.0] + [0.0] * 3 + [6.0] * 20
"""A = 120 in month 11; A falls by 10 a month and the lull is known at A = 20, in month 21, the third at or under 40.
Five deaths in month 24; six a month from month 28 on, so that A is 29 in month 31 and 35 in month 32."""


def one(deaths: list[float], **more: object) -> Origins:
    return find_origins([series(deaths)], PLAIN, **more)  # type: ignore[arg-type]


def row(origins: Origins, month: int) -> dict[str, float]:
    """The columns of the origin in a month of the only series."""
    (at,) = np.flatnonzero(origins.month == month + series([1.0]).first)
    return {name: getattr(origins, name)[at].item() for name in Origins.__slots__ if name != "countries"} | {
        "age": int(origins.age[at])
    }


def test_a_lull_by_hand() -> None:
    found = one(RISE)
    assert np.array_equal(found.month - series([1.0]).first, np.arange(21, 31))
    first = row(found, 21)
    assert (first["age"], first["twelve"], first["lowest"], first["peak"]) == (0, 20.0, 20.0, 120.0)
    # 2 M = 40, M + 25 = 45; half of the peak is 60
    assert (first["line"], first["major_line"]) == (45.0, 60.0)
    later = row(found, 23)
    assert (later["twelve"], later["lowest"], later["line"], later["major_line"]) == (0.0, 0.0, 25.0, 60.0)
    # A: month 28: 11, 29: 17, 30: 23, 31: 29, 32: 35, 33: 41, 34: 47, 35: 53, 36: 54 without the five, 37: 60
    assert (later["back"], later["back_major"]) == (31 - 23, 37 - 23)
    assert (first["back"], first["back_major"]) == (34 - 21, 37 - 21)


def test_the_line_stays_frozen_at_the_origin_though_the_lull_falls_lower() -> None:
    found = one(RISE)
    lines = found.line.tolist()
    assert lines[:3] == [45.0, 35.0, 25.0]
    assert np.all(np.diff(found.month + found.back) <= 0)


def test_an_old_origin_outlives_its_lull_and_is_followed_to_the_end_of_the_months() -> None:
    found = one(RISE)
    assert row(found, 21)["followed"] == len(RISE) - 1 - 21
    assert row(found, 21)["won"] is False
    assert found.month.max() - series([1.0]).first == 30
    # the walk is back when A reaches the line of the lowest A of all: M is nought from month 23 on, A 29 in month 31
    assert find_lulls(series(RISE))[0].ended == series([1.0]).first + 31


def test_what_follows_ends_at_a_hole() -> None:
    deaths = [10.0] * 12 + [0.0] * 20 + [np.nan] * 3 + [0.0] * 20
    found = one(deaths)
    # A needs nine known months of twelve or more: the third unknown one, in month 34, makes the first hole
    assert row(found, 25)["followed"] == 33 - 25
    assert not found.decided(12)[found.month - series([1.0]).first == 25][0]
    # after the hole A is known again once no more than two of the twelve are missing
    months = set((found.month - series([1.0]).first).tolist())
    assert months & set(range(30, 50)) == {30, 31, 32, 33, 44, 45, 46, 47, 48, 49}


def test_a_month_whose_own_a_is_unknown_is_no_origin() -> None:
    found = one([10.0] * 12 + [0.0] * 20 + [np.nan] * 5)
    assert found.month.max() - series([1.0]).first == 33
    assert found.followed[-1] == 0
    assert not found.decided(1)[-1]


def test_a_victory_ends_what_is_asked_and_counts_as_no_comeback() -> None:
    whole = series(RISE)
    won = {(whole.group_id, whole.country): whole.first + 27}
    found = find_origins([whole], PLAIN, won)
    assert found.month.max() == whole.first + 26
    last = row(found, 26)
    assert (last["followed"], last["won"], last["back"]) == (0, True, 0)
    assert found.won.all()
    assert found.decided(60).all()
    assert not found.came_back(60).any()
    assert not found.seen_by(whole.first + 26).won.any()
    assert found.seen_by(whole.first + 27).won.all()


def test_a_comeback_before_the_victory_still_counts() -> None:
    whole = series(RISE)
    found = find_origins([whole], PLAIN, {(whole.group_id, whole.country): whole.first + 40})
    assert found.came_back(24).all()
    assert not found.seen_by(whole.first + 30).came_back(24).any()


def test_no_series_and_a_group_that_was_never_active_have_no_origins() -> None:
    assert len(find_origins([], PLAIN)) == 0
    assert len(one([1.0] * 60)) == 0
    assert len(one([10.0] * 6)) == 0


def test_joined_origins_keep_their_countries_and_their_lulls_apart() -> None:
    other = find_origins([series(RISE, group_id=9, country="Elsewhere")], PLAIN)
    both = join_origins(one(RISE), other)
    assert len(np.unique(both.lull_code)) == 2
    assert [both.countries[place] for place in both.country] == (
        [series([1.0]).country] * len(other) + ["Elsewhere"] * len(other)
    )
    assert join_origins(other.take(np.zeros(0, dtype=np.int64)), other).unit.tolist() == other.unit.tolist()


counts = arrays(
    np.float64, 90, elements=st.sampled_from([0.0, 0.0, 0.0, 0.0, 1.0, 3.0, 8.0, 30.0, float("nan")])
)


def spelled(deaths: Floats) -> Series:
    """A loud year, and then what was drawn: most series have a lull."""
    return series([20.0] * 12 + [0.0] * 10 + deaths.tolist())


@settings(max_examples=40, deadline=None)
@given(st.lists(counts, min_size=1, max_size=3), st.integers(12, 112), st.integers(30, 140))
def test_what_was_seen_by_a_month_is_what_the_cut_series_shows(
    drawn: list[Floats], at: int, victory: int
) -> None:
    many = [series(spelled(one).deaths.tolist(), group_id=place) for place, one in enumerate(drawn)]
    first = many[0].first
    won = {(0, many[0].country): first + victory}
    whole, month = find_origins(many, PLAIN, won), first + at
    cut = [series(one.deaths[: at + 1].tolist(), group_id=one.group_id) for one in many]
    told = won if victory <= at else {}
    for again in (find_origins(cut, PLAIN, told), find_origins(many, PLAIN, won, to=month)):
        assert_same(whole.seen_by(month), again)


def assert_same(one: Origins, other: Origins) -> None:
    for name in (field.name for field in fields(Origins)):
        assert np.array_equal(getattr(one, name), getattr(other, name)), name


@settings(max_examples=40, deadline=None)
@given(counts)
def test_chances_of_a_comeback_rise_with_the_horizon_and_a_major_one_is_never_sooner(deaths: Floats) -> None:
    found = find_origins([spelled(deaths)], PLAIN)
    assert np.all(found.back <= found.followed)
    assert np.all((found.back_major == 0) | (found.back_major >= found.back))
    for short, long in ((1, 6), (6, 24), (24, 60)):
        assert np.all(found.came_back(long) >= found.came_back(short))
        assert np.all(found.decided(short) >= found.decided(long))
    assert np.all(found.line >= np.maximum(25, np.maximum(2 * found.lowest, found.lowest + 25)))
    assert np.all(found.twelve < found.line)


@settings(max_examples=40, deadline=None)
@given(counts)
def test_ages_and_lulls_are_those_of_the_lulls_themselves(deaths: Floats) -> None:
    histories = walk_histories([spelled(deaths)], PLAIN)
    (lulls,) = lulls_of_all(histories)
    found = find_origins([spelled(deaths)], PLAIN, histories=histories)
    assert set(found.lull) <= {one.known for one in lulls}
    for lull in lulls:
        inside = found.take(found.lull == lull.known)
        assert (inside.age >= 0).all()
        assert (inside.peak == lull.peak).all()
        assert inside.month.max(initial=lull.known) <= lull.last
        if lull.ended is not None:
            # the line of the walk falls with M, and the frozen one does not: the walk is back no later
            seen = inside.back > 0
            assert (inside.month + inside.back >= lull.ended)[seen].all()
        if lull.end == "open" and len(inside):
            assert inside.lowest[-1] == lull.lowest


def test_the_shares_of_origins_that_came_back_are_those_of_the_stored_facts() -> None:
    found = find_origins(load_all_series(), PLAIN, victories(date.max))
    found = found.take((found.age % 3 == 0) & (found.peak >= 50))
    for major, shares in ((False, (0.06, 0.10, 0.13, 0.18)), (True, (0.03, 0.06, 0.08, 0.11))):
        for horizon, share in zip((12, 24, 36, 60), shares, strict=True):
            rows = found.take(found.decided(horizon))
            assert rows.came_back(horizon, major=major).mean() == pytest.approx(share, abs=0.005)
