"""Pools of several coherent judgements: linear and logarithmic."""

from __future__ import annotations

import numpy as np

from smoulder.records.series import Floats


def linear_pool(shares: Floats, weights: Floats) -> Floats:
    """The weighted mean, Σ w p.

    shares:  shape (analyst, leaf), each row adds up to one; weights: shape (analyst,), adding up to one.
    returns: shape (leaf,), adds up to one.
    raises:  ValueError if the shapes do not fit or the weights do not add up.
    source:  Stone 1961; docs/methods/panel.md#pools

    >>> linear_pool(np.array([[0.2, 0.8], [0.6, 0.4]]), np.array([0.5, 0.5])).round(3).tolist()
    [0.4, 0.6]
    """
    _check(shares, weights)
    pooled: Floats = weights @ shares
    return pooled


def log_pool(shares: Floats, weights: Floats) -> Floats:
    """The weighted geometric mean, brought to one: ∏ p^w / Σ ∏ p^w.

    returns: shape (leaf,), adds up to one. A leaf to which one analyst of weight gives nought has nought: each
             has a veto. Updating each and then pooling is pooling and then updating.
    raises:  ValueError as `linear_pool`, and where every leaf has a veto.
    source:  Genest & Zidek 1986, section 3.2.

    >>> log_pool(np.array([[0.2, 0.8], [0.5, 0.5]]), np.array([0.5, 0.5])).round(3).tolist()
    [0.333, 0.667]
    """
    _check(shares, weights)
    heard = weights > 0
    with np.errstate(divide="ignore"):
        logs = weights[heard] @ np.log(shares[heard])
    if not np.isfinite(logs).any():
        raise ValueError("every leaf is given nought by somebody, so no logarithmic pool is possible")
    raw = np.exp(logs - logs.max())
    pooled: Floats = raw / raw.sum()
    return pooled


def off_nought(shares: Floats, least: float) -> Floats:
    """Shares read as no less than `least` each and brought to one again: nobody's nought is then a veto.

    shares: shape (…, leaf); those that are no less come back as they are.
    """
    lifted = np.maximum(shares, least)
    found: Floats = lifted / lifted.sum(axis=-1, keepdims=True)
    return found


def _check(shares: Floats, weights: Floats) -> None:
    if shares.ndim != 2 or weights.shape != shares.shape[:1]:
        raise ValueError(
            f"shares of {shares.shape} for weights of {weights.shape}; give one weight an analyst"
        )
    if not len(weights) or np.any(weights < 0) or abs(float(weights.sum()) - 1) > 1e-9:
        raise ValueError("weights are at least nought and add up to one")
