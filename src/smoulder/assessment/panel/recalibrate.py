"""What a panel's record says about its numbers: drawn too near to even chances, too far, or too high."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.records.series import Bools, Floats

SPREAD = 0.2
"""Standard deviation, around 0, of the shift and of the log of the slope before there is a record (chosen so that a
short record does little harm; docs/methods/panel.md#record)."""
MIDDLE = -1.1
"""Log-odds of one in four, about where chances of a comeback lie: a slope turns around there and moves it not."""
_EDGE = 1e-3


@dataclass(frozen=True, slots=True)
class Recalibration:
    """p → σ(a + slope · logit p), where a = shift + (1 − slope) · MIDDLE.

    shift: in log-odds, of a chance of one in four; slope: above 1 the numbers are drawn further apart.
    n:     lulls in the record, each counting as one however many questions it gave; 0 changes nothing.
    """

    shift: float = 0.0
    slope: float = 1.0
    n: int = 0

    def chance(self, chance: float) -> float:
        """The chance of an event after recalibration."""
        if not self.n:
            return chance
        apart = _logit(np.array([chance])) - MIDDLE
        return float(_squash(MIDDLE + self.shift + self.slope * apart)[0])

    def shares(self, shares: Floats) -> Floats:
        """Shares of a partition, shape (leaf,), after recalibration: p^slope brought to one.

        A shift would favour one leaf over others, of which a record of comebacks knows nothing.
        """
        raised = np.power(shares, self.slope)
        drawn: Floats = raised / raised.sum()
        return drawn


def learn_recalibration(
    chances: Floats, happened: Bools, clusters: Sequence[Hashable], spread: float = SPREAD
) -> Recalibration:
    """Fit shift and slope on past answers, held towards no change the more, the fewer there are.

    chances:  shape (question,), what the panel said; happened: shape (question,).
    clusters: the lull of each question; questions of one lull share a weight of one.
    spread:   of the priors on the shift and on the log of the slope.
    returns:  the mode of the posterior with normal priors on the shift and the log of the slope, which is thus
              never negative; no change where there is no record.
    raises:   ValueError if the lengths differ.
    source:   linear in log-odds, Turner et al. 2014; extremising, Baron et al. 2014, Satopää et al. 2014.
    """
    if not len(chances) == len(happened) == len(clusters):
        raise ValueError(f"{len(chances)} chances, {len(happened)} outcomes, {len(clusters)} clusters")
    from scipy.optimize import minimize

    sizes = Counter(clusters)
    if not sizes:
        return Recalibration()
    weights = np.array([1 / sizes[one] for one in clusters])
    logits, target = _logit(chances), np.asarray(happened, dtype=float)
    found = minimize(
        _cost, np.zeros(2), (logits, target, weights, spread), jac=True, method="BFGS", options={"gtol": 1e-9}
    ).x
    return Recalibration(float(found[0]), float(np.exp(found[1])), len(sizes))


def _cost(
    at: Floats, logits: Floats, happened: Floats, weights: Floats, spread: float
) -> tuple[float, Floats]:
    """What a shift and the log of a slope cost: log score and priors, with how it changes with both."""
    slope = float(np.exp(at[1]))
    reached = MIDDLE + at[0] + slope * (logits - MIDDLE)
    cost = weights @ (np.logaddexp(0.0, reached) - happened * reached) + 0.5 * np.sum((at / spread) ** 2)
    over = weights * (_squash(reached) - happened)
    return float(cost), np.array([over.sum(), slope * (over @ (logits - MIDDLE))]) + at / spread**2


def _logit(chances: Floats) -> Floats:
    kept = np.clip(chances, _EDGE, 1 - _EDGE)
    return np.asarray(np.log(kept / (1 - kept)))


def _squash(logits: Floats) -> Floats:
    # tanh does not run over where a search tries a very steep slope
    return np.asarray(0.5 * (1 + np.tanh(logits / 2)))
