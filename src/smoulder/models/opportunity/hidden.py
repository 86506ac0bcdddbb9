"""The hidden rates behind draws of a count, so that a draw can be thought at another rate.

docs/methods/opportunity.md#likelihood
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from smoulder.models.opportunity.attacks import BLUR, log_chance, spreads
from smoulder.records.series import Floats

LOWEST = 0.02
"""Lowest rate on the grid, counts in the phase."""
BEYOND = 10.0
"""The grid reaches to so many times the highest draw, for the one draw that may be anything."""
BINS = 100
"""Classes into which draws are put, even in logs, where they have more values than that."""
ROUNDS = 200
"""Rounds of EM: enough to fit the draws, few enough that the shares stay smooth."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """How often each rate of attacks, in counts of a phase, is behind the draws.

    rates:  of one phase, or of two, each of shape (rate,).
    shares: shape (rate, rate), of the first phase's rate with the second's; (rate, 1) of one phase. Adds up to one.
    spread: variance over mean of a count at a steady rate.
    """

    rates: tuple[Floats, ...]
    shares: Floats
    spread: float

    def chances(self, counts: Floats, ratios: Floats, phase: int) -> Floats:
        """Chance of a count of one phase at each of its rates times each ratio; shape (count, ratio, rate)."""
        rates = self.rates[phase]
        means = (ratios[:, np.newaxis] * rates).ravel()
        flat = np.exp(log_chance(counts, means, self.spread))
        return np.asarray(flat.reshape(len(counts), len(ratios), len(rates)), dtype=float)

    def draw(self, ratios: Floats, rng: np.random.Generator) -> Floats:
        """Counts of groups whose rate is so many times a hidden one.

        ratios: shape (group, phase); returns: the same shape.
        """
        shares = self.shares.ravel()
        place = np.unravel_index(
            rng.choice(len(shares), len(ratios), p=shares / shares.sum()), self.shares.shape
        )
        out = np.empty(ratios.shape)
        for at, rates in enumerate(self.rates):
            mean = rates[place[at]] * ratios[:, at]
            over = spreads(mean, self.spread) - 1
            clustered = rng.gamma(mean / np.maximum(over, 1e-9)) * over
            out[:, at] = rng.poisson(np.where(over > 1e-6, clustered, mean))
        return out


def find_hidden(draws: Floats, spread: float) -> Hidden:
    """The mixture of steady rates that gives these draws with the greatest likelihood.

    draws:   shape (phase, draw), whole counts >= 0 of one phase or two, equally likely.
    returns: at a ratio of 1 the mixture gives the draws back, as nearly as such a mixture can. One draw more is
             added that is even over the logs of all rates, so that no count is impossible.
    source:  Laird 1978, Nonparametric maximum likelihood estimation of a mixing distribution; EM from even
             shares, stopped early.
    """
    rates = tuple(_grid(float(each.max()), spread) for each in draws)
    found = [_classes(each) for each in draws]
    chance = [_scaled(values, grid, spread) for (values, _), grid in zip(found, rates, strict=True)]
    places = [place for _, place in found]
    if len(draws) == 1:
        chance.append(np.ones((1, 1)))
        places.append(np.zeros(draws.shape[1], dtype=np.int64))
    weight = np.zeros((len(chance[0]), len(chance[1])))
    np.add.at(weight, tuple(places), 1 / draws.shape[1])
    first, second = chance
    shares = np.full((first.shape[1], second.shape[1]), 1 / (first.shape[1] * second.shape[1]))
    even = shares.copy()
    for _ in range(ROUNDS):
        said = np.maximum(first @ shares @ second.T, 1e-300)
        shares = shares * (first.T @ (weight / said) @ second)
    draw = 1 / (draws.shape[1] + 1)
    return Hidden(rates, (1 - draw) * shares / shares.sum() + draw * even, spread)


def _grid(most: float, spread: float) -> Floats:
    """Rates as far apart as a count at one of them is blurred, and no farther than a quarter."""
    top = BEYOND * max(2.0, most)
    rates = [LOWEST]
    while rates[-1] < top:
        over = float(spreads(np.array(rates[-1:]), spread)[0])
        rates.append(rates[-1] * float(np.exp(np.clip(np.sqrt(over / rates[-1]), BLUR, 0.25))))
    return np.array(rates)


def _classes(draws: Floats) -> tuple[Floats, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """The values of draws, and which each has; many values are put into classes and stand for by their median."""
    values, place = np.unique(draws, return_inverse=True)
    if len(values) <= BINS:
        return values, place
    edges = np.expm1(np.linspace(np.log1p(values[0]), np.log1p(values[-1]), BINS))
    of = np.searchsorted(edges, draws, side="left")
    kept, place = np.unique(of, return_inverse=True)
    return np.array([np.floor(np.median(draws[of == one])) for one in kept]), place


def _scaled(values: Floats, rates: Floats, spread: float) -> Floats:
    """Chances of values at rates, each value's greatest set to one."""
    logs = log_chance(values, rates, spread)
    return np.asarray(np.exp(logs - logs.max(axis=1, keepdims=True)), dtype=float)
