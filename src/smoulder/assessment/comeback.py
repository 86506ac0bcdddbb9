"""The comeback model asked about the group of a case (docs/methods/comeback.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from smoulder.assessment.ground import Ground
from smoulder.models.comeback.able import Able, able
from smoulder.models.comeback.learn import groups_of, with_series
from smoulder.models.comeback.live import ComebackForecast, forecast_comeback, origin_now
from smoulder.models.comeback.stored import fit_for
from smoulder.reading.own_groups import OwnGroups
from smoulder.records.learnt import AbleModel, AbleView, LearntFrom
from smoulder.records.month import month_text
from smoulder.records.series import Floats
from smoulder.records.settings import Settings

ABLE_DRAWS = 200


@dataclass(frozen=True, slots=True)
class Comeback:
    """What the model says from the last month seen on.

    line: deaths in 12 months that it is about; able: how likely the group is able, by model.
    """

    forecast: ComebackForecast
    line: float
    able: Able


def ask_comeback(
    ground: Ground,
    settings: Settings,
    own: OwnGroups,
    months: int,
    rng: np.random.Generator,
    folder: Path | None = None,
    lived: int = 0,
) -> Comeback:
    """Fit the model, or read the fit that was kept, and ask it about the running lull.

    months: how far ahead of the last month seen.
    folder: the data folder, where fits are kept; None keeps them in memory.
    lived:  months up to the last one seen that are brought as evidence; the model sees none of them, nor of any other
            group then, and knows no more than that the lull outlived them.
    raises: NoLulls where the group is in no lull, or no comeback was on record by then.
    """
    subject, standing = ground.subject, ground.standing
    groups = groups_of(ground.counts, subject.as_of, own)
    # one fit a year for all cases: months of this one that yearly rows stand in for are asked about, not learned from
    fit = fit_for(groups, settings, min(ground.end, standing.seen_to - lived), folder)
    key = (subject.group.group_id, subject.country)
    now = origin_now(with_series(groups, standing.carried), key, settings, standing.seen_to - lived)
    found = outlived(forecast_comeback(fit, now, months + lived, settings.draws, rng), lived)
    said = able(fit.able, now.origins, now.covariates, ABLE_DRAWS, rng)
    return Comeback(found, float(now.origins.line[0]), said)


def outlived(forecast: ComebackForecast, lived: int) -> ComebackForecast:
    """The forecast once it is known that the first months ahead brought no comeback.

    lived:   how many.
    returns: F(t) becomes (F(lived + t) − F(lived)) / (1 − F(lived)), draw by draw; a major comeback keeps its share of
             all comebacks by then.
    """
    if lived == 0:
        return forecast
    curve, draws = _after(forecast.curve, lived), _after(forecast.draws, lived)
    return replace(
        forecast,
        curve=curve,
        draws=draws,
        major=curve * _share(forecast.major, forecast.curve)[lived:],
        major_draws=draws * _share(forecast.major_draws, forecast.draws)[:, lived:],
        members={name: _after(one, lived) for name, one in forecast.members.items()},
    )


def _after(by_then: Floats, lived: int) -> Floats:
    before = by_then[..., lived - 1 : lived]
    after: Floats = (by_then[..., lived:] - before) / (1 - before)
    return after


def _share(major: Floats, all_: Floats) -> Floats:
    return np.minimum(major / np.maximum(all_, 1e-12), 1.0)


def learnt_from(found: Comeback, horizons: Sequence[int], late: int) -> LearntFrom:
    """What it was learnt from, and what each member says.

    late: months between the last one seen and the as-of day; every horizon reaches so much further.
    """
    forecast = found.forecast
    return LearntFrom(
        lulls=forecast.lulls,
        comebacks=forecast.comebacks,
        borrowed=forecast.borrowed,
        fitted_to=month_text(forecast.fitted_to),
        weights={name: round(float(one), 4) for name, one in forecast.weights.items()},
        members={
            name: {horizon: float(one[horizon + late - 1]) for horizon in horizons}
            for name, one in forecast.members.items()
        },
        able=AbleView(
            models=tuple(
                AbleModel(model=one.model, chance=one.chance, low=one.low, high=one.high, running=one.running)
                for one in found.able.models
            ),
            low=found.able.low,
            high=found.able.high,
            cannot_tell=found.able.cannot_tell,
            words=found.able.words,
        ),
    )
