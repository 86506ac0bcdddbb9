"""The queries to read with, translated for another engine and back: the same rows, and nothing of DuckDB's own."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
import sqlglot
from sqlglot import ErrorLevel, exp

from smoulder.reading import tables
from smoulder.records.event import EVENT_COLUMNS
from smoulder.records.month import month_index
from smoulder.store import events_segments, events_view
from smoulder.store.events import Asked, EventStore, open_events
from smoulder.store.sql import query
from tests.reading.ged_samples import event
from tests.store.event_files import put

FOLDERS = [files(room) / "queries" for room in ("smoulder.store", "smoulder.reading")]
QUERIES = {one.name.removesuffix(".sql"): one for folder in FOLDERS for one in folder.iterdir()}
RULES = [
    "group_id = 9001",
    "kind = 'one-sided'",
    "country = 'Nor''land'",
    "group_name not like 'Government of %'",
]
OWN = (exp.Anonymous, exp.Command, exp.Qualify, exp.Columns, exp.Struct, exp.Array, exp.Lambda, exp.Bracket)
"""What another engine lacks, or what sqlglot hands on without knowing it."""


def translated(sql: str, one: str, other: str) -> str:
    (made,) = sqlglot.transpile(sql, read=one, write=other, unsupported_level=ErrorLevel.RAISE)
    return made


def there_and_back(sql: str) -> str:
    return translated(translated(sql, "duckdb", "spark"), "spark", "duckdb")


def own_parts(sql: str) -> list[str]:
    """Parts of a query that only DuckDB understands."""
    tree = sqlglot.parse_one(sql, read="duckdb")
    found = [part.sql("duckdb") for kind in OWN for part in tree.find_all(kind)]
    found += [part.sql("duckdb") for part in tree.find_all(exp.Star) if part.args.get("except_")]
    return found + [
        part.sql("duckdb") for part in tree.find_all(exp.Table) if isinstance(part.this, exp.Func)
    ]


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_to_read_with_is_told_to_spark_and_keeps_to_what_both_know(name: str) -> None:
    sql = QUERIES[name].read_text(encoding="utf-8").replace("{rules}", " and ".join(RULES))
    assert own_parts(sql) == []
    spark = translated(sql, "duckdb", "spark")
    again = translated(spark, "spark", "spark")
    assert again == spark


@pytest.mark.parametrize(
    "sql",
    [
        "select * exclude (a) from t",
        "select list_filter(a, x -> x > 1) from t",
        "select a from t qualify row_number() over (order by a) = 1",
        "select a from read_parquet('a.parquet')",
        "select no_function_of_anyones(a) from t",
        "select columns('a.*') from t",
        "select {'a': 1} as s from t",
    ],
)
def test_what_is_duckdbs_own_is_noticed(sql: str) -> None:
    assert own_parts(sql)


def test_the_events_of_a_group_have_every_column(tmp_path: Path) -> None:
    store = open_events(tmp_path / "data")
    put(store, [event(1)], "21.1")
    assert list(store.events(9001).columns) == [*EVENT_COLUMNS, "part"]


@pytest.fixture
def store(tmp_path: Path) -> EventStore:
    return filled(tmp_path / "data")


def filled(folder: Path) -> EventStore:
    """Two final releases and a candidate, groups on both sides, all kinds, events over months and years."""
    made = open_events(folder)
    long = {"date_start": "2020-01-20", "date_end": "2020-03-11"}
    rows = [
        event(1, deaths_b=7),
        event(2, **long, deaths_a=3, deaths_b=11),
        event(
            3, type_of_violence=3, deaths_civilians=4, side_a_new_id=9001, side_a="Embers", side_b_new_id=1
        ),
        event(
            4,
            type_of_violence=2,
            side_a_new_id=9002,
            side_a="Sparks",
            date_end="2020-12-31",
            date_start="2019-12-31",
        ),
        event(5, side_b="Embers of the North", date_start="2020-05-02", date_end="2020-05-02"),
        event(6, country="Sudland", date_start="2019-07-01", date_end="2019-07-01"),
    ]
    put(made, [event(1, deaths_b=2), event(7, date_start="2020-03-30", date_end="2020-04-02")], "20.0.3")
    put(made, rows, "21.1", countries=("Norland", "Sudland"))
    put(made, [event(8, date_start="2021-02-01", date_end="2021-02-03"), *rows[:2]], "22.1")
    return made


def answers(store: EventStore) -> list[object]:
    """Everything that can be asked."""
    found: list[object] = [store.inflation(), store.inflation("state-based", date(2021, 7, 1))]
    for asked in (
        Asked(),
        Asked(rule="days"),
        Asked("known-then", date(2020, 8, 1), "days"),
        Asked(as_of=date(2020, 4, 3)),
    ):
        every = store.all_series(asked=asked, governments=True)
        every += store.all_series("non-state", asked)
        found += [(one.group_id, one.group, one.country, one.first, one.source, one.vintage) for one in every]
        found += [
            getattr(one, name).tolist()
            for one in every
            for name in ("events", "deaths", "suffered", "unknown")
        ]
        found.append(repr(store.country_months("Norland", asked=asked)))
        found.append(store.events(9001, "Norland", last=month_index("2020-03"), asked=asked).to_csv())
        found.append(repr(store.places(9001, "Norland", asked)))
    return found


def test_on_the_way_to_spark_and_back_the_store_answers_the_same(
    store: EventStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = answers(store)
    assert len(before) > 40
    asked: set[str] = set()

    def other(name: str, rules: list[str] | tuple[str, ...] = ()) -> str:
        asked.add(name)
        return there_and_back(query(name, rules))

    monkeypatch.setattr(events_view, "query", other)
    monkeypatch.setattr(events_segments, "query", other)
    assert repr(answers(filled(tmp_path / "again"))) == repr(before)
    with pytest.raises(Exception, match="it has some in Norland, Sudland"):
        store.series(9001, "Westland")
    assert asked == {one.name.removesuffix(".sql") for one in FOLDERS[0].iterdir()}


def test_the_months_that_ship_are_the_same_as_well() -> None:
    text = tables.figures_query("series_months")
    found = [
        tables.query_figures("test", sql, "group_month.parquet", {"measure": measure})
        for measure in ("all kinds", "one-sided")
        for sql in (text, there_and_back(text))
    ]
    assert found[0] == found[1]
    assert found[2] == found[3]
    assert len(found[0]) > len(found[2]) > 1000
