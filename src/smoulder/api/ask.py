"""Asking from Python: one question in, a brief out.

This is a door, as the command line is: it opens files and reads the clock, and leaves the work to the rooms behind it.
It reads no environment variable and no settings file; what is not given is the default.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from smoulder.api.brief import Brief
from smoulder.brief.edition import Edition, Issue
from smoulder.records.errors import BadSetting

if TYPE_CHECKING:
    from smoulder.desk.assess import Asking
    from smoulder.records.case import Assessment
    from smoulder.records.report import Report
    from smoulder.records.settings import Settings
    from smoulder.records.statement import Reading

Given = str | PathLike[str] | bytes
"""A report: the path of its file, or its content as bytes."""
Mode = Literal["revised", "known-then"]


def assess(
    reports: Given | Sequence[Given] = (),
    *,
    group: str | None = None,
    country: str | None = None,
    as_of: date | str | None = None,
    mode: Mode = "revised",
    data: str | PathLike[str] | None = None,
    language: str = "en",
    borders: str | PathLike[str] | None = None,
    settings: Mapping[str, float | int | str] | None = None,
    progress: Callable[[str], None] | None = None,
) -> Brief:
    """Ask whether the fighting of a group in a country comes back.

    reports:  files of reports, or their contents as bytes; none to answer from data alone.
    group, country: what is asked; without them, what the reports are about.
    as_of:    the day nothing later than which is seen, or YYYY-MM for the end of a month; without it the date of the
              newest report, else today.
    mode:     'revised' for figures as they stand today, 'known-then' as they were known on the day.
    data:     a data folder: its cases, loaded events and own groups are used, and the answer is kept there as a case.
              Without it the figures that ship are used, and nothing is kept.
    language: of the brief's fixed words: 'en', 'fr' or 'ar'.
    borders:  a GeoJSON file of country outlines for the maps, in place of those that ship.
    settings: thresholds and choices by name, as in docs/settings.md.
    progress: told what is being done.
    raises:   SmoulderError, in one line that says what is wrong, where, and what to do.

    >>> import smoulder
    >>> smoulder.assess(group="LTTE", country="Sri Lanka", as_of="2012-06-01").answer[12].value  # doctest: +SKIP
    """
    from smoulder.brief.language.tongue import check_language
    from smoulder.desk.assess import Asking
    from smoulder.reading.own_outlines import read_outlines

    asking = Asking(
        reports=tuple(_opened(reports)), group=group, country=country, as_of=_day(as_of), mode=_checked(mode)
    )
    outlines = None if borders is None else read_outlines(Path(borders))
    edition = Edition(check_language(language), outlines=outlines)
    tell = progress or (lambda _: None)
    if data is None:
        return Brief(_unkept(asking, _settings(settings), tell), edition)
    return _kept(asking, Path(data), _settings(settings), edition, tell)


def read(report: Given) -> Reading:
    """What a report says: statements, quantities, dates, claims and evidence, each with its span.

    report: the path of its file, or its content as bytes.
    raises: BadReport where it cannot be read.
    """
    from smoulder.reading.groups import load_registry
    from smoulder.reading.read import read as read_report

    (opened,) = _opened([report])
    return read_report(opened, load_registry())


def _unkept(asking: Asking, settings: Settings, tell: Callable[[str], None]) -> Assessment:
    """From the figures that ship; nothing is written anywhere."""
    from smoulder.assessment.assess import assess as answer
    from smoulder.assessment.record.track import with_record
    from smoulder.assessment.subject import Request

    request = Request(
        reports=asking.reports,
        group=asking.group,
        country=asking.country,
        as_of=asking.as_of,
        today=date.today(),
        mode=asking.mode,
        settings=settings,
        progress=tell,
    )
    return with_record(answer(request))


def _kept(
    asking: Asking, folder: Path, settings: Settings, edition: Edition, tell: Callable[[str], None]
) -> Brief:
    """From a data folder, in whose ledger the answer is kept."""
    from smoulder.desk.assess import answer_kept
    from smoulder.desk.chosen import Chosen
    from smoulder.records.event_place import EventPlace
    from smoulder.store.ledger import open_ledger

    chosen = Chosen(settings, folder, out="", ledger=folder, events=EventPlace(str(folder / "events")))
    worked = answer_kept(asking, chosen, datetime.now(UTC), tell)
    name = worked.kept.case_id
    with open_ledger(folder) as ledger:
        issue = Issue(case=name, opened=ledger.case(name).created, made=ledger.answered(name))
    return Brief(worked.assessment, replace(edition, issue=issue))


def _opened(reports: Given | Sequence[Given]) -> Iterator[Report]:
    """The reports, opened; content without a file is named by its number."""
    from smoulder.reading.page import open_report, report_from_text

    given: list[Given] = [reports] if isinstance(reports, (str, bytes, PathLike)) else list(reports)
    for number, one in enumerate(given, start=1):
        if isinstance(one, bytes):
            yield report_from_text(f"report {number}", one)
        else:
            yield open_report(Path(one))


def _day(given: date | str | None) -> date | None:
    """A time of day is left off, as dates out of a table of pandas have one.

    raises: BadDate
    """
    from smoulder.records.month import parse_day

    if isinstance(given, datetime):
        return given.date()
    return given if given is None or isinstance(given, date) else parse_day(str(given))


def _checked(mode: Mode) -> Mode:
    if mode not in get_args(Mode):
        raise BadSetting(f"mode is {mode!r}; write one of {', '.join(get_args(Mode))}")
    return mode


def _settings(given: Mapping[str, float | int | str] | None) -> Settings:
    """raises: BadSetting for a name that is not known or a value out of range."""
    from pydantic import ValidationError

    from smoulder.records.settings import Settings

    try:
        return Settings.model_validate(dict(given or {}))
    except ValidationError as reason:
        first = reason.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        known = ", ".join(Settings.model_fields)
        raise BadSetting(f"settings: {name}: {first['msg'].lower()}; known are {known}") from reason
