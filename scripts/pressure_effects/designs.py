"""Rows of the designs that stand beside the ratios: matched places, steps around departures, selection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from pressure_effects.inputs import Inputs
from pressure_effects.rows import LULLS, NORMAL_90, SOURCES, YEARS
from smoulder.models.pressure.lull_months import QuietSteps, lull_months, quiet_years
from smoulder.models.pressure.matching import difference, match_nearest, plain_difference
from smoulder.models.pressure.panels import Panel, country_panel, place_panel
from smoulder.models.pressure.phase import DEPARTED, IN_FORCE, NAMES
from smoulder.models.pressure.places import PlaceYear, covered, events_near, place_years
from smoulder.models.pressure.rate_ratio import rate_ratio
from smoulder.models.pressure.staggered import NEVER, StepEffect, group_time_effects
from smoulder.models.scores.resample import Estimate
from smoulder.reading.tables import read_rows
from smoulder.records.pressure_effect import EffectRow
from smoulder.records.series import Bools, Floats
from smoulder.series.all_lulls import walk_histories

SEED = 20200123
LAST = 2017
"""Last year of a place, as in the count that is to be reproduced."""
STEPS = (-3, 3)
GEO = "Geo-PKO 2.3; UCDP GED"
TRAITS = ("events in two years, log", "trend, log", "years of the mission", "troops, log")


def place_rows(inputs: Inputs) -> Iterator[EffectRow]:
    """Places that were left against places that were kept: plain, matched, balance, and who was left."""
    every = place_years(inputs.places, LAST)
    places = covered(every, inputs.spans)
    near = events_near(places, inputs.happened, (-1, 0, 1, 2))
    left = np.array([one.left for one in places])
    before, after = near[:, :2].sum(axis=1), near[:, 2:].sum(axis=1)
    change = (after > 0).astype(float) - (before > 0)
    missions = [one.mission for one in places]
    rng = np.random.default_rng(SEED)
    base = _base(places, left, before, after, every)
    yield _told(
        base,
        "change in the chance of any event, left less stayed",
        plain_difference(change, left, missions, rng),
    )
    matched = match_nearest(_traits(places, near), TRAITS, left, _strata(places, before))
    told = _told(base, "the same against three matches each", difference(change, matched, missions, rng))
    yield told.model_copy(update={"units": len(matched.units), "against": len(np.unique(matched.partners))})
    cluster = np.unique(missions, return_inverse=True)[1]
    window = np.unique(_strata(places, before), return_inverse=True)[1]
    ratio = rate_ratio(before, after, left, window, cluster)
    low, high = ratio.value - NORMAL_90 * ratio.error, ratio.value + NORMAL_90 * ratio.error
    yield _valued(
        base,
        "log rate ratio of events, two years after against two before",
        ratio.value,
        ratio.error,
        low,
        high,
    )
    for one in matched.balance:
        row = base.model_copy(update={"part": "balance"})
        yield _valued(row, f"{one.trait}: standardised difference before matching", one.before)
        yield _valued(row, f"{one.trait}: standardised difference after matching", one.after)
    chosen = base.model_copy(update={"part": "selection"})
    yield _valued(
        chosen, "share with any event in the two years before, places left", float((before[left] > 0).mean())
    )
    yield _valued(
        chosen, "share with any event in the two years before, places kept", float((before[~left] > 0).mean())
    )


def _base(
    places: Sequence[PlaceYear], left: Bools, before: Floats, after: Floats, every: Sequence[PlaceYear]
) -> EffectRow:
    gone = sum(one.left for one in every)
    return EffectRow(
        part="matched places",
        kind="peacekeepers",
        phase="departed",
        measure="",
        data=f"UN places within 50 km of events; {gone} left and {len(every) - gone} kept in all countries",
        until="2019-12",
        value=None,
        error=None,
        low=None,
        high=None,
        units=int(left.sum()),
        against=int((~left).sum()),
        events=int((before + after)[left].sum()),
        events_against=int((before + after)[~left].sum()),
        countries=len({one.country for one in places if one.left}),
        source=GEO,
    )


def _traits(places: Sequence[PlaceYear], near: Floats) -> Floats:
    first, second = np.log1p(near[:, 0]), np.log1p(near[:, 1])
    age = np.array([one.age for one in places], dtype=float)
    troops = np.log([one.troops for one in places])
    return np.column_stack([np.log1p(near[:, :2].sum(axis=1)), second - first, age, troops])


def _strata(places: Sequence[PlaceYear], before: Floats) -> list[str]:
    """Region, and whether there was any event before: what matches must share."""
    codes = {row["country"]: int(row["gwno"] or 0) for row in read_rows("countries.csv")}
    regions = ["Africa" if 400 <= codes[one.country] < 630 else "elsewhere" for one in places]
    return [
        f"{region}, {'violence' if any_ else 'quiet'}"
        for region, any_ in zip(regions, before > 0, strict=True)
    ]


def _told(base: EffectRow, measure: str, found: Estimate) -> EffectRow:
    return _valued(
        base, measure, found.value, (found.high - found.low) / 2 / NORMAL_90, found.low, found.high
    )


def _valued(
    base: EffectRow,
    measure: str,
    value: float,
    error: float | None = None,
    low: float | None = None,
    high: float | None = None,
) -> EffectRow:
    numbers = {"value": value, "error": error, "low": low, "high": high}
    kept = {name: None if n is None or np.isnan(n) else round(n, 4) + 0.0 for name, n in numbers.items()}
    return base.model_copy(update=kept | {"measure": measure})


def step_rows(inputs: Inputs) -> Iterator[EffectRow]:
    """Effects by year since departure, against units not left yet, with the years before as placebo."""
    places = place_years(inputs.places, 2022)
    panels = [
        (
            "peacekeepers",
            "chance of any event within 50 km of a UN place",
            place_panel(places, inputs.happened, inputs.spans, (1994, 2022)),
            GEO,
        )
    ]
    for phases, last in ((inputs.peacekeepers, 2019), (inputs.troops, 2023)):
        panel = country_panel(phases, inputs.deaths, (1990, last))
        outcome = "log of 1 + state-based deaths a year in a country"
        panels.append((phases.kind, outcome, panel, f"{SOURCES[phases.kind]}; VIEWS country-months"))
    for kind, outcome, panel, source in panels:
        yield from _steps(kind, outcome, panel, source)


def _steps(kind: str, outcome: str, panel: Panel, source: str) -> Iterator[EffectRow]:
    found = group_time_effects(panel.outcome, panel.left, panel.cluster, STEPS, np.random.default_rng(SEED))
    gone = panel.left != NEVER
    last = panel.first + panel.outcome.shape[1] - 1
    named: list[tuple[str, StepEffect]] = [
        (f"year {one.step:+d}".replace("+0", "0"), one) for one in found.steps
    ]
    named += [("mean of the years after", found.after), ("placebo, the years before", found.placebo)]
    for words, one in named:
        base = EffectRow(
            part="steps",
            kind=kind,
            phase="departed",
            measure="",
            data=outcome,
            until=f"{last}-12",
            value=None,
            error=None,
            low=None,
            high=None,
            units=one.units,
            against=int((~gone).sum()),
            events=0,
            events_against=0,
            countries=len({name for name, left in zip(panel.cluster, gone, strict=True) if left}),
            source=source,
        )
        yield _valued(base, words, one.value, one.error, one.low, one.high)


def selection_rows(inputs: Inputs) -> Iterator[EffectRow]:
    """How quiet it was in each phase: deaths in twelve months of lulls, and comebacks per step."""
    lulls = lull_months(walk_histories(inputs.series))
    years = quiet_years(inputs.episodes, 2020)
    for phases in (inputs.troops, inputs.peacekeepers):
        for data, steps in ((LULLS, lulls), (YEARS, years)):
            codes = steps.phases(phases)
            for code in (IN_FORCE, DEPARTED):
                here = codes == code
                base = _selected(phases.kind, NAMES[code], data, steps, here)
                if not here.any():
                    continue
                yield _valued(base, "comebacks per step, unadjusted", float(steps.event[here].mean()))
                if data == LULLS:
                    quiet = float(steps.traits[here, 1].mean())
                    yield _valued(base, "mean of log(1 + deaths in 12 months)", quiet)


def _selected(kind: str, phase: str, data: str, steps: QuietSteps, here: Bools) -> EffectRow:
    return EffectRow(
        part="selection",
        kind=kind,
        phase=phase,
        measure="",
        data=data,
        until="2022-12",
        value=None,
        error=None,
        low=None,
        high=None,
        units=int(here.sum()),
        against=0,
        events=int(steps.event[here].sum()),
        events_against=0,
        countries=len(np.unique(steps.country[here])),
        source=SOURCES[kind],
    )
