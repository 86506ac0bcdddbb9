"""What a member of the comeback stack must do."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from smoulder.models.comeback.covariates import Covariates
from smoulder.models.comeback.origins import Origins
from smoulder.records.series import Floats


class Fitted(Protocol):
    """A member after its fit: chances of a comeback for any origins."""

    def curves(self, origins: Origins, covariates: Covariates, months: int) -> Floats:
        """Chance that A reaches the line within 1 … months after each origin.

        returns: shape (n, month), rising along months, between 0 and 1; nothing of what followed is used.
        """
        ...

    def draw_curves(
        self, origins: Origins, covariates: Covariates, months: int, draws: int, rng: np.random.Generator
    ) -> Floats:
        """The same with the error of the parameters, shape (n, month, draw); each draw rises along months."""
        ...


class ComebackModel(Protocol):
    """A member of the stack; `name` is what it is called in tables of scores."""

    @property
    def name(self) -> str:
        """What it is called in tables of scores."""
        ...

    def fit(self, origins: Origins, covariates: Covariates, *, major: bool = False) -> Fitted:
        """Learn from origins and what was seen after them.

        origins:    any number with `followed` and `back` as seen by the day of the fit; the same lull stands
                    there many times, so that errors cluster by group.
        covariates: one row for each; NaN where not known.
        major:      True to learn when A reached the major line instead.
        raises:     NoLulls where there is no origin, or not one comeback.
        """
        ...
