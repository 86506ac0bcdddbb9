"""What the comeback models learn from: origins with covariates, of groups and borrowed from countries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.models.comeback.borrowed import borrowed_series
from smoulder.models.comeback.covariates import Covariates, covariates_of
from smoulder.models.comeback.grid import grid_of
from smoulder.models.comeback.origins import Key, Origins, find_origins, join_origins
from smoulder.records.panel import Panel
from smoulder.records.series import Bools, Ints, Series
from smoulder.records.settings import Settings
from smoulder.series.all_lulls import walk_histories

EVERY = 3
"""Months of a lull between two origins: the next ones tell almost the same."""


@dataclass(frozen=True, slots=True)
class Groups:
    """Series of groups, of deaths of all kinds.

    won: month index from which a group was known to be the government of a country.
    """

    series: Sequence[Series]
    won: Mapping[Key, int]


@dataclass(frozen=True, slots=True)
class Sample:
    """Origins with what was known at each.

    borrowed: shape (n,), True for origins of whole countries.
    """

    origins: Origins
    covariates: Covariates

    def __len__(self) -> int:
        return len(self.origins)

    @property
    def borrowed(self) -> Bools:
        """True where the origin is of a whole country."""
        return self.covariates.column("borrowed") > 0

    def take(self, rows: Ints | Bools) -> Sample:
        """These rows only."""
        return Sample(self.origins.take(rows), self.covariates.take(rows))

    def seen_by(self, month: int) -> Sample:
        """The origins up to a month, with only what was seen of their outcome by its end."""
        covariates = self.covariates.take(self.origins.month <= month)
        return Sample(self.origins.seen_by(month), covariates)


def build_sample(
    groups: Groups, panel: Panel | None, settings: Settings, to: int | None = None, every: int = EVERY
) -> Sample:
    """The origins of all groups, and of countries that have no groups of their own here.

    panel:   countries by month, or None to borrow nothing.
    to:      last month that is seen, or None for all.
    every:   months of a lull between two origins; the first is the month it was known.
    returns: rows of groups first. Nothing at an origin depends on a later month.
    """
    own = _sample_of(groups, settings, to, every, borrowed=False)
    if panel is None:
        return own
    countries = borrowed_series(panel, {one.country for one in groups.series})
    lent = _sample_of(Groups(countries, {}), settings, to, every, borrowed=True)
    return Sample(
        join_origins(own.origins, lent.origins),
        Covariates(own.covariates.names, np.vstack([own.covariates.values, lent.covariates.values])),
    )


def _sample_of(groups: Groups, settings: Settings, to: int | None, every: int, *, borrowed: bool) -> Sample:
    histories = walk_histories(groups.series, settings, to)
    origins = find_origins(groups.series, settings, groups.won, to, histories)
    grid = grid_of(histories)
    kept = origins.take(origins.age % every == 0)
    covariates = covariates_of(kept, grid)
    return Sample(kept, covariates.join({"borrowed": np.full(len(kept), float(borrowed))}))
