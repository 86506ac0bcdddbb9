"""What all members fitted with Laplace draws share: curves at the mode, and curves of draws."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

import numpy as np

from smoulder.models.comeback.covariates import Covariates
from smoulder.models.comeback.laplace import Laplace, Prior
from smoulder.models.comeback.origins import Origins
from smoulder.records.series import Floats

COEFFICIENT_SD = 0.25
"""Prior standard deviation of a coefficient, per standard deviation of its covariate: nineteen in twenty
say that it changes the hazard, or the odds, by a factor of less than 1.6. Chosen on outcomes known by 2005."""
COLUMNS = (
    "gap",
    "deaths_12",
    "lowest",
    "peak",
    "since_death",
    "comebacks",
    "history",
    "best_120",
    "reach_72",
    "active_months_12",
    "others",
    "year",
)
"""Covariates of the parametric members; age is in the hazard itself."""


Matrices = tuple[Floats, ...]
"""Matrices of shape (n, column), one for each design of a fit."""


class LaplaceFitted(ABC):
    """A fit whose error is a normal law of parameters; a member says how parameters give curves."""

    law: Laplace

    @abstractmethod
    def matrices(self, covariates: Covariates) -> Matrices:
        """The covariates as the fit takes them: made once for all sets of parameters."""

    @abstractmethod
    def curves_at(self, theta: Floats, origins: Origins, matrices: Matrices, months: int) -> Floats:
        """Chances of a comeback within 1 … months for one set of parameters, shape (n, month)."""

    def curves(self, origins: Origins, covariates: Covariates, months: int) -> Floats:
        """Chances at the most likely parameters, shape (n, month)."""
        return self.curves_at(self.law.mode, origins, self.matrices(covariates), months)

    def draw_curves(
        self, origins: Origins, covariates: Covariates, months: int, draws: int, rng: np.random.Generator
    ) -> Floats:
        """Chances for each draw of the parameters, shape (n, month, draw)."""
        thetas = self.law.draws(draws, rng)
        out, matrices = np.empty((len(origins), months, draws)), self.matrices(covariates)
        for one, theta in enumerate(thetas):
            out[:, :, one] = self.curves_at(theta, origins, matrices, months)
        return out


def coefficients(columns: Sequence[str], sd: float = COEFFICIENT_SD) -> Prior:
    """The prior of coefficients: nought, give or take `sd`."""
    return Prior(tuple(columns), np.zeros(len(columns)), np.full(len(columns), sd))


def scalar(name: str, mean: float, sd: float) -> Prior:
    """The prior of one parameter."""
    return Prior((name,), np.array([mean]), np.array([sd]))
