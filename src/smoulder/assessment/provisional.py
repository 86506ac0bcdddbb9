"""Months that rest on candidate releases: said, and widened by what final figures have added before."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from smoulder.series.provisional import candidate_from, provisional_words
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
    factor = counts.inflation(country)
    if factor is None:
        return standing, (provisional_words(start, None),)
    widened = situation.model_copy(
        update={
            "deaths_12_low": (situation.deaths_12_low or situation.deaths_12) + (factor.low - 1) * deaths,
            "deaths_12_high": (situation.deaths_12_high or situation.deaths_12) + (factor.high - 1) * deaths,
        }
    )
    return replace(standing, situation=widened), (provisional_words(start, factor),)
