"""Forecasts year by year, their stack, and the check that they see nothing later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from smoulder.models.episodes.forecast import forecast_year, roll, stacked
from smoulder.models.episodes.hazard import Hazard
from smoulder.models.episodes.leak import find_leaks
from smoulder.models.episodes.members import members
from smoulder.models.episodes.quiet import QuietYears, quiet_years
from smoulder.models.episodes.reference import PlainMean, QuietAgeTable
from smoulder.models.episodes.stack import stack_weights
from smoulder.reading.background import load_episodes, load_neighbours
from smoulder.records.episode import Episode
from smoulder.records.series import Floats
from tests.models.episodes.made_up import NEAR, make_episodes

EPISODES = make_episodes(60, seed=5)
ROWS = quiet_years(EPISODES, NEAR)
SMALL = (QuietAgeTable(), Hazard("hazard", ("territory", "others_20"), pull=3.0))


def _build(episodes: Sequence[Episode], seen: int) -> QuietYears:
    return quiet_years(episodes, NEAR, seen)


def _ask(rows: QuietYears, year: int) -> Floats:
    return forecast_year(rows, year, SMALL, 1).chances


@pytest.mark.parametrize("year", [1970, 1994, 2010])
def test_taking_away_all_that_came_later_changes_nothing(year: int) -> None:
    assert find_leaks(_build, _ask, EPISODES, year) == ()


def test_the_packaged_episodes_and_all_members_see_nothing_later() -> None:
    near = load_neighbours()
    found = find_leaks(
        lambda episodes, seen: quiet_years(episodes, near, seen),
        lambda rows, year: forecast_year(rows, year, members(), 1).chances,
        load_episodes(),
        1975,
    )
    assert found == ()


def test_a_covariate_from_the_future_is_caught_and_so_are_the_chances_made_with_it() -> None:
    def plant(episodes: Sequence[Episode], seen: int) -> QuietYears:
        rows = quiet_years(episodes, NEAR, seen)
        again = {one.episode_id: one.next_episode_year or 0 for one in episodes}
        column = [float(again[int(one)] > 0) for one in rows.episode]
        return replace(rows, names=(*rows.names, "ever_back"), values=np.column_stack([rows.values, column]))

    def ask(rows: QuietYears, year: int) -> Floats:
        return forecast_year(rows, year, (Hazard("h", ("ever_back",), pull=3.0),), 1).chances

    assert find_leaks(plant, ask, EPISODES, 1990) == ("ever_back", "chances")
    assert find_leaks(plant, _ask, EPISODES, 1990) == ("ever_back",)


def test_how_it_ended_told_too_early_is_caught() -> None:
    def early(episodes: Sequence[Episode], seen: int) -> QuietYears:
        rows = quiet_years(episodes, NEAR, seen)
        told = {one.episode_id: one.outcome == "low activity" for one in episodes}
        at = rows.names.index("faded")
        values = rows.values.copy()
        values[:, at] = [told[int(one)] for one in rows.episode]
        return replace(rows, values=values)

    assert find_leaks(early, _ask, EPISODES, 1990) == ("faded",)


def test_a_fit_that_looks_beyond_its_year_is_caught() -> None:
    def peek(rows: QuietYears, year: int) -> Floats:
        asked = rows.take(rows.year == year)
        return PlainMean().fit(rows).chances(asked, 5, 1, np.random.default_rng(1))

    assert find_leaks(_build, peek, EPISODES, 1990) == ("chances",)


def test_outcomes_that_are_not_cut_are_caught() -> None:
    def uncut(episodes: Sequence[Episode], seen: int) -> QuietYears:
        rows = quiet_years(episodes, NEAR, seen)
        return rows if seen < 2020 else replace(rows, back=np.where(rows.back > 0, 1, 0))

    assert find_leaks(uncut, _ask, EPISODES, 1990) == ("outcomes", "chances")


def test_years_below_each_other_are_the_years_alone() -> None:
    found = roll(ROWS, range(1980, 1984), SMALL, seed=1)
    alone = forecast_year(ROWS, 1982, SMALL, seed=1)
    assert np.array_equal(found.take(found.asked.year == 1982).chances, alone.chances)
    assert found.asked.age.max() <= 15
    assert found.of("hazard").tolist() == found.chances[:, 1].tolist()


def test_the_stack_is_even_before_it_knows_and_learns_only_from_horizons_that_have_passed() -> None:
    found = roll(ROWS, range(1970, 1990), SMALL, seed=1)
    names = [one.name for one in SMALL]
    whole = stacked(found, names)
    young = found.asked.year < 1975
    assert whole[young] == pytest.approx(found.chances[young].mean(axis=1))
    later = found.asked.year > 1980
    other = replace(found, asked=replace(found.asked, back=np.where(later, 1, found.asked.back)))
    same = found.asked.year <= 1985
    assert np.array_equal(stacked(other, names)[same], whole[same])


def test_weights_add_up_and_go_to_the_better_forecast() -> None:
    rng = np.random.default_rng(2)
    truth = rng.uniform(0.05, 0.95, 2000)
    happened = rng.uniform(size=2000) < truth
    weights = stack_weights(np.column_stack([truth, np.full(2000, 0.5), 1 - truth]), happened, even=1.0)
    assert weights.sum() == pytest.approx(1.0)
    assert weights[0] > 0.9
    assert stack_weights(np.empty((0, 4)), np.empty(0, dtype=bool)).tolist() == [0.25] * 4
