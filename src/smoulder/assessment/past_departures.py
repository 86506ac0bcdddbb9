"""Named past cases beside the branches: what the pressure did there, and what the group did."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from smoulder.reading.background import load_pressure_cases
from smoulder.records.case import NamedCase
from smoulder.records.month import month_index, month_text
from smoulder.records.series import Series, YearRow
from smoulder.records.settings import Settings
from smoulder.series.lull import find_lulls
from smoulder.series.situation import cut_series
from smoulder.series.twelve import twelve_month_deaths

IRAQ = "Iraq"
CASE = "Iraq 2011"
"""The departure, as `figures/pressure_cases.csv` names it."""


def name_cases(
    iraq: Series, years: Sequence[YearRow], as_of: date, to: int, settings: Settings
) -> tuple[NamedCase, ...]:
    """Iraq 2011 to 2013 and Iraq 2020 on, with what could be seen of them by the as-of day.

    iraq:  monthly series of Islamic State (and its forerunners) in Iraq.
    years: its yearly battle-related deaths.
    to:    last month that may be seen.
    """
    cases = []
    left = next(one for one in load_pressure_cases() if (one.case, one.step) == (CASE, "departed"))
    month = month_index(left.date[:7])
    if to >= month:
        cases.append(_departure(cut_series(iraq, to), month, settings))
    later = [row for row in years if row.year >= 2020 and row.year * 12 + 11 <= to]
    words = "fewer foreign troops and hand-overs of bases from March 2020 on"
    if later:
        figures = tuple(f"{row.year}: {row.deaths:,.0f} {row.kind} deaths ({row.source})" for row in later)
        cases.append(NamedCase(name="Iraq 2020 on", words=words, figures=figures))
    else:
        cases.append(
            NamedCase(
                name="Iraq 2020 on",
                words=f"{words}; later than {as_of}, so not used here",
                figures=(),
            )
        )
    return tuple(cases)


def _departure(seen: Series, left: int, settings: Settings) -> NamedCase:
    """Iraq 2011: 12-month deaths at the departure, and the month of the comeback if it was seen."""
    twelve = twelve_month_deaths(seen.deaths, settings.unknown_months)
    at = twelve[left - 1 - seen.first]
    figures = [f"12-month deaths to {month_text(left - 1)}: {at:,.0f}"] if not np.isnan(at) else []
    lull = next((one for one in find_lulls(seen, settings) if one.known <= left <= one.last), None)
    if lull is not None:
        figures.append(f"in a lull since {month_text(lull.known)}, from a peak of {lull.peak:,.0f}")
        if lull.end == "comeback" and lull.ended is not None:
            figures.append(
                f"comeback {month_text(lull.ended)}, {lull.ended - left} months after the departure"
            )
    return NamedCase(
        name="Iraq 2011 to 2013",
        words=f"US troops had left by {month_text(left)}; one case, and much else changed at the same time",
        figures=tuple(figures),
    )
