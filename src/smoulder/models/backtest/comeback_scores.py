"""Scores of the comeback backtest: which origins, against what, with which intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.models.backtest.comebacks import (
    HORIZONS,
    PEAKS,
    Forecasts,
    lull_load,
    stacked,
    weights_by_year,
)
from smoulder.models.backtest.score_row import CurvePoint, ScoreRow, curve_points, score_rows
from smoulder.models.comeback.origins import Origins
from smoulder.models.comeback.sample import Sample
from smoulder.models.scores.chances import Outcomes, score_chances, skill_over
from smoulder.models.scores.reliability import excess, reliability
from smoulder.models.scores.resample import draw_clusters
from smoulder.records.series import Bools, Floats

STACK = "stack"
MEAN, TABLE = "plain mean", "quiet-age table"
CLASSES = "Kaplan–Meier by class"
BINS = ((0.0, 1.0, "0"), (1.0, 10.0, "1–9"), (10.0, 25.0, "10–24"), (25.0, 100.0, "25–99"))
"""Deaths in 12 months at the origin: from, under, in words; then 100 and more."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Which origins are scored together.

    first, last: years of origin; least: position of the least peak in PEAKS; once: each lull weighs one.
    """

    first: int
    last: int
    least: int
    once: bool = False

    @property
    def words(self) -> str:
        """The slice in words, the name of its block."""
        peak = "all lulls" if self.least == 0 else f"peak {PEAKS[self.least]:.0f} and more"
        years = f"{self.first}" if self.first == self.last else f"{self.first}–{self.last}"
        return f"{years}, {peak}" + (", each lull once" if self.once else "")


@dataclass(frozen=True, slots=True)
class ComebackScores:
    """Scores of every model in every block, calibration curves of the stack, and the weights of each year."""

    rows: tuple[ScoreRow, ...]
    curve: tuple[CurvePoint, ...]
    weights: Mapping[int, Floats]
    names: tuple[str, ...]


def slices(first: int, last: int) -> tuple[Slice, ...]:
    """The slices of one span of years: from a peak of 50, the same with each lull once, from 100, and all."""
    return (
        Slice(first, last, 1),
        Slice(first, last, 1, once=True),
        Slice(first, last, 2),
        Slice(first, last, 0),
    )


def score_comebacks(
    sample: Sample, forecasts: Forecasts, wanted: Sequence[Slice], seed: int, *, major: bool = False
) -> ComebackScores:
    """Score forecasts on origins whose whole horizon was covered.

    sample:  all origins with what followed; forecasts: of years from the first that teaches weights on.
    returns: by model and block `brier`, `log`, `auc`, `predicted`, `observed`, `excess` and skills over the plain
             mean, the quiet-age table and Kaplan–Meier by class, with 90 % intervals over groups drawn again; for the
             stack, from a peak of 50, `excess` in each bin of A as well, as blocks of their own, and its calibration
             curve.
    """
    origins = sample.origins.take(forecasts.row)
    years = range(int(origins.month.min()) // 12, int(origins.month.max()) // 12 + 1)
    weights = weights_by_year(sample, forecasts, years, major=major)
    pooled = stacked(sample, forecasts, weights)
    rows: list[ScoreRow] = []
    curve: list[CurvePoint] = []
    for one in wanted:
        year = origins.month // 12
        inside = (year >= one.first) & (year <= one.last) & (origins.peak >= PEAKS[one.least])
        for at, horizon in enumerate(HORIZONS):
            kept = inside & origins.decided(horizon)
            if not kept.any():
                continue
            chances = {MEAN: forecasts.mean[kept, at, one.least], TABLE: forecasts.table[kept, at, one.least]}
            chances |= {
                name: forecasts.members[kept, at, place] for place, name in enumerate(forecasts.names)
            }
            chances[STACK] = pooled[kept, at]
            found = _scored(one, horizon, origins.take(kept), chances, seed, major=major)
            rows += found[0]
            curve += found[1]
    return ComebackScores(tuple(rows), tuple(curve), weights, forecasts.names)


def _scored(
    one: Slice, horizon: int, origins: Origins, chances: Mapping[str, Floats], seed: int, *, major: bool
) -> tuple[list[ScoreRow], list[CurvePoint]]:
    block = one.words + (", major comebacks" if major else "")
    happened = origins.came_back(horizon, major=major)
    drawn = draw_clusters([str(group) for group in origins.group], np.random.default_rng([seed, horizon]))
    outcomes = Outcomes(happened, drawn, lull_load(origins) if one.once else None)
    rows: list[ScoreRow] = []
    for model, chance in chances.items():
        others = {name: chances[name] for name in (MEAN, TABLE, CLASSES) if name in chances and name != model}
        scores = score_chances(chance, outcomes) | skill_over(chance, others, outcomes)
        rows += score_rows(model, horizon, block, scores, len(origins))
    if one.once or one.least != 1:
        return rows, []
    chance = chances[STACK]
    for words, inside in bins_of(origins):
        if inside.any():
            off = excess(chance, happened, drawn, inside.astype(float))
            rows += score_rows(STACK, horizon, f"{block}, A {words}", {"excess": off}, int(inside.sum()))
    return rows, curve_points(STACK, horizon, block, reliability(chance, happened, drawn))


def bins_of(origins: Origins) -> list[tuple[str, Bools]]:
    """The bins of A, in words, with the origins in each."""
    found = [(words, (origins.twelve >= low) & (origins.twelve < high)) for low, high, words in BINS]
    return [*found, ("100 and more", origins.twelve >= BINS[-1][1])]
