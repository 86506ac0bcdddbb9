"""Phases of pressure from counts and spans."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from smoulder.models.pressure.phase import (
    DEPARTED,
    IN_FORCE,
    NAMES,
    NONE,
    REDUCED,
    UNKNOWN,
    foreign_troop_phases,
    merge,
    peacekeeper_phases,
    phases_of_sizes,
    phases_of_spans,
)
from smoulder.records.month import month_index, month_text
from tests.models.pressure.made import pressed


def test_a_presence_is_reduced_at_half_and_departed_at_a_quarter_of_its_peak() -> None:
    sizes = np.array([0.0, 1000, 501, 500, 250, 0, 600])
    assert phases_of_sizes(sizes).tolist() == [
        NONE,
        IN_FORCE,
        IN_FORCE,
        REDUCED,
        DEPARTED,
        DEPARTED,
        IN_FORCE,
    ]


def test_a_departure_is_forgotten_after_three_years_and_an_unknown_month_is_unknown() -> None:
    sizes = np.concatenate([[2000.0], np.zeros(40)])
    sizes[3] = np.nan
    codes = phases_of_sizes(sizes)
    assert codes[3] == UNKNOWN
    assert (codes[[1, 35]] == DEPARTED).all()
    assert (codes[36:] == NONE).all()


@given(st.lists(st.floats(0, 1e5), min_size=2, max_size=80), st.integers(1, 79))
def test_nothing_after_a_month_changes_its_phase(sizes: list[float], cut: int) -> None:
    whole = phases_of_sizes(np.array(sizes))
    assert whole[:cut].tolist() == phases_of_sizes(np.array(sizes[:cut])).tolist()


def test_a_span_is_followed_by_three_years_of_departure_and_an_open_end_by_five_unknown() -> None:
    there = np.zeros(90, dtype=bool)
    there[:2] = True
    nowhere = np.zeros(90, dtype=bool)
    codes = phases_of_spans(there, nowhere)
    assert [(codes == code).sum() for code in (IN_FORCE, DEPARTED, NONE)] == [2, 36, 52]
    open_ = nowhere.copy()
    open_[1] = True
    codes = phases_of_spans(there, open_)
    assert [(codes == code).sum() for code in (IN_FORCE, UNKNOWN, NONE)] == [2, 60, 28]


def test_whoever_is_still_there_counts_before_who_left() -> None:
    one = np.array([IN_FORCE, DEPARTED, DEPARTED, NONE, NONE])
    two = np.array([DEPARTED, REDUCED, UNKNOWN, UNKNOWN, NONE])
    assert merge(one, two).tolist() == [IN_FORCE, REDUCED, DEPARTED, UNKNOWN, NONE]
    assert len(NAMES) == 5


def test_two_missions_are_added_up_and_one_that_goes_while_the_other_stays_is_no_departure() -> None:
    rows = [
        pressed("Sudan", "2000-01", "2000-06", 900, by="A"),
        pressed("Sudan", "2000-01", "2001-12", 3000, by="B"),
        pressed("Mali", "2000-01", "2000-06", 900),
    ]
    phases = peacekeeper_phases(rows, [], (), (month_index("2000-01"), month_index("2001-12")))
    assert [(country, month_text(month)) for country, month in phases.departures()] == [("Mali", "2000-07")]
    months = np.array([month_index("2001-01"), month_index("2002-01")])
    assert phases.at("Sudan", months).tolist() == [IN_FORCE, UNKNOWN]
    assert phases.at("Peru", months).tolist() == [NONE, UNKNOWN]


def test_a_mission_between_two_armies_presses_no_group() -> None:
    axis = month_index("2000-01"), month_index("2001-12")
    rows = [pressed("Ethiopia", "2000-01", "2000-06", 4000, by="UNMEE")]
    assert peacekeeper_phases(rows, [], (), axis).departures() == []


def test_other_missions_count_by_their_spans_and_those_of_the_un_only_until_the_count_begins() -> None:
    axis = month_index("1980-01"), month_index("1999-12")
    un = [pressed("Cyprus", f"199{year}-01", f"199{year}-12", 1000, by="UNFICYP") for year in range(10)]
    missions = [
        pressed("Cyprus", "1964-03", "2014-12", 6000, by="United Nations Force in Cyprus"),
        pressed("Congo", "1980-01", "1984-06", 9000, by="United Nations Operation"),
        pressed("Liberia", "1990-08", "1998-02", 12000, by="ECOMOG"),
        pressed("Peru", "1990-08", "1998-02", 30, by="Observers"),
        pressed("Chad", "1990-08", "1998-02", None, by="Unknown"),
    ]
    phases = peacekeeper_phases(un, missions, (month_index("2014-12"),), axis)
    assert phases.departures() == [("Congo", month_index("1984-07")), ("Liberia", month_index("1998-03"))]
    assert (phases.at("Cyprus", np.arange(axis[0], axis[1] + 1)) == IN_FORCE).all()
    assert set(phases.by_country) == {"Congo", "Cyprus", "Liberia"}


def test_a_second_departure_within_three_years_is_the_same_one() -> None:
    rows = [pressed("Mali", f"2000-{at:02d}", f"2000-{at:02d}", size) for at, size in ((1, 900), (3, 900))]
    phases = peacekeeper_phases(rows, [], (), (month_index("2000-01"), month_index("2001-12")))
    assert [month_text(month) for _, month in phases.departures()] == ["2000-02"]


def test_us_troops_count_only_where_they_fought_beside_the_government() -> None:
    axis = month_index("2000-01"), month_index("2012-12")
    us = [
        pressed(
            country, f"{year}-07", f"{year}-09", size, kind="foreign troops", by="United States of America"
        )
        for country in ("Iraq", "Japan")
        for year, size in ((2008, 100000.0), (2009, 100000.0), (2010, 500.0))
    ]
    beside = [pressed("Iraq", "2008-01", "2008-12", None, by="United Kingdom,United States of America")]
    phases = foreign_troop_phases(us, [], beside, (), axis)
    assert phases.departures() == [("Iraq", month_index("2010-07"))]
    assert phases.at("Japan", np.array([month_index("2009-01")])).tolist() == [NONE]
    # a count stands for the twelve months after it, then nobody knows
    assert phases.at("Iraq", np.array([month_index("2009-08"), month_index("2011-10")])).tolist() == [
        IN_FORCE,
        UNKNOWN,
    ]


def test_the_closing_of_a_collection_is_no_departure() -> None:
    axis = month_index("1987-01"), month_index("1996-12")
    closed = month_index("1988-12")
    india = [pressed("Sri Lanka", "1987-07", "1988-12", None, by="India")]
    assert foreign_troop_phases([], india, [], (closed,), axis).departures() == []
    assert foreign_troop_phases([], india, [], (), axis).departures() == [("Sri Lanka", closed + 1)]


def test_no_rows_and_no_months_give_no_phases() -> None:
    assert phases_of_sizes(np.empty(0)).shape == (0,)
    assert phases_of_spans(np.empty(0, dtype=bool), np.empty(0, dtype=bool)).shape == (0,)
    assert peacekeeper_phases([], [], (), (24000, 24010)).departures() == []
