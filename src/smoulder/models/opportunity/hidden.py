"""The hidden rates behind draws of a count, so that a draw can be thought at another rate.

docs/methods/opportunity.md#likelihood
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from smoulder.models.opportunity.attacks import log_chance
from smoulder.records.series import Floats

POINTS = 80
"""Rates on the grid."""
LOWEST = 0.01
"""Lowest rate on the grid, counts in the window."""
ROUNDS = 200
"""Rounds of EM: enough to fit the draws, few enough that the shares stay smooth."""
BEYOND = 10.0
"""The grid reaches to so many times the highest draw, for the one draw that may be anything."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """What rate of attacks, in counts of the whole window, each draw may have come from.

    rates:  shape (rate,), expected counts.
    behind: shape (draw + 1, rate), the chance of each rate behind each draw; each row adds up to one. The last
            row is a draw that may be anything, so that no count is impossible.
    spread: variance over mean of a count at a steady rate.
    """

    rates: Floats
    behind: Floats
    spread: float

    @property
    def shares(self) -> Floats:
        """Share of each rate over all rows, shape (rate,)."""
        shares: Floats = self.behind.mean(axis=0)
        return shares

    def chances(self, counts: Floats, ratios: Floats) -> Floats:
        """Chance of a count at each hidden rate times each ratio; shape (count, ratio, rate)."""
        means = (ratios[:, np.newaxis] * self.rates).ravel()
        flat = np.exp(log_chance(counts, means, self.spread))
        return np.asarray(flat.reshape(len(counts), len(ratios), len(self.rates)), dtype=float)


def find_hidden(draws: Floats, spread: float) -> Hidden:
    """The mixture of steady rates that gives these draws with the greatest likelihood.

    draws:   shape (draw,), whole counts >= 0, equally likely.
    returns: at a ratio of 1 the mixture gives the draws back, as nearly as such a mixture can.
             One draw more is added that is even over the logs of all rates.
    source:  Laird 1978, Nonparametric maximum likelihood estimation of a mixing distribution; EM from even
             shares, stopped early (Robbins 1956 for the empirical Bayes reading of `behind`).
    """
    values, place = np.unique(draws, return_inverse=True)
    weight = np.bincount(place) / len(draws)
    rates = np.geomspace(LOWEST, BEYOND * max(2.0, float(values[-1])), POINTS)
    logs = log_chance(values, rates, spread)
    chance = np.exp(logs - logs.max(axis=1, keepdims=True))
    shares = np.full(len(rates), 1 / len(rates))
    for _ in range(ROUNDS):
        shares = shares * (chance.T @ (weight / (chance @ shares)))
    behind = chance * shares
    behind /= behind.sum(axis=1, keepdims=True)
    anything = np.full((1, len(rates)), 1 / len(rates))
    return Hidden(rates, np.concatenate([behind[place], anything]), spread)
