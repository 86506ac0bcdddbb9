"""What months would have shown, where only years are known: drawn from past lulls (docs/methods/comeback.md#years)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from smoulder.models.comeback.covariates import Covariates
from smoulder.models.comeback.sample import Sample
from smoulder.records.series import Floats

PATTERN = ("since_death", "deaths_3", "active_months_12", "active_months_60", "reach_24", "reach_72")
"""Covariates that tell how deaths lie in the months: a year laid evenly on them says nothing of this."""
AMOUNT = ("deaths_12", "lowest", "gap", "depth")
"""Covariates of how many there were: of a year under 25 deaths no more is known than that."""
UNDER = 25.0
DEPTHS = np.array([UNDER, 100.0])
AGES = np.array([12, 36])
"""Deaths in 12 months, and months since the lull was known, at which a new class of donors begins."""
MOST = 40
SEED = 20200123


@dataclass(frozen=True, slots=True)
class Donors:
    """Past origins of groups by class of depth and age.

    rows: by class, shape (donor, covariate), in the order of PATTERN and AMOUNT, with A behind them.
    """

    rows: Mapping[str, Floats]

    def fill(self, now: Sample) -> Sample:
        """The origin once for each donor of its class, with what is not known of it taken from there.

        now:     one origin; its PATTERN is NaN where its months are not known.
        returns: the origin itself where nothing is missing, or where no past lull was ever like it.
        """
        values = now.covariates
        if not np.isnan(values.only(PATTERN).values).any():
            return now
        twelve = float(now.origins.twelve[0])
        donors = self.rows.get(_class(twelve, int(now.origins.age[0])), self.rows.get(_depth(twelve)))
        if donors is None:
            return now
        many = now.take(np.zeros(len(donors), dtype=np.int64))
        names = (*PATTERN, *AMOUNT) if twelve < UNDER else PATTERN
        table = many.covariates.values.copy()
        for name in names:
            table[:, values.names.index(name)] = donors[:, (*PATTERN, *AMOUNT).index(name)]
        deaths = donors[:, -1] if twelve < UNDER else many.origins.twelve
        return Sample(replace(many.origins, twelve=deaths), Covariates(values.names, table))

    def stored(self) -> dict[str, Any]:  # Any: values of JSON
        """As JSON holds it; `Donors.restored` reads it back."""
        return {name: rows.tolist() for name, rows in self.rows.items()}

    @classmethod
    def restored(cls, stored: Mapping[str, Any]) -> Donors:  # Any: values of JSON
        """What `stored` gave, read back."""
        return cls({name: np.array(rows, dtype=float) for name, rows in stored.items()})


def learn_donors(groups: Sample) -> Donors:
    """Draw the donors of each class from origins of groups.

    returns: at most MOST for a class of depth and age, and as many for a depth at any age.
    """
    rng = np.random.default_rng(SEED)
    table = np.column_stack([groups.covariates.only((*PATTERN, *AMOUNT)).values, groups.origins.twelve])
    labels = [
        (_class(float(twelve), int(age)), _depth(float(twelve)))
        for twelve, age in zip(groups.origins.twelve, groups.origins.age, strict=True)
    ]
    rows: dict[str, Floats] = {}
    for name in sorted({label for both in labels for label in both}):
        inside = np.flatnonzero([name in both for both in labels])
        rows[name] = table[np.sort(rng.permutation(inside)[:MOST])]
    return Donors(rows)


def _depth(twelve: float) -> str:
    return f"depth {int(np.digitize(twelve, DEPTHS))}"


def _class(twelve: float, age: int) -> str:
    return f"{_depth(twelve)}, age {int(np.digitize(age, AGES))}"
