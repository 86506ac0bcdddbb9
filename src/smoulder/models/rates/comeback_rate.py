"""The chance of a comeback from past lulls of one class (docs/methods/base-rates.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from smoulder.models.rates.classes import LullClass, choose_class
from smoulder.models.rates.curve import Curve, draw_curve, resampled
from smoulder.models.rates.followed import followed
from smoulder.models.rates.moment import Moment
from smoulder.models.rates.past_lulls import Landmark, Panel, find_landmarks
from smoulder.records.series import Floats


@dataclass(frozen=True, slots=True)
class ComebackRate:
    """The comeback curve of one class of past lulls.

    of:      the class; back, major: the curves of a comeback and of a major one, never above the first.
    weights: shape (resample, case), of the bootstrap behind them.
    """

    of: LullClass
    back: Curve
    major: Curve
    weights: Floats

    @property
    def landmarks(self) -> tuple[Landmark, ...]:
        """The past lulls of the class."""
        return self.of.landmarks

    @property
    def age(self) -> int:
        """Months since each was known, where it begins to be followed."""
        return self.of.age

    @property
    def draws(self) -> Floats:
        """Chance of a comeback within 1, 2, … months, shape (draw, month)."""
        return self.back.draws

    @property
    def major_draws(self) -> Floats:
        """The same for a major comeback."""
        return self.major.draws


def comeback_rate(
    panel: Panel, case: Moment, months: int, draws: int, rng: np.random.Generator
) -> ComebackRate:
    """The rate of the class of past lulls that are like the running one.

    months:  how far ahead, counted from the age of the case.
    raises:  NoLulls if no past lull has reached this age.
    """
    chosen = choose_class(
        lambda age, deaths: find_landmarks(panel, age, case.lull, deaths=deaths), case, panel.settings
    )
    everyone = find_landmarks(panel, chosen.age, case.lull)
    return class_rate(chosen, everyone, months, draws, rng)


def class_rate(
    of: LullClass, everyone: Sequence[Landmark], months: int, draws: int, rng: np.random.Generator
) -> ComebackRate:
    """The rate of one class.

    of:       with one landmark at least; everyone: all past lulls of that age, which pull by one case.
    returns:  so that no chance is exactly nought; the draws carry the error of a bootstrap over
              countries and groups (docs/methods/base-rates.md#interval).
    """
    cases = followed(one.case() for one in of.landmarks)
    weights = resampled(cases, rng)
    rank = rng.uniform(size=(draws, 1))
    everything = followed(one.case() for one in everyone)
    back = draw_curve(cases, everything, of.age, months, weights, rank)
    cases = followed(one.case(major=True) for one in of.landmarks)
    everything = followed(one.case(major=True) for one in everyone)
    major = draw_curve(cases, everything, of.age, months, weights, rank)
    return ComebackRate(of, back, _below(major, back), weights)


def _below(major: Curve, back: Curve) -> Curve:
    """The curve of major comebacks, held under that of all comebacks."""
    return replace(
        major, value=np.minimum(major.value, back.value), draws=np.minimum(major.draws, back.draws)
    )
