"""Base rates of group lulls, as an analyst asks for them: a class, its rates, its parts, its cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from smoulder.models.rates.choice import Fitting, choose_fitting, split_by
from smoulder.models.rates.classes import LullClass, choose_class, lulls_of_age
from smoulder.models.rates.comeback_rate import class_rate
from smoulder.models.rates.condition import Condition
from smoulder.models.rates.covariates import Covariate
from smoulder.models.rates.describe import describe_rates
from smoulder.models.rates.moment import Moment
from smoulder.models.rates.past_lulls import Landmark, Line, Panel, find_landmarks
from smoulder.records.month import month_text
from smoulder.records.rates import HorizonRate, LullRates, RateClass, RunningLull, Split, SplitRow

AGES = (0, 3, 6, 12, 24, 48, 96)
"""Ages, in months since a lull was known, that a table by age shows."""
AGE = "age"


@dataclass(frozen=True, slots=True)
class LullAsk:
    """What is asked of past lulls.

    case:       the running lull, or None; age: months since `known` where there is none.
    conditions: with none, the class of a running lull is the one its chance rests on.
    by:         covariates to split the class by, or 'age'.
    late:       months between the last one seen and the as-of day; every horizon reaches so much further.
    undecidable: reason by horizon that later rows cannot resolve.
    """

    case: Moment | None
    age: int
    conditions: Sequence[Condition[Moment]]
    by: Sequence[Covariate[Moment] | str]
    horizons: Sequence[int]
    line: Line = "frozen"
    late: int = 0
    undecidable: Mapping[int, str] = field(default_factory=dict)


def lull_rates(panel: Panel, ask: LullAsk, rng: np.random.Generator) -> LullRates:
    """The rates of the class that is asked for, and of its parts.

    raises: NoLulls if the class is empty.
    """
    skip = None if ask.case is None else ask.case.lull
    age = ask.age if ask.case is None else ask.case.age
    if ask.case is not None and not ask.conditions:
        chosen = choose_class(
            lambda months, deaths: find_landmarks(panel, months, skip, ask.line, deaths),
            ask.case,
            panel.settings,
        )
        everyone = find_landmarks(panel, chosen.age, skip, ask.line)
        fitting: Fitting[Moment] = Fitting((), {})
    else:
        everyone = find_landmarks(panel, age, skip, ask.line)
        fitting = choose_fitting([one.at for one in everyone], ask.conditions, lulls_of_age(age))
        words = ", ".join([lulls_of_age(age), *(each.text for each in ask.conditions)])
        chosen = LullClass(words, age, (), tuple(everyone[at] for at in fitting.places))
    return LullRates(
        seen_to=month_text(panel.first + panel.walk.twelve.shape[1] - 1),
        line=ask.line,
        case=None if ask.case is None else running_view(ask.case, panel.settings.active_line),
        late=ask.late,
        age=chosen.age,
        lulls=len(panel.lulls),
        running=len(everyone),
        conditions=tuple(each.text for each in ask.conditions),
        unknown=fitting.unknown,
        past=_described(panel, chosen, everyone, ask, rng),
        splits=tuple(_split(panel, chosen, everyone, each, ask, rng) for each in ask.by),
    )


def _described(
    panel: Panel, chosen: LullClass, everyone: Sequence[Landmark], ask: LullAsk, rng: np.random.Generator
) -> RateClass:
    months = max(ask.horizons) + ask.late
    rate = class_rate(chosen, everyone, months, panel.settings.draws, rng)
    return describe_rates(rate, ask.horizons, ask.late, ask.undecidable)


def _split(
    panel: Panel,
    chosen: LullClass,
    everyone: Sequence[Landmark],
    by: Covariate[Moment] | str,
    ask: LullAsk,
    rng: np.random.Generator,
) -> Split:
    if isinstance(by, str):
        return _by_age(panel, ask, rng)
    parts = split_by([one.at for one in chosen.landmarks], by)
    rows = [
        (value, LullClass("", chosen.age, (), tuple(chosen.landmarks[at] for at in places)))
        for value, places in parts.items()
    ]
    return Split(
        by=by.name,
        meaning=by.meaning,
        rows=tuple(_row(value, _described(panel, part, everyone, ask, rng)) for value, part in rows),
    )


def _by_age(panel: Panel, ask: LullAsk, rng: np.random.Generator) -> Split:
    """The lulls that fit the conditions at each of several ages; one that lasts is in several rows."""
    skip = None if ask.case is None else ask.case.lull
    rows = []
    for age in AGES:
        everyone = find_landmarks(panel, age, skip, ask.line)
        fits = tuple(one for one in everyone if all(each.holds(one.at) for each in ask.conditions))
        if fits:
            part = LullClass("", age, (), fits)
            rows.append(_row(str(age), _described(panel, part, everyone, ask, rng)))
    meaning = "months since a lull was known; one that lasts is in several rows"
    return Split(by=AGE, meaning=meaning, rows=tuple(rows))


def _row(value: str, described: RateClass) -> SplitRow:
    rates: tuple[HorizonRate, ...] = described.rates
    return SplitRow(value=value, n=described.n, rates=rates)


def running_view(case: Moment, active_line: float) -> RunningLull:
    """The running lull as a record."""
    return RunningLull(
        group_id=case.group_id,
        group=case.group,
        country=case.country,
        known=month_text(case.known),
        month=month_text(case.month),
        age=case.age,
        state="quiet" if case.deaths < active_line else "subdued",
        deaths_12=round(case.deaths, 1),
        lowest=round(case.lowest, 1),
        peak=round(case.peak, 1),
        months_since_death=case.silence,
        comebacks=case.comebacks,
    )
