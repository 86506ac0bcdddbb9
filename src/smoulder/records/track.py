"""How good past forecasts of this kind were: what the brief says of its own record."""

from __future__ import annotations

from typing import Literal

from smoulder.records.base import Record


class TrackPoint(Record):
    """One step of a calibration plot: of `n` forecasts near `predicted`, the share `observed` came true.

    low, high: bounds of the 90 % interval of `observed`, None where too few tell.
    """

    predicted: float
    observed: float
    low: float | None = None
    high: float | None = None
    n: int


class Track(Record):
    """Forecasts of one kind that are closed.

    of:        'backtest' (the model on past lulls it had not seen) or 'desk' (kept answers that were resolved).
    horizon:   months. questions, clusters: closed questions, and lulls they come from.
    brier:     mean Brier score, 0 best; base: the same of the base rate on the same questions.
    low, high: bounds of the 90 % interval of `base - brier`, None where too few tell.
    words:     which questions these are. command: how to compute it again.
    """

    of: Literal["backtest", "desk"]
    topic: Literal["comeback", "major"]
    horizon: int
    questions: int
    clusters: int
    brier: float
    base: float
    low: float | None = None
    high: float | None = None
    points: tuple[TrackPoint, ...]
    words: str
    command: str


class TrackRecord(Record):
    """The record on questions of this kind; `note` says what there is not ('no record yet …')."""

    tracks: tuple[Track, ...] = ()
    note: str = ""
