"""Published scores of the VIEWS 2023/24 prediction challenge, by model and window."""

from __future__ import annotations

from pathlib import Path

from figures.output import read_csv, write_csv

FILES = ("views/published_scores_2018_2023.csv", "views/published_scores_true_future.csv")
COLUMNS = ["model", "window", "crps", "ign", "mis"]


def build_challenge(data: Path, out: Path) -> dict[str, int]:
    """Write `challenge_scores.csv`, the windows of the test before the true future; returns rows by file name."""
    rows = [
        [row[column] for column in COLUMNS]
        for file in FILES
        for row in sorted(read_csv(data / file), key=lambda row: (row["window"], float(row["crps"])))
    ]
    return {"challenge_scores.csv": write_csv(out / "challenge_scores.csv", COLUMNS, rows)}
