"""What the Weibull, the cure models and the frailty have in common."""

from __future__ import annotations

import json
from functools import partial

import numpy as np
import pytest

from smoulder.models.comeback import cure, frailty, weibull
from smoulder.models.comeback.contract import ComebackModel
from smoulder.models.comeback.cure import Cure
from smoulder.models.comeback.design import Design
from smoulder.models.comeback.fitted import COLUMNS
from smoulder.models.comeback.frailty import Frailty
from smoulder.models.comeback.laplace import Objective
from smoulder.models.comeback.latent import LATENTS
from smoulder.models.comeback.spells import spells_of
from smoulder.models.comeback.weibull import Weibull
from smoulder.records.errors import NoLulls
from tests.models.comeback.waiting import made_lulls, none_came_back

MEMBERS: list[ComebackModel] = [Weibull(), Frailty(), *(Cure(latent=one) for one in LATENTS)]
NAMES = ["Weibull", "frailty", *(f"cure {one.name}" for one in LATENTS)]
each_member = pytest.mark.parametrize("member", MEMBERS, ids=NAMES)


@each_member
def test_curves_rise_from_nought_to_at_most_one_and_draws_do_too(member: ComebackModel) -> None:
    origins, covariates = made_lulls(60, np.random.default_rng(1))
    fitted = member.fit(origins, covariates)
    curves = fitted.curves(origins, covariates, 60)
    draws = fitted.draw_curves(origins, covariates, 60, 20, np.random.default_rng(2))
    assert curves.shape == (len(origins), 60)
    assert draws.shape == (len(origins), 60, 20)
    for one in (curves, draws):
        assert one.min() >= 0
        assert one.max() <= 1
        assert np.diff(one, axis=1).min() >= -1e-12


@each_member
def test_what_follows_an_origin_does_not_enter_its_curve(member: ComebackModel) -> None:
    origins, covariates = made_lulls(60, np.random.default_rng(1))
    fitted = member.fit(origins, covariates)
    blind = none_came_back(origins)
    assert (fitted.curves(origins, covariates, 12) == fitted.curves(blind, covariates, 12)).all()


@each_member
def test_the_same_seed_gives_the_same_draws(member: ComebackModel) -> None:
    origins, covariates = made_lulls(40, np.random.default_rng(1))
    fitted = member.fit(origins, covariates)
    one, two = (fitted.draw_curves(origins, covariates, 3, 4, np.random.default_rng(7)) for _ in range(2))
    assert (one == two).all()


@each_member
def test_a_major_comeback_is_learned_from_its_own_line(member: ComebackModel) -> None:
    origins, covariates = made_lulls(80, np.random.default_rng(3))
    plain = member.fit(origins, covariates).curves(origins, covariates, 24)
    major = member.fit(origins, covariates, major=True).curves(origins, covariates, 24)
    assert major[:, -1].mean() < plain[:, -1].mean()


@each_member
def test_no_lull_and_no_comeback_are_refused(member: ComebackModel) -> None:
    origins, covariates = made_lulls(20, np.random.default_rng(1))
    nothing = np.zeros(0, dtype=np.int64)
    with pytest.raises(NoLulls, match="no origin"):
        member.fit(origins.take(nothing), covariates.take(nothing))
    with pytest.raises(NoLulls, match="none of"):
        member.fit(none_came_back(origins), covariates)


@each_member
def test_a_single_lull_that_came_back_gives_a_curve(member: ComebackModel) -> None:
    origins, covariates = made_lulls(30, np.random.default_rng(1))
    row = np.flatnonzero((origins.back > 0) & (origins.back <= 12))[:1]
    curve = member.fit(origins.take(row), covariates.take(row)).curves(
        origins.take(row), covariates.take(row), 12
    )
    assert np.isfinite(curve).all()


@each_member
def test_what_is_not_known_later_than_the_fit_changes_nothing(member: ComebackModel) -> None:
    origins, covariates = made_lulls(60, np.random.default_rng(4))
    kept = origins.month <= 130
    cut = member.fit(origins.seen_by(130), covariates.take(kept))
    again = member.fit(origins.seen_by(150).seen_by(130), covariates.take(kept))
    assert (cut.curves(origins, covariates, 12) == again.curves(origins, covariates, 12)).all()


@pytest.mark.parametrize("member", [Weibull(), Frailty(), Cure(latent=LATENTS[1])], ids=lambda one: one.name)
def test_a_fit_survives_json(member: Weibull | Frailty | Cure) -> None:
    origins, covariates = made_lulls(60, np.random.default_rng(1))
    fitted = member.fit(origins, covariates)
    again = type(fitted).restored(json.loads(json.dumps(fitted.stored())))
    one, two = (
        fit.draw_curves(origins, covariates, 6, 3, np.random.default_rng(0)) for fit in (fitted, again)
    )
    assert (one == two).all()


def objectives() -> list[tuple[Objective, int]]:
    """Each likelihood on 40 lulls, with its number of parameters, in the order of NAMES."""
    origins, covariates = made_lulls(40, np.random.default_rng(5))
    spells = spells_of(origins)
    matrix = Design.learn(covariates, COLUMNS).apply(covariates)[spells.row]
    both = (matrix, matrix[:, :2])
    size = matrix.shape[1]
    mixtures: list[tuple[Objective, int]] = [
        (partial(cure.log_likelihood, spells=spells, matrices=both, latent=one), 5 + size) for one in LATENTS
    ]
    return [
        (partial(weibull.log_likelihood, spells=spells, matrix=matrix), 2 + size),
        (partial(frailty.log_likelihood, spells=spells, matrix=matrix), 3 + size),
        *mixtures,
    ]


@pytest.mark.parametrize("which", range(5), ids=NAMES)
def test_slopes_agree_with_differences_of_the_likelihood(which: int) -> None:
    objective, size = objectives()[which]
    rng = np.random.default_rng(6)
    for _ in range(3):
        theta = rng.normal(0, 0.3, size)
        slope = objective(theta)[1].sum(axis=0)
        steps = 1e-5 * np.eye(size)
        plain = [(objective(theta + e)[0].sum() - objective(theta - e)[0].sum()) / 2e-5 for e in steps]
        np.testing.assert_allclose(slope, plain, atol=1e-5 * (1 + np.abs(slope).max()))
