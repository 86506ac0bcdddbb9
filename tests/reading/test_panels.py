"""Panels of countries and groups hold what the figures hold, whole, with their neighbours."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from smoulder.reading.figures import load_series
from smoulder.reading.panels import (
    GroupCount,
    load_country_panel,
    load_group_panel,
    panel_of_groups,
    whole_counts,
)
from smoulder.reading.tables import read_rows
from smoulder.records.month import month_index

VIEWS = Path("data") / "views" / "country_month_state_based_1990-01_2024-04.parquet"
counts = arrays.arrays(
    float, (2, 24), elements=st.one_of(st.just(float("nan")), st.floats(0, 50).map(lambda x: round(x, 3)))
)


def test_the_country_panel_is_the_one_of_views_cell_by_cell_where_a_country_is_there(shared: Path) -> None:
    import pandas as pd

    panel = load_country_panel()
    views = pd.read_parquet(shared / VIEWS).pivot(index="country_id", columns="month", values="deaths")
    assert views.index.tolist() == panel.ids.tolist()
    assert (month_index(views.columns[0]), month_index(views.columns[-1])) == (panel.first, panel.last)
    known = ~np.isnan(panel.counts)
    assert np.array_equal(views.to_numpy()[known], panel.counts[known])


def test_a_country_is_unknown_before_its_id_began_and_known_from_then_on() -> None:
    panel = load_country_panel()
    row = panel.counts[panel.units.index("South Sudan")]
    began = month_index("2011-07") - panel.first
    assert np.isnan(row[:began]).all()
    assert not np.isnan(row[began:]).any()
    assert not np.isnan(panel.counts[:, -1]).any()


def test_neighbours_share_a_border_both_ways_and_islands_have_none() -> None:
    panel = load_country_panel()

    def beside(name: str) -> set[str]:
        return {panel.units[at] for at in np.flatnonzero(panel.near[panel.units.index(name)])}

    assert np.array_equal(panel.near, panel.near.T)
    assert not panel.near.diagonal().any()
    assert beside("Iraq") == {"Iran", "Jordan", "Kuwait", "Saudi Arabia", "Syria", "Turkey"}
    assert beside("Israel") == {"Egypt", "Jordan", "Lebanon", "Syria"}
    assert beside("Sri Lanka") == set()


def test_each_border_stands_once_between_countries_that_are_known() -> None:
    pairs = [(row["country"], row["neighbour"]) for row in read_rows("neighbours.csv")]
    known = {row["country"] for row in read_rows("countries.csv")}
    assert all(one < other for one, other in pairs)
    assert len(set(pairs)) == len(pairs)
    assert {name for pair in pairs for name in pair} <= known


@pytest.mark.parametrize("what", ["deaths", "inflicted", "events"])
def test_a_group_of_the_panel_has_the_counts_of_its_series_rounded_to_whole_ones(what: GroupCount) -> None:
    panel = load_group_panel(what)
    series = load_series(234, "Iraq")
    row = panel.counts[panel.units.index(f"{series.group}, Iraq")]
    own = row[series.first - panel.first : series.last - panel.first + 1]
    assert np.abs(np.cumsum(np.nan_to_num(own)) - np.cumsum(getattr(series, what))).max() <= 0.5 + 1e-5
    assert np.isnan(row[series.last - panel.first + 1 :]).all()
    held = panel.counts[~np.isnan(panel.counts)]
    assert np.array_equal(held, np.round(held))


def test_a_group_is_unknown_before_its_first_event_in_a_country() -> None:
    series = load_series(234, "Iraq")
    row = panel_of_groups([series], "deaths").counts[0]
    began = int(np.argmax(series.events > 0))
    assert began > 0
    assert np.isnan(row[:began]).all()
    assert not np.isnan(row[began : began + 12]).any()


def test_groups_are_near_in_one_country_and_in_two_that_share_a_border() -> None:
    series = [
        load_series(group, country) for group, country in ((234, "Iraq"), (234, "Syria"), (366, "Syria"))
    ]
    panel = panel_of_groups([*series, load_series(320, "Sri Lanka")], "deaths")
    assert panel.countries == ("Iraq", "Syria", "Syria", "Sri Lanka")
    assert panel.near.sum(axis=1).tolist() == [2, 2, 2, 0]
    whole = load_group_panel("deaths")
    same = np.array(whole.countries)[:, None] == np.array(whole.countries)
    assert whole.near[same & ~np.eye(len(same), dtype=bool)].all()


@given(counts)
def test_whole_counts_keep_every_sum_to_within_one_and_what_is_unknown(table: np.ndarray) -> None:
    whole = whole_counts(table)
    assert np.array_equal(np.isnan(whole), np.isnan(table))
    known = np.nan_to_num(whole)
    assert (known >= 0).all()
    assert np.array_equal(known, np.floor(known))
    assert np.abs(np.cumsum(known - np.nan_to_num(table), axis=1)).max() <= 0.5 + 1e-5


@given(counts, st.integers(1, 24))
def test_whole_counts_see_no_later_month(table: np.ndarray, months: int) -> None:
    cut = whole_counts(table[:, :months])
    assert np.array_equal(cut, whole_counts(table)[:, :months], equal_nan=True)
