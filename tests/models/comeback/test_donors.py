"""Past origins lend what a group's years do not tell of its months."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from smoulder.models.comeback.covariates import Covariates
from smoulder.models.comeback.donors import AMOUNT, MOST, PATTERN, Donors, learn_donors
from smoulder.models.comeback.live import origin_now
from smoulder.models.comeback.sample import Groups, Sample, build_sample
from smoulder.records.series import Series
from smoulder.records.settings import Settings
from tests.models.comeback.made_groups import made_groups

SAMPLE = build_sample(made_groups(40), None, Settings())
DONORS = learn_donors(SAMPLE)


def hidden(row: int) -> Sample:
    """One origin of the sample, its months not known."""
    one = SAMPLE.take(np.array([row]))
    values = one.covariates.values.copy()
    values[:, [one.covariates.names.index(name) for name in PATTERN]] = np.nan
    return Sample(one.origins, Covariates(one.covariates.names, values))


def by_depth(low: float, high: float) -> int:
    return int(np.flatnonzero((SAMPLE.origins.twelve >= low) & (SAMPLE.origins.twelve < high))[0])


def test_an_origin_with_known_months_stays_as_it_is() -> None:
    one = SAMPLE.take(np.array([3]))
    assert DONORS.fill(one) is one


def test_a_deep_lull_takes_the_amount_from_its_donors_too_and_keeps_its_question() -> None:
    one = hidden(by_depth(1, 25))
    many = DONORS.fill(one)
    assert 1 < len(many) <= MOST
    assert (many.origins.twelve < 25).all()
    assert len(np.unique(many.origins.line)) == 1
    assert many.origins.line[0] == one.origins.line[0]
    assert not np.isnan(many.covariates.only((*PATTERN, *AMOUNT)).values).any()
    for name in ("peak", "age", "comebacks", "history"):
        assert (many.covariates.column(name) == one.covariates.column(name)).all()


def test_a_shallow_lull_keeps_its_own_amount() -> None:
    one = hidden(by_depth(25, 1e9))
    many = DONORS.fill(one)
    for name in AMOUNT:
        assert (many.covariates.column(name) == one.covariates.column(name)).all()
    assert (many.origins.twelve == one.origins.twelve[0]).all()


def test_donors_are_of_the_same_depth_and_stored_ones_are_the_same() -> None:
    assert {name for name in DONORS.rows if "age" not in name} == {"depth 0", "depth 1", "depth 2"}
    assert (DONORS.rows["depth 0"][:, -1] < 25).all()
    assert (DONORS.rows["depth 2"][:, -1] >= 100).all()
    again = Donors.restored(json.loads(json.dumps(DONORS.stored())))
    assert all(np.array_equal(again.rows[name], rows) for name, rows in DONORS.rows.items())


def test_without_a_lull_of_that_depth_the_origin_is_left_with_its_gaps() -> None:
    one = hidden(by_depth(25, 1e9))
    assert Donors({}).fill(one) is one


def by_years(own: Series, month: int) -> Series:
    """The series with its events unknown in the last year, as where a yearly row stands in."""
    events = own.events.copy()
    events[month - own.first - 11 :] = np.nan
    return replace(own, events=events)


def test_months_that_a_year_stands_in_for_tell_no_pattern() -> None:
    groups = made_groups(40)
    quiet = next(
        one
        for one, month in zip(SAMPLE.origins.unit.tolist(), SAMPLE.origins.month.tolist(), strict=True)
        if month > groups.series[one].last - 6 and np.isfinite(groups.series[one].deaths[-12:]).all()
    )
    own = groups.series[quiet]
    known = origin_now(groups, (own.group_id, own.country), Settings(), own.last)
    assert not np.isnan(known.covariates.only(PATTERN).values).any()
    laid = Groups([by_years(one, own.last) if one is own else one for one in groups.series], groups.won)
    now = origin_now(laid, (own.group_id, own.country), Settings(), own.last)
    assert np.isnan(now.covariates.only(PATTERN).values).all()
    assert now.covariates.column("peak") == known.covariates.column("peak")


def test_a_peace_of_two_years_is_not_read_as_a_death_every_month() -> None:
    from smoulder.assessment.assess import Request, assess

    day = date(2005, 1, 5)
    request = Request(
        reports=(), group="UNITA", country="Angola", as_of=day, today=day, settings=Settings(draws=400)
    )
    assert assess(request).stack[12].value == pytest.approx(0.12, abs=0.05)
