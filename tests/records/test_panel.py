"""A panel is cut, asked and narrowed without losing which row is whose."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from smoulder.records.panel import Panel

PANEL = Panel(
    units=("A", "B", "C"),
    ids=np.array([7, 8, 9]),
    first=100,
    counts=np.array([[1.0, 2.0, 3.0], [4.0, 5.0, np.nan], [np.nan, 6.0, 7.0]]),
    near=np.array([[False, True, True], [True, False, False], [True, False, False]]),
)


def test_a_panel_cut_at_a_month_ends_there() -> None:
    cut = PANEL.until(101)
    assert (cut.last, cut.counts.shape) == (101, (3, 2))
    with pytest.raises(ValueError, match="month 103 lies outside the panel, 100 to 102"):
        PANEL.until(103)


def test_counts_of_single_months_come_in_the_order_asked() -> None:
    assert PANEL.at(np.array([102, 100]))[0].tolist() == [3.0, 1.0]


def test_only_units_known_in_the_last_month_are_kept_with_their_neighbours_and_countries() -> None:
    kept = replace(PANEL, countries=("X", "Y", "Z")).covered()
    assert (kept.units, kept.ids.tolist(), kept.countries) == (("A", "C"), [7, 9], ("X", "Z"))
    assert kept.near.tolist() == [[False, True], [True, False]]


def test_units_without_a_country_are_countries() -> None:
    assert PANEL.countries == ("A", "B", "C")


def test_rows_that_do_not_fit_the_units_are_refused() -> None:
    with pytest.raises(ValueError, match="a panel of 3 units got counts"):
        replace(PANEL, counts=PANEL.counts[:2])
    with pytest.raises(ValueError, match="and 1 countries"):
        replace(PANEL, countries=("X",))
