"""Whom and what the question is about: group, country and as-of day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal, Protocol

from smoulder.reading.own_groups import OwnGroups
from smoulder.reading.parser import Parser
from smoulder.records.calendar import Calendar
from smoulder.records.case_file import CaseFile
from smoulder.records.errors import BadEntry, NoCountry, NoGroup
from smoulder.records.fix import Fix, SourceGrade
from smoulder.records.group import Group
from smoulder.records.month import last_full_month
from smoulder.records.report import Report
from smoulder.records.settings import Settings
from smoulder.records.statement import Reading
from smoulder.records.to_come import is_to_come
from smoulder.store.counts import Counts

Mode = Literal["revised", "known-then"]
RELEASE_MONTH = 6
"""Yearly UCDP releases come out in the June after the year."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked.

    as_of: the day nothing later than which is seen; by default the newest report's date, else `today`.
    today: no question is answered as of a later day.
    counts: the monthly series: figures that ship, with the user's own events laid over them; they are asked for what
            may be seen on the day that the answer is of, whatever day they were opened for.
    own: groups, names and links that the user adds to the register.
    record: the pressure that is on record; only what was known by the day is looked at.
    parser: for the reports' sentences; None takes the one that is installed.
    folder: the data folder, where fitted models are kept; None keeps them in memory.
    file: what was entered into the case: items, marks, hypotheses, standing of reports.
    fixes: corrections of the reader. grades: of sources, by name, as they hold on the as-of day.
    progress: told what is being done, for the terminal.
    """

    reports: tuple[Report, ...]
    group: str | None
    country: str | None
    as_of: date | None
    today: date
    mode: Mode = "revised"
    settings: Settings = field(default_factory=Settings)
    counts: Counts = field(default_factory=Counts)
    own: OwnGroups = field(default_factory=OwnGroups)
    record: Calendar = field(default_factory=Calendar)
    parser: Parser | None = None
    folder: Path | None = None
    file: CaseFile = field(default_factory=CaseFile)
    fixes: Sequence[Fix] = ()
    grades: Mapping[str, SourceGrade] = field(default_factory=dict)
    progress: Callable[[str], None] = lambda _: None


class Names(Protocol):
    """The part of the group registry that a choice needs."""

    def find(self, name: str) -> Group:
        """The group of that name."""
        ...

    def find_where(self, name: str, country: str) -> Group:
        """The group of that name; of several, the one that is active in the country."""
        ...

    def group(self, group_id: int) -> Group:
        """The group of that id."""
        ...

    def country(self, name: str) -> str:
        """The country of that name, as UCDP writes it."""
        ...


@dataclass(frozen=True, slots=True)
class Subject:
    """The choice, and how it was made."""

    group: Group
    country: str
    as_of: date
    chosen: str


def see_day(day: date, today: date) -> None:
    """See that a day is not to come: nothing is known of it, and the months up to it would all be made up.

    raises: BadEntry.
    """
    if is_to_come(day, today):
        raise BadEntry(f"{day} is to come; a case is answered as of a day up to today, so give such a day")


def newest_day(reports: Sequence[Report], today: date) -> date | None:
    """The day of the newest report, None where none bears a day.

    raises: BadEntry where it is to come: no question sees such a report, whatever its as-of day.
    """
    dated = [(one.published, one.name) for one in reports if one.published is not None]
    if not dated:
        return None
    day, name = max(dated)
    if is_to_come(day, today):
        raise BadEntry(
            f"{name} bears the date {day}, which is to come; mend the date in the report itself and give it again"
        )
    return day


def choose_subject(
    request: Request,
    readings: Sequence[Reading],
    names: Names,
    countries: Callable[[int, date], Sequence[str]],
) -> Subject:
    """Choose group, country and day: what was given goes before what the reports are about.

    countries: the countries in which a group has rows that may be seen on a day, most rows first.
    raises:    NoGroup, NoCountry or PersonGiven, each with what to do; BadEntry where the day, or that of a report, is
               to come.
    """
    said: list[str] = []
    group = _choose_group(request, readings, names, said)
    as_of, why = _choose_day(request, readings)
    country = _choose_country(request, readings, names, group, countries(group.group_id, as_of), said)
    return Subject(group, country, as_of, "; ".join((*said, *why)) or "given")


def _choose_day(request: Request, readings: Sequence[Reading]) -> tuple[date, tuple[str, ...]]:
    """The day, and how it was chosen where it was not given."""
    newest = newest_day([one.report for one in readings], request.today)
    if request.as_of is not None:
        see_day(request.as_of, request.today)
        return request.as_of, ()
    if newest:
        return newest, (f"day {newest} from the date of the newest report",)
    return request.today, (f"day {request.today}, today",)


def _choose_group(request: Request, readings: Sequence[Reading], names: Names, said: list[str]) -> Group:
    if request.group is not None:
        if request.country is not None:
            return names.find_where(request.group, names.country(request.country))
        return names.find(request.group)
    if not readings:
        raise NoGroup("no report and no group is given; name a report file, or pass --group and --country")
    votes = Counter(one.group_id for one in readings if one.group_id is not None)
    if not votes:
        names_read = ", ".join(one.report.name for one in readings)
        raise NoGroup(f"{names_read}: no armed group that Smoulder knows is named; pass --group NAME")
    group = names.group(votes.most_common(1)[0][0])
    said.append(
        f"group {group.full_name or group.name} from the {'report' if len(readings) == 1 else 'reports'}"
    )
    return group


def _choose_country(
    request: Request,
    readings: Sequence[Reading],
    names: Names,
    group: Group,
    known: Sequence[str],
    said: list[str],
) -> str:
    if request.country is not None:
        return names.country(request.country)
    votes = Counter(one.country for one in readings if one.country is not None)
    in_data = [country for country, _ in votes.most_common() if country in known]
    if in_data or votes:
        country = in_data[0] if in_data else votes.most_common(1)[0][0]
        said.append(f"country {country} from the {'report' if len(readings) == 1 else 'reports'}")
        return country
    if len(known) == 1:
        said.append(f"country {known[0]}, the only one with rows of the group")
        return known[0]
    where = ", ".join(known[:8]) or "no country"
    raise NoCountry(
        f"no country is given for {group.full_name or group.name}; pass --country (it has rows in {where})"
    )


def data_end(as_of: date, mode: Mode) -> int:
    """Index of the last month whose rows may be seen.

    revised:    the last full month before the day.
    known-then: the last month of the newest yearly release that was out by then (from June of the next
                year on); the values are still today's, older vintages do not ship.

    >>> from smoulder.records.month import month_text
    >>> month_text(data_end(date(2020, 1, 23), "known-then"))
    '2018-12'
    """
    if mode == "revised":
        return last_full_month(as_of)
    year = as_of.year - 1 if as_of.month >= RELEASE_MONTH else as_of.year - 2
    return year * 12 + 11
