"""How often the record's 90 % intervals hold the truth, by how many lulls there are (docs/methods/ledger-scores.md).

python benchmarks/ledger_intervals.py [RUNS]
"""

from __future__ import annotations

import sys

import numpy as np

from smoulder.models.scores.resample import Estimate
from smoulder.models.scores.robust import (
    auc_robust,
    mean_robust,
    share_robust,
    skill_robust,
    weigh_clusters,
)
from smoulder.records.series import Bools, Floats, Ints

FIGURES = ("Brier", "skill", "AUC", "share")
LULLS = (10, 20, 50, 200)
LEAST_EACH = 5
MANY = 200_000
"""Lulls by which the truth is found."""

World = tuple[Ints, Bools, Floats]


def made_up(lulls: int, rng: np.random.Generator) -> World:
    """Lull, outcome and chance given of each question: one to six a lull, which share its fate."""
    each = rng.integers(1, 7, lulls)
    lull = np.repeat(np.arange(lulls), each)
    chance = np.clip(rng.beta(1, 5, lulls)[lull] * rng.uniform(0.5, 1.5, len(lull)), 0.01, 0.95)
    happened = rng.random(lulls)[lull] < chance
    given = np.clip(chance * rng.lognormal(0, 0.5, len(lull)), 0.01, 0.95)
    return lull, happened, given


def figures(world: World) -> list[Estimate]:
    """The four figures with their intervals; the reference of the skill always says a sixth."""
    lull, happened, given = world
    of = weigh_clusters(lull)
    own, reference = (given - happened) ** 2, (1 / 6 - happened) ** 2
    return [
        mean_robust(own, of),
        skill_robust(own, reference, of),
        auc_robust(given, happened, of),
        share_robust(happened, of),
    ]


def held(lulls: int, runs: int, truth: list[float], rng: np.random.Generator) -> tuple[Floats, Ints]:
    """Share of runs in which each interval held the truth, and the runs that had one; AUC only where it is shown."""
    inside, counted = np.zeros(len(FIGURES)), np.zeros(len(FIGURES), dtype=np.int64)
    for _ in range(runs):
        world = made_up(lulls, rng)
        lull, happened, _ = world
        few = min(len(np.unique(lull[happened])), len(np.unique(lull[~happened]))) < LEAST_EACH
        for at, one in enumerate(figures(world)):
            if np.isnan(one.low) or (FIGURES[at] == "AUC" and few):
                continue
            counted[at] += 1
            inside[at] += one.low <= truth[at] <= one.high
    return inside / np.maximum(counted, 1), counted


def main(runs: int) -> None:
    truth = [one.value for one in figures(made_up(MANY, np.random.default_rng(0)))]
    print("lulls  " + "  ".join(f"{name:>14}" for name in FIGURES))
    for lulls in LULLS:
        share, counted = held(lulls, runs, truth, np.random.default_rng(lulls))
        cells = (f"{100 * one:.0f} % of {n}" for one, n in zip(share, counted, strict=True))
        print(f"{lulls:>5}  " + "  ".join(f"{cell:>14}" for cell in cells))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1500)
