"""The nearest judgements that keep the rules, by least squares."""

from __future__ import annotations

import numpy as np

from smoulder.assessment.panel.rules import Rules
from smoulder.records.series import Floats

_TINY = 1e-10


def nearest_partition(given: Floats) -> Floats:
    """The nearest shares that add up to one: the same is taken from each, and none falls under nought.

    given:   shape (leaf,), any numbers.
    returns: shape (leaf,), exact but for rounding.
    source:  Held, Wolfe, Crowder 1974; docs/methods/panel.md#coherent

    >>> nearest_partition(np.array([0.7, 0.5, 0.1])).round(3).tolist()
    [0.6, 0.4, 0.0]
    """
    falling = np.sort(given)[::-1]
    over = (np.cumsum(falling) - 1) / np.arange(1, len(given) + 1)
    kept = int(np.flatnonzero(falling > over)[-1])
    raw = np.maximum(given - over[kept], 0.0)
    shares: Floats = raw / raw.sum()
    return shares


def nearest_squares(given: Floats, rules: Rules) -> Floats:
    """The judgements between 0 and 1 that keep the rules and are nearest in squared distance.

    given:   shape (judgement,), what was said.
    returns: shape (judgement,); `given` itself where it keeps the rules already.
    raises:  ValueError where no judgements keep all rules.
    source:  least distance programming, Lawson & Hanson 1974, chapter 23: rules that hold with equality are
             solved for, what is left is a problem of non-negative least squares. The principle of coherent
             approximation is Osherson & Vardi 2006, Predd et al. 2008.
    """
    from scipy.optimize import nnls

    if rules.kept_by(given, _TINY):
        return given.copy()
    equal = ~rules.least
    start, free = _solve_equalities(given, rules.weights[equal], rules.equals[equal])
    sides = np.vstack([np.eye(len(given)), -np.eye(len(given)), rules.weights[rules.least]])
    bounds = np.concatenate([np.zeros(len(given)), -np.ones(len(given)), rules.equals[rules.least]])
    short = bounds - sides @ start
    if np.all(short <= _TINY):
        return start.clip(0.0, 1.0)
    system = np.vstack([(sides @ free).T, short])
    target = np.zeros(len(system))
    target[-1] = 1.0
    left = system @ nnls(system, target)[0] - target
    if -left[-1] < _TINY:
        raise ValueError("no judgements between 0 and 1 keep all of these rules")
    found: Floats = np.clip(start + free @ (left[:-1] / -left[-1]), 0.0, 1.0)
    return found


def _solve_equalities(given: Floats, weights: Floats, equals: Floats) -> tuple[Floats, Floats]:
    """The point nearest to `given` at which the equalities hold, and the directions that keep them.

    returns: shape (judgement,), and orthonormal columns, shape (judgement, direction).
    raises:  ValueError where they contradict each other.
    """
    from scipy.linalg import null_space

    if not len(weights):
        return given.copy(), np.eye(len(given))
    step = np.linalg.lstsq(weights, equals - weights @ given, rcond=None)[0]
    start: Floats = given + step
    if np.max(np.abs(weights @ start - equals)) > 1e-8:
        raise ValueError("no judgements keep all of these rules: they contradict each other")
    return start, np.asarray(null_space(weights))
