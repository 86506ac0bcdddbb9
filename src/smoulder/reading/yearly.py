"""Yearly rows of groups, and country-months: figures that stand beside the monthly series."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import numpy as np

from smoulder.reading.tables import query_figures, read_rows
from smoulder.records.errors import NoCountry
from smoulder.records.series import Floats, YearRow

BY_DYAD = "battle-related by dyad"
ALL_KINDS = "all kinds, all countries"


def load_years(group_id: int, country: str) -> list[YearRow]:
    """Yearly rows of one group: battle-related in one country, then all kinds over all countries.

    country: as UCDP names it; rows of a dyad count where this is the country of the government it fights,
             and some of their deaths may lie across a border.
    returns: by kind and year; empty where no yearly file has the group. A year without a row had
             under 25 deaths of that kind or is not covered.
    source:  UCDP Battle-Related Deaths 24.1; UCDP yearly files.

    >>> {row.year: row.deaths for row in load_years(234, "Iraq") if row.kind == BY_DYAD and row.year > 2017}
    {2018: 866.0, 2019: 498.0, 2020: 674.0, 2021: 707.0, 2022: 338.0, 2023: 203.0}
    """
    return [*_dyad_rows().get((group_id, country), []), *_group_rows().get(group_id, [])]


def dyad_countries(group_id: int) -> tuple[str, ...]:
    """Countries whose government a group fought in a year of 25 battle deaths or more.

    >>> dyad_countries(320)
    ('Sri Lanka',)
    """
    return tuple(country for known, country in _dyad_rows() if known == group_id)


@cache
def last_years() -> dict[str, int]:
    """The last year of the yearly rows that ship, by kind."""
    rows = [row for held in (*_dyad_rows().values(), *_group_rows().values()) for row in held]
    return {kind: max(row.year for row in rows if row.kind == kind) for kind in (BY_DYAD, ALL_KINDS)}


@cache
def _dyad_rows() -> dict[tuple[int, str], list[YearRow]]:
    rows: dict[tuple[int, str], list[YearRow]] = defaultdict(list)
    for group_id, country, year, deaths, low, high in query_figures(
        "load_years",
        """select group_id, country, year, sum(deaths), sum(low), sum(high) from figures
        group by group_id, country, year order by group_id, country, year""",
        "dyad_year.parquet",
    ):
        rows[group_id, country].append(
            _year(group_id, year, BY_DYAD, country, deaths, low, high, "UCDP Battle-Related Deaths 24.1")
        )
    return dict(rows)


@cache
def _group_rows() -> dict[int, list[YearRow]]:
    """Totals of years in which all three yearly files are in."""
    rows: dict[int, list[YearRow]] = defaultdict(list)
    for group_id, year, deaths, low, high, source in query_figures(
        "load_years",
        "select group_id, year, deaths, low, high, source from figures "
        "where complete order by group_id, year",
        "group_year.parquet",
    ):
        where = "all countries"
        rows[group_id].append(
            _year(group_id, year, ALL_KINDS, where, deaths, low, high, f"UCDP yearly files ({source})")
        )
    return dict(rows)


def _year(
    group_id: int, year: int, kind: str, where: str, deaths: float, low: float, high: float, source: str
) -> YearRow:
    return YearRow(group_id, year, kind, where, float(deaths), float(low), float(high), source)


def load_country_months(country: str) -> tuple[int, Floats]:
    """State-based deaths in one country by month, of all groups and governments together.

    country: as UCDP names it.
    returns: index of the first month of the panel, and deaths per month, shape (n,), to the panel's end;
             NaN in months before the country is covered.
    raises:  NoCountry if the panel lacks the country.
    source:  the VIEWS panel of UCDP GED and Candidate, `best` estimates by the month an event ended.

    >>> first, deaths = load_country_months("South Sudan")
    >>> first, deaths.shape, int(np.isnan(deaths).sum())
    (23880, (412,), 258)
    """
    months = _country_months()
    if country not in months:
        names = {row["country"] for row in read_rows("countries.csv")}
        known = "the panel lacks it" if country in names else "give it as UCDP names it"
        raise NoCountry(f"no country-months for {country!r}: {known}")
    first = min(month for rows in months.values() for month, _ in rows)
    last = max(month for rows in months.values() for month, _ in rows)
    rows = months[country]
    values = np.full(last - first + 1, np.nan)
    values[rows[0][0] - first : rows[-1][0] - first + 1] = 0.0
    for month, deaths in rows:
        values[month - first] = deaths
    return first, values


@cache
def _country_months() -> dict[str, list[tuple[int, int]]]:
    rows: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for country, month, deaths in query_figures(
        "load_country_months",
        "select country, month, deaths from figures order by country, month",
        "country_month.parquet",
    ):
        rows[country].append((month, deaths))
    return dict(rows)
