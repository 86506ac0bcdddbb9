"""A series and what was found in it as tables."""

from __future__ import annotations

from typing import Any

from smoulder.cli.terminal import table
from smoulder.desk.series_json import COUNTS


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


def _cell(value: object) -> str:
    return "?" if value is None else str(value)
