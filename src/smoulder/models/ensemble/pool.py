"""Draws of several members into draws of one forecast (docs/methods/counts.md#ensemble)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from smoulder.records.series import Floats, Ints


def linear_pool(members: Sequence[Floats], weights: Floats, draws: int, rng: np.random.Generator) -> Floats:
    """Draw from each member as often as its weight says.

    members: each of shape (..., draw), as many draws as it has, equally likely.
    weights: shape (member,), >= 0, adding up to one.
    returns: shape (..., draws); from each member evenly spread over its order, so that its share is whole.
    source:  Stone 1961; Gneiting & Ranjan 2013.

    >>> linear_pool([np.zeros((1, 3)), np.ones((1, 1))], np.array([0.25, 0.75]), 4, np.random.default_rng(1))
    array([[0., 1., 1., 1.]])
    """
    parts = [
        even_draws(member, int(count), rng)
        for member, count in zip(members, share_out(weights, draws), strict=True)
        if count
    ]
    return np.concatenate(parts, axis=-1)


def quantile_pool(members: Sequence[Floats], weights: Floats, draws: int, rng: np.random.Generator) -> Floats:
    """Average the members' quantiles.

    Arguments and shape as in `linear_pool`; values are rounded to whole numbers.
    source:  Ratcliff 1979; Lichtendahl, Grushka-Cockayne & Winkler 2013.

    >>> quantile_pool([np.zeros((1, 3)), np.full((1, 1), 4.0)], np.array([0.5, 0.5]), 2, np.random.default_rng(1))
    array([[2., 2.]])
    """
    sorted_ = [even_draws(member, draws, rng) for member in members]
    return np.asarray(np.rint(np.tensordot(weights, np.stack(sorted_), axes=1)), dtype=float)


def share_out(weights: Floats, draws: int) -> Ints:
    """Whole numbers of draws that follow the weights and add up, by largest remainder.

    >>> share_out(np.array([0.5, 0.3, 0.2]), 9).tolist()
    [4, 3, 2]
    """
    exact = weights * draws
    counts = np.floor(exact + 1e-9).astype(np.int64)
    for at in np.argsort(-(exact - counts), kind="stable")[: draws - int(counts.sum())]:
        counts[at] += 1
    return counts


def even_draws(values: Floats, draws: int, rng: np.random.Generator) -> Floats:
    """Draws of equally likely values at evenly spread chances, rising; shape (..., draws).

    >>> even_draws(np.array([3.0, 1.0]), 4, np.random.default_rng(1))
    array([1., 1., 3., 3.])
    """
    held = values.shape[-1]
    chances = (np.arange(draws) + rng.random((*values.shape[:-1], 1))) / draws
    at = np.minimum((chances * held).astype(np.int64), held - 1)
    return np.take_along_axis(np.sort(values, axis=-1), at, axis=-1)
