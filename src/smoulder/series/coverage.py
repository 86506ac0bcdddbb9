"""Is it the group that went quiet, or the sources? The coverage check for `unseen` (docs/methods/coverage.md).

Each part sets the months since the lull began against those before, and carries its counts. A part that has
too little says so; none is a verdict by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from smoulder.records.month import month_text
from smoulder.records.series import Floats, Series
from smoulder.series.before_since import (
    BEFORE,
    CoveragePart,
    PartKind,
    Said,
    compare_levels,
    compare_shares,
)

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class CoverageCheck:
    """All parts, and what they come to.

    said:  'fell' where reporting of others fell too, 'held' where it did not, by the first part that can tell:
           another source on the group itself, others in the country, the rest of the source if it fell.
           Precision is shown and decides nothing.
    """

    parts: tuple[CoveragePart, ...]
    said: Said
    words: str


def check_coverage(
    own: Series,
    began: int,
    to: int,
    *,
    series: Sequence[Series] = (),
    country_months: tuple[int, Floats] | None = None,
    own_state_based: Series | None = None,
    rows: pd.DataFrame | None = None,
    other_sources: Sequence[Series] = (),
) -> CoverageCheck:
    """Set reporting since a lull began against that before.

    own:    the group's series; began: month index its lull is dated back to; to: last month that may be seen.
    series: series of all groups, of the same source: those of the country, and the rest of the source.
    country_months: index of the first month, and state-based deaths of the whole country by month;
            own_state_based: the group's part in them.
    rows:   event rows of the country (records.event.EVENT_COLUMNS) with where_prec, date_prec, event_clarity.
    other_sources: series of the same group in the same country from other sources, of their own counts.
    returns: parts with their counts, in words too; parts without material are left out.
    """
    parts: list[CoveragePart] = []
    others = [one for one in series if one.country == own.country and one.group_id != own.group_id]
    rest = [one for one in series if one.country != own.country]
    parts += _from_series(
        "others in the country", own, others, began, to, f"of other groups in {own.country}"
    )
    if country_months is not None:
        parts += _from_panel(country_months, own_state_based, own, began, to)
    parts += _from_series("rest of the source", own, rest, began, to, "of groups in other countries")
    if rows is not None:
        parts += _from_rows(rows, began, to)
    parts += [_from_source(one, began, to) for one in other_sources]
    return _together(tuple(parts), own, began)


def _together(parts: tuple[CoveragePart, ...], own: Series, began: int) -> CoverageCheck:
    seen = [part for part in parts if part.kind == "other sources" and part.said != "cannot be told"]
    order: tuple[PartKind, ...] = ("others in the country", "country's fights")
    told = seen or [
        part for kind in order for part in parts if part.kind == kind and part.said != "cannot be told"
    ]
    # that a source goes on elsewhere says nothing of this country; that it stopped everywhere does
    told += [part for part in parts if part.kind == "rest of the source" and part.said == "fell"]
    head = f"Reporting since {month_text(began)} against the {BEFORE} months before: "
    if not told:
        return CoverageCheck(parts, "cannot be told", head + "too little to tell whether sources went quiet.")
    first = told[0]
    against = [part for part in told if part.said != first.said]
    words = head + first.words
    words += f" But: {against[0].words}" if against else ""
    return CoverageCheck(parts, first.said, words)


def _from_series(
    kind: PartKind, own: Series, others: Sequence[Series], began: int, to: int, whose: str
) -> list[CoveragePart]:
    """Events of others by month; only series that cover all of these months, so that an end of data is no fall."""
    months = np.arange(max(began - BEFORE, own.first), min(to, own.last) + 1)
    whole = [one for one in others if len(months) and one.first <= months[0] and one.last >= months[-1]]
    if not whole:
        return []
    table = np.array([one.events[months - one.first] for one in whole])
    usual, events = ~np.isnan(table).any(axis=0), np.nansum(table, axis=0)
    early = months < began
    if kind == "others in the country":
        seen = events > 0
        return [
            compare_shares(kind, f"Months with events {whose}", seen[usual & early], seen[usual & ~early])
        ]
    return [compare_levels(kind, f"Events {whose}", events[usual & early], events[usual & ~early])]


def _from_panel(
    panel: tuple[int, Floats], own_state_based: Series | None, own: Series, began: int, to: int
) -> list[CoveragePart]:
    """Months with state-based deaths of others in the country, from a source that counts the whole country."""
    first, deaths = panel
    months = np.arange(first, first + len(deaths))
    others = deaths.copy()
    known = ~np.isnan(deaths)
    if own_state_based is not None:
        inside = (months >= own_state_based.first) & (months <= own_state_based.last)
        mine = own_state_based.deaths[months[inside] - own_state_based.first]
        others[inside] = np.maximum(others[inside] - np.nan_to_num(mine), 0.0)
        # beyond the group's own months its deaths cannot be taken off
        known &= inside
    window = known & (months >= began - BEFORE) & (months <= to)
    words = f"Months with state-based deaths of others in {own.country}"
    early = months < began
    return [
        compare_shares("country's fights", words, others[window & early] >= 1, others[window & ~early] >= 1)
    ]


def _from_rows(rows: pd.DataFrame, began: int, to: int) -> list[CoveragePart]:
    """Share of events placed within 25 km or better, dated to the day, and told clearly."""
    end = rows["date_end"]
    month = (end.dt.year * 12 + end.dt.month - 1).to_numpy(dtype=np.int64)
    window = (month >= began - BEFORE) & (month <= to)
    parts = []
    for column, best, words in (
        ("where_prec", 2, "Events placed within 25 km"),
        ("date_prec", 1, "Events dated to the day"),
        ("event_clarity", 1, "Events told clearly enough to stand alone"),
    ):
        if column not in rows:
            continue
        values = rows[column].to_numpy(dtype=np.float64, na_value=np.nan)
        known = window & ~np.isnan(values)
        if known.any():
            good, early = values <= best, month < began
            parts.append(compare_shares("precision", words, good[known & early], good[known & ~early]))
    return parts


def _from_source(one: Series, began: int, to: int) -> CoveragePart:
    """Whether another source still sees the group: its events a month before and since."""
    months = one.months
    window = (months >= began - BEFORE) & (months <= to) & ~np.isnan(one.events)
    words = f"Events of {one.group} in {one.country} that {one.source or 'another source'} counts"
    early = months < began
    return compare_levels("other sources", words, one.events[window & early], one.events[window & ~early])
