"""Kaplan–Meier by class of age and depth, as a member of the stack (docs/methods/comeback.md#members)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from smoulder.models.comeback.covariates import Covariates
from smoulder.models.comeback.origins import Origins
from smoulder.models.comeback.steps import COUNT, EDGES, by_month
from smoulder.models.rates.kaplan_meier import survival
from smoulder.records.errors import NoLulls
from smoulder.records.series import Bools, Floats, Ints

AGES = np.array([6, 12, 24, 48, 96])
"""Months since the lull was known at which a new class of age begins."""
DEPTHS = np.array([1.0, 10.0, 25.0, 100.0])
"""Deaths in 12 months at which a new class of depth begins: 0, 1–9, 10–24, 25–99, 100 and more."""
BOOTSTRAP = 50
SEED = 20200123
PULL = 5.0
"""Lulls' worth of the curve of all origins of that depth that is mixed into a class."""


@dataclass(frozen=True, slots=True)
class Classes:
    """Kaplan–Meier of the groups' origins in each class; a class with few lulls leans on all ages of its depth."""

    name: str = "Kaplan–Meier by class"

    def fit(self, origins: Origins, covariates: Covariates, *, major: bool = False) -> FittedClasses:
        """Count; lulls borrowed from countries are left out. See `ComebackModel.fit`."""
        own = covariates.column("borrowed") == 0
        rows = origins.take(own & (origins.followed > 0))
        back = rows.back_major if major else rows.back
        if not (back > 0).any():
            raise NoLulls(f"none of {len(rows)} origins was followed by a comeback; give a later as-of day")
        group = np.unique(rows.group, return_inverse=True)[1]
        count = int(group.max()) + 1
        rng = np.random.default_rng(SEED)
        drawn = rng.multinomial(count, np.full(count, 1 / count), size=BOOTSTRAP)
        weights = np.vstack([np.ones(len(rows)), drawn[:, group]])
        age, depth = _classes(rows)
        lulls = rows.lull_code
        out = np.zeros((len(AGES) + 1, len(DEPTHS) + 1, BOOTSTRAP + 1, COUNT))
        whole = _curve(back, rows.followed, weights, np.ones(len(rows), dtype=bool))
        for deep in range(len(DEPTHS) + 1):
            at = depth == deep
            broad = _mixed(_curve(back, rows.followed, weights, at), len(np.unique(lulls[at])), whole)
            for old in range(len(AGES) + 1):
                inside = at & (age == old)
                own_curve = _curve(back, rows.followed, weights, inside)
                out[old, deep] = _mixed(own_curve, len(np.unique(lulls[inside])), broad)
        return FittedClasses(np.round(out, 6))


@dataclass(frozen=True, slots=True)
class FittedClasses:
    """Chances at the end of each step, shape (age, depth, draw, step).

    The first draw is the estimate, the others are a bootstrap over groups. Between two ends the rate is even.
    """

    chances: Floats

    def curves(self, origins: Origins, covariates: Covariates, months: int) -> Floats:
        """The estimate of each origin's class, shape (n, month)."""
        age, depth = _classes(origins)
        found: Floats = _as_far(self.chances[age, depth, 0], months)
        return found

    def draw_curves(
        self, origins: Origins, covariates: Covariates, months: int, draws: int, rng: np.random.Generator
    ) -> Floats:
        """Each draw is the class with groups drawn again, shape (n, month, draw)."""
        age, depth = _classes(origins)
        picked = self.chances[age, depth][:, 1 + rng.integers(BOOTSTRAP, size=draws)]
        return np.moveaxis(_as_far(picked, months), 1, 2)

    def stored(self) -> dict[str, Any]:  # Any: values of JSON
        """As JSON holds it; `FittedClasses.restored` reads it back."""
        return {"chances": self.chances.tolist()}

    @classmethod
    def restored(cls, stored: Mapping[str, Any]) -> FittedClasses:  # Any: values of JSON
        """What `stored` gave, read back."""
        return cls(np.array(stored["chances"], dtype=float))


def _classes(origins: Origins) -> tuple[Ints, Ints]:
    """Class of age and of depth of each origin."""
    return np.digitize(origins.age, AGES), np.digitize(origins.twelve, DEPTHS)


def _curve(back: Ints, followed: Ints, weights: Floats, inside: Bools) -> Floats:
    """Chance of a comeback by the end of each step after an origin of the class, shape (draw, step)."""
    leave = np.where(back > 0, back, followed)[inside]
    start = np.zeros(len(leave), dtype=np.int64)
    chances: Floats = 1 - survival(start, leave, back[inside] > 0, 0, int(EDGES[-1]), weights[:, inside])
    return chances[:, EDGES[1:] - 1]


def _mixed(own: Floats, lulls: int, broad: Floats) -> Floats:
    """The class's own curve, with the weight of a few lulls of the broader one."""
    mixed: Floats = (lulls * own + PULL * broad) / (lulls + PULL)
    return np.maximum.accumulate(mixed, axis=-1)


def _as_far(chances: Floats, months: int) -> Floats:
    """From the ends of steps to months, at an even rate in between, and at the last step's rate beyond."""
    load = -np.log1p(-np.minimum(chances, 0.999999))
    rates = np.diff(load, axis=-1, prepend=0.0) / np.diff(EDGES)
    return by_month(rates, months)
