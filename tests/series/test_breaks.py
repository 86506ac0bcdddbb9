"""Change points: found where deaths change level, and seldom where they do not."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.reading.figures import load_series
from smoulder.records.month import month_text
from smoulder.series.breaks import SIZES, cut_at_size, find_levels, stretch_cost


def draw(rng: np.random.Generator, mean: float, size: float, months: int) -> np.ndarray:  # type: ignore[type-arg]
    return rng.negative_binomial(size, size / (size + mean), months).astype(float)


def slow_cuts(counts: list[float], size: float, least: int, cost: float) -> float:
    """The lowest penalised cost over every way to cut, by trying all last stretches."""
    best = {0: -cost}
    for stop in range(1, len(counts) + 1):
        tried = [
            before + cost + float(stretch_cost(sum(counts[start:stop]), stop - start, size))
            for start, before in best.items()
            if stop - start >= least
        ]
        if tried:
            best[stop] = min(tried)
    return best[len(counts)]


@given(
    st.lists(st.one_of(st.just(0.0), st.integers(0, 400).map(float)), min_size=6, max_size=40),
    st.sampled_from([0.2, 1.0, 15.0]),
    st.integers(1, 5),
    st.floats(0.5, 20),
)
@settings(max_examples=150, deadline=None)
def test_the_cuts_are_the_best_of_all(counts: list[float], size: float, least: int, cost: float) -> None:
    found, cuts = cut_at_size(np.array(counts), size, least, cost)
    edges = [0, *cuts, len(counts)]
    assert all(stop - start >= least for start, stop in pairwise(edges))
    # of this way to cut, and of the best one, the part that depends on the cuts
    mine = sum(
        float(stretch_cost(sum(counts[start:stop]), stop - start, size)) for start, stop in pairwise(edges)
    )
    assert mine + cost * len(cuts) == pytest.approx(slow_cuts(counts, size, least, cost), abs=1e-6)
    rest = found - mine - cost * len(cuts)
    assert rest == pytest.approx(
        cut_at_size(np.array(counts), size, least, 1e9)[0]
        - (float(stretch_cost(sum(counts), len(counts), size))),
        abs=1e-6,
    )


def test_the_cost_of_a_stretch_is_its_likelihood() -> None:
    from scipy.stats import nbinom

    counts, size = np.array([0.0, 3.0, 7.0, 2.0]), 1.7
    whole = -2 * nbinom.logpmf(counts, size, size / (size + counts.mean())).sum()
    assert cut_at_size(counts, size, 4, 1e9)[0] == pytest.approx(whole)


def test_stretches_cover_every_month_once_and_step_over_unknown_ones() -> None:
    deaths = np.array([0.0] * 20 + [np.nan] * 4 + [50.0] * 20)
    levels = find_levels(100, deaths)
    assert [(level.first, level.last, level.mean, level.months) for level in levels] == [
        (100, 123, 0.0, 20),
        (124, 143, 50.0, 20),
    ]


@pytest.mark.parametrize("deaths", [[], [float("nan")] * 9])
def test_nothing_known_has_no_level(deaths: list[float]) -> None:
    assert find_levels(0, np.array(deaths)) == []


def test_one_month_is_one_level() -> None:
    assert [level.mean for level in find_levels(0, np.array([3.0]))] == [3.0]


@pytest.mark.parametrize(("mean", "size"), [(0.3, 0.2), (10.0, 0.5), (50.0, 100.0)])
def test_where_nothing_changes_a_change_is_found_in_at_most_one_series_of_twenty(
    mean: float, size: float
) -> None:
    rng = np.random.default_rng(7)
    false = sum(len(find_levels(0, draw(rng, mean, size, 120))) > 1 for _ in range(40))
    assert false <= 2


def test_a_rise_to_five_times_is_found_within_three_months_in_most_series() -> None:
    rng = np.random.default_rng(8)
    hits = 0
    for _ in range(30):
        deaths = np.concatenate([draw(rng, 8, 1.0, 60), draw(rng, 40, 1.0, 60)])
        hits += any(abs(level.first - 60) <= 3 for level in find_levels(0, deaths)[1:])
    assert hits >= 20


def test_islamic_state_in_iraq_changes_level_when_its_war_does() -> None:
    iraq = load_series(234, "Iraq")
    begins = [month_text(level.first) for level in find_levels(iraq.first, iraq.deaths)]
    assert "2013-05" in begins
    assert "2014-06" in begins
    assert "2017-11" in begins
    assert len(begins) < 10


def test_sizes_reach_from_bursts_to_all_but_poisson() -> None:
    assert min(SIZES) <= 0.1
    assert max(SIZES) >= 100
