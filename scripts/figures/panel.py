"""Country-months of state-based deaths, the span each country is covered, and the ids of the countries."""

from __future__ import annotations

from pathlib import Path

import duckdb

from figures.output import read_csv, write_csv, write_parquet

PANEL = "views/country_month_state_based_1990-01_2024-04.parquet"


def build_panel(engine: duckdb.DuckDBPyConnection, data: Path, out: Path) -> dict[str, int]:
    """Write `country_month.parquet`: country-months with deaths, and both ends of each covered span.

    A country whose id in the panel begins at a border change is covered from then on. `country_ids.csv` holds the
    ids, by country.
    returns: rows by file name.
    raises: ValueError if a country of the panel is not in `countries.csv`.
    """
    countries = read_csv(out / "countries.csv")
    names = {row["panel_name"] or row["country"]: row for row in countries}
    found = engine.execute(
        "select distinct name from read_parquet($panel) order by 1", {"panel": str(data / PANEL)}
    ).fetchall()
    missing = [name for (name,) in found if name not in names]
    if missing:
        raise ValueError(f"countries.csv lacks the panel's names {', '.join(missing)}; add them")
    engine.execute("create or replace table panel_names (name text, country text, first text)")
    engine.executemany(
        "insert into panel_names values (?, ?, ?)",
        [(name, names[name]["country"], names[name]["panel_from"]) for (name,) in found],
    )
    query = Path(__file__).with_name("panel.sql").read_text(encoding="utf-8")
    engine.execute(f"create or replace table country_month as {query}", {"panel": str(data / PANEL)})
    ids = engine.execute(
        "select distinct panel_names.country, country_id from read_parquet($panel) "
        "join panel_names using (name) order by country_id",
        {"panel": str(data / PANEL)},
    ).fetchall()
    return {
        "country_month.parquet": write_parquet(engine, "country_month", out / "country_month.parquet"),
        "country_ids.csv": write_csv(out / "country_ids.csv", ["country", "country_id"], ids),
    }
