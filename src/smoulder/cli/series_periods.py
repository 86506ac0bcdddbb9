"""Indicators of a group by period as a table."""

from __future__ import annotations

from typing import Any

from smoulder.cli.terminal import table

HEADS = {
    "to": "to",
    "events": "events",
    "deaths": "deaths",
    "lethality": "each",
    "gap_days": "days",
    "cells": "cells",
    "districts": "districts",
    "spread_km": "km",
    "state_based": "state",
    "non_state": "non-state",
    "one_sided": "one-sided",
    "civilians_share": "civilians",
}
PERCENT = ("state_based", "non_state", "one_sided", "civilians_share")


def periods_words(periods: list[dict[str, Any]], months: int) -> str:  # Any: as above
    """The periods as a table with what its columns mean."""
    marks = {one["to"]: "*" if one["covered"] < months else "" for one in periods}
    rows = [
        [_cell(name, one[name]) + (marks[one["to"]] if name == "to" else "") for name in HEADS]
        for one in periods
    ]
    lines = [
        f"INDICATORS, {months} months that end with `to`, all kinds, each event in the month of its last day",
        table(list(HEADS.values()), rows),
        "each: deaths per event; days: median between starts of events; cells: of half a degree; km: spread;",
        "state, non-state, one-sided: % of events; civilians: % of the dead whose part is known",
    ]
    return "\n".join([*lines, *(["* not every month is covered"] if any(marks.values()) else [])])


def _cell(name: str, value: float | str | None) -> str:
    if value is None or isinstance(value, str):
        return value or "-"
    if name in PERCENT:
        return f"{100 * value:.0f}"
    return f"{value:.1f}" if name in ("lethality", "gap_days") else f"{value:,.0f}"
