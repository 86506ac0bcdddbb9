"""Ratios of a plan, month by month."""

import numpy as np
import pytest

from smoulder.models.branches.plan import Course, Plan, three_plans
from smoulder.models.branches.ratio import draw_effects, effect_of, even_normals, log_ratios
from smoulder.records.series import Floats

KIND = "foreign troops"


def ratios(plans: tuple[Plan, ...]) -> list[Floats]:
    effects = draw_effects(plans, "Iraq", 24142, 50, np.random.default_rng(1))
    return [log_ratios(plan, effects)[0] for plan in plans]


def test_easing_by_half_is_half_the_log_ratio_of_coming_off() -> None:
    kept, eased, off = ratios(three_plans(KIND, 24143, 6, 24145))
    assert np.all(kept == 0)
    assert eased == pytest.approx(off / 2)
    assert np.all(off[:, :2] == 0)
    assert np.all(off[:, 2:] == off[:, 2:3])


def test_kinds_that_both_come_off_multiply() -> None:
    gone = np.ones(2)
    one, other = Course(KIND, gone, ("departed",) * 2), Course("peacekeepers", gone, ("departed",) * 2)
    first, second, both = ratios(
        (
            Plan("a", "", (one,), None),
            Plan("b", "", (other,), None),
            Plan("c", "", (one, other), None),
        )
    )
    assert both == pytest.approx(first + second)


def test_a_phase_that_was_there_on_the_day_has_no_effect_of_its_own() -> None:
    phases = ("handed over", "handed over")
    told = Course(KIND, np.zeros(2), phases, start="handed over")
    new = Course(KIND, np.zeros(2), ("in force", "handed over"), start="in force")
    old, fresh = ratios((Plan("a", "", (told,), None), Plan("b", "", (new,), None)))
    assert np.all(old == 0)
    assert np.all(fresh[:, 0] == 0)
    assert np.all(fresh[:, 1] != 0)


def test_where_nobody_knows_the_pressure_the_effect_is_assumed_and_centred_on_none() -> None:
    found = effect_of("", "Iraq", 24142)
    assert (found.basis, found.log_hazard, found.evidence) == ("assumed", 0.0, ())


def test_draws_of_an_effect_have_its_mean_and_its_spread_whatever_the_seed() -> None:
    for seed in (1, 2):
        found = even_normals(1000, np.random.default_rng(seed))
        assert found.mean() == pytest.approx(0, abs=1e-12)
        assert np.quantile(found, [0.05, 0.95]) == pytest.approx([-1.645, 1.645], abs=0.01)
