"""Loaders of published data sets on pressure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.reading.pressure_data.country_codes import country_of_code, country_of_name
from smoulder.reading.pressure_data.external_support import load_external_support
from smoulder.reading.pressure_data.geopko import load_geopko
from smoulder.reading.pressure_data.imi import LAST as IMI_LAST
from smoulder.reading.pressure_data.imi import OPEN_ENDS, load_imi
from smoulder.reading.pressure_data.kathman import load_kathman
from smoulder.reading.pressure_data.kunkel import load_kunkel
from smoulder.reading.pressure_data.mullenbach import load_mullenbach
from smoulder.reading.pressure_data.troopdata import load_troopdata
from smoulder.records.errors import BadData, NoCountry
from smoulder.records.month import month_index, month_text
from smoulder.records.pressure import PressureRow

TROOPS = "ccode,iso3c,countryname,year,month,quarter,source,troops_ad,troops_all,region\n"
PLACES = "mission,year,country,location,latitude,longitude,NoTroops\n"
MISSIONS = "mission,missionccode,year,month,total\n"
THIRD = "CCODE1,PKMNAME (location),STARTMON,STARTYR,ENDMON,ENDYR,PKMNUM1\n"
FORCES = "intervener,target,start,end,direction,amount,domestic_dispute\n"
SUPPORT = "year,actor_nonstate,civil,gwno_a,ext_name,ext_x\n"
STUDY = "time,cell,actor,dv,dv_type,att,se\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "file.csv"
    path.write_text(text, encoding="utf-8")
    return path


def iraq(counts: list[tuple[int, int, str, str]]) -> str:
    """A file of Iraq: year, quarter, the table it came from, the count."""
    return TROOPS + "".join(f"645,IRQ,Iraq,{y},x,{q},{table},{n},{n},x\n" for y, q, table, n in counts)


def sizes(rows: list[PressureRow]) -> dict[str, float | None]:
    return {month_text(row.first): row.size for row in rows}


def test_a_quarter_of_troops_is_three_months_with_guard_and_reserve(tmp_path: Path) -> None:
    text = TROOPS + "645,IRQ,Iraq,2008,September,3,September 2008,110793,136285,x\n"
    row = load_troopdata(written(tmp_path, text))[0]
    assert (row.country, row.size, row.unit) == ("Iraq", 136285.0, "US military personnel")
    assert (month_text(row.first), month_text(row.last), row.row) == ("2008-07", "2008-09", 2)


def test_a_zero_between_two_large_counts_is_unknown_and_a_last_zero_is_not(tmp_path: Path) -> None:
    text = iraq([(2003, 2, "Kane", "136000"), (2003, 3, "T", "0"), (2004, 2, "Kane", "134000")])
    assert sizes(load_troopdata(written(tmp_path, text)))["2003-07"] is None
    gone = iraq([(1991, 2, "Kane", "5000"), (1992, 2, "Kane", "0"), (1993, 2, "Kane", "0")])
    assert sizes(load_troopdata(written(tmp_path, gone)))["1993-04"] == 0.0


def test_a_zero_that_no_table_gave_is_unknown(tmp_path: Path) -> None:
    text = iraq([(1995, 2, "", "0"), (1995, 3, "September 1995", "0")])
    assert sizes(load_troopdata(written(tmp_path, text))) == {"1995-04": None, "1995-07": 0.0}


def test_a_count_twice_both_neighbours_is_unknown(tmp_path: Path) -> None:
    text = iraq([(2015, 1, "T", "3009"), (2015, 2, "T", "7679"), (2015, 3, "T", "3579")])
    assert sizes(load_troopdata(written(tmp_path, text)))["2015-04"] is None


def test_the_false_figures_of_iraq_are_unknown(tmp_path: Path) -> None:
    text = iraq(
        [
            (2005, 2, "Kane", "150000"),
            (2006, 3, "September 2006", "423300"),
            (2007, 3, "September 2007", "510000"),
            (2008, 2, "Kane", "110788"),
            (2023, 3, "September 2023", "0"),
            (2024, 4, "", "0"),
        ]
    )
    found = sizes(load_troopdata(written(tmp_path, text)))
    assert [found[month] for month in ("2006-07", "2007-07", "2023-07", "2024-10")] == [None] * 4
    assert found["2008-04"] == 110788.0


@given(st.lists(st.integers(0, 400_000), min_size=1, max_size=12))
def test_marking_only_takes_away_and_keeps_every_quarter(counts: list[int]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        text = iraq([(1990 + at, 2, "T", str(count)) for at, count in enumerate(counts)])
        found = load_troopdata(written(Path(folder), text))
    assert len(found) == len(counts)
    assert all(row.size in (None, float(count)) for row, count in zip(found, counts, strict=True))


def test_a_place_of_peacekeepers_has_its_country_and_degrees(tmp_path: Path) -> None:
    text = PLACES + "MONUSCO,2012,DRC,Goma,-1.67,29.23,850\nMINURSO,2012,Western Sahara,Smara,26.7,-11.7,NA\n"
    goma, smara = load_geopko(written(tmp_path, text))
    assert (goma.country, goma.place, goma.latitude, goma.size) == ("DR Congo (Zaire)", "Goma", -1.67, 850.0)
    assert (smara.country, smara.size, smara.unit) == ("Morocco", None, "")


def test_a_mission_month_without_a_count_is_unknown_and_one_of_no_country_is_left_out(tmp_path: Path) -> None:
    text = MISSIONS + "UNAMSIL,451,2005,11,1043\nUNIIMOG,645,1990,12,-999\nUNTSO,-999,1990,1,300\n"
    first, second = load_kathman(written(tmp_path, text))
    assert (first.country, first.size, month_text(first.first)) == ("Sierra Leone", 1043.0, "2005-11")
    assert second.size is None


def test_a_mission_that_still_ran_reaches_the_end_of_the_file(tmp_path: Path) -> None:
    text = THIRD + "780,A Mission,7,1987,3,1990,80000\n352,Another,3,1964,NA,NA,6586\n"
    ended, runs = load_mullenbach(written(tmp_path, text))
    assert (ended.country, month_text(ended.last)) == ("Sri Lanka", "1990-03")
    assert month_text(runs.last) == "2014-12"


def test_only_troops_on_the_side_of_a_government_press_its_rebels(tmp_path: Path) -> None:
    lines = [
        "365,700,19790731,19791211,2,1,1",
        "2,645,20030320,88888888,3,4,1",
        "640,645,19830526,19871231,6,2,1",
        "750,780,20041226,20050121,1,3,0",
    ]
    rows = load_imi(written(tmp_path, FORCES + "\n".join(lines) + "\n"))
    assert [(row.country, row.by, row.size) for row in rows] == [
        ("Afghanistan", "Russia (Soviet Union)", None)
    ]


def test_what_has_no_end_reaches_the_end_of_the_file_and_an_end_with_a_collection_is_open(
    tmp_path: Path,
) -> None:
    lines = [
        "750,780,19870730,19881231,1,4,1",
        "2,700,20011220,88888888,1,4,1",
        "516,490,19961106,199705170,1,1,1",
    ]
    india, us, burundi = load_imi(written(tmp_path, FORCES + "\n".join(lines) + "\n"))
    assert us.last == IMI_LAST
    assert {india.last, us.last} == set(OPEN_ENDS)
    assert month_text(burundi.last) == "1997-05"


def test_foreign_troops_beside_a_government_are_kept_and_help_for_rebels_is_not(tmp_path: Path) -> None:
    lines = [
        "1988,0,1,700,Government of Russia (Soviet Union),1",
        "1988,1,1,700,Government of Pakistan,1",
        "1988,0,0,700,X,1",
        "1988,0,1,700,Y,0",
        "1988,0,1,700,,",
    ]
    rows = load_external_support(written(tmp_path, SUPPORT + "\n".join(lines) + "\n"))
    assert [(row.by, month_text(row.first), month_text(row.last)) for row in rows] == [
        ("Russia (Soviet Union)", "1988-01", "1988-12")
    ]


def test_a_published_effect_keeps_its_error(tmp_path: Path) -> None:
    (row,) = load_kunkel(written(tmp_path, STUDY + "Leave,Neighbor,REB,Total,Event,-0.29,0.15\n"))
    assert (row.change, row.effect, row.error, row.row) == ("Leave", -0.29, 0.15, 2)


@pytest.mark.parametrize(
    ("load", "text", "said"),
    [
        (load_troopdata, TROOPS + "645,IRQ,Iraq,2008,x,5,T,1,1,x\n", "row 2 of file.csv: quarter '5'"),
        (load_troopdata, TROOPS + "645,IRQ,Iraq,2008,x,2,T,-4,-4,x\n", "row 2 of file.csv: a count of -4"),
        (load_geopko, PLACES + "A,2012,DRC,Goma,95,29,1\n", "row 2 of file.csv: no place"),
        (load_geopko, PLACES + "A,2012,DRC,Goma,1\n", "row 2 of file.csv: 5 cells"),
        (load_kathman, MISSIONS + "A,451,2005,13,4\n", "row 2 of file.csv: month '13'"),
        (load_mullenbach, THIRD + "780,A,7,1987,3,1980,8\n", "row 2 of file.csv: the mission ends"),
        (load_imi, FORCES + "365,700,19791331,19880101,1,1,1\n", "row 2 of file.csv: start '19791331'"),
        (load_imi, FORCES + "365,700,19800101,19790101,1,1,1\n", "row 2 of file.csv: the intervention ends"),
        (load_external_support, SUPPORT + "1988,2,1,700,X,1\n", "row 2 of file.csv: rebel"),
        (load_kunkel, STUDY + "Leave,Same,REB,Total,Event,1,0\n", "row 2 of file.csv: no effect"),
    ],
)
def test_an_error_names_the_row_and_the_cure(
    tmp_path: Path, load: Callable[[Path], object], text: str, said: str
) -> None:
    with pytest.raises(BadData, match="; ") as caught:
        load(written(tmp_path, text))
    assert said in str(caught.value)


LOADERS = [
    (load_troopdata, TROOPS),
    (load_geopko, PLACES),
    (load_kathman, MISSIONS),
    (load_mullenbach, THIRD),
    (load_imi, FORCES),
    (load_external_support, SUPPORT),
    (load_kunkel, STUDY),
]


@pytest.mark.parametrize(("load", "heads"), LOADERS)
def test_heads_alone_give_no_rows_and_nothing_at_all_is_an_error(
    tmp_path: Path, load: Callable[[Path], list[object]], heads: str
) -> None:
    assert load(written(tmp_path, heads)) == []
    with pytest.raises(BadData, match="is empty"):
        load(written(tmp_path, ""))
    with pytest.raises(BadData, match="lacks column"):
        load(written(tmp_path, "one,two\n1,2\n"))
    with pytest.raises(BadData, match="cannot read"):
        load(tmp_path / "absent.csv")


def test_codes_and_names_of_countries_are_ours() -> None:
    assert country_of_code(678) == country_of_code(679) == "Yemen (North Yemen)"
    assert country_of_code(1004) is None
    assert country_of_name("Ivory Coast") == "Ivory Coast"
    with pytest.raises(NoCountry, match="no country is called"):
        country_of_name("Atlantis")


def test_the_published_files_load_whole(shared: Path) -> None:
    folder = shared / "data" / "pressure"
    troops = load_troopdata(folder / "troopdata_us_troops_country_quarter_1950_2025.csv")
    known = sizes([row for row in troops if row.country == "Iraq"])
    late = [
        row.size for row in troops if row.country in ("Iraq", "Syria") and row.first >= month_index("2023-01")
    ]
    assert known["2008-07"] == 136285.0
    assert late
    assert set(late) == {None}
    assert len(load_geopko(folder / "geopko_FrontMap_v.2.3.csv")) == 8783
    assert len(load_kathman(folder / "kathman_un_mission_month_1990_2019.csv")) > 5000
    assert len(load_mullenbach(folder / "mullenbach_third_party_pkm_v3.1_1946_2014.csv")) == 214
    assert len(load_imi(folder / "imi_international_military_intervention_1946_2005.csv")) == 113
    assert len(load_external_support(folder / "ucdp_external_support_actor_year_1975_2017_v18.1.csv")) == 382
    assert len(load_kunkel(folder / "kunkel2026_peacekeeper_entry_exit_att.csv")) == 32
