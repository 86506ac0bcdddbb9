"""P(able | quiet for t): what the models that separate it say, and whether the data can tell.

Formulas, the rule and how it fails: docs/methods/survival.md#able.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from smoulder.models.comeback.covariates import Covariates
from smoulder.models.comeback.cure import Cure
from smoulder.models.comeback.fitted import Matrices
from smoulder.models.comeback.frailty import Frailty
from smoulder.models.comeback.laplace import Laplace
from smoulder.models.comeback.latent import LATENTS
from smoulder.models.comeback.origins import Origins
from smoulder.models.comeback.weibull import Weibull
from smoulder.records.errors import NoLulls
from smoulder.records.series import Floats

IN_THE_RUNNING = 3.0
"""A model stays in the running while its score is within this of the best: likelihoods a factor of 20 apart."""
APART = 0.2
"""Answers of models in the running that lie further apart than this mean that the data cannot tell."""
EDGES = (0.05, 0.95)
BEFORE = ("peak", "comebacks", "history")
"""What was so before the lull. How quiet it has been since is left to the lapse of time: a covariate that
follows the silence would take its effect over, and the share that is able would be judged by nothing."""


class Separates(Protocol):
    """A fit that can say how likely a quiet group is able."""

    @property
    def law(self) -> Laplace:
        """The law of its parameters."""
        ...

    def matrices(self, covariates: Covariates) -> Matrices:
        """The covariates as the fit takes them."""
        ...

    def able_at(self, theta: Floats, origins: Origins, matrices: Matrices) -> Floats:
        """P(able | quiet so far) for one set of parameters, shape (n,)."""
        ...


@dataclass(frozen=True, slots=True)
class AbleBy:
    """What one model says.

    chance: at its most likely parameters; low, high: 90 % interval over their error.
    score:  log-likelihood less what its parameters cost.
    running: True while the data do not rule it out.
    """

    model: str
    chance: float
    low: float
    high: float
    score: float
    running: bool


@dataclass(frozen=True, slots=True)
class Able:
    """What all models say; `low` and `high` span the answers of those in the running.

    cannot_tell: True where these lie more than APART from one another.
    """

    models: tuple[AbleBy, ...]
    low: float
    high: float
    cannot_tell: bool

    @property
    def words(self) -> str:
        """The answer in plain words.

        >>> one, other = (AbleBy(name, at, at, at, -10.0, True) for name, at in (("a", 1.0), ("b", 0.5)))
        >>> gather([one, other]).words
        'the data cannot tell: 50 % to 100 %, by model'
        """
        if self.cannot_tell:
            return f"the data cannot tell: {self.low:.0%} to {self.high:.0%}, by model".replace("%", " %")
        return f"{self.low:.0%} to {self.high:.0%}, by model".replace("%", " %")


def able_models() -> tuple[Weibull | Frailty | Cure, ...]:
    """The models that are asked: no cure, frailty, and cure with three laws of waiting."""
    names = (*BEFORE, "year")
    mixtures = tuple(Cure(names, BEFORE, one, f"{one.name} with cure") for one in LATENTS)
    return (Weibull(names), Frailty(names), *mixtures)


def fit_able(origins: Origins, covariates: Covariates) -> dict[str, Separates]:
    """Fit all of them on the same origins.

    raises: NoLulls where there is no origin, or not one comeback.
    """
    return {one.name: one.fit(origins, covariates) for one in able_models()}


def able(
    fits: Mapping[str, Separates],
    origin: Origins,
    covariates: Covariates,
    draws: int,
    rng: np.random.Generator,
) -> Able:
    """What the fits say of one origin.

    fits:   all fitted on the same rows, so that their likelihoods compare.
    origin: one row, and its covariates.
    raises: NoLulls if it is not one row.
    """
    if len(origin) != 1:
        raise NoLulls(f"got {len(origin)} origins, want one: the month from which the question is asked")
    said = []
    for name, fit in fits.items():
        made = fit.matrices(covariates)
        spread = [fit.able_at(one, origin, made)[0] for one in fit.law.draws(draws, rng)]
        chance = float(fit.able_at(fit.law.mode, origin, made)[0])
        said.append(said_by(name, chance, np.array(spread), fit.law))
    return gather(said)


def said_by(model: str, chance: float, draws: Floats, law: Laplace) -> AbleBy:
    """One model's answer from its draws, not yet compared with the others."""
    low, high = np.quantile(draws, EDGES)
    return AbleBy(model, chance, float(low), float(high), law.log_likelihood - law.effective, running=True)


def gather(said: Sequence[AbleBy]) -> Able:
    """Compare the models and span those in the running.

    A model is in the running if its score is within IN_THE_RUNNING of the best. The data cannot tell if the
    answers of those in the running differ by more than APART.
    """
    best = max(one.score for one in said)
    ranked = tuple(
        AbleBy(one.model, one.chance, one.low, one.high, one.score, one.score >= best - IN_THE_RUNNING)
        for one in said
    )
    running = [one.chance for one in ranked if one.running]
    low, high = min(running), max(running)
    return Able(ranked, low, high, high - low > APART)
