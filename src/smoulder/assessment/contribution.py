"""What each item adds to the answer, in parts that add up (docs/methods/ledger-scores.md#post-mortem)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from smoulder.assessment.working import Working, scale
from smoulder.records.evidence import Item
from smoulder.records.series import Floats

NODES = 16
"""Places on the way from no evidence to all of it at which the answer's slope is taken."""


def contributions(working: Working, given: Floats) -> Floats:
    """The part of each item in what evidence changed, whatever the order of items.

    given:   shape (draw, leaf, horizon), chance of a comeback under each leaf.
    returns: shape (item, horizon), in the order of the working. All items are let in together, from nought to their
             full weight, and each is credited with its share of the slope all the way: the parts add up to the mean
             chance after evidence less the one before, to rounding, and two copies have equal parts.
    source:  Aumann & Shapley 1974; as "integrated gradients" in Sundararajan, Taly & Yan 2017.
    """
    if not working.ids:
        return np.zeros((0, given.shape[2]))
    at, share = np.polynomial.legendre.leggauss(NODES)
    chance = np.ascontiguousarray(given.transpose(2, 1, 0))
    evidence = working.total - working.start
    # the slope is the posterior times (chance less mean chance), summed over places in two parts
    whole, less = np.zeros(evidence.shape), np.zeros(chance.shape)
    posterior, part_of = np.empty_like(evidence), np.empty_like(chance)
    for place, part in zip((at + 1) / 2, share / 2, strict=True):
        np.add(working.start, np.multiply(place, evidence, out=posterior), out=posterior)
        scale(posterior)
        mean = np.einsum("ld,hld->hd", posterior, chance)
        posterior *= part
        whole += posterior
        less += np.multiply(posterior, mean[:, np.newaxis], out=part_of)
    slope = chance * whole - less
    found, said = np.empty((len(working.ids), len(chance))), posterior
    # item by item, so that what is worked on stays in the processor's cache
    for item, (weights, logs) in enumerate(zip(working.weights, working.logs, strict=True)):
        found[item] = np.einsum("hld,ld->h", slope, np.multiply(weights, logs, out=said))
    return found / len(given)


def with_contributions(
    items: Sequence[Item], working: Working, given: Floats, horizons: Sequence[int]
) -> tuple[Item, ...]:
    """The items with what each adds by horizon.

    given: shape (draw, leaf, horizon), at these horizons.
    """
    parts = dict(zip(working.ids, contributions(working, given).tolist(), strict=True))
    return tuple(
        one.model_copy(update={"adds": dict(zip(horizons, parts[one.id], strict=True))})
        if one.id in parts
        else one
        for one in items
    )
