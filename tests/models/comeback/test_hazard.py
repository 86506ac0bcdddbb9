"""The discrete-time hazard against hand-worked rates, statsmodels, and a drift that is known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.linalg import eigh

from smoulder.models.comeback.covariates import Covariates
from smoulder.models.comeback.hazard import PERIOD, FittedHazard, Hazard
from smoulder.models.comeback.origins import Origins
from smoulder.models.comeback.steps import EDGES, LEAD, steps_of
from smoulder.records.series import Floats, Ints
from tests.models.comeback.waiting import origins_of

FLAT = Hazard(names=("x",), effect_sd=50.0, lead_sd=50.0, step_sd=50.0, drift_sd=50.0)
ONE_RATE = Hazard(names=("x",), step_sd=1e-4, drift_sd=1e-4)


def lulls(back: Ints, followed: int, at: Ints | None = None) -> Origins:
    """One origin of age nought for each lull, each of a group of its own, at month 100 or `at`."""
    size = len(back)
    rows = origins_of(np.arange(size), np.zeros(size, dtype=np.int64), back, np.full(size, followed))
    return rows if at is None else replace(rows, lull=at, month=at)


def column(values: Floats) -> Covariates:
    return Covariates(("x",), np.asarray(values, dtype=float)[:, np.newaxis])


def fit(model: Hazard, origins: Origins, values: Floats) -> FittedHazard:
    return model.fit(origins, column(values))


def some(events: int, rows: int, when: int = 1) -> Ints:
    back = np.zeros(rows, dtype=np.int64)
    back[:events] = when
    return back


def test_one_month_of_watching_gives_the_share_that_came_back() -> None:
    fitted = fit(ONE_RATE, lulls(some(20, 100), 1), np.full(100, 7.0))
    curve = fitted.curves(lulls(some(0, 1), 1), column(np.array([7.0])), 2)[0]
    assert curve == pytest.approx([0.2, 1 - 0.8**2], abs=1e-4)


def test_a_rare_event_has_the_rate_of_events_over_months() -> None:
    fitted = fit(ONE_RATE, lulls(some(12, 2000, 60), 60), np.full(2000, 1.0))
    rate = -np.log1p(-fitted.curves(lulls(some(0, 1), 1), column(np.array([1.0])), 1)[0, 0])
    assert rate == pytest.approx(12 / (2000 * 60), rel=0.01)


def test_each_step_has_its_own_share_where_priors_are_near_flat() -> None:
    back = np.concatenate([some(30, 130, 1), some(10, 70, 2)])
    fitted = fit(FLAT, lulls(back, 2), np.zeros(200))
    curve = fitted.curves(lulls(some(0, 1), 1), column(np.zeros(1)), 2)[0]
    # thirty of 200 in the first month, ten of the 170 that were left in the second
    assert curve == pytest.approx([0.15, 1 - 0.85 * 160 / 170], abs=1e-4)


def made(seed: int = 3, groups: int = 150) -> tuple[Origins, Floats]:
    """Six months after four lulls of each group, with an effect of x that fades with the lead."""
    rng = np.random.default_rng(seed)
    own = np.repeat(np.arange(groups), 4)
    x = rng.normal(size=len(own)) + 0.5 * rng.normal(size=groups)[own]
    load = rng.gamma(3.0, 1 / 3, groups)[own]
    month = np.arange(1, 7)
    rates = 0.1 * load[:, np.newaxis] * np.exp(np.outer(x, 0.8 - 0.1 * month))
    waits = (np.cumsum(rates, axis=1) > rng.exponential(size=(len(own), 1))).argmax(axis=1) + 1
    never = np.cumsum(rates, axis=1)[:, -1] < rng.exponential(size=len(own))
    origins = lulls(np.where(never, 0, waits), 6, rng.integers(100, 110, len(own)))
    return replace(origins, group=own), x


def regression(origins: Origins, x: Floats) -> tuple[Floats, Floats, Floats, Ints]:
    """The table of a binomial regression: one level for each step, the effect, the effect by lead."""
    steps = steps_of(origins)
    x = (x - x.mean()) / x.std()
    own = x[steps.row]
    levels = np.eye(4)[steps.step]
    table = np.column_stack([levels, own, own * LEAD[steps.step]])
    return table, steps.event.astype(float), np.log(steps.months), origins.group[steps.row]


def test_it_is_the_binomial_regression_of_statsmodels_where_priors_are_near_flat() -> None:
    origins, x = made()
    table, event, offset, cluster = regression(origins, x)
    link = sm.families.Binomial(link=sm.families.links.CLogLog())
    other = sm.GLM(event, table, family=link, offset=offset).fit(tol=1e-12)
    fitted = fit(FLAT, origins, x)
    names = fitted.law.names
    own = [names.index("x"), names.index("x × lead")]
    assert fitted.law.mode[own] == pytest.approx(other.params[4:], abs=2e-3)
    levels = fitted.law.mode[0] + fitted.law.mode[1:5]
    assert levels == pytest.approx(other.params[:4], abs=2e-3)
    assert fitted.law.log_likelihood == pytest.approx(other.llf, abs=1e-2)
    # errors that know of clusters: statsmodels' own slopes and expected curvature, laid together as White did, with
    # six of the clusters lost to the six parameters that the data decide, and nowhere narrower than without clusters
    slopes = np.zeros((int(cluster.max()) + 1, 6))
    np.add.at(slopes, cluster, other.model.score_obs(other.params))
    count = len(slopes)
    spread, axes = eigh(
        slopes.T @ slopes * count / (count - 6), -other.model.hessian(other.params, observed=False)
    )
    expected = ((axes * np.maximum(spread, 1)) @ axes.T)[4:, 4:]
    assert fitted.law.covariance[np.ix_(own, own)] == pytest.approx(expected, rel=0.01)
    # its own clustered errors take the curvature as seen, not as expected
    robust = sm.GLM(event, table, family=link, offset=offset).fit(
        cov_type="cluster", cov_kwds={"groups": cluster, "use_correction": False}
    )
    assert fitted.law.sd[own] == pytest.approx(robust.bse[4:], rel=0.1)


def test_rows_of_one_group_widen_the_error() -> None:
    origins, x = made()
    copies = np.tile(np.arange(len(origins)), 3)
    thrice = replace(origins.take(copies), unit=np.arange(3 * len(origins)))
    wide, narrow = fit(FLAT, thrice, x[copies]), fit(FLAT, replace(thrice, group=thrice.unit), x[copies])
    assert wide.law.mode == pytest.approx(narrow.law.mode, abs=1e-6)
    own = wide.law.names.index("x")
    assert wide.law.sd[own] > 1.4 * narrow.law.sd[own]
    # three copies of each group tell no more than one
    assert wide.law.sd[own] == pytest.approx(fit(FLAT, origins, x).law.sd[own], rel=0.05)


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 4))
def test_the_same_data_more_often_do_not_move_the_mode_where_priors_are_near_flat(
    seed: int, times: int
) -> None:
    origins, x = made(seed, 60)
    rows = np.tile(np.arange(len(origins)), times)
    more = replace(origins.take(rows), unit=np.arange(len(rows)))
    one, other = fit(FLAT, origins, x), fit(FLAT, more, x[rows])
    assert one.curves(origins, column(x), 6) == pytest.approx(other.curves(origins, column(x), 6), abs=2e-3)


def test_many_origins_of_one_lull_weigh_as_much_as_its_comeback() -> None:
    origins, x = made()
    rows = np.repeat(np.arange(len(origins)), 3)
    same_lulls = origins.take(rows)
    assert steps_of(same_lulls).weight == pytest.approx(1 / 3)
    one, other = fit(Hazard(names=("x",)), origins, x), fit(Hazard(names=("x",)), same_lulls, x[rows])
    assert other.law.mode == pytest.approx(one.law.mode, abs=1e-5)
    assert other.law.covariance == pytest.approx(one.law.covariance, abs=1e-5)


def drifting() -> Origins:
    """Two in five came back at once until fifty months ago, one in ten since."""
    return lulls(np.concatenate([some(40, 100), some(10, 100)]), 1, np.repeat([100, 150], 100))


def test_a_drift_is_carried_on_flat_from_the_last_period() -> None:
    origins, x = drifting(), np.zeros(200)
    assert PERIOD <= 50
    fitted = fit(Hazard(names=("x",), drift_sd=50.0), origins, x)
    later = lulls(some(0, 2), 1, np.array([150, 400]))
    curve = fitted.curves(later, column(np.zeros(2)), 1)
    assert curve[:, 0] == pytest.approx([0.1, 0.1], abs=2e-3)
    held = fit(Hazard(names=("x",), drift_sd=1e-4), origins, x)
    assert held.curves(later, column(np.zeros(2)), 1)[:, 0] == pytest.approx([0.25, 0.25], abs=2e-3)


def test_a_step_belongs_to_the_period_in_which_it_was_watched() -> None:
    # sixty of the early lulls are watched from month 118 on, within three years of the last origin, in 42 quiet months
    # each: with the ten of a hundred in month 150, that is ten comebacks in 2,620 months
    origins = replace(drifting(), followed=np.repeat([60, 1], 100))
    model = Hazard(names=("x",), step_sd=1e-4, lead_sd=1e-4, drift_sd=50.0)
    curve = fit(model, origins, np.zeros(200)).curves(lulls(some(0, 1), 1), column(np.zeros(1)), 1)
    assert curve[0, 0] == pytest.approx(10 / 2620, rel=0.02)


def test_a_tight_prior_holds_an_effect_near_nought() -> None:
    origins, x = made()
    tight = fit(Hazard(names=("x",), effect_sd=1e-3, lead_sd=1e-3), origins, x).law
    free = fit(Hazard(names=("x",)), origins, x).law
    at = free.names.index("x")
    assert free.mode[at] > 0.3
    assert abs(tight.mode[at]) < 0.01


def test_the_rate_of_the_last_step_goes_on_beyond_it() -> None:
    fitted = fit(ONE_RATE, lulls(some(20, 400, 12), 12), np.zeros(400))
    curve = fitted.curves(lulls(some(0, 1), 1), column(np.zeros(1)), int(EDGES[-1]) + 40)[0]
    load = np.diff(-np.log1p(-curve))
    assert load[-40:] == pytest.approx(np.full(40, load[-41]))
