"""What holds for every model of counts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from smoulder.models.counts.all_models import count_models
from smoulder.models.counts.contract import CountModel
from smoulder.models.scores.ignorance import bin_shares
from smoulder.records.panel import Panel
from smoulder.records.series import Floats
from tests.models.counts.small_panel import mixed_panel, panel_of

PANEL = mixed_panel()
AHEAD = np.array([1, 3, 14])
NOT_OF_CHANCE = {"zero", "conflictology"}
every_model = pytest.mark.parametrize("model", count_models(), ids=lambda model: model.name)


def draw(model: CountModel, past: Panel, seed: int = 1, draws: int = 200) -> Floats:
    return model.draws(past, AHEAD, draws, np.random.default_rng(seed))


def test_no_two_models_share_a_name() -> None:
    names = [model.name for model in count_models()]
    assert len(set(names)) == len(names)


@every_model
def test_draws_are_whole_counts_in_the_shape_of_the_contract(model: CountModel) -> None:
    drawn = draw(model, PANEL)
    assert drawn.shape[:2] == (12, 3)
    assert 1 <= drawn.shape[2] <= 200
    assert np.isfinite(drawn).all()
    assert (drawn >= 0).all()
    assert (drawn == np.rint(drawn)).all()


@every_model
def test_a_seed_gives_the_same_draws_again_and_another_gives_others(model: CountModel) -> None:
    assert np.array_equal(draw(model, PANEL), draw(model, PANEL))
    assert np.array_equal(draw(model, PANEL), draw(model, PANEL, seed=2)) == (model.name in NOT_OF_CHANCE)


@every_model
def test_months_after_the_origin_change_nothing(model: CountModel) -> None:
    origin = PANEL.first + 79
    later = PANEL.counts.copy()
    later[:, 80:] = 5000.0
    draw(model, PANEL)  # what a model might keep of a later origin must not come back
    fresh = draw(model, replace(PANEL, counts=PANEL.counts[:, :80].copy()))
    assert np.array_equal(draw(model, PANEL.until(origin)), fresh)
    assert np.array_equal(draw(model, replace(PANEL, counts=later).until(origin)), fresh)


@every_model
def test_the_panel_is_left_as_it_was(model: CountModel) -> None:
    before = PANEL.counts.copy()
    draw(model, PANEL)
    assert np.array_equal(PANEL.counts, before, equal_nan=True)


@every_model
def test_units_in_another_order_get_the_same_chances(model: CountModel) -> None:
    order = np.arange(12)[::-1]
    turned = replace(
        PANEL,
        units=tuple(PANEL.units[place] for place in order),
        ids=PANEL.ids[order],
        counts=PANEL.counts[order],
        near=PANEL.near[np.ix_(order, order)],
    )
    plain = bin_shares(draw(model, PANEL, draws=2000))
    again = bin_shares(draw(model, turned, draws=2000))[order]
    assert np.abs(plain - again).max() < 0.08


@every_model
@pytest.mark.parametrize(
    "counts",
    [[[0.0] * 40], [[0.0] * 39 + [7.0]], [[0.0] * 40, [0.0] * 40]],
    ids=["quiet", "one", "two quiet"],
)
def test_a_quiet_or_lone_unit_is_forecast_too(model: CountModel, counts: list[list[float]]) -> None:
    drawn = draw(model, panel_of(counts))
    assert drawn.shape[:2] == (len(counts), 3)
    assert np.isfinite(drawn).all()
