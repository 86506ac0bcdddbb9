"""What a backtest says: scores of every model, the ensemble's gain, where it loses, and its calibration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from smoulder.models.backtest.eras import tuning_years
from smoulder.models.backtest.gains import (
    PLACES,
    ChangePart,
    PlacePart,
    by_change,
    by_place,
    gains,
    gains_by_year,
)
from smoulder.models.backtest.kept import Kept
from smoulder.models.scores.calibration import LEVELS, histogram, unevenness
from smoulder.models.scores.resample import Clusters, Estimate, draw_clusters
from smoulder.models.scores.skill import Comparison
from smoulder.models.scores.spans import Mean, Span, means_by_span
from smoulder.records.series import Bools, Floats

WHOLE: Span = (3, 14)
BLOCKS: tuple[Span, ...] = ((3, 5), (6, 8), (9, 11), (12, 14))
"""Months ahead that are told apart."""
MONTHS: tuple[Span, ...] = tuple((ahead, ahead) for ahead in range(WHOLE[0], WHOLE[1] + 1))

ScoreMeans = Mapping[str, Mapping[str, list[Mean]]]
"""By model and score: the mean over all months ahead, then over each block."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """How often what happened lay where the ensemble said it might.

    blocks, months: by level, the share inside by block of months ahead, and by single months.
    shares: of PIT values in ten equal bins; uneven: the share that would have to move for the bins to be alike.
    cells:  how many.
    """

    blocks: Mapping[float, list[Mean]]
    months: Mapping[float, list[Mean]]
    shares: Floats
    uneven: Estimate
    cells: int


@dataclass(frozen=True, slots=True)
class Era:
    """Several windows taken together.

    units: how many there are at most in one window; countries: in all.
    """

    years: range
    units: int
    countries: int
    cells: int
    means: ScoreMeans
    gains: Mapping[str, Comparison]


@dataclass(frozen=True, slots=True)
class Summary:
    """A whole backtest.

    tuning: the tuning era beside the asked years; None where the asked years are all of it.
    losses, gains: the places where the ensemble lost and gained most against the reference, by CRPS.
    all_cells, fought: calibration over all, and over units with a count in the twelve months before the origin;
            None where there is none.
    """

    asked: Era
    tuning: Era | None
    by_year: Mapping[int, Mapping[str, Comparison]]
    changes: list[ChangePart]
    losses: list[PlacePart]
    gains: list[PlacePart]
    all_cells: Calibration
    fought: Calibration | None


def summarise(kept: Kept, asked: range, rng: np.random.Generator) -> Summary:
    """Put a backtest into figures.

    kept:  all windows that were run; asked: the years asked for, all of them among those.
    rng:   draws countries again for the intervals.
    """
    own, tuning = kept.of(asked), tuning_years(asked)
    places = by_place(own)
    rows = own.before > 0
    return Summary(
        asked=_era(own, asked, rng),
        tuning=None if tuning == asked else _era(kept.of(tuning), tuning, rng),
        by_year=gains_by_year(own, rng),
        changes=by_change(own),
        losses=[one for one in places[:PLACES] if one.difference > 0],
        gains=[one for one in places[::-1][:PLACES] if one.difference < 0],
        all_cells=_calibration(own, np.ones_like(rows), rng),
        fought=_calibration(own, rows, rng) if (~np.isnan(own.truth[rows])).any() else None,
    )


def _era(kept: Kept, years: range, rng: np.random.Generator) -> Era:
    drawn = draw_clusters(kept.countries, rng)
    return Era(
        years=years,
        units=max(int(np.sum(kept.years == year)) for year in years),
        countries=drawn.count,
        cells=int(np.sum(~np.isnan(kept.truth))),
        means={
            model: {
                name: means_by_span(values, kept.ahead, drawn, (WHOLE, *BLOCKS))
                for name, values in held.items()
            }
            for model, held in kept.scores.items()
        },
        gains=gains(kept, rng),
    )


def _calibration(kept: Kept, rows: Bools, rng: np.random.Generator) -> Calibration:
    names = [kept.countries[at] for at in np.flatnonzero(rows)]
    drawn: Clusters = draw_clusters(names, rng)
    values = kept.pit[rows]
    shares = {level: held[rows] for level, held in zip(LEVELS, kept.inside, strict=True)}
    return Calibration(
        blocks={
            level: means_by_span(held, kept.ahead, drawn, (WHOLE, *BLOCKS)) for level, held in shares.items()
        },
        months={level: means_by_span(held, kept.ahead, drawn, MONTHS) for level, held in shares.items()},
        shares=histogram(values),
        uneven=unevenness(values, names, rng),
        cells=int(np.sum(~np.isnan(values))),
    )
