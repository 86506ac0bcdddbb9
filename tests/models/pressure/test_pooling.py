"""Partial pooling against a hand case, a law, and a posterior by brute force."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.models.pressure.pooling import NO_EFFECT_SD, pool


def test_one_kind_and_no_spread_is_the_normal_prior_met_by_one_estimate() -> None:
    # prior variance 0.25, data variance 0.25: half way, and half the variance
    found = pool(np.array([1.0]), np.array([0.5]), common_sd=0.5, between_scale=1e-9)
    assert found.mean[0] == pytest.approx(0.5, abs=1e-6)
    assert found.error[0] ** 2 == pytest.approx(0.125, abs=1e-6)
    assert found.own[0] == pytest.approx(0.5, abs=1e-5)


def test_one_kind_alone_has_the_prior_of_no_known_effect() -> None:
    barely = pool(np.array([0.7]), np.array([1e3]))
    assert barely.mean[0] == pytest.approx(0.0, abs=1e-3)
    assert np.exp(1.645 * NO_EFFECT_SD) == pytest.approx(3.0, abs=1e-3)
    assert barely.error[0] == pytest.approx(NO_EFFECT_SD, rel=0.01)


def test_no_kind_gives_the_prior_of_the_common_mean() -> None:
    found = pool(np.empty(0), np.empty(0))
    assert found.mean.shape == (0,)
    assert [found.common, found.common_error] == pytest.approx([0.0, 0.5])


def test_it_agrees_with_weighted_draws_from_the_prior() -> None:
    y, s = np.array([0.9, -0.2, 0.4]), np.array([0.3, 0.4, 0.6])
    rng = np.random.default_rng(4)
    size = 400_000
    mu, tau = rng.normal(0, 0.5, size), np.abs(rng.normal(0, 0.443, size))
    theta = mu + tau * rng.normal(size=(3, size))
    weight = np.exp(-0.5 * np.sum(((y[:, None] - theta) / s[:, None]) ** 2, axis=0))
    weight /= weight.sum()
    mean = theta @ weight
    found = pool(y, s, 0.5, 0.443)
    assert found.mean == pytest.approx(mean, abs=0.02)
    assert found.error == pytest.approx(np.sqrt((theta - mean[:, None]) ** 2 @ weight), abs=0.02)
    assert found.common == pytest.approx(mu @ weight, abs=0.02)
    assert found.between == pytest.approx(tau @ weight, abs=0.02)


@given(
    st.lists(st.tuples(st.floats(-3, 3), st.floats(0.05, 3)), min_size=1, max_size=5),
)
def test_a_posterior_lies_between_the_extremes_and_a_mirror_image_has_the_mirrored_posterior(
    pairs: list[tuple[float, float]],
) -> None:
    y, s = np.array(pairs).T
    found, mirrored = pool(y, s), pool(-y, s)
    assert np.all(found.mean <= max(y.max(), 0) + 1e-9)
    assert np.all(found.mean >= min(y.min(), 0) - 1e-9)
    assert mirrored.mean == pytest.approx(-found.mean, abs=1e-9)
    assert np.all(found.error <= np.maximum(s, 1.0) + 1e-9)


@pytest.mark.parametrize(("y", "s"), [(0.1, 0.0), (0.1, -1.0), (float("nan"), 1.0), (0.1, float("nan"))])
def test_an_estimate_without_an_error_is_refused(y: float, s: float) -> None:
    with pytest.raises(ValueError, match="finite estimate"):
        pool(np.array([y]), np.array([s]))
