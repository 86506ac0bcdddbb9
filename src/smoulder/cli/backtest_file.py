"""The figures of a backtest for other programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from smoulder.cli.backtest_parts import years_words

if TYPE_CHECKING:
    from smoulder.models.backtest.gains import PlacePart
    from smoulder.models.backtest.summary import Calibration, Era, Summary
    from smoulder.models.scores.resample import Estimate
    from smoulder.models.scores.skill import Comparison
    from smoulder.models.scores.spans import Mean
    from smoulder.reading.challenge import Published

Rows = list[dict[str, Any]]  # Any: numbers and words


def backtest_json(
    found: Summary, published: Published | None, told: Mapping[str, object]
) -> dict[str, Any]:  # Any: numbers and words
    """What `scores.json` holds.

    told: what the run rests on: seed, vintage, version and so on.
    """
    eras = [found.asked] if found.tuning is None else [found.asked, found.tuning]
    return {
        **told,
        "windows": list(found.asked.years),
        "scores": [row for era in eras for row in _scores(era)],
        "differences": [
            *(row for era in eras for row in _differences(years_words(era.years), era.gains)),
            *(row for year, held in found.by_year.items() for row in _differences(str(year), held)),
        ],
        "changes": [
            {
                "change": one.change,
                "n": one.cells,
                "share_of_crps": one.share,
                "ensemble": one.own,
                "reference": one.reference,
            }
            for one in found.changes
        ],
        "losses": [_place(one) for one in found.losses],
        "gains": [_place(one) for one in found.gains],
        "calibration": _calibration("all", found.all_cells)
        + ([] if found.fought is None else _calibration("count in the year before", found.fought)),
        "pit": {"all": found.all_cells.shares.tolist()}
        | ({} if found.fought is None else {"count in the year before": found.fought.shares.tolist()}),
        "published": None
        if published is None
        else {
            "model": published.model,
            "CRPS": published.crps,
            "IGN": published.ign,
            "MIS": published.mis,
        },
    }


def _scores(era: Era) -> Rows:
    return [
        {"model": model, "windows": years_words(era.years), **_mean(one), "score": name}
        for model, held in era.means.items()
        for name, means in held.items()
        for one in means
    ]


def _differences(windows: str, held: Mapping[str, Comparison]) -> Rows:
    from smoulder.models.backtest.counts import ENSEMBLE
    from smoulder.models.backtest.gains import REFERENCE

    return [
        {
            "model": ENSEMBLE,
            "against": REFERENCE,
            "windows": windows,
            "score": name,
            **_estimate(one.difference),
            "own": one.own,
            "reference": one.reference,
            "skill": _estimate(one.skill),
            "n": one.cells,
            "countries": one.clusters,
        }
        for name, one in held.items()
    ]


def _place(one: PlacePart) -> dict[str, Any]:  # Any: numbers and words
    return {
        "unit": one.unit,
        "window": one.year,
        "ensemble": one.own,
        "reference": one.reference,
        "before": one.before,
        "expected": one.expected,
        "happened": one.happened,
    }


def _calibration(cells: str, held: Calibration) -> Rows:
    return [
        {"cells": cells, "level": level, **_mean(one)}
        for by_level in (held.blocks, held.months)
        for level, means in by_level.items()
        for one in means
    ]


def _mean(one: Mean) -> dict[str, Any]:  # Any: numbers and words
    first, last = one.span
    horizon = str(first) if first == last else f"{first}-{last}"
    return {"horizon": horizon, **_estimate(one.mean), "n": one.cells}


def _estimate(one: Estimate) -> dict[str, float | None]:
    held = {"value": one.value, "low": one.low, "high": one.high}
    return {name: None if value != value else value for name, value in held.items()}
