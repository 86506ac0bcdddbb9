from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.reading.pressure_runs import Cover, entries_from_rows
from smoulder.reading.pressure_sets import PRESSURE_SETS, entries_from_data
from smoulder.records.calendar import Calendar
from smoulder.records.errors import BadData, BadSource
from smoulder.records.month import month_index
from smoulder.records.pressure import PressureEntry, PressureRow

FIRST, LAST = month_index("2000-01"), month_index("2009-12")
WHOLE = Cover(FIRST, LAST, "none there", "there")
PARTS = Cover(FIRST, LAST)


def row(month: str, size: float | None, last: str = "", line: int = 2, **said: str) -> PressureRow:
    first = month_index(month)
    made = PressureRow(
        "Norland", "peacekeepers", "UNIN", first, month_index(last or month), size, "troops", "a set", line
    )
    return replace(made, unit="" if size is None else "troops", **said)  # type: ignore[arg-type]


def short(entries: list[PressureEntry]) -> list[tuple[str, float | None, str, str]]:
    return [
        (
            str(one.began or ""),
            one.size[0] if one.size else None,
            str(one.seen or ""),
            str(one.departed or ""),
        )
        for one in entries
    ]


def test_a_stay_has_an_arrival_its_turns_and_a_departure() -> None:
    sizes = [("2001-02", 100), ("2001-03", 110), ("2001-04", 400), ("2001-05", 390), ("2001-06", 50)]
    entries = entries_from_rows([row(month, size) for month, size in sizes], WHOLE)
    assert short(entries) == [
        ("2001-02", 100, "2001-02", ""),
        ("2001-02", 400, "2001-04", ""),
        ("2001-02", 50, "2001-06", "2001-06"),
    ]
    assert [one.note for one in entries] == ["first count", "peak", "draw-down, departure"]


def test_a_row_of_nought_ends_a_stay_between_the_two_rows() -> None:
    rows = [row("2001-01", 0, "2001-03"), row("2001-04", 90, "2001-06"), row("2001-07", 0, "2001-09")]
    assert short(entries_from_rows(rows, PARTS)) == [
        ("2001-01/2001-06", 90, "2001-04/2001-06", "2001-04/2001-09"),
    ]


def test_an_unknown_row_is_neither_there_nor_gone() -> None:
    rows = [row("2001-01", 90), row("2001-02", None), row("2001-03", 80), row("2001-04", None)]
    assert short(entries_from_rows(rows, PARTS)) == [("", 90, "2001-01", ""), ("", 80, "2001-03", "")]


def test_an_unknown_row_before_nought_widens_the_departure() -> None:
    rows = [row("2001-01", 90), row("2001-02", None), row("2001-03", 0)]
    assert short(entries_from_rows(rows, PARTS)) == [("", 90, "2001-01", "2001-01/2001-03")]


def test_a_missing_month_is_a_departure_only_where_the_data_set_means_it() -> None:
    rows = [row("2001-01", 90), row("2001-06", 90)]
    assert [one[3] for one in short(entries_from_rows(rows, PARTS))] == ["", ""]
    assert [(one[0], one[3]) for one in short(entries_from_rows(rows, WHOLE))] == [
        ("2001-01", "2001-01"),
        ("2001-06", "2001-06"),
    ]


def test_what_lies_at_the_ends_of_the_data_set_neither_began_nor_departed() -> None:
    rows = [row("2000-01", 90, "2004-12"), row("2005-01", 90, "2009-12")]
    assert {(one[0], one[3]) for one in short(entries_from_rows(rows, WHOLE))} == {("", "")}


def test_a_size_is_told_at_least_once_in_twelve_months() -> None:
    rows = [row(f"{year}-{month:02d}", 100) for year in (2001, 2002, 2003) for month in range(1, 13)]
    seen = [one.seen for one in entries_from_rows(rows, WHOLE)]
    assert [str(when) for when in seen] == ["2001-01", "2002-01", "2003-01", "2003-12"]


def test_whole_stays_are_told_to_the_month_with_the_time_of_their_size_left_open() -> None:
    stays = Cover(FIRST, LAST, "none there", "there", "stays")
    rows = [row("2001-02", 500, "2003-04"), row("2005-01", None, "2009-12")]
    assert short(entries_from_rows(rows, stays)) == [
        ("2001-02", 500, "2001-02/2003-04", "2003-04"),
        ("2005-01", None, "2005/2009", ""),
    ]


def test_places_are_added_up_and_a_sum_with_an_unknown_part_is_unknown() -> None:
    rows = [
        row("2001-01", 5, place="A"),
        row("2001-01", 7, place="B"),
        row("2001-02", 5, place="A"),
        row("2001-02", None, place="B"),
    ]
    entries = entries_from_rows(rows, WHOLE)
    assert [(one[1], one[2]) for one in short(entries)] == [(12, "2001-01"), (None, "2001-02")]
    assert entries[0].source == "a set, sum of 2 rows"
    (alone,) = {one.place for one in entries_from_rows(rows, WHOLE, place="b")}
    assert alone == "B"


def test_two_camps_in_one_place_are_added_up_too() -> None:
    rows = [row("2001-01", 5, place="A"), row("2001-01", 8, place="A"), row("2001-01", 100, place="B")]
    (one,) = entries_from_rows(rows, WHOLE, place="A")
    assert (one.size, one.place, one.source) == ((13, 13), "A", "a set, sum of 2 rows")


def test_entries_are_on_the_given_group_and_keep_their_row() -> None:
    (one,) = entries_from_rows([row("2001-01", 90, line=17)], PARTS, group_id=7)
    assert (one.group_id, one.row, one.source) == (7, 17, "a set")


def test_no_rows_and_nobody_there_give_no_entries() -> None:
    assert entries_from_rows([], WHOLE) == []
    assert entries_from_rows([row("2001-01", 0)], WHOLE) == []


MONTHS = st.lists(st.one_of(st.none(), st.just(0.0), st.floats(1, 1e5)), min_size=1, max_size=40)


@given(MONTHS, st.sampled_from(["none there", "unknown"]), st.sampled_from(["there", "unknown"]))
def test_no_month_with_a_size_lies_outside_a_stay(
    sizes: list[float | None],
    absent: Literal["none there", "unknown"],
    unsized: Literal["there", "unknown"],
) -> None:
    rows = [
        PressureRow(
            "Norland",
            "peacekeepers",
            "UNIN",
            FIRST + at,
            FIRST + at,
            size,
            "troops" if size else "",
            "s",
            at + 2,
        )
        for at, size in enumerate(sizes)
        if size != 0 or at % 2
    ]
    entries = entries_from_rows(rows, Cover(FIRST, LAST, absent, unsized))
    sized = [one.size for one in rows if one.size]
    told = [one.size[0] for one in entries if one.size]
    assert set(told) <= set(sized)
    assert not sized or max(sized) == max(told)
    for force in Calendar(entries=tuple(entries)).forces():
        ends = [one.departed.latest for one in force.entries if one.departed]
        assert ends == sorted(ends)
        for one in force.entries:
            assert not (one.departed and one.began and one.departed.surely_before(one.began))


def test_a_data_set_that_is_not_known_gets_the_near_one() -> None:
    with pytest.raises(BadSource, match="'troopsdata'; did you mean troopdata"):
        entries_from_data("troopsdata", Path("x.csv"), "Iraq")


def test_a_country_without_rows_and_a_place_without_them_are_told(tmp_path: Path) -> None:
    file = tmp_path / "k.csv"
    file.write_text("mission,missionccode,year,month,total\nUNMIL,450,2003,10,4487\n")
    with pytest.raises(BadData, match=r"k\.csv has no row on Iraq; give another --country"):
        entries_from_data("kathman", file, "Iraq")
    with pytest.raises(BadData, match=r"says of nobody there in Harbour; leave --place out"):
        entries_from_data("kathman", file, "Liberia", place="Harbour")
    (one,) = entries_from_data("kathman", file, "Liberia")
    assert (one.by, one.size, str(one.began), str(one.departed)) == (
        "UNMIL",
        (4487, 4487),
        "2003-10",
        "2003-10",
    )


def test_the_united_states_never_left_iraq_by_their_own_counts_of_2012(shared: Path) -> None:
    file = shared / "data/pressure/troopdata_us_troops_country_quarter_1950_2025.csv"
    entries = [one for one in entries_from_data("troopdata", file, "Iraq") if one.seen]
    sizes = {str(one.seen): one.size[0] for one in entries if one.size}
    assert sizes["2011-07/2011-09"] == 38603
    assert sizes["2012-04/2012-06"] == 164
    assert 423300 not in sizes.values()
    assert not [one for one in entries if one.departed and one.departed.earliest.year > 2002]


def test_every_data_set_has_entries_of_a_country_it_covers(shared: Path) -> None:
    files = {
        "geopko": ("geopko_FrontMap_v.2.3.csv", "Liberia"),
        "kathman": ("kathman_un_mission_month_1990_2019.csv", "Liberia"),
        "mullenbach": ("mullenbach_third_party_pkm_v3.1_1946_2014.csv", "Liberia"),
        "imi": ("imi_international_military_intervention_1946_2005.csv", "Angola"),
        "external-support": ("ucdp_external_support_actor_year_1975_2017_v18.1.csv", "Afghanistan"),
        "troopdata": ("troopdata_us_troops_country_quarter_1950_2025.csv", "Syria"),
    }
    assert set(files) == set(PRESSURE_SETS)
    for name, (file, country) in files.items():
        entries = entries_from_data(name, shared / "data/pressure" / file, country)
        assert entries, name
        assert {one.country for one in entries} == {country}
