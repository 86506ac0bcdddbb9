"""What a member of the episode stack must do."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from smoulder.models.episodes.quiet import QuietYears
from smoulder.records.series import Floats


class Fitted(Protocol):
    """A member after its fit."""

    def chances(self, rows: QuietYears, years: int, draws: int, rng: np.random.Generator) -> Floats:
        """Chance that fighting comes back within so many years of each row.

        returns: shape (n, draw), between 0 and 1; one draw where the member carries no error. Only age and covariates
                 of the rows are used, and nothing of what followed.
        """
        ...


class EpisodeModel(Protocol):
    """A member of the stack."""

    @property
    def name(self) -> str:
        """What it is called in tables of scores."""
        ...

    def fit(self, rows: QuietYears) -> Fitted:
        """Learn from quiet years and what was seen after them, by the day of the fit.

        raises: NoLulls where no quiet year was followed, or fighting never came back.
        """
        ...
