"""Steps of quiet with their phases, and the hazard ratios of comebacks."""

from __future__ import annotations

import numpy as np
import pytest

from smoulder.models.pressure.comeback_hazard import comeback_hazards
from smoulder.models.pressure.lull_months import QuietSteps, lull_months, quiet_years
from smoulder.models.pressure.phase import DEPARTED, IN_FORCE, NONE, REDUCED, UNKNOWN, Phases
from smoulder.records.episode import Episode
from smoulder.records.month import month_index, month_text
from smoulder.series.all_lulls import walk_histories
from tests.models.pressure.made import series


def steps_of(codes: list[int], event: list[bool]) -> tuple[QuietSteps, Phases]:
    """One step for each code, each in a country of its own, with one trait that says nothing."""
    count = len(codes)
    names = tuple(f"C{at:04d}" for at in range(count))
    steps = QuietSteps(
        names,
        np.arange(count),
        np.arange(count),
        np.zeros(count, dtype=np.int64),
        np.array(event),
        np.zeros((count, 1)),
        ("nothing",),
    )
    one = {name: np.array([code]) for name, code in zip(names, codes, strict=True)}
    return steps, Phases("peacekeepers", 0, one, np.array([NONE]))


def test_months_of_a_lull_begin_after_it_was_known_and_end_with_the_comeback() -> None:
    deaths = [10.0] * 12 + [0.0] * 24 + [40.0] * 3
    steps = lull_months(walk_histories([series(deaths)]))
    assert month_text(int(steps.time[0])) == "2001-10"
    assert (len(steps.time), int(steps.event.sum()), bool(steps.event[-1])) == (15, 1, True)
    assert month_text(int(steps.time[-1])) == "2002-12"
    # known in October with two tens left of the twelve months; the step is November 2001
    assert steps.traits[0].tolist() == pytest.approx(
        [0.0, np.log(21), np.log(120), (1 + 10 / 12) / 10], abs=1e-6
    )


def test_quiet_years_end_with_the_next_episode_or_the_last_year() -> None:
    def episode(country: str, again: int | None) -> Episode:
        return Episode(1, 1, country, "a", "b", 1990, 1995, "4", 1, 2, again, True, False)

    steps = quiet_years([episode("Mali", 1998), episode("Peru", None), episode("Iran, Iraq", None)], 1999)
    assert [int(steps.event[steps.spell == spell].sum()) for spell in (0, 1)] == [1, 0]
    assert [int((steps.spell == spell).sum()) for spell in (0, 1, 2)] == [3, 4, 0]
    assert month_text(int(steps.time[0])) == "1995-12"


def test_the_ratio_is_that_of_the_phases_and_no_pressure_is_no_part_of_it() -> None:
    codes = [NONE] * 200 + [IN_FORCE] * 100 + [DEPARTED] * 100
    event = (
        [at % 20 == 0 for at in range(200)] + [at < 10 for at in range(100)] + [at < 30 for at in range(100)]
    )
    steps, phases = steps_of(codes, event)
    reduced, departed = comeback_hazards(steps, phases)
    assert departed.value == pytest.approx(np.log(np.log(0.7) / np.log(0.9)), abs=1e-3)
    assert (departed.steps, departed.comebacks, departed.countries) == (100, 30, 100)
    assert (departed.steps_in_force, departed.comebacks_in_force) == (100, 10)
    assert np.isnan(reduced.value)


def test_without_steps_of_no_pressure_the_ratio_is_the_same() -> None:
    codes = [IN_FORCE] * 100 + [DEPARTED] * 100
    event = [at < 10 for at in range(100)] + [at < 30 for at in range(100)]
    departed = comeback_hazards(*steps_of(codes, event))[1]
    assert departed.value == pytest.approx(np.log(np.log(0.7) / np.log(0.9)), abs=1e-3)


def test_a_phase_without_a_comeback_has_counts_and_no_ratio_and_unknown_steps_are_left_out() -> None:
    codes = [IN_FORCE] * 50 + [DEPARTED] * 20 + [REDUCED] * 20 + [UNKNOWN] * 30
    event = [at < 5 for at in range(50)] + [False] * 20 + [at < 2 for at in range(20)] + [True] * 30
    reduced, departed = comeback_hazards(*steps_of(codes, event))
    assert np.isnan([departed.value, departed.error]).all()
    assert (departed.steps, departed.comebacks) == (20, 0)
    assert reduced.value == pytest.approx(0.0, abs=1e-3)


def test_nothing_at_all_has_no_ratio() -> None:
    empty = lull_months(walk_histories([]))
    found = comeback_hazards(
        empty, Phases("peacekeepers", month_index("2000-01"), {}, np.zeros(5, dtype=int))
    )
    assert [(row.steps, np.isnan(row.value)) for row in found] == [(0, True), (0, True)]
    assert len(quiet_years([], 2000).time) == 0
