"""A series and what was found in it, as JSON."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from smoulder.records.month import month_text

if TYPE_CHECKING:
    from smoulder.records.series import Lull, Series
    from smoulder.series.breaks import Level
    from smoulder.store.events import Rule

COUNTS = ("events", "deaths", "low", "high", "inflicted", "suffered", "unknown")


def series_json(series: Series, lulls: list[Lull], rule: Rule = "days") -> dict[str, Any]:  # Any: JSON
    """A series and its lulls in the form that is kept from version to version."""
    columns = {name: getattr(series, name) for name in COUNTS}
    return {
        "group": series.group,
        "country": series.country,
        "measure": series.measure,
        "rule": rule,
        "source": series.source,
        "vintage": series.vintage,
        "months": [
            {
                "month": month_text(series.first + at),
                **{name: _number(float(values[at])) for name, values in columns.items()},
            }
            for at in range(len(series.deaths))
        ],
        "lulls": [
            {
                "known": month_text(lull.known),
                "began": month_text(lull.began),
                "peak": _number(lull.peak),
                "lowest": _number(lull.lowest),
                "ended": None if lull.ended is None else month_text(lull.ended),
                "end": lull.end,
            }
            for lull in lulls
        ],
    }


def breaks_json(levels: list[Level]) -> list[dict[str, Any]]:  # Any: JSON
    """Stretches of one level each, oldest first."""
    return [
        {
            "from": month_text(level.first),
            "to": month_text(level.last),
            "deaths_a_month": _number(level.mean),
            "known_months": level.months,
        }
        for level in levels
    ]


def _number(value: float) -> float | int | None:
    """A count as JSON has it: unknown is null, whole numbers without a point."""
    if math.isnan(value):
        return None
    return int(value) if value == int(value) else round(value, 2)
