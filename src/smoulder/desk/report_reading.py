"""What was read of one report of a case, and a passage of it as an analyst names one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from smoulder.desk.fix_report import own_registry
from smoulder.desk.request import request_of_case
from smoulder.records.errors import BadEntry, NotInCase

if TYPE_CHECKING:
    from smoulder.desk.desk import Desk
    from smoulder.records.case import Assessment
    from smoulder.records.report import Report
    from smoulder.records.statement import Reading
    from smoulder.store.case_rows import Case


def reading_of(desk: Desk, case: Case, sha256: str, answer: Assessment | None) -> Reading:
    """What was read of a report, with all corrections that are kept: from the last answer, or read now.

    raises: NoReport where its text was not kept.
    """
    from smoulder.assessment.assess import read_reports
    from smoulder.reading.fixes import apply_fixes

    fixes = tuple(one.fix for one in desk.ledger.fixes.of([sha256]))
    # an answer holds what was read as it was corrected then: what was taken out is there again only when read anew
    stale = any(one.now == one.was for one in fixes)
    for one in answer.readings if answer and not stale else ():
        if one.report.sha256 == sha256:
            return apply_fixes(one, fixes, own_registry(desk))
    request = request_of_case(desk, case, [desk.ledger.reports.report(sha256)], None)
    return read_reports(replace(request, fixes=fixes))[0]


def span_in(text: str, report: Report) -> tuple[int, int]:
    """A passage of a report from START:END, characters of `Report.raw`.

    raises: BadEntry where it is not clear or lies outside.
    """
    start, _, end = text.partition(":")
    name, most = report.name, len(report.raw)
    if not (start.isdecimal() and end.isdecimal() and len(text) < 40):
        raise BadEntry(
            f"span {text[:40]!r} is not clear; write START:END, such as 120:164, or the id of an item"
        )
    if not int(start) < int(end) <= most:
        raise NotInCase(
            f"span {text} is outside report {name}, which has {most} characters; write START:END within it",
            f"span {text} is outside the report",
        )
    return int(start), int(end)
