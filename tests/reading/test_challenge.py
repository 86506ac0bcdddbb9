"""Published scores stand as they were published, and only for windows that were."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from smoulder.reading.challenge import CONTESTANT, published_true_future, published_windows


def test_a_mean_over_windows_is_that_of_the_published_file(shared: Path) -> None:
    with (shared / "data" / "views" / "published_scores_2018_2023.csv").open() as file:
        rows = [row for row in csv.DictReader(file) if row["model"] == CONTESTANT]
    found = published_windows(CONTESTANT, range(2018, 2024))
    assert found is not None
    for name in ("crps", "ign", "mis"):
        assert getattr(found, name) == pytest.approx(sum(float(row[name]) for row in rows) / 6)


@pytest.mark.parametrize("years", [range(2017, 2019), range(2023, 2025), range(0)])
def test_windows_that_were_not_all_published_have_no_mean(years: range) -> None:
    assert published_windows(CONTESTANT, years) is None


def test_the_true_future_has_twenty_models_from_the_best_crps_on() -> None:
    found = [one.crps for one in published_true_future()]
    assert len(found) == 20
    assert found == sorted(found)
