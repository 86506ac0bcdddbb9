"""Covariates on one scale, and the quiet years that can teach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.models.episodes.quiet import QuietYears
from smoulder.records.errors import NoLulls
from smoulder.records.series import Bools, Floats


@dataclass(frozen=True, slots=True)
class Scale:
    """Means and standard deviations of covariates, from the rows of the fit; shape (column,)."""

    names: tuple[str, ...]
    mean: Floats
    spread: Floats

    @classmethod
    def of(cls, rows: QuietYears, names: Sequence[str]) -> Scale:
        """The scale of these rows; a column without spread is left as it is."""
        values = rows.columns(names)
        spread = values.std(axis=0)
        return cls(tuple(names), values.mean(axis=0), np.where(spread > 0, spread, 1.0))

    def of_rows(self, rows: QuietYears) -> Floats:
        """The covariates of any rows on this scale, shape (n, column)."""
        found: Floats = (rows.columns(self.names) - self.mean) / self.spread
        return found


def at_risk(rows: QuietYears) -> tuple[QuietYears, Bools]:
    """The quiet years that were followed by a year, and whether fighting came back in it.

    raises: NoLulls where there is none, or fighting never came back.
    """
    risk = rows.take(rows.decided(1))
    happened = risk.came_back(1)
    if not happened.any():
        raise NoLulls(
            f"of {len(risk)} quiet years that were followed none saw fighting come back; give a later year"
        )
    return risk, happened
