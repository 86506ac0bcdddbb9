"""The packaged tables are what the script builds from the data, and hold what the data hold."""

import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).parents[2]
FIGURES = ROOT / "src" / "smoulder" / "figures"
SHARED = ROOT / ".." / "shared"
NOT_BUILT = {
    "comeback_calibration.csv",
    "comeback_weights.csv",
    "count_weights.csv",
    "countries.csv",
    "group_links.csv",
    "name_words.csv",
    "news_names.csv",
    "opportunity_departures.csv",
    "opportunity_kinds.csv",
    "pressure_cases.csv",
    "pressure_effects.csv",
    "published_effects.csv",
    "sources.csv",
    "wording_by_hand.csv",
}

needs_data = pytest.mark.skipif(
    not (SHARED / "data" / "groups").is_dir(),
    reason="needs ../shared/data, which is not part of the checkout",
)

MONTHS = """
    select group_id,
        case country when 'Myanmar' then 'Myanmar (Burma)' else country end as country,
        cast(left(month, 4) as int) * 12 + cast(right(month, 2) as int) - 1 as month,
        events, deaths_best as deaths, deaths_low as low, deaths_high as high,
        deaths_statebased as state_based, deaths_nonstate as non_state, deaths_onesided as one_sided
    from read_parquet($expected)
"""

PACKAGED = """
    select group_id, country, month, sum(events) as events, sum(deaths) as deaths,
        sum(low) as low, sum(high) as high,
        sum(case kind when 'state-based' then deaths else 0 end) as state_based,
        sum(case kind when 'non-state' then deaths else 0 end) as non_state,
        sum(case kind when 'one-sided' then deaths else 0 end) as one_sided
    from read_parquet($packaged) group by all
"""

# The series file leaves out an event whose side, days and three death figures equal another's,
# in the three files without event ids; each side is compared for itself.
DROPPED = """
    with sides as (
        select source, cast(coalesce(side_a_new_id, -1) as int) as group_id, * from read_parquet($events)
        union all
        select source, cast(coalesce(side_b_new_id, -1) as int), * from read_parquet($events)
        where type_of_violence <> 3
    ),
    kept as (
        select distinct on (group_id, country, type_of_violence, date_start, date_end, best, low, high) *
        from sides where in_authoritative_series and source like 'krutik%'
    ),
    spread as (
        select *, unnest(generate_series(date_trunc('month', date_start), date_end, interval 1 month)) as begins,
        from kept
    ),
    shares as (
        select *, (least(cast(date_end as date) + 1, cast(begins + interval 1 month as date))
            - greatest(cast(date_start as date), cast(begins as date)))
            / (cast(date_end as date) + 1 - cast(date_start as date)) as share
        from spread
    )
    select group_id, country, year(begins) * 12 + month(begins) - 1 as month,
        sum(share) as events, sum(share * best) as deaths
    from shares group by all
"""


def compare(parts: str, columns: tuple[str, ...]) -> str:
    """Rows of the series file that differ from `parts` by more than a rounding error."""
    differ = " or ".join(f"abs(e.{c} - coalesce(p.{c}, 0)) > 1e-6" for c in columns)
    return (
        f"select e.group_id, e.country, e.month // 12 as year from ({MONTHS}) e "
        f"left join ({parts}) p using (group_id, country, month) where {differ}"
    )


def parameters(*names: str) -> dict[str, str]:
    paths = {
        "expected": SHARED / "data" / "groups" / "group_month.parquet",
        "events": SHARED / "data" / "groups" / "ged_events_1989-01_2026-02.parquet",
        "packaged": FIGURES / "group_month.parquet",
    }
    return {name: str(paths[name]) for name in names}


@needs_data
def test_group_months_equal_the_series_file_except_where_it_leaves_events_out() -> None:
    columns = ("events", "deaths", "low", "high", "state_based", "non_state", "one_sided")
    rows = duckdb.execute(compare(PACKAGED, columns), parameters("expected", "packaged")).fetchall()
    places = {(country, year) for _, country, year in rows}
    assert places == {("Afghanistan", 2020), ("Syria", 2020), ("Ukraine", 2022)}
    assert len(rows) == 48


@needs_data
def test_leaving_the_same_events_out_gives_the_series_file_again() -> None:
    query = compare(DROPPED, ("events", "deaths"))
    rows = duckdb.execute(query, parameters("expected", "events")).fetchall()
    left = {(country, year) for _, country, year in rows}
    assert not left & {("Afghanistan", 2020), ("Syria", 2020), ("Ukraine", 2022)}


@needs_data
def test_the_events_that_ship_add_up_to_the_yearly_file_where_the_series_file_does_not() -> None:
    months = duckdb.execute(
        "select sum(deaths) from read_parquet($packaged) where group_id = 303 and kind = 'state-based'",
        parameters("packaged"),
    ).fetchall()[0][0]
    years = duckdb.execute(
        "select sum(deaths) from read_parquet($dyads) where group_id = 303 and year = 2020",
        {"dyads": str(FIGURES / "dyad_year.parquet")},
    ).fetchall()[0][0]
    assert (round(months), years) == (20104, 20104)


def tables_and_outlines(folder: Path) -> set[str]:
    """What the script builds or finds there, by its path in the folder; fitted models have a script of their own."""
    tables = {path for path in folder.iterdir() if path.suffix in (".csv", ".parquet", ".md")}
    return {str(path.relative_to(folder)) for path in (*tables, *(folder / "outlines").iterdir())}


@needs_data
@pytest.mark.slow
def test_building_again_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in NOT_BUILT:
        shutil.copy(FIGURES / name, tmp_path / name)
    command = [sys.executable, str(ROOT / "scripts" / "build_figures.py"), "--out", str(tmp_path)]
    done = subprocess.run(
        [*command, "--shared", str(SHARED)], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    built = tables_and_outlines(tmp_path)
    assert tables_and_outlines(FIGURES) == built
    for name in built - {name for name in built if name.endswith(".parquet")}:
        assert (tmp_path / name).read_bytes() == (FIGURES / name).read_bytes(), name
    for name in sorted(built):
        if name.endswith(".parquet"):
            query = "select * from read_parquet($path)"
            new = duckdb.execute(query, {"path": str(tmp_path / name)}).fetchall()
            assert new == duckdb.execute(query, {"path": str(FIGURES / name)}).fetchall(), name


def test_a_folder_without_data_is_named() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "build_figures.py"), "--shared", "nowhere"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 1
    assert "nowhere holds no folder data" in done.stderr


def test_sources_name_every_table_with_its_rows() -> None:
    page = (FIGURES / "SOURCES.md").read_text(encoding="utf-8")
    for path in FIGURES.iterdir():
        if path.suffix == ".csv":
            rows = duckdb.execute(
                "select count(*) from read_csv($path, all_varchar = true)", {"path": str(path)}
            ).fetchall()[0][0]
        elif path.suffix == ".parquet":
            rows = duckdb.execute("select count(*) from read_parquet($path)", {"path": str(path)}).fetchall()[
                0
            ][0]
        else:
            continue
        assert f"| `{path.name}` | {rows} |" in page


def test_the_tables_stay_under_three_megabytes() -> None:
    size = sum((FIGURES / name).stat().st_size for name in tables_and_outlines(FIGURES))
    assert size < 3_000_000


def test_country_numbers_are_those_of_the_yearly_file() -> None:
    path = SHARED / "data" / "ucdp" / "ucdp_brd_dyadic_v24.1_1989_2023.csv"
    if not path.is_file():
        pytest.skip("needs ../shared/data, which is not part of the checkout")
    rows = duckdb.execute(
        "select distinct location_inc, gwno_loc from read_csv($path, all_varchar = true) "
        "where gwno_loc not like '%,%'",
        {"path": str(path)},
    ).fetchall()
    kept = dict(
        duckdb.execute(
            "select country, gwno from read_csv($path, all_varchar = true)",
            {"path": str(FIGURES / "countries.csv")},
        ).fetchall()
    )
    assert {name: kept.get(name) for name, _ in rows} == dict(rows)
