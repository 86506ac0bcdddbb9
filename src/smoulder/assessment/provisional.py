"""Months that rest on candidate releases: said, and widened by what final figures have added before."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from smoulder.records.month import month_text
from smoulder.series.provisional import candidate_from
from smoulder.series.situation import Standing
from smoulder.series.twelve import WINDOW
from smoulder.store.counts import Counts


def mark_provisional(standing: Standing, counts: Counts, country: str) -> tuple[Standing, tuple[str, ...]]:
    """Widen the 12-month deaths by the measured candidate-to-final factor, where candidate months are in.

    returns: the standing, and a sentence on the months; both unchanged and empty where none is provisional.
    """
    start = candidate_from(counts.coverage(), country)
    cut, situation = standing.cut, standing.situation
    if start is None or start > cut.last or situation.deaths_12 is None:
        return standing, ()
    recent = cut.months > cut.last - WINDOW
    deaths = float(np.nansum(cut.deaths[recent & (cut.months >= start)]))
    since = f"Months from {month_text(start)} rest on candidate releases"
    factor = counts.inflation(country)
    if factor is None:
        return standing, (f"{since}; by how much final figures will differ cannot be counted yet.",)
    widened = situation.model_copy(
        update={
            "deaths_12_low": (situation.deaths_12_low or situation.deaths_12) + (factor.low - 1) * deaths,
            "deaths_12_high": (situation.deaths_12_high or situation.deaths_12) + (factor.high - 1) * deaths,
        }
    )
    note = (
        f"{since}; final figures were {factor.factor:.2f} times as high before "
        f"(90 % interval {factor.low:.2f} to {factor.high:.2f}, {factor.months} country-months, {factor.basis})."
    )
    return replace(standing, situation=widened), (note,)
