"""The packaged estimates and published findings."""

from __future__ import annotations

from smoulder.reading.pressure_effects import load_effects, load_published
from smoulder.records.month import month_index


def test_every_estimate_says_when_it_ends_and_where_it_comes_from() -> None:
    for row in load_effects():
        assert month_index(row.until)
        assert row.source
        assert row.measure
        assert row.units >= 0


def test_an_empty_cell_is_no_estimate() -> None:
    missing = [row for row in load_effects() if row.value is None]
    assert missing
    assert all(row.error is None for row in missing)


def test_published_findings_name_their_study_and_unit() -> None:
    rows = load_published()
    assert all(row.study and row.finding and row.unit for row in rows)
    assert {row.kind for row in rows} >= {"foreign troops", "peacekeepers"}


def test_published_effects_of_departures_are_those_of_the_study(shared: object) -> None:
    from pathlib import Path

    from smoulder.reading.pressure_data.kunkel import load_kunkel

    file = Path(str(shared)) / "data" / "pressure" / "kunkel2026_peacekeeper_entry_exit_att.csv"
    left = [
        one for one in load_kunkel(file) if (one.change, one.counted, one.of) == ("Leave", "Total", "Event")
    ]
    study = {(round(one.effect, 3), round(one.error, 3)) for one in left}
    ours = {(row.value, row.error) for row in load_published() if row.study.startswith("Kunkel")}
    assert ours == study
