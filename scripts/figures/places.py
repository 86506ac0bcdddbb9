"""Where the events of each group were, by month and cell of half a degree, and how wide a province is."""

from __future__ import annotations

from pathlib import Path

import duckdb

from figures.output import write_csv, write_parquet

LEAST = 200
"""Distances that a country needs for a reach of its own."""


def build_places(engine: duckdb.DuckDBPyConnection, data: Path, out: Path) -> dict[str, int]:
    """Write `group_place.parquet` and `province_reach.csv`; `group_sides` must be in the engine.

    The rows are those behind `group_month.parquet`, so that the cells of a month add up to it.
    returns: rows by file name.
    """
    query = Path(__file__).with_name("places.sql").read_text(encoding="utf-8")
    engine.execute(f"create or replace table group_place as {query}")
    reach = engine.execute(
        Path(__file__).with_name("reach.sql").read_text(encoding="utf-8"),
        {"events": str(data / "groups" / "ged_events_1989-01_2026-02.parquet"), "least": LEAST},
    ).fetchall()
    columns = ["country", "reach_km", "distances"]
    return {
        "group_place.parquet": write_parquet(engine, "group_place", out / "group_place.parquet"),
        "province_reach.csv": write_csv(out / "province_reach.csv", columns, reach),
    }
