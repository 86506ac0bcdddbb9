"""One row of the table after another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from pressure_effects.inputs import Inputs
from smoulder.models.pressure.comeback_hazard import PhaseHazard, comeback_hazards
from smoulder.models.pressure.effect import speaks
from smoulder.models.pressure.lull_months import QuietSteps, lull_months, quiet_years
from smoulder.models.pressure.phase import DEPARTED, IN_FORCE, Phases
from smoulder.models.pressure.rate_ratio import rate_ratio
from smoulder.models.pressure.windows import SPAN, Windows, departure_windows
from smoulder.records.month import month_index, month_text
from smoulder.records.pressure_effect import EffectRow
from smoulder.series.all_lulls import walk_histories

VINTAGES = ("2004-12", "2009-12", "2014-12", "2019-12", "2022-12")
"""Last months of outcomes: a case takes the latest that had closed on its day."""
NORMAL_90 = 1.6448536269514722
LULLS, YEARS = "months of group lulls", "quiet years of conflicts"
SOURCES = {
    "foreign troops": "troopdata; IMI 1946–2005; UCDP External Support 18.1",
    "peacekeepers": "Kathman, UN personnel 1990–2019; Mullenbach 3.1, missions 1950–2014",
}
LAST_EPISODE_YEAR = 2020


def comeback_rows(inputs: Inputs) -> Iterator[EffectRow]:
    """Hazard ratios by vintage, data, kind and phase; where one speaks, without each country too."""
    for until in VINTAGES:
        month = month_index(until)
        lulls = lull_months(walk_histories(inputs.series, to=month))
        years = quiet_years(inputs.episodes, min(month // 12, LAST_EPISODE_YEAR))
        for data, steps in ((LULLS, lulls), (YEARS, years)):
            for phases in (inputs.troops, inputs.peacekeepers):
                yield from _comebacks(steps, phases, data, until)


def _comebacks(steps: QuietSteps, phases: Phases, data: str, until: str) -> Iterator[EffectRow]:
    for found in comeback_hazards(steps, phases):
        row = _hazard_row(found, data, until, "")
        yield row
        if not speaks(row):
            continue
        touched = np.isin(steps.phases(phases), (IN_FORCE, DEPARTED))
        for place in np.unique(steps.country[touched]):
            again = comeback_hazards(steps.kept(steps.country != place), phases)
            ours = next(one for one in again if one.phase == found.phase)
            yield _hazard_row(ours, data, until, steps.countries[place])


def _hazard_row(found: PhaseHazard, data: str, until: str, without: str) -> EffectRow:
    return _row(
        EffectRow(
            part="comebacks",
            kind=found.kind,
            phase=found.phase,
            measure="log hazard ratio of a comeback, against in force",
            data=data,
            until=until,
            without=without,
            value=None,
            error=None,
            low=None,
            high=None,
            units=found.steps,
            against=found.steps_in_force,
            events=found.comebacks,
            events_against=found.comebacks_in_force,
            countries=found.countries,
            source=f"{SOURCES[found.kind]}; {'UCDP GED' if data == LULLS else 'UCDP Conflict Termination'}",
        ),
        found.value,
        found.error,
    )


def _row(row: EffectRow, value: float, error: float) -> EffectRow:
    if np.isnan(value):
        return row
    low, high = value - NORMAL_90 * error, value + NORMAL_90 * error
    return row.model_copy(update=_rounded(value, error, low, high))


def _rounded(value: float, error: float, low: float, high: float) -> dict[str, float | None]:
    names = ("value", "error", "low", "high")
    numbers = (value, error, low, high)
    return {name: None if np.isnan(n) else round(n, 4) + 0.0 for name, n in zip(names, numbers, strict=True)}


def inflicted_rows(inputs: Inputs) -> Iterator[EffectRow]:
    """Rate ratios of inflicted deaths, by vintage and kind, and without each country that was left."""
    for phases in (inputs.troops, inputs.peacekeepers):
        whole = departure_windows(inputs.series, phases)
        names = {one.country for one in inputs.series}
        for until in VINTAGES:
            seen = _until(whole, month_index(until))
            row = _inflicted(seen, phases.kind, until, "")
            yield row
            if speaks(row):
                for country in sorted({left for left, _ in seen.departures} & names):
                    yield _inflicted(_without(seen, country), phases.kind, until, country)


def _until(windows: Windows, month: int) -> Windows:
    """Only departures whose later months had passed."""
    kept = [at for at, (_, left) in enumerate(windows.departures) if left + SPAN - 1 <= month]
    return _chosen(windows, kept)


def _without(windows: Windows, country: str) -> Windows:
    return _chosen(windows, [at for at, (left, _) in enumerate(windows.departures) if left != country])


def _chosen(windows: Windows, kept: list[int]) -> Windows:
    rows = np.isin(windows.window, kept)
    number = {old: new for new, old in enumerate(kept)}
    return replace(
        windows,
        before=windows.before[rows],
        after=windows.after[rows],
        left=windows.left[rows],
        window=np.array([number[int(at)] for at in windows.window[rows]], dtype=np.int64),
        country=windows.country[rows],
        departures=tuple(windows.departures[at] for at in kept),
    )


def _inflicted(windows: Windows, kind: str, until: str, without: str) -> EffectRow:
    left = windows.left
    row = EffectRow(
        part="inflicted deaths",
        kind=kind,
        phase="departed",
        measure=f"log rate ratio of inflicted deaths, {SPAN} months after against {SPAN} before",
        data="groups around departures",
        until=until,
        without=without,
        value=None,
        error=None,
        low=None,
        high=None,
        units=int(left.sum()),
        against=int((~left).sum()),
        events=round(float((windows.before + windows.after)[left].sum())),
        events_against=round(float((windows.before + windows.after)[~left].sum())),
        countries=len({country for country, _ in windows.departures}),
        source=f"{SOURCES[kind]}; UCDP GED; departures: {named(windows.departures)}",
    )
    if not left.any() or left.all():
        return row
    found = rate_ratio(windows.before, windows.after, left, windows.window, windows.country)
    return _row(row, found.value, found.error)


def named(departures: tuple[tuple[str, int], ...]) -> str:
    """Departures in words."""
    return ", ".join(f"{country} {month_text(month)}" for country, month in departures) or "none"
