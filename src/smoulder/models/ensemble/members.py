"""Which models the ensemble pools."""

from __future__ import annotations

from smoulder.models.counts.benchmarks import Conflictology
from smoulder.models.counts.contract import CountModel
from smoulder.models.counts.exceedance import Exceedance
from smoulder.models.counts.hurdle import HurdleNegativeBinomial
from smoulder.models.counts.recent import Recent
from smoulder.models.counts.regimes import Regimes


def ensemble_members() -> tuple[CountModel, ...]:
    """The members with the settings they ship with.

    >>> [model.name for model in ensemble_members()]
    ['conflictology', 'boosted', 'recent', 'hurdle', 'regimes']
    """
    return (Conflictology(), Exceedance(), Recent(), HurdleNegativeBinomial(), Regimes())
