"""Outlines that ship: every country of the series has one, and neighbours share their border."""

from __future__ import annotations

from importlib.resources import files

import pytest

from smoulder.reading.outlines import country_outlines, outlines_within
from smoulder.reading.tables import read_rows
from smoulder.records.outlines import Outline

COUNTRIES = sorted({row["country"] for row in read_rows("coverage.csv")})


def points(outlines: tuple[Outline, ...]) -> list[tuple[float, float]]:
    return [point for one in outlines for polygon in one.polygons for ring in polygon for point in ring]


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_country_of_the_series_has_its_outline_around_its_events(country: str) -> None:
    outlines = country_outlines(country)
    assert outlines
    assert outlines[0].country == country
    west, east = min(x for x, _ in points(outlines)), max(x for x, _ in points(outlines))
    south, north = min(y for _, y in points(outlines)), max(y for _, y in points(outlines))
    regions = [row for row in read_rows("regions.csv") if row["country"] == country]
    inside = [
        west - 1 <= float(row["longitude"]) <= east + 1 and south - 1 <= float(row["latitude"]) <= north + 1
        for row in regions
    ]
    # outlines are today's: a part of Sudan's events lies in what became South Sudan
    assert not regions or sum(inside) >= 0.75 * len(inside)


def test_every_ring_is_closed() -> None:
    for outline in outlines_within((-180, -90, 180, 90)):
        for polygon in outline.polygons:
            assert polygon
            for ring in polygon:
                assert ring[0] == ring[-1]
                assert len(ring) >= 4


def test_neighbours_share_the_points_of_their_border() -> None:
    iraq, syria = set(points(country_outlines("Iraq"))), set(points(country_outlines("Syria")))
    assert len(iraq & syria) > 5


def test_what_is_counted_with_a_country_comes_after_it_and_is_not_called_it() -> None:
    names = [(one.name, one.country) for one in country_outlines("Israel")]
    assert names == [("Israel", "Israel"), ("Palestine", "")]


def test_a_country_without_an_outline_has_none() -> None:
    assert country_outlines("Atlantis") == ()
    assert country_outlines("") == ()


def test_the_outlines_stay_small_and_bring_their_licence() -> None:
    folder = files("smoulder.figures") / "outlines"
    assert len((folder / "countries-50m.json.gz").read_bytes()) < 250_000
    assert "Permission to use" in (folder / "LICENSE").read_text(encoding="utf-8")
