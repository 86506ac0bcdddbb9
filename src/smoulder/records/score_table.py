"""How good forecasts were: figures with intervals, by forecaster and part of the record."""

from __future__ import annotations

from typing import Literal

from smoulder.records.base import Record

By = Literal["model", "analyst", "topic", "horizon", "branch"]
Part = Literal["final", "provisional", "in hindsight", "practice"]


class Figure(Record):
    """A figure with the bounds of its 90 % interval; None where there are too few lulls for one."""

    value: float
    low: float | None = None
    high: float | None = None


class CalibrationPoint(Record):
    """Of what was called about so likely, how much happened.

    predicted: mean chance given; observed: share that came out yes; questions, lulls: how many.
    """

    predicted: float
    observed: Figure
    questions: int
    lulls: int


class ScoreRow(Record):
    """One forecaster on one part of the questions; each lull weighs one, shared evenly by its questions.

    topic, horizon, branch: None where the row is over all that the table holds.
    yes:      share that came out yes.
    brier:    mean squared distance, lower is better; log_score: mean of −ln of the chance given to what happened.
    excess:   mean chance given less share that came out yes: above nought too much was foretold.
    auc:      chance that a yes had been given more than a no; None where all came out alike.
    base:     Brier of the base rate on the `paired` questions that both answered.
    skill:    1 − Brier / Brier of the base rate, on the same.
    gain:     log score of the base rate less its own, on the same: above nought it told more.
    """

    forecaster: str
    topic: str | None = None
    horizon: int | None = None
    branch: str | None = None
    questions: int
    lulls: int
    yes: Figure
    brier: Figure
    log_score: Figure
    excess: Figure
    auc: Figure | None
    paired: int
    base: Figure | None = None
    skill: Figure | None
    gain: Figure | None
    calibration: tuple[CalibrationPoint, ...]


class ScorePart(Record):
    """The scores of one part of the record, which is not mixed with another."""

    part: Part
    rows: tuple[ScoreRow, ...]


class Tally(Record):
    """How many questions there are, by what became of them; `early`: a yes before its horizon is covered."""

    yes: int = 0
    no: int = 0
    early: int = 0
    void: int = 0
    undecidable: int = 0
    open: int = 0


class ScoreTable(Record):
    """The record as it was asked for.

    topic, branch: the questions that it holds; None where all of them.
    tally:         of these questions; elsewhere: of the others.
    """

    version: int = 1
    by: By
    topic: str | None
    branch: str | None
    tally: Tally
    elsewhere: Tally
    parts: tuple[ScorePart, ...]
