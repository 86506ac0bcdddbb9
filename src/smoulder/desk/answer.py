"""A case answered anew, with all that was entered since its last answer and reports that join it now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from smoulder.desk.desk import Desk, find_case
from smoulder.desk.request import as_mended, request_of_case
from smoulder.records.errors import BadEntry

if TYPE_CHECKING:
    from smoulder.assessment.work import Worked
    from smoulder.records.report import Report


def answer_case(
    desk: Desk,
    name: str,
    reports: Sequence[Report],
    as_of: date | None,
    parser: str,
    tell: Callable[[str], None],
) -> Worked:
    """Answer a case anew.

    reports: that join it; as_of: the day that it moves to, None where later reports alone may move it.
    parser:  by name, '' for the one that is installed. tell: told what is being done.
    raises:  NoCase; BadEntry where a report came out after the day that was given, or a day, given or of a report, is
             to come; else as `work_on`.
    """
    from smoulder.assessment.work import work_on

    reports = as_mended(desk, reports)
    _refuse_later(reports, as_of, desk.now.date())
    case = find_case(desk, name)
    request = replace(request_of_case(desk, case, reports, as_of, parser), progress=tell)
    return work_on(case.id, request, desk.ledger, now=desk.now, who=desk.who)


def _refuse_later(reports: Sequence[Report], day: date | None, today: date) -> None:
    """See that each report would be seen, by the day that was given or by any; one that is not would be lost.

    raises: BadEntry.
    """
    from smoulder.assessment.subject import newest_day, see_day

    if day is not None:
        see_day(day, today)
    newest_day(reports, today)
    for one in reports:
        if day is not None and one.published is not None and day < one.published:
            raise BadEntry(
                f"{one.name} is of {one.published}, later than --as-of {day}, and would not be seen; "
                "leave --as-of out and the day of the case moves on"
            )
