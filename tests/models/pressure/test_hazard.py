"""The discrete-time hazard against a hand case, statsmodels, and its errors by cluster."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.models.pressure.hazard import fit_hazard


def test_two_phases_give_the_ratio_of_their_hazards() -> None:
    # 10 of 100 in force, 30 of 100 after: hazards −ln(.9) and −ln(.7)
    event = np.repeat([True, False, True, False], [10, 90, 30, 70])
    design = np.column_stack([np.ones(200), np.repeat([0.0, 1.0], 100)])
    fit = fit_hazard(design, event, np.arange(200))
    value, error = fit.contrast(np.array([0.0, 1.0]))
    assert value == pytest.approx(np.log(np.log(0.7) / np.log(0.9)), abs=1e-4)
    assert 0.3 < error < 0.5


def test_it_agrees_with_statsmodels() -> None:
    rng = np.random.default_rng(2)
    design = np.column_stack([np.ones(1500), rng.normal(size=(1500, 2))])
    event = rng.random(1500) < -np.expm1(-np.exp(design @ [-2.5, 0.6, -0.4]))
    fit = fit_hazard(design, event, np.arange(1500))
    link = sm.families.links.CLogLog()
    reference = sm.GLM(event.astype(float), design, family=sm.families.Binomial(link)).fit()
    assert fit.coefficients == pytest.approx(reference.params, abs=1e-4)
    assert np.sqrt(np.diag(fit.plain)) == pytest.approx(reference.bse, rel=1e-3)


def test_rows_that_lean_on_one_another_have_a_larger_error_and_never_a_smaller_one() -> None:
    rng = np.random.default_rng(3)
    shift = np.repeat(rng.normal(0, 1.0, 12), 50)
    trait = np.repeat(rng.normal(size=12), 50)
    event = rng.random(600) < -np.expm1(-np.exp(-2 + shift))
    design = np.column_stack([np.ones(600), trait])
    weights = np.array([0.0, 1.0])
    apart = fit_hazard(design, event, np.arange(600)).contrast(weights)[1]
    together = fit_hazard(design, event, np.repeat(np.arange(12), 50))
    assert together.contrast(weights)[1] > 1.5 * apart
    assert together.contrast(weights)[1] >= np.sqrt(together.plain[1, 1])
    assert together.clusters == 12
    alone = fit_hazard(design, event, np.zeros(600, dtype=np.int64))
    assert alone.contrast(weights)[1] == pytest.approx(np.sqrt(alone.plain[1, 1]))


@settings(max_examples=25)
@given(st.integers(1, 59), st.integers(1, 59))
def test_the_order_of_rows_does_not_matter_and_swapping_the_phases_turns_the_sign(one: int, two: int) -> None:
    event = np.concatenate([np.arange(60) < one, np.arange(60) < two])
    later = np.repeat([0.0, 1.0], 60)
    forth = fit_hazard(np.column_stack([np.ones(120), later]), event, np.arange(120))
    back = fit_hazard(np.column_stack([np.ones(120), 1 - later])[::-1], event[::-1], np.arange(120))
    assert forth.coefficients[1] == pytest.approx(-back.coefficients[1], abs=1e-3)


def test_no_row_and_no_event_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one event"):
        fit_hazard(np.empty((0, 1)), np.empty(0, dtype=bool), np.empty(0, dtype=np.int64))
    with pytest.raises(ValueError, match="at least one event"):
        fit_hazard(np.ones((5, 1)), np.zeros(5, dtype=bool), np.arange(5))
