"""Countries by the codes of data sets: Gleditsch and Ward, Correlates of War, ISO."""

from __future__ import annotations

from functools import cache

from smoulder.reading.countries import Countries
from smoulder.reading.tables import read_rows

_OTHER_CODES = {
    255: 260,
    340: 345,
    679: 678,
    851: 860,
    941: 955,
}
"""Codes of the Correlates of War, and two slips, to those of Gleditsch and Ward: Germany after 1990,
Serbia, Yemen after 1990; Timor-Leste and Tonga as Mullenbach's file has them."""

_OTHER_NAMES = {"Western Sahara": "Morocco", "Ethiopia/Eritrea": "Ethiopia"}
"""Places that are no country in UCDP's list, to the country whose conflict they belong to."""


def country_of_code(code: int) -> str | None:
    """The country of a Gleditsch-Ward or Correlates of War number, as UCDP names it; None for a territory.

    >>> country_of_code(645), country_of_code(679), country_of_code(1014)
    ('Iraq', 'Yemen (North Yemen)', None)
    """
    return _by_number().get(_OTHER_CODES.get(code, code))


def country_of_name(name: str) -> str:
    """The country a data set names, as UCDP names it.

    raises: NoCountry with names that are close.

    >>> country_of_name("DRC"), country_of_name("Western Sahara")
    ('DR Congo (Zaire)', 'Morocco')
    """
    return _by_name(_OTHER_NAMES.get(name, name))


@cache
def _by_number() -> dict[int, str]:
    return {int(row["gwno"]): row["country"] for row in read_rows("countries.csv") if row["gwno"]}


@cache
def _by_name(name: str) -> str:
    return _countries().country(name)


@cache
def _countries() -> Countries:
    return Countries()
