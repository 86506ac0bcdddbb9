"""The forecast of July 2024 to June 2025 is in the challenge's form and is scored beside the published ones."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np
import pandas as pd
import pytest


@pytest.fixture(scope="module")
def future(load_benchmark: Callable[[str], ModuleType]) -> ModuleType:
    return load_benchmark("true_future")


def run(future: ModuleType, monkeypatch: pytest.MonkeyPatch, *options: str) -> None:
    monkeypatch.setattr(sys, "argv", ["true_future.py", "--model", "conflictology", *options])
    future.main()


def test_the_file_holds_a_thousand_draws_of_each_country_and_month(
    future: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "draws.parquet"
    run(future, monkeypatch, "--out", str(out))
    frame = pd.read_parquet(out)
    assert list(frame) == ["month_id", "country_id", "draw", "outcome"]
    assert (frame["month_id"].min(), frame["month_id"].max()) == (535, 546)
    assert len(frame) == 191 * 12 * 1000
    told = capsys.readouterr().out
    assert told.count("deaths a month") == 5
    assert "--outcomes FILE" in told


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_made_up_outcomes_are_scored_beside_the_twenty(
    kind: str,
    future: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ids = future.load_country_panel().ids
    rows = pd.DataFrame(
        {"month_id": np.repeat(np.arange(535, 541), len(ids)), "country_id": np.tile(ids, 6), "outcome": 0}
    )
    path = tmp_path / f"outcomes.{kind}"
    if kind == "csv":
        rows.to_csv(path, index=False)
    else:
        rows.to_parquet(path)
    run(future, monkeypatch, "--outcomes", str(path))
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "1,146 of 2,292 country-months scored"
    assert len(told) == 23
    own = next(line for line in told if line.startswith("Smoulder, conflictology"))
    found = future.forecast("conflictology")
    truth = np.where(np.arange(12) < 6, 0.0, np.nan) * np.ones((191, 1))
    assert f"{future.score(found.draws, truth).means()['CRPS']:,.2f}" in own


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ({"month_id": [535], "outcome": [1]}, "lack country_id"),
        ({"month_id": [535, 535], "country_id": [1, 1], "outcome": [1, 2]}, "stands twice"),
        ({"month_id": [400], "country_id": [1], "outcome": [1]}, "no outcome is of month_id 535 to 546"),
    ],
)
def test_outcomes_that_cannot_be_used_are_refused(
    rows: dict[str, list[int]], said: str, future: ModuleType
) -> None:
    with pytest.raises(ValueError, match=said):
        future.truth_of(future.forecast("conflictology", draws=20), pd.DataFrame(rows))
