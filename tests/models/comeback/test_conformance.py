"""What every member of the stack must do."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from smoulder.models.comeback.contract import ComebackModel, Fitted
from smoulder.models.comeback.fit import KINDS
from smoulder.models.comeback.members import comeback_models
from smoulder.models.comeback.sample import Sample
from smoulder.records.errors import NoLulls
from smoulder.records.series import Floats
from tests.models.comeback.made_groups import FIRST, made_sample
from tests.models.comeback.waiting import none_came_back

each_member = pytest.mark.parametrize("member", comeback_models(), ids=lambda one: one.name)


MEMBERS = {one.name: one for one in comeback_models()}


@cache
def fitted(name: str, *, major: bool = False) -> Fitted:
    sample = made_sample()
    return MEMBERS[name].fit(sample.origins, sample.covariates, major=major)


def asked() -> Sample:
    """Every origin of one year, lulls of countries among them."""
    sample = made_sample()
    return sample.take(sample.origins.month // 12 == FIRST // 12 + 12)


def curves(fit: Fitted, of: Sample, months: int = 60) -> Floats:
    return fit.curves(of.origins, of.covariates, months)


@each_member
def test_curves_and_draws_rise_between_nought_and_one(member: ComebackModel) -> None:
    of = asked()
    assert len(of) > 40
    assert 0 < of.borrowed.sum() < len(of)
    fit = fitted(member.name)
    draws = fit.draw_curves(of.origins, of.covariates, 70, 12, np.random.default_rng(1))
    assert draws.shape == (len(of), 70, 12)
    for one in (curves(fit, of, 70), draws):
        assert one.shape[:2] == (len(of), 70)
        assert one.min() >= 0
        assert one.max() <= 1
        assert np.diff(one, axis=1).min() >= -1e-12
    assert curves(fit, of, 1).shape == (len(of), 1)


@each_member
def test_a_longer_look_says_the_same_of_the_first_months(member: ComebackModel) -> None:
    of, fit = asked(), fitted(member.name)
    assert curves(fit, of, 70)[:, :6] == pytest.approx(curves(fit, of, 6), abs=1e-9)


@each_member
def test_the_same_seed_gives_the_same_draws_and_another_gives_others(member: ComebackModel) -> None:
    of, fit = asked(), fitted(member.name)
    one, two, three = (
        fit.draw_curves(of.origins, of.covariates, 12, 6, np.random.default_rng(seed)) for seed in (7, 7, 8)
    )
    assert np.array_equal(one, two)
    assert not np.array_equal(one, three)


@each_member
def test_the_mean_of_the_draws_lies_near_the_curve(member: ComebackModel) -> None:
    of, fit = asked(), fitted(member.name)
    draws = fit.draw_curves(of.origins, of.covariates, 24, 200, np.random.default_rng(2))
    off = draws.mean(axis=2)[:, -1] - curves(fit, of, 24)[:, -1]
    assert np.abs(off).mean() < 0.04
    assert draws.std(axis=2)[:, -1].mean() > 0.005


@each_member
def test_a_row_alone_is_told_what_it_is_told_among_others(member: ComebackModel) -> None:
    of, fit = asked(), fitted(member.name)
    alone = of.take(np.array([5]))
    assert curves(fit, alone)[0] == pytest.approx(curves(fit, of)[5], abs=1e-12)


@each_member
def test_what_follows_an_origin_does_not_enter_its_curve(member: ComebackModel) -> None:
    of, fit = asked(), fitted(member.name)
    blind = none_came_back(of.origins)
    blind = replace(blind, followed=np.zeros_like(blind.followed), won=~blind.won)
    assert np.array_equal(fit.curves(blind, of.covariates, 24), curves(fit, of, 24))


@each_member
def test_what_comes_after_a_cut_does_not_enter_the_fit(member: ComebackModel) -> None:
    sample, month = made_sample(), FIRST + 150
    inside = sample.origins.month <= month
    # another future: whoever was quiet comes back at once, and is followed for ever
    later = inside & ((sample.origins.back == 0) | (sample.origins.month + sample.origins.back > month))
    ahead = month - sample.origins.month + 1
    other = replace(
        sample.origins,
        back=np.where(later, ahead, sample.origins.back),
        back_major=np.where(later, ahead, sample.origins.back_major),
        followed=np.where(
            later & (sample.origins.followed >= ahead), 400, np.minimum(sample.origins.followed, ahead - 1)
        ),
    )
    of = asked()
    one, two = (
        curves(member.fit(cut.origins, cut.covariates), of, 36)
        for cut in (sample.seen_by(month), Sample(other, sample.covariates).seen_by(month))
    )
    assert np.array_equal(one, two)


@each_member
def test_no_origin_and_no_comeback_are_refused(member: ComebackModel) -> None:
    sample = made_sample()
    nothing = sample.take(np.zeros(0, dtype=np.int64))
    with pytest.raises(NoLulls):
        member.fit(nothing.origins, nothing.covariates)
    with pytest.raises(NoLulls):
        member.fit(none_came_back(sample.origins), sample.covariates)


@each_member
def test_a_single_lull_that_came_back_gives_a_curve(member: ComebackModel) -> None:
    sample = made_sample()
    origins = sample.origins
    (row, *_) = np.flatnonzero((origins.back > 0) & (origins.back <= 12) & (origins.age == 0))
    alone = sample.take(np.array([row]))
    curve = curves(member.fit(alone.origins, alone.covariates), alone, 24)
    assert np.isfinite(curve).all()
    assert 0 <= curve.min() <= curve.max() <= 1


@each_member
def test_a_major_comeback_is_learned_from_its_own_line(member: ComebackModel) -> None:
    of = asked()
    plain, major = curves(fitted(member.name), of), curves(fitted(member.name, major=True), of)
    assert major[:, 23].mean() < plain[:, 23].mean()


@each_member
def test_a_fit_that_was_kept_as_text_gives_the_same_curves_exactly(member: ComebackModel) -> None:
    of, fit = asked(), fitted(member.name)
    kept = json.loads(json.dumps(fit.stored()))  # type: ignore[attr-defined]  # every member of KINDS has it
    again = KINDS[member.name].restored(kept)
    assert np.array_equal(curves(again, of), curves(fit, of))
    one, two = (
        held.draw_curves(of.origins, of.covariates, 24, 5, np.random.default_rng(3)) for held in (fit, again)
    )
    assert np.array_equal(one, two)


@each_member
def test_covariates_that_are_not_known_are_borne(member: ComebackModel) -> None:
    of, fit = asked(), fitted(member.name)
    hidden = replace(of.covariates, values=np.full_like(of.covariates.values, np.nan))
    assert np.isfinite(fit.curves(of.origins, hidden, 24)).all()


def test_every_member_can_be_kept_under_its_own_name() -> None:
    names = [one.name for one in comeback_models()]
    assert len(set(names)) == len(names)
    assert list(KINDS) == names
