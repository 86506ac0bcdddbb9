"""A window as evidence: expected, seen, power, Bayes factors, placebo windows (docs/methods/opportunity.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from smoulder.models.opportunity.effect import Outlook, uses
from smoulder.models.opportunity.expect import MODEL
from smoulder.models.opportunity.factors import CURVE, PAIRS, Weighed, curve_of, weigh_factors
from smoulder.models.opportunity.kinds import LEAVES, Kind, Leaf
from smoulder.models.opportunity.look import look
from smoulder.models.opportunity.matter import Matter, check_history
from smoulder.models.opportunity.placebo import try_placebos
from smoulder.models.opportunity.power import BOUND, LEAST, find_power, power_by_effect
from smoulder.models.opportunity.spread import Spread
from smoulder.models.opportunity.window import Phase, Window, check_window
from smoulder.records.month import last_full_month, month_text
from smoulder.records.opportunity import (
    Assumed,
    CurvePoint,
    Expects,
    LeafFactor,
    OpportunityResult,
    PhaseSeen,
    TestPower,
)
from smoulder.records.series import Floats

DRAWS = 1000
"""Draws of each of the three pooled models for the window itself."""
PLACEBO_DRAWS = 400
"""The same for each placebo window."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Of whom the test is asked, and how hard it tries.

    as_of:    nothing from this day on is seen.
    placebos: how many placebo windows are tested at most.
    """

    group_id: int
    group: str
    country: str
    as_of: date
    seed: int
    placebos: int = 40


def window_evidence(asked: Asked, matter: Matter, window: Window, kind: Kind) -> OpportunityResult:
    """What one window says of patience, degraded and spent.

    matter:  the group's months up to the last that may be seen.
    returns: Bayes factors, neutral where the power is under one half or the months are not covered.
             `until` is the month at which a comeback model must end beside this item (`once.before_window`).
    raises:  BadDate for a window that is none, lies in the future of the as-of day or before the data;
             BadSetting for a turn where the kind has one phase.
    """
    check_window(window, asked.as_of)
    seen_to = last_full_month(asked.as_of)
    window.phases(kind.phases)
    check_history(matter, window, f"{asked.group} in {asked.country}")
    begun = window.cut < seen_to
    kept = window.until(seen_to) if begun else window
    result = _frame(asked, matter, window, kind)
    if not begun or not matter.covers(kept):
        return result
    outlook, seen, phases = look(matter, kept, kind, asked.seed, DRAWS)
    rng = np.random.default_rng([asked.seed, window.cut, 1])
    signs = kind.signs_of(tuple(one.name for one in phases))
    factors = weigh_factors(outlook, seen, kind, signs)
    power, curve = _power_and_curve(outlook, seen, kind, signs, rng)
    neutral = "" if power.power >= LEAST else "the counts could not tell"
    placebos = try_placebos(
        matter, kept, kind, factors[PAIRS[0]].value, asked.seed, PLACEBO_DRAWS, asked.placebos
    )
    return result.model_copy(
        update={
            "covered": True,
            "unused": max(0, min(seen_to, matter.last_known) - int(kept.months[-1])),
            "phases": _phases(outlook, seen, phases, signs),
            "factors": tuple(_leaf_factor(pair, one, neutral) for pair, one in factors.items()),
            "power": power,
            "placebos": placebos,
            "curve": curve,
            "neutral": neutral,
            "notes": _notes(window, kept),
        }
    )


def _leaf_factor(pair: tuple[Leaf, Leaf], one: Weighed, neutral: str) -> LeafFactor:
    return LeafFactor(
        first=pair[0],
        second=pair[1],
        value=one.value,
        low=one.low,
        high=one.high,
        log_used=0.0 if neutral else float(np.log(one.value)),
    )


def _power_and_curve(
    outlook: Outlook, seen: Floats, kind: Kind, signs: tuple[int, ...], rng: np.random.Generator
) -> tuple[TestPower, tuple[CurvePoint, ...]]:
    power = find_power(outlook, uses(kind.effects["patience"].times.ratios(), signs), rng)
    powers = power_by_effect(outlook, CURVE.tolist(), signs, rng)
    enough = [float(at) for at, one in zip(CURVE, powers, strict=True) if one.least >= LEAST]
    told = TestPower(
        if_used=power.if_used,
        if_not=power.if_not,
        power=power.least,
        bound=BOUND,
        least=LEAST,
        smallest=min(enough, default=None),
    )
    points = curve_of(outlook, seen, kind, signs)
    return told, tuple(
        CurvePoint(times=float(at), factor=one.value, low=one.low, high=one.high, power=two.least)
        for at, one, two in zip(CURVE, points, powers, strict=True)
    )


def _frame(asked: Asked, matter: Matter, window: Window, kind: Kind) -> OpportunityResult:
    """The part of the result that needs no counts; as it stands, the answer where the months are not covered."""
    return OpportunityResult(
        kind=kind.name,
        kind_words=kind.words,
        group_id=asked.group_id,
        group=asked.group,
        country=asked.country,
        measure=matter.measure,
        counted=matter.counts.what,
        first=window.first,
        last=window.last,
        turn=window.turn,
        as_of=asked.as_of,
        covered=False,
        until=month_text(window.cut),
        expects=tuple(
            Expects(
                leaf=leaf,
                use=_assumed(kind.effects[leaf].use),
                times=_assumed(kind.effects[leaf].times),
                basis=kind.effects[leaf].basis,
                n=kind.effects[leaf].n,
                source=kind.effects[leaf].source,
            )
            for leaf in LEAVES
        ),
        factors=tuple(
            LeafFactor(first=first, second=second, value=1.0, low=1.0, high=1.0, log_used=0.0)
            for first, second in PAIRS
        ),
        neutral="the months are not covered",
        model=MODEL,
        draws=3 * DRAWS,
        seed=asked.seed,
    )


def _assumed(spread: Spread) -> Assumed:
    return Assumed(value=spread.mid, low=spread.low, high=spread.high)


def _phases(
    outlook: Outlook, seen: Floats, phases: tuple[Phase, ...], signs: tuple[int, ...]
) -> tuple[PhaseSeen, ...]:
    out = []
    for at, phase in enumerate(phases):
        total = outlook.totals[at]
        low, middle, high = np.quantile(total, [0.05, 0.5, 0.95])
        sign: Literal["more", "less"] = "more" if signs[at] > 0 else "less"
        out.append(
            PhaseSeen(
                name=phase.name,
                sign=sign,
                months=tuple(month_text(int(month)) for month in phase.months),
                exposed=outlook.exposure[at],
                expected=float(total.mean()),
                middle=float(middle),
                low=float(low),
                high=float(high),
                seen=float(seen[at]),
                below=float(np.mean(total < seen[at]) + np.mean(total == seen[at]) / 2),
            )
        )
    return tuple(out)


def _notes(window: Window, kept: Window) -> tuple[str, ...]:
    if kept == window:
        return ()
    return (f"Read to {kept.last}: the month after it was not complete on the as-of day.",)
