"""A series and what was found in it, as JSON and as tables."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from smoulder.cli.terminal import table
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


def series_words(shown: dict[str, Any], months: int, drawing: str = "") -> str:  # Any: JSON
    """The JSON form as tables, under a drawing.

    months: how many of the last months to show; 0 shows all.
    """
    rows = [[_cell(month[head]) for head in ("month", *COUNTS)] for month in shown["months"][-months:]]
    where = f"{shown['group']} in {shown['country']}"
    title = f"{where}, deaths of {shown['measure']} ({shown['source']}, {shown['vintage']})"
    if shown["rule"] == "end":
        title += ", each event in the month of its last day"
    parts = ["\n".join(filter(None, [title, drawing])), table(("month", *COUNTS), rows)]
    heads = ("known", "began", "peak", "lowest", "ended", "end")
    lulls = [[_cell(lull[head]) for head in heads] for lull in shown["lulls"]]
    parts.append("LULLS\n" + (table(heads, lulls) if lulls else "none"))
    if "breaks" in shown:
        parts.append(_breaks_words(shown["breaks"]))
    return "\n\n".join(parts)


def _breaks_words(levels: list[dict[str, Any]]) -> str:  # Any: JSON
    head = "BREAKS, an aid to the eye: found in hindsight, and no state or forecast uses them"
    if len(levels) < 2:
        return f"{head}\nnone"
    rows = [
        [one["from"], one["to"], f"{one['deaths_a_month']:,.1f}", str(one["known_months"])] for one in levels
    ]
    return f"{head}\n{table(('from', 'to', 'deaths a month', 'known months'), rows)}"


def _number(value: float) -> float | int | None:
    """A count as JSON has it: unknown is null, whole numbers without a point."""
    if math.isnan(value):
        return None
    return int(value) if value == int(value) else round(value, 2)


def _cell(value: object) -> str:
    return "?" if value is None else str(value)
