"""Bayes factors between the hypotheses for what was counted (docs/methods/opportunity.md#factors)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from smoulder.models.opportunity.effect import Outlook, no_effect, uses
from smoulder.models.opportunity.kinds import LEAVES, Effect, Kind, Leaf
from smoulder.records.series import Floats

PAIRS: tuple[tuple[Leaf, Leaf], ...] = tuple(combinations(LEAVES, 2))
"""Which hypotheses are set against each other."""
CURVE = np.array([1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0])
"""Effects, in times, at which the curve is drawn."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A Bayes factor with its range over the assumed effects, 5 to 95 %."""

    value: float
    low: float
    high: float


def chance_under(outlook: Outlook, seen: Floats, effect: Effect, signs: Sequence[int]) -> Floats:
    """Chance of totals under one hypothesis, its ranges averaged over; shape (case,).

    seen: shape (case, phase).
    """
    still = outlook.chance(seen, no_effect(len(signs)))
    use = float(effect.use.shares().mean())
    if use == 0:
        return still
    return use * outlook.chance(seen, uses(effect.times.ratios(), signs)) + (1 - use) * still


def factors_of(
    outlook: Outlook, seen: Floats, kind: Kind, signs: Sequence[int]
) -> dict[tuple[Leaf, Leaf], Floats]:
    """Bayes factor of the first of each pair over the second, for many totals; each of shape (case,)."""
    chances = {leaf: chance_under(outlook, seen, kind.effects[leaf], signs) for leaf in LEAVES}
    return {pair: chances[pair[0]] / chances[pair[1]] for pair in PAIRS}


def weigh_factors(
    outlook: Outlook, seen: Floats, kind: Kind, signs: Sequence[int]
) -> dict[tuple[Leaf, Leaf], Weighed]:
    """Bayes factors of one window, with what they would be at other values of the assumed ranges.

    seen:    shape (phase,).
    returns: the value averages the chance of the count over the ranges; low and high are the 5th and 95th
             percentile of the factor over all pairs of values within them, each evenly likely.
    """
    case = seen[np.newaxis]
    values = factors_of(outlook, case, kind, signs)
    inside = {leaf: _within(outlook, case, kind.effects[leaf], signs) for leaf in LEAVES}
    out = {}
    for first, second in PAIRS:
        ratio = (inside[first][:, np.newaxis] / inside[second]).ravel()
        low, high = np.quantile(ratio, [0.05, 0.95])
        out[first, second] = Weighed(float(values[first, second][0]), float(low), float(high))
    return out


def curve_of(outlook: Outlook, seen: Floats, kind: Kind, signs: Sequence[int]) -> list[Weighed]:
    """Bayes factor of patience over degraded if a patient group's effect were exactly each value of `CURVE`.

    returns: with low and high over the range of the chance that it uses the time at all.
    """
    case = seen[np.newaxis]
    still = float(outlook.chance(case, no_effect(len(signs)))[0])
    other = float(chance_under(outlook, case, kind.effects["degraded"], signs)[0])
    at = outlook.chance_by_node(case, uses(CURVE, signs))[:, 0]
    use = kind.effects["patience"].use
    mean = float(use.shares().mean())
    points = []
    for used in at.tolist():
        ends = sorted((one * used + (1 - one) * still) / other for one in (use.low, use.high))
        points.append(Weighed((mean * used + (1 - mean) * still) / other, ends[0], ends[1]))
    return points


def _within(outlook: Outlook, case: Floats, effect: Effect, signs: Sequence[int]) -> Floats:
    """Chance of the count at every pair of values within the ranges of one hypothesis."""
    still = outlook.chance(case, no_effect(len(signs)))
    if effect.use.high == 0:
        return still
    used = outlook.chance_by_node(case, uses(effect.times.ratios(), signs))[:, 0]
    share = effect.use.shares()[:, np.newaxis]
    return np.asarray((share * used + (1 - share) * still[0]).ravel(), dtype=float)
