"""How a question came out by the months there are: by the label that the comeback model is trained and tested with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from smoulder.assessment.record.deciding import Deciding, Month
from smoulder.models.comeback.origins import covered_ahead, first_reached
from smoulder.records.asked import Asked
from smoulder.records.month import last_full_month, month_text
from smoulder.records.series import Floats
from smoulder.series.provisional import provisional_words


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the months say.

    status: 'yes' as soon as a month of the horizon is seen at the line; 'no' once all its months are covered, or the
            group had won by then; 'undecidable' where the horizon is over and months of it are not covered; else
            'open'.
    early:  a yes before the horizon is covered. final: no candidate row decides it.
    rows:   the rows that decide it, in words.
    """

    status: Literal["yes", "no", "undecidable", "open"]
    early: bool = False
    final: bool = False
    rows: tuple[str, ...] = ()
    vintage: str = ""
    why: str = ""


def outcome_of(asked: Asked, by: Deciding, today: date) -> Outcome:
    """Hold the months of the horizon against the line.

    by:    the months of the question's series.
    today: months that are not over by then are still to come.
    """
    first = last_full_month(asked.as_of) + 1
    last = first + asked.horizon - 1
    twelve = by.twelve_of(first - 1, last)
    here = np.zeros(1, dtype=np.int64)
    to_victory = max(by.won - first, 0)
    covered = int(covered_ahead(twelve[np.newaxis, :])[0, 0])
    reach = np.array([min(asked.horizon, to_victory)], dtype=np.int64)
    back = int(first_reached(twelve[np.newaxis, :], here, here, np.array([asked.line]), reach)[0])
    whole = min(covered, to_victory) >= asked.horizon or to_victory <= covered
    if back:
        month = first + back - 1
        return Outcome(
            "yes",
            early=not whole,
            final=month < by.candidate,
            rows=(row_words(asked, by.month(month)),),
            vintage=by.release(month),
            why=_provisional(by, month),
        )
    if whole:
        return _no(asked, by, first, min(last, first + to_victory - 1), to_victory < asked.horizon)
    if last > last_full_month(today):
        return Outcome("open", why=f"its last month is {month_text(last)}")
    return Outcome("undecidable", why=_not_covered(by, twelve[1:], first))


def months_of(asked: Asked, by: Deciding, today: date) -> list[Month]:
    """The months of the horizon that are over, each with what is known of it."""
    first = last_full_month(asked.as_of) + 1
    return [by.month(one) for one in range(first, min(first + asked.horizon, last_full_month(today) + 1))]


def row_words(asked: Asked, one: Month) -> str:
    """A row that decides a question, in words.

    >>> month = Month("2013-07", 210.0, 1204.0, 0, "UCDP GED 25.1", False)
    >>> about = {"id": "0" * 12, "case_id": "x", "group_id": 1, "group": "A", "country": "Iraq", "lull": "2009-03"}
    >>> row_words(Asked(**about, as_of=date(2013, 1, 1), topic="comeback", horizon=12, line=900.0), month)
    'UCDP GED 25.1, Iraq, 2013-07: 1,204 deaths in 12 months, line 900'
    """
    if one.twelve is None:
        return f"{asked.country}, {one.month}: not known"
    words = f"{one.release}, {asked.country}, {one.month}: {one.twelve:,.0f} deaths in 12 months"
    words += f", line {asked.line:,.0f}"
    if one.holes:
        words += f" (scaled up: {one.holes} of the 12 months not known)"
    return words + (" (candidate)" if one.provisional else "")


def _no(asked: Asked, by: Deciding, first: int, last: int, won: bool) -> Outcome:
    """Never at the line: the highest month and the last one stand for all of them."""
    if last < first:
        return Outcome("no", final=True, why="the group was known to have won by the as-of day")
    twelve = by.twelve_of(first, last)
    highest = first + int(np.argmax(twelve))
    rows = [row_words(asked, by.month(one)) for one in dict.fromkeys((highest, last))]
    span = f"{month_text(first)} to {month_text(last)}"
    why = f"all {last - first + 1} months from {span} lie under the line; the highest and the last are shown"
    if won:
        why += f"; the group was known to have won in {month_text(by.won)}"
    later = _provisional(by, last)
    return Outcome(
        "no",
        final=last < by.candidate,
        rows=tuple(rows),
        vintage=by.release(last),
        why=f"{why}. {later}" if later else why,
    )


def _provisional(by: Deciding, month: int) -> str:
    """What a reader must know where candidate rows decide; nothing where they do not."""
    return provisional_words(by.candidate, by.inflation) if month >= by.candidate else ""


def _not_covered(by: Deciding, twelve: Floats, first: int) -> str:
    """Which months are missing, and whether only yearly rows follow."""
    if by.series is None:
        words = by.why
    else:
        holes = [month_text(first + at) for at in np.flatnonzero(np.isnan(twelve)).tolist()]
        which = holes[0] if len(holes) == 1 else f"{len(holes)} months from {holes[0]} to {holes[-1]}"
        words = (
            f"deaths in 12 months are not known for {which}: monthly rows end {month_text(by.series.last)}"
        )
    years = (first + len(twelve) - 1) // 12
    if by.years * 12 + 11 >= first:
        words += f"; only yearly rows follow (to {by.years}), and a year does not tell its months"
    return f"{words}. A release that covers them to {years} would decide it: smoulder load"
