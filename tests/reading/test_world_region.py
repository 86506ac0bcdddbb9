"""Regions of the world, against those that UCDP's own files give."""

import csv
from pathlib import Path

from smoulder.reading.figures import load_all_series
from smoulder.reading.world_region import REGIONS, world_region

NUMBERS = {"1": "Europe", "2": "Middle East", "3": "Asia", "4": "Africa", "5": "Americas"}


def test_every_country_with_months_has_a_region() -> None:
    assert {world_region(one.country) for one in load_all_series(include_mexico=True)} <= set(REGIONS)
    assert world_region("Norland") is None
    assert world_region("Ethiopia, Somalia") == "Africa"


def test_regions_are_those_of_the_armed_conflict_file(shared: Path) -> None:
    with (shared / "data" / "ucdp" / "ucdp_prio_acd_v22.1.csv").open() as file:
        given = {row["location"]: row["region"] for row in csv.DictReader(file) if row["region"] in NUMBERS}
    ours = {country: world_region(country) for country in given if world_region(country) is not None}
    assert len(ours) > 100
    assert {country: region for country, region in ours.items() if region != NUMBERS[given[country]]} == {}
