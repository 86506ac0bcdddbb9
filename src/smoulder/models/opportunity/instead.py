"""Where the months of a window are not covered: what there is, why it does not do, and what to load."""

from __future__ import annotations

from collections.abc import Sequence

from smoulder.models.opportunity.matter import Matter
from smoulder.models.opportunity.window import Window
from smoulder.records.month import month_text
from smoulder.records.series import YearRow

YEAR = 12
"""Loaded months behind a gap make a series of their own from a year on, and a forecast wants one before it."""


def what_instead(
    matter: Matter, window: Window, years: Sequence[YearRow], to: int, name: str
) -> tuple[str, ...]:
    """Sentences for the analyst: where the months end, what yearly rows hold, what would make the test possible.

    years: rows of the group in the country; of these, years that touch the window and were over by month `to` are told.
    name:  of the group and its country.
    """
    span = f"{month_text(window.cut)} to {month_text(int(window.months[-1]))}"
    said = [
        f"The monthly rows of {name} that may be seen end {month_text(matter.last_known)}; "
        f"the test needs {span}, the month before the window and the window itself."
        if matter.last_known < window.months[-1]
        else f"The monthly rows of {name} have gaps between {span}."
    ]
    touched = {int(month) // 12 for month in window.months}
    seen = [row for row in years if row.year in touched and row.year * 12 + 11 <= to]
    if seen:
        told = ", ".join(f"{row.deaths:,.0f} in {row.year} ({row.kind})" for row in seen)
        said.append(
            f"Yearly rows hold deaths of {told}. A year does not say what was done in some months of it, and to "
            "share it out by months would assume the answer; it is not used."
        )
    said.append(
        f"With events of every month from {month_text(window.cut - YEAR + 1)} on the test can be made: "
        "smoulder load ucdp or candidate. Other sources, and published counts of attacks, count other things than "
        "the months before and are not joined to them."
    )
    return tuple(said)
