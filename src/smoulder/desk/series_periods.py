"""Indicators of a group by period, from the events that the user has loaded."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING, Any

from smoulder.records.month import last_full_month, month_of, month_text

if TYPE_CHECKING:
    from smoulder.records.series import Series
    from smoulder.store.events import Asked, EventStore

# The shares of all cells and districts want the events of every group of the country; one group's rows lack them.
KEPT = (
    *("events", "deaths", "lethality", "gap_days", "cells", "districts", "centre_lat", "centre_lon"),
    *("spread_km", "state_based", "non_state", "one_sided", "civilians_share"),
)


def period_indicators(
    store: EventStore, group_id: int, country: str, months: int, asked: Asked
) -> list[dict[str, Any]]:  # Any: text, numbers and None
    """Footprint, lethality, tempo and target mix by period, oldest first.

    months:  length of a period; the last one ends with the last covered month.
    asked:   up to which day rows are seen, and by the figures of when.
    returns: one entry for each period with a covered month, from the group's first event on; none where the
             store has no event of the group there. `covered` counts the covered months of the period.
    """
    from smoulder.series.indicators import group_indicators

    rows = store.events(group_id, country, asked=asked)
    if rows.empty:
        return []
    seen = store.series(group_id, country, asked=asked)
    covered = {int(month) for month, deaths in zip(seen.months, seen.deaths, strict=True) if deaths >= 0}
    first = min(month_of(day) for day in rows["date_end"])
    ends = list(range(max(covered), first - 1, -months))[::-1]
    found = group_indicators(rows, group_id, country, months, ends)
    periods = []
    for end in ends:
        known = sum(month in covered for month in range(end - months + 1, end + 1))
        if known:
            values = {name: _rounded(float(found[name][end])) for name in KEPT}
            bounds = {"from": month_text(end - months + 1), "to": month_text(end)}
            periods.append({**bounds, "covered": known, **values})
    return periods


def nothing_loaded(series: Series, as_of: date | None) -> str:
    """What to say where no event of the group is loaded that may be seen."""
    seen = "" if as_of is None else f" up to {month_text(last_full_month(as_of))}"
    return (
        f"Indicators need event rows, and none of {series.group} in {series.country}{seen} are loaded. "
        "Run: smoulder load ucdp FILE"
    )


def _rounded(value: float) -> float | int | None:
    if math.isnan(value):
        return None
    return int(value) if value == int(value) else round(value, 3)
