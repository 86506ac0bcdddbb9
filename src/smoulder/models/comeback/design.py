"""From covariates to the columns of a regression: centred, scaled, gaps marked (docs/methods/survival.md#design)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from smoulder.models.comeback.covariates import Covariates
from smoulder.records.errors import NoLulls
from smoulder.records.series import Floats


@dataclass(frozen=True, slots=True)
class Design:
    """How chosen covariates become columns, learned once from the rows of a fit.

    names:  the covariates, in the order of the columns.
    centre, scale: mean and standard deviation of the rows that are known; scale 1 where all are alike.
    low, high: least and greatest known value. A new row beyond them counts as standing there: outside
            what was seen, a line goes on flat. For the calendar year this means no further fall.
    gaps:   the covariates that were missing in some row; each has a column of its own after the others,
            1 where it is missing. The missing value itself becomes 0, the mean.
    """

    names: tuple[str, ...]
    centre: tuple[float, ...]
    scale: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    gaps: tuple[str, ...]

    @classmethod
    def learn(cls, covariates: Covariates, names: Sequence[str]) -> Design:
        """Learn centre, scale, range and gaps of the named columns.

        covariates: rows of the fit, shape (n, column); NaN where not known.
        raises:     NoLulls if there is no row; KeyError if a name is not among the columns.

        >>> rows = Covariates(("peak", "aim"), np.array([[1.0, np.nan], [3.0, 5.0]]))
        >>> Design.learn(rows, ["peak", "aim"]).columns
        ('peak', 'aim', 'no aim')
        """
        if not len(covariates.values):
            raise NoLulls("no origin to learn from; give a later as-of day")
        chosen = covariates.only(names).values if names else np.zeros((len(covariates.values), 0))
        known = ~np.isnan(chosen)
        # a column that is nowhere known has no mean: it counts as nought throughout
        chosen = np.where(known.any(axis=0), chosen, 0.0)
        spread = np.nanstd(chosen, axis=0)
        whole = np.asarray(known.all(axis=0)).tolist()
        return cls(
            names=tuple(names),
            centre=_plain(np.nanmean(chosen, axis=0)),
            scale=_plain(np.where(spread > 1e-9, spread, 1.0)),
            low=_plain(np.nanmin(chosen, axis=0)),
            high=_plain(np.nanmax(chosen, axis=0)),
            gaps=tuple(name for name, all_there in zip(names, whole, strict=True) if not all_there),
        )

    @property
    def columns(self) -> tuple[str, ...]:
        """A name for each column of the matrix."""
        return (*self.names, *(f"no {name}" for name in self.gaps))

    def apply(self, covariates: Covariates) -> Floats:
        """The matrix of these rows.

        returns: shape (n, column), no NaN. A covariate missing here that was never missing in the fit
                 counts as its mean.
        raises:  KeyError if a covariate is not there.

        >>> rows = Covariates(("peak", "aim"), np.array([[1.0, np.nan], [3.0, 5.0]]))
        >>> Design.learn(rows, ["peak", "aim"]).apply(rows).tolist()
        [[-1.0, 0.0, 1.0], [1.0, 0.0, 0.0]]
        """
        if not self.names:
            return np.zeros((len(covariates.values), 0))
        chosen = covariates.only(self.names).values
        missing = np.isnan(chosen)
        held = np.clip(chosen, self.low, self.high)
        main = np.where(missing, 0.0, (held - np.asarray(self.centre)) / np.asarray(self.scale))
        marked = missing[:, [self.names.index(name) for name in self.gaps]].astype(float)
        return np.hstack([main, marked])

    def stored(self) -> dict[str, Any]:  # Any: values of JSON
        """The design as JSON holds it; `Design.restored` reads it back."""
        return asdict(self)

    @classmethod
    def restored(cls, stored: Mapping[str, Any]) -> Design:  # Any: values of JSON
        """A design from what `stored` gave, lists as JSON makes them."""
        return cls(**{name: tuple(values) for name, values in stored.items()})


def _plain(values: Floats) -> tuple[float, ...]:
    return tuple(float(value) for value in values)
