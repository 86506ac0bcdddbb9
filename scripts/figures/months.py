"""Group-months with sides, and which months they cover."""

from __future__ import annotations

from pathlib import Path

import duckdb

from figures.output import write_csv, write_parquet

COUNTRY_NAMES = {"Myanmar": "Myanmar (Burma)"}
"""Names in the series files that differ from UCDP's; `series.sql` changes the same."""

LEFT_OUT_OF_RATES = ("Mexico",)
"""Cartels fight over markets: their lulls are shown but not counted among past lulls."""


def build_months(engine: duckdb.DuckDBPyConnection, data: Path, out: Path) -> dict[str, int]:
    """Write `group_month.parquet` and `coverage.csv`.

    Only months with an event are kept; the other months of a covered span are zeros.
    returns: rows by file name.
    """
    load_sides(engine, data)
    query = Path(__file__).with_name("months.sql").read_text(encoding="utf-8")
    engine.execute(f"create or replace table group_month as {query}")
    return {
        "group_month.parquet": write_parquet(engine, "group_month", out / "group_month.parquet"),
        "coverage.csv": _write_coverage(engine, data, out / "coverage.csv"),
    }


def load_sides(engine: duckdb.DuckDBPyConnection, data: Path) -> None:
    """Make the tables `series` and `group_sides`: each event once for each group in it and each month it lasts."""
    load_series(engine, data)
    query = Path(__file__).with_name("sides.sql").read_text(encoding="utf-8")
    events = data / "groups" / "ged_events_1989-01_2026-02.parquet"
    engine.execute(f"create or replace table group_sides as {query}", {"events": str(events)})


def load_series(engine: duckdb.DuckDBPyConnection, data: Path) -> None:
    """Make the table `series`: each covered span of each series, countries named as UCDP names them."""
    query = Path(__file__).with_name("series.sql").read_text(encoding="utf-8")
    months = data / "groups" / "group_month.parquet"
    engine.execute(f"create or replace table series as {query}", {"months": str(months)})


def _write_coverage(engine: duckdb.DuckDBPyConnection, data: Path, path: Path) -> int:
    """One row for each covered span of each series, with the release its months come from."""
    versions = engine.execute(
        """select c.country, c."from" as first, min(e.ged_version) as version
        from read_csv($coverage, all_varchar = true) c
        join read_parquet($events) e on e.source = c.source
        where c.country <> '*' group by all""",
        {
            "coverage": str(data / "groups" / "ged_country_coverage.csv"),
            "events": str(data / "groups" / "ged_events_1989-01_2026-02.parquet"),
        },
    ).fetchall()
    release = {(COUNTRY_NAMES.get(country, country), first): version for country, first, version in versions}
    spans = engine.execute("select group_id, name, country, first, last from series").fetchall()
    return write_csv(
        path,
        ["group_id", "group", "country", "first", "last", "source", "version", "base_rates"],
        [
            (*span, "UCDP GED", release[span[2], span[3]], "no" if span[2] in LEFT_OUT_OF_RATES else "yes")
            for span in spans
        ],
    )
