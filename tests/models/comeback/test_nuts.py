"""The Laplace draws against NUTS, where both should say the same: one origin for each lull and group."""

from __future__ import annotations

import sys
from importlib.util import find_spec

import numpy as np
import pytest

from smoulder.models.comeback.covariates import Covariates
from smoulder.models.comeback.design import Design
from smoulder.models.comeback.hazard import Hazard, table_of
from smoulder.models.comeback.laplace import Laplace
from smoulder.models.comeback.nuts import hazard_density, sample, weibull_density
from smoulder.models.comeback.origins import Origins
from smoulder.models.comeback.spells import spells_of
from smoulder.models.comeback.steps import steps_of
from smoulder.models.comeback.weibull import Weibull
from smoulder.records.errors import MissingExtra
from smoulder.records.series import Floats
from tests.models.comeback.waiting import made_lulls

NAMES = ("peak", "comebacks", "others")
slow = pytest.mark.slow
with_numpyro = pytest.mark.skipif(
    find_spec("numpyro") is None, reason="needs numpyro. Run: pip install 'smoulder[bayes]'"
)


def alone() -> tuple[Origins, Covariates]:
    """The first origin of each of 600 lulls, each of a group of its own."""
    origins, covariates = made_lulls(600, np.random.default_rng(8), spread=0.0)
    first = origins.age == 0
    return origins.take(first), covariates.take(first)


def agree(law: Laplace, drawn: Floats) -> None:
    """Means within .3 of a standard deviation, standard deviations within a fifth of one another."""
    sd = drawn.std(axis=0)
    off = np.abs(law.mean - drawn.mean(axis=0)) / sd
    ratio = law.sd / sd
    assert off.max() < 0.3, dict(zip(law.names, off.round(3), strict=True))
    assert np.abs(ratio - 1).max() < 0.2, dict(zip(law.names, ratio.round(3), strict=True))


@slow
@with_numpyro
def test_the_weibull_posterior_by_nuts_agrees_with_the_laplace_draws() -> None:
    origins, covariates = alone()
    fitted = Weibull(NAMES).fit(origins, covariates)
    spells = spells_of(origins)
    matrix = fitted.design.apply(covariates.take(spells.row))
    density = weibull_density(spells, matrix)
    agree(fitted.law, sample(density, Weibull(NAMES).prior(fitted.design), 2000, 1))


@slow
@with_numpyro
def test_the_hazard_posterior_by_nuts_agrees_with_the_laplace_draws() -> None:
    origins, covariates = alone()
    member = Hazard(NAMES)
    fitted = member.fit(origins, covariates)
    steps = steps_of(origins)
    assert steps.weight == 1
    design = Design.learn(covariates, NAMES)
    table = table_of(design.apply(covariates), origins.month, steps, int(origins.month.max()))
    agree(fitted.law, sample(hazard_density(table, steps), member.prior(design), 2000, 1))


def test_without_numpyro_the_way_to_install_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    origins, _ = alone()
    monkeypatch.setitem(sys.modules, "numpyro", None)
    with pytest.raises(MissingExtra, match=r"pip install 'smoulder\[bayes\]'"):
        weibull_density(spells_of(origins), np.zeros((len(origins), 0)))
