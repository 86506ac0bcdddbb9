"""Where the places of a report lie, and when the reader would rather not say."""

from __future__ import annotations

import pytest

from smoulder.reading.located import distance_km, locate, weigh_countries
from tests.reading.reports import reading_of

IRAQ = weigh_countries(["Iraq", "Iraq", "Syria"], "Iraq")


@pytest.mark.parametrize(
    ("name", "country", "precision", "latitude", "longitude"),
    [
        ("Mosul", "Iraq", 1, 36.3, 43.1),
        ("the city of Mosul", "Iraq", 1, 36.3, 43.1),
        ("eastern Mosul", "Iraq", 1, 36.3, 43.1),
        ("Raqqa", "Syria", 1, 35.9, 39.0),
        ("Anbar province", "Iraq", 4, 33.5, 42.8),
        ("the province of Diyala", "Iraq", 4, 33.9, 44.8),
        ("Sinjar district", "Iraq", 3, 36.3, 41.9),
        ("Mount Sinjar", "Iraq", 2, 36.3, 41.9),
        ("the outskirts of Kirkuk", "Iraq", 2, 35.5, 44.4),
        ("Kabul", "Afghanistan", 1, 34.5, 69.2),
        ("Nairobi, Kenya", "Kenya", 1, -1.3, 36.8),
    ],
)
def test_a_place_has_country_coordinates_and_precision(
    name: str, country: str, precision: int, latitude: float, longitude: float
) -> None:
    found = locate(name, IRAQ)
    assert found is not None
    assert (found.country, found.precision) == (country, precision)
    assert found.latitude is not None
    assert found.longitude is not None
    assert distance_km(found.latitude, found.longitude, latitude, longitude) < 50


def test_the_words_around_a_name_say_how_exactly_it_is_meant() -> None:
    for left, name, right, precision in (
        ("a road north of ", "Mosul", "", 2),
        ("in ", "Diyala", " province", 4),
        ("in ", "Mosul", " on Monday", 1),
    ):
        found = locate(name, IRAQ, left=left, right=right)
        assert found is not None
        assert found.precision == precision


def test_a_part_of_a_country_is_the_country() -> None:
    for name in ("northern Iraq", "Iraq", "the south of Iraq"):
        found = locate(name, {})
        assert found is not None
        assert (found.country, found.precision, found.latitude) == ("Iraq", 6, None)


@pytest.mark.parametrize(
    "name", ["the city", "a hospital", "the Middle East", "Exampleville", "", "ِ", "their camp", "Springfield"]
)
def test_what_is_not_known_or_could_be_several_is_left_open(name: str) -> None:
    assert locate(name, IRAQ) is None
    assert locate(name, weigh_countries(["United States of America"])) is None


def test_a_name_of_two_countries_goes_to_the_one_the_report_is_set_in() -> None:
    for country in ("Lebanon", "Libya"):
        found = locate("Tripoli", weigh_countries(["Lebanon", "Libya"], country))
        assert found is not None
        assert found.country == country


def test_a_report_gives_its_places_with_where_they_lie() -> None:
    reading = reading_of(
        "Boko Haram raided a village near Maiduguri in Nigeria, and soldiers came from Abuja."
    )
    found = {place.text: (place.country, place.precision) for place in reading.places}
    assert found == {"Maiduguri": ("Nigeria", 2), "Nigeria": ("Nigeria", 6), "Abuja": ("Nigeria", 1)}
    assert {place.geonames_id for place in reading.places if place.precision != 6} == {2331447, 2352778}
