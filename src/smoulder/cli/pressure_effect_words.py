"""What departures did, in words: ratios with their counts, prior and posterior, selection, publications."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import TYPE_CHECKING, Any

from smoulder.cli.terminal import table

if TYPE_CHECKING:
    from smoulder.models.pressure.effect import KindEffect
    from smoulder.records.pressure_effect import BranchEffect, EffectRow, PublishedRow

NORMAL_90 = 1.6448536269514722
PARTS = {
    "matched places": "UN places that were left, against places that were kept",
    "balance": "How alike they were",
    "steps": "By year since departure, against those not left yet",
    "selection": "Who is left: departures happen where it is quiet",
}


def effects_words(
    cases: Sequence[BranchEffect],
    pooled: Sequence[KindEffect],
    beside: Sequence[EffectRow],
    published: Sequence[PublishedRow],
) -> str:
    """The whole answer as plain text."""
    parts = [_case_words(one) for one in cases]
    if pooled:
        parts.append(_pooled_words(pooled))
    parts += [_part_words(part, beside) for part in PARTS if any(row.part == part for row in beside)]
    if published:
        lines = [f"  {row.study}: {row.finding}{_reported(row)}" for row in published]
        parts.append("\n".join(["Published, as context only", *lines]))
    return "\n\n".join(parts)


def ratio(value: float, error: float) -> str:
    """A log ratio with its error, as a ratio with its 90 % interval.

    >>> ratio(0.0, 0.6678)
    '1.00 (90 % interval 0.33 to 3.00)'
    """
    low, high = exp(value - NORMAL_90 * error), exp(value + NORMAL_90 * error)
    return f"{exp(value):.2f} (90 % interval {low:.2f} to {high:.2f})"


def _case_words(one: BranchEffect) -> str:
    return "\n".join(
        [
            f"{one.kind.capitalize()}, {one.phase}",
            f"  comebacks, hazard ratio: {ratio(one.log_hazard, one.hazard_error)}, {one.basis}",
            f"  inflicted deaths, rate ratio: {ratio(one.log_rate, one.rate_error)}, {one.rate_basis}",
            f"  {one.why}",
        ]
    )


def _pooled_words(pooled: Sequence[KindEffect]) -> str:
    rows = [
        [
            one.kind,
            _short(one.estimate),
            _short(one.alone),
            _short(one.pooled),
            f"{one.own:.0%}".replace("%", " %"),
        ]
        for one in pooled
    ]
    heads = ("kind", "data alone", "with the prior", "pooled over kinds", "its own data")
    return "\n".join(
        [
            "Hazard ratio of a comeback, from prior 1.00 (0.33 to 3.00) to posterior",
            table(heads, rows),
            "A case is given the third column; kinds are pooled for comparison only.",
        ]
    )


def _short(pair: tuple[float, float]) -> str:
    return ratio(*pair).replace("90 % interval ", "")


def _part_words(part: str, rows: Sequence[EffectRow]) -> str:
    lines, under = [PARTS[part]], ""
    for row in rows:
        if row.part != part or row.value is None:
            continue
        heading = f"  {row.kind}, {row.phase}, {row.data} ({row.countries} countries)"
        lines += [] if heading == under else [heading]
        under = heading
        units = f"n = {row.units:,}" + (f" against {row.against:,}" if row.against else "")
        lines.append(f"    {_told(row)}; {units}")
    return "\n".join(lines)


def _told(row: EffectRow) -> str:
    """The estimate in words; the logarithm of a ratio as the ratio itself."""
    measure, value = row.measure, row.value or 0.0
    if measure.startswith("log rate ratio") and row.error is not None:
        return f"{measure.removeprefix('log ')}: {ratio(value, row.error)}"
    span = "" if row.low is None or row.high is None else f" [{row.low:+.3f}, {row.high:+.3f}]"
    return f"{measure}: {value:+.3f}{span}" if span else f"{measure}: {value:.3f}"


def _reported(row: PublishedRow) -> str:
    if row.value is None:
        return f" ({row.unit})"
    error = "" if row.error is None else f", standard error {row.error:.3f}"
    return f" ({row.value:+g} {row.unit}{error})"


def effects_json(
    cases: Sequence[BranchEffect],
    pooled: Sequence[KindEffect],
    beside: Sequence[EffectRow],
    published: Sequence[PublishedRow],
) -> dict[str, Any]:  # Any: JSON
    """The same for other programs; ratios are logarithms."""
    return {
        "effects": [one.model_dump(mode="json") for one in cases],
        "pooled": [
            {
                "kind": one.kind,
                "estimate": list(one.estimate),
                "alone": list(one.alone),
                "pooled": list(one.pooled),
                "own": one.own,
            }
            for one in pooled
        ],
        "beside": [row.model_dump(mode="json") for row in beside],
        "published": [row.model_dump(mode="json") for row in published],
    }
