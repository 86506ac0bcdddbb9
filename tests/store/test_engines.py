"""The contract of an engine, as DuckDB keeps it; `tests/store/spark/test_engine.py` holds Spark to the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from smoulder.records.errors import BadStore
from smoulder.store.engine_duckdb import DuckAnswer, DuckEngine
from smoulder.store.events_folder import LocalFolder
from smoulder.store.events_view import Asked, View
from tests.store.engine_questions import TYPES, laid_out, named, questions
from tests.store.engine_samples import Sample, sample, types_of


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return sample(tmp_path_factory.mktemp("engines") / "some", seed=1, count=700)


def told(seen: Sample) -> dict[tuple[str, str], list[str]]:
    """Every answer of DuckDB, its types looked at."""
    engine, found = DuckEngine(), {}
    for name, special, answer in questions(engine, seen):
        assert isinstance(answer, DuckAnswer)
        assert types_of(answer._found) == TYPES[name]
        found[name, special] = laid_out(name, answer.rows())
    engine.close()
    return found


def test_every_named_query_is_asked_and_has_the_types_that_are_declared(seen: Sample) -> None:
    found = told(seen)
    assert {name for name, _ in found} == named() == set(TYPES)
    assert all(found.values())


def test_a_session_holds_so_much_memory_and_leaves_nothing_on_disk() -> None:
    engine = DuckEngine()
    asked = "select current_setting('memory_limit'), current_setting('temp_directory')"
    ((limit, place),) = engine.ask(asked).rows()
    assert limit == "1.8 GiB"
    assert Path(place).is_dir()
    engine.close()
    assert not Path(place).exists()


def test_a_view_of_a_store_that_cannot_be_read_lets_its_engine_go(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{}")
    engine = DuckEngine()
    ((place,),) = engine.ask("select current_setting('temp_directory')").rows()
    with pytest.raises(BadStore), View(LocalFolder(tmp_path), engine, Asked()):
        pass
    assert not Path(place).exists()


def test_the_order_in_which_rows_are_read_does_not_show(seen: Sample) -> None:
    turned = replace(
        seen,
        rows=seen.rows[::-1],
        sides=seen.sides[::-1],
        coverage=seen.coverage[::-1],
        months=seen.months[::-1],
    )
    assert told(turned) == told(seen)


@pytest.mark.parametrize("count", [0, 1])
def test_no_event_and_one_event_have_answers_of_the_same_types(tmp_path: Path, count: int) -> None:
    found = told(sample(tmp_path / "few", seed=2, count=count))
    assert {name for name, _ in found} == named()
