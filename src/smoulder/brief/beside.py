"""The table of what stands beside the months: pressure and opportunities, each with its source."""

from __future__ import annotations

from datetime import date

from smoulder.brief.charts.lanes import PHASES, name_of
from smoulder.brief.known import known
from smoulder.brief.language.say import say
from smoulder.brief.numbers import day_words
from smoulder.brief.page import Row, Run, Table
from smoulder.brief.phrase import quote
from smoulder.records.case import Assessment
from smoulder.records.timeline import TimelineMark


def beside_table(assessment: Assessment) -> Table | None:
    """A row for each mark in the lanes of the series chart; None where nothing is known."""
    if not assessment.timeline:
        return None
    head = (
        say("What"),
        say("State, or what is expected"),
        say("On, or known from"),
        say("To"),
        say("Said"),
        say("Source"),
    )
    return Table(
        say("Pressure and opportunities, as far as they were known on the as-of day."),
        head,
        tuple(_row(mark) for mark in assessment.timeline),
        id="timeline",
        stacks=True,
        raw=True,
        data="timeline",
    )


def _row(mark: TimelineMark) -> Row:
    one_day = mark.last == mark.first
    return Row(
        (
            (Run(name_of(mark.kind)),),
            (Run(_state(mark)),),
            (Run(_day(mark.first)),),
            () if one_day else (Run(say("goes on") if mark.last is None else _day(mark.last)),),
            (known(mark.words),) if mark.words else (),
            (quote(mark.source, mark.to),),
        )
    )


def _day(text: str) -> str:
    return day_words(date.fromisoformat(text))


def _state(mark: TimelineMark) -> str:
    """The phase of pressure, or which way an opportunity points."""
    if mark.lane == "pressure":
        return say(PHASES[mark.phase]) if mark.phase in PHASES else mark.phase
    signs = {
        1: say("more acts of a group that is able to act"),
        -1: say("fewer acts of a group that is able to act"),
        0: say("less before it and more after it, or not said"),
    }
    return signs[max(-1, min(1, mark.sign))]
