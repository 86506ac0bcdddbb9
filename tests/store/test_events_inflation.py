from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.store.events import open_events
from smoulder.store.events_inflation import inflation
from tests.reading.ged_samples import event
from tests.store.event_files import put

Cell = tuple[str, int, int, str, str, float, float]


def cells(country: str, pairs: list[tuple[float, float]], lag: int = 1) -> list[Cell]:
    return [(country, 24000 + n, lag, "0.0.1", "1.1", *pair) for n, pair in enumerate(pairs)]


def test_nothing_that_overlaps_gives_no_factor() -> None:
    assert inflation([]) == ()


def test_figures_that_never_change_have_a_factor_of_one() -> None:
    whole, *each = inflation(cells("A", [(10, 10), (20, 20), (7, 7)]) + cells("B", [(3, 3)] * 3))
    assert (whole.factor, whole.low, whole.high, whole.basis) == (1, 1, 1, "estimated")
    assert [one.factor for one in each] == [1, 1]


def test_a_hand_worked_case() -> None:
    ratios = [math.log(20.5 / 10.5), math.log(10.5 / 10.5), math.log(30.5 / 10.5)]
    whole = inflation(cells("A", [(10, 20), (10, 10), (10, 30)]))[0]
    mean, spread = np.mean(ratios), math.sqrt(np.var(ratios, ddof=1) * (1 + 1 / 3))
    assert whole.factor == pytest.approx(math.exp(mean))
    assert whole.high == pytest.approx(math.exp(mean + 1.6448536 * spread))
    assert (whole.candidate, whole.final, whole.months) == (30, 60, 3)


def test_a_country_with_one_month_is_drawn_to_the_others_more_than_one_with_many() -> None:
    many = cells("Many", [(10, 40), (10, 41), (10, 39)] * 4)
    calm = cells("Calm", [(10, 10), (10, 11), (10, 12)] * 4)
    found = {one.country: one for one in inflation([*many, *calm, *cells("One", [(10, 40)])])}
    assert found["Many"].factor > found["One"].factor > found[""].factor > found["Calm"].factor
    assert found["One"].high / found["One"].low > found["Many"].high / found["Many"].low


def test_lags_are_kept_apart() -> None:
    found = inflation(cells("A", [(10, 20)] * 3, lag=1) + cells("A", [(10, 11)] * 3, lag=6))
    whole = {one.lag: one.factor for one in found if not one.country}
    assert whole[1] > 1.5 > whole[6]


def test_two_months_are_too_few_and_say_so() -> None:
    whole = inflation(cells("A", [(10, 20), (10, 30)]))[0]
    assert whole.basis == "assumed"
    assert whole.low < 1 < whole.high


@given(
    st.lists(
        st.tuples(st.sampled_from("ABC"), st.integers(0, 500), st.integers(0, 500)), min_size=1, max_size=30
    )
)
def test_the_factor_lies_in_its_interval_and_between_the_extremes(made: list[tuple[str, int, int]]) -> None:
    overlaps = [cell for country, c, f in made for cell in cells(country, [(c, f)])]
    ratios = [(f + 0.5) / (c + 0.5) for _, c, f in made]
    for one in inflation(overlaps):
        assert one.low <= one.factor <= one.high
        assert min(ratios) - 1e-9 <= one.factor <= max(ratios) * (1 + 1e-9)


def test_the_store_finds_its_overlaps(tmp_path: Path) -> None:
    store = open_events(tmp_path)
    put(store, [event(1, deaths_b=2)], "20.0.3")
    put(store, [event(1, deaths_b=12), event(2, deaths_b=5)], "21.1")
    (whole, norland) = store.inflation()
    assert (norland.country, norland.lag) == ("Norland", 1)
    assert (whole.candidate, whole.final) == (4, 14 + 7)
