"""The way of a case's number from answer to answer, with the reason for each step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from markupsafe import Markup

from smoulder.brief.numbers import percent, spread
from smoulder.desk.history_words import LEAST
from smoulder.web.kept import kept_in
from smoulder.web.page import path_to
from smoulder.web.views.case_svg import WayPoint, way_svg

if TYPE_CHECKING:
    from smoulder.records.moved import MovedStep
    from smoulder.web.house import House
    from smoulder.web.kept import ShortAnswer
    from smoulder.web.shown import Shown

SHOWN = 40
"""Answers that the chart and the list reach back."""
REASONS = 8
"""Causes that are told of one answer."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One cause of a move. item: its id, '' where it is no item."""

    words: str
    change: str
    item: str


@dataclass(frozen=True, slots=True)
class WayStep:
    """One answer: its number and what moved it there."""

    number: int
    at: datetime
    chance: str
    interval: str
    reasons: tuple[Reason, ...]
    shown: bool


@dataclass(frozen=True, slots=True)
class Way:
    """The last answers of a case. horizon: months; left: how many earlier ones are not shown."""

    horizon: int
    drawing: Markup
    steps: tuple[WayStep, ...]
    left: int


def way_of(house: House, shown: Shown) -> Way:
    """The way of the number, the newest answer first; made once for each answer that is shown."""
    key = ("way", shown.row, len(shown.answers))
    return kept_in(house.ledger).made(key, lambda: _way(house, shown))


def _way(house: House, shown: Shown) -> Way:
    rows = shown.answers[-SHOWN:]
    left = len(shown.answers) - len(rows)
    short = kept_in(house.ledger).short(house.ledger, shown.case.id, [one.row for one in rows])
    horizons = {at for one in short for at in one.answer}
    horizon = 12 if 12 in horizons or not horizons else max(horizons)
    points, steps = [], []
    for number, (row, one) in enumerate(zip(rows, short, strict=True), left + 1):
        chance = one.answer.get(horizon)
        told = f"{percent(chance.value)} ({spread(chance.low, chance.high)})" if chance else "no question"
        points.append(
            WayPoint(
                number,
                path_to("cases", shown.case.id, at=number),
                f"Answer {number}, {row.created:%d %b %Y}: {told}",
                chance.value if chance else None,
                chance.low if chance else None,
                chance.high if chance else None,
            )
        )
        steps.append(
            WayStep(
                number,
                row.created,
                percent(chance.value) if chance else "no question",
                spread(chance.low, chance.high) if chance else "",
                reasons_of(one),
                number == shown.at,
            )
        )
    return Way(horizon, way_svg(points, shown.at), tuple(reversed(steps)), left)


def reasons_of(one: ShortAnswer) -> tuple[Reason, ...]:
    """Why an answer is not what the one before was, in its order; the last one sums up what is too much to tell."""
    if one.moved is None:
        return ()
    large = [step for step in one.moved.steps if abs(step.after - step.before) >= LEAST] or one.moved.steps
    if len(large) <= REASONS:
        return tuple(map(_reason, large))
    shown, rest = large[: REASONS - 1], large[REASONS - 1 :]
    words = f"{len(rest)} further steps, in the history"
    return (*map(_reason, shown), Reason(words, _change(rest[0].before, rest[-1].after), ""))


def _reason(step: MovedStep) -> Reason:
    return Reason(step.words, _change(step.before, step.after), step.item)


def _change(before: float, after: float) -> str:
    digits = 1 if f"{before:.2f}" == f"{after:.2f}" else 0
    return f"{100 * before:.{digits}f} % → {100 * after:.{digits}f} %"
