"""Hypotheses and forecast agree: P(comeback | H) such that the sum is the comeback model's answer, before evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.assessment.hypothesis import LEAVES
from smoulder.records.series import Floats

WITHIN = 10.0
"""A group that holds back or rebuilds comes back with at least so great a part of the model's chance, one over this,
and stays away with at least so great a part of the model's chance of that (assumed)."""
EDGE = 1e-9
"""So far inside that range a draw is put, so that rounding does not take it out again."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """P(comeback by month | H) that agrees with the comeback model, and the priors with which it does.

    given:    shape (draw, leaf, month).
    priors:   shape (draw, leaf); those that were given, but for the draws in conflict, whose priors are widened.
    conflict: share of draws in which no value in range agrees with the priors as they were given.
    """

    given: Floats
    priors: Floats
    conflict: float


def agree(stack: Floats, priors: Floats, ratios: Sequence[Floats], patient: Floats) -> Agreement:
    """Solve for the hazard that patience and degraded share, so that the sum equals the model.

    stack:   shape (draw, month), P(comeback by then) of the comeback model.
    priors:  shape (draw, leaf), in the order of LEAVES.
    ratios:  odds ratios of unseen, moved, won and deal, each of shape (draw,).
    patient: shape (draw,), odds ratio of patience over degraded.
    returns: sum over leaves of priors times given equals `stack`, to rounding, in every draw and month.
    source:  docs/methods/hypotheses.md#agree
    """
    odds = stack / (1 - stack)
    given = np.zeros((stack.shape[0], len(LEAVES), stack.shape[1]))
    for leaf, ratio in zip(("unseen", "moved", "won", "deal"), ratios, strict=True):
        raised = odds * ratio[:, np.newaxis]
        given[:, LEAVES.index(leaf), :] = raised / (1 + raised)
    needed = _needed(stack, priors, given)
    widened = _widen(priors, needed)
    able, unable = LEAVES.index("patience"), LEAVES.index("degraded")
    rest = stack - np.einsum("dl,dlm->dm", widened, given)
    weight = (widened[:, able] + widened[:, unable])[:, np.newaxis]
    share = widened[:, able][:, np.newaxis] / weight
    low = _solve(rest / weight, share, patient[:, np.newaxis])
    high = patient[:, np.newaxis] * low / (1 - low + patient[:, np.newaxis] * low)
    given[:, able, :], given[:, unable, :] = high, low
    return Agreement(given, widened, float(np.mean(needed > 0)))


def _needed(stack: Floats, priors: Floats, given: Floats) -> Floats:
    """How far the priors of each draw must give way to patience and degraded, 0 to 1; shape (draw,).

    given: of the other leaves; 0 for patience and degraded.
    """
    least, most = stack / WITHIN, 1 - (1 - stack) / WITHIN
    others = np.einsum("dl,dlm->dm", priors, given)
    weight = (priors[:, LEAVES.index("patience")] + priors[:, LEAVES.index("degraded")])[:, np.newaxis]
    # giving way by w leaves (1 - w) · others and (1 - w) · weight + w: both gaps are straight lines in w, below 0 at 1
    needed = np.zeros(len(stack))
    for at_none, at_all in (
        (stack - others - most * weight, stack - most),
        (least * weight + others - stack, least - stack),
    ):
        way = np.where(at_none > 0, at_none / np.maximum(at_none - at_all, 1e-300), 0.0)
        needed = np.maximum(needed, way.max(axis=1, initial=0.0))
    return np.where(needed > 0, np.minimum(needed + EDGE, 1.0), 0.0)


def _widen(priors: Floats, needed: Floats) -> Floats:
    """Priors of the draws in conflict, widened towards patience and degraded.

    needed:  shape (draw,), how far each must give way.
    returns: each gives way by between just as much and twice as much, evenly spread: a conflict leaves the priors
             less sure, and not all at the edge of what is possible.
    """
    spread = np.modf(np.arange(1, len(priors) + 1) * (np.sqrt(5) - 1) / 2)[0]
    way = np.minimum(needed * (1 + spread), 1.0)[:, np.newaxis]
    places = [LEAVES.index("patience"), LEAVES.index("degraded")]
    target = np.zeros_like(priors)
    target[:, places] = priors[:, places] / priors[:, places].sum(axis=1, keepdims=True)
    return np.where(way > 0, (1 - way) * priors + way * target, priors)


def _solve(mean: Floats, share: Floats, ratio: Floats) -> Floats:
    """The chance q with share · r q / (1 − q + r q) + (1 − share) · q = mean: a quadratic in q.

    (1 − s)(r − 1) q² + (s r + 1 − s − m (r − 1)) q − m = 0, whose one root lies in (0, 1).
    """
    a = (1 - share) * (ratio - 1)
    b = share * ratio + 1 - share - mean * (ratio - 1)
    # the form of the root that does not cancel, and that holds for a = 0
    return 2 * mean / (b + np.sqrt(b * b + 4 * a * mean))
