"""What is known of a group at each origin: its lull, its past, its country (docs/methods/comeback.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import gammaincc, logit

from smoulder.models.comeback.grid import Grid, decayed, running_count, since_last, trailing_max, trailing_sum
from smoulder.models.comeback.origins import Origins
from smoulder.records.series import Bools, Floats, Ints
from smoulder.series.lull import ACTIVE

HALF_LIVES = (24, 72)
"""Months after which a month counts half in a group's pace."""


@dataclass(frozen=True, slots=True)
class Covariates:
    """A table of what was known at each origin.

    names:  one for each column.
    values: shape (n, column), NaN where it is not known.
    """

    names: tuple[str, ...]
    values: Floats

    def take(self, rows: Ints | Bools) -> Covariates:
        """These rows only."""
        return replace(self, values=self.values[rows])

    def column(self, name: str) -> Floats:
        """One column, shape (n,).

        raises: KeyError if there is none of that name.
        """
        if name not in self.names:
            raise KeyError(f"no covariate {name!r}; there are: {', '.join(self.names)}")
        column: Floats = self.values[:, self.names.index(name)]
        return column

    def only(self, names: Sequence[str]) -> Covariates:
        """These columns only, in this order."""
        return Covariates(tuple(names), np.stack([self.column(name) for name in names], axis=1))

    def join(self, more: Mapping[str, Floats]) -> Covariates:
        """The same with more columns, each of shape (n,)."""
        values = np.column_stack([self.values, *more.values()])
        return Covariates((*self.names, *more), values)


def covariates_of(origins: Origins, grid: Grid) -> Covariates:
    """The covariates of each origin; nothing later than the origin's month enters.

    grid:    the months of the same series.
    returns: one row for each origin; logarithms are log1p unless they are of a ratio.
    """
    at = (origins.unit, origins.month - grid.first)
    columns = (
        _of_the_question(origins)
        | _of_the_group(grid, at)
        | _of_the_pace(grid, at, origins)
        | _of_the_country(grid, at)
    )
    return Covariates(
        tuple(columns), np.stack([np.asarray(one, dtype=float) for one in columns.values()], axis=1)
    )


def _of_the_question(origins: Origins) -> dict[str, Floats]:
    """Age, A, M, P and the line."""
    twelve = origins.twelve
    return {
        "age": np.log1p(origins.age),
        "deaths_12": np.log1p(twelve),
        "lowest": np.log1p(origins.lowest),
        "peak": np.log(origins.peak),
        "gap": np.log(origins.line) - np.log1p(twelve),
        "depth": np.log1p(twelve) - np.log(origins.peak),
        "year": origins.month / 12.0,
    }


def _of_the_group(grid: Grid, at: tuple[Ints, Ints]) -> dict[str, Floats]:
    """Its last months and its past spells."""
    deaths = grid.deaths
    some = (deaths > 0).astype(float)
    return {
        "since_death": np.log1p(since_last(deaths > 0)[at]),
        "deaths_3": np.log1p(trailing_sum(deaths, 3)[at]),
        "active_months_12": trailing_sum(some, 12)[at],
        "active_months_60": trailing_sum(some, 60)[at],
        "comebacks": running_count(grid.back)[at],
        "history": np.log1p(running_count(grid.state == ACTIVE)[at]),
    }


def _of_the_pace(grid: Grid, at: tuple[Ints, Ints], origins: Origins) -> dict[str, Floats]:
    """How near its own pace of the last years comes to the line, and its best year of the last ten.

    `reach` is the log odds that a gamma variable with the mean and variance of twelve months at that pace
    comes to the line: the pace is the mean of its months, the last counting most.
    """
    seen = np.cumsum(np.nan_to_num(grid.deaths) > 0, axis=1) > 0
    out = {}
    for half_life in HALF_LIVES:
        mean = decayed(grid.deaths, seen, half_life)
        square = decayed(grid.deaths**2, seen, half_life)[at]
        pace = mean[at]
        variance = np.maximum(square - pace**2, pace) + 0.05
        pace = pace + 0.02
        chance = gammaincc(12 * pace**2 / variance, origins.line * pace / variance)
        out[f"reach_{half_life}"] = logit(np.clip(chance, 1e-4, 1 - 1e-4))
    out["best_120"] = np.log1p(trailing_max(grid.twelve, 120)[at]) - np.log(origins.line)
    return out


def _of_the_country(grid: Grid, at: tuple[Ints, Ints]) -> dict[str, Floats]:
    """The other groups of the country."""
    twelve = np.nan_to_num(grid.twelve)
    code = np.unique(np.asarray(grid.country), return_inverse=True)[1]
    whole = _summed(twelve, code)[code]
    return {"others": np.log1p(np.maximum(whole[at] - twelve[at], 0))}


def _summed(values: Floats, code: Ints) -> Floats:
    """Sums over the units of each code, shape (code, month)."""
    out = np.zeros((int(code.max(initial=-1)) + 1, values.shape[1]))
    np.add.at(out, code, values)
    return out
