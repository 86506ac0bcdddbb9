"""What a group does with an opportunity, as a chance of what is counted (docs/methods/opportunity.md#likelihood)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.models.opportunity.hidden import Hidden, find_hidden
from smoulder.models.opportunity.window import Phase
from smoulder.records.series import Floats

_LEAST = 1e-300
"""No chance is under this, so that a factor is a number."""
Sign = int
"""+1 where a group that uses the time does more, -1 where it does less."""


@dataclass(frozen=True, slots=True)
class Behaviour:
    """How many times as often a group attacks: one way for sure, or several that are evenly likely.

    ratios: shape (node, phase), > 0.
    """

    ratios: Floats


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the count model says of the totals of one phase or two, and how an effect would change them.

    hidden:   the rates behind the draws.
    exposure: of each phase, the share of what was expected that falls on days of the window.
    totals:   shape (phase, draw), the draws themselves.
    """

    hidden: Hidden
    exposure: tuple[float, ...]
    totals: Floats

    def chance(self, seen: Floats, behaviour: Behaviour) -> Floats:
        """Chance of totals under a behaviour, shape (case,).

        seen:    shape (case, phase), whole counts.
        returns: the mean over nodes of the sum over hidden rates of the product over phases of P(total | rate, ratio).
        """
        mean: Floats = self.chance_by_node(seen, behaviour).mean(axis=0)
        return np.maximum(mean, _LEAST)

    def chance_by_node(self, seen: Floats, behaviour: Behaviour) -> Floats:
        """The same for each node apart, shape (node, case)."""
        places, chances = [], []
        for at in range(len(self.exposure)):
            value, place = np.unique(seen[:, at], return_inverse=True)
            places.append(place)
            chances.append(self.hidden.chances(value, self._felt(behaviour, at), at))
        out = np.empty((len(behaviour.ratios), len(seen)))
        for node in range(len(out)):
            first = (chances[0][:, node] @ self.hidden.shares)[places[0]]
            if len(chances) == 1:
                out[node] = first[:, 0]
            else:
                out[node] = np.einsum("cr,cr->c", first, chances[1][:, node][places[1]])
        return out

    def draw(self, behaviour: Behaviour, size: int, rng: np.random.Generator) -> Floats:
        """Totals of groups that behave so, shape (size, phase)."""
        node = rng.integers(len(behaviour.ratios), size=size)
        felt = np.stack([self._felt(behaviour, at) for at in range(len(self.exposure))], axis=1)
        return self.hidden.draw(felt[node], rng)

    def _felt(self, behaviour: Behaviour, at: int) -> Floats:
        """The ratio of a phase's total: whole on the days of the window, 1 on the other days of its months."""
        share = self.exposure[at]
        return 1 - share + share * behaviour.ratios[:, at]


def look_out(draws: Floats, phases: Sequence[Phase], first: int, spread: float) -> Outlook:
    """Set draws of months up for the phases of a window.

    draws:  shape (month, draw), of the months from index `first` on.
    spread: variance over mean of a count at a steady rate.
    """
    exposure, totals = [], []
    for phase in phases:
        own = draws[phase.months - first]
        weight = own.mean(axis=1) + 1e-9
        exposure.append(float(weight @ phase.shares / weight.sum()))
        totals.append(own.sum(axis=0))
    return Outlook(find_hidden(np.array(totals), spread), tuple(exposure), np.array(totals))


def no_effect(phases: int) -> Behaviour:
    """A group that goes on as it was."""
    return Behaviour(np.ones((1, phases)))


def uses(times: Floats, signs: Sequence[Sign]) -> Behaviour:
    """A group that uses the opportunity: so many times as often in phases of more, one over that in phases of less.

    times: shape (node,), >= 1.

    >>> uses(np.array([2.0]), (-1, 1)).ratios.tolist()
    [[0.5, 2.0]]
    """
    return Behaviour(times[:, np.newaxis] ** np.array(signs, dtype=float))
