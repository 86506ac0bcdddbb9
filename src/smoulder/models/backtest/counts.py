"""Backtest of models of counts and of their ensemble (docs/methods/counts.md#backtest)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.models.backtest.window import Window
from smoulder.models.counts.contract import CountModel
from smoulder.models.ensemble.cells import reaches, regimes
from smoulder.models.ensemble.ensemble import member_draws, pool_draws
from smoulder.models.ensemble.terms import measure
from smoulder.models.ensemble.weights import Lesson, Weights, learn
from smoulder.models.scores.challenge import DRAWS, Scores, score
from smoulder.records.panel import Panel
from smoulder.records.series import Floats

ENSEMBLE = "ensemble"


@dataclass(frozen=True, slots=True)
class Scored:
    """One window: what was forecast of which units, and how good it was.

    scores:  by model, the ensemble among them.
    weights: those of the ensemble, learnt on months up to the window's origin.
    lesson:  what later windows learn from this one.
    draws:   of the ensemble, shape (unit, month, draw), for its calibration.
    truth:   shape (unit, month).
    """

    window: Window
    units: tuple[str, ...]
    scores: Mapping[str, Scores]
    weights: Weights
    lesson: Lesson
    draws: Floats
    truth: Floats


def backtest(
    panel: Panel,
    members: Sequence[CountModel],
    others: Sequence[CountModel],
    years: Sequence[int],
    seed: int,
) -> Iterator[Scored]:
    """Forecast each year from the October before, and score it.

    members: models that the ensemble pools; its weights for a year are learnt on the windows of `years` before it,
             months after the year's origin left out.
    others:  models that are only scored.
    seed:    every window has its own stream of chance from it, so that the windows run do not matter to one.
    yields:  the windows in order of their years.
    """
    names = tuple(member.name for member in members)
    lessons: list[Lesson] = []
    for year in sorted(years):
        window, rng = Window(year), np.random.default_rng([seed, year])
        past, truth, ahead = window.past(panel), window.truth(panel), window.ahead
        weights = learn([lesson.until(window.origin) for lesson in lessons], names)
        made = member_draws(members, past, ahead, DRAWS, rng)
        pooled = pool_draws(made, weights, past, ahead, DRAWS, rng)
        held = dict(zip(names, made, strict=True))
        held |= {each.name: each.draws(past, ahead, DRAWS, rng) for each in others}
        held[ENSEMBLE] = pooled
        scores = {name: score(draws, truth) for name, draws in held.items()}
        lessons.append(_lesson(window, past, made, truth, rng))
        yield Scored(window, past.units, scores, weights, lessons[-1], pooled, truth)


def _lesson(
    window: Window, past: Panel, made: Sequence[Floats], truth: Floats, rng: np.random.Generator
) -> Lesson:
    unit, month = np.nonzero(~np.isnan(truth))
    ahead = window.ahead[month]
    return Lesson(
        terms=measure([draws[unit, month] for draws in made], truth[unit, month], rng),
        regime=regimes(past)[unit],
        reach=reaches(ahead),
        month=window.origin + ahead,
    )
