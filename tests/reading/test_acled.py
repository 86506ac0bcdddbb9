"""All rows here are invented; only their form is ACLED's."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smoulder.cli.main import main
from smoulder.records.errors import BadData
from smoulder.records.month import month_text
from tests.reading.staging import checked, stage

NOW, OLD, OLDEST = csv.reader(
    (
        "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,"
        "inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,"
        "location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp",
        "data_id,iso,event_id_cnty,event_id_no_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,"
        "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,region,country,admin1,admin2,admin3,location,"
        "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,timestamp,iso3",
        "GWNO,EVENT_ID_CNTY,EVENT_ID_NO_CNTY,EVENT_DATE,YEAR,TIME_PRECISION,EVENT_TYPE,ACTOR1,ALLY_ACTOR_1,INTER1,"
        "ACTOR2,ALLY_ACTOR_2,INTER2,INTERACTION,COUNTRY,ADMIN1,ADMIN2,ADMIN3,LOCATION,LATITUDE,LONGITUDE,GEO_PRECISION,"
        "SOURCE,NOTES,FATALITIES",
    )
)
BATTLE = {
    "event_id_cnty": "MLI1",
    "event_id_no_cnty": "1",
    "data_id": "900001",
    "event_date": "2024-03-05",
    "year": "2024",
    "time_precision": "1",
    "disorder_type": "Political violence",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "JNIM: Group for Support of Islam and Muslims",
    "inter1": "Rebel group",
    "actor2": "Military Forces of Mali (2021-)",
    "inter2": "State forces",
    "interaction": "State forces-Rebel group",
    "iso": "466",
    "region": "Western Africa",
    "country": "Mali",
    "admin1": "Mopti",
    "admin2": "Douentza",
    "location": "Town A",
    "latitude": "15.0000",
    "longitude": "-2.9500",
    "geo_precision": "1",
    "source": "Paper A; Paper B",
    "notes": "On 5 March, a named man, said a text that must not be kept.",
    "fatalities": "7",
    "timestamp": "1714500000",
}
RAID = BATTLE | {
    "event_id_cnty": "MLI2",
    "event_type": "Violence against civilians",
    "sub_event_type": "Attack",
    "actor2": "Civilians (Mali)",
    "inter2": "Civilians",
    "civilian_targeting": "Civilian targeting",
    "fatalities": "3",
}
PROTEST = BATTLE | {
    "event_id_cnty": "MLI3",
    "event_type": "Protests",
    "actor1": "Protesters (Mali)",
    "inter1": "Protesters",
    "actor2": "",
    "inter2": "",
    "fatalities": "0",
}


def write(path: Path, rows: list[dict[str, str]], columns: list[str] = NOW, encoding: str = "utf-8") -> Path:
    into = io.StringIO(newline="")
    writer = csv.DictWriter(into, columns, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(into.getvalue().encode(encoding))
    return path


def test_a_battle_becomes_an_event_with_sides_place_day_and_deaths(tmp_path: Path) -> None:
    (event,), rejects, _ = checked("acled", write(tmp_path / "a.csv", [BATTLE]))
    assert rejects == []
    assert {name: value for name, value in event.items() if value not in (None, 0)} == {
        "source": "acled",
        "vintage": "2024-04-30",
        "id": "MLI1",
        "kind": "state-based",
        "side_a_id": 6716,
        "side_a": "JNIM: Group for Support of Islam and Muslims",
        "side_b": "Military Forces of Mali (2021-)",
        "country": "Mali",
        "adm_1": "Mopti",
        "adm_2": "Douentza",
        "where_prec": 1,
        "latitude": 15.0,
        "longitude": -2.95,
        "date_start": date(2024, 3, 5),
        "date_end": date(2024, 3, 5),
        "date_prec": 1,
        "sources": 2,
        "best": 7,
        "deaths_unknown": 7,
    }
    assert event["low"] is None
    assert event["high"] is None


def test_texts_about_an_event_are_not_kept(tmp_path: Path) -> None:
    rows, _ = stage("acled", write(tmp_path / "a.csv", [BATTLE | {"tags": "secret tag"}]))
    assert "notes" not in rows[0]
    assert not any("named man" in str(value) or "secret" in str(value) for value in rows[0].values())


def test_protests_are_left_out_and_the_share_is_told(tmp_path: Path) -> None:
    rows, staged = stage("acled", write(tmp_path / "a.csv", [PROTEST, BATTLE, PROTEST, RAID]))
    assert [(row["row"], row["id"]) for row in rows] == [(3, "MLI1"), (5, "MLI2")]
    told = (
        "kept 2 of 4 rows (50%): battles, explosions and violence against civilians; left out as no fighting"
    )
    assert any(note.startswith(told) and note.endswith("protests 2") for note in staged.assumptions)


def test_the_licence_is_told_with_every_load(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "a.csv", [BATTLE])
    assert main(["load", "acled", str(path), "--data", str(tmp_path / "data")]) == 0
    shown = capsys.readouterr()
    assert "not to be passed on" in shown.err
    assert "stay on this machine and are never bundled" in shown.err
    assert "1 rows read, 1 added" in shown.out


KINDS: list[tuple[dict[str, str], tuple[str, str, str]]] = [
    ({}, ("state-based", "JNIM: Group for Support of Islam and Muslims", "Military Forces of Mali (2021-)")),
    ({"inter1": "2", "inter2": "1"}, ("state-based", BATTLE["actor1"], BATTLE["actor2"])),
    ({"inter1": "", "inter2": ""}, ("state-based", BATTLE["actor1"], BATTLE["actor2"])),
    ({"actor2": "Militia B", "inter2": "Identity militia"}, ("non-state", BATTLE["actor1"], "Militia B")),
    ({"actor2": "Militia B", "inter2": "4"}, ("non-state", BATTLE["actor1"], "Militia B")),
    ({"actor2": "Militia B (Mali)", "inter2": ""}, ("non-state", BATTLE["actor1"], "Militia B (Mali)")),
    (
        {"actor2": "UN mission", "inter2": "External/Other forces"},
        ("state-based", BATTLE["actor1"], "UN mission"),
    ),
    ({"actor2": "UN mission", "inter2": "8"}, ("state-based", BATTLE["actor1"], "UN mission")),
    ({"actor2": "Civilians (Mali)", "inter2": "7"}, ("one-sided", BATTLE["actor1"], "Civilians")),
    ({"actor2": "Civilians (Mali)", "inter2": ""}, ("one-sided", BATTLE["actor1"], "Civilians")),
    (
        {
            "actor1": "Civilians (Mali)",
            "inter1": "Civilians",
            "actor2": "Militia B",
            "inter2": "Political militia",
        },
        ("one-sided", "Militia B", "Civilians"),
    ),
    (
        {
            "event_type": "Explosions/Remote violence",
            "actor2": "",
            "inter2": "",
            "civilian_targeting": "Civilian targeting",
        },
        ("one-sided", BATTLE["actor1"], "Civilians"),
    ),
    (
        {"event_type": "Explosions/Remote violence", "actor2": "", "inter2": ""},
        ("state-based", BATTLE["actor1"], None),
    ),
    (
        {"event_type": "Remote violence", "actor1": "Militia B", "inter1": "3", "actor2": "", "inter2": "0"},
        ("non-state", "Militia B", None),
    ),
    ({"event_type": "Battle-No change of territory"}, ("state-based", BATTLE["actor1"], BATTLE["actor2"])),
]


@pytest.mark.parametrize(("change", "wanted"), KINDS)
def test_the_kind_follows_from_who_is_involved(
    tmp_path: Path, change: dict[str, str], wanted: tuple[str, str, str]
) -> None:
    (row,), _ = stage("acled", write(tmp_path / "a.csv", [BATTLE | change]))
    assert (row["kind"], row["side_a"], row["side_b"]) == wanted


def test_the_older_columns_are_read_alike(tmp_path: Path) -> None:
    old = {"event_date": "05 March 2024", "inter1": "2", "inter2": "1", "interaction": "12"}
    new, _, _ = checked("acled", write(tmp_path / "new.csv", [BATTLE, RAID]))
    rows = [BATTLE | old, RAID | old | {"inter2": "7"}]
    past, _, _ = checked("acled", write(tmp_path / "old.csv", rows, OLD))
    assert past == new


@pytest.mark.parametrize(
    "day", ["5 March 2024", "05-March-2024", "5-Mar-24", "05-Mar-2024", "05/03/2024", "2024-03-05"]
)
def test_the_oldest_columns_and_every_way_to_write_a_day_are_read_alike(tmp_path: Path, day: str) -> None:
    rows = [BATTLE | {"event_date": "2024-02-01", "event_id_cnty": "0"}, BATTLE]
    new, _, wanted = checked("acled", write(tmp_path / "new.csv", rows))
    old = [
        row | {"event_type": "Battle-No change of territory", "inter1": "2", "inter2": "1"} for row in rows
    ]
    old[1] |= {"event_date": day}
    upper = [{name.upper(): value for name, value in row.items()} for row in old]
    path = write(tmp_path / "old.csv", upper, OLDEST)
    found, rejects, staged = checked("acled", path, vintage="2024-04-30")
    assert (found, rejects) == (new, [])
    assert staged.coverage == wanted.coverage


def test_a_table_saved_again_by_r_or_pandas_is_read_alike(tmp_path: Path) -> None:
    alone = BATTLE | {"event_type": "Explosions/Remote violence", "actor2": "", "inter1": "3", "inter2": "0"}
    new, _ = stage("acled", write(tmp_path / "new.csv", [alone]))
    by_r = dict.fromkeys(NOW, "NA") | {name: value for name, value in alone.items() if value}
    floats = {"inter1": "3.0", "inter2": "0.0", "time_precision": "1.0", "geo_precision": "1.0"}
    assert stage("acled", write(tmp_path / "r.csv", [by_r]))[0] == new
    numbered = [{"": "0"} | alone | floats | {"fatalities": "7.0", "timestamp": "1714500000.0"}]
    ((row,), _, _) = checked("acled", write(tmp_path / "pandas.csv", numbered, ["", *NOW]))
    assert (row["kind"], row["best"], row["where_prec"], row["date_prec"]) == ("non-state", 7, 1, 1)
    assert {one["side_b"] for one in new} == {None}


def test_an_answer_in_json_is_read_alike(tmp_path: Path) -> None:
    new, _, _ = checked("acled", write(tmp_path / "new.csv", [BATTLE, RAID]))
    numbers = {"fatalities": int, "timestamp": int, "year": int, "time_precision": int, "iso": int}
    data = [{name: numbers.get(name, str)(value) for name, value in row.items()} for row in (BATTLE, RAID)]
    answer = {"status": 200, "success": True, "last_update": 1, "count": 2, "messages": [], "data": data}
    for name, content in (("a.json", answer), ("b.json", data)):
        (tmp_path / name).write_text(json.dumps(content))
        assert checked("acled", tmp_path / name)[0] == new


def test_an_archive_and_a_byte_order_mark_and_semicolons_make_no_difference(tmp_path: Path) -> None:
    plain = write(tmp_path / "a.csv", [BATTLE, RAID])
    wanted, _ = stage("acled", plain)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(plain, "../../export.csv")
    assert stage("acled", tmp_path / "a.zip")[0] == wanted
    marked = write(tmp_path / "b.csv", [BATTLE, RAID], encoding="utf-8-sig")
    assert stage("acled", marked)[0] == wanted
    with (tmp_path / "c.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, NOW, restval="", extrasaction="ignore", delimiter=";")
        writer.writeheader()
        writer.writerows([BATTLE, RAID])
    assert stage("acled", tmp_path / "c.csv")[0] == wanted


def test_countries_get_the_names_of_ucdp_and_the_unknown_keep_theirs(tmp_path: Path) -> None:
    rows = [
        BATTLE | {"event_id_cnty": f"A{at}", "country": name}
        for at, name in enumerate(["Myanmar", "Norland"])
    ]
    found, staged = stage("acled", write(tmp_path / "a.csv", rows))
    assert [row["country"] for row in found] == ["Myanmar (Burma)", "Norland"]
    assert "countries kept under ACLED's name: Norland" in staged.assumptions


def test_a_group_of_another_country_is_not_taken_for_its_namesake(tmp_path: Path) -> None:
    rows = [
        BATTLE | {"event_id_cnty": "1", "actor1": "Al Shabaab", "country": "Somalia"},
        BATTLE | {"event_id_cnty": "2", "actor1": "Al Shabaab (Mozambique)", "country": "Mozambique"},
        BATTLE | {"event_id_cnty": "3", "actor1": "ELN: People's Front of Norland", "country": "Mali"},
        BATTLE | {"event_id_cnty": "4", "actor1": "Islamic State (Iraq)", "country": "Iraq"},
    ]
    found, staged = stage("acled", write(tmp_path / "a.csv", rows))
    assert [row["side_a_id"] for row in found] == ["717", None, None, "234"]
    assert "3 actor names are kept without a group id" in staged.assumptions


def test_the_months_between_first_and_last_row_are_covered_by_country(tmp_path: Path) -> None:
    rows = [
        PROTEST | {"event_date": "2023-11-02"},
        BATTLE,
        PROTEST | {"event_date": "2024-04-20"},
        BATTLE | {"country": "Myanmar", "event_date": "2024-02-01", "event_id_cnty": "B1"},
    ]
    _, staged = stage("acled", write(tmp_path / "a.csv", rows))
    spans = {one.countries: (month_text(one.first), month_text(one.last)) for one in staged.coverage}
    assert spans == {("Mali",): ("2023-11", "2024-03"), ("Myanmar (Burma)",): ("2024-02", "2024-02")}
    assert {one.vintage for one in staged.coverage} == {"2024-04-30"}


def test_without_a_day_of_change_the_user_is_asked_for_the_day_of_the_export(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [BATTLE | {"timestamp": ""}])
    with pytest.raises(BadData, match="add the day of the export, for example --vintage 2026-02-28"):
        stage("acled", path)
    rows, _ = stage("acled", path, vintage="2025-01-31")
    assert rows[0]["vintage"] == "2025-01-31"


BROKEN: dict[str, tuple[bytes, str]] = {
    "other.csv": (b"a,b\n1,2\n", "lacks column event_id_cnty"),
    "monadic.csv": (b"event_id_cnty,event_date,actor1,country\nA,2024-01-01,B,C\n", "each event twice"),
    "only-protests.csv": (b"", "holds no battles"),
    "error.json": (b'{"status": 403, "message": "Access denied"}', "holds no rows but '\"Access denied\"'"),
    "list.json": (b"[1, 2]", "row 1 has no named values"),
    "empty.json": (b'{"data": []}', "holds no rows"),
    "text.json": (b"<html>", "is no JSON"),
    "deep.json": (b"[" * 100_000, "is no JSON"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_is_no_export_is_told_in_one_line(tmp_path: Path, name: str) -> None:
    content, words = BROKEN[name]
    (tmp_path / name).write_bytes(content)
    if not content:
        write(tmp_path / name, [PROTEST])
    with pytest.raises(BadData) as failure:
        stage("acled", tmp_path / name)
    assert words in str(failure.value)
    assert name in str(failure.value)
    assert "; " in str(failure.value)


def test_a_row_that_is_broken_is_rejected_with_its_number(tmp_path: Path) -> None:
    rows = [
        PROTEST,
        BATTLE,
        BATTLE | {"event_id_cnty": "X", "event_date": "2024-02-31"},
        RAID | {"fatalities": "many"},
    ]
    sound, rejects, staged = checked("acled", write(tmp_path / "a.csv", rows))
    assert [row["id"] for row in sound] == ["MLI1"]
    told = [(row["row"], staged.names.get(row["name"], row["name"]), row["reason"]) for row in rejects]
    assert told == [
        (4, "event_date", "2024-02-31 is no date"),
        (5, "fatalities", "many is no count of deaths"),
    ]


def test_row_numbers_hold_in_a_long_file(tmp_path: Path) -> None:
    rows = [(BATTLE if at % 3 else PROTEST) | {"event_id_cnty": f"M{at}"} for at in range(60_000)]
    found, _ = stage("acled", write(tmp_path / "a.csv", rows))
    assert len(found) == 40_000
    assert all(row["id"] == f"M{row['row'] - 2}" for row in found)


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "actor1": CELL,
                "actor2": CELL,
                "country": CELL,
                "latitude": CELL,
                "fatalities": st.integers(0, 9999).map(str),
            }
        ),
        min_size=1,
        max_size=6,
    )
)
def test_whatever_the_cells_hold_every_row_is_taken_or_rejected(
    tmp_path: Path, changes: list[dict[str, Any]]
) -> None:
    rows = [BATTLE | change | {"event_id_cnty": f"M{at}"} for at, change in enumerate(changes)]
    sound, rejects, _ = checked("acled", write(tmp_path / "a.csv", rows))
    assert len(sound) + len(rejects) == len(rows)
    given = {row["event_id_cnty"]: int(row["fatalities"]) for row in rows}
    assert all(given[row["id"]] == row["best"] == row["deaths_unknown"] for row in sound)
