"""What can be asked for outside the request: each kind of job with what it wants, and who may ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from smoulder.records.base import Record
from smoulder.web.guard.roles import Action

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
FileName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9._-]{0,119}$")]
"""A file of a job's own folder: no path, no hidden file, nothing that reads as an option of a command."""
InboxPath = Annotated[
    str,
    StringConstraints(
        pattern=r"^[^./\\\x00-\x1f-][^/\\\x00-\x1f]*(?:/[^./\\\x00-\x1f][^/\\\x00-\x1f]*)*$",
        max_length=400,
    ),
]
"""A path below the folder `inbox`: no part of it begins with a dot, and it is looked up there again when it is used."""
Word = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._,-]{0,79}$")]
"""What becomes an argument of a command: never an option."""
Years = Annotated[str, StringConstraints(pattern=r"^(?:\d{4}(?:-\d{4})?)?$")]
Lane = Literal["desk", "long"]
"""desk: somebody waits for it; long: it takes minutes. Each lane does one job at a time, and neither holds up the
other."""


class Upload(Record):
    """A file that was sent with the job. sha256: so that the same name with other content is another job."""

    name: FileName
    sha256: Sha256


class AnswerWants(Record):
    """Answer a case anew. as_of: the day it moves to, None where it stands."""

    case_id: str = Field(min_length=1, max_length=80)
    as_of: date | None = None


class AddReportWants(Record):
    """Let reports of the ledger join a case, and answer it anew."""

    case_id: str = Field(min_length=1, max_length=80)
    sha256s: tuple[Sha256, ...] = Field(min_length=1, max_length=20)
    as_of: date | None = None


class AssessWants(Record):
    """Open a case from reports of the ledger, or from a group and a country alone, and answer it.

    group, country: None leaves them to the reports. as_of: None for the day of the newest report.
    """

    sha256s: tuple[Sha256, ...] = Field((), max_length=20)
    group: str | None = Field(None, max_length=200)
    country: str | None = Field(None, max_length=100)
    as_of: date | None = None
    mode: Literal["revised", "known-then"] = "revised"
    label: str = Field("", max_length=100)


class LoadWants(Record):
    """Load data. files: sent with the job; inbox: paths below the folder `inbox` of the data folder."""

    source: Word
    files: tuple[Upload, ...] = Field((), max_length=50)
    inbox: tuple[InboxPath, ...] = Field((), max_length=50)
    vintage: Word | Literal[""] = ""
    countries: str = Field("", max_length=1000, pattern=r"^(?:[^\x00-\x1f-][^\x00-\x1f]*)?$")
    released: date | None = None
    skip_bad: bool = False


class FetchWants(Record):
    """Download a release of a data set and load it. release: '' for the newest. load: whether it is loaded as well."""

    source: Literal["ucdp", "candidate"]
    release: Annotated[str, StringConstraints(pattern=r"^(?:[0-9][0-9.]{0,15})?$")] = ""
    load: bool = True


class ReadWants(Record):
    """Read an archive of reports into a table. files, inbox: as of `LoadWants`, one of them."""

    files: tuple[Upload, ...] = Field((), max_length=50)
    inbox: tuple[InboxPath, ...] = Field((), max_length=1)
    english: bool = True
    conflict: bool = True


class BacktestWants(Record):
    """Forecast the past as if it were the present, and score it. years: such as '2018-2023', '' for the usual ones."""

    what: Literal["counts", "return"] = "counts"
    of: Literal["countries", "groups"] = "countries"
    years: Years = ""
    seed: int = Field(1, ge=0, le=2**31)


class ResolveWants(Record):
    """Close the questions that the data now decide. case_id: of one case, '' for all."""

    case_id: str = Field("", max_length=80)


class BriefWants(Record):
    """The brief of a case in some forms. forms: of `brief.write.FORMS`, or 'all'; language: of its fixed words."""

    case_id: str = Field(min_length=1, max_length=80)
    forms: tuple[Annotated[str, StringConstraints(pattern=r"^[a-z]{2,10}$")], ...] = Field(min_length=1)
    language: Literal["en", "fr", "ar"] = "en"


class WatchWants(Record):
    """Compare the watch list with the one before, and tell what is new. as_of: a month or day, '' for now."""

    as_of: Annotated[str, StringConstraints(pattern=r"^(?:\d{4}-\d{2}(?:-\d{2})?)?$")] = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of job.

    name: as in the table; title: what a page calls it. wants: its model. action: what one must be allowed to, to ask
    for it.
    """

    name: str
    title: str
    wants: type[Record]
    lane: Lane
    action: Action


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("answer", "Answer a case", AnswerWants, "desk", "work"),
        Kind("add report", "Add a report", AddReportWants, "desk", "work"),
        Kind("assess", "Open a case", AssessWants, "desk", "work"),
        Kind("brief", "Print a brief", BriefWants, "desk", "export"),
        Kind("load", "Load data", LoadWants, "long", "run jobs"),
        Kind("fetch", "Download a release", FetchWants, "long", "run jobs"),
        Kind("read", "Read an archive", ReadWants, "long", "run jobs"),
        Kind("backtest", "Test on the past", BacktestWants, "long", "run jobs"),
        Kind("resolve", "Resolve questions", ResolveWants, "long", "run jobs"),
        Kind("watch", "Look for news", WatchWants, "long", "run jobs"),
    )
}


def kinds_of(lane: Lane) -> tuple[str, ...]:
    """The kinds that go through a lane.

    >>> kinds_of("desk")
    ('answer', 'add report', 'assess', 'brief')
    """
    return tuple(kind.name for kind in KINDS.values() if kind.lane == lane)
