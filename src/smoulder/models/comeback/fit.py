"""The fitted comeback model as a whole: both lines, kept as text and read back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from smoulder.models.comeback.able import Separates, able_models, fit_able
from smoulder.models.comeback.boosted import FittedBoosted
from smoulder.models.comeback.classes import FittedClasses
from smoulder.models.comeback.contract import Fitted
from smoulder.models.comeback.cure import FittedCure
from smoulder.models.comeback.donors import Donors, learn_donors
from smoulder.models.comeback.frailty import FittedFrailty, Frailty
from smoulder.models.comeback.hazard import FittedHazard
from smoulder.models.comeback.members import comeback_models
from smoulder.models.comeback.sample import Sample
from smoulder.models.comeback.stack import FittedStack, fit_stack
from smoulder.models.comeback.weibull import FittedWeibull, Weibull
from smoulder.records.series import Floats


class _Kept(Protocol):
    """A fit that can be kept."""

    def stored(self) -> dict[str, Any]: ...  # Any: values of JSON


KINDS: Mapping[str, Any] = {  # Any: classes with `restored`, which a Protocol of classes cannot say
    "Kaplan–Meier by class": FittedClasses,
    "hazard": FittedHazard,
    "Weibull": FittedWeibull,
    "Weibull with cure": FittedCure,
    "shared frailty": FittedFrailty,
    "boosted": FittedBoosted,
}


@dataclass(frozen=True, slots=True)
class ComebackFit:
    """Stacks for the comeback line and for the major one, and the models that say whether a group is able.

    able:      by name, fitted on the groups alone.
    donors:    past origins that lend what a group's years do not tell of its months.
    fitted_to: last month that was seen; lulls, comebacks: of groups, that it was learned from; borrowed: lulls of
               whole countries beside them.
    """

    comeback: FittedStack
    major: FittedStack
    able: Mapping[str, Separates]
    donors: Donors
    fitted_to: int
    lulls: int
    comebacks: int
    borrowed: int

    def stored(self) -> dict[str, Any]:  # Any: values of JSON
        """As JSON holds it; `ComebackFit.restored` reads it back."""
        return {
            "comeback": _stored(self.comeback),
            "major": _stored(self.major),
            "able": {name: _kept(one).stored() for name, one in self.able.items()},
            "donors": self.donors.stored(),
            "fitted_to": self.fitted_to,
            "lulls": self.lulls,
            "comebacks": self.comebacks,
            "borrowed": self.borrowed,
        }

    @classmethod
    def restored(cls, stored: Mapping[str, Any]) -> ComebackFit:  # Any: values of JSON
        """What `stored` gave, read back."""
        return cls(
            comeback=_restored(stored["comeback"]),
            major=_restored(stored["major"]),
            able={name: _able_kinds()[name].restored(one) for name, one in stored["able"].items()},
            donors=Donors.restored(stored["donors"]),
            fitted_to=int(stored["fitted_to"]),
            lulls=int(stored["lulls"]),
            comebacks=int(stored["comebacks"]),
            borrowed=int(stored["borrowed"]),
        )


def fit_comebacks(sample: Sample, month: int, weights: Floats, major_weights: Floats) -> ComebackFit:
    """Fit the stack on what was seen by the end of a month.

    sample:  origins of groups and of countries.
    weights, major_weights: shape (member,), of `comeback_models()`.
    raises:  NoLulls where no comeback had been seen.
    """
    known = sample.seen_by(month)
    models = comeback_models()
    both = [
        fit_stack(models, weights, known.origins, known.covariates, major=False),
        fit_stack(models, major_weights, known.origins, known.covariates, major=True),
    ]
    groups = known.take(~known.borrowed)
    own = groups.origins
    lulls = own.lull_code
    return ComebackFit(
        comeback=both[0],
        major=both[1],
        able=fit_able(own, groups.covariates),
        donors=learn_donors(groups),
        fitted_to=month,
        lulls=len(np.unique(lulls)),
        comebacks=len(np.unique(lulls[own.back > 0])),
        borrowed=len(np.unique(known.origins.take(known.borrowed).lull_code)),
    )


def _stored(stack: FittedStack) -> dict[str, Any]:  # Any: values of JSON
    members = zip(stack.names, stack.members, strict=True)
    return {
        "weights": stack.weights.tolist(),
        "members": {name: _kept(one).stored() for name, one in members},
    }


def _kept(fit: object) -> _Kept:
    assert hasattr(fit, "stored"), fit
    return fit


def _able_kinds() -> dict[str, Any]:  # Any: as `KINDS`
    kinds = {Weibull: FittedWeibull, Frailty: FittedFrailty}
    return {one.name: kinds.get(type(one), FittedCure) for one in able_models()}


def _restored(stored: Mapping[str, Any]) -> FittedStack:  # Any: values of JSON
    members: dict[str, Fitted] = {name: KINDS[name].restored(one) for name, one in stored["members"].items()}
    return FittedStack(tuple(members), tuple(members.values()), np.array(stored["weights"], dtype=float))
