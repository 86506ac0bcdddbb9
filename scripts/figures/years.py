"""Yearly deaths: by dyad of a government and a group, and group totals over all countries."""

from __future__ import annotations

from pathlib import Path

import duckdb

from figures.output import write_parquet

DYADS = "ucdp/ucdp_brd_dyadic_v24.1_1989_2023.csv"


def build_years(engine: duckdb.DuckDBPyConnection, data: Path, out: Path) -> dict[str, int]:
    """Write `dyad_year.parquet` and `group_year.parquet`.

    Group totals without a UCDP id are left out: nothing could look them up.
    returns: rows by file name.
    """
    query = Path(__file__).with_name("years.sql").read_text(encoding="utf-8")
    engine.execute(f"create or replace table dyad_year as {query}", {"dyads": str(data / DYADS)})
    engine.execute(
        """create or replace table group_year as
        select cast(group_id as integer) as group_id, cast(year as integer) as year,
               deaths_best as deaths, low, high, battle_related, nonstate, onesided,
               starts_with(complete, 'complete') as complete, source
        from read_parquet($years) where try_cast(group_id as integer) is not null
        order by 1, 2""",
        {"years": str(data / "groups" / "group_year.parquet")},
    )
    return {
        name: write_parquet(engine, name.removesuffix(".parquet"), out / name)
        for name in ("dyad_year.parquet", "group_year.parquet")
    }
