"""A backtest in figures adds up: rows, eras, changes, places and coverage."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from smoulder.models.backtest.counts import backtest
from smoulder.models.backtest.eras import last_year, tuning_years
from smoulder.models.backtest.gains import by_change, by_place, gains
from smoulder.models.backtest.kept import Kept, keep, together
from smoulder.models.backtest.summary import summarise
from smoulder.models.counts.benchmarks import Conflictology, Zero
from smoulder.models.counts.recent import Recent
from smoulder.records.panel import Panel

YEARS = range(2004, 2007)


@pytest.fixture(scope="module")
def panel() -> Panel:
    rng = np.random.default_rng(4)
    mean = np.array([0.0, 0.3, 4.0, 60.0])[:, np.newaxis]
    counts = rng.negative_binomial(1, 1 / (1 + mean), size=(4, 98)).astype(float)
    return Panel(("A", "B", "C", "D"), np.arange(4), 1999 * 12, counts, np.zeros((4, 4), dtype=bool))


@pytest.fixture(scope="module")
def windows(panel: Panel) -> list[Kept]:
    found = backtest(panel, (Conflictology(), Recent()), (Zero(),), YEARS, 1)
    return [keep(one, panel, np.random.default_rng(one.window.year)) for one in found]


def test_windows_lie_below_each_other_and_come_apart_again(windows: list[Kept]) -> None:
    whole = together(windows)
    assert whole.truth.shape == (12, 12)
    again = whole.of([2005])
    assert again.units == windows[1].units
    assert np.array_equal(again.truth, windows[1].truth)
    assert np.array_equal(again.inside, windows[1].inside)
    assert np.array_equal(again.scores["ensemble"]["IGN"], windows[1].scores["ensemble"]["IGN"])
    with pytest.raises(ValueError, match="no window was scored"):
        together([])


def test_means_are_those_of_the_cells_and_the_gain_is_their_difference(windows: list[Kept]) -> None:
    whole = together(windows)
    found = summarise(whole, range(2005, 2007), np.random.default_rng(1))
    rows = np.isin(whole.years, [2005, 2006])
    for name in ("CRPS", "log CRPS", "IGN", "MIS"):
        own = found.asked.means["ensemble"][name][0]
        assert own.cells == 96
        assert own.mean.value == pytest.approx(whole.scores["ensemble"][name][rows].mean())
        gain = found.asked.gains[name]
        other = found.asked.means["conflictology"][name][0].mean.value
        assert gain.difference.value == pytest.approx(own.mean.value - other)
        alone = [found.by_year[year][name].difference.value for year in (2005, 2006)]
        assert gain.difference.value == pytest.approx(np.mean(alone))


def test_changes_share_out_all_cells_and_all_of_the_crps(windows: list[Kept]) -> None:
    whole = together(windows)
    parts = by_change(whole)
    assert sum(part.cells for part in parts) == 144
    assert sum(part.share for part in parts) == pytest.approx(1)
    total = sum(part.cells * (part.own - part.reference) for part in parts)
    assert total / 144 == pytest.approx(gains(whole, np.random.default_rng(1))["CRPS"].difference.value)


def test_places_come_from_the_largest_loss_to_the_largest_gain(windows: list[Kept]) -> None:
    found = by_place(together(windows))
    assert len(found) == 12
    differences = [one.difference for one in found]
    assert differences == sorted(differences, reverse=True)
    assert {(one.unit, one.year) for one in found} == {(u, y) for u in "ABCD" for y in YEARS}


def test_months_that_have_not_come_to_pass_are_left_out(windows: list[Kept]) -> None:
    last = windows[-1]
    assert np.isnan(last.truth).sum() == 0
    cut = np.where(np.arange(12) < 10, 1.0, np.nan)
    scores = {m: {n: v * cut for n, v in held.items()} for m, held in last.scores.items()}
    part = replace(last, truth=last.truth * cut, scores=scores, pit=last.pit * cut, inside=last.inside * cut)
    found = summarise(together([*windows[:2], part]), range(2006, 2007), np.random.default_rng(1))
    assert found.asked.cells == 40
    assert [one.cells for one in found.all_cells.blocks[0.9]] == [40, 12, 12, 12, 4]


def test_coverage_is_told_for_all_and_for_places_with_fighting(windows: list[Kept]) -> None:
    found = summarise(together(windows), range(2005, 2007), np.random.default_rng(1))
    assert found.fought is not None
    assert found.fought.cells < found.all_cells.cells == 96
    assert found.all_cells.shares.sum() == pytest.approx(1)
    means = [found.all_cells.blocks[level][0].mean.value for level in (0.5, 0.8, 0.9)]
    assert means == sorted(means)


def test_the_tuning_era_stands_beside_other_years_only(windows: list[Kept]) -> None:
    assert summarise(together(windows), range(2005, 2007), np.random.default_rng(1)).tuning is None
    beside = summarise(together(windows), range(2006, 2007), np.random.default_rng(1)).tuning
    assert beside is not None
    assert beside.years == range(2005, 2007)
    assert tuning_years(range(2018, 2024)) == range(2005, 2018)


def test_a_year_in_which_few_units_are_covered_is_not_the_last(panel: Panel) -> None:
    assert last_year(panel) == 2006
    counts = panel.counts.copy()
    counts[1:, 90:] = np.nan
    assert last_year(replace(panel, counts=counts)) == 2005
