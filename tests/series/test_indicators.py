"""Footprint, lethality, tempo and target mix."""

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.records.month import month_index
from smoulder.series.indicators import EARTH_KM, group_indicators

BASE = {
    "kind": "state-based",
    "side_a_id": 100,
    "side_b_id": 1,
    "country": "Norland",
    "adm_1": "North",
    "where_prec": 1,
    "latitude": 10.1,
    "longitude": 20.1,
    "date_start": "2001-03-04",
    "date_end": "2001-03-04",
    "deaths_a": 0,
    "deaths_b": 0,
    "deaths_civilians": 0,
    "deaths_unknown": 0,
    "best": 4,
}


def events(*changed: dict[str, object]) -> pd.DataFrame:
    rows = pd.DataFrame([{**BASE, **one} for one in changed])
    return rows.assign(
        date_start=pd.to_datetime(rows["date_start"]), date_end=pd.to_datetime(rows["date_end"])
    )


def test_one_month_by_hand() -> None:
    rows = events(
        {"deaths_a": 2, "deaths_civilians": 1, "best": 4},
        {"date_start": "2001-03-14", "date_end": "2001-03-14", "latitude": 11.1, "adm_1": "South"},
        {"kind": "one-sided", "side_a_id": 1, "side_b_id": 9, "deaths_b": 3, "best": 3, "where_prec": 6},
        {"side_b_id": 2, "latitude": 15.1, "adm_1": "East"},
        {"side_b_id": 2, "latitude": 16.1, "adm_1": "West"},
    )
    found = group_indicators(rows, 1, "Norland").loc[month_index("2001-03")]
    assert (found.events, found.deaths, found.lethality) == (3, 11, pytest.approx(11 / 3))
    assert found.gap_days == 5.0  # 0 days and 10 days
    assert (found.cells, found.cells_share, found.districts, found.districts_share) == (2, 0.5, 2, 0.5)
    assert (found.placed, found.centre_lat) == (2, pytest.approx(10.6, abs=0.001))
    assert found.spread_km == pytest.approx(math.radians(0.5) * EARTH_KM, rel=1e-3)
    assert (found.state_based, found.one_sided, found.non_state) == (
        pytest.approx(2 / 3),
        pytest.approx(1 / 3),
        0,
    )
    assert found.civilians_share == pytest.approx(4 / 6)


def test_a_month_without_events_is_there_and_tells_nothing() -> None:
    rows = events({}, {"date_start": "2001-05-31", "date_end": "2001-06-02"})
    table = group_indicators(rows, 1, "Norland")
    assert table.index.tolist() == list(range(month_index("2001-03"), month_index("2001-06") + 1))
    quiet = table.loc[month_index("2001-04")]
    assert (quiet.events, quiet.deaths, quiet.cells) == (0, 0, 0)
    assert quiet[["lethality", "gap_days", "centre_lat", "spread_km", "civilians_share"]].isna().all()


def test_a_window_holds_the_months_up_to_its_last() -> None:
    rows = events({}, {"date_start": "2001-05-01", "date_end": "2001-05-01"})
    assert group_indicators(rows, 1, "Norland", months=2)["events"].tolist() == [1, 1, 1]
    assert group_indicators(rows, 1, "Norland", months=3)["events"].tolist() == [1, 1, 2]


def test_a_group_without_events_has_an_empty_table_with_all_columns() -> None:
    table = group_indicators(events({}), 7, "Norland")
    assert len(table) == 0
    assert {"events", "lethality", "cells_share", "civilians_share"} <= set(table.columns)


def test_a_window_of_no_month_is_refused() -> None:
    with pytest.raises(ValueError, match="give 1 or more"):
        group_indicators(events({}), 1, "Norland", months=0)


def test_events_that_cannot_be_placed_have_no_cell_and_no_centre() -> None:
    found = group_indicators(events({"where_prec": 6}, {"latitude": np.nan}), 1, "Norland").iloc[0]
    assert (found.cells, found.events) == (0, 2)
    assert math.isnan(found.centre_lat)


def test_two_events_across_the_date_line_have_their_centre_between_them() -> None:
    found = group_indicators(events({"longitude": 179.5}, {"longitude": -179.5}), 1, "Norland").iloc[0]
    assert abs(found.centre_lon) == pytest.approx(180.0)
    assert found.spread_km < 60


@given(
    st.lists(
        st.tuples(st.integers(0, 400), st.integers(0, 50), st.floats(-60, 60), st.floats(-170, 170)),
        min_size=1,
        max_size=25,
    )
)
@settings(max_examples=40, deadline=None)
def test_months_add_up_to_all_events_and_deaths(told: list[tuple[int, int, float, float]]) -> None:
    day = pd.Timestamp("2001-01-01")
    rows = events(
        *(
            {
                "date_start": day + pd.Timedelta(days=after),
                "date_end": day + pd.Timedelta(days=after),
                "best": best,
                "latitude": lat,
                "longitude": lon,
            }
            for after, best, lat, lon in told
        )
    )
    table = group_indicators(rows, 1, "Norland")
    assert table["events"].sum() == len(told)
    assert table["deaths"].sum() == sum(best for _, best, _, _ in told)
    assert table["cells_share"].dropna().between(0, 1).all()


def test_islamic_states_footprint_in_iraq_shrank_with_its_war(shared: Path) -> None:
    rows = pd.read_parquet(shared / "data" / "groups" / "ged_events_1989-01_2026-02.parquet")
    kinds = {1: "state-based", 2: "non-state", 3: "one-sided"}
    rows = rows[(rows["country"] == "Iraq") & rows["in_authoritative_series"]].assign(
        kind=lambda table: table["type_of_violence"].map(kinds)
    )
    rows = rows.rename(columns={"side_a_new_id": "side_a_id", "side_b_new_id": "side_b_id"})
    table = group_indicators(rows, 234, "Iraq", months=12)
    war, lull = table.loc[month_index("2015-12")], table.loc[month_index("2018-12")]
    assert war.cells > lull.cells
    assert war.events > lull.events
    assert lull.deaths == pytest.approx(968, abs=30)


def test_given_ends_get_a_row_each_before_and_after_the_events_too() -> None:
    march = month_index("2001-03")
    table = group_indicators(events({}), 1, "Norland", 2, ends=[march - 2, march, march + 1, march + 2])
    assert table.index.tolist() == [march - 2, march, march + 1, march + 2]
    assert table["events"].tolist() == [0, 1, 1, 0]
