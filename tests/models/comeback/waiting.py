"""Made-up lulls for the tests of the comeback members."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from smoulder.models.comeback.covariates import Covariates
from smoulder.models.comeback.fitted import COLUMNS
from smoulder.models.comeback.origins import Origins
from smoulder.records.series import Floats, Ints


def origins_of(group: Ints, age: Ints, back: Ints, followed: Ints) -> Origins:
    """Origins of one lull for each group, known in month 100."""
    size = len(group)
    flat = np.full(size, 30.0)
    return Origins(
        countries=("Nowhere",),
        unit=group,
        group=group,
        country=np.zeros(size, dtype=np.int64),
        lull=np.full(size, 100),
        month=100 + age,
        twelve=np.zeros(size),
        lowest=np.zeros(size),
        peak=flat * 10,
        line=flat,
        major_line=flat * 5,
        back=back,
        back_major=np.where(back % 2 == 1, back, 0),
        followed=followed,
        won=np.zeros(size, dtype=bool),
    )


def made_lulls(
    groups: int, rng: np.random.Generator, seen: int = 72, power: float = 0.8, spread: float = 0.5
) -> tuple[Origins, Covariates]:
    """Lulls of a Weibull hazard that rises with the peak, with a frailty of variance `spread`, asked yearly."""
    drive = rng.standard_normal(groups)
    frailty = rng.gamma(1 / spread, spread, groups) if spread else np.ones(groups)
    rise = np.exp(-1.0 + 0.5 * drive) * frailty
    start = (3.0 / 36.0) ** power
    waits = 36.0 * (start + rng.exponential(size=groups) / rise) ** (1 / power) - 3.0
    end = np.ceil(waits).astype(np.int64)
    rows = [
        (one, age, int(end[one] - age) if end[one] <= seen else 0, seen - age)
        for one in range(groups)
        for age in range(0, int(min(end[one], seen)), 12)
    ]
    group, age, back, followed = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    return origins_of(group, age, back, followed), covariates_for(group, drive, rng)


def covariates_for(group: Ints, drive: Floats, rng: np.random.Generator) -> Covariates:
    """All columns of the members; only the peak says anything, and some of `others` is not known."""
    values = rng.standard_normal((len(group), len(COLUMNS)))
    values[:, COLUMNS.index("peak")] = drive[group]
    values[::7, COLUMNS.index("others")] = np.nan
    return Covariates(COLUMNS, values)


def none_came_back(origins: Origins) -> Origins:
    """The same with every comeback unseen."""
    nothing = np.zeros(len(origins), dtype=np.int64)
    return replace(origins, back=nothing, back_major=nothing)
