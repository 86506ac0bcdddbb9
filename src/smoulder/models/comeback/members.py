"""The members of the stack, in the order of their weights."""

from __future__ import annotations

from smoulder.models.comeback.boosted import Boosted
from smoulder.models.comeback.classes import Classes
from smoulder.models.comeback.contract import ComebackModel
from smoulder.models.comeback.cure import Cure
from smoulder.models.comeback.frailty import Frailty
from smoulder.models.comeback.hazard import NAMES, Hazard
from smoulder.models.comeback.weibull import Weibull


def comeback_models(more: tuple[str, ...] = ()) -> tuple[ComebackModel, ...]:
    """One of each kind, with the settings that the backtest scores.

    more: names of further covariates, which the hazard and the trees take up; the others have few parameters on
          purpose and stay as they are.

    >>> [model.name for model in comeback_models()]
    ['Kaplan–Meier by class', 'hazard', 'Weibull', 'Weibull with cure', 'shared frailty', 'boosted']
    """
    return (
        Classes(),
        Hazard((*NAMES, *more)),
        Weibull(),
        Cure(),
        Frailty(),
        Boosted((*NAMES, *more)),
    )
