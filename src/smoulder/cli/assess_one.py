"""One assessment: from the options to an answer that is kept and a brief that is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from smoulder.cli.alone import easel_at_hand

if TYPE_CHECKING:
    from smoulder.assessment.subject import Request
    from smoulder.assessment.work import Worked
    from smoulder.brief.charts.easel import Easel
    from smoulder.brief.write import Written
    from smoulder.cli.brief_forms import Printing
    from smoulder.cli.settings import Chosen
    from smoulder.records.calendar import Calendar
    from smoulder.records.report import Report


@dataclass(frozen=True, slots=True)
class Asking:
    """The options of one assessment, as they were given. reports: their files, or those that are open already."""

    reports: tuple[str | Report, ...] = ()
    group: str | None = None
    country: str | None = None
    as_of: date | None = None
    mode: Literal["revised", "known-then"] = "revised"
    label: str = ""
    parser: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """The answer, where it was kept, and the files of its brief."""

    worked: Worked
    written: Written


def assess_one(
    asking: Asking,
    chosen: Chosen,
    printing: Printing,
    tell: Callable[[str], None],
    answered: Callable[[], None] = lambda: None,
) -> Done:
    """Ask, keep the answer and write its brief; what cannot be answered makes no ledger.

    answered: called once the answer is kept and nothing more will be read.
    """
    now = datetime.now(UTC)
    with easel_at_hand(printing.forms) as easel:
        worked = answer_kept(asking, chosen, now, tell)
        answered()
        tell("Writing the brief")
        return Done(worked, write_forms(worked, chosen, printing, easel))


def answer_kept(asking: Asking, chosen: Chosen, now: datetime, tell: Callable[[str], None]) -> Worked:
    """Ask and keep the answer; what cannot be answered makes no ledger."""
    from smoulder.assessment.work import work, work_first
    from smoulder.records.calendar import Calendar
    from smoulder.store.ledger import ledger_stands, open_ledger

    if not ledger_stands(chosen.ledger):
        request = replace(request_of(asking, chosen, Calendar()), progress=tell)
        return work_first(request, lambda: open_ledger(chosen.ledger), now=now, label=asking.label)
    with open_ledger(chosen.ledger) as ledger:
        request = replace(request_of(asking, chosen, ledger.pressure.calendar()), progress=tell)
        return work(request, ledger, now=now, label=asking.label)


def write_forms(worked: Worked, chosen: Chosen, printing: Printing, easel: Easel | None = None) -> Written:
    """Write the brief of an answer in the forms that were asked for."""
    from smoulder.brief.write import write_brief
    from smoulder.cli.brief_forms import signed

    folder = Path(chosen.out.replace("{case}", worked.kept.case_id))
    edition = signed(printing, chosen, worked.kept.case_id)
    return write_brief(worked.assessment, folder, printing.forms, edition, easel)


def request_of(asking: Asking, chosen: Chosen, record: Calendar) -> Request:
    """The request of some options, with the figures of the data folder; record: the pressure on record."""
    from smoulder.assessment.subject import Request
    from smoulder.cli.source import open_source
    from smoulder.reading.own_groups import read_own_groups
    from smoulder.reading.parser import load_parser
    from smoulder.store.counts import Counts
    from smoulder.store.events import Asked, open_events

    return Request(
        reports=tuple(open_source(one) if isinstance(one, str) else one for one in asking.reports),
        group=asking.group,
        country=asking.country,
        as_of=asking.as_of,
        today=date.today(),
        mode=asking.mode,
        settings=chosen.settings,
        counts=Counts(open_events(chosen.events), Asked(mode=asking.mode, as_of=asking.as_of)),
        own=read_own_groups(chosen.data),
        record=record,
        parser=load_parser(asking.parser) if asking.parser else None,
        folder=chosen.data,
    )
