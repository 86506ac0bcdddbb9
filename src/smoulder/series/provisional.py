"""From which month a country's figures are candidate data: fast, and revised by the yearly release."""

from __future__ import annotations

from collections.abc import Sequence

from smoulder.records.event import Coverage


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
