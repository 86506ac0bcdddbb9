"""What loaded tables say about a group: whose rows, from which release, and the same as a plain reading."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smoulder.reading.groups import load_registry
from smoulder.reading.intake import ReadOptions
from smoulder.reading.own_groups import OwnGroups
from smoulder.reading.sources import SOURCES, find_source
from smoulder.records.errors import BadData
from smoulder.records.group_facts import Told
from smoulder.series.whereabouts import deaths_by_year
from smoulder.store.group_facts import told_of
from smoulder.store.group_rows import ABOUT
from smoulder.store.group_tables import load_table
from tests.store.test_group_tables import FILES
from tests.store.test_queries import own_parts, translated

QUERIES = Path(__file__).resolve().parents[2] / "src" / "smoulder" / "store" / "group_queries"

LTTE, IS = 320, 234
BRD = {
    "dyad_id": "776",
    "location": "Sri Lanka",
    "side_a": "Government of Sri Lanka",
    "side_b": "LTTE",
    "side_b_id": "320",
    "year": "2025",
    "bd_best": "40",
    "bd_low": "30",
    "bd_high": "60",
    "type_of_conflict": "3",
}
NSA = {
    "obsid": "X-1",
    "dyadid": "243",
    "side_a": "Sri Lanka",
    "side_b": "LTTE",
    "startdate": "1991-04-01",
    "enddate": "2009-05-19",
    "rebstrength": "weaker",
    "presname": ".",
}


def put(folder: Path, source: str, *rows: dict[str, str], release: str = "26.1") -> None:
    path = folder / "draft.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(dict.fromkeys(name for row in rows for name in row)), restval="")
        writer.writeheader()
        writer.writerows(rows)
    load_table(folder, find_source(source), path, ReadOptions(vintage=release))


def told(folder: Path, group_id: int = LTTE) -> dict[str, Told]:
    registry = load_registry()
    return {one.source: one for one in told_of(folder, registry.group(group_id), registry)}


def test_every_table_says_how_it_names_groups_and_has_its_query() -> None:
    assert set(ABOUT) == {name for name, one in SOURCES.items() if one.shelf == "tables"}
    queries = {path.stem for path in QUERIES.glob("*.sql")}
    wanted = {name for name, about in ABOUT.items() if about.facts}
    wanted |= {f"deaths_{name}" for name, about in ABOUT.items() if about.kind}
    assert queries == {name.replace("-", "_") for name in wanted}


@pytest.mark.parametrize("name", [path.name for path in QUERIES.glob("*.sql")])
def test_a_query_keeps_to_what_spark_knows_too(name: str) -> None:
    sql = (QUERIES / name).read_text(encoding="utf-8")
    assert own_parts(sql) == []
    spark = translated(sql, "duckdb", "spark")
    assert translated(spark, "spark", "spark") == spark


def test_nothing_loaded_says_nothing(tmp_path: Path) -> None:
    assert told(tmp_path) == {}


def test_rows_are_found_by_the_id_of_today(tmp_path: Path) -> None:
    other = BRD | {"dyad_id": "1", "side_b_id": "1320", "side_b": "LTTE"}
    several = BRD | {"dyad_id": "2", "side_b_id": "321, 320", "side_b": "TELO, LTTE", "bd_best": "7"}
    put(tmp_path, "ucdp-brd", BRD, other, several)
    (found,) = told(tmp_path).values()
    assert (found.matched, found.release, found.covered_to) == ("id", "26.1", 2025)
    assert [(row.year, row.where, row.deaths) for row in found.years] == [(2025, "Sri Lanka", 47.0)]


def test_ids_of_the_older_numbering_are_not_believed(tmp_path: Path) -> None:
    """In a release of 2016 LTTE is 1163, which is another group today."""
    old = BRD | {"side_b_id": "1163", "year": "2009"}
    put(tmp_path, "ucdp-brd", old, release="5-2016")
    assert told(tmp_path)["ucdp-brd"].matched == "name"
    assert told(tmp_path, 1163) == {}


@pytest.mark.parametrize(
    ("name", "country", "found"),
    [("TELO", "Sri Lanka", False), ("LTTE", "India", False), ("Tamil Tigers", "Sri Lanka", True)],
)
def test_a_name_counts_only_with_a_country_of_the_group(
    tmp_path: Path, name: str, country: str, found: bool
) -> None:
    put(tmp_path, "nsa", NSA | {"side_b": name, "side_a": country}, release="3.4")
    assert bool(told(tmp_path)) is found


def test_a_name_of_several_groups_in_a_country_is_not_guessed(tmp_path: Path) -> None:
    registry = load_registry()
    for group_id in registry.ids("Maoists"):
        country = registry.group(group_id).countries[0]
        put(tmp_path, "nsa", NSA | {"side_b": "Maoists", "side_a": country}, release="3.4")
        assert set(told(tmp_path, group_id)) == {"nsa"}
        assert all(told(tmp_path, other) == {} for other in registry.ids("Maoists") if other != group_id)


def test_an_acronym_of_the_news_is_no_name_in_an_older_table(tmp_path: Path) -> None:
    """HSM is al-Shabaab in the news, and was the Holy Spirit Movement of Uganda, where al-Shabaab struck too."""
    put(tmp_path, "nsa", NSA | {"side_b": "HSM", "side_a": "Uganda"}, release="3.4")
    assert told(tmp_path, 717) == {}
    put(tmp_path, "nsa", NSA | {"side_b": "al-Shabaab", "side_a": "Somalia"}, release="3.4")
    assert set(told(tmp_path, 717)) == {"nsa"}


def test_a_name_that_the_user_gave_a_group_finds_its_rows(tmp_path: Path) -> None:
    put(tmp_path, "nsa", NSA | {"side_b": "NFL"}, release="3.4")
    assert told(tmp_path) == {}
    own = OwnGroups.model_validate({"alias": [{"group": LTTE, "name": "NFL"}]})
    registry = load_registry(own)
    assert [one.source for one in told_of(tmp_path, registry.group(LTTE), registry)] == ["nsa"]


def test_empty_cells_are_left_out_of_what_is_told(tmp_path: Path) -> None:
    put(tmp_path, "nsa", NSA, release="3.4")
    (fact,) = told(tmp_path)["nsa"].facts
    assert (fact.since, fact.until, fact.where) == ("1991-04-01", "2009-05-19", "Sri Lanka")
    assert fact.details == {"against_government": "weaker"}


def test_the_newest_release_is_the_one_that_speaks(tmp_path: Path) -> None:
    for release, best in (("9.1", "1"), ("26.1", "40"), ("25.1", "33")):
        put(tmp_path, "ucdp-brd", BRD | {"bd_best": best}, release=release)
    assert [row.deaths for row in told(tmp_path)["ucdp-brd"].years] == [40.0]


def test_a_loaded_table_stands_for_the_shipped_one_where_it_reaches_as_far(tmp_path: Path) -> None:
    shipped = deaths_by_year(LTTE)
    put(tmp_path, "ucdp-brd", BRD | {"year": "2022"})
    assert deaths_by_year(LTTE, tuple(told(tmp_path).values())) == shipped
    put(tmp_path, "ucdp-brd", BRD)
    dyads, _ = deaths_by_year(LTTE, tuple(told(tmp_path).values()))
    assert (dyads.covered_to, [row.year for row in dyads.rows]) == (2025, [2025])
    assert dyads.rows[0].source == "UCDP battle-related deaths 26.1"


def test_signers_persons_are_not_told(tmp_path: Path) -> None:
    agreement = {
        "paid": "1",
        "actor_id": "145, 320",
        "actor_name": "Government of Sri Lanka, LTTE",
        "pa_name": "Accord of the Lake",
        "pa_date": "2002-02-22",
        "pa_sign": "LTTE: A. Person",
        "conflict_name": "Sri Lanka: Eelam",
        "pa_type": "2",
        "year": "2002",
    }
    put(tmp_path, "ucdp-agreements", agreement)
    (fact,) = told(tmp_path)["ucdp-agreements"].facts
    assert fact.details == {"agreement": "Accord of the Lake", "kind": "partial"}
    assert fact.where == "Sri Lanka"


def test_a_table_that_cannot_be_read_is_named_with_the_cure(tmp_path: Path) -> None:
    put(tmp_path, "nsa", NSA, release="3.4")
    (tmp_path / "tables" / "nsa" / "3.4.parquet").write_bytes(b"no table")
    with pytest.raises(BadData, match=r"3\.4\.parquet cannot be read; remove it and load nsa again"):
        told(tmp_path)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.integers(1, 40), st.integers(2000, 2030), st.integers(0, 9999), st.sampled_from(["320", "321"])
        ),
        min_size=1,
        max_size=10,
        unique_by=lambda one: one[:2],
    )
)
def test_deaths_by_year_add_up_to_the_rows_of_the_group(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, int, int, str]]
) -> None:
    folder = tmp_path_factory.mktemp("facts")
    put(
        folder,
        "ucdp-brd",
        *(
            BRD | {"dyad_id": str(dyad), "year": str(year), "bd_best": str(best), "side_b_id": side}
            for dyad, year, best, side in rows
        ),
    )
    own = [(year, best) for _, year, best, side in rows if side == "320"]
    found = told(folder)
    years = found["ucdp-brd"].years if found else ()
    assert {row.year for row in years} == {year for year, _ in own}
    assert sum(row.deaths for row in years) == sum(best for _, best in own)


@pytest.fixture(scope="module")
def everything(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("everything")
    for source, (name, _) in FILES.items():
        load_table(folder, find_source(source), shared / "data" / name, ReadOptions())
    return folder


def test_all_tables_speak_of_a_group_that_is_in_all(everything: Path) -> None:
    assert set(told(everything)) == set(FILES) - {"ucdp-agreements", "is-attacks"}
    assert {"is-attacks", "acd2epr", "rebel-origins"} <= set(told(everything, IS))


@pytest.mark.parametrize("group_id", [LTTE, IS, 466])
def test_deaths_by_year_are_those_of_a_plain_reading(everything: Path, shared: Path, group_id: int) -> None:
    data = shared / "data"
    found = told(everything, group_id)
    totals = {one: sum(row.deaths for row in found[one].years) for one in found if found[one].years}
    dyads = pd.read_csv(data / FILES["ucdp-brd"][0], dtype={"side_b_id": str})
    one_sided = pd.read_csv(data / FILES["ucdp-onesided"][0])
    fights = pd.read_csv(data / FILES["ucdp-nonstate"][0])
    years = pd.read_parquet(data / FILES["group-year"][0])
    years = years[(years.group_id == str(group_id)) & years.complete.str.startswith("complete")]
    mine = (fights.side_a_id == group_id) | (fights.side_b_id == group_id)
    assert totals == {
        "ucdp-brd": dyads[dyads.side_b_id == str(group_id)].bd_best.sum(),
        "ucdp-onesided": one_sided[one_sided.actor_id == group_id].best_fatality_estimate.sum(),
        "ucdp-nonstate": fights[mine].best_fatality_estimate.sum(),
        "group-year": years.deaths_best.sum(),
    }


def test_a_known_group_is_told_as_its_sources_have_it(everything: Path) -> None:
    found = told(everything)
    ends = [(fact.until, fact.details["ended_by"]) for fact in found["ucdp-termination"].facts]
    assert ends == [
        ("2009-07-04", "government victory"),
        ("2003-08-09", "low activity"),
        ("2001-12-12", "ceasefire"),
    ]
    assert [fact.details["abroad_in"] for fact in found["nsa"].facts] == ["India", "India"]
    assert found["acd2epr"].facts[0].details["ethnic_group"] == "Sri Lankan Tamils"
    months = found["group-month"].facts[0]
    assert (months.since, months.until, months.details["deaths"]) == ("1989-01", "2009-07", 63720.0)
    assert found["ucdp-dyadic"].matched == "name"


def test_agreements_of_a_group_are_those_of_a_plain_reading(everything: Path, shared: Path) -> None:
    rows = pd.read_csv(shared / "data" / FILES["ucdp-agreements"][0])
    for group_id in (466, 743):
        signed = rows[rows.actor_id.str.split(", ").map(lambda ids: str(group_id) in ids)]  # noqa: B023
        facts = told(everything, group_id)["ucdp-agreements"].facts
        assert sorted(fact.since for fact in facts) == sorted(signed.pa_date)
