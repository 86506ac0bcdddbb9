"""The months of one group among all groups, and whether a window lies in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.models.opportunity.attacks import deaths_an_event
from smoulder.models.opportunity.window import Window
from smoulder.reading.panels import GroupCount, panel_of_groups
from smoulder.records.errors import BadDate, NoData
from smoulder.records.month import month_text
from smoulder.records.panel import Panel
from smoulder.records.series import Floats, Ints, Series

HISTORY = 24
"""Months of its own that a group must have before a window."""


@dataclass(frozen=True, slots=True)
class Matter:
    """Counts of all groups by month, and which of them is asked about.

    counts: of the measure; events: the same units' events; place: the group's row.
    """

    counts: Panel
    events: Panel
    place: int
    measure: GroupCount

    @property
    def own(self) -> Floats:
        """The group's counts by month, shape (month,)."""
        row: Floats = self.counts.counts[self.place]
        return row

    def at(self, months: Ints) -> Floats:
        """The group's counts of these months; NaN beyond the data."""
        out = np.full(len(months), np.nan)
        inside = (months >= self.counts.first) & (months <= self.counts.last)
        out[inside] = self.own[months[inside] - self.counts.first]
        return out

    def covers(self, window: Window) -> bool:
        """Whether the window's months and the one before them are all known."""
        months = np.concatenate([[window.cut], window.months])
        return bool(not np.isnan(self.at(months)).any())

    def history(self, window: Window) -> int:
        """Months from the group's first known one to the one before the window."""
        return window.cut - self.first_known + 1

    @property
    def first_known(self) -> int:
        """The first month in which the group is known."""
        return self.counts.first + int(np.flatnonzero(~np.isnan(self.own))[0])

    @property
    def last_known(self) -> int:
        """The last month that is known."""
        return self.counts.first + int(np.flatnonzero(~np.isnan(self.own))[-1])

    def before(self, window: Window) -> tuple[Panel, int]:
        """All groups as they stood before the window, and the group's row among them."""
        past = self.counts.until(window.cut)
        kept = np.flatnonzero(~np.isnan(past.counts[:, -1]))
        return past.take(kept), int(np.flatnonzero(kept == self.place)[0])

    def count_an_event(self, window: Window) -> float:
        """Mean count of one of the group's events up to the window; 1 where events are counted."""
        if self.measure == "events":
            return 1.0
        upto = window.cut - self.counts.first + 1
        deaths = np.nansum(self.counts.counts[:, :upto], axis=1)
        events = np.nansum(self.events.counts[:, :upto], axis=1)
        usual = float(deaths.sum() / max(events.sum(), 1.0))
        return deaths_an_event(float(deaths[self.place]), float(events[self.place]), usual)


def find_matter(
    series: Sequence[Series], group_id: int, country: str, measure: GroupCount, to: int
) -> Matter:
    """Set up one group among all.

    series: of all groups, one for each group and country, the group's own among them.
    to:     the last month that may be seen.
    raises: NoData if the group has no series there, or none with a month up to then.
    """
    place = next(
        (at for at, one in enumerate(series) if (one.group_id, one.country) == (group_id, country)), None
    )
    counts, events = panel_of_groups(series, measure), panel_of_groups(series, "events")
    if place is None or to < counts.first:
        raise NoData(
            f"group {group_id} has no months for {country} by {month_text(to)}; load event data for it"
        )
    end = min(to, counts.last)
    matter = Matter(counts.until(end), events.until(end), place, measure)
    if np.isnan(matter.own).all():
        raise NoData(
            f"{series[place].group} in {country} has no known month by {month_text(to)}; load event data for it, "
            "or assess it as of a later day"
        )
    return matter


def check_history(matter: Matter, window: Window, name: str) -> None:
    """See that the window does not lie before, or at the start of, the group's months.

    raises: BadDate with the first month that can be asked about.
    """
    if matter.history(window) < HISTORY:
        raise BadDate(
            f"the months of {name} begin {month_text(matter.first_known)}, and {HISTORY} of them are needed "
            f"before a window; give a --from in {month_text(matter.first_known + HISTORY)} or later"
        )
