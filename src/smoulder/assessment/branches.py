"""Branches of pressure, drawn together so that their differences have intervals (docs/methods/branches.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

import numpy as np

from smoulder.assessment.chance import Basis, chances_at
from smoulder.models.branches.curve import branch_curve, difference_of, log_steps, monthly_chance
from smoulder.models.branches.deaths import BranchDeaths, Paths, branch_deaths
from smoulder.models.branches.plan import Plan
from smoulder.models.branches.ratio import Effects, draw_effects, log_ratios
from smoulder.models.interval import interval_of
from smoulder.records.branch_count import BranchCount, Expected
from smoulder.records.case import Branch, Branches, NamedCase
from smoulder.records.forecast import Difference
from smoulder.records.pressure_effect import BranchEffect
from smoulder.records.series import Floats

SETS = 400
"""Draws of parameters behind the interval of a difference in deaths."""
NORMAL_90 = 1.6448536269514722


@dataclass(frozen=True, slots=True)
class Pressing:
    """What may become of the pressure on one group.

    plans:   the branches; every course has a month for each of those ahead, the first after the last one seen.
    country: of the case; its own departures are no evidence for it. month: last month seen.
    """

    plans: tuple[Plan, ...]
    country: str
    month: int


@dataclass(frozen=True, slots=True)
class Ahead:
    """The months ahead.

    horizons: months from the last full one before the as-of day, rising.
    late:     months between the last one seen and the as-of day that nothing covers; all draws begin with them.
    """

    horizons: tuple[int, ...]
    late: int

    @property
    def reach(self) -> tuple[int, ...]:
        """The horizons counted from the last month seen."""
        return tuple(one + self.late for one in self.horizons)

    @property
    def shown(self) -> slice:
        """The months that are told one by one: from the as-of day to the last horizon."""
        return slice(self.late, self.late + max(self.horizons))


@dataclass(frozen=True, slots=True)
class Pressed:
    """What the branches do to the hazard, which new evidence leaves as it is.

    ratios: for each plan, hazard ratios of shape (month, draw).
    """

    effects: Effects
    ratios: tuple[Floats, ...]


def press(pressing: Pressing, shape: tuple[int, int], rng: np.random.Generator) -> Pressed:
    """Draw what each branch does to the hazard.

    shape: of the chances that it will act on, (draw, month).
    """
    effects = draw_effects(pressing.plans, pressing.country, pressing.month, shape[0], rng)
    logs = (log_ratios(plan, effects)[0] for plan in pressing.plans)
    return Pressed(effects, tuple(np.exp(np.ascontiguousarray(one[:, : shape[1]].T)) for one in logs))


def draw_branches(
    stays: Floats,
    major: Floats,
    pressing: Pressing,
    ahead: Ahead,
    cases: Sequence[NamedCase],
    n: int | None,
    pressed: Pressed,
    paths: Paths | None = None,
) -> Branches:
    """Every branch, and its paired difference from the first.

    stays: shape (draw, month), chance of a comeback by then while pressure is as it was; each row rises.
    major: the same for a major comeback, never above it.
    n:     past cases behind `stays`. pressed: as `press` draws it for as many draws and months.
    paths: count draws, where deaths are asked for too.
    returns: on each branch the chance is 1 − Π (1 − h)^r, row by row: the same row of `stays` meets the same draw
             of the effect on all branches.
    """
    branches, differences = [], {}
    steps, big_steps = log_steps(stays), log_steps(major)
    first: tuple[Floats, BranchDeaths | None] | None = None
    for plan, ratio in zip(pressing.plans, pressed.ratios, strict=True):
        curve = branch_curve(steps, ratio)
        big = np.minimum(branch_curve(big_steps, ratio), curve)
        deaths = None
        if paths is not None:
            log_rate = log_ratios(plan, pressed.effects)[1][:, : stays.shape[1]]
            deaths = branch_deaths(paths, curve.T, log_rate, ahead.reach, SETS, ahead.late)
        against: Mapping[int, Difference] = {}
        gap: Floats | None = None
        if first is None:
            first = (curve, deaths)
        else:
            differences[plan.name] = _differences(curve, first[0], ahead)
            gap = curve - first[0]
            if deaths is not None and first[1] is not None:
                against = _in_deaths(deaths, first[1], ahead)
        made = _branch(
            plan, curve, big, ahead, _basis(plan, pressed.effects), n, _count(deaths, against, ahead)
        )
        branches.append(
            made if gap is None else made.model_copy(update={"against": _months(gap[ahead.shown])})
        )
    told = tuple(pressed.effects.effects.values())
    return Branches(
        branches=tuple(branches),
        differences=differences,
        basis="; ".join(effect_words(one) for one in told),
        effects=told,
        cases=tuple(cases),
    )


def effect_words(effect: BranchEffect) -> str:
    """An effect as a hazard ratio with its interval, and where it comes from."""
    middle, reach = effect.log_hazard, NORMAL_90 * effect.hazard_error
    return (
        f"{effect.basis}: {exp(middle):.2f} times the hazard of a comeback once "
        f"{effect.kind or 'pressure'} {'is' if not effect.kind.endswith('s') else 'are'} "
        f"{'gone' if effect.phase == 'departed' else effect.phase} "
        f"(90 % interval {exp(middle - reach):.2f} to {exp(middle + reach):.2f}): {effect.why}"
    )


def _basis(plan: Plan, effects: Effects) -> Basis:
    """'combined' where estimates carry the effect, 'assumed' where any part of it is an assumption."""
    moved = [course for course in plan.courses if np.any(course.gone != 0)]
    assumed = any(effects.effects[course.kind, "departed"].basis == "assumed" for course in moved)
    return "assumed" if assumed else "combined"


def _differences(curve: Floats, first: Floats, ahead: Ahead) -> dict[int, Difference]:
    return {
        horizon: difference_of(curve[at - 1], first[at - 1])
        for horizon, at in zip(ahead.horizons, ahead.reach, strict=True)
    }


def _in_deaths(deaths: BranchDeaths, first: BranchDeaths, ahead: Ahead) -> dict[int, Difference]:
    return {
        horizon: difference_of(deaths.expected[:, at], first.expected[:, at], np.median)
        for at, horizon in enumerate(ahead.horizons)
    }


def _branch(
    plan: Plan,
    curve: Floats,
    major: Floats,
    ahead: Ahead,
    basis: Basis,
    n: int | None,
    deaths: BranchCount | None,
) -> Branch:
    return Branch(
        id=plan.name,
        words=plan.words,
        comeback=chances_at(curve.T, ahead.horizons, ahead.late, basis, n, "branches"),
        major=chances_at(major.T, ahead.horizons, ahead.late, basis, n, "branches"),
        path=_months(curve[ahead.shown]),
        rule=plan.rule or "",
        kind=plan.courses[0].kind,
        monthly=_months(monthly_chance(curve)[ahead.shown]),
        deaths=deaths,
    )


def _months(draws: Floats) -> tuple[tuple[int, float, float, float], ...]:
    """Mean and 90 % interval of each month; draws of shape (month, draw)."""
    return tuple((month, float(one.mean()), *interval_of(one)) for month, one in enumerate(draws, start=1))


def _rows(told: Floats) -> tuple[tuple[int, float, float, float], ...]:
    return tuple(
        (month, float(one[0]), float(one[1]), float(one[2])) for month, one in enumerate(told.T, start=1)
    )


def _count(
    deaths: BranchDeaths | None, against: Mapping[int, Difference], ahead: Ahead
) -> BranchCount | None:
    if deaths is None:
        return None
    return BranchCount(
        months=_rows(deaths.month),
        upto={
            horizon: Expected(value=float(one[0]), low=float(one[1]), high=float(one[2]))
            for horizon, one in zip(ahead.horizons, deaths.upto.T, strict=True)
        },
        differences=dict(against),
        draws=len(deaths.tilt.weights),
        effective=deaths.tilt.effective,
        not_met=tuple(
            horizon for horizon, met in zip(ahead.horizons, deaths.tilt.met.tolist(), strict=True) if not met
        ),
    )
