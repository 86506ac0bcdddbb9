"""The challenge's scores: its published benchmarks come out again."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from scipy.signal import resample

from smoulder.models.counts.benchmarks import Bootstrap, Conflictology, LastMonth, Zero
from smoulder.models.counts.contract import CountModel
from smoulder.models.scores.challenge import score, thousand
from smoulder.reading.panels import load_country_panel

PUBLISHED = Path("data") / "views" / "published_scores_2018_2023.csv"
WINDOWS = range(2018, 2024)
AHEAD = np.arange(3, 15)
BENCHMARKS: list[tuple[str, CountModel, float]] = [
    ("exactly_zero", Zero(), 1e-6),
    ("conflictology_country12", Conflictology(), 0.001),
    ("bootstrap_240", Bootstrap(), 0.01),
    ("last_historical_poisson", LastMonth(), 0.01),
]


@pytest.mark.parametrize(("name", "model", "within"), BENCHMARKS, ids=[name for name, _, _ in BENCHMARKS])
def test_a_benchmark_has_its_published_scores_in_every_window(
    name: str, model: CountModel, within: float, shared: Path
) -> None:
    with (shared / PUBLISHED).open() as file:
        published = {row["window"]: row for row in csv.DictReader(file) if row["model"] == name}
    panel = load_country_panel()
    for year in WINDOWS:
        origin = (year - 1) * 12 + 9
        draws = model.draws(panel.until(origin), AHEAD, 1000, np.random.default_rng(year))
        found = score(draws, panel.at(origin + AHEAD)).means()
        for ours, theirs in (("CRPS", "crps"), ("IGN", "ign"), ("MIS", "mis")):
            assert found[ours] == pytest.approx(float(published[f"Y{year}"][theirs]), rel=within), (
                year,
                ours,
            )


def test_fewer_draws_are_resampled_for_ignorance_and_more_are_cut() -> None:
    draws = np.arange(24.0).reshape(2, 12)
    assert np.allclose(thousand(draws), resample(draws, 1000, axis=-1))
    many = np.arange(1500.0)
    assert thousand(many).tolist() == many[:1000].tolist()


def test_cells_without_a_truth_have_no_score_and_the_means_leave_them_out() -> None:
    draws = np.full((1, 2, 4), 3.0)
    scores = score(draws, np.array([[5.0, np.nan]]))
    assert scores.crps.tolist()[0][0] == 2.0
    assert all(
        np.isnan(part[0, 1]) for part in (scores.crps, scores.ignorance, scores.interval, scores.log_crps)
    )
    means = scores.means()
    assert (means["CRPS"], means["MIS"]) == (2.0, pytest.approx(40.0))
    assert means["log CRPS"] == pytest.approx(np.log(6 / 4))
    with pytest.raises(ValueError, match="nothing to score"):
        score(draws, np.full((1, 2), np.nan)).means()
