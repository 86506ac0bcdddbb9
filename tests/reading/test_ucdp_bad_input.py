"""Damaged files: what is mended, what is refused, and in which words."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.reading.intake import ReadOptions
from smoulder.records.errors import BadData
from tests.reading.ged_samples import COLUMNS, event, write_ged
from tests.reading.taking_in import take_in

THREE = [event(1), event(2, date_start="2020-04-01", date_end="2020-04-03"), event(3, deaths_a=5)]


@pytest.mark.parametrize(("separator", "word"), [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")])
def test_another_separator_is_found_and_told(tmp_path: Path, separator: str, word: str) -> None:
    taken = take_in(write_ged(tmp_path / "a.csv", THREE, separator=separator))
    assert taken.rows.best.sum() == 16
    assert word in taken.said


@pytest.mark.parametrize("encoding", ["utf-8-sig", "latin-1", "utf-16"])
def test_marks_and_older_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    taken = take_in(write_ged(tmp_path / "a.csv", THREE, encoding=encoding))
    assert taken.rows.id.to_list() == ["1", "2", "3"]
    assert set(taken.rows.adm_2) == {"Åby"}
    assert taken.said


def test_a_row_of_hxl_tags_is_left_out_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    tags = [f"#{name}" for name in COLUMNS]
    rows = [event(1), event(2, country="")]
    taken = take_in(write_ged(tmp_path / "a.csv", rows, second_row=tags))
    assert len(taken.rows) == 1
    assert taken.rejects == [(4, "country", "is missing")]


def test_renamed_columns_of_older_releases_are_known(tmp_path: Path) -> None:
    older = {"best": "best_est", "high": "high_est", "low": "low_est", "conflict_new_id": "Conflict ID"}
    taken = take_in(write_ged(tmp_path / "a.csv", THREE, header=[older.get(name, name) for name in COLUMNS]))
    assert taken.rows.best.to_list() == [4, 4, 8]
    assert set(taken.rows.conflict_id) == {7}


def test_a_missing_column_that_matters_is_named_with_what_looks_like_it(tmp_path: Path) -> None:
    header = ["type_of_violense" if name == "type_of_violence" else name for name in COLUMNS]
    with pytest.raises(BadData, match=r"lacks column type_of_violence; is it 'type_of_violense'"):
        take_in(write_ged(tmp_path / "a.csv", THREE, header=header))


def test_a_missing_column_that_can_be_done_without_is_told(tmp_path: Path) -> None:
    kept = [name for name in COLUMNS if name not in ("event_clarity", "id", "date_end")]
    taken = take_in(write_ged(tmp_path / "a.csv", THREE, columns=kept))
    assert taken.rows.event_clarity.isna().all()
    assert "no column for id, date_end, event_clarity" in taken.said
    assert taken.rows.id.is_unique
    assert (taken.rows.date_end == taken.rows.date_start).all()


@pytest.mark.parametrize("spare", [1, 2])
def test_a_header_shifted_to_the_right_is_put_back(tmp_path: Path, spare: int) -> None:
    path = write_ged(tmp_path / "a.csv", THREE)
    head, *rows = path.read_text().splitlines()
    path.write_text("\n".join([head, *("9," * spare + row for row in rows)]) + "\n")
    taken = take_in(path)
    assert taken.rows.id.to_list() == ["1", "2", "3"]
    assert f"first name was put on field {spare + 1}" in taken.said


def test_a_header_that_fits_nowhere_is_refused(tmp_path: Path) -> None:
    path = write_ged(tmp_path / "a.csv", [event(1, best=77), event(2, best=99)])
    head, *rows = path.read_text().splitlines()
    path.write_text("\n".join([head, *(f"{row},9" for row in rows)]) + "\n")
    with pytest.raises(BadData, match="no shift of the header makes sense"):
        take_in(path)


def test_a_shifted_header_whose_totals_break_further_down_is_refused(tmp_path: Path) -> None:
    path = write_ged(tmp_path / "a.csv", [*(event(n) for n in range(500)), event(501, best=77)])
    head, *rows = path.read_text().splitlines()
    path.write_text("\n".join([head, *(f"{row},9" for row in rows)]) + "\n")
    with pytest.raises(BadData, match="not the sum of the four"):
        take_in(path)


@pytest.mark.parametrize(
    ("changed", "column", "why"),
    [
        ({"date_end": "2019-02-30"}, "date_end", "2019-02-30 is no date"),
        ({"date_start": "soon"}, "date_start", "soon is no date"),
        ({"date_start": ""}, "date_start", "is missing"),
        ({"date_start": "0202-03-01"}, "date_start", "0202-03-01 is in no year of events"),
        ({"date_end": "2020-03-04"}, "date_end", "2020-03-04 is before date_start 2020-03-05"),
        ({"latitude": "93.5"}, "latitude", "93.5 is out of range; is it the longitude?"),
        ({"longitude": "-200"}, "longitude", "-200.0 is out of range"),
        ({"latitude": "north"}, "latitude", "north is no number"),
        ({"type_of_violence": "4"}, "type_of_violence", "4 is no kind of violence (1, 2 or 3)"),
        ({"country": ""}, "country", "is missing"),
        ({"best": "-1"}, "best", "-1 is no count of deaths"),
        ({"deaths_a": "2.5"}, "deaths_a", "2.5 is no count of deaths"),
        ({"high": "many"}, "high", "many is no count of deaths"),
        (
            {"low": "900", "best": "400", "high": "10"},
            "best",
            "low 900 is above best 400, and best above high 10",
        ),
    ],
)
def test_a_row_that_cannot_be_taken_is_told_by_row_and_column(
    tmp_path: Path, changed: dict[str, str], column: str, why: str
) -> None:
    taken = take_in(write_ged(tmp_path / "a.csv", [event(1), event(2, **changed), event(3)]))
    assert taken.rejects == [(3, column, why)]
    assert taken.rows.id.to_list() == ["1", "3"]


def test_small_disorder_of_the_bounds_is_kept_and_counted(tmp_path: Path) -> None:
    taken = take_in(write_ged(tmp_path / "a.csv", [event(1, low=22, best=4, high=0), event(2)]))
    assert len(taken.rows) == 2
    assert "1 rows break low ≤ best ≤ high" in taken.said


def test_copies_are_left_out_and_ids_used_twice_are_refused(tmp_path: Path) -> None:
    rows = [event(1), event(2), event(1), event(2, deaths_a=9), event(1)]
    taken = take_in(write_ged(tmp_path / "a.csv", rows))
    assert taken.rows.id.to_list() == ["1", "2"]
    assert taken.checked.repeated == 2
    assert taken.rejects == [(5, "id", "2 stands in row 3 with other content")]


def test_alike_rows_without_ids_are_different_events(tmp_path: Path) -> None:
    rows = [event(1, id=""), event(2, id=""), event(3, id="", deaths_a=9)]
    first, second = (take_in(write_ged(tmp_path / "a.csv", rows)).rows for _ in range(2))
    assert len(first) == first.id.nunique() == 3
    assert first.id.to_list() == second.id.to_list()


def test_swapped_coordinates_are_turned_where_the_grid_cell_shows_it(tmp_path: Path) -> None:
    taken = take_in(write_ged(tmp_path / "a.csv", [event(1), event(2, latitude=40.75, longitude=10.25)]))
    assert taken.rows.latitude.to_list() == [10.25, 10.25]
    assert "1 rows had latitude and longitude swapped" in taken.said


def test_decimal_commas_are_read(tmp_path: Path) -> None:
    rows = [event(1, latitude="10,25", longitude="40,75")]
    taken = take_in(write_ged(tmp_path / "a.csv", rows, separator=";"))
    assert (taken.rows.latitude[0], taken.rows.longitude[0]) == (10.25, 40.75)
    assert "decimal comma" in taken.said


def test_a_row_of_another_width_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    path = write_ged(tmp_path / "a.csv", [event(n) for n in range(300)])
    lines = path.read_text().splitlines()
    lines[7] = "8,too,short"
    path.write_text("\n".join(lines) + "\n")
    taken = take_in(path)
    assert len(taken.rows) == 299
    assert taken.rejects[0][0] == 8
    assert "3 fields where the header has 49" in taken.rejects[0][2]


def test_lines_broken_inside_quotation_marks_are_one_row(tmp_path: Path) -> None:
    text = 'He said:\n"no"; then,\r\nnothing'
    taken = take_in(write_ged(tmp_path / "a.csv", [event(1, source_headline=text), event(2)]))
    assert taken.rows.source_headline[0] == text


def test_an_excel_file_with_serial_dates_is_read(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(COLUMNS)
    for one in (event(1, date_start=43895, date_end=43896), event(2)):
        sheet.append([float(value) if re.fullmatch(r"-?[\d.]+", value) else value for value in one.values()])
    book.save(tmp_path / "a.xlsx")
    taken = take_in(tmp_path / "a.xlsx")
    assert [one.date() for one in taken.rows.date_end] == [date(2020, 3, 6), date(2020, 3, 5)]
    assert taken.rows.id.to_list() == ["1", "2"]


def test_a_zipped_file_is_read_and_a_second_table_in_it_refused(tmp_path: Path) -> None:
    table = write_ged(tmp_path / "ged261.csv", THREE)
    path = tmp_path / "ged261-csv.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(table, "ged261.csv")
        archive.writestr("readme.pdf", b"no table")
    taken = take_in(path, ReadOptions())
    assert set(taken.rows.vintage) == {"26.1"}
    with zipfile.ZipFile(path, "a") as archive:
        archive.write(table, "other.csv")
    with pytest.raises(BadData, match="several tables"):
        take_in(path, ReadOptions())


def test_a_zip_bomb_is_refused_before_it_fills_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "ged261.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ged261.csv", bytes(60_000_000))
    with pytest.raises(BadData, match="which no event table does"):
        take_in(path)
    assert list(tmp_path.iterdir()) == [path]


def test_a_bomb_that_lies_about_its_size_unpacks_to_no_more_than_it_says(tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ged261.csv", bytes(60_000_000))
    raw = content.getvalue().replace((60_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    path = tmp_path / "ged261.zip"
    path.write_bytes(raw)
    with pytest.raises(BadData):
        take_in(path)


@pytest.mark.parametrize(
    "content", [b"", b"   \n", b"\0\1\2" * 50, b"one column\n1\n", b"a,b\n", b"PK\3\4broken"]
)
def test_what_is_no_table_is_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    for name in ("a.csv", "a.zip", "a.xlsx"):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(BadData) as refused:
            take_in(path)
        assert name in str(refused.value)
        assert "\n" not in str(refused.value)


def test_a_file_that_does_not_say_its_release_asks_for_it(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="add --vintage"):
        take_in(write_ged(tmp_path / "events.csv", THREE), ReadOptions())


@pytest.mark.parametrize(
    "written",
    ["2020-03-05", "2020-03-05T10:00:00Z", "2020-3-5", "2020/03/05", "05.03.2020", "5 March 2020", "43895"],
)
def test_days_are_read_however_they_are_written(tmp_path: Path, written: str) -> None:
    taken = take_in(write_ged(tmp_path / "a.csv", [event(1, date_start=written, date_end=written)]))
    assert [one.date() for one in taken.rows.date_start] == [date(2020, 3, 5)]


@settings(max_examples=15, deadline=None)
@given(
    days=st.lists(st.dates(date(1989, 1, 1), date(2030, 12, 31)), min_size=1, max_size=8), first=st.booleans()
)
def test_slashed_days_come_back_where_one_of_them_tells_the_order(
    tmp_path_factory: pytest.TempPathFactory, days: list[date], first: bool
) -> None:
    form = "%m/%d/%Y 00:00:00" if first else "%d/%m/%Y"
    days = [*days, date(2020, 3, 25)]
    rows = [
        event(number, date_start=day.strftime(form), date_end=day.strftime(form))
        for number, day in enumerate(days)
    ]
    taken = take_in(write_ged(tmp_path_factory.mktemp("days") / "a.csv", rows))
    assert [one.date() for one in taken.rows.date_start] == days


@settings(max_examples=15, deadline=None)
@given(st.floats(-90, 90), st.floats(-180, 180))
def test_coordinates_come_back_as_written(
    tmp_path_factory: pytest.TempPathFactory, latitude: float, longitude: float
) -> None:
    rows = [
        event(1, latitude=f"{latitude:.6f}", longitude=f"{longitude:.6f}".replace(".", ","), priogrid_gid="")
    ]
    taken = take_in(write_ged(tmp_path_factory.mktemp("places") / "a.csv", rows))
    assert float(taken.rows.latitude[0]) == pytest.approx(latitude, abs=1e-6)
    assert float(taken.rows.longitude[0]) == pytest.approx(longitude, abs=1e-6)
