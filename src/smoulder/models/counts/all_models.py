"""Every model of counts, in the order of tables."""

from __future__ import annotations

from smoulder.models.counts.benchmarks import Bootstrap, LastMonth, Zero
from smoulder.models.counts.contract import CountModel
from smoulder.models.ensemble.ensemble import Ensemble
from smoulder.models.ensemble.members import ensemble_members
from smoulder.models.ensemble.stored import Units


def count_models(units: Units = "countries") -> tuple[CountModel, ...]:
    """All models with the settings they ship with: simple ones, the members of the ensemble, and the ensemble.

    units: what is forecast, since the weights of the ensemble differ.

    >>> [model.name for model in count_models()][-1]
    'ensemble'
    """
    return (Zero(), LastMonth(), Bootstrap(), *ensemble_members(), Ensemble(units))
