"""Ended conflict episodes with how each ended and when the next one began; and words of probability."""

from __future__ import annotations

from pathlib import Path

from figures.output import read_csv, write_csv

INTRASTATE = {"3", "4"}
"""Types of conflict with a government and a group."""
WITH_FOREIGN_TROOPS = "4"
"""The type in which another government's troops fought on one side in some year of the episode."""

EPISODE_COLUMNS = {
    "conflict_id": "conflict_id",
    "conflictep_id": "episode_id",
    "location": "country",
    "side_a": "side_a",
    "side_b": "side_b",
    "first_year": "first_year",
    "last_year": "last_year",
    "outcome_label": "outcome",
    "incompatibility": "incompatibility",
    "max_intensity": "max_intensity",
    "next_episode_year": "next_episode_year",
}


def build_episodes(data: Path, out: Path) -> dict[str, int]:
    """Write `episodes.csv`; returns rows by file name."""
    rows = [
        (
            *(_whole(row[column]) for column in EPISODE_COLUMNS),
            "yes" if row["type_of_conflict"] in INTRASTATE else "no",
            "yes" if row["type_of_conflict"] == WITH_FOREIGN_TROOPS else "no",
        )
        for row in read_csv(data / "base_rates" / "conflict_episodes_1946_2020.csv")
    ]
    columns = [*EPISODE_COLUMNS.values(), "intrastate", "foreign_troops"]
    return {"episodes.csv": write_csv(out / "episodes.csv", columns, rows)}


def build_wording(shared: Path, out: Path) -> dict[str, int]:
    """Write `wording.csv`; returns rows by file name."""
    rows = read_csv(shared / "reference" / "wording.csv")
    columns = ["scale", "low", "high", "term", "synonym"]
    count = write_csv(out / "wording.csv", columns, [[row[name] for name in columns] for row in rows])
    return {"wording.csv": count}


def _whole(text: str) -> str:
    """A cell without line breaks, and whole numbers without their '.0'."""
    tidy = " ".join(text.split())
    return tidy.removesuffix(".0") if tidy.removesuffix(".0").isdigit() else tidy
