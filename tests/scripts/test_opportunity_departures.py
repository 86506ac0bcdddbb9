"""Departures of foreign troops, found in rows of personnel; and the table that ships."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from smoulder.models.opportunity.departures import COLUMNS, FILE
from smoulder.records.month import month_index
from smoulder.records.pressure import PressureRow
from smoulder.records.series import Series

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "scripts" / "build_opportunity_departures.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_opportunity_departures", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def row(by: str, first: str, last: str, size: float, country: str = "Sudan") -> PressureRow:
    return PressureRow(
        country=country,
        kind="foreign troops",
        by=by,
        first=month_index(first),
        last=month_index(last),
        size=size,
        unit="personnel",
        source="a table",
        row=1,
    )


def left(script: ModuleType, *rows: PressureRow, end: str = "2019-12") -> list[tuple[str, int]]:
    """Departures from Sudan that one table of these rows shows; something else of it runs on to `end`."""
    table = [*rows, row("Elsewhere", "2000-01", end, 50.0, "Nigeria")]
    found = script.find_departures([table])
    return [each for each in found if each[0] == "Sudan"]


def test_a_force_that_falls_under_a_tenth_has_left(script: ModuleType) -> None:
    rows = row("A", "2000-01", "2004-06", 5000.0), row("A", "2004-07", "2004-12", 400.0)
    assert left(script, *rows) == [("Sudan", month_index("2004-06"))]


@pytest.mark.parametrize(
    "rows",
    [
        (row("A", "2000-01", "2004-06", 900.0),),
        (row("A", "2000-01", "2019-12", 5000.0),),
        (row("A", "2000-01", "2004-06", 5000.0), row("B", "2004-07", "2019-12", 2600.0)),
    ],
    ids=["too small", "still there at the end of the table", "handed over"],
)
def test_what_is_no_departure(script: ModuleType, rows: tuple[PressureRow, ...]) -> None:
    assert left(script, *rows) == []


def test_a_gap_in_the_table_keeps_the_size_before_it(script: ModuleType) -> None:
    rows = row("A", "2000-01", "2000-03", 5000.0), row("A", "2001-01", "2001-03", 100.0)
    assert left(script, *rows) == [("Sudan", month_index("2000-12"))]


def test_the_departure_that_is_kept_by_hand_stands_before_the_tables(script: ModuleType) -> None:
    rows = row("A", "2003-03", "2012-03", 5000.0, "Iraq"), row("A", "2012-04", "2013-03", 100.0, "Iraq")
    table = [*rows, row("Elsewhere", "2000-01", "2019-12", 50.0, "Nigeria")]
    assert script.find_departures([table]) == [("Iraq", month_index("2011-12"))]


def test_only_groups_that_fought_a_government_of_late_count(script: ModuleType) -> None:
    deaths = np.zeros(60)
    deaths[10] = 3.0
    one = Series(1, "A", "Sudan", 0, *(deaths,) * 7)
    assert script.fought(one, 33)
    assert not script.fought(one, 34)
    assert not script.fought(None, 33)


@pytest.mark.slow
def test_the_table_that_ships_is_what_the_script_builds(
    script: ModuleType, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not (shared / "data" / "pressure").is_dir():
        pytest.skip("needs ../shared/data/pressure")
    shipped = (script.FIGURES / FILE).read_text()
    assert shipped.splitlines()[0] == ",".join(COLUMNS)
    monkeypatch.setattr(script, "FIGURES", tmp_path)
    monkeypatch.setattr(sys, "argv", ["script", "--shared", str(shared)])
    script.main()
    built = (tmp_path / FILE).read_text()
    one, two = ([line.split(",") for line in text.splitlines()[1:]] for text in (shipped, built))
    assert [line[:8] for line in one] == [line[:8] for line in two]
    numbers = [np.array([[float(cell) for cell in line[8:]] for line in each]) for each in (one, two)]
    assert np.allclose(*numbers, atol=0.01)
