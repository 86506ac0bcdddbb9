"""Boosted trees on the steps of waiting (docs/methods/comeback.md#members)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import expit

from smoulder.models.comeback.covariates import Covariates
from smoulder.models.comeback.hazard import NAMES
from smoulder.models.comeback.origins import Origins
from smoulder.models.comeback.steps import EDGES, MIDDLES, Steps, by_month, steps_of
from smoulder.models.comeback.trees import Trees, read_trees
from smoulder.records.series import Bools, Floats, Ints

SEED = 20200123


@dataclass(frozen=True, slots=True)
class Boosted:
    """Gradient-boosted trees of a few leaves for the chance of a comeback in each step, given none before.

    names:  covariates; a gap is passed on as a gap.
    bags:   fits on groups drawn again with replacement; their mean is the answer, and they are its draws.
    trees, leaves, rate, least, ridge, columns: LightGBM's number of rounds, leaves of a tree, learning rate,
            least rows in a leaf, L2 penalty and share of the columns that each tree sees.
    """

    names: Sequence[str] = NAMES
    bags: int = 4
    trees: int = 150
    leaves: int = 3
    rate: float = 0.05
    least: int = 100
    ridge: float = 50.0
    columns: float = 0.4
    name: str = "boosted"

    def fit(self, origins: Origins, covariates: Covariates, *, major: bool = False) -> FittedBoosted:
        """Grow the bags; see `ComebackModel.fit`."""
        steps = steps_of(origins, major=major)
        # a step that the data cut short is left out even where a comeback was seen in it: kept for its event
        # alone it would make comebacks look likelier than they are
        whole = (origins.followed[steps.row] >= EDGES[1:][steps.step]) | origins.won[steps.row]
        rows, event = _table(covariates, self.names, steps, whole), steps.event[whole]
        lent = (covariates.column("borrowed") > 0)[steps.row[whole]]
        start = np.stack([_log_odds(steps.step[whole][kind], event[kind]) for kind in (~lent, lent)])
        cluster = np.unique(origins.group, return_inverse=True)[1][steps.row[whole]]
        count = int(cluster.max()) + 1
        rng = np.random.default_rng(SEED)
        drawn = rng.multinomial(count, np.full(count, 1 / count), size=self.bags)
        models = [
            self._grow(
                rows, event, start[lent.astype(int), steps.step[whole]], weights[cluster].astype(float)
            )
            for weights in drawn
        ]
        return FittedBoosted(tuple(self.names), tuple(start[0].tolist()), tuple(models))

    def _grow(self, rows: Floats, event: Bools, start: Floats, weights: Floats) -> Trees:
        import lightgbm as lgb

        kept = weights > 0
        if not kept.any():  # of few groups, all that were drawn have been seen for less than a step
            return read_trees([])
        data = lgb.Dataset(
            rows[kept], event[kept].astype(float), weight=weights[kept], init_score=start[kept]
        )
        settings = {
            "objective": "binary",
            "num_leaves": self.leaves,
            "learning_rate": self.rate,
            "min_data_in_leaf": self.least,
            "lambda_l2": self.ridge,
            "feature_fraction": self.columns,
            "num_threads": 1,
            "deterministic": True,
            "force_row_wise": True,
            "verbose": -1,
            "seed": SEED,
        }
        return read_trees(lgb.train(settings, data, self.trees).dump_model()["tree_info"])


@dataclass(frozen=True, slots=True)
class FittedBoosted:
    """Grown trees, one set for each bag; `start` is the log odds of a group's comeback in each step,
    which they begin from."""

    names: tuple[str, ...]
    start: tuple[float, ...]
    models: tuple[Trees, ...]

    def curves(self, origins: Origins, covariates: Covariates, months: int) -> Floats:
        """Mean chance over the bags, shape (n, month)."""
        mean: Floats = by_month(self._rates(covariates), months).mean(axis=0)
        return mean

    def draw_curves(
        self, origins: Origins, covariates: Covariates, months: int, draws: int, rng: np.random.Generator
    ) -> Floats:
        """Each draw is one of the bags, shape (n, month, draw)."""
        chances = by_month(self._rates(covariates), months)
        return np.moveaxis(chances[rng.integers(len(self.models), size=draws)], 0, 2)

    def _rates(self, covariates: Covariates) -> Floats:
        """Events per month, shape (bag, row, step)."""
        own = covariates.only(self.names).values
        count = len(MIDDLES)
        rows = np.column_stack([np.repeat(own, count, axis=0), np.tile(MIDDLES, len(own))])
        found = []
        for trees in self.models:
            chance = expit(trees.sums(rows) + np.tile(self.start, len(own)))
            found.append(-np.log1p(-np.clip(chance, 1e-9, 0.999)).reshape(len(own), count) / np.diff(EDGES))
        return np.stack(found)

    def stored(self) -> dict[str, Any]:  # Any: values of JSON
        """As JSON holds it; `FittedBoosted.restored` reads it back."""
        return {
            "names": list(self.names),
            "start": list(self.start),
            "models": [one.stored() for one in self.models],
        }

    @classmethod
    def restored(cls, stored: Mapping[str, Any]) -> FittedBoosted:  # Any: values of JSON
        """What `stored` gave, read back."""
        return cls(
            tuple(stored["names"]),
            tuple(stored["start"]),
            tuple(Trees.restored(one) for one in stored["models"]),
        )


def _log_odds(step: Ints, event: Bools) -> Floats:
    """Log odds of a comeback in each step over all rows, shape (step,): steps differ in length, so that trees that
    had to find this out themselves would stay between them."""
    yes = np.bincount(step, event, len(MIDDLES)) + 0.5
    both = np.bincount(step, minlength=len(MIDDLES)) + 1.0
    odds: Floats = np.log(yes) - np.log(both - yes)
    return odds


def _table(covariates: Covariates, names: Sequence[str], steps: Steps, kept: Bools) -> Floats:
    """One row for each step that was watched to its end: the covariates, and how far ahead it lies."""
    own = covariates.only(names).values
    rows: Ints = steps.row[kept]
    return np.column_stack([own[rows], MIDDLES[steps.step[kept]]])
