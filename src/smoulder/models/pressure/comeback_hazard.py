"""Hazard ratios for comeback by phase of pressure, against the time while it was in force."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from smoulder.models.pressure.hazard import fit_hazard
from smoulder.models.pressure.lull_months import QuietSteps
from smoulder.models.pressure.phase import DEPARTED, IN_FORCE, NAMES, NONE, REDUCED, UNKNOWN, Phases
from smoulder.records.series import Ints


@dataclass(frozen=True, slots=True)
class PhaseHazard:
    """The hazard of a comeback in one phase as a multiple of that while the pressure was in force.

    value: log hazard ratio; nan where a phase has no comeback, or in force has none. error: by country.
    steps, spells, comebacks, countries: what lay in the phase; the same in force after the underscore.
    """

    kind: str
    phase: str
    value: float
    error: float
    steps: int
    spells: int
    comebacks: int
    countries: int
    steps_in_force: int
    comebacks_in_force: int


def comeback_hazards(steps: QuietSteps, phases: Phases) -> list[PhaseHazard]:
    """Hazard ratios of one kind of pressure, adjusted for the traits of the steps.

    returns: reduced, then departed. Steps of an unknown phase are left out. A phase without a comeback, or a
             kind without one in force, has its counts and no ratio.
    """
    codes = steps.phases(phases)
    steps, codes = steps.kept(codes != UNKNOWN), codes[codes != UNKNOWN]
    told = [p for p in (IN_FORCE, REDUCED, DEPARTED) if steps.event[codes == p].any()]
    # a phase with steps and without a comeback would run off to minus infinity: it stays out of the fit
    rows = (codes == NONE) | np.isin(codes, told)
    fit = None
    if IN_FORCE in told and len(told) > 1:
        traits = steps.traits[rows] - steps.traits[rows].mean(axis=0)
        dummies = [(codes[rows] == phase).astype(float) for phase in told]
        if not (codes == NONE).any():
            dummies = dummies[1:]
        design = np.column_stack([np.ones(int(rows.sum())), traits, *dummies])
        fit = fit_hazard(design, steps.event[rows], steps.country[rows])
    found = []
    for phase in (REDUCED, DEPARTED):
        value = error = float("nan")
        if fit is not None and phase in told:
            weights = np.zeros(len(fit.coefficients))
            weights[told.index(phase) - len(told)] = 1.0
            if (codes == NONE).any():
                weights[-len(told)] = -1.0
            value, error = fit.contrast(weights)
        found.append(_row(phases.kind, phase, value, error, steps, codes))
    return found


def _row(kind: str, phase: int, value: float, error: float, steps: QuietSteps, codes: Ints) -> PhaseHazard:
    here, force = codes == phase, codes == IN_FORCE
    return PhaseHazard(
        kind=kind,
        phase=NAMES[phase],
        value=value,
        error=error,
        steps=int(here.sum()),
        spells=len(np.unique(steps.spell[here])),
        comebacks=int(steps.event[here].sum()),
        countries=len(np.unique(steps.country[here])),
        steps_in_force=int(force.sum()),
        comebacks_in_force=int(steps.event[force].sum()),
    )
