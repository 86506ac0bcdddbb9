"""Peace agreements by group and date: that there was one, when, and with which government."""

from __future__ import annotations

from pathlib import Path

from figures.output import read_csv, write_csv

KINDS = {"1": "full", "2": "partial", "3": "process"}


def build_agreements(data: Path, out: Path) -> dict[str, int]:
    """Write `agreements.csv`, one row for each group that signed; returns rows by file name.

    Only parties of `groups.csv` are kept: governments and mediators are not groups.
    """
    groups = {row["group_id"] for row in read_csv(out / "groups.csv")}
    countries = {row["gwno"]: row["country"] for row in read_csv(out / "countries.csv")}
    rows = set()
    for row in read_csv(data / "ucdp" / "ucdp_peace_agreements_1975_2021_v22.1.csv"):
        for party in row["actor_id"].replace(" ", "").split(","):
            if party in groups:
                country = countries.get(row["gwno"].removesuffix(".0"), "")
                rows.add((int(party), country, row["pa_date"], KINDS[row["pa_type"]]))
    columns = ["group_id", "country", "date", "kind"]
    return {"agreements.csv": write_csv(out / "agreements.csv", columns, sorted(rows))}
