"""Why the number is not what it was: from the last answer of the case to this one, step by step."""

from __future__ import annotations

from smoulder.brief.anchors import item_anchor
from smoulder.brief.language.say import say
from smoulder.brief.numbers import figure, months_words, percent, points, told
from smoulder.brief.page import Line, Row, Section, Shift, Table, Text
from smoulder.brief.phrase import as_is, phrase
from smoulder.records.moved import Moved, MovedStep

HOME = {"data": "situation", "hypotheses": "hypotheses"}
"""The part of the page that shows what a step is about; a step of evidence points to its item."""


def moved_section(moved: Moved) -> Section:
    """From where to where, and a row for each cause; the points of all rows add up."""
    widest = max(abs(one.after - one.before) for one in moved.steps)
    return Section(
        "moved",
        say("Why the number moved"),
        (
            Text(
                phrase(
                    "The chance of a comeback within {months} went from {before} to {after} since the last answer of "
                    "this case.",
                    months=months_words(moved.horizon),
                    before=figure(percent(moved.before), "answer"),
                    after=figure(percent(moved.after), "answer"),
                )
            ),
            Table(
                say("Causes in the order in which they are counted: first the ground, then item by item."),
                (say("Cause"), say("From"), say("To"), say("Points")),
                tuple(_row(one, widest) for one in moved.steps),
                stacks=True,
                data="moved",
            ),
        ),
    )


def _row(step: MovedStep, widest: float) -> Row:
    to = item_anchor(step.item) if step.item else HOME[step.kind]
    cause: Line = (as_is(step.words, to),) if step.item else told(step.words, to)
    change = step.after - step.before
    return Row(
        (
            cause,
            (figure(percent(step.before), to),),
            (figure(percent(step.after), to),),
            (figure(points(change), to), Shift(change, widest)),
        )
    )
