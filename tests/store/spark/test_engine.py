"""Spark answers as DuckDB does: rows, types and order of every named query, and whatever a store is asked.

Another module holds another cluster to the same by taking these tests over and giving a fixture `spark` of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from smoulder.records.cluster import Cluster
from smoulder.records.errors import BadStore
from smoulder.records.event import EVENT_COLUMNS
from smoulder.records.event_place import EventPlace
from smoulder.store.engine import Engine
from smoulder.store.engine_duckdb import DuckAnswer, DuckEngine
from smoulder.store.events import open_events
from smoulder.store.spark.answer import SparkAnswer
from smoulder.store.spark.engine import SparkEngine
from smoulder.store.spark.translate import SPARK_TYPES
from smoulder.store.sql import sql_text
from tests.store.engine_questions import TYPES, laid_out, named, questions
from tests.store.engine_samples import NAMES, sample, types_of
from tests.store.test_queries import answers, filled

pytestmark = pytest.mark.spark


@pytest.fixture(scope="module")
def spark(on_here: Cluster) -> Cluster:
    """What Spark works on."""
    return on_here


@pytest.fixture
def engines(spark: Cluster) -> Iterator[tuple[Engine, Engine]]:
    """DuckDB and Spark."""
    pair = DuckEngine(), SparkEngine(spark)
    yield pair
    for one in pair:
        one.close()


def types_in_spark(answer: SparkAnswer) -> dict[str, str]:
    """The columns of Spark's answer and their types, as DuckDB names them."""
    names = {spark: duckdb for duckdb, spark in SPARK_TYPES.items()}
    return {name: names[kind] for name, kind in answer._found.dtypes}


@pytest.mark.parametrize(("seed", "count"), [(1, 700), (11, 60), (12, 60), (2, 1), (3, 0)])
def test_every_named_query_has_the_same_rows_types_and_order(
    engines: tuple[Engine, Engine], tmp_path: Path, seed: int, count: int
) -> None:
    seen = sample(tmp_path / "some events", seed, count)
    duckdb, spark = engines
    asked: set[str] = set()
    for (name, special, left), (_, _, right) in zip(
        questions(duckdb, seen), questions(spark, seen), strict=True
    ):
        assert isinstance(left, DuckAnswer)
        assert isinstance(right, SparkAnswer)
        assert types_of(left._found) == types_in_spark(right) == TYPES[name]
        rows = left.rows()
        assert (name, special, laid_out(name, right.rows())) == (name, special, laid_out(name, rows))
        assert rows or count < 700
        asked.add(name)
    assert asked == named()


def test_the_three_forms_of_an_answer_are_the_same(engines: tuple[Engine, Engine]) -> None:
    columns = {"a": "INTEGER", "b": "DOUBLE", "c": "VARCHAR", "d": "DATE", "e": "BOOLEAN", "f": "BIGINT"}
    rows = [
        (1, 0.5, "x", date(2020, 2, 29), True, 2**40),
        (None, None, None, None, None, None),
        (-(2**31), -0.0, "𝔄", date(1, 1, 1), False, -(2**63)),
    ]
    for keep in (3, 1, 0):
        found = []
        for engine in engines:
            engine.fill("small", columns, rows[:keep])
            sql = "select a, b, c, d, e, f from small order by b, a"
            found.append((engine.ask(sql).rows(), engine.ask(sql).columns(), engine.ask(sql).frame()))
        (rows_here, columns_here, frame_here), (rows_there, columns_there, frame_there) = found
        assert repr(rows_there) == repr(rows_here)
        assert list(columns_there) == list(columns_here)
        for name, one in columns_here.items():
            assert columns_there[name].dtype == one.dtype
            assert type(columns_there[name]) is type(one)
            whole = one.dtype.kind == "f" or keep != 3  # a null among whole numbers has no place in an array
            assert not whole or np.array_equal(columns_there[name], one, equal_nan=one.dtype.kind == "f")
        pd.testing.assert_frame_equal(frame_there, frame_here, check_exact=True)


@pytest.mark.parametrize("name", NAMES)
def test_a_value_is_taken_as_it_is_written(engines: tuple[Engine, Engine], name: str) -> None:
    rows = [(one, place) for place, one in enumerate(NAMES)]
    found = []
    for engine in engines:
        engine.fill("named", {"name": "VARCHAR", "place": "INTEGER"}, rows)
        found.append(engine.ask("select place from named where name = $name", {"name": name}).rows())
        found.append(engine.ask(f"select place from named where name = {sql_text(name)}").rows())
    assert found == [[(NAMES.index(name),)]] * 4


def test_texts_stand_in_the_same_order(engines: tuple[Engine, Engine]) -> None:
    found = []
    for engine in engines:
        engine.fill("named", {"name": "VARCHAR"}, [(one,) for one in (*NAMES, None)])
        found.append(engine.ask("select name from named order by name").rows())
    assert found[0] == found[1] == [*((one,) for one in sorted(NAMES)), (None,)]


def test_a_store_has_the_same_answers(spark: Cluster, tmp_path: Path) -> None:
    store = filled(tmp_path / "data")
    there = open_events(EventPlace(str(store.folder), spark))
    assert repr(answers(there)) == repr(answers(store))


def test_stores_that_are_open_at_once_do_not_see_each_others_tables(spark: Cluster, tmp_path: Path) -> None:
    def ask(number: int) -> list[tuple[object, ...]]:
        engine = SparkEngine(spark)
        engine.fill("small", {"a": "INTEGER"}, [(number,)] * number)
        engine.make("kept", "select a, count(*) as n from small where a = $a group by a", {"a": number})
        found = engine.ask("select a, n from kept").rows()
        engine.close()
        return found

    with ThreadPoolExecutor(4) as hands:
        assert list(hands.map(ask, range(1, 9))) == [[(one, one)] for one in range(1, 9)]


def test_what_was_kept_is_let_go(spark: Cluster) -> None:
    engine = SparkEngine(spark)
    engine.fill("small", {"a": "INTEGER"}, [(1,)])
    for values in ({"a": 1}, {"a": 2}):
        engine.make("kept", "select a from small where a <= $a", values)
    assert engine._spark.catalog.tableExists("kept")
    engine.close()
    assert not engine._spark.catalog.tableExists("kept")


def test_a_missing_file_is_told(engines: tuple[Engine, Engine], tmp_path: Path) -> None:
    for engine in engines:
        with pytest.raises(BadStore, match=r"rows that cannot be opened .*gone\.parquet"):
            engine.see("rows", [str(tmp_path / "rows" / "gone.parquet")], EVENT_COLUMNS)
