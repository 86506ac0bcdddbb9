from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smoulder.cli.main import main
from smoulder.reading.event_map import COLUMNS, KINDS, NEEDED, read_map
from smoulder.reading.groups import load_registry
from smoulder.records.errors import BadData
from smoulder.records.event import EVENT_COLUMNS
from smoulder.records.month import month_text
from tests.reading.staging import Row, checked, stage

MAP = """
[file]
vintage = "2024-07"
[columns]
id = "No"
date_start = "Day"
kind = "What"
side_a = "Who"
best = "Killed"
[fixed]
country = "Mali"
"""
TABLE = "No,Day,What,Who,Killed\n1,2024-01-03,one-sided,Band A,4\n"


def sheet(folder: Path, table: str = TABLE, table_map: str = MAP) -> tuple[Path, Path]:
    (folder / "sheet.csv").write_text(table)
    (folder / "map.toml").write_text(table_map)
    return folder / "sheet.csv", folder / "map.toml"


def taken(folder: Path, table: str = TABLE, table_map: str = MAP) -> tuple[list[Row], list[Row]]:
    path, mapping = sheet(folder, table, table_map)
    sound, rejects, _ = checked("table", path, mapping=mapping)
    return sound, rejects


def refused(folder: Path, table: str = TABLE, table_map: str = MAP) -> str:
    path, mapping = sheet(folder, table, table_map)
    with pytest.raises(BadData) as failure:
        stage("table", path, mapping=mapping)
    line = str(failure.value)
    assert "; " in line, "the line names no cure"
    return line


def test_the_worked_example_becomes_events(root: Path) -> None:
    examples = root / "examples"
    sound, rejects, staged = checked("table", examples / "incidents.csv", mapping=examples / "incidents.toml")
    assert rejects == []
    assert len(sound) == 12
    assert {name: value for name, value in sound[0].items() if value is not None} == {
        "source": "table",
        "vintage": "2024-07",
        "id": "1",
        "kind": "state-based",
        "side_a_id": 6716,
        "side_a": "GSIM",
        "side_b": "FAMa",
        "country": "Mali",
        "adm_1": "Mopti",
        "adm_2": "Douentza",
        "where_prec": 1,
        "latitude": 15.0012,
        "longitude": -2.9503,
        "date_start": date(2024, 1, 3),
        "date_end": date(2024, 1, 3),
        "sources": 2,
        "deaths_a": 0,
        "deaths_b": 0,
        "deaths_civilians": 0,
        "deaths_unknown": 4,
        "best": 4,
    }
    by_id = {row["id"]: row for row in sound}
    assert [row["best"] for row in sound] == [4, 7, 12, 2, 1020, None, 3, 9, 1, 6, 5, 8]
    assert (by_id["3"]["side_a_id"], by_id["3"]["side_b_id"], by_id["3"]["kind"]) == (234, 6716, "non-state")
    assert (by_id["5"]["best"], by_id["5"]["deaths_civilians"], by_id["5"]["where_prec"]) == (1020, 1020, 4)
    assert by_id["4"]["side_a"] is None
    assert not any("inventé" in str(value) for row in sound for value in row.values())
    (span,) = staged.coverage
    assert (month_text(span.first), month_text(span.last), span.countries) == (
        "2024-01",
        "2024-06",
        ("Mali",),
    )
    assert "row 2 holds HXL tags and was left out" in staged.assumptions


def test_the_worked_example_loads_with_one_command(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    examples = root / "examples"
    call = ["load", "table", str(examples / "incidents.csv"), "--map", str(examples / "incidents.toml")]
    assert main([*call, "--data", str(tmp_path)]) == 0
    shown = capsys.readouterr().out
    assert "12 rows read, 12 added, 0 replaced, 0 unchanged, 0 rejected" in shown
    assert "covers 2024-01 to 2024-06, Mali" in shown
    assert main([*call, "--data", str(tmp_path)]) == 0
    assert "0 added, 0 replaced, 12 unchanged" in capsys.readouterr().out


def test_every_column_of_ours_can_be_mapped_but_for_texts_ids_and_what_the_load_sets() -> None:
    left = {"source", "vintage", "source_headline", "country_id"}
    left |= {"conflict_id", "dyad_id", "side_a_id", "side_b_id"}
    assert set(COLUMNS) == set(EVENT_COLUMNS) - left


def test_a_table_without_a_map_is_told_where_to_find_one(root: Path, tmp_path: Path) -> None:
    path, _ = sheet(tmp_path)
    with pytest.raises(BadData, match=r"needs a map of its columns; add --map map\.toml") as failure:
        stage("table", path)
    for named in re.findall(r"[\w/]+\.(?:md|toml)", str(failure.value))[1:]:
        assert (root / named).is_file()


BAD_MAPS = {
    "no TOML": ("[file", "map map.toml is no TOML"),
    "section": (MAP + "[colums]\n", "map map.toml: section colums is not known; did you mean 'columns'"),
    "no section": ("columns = 3\n" + MAP.replace("[columns]", "[fixed2]"), "columns is no section"),
    "key of file": (
        MAP.replace("vintage", "vintag"),
        "[file]: key vintag is not known; did you mean 'vintage'",
    ),
    "key of columns": (MAP.replace("best", "besst"), "[columns]: besst is not known; did you mean 'best'"),
    "text column": (MAP.replace("best", "source_headline"), "[columns]: source_headline is not known"),
    "column": (
        MAP.replace('"Killed"', '"Kiled"'),
        "[columns]: best = 'Kiled' is no column of sheet.csv; did you mean 'Killed'",
    ),
    "no kind column": (MAP.replace("kind =", "dyad ="), "[columns]: kind is missing; write kind ="),
    "no country": (MAP.replace("country", "adm_1"), "[columns]: country is missing"),
    "number": (MAP.replace('"Killed"', "[1]"), "[columns]: best = [1]; write a text in quotation marks"),
    "kind": (
        MAP + '[kinds]\n"Raid" = "raid"\n',
        "[kinds]: 'Raid' = 'raid' is no kind of violence; write state-based",
    ),
    "group": (
        MAP + '[groups]\n"A" = "Nobody Knows Them"\n',
        "[groups]: 'A' = 'Nobody Knows Them': no armed group",
    ),
    "person": (MAP + '[groups]\n"A" = "General John Smith"\n', "reads like a person's name"),
    "group id": (MAP + '[groups]\n"A" = 999999\n', "[groups]: 'A' = 999999"),
    "country name": (
        MAP + '[countries]\n"RIM" = "Mauretenia"\n',
        "[countries]: 'RIM' = 'Mauretenia': no country",
    ),
    "code": (
        MAP + '[where_prec]\n"GPS" = 9\n',
        "[where_prec]: 'GPS' = 9 is no code; write a whole number from 1 to 7",
    ),
    "truth": (MAP + "[date_prec]\nday = true\n", "[date_prec]: 'day' = True is no code"),
    "format": (MAP.replace("[columns]", 'date_format = "dd.mm.yyyy"\n[columns]'), 'write it as "%d.%m.%Y"'),
    "comma": (MAP.replace("[columns]", 'decimal_comma = "yes"\n[columns]'), "write true or false"),
    "blank": (MAP.replace("[columns]", 'blank = "-"\n[columns]'), "write a list of words"),
    "span": (
        MAP.replace("[columns]", 'covers_from = "2024-05"\ncovers_to = "2024-01"\n[columns]'),
        "covers_from 2024-05 is after covers_to 2024-01",
    ),
    "half a span": (
        MAP.replace("[columns]", 'covers_from = "2024-05"\n[columns]'),
        "covers_from and covers_to",
    ),
    "no vintage": (MAP.replace('vintage = "2024-07"', ""), "[file]: vintage is missing; write vintage ="),
}


@pytest.mark.parametrize("name", BAD_MAPS)
def test_a_wrong_map_is_told_with_its_key_and_the_cure(tmp_path: Path, name: str) -> None:
    table_map, words = BAD_MAPS[name]
    assert words in refused(tmp_path, table_map=table_map)


def test_a_map_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(
        BadData, match=r"cannot be read \(No such file or directory\); give another with --map"
    ):
        read_map(tmp_path / "none.toml", load_registry())


def test_words_that_the_map_does_not_explain_are_rejected_by_row(tmp_path: Path) -> None:
    table = (
        "No,Day,What,Who,Killed\n1,2024-01-03,Raid,A,4\n2,2024-01-04,raid ,A,2\n3,2024-01-05,Party,A,0\n"
        "4,2024-02-30,Raid,A,1\n5,2024-01-07,Raid,A,many\n6,2024-01-08,,A,1\n"
    )
    sound, rejects = taken(tmp_path, table, MAP + '[kinds]\n"Raid" = "one-sided"\n')
    assert [(row["id"], row["kind"], row["side_b"]) for row in sound] == [
        ("1", "one-sided", "Civilians"),
        ("2", "one-sided", "Civilians"),
    ]
    assert [(row["row"], row["name"], row["reason"]) for row in rejects] == [
        (4, "", "kind 'Party' is not in [kinds] of map.toml"),
        (5, "date_start", "2024-02-30 is no date"),
        (6, "best", "many is no count of deaths"),
        (7, "kind", "is missing"),
    ]


def test_a_day_in_another_format_is_rejected_and_never_guessed(tmp_path: Path) -> None:
    formatted = MAP.replace("[columns]", 'date_format = "%d/%m/%Y"\n[columns]')
    rows = ["05/03/2024", "2024-03-06", "45000", "03-05-2024", "13/13/2024"]
    table = "No,Day,What,Who,Killed\n" + "".join(f"{at},{day},one-sided,A,1\n" for at, day in enumerate(rows))
    sound, rejects = taken(tmp_path, table, formatted)
    assert [row["date_start"] for row in sound] == [date(2024, 3, 5), date(2024, 3, 6), date(2023, 3, 15)]
    assert [row["reason"] for row in rejects] == [
        "date_start '03-05-2024' does not fit date_format of map.toml",
        "date_start '13/13/2024' does not fit date_format of map.toml",
    ]


def test_marks_of_thousands_follow_the_decimal_mark(tmp_path: Path) -> None:
    table = 'No,Day,What,Who,Killed\n1,2024-01-03,one-sided,A,"1,020"\n'
    assert taken(tmp_path, table)[0][0]["best"] == 1020
    comma = MAP.replace("[columns]", "decimal_comma = true\n[columns]")
    assert taken(tmp_path, table.replace('"1,020"', "1.020"), comma)[0][0]["best"] == 1020
    assert (
        taken(tmp_path, table.replace('"1,020"', '"1,5"'), comma)[1][0]["reason"]
        == "1,5 is no count of deaths"
    )


def test_a_person_named_as_a_side_is_not_kept(tmp_path: Path) -> None:
    table = TABLE.replace("Band A", "General John Smith")
    path, mapping = sheet(tmp_path, table)
    (row,), staged = stage("table", path, mapping=mapping)
    assert row["side_a"] is None
    assert "John" not in str(row)
    assert "1 sides read like persons' names, which are not kept" in staged.assumptions


def test_groups_are_known_by_the_map_and_else_by_the_register(tmp_path: Path) -> None:
    table = "No,Day,What,Who,Killed\n" + "".join(
        f"{at},2024-01-03,one-sided,{who},1\n" for at, who in enumerate(["the northerners", "JNIM", "Band A"])
    )
    sound, _ = taken(tmp_path, table, MAP + '[groups]\n"The Northerners" = "JNIM"\n')
    assert [(row["side_a_id"], row["side_a"]) for row in sound] == [
        (6716, "the northerners"),
        (6716, "JNIM"),
        (None, "Band A"),
    ]


def test_a_workbook_and_a_latin_file_with_semicolons_are_read_alike(tmp_path: Path, root: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="reading Excel needs openpyxl")
    mapping = root / "examples" / "incidents.toml"
    text = (root / "examples" / "incidents.csv").read_text()
    wanted, _, _ = checked("table", root / "examples" / "incidents.csv", mapping=mapping)
    (tmp_path / "latin.csv").write_bytes(text.encode("latin-1"))
    assert checked("table", tmp_path / "latin.csv", mapping=mapping)[0] == wanted
    book = openpyxl.Workbook()
    for row in csv.reader(text.splitlines(), delimiter=";"):
        book.active.append(row)
    book.save(tmp_path / "sheet.xlsx")
    assert checked("table", tmp_path / "sheet.xlsx", mapping=mapping)[0] == wanted


def test_needed_columns_are_columns() -> None:
    assert set(NEEDED) <= set(COLUMNS)


WORD = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=8)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.dates(date(1950, 1, 1), date(2050, 1, 1)),
            st.sampled_from([*KINDS, "Raid", "?"]),
            WORD,
            st.integers(0, 10**6),
        ),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from(["%d.%m.%Y", "%Y%m%d", "%d %B %Y", "%m/%d/%Y"]),
)
def test_days_and_deaths_come_through_in_any_format(
    tmp_path: Path, found: list[tuple[date, str, str, int]], form: str
) -> None:
    table_map = (
        MAP.replace("[columns]", f'date_format = "{form}"\n[columns]') + '[kinds]\nRaid = "non-state"\n'
    )
    _, mapping = sheet(tmp_path, table_map=table_map)
    with (tmp_path / "sheet.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["No", "Day", "What", "Who", "Killed"])
        for at, (day, kind, who, best) in enumerate(found):
            writer.writerow([f"e{at}", day.strftime(form), kind, who, best])
    sound, rejects, _ = checked("table", tmp_path / "sheet.csv", mapping=mapping)
    assert len(sound) + len(rejects) == len(found)
    assert {row["id"] for row in sound} == {f"e{at}" for at, one in enumerate(found) if one[1] != "?"}
    for row in sound:
        day, kind, _, best = found[int(row["id"][1:])]
        assert (row["date_start"], row["best"]) == (day, best)
        assert row["kind"] == ("non-state" if kind == "Raid" else kind)
