"""Could the test tell, before looking? (docs/methods/opportunity.md#power)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.models.opportunity.effect import Behaviour, Outlook, no_effect, uses

BOUND = 3.0
"""A factor of 3, or of one third, is taken to tell two behaviours apart: 'positive' in Kass & Raftery 1995."""
LEAST = 0.5
"""Power under which an item is neutral."""
GROUPS = 1000
"""Groups simulated for each behaviour."""


@dataclass(frozen=True, slots=True)
class Power:
    """Chance that the counts tell a group which used the time from one which did not.

    if_used: P(factor of used over not used >= 3), had it used the time.
    if_not:  P(factor <= 1/3), had it not.
    """

    if_used: float
    if_not: float

    @property
    def least(self) -> float:
        """The smaller of the two: the power of the test."""
        return min(self.if_used, self.if_not)


def find_power(outlook: Outlook, used: Behaviour, rng: np.random.Generator, groups: int = GROUPS) -> Power:
    """Simulate groups that use the time and groups that do not, and see how often the factor says so.

    used:   what a group that uses the time does, its range included.
    source: Royall 2000, On the probability of observing misleading statistical evidence, JASA 95(451);
            Schönbrodt & Wagenmakers 2018, Bayes factor design analysis, Psychonomic Bulletin & Review 25(1).
    """
    still = no_effect(len(outlook.exposure))
    factor = []
    for behaviour in (used, still):
        seen = outlook.draw(behaviour, groups, rng)
        factor.append(outlook.chance(seen, used) / outlook.chance(seen, still))
    return Power(float(np.mean(factor[0] >= BOUND)), float(np.mean(factor[1] <= 1 / BOUND)))


def power_by_effect(
    outlook: Outlook, times: Sequence[float], signs: Sequence[int], rng: np.random.Generator
) -> list[Power]:
    """The power if the effect were known to be exactly each of these."""
    return [find_power(outlook, uses(np.array([one]), signs), rng, groups=GROUPS // 2) for one in times]
