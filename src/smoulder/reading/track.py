"""The record of the comeback model on past questions, as it ships."""

from __future__ import annotations

from functools import cache
from itertools import groupby

from smoulder.reading.tables import read_rows
from smoulder.records.track import Track, TrackPoint

FILE = "comeback_calibration.csv"
COLUMNS = (
    *("topic", "horizon", "first", "last", "peak", "questions", "lulls", "brier", "base", "low", "high"),
    *("predicted", "observed", "observed_low", "observed_high", "n"),
)
"""A row for each point of a calibration curve; what is said of the whole curve stands on each of its rows.

topic, horizon: what was asked; months. first, last: years of the questions; peak: least deaths in 12 months before
the lull. questions, lulls: how many. brier: the model's; base: of the share of past lulls by age, on the same
questions; low, high: bounds of the 90 % interval of `base - brier`. predicted, observed, n: mean chance given, share
that came out yes, and questions of the point; observed_low, observed_high: bounds of its 90 % interval, empty where
all came out alike.
"""
COMMAND = "smoulder backtest return --on months"


@cache
def load_tracks() -> tuple[Track, ...]:
    """What became of the model's forecasts of past lulls, by topic and horizon.

    source: `scripts/build_comeback_calibration.py`; docs/methods/comeback.md#record.

    >>> [(one.topic, one.horizon, one.questions) for one in load_tracks()][:2]
    [('comeback', 6, 8767), ('comeback', 12, 8264)]
    """
    rows = read_rows(FILE)
    return tuple(
        _track(list(points)) for _, points in groupby(rows, lambda row: (row["topic"], row["horizon"]))
    )


def _track(rows: list[dict[str, str]]) -> Track:
    whole = rows[0]
    return Track.model_validate(
        {
            "of": "backtest",
            "topic": whole["topic"],
            "horizon": int(whole["horizon"]),
            "questions": int(whole["questions"]),
            "clusters": int(whole["lulls"]),
            **{name: float(whole[name]) for name in ("brier", "base", "low", "high")},
            "points": tuple(_point(row) for row in rows),
            "words": f"{whole['first']}–{whole['last']}, lulls from a peak of {whole['peak']} deaths in 12 months",
            "command": COMMAND,
        }
    )


def _point(row: dict[str, str]) -> TrackPoint:
    low, high = row["observed_low"], row["observed_high"]
    return TrackPoint(
        predicted=float(row["predicted"]),
        observed=float(row["observed"]),
        low=float(low) if low else None,
        high=float(high) if high else None,
        n=int(row["n"]),
    )
