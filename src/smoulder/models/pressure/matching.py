"""Places that were left against places like them that were not: nearest neighbours, with their balance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.models.scores.resample import Estimate, draw_clusters, estimate
from smoulder.records.series import Bools, Floats, Ints


@dataclass(frozen=True, slots=True)
class Balance:
    """How far those that left differ from those that stayed in one trait, in standard deviations.

    left, stayed, matched: means. before, after: standardised differences, before and after matching.
    """

    trait: str
    left: float
    stayed: float
    matched: float
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Matched:
    """Matches of the units that left.

    units:  rows of the units that left and found a match. partners: shape (unit, k), rows of their matches,
            with replacement. unmatched: how many that left found none in their stratum.
    """

    units: Ints
    partners: Ints
    unmatched: int
    balance: tuple[Balance, ...]


def match_nearest(
    traits: Floats, names: Sequence[str], left: Bools, stratum: Sequence[str], neighbours: int = 3
) -> Matched:
    """Give each unit that left its nearest units that stayed, exactly alike in the stratum.

    traits:  shape (unit, trait), finite; distances are Euclidean after division by each trait's deviation.
    stratum: shape (unit,), what must be the same, such as the region and whether there was violence before.
    returns: up to `neighbours` partners each, with replacement, nearest first (ties by row); a unit with fewer
             than that many in its stratum has its last one again.
    source:  Stuart 2010, Statistical Science 25(1).
    """
    scale = traits.std(axis=0) if len(traits) else np.ones(traits.shape[1])
    scaled = traits / np.where(scale > 0, scale, 1.0)
    labels = np.asarray(stratum)
    units, partners, unmatched = [], [], 0
    for row in np.flatnonzero(left):
        pool = np.flatnonzero(~left & (labels == labels[row]))
        if not len(pool):
            unmatched += 1
            continue
        distance = np.sum((scaled[pool] - scaled[row]) ** 2, axis=1)
        near = pool[np.argsort(distance, kind="stable")[:neighbours]]
        units.append(int(row))
        partners.append(np.pad(near, (0, neighbours - len(near)), mode="edge"))
    found = np.array(partners, dtype=np.int64).reshape(len(units), neighbours)
    rows = np.array(units, dtype=np.int64)
    return Matched(rows, found, unmatched, _balance(traits, names, left, rows, found))


def _balance(
    traits: Floats, names: Sequence[str], left: Bools, units: Ints, partners: Ints
) -> tuple[Balance, ...]:
    if not len(units) or left.all():
        return ()
    table = []
    for at, name in enumerate(names):
        one = traits[:, at]
        spread = np.sqrt((one[left].var() + one[~left].var()) / 2)
        spread = spread if spread > 0 else 1.0
        matched = one[partners].mean()
        table.append(
            Balance(
                trait=name,
                left=float(one[left].mean()),
                stayed=float(one[~left].mean()),
                matched=float(matched),
                before=float((one[left].mean() - one[~left].mean()) / spread),
                after=float((one[units].mean() - matched) / spread),
            )
        )
    return tuple(table)


def difference(
    change: Floats, matched: Matched, cluster: Sequence[str], rng: np.random.Generator
) -> Estimate:
    """Mean change of those that left less that of their matches.

    change:  shape (unit,), after minus before; cluster: shape (unit,), such as the mission.
    returns: the difference with a 90 % interval over clusters of the units that left, drawn again with their
             matches held; it does not carry the error of the matching itself.
    raises:  ValueError if nothing is matched.
    """
    if not len(matched.units):
        raise ValueError("no unit that left has a match; coarsen the stratum")
    gap = change[matched.units] - change[matched.partners].mean(axis=1)
    drawn = draw_clusters([cluster[row] for row in matched.units], rng)
    sums = drawn.sums(np.column_stack([gap, np.ones(len(gap))]))
    again = drawn.weights @ sums
    return estimate(float(gap.mean()), again[:, 0] / again[:, 1])


def plain_difference(
    change: Floats, left: Bools, cluster: Sequence[str], rng: np.random.Generator
) -> Estimate:
    """Mean change of all that left less that of all that stayed, without matching.

    raises: ValueError if there is none of one sort.
    """
    if not left.any() or left.all():
        raise ValueError("a difference needs units that left and units that stayed")
    drawn = draw_clusters(list(cluster), rng)
    gone = left.astype(float)
    sums = drawn.sums(np.column_stack([change * gone, gone, change * (1 - gone), 1 - gone]))
    again = drawn.weights @ sums
    with np.errstate(invalid="ignore", divide="ignore"):
        spread = again[:, 0] / again[:, 1] - again[:, 2] / again[:, 3]
    return estimate(float(change[left].mean() - change[~left].mean()), spread)
