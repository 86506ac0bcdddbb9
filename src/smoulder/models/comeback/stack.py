"""The stack: members pooled with weights learned by log score on earlier origins (docs/methods/comeback.md#stack)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.models.comeback.contract import ComebackModel, Fitted
from smoulder.models.comeback.covariates import Covariates
from smoulder.models.comeback.origins import Origins
from smoulder.records.series import Bools, Floats

PULL = 1.0
"""Years of a lull that speak for even weights before anything is learned, for each member."""
SPREAD = 10.0
"""Counts behind the weights when they are drawn: few, because what pools best changed from era to era."""
LEAST = 1e-4
"""Chances are held this far from nought and one when weights are learned: one surprise must not decide."""


@dataclass(frozen=True, slots=True)
class FittedStack:
    """Fitted members and their weights, which are at least nought and add up to one."""

    names: tuple[str, ...]
    members: tuple[Fitted, ...]
    weights: Floats

    def curves(self, origins: Origins, covariates: Covariates, months: int) -> Floats:
        """Chance that A reaches the line within 1 … months, shape (n, month)."""
        return pool(self.member_curves(origins, covariates, months), self.weights)

    def member_curves(self, origins: Origins, covariates: Covariates, months: int) -> Floats:
        """The same of each member, shape (n, month, member)."""
        made = [member.curves(origins, covariates, months) for member in self.members]
        return np.stack(made, axis=-1)

    def draw_curves(
        self, origins: Origins, covariates: Covariates, months: int, draws: int, rng: np.random.Generator
    ) -> Floats:
        """The same with the error of the members' parameters and of the choice between them, (n, month, draw).

        Each draw pools the members with weights drawn around the learned ones, from a Dirichlet law with SPREAD
        counts: which member is right is not known either.
        """
        share = rng.dirichlet(np.maximum(self.weights * SPREAD, 1e-3), size=draws)
        out = np.zeros((len(origins), months, draws))
        for place, member in enumerate(self.members):
            out += member.draw_curves(origins, covariates, months, draws, rng) * share[:, place]
        return out


def fit_stack(
    members: Sequence[ComebackModel],
    weights: Floats,
    origins: Origins,
    covariates: Covariates,
    *,
    major: bool = False,
) -> FittedStack:
    """Fit every member on the same origins.

    weights: shape (member,), in the order of the members.
    """
    fitted = tuple(member.fit(origins, covariates, major=major) for member in members)
    return FittedStack(tuple(member.name for member in members), fitted, weights)


def pool(chances: Floats, weights: Floats) -> Floats:
    """Weighted mean of the members' chances.

    chances: shape (..., member).
    returns: shape (...); between the least and the greatest, and rising wherever all members rise.

    >>> pool(np.array([[0.2, 0.4]]), np.array([0.5, 0.5])).round(2).tolist()
    [0.3]
    """
    pooled: Floats = chances @ weights
    return pooled


def even_weights(members: int) -> Floats:
    """The same weight on every member.

    >>> even_weights(2).tolist()
    [0.5, 0.5]
    """
    return np.full(members, 1 / members)


def learn_weights(chances: Floats, happened: Bools, decided: Bools, load: Floats) -> Floats:
    """The weights with the best mean log score on earlier origins, pulled towards even ones.

    chances:  shape (row, horizon, member), as they were forecast before the outcome.
    happened, decided: shape (row, horizon); what is not decided is left out.
    load:     shape (row,), what each origin weighs, in years of a lull.
    returns:  shape (member,), at least nought, adding up to one; even where nothing is decided.
    source:   expectation–maximisation of a mixture (Dempster, Laird & Rubin 1977), the posterior mode under a
              Dirichlet law with 1 + PULL for each member; one set for all horizons keeps the pooled curve rising.

    >>> sure = np.array([[[0.9, 0.5]], [[0.1, 0.5]]])
    >>> learn_weights(sure, np.array([[True], [False]]), np.full((2, 1), True), np.full(2, 100.0)).round(1).tolist()
    [1.0, 0.0]
    """
    members = chances.shape[-1]
    weights = even_weights(members)
    held = np.clip(chances, LEAST, 1 - LEAST)
    given = np.where(happened[..., np.newaxis], held, 1 - held)[decided]
    horizons = np.maximum(decided.sum(axis=1), 1)
    rows = np.broadcast_to((load / horizons)[:, np.newaxis], decided.shape)[decided]
    if not len(given):
        return weights
    for _ in range(500):
        share = given * weights
        share /= share.sum(axis=1, keepdims=True)
        new = rows @ share + PULL
        new /= new.sum()
        if np.abs(new - weights).max() < 1e-7:
            return new
        weights = new
    return weights
