"""From evidence to a posterior that adds up (docs/methods/evidence.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.assessment.weights import Weighed
from smoulder.assessment.working import Working, work_out
from smoulder.records.series import Floats


@dataclass(frozen=True, slots=True)
class Updated:
    """Posteriors in draws.

    posterior: shape (draw, leaf), rows add up to one.
    without:   by item id, the mean posterior less what the item itself says, shape (leaf,). The others of its cluster
               are weighed as they are; as if it had never been there is `left_out.posteriors`.
    weights:   by item id, the power its likelihoods are raised to, mean over draws.
    working:   what it was computed from.
    """

    posterior: Floats
    without: dict[str, Floats]
    weights: dict[str, float]
    working: Working


def update(
    priors: Floats, items: Sequence[Weighed], leaves: Sequence[str], rng: np.random.Generator
) -> Updated:
    """Bayes' rule in draws: each draw has its own prior and its own likelihoods within their ranges.

    priors:  shape (draw, leaf), rows add up to one, in the order of `leaves`; items: no two with one id.
    returns: posteriors; neither the order of items nor an item that is left out changes the numbers of the others.
    """
    working = work_out(priors, items, leaves, rng)
    return Updated(
        posterior=np.ascontiguousarray(working.posterior.T),
        without=dict(zip(working.ids, working.unsaid(), strict=True)),
        weights=dict(zip(working.ids, working.weights.mean(axis=1).tolist(), strict=True)),
        working=working,
    )
