"""The comeback model forecasts no worse than stored, and the page says what the baseline holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from smoulder.models.backtest.comeback_scores import STACK, Slice, score_comebacks
from smoulder.models.backtest.comebacks import FIRST_YEAR, forecast_years, join_forecasts
from smoulder.models.comeback.learn import groups_of, learning_sample
from smoulder.models.comeback.members import comeback_models
from smoulder.records.settings import Settings
from smoulder.store.counts import Counts

GATE = Slice(2000, 2002, 1)
LOWER = ("brier", "log")


@pytest.mark.slow
def test_the_stack_scores_no_worse_than_stored_on_origins_of_2000_to_2002(root: Path) -> None:
    stored = json.loads((root / "tests" / "baselines" / "comebacks.json").read_text(encoding="utf-8"))
    sample = learning_sample(groups_of(Counts(), date.max), Settings())
    found = join_forecasts(list(forecast_years(sample, comeback_models(), range(FIRST_YEAR, GATE.last + 1))))
    scored = score_comebacks(sample, found, [GATE], seed=1)
    new = {
        (row.horizon, row.score): row.value
        for row in scored.rows
        if (row.model, row.block) == (STACK, GATE.words)
    }
    worse = []
    for row in stored["gate"]:
        now, old = new[row["horizon"], row["score"]], row["value"]
        lost = now - old if row["score"] in LOWER else old - now
        if lost > stored["tolerance"]:
            worse.append(f"{row['horizon']} months, {row['score']}: stored {old}, now {now:.4f}")
    assert worse == []


def test_the_page_holds_the_tables_of_the_baseline(
    root: Path, load_benchmark: Callable[[str], ModuleType]
) -> None:
    benchmark = load_benchmark("comebacks")
    rows = json.loads((root / "tests" / "baselines" / "comebacks.json").read_text(encoding="utf-8"))["rows"]
    page = (root / "docs" / "methods" / "comeback.md").read_text(encoding="utf-8")
    assert benchmark.filled(page, rows) == page


def test_a_score_that_fell_is_named_with_its_old_and_new_value(
    root: Path, load_benchmark: Callable[[str], ModuleType]
) -> None:
    benchmark = load_benchmark("comebacks")
    rows = json.loads((root / "tests" / "baselines" / "comebacks.json").read_text(encoding="utf-8"))["rows"]
    assert benchmark.worse(rows, rows) == []
    at = next(i for i, row in enumerate(rows) if row["model"] == "stack" and row["score"] == "auc")
    fallen = [*rows[:at], rows[at] | {"value": rows[at]["value"] - 0.01}, *rows[at + 1 :]]
    (words,) = benchmark.worse(fallen, rows)
    assert words.startswith(f"{rows[at]['block']}, {rows[at]['horizon']}: auc was {rows[at]['value']}")
