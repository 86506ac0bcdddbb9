"""The reader's figures on the hand-marked sets have not fallen below those that are stored."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

SETS = (
    "actors", "article_bodies", "gum_news", "own_reports", "petrarch", "places", "plover", "polnear", "re3d", "ud_ewt",
)  # fmt: skip


@pytest.fixture(scope="module")
def benchmark(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("benchmark_reading", root / "benchmarks" / "reading.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
@pytest.mark.parametrize("name", SETS)
def test_no_figure_of_a_set_has_fallen(
    benchmark: ModuleType, shared: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = benchmark.main([name, "--gold", str(shared / "gold"), "--check"])
    assert code == 0, capsys.readouterr().out


def test_every_set_is_held_to_a_stored_figure(benchmark: ModuleType, root: Path) -> None:
    known = {path.stem for path in (root / "benchmarks" / "reading_sets").glob("*.py")} - {"__init__", "row"}
    assert known == set(SETS)
    stored = {key.partition(":")[0] for key in json.loads(benchmark.STORED.read_text())}
    assert stored == set(SETS)
