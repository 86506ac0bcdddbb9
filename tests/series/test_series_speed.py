"""All series and lulls at once: the same as in plain pandas, in a fraction of the time."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.reading.figures import load_all_series
from smoulder.records.month import month_index
from smoulder.records.series import Series
from smoulder.series.all_lulls import lulls_of_all, walk_histories
from smoulder.series.lull import find_lulls
from smoulder.series.situation import cut_series
from tests.series.test_lull import months, series

TRIES = 3
"""A machine that does something else at the time can spoil a run, and seldom three."""


@pytest.fixture(scope="module")
def benchmark(load_benchmark: Callable[[str], ModuleType]) -> ModuleType:
    return load_benchmark("series")


@pytest.mark.slow
@pytest.mark.timed
def test_all_series_and_lulls_of_the_store_take_no_larger_part_of_plain_pandas_than_stored(
    benchmark: ModuleType, root: Path, tmp_path: Path
) -> None:
    stored = json.loads((root / "tests" / "baselines" / "series.json").read_text())
    benchmark.make_events(tmp_path / "store", stored["rows"])
    ratios = []
    for _ in range(TRIES):
        # `measure` holds both ways to the same months and lulls
        ratios.append(benchmark.measure(tmp_path / "store", times=2)["ratio"])
        if ratios[-1] <= stored["limit"]:
            return
    pytest.fail(f"ratio to plain pandas {min(ratios):.3f}, stored {stored['ratio']}, limit {stored['limit']}")


@pytest.mark.parametrize("to", [None, "1995-06", "2018-12"])
def test_all_at_once_gives_the_lulls_of_each_series_alone(to: str | None) -> None:
    month = None if to is None else month_index(to)
    several = load_all_series()[::9]
    won = {(one.group_id, one.country): one.first + 150 for one in several[::5]}
    histories = walk_histories(several, to=month)
    assert lulls_of_all(histories, won) == [
        find_lulls(seen(one, month), won=won.get((one.group_id, one.country))) for one in histories.series
    ]
    kept = {id(one) for one in histories.series}
    left_out = [one for one in several if id(one) not in kept]
    assert all(find_lulls(seen(one, month)) == [] for one in left_out)


def seen(one: Series, to: int | None) -> Series:
    return one if to is None else cut_series(one, to)


@given(st.lists(months, min_size=1, max_size=4), st.one_of(st.none(), st.integers(0, 90)))
@settings(max_examples=80, deadline=None)
def test_all_at_once_gives_what_each_gives_alone_with_unknown_months(
    table: list[list[float]], keep: int | None
) -> None:
    several = [series(row, first=f"20{10 + at}-03", group_id=at) for at, row in enumerate(table)]
    to = None if keep is None else month_index("2010-03") + keep
    histories = walk_histories(several, to=to)
    assert lulls_of_all(histories) == [find_lulls(seen(one, to)) for one in histories.series]


def test_no_series_has_no_lulls() -> None:
    assert lulls_of_all(walk_histories([])) == []
    assert lulls_of_all(walk_histories(load_all_series()[:3], to=month_index("1950-01"))) == []
