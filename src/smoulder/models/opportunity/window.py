"""The days of an opportunity as months, with the share of each that they cover (docs/methods/opportunity.md#window)."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from smoulder.records.errors import BadDate, BadSetting
from smoulder.records.month import month_of
from smoulder.records.series import Floats, Ints

MOST = 24
"""Months that a window may touch: beyond, no forecast of counts says anything."""


@dataclass(frozen=True, slots=True)
class Phase:
    """Months in which one effect is looked for.

    name:   as the kind of opportunity has it.
    months: shape (month,), indices; shares: shape (month,), share of the days of each that the phase covers.
    """

    name: str
    months: Ints
    shares: Floats


@dataclass(frozen=True, slots=True)
class Window:
    """From a first to a last day, both included; `turn` is the day on which the second phase begins, if any."""

    first: date
    last: date
    turn: date | None = None

    @property
    def months(self) -> Ints:
        """Months that the window touches."""
        return np.arange(month_of(self.first), month_of(self.last) + 1)

    @property
    def cut(self) -> int:
        """The month before the window: the last one that the count model and the comeback model may see."""
        return month_of(self.first) - 1

    def phases(self, names: tuple[str, ...]) -> tuple[Phase, ...]:
        """The months of each phase; a month in which one ends and another begins is of the one with more days of it.

        names: of the kind's phases: one, or two that part at `turn`; without a turn the first holds all.
        raises: BadSetting for a turn where the kind has but one phase.
        """
        if len(names) == 1:
            if self.turn is not None:
                raise BadSetting("--turn is for a kind with two phases, such as departure; leave it out here")
            return (Phase(names[0], self.months, _shares(self.months, self.first, self.last)),)
        turn = self.turn or self.last + timedelta(days=1)
        spans = ((self.first, min(self.last, turn - timedelta(days=1))), (max(self.first, turn), self.last))
        shares = np.stack([_shares(self.months, *span) for span in spans])
        of = np.argmax(shares, axis=0)
        found = [
            Phase(name, self.months[of == at], shares[at, of == at])
            for at, name in enumerate(names)
            if np.any(of == at)
        ]
        return tuple(found)

    def moved(self, months: int) -> Window:
        """The same window so many whole months earlier or later, days of the month kept where they exist."""
        first, last = _moved(self.first, months), _moved(self.last, months)
        return Window(first, last, None if self.turn is None else _moved(self.turn, months))

    def until(self, month: int) -> Window:
        """The window with its end cut to the last day of a month."""
        end = _last_day(month)
        return self if self.last <= end else Window(self.first, end, self.turn)


def check_window(window: Window, as_of: date) -> None:
    """See that the days make a window in the past of the as-of day.

    raises: BadDate with the cure.
    """
    if window.first > window.last:
        raise BadDate(
            f"the window begins {window.first}, after its end {window.last}; exchange --from and --to"
        )
    if window.last >= as_of:
        raise BadDate(
            f"the window ends {window.last}, and the case sees nothing from {as_of} on; give an earlier --to, "
            "or assess the group as of a later day"
        )
    if len(window.months) > MOST:
        raise BadDate(
            f"the window touches {len(window.months)} months; at most {MOST} can be forecast with any use: "
            "give a later --from or an earlier --to"
        )
    if window.turn is not None and not window.first <= window.turn <= window.last:
        raise BadDate(
            f"--turn {window.turn} lies outside the window {window.first} to {window.last}; give a day within it"
        )


def _shares(months: Ints, first: date, last: date) -> Floats:
    """Share of the days of each month from a first to a last day, both included."""
    return np.array([_share(int(month), first, last) for month in months])


def _share(month: int, first: date, last: date) -> float:
    begin, end = date(month // 12, month % 12 + 1, 1), _last_day(month)
    days = (min(end, last) - max(begin, first)).days + 1
    return max(0, days) / end.day


def _last_day(month: int) -> date:
    year, at = divmod(month, 12)
    return date(year, at + 1, monthrange(year, at + 1)[1])


def _moved(day: date, months: int) -> date:
    """A day so many months on; the last day of a month stays the last."""
    month = month_of(day) + months
    end = _last_day(month)
    if day.day == _last_day(month_of(day)).day:
        return end
    return end.replace(day=min(day.day, end.day))
