"""What speaks to a case: the effect of a kind of pressure coming off, or an assumption that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from smoulder.models.pressure.pooling import NO_EFFECT_SD, pool
from smoulder.reading.pressure_effects import load_effects
from smoulder.records.month import month_index
from smoulder.records.pressure import PressureKind
from smoulder.records.pressure_effect import BranchEffect, EffectRow

LEAST_EVENTS = 5
"""Comebacks a phase, and the time in force, must hold before their ratio speaks."""
LEAST_COUNTRIES = 3
"""Countries that must have been left."""
LEAST_UNITS = 10
"""Groups whose inflicted deaths must have been counted around departures."""

Phase = Literal["announced", "handed over", "reduced", "departed"]


def effect_for(
    kind: PressureKind,
    country: str,
    month: int,
    phase: Phase = "departed",
    effects: Sequence[EffectRow] | None = None,
) -> BranchEffect:
    """The effect that a case's pressure coming off has on comebacks and on inflicted deaths.

    kind:    of the pressure of the case; evidence of another kind is not used.
    country: of the case; estimates without it are taken, so that a case is no evidence for itself.
    month:   last month seen; estimates on later outcomes are not taken.
    phase:   'announced' and 'handed over' are in no data set behind these estimates: always assumed.
    effects: rows to choose from; the packaged ones by default.
    returns: log ratios against the time in force. Estimates that speak are shrunk towards no effect by the
             prior with a 90 % range from a third to three; with none, the prior itself, 'assumed'.
    source:  docs/methods/pressure.md#what-speaks-to-a-case.

    >>> effect_for("sanctions", "Iraq", 24239).basis
    'assumed'
    """
    rows = _seen(load_effects() if effects is None else effects, kind, country, month, phase)
    hazard = [row for row in rows if row.part == "comebacks" and speaks(row)]
    rate = [row for row in rows if row.part == "inflicted deaths" and speaks(row)]
    log_hazard, hazard_error = shrunk(hazard)
    log_rate, rate_error = shrunk(rate)
    return BranchEffect(
        kind=kind,
        phase=phase,
        log_hazard=log_hazard,
        hazard_error=hazard_error,
        log_rate=log_rate,
        rate_error=rate_error,
        basis="estimated" if hazard else "assumed",
        rate_basis="estimated" if rate else "assumed",
        evidence=(*hazard, *rate),
        why=_why(kind, phase, rows, hazard, rate),
    )


def speaks(row: EffectRow) -> bool:
    """Whether a ratio rests on enough: events on both sides, groups, countries."""
    if row.value is None or row.error is None or row.countries < LEAST_COUNTRIES:
        return False
    if row.part == "comebacks":
        return min(row.events, row.events_against) >= LEAST_EVENTS
    return row.part == "inflicted deaths" and row.units >= LEAST_UNITS


def combined(rows: Sequence[EffectRow]) -> tuple[float, float] | None:
    """Estimates of one kind together: log ratio and error, or None where there is none.

    Rows of one kind come from the same wars counted in different ways. They are weighted by precision, and
    their errors added up as if they wholly leaned on one another.
    """
    told = [(row.value, row.error) for row in rows if row.value is not None and row.error is not None]
    if not told:
        return None
    values, errors = np.array(told).T
    weights = errors**-2 / np.sum(errors**-2)
    return float(weights @ values), float(weights @ errors)


def shrunk(rows: Sequence[EffectRow]) -> tuple[float, float]:
    """Estimates of one kind, shrunk by the prior: mean and standard deviation of a log ratio."""
    both = combined(rows)
    if both is None:
        return 0.0, NO_EFFECT_SD
    found = pool(np.array([both[0]]), np.array([both[1]]), common_sd=NO_EFFECT_SD, between_scale=1e-9)
    return float(found.mean[0]), float(found.error[0])


@dataclass(frozen=True, slots=True)
class KindEffect:
    """One kind of pressure from prior to posterior: log hazard ratios of a comeback after departure.

    estimate: what the data say, with its error. alone: with the prior only, which is what a case is given.
    pooled:   shrunk towards the other kinds as well. own: share of the pooled precision that is its own data.
    """

    kind: str
    rows: tuple[EffectRow, ...]
    estimate: tuple[float, float]
    alone: tuple[float, float]
    pooled: tuple[float, float]
    own: float


def kind_effects(
    month: int, country: str = "", effects: Sequence[EffectRow] | None = None
) -> tuple[KindEffect, ...]:
    """Every kind whose departures speak, with partial pooling over kinds.

    month, country, effects: as for `effect_for`.
    """
    every = load_effects() if effects is None else effects
    found = []
    for kind in dict.fromkeys(row.kind for row in every if row.part == "comebacks"):
        seen = _seen(every, kind, country, month, "departed")
        rows = [row for row in seen if row.part == "comebacks" and speaks(row)]
        both = combined(rows)
        if both is not None:
            found.append((kind, tuple(rows), both))
    if not found:
        return ()
    pooled = pool(*np.array([both for _, _, both in found]).T)
    return tuple(
        KindEffect(
            kind=kind,
            rows=rows,
            estimate=both,
            alone=shrunk(rows),
            pooled=(float(pooled.mean[at]), float(pooled.error[at])),
            own=float(pooled.own[at]),
        )
        for at, (kind, rows, both) in enumerate(found)
    )


def _seen(effects: Sequence[EffectRow], kind: str, country: str, month: int, phase: str) -> list[EffectRow]:
    """Rows of this kind and phase from the latest vintage that had closed, without the case's country."""
    ours = [row for row in effects if (row.kind, row.phase) == (kind, phase)]
    closed = [row for row in ours if month_index(row.until) <= month]
    found = []
    for part, data in dict.fromkeys((row.part, row.data) for row in closed):
        rows = [row for row in closed if (row.part, row.data) == (part, data)]
        last = max(month_index(row.until) for row in rows)
        rows = [row for row in rows if month_index(row.until) == last]
        # a country with no row of its own has nothing in the estimate to leave out
        own = [row for row in rows if row.without == country]
        found += own or [row for row in rows if not row.without]
    return found


def _why(
    kind: str, phase: str, rows: Sequence[EffectRow], hazard: Sequence[EffectRow], rate: Sequence[EffectRow]
) -> str:
    if phase in ("announced", "handed over"):
        return (
            f"no data set behind the estimates dates when {kind} were {phase}; assumed, centred on no effect"
        )
    if hazard:
        named = "; ".join(
            f"{row.data}: {row.events} comebacks in {row.units:,} steps after departures in "
            f"{row.countries} countries, against {row.events_against} while in force"
            for row in hazard
        )
        words = f"past departures of {kind} ({named}), shrunk towards no effect"
    elif rows:
        words = f"comebacks after departures of {kind} are too few to speak ({_counts(rows)}): assumed"
    else:
        return f"no data set counts departures of this kind ({kind}); assumed, centred on no effect"
    if rate:
        words += f"; inflicted deaths of {rate[0].units} groups in {rate[0].countries} countries"
    return f"{words}; pressure leaves where it is quiet, so these are no experiment"


def _counts(rows: Sequence[EffectRow]) -> str:
    told = [
        f"{row.data}: {row.events} in {row.countries} countries" for row in rows if row.part == "comebacks"
    ]
    return "; ".join(told)
