"""The record of the comeback model on past questions, as briefs show it (docs/methods/comeback.md#record)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from smoulder.models.backtest.comeback_scores import Slice
from smoulder.models.backtest.comebacks import HORIZONS, PEAKS, Forecasts, stacked, weights_by_year
from smoulder.models.comeback.origins import Origins
from smoulder.models.comeback.sample import Sample
from smoulder.models.scores.brier import brier
from smoulder.models.scores.reliability import Point, reliability
from smoulder.models.scores.resample import draw_clusters, mean_of
from smoulder.records.series import Floats
from smoulder.records.track import Track, TrackPoint


def backtest_tracks(
    sample: Sample, forecasts: Forecasts, asked: Slice, seed: int, *, major: bool = False
) -> Iterator[Track]:
    """How good the stack was on the origins of some years, horizon by horizon.

    sample:    all origins with what followed; forecasts: of years from the first that teaches weights on.
    asked:     the origins that count, each of which is a question; as in the scores of the backtest, with the same
               seed, so that the figures are the same.
    yields:    one for each horizon that was watched to its end, without words and command. `base` is the score of
               the share of past lulls by age, on the same questions.
    """
    origins = sample.origins.take(forecasts.row)
    year = origins.month // 12
    weights = weights_by_year(sample, forecasts, range(int(year.min()), int(year.max()) + 1), major=major)
    pooled = stacked(sample, forecasts, weights)
    inside = (year >= asked.first) & (year <= asked.last) & (origins.peak >= PEAKS[asked.least])
    for at, horizon in enumerate(HORIZONS):
        kept = inside & origins.decided(horizon)
        if kept.any():
            table = forecasts.table[kept, at, asked.least]
            yield _track(origins.take(kept), horizon, pooled[kept, at], table, seed, major=major)


def _track(origins: Origins, horizon: int, chance: Floats, table: Floats, seed: int, *, major: bool) -> Track:
    happened = origins.came_back(horizon, major=major)
    drawn = draw_clusters([str(group) for group in origins.group], np.random.default_rng([seed, horizon]))
    own, base = brier(chance, happened), brier(table, happened)
    better = mean_of(base - own, drawn)
    return Track(
        of="backtest",
        topic="major" if major else "comeback",
        horizon=horizon,
        questions=len(origins),
        clusters=len(np.unique(origins.lull_code)),
        brier=float(own.mean()),
        base=float(base.mean()),
        low=better.low,
        high=better.high,
        points=tuple(_point(one) for one in reliability(chance, happened, drawn)),
        words="",
        command="",
    )


def _point(one: Point) -> TrackPoint:
    """A point of the curve; where all came out alike drawing again shows no spread, and there is no interval."""
    spread = one.observed.low < one.observed.high
    return TrackPoint(
        predicted=one.predicted,
        observed=one.observed.value,
        low=one.observed.low if spread else None,
        high=one.observed.high if spread else None,
        n=one.n,
    )
