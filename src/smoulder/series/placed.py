"""Where a group's events were, with the months that are counted under another id joined in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from smoulder.records.event_map import PlacedCount
from smoulder.records.group import Link
from smoulder.records.series import Series
from smoulder.records.settings import Chains
from smoulder.series.chain import booked_elsewhere
from smoulder.store.counts import Counts


def find_placed(
    series: Series, links: Sequence[Link], counts: Counts, as_of: date, chains: Chains
) -> tuple[PlacedCount, ...]:
    """The places behind a series, by month and cell, of the months that it covers; oldest first.

    series: of the group in a country, as it is counted in the answer.
    links:  of the group. as_of, chains: as for `follow_chains`, which the months were joined by.
    """
    found = list(counts.places(series.group_id, series.country))
    if chains == "joined":
        for _, other, start, stop in booked_elsewhere(series, links, counts.series, as_of):
            theirs = counts.places(other.group_id, series.country)
            found += [one for one in theirs if start <= one.month <= stop]
    inside = [one for one in found if series.first <= one.month <= series.last]
    return tuple(sorted(inside, key=lambda one: one.month))
