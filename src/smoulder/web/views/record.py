"""The record as its pages show it: scores in rows, and the questions of a case with what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from markupsafe import Markup

from smoulder.assessment.record.score import LEAST_LULLS
from smoulder.desk.question_words import question_words
from smoulder.web.views.calibration_svg import calibration_svg, calibration_words

if TYPE_CHECKING:
    from smoulder.desk.desk import Desk
    from smoulder.records.asked import Resolution
    from smoulder.records.score_table import CalibrationPoint, Figure, Part, ScorePart, ScoreRow, ScoreTable

HEADS: dict[Part, tuple[str, str]] = {
    "final": ("Closed by yearly releases", ""),
    "provisional": ("Closed provisionally, by candidate data", "A yearly release can change them."),
    "in hindsight": (
        "In hindsight",
        "Asked of past days, when what came could be known. A model that saw only what was known then is tested by "
        "these; a person is not.",
    ),
    "practice": ("Practised on past lulls", ""),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One forecaster on one part of the questions. about: topic, horizon or branch, '' where it is over all.

    skill is None where it rests on too few lulls.
    """

    name: str
    about: str
    row: ScoreRow
    brier: str
    base: str
    log_score: str
    auc: str
    skill: str | None
    gain: str


@dataclass(frozen=True, slots=True)
class Plot:
    """The calibration of one line: its drawing, and the points that it shows."""

    name: str
    drawn: Markup
    points: tuple[CalibrationPoint, ...]


@dataclass(frozen=True, slots=True)
class PartShown:
    """One part of the record. few: whether a line rests on too few lulls for an interval."""

    part: Part
    head: str
    says: str
    lines: tuple[Line, ...]
    plots: tuple[Plot, ...]
    few: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said of a question, and when."""

    forecaster: str
    value: float
    made: datetime


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """One question of a case, with the last word of each forecaster and how it came out."""

    words: str
    line: float
    said: tuple[Said, ...]
    resolution: Resolution | None

    @property
    def status(self) -> str:
        """How it stands, in words."""
        one = self.resolution
        if one is None:
            return "open"
        if one.status not in ("yes", "no"):
            return one.status
        early = ", early" if one.early else ""
        return f"{one.status}{early}, {'final' if one.final else 'provisional'}"


def parts_shown(table: ScoreTable) -> tuple[PartShown, ...]:
    """The parts of a table of scores."""
    return tuple(_part(one) for one in table.parts)


def questions_shown(desk: Desk, case_id: str, blind: bool) -> dict[date, list[QuestionShown]]:
    """The questions of a case by the day of which they were asked.

    blind: whether the numbers of other analysts are left out.
    """
    from smoulder.desk.blind import open_forecasts

    asked = desk.ledger.asked
    standing = asked.standing(case_id)
    found: dict[date, list[QuestionShown]] = {}
    for one in asked.questions(case_id):
        last = {
            told.forecaster: Said(told.forecaster, told.value, told.made)
            for told in open_forecasts(asked.forecasts(one.id), desk.who, blind)
        }
        shown = QuestionShown(question_words(one), one.line, tuple(last.values()), standing.get(one.id))
        found.setdefault(one.as_of, []).append(shown)
    return found


def _part(part: ScorePart) -> PartShown:
    head, says = HEADS[part.part]
    lines = tuple(_line(one) for one in part.rows)
    plots = tuple(
        Plot(
            f"{one.name}{', ' if one.about else ''}{one.about}",
            calibration_svg(one.row.calibration, f"{one.name}: {calibration_words(one.row.calibration)}"),
            one.row.calibration,
        )
        for one in lines
        if one.row.calibration
    )
    return PartShown(part.part, head, says, lines, plots, any(one.row.lulls < LEAST_LULLS for one in lines))


def _line(row: ScoreRow) -> Line:
    return Line(
        name=row.forecaster,
        about=_about(row),
        row=row,
        brier=_figure(row.brier),
        base=_figure(row.base),
        log_score=_figure(row.log_score),
        auc=_figure(row.auc),
        skill=None if row.lulls < LEAST_LULLS else _figure(row.skill, 100),
        gain=_figure(row.gain),
    )


def _about(row: ScoreRow) -> str:
    if row.horizon is not None:
        return f"within {row.horizon} months"
    if row.branch is not None:
        return f"branch {row.branch}" if row.branch else "no branch"
    return row.topic or ""


def _figure(one: Figure | None, times: float = 1) -> str:
    """A figure with its 90 % interval.

    >>> _figure(None)
    '–'
    """
    if one is None:
        return "–"
    digits = 0 if times > 1 else 3
    told = f"{one.value * times:.{digits}f}" + (" %" if times > 1 else "")
    if one.low is None or one.high is None:
        return told
    return f"{told} ({_bounds((one.low, one.high), times, digits)})"


def _bounds(bounds: Sequence[float], times: float, digits: int) -> str:
    return " to ".join(f"{one * times:.{digits}f}" for one in bounds)
