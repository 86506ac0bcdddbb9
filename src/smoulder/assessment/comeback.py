"""The comeback model asked about the group of a case (docs/methods/comeback.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
) -> Comeback:
    """Fit the model, or read the fit that was kept, and ask it about the running lull.

    months: how far ahead of the last month seen.
    folder: the data folder, where fits are kept; None keeps them in memory.
    raises: NoLulls where the group is in no lull, or no comeback was on record by then.
    """
    subject, standing = ground.subject, ground.standing
    groups = groups_of(ground.counts, subject.as_of, own)
    # one fit a year for all cases: months of this one that yearly rows stand in for are asked about, not learned from
    fit = fit_for(groups, settings, ground.end, folder)
    key = (subject.group.group_id, subject.country)
    now = origin_now(with_series(groups, standing.carried), key, settings, standing.seen_to)
    found = forecast_comeback(fit, now, months, settings.draws, rng)
    said = able(fit.able, now.origins, now.covariates, ABLE_DRAWS, rng)
    return Comeback(found, float(now.origins.line[0]), said)


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
