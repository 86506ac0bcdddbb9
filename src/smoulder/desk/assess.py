"""One assessment: from what is asked to an answer that is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from smoulder.assessment.subject import Request
    from smoulder.assessment.work import Worked
    from smoulder.desk.chosen import Chosen
    from smoulder.records.calendar import Calendar
    from smoulder.records.report import Report
    from smoulder.store.case_terms import Admit


@dataclass(frozen=True, slots=True)
class Asking:
    """What one assessment is asked. reports: those to read; parser: by name, '' for the one that is installed."""

    reports: tuple[Report, ...] = ()
    group: str | None = None
    country: str | None = None
    as_of: date | None = None
    mode: Literal["revised", "known-then"] = "revised"
    label: str = ""
    parser: str = ""


def answer_kept(
    asking: Asking,
    chosen: Chosen,
    now: datetime,
    tell: Callable[[str], None],
    who: str = "smoulder",
    admit: Admit | None = None,
) -> Worked:
    """Ask and keep the answer; what cannot be answered makes no ledger.

    now:  the time to note, with its time zone; its day, as `today` of the request, is the local one.
    tell: told what is being done. who: is noted to have brought the reports that are new.
    admit: asked of a case of this question that is there, before anything is written.
    """
    from smoulder.assessment.work import work, work_first
    from smoulder.records.calendar import Calendar
    from smoulder.store.ledger import ledger_stands, open_ledger

    today = now.astimezone().date()
    if not ledger_stands(chosen.ledger):
        request = replace(request_of(asking, chosen, Calendar(), today), progress=tell)
        return work_first(request, lambda: open_ledger(chosen.ledger), now=now, who=who, label=asking.label)
    with open_ledger(chosen.ledger) as ledger:
        request = replace(request_of(asking, chosen, ledger.pressure.calendar(), today), progress=tell)
        return work(request, ledger, now=now, who=who, label=asking.label, admit=admit)


def request_of(asking: Asking, chosen: Chosen, record: Calendar, today: date) -> Request:
    """The request of some options, with the figures of the data folder; record: the pressure on record."""
    from smoulder.assessment.subject import Request
    from smoulder.reading.own_groups import read_own_groups
    from smoulder.reading.parser import load_parser
    from smoulder.store.counts import Counts
    from smoulder.store.events import open_events

    return Request(
        reports=asking.reports,
        group=asking.group,
        country=asking.country,
        as_of=asking.as_of,
        today=today,
        mode=asking.mode,
        settings=chosen.settings,
        counts=Counts(open_events(chosen.events)),
        own=read_own_groups(chosen.data),
        record=record,
        parser=load_parser(asking.parser) if asking.parser else None,
        folder=chosen.data,
    )
