"""Boosted trees on quiet years (docs/methods/episodes.md#boosted)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from smoulder.models.episodes.quiet import QuietYears
from smoulder.models.episodes.scale import at_risk
from smoulder.records.series import Floats, Ints

TREES = 120
SETTINGS = {
    "objective": "binary",
    "learning_rate": 0.03,
    "num_leaves": 4,
    "min_data_in_leaf": 60,
    "lambda_l2": 20.0,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "seed": 1,
    "deterministic": True,
    "force_col_wise": True,
    "num_threads": 1,
    "verbose": -1,
}


@dataclass(frozen=True, slots=True)
class Boosted:
    """A member: small trees for a return in the next year, from age and covariates."""

    name: str
    covariates: Sequence[str]

    def fit(self, rows: QuietYears) -> FittedBoosted:
        """Learn from every quiet year that was followed by another year.

        raises: NoLulls where there is none, or fighting never came back.
        """
        import lightgbm

        risk, happened = at_risk(rows)
        data = lightgbm.Dataset(_table(risk, risk.age, self.covariates), happened.astype(float))
        return FittedBoosted(self, lightgbm.train(SETTINGS, data, TREES))


@dataclass(frozen=True, slots=True)
class FittedBoosted:
    """The member after its fit; it carries no error of its own, so that there is one draw."""

    model: Boosted
    trees: Any  # a Booster of lightgbm, which is loaded only where it is used

    def chances(self, rows: QuietYears, years: int, draws: int, rng: np.random.Generator) -> Floats:
        """Chance of a return within so many years; covariates stay as they are, age goes on."""
        quiet = np.ones(len(rows))
        for ahead in range(years):
            quiet *= 1 - self.trees.predict(_table(rows, rows.age + ahead, self.model.covariates))
        return (1 - quiet)[:, np.newaxis]


def _table(rows: QuietYears, age: Ints, names: Sequence[str]) -> Floats:
    return np.column_stack([age, rows.columns(names)])
