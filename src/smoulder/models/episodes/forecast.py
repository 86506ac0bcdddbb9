"""Forecasts of quiet conflicts as they could be made at the end of a year (docs/methods/episodes.md#backtest)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.models.episodes.contract import EpisodeModel
from smoulder.models.episodes.quiet import QuietYears
from smoulder.models.episodes.reference import OLDEST_ASKED
from smoulder.models.episodes.stack import stack_weights
from smoulder.records.series import Bools, Floats

HORIZON = 5
"""Years ahead."""
DRAWS = 200
FIRST = 1960
"""Year of the first origin: before it there are too few quiet years to learn from."""


@dataclass(frozen=True, slots=True)
class Forecasts:
    """Forecasts from one or several years.

    asked:    the quiet years asked about, at ages 1 to 15.
    models:   names; chances: shape (n, model), the mean over each member's draws.
    """

    asked: QuietYears
    models: tuple[str, ...]
    chances: Floats

    def of(self, model: str) -> Floats:
        """One model's chances, shape (n,).

        raises: ValueError if there is no such model.
        """
        found: Floats = self.chances[:, self.models.index(model)]
        return found

    def take(self, rows: Bools) -> Forecasts:
        """These rows only."""
        return Forecasts(self.asked.take(rows), self.models, self.chances[rows])


def forecast_year(rows: QuietYears, year: int, models: Sequence[EpisodeModel], seed: int) -> Forecasts:
    """Fit on what was seen by the end of a year, and forecast the conflicts that were quiet then.

    seed: each year has its own stream of chance from it, the same for every model.
    """
    known = rows.seen_by(year)
    asked = known.take((known.year == year) & (known.age <= OLDEST_ASKED))
    made = [
        one.fit(known).chances(asked, HORIZON, DRAWS, np.random.default_rng([seed, year])).mean(axis=1)
        for one in models
    ]
    return Forecasts(asked, tuple(one.name for one in models), np.stack(made, axis=1))


def roll(rows: QuietYears, years: Sequence[int], models: Sequence[EpisodeModel], seed: int) -> Forecasts:
    """Forecasts from every one of several years below each other, refitted each year."""
    made = [forecast_year(rows, year, models, seed) for year in years]
    asked = rows.take(np.isin(rows.year, list(years)) & (rows.age <= OLDEST_ASKED))
    return Forecasts(asked, made[0].models, np.concatenate([one.chances for one in made]))


def stacked(found: Forecasts, members: Sequence[str]) -> Floats:
    """The stack's chances: weights of a year are learnt on the forecasts whose horizon had passed by its end.

    found:   forecasts of several years, with the outcomes that were seen.
    members: which of its models are stacked.
    returns: shape (n,).
    """
    table = found.chances[:, [found.models.index(name) for name in members]]
    year, happened = found.asked.year, found.asked.came_back(HORIZON)
    out = np.empty(len(year))
    for origin in np.unique(year):
        past, now = year + HORIZON <= origin, year == origin
        out[now] = table[now] @ stack_weights(table[past], happened[past])
    return out
