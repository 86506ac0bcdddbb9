"""Discrete-time hazard of a comeback, with drift over the years (docs/methods/comeback.md#members)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from smoulder.models.comeback.covariates import Covariates
from smoulder.models.comeback.design import Design
from smoulder.models.comeback.laplace import Laplace, Prior, law_at
from smoulder.models.comeback.origins import Origins
from smoulder.models.comeback.steps import COUNT, EDGES, LEAD, Steps, by_month, steps_of
from smoulder.records.errors import NoLulls
from smoulder.records.series import Floats, Ints

NAMES = (
    "age",
    "deaths_12",
    "lowest",
    "peak",
    "depth",
    "since_death",
    "comebacks",
    "deaths_3",
    "active_months_60",
    "history",
    "best_120",
    "reach_24",
    "reach_72",
    "borrowed",
)
PERIOD = 36
"""Months between two steps of the drift."""
PERIODS = 8
"""Steps of the drift that are told apart; everything before them is one."""


@dataclass(frozen=True, slots=True)
class Hazard:
    """Complementary log-log regression on steps of waiting after each origin.

    names:    covariates; each has an effect, and a change of it with the logarithm of the lead.
    effect_sd, lead_sd: prior standard deviation of the effect and of its change, per standard deviation
              of the covariate; step_sd of each step's own level; drift_sd of the change of the level from
              one period of 36 months to the next.
    """

    names: Sequence[str] = NAMES
    effect_sd: float = 0.5
    lead_sd: float = 0.35
    step_sd: float = 1.2
    drift_sd: float = 0.1
    name: str = "hazard"

    def fit(self, origins: Origins, covariates: Covariates, *, major: bool = False) -> FittedHazard:
        """The most likely hazard with its error; see `ComebackModel.fit`."""
        steps = steps_of(origins, major=major)
        design = Design.learn(covariates, self.names)
        matrix = design.apply(covariates)
        last = int(origins.month.max())
        table = table_of(matrix, origins.month, steps, last)
        law = _most_likely(table, steps, self.prior(design), np.unique(origins.group, return_inverse=True)[1])
        return FittedHazard(design, law)

    def prior(self, design: Design) -> Prior:
        """Independent normal priors around nought of everything but the level, which is near flat."""
        names = ["level", *(f"to {edge} months" for edge in EDGES[1:])]
        names += design.columns
        names += [f"{one} × lead" for one in design.columns]
        names += [f"{PERIOD * one} months ago" for one in range(1, PERIODS + 1)]
        count = len(design.columns)
        sd = [50.0, *[self.step_sd] * COUNT, *[self.effect_sd] * count, *[self.lead_sd] * count]
        sd += [self.drift_sd] * PERIODS
        mean = np.zeros(len(names))
        mean[0] = -4.0
        return Prior(tuple(names), mean, np.array(sd))


@dataclass(frozen=True, slots=True)
class FittedHazard:
    """A hazard with its parameters: level, steps, effects, effects by lead, drift."""

    design: Design
    law: Laplace

    def curves(self, origins: Origins, covariates: Covariates, months: int) -> Floats:
        """Chances at the most likely parameters, shape (n, month)."""
        return by_month(_rates(self.design.apply(covariates), self.law.mode[np.newaxis])[0], months)

    def draw_curves(
        self, origins: Origins, covariates: Covariates, months: int, draws: int, rng: np.random.Generator
    ) -> Floats:
        """Chances for each draw of the parameters, shape (n, month, draw)."""
        rates = _rates(self.design.apply(covariates), self.law.draws(draws, rng))
        return np.moveaxis(by_month(rates, months), 0, 2)

    def stored(self) -> dict[str, Any]:  # Any: values of JSON
        """As JSON holds it; `FittedHazard.restored` reads it back."""
        return {"design": self.design.stored(), "law": self.law.stored()}

    @classmethod
    def restored(cls, stored: Mapping[str, Any]) -> FittedHazard:  # Any: values of JSON
        """What `stored` gave, read back."""
        return cls(Design.restored(stored["design"]), Laplace.restored(stored["law"]))


def _rates(matrix: Floats, theta: Floats) -> Floats:
    """Events per month by step at today's level, shape (draw, row, step).

    matrix: shape (row, column); theta: shape (draw, parameter).
    """
    count = matrix.shape[1]
    level = theta[:, :1] + theta[:, 1 : 1 + COUNT]
    effects = theta[:, 1 + COUNT : 1 + COUNT + count] @ matrix.T
    by_lead = theta[:, 1 + COUNT + count : 1 + COUNT + 2 * count] @ matrix.T
    rates: Floats = np.exp(
        np.clip(
            level[:, np.newaxis, :] + effects[:, :, np.newaxis] + by_lead[:, :, np.newaxis] * LEAD, -30, 3
        )
    )
    return rates


def table_of(matrix: Floats, month: Ints, steps: Steps, last: int) -> Floats:
    """The columns of the regression, one row for each step.

    The drift is a walk backwards from the last month: a row `k` periods ago holds 1 in its first k columns, so
    that each parameter is the change from one period to the one before, and the last level goes on flat.
    """
    own = matrix[steps.row]
    ago = (last - np.minimum(month[steps.row] + EDGES[steps.step], last)) // PERIOD
    return np.hstack(
        [
            np.ones((len(steps.row), 1)),
            np.eye(COUNT)[steps.step],
            own,
            own * LEAD[steps.step][:, np.newaxis],
            (ago[:, np.newaxis] >= np.arange(1, PERIODS + 1)).astype(float),
        ]
    )


def _most_likely(table: Floats, steps: Steps, prior: Prior, cluster_of_origin: Ints) -> Laplace:
    """Newton's steps on the penalised likelihood; the error counts clusters as `fit_laplace` does."""
    precision = 1.0 / prior.sd**2
    theta = prior.mean.copy()
    theta[0] = np.log(max(steps.event.sum(), 1) / steps.months.sum())
    exposure = np.log(steps.months)
    value, slope, information = _likelihood(table, exposure, steps, theta)

    def loss(value: float, at: Floats) -> float:
        return 0.5 * float(precision @ (at - prior.mean) ** 2) - value

    for _ in range(60):
        gradient = table.T @ slope - precision * (theta - prior.mean)
        curvature = (table * information[:, np.newaxis]).T @ table + np.diag(precision)
        step, share, now = np.linalg.solve(curvature, gradient), 1.0, loss(value, theta)
        tried = _likelihood(table, exposure, steps, theta + step)
        while loss(tried[0], theta + share * step) > now + 1e-9 and share > 1e-6:
            share /= 2
            tried = _likelihood(table, exposure, steps, theta + share * step)
        theta = theta + share * step
        value, slope, information = tried
        if now - loss(value, theta) < 1e-7 * (1 + abs(now)):
            break
    else:
        raise NoLulls("the hazard finds no most likely value; give more origins or fewer covariates")
    curvature = (table * information[:, np.newaxis]).T @ table + np.diag(precision)
    sums = np.zeros((int(cluster_of_origin.max()) + 1, len(theta)))
    np.add.at(sums, cluster_of_origin[steps.row], table * slope[:, np.newaxis])
    return law_at(prior, theta, value, curvature, sums)


def _likelihood(table: Floats, exposure: Floats, steps: Steps, theta: Floats) -> tuple[float, Floats, Floats]:
    """Weighted log-likelihood, its slope and its expected curvature in the linear term of each row."""
    hazard = np.exp(np.clip(exposure + table @ theta, -30, 4))
    chance = np.maximum(-np.expm1(-hazard), 1e-300)
    event, weight = steps.event, steps.weight
    value = weight * float(np.sum(np.where(event, np.log(chance), -hazard)))
    slope = weight * hazard * np.where(event, 1 / chance - 1, -1.0)
    information = weight * hazard**2 * (1 - chance) / chance
    return value, slope, information
