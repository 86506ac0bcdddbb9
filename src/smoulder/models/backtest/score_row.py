"""Rows of a table of scores of chances, as backtests of comebacks give them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from smoulder.models.scores.reliability import Point
from smoulder.models.scores.resample import Estimate


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One score of one model, with its 90 % interval.

    horizon: in the unit of the backtest (months of group lulls, years of episodes); n: rows scored.
    block:   which rows, in words, such as `1995–2004`.
    """

    model: str
    horizon: int
    score: str
    value: float
    low: float
    high: float
    n: int
    block: str


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """One point of a model's calibration curve: mean chance given against the share in which it happened."""

    model: str
    horizon: int
    predicted: float
    observed: float
    low: float
    high: float
    n: int
    block: str


def score_rows(model: str, horizon: int, block: str, found: Mapping[str, Estimate], n: int) -> list[ScoreRow]:
    """Scores by name as rows of the table."""
    return [
        ScoreRow(model, horizon, name, one.value, one.low, one.high, n, block) for name, one in found.items()
    ]


def curve_points(model: str, horizon: int, block: str, points: Sequence[Point]) -> list[CurvePoint]:
    """A calibration curve as rows."""
    return [
        CurvePoint(
            model,
            horizon,
            one.predicted,
            one.observed.value,
            one.observed.low,
            one.observed.high,
            one.n,
            block,
        )
        for one in points
    ]
