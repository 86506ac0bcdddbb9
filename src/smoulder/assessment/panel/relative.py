"""The nearest judgements that keep the rules, by relative entropy (Kullback and Leibler)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from smoulder.assessment.panel.rules import Rules
from smoulder.records.series import Bools, Floats

_TINY = 1e-10
_STRIDE = 5.0
"""Most that a judgement is shifted in one step, in logs or log-odds."""
_EDGE = 1e-9
"""How far from 0 and 1 a judgement of an event is read, so that a certain one can be moved at all."""

Link = Callable[[Floats], tuple[Floats, Floats, float]]
"""From shifts, shape (judgement,): the judgements, how fast each rises with its shift, and what they cost."""


def nearest_shares(given: Floats, rules: Rules) -> Floats:
    """The judgements that keep the rules and are nearest by relative entropy of shares, Σ q log(q/p) − q + p.

    given:   shape (judgement,), 0 to 1.
    returns: shape (judgement,), each of the form p · exp(a sum of multiples of the rules): for a partition that
             is p over its sum. A judgement of nought stays so.
    raises:  ValueError where nothing keeps the rules, or only by raising what was given nought.
    source:  I-projection, Csiszár 1975; docs/methods/panel.md#coherent
    """

    def link(shifts: Floats) -> tuple[Floats, Floats, float]:
        found = given * np.exp(np.minimum(shifts, 500.0))
        return found, found, float(found.sum())

    return _nearest(given, rules, link)


def nearest_events(given: Floats, rules: Rules) -> Floats:
    """The same with each judgement an event of its own, Σ q log(q/p) + (1 − q) log((1 − q)/(1 − p)).

    returns: shape (judgement,): each moved by a sum of multiples of the rules in log-odds, so that none passes
             0 or 1; for a partition all log-odds move by the same.
    raises:  ValueError where nothing keeps the rules.
    source:  coherent approximation with a Bregman distance, Predd et al. 2009.
    """
    said = np.clip(given, _EDGE, 1 - _EDGE)
    start = np.log(said / (1 - said))

    def link(shifts: Floats) -> tuple[Floats, Floats, float]:
        logits = start + shifts
        found = 1 / (1 + np.exp(-np.clip(logits, -500.0, 500.0)))
        return found, found * (1 - found), float((np.logaddexp(0.0, logits) - np.logaddexp(0.0, start)).sum())

    return _nearest(given, rules, link)


def _nearest(given: Floats, rules: Rules, link: Link) -> Floats:
    """Solve for the multiples of the rules; a rule that need only be reached counts where it would be missed."""
    if rules.kept_by(given, _TINY):
        return given.copy()
    active: Bools = ~rules.least
    for _ in range(4 * len(active) + 1):
        multiples = _multiples(rules.weights[active], rules.equals[active], link, len(given))
        found = link(rules.weights[active].T @ multiples)[0]
        missed = ~active & (rules.weights @ found - rules.equals < -1e-9)
        idle = np.zeros_like(active)
        idle[np.flatnonzero(active)] = multiples < -_TINY
        if not (missed.any() or (idle & rules.least).any()):
            return np.clip(found, 0.0, 1.0)
        active = (active | missed) & ~(idle & rules.least)
    raise ValueError("these rules could not be kept together")


def _multiples(weights: Floats, equals: Floats, link: Link, size: int) -> Floats:
    """Newton's method on the dual, which is concave, with steps halved until it rises.

    raises: ValueError where the rules are not kept at the end.
    """
    multiples = np.zeros(len(equals))
    for _ in range(200):
        found, rising, cost = link(weights.T @ multiples)
        slope = equals - weights @ found
        if not len(slope) or np.max(np.abs(slope)) < 1e-13:
            break
        bend = (weights * rising) @ weights.T
        step = np.linalg.lstsq(bend, slope, rcond=None)[0]
        # where judgements are near 0 or 1 the dual is nearly flat, and a whole step would run far past
        step /= max(1.0, float(np.max(np.abs(weights.T @ step))) / _STRIDE)
        here = float(multiples @ equals) - cost
        size_of_step = 1.0
        while size_of_step > 1e-8:
            new = multiples + size_of_step * step
            if float(new @ equals) - link(weights.T @ new)[2] >= here - 1e-15:
                break
            size_of_step /= 2
        multiples = multiples + size_of_step * step
    found = link(weights.T @ multiples)[0]
    if len(equals) and np.max(np.abs(weights @ found - equals)) > 1e-7:
        raise ValueError("no judgements keep these rules, or only with a chance where none was given")
    return multiples
