"""From which month a country's figures are candidate data: fast, and revised by the yearly release."""

from __future__ import annotations

from collections.abc import Sequence

from smoulder.records.event import Coverage, Inflation
from smoulder.records.month import month_text


def candidate_from(coverage: Sequence[Coverage], country: str) -> int | None:
    """Index of the first month of a country that only candidate releases cover; None where there is none.

    coverage: what the releases in use cover; a final release stands for the candidate rows of its months.

    >>> from datetime import date
    >>> final = Coverage("ucdp", "25.1", True, date(2025, 6, 1), (), 23868, 24299)
    >>> candidate = Coverage("candidate", "25.0.3", False, date(2025, 4, 20), (), 24290, 24302)
    >>> candidate_from([final, candidate], "Sudan")
    24300
    """
    here = [one for one in coverage if not one.countries or country in one.countries]
    settled = max((one.last for one in here if one.final), default=None)
    months = [
        one.first if settled is None else max(one.first, settled + 1)
        for one in here
        if not one.final and (settled is None or one.last > settled)
    ]
    return min(months, default=None)


def provisional_words(start: int, factor: Inflation | None) -> str:
    """What a reader must know of candidate months: since when, and by how much final figures differed before.

    start:  index of the first month that only candidate releases cover.
    factor: final per candidate death, or None where nothing is counted yet.
    """
    since = f"Months from {month_text(start)} rest on candidate releases"
    if factor is None:
        return f"{since}; by how much final figures will differ cannot be counted yet."
    return (
        f"{since}; final figures were {factor.factor:.2f} times as high before "
        f"(90 % interval {factor.low:.2f} to {factor.high:.2f}, {factor.months} country-months, {factor.basis})."
    )
