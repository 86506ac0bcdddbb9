"""The whole fit: kept as text, and asked about one group."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from smoulder.models.comeback.fit import ComebackFit, fit_comebacks
from smoulder.models.comeback.live import PARAMETER_DRAWS, forecast_comeback, origin_now
from smoulder.models.comeback.members import comeback_models
from smoulder.models.comeback.sample import Sample, build_sample
from smoulder.models.comeback.stack import even_weights
from smoulder.records.errors import NoLulls
from smoulder.records.settings import Settings
from smoulder.series.all_lulls import walk_histories
from tests.models.comeback.made_groups import FIRST, made_groups, made_sample

EVEN = even_weights(len(comeback_models()))
GROUPS = made_groups(30)
MONTH = FIRST + 191
NAMES = tuple(one.name for one in comeback_models())


@cache
def whole_fit() -> ComebackFit:
    return fit_comebacks(made_sample(30), MONTH, EVEN, EVEN)


@cache
def someone(to: int = MONTH) -> Sample:
    """A group that is in a lull in that month."""
    histories = walk_histories(GROUPS.series, Settings(), to)
    for unit in histories.in_lull().tolist():
        one = histories.series[unit]
        if histories.last[unit] + histories.first == to and one.group_id not in (1007, 1014, 1021):
            return origin_now(GROUPS, (one.group_id, one.country), Settings(), to)
    raise AssertionError("nobody is in a lull")


def test_a_fit_counts_what_it_was_learned_from() -> None:
    fit, known = whole_fit(), made_sample(30).seen_by(MONTH)
    own = known.origins.take(~known.borrowed)
    lulls = {(unit, lull) for unit, lull in zip(own.unit.tolist(), own.lull.tolist(), strict=True)}
    back = {
        (unit, lull)
        for unit, lull, seen in zip(own.unit.tolist(), own.lull.tolist(), own.back.tolist(), strict=True)
        if seen > 0
    }
    assert (fit.fitted_to, fit.lulls, fit.comebacks) == (MONTH, len(lulls), len(back))
    assert 0 < fit.borrowed < fit.lulls
    assert fit.comeback.names == fit.major.names == NAMES


def test_a_fit_that_was_kept_as_text_says_exactly_the_same() -> None:
    again = ComebackFit.restored(json.loads(json.dumps(whole_fit().stored())))
    now = someone()
    one, two = (forecast_comeback(fit, now, 36, 60, np.random.default_rng(4)) for fit in (whole_fit(), again))
    for name in ("curve", "draws", "major", "major_draws"):
        assert np.array_equal(getattr(one, name), getattr(two, name)), name
    assert one.weights == two.weights
    assert (again.fitted_to, again.lulls) == (whole_fit().fitted_to, whole_fit().lulls)


def test_the_origin_of_today_is_the_origin_that_the_sample_holds() -> None:
    now = someone(FIRST + 160)
    whole = build_sample(GROUPS, None, Settings(), every=1)
    same = (whole.origins.group == now.origins.group[0]) & (whole.origins.month == now.origins.month[0])
    (row,) = np.flatnonzero(same)
    assert np.array_equal(whole.covariates.values[row], now.covariates.values[0], equal_nan=True)
    assert whole.origins.line[row] == now.origins.line[0]
    assert now.origins.followed[0] == 0


def test_only_a_group_in_a_lull_can_be_asked() -> None:
    active = walk_histories(GROUPS.series, Settings(), MONTH)
    loud = next(
        one
        for unit, one in enumerate(active.series)
        if unit not in active.in_lull() and active.last[unit] > 0
    )
    with pytest.raises(NoLulls, match="is in no lull"):
        origin_now(GROUPS, (loud.group_id, loud.country), Settings(), MONTH)
    with pytest.raises(NoLulls, match="group 5 has no months in Nowhere by"):
        origin_now(GROUPS, (5, "Nowhere"), Settings(), MONTH)


def test_a_forecast_rises_and_a_major_comeback_is_never_likelier() -> None:
    found = forecast_comeback(whole_fit(), someone(), 36, 80, np.random.default_rng(5))
    assert found.curve.shape == found.major.shape == (36,)
    assert found.draws.shape == found.major_draws.shape == (80, 36)
    for one in (found.curve, found.draws, found.major, found.major_draws):
        assert np.diff(one, axis=-1).min() >= -1e-12
        assert one.min() >= 0
        assert one.max() <= 1
    assert np.all(found.major <= found.curve)
    assert np.all(found.major_draws <= found.draws)
    assert list(found.members) == list(found.weights) == list(NAMES)
    pooled = sum(found.weights[name] * found.members[name] for name in NAMES)
    assert pooled == pytest.approx(found.curve)


def test_a_major_comeback_is_held_under_the_other_where_its_own_models_say_more() -> None:
    turned = replace(whole_fit(), comeback=whole_fit().major, major=whole_fit().comeback)
    found = forecast_comeback(turned, someone(), 24, 40, np.random.default_rng(8))
    assert np.all(found.major <= found.curve)
    assert np.all(found.major_draws <= found.draws)


def test_where_both_lines_are_one_both_curves_are() -> None:
    now = someone()
    same = Sample(replace(now.origins, major_line=now.origins.line), now.covariates)
    found = forecast_comeback(whole_fit(), same, 24, 40, np.random.default_rng(6))
    assert np.array_equal(found.major, found.curve)
    assert np.array_equal(found.major_draws, found.draws)


def test_more_draws_than_parameters_give_each_of_them_as_often() -> None:
    found = forecast_comeback(whole_fit(), someone(), 3, 2 * PARAMETER_DRAWS, np.random.default_rng(7))
    assert len(found.draws) == 2 * PARAMETER_DRAWS
    counts = np.unique(found.draws[:, -1], return_counts=True)[1]
    assert len(counts) <= PARAMETER_DRAWS
    assert set((counts % 2).tolist()) == {0}
