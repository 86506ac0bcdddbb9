"""What is known of a group at each origin: its lull, its past, its country (docs/methods/comeback.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import gammaincc, logit

from smoulder.models.comeback.grid import Grid, decayed, running_count, since_last, trailing_max, trailing_sum
from smoulder.models.comeback.origins import Origins
from smoulder.records.series import Bools, Floats, Ints
from smoulder.series.lull import ACTIVE, LULL

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
        "major_gap": np.log(origins.major_line) - np.log1p(twelve),
        "depth": np.log1p(twelve) - np.log(origins.peak),
        "year": origins.month / 12.0,
    }


def _of_the_group(grid: Grid, at: tuple[Ints, Ints]) -> dict[str, Floats]:
    """Its last months, its past spells, and how it fought."""
    deaths, events = grid.deaths, grid.events
    lulls = running_count(grid.known)[at]
    comebacks = running_count(grid.back)[at]
    active = trailing_sum((deaths > 0).astype(float), 60)[at]
    out = {
        "since_death": np.log1p(since_last(deaths > 0)[at]),
        "since_ten": np.log1p(since_last(deaths >= 10)[at]),
        "deaths_1": np.log1p(deaths[at]),
        "deaths_3": np.log1p(trailing_sum(deaths, 3)[at]),
        "deaths_6": np.log1p(trailing_sum(deaths, 6)[at]),
        "deaths_24": np.log1p(trailing_sum(deaths, 24)[at]),
        "deaths_60": np.log1p(trailing_sum(deaths, 60)[at]),
        "events_12": np.log1p(trailing_sum(events, 12)[at]),
        "active_months_12": trailing_sum((deaths > 0).astype(float), 12)[at],
        "active_months_60": active,
        "comebacks": comebacks,
        "lulls": lulls,
        "active_share": trailing_sum((grid.state == ACTIVE).astype(float), 120)[at] / 120,
        "history": np.log1p(running_count(grid.state == ACTIVE)[at]),
        "highest": np.log1p(np.fmax.accumulate(np.nan_to_num(grid.twelve), axis=1)[at]),
    }
    out["inflicted_share"] = _share(grid.inflicted, grid.inflicted + grid.suffered, at)
    out["state_share"] = _share(grid.state_based, deaths, at)
    out["one_sided_share"] = _share(grid.one_sided, deaths, at)
    return out


def _share(part: Floats, whole: Floats, at: tuple[Ints, Ints]) -> Floats:
    """Part of a whole over all months to now; NaN where the whole is nought."""
    over = np.cumsum(np.nan_to_num(whole), axis=1)[at]
    share: Floats = np.divide(
        np.cumsum(np.nan_to_num(part), axis=1)[at], over, out=np.full(len(over), np.nan), where=over > 0
    )
    return share


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
        out[f"pace_{half_life}"] = np.log1p(12 * pace)
        out[f"reach_{half_life}"] = logit(np.clip(chance, 1e-4, 1 - 1e-4))
    out["best_120"] = np.log1p(trailing_max(grid.twelve, 120)[at]) - np.log(origins.line)
    return out


def _of_the_country(grid: Grid, at: tuple[Ints, Ints]) -> dict[str, Floats]:
    """The other groups of the country, and the group itself elsewhere."""
    twelve = np.nan_to_num(grid.twelve)
    place = np.asarray(grid.country)
    code = np.unique(place, return_inverse=True)[1]
    by_country = _summed(twelve, code)[code]
    active = _summed((grid.state == ACTIVE).astype(float), code)[code]
    back = _summed(trailing_sum(grid.back.astype(float), 36), code)[code]
    at_risk = _summed(trailing_sum((grid.state == LULL).astype(float), 36), code)[code]
    own_back = trailing_sum(grid.back.astype(float), 36)[at]
    own_risk = trailing_sum((grid.state == LULL).astype(float), 36)[at]
    group = np.unique(np.asarray(grid.group), return_inverse=True)[1]
    abroad = _summed(twelve, group)[group]
    rate = (back[at] - own_back + 0.5) / (at_risk[at] - own_risk + 50.0)
    recent = np.nan_to_num(trailing_sum(grid.deaths, 6))
    return {
        "others": np.log1p(np.maximum(by_country[at] - twelve[at], 0)),
        "others_6": np.log1p(np.maximum(_summed(recent, code)[code][at] - recent[at], 0)),
        "others_active": np.log1p(active[at]),
        "country_rate": np.log(rate),
        "abroad": np.log1p(np.maximum(abroad[at] - twelve[at], 0)),
    }


def _summed(values: Floats, code: Ints) -> Floats:
    """Sums over the units of each code, shape (code, month)."""
    out = np.zeros((int(code.max()) + 1, values.shape[1]))
    np.add.at(out, code, values)
    return out
