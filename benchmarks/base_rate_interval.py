"""Do the 90 % intervals of a base rate hold the truth? Simulated lulls of groups in countries that are alike.

Run: ./go python benchmarks/base_rate_interval.py [--runs 400]

Each run draws countries around a mean chance, groups around their country, one or two lulls of each group, and a month
at which each is last seen. The interval of `models/rates/curve.py` at 12 months is right if it holds the mean chance.
A minute for 400 runs of each setting.
"""

from __future__ import annotations

import argparse
from typing import NamedTuple

import numpy as np

from smoulder.models.rates.curve import draw_curve, resampled
from smoulder.models.rates.followed import Case, Followed, followed

HORIZON = 12
LONGEST = 60


class World(NamedTuple):
    """How lulls are drawn.

    chance: mean chance of a comeback within 12 months; groups: of each country, on average.
    alike:  correlation of two groups of a country, and again of two lulls of a group.
    cut:    True where cases are last seen after 1 to 60 months, False where all are seen for 60.
    """

    countries: int
    groups: float
    chance: float
    alike: float
    cut: bool


WORLDS = (
    World(3, 2, 0.3, 0.0, cut=False),
    World(6, 2, 0.3, 0.0, cut=True),
    World(4, 2, 0.5, 0.1, cut=False),
    World(5, 3, 0.05, 0.05, cut=True),
    World(10, 3, 0.2, 0.05, cut=True),
    World(12, 10, 0.2, 0.1, cut=True),
    World(12, 10, 0.03, 0.05, cut=False),
)


def draw_lulls(world: World, rng: np.random.Generator) -> Followed:
    """The lulls of one run."""
    cases = []
    for country in range(world.countries):
        there = _around(world.chance, world.alike, rng)
        for group in range(1 + rng.poisson(world.groups - 1)):
            hazard = 1 - (1 - _around(there, world.alike, rng)) ** (1 / HORIZON)
            for _ in range(int(rng.integers(1, 3))):
                back = int(rng.geometric(max(hazard, 1e-9)))
                seen = int(rng.integers(1, LONGEST)) if world.cut else LONGEST
                end = "comeback" if back <= seen else "open"
                cases.append(Case(str(country), 1000 * country + group, 0, min(back, seen), end))
    return followed(cases)


def _around(chance: float, alike: float, rng: np.random.Generator) -> float:
    if not alike:
        return chance
    size = 1 / alike - 1
    return float(np.clip(rng.beta(max(chance * size, 1e-3), max((1 - chance) * size, 1e-3)), 0, 0.999))


def coverage(world: World, runs: int, rng: np.random.Generator) -> tuple[float, float]:
    """The share of intervals that hold the mean chance, and how wide they are on average."""
    held, width = [], []
    for _ in range(runs):
        lulls = draw_lulls(world, rng)
        rank = rng.uniform(size=(400, 1))
        curve = draw_curve(lulls, lulls, 0, HORIZON, resampled(lulls, rng), rank)
        low, high = np.quantile(curve.draws[:, HORIZON - 1], [0.05, 0.95])
        held.append(low <= world.chance <= high)
        width.append(high - low)
    return float(np.mean(held)), float(np.mean(width))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=400)
    runs = parser.parse_args().runs
    rng = np.random.default_rng(3)
    for world in WORLDS:
        share, width = coverage(world, runs, rng)
        print(f"{world}: holds {share:.3f}, width {width:.3f}")
