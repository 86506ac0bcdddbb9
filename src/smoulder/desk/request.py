"""What is asked of a case: its group and country, with the settings, figures and calendar of the desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from smoulder.assessment.subject import Request
    from smoulder.desk.desk import Desk
    from smoulder.records.report import Report
    from smoulder.store.case_rows import Case

Mode = Literal["revised", "known-then"]


def request_of(desk: Desk, group: str, country: str, as_of: date, mode: Mode) -> Request:
    """A request without reports, as the desk asks it."""
    from smoulder.assessment.subject import Request
    from smoulder.reading.own_groups import read_own_groups
    from smoulder.store.counts import Counts
    from smoulder.store.events import Asked, open_events

    return Request(
        reports=(),
        group=group,
        country=country,
        as_of=as_of,
        today=desk.now.date(),
        mode=mode,
        settings=desk.chosen.settings,
        counts=Counts(open_events(desk.chosen.events), Asked(mode=mode, as_of=as_of)),
        own=read_own_groups(desk.chosen.data),
        record=desk.ledger.pressure.calendar(),
        folder=desk.chosen.data,
    )


def see_asked_day(desk: Desk, as_of: date | None, sha256s: Sequence[str]) -> None:
    """See that neither the day that is given nor that of a report of the ledger is to come.

    raises: BadEntry.
    """
    from smoulder.assessment.subject import newest_day, see_day

    today = desk.now.date()
    if as_of is not None:
        see_day(as_of, today)
    newest_day(as_mended(desk, [desk.ledger.reports.report(one) for one in sha256s]), today)


def as_mended(desk: Desk, reports: Sequence[Report]) -> list[Report]:
    """Reports with their day as it was corrected."""
    from smoulder.reading.fixes import fix_report

    fixes = [one.fix for one in desk.ledger.fixes.of(one.sha256 for one in reports)]
    return [fix_report(one, fixes) for one in reports]


def request_of_case(
    desk: Desk, case: Case, reports: Sequence[Report], as_of: date | None, parser: str = ""
) -> Request:
    """A request to answer a case anew, with the settings of its last answer, so that its question stays the same.

    reports: that join the case now. as_of: the day it moves to; None leaves that to the reports.
    parser:  by name, '' for the one that is installed.
    """
    from smoulder.desk.chosen import as_answered
    from smoulder.reading.parser import load_parser

    day = desk.ledger.file(case.id).as_of or case.as_of
    newest = max((one.published for one in reports if one.published is not None), default=day)
    base = request_of(
        desk, str(case.question.group_id), case.country, as_of or max(day, newest), case.question.mode
    )
    settings = as_answered(desk.ledger.answers(case.id, last=1), desk.chosen.settings)
    asked = load_parser(parser) if parser else None
    return replace(base, reports=tuple(reports), as_of=as_of, settings=settings, parser=asked)
