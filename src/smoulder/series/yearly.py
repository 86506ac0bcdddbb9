"""A group without monthly rows: yearly rows alone, laid on months."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from smoulder.records.errors import NoData
from smoulder.records.series import Series, YearRow


def series_from_years(group_id: int, group: str, country: str, years: Sequence[YearRow]) -> Series:
    """An empty monthly series that yearly rows of one kind can carry on.

    returns: a series of no month that begins with the first yearly row; its measure is the kind of
             the rows, so that they are taken as they are.
    raises:  NoData if no yearly row names the country.
    """
    own = [row for row in years if row.where == country and row.deaths > 0]
    if not own:
        raise NoData(f"{group} has no rows for {country}; try another --country, or load event data for it")
    first = min(own, key=lambda row: (row.year, row.kind))
    none = np.empty(0)
    return Series(
        group_id=group_id,
        group=group,
        country=country,
        first=first.year * 12,
        events=none,
        deaths=none,
        low=none,
        high=none,
        inflicted=none,
        suffered=none,
        unknown=none,
        measure=first.kind,  # type: ignore[arg-type]  # the kind of a yearly file
        source=first.source,
    )
