"""Alliances with an id of their own: deaths of the alliance are not counted as those of its members."""

from __future__ import annotations

from pathlib import Path

from figures.output import read_csv, write_csv


def build_alliances(data: Path, out: Path) -> dict[str, int]:
    """Write `alliances.csv`, one row for each member of an alliance; returns rows by file name.

    Only groups of `groups.csv` are kept. The actor list does not say when a group was a member.
    """
    groups = {row["group_id"] for row in read_csv(out / "groups.csv")}
    rows = {
        (int(row["ActorId"]), int(alliance))
        for row in read_csv(data / "ucdp" / "ucdp_actor_v22.1.csv")
        for alliance in row["ActorIdAlliance"].replace(" ", "").split(",")
        if alliance in groups and row["ActorId"] in groups
    }
    columns = ["group_id", "alliance_id"]
    return {"alliances.csv": write_csv(out / "alliances.csv", columns, sorted(rows))}
