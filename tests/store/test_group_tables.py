from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smoulder.cli.main import main
from smoulder.reading.group_columns import columns_of
from smoulder.reading.group_table import RULES
from smoulder.reading.intake import ReadOptions
from smoulder.reading.sources import SOURCES, find_source
from smoulder.records.errors import BadData
from smoulder.records.event import LoadReport
from smoulder.store.group_tables import load_table, newest_tables

FILES = {
    "ucdp-brd": ("ucdp/ucdp_brd_dyadic_v24.1_1989_2023.csv", "24.1"),
    "ucdp-onesided": ("ucdp/ucdp_onesided_v23.1_1989_2022.csv", "23.1"),
    "ucdp-nonstate": ("ucdp/ucdp_nonstate_v23.1_1989_2022.csv", "23.1"),
    "ucdp-acd": ("ucdp/ucdp_prio_acd_v22.1.csv", "22.1"),
    "ucdp-dyadic": ("ucdp/ucdp_dyadic_1946_2015_v1-2016.csv", "1.0-2016"),
    "ucdp-termination": ("ucdp/ucdp_conflict_termination_1946_2020_v3-2021.csv", "3-2021"),
    "ucdp-actors": ("ucdp/ucdp_actor_v22.1.csv", "22.1"),
    "ucdp-agreements": ("ucdp/ucdp_peace_agreements_1975_2021_v22.1.csv", "22.1"),
    "nsa": ("groups/nsa_nonstate_actors_v3.4_1946_2011.csv", "3.4"),
    "acd2epr": ("groups/acd2epr_2014.csv", "2014"),
    "rebel-origins": ("groups/bowden_rebel_origins_1946_2014.csv", "2014"),
    "group-month": ("groups/group_month.parquet", "2023-12"),
    "group-year": ("groups/group_year.parquet", "2024"),
    "group-coverage": ("groups/coverage_group_country.csv", "2023-12"),
    "ged-coverage": ("groups/ged_country_coverage.csv", "2026-02"),
    "is-attacks": ("groups/is_attack_counts_published.csv", "2024-02"),
}
"""Each source with its file as published and the release it is taken for."""
BRD = {
    "conflict_id": "333",
    "dyad_id": "900",
    "side_a": "Government of Norland",
    "side_b": "Embers of Norland",
    "side_b_id": "9001, 9002",
    "year": "2019",
    "bd_best": "120",
    "bd_low": "100",
    "bd_high": "160",
    "version": "24.1",
}


def write(path: Path, *rows: dict[str, str], encoding: str = "utf-8") -> Path:
    into = io.StringIO(newline="")
    writer = csv.DictWriter(into, list(dict.fromkeys(name for row in rows for name in row)), restval="")
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(into.getvalue().encode(encoding))
    return path


def load(folder: Path, path: Path, source: str = "ucdp-brd", vintage: str | None = None) -> LoadReport:
    return load_table(folder, find_source(source), path, ReadOptions(vintage=vintage))


def stored(folder: Path, source: str, vintage: str = "") -> Path:
    path = folder / "tables" / source / f"{vintage}.parquet" if vintage else newest_tables(folder)[source]
    assert path.is_file()
    return path


def rows(folder: Path, source: str = "ucdp-brd", vintage: str = "") -> list[dict[str, object]]:
    answer = duckdb.sql(f"select * from read_parquet('{stored(folder, source, vintage)}')")
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.fetchall()]


def test_every_table_is_declared_with_its_columns_and_key() -> None:
    declared = {name for name, one in SOURCES.items() if one.shelf == "tables"}
    assert declared == set(RULES) == set(FILES)
    for name in declared:
        assert {*RULES[name].key} <= {column.name for column in columns_of(name)}
        assert all((SOURCES[name].licence, SOURCES[name].citation, SOURCES[name].how, SOURCES[name].fields))


def test_every_table_of_groups_and_of_ucdp_that_lies_here_has_a_source(shared: Path) -> None:
    data = shared / "data"
    tables = {
        f"{path.parent.name}/{path.name}" for place in ("ucdp", "groups") for path in (data / place).iterdir()
    }
    events = {name for name in tables if name.rpartition("/")[2].lower().startswith("ged")} - {
        FILES["ged-coverage"][0]
    }
    assert tables - events == {name for name, _ in FILES.values()}


@pytest.mark.parametrize("source", FILES)
def test_a_published_file_loads_cell_by_cell_as_pandas_reads_it(
    shared: Path, tmp_path: Path, source: str
) -> None:
    name, vintage = FILES[source]
    path = shared / "data" / name
    report = load(tmp_path, path, source)
    plain = (
        pd.read_parquet(path)
        if path.suffix == ".parquet"
        else pd.read_csv(path, dtype=str, keep_default_na=False)
    )
    assert (report.rows, report.added, report.rejected) == (len(plain), len(plain), 0)
    kept = pd.read_parquet(stored(tmp_path, source, vintage))
    assert kept.shape == plain.shape
    assert not [note for note in report.assumptions if "not known before" in note]
    kinds = {column.name: column.kind for column in columns_of(source)}
    ours = {bare(name): name for name in kept.columns}
    ours |= {bare(one.also): one.name for one in columns_of(source) if one.also and one.name in kept}
    for theirs in plain:
        column = ours[bare(theirs)]
        text = plain[theirs].astype(str).str.strip()
        if kinds[column] in ("whole", "number"):
            numbers = pd.to_numeric(plain[theirs])
            assert numbers.fillna(-9).tolist() == kept[column].fillna(-9).tolist(), theirs
            assert numbers.sum() == kept[column].sum()
        elif kinds[column] == "date":
            days = pd.to_datetime(text, format="mixed").dt.date.astype(object).where(text != "", None)
            found = pd.to_datetime(kept[column]).dt.date.astype(object).where(kept[column].notna(), None)
            assert days.tolist() == found.tolist(), theirs
        else:
            assert text.tolist() == kept[column].fillna("").tolist(), theirs


def bare(name: str) -> str:
    return "".join(sign for sign in name.lower() if sign.isalnum())


def test_the_same_file_again_changes_nothing(shared: Path, tmp_path: Path) -> None:
    path = shared / "data" / FILES["ucdp-brd"][0]
    load(tmp_path, path)
    before = stored(tmp_path, "ucdp-brd").stat().st_ino
    report = load(tmp_path, path)
    assert (report.added, report.replaced, report.unchanged) == (0, 0, 1920)
    assert stored(tmp_path, "ucdp-brd").stat().st_ino == before


def test_names_of_2016_and_marks_and_latin_letters_give_the_same_table(tmp_path: Path) -> None:
    new = BRD | {"location_inc": "Nørland", "gwno_a_2nd": "1, 2"}
    names = {
        "conflict_id": "ConflictId",
        "dyad_id": "DyadId",
        "location_inc": "LocationInc",
        "side_a": "SideA",
        "side_b": "SideB",
        "side_b_id": "SideBID",
        "year": "Year",
        "bd_best": "BdBest",
        "bd_low": "BdLow",
        "bd_high": "BdHigh",
        "gwno_a_2nd": "GWNoA2nd",
        "version": "Version",
    }
    old = {names[name]: value for name, value in new.items()}
    tables = []
    for number, (row, encoding) in enumerate(
        [(new, "utf-8"), (old, "utf-8"), (new, "utf-8-sig"), (old, "latin-1"), (new, "utf-16")]
    ):
        folder = tmp_path / str(number)
        load(folder, write(tmp_path / f"{number}.csv", row, encoding=encoding))
        tables.append(rows(folder))
    assert tables[0][0]["location"] == "Nørland"
    assert all({**one[0]} == {**tables[0][0]} for one in tables)


def test_a_zipped_file_is_read_and_a_bomb_is_not(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", BRD)
    with zipfile.ZipFile(tmp_path / "brd.zip", "w") as archive:
        archive.write(tmp_path / "a.csv", "../../etc/a.csv")
    load(tmp_path / "data", tmp_path / "brd.zip")
    assert rows(tmp_path / "data")[0]["bd_best"] == 120
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", b"0" * 60_000_000)
    with pytest.raises(BadData, match="which no event table does"):
        load(tmp_path / "data", tmp_path / "bomb.zip")


def test_releases_stand_beside_each_other_and_the_newest_is_given(tmp_path: Path) -> None:
    for version in ("9.1", "24.1", "23.1", "1.0-2016"):
        load(tmp_path, write(tmp_path / "a.csv", BRD | {"version": version}))
    assert [stored(tmp_path, "ucdp-brd", one).stem for one in ("9.1", "23.1")] == ["9.1", "23.1"]
    assert {source: path.stem for source, path in newest_tables(tmp_path).items()} == {"ucdp-brd": "24.1"}


def test_a_release_of_a_version_and_a_year_is_as_old_as_its_year(tmp_path: Path) -> None:
    for version in ("17.1", "5-2016", "3-2021"):
        load(tmp_path, write(tmp_path / "a.csv", BRD | {"version": version}))
    assert newest_tables(tmp_path)["ucdp-brd"].stem == "3-2021"


def test_a_corrected_file_of_the_same_release_replaces_it_and_says_what_changed(tmp_path: Path) -> None:
    more = [BRD | {"dyad_id": str(at)} for at in (1, 2, 3)]
    load(tmp_path, write(tmp_path / "a.csv", *more))
    report = load(tmp_path, write(tmp_path / "a.csv", BRD, more[0], more[1] | {"bd_best": "7"}))
    assert (report.added, report.replaced, report.unchanged) == (1, 1, 1)
    assert "1 rows of an earlier load are no longer in it" in report.warnings
    assert len(rows(tmp_path)) == 3


def test_the_release_comes_from_the_user_else_the_file_else_its_name(tmp_path: Path) -> None:
    bare_row = {name: value for name, value in BRD.items() if name != "version"}
    load(tmp_path, write(tmp_path / "BattleDeaths_v23_1.csv", bare_row))
    load(tmp_path, write(tmp_path / "a.csv", bare_row), vintage="22.1")
    assert [stored(tmp_path, "ucdp-brd", one).stem for one in ("23.1", "22.1")] == ["23.1", "22.1"]
    with pytest.raises(BadData, match=r"add --vintage, for example --vintage 24\.1"):
        load(tmp_path, write(tmp_path / "a.csv", bare_row))
    with pytest.raises(BadData, match=r"holds several releases \(23\.1, 24\.1\); load a file for each"):
        load(tmp_path, write(tmp_path / "a.csv", BRD, BRD | {"dyad_id": "1", "version": "23.1"}))
    with pytest.raises(BadData, match="does not say which release"):
        load(tmp_path, write(tmp_path / "a.csv", BRD | {"version": "../../etc"}))


BAD = {
    "year is no whole number": (
        {"year": "MMXX"},
        "row 3 of a.csv: year MMXX is no whole number; fix the row",
    ),
    "half a death": ({"bd_best": "3.5"}, "row 3 of a.csv: bd_best 3.5 is no whole number; fix the row"),
    "no dyad": ({"dyad_id": " "}, "row 3 of a.csv: dyad_id is missing; fix the row"),
    "twice": ({"dyad_id": "900"}, "row 3 of a.csv: dyad_id and year stand in row 2 already; fix the row"),
    "a day that is none": (
        {"start_date": "2019-02-30"},
        "row 3 of a.csv: start_date 2019-02-30 is no date; fix",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_row_stops_the_load_and_the_old_table_stays(tmp_path: Path, name: str) -> None:
    change, words = BAD[name]
    good = BRD | {"start_date": "2019-01-01"}
    load(tmp_path, write(tmp_path / "a.csv", good))
    with pytest.raises(BadData) as failure:
        load(tmp_path, write(tmp_path / "a.csv", good, good | {"dyad_id": "1"} | change))
    assert str(failure.value).startswith(words)
    assert [row["dyad_id"] for row in rows(tmp_path)] == [900]
    assert [path.name for path in (tmp_path / "tables" / "ucdp-brd").iterdir()] == ["24.1.parquet"]


def test_the_rest_is_loaded_on_request_and_the_rejects_are_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path / "a.csv", BRD, BRD | {"dyad_id": "x"})
    assert main(["load", "ucdp-brd", str(path), "--data", str(tmp_path), "--skip-bad"]) == 0
    assert "2 rows read, 1 added, 0 replaced, 0 unchanged, 1 rejected" in capsys.readouterr().out
    written = (tmp_path / "rejects" / "a.csv.csv").read_text().splitlines()
    assert written == ["row,column,reason", "3,dyad_id,x is no whole number"]


def test_a_file_of_another_kind_is_told_by_the_columns_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(BadData, match=r"a\.csv lacks column .*actor_id"):
        load(tmp_path, write(tmp_path / "a.csv", BRD), "ucdp-onesided")
    assert not list(tmp_path.rglob("*.parquet"))


def test_columns_that_a_later_release_adds_are_kept_as_text(tmp_path: Path) -> None:
    report = load(tmp_path, write(tmp_path / "a.csv", BRD | {"New Column": "a"}))
    assert rows(tmp_path)[0]["new_column"] == "a"
    assert "columns not known before, kept as text: new_column" in report.assumptions


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.integers(1, 10**6),
            st.integers(1946, 2030),
            st.integers(0, 10**6),
            st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12),
        ),
        min_size=1,
        max_size=12,
        unique_by=lambda one: one[:2],
    )
)
def test_what_goes_in_comes_out_and_adds_up(
    tmp_path_factory: pytest.TempPathFactory, found: list[tuple[int, int, int, str]]
) -> None:
    folder = tmp_path_factory.mktemp("tables")
    table = [
        BRD | {"dyad_id": str(dyad), "year": str(year), "bd_best": str(best), "side_b": f"x{name}x"}
        for dyad, year, best, name in found
    ]
    report = load(folder, write(folder / "a.csv", *table))
    assert report.added == len(found)
    kept = [(row["dyad_id"], row["year"], row["bd_best"], row["side_b"]) for row in rows(folder)]
    assert kept == [(dyad, year, best, f"x{name}x") for dyad, year, best, name in found]
