"""The chance of a comeback from past lulls of that age and depth (docs/methods/base-rates.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv

from smoulder.models.rates.kaplan_meier import at_risk, cluster_weights, survival
from smoulder.models.rates.past_lulls import Landmark, Panel, find_landmarks
from smoulder.records.errors import NoLulls
from smoulder.records.forecast import Chance
from smoulder.records.month import month_text
from smoulder.records.rates import HorizonRate, PastCase, RateClass
from smoulder.records.series import Bools, Floats, Ints

BOOTSTRAP = 1000
LEAST_PULL = 0.25
"""Least part of the one added case that counts as back, and as not: with less, a class in which nobody
came back would have an interval of almost nought, however few its cases."""
PEAKS = ((25.0, 100.0), (100.0, 1000.0), (1000.0, np.inf))


@dataclass(frozen=True, slots=True)
class ComebackRate:
    """The comeback curve of one class of past lulls.

    curve:  shape (month,), chance of a comeback within 1, 2, … months of the as-of day.
    draws:  shape (draw, month), the same with its error; each row rises.
    major, major_draws: the same for a major comeback, never above the first.
    """

    words: str
    widened: tuple[str, ...]
    landmarks: tuple[Landmark, ...]
    age: int
    curve: Floats
    draws: Floats
    major: Floats
    major_draws: Floats


@dataclass(frozen=True, slots=True)
class CaseAt:
    """What a class is chosen by: the running lull of the case.

    age:   months since the lull was known; state 'quiet' or 'subdued'; peak in deaths per 12 months.
    """

    group_id: int
    country: str
    known: int
    age: int
    state: str
    peak: float


def choose_class(panel: Panel, case: CaseAt, least: int) -> tuple[str, int, list[str], list[Landmark]]:
    """The narrowest class of past lulls that holds at least `least` cases at this age.

    returns: the class in words, the age it is taken at, the steps by which it was widened, its landmarks.
    raises:  NoLulls if there is no past lull at all.
    """
    narrow = next(one for one in PEAKS if one[0] <= max(case.peak, 25.0) < one[1])
    side = (25.0, 100.0) if case.peak < 100 else (100.0, np.inf)
    every = (0.0, np.inf)
    skip = (case.group_id, case.country, case.known)
    steps = [(case.age, case.state, peaks) for peaks in dict.fromkeys((narrow, side, every))]
    younger = range(case.age - 1, case.age // 2 - 1, -1)
    tries = [*steps, *((age, case.state, every) for age in younger), (case.age, None, every)]
    tries += [(age, None, every) for age in range(case.age - 1, -1, -1)]
    widened: list[str] = []
    for age, state, peaks in tries:
        here = find_landmarks(panel, age, state, peaks, skip)
        if len(here) >= least or (here and (age, state) == (0, None)):
            return _words(age, state, peaks), age, widened, here
        if age == case.age:
            widened.append(f"{_words(age, state, peaks)}: {len(here)}")
    raise NoLulls("no past lull is known by this day; give a later as-of day")


def _words(age: int, state: str | None, peaks: tuple[float, float]) -> str:
    if peaks[0] == 0:
        peak = "any peak"
    elif np.isinf(peaks[1]):
        peak = f"from a peak of {peaks[0]:,.0f} or more deaths in 12 months"
    else:
        peak = f"from a peak of {peaks[0]:,.0f} to {peaks[1] - 1:,.0f} deaths in 12 months"
    depth = state or "quiet or subdued"
    return f"past lulls still running {age} months after they were known, {depth} then, {peak}"


def _ages(landmarks: Sequence[Landmark]) -> tuple[Ints, Ints]:
    entry = np.array([one.age for one in landmarks], dtype=np.int64)
    leave = np.array([one.exit for one in landmarks], dtype=np.int64)
    return entry, leave


def comeback_rate(
    panel: Panel, case: CaseAt, months: int, draws: int, rng: np.random.Generator
) -> ComebackRate:
    """Kaplan–Meier with left truncation on the class of the case, with draws.

    months:  how far ahead, counted from the age of the case.
    returns: curve and draws. The estimate is pulled towards all lulls of this age by the weight of
             one case, so that no chance is exactly nought; the draws carry the error of a bootstrap
             over countries and groups (docs/methods/base-rates.md#interval).
    raises:  NoLulls if no past lull has reached this age.
    """
    words, age, widened, landmarks = choose_class(panel, case, panel.settings.least_cases)
    skip = (case.group_id, case.country, case.known)
    everyone = find_landmarks(panel, age, None, (0.0, np.inf), skip)
    weights = _resampled(landmarks, rng)
    rank = rng.uniform(size=(draws, 1))
    curve, spread = _curve(landmarks, everyone, months, weights, rank, major=False)
    major, major_spread = _curve(landmarks, everyone, months, weights, rank, major=True)
    return ComebackRate(
        words=words,
        widened=tuple(widened),
        landmarks=tuple(landmarks),
        age=age,
        curve=curve,
        draws=spread,
        major=np.minimum(major, curve),
        major_draws=np.minimum(major_spread, spread),
    )


def _columns(landmarks: Sequence[Landmark], major: bool) -> tuple[Ints, Ints, Bools]:
    leave = [one.exit_major if major else one.exit for one in landmarks]
    event = [one.came_back_major if major else one.came_back for one in landmarks]
    return (
        np.array([one.age for one in landmarks], dtype=np.int64),
        np.array(leave, dtype=np.int64),
        np.array(event, dtype=bool),
    )


def _resampled(landmarks: Sequence[Landmark], rng: np.random.Generator) -> Floats:
    countries = np.unique([one.lull.country for one in landmarks], return_inverse=True)[1]
    groups = np.array([one.lull.group_id for one in landmarks], dtype=np.int64)
    return cluster_weights(countries, groups, BOOTSTRAP, rng)


def _curve(
    landmarks: Sequence[Landmark],
    everyone: Sequence[Landmark],
    months: int,
    weights: Floats,
    rank: Floats,
    *,
    major: bool,
) -> tuple[Floats, Floats]:
    """The curve and its draws: beta with the effective number of cases that the bootstrap shows.

    weights: shape (resample, case); rank: shape (draw, 1), shared by all months and by both curves.
    """
    age = landmarks[0].age
    entry, leave, event = _columns(landmarks, major)
    plain = 1 - survival(entry, leave, event, age, months)
    prior = np.clip(1 - survival(*_columns(everyone, major), age, months), LEAST_PULL, 1 - LEAST_PULL)
    boots = 1 - survival(entry, leave, event, age, months, weights)
    steps = age + 1 + np.arange(months)
    risk = np.array([np.sum((entry < step) & (leave >= step)) for step in steps], dtype=float)
    effective = _effective_cases(plain, boots, np.maximum(np.minimum.accumulate(risk), 1.0))
    above, below = effective * plain + prior, effective * (1 - plain) + 1 - prior
    spread = np.maximum.accumulate(betaincinv(above, below, rank), axis=1)
    return np.maximum.accumulate(above / (above + below)), spread


def _effective_cases(plain: Floats, boots: Floats, risk: Floats) -> Floats:
    """Cases that a binomial would need for the spread the bootstrap shows, at most those at risk.

    Where nobody came back the bootstrap shows no spread; there the loss of the other months counts,
    and half of those at risk where there is none.
    """
    spread = boots.var(axis=0)
    shown = (plain > 0) & (plain < 1) & (spread > 0)
    kept = np.divide(plain * (1 - plain), spread, out=np.zeros_like(plain), where=shown)
    loss = float(np.median(np.minimum(kept / risk, 1.0)[shown])) if shown.any() else 0.5
    return np.maximum(np.where(shown, np.minimum(kept, risk), risk * loss), 1.0)


def describe_rates(
    rate: ComebackRate, horizons: Sequence[int], late: int, undecidable: dict[int, str]
) -> RateClass:
    """The class with counts, intervals, country mix and the list of its cases.

    late:        months between the last one seen and the as-of day; each horizon reaches that much further.
    undecidable: reason by horizon that later rows cannot resolve.
    """
    entry, leave = _ages(rate.landmarks)
    risk = at_risk(entry, leave, rate.age)
    rows = []
    for horizon in horizons:
        at = horizon + late - 1
        rows.append(
            HorizonRate(
                horizon=horizon,
                comeback=_chance(rate, at, risk, major=False),
                major=_chance(rate, at, risk, major=True),
                decidable=horizon not in undecidable,
                why=undecidable.get(horizon, ""),
            )
        )
    cases = sorted(rate.landmarks, key=lambda one: (one.lull.country, one.lull.group, one.lull.known))
    return RateClass(
        words=rate.words,
        n=risk,
        groups=len({one.lull.group_id for one in rate.landmarks}),
        mix=dict(Counter(one.lull.country for one in rate.landmarks).most_common()),
        rates=tuple(rows),
        cases=tuple(_past_case(one) for one in cases),
        widened=rate.widened,
    )


def _chance(rate: ComebackRate, at: int, risk: int, *, major: bool) -> Chance:
    curve, draws = (rate.major, rate.major_draws) if major else (rate.curve, rate.draws)
    until = rate.age + at + 1
    back = sum(
        (one.came_back_major and one.exit_major <= until) if major else (one.came_back and one.exit <= until)
        for one in rate.landmarks
    )
    low, high = np.quantile(draws[:, at], [0.05, 0.95])
    return Chance(
        value=float(curve[at]),
        low=float(low),
        high=float(high),
        n=risk,
        count=int(back),
        basis="estimated",
        method="base-rates#kaplan-meier",
    )


def _past_case(one: Landmark) -> PastCase:
    return PastCase(
        group=one.lull.group,
        country=one.lull.country,
        known=month_text(one.lull.known),
        landmark=month_text(one.month),
        peak=round(one.lull.peak, 1),
        deaths_12=round(one.twelve, 1),
        came_back=month_text(one.lull.known + one.exit) if one.came_back else None,
        major=one.came_back_major,
        followed=one.exit - one.age,
    )
