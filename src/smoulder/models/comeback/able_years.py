"""P(able | quiet for so many years) of conflict episodes (docs/methods/survival.md#able)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np
from scipy.special import expit

from smoulder.models.comeback import cure, weibull
from smoulder.models.comeback.able import Able, gather, said_by
from smoulder.models.comeback.cure import both_ways, cure_prior
from smoulder.models.comeback.laplace import Laplace, Prior, fit_laplace
from smoulder.models.comeback.latent import LATENTS, Latent
from smoulder.models.comeback.spells import Spells
from smoulder.models.comeback.weibull import UNIT, shape_prior
from smoulder.records.episode import Episode
from smoulder.records.errors import NoLulls
from smoulder.records.series import Floats

FROM = 1.0
"""Whole quiet years after which an episode is looked at: until then it has not ended."""
WIDER = 4.0
"""Priors of level and shape are this many times as wide as for lulls: the hazard of conflicts falls far
more steeply, and several hundred of them need little help."""


def quiet_spells(episodes: Sequence[Episode], last_year: int) -> Spells:
    """Quiet years after each episode within a state, from the end of the first whole one.

    last_year: nothing after it is seen.
    returns:   ages in years since the last one of fighting; a comeback falls into the year that ends at
               `leave`. Clusters are conflicts.
    raises:    NoLulls if no episode was quiet for a whole year, or none came back.
    """
    rows, leave, event, conflict = [], [], [], []
    for row, one in enumerate(episodes):
        following = one.next_episode_year
        back = following is not None and following <= last_year
        end = following if following is not None and back else last_year
        if one.intrastate and end - one.last_year > FROM:
            rows.append(row)
            leave.append(float(end - one.last_year))
            event.append(back)
            conflict.append(one.conflict_id)
    if not any(event):
        raise NoLulls(f"no conflict was seen to come back by {last_year}; give a later year")
    group, cluster = np.unique(np.array(conflict, dtype=np.int64), return_inverse=True)
    return Spells(
        row=np.array(rows, dtype=np.int64),
        entry=np.full(len(rows), FROM),
        leave=np.array(leave),
        event=np.array(event),
        cluster=cluster.astype(np.int64),
        group=group,
    )


def fit_years(spells: Spells, wider: float = WIDER) -> dict[str, Laplace]:
    """A Weibull without cure, and cure models with three laws of waiting, without covariates.

    wider: how many times as wide as for lulls the priors are.
    """
    nothing = np.zeros((len(spells), 0))
    fits = {
        "Weibull": fit_laplace(
            partial(weibull.log_likelihood, spells=spells, matrix=nothing),
            _wide(shape_prior(), wider),
            spells.cluster,
        )
    }
    prior = _wide(cure_prior(), wider)
    for latent in LATENTS:
        objective = partial(cure.log_likelihood, spells=spells, matrices=(nothing, nothing), latent=latent)
        fits[f"{latent.name} with cure"] = fit_laplace(objective, prior, spells.cluster, both_ways(prior))
    return fits


def able_after(
    episodes: Sequence[Episode], last_year: int, quiet_years: float, draws: int, rng: np.random.Generator
) -> Able:
    """P(able) of a conflict that has been quiet for so many whole years.

    raises: NoLulls if nothing was seen by `last_year`.
    """
    fits = fit_years(quiet_spells(episodes, last_year))
    said = []
    for name, law in fits.items():
        latent = next((one for one in LATENTS if name == f"{one.name} with cure"), None)
        spread = np.array([_able(theta, latent, quiet_years) for theta in law.draws(draws, rng)])
        said.append(said_by(name, _able(law.mode, latent, quiet_years), spread, law))
    return gather(said)


def _able(theta: Floats, latent: Latent | None, years: float) -> float:
    """pi S(t) / (pi S(t) + 1 - pi); 1 without a cured share."""
    if latent is None:
        return 1.0
    z = theta[0] + np.exp(theta[1]) * np.log(years / UNIT)
    return float(expit(theta[2] + latent.log_survival(z)))


def _wide(prior: Prior, wider: float) -> Prior:
    return replace(prior, sd=prior.sd * wider)
