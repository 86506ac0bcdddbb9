"""The stack: weights that are learned, members that are pooled."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from smoulder.models.comeback.classes import Classes
from smoulder.models.comeback.hazard import Hazard
from smoulder.models.comeback.stack import (
    LEAST,
    PULL,
    FittedStack,
    even_weights,
    fit_stack,
    learn_weights,
    pool,
)
from smoulder.records.series import Bools, Floats
from tests.models.comeback.made_groups import made_sample


def told(seed: int, rows: int = 300, members: int = 3) -> tuple[Floats, Bools, Bools, Floats]:
    """Chances of members that know more or less, what happened, what is decided, and loads."""
    rng = np.random.default_rng(seed)
    truth = rng.beta(1, 4, (rows, 1, 1)) * np.array([0.5, 1.0])[:, np.newaxis]
    noise = rng.normal(size=(rows, 1, members)) * np.arange(1, members + 1) * 0.5
    chances = 1 / (1 + np.exp(-(np.log(truth / (1 - truth)) + noise)))
    happened = rng.uniform(size=(rows, 2)) < truth[:, :, 0]
    return chances, happened, rng.uniform(size=(rows, 2)) < 0.8, rng.uniform(0.1, 0.5, rows)


def objective(chances: Floats, happened: Bools, decided: Bools, load: Floats, weights: Floats) -> float:
    """Weighted log score, each origin shared by its decided horizons, with the pull towards even weights."""
    total = PULL * np.log(weights).sum()
    for row in range(len(load)):
        open_ = np.flatnonzero(decided[row])
        for at in open_:
            chance = float(np.clip(chances[row, at], LEAST, 1 - LEAST) @ weights)
            total += load[row] / len(open_) * np.log(chance if happened[row, at] else 1 - chance)
    return -float(total)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_weights_are_the_optimum_of_the_log_score_with_its_pull(seed: int) -> None:
    given_ = told(seed, rows=80)
    found = learn_weights(*given_)

    def loss(free: Floats) -> float:
        weights = np.exp(np.append(free, 0.0))
        return objective(*given_, weights / weights.sum())

    best = minimize(loss, np.zeros(2), method="Nelder-Mead", options={"xatol": 1e-6, "fatol": 1e-10})
    other = np.exp(np.append(best.x, 0.0))
    assert found == pytest.approx(other / other.sum(), abs=2e-3)
    assert objective(*given_, found) <= best.fun + 1e-5


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 5))
def test_weights_add_up_to_one_and_none_is_below_nought(seed: int, members: int) -> None:
    weights = learn_weights(*told(seed, 60, members))
    assert weights.shape == (members,)
    assert weights.sum() == pytest.approx(1.0)
    assert weights.min() > 0


def test_the_member_that_knows_most_gets_most_and_little_evidence_leaves_weights_near_even() -> None:
    chances, happened, decided, load = told(5, 2000)
    assert learn_weights(chances, happened, decided, load * 10)[0] > 0.7
    assert learn_weights(chances, happened, decided, load * 1e-6) == pytest.approx(even_weights(3), abs=1e-3)


def test_what_is_not_decided_teaches_nothing() -> None:
    chances, happened, decided, load = told(6)
    other = np.where(decided, happened, ~happened)
    assert np.array_equal(
        learn_weights(chances, happened, decided, load), learn_weights(chances, other, decided, load)
    )
    nothing = np.zeros_like(decided)
    assert learn_weights(chances, happened, nothing, load).tolist() == even_weights(3).tolist()


def test_one_surprise_does_not_decide() -> None:
    chances = np.array([[[1e-12, 0.05]]])
    weights = learn_weights(chances, np.array([[True]]), np.array([[True]]), np.array([0.25]))
    assert weights[0] > 0.4


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_a_pooled_curve_lies_between_its_members_and_rises_where_they_do(seed: int) -> None:
    rng = np.random.default_rng(seed)
    curves = np.sort(rng.uniform(size=(5, 24, 3)), axis=1)
    pooled = pool(curves, rng.dirichlet(np.ones(3)))
    assert np.all(pooled >= curves.min(axis=-1) - 1e-12)
    assert np.all(pooled <= curves.max(axis=-1) + 1e-12)
    assert np.diff(pooled, axis=1).min() >= -1e-12


def two(weights: list[float]) -> FittedStack:
    sample = made_sample(30)
    return fit_stack((Classes(), Hazard()), np.array(weights), sample.origins, sample.covariates)


def test_a_stack_of_one_is_its_member_and_its_draws_spread_around_the_pooled_curve() -> None:
    asked = made_sample(30).take(np.arange(10, 18))
    both, alone = two([0.5, 0.5]), two([1.0, 0.0])
    assert both.names == ("Kaplan–Meier by class", "hazard")
    curves = [one.curves(asked.origins, asked.covariates, 24) for one in both.members]
    assert alone.curves(asked.origins, asked.covariates, 24) == pytest.approx(curves[0])
    middle = both.curves(asked.origins, asked.covariates, 24)
    assert middle == pytest.approx((curves[0] + curves[1]) / 2)
    draws = both.draw_curves(asked.origins, asked.covariates, 24, 300, np.random.default_rng(1))
    assert draws.shape == (8, 24, 300)
    assert np.diff(draws, axis=1).min() >= -1e-12
    assert draws.max() <= 1
    assert np.abs(draws.mean(axis=2) - middle)[:, -1].mean() < 0.03


def test_a_learned_weight_of_nought_is_drawn_as_good_as_never() -> None:
    asked = made_sample(30).take(np.arange(10, 18))
    alone = two([1.0, 0.0])
    draws = alone.draw_curves(asked.origins, asked.covariates, 12, 50, np.random.default_rng(2))
    own = alone.members[0].draw_curves(asked.origins, asked.covariates, 12, 50, np.random.default_rng(2))
    assert draws.std() == pytest.approx(own.std(), rel=0.2)
