"""Draws of what a plan does to the hazard of a comeback and to the rate of inflicted deaths, month by month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.models.branches.plan import Plan
from smoulder.models.pressure.effect import effect_for
from smoulder.models.pressure.pooling import NO_EFFECT_SD
from smoulder.records.force import Phase
from smoulder.records.pressure import KINDS
from smoulder.records.pressure_effect import BranchEffect, EffectRow
from smoulder.records.series import Floats

OF_ITS_OWN: tuple[Phase, ...] = ("announced", "handed over")
"""Phases with an effect of their own before anything has left."""


@dataclass(frozen=True, slots=True)
class Effects:
    """Effects by kind and phase, and the random numbers that all branches share.

    effects: by kind and phase. hazard, rate: draws of the log ratios, each shape (draw,).
    """

    effects: Mapping[tuple[str, str], BranchEffect]
    hazard: Mapping[tuple[str, str], Floats]
    rate: Mapping[tuple[str, str], Floats]


def draw_effects(
    plans: Sequence[Plan],
    country: str,
    month: int,
    draws: int,
    rng: np.random.Generator,
    rows: Sequence[EffectRow] | None = None,
) -> Effects:
    """Draw the effect of every kind and phase that a plan needs, once for all plans.

    country: of the case; month: last month seen. rows: estimates to choose from; the packaged ones by default.
    """
    needed = dict.fromkeys(
        (course.kind, phase)
        for plan in plans
        for course in plan.courses
        for phase in ("departed", *(one for one in OF_ITS_OWN if one in course.phase and one != course.start))
    )
    effects: dict[tuple[str, str], BranchEffect] = {}
    hazard: dict[tuple[str, str], Floats] = {}
    rate: dict[tuple[str, str], Floats] = {}
    for kind, phase in needed:
        one = effect_of(kind, country, month, phase, rows)
        effects[kind, phase] = one
        hazard[kind, phase] = one.log_hazard + one.hazard_error * even_normals(draws, rng)
        rate[kind, phase] = one.log_rate + one.rate_error * even_normals(draws, rng)
    return Effects(effects, hazard, rate)


def even_normals(draws: int, rng: np.random.Generator) -> Floats:
    """Standard normal draws in a random order, one from the middle of each of as many equally likely slices.

    So an effect that is centred on none is centred on none in the draws as well, whatever the seed; shape (draw,).
    """
    from scipy.special import ndtri

    found: Floats = ndtri((rng.permutation(draws) + 0.5) / draws)
    return found


def effect_of(
    kind: str, country: str, month: int, phase: str = "departed", rows: Sequence[EffectRow] | None = None
) -> BranchEffect:
    """What the estimates say of a kind and phase; of a kind that is not known, an assumption centred on no effect.

    >>> effect_of("", "Iraq", 24239).basis
    'assumed'
    """
    known = next((one for one in KINDS if one == kind), None)
    if known is not None and phase in ("announced", "handed over", "departed"):
        return effect_for(known, country, month, phase, rows)  # type: ignore[arg-type]  # one of these words
    return BranchEffect(
        kind=kind,
        phase=phase,
        log_hazard=0.0,
        hazard_error=NO_EFFECT_SD,
        log_rate=0.0,
        rate_error=NO_EFFECT_SD,
        basis="assumed",
        rate_basis="assumed",
        evidence=(),
        why="what holds the group down is not on record; assumed, centred on no effect",
    )


def log_ratios(plan: Plan, effects: Effects) -> tuple[Floats, Floats]:
    """Logarithms of the ratios of a plan against pressure as it was on the as-of day.

    returns: hazard ratio and rate ratio, each shape (draw, month). With share g gone, log r = g · log r(departed);
             where the pressure is in a phase that it was not in on the as-of day, (1 − g) of that phase's own
             effect comes to it. Kinds multiply.
    """
    made = [_of_table(plan, table) for table in (effects.hazard, effects.rate)]
    return made[0], made[1]


def _of_table(plan: Plan, table: Mapping[tuple[str, str], Floats]) -> Floats:
    draws = len(next(iter(table.values())))
    total = np.zeros((draws, len(plan.courses[0].gone)))
    for course in plan.courses:
        total += table[course.kind, "departed"][:, np.newaxis] * course.gone
        for phase in OF_ITS_OWN:
            if (course.kind, phase) in table and phase != course.start:
                here = np.array([one == phase for one in course.phase]) * (1 - np.abs(course.gone))
                total += table[course.kind, phase][:, np.newaxis] * here
    return total
