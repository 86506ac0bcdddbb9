"""Weibull hazards in the age of a lull, against statsmodels and by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.models.comeback.laplace import Prior, fit_laplace
from smoulder.models.comeback.spells import Spells
from smoulder.models.comeback.weibull import UNIT, Weibull, log_likelihood
from smoulder.records.series import Floats
from tests.models.comeback.waiting import made_lulls, origins_of


def spells(entry: list[float], leave: list[float], event: list[bool], cluster: list[int]) -> Spells:
    return Spells(
        row=np.arange(len(entry)),
        entry=np.array(entry),
        leave=np.array(leave),
        event=np.array(event),
        cluster=np.array(cluster),
        group=np.unique(cluster),
    )


def test_the_likelihood_is_worked_by_hand() -> None:
    one = spells([3.0, 3.0], [9.0, 15.0], [True, False], [0, 1])
    # shape 1: a hazard of 0.36 a UNIT is 0.01 a month; five quiet months and one with a comeback
    value, _ = log_likelihood(np.array([np.log(0.01 * UNIT), 0.0]), one, np.zeros((2, 0)))
    assert value[0] == pytest.approx(-0.05 + np.log(1 - np.exp(-0.01)))
    assert value[1] == pytest.approx(-0.12)


def test_a_curve_is_worked_by_hand() -> None:
    origins, covariates = made_lulls(40, np.random.default_rng(0))
    fitted = Weibull(()).fit(origins, covariates)
    level, shape = np.exp(fitted.law.mode)
    age = origins.age[5] + 3.0
    wanted = 1 - np.exp(-level * (((age + 12) / UNIT) ** shape - (age / UNIT) ** shape))
    assert fitted.curves(origins, covariates, 12)[5, 11] == pytest.approx(wanted)


def monthly(one: Spells, power: float) -> tuple[Floats, Floats, Floats, Floats]:
    """Each month of each spell: its row, whether it ends in a comeback, and the log of its share of the load."""
    row, came, offset, cluster = [], [], [], []
    for at in range(len(one)):
        for month in np.arange(one.entry[at] + 1, one.leave[at] + 1):
            row.append(at)
            came.append(float(one.event[at] and month == one.leave[at]))
            offset.append(np.log((month / UNIT) ** power - ((month - 1) / UNIT) ** power))
            cluster.append(one.cluster[at])
    return np.array(row), np.array(came), np.array(offset), np.array(cluster)


def test_coefficients_and_clustered_errors_agree_with_statsmodels() -> None:
    api = pytest.importorskip("statsmodels.api")
    rng = np.random.default_rng(2)
    # every spell stands there three times, as the origins of one lull tell one story
    matrix = np.repeat(rng.standard_normal((50, 2)), 3, axis=0)
    entry = np.repeat(rng.integers(1, 30, 50).astype(float), 3)
    months = np.repeat(np.ceil(rng.exponential(12 * np.exp(-0.5 * matrix[::3, 0]))), 3)
    one = spells(
        entry.tolist(),
        (entry + np.minimum(months, 12)).tolist(),
        (months <= 12).tolist(),
        (np.arange(150) // 3).tolist(),
    )
    power = 0.7
    free = [0, 2, 3]

    def with_shape_held(theta: Floats) -> tuple[Floats, Floats]:
        value, slopes = log_likelihood(np.insert(theta, 1, np.log(power)), one, matrix)
        return value, slopes[:, free]

    flat = Prior(("level", "a", "b"), np.zeros(3), np.full(3, 1e3))
    law = fit_laplace(with_shape_held, flat, one.cluster)
    row, came, offset, cluster = monthly(one, power)
    family = api.families.Binomial(api.families.links.CLogLog())
    table = np.column_stack([np.ones(len(row)), matrix[row]])
    outside = api.GLM(came, table, family=family, offset=offset).fit(tol=1e-12)
    robust = api.GLM(came, table, family=family, offset=offset).fit(
        cov_type="cluster", cov_kwds={"groups": cluster, "use_correction": False}, tol=1e-12
    )
    np.testing.assert_allclose(law.mode, outside.params, atol=1e-4)
    assert law.log_likelihood == pytest.approx(outside.llf, abs=1e-3)
    # ours takes the observed curvature and not the expected one
    np.testing.assert_allclose(law.sd, robust.bse * np.sqrt(50 / 47), rtol=0.05)


def test_the_effect_that_made_the_lulls_is_found_again() -> None:
    origins, covariates = made_lulls(1500, np.random.default_rng(3))
    law = Weibull().fit(origins, covariates).law
    found = dict(zip(law.names, law.mode, strict=True))
    assert 0.25 < found["peak"] < 0.6
    others = [name for name in law.names if name not in ("level", "log shape", "peak")]
    assert max(abs(found[name]) for name in others) < 0.15


@given(st.integers(0, 10_000), st.integers(6, 12))
@settings(max_examples=15, deadline=None)
def test_one_more_lull_that_stays_quiet_lowers_the_chance(seed: int, quiet: int) -> None:
    origins, covariates = made_lulls(25, np.random.default_rng(seed))
    size = len(origins)
    longer = origins_of(
        np.append(origins.group, 99),
        np.append(origins.age, 0),
        np.append(origins.back, 0),
        np.append(origins.followed, quiet),
    )
    first = np.flatnonzero(origins.age == 0)[:1]
    before = Weibull(()).fit(origins, covariates).curves(origins.take(first), covariates.take(first), 1)
    table = covariates.take(np.append(np.arange(size), 0))
    after = Weibull(()).fit(longer, table).curves(origins.take(first), covariates.take(first), 1)
    assert after[0, 0] < before[0, 0]
