"""Real UCDP files against a plain reading with pandas."""

from __future__ import annotations

import warnings
from pathlib import Path

import pandas as pd
import pytest

from smoulder.reading.intake import ReadOptions
from smoulder.records.event import EVENT_COLUMNS
from tests.reading.taking_in import Taken, take_in

DEATHS = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "low", "high")
RELEASES = {
    "GEDEvent_v23_0_10.csv": None,
    "GEDEvent_v26_0_1.csv": None,
    "ged_ethiopia.csv": "23.1",
    "ged_sierra_leone.csv": "23.1",
    "ged_south_sudan.csv": "23.1",
    "ged_sri_lanka.csv": "23.1",
    "ged_sudan_shifted_header.csv": "23.1",
}


def plain(path: Path) -> pd.DataFrame:
    """The file as pandas reads it; `index_col=False` keeps a trailing empty field from shifting the header."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", pd.errors.ParserWarning)
        rows = pd.read_csv(path, index_col=False)
    return rows.rename(columns={f"{name}_est": name for name in ("best", "low", "high")})


def assert_same(taken: Taken, rows: pd.DataFrame) -> None:
    """Counts, totals, days and places agree."""
    assert taken.checked.rows == taken.checked.sound == len(taken.rows) == len(rows)
    assert list(taken.rows.columns) == list(EVENT_COLUMNS)
    for name in DEATHS:
        assert int(taken.rows[name].sum()) == int(rows[name].sum()), name
    for ours, theirs in (("date_start", "date_start"), ("date_end", "date_end")):
        days = pd.to_datetime(rows[theirs]).dt.normalize().sort_values().to_list()
        assert pd.to_datetime(taken.rows[ours]).sort_values().to_list() == days
    assert taken.rows.country.value_counts().to_dict() == rows.country.value_counts().to_dict()
    for name in ("latitude", "longitude"):
        assert taken.rows[name].sum() == pytest.approx(rows[name].sum())
    kinds = rows.type_of_violence.map({1: "state-based", 2: "non-state", 3: "one-sided"})
    assert taken.rows.kind.value_counts().to_dict() == kinds.value_counts().to_dict()


@pytest.mark.parametrize("name", RELEASES)
def test_every_event_file_reads_as_pandas_reads_it(shared: Path, name: str) -> None:
    path = shared / "data" / "ucdp" / name
    taken = take_in(path, ReadOptions(vintage=RELEASES[name]))
    rows = plain(path)
    assert_same(taken, rows)
    assert set(taken.rows.id) == set(rows.id.astype(str))
    headlines = rows.source_headline.dropna()
    assert sorted(taken.rows.source_headline.dropna()) == sorted(headlines)
    by_side = rows.groupby("side_b_new_id").best.sum().astype(int).to_dict()
    assert taken.rows.groupby("side_b_id").best.sum().astype(int).to_dict() == by_side


def test_candidate_files_keep_their_headlines_and_their_release(shared: Path) -> None:
    taken = take_in(shared / "data" / "ucdp" / "GEDEvent_v26_0_1.csv", ReadOptions(), "candidate")
    assert taken.rows.source_headline.notna().all()
    assert set(zip(taken.rows.source, taken.rows.vintage, strict=True)) == {("candidate", "26.0.1")}


def test_the_shifted_header_is_repaired_told_and_checked_against_the_totals(shared: Path) -> None:
    taken = take_in(shared / "data" / "ucdp" / "ged_sudan_shifted_header.csv", ReadOptions(vintage="23.1"))
    assert "47 columns over rows of 48 fields" in taken.said
    assert "sum of the four kinds of deaths in all 3,475 rows" in taken.said
    assert taken.staged.names["best"] == "best_est"


def test_the_table_of_events_reads_with_a_release_for_each_row(shared: Path) -> None:
    path = shared / "data" / "groups" / "ged_events_1989-01_2026-02.parquet"
    taken, rows = take_in(path, ReadOptions()), pd.read_parquet(path)
    assert_same(taken, rows)
    assert taken.rows.vintage.value_counts().to_dict() == rows.ged_version.value_counts().to_dict()
    candidate = taken.rows.source == "candidate"
    assert set(taken.rows.vintage[candidate]) == {"23.0.10", "26.0.1", "26.0.2"}
    assert taken.rows.id.str.startswith("row-").sum() == rows.id.isna().sum() == 9280
    assert not taken.rows.duplicated(["source", "vintage", "id"]).any()
