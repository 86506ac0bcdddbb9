"""What grows with size: the arithmetic, the made reports, and what docs/scale.md says of the stored runs."""

from __future__ import annotations

import json
import math
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

Load = Callable[[str], ModuleType]


@pytest.fixture(scope="module")
def stored(root: Path) -> list[dict[str, Any]]:
    """The stored runs; none before the first."""
    path = root / "benchmarks" / "scale.jsonl"
    return (
        [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
    )


@pytest.fixture(scope="module")
def load(root: Path) -> Load:
    """Imports a file of benchmarks/ under its own name, as they import each other."""
    if (folder := str(root / "benchmarks")) not in sys.path:
        sys.path.append(folder)
    return import_module


@pytest.fixture(scope="module")
def growth(load: Load) -> Any:
    return load("growth").growth


@pytest.fixture(scope="module")
def tables(load: Load) -> ModuleType:
    return load("scale_tables")


def test_the_exponent_is_the_slope_and_its_interval_is_students(growth: Any) -> None:
    # logs of cost 0, 1.2, 1.8 and 3 at logs of size 0, 1, 2 and 3: by hand, slope 0.96, rests -.06, .18, -.18, .06
    found = growth([math.exp(x) for x in (0, 1, 2, 3)], [math.exp(y) for y in (0, 1.2, 1.8, 3)])
    half = 2.91999 * math.sqrt((2 * 0.06**2 + 2 * 0.18**2) / 2 / 5)
    assert found.exponent == 0.96
    assert (found.low, found.high) == (
        pytest.approx(0.96 - half, abs=6e-4),
        pytest.approx(0.96 + half, abs=6e-4),
    )


def test_two_runs_have_no_interval_and_one_size_no_exponent(growth: Any) -> None:
    found = growth([1, 10], [3, 30])
    assert (found.exponent, found.runs, math.isnan(found.low)) == (1.0, 2, True)
    with pytest.raises(ValueError, match="two sizes"):
        growth([5, 5, 5], [1, 2, 3])


@settings(max_examples=30)
@given(
    st.lists(st.floats(0.01, 100), min_size=3, max_size=9),
    st.floats(0.2, 2.0),
    st.floats(0.001, 1000),
)
def test_the_unit_of_time_does_not_change_the_exponent_and_a_power_is_found(
    growth: Any, noise: list[float], power: float, unit: float
) -> None:
    sizes = [10.0**at for at in range(len(noise))]
    costs = [size**power for size in sizes]
    assert growth(sizes, costs).exponent == pytest.approx(power, abs=1e-3)
    other = [one * unit for one in noise]
    assert growth(sizes, other).exponent == pytest.approx(growth(sizes, noise).exponent, abs=1e-3)


def test_memory_of_what_a_process_starts_counts(load: Load) -> None:
    tree = load("process_tree")
    hold = "import sys; x = bytearray(60_000_000); print(1, flush=True); sys.stdin.read()"
    started = subprocess.Popen([sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert started.stdout is not None
    assert started.stdin is not None
    started.stdout.readline()
    with tree.Watch(started.pid) as watch:
        time.sleep(3 * tree.EVERY)
    started.communicate(b"")
    assert 57 < watch.peak < 200
    assert tree.memory(started.pid) == 0


def test_made_reports_are_the_same_each_time_and_none_but_a_copy_is_near_another(
    load: Load,
) -> None:
    made = load("made_reports").made
    first, again = list(made(300)), list(made(300))
    assert first == again
    assert len({one.page for one in first}) == 300
    counts = Counter(one.kind for one in made(2000))
    assert 0.6 < counts["other language"] / 2000 < 0.7
    assert 0.003 < counts["conflict"] / 2000 < 0.03
    assert {one.language for one in first if one.kind != "other language"} == {"en"}


def test_a_made_archive_opens_as_the_reports_that_went_in(load: Load, tmp_path: Path) -> None:
    from smoulder.reading.warc import pages

    reports = load("made_reports")
    assert reports.write_archive(tmp_path / "a", 25, each=10) > 1000
    files = sorted((tmp_path / "a").iterdir())
    assert len(files) == 3
    found = [content.decode() for file in files for _, _, content in pages(file.open("rb"))]
    assert found == [one.page for one in reports.made(25)]


def test_a_crossing_is_where_both_take_equally_long(load: Load) -> None:
    scale_sizing = load("scale_sizing")
    size = scale_sizing.crossing((1.0, 0.002), (21.0, 0.004), 4)
    assert 1.0 + 0.002 * size == pytest.approx(21.0 + 0.004 / 4 * size)
    assert scale_sizing.crossing((9.0, 0.002), (3.0, 0.001), 2) == 0


def test_the_page_on_scale_says_what_the_stored_runs_say(
    root: Path, tables: ModuleType, stored: list[Any]
) -> None:
    text = (root / "docs" / "scale.md").read_text(encoding="utf-8")
    assert tables.filled(text, stored) == text, "run: ./go python benchmarks/scale.py --only --doc"
    assert len(tables.BLOCK.findall(text)) == len(tables.tables(stored))


def test_duckdb_stays_within_its_bounds_from_one_to_fifty_million_events(
    root: Path, tables: ModuleType, stored: list[Any]
) -> None:
    if not stored:
        pytest.skip("no runs are stored yet: ./go python benchmarks/scale.py --doc")
    limits = json.loads((root / "tests" / "baselines" / "scale.json").read_text())
    own = [one for one in stored if one["part"] == "events-duckdb"]
    for what in sorted({one["what"] for one in own}):
        runs = tables.of(own, "events-duckdb", what)
        assert tables.memory(runs) < limits["memory_mb"], what
        assert tables.grown(runs).exponent <= limits["exponent"], what
        assert sorted({one["size"] for one in runs}) == limits["sizes"], what


@pytest.mark.slow
def test_the_benchmark_measures_events_goes_on_where_it_stopped_and_prints_its_tables(
    root: Path, tmp_path: Path
) -> None:
    command = [sys.executable, str(root / "benchmarks" / "scale.py"), "--only", "events-duckdb", "--sizes"]
    more = ["--out", str(tmp_path / "runs.jsonl")]
    subprocess.run([*command, "0.01", *more], check=True, capture_output=True)
    first = (tmp_path / "runs.jsonl").read_text()
    told = subprocess.run([*command, "0.01,0.02", *more], check=True, capture_output=True, text=True).stdout
    assert (tmp_path / "runs.jsonl").read_text().startswith(first)
    runs = [json.loads(line) for line in (tmp_path / "runs.jsonl").read_text().splitlines()]
    assert {one["answer"] for one in runs if one["what"] == "load"} == {"10000", "20000"}
    assert {(one["size"], one["what"]) for one in runs} == {
        (size, what) for size in (10_000, 20_000) for what in {one["what"] for one in runs}
    }
    assert all(one["seconds"] > 0 and one["own_mb"] > 50 for one in runs)
    assert "| DuckDB: all series, by days |" in told


@pytest.mark.spark
def test_small_sizes_run_on_a_cluster_and_answer_as_on_one_machine(root: Path, tmp_path: Path) -> None:
    from tests.store.spark.cluster import why_none

    if reason := why_none():
        pytest.skip(reason)
    out = tmp_path / "runs.jsonl"
    command = [
        sys.executable,
        str(root / "benchmarks" / "scale.py"),
        "--only",
        "events-duckdb",
        "events-spark",
    ]
    more = ["reading", "--once", "--sizes", "0.005", "--reports", "60", "--out", str(out)]
    subprocess.run([*command, *more], check=True, capture_output=True, text=True)
    runs = [json.loads(line) for line in out.read_text().splitlines()]
    answers = {(one["what"], one["answer"]) for one in runs if one["part"] == "events-spark"}
    assert answers - {("start", "")} == {
        (one["what"], one["answer"]) for one in runs if one["part"] == "events-duckdb"
    }
    read = [one for one in runs if one["part"] == "reading"]
    assert {one["what"] for one in read} == {"one process", "two processes", "Spark"}
    assert len({one["answer"] for one in read}) == 1
