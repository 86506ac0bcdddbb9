"""The same posteriors by NUTS, as an outside check on the Laplace draws (docs/methods/survival.md#nuts)."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np

from smoulder.models.comeback.laplace import Prior
from smoulder.models.comeback.spells import Spells
from smoulder.models.comeback.steps import Steps
from smoulder.models.comeback.weibull import UNIT
from smoulder.records.errors import MissingExtra
from smoulder.records.series import Floats

INSTALL = "The check by NUTS needs numpyro. Run: pip install 'smoulder[bayes]'"
Density = Callable[[Any], Any]  # Any: arrays of jax, which is not there without the extra


def weibull_density(spells: Spells, matrix: Floats) -> Density:
    """Log-likelihood of `Weibull`, written anew for jax.

    raises: MissingExtra if numpyro is not installed.
    """
    jnp = _jax().numpy

    def density(theta: Any) -> Any:  # Any: arrays of jax
        level = theta[0] + matrix @ theta[2:]
        shape = jnp.exp(theta[1])

        def load(age: Floats) -> Any:  # Any: arrays of jax
            return jnp.exp(level) * (age / UNIT) ** shape

        last = load(spells.leave) - load(spells.leave - 1)
        quiet = load(spells.leave) - load(spells.entry)
        came = jnp.log(-jnp.expm1(-last)) - quiet + last
        return jnp.sum(jnp.where(spells.event, came, -quiet))

    return density


def hazard_density(table: Floats, steps: Steps) -> Density:
    """Log-likelihood of `Hazard`, written anew for jax; `table` as `hazard.table_of` gives it.

    raises: MissingExtra if numpyro is not installed.
    """
    jnp = _jax().numpy

    def density(theta: Any) -> Any:  # Any: arrays of jax
        load = steps.months * jnp.exp(table @ theta)
        return steps.weight * jnp.sum(jnp.where(steps.event, jnp.log(-jnp.expm1(-load)), -load))

    return density


def sample(density: Density, prior: Prior, draws: int, seed: int) -> Floats:
    """Draws from likelihood times prior by NUTS, shape (draws, p), after half as many to warm up.

    Rows count as independent here: only where no two of them lean on one another is this what the Laplace
    draws, with their clusters, should agree with.

    raises: MissingExtra if numpyro is not installed.
    source: Hoffman & Gelman 2014; numpyro.
    """
    jax = _jax()
    infer = import_module("numpyro.infer")
    mean, sd = np.array(prior.mean), np.array(prior.sd)

    def potential(theta: Any) -> Any:  # Any: arrays of jax
        return 0.5 * jax.numpy.sum(((theta - mean) / sd) ** 2) - density(theta)

    chain = infer.MCMC(
        infer.NUTS(potential_fn=potential), num_warmup=draws // 2, num_samples=draws, progress_bar=False
    )
    chain.run(jax.random.PRNGKey(seed), init_params=jax.numpy.asarray(mean))
    return np.asarray(chain.get_samples(), dtype=float)


def _jax() -> Any:  # Any: a module that may not be there
    """jax in double precision, as numpyro brings it."""
    try:
        import_module("numpyro")
    except ImportError as reason:
        raise MissingExtra(INSTALL) from reason
    jax = import_module("jax")
    jax.config.update("jax_enable_x64", True)
    return jax
