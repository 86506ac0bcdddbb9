"""The stored scores of the backtest come out again: a drop fails and prints old and new."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smoulder.models.backtest.counts import ENSEMBLE, backtest
from smoulder.models.ensemble.members import ensemble_members
from smoulder.reading.panels import load_country_panel


@pytest.mark.slow
def test_the_ensemble_scores_no_worse_than_stored_in_two_windows(root: Path) -> None:
    stored = json.loads((root / "tests" / "baselines" / "counts.json").read_text())["gate"]
    panel = load_country_panel()
    worse = []
    for found in backtest(panel, ensemble_members(), (), stored["years"], stored["seed"]):
        for model in (ENSEMBLE, "conflictology"):
            for name, new in found.scores[model].means().items():
                old = stored["scores"][str(found.window.year)][model][name]
                if model == ENSEMBLE and new > old * (1 + stored["tolerance"]):
                    worse.append(f"{found.window.name} {name}: stored {old}, now {new:.4f}")
                if model == "conflictology":
                    assert new == pytest.approx(old, rel=1e-3), (found.window.name, name)
    assert worse == []


def test_the_stored_scores_of_the_tuning_era_are_better_than_conflictology(root: Path) -> None:
    era = json.loads((root / "tests" / "baselines" / "counts.json").read_text())["tuning_era"]
    assert era["years"] == [2005, 2017]
    for name, one in era["differences"].items():
        assert one["high"] < 0, name
        assert one["value"] == pytest.approx(era["ensemble"][name] - era["conflictology"][name], abs=2e-4)
