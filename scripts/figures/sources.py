"""The page that says what ships, from which source, under which licence, and how many rows."""

from __future__ import annotations

from pathlib import Path

import duckdb

from figures.output import read_csv

NOT_SHIPPED = (
    ("UCDP Candidate events", "CC BY 4.0", "scattered months: no series to build on"),
    ("ACLED", "terms of use forbid passing rows on", "not used"),
    ("NSA, ACD2EPR and rebel-origin data", "for research, cite", "covariates for later; nothing ships"),
    (
        "Geo-PKO, Kathman, Mullenbach, IMI, UCDP External Support",
        "per source",
        "no rows; estimates and counts in pressure_effects.csv and where a source above says so",
    ),
    ("Published counts of Islamic State attacks", "per publisher", "nothing ships"),
)

HAND_KEPT = (
    "countries.csv",
    "group_links.csv",
    "name_words.csv",
    "news_names.csv",
    "opportunity_kinds.csv",
    "pressure_cases.csv",
    "published_effects.csv",
    "sources.csv",
    "wording_by_hand.csv",
)
LEARNT = {
    "comeback_calibration.csv": "counted by `scripts/build_comeback_calibration.py`",
    "comeback_weights.csv": "learned by `scripts/build_comeback_weights.py`",
    "count_weights.csv": "learnt by `scripts/build_count_weights.py`",
    "pressure_effects.csv": "estimated by `scripts/build_pressure_effects.py`",
    "opportunity_departures.csv": "counted by `scripts/build_opportunity_departures.py`",
}
"""Tables that take long to make and have a script of their own."""


def write_sources(engine: duckdb.DuckDBPyConnection, out: Path) -> None:
    """Write `SOURCES.md` from `sources.csv` and the files as they lie in `out`.

    raises: ValueError if a table has no source, or a source names a file that is not there.
    """
    sources = read_csv(out / "sources.csv")
    counts = count_rows(engine, out)
    named = {file for row in sources for file in row["files"].split()} | {"sources.csv"}
    if named != set(counts):
        raise ValueError(f"sources.csv and the tables differ in {', '.join(sorted(named ^ set(counts)))}")
    (out / "SOURCES.md").write_text(_page(sources, counts), encoding="utf-8")


def count_rows(engine: duckdb.DuckDBPyConnection, out: Path) -> dict[str, int]:
    """Rows of each table in a folder, by file name."""
    counts = {path.name: len(read_csv(path)) for path in sorted(out.glob("*.csv"))}
    for path in sorted(out.glob("*.parquet")):
        rows = engine.execute("select count(*) from read_parquet($path)", {"path": str(path)}).fetchall()
        counts[path.name] = int(rows[0][0])
    return dict(sorted(counts.items()))


def _page(sources: list[dict[str, str]], counts: dict[str, int]) -> str:
    tables = "".join(
        f"| `{name}` | {count} | {'kept by hand' if name in HAND_KEPT else LEARNT.get(name, 'built')} |\n"
        for name, count in counts.items()
    )
    blocks = "".join(
        f"\n## {row['name']}\n\n"
        f"- Vintage: {row['vintage']}\n- Licence: {row['licence']}\n- Ships: {row['ships']} ({row['what']})\n"
        f"- Files: {', '.join(f'`{file}` ({counts[file]} rows)' for file in row['files'].split())}\n"
        f"- Cite: {row['citation']}\n"
        for row in sources
    )
    absent = "".join(f"| {name} | {licence} | {why} |\n" for name, licence, why in NOT_SHIPPED)
    return (
        "# Where the figures come from\n\n"
        "Counts, names, dates and outlines only: no text of a report and no event rows. "
        "Written by `scripts/build_figures.py`; how the tables are built is in `docs/data/figures.md`.\n\n"
        f"| file | rows | |\n|---|---:|---|\n{tables}"
        f"{blocks}\n## Nothing ships of\n\n| source | licence | |\n|---|---|---|\n{absent}"
    )
