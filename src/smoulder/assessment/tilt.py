"""Other priors of a case: the odds of each leaf at half and at double, before any evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from smoulder.assessment.working import log_priors, scaled
from smoulder.records.series import Floats

Way = Literal["prior halved", "prior doubled"]
WAYS: tuple[tuple[Way, float], ...] = (("prior halved", 0.5), ("prior doubled", 2.0))
Given = Callable[[Floats], tuple[Floats, Floats]]
"""From other priors, shape (draw, leaf), to these as far as they can agree with the comeback model (else widened), and
to P(comeback | leaf) that agrees with them, same shapes."""


@dataclass(frozen=True, slots=True)
class Tilt:
    """The priors with the odds of one leaf changed against all others.

    start: their logarithms, shape (leaf, draw).
    given: chance of a comeback within 12 months under each leaf that agrees with them, shape (leaf, draw).
    """

    way: Way
    leaf: str
    start: Floats
    given: Floats


def tilt(priors: Floats, leaves: Sequence[str], regive: Given) -> tuple[Tilt, ...]:
    """Halve and double the odds of each leaf, draw by draw.

    priors: shape (draw, leaf), rows add up to one.
    regive: P(comeback | leaf) is solved for anew, so that without evidence the answer still is the comeback model's.
    """
    tilts = []
    for at, leaf in enumerate(leaves):
        for way, factor in WAYS:
            start = log_priors(priors)
            start[at] += np.log(factor)
            other, given = regive(scaled(start).T)
            tilts.append(Tilt(way, leaf, log_priors(other), np.ascontiguousarray(given.T)))
    return tuple(tilts)
