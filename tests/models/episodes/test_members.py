"""Members of the episode stack: one conformance test for all, and a hand case or a law for each."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from statsmodels.duration.survfunc import SurvfuncRight

from smoulder.models.episodes.contract import EpisodeModel
from smoulder.models.episodes.hazard import Hazard
from smoulder.models.episodes.members import members
from smoulder.models.episodes.quiet import QuietYears, quiet_years
from smoulder.models.episodes.reference import KaplanMeier, PlainMean, QuietAgeTable
from smoulder.models.episodes.weibull import Weibull, still_quiet
from smoulder.records.errors import NoLulls
from smoulder.records.series import Floats
from tests.models.episodes.made_up import NEAR, ONE, make_episodes

ROWS = quiet_years(make_episodes(80, seed=4), NEAR)
ALL = (PlainMean(), QuietAgeTable(), *members())
NAMES = [one.name for one in ALL]


def _chances(model: EpisodeModel, rows: QuietYears, years: int = 5, seed: int = 1) -> Floats:
    asked = ROWS.take(ROWS.year == 2000)
    return model.fit(rows).chances(asked, years, 40, np.random.default_rng(seed))


@pytest.mark.parametrize("model", ALL, ids=NAMES)
def test_a_member_keeps_the_contract(model: EpisodeModel) -> None:
    """Shape, seed, no look-ahead, chances between nought and one that rise with the years."""
    known = ROWS.seen_by(2000)
    found = _chances(model, known)
    assert found.shape[0] == np.sum(ROWS.year == 2000)
    assert found.shape[1] in (1, 40)
    assert ((found > 0) & (found < 1)).all()
    assert np.array_equal(found, _chances(model, known))
    assert np.array_equal(found, _chances(model, ROWS.seen_by(2010).seen_by(2000)))
    assert (_chances(model, known, years=1).mean(axis=1) <= found.mean(axis=1) + 1e-12).all()


@pytest.mark.parametrize("model", ALL, ids=NAMES)
def test_a_member_says_when_there_is_nothing_to_learn_from(model: EpisodeModel) -> None:
    with pytest.raises(NoLulls):
        model.fit(ROWS.take(ROWS.year < 0))
    with pytest.raises(NoLulls, match="none saw fighting come back"):
        model.fit(quiet_years([ONE], NEAR))


@pytest.mark.parametrize("model", members()[1:], ids=NAMES[3:])
def test_a_member_with_covariates_sees_which_conflicts_come_back(model: EpisodeModel) -> None:
    asked = ROWS.take(ROWS.year == 2000)
    calm = asked.columns(["territory"])[:, 0] == 1
    found = _chances(model, ROWS.seen_by(2000)).mean(axis=1)
    assert found[calm].mean() + 0.15 < found[~calm].mean()


def test_shares_by_age_are_counts_of_past_origins_with_one_made_up_case() -> None:
    episodes = [
        replace(ONE, next_episode_year=1954),
        replace(ONE, episode_id=102, first_year=1954, last_year=1954),
        replace(ONE, conflict_id=2, episode_id=201),
    ]
    rows = quiet_years(episodes, NEAR, seen=1960)
    asked = rows.take((rows.year == 1952) | (rows.year == 1957))
    rng = np.random.default_rng(1)
    # origins with five years seen: ages 1 and 2 that came back, age 1 that did not after 1954, and 1 to 4 of the other
    plain = PlainMean().fit(rows).chances(asked, 5, 1, rng)
    assert plain[:, 0].tolist() == [pytest.approx((2 + 2 / 7) / 8)] * len(asked)
    by_age = QuietAgeTable().fit(rows).chances(asked, 5, 1, rng)[:, 0]
    # of age 1 in three one came back; of age 3 in one none; of ages 6 to 8 none was followed
    assert by_age.tolist() == pytest.approx([(1 + 2 / 7) / 4, (1 + 2 / 7) / 4, 2 / 7 / 2, 2 / 7])


def test_kaplan_meier_by_ending_is_that_of_statsmodels() -> None:
    rows = ROWS.seen_by(2000)
    fitted = KaplanMeier(least=1).fit(rows)
    asked = rows.take((rows.year == 2000) & (rows.age == 3))
    found = fitted.chances(asked, 5, 1, np.random.default_rng(1))[:, 0]
    for row in range(len(asked)):
        inside = (
            fitted.ending
            == asked.columns(["government_won", "rebels_won", "deal", "ceasefire", "faded"])[row].argmax()
        ) & (fitted.exit_ > 3)
        curve = SurvfuncRight(fitted.exit_[inside], fitted.event[inside])
        kept = curve.surv_prob[curve.surv_times <= 8]
        n = inside.sum()
        back = 1 - (kept[-1] if len(kept) else 1.0)
        assert found[row] == pytest.approx((n * back + 0.5) / (n + 1))


def test_frailty_tells_conflicts_apart_that_covariates_do_not() -> None:
    plain = Hazard("plain", (), pull=1.0)
    frail = Hazard("frail", (), pull=1.0, frailty=1.0)
    known, asked = ROWS.seen_by(2000), ROWS.take(ROWS.year == 2000)
    calm = asked.columns(["territory"])[:, 0] == 1
    means = [_chances(one, known).mean(axis=1) for one in (plain, frail)]
    apart = [one[~calm].mean() - one[calm].mean() for one in means]
    assert apart[1] > apart[0] + 0.1


def test_drift_follows_the_last_years_and_lets_go_of_them() -> None:
    rows = ROWS.seen_by(2000)
    late = replace(rows, back=np.where((rows.year >= 1995) & (rows.back > 0), rows.back + 50, rows.back))
    still, moved = Hazard("h", (), 1.0), Hazard("d", (), 1.0, drift=1.0, keeps=0.9)
    asked = ROWS.take(ROWS.year == 2000)

    def level(model: Hazard) -> float:
        fitted = model.fit(late)
        return float(fitted.chances(asked, 1, 400, np.random.default_rng(1)).mean())

    assert level(moved) < 0.7 * level(still)


def test_a_weibull_of_shape_one_is_a_steady_rate_and_a_cured_share_ends_it() -> None:
    ages, none = np.array([1, 10]), np.empty((2, 0))
    steady = still_quiet(np.array([np.log(0.1), 0.0]), none, ages, 5, cure=False)
    assert steady == pytest.approx([np.exp(-0.5)] * 2)
    able = np.array([np.log(0.1), 0.0, np.log(0.6 / 0.4)])
    kept = 0.6 * np.exp(-0.1 * (ages - 1)), 0.6 * np.exp(-0.1 * (ages + 4))
    assert still_quiet(able, none, ages, 5, cure=True) == pytest.approx((kept[1] + 0.4) / (kept[0] + 0.4))


def test_a_weibull_finds_a_steady_rate_again() -> None:
    rows = ROWS.take(ROWS.columns(["territory"])[:, 0] == 0)
    fitted = Weibull("W", (), pull=1.0, cure=False).fit(rows)
    # a chance of .2 a year is a rate of -log(.8)
    rate, shape = np.exp(fitted.found.mode)
    assert rate * shape == pytest.approx(-np.log(0.8), rel=0.25)
    assert shape == pytest.approx(1.0, abs=0.2)
