"""One assessment: from the options to an answer that is kept and a brief that is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from smoulder.assessment.subject import Request
    from smoulder.assessment.work import Worked
    from smoulder.cli.settings import Chosen
    from smoulder.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Asking:
    """The options of one assessment, as they were given."""

    reports: tuple[str, ...] = ()
    group: str | None = None
    country: str | None = None
    as_of: date | None = None
    mode: Literal["revised", "known-then"] = "revised"
    label: str = ""
    parser: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """The answer, where it was kept, and the page of its brief."""

    worked: Worked
    page: Path


def assess_one(asking: Asking, chosen: Chosen, tell: Callable[[str], None]) -> Done:
    """Ask, keep the answer and write its brief."""
    from smoulder.store.ledger import open_ledger

    with open_ledger(chosen.ledger) as ledger:
        return answer_and_write(asking, request_of(asking, chosen, ledger), chosen, ledger, tell)


def answer_and_write(
    asking: Asking, request: Request, chosen: Chosen, ledger: Ledger, tell: Callable[[str], None]
) -> Done:
    """The same with a request that was made before."""
    from smoulder.assessment.work import work

    now = datetime.now(UTC)
    worked = work(replace(request, progress=tell), ledger, now=now, label=asking.label)
    tell("Writing the brief")
    return Done(worked, write_page(worked, chosen))


def write_page(worked: Worked, chosen: Chosen) -> Path:
    """Write the brief of an answer and give its page."""
    from smoulder.brief.write import write_brief

    folder = Path(chosen.out.replace("{case}", worked.kept.case_id))
    return write_brief(worked.assessment, folder, ("html", "json"))["html"]


def request_of(asking: Asking, chosen: Chosen, ledger: Ledger) -> Request:
    """The request of some options, with the figures and the calendar of the data folder."""
    from smoulder.assessment.subject import Request
    from smoulder.cli.source import open_source
    from smoulder.reading.own_groups import read_own_groups
    from smoulder.reading.parser import load_parser
    from smoulder.store.counts import Counts
    from smoulder.store.events import Asked, open_events

    return Request(
        reports=tuple(open_source(name) for name in asking.reports),
        group=asking.group,
        country=asking.country,
        as_of=asking.as_of,
        today=date.today(),
        mode=asking.mode,
        settings=chosen.settings,
        counts=Counts(open_events(chosen.data), Asked(mode=asking.mode, as_of=asking.as_of)),
        own=read_own_groups(chosen.data),
        record=ledger.pressure.calendar(),
        parser=load_parser(asking.parser) if asking.parser else None,
        folder=chosen.data,
    )
