"""Hazard by year of quiet, with pull, frailty of conflicts and drift (docs/methods/episodes.md#hazard)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.linalg import block_diag
from scipy.special import expit

from smoulder.models.episodes.laplace import Posterior, Prior, fit
from smoulder.models.episodes.quiet import QuietYears
from smoulder.models.episodes.scale import Scale, at_risk
from smoulder.records.series import Floats, Ints

AGE_PULL = (1 / 9, 1.0, 2.0, 2.0)
"""Precision of the level (about -3), of the logarithm of age, and of the first and the second year."""


@dataclass(frozen=True, slots=True)
class Hazard:
    """A member: log odds of a return in the next year, additive in age, covariates, conflict and year.

    covariates: their names; pull: precision of their coefficients, each for one standard deviation.
    frailty:    standard deviation of what conflicts differ by, in log odds; 0 for none.
    drift:      standard deviation of calendar years, in log odds; 0 for none.
    keeps:      share of a year's deviation that is left in the next.
    """

    name: str
    covariates: Sequence[str]
    pull: float
    frailty: float = 0.0
    drift: float = 0.0
    keeps: float = 0.0

    def fit(self, rows: QuietYears) -> FittedHazard:
        """Learn from every quiet year that was followed by another year.

        raises: NoLulls where there is none, or fighting never came back.
        """
        risk, happened = at_risk(rows)
        scale = Scale.of(risk, self.covariates)
        conflicts = np.unique(risk.conflict) if self.frailty else np.empty(0, dtype=np.int64)
        years = np.arange(risk.year.min(), risk.year.max() + 1) if self.drift else np.empty(0, dtype=np.int64)
        base = _by_age(risk.age, scale.of_rows(risk))
        table = np.hstack([base, _is(risk.conflict, conflicts), _is(risk.year, years)])
        pulls = np.array([*AGE_PULL, *[self.pull] * len(self.covariates)])
        precision = [
            np.diag(pulls),
            np.eye(len(conflicts)) / max(self.frailty, 1e-9) ** 2,
            self._tied(years),
        ]
        mean = np.zeros(table.shape[1])
        mean[0] = -3.0

        def chances(at: Floats) -> tuple[Floats, Floats]:
            chance = expit(table @ at)
            return chance, table * (chance * (1 - chance))[:, np.newaxis]

        return FittedHazard(
            self, scale, conflicts, years, fit(chances, happened, Prior(mean, block_diag(*precision)))
        )

    def _tied(self, years: Ints) -> Floats:
        """Precision of calendar years, each of which keeps a share of the one before."""
        if not len(years):
            return np.empty((0, 0))
        apart = np.abs(years[:, np.newaxis] - years)
        return np.linalg.inv(self.drift**2 * self.keeps**apart)


@dataclass(frozen=True, slots=True)
class FittedHazard:
    """The member after its fit; conflicts and years are those it has seen, in the order of their parameters."""

    model: Hazard
    scale: Scale
    conflicts: Ints
    years: Ints
    found: Posterior

    def chances(self, rows: QuietYears, years: int, draws: int, rng: np.random.Generator) -> Floats:
        """Chance of a return within so many years; covariates stay as they are, age and drift go on.

        Conflicts that were not seen, and years to come, are drawn from their priors.
        """
        at = self.found.draw(draws, rng)
        base = len(AGE_PULL) + len(self.model.covariates)
        ends = np.cumsum([base, len(self.conflicts), len(self.years)])
        values = self.scale.of_rows(rows)
        frailty = self._of_conflicts(rows.conflict, at[:, base : ends[1]], rng)
        drift = at[:, ends[2] - 1] if len(self.years) else np.zeros(draws)
        fresh = self.model.drift * np.sqrt(1 - self.model.keeps**2)
        quiet = np.ones((len(rows), draws))
        for ahead in range(years):
            drift = self.model.keeps * drift + fresh * rng.standard_normal(draws)
            quiet *= 1 - expit(_by_age(rows.age + ahead, values) @ at[:, :base].T + frailty + drift)
        return 1 - quiet

    def _of_conflicts(self, conflict: Ints, seen: Floats, rng: np.random.Generator) -> Floats:
        """What each row's conflict differs by, shape (n, draw)."""
        names, code = np.unique(conflict, return_inverse=True)
        fresh = self.model.frailty * rng.standard_normal((len(names), len(seen)))
        for at, name in enumerate(names):
            place = np.flatnonzero(self.conflicts == name)
            if len(place):
                fresh[at] = seen[:, place[0]]
        return fresh[code]


def _by_age(age: Ints, values: Floats) -> Floats:
    """Columns for level, logarithm of age, first year, second year, and the covariates."""
    base = [np.ones(len(age)), np.log(age) - 1.5, age == 1, age == 2]
    return np.column_stack([*base, values])


def _is(values: Ints, of: Ints) -> Floats:
    """One column for each of `of`, one where the row has it."""
    same: Floats = (values[:, np.newaxis] == of).astype(float)
    return same
