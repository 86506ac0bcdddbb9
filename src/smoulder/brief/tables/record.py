"""How good past forecasts were, as tables."""

from __future__ import annotations

from smoulder.brief.data_table import Column, DataTable
from smoulder.brief.tables.parts import HORIZON, SHARE
from smoulder.records.case import Assessment

KEYS = (
    Column("of", "Backtest of the model, or resolved answers of the desk"),
    Column("topic", "Comeback, or a major one"),
    HORIZON,
)


def record_tables(assessment: Assessment) -> tuple[DataTable, ...]:
    """The scores of each kind of forecast, and the points of their calibration."""
    tracks = assessment.record.tracks if assessment.record is not None else ()
    note = assessment.record.note if assessment.record is not None else ""
    scores = tuple(
        (
            one.of, one.topic, one.horizon, one.questions, one.clusters, one.brier, one.base, one.low, one.high,
            one.words, one.command,
        )
        for one in tracks
    )  # fmt: skip
    points = tuple(
        (one.of, one.topic, one.horizon, point.predicted, point.observed, point.low, point.high, point.n)
        for one in tracks
        for point in one.points
    )
    return (
        DataTable("record", "How good past forecasts were", (*KEYS, *_scores()), scores, says=note),
        DataTable("record_calibration", "Forecast against what happened", (*KEYS, *_points()), points),
    )


def _scores() -> tuple[Column, ...]:
    return (
        Column("questions", "Closed questions", "questions"),
        Column("lulls", "Lulls they come from", "lulls"),
        Column("brier", "Mean Brier score, 0 is best", "Brier score"),
        Column("brier_base_rate", "The same of the base rate", "Brier score"),
        Column("gain_low", "Base rate less forecast: 90 % interval, from", "Brier score"),
        Column("gain_high", "Base rate less forecast: 90 % interval, to", "Brier score"),
        Column("words", "Which questions these are"),
        Column("command", "How to compute it again"),
    )


def _points() -> tuple[Column, ...]:
    return (
        Column("forecast", "Forecast", SHARE),
        Column("came_true", "Share that came true", SHARE),
        Column("low", "90 % interval, from", SHARE),
        Column("high", "90 % interval, to", SHARE),
        Column("questions", "Forecasts near it", "questions"),
    )
