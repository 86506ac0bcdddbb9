"""Cells by what happened against the year before, so that a score can be told apart (docs/methods/counts.md#split)."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np

from smoulder.records.series import Bools, Floats

Change = Literal["onset", "escalation", "de-escalation", "steady", "zeros"]
CHANGES: tuple[Change, ...] = get_args(Change)
BEFORE = 12
"""Months up to the origin that a month is held against."""
FACTOR = 2.0
STEP = 5.0
"""Counts a month that a change is at least, so that one death more or less is none."""


def split_cells(past: Floats, truth: Floats) -> dict[Change, Bools]:
    """Which cells saw an onset, an escalation, a de-escalation, no great change, or nothing at all.

    past:    shape (unit, month), counts up to the origin, at least one month; NaN where not covered.
    truth:   shape (unit, month), counts after it; NaN where not known.
    returns: by change, shape (unit, month). B is the mean of the unit's covered months among the last twelve:
             zeros          B = 0 and the month has none
             onset          B = 0 and the month has some
             escalation     B > 0 and the month has more than both 2 B and B + 5
             de-escalation  B > 0 and the month has less than both B / 2 and B - 5
             steady         the rest, where B > 0
             Each cell with a known truth and a known B is in exactly one of them, any other cell in none.

    >>> cells = split_cells(np.array([[0.0] * 12, [20.0] * 12]), np.array([[0.0, 3.0], [50.0, 18.0]]))
    >>> [name for name in CHANGES if cells[name].any()]
    ['onset', 'escalation', 'steady', 'zeros']
    """
    last = past[:, -BEFORE:]
    covered = np.sum(~np.isnan(last), axis=1)
    with np.errstate(invalid="ignore"):
        before = (np.nansum(last, axis=1) / np.where(covered, covered, np.nan))[:, np.newaxis]
    known = ~np.isnan(truth) & ~np.isnan(before)
    none = known & (before == 0)
    some = known & (before > 0)
    more = some & (truth > np.maximum(FACTOR * before, before + STEP))
    less = some & (truth < np.minimum(before / FACTOR, before - STEP))
    return {
        "onset": none & (truth > 0),
        "escalation": more,
        "de-escalation": less,
        "steady": some & ~more & ~less,
        "zeros": none & (truth == 0),
    }
