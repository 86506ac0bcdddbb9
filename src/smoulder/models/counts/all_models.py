"""Every model of counts, in the order of tables."""

from __future__ import annotations

from smoulder.models.counts.benchmarks import Bootstrap, Conflictology, LastMonth, Zero
from smoulder.models.counts.contract import CountModel
from smoulder.models.counts.hurdle import HurdleNegativeBinomial
from smoulder.models.counts.recent import Recent
from smoulder.models.counts.regimes import Regimes


def count_models() -> tuple[CountModel, ...]:
    """All models with the settings they ship with, the challenge's benchmarks first.

    >>> [model.name for model in count_models()][:2]
    ['zero', 'last month']
    """
    return (
        Zero(),
        LastMonth(),
        Conflictology(),
        Bootstrap(),
        Recent(),
        HurdleNegativeBinomial(),
        Regimes(),
    )
