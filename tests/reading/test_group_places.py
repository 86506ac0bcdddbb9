"""Where the events of groups were: what ships adds up to the months that ship."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest

from smoulder.reading.figures import load_all_series
from smoulder.reading.group_places import CELL, load_places, placed_count, province_reach
from smoulder.reading.tables import query_figures, read_rows
from smoulder.records.month import month_index


def test_the_cells_of_every_month_of_every_series_add_up_to_the_month() -> None:
    rows = query_figures(
        "test",
        "select group_id, country, month, sum(events), sum(deaths) from figures group by all",
        "group_place.parquet",
    )
    cells: dict[tuple[int, str], dict[int, tuple[float, float]]] = defaultdict(dict)
    for group_id, country, month, events, deaths in rows:
        cells[group_id, country][month] = (events, deaths)
    series = load_all_series(include_mexico=True)
    assert {(one.group_id, one.country) for one in series} >= set(cells)
    for one in series:
        held = cells.get((one.group_id, one.country), {})
        for at, name in enumerate(("events", "deaths")):
            seen = np.nan_to_num(getattr(one, name))
            found = np.zeros(len(seen))
            for month, counts in held.items():
                found[month - one.first] = counts[at]
            np.testing.assert_allclose(found, seen, atol=1e-4, err_msg=f"{one.group} {one.country} {name}")


def test_a_position_is_the_middle_of_its_cell_and_the_country_alone_has_none() -> None:
    places = load_places(234, "Iraq")
    assert {one.placed for one in places} == {"place", "district", "province", "country"}
    for one in places:
        if one.placed == "country":
            assert one.latitude is None
            assert one.longitude is None
        else:
            assert one.latitude is not None
            assert one.longitude is not None
            assert (one.latitude / CELL - 0.5).is_integer()
            assert 29 < one.latitude < 38
            assert 38 < one.longitude < 49


def test_a_file_without_precision_codes_is_told_apart() -> None:
    assert {one.placed for one in load_places(303, "Afghanistan")} >= {"unsaid"}


def test_months_come_in_order_and_keep_to_the_group_and_the_country() -> None:
    places = load_places(320, "Sri Lanka")
    months = [one.month for one in places]
    assert months == sorted(months)
    assert months[0] >= month_index("1989-01")
    assert load_places(320, "Iraq") == ()


@pytest.mark.parametrize(("row", "col", "middle"), [(0, -1, (0.25, -0.25)), (-180, 359, (-89.75, 179.75))])
def test_cells_count_from_the_equator_and_from_greenwich(
    row: int, col: int, middle: tuple[float, float]
) -> None:
    one = placed_count(0, row, col, "place", 1, 2)
    assert (one.latitude, one.longitude) == middle


def test_each_country_with_a_series_has_a_reach_or_takes_that_of_all() -> None:
    every = {row["country"] for row in read_rows("coverage.csv")}
    assert all(10 < province_reach(country) < 400 for country in every)
    assert province_reach("Afghanistan") == province_reach("")
