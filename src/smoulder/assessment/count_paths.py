"""Paths of deaths ahead for the group of a case, from the months that may be seen (docs/methods/branches.md#deaths)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from smoulder.assessment.ground import Ground
from smoulder.models.branches.deaths import InflictedShare, Paths, inflicted_share, split_paths
from smoulder.models.opportunity.expect import MODEL, expect_counts
from smoulder.reading.panels import panel_of_groups
from smoulder.records.month import month_text
from smoulder.records.series import Series

DRAWS = 1000
"""Paths of each of the three count models."""


def draw_paths(
    ground: Ground, series: Sequence[Series], months: int, line: float, rng: np.random.Generator
) -> tuple[Paths | None, str]:
    """Deaths of all kinds by month, and what of them the group inflicts; and how that was done, in words.

    series: of all groups; the case's own is carried on by yearly rows where its months have ended.
    months: how many after the last one seen. line: 12-month deaths that are a comeback.
    returns: None where the last month of the group is not known, with the reason.
    """
    standing = ground.standing
    carried = standing.carried
    key = (carried.group_id, carried.country)
    others = [one for one in series if (one.group_id, one.country) != key and one.first <= standing.seen_to]
    if not len(carried.deaths) or np.isnan(carried.deaths[-1]):
        return None, f"Deaths are not forecast: those of {month_text(standing.seen_to)} are not known."
    # the split by side stands in the months alone, so the panel is of all deaths and the share is drawn
    panel = panel_of_groups([carried, *others], "deaths").until(standing.seen_to)
    drawn = expect_counts(panel, 0, np.arange(1, months + 1), DRAWS, rng).T
    recent = carried.deaths[-11:]
    known = np.where(np.isnan(recent), np.nanmean(recent), recent)
    before = np.concatenate([np.zeros(11 - len(known)), known])
    share = inflicted_share(standing.cut)
    return split_paths(before, drawn, line, share, rng), _words(ground, share, len(drawn))


def _words(ground: Ground, share: InflictedShare, draws: int) -> str:
    standing = ground.standing
    said = [
        f"{draws:,} paths of deaths of all kinds ({MODEL}), from months to {month_text(standing.seen_to)}."
    ]
    if standing.bridge is not None:
        bridge = standing.bridge
        said.append(
            f"Monthly rows of the group end {standing.situation.last_month}; the months after them are yearly rows "
            f"({bridge.kind}) times {bridge.ratio:.2f} (90 % interval {bridge.low:.2f} to {bridge.high:.2f}), "
            "spread evenly."
        )
    low, high = 100 * share.years.min(), 100 * share.years.max()
    said.append(
        f"Of these the group inflicts the share of one of its past years, drawn for each path: "
        f"{100 * share.value:.0f} % in all, {low:.0f} to {high:.0f} % by year; {100 * share.unknown:.0f} % are of "
        "an unknown side and are not counted as inflicted."
    )
    return " ".join(said)
