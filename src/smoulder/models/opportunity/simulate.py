"""Groups whose behaviour is known, to see whether the factors are worth what they say.

docs/methods/opportunity.md#proof
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.models.opportunity.effect import Outlook, no_effect, uses
from smoulder.models.opportunity.factors import factors_of
from smoulder.models.opportunity.kinds import LEAVES, Effect, Kind, Leaf
from smoulder.models.opportunity.power import BOUND
from smoulder.records.series import Floats

TENTHS = np.linspace(0, 1, 11)
TAIL = 5.0
"""Factors above are counted in the groups of the other hypothesis."""


@dataclass(frozen=True, slots=True)
class Simulated:
    """Bayes factors of groups whose behaviour is known.

    patient, degraded: shape (group,), of patience over degraded, in groups that are so.
    patient_spent, spent: shape (group,), of patience over spent, in patient and in spent groups.
    """

    patient: Floats
    degraded: Floats
    patient_spent: Floats
    spent: Floats


@dataclass(frozen=True, slots=True)
class Calibrated:
    """What the factors were worth.

    mean_degraded: mean factor of patience over degraded in degraded groups; one if the factor is true.
    mean_spent:    the same over spent, in spent groups. A mean of factors hangs on a few large ones, so what lies
                   above `TAIL` is counted where it is common: E[B; B > t | degraded] = P(B > t | patient).
    said, came:    by tenth of the posterior of patience at even odds (of those that hold groups): its mean, and the
                   share of patient groups; held: how many groups.
    wrong_patient: share of patient groups with a factor of one third or less; wrong_degraded: of degraded ones
                   with three or more. At most a third, whatever is tested (Royall 2000).
    """

    mean_degraded: float
    mean_spent: float
    said: Floats
    came: Floats
    held: Floats
    wrong_patient: float
    wrong_degraded: float


def simulate_groups(
    outlook: Outlook, kind: Kind, signs: Sequence[int], groups: int, rng: np.random.Generator
) -> Simulated:
    """Draw groups from the count model and the effect priors, and test each.

    groups: of each of the three hypotheses.
    """
    seen = {leaf: draw_seen(outlook, kind.effects[leaf], signs, groups, rng) for leaf in LEAVES}
    return try_groups(outlook, kind, signs, seen)


def try_groups(outlook: Outlook, kind: Kind, signs: Sequence[int], seen: Mapping[Leaf, Floats]) -> Simulated:
    """Test groups whose totals are given by what they are, each of shape (group, phase)."""
    factors = {leaf: factors_of(outlook, seen[leaf], kind, signs) for leaf in LEAVES}
    return Simulated(
        patient=factors["patience"]["patience", "degraded"],
        degraded=factors["degraded"]["patience", "degraded"],
        patient_spent=factors["patience"]["patience", "spent"],
        spent=factors["spent"]["patience", "spent"],
    )


def draw_seen(
    outlook: Outlook, effect: Effect, signs: Sequence[int], groups: int, rng: np.random.Generator
) -> Floats:
    """Totals of groups under one hypothesis, shape (group, phase): some use the time, the others do not."""
    used = rng.random(groups) < effect.use.shares().mean()
    still = outlook.draw(no_effect(len(signs)), groups, rng)
    acted = outlook.draw(uses(effect.times.ratios(), signs), groups, rng)
    return np.where(used[:, np.newaxis], acted, still)


def calibrate(found: Sequence[Simulated]) -> Calibrated:
    """Put simulated groups of several outlooks together."""
    patient, degraded, patient_spent, spent = (
        np.concatenate([getattr(one, name) for one in found])
        for name in ("patient", "degraded", "patient_spent", "spent")
    )
    factor = np.concatenate([patient, degraded])
    is_patient = np.arange(len(factor)) < len(patient)
    posterior = factor / (1 + factor)
    tenth = np.clip(np.digitize(posterior, TENTHS) - 1, 0, 9)
    held = np.bincount(tenth, minlength=10)
    some = held > 0
    return Calibrated(
        mean_degraded=_mean(degraded, patient),
        mean_spent=_mean(spent, patient_spent),
        said=np.bincount(tenth, posterior, minlength=10)[some] / held[some],
        came=np.bincount(tenth, is_patient, minlength=10)[some] / held[some],
        held=held[some].astype(float),
        wrong_patient=float(np.mean(patient <= 1 / BOUND)),
        wrong_degraded=float(np.mean(degraded >= BOUND)),
    )


def _mean(under: Floats, over: Floats) -> float:
    """Mean factor in groups of the second hypothesis, its tail counted in those of the first."""
    return float(np.where(under <= TAIL, under, 0.0).mean() + np.mean(over > TAIL))
