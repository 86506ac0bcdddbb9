"""Lulls of whole countries' wars, as further lessons for the group model (docs/methods/comeback.md#borrowed)."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from smoulder.records.panel import Panel
from smoulder.records.series import Series

BELOW = -1_000_000
"""Ids of borrowed units are this less their VIEWS id, so that none is taken for a group's."""


def borrowed_series(panel: Panel, own: Collection[str]) -> list[Series]:
    """State-based deaths of countries, each as if it were the series of one group.

    panel:   countries by month.
    own:     countries whose groups have series of their own: these are left out, so that no outcome of a group is
             learned from under another name.
    returns: sides are not known (NaN), nor the number of events.
    """
    found = []
    for unit, id_, deaths in zip(panel.units, panel.ids, panel.counts, strict=True):
        if unit in own:
            continue
        known = np.flatnonzero(~np.isnan(deaths))
        if not len(known):
            continue
        months = deaths[known[0] : known[-1] + 1]
        hidden = np.full(len(months), np.nan)
        found.append(
            Series(
                group_id=BELOW - int(id_),
                group=f"all groups of {unit}",
                country=unit,
                first=panel.first + int(known[0]),
                events=hidden,
                deaths=months,
                low=months,
                high=months,
                inflicted=hidden,
                suffered=hidden,
                unknown=hidden,
                measure="state-based",
            )
        )
    return found
