"""Footprint, lethality, tempo and target mix of a group by month, from its event rows.

docs/methods/indicators.md
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from smoulder.records.series import Floats

if TYPE_CHECKING:
    import pandas as pd

    Table = pd.DataFrame

CELL_DEGREES = 0.5
"""Side of a grid cell, as in PRIO-GRID: about 55 km at the equator."""
PLACED = 3
"""UCDP's code up to which an event is placed within its second-order district: fit for a cell and a centre."""
IN_DISTRICT = 4
"""UCDP's code up to which its first-order district is known."""
EARTH_KM = 6371.0

KINDS = {"state-based": "state_based", "non-state": "non_state", "one-sided": "one_sided"}


def group_indicators(
    rows: Table, group_id: int, country: str, months: int = 1, ends: Sequence[int] | None = None
) -> Table:
    """Indicators of one group in one country, one row per month from its first event to its last.

    rows:    events of the country, all groups (records.event.EVENT_COLUMNS); those of others are the measure
             of where anything was ever recorded.
    months:  length of the window that ends with each month; 12 steadies a group with few events.
    ends:    month indices to give a row for, in place of every month from the first event to the last.
    returns: index `month` (month index); columns
             events, deaths         in the window, by the month an event ended;
             lethality              deaths per event;
             gap_days               median days between the starts of events in the window;
             cells, cells_share     grid cells with its events, and of all cells in which the country ever had one;
             districts, districts_share   first-order districts likewise;
             placed                 events placed well enough for a cell;
             centre_lat, centre_lon, spread_km   mean place of these events, and root mean square distance from it;
             state_based, non_state, one_sided   share of each kind in its events;
             civilians_share        civilians among the dead whose side is known or who are civilians.
             NaN where the window holds no event that tells. The table is empty where the group has no event.
    raises:  ValueError if months is under 1.
    """
    import pandas as pd

    if months < 1:
        raise ValueError(f"a window of {months} months holds nothing; give 1 or more")
    here = rows[rows["country"] == country]
    own = here[(here["side_a_id"] == group_id) | (here["side_b_id"] == group_id)]
    own = own.assign(month=_months(own["date_end"]), cell=_cells(own)).sort_values(
        "date_start", kind="stable"
    )
    all_cells = int(_cells(here).nunique())
    all_districts = int(_districts(here).nunique())
    first = int(own["month"].min()) if len(own) else 0
    last = int(own["month"].max()) if len(own) else -1
    found = {
        month: _one_window(
            own[(own["month"] > month - months) & (own["month"] <= month)], all_cells, all_districts
        )
        for month in (range(first, last + 1) if ends is None else ends)
    }
    table = pd.DataFrame.from_dict(found, orient="index", columns=list(_one_window(own.iloc[:0], 0, 0)))
    return table.rename_axis("month")


def _one_window(own: Table, all_cells: int, all_districts: int) -> dict[str, float]:
    events, deaths = len(own), float(own["best"].sum())
    placed = own[own["where_prec"] <= PLACED]
    cells, districts = int(own["cell"].nunique()), int(_districts(own).nunique())
    lat, lon, spread = _centre(placed)
    kinds = own["kind"].value_counts()
    return {
        "events": events,
        "deaths": deaths,
        "lethality": _over(deaths, events),
        "gap_days": _gap(own),
        "cells": cells,
        "cells_share": _over(cells, all_cells),
        "districts": districts,
        "districts_share": _over(districts, all_districts),
        "placed": len(placed),
        "centre_lat": lat,
        "centre_lon": lon,
        "spread_km": spread,
        **{name: _over(float(kinds.get(kind, 0)), events) for kind, name in KINDS.items()},
        "civilians_share": _civilians(own),
    }


def _months(days: pd.Series) -> pd.Series:
    dates = days.astype("datetime64[ns]")
    months: pd.Series = dates.dt.year * 12 + dates.dt.month - 1
    return months


def _cells(rows: Table) -> pd.Series:
    """The grid cell of each event that is placed well enough, missing for others."""
    lat = rows["latitude"].astype("float64") // CELL_DEGREES
    lon = rows["longitude"].astype("float64") // CELL_DEGREES
    good = (rows["where_prec"].astype("float64") <= PLACED) & lat.notna() & lon.notna()
    # one number per cell: a circle of latitude holds 720 of them
    cells: pd.Series = (lat * 720 + lon).where(good)
    return cells


def _districts(rows: Table) -> pd.Series:
    return rows.loc[rows["where_prec"] <= IN_DISTRICT, "adm_1"].dropna()


def _centre(placed: Table) -> tuple[float, float, float]:
    """Mean place on the sphere and the root mean square distance from it in km."""
    degrees = placed[["latitude", "longitude"]].dropna().to_numpy(dtype=np.float64)
    if not len(degrees):
        return np.nan, np.nan, np.nan
    lat, lon = np.radians(degrees.T)
    points = np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    middle = points.mean(axis=0)
    length = float(np.linalg.norm(middle))
    if length < 1e-9:
        return np.nan, np.nan, np.nan
    unit: Floats = middle / length
    # half the chord gives the angle without the loss of figures that arccos has near nought
    angles = 2 * np.arcsin(np.clip(np.linalg.norm(points - unit, axis=1) / 2, 0, 1))
    return (
        float(np.degrees(np.arcsin(unit[2]))),
        float(np.degrees(np.arctan2(unit[1], unit[0]))),
        float(EARTH_KM * np.sqrt(np.mean(angles**2))),
    )


def _gap(own: Table) -> float:
    """Median days from the start of one event to the start of the next; NaN with fewer than two events."""
    days = own["date_start"].astype("datetime64[ns]").to_numpy().astype("datetime64[D]").astype(np.int64)
    return float(np.median(np.diff(np.sort(days)))) if len(days) > 1 else np.nan


def _civilians(own: Table) -> float:
    """Civilians among the dead whose part is known; the side B of one-sided events is civilians."""
    one_sided = own["kind"] == "one-sided"
    known = own[["deaths_a", "deaths_b", "deaths_civilians"]].fillna(0)
    civilians = float(known["deaths_civilians"].sum() + known.loc[one_sided, "deaths_b"].sum())
    return _over(civilians, float(known.to_numpy(dtype=np.float64).sum()))


def _over(part: float, whole: float) -> float:
    return part / whole if whole else np.nan
