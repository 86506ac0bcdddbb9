"""What was seen: the reports as files with their SHA-256, and the months of the data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from stix2 import v21  # type: ignore[import-untyped]  # stix2 brings no types

from smoulder.brief.inert import one_line, web_address
from smoulder.brief.numbers import amount, month_words
from smoulder.brief.stix.extension import StixCounts, StixPayload, extension
from smoulder.brief.stix.ids import Stamp, after, first_moment, on_day
from smoulder.brief.stix.subjects import Subjects
from smoulder.records.case import Assessment
from smoulder.records.report import Report
from smoulder.records.situation import MonthPoint

WINDOW = 12
LONGEST = 250


@dataclass(frozen=True, slots=True)
class Sources:
    """Objects of the reports and the data. reports: the observation of each report, by its place among the readings."""

    objects: tuple[Any, ...]  # Any: stix2 brings no types
    reports: tuple[str, ...]


def sources(assessment: Assessment, about: Subjects, stamp: Stamp) -> Sources:
    """All that the answer was read and counted from."""
    objects: dict[str, Any] = {}  # Any: stix2 brings no types
    reports = []
    for reading in assessment.readings:
        seen = _report(reading.report, assessment, about, stamp)
        objects |= {one.id: one for one in seen}
        reports.append(seen[0].id)
    objects |= {one.id: one for one in _months(assessment, about, stamp)}
    return Sources(tuple(objects.values()), tuple(reports))


def _report(
    report: Report, assessment: Assessment, about: Subjects, stamp: Stamp
) -> list[Any]:  # Any: as above
    """A report as it was seen: a file with its digest, at its address; seen once, on the day it bears."""
    file = v21.File(
        hashes={"SHA-256": report.sha256},
        name=_short(report.title or report.name) or "report",
        object_marking_refs=about.common["object_marking_refs"],
    )
    address = web_address(report.address)
    page = (
        [v21.URL(value=address, object_marking_refs=about.common["object_marking_refs"])] if address else []
    )
    day = on_day(report.published or assessment.question.as_of)
    seen = v21.ObservedData(
        **stamp.of_case("observed-data", "report", report.sha256),
        **about.common,
        first_observed=day,
        last_observed=day,
        number_observed=1,
        object_refs=[file.id, *(one.id for one in page)],
    )
    return [seen, file, *page]


def _months(assessment: Assessment, about: Subjects, stamp: Stamp) -> list[Any]:  # Any: as above
    """The last twelve months that are known or bridged: a note with the rows, and the events as observed data."""
    window = [one for one in assessment.months if one.basis != "unknown"][-WINDOW:]
    if not window:
        return []
    last = window[-1]
    counts = StixCounts(measure=assessment.question.measure, deaths=last.twelve, months=tuple(window))
    span = f"{month_words(window[0].month)} to {month_words(last.month)}"
    origin = f"{_source(assessment)}{_bridged(assessment, window)}"
    note = v21.Note(
        **stamp.of_case("note", "months"),
        **about.common,
        abstract="The last twelve months of the series",
        content=f"{about.group.name} in {about.country.name}, {span}: {amount(last.twelve)} deaths "
        f"({assessment.question.measure}), {_events_words(window)}. {origin}.",
        object_refs=[stamp.report, about.group.id],
        extensions=extension(StixPayload(counts=counts)),
    )
    counted = [one for one in assessment.months if one.events is not None][-WINDOW:]
    return [note, *_events(assessment, counted, about, stamp)]


def _events(
    assessment: Assessment, window: list[MonthPoint], about: Subjects, stamp: Stamp
) -> list[Any]:  # Any: as above
    """The events of the last months whose events are counted: the group was sighted so often in the country.

    STIX wants an observable for what is observed; that is the data set, as a file by name. Where no event is counted
    there is nothing observed.
    """
    number = round(sum(one.events or 0.0 for one in window))
    if number < 1:
        return []
    first, last = first_moment(window[0].month), after(window[-1].month) - timedelta(milliseconds=1)
    rows = v21.File(name=_short(_source(assessment)), object_marking_refs=about.common["object_marking_refs"])
    seen = v21.ObservedData(
        **stamp.of_case("observed-data", "months"),
        **about.common,
        first_observed=first,
        last_observed=last,
        number_observed=number,
        object_refs=[rows.id],
    )
    sighting = v21.Sighting(
        **stamp.of_case("sighting", "months"),
        **about.common,
        description="Events of the group that the data hold for these months.",
        first_seen=first,
        last_seen=last,
        count=number,
        sighting_of_ref=about.group.id,
        where_sighted_refs=[about.country.id],
        observed_data_refs=[seen.id],
        summary=True,
    )
    return [rows, seen, sighting]


def _bridged(assessment: Assessment, window: list[MonthPoint]) -> str:
    """How many of the months come from yearly rows, '' where none does."""
    number = sum(one.basis == "bridged from a year" for one in window)
    kind = f" ({one_line(assessment.bridge.kind)})" if assessment.bridge is not None else ""
    return f"; {number} of the months from yearly rows{kind}" if number else ""


def _events_words(window: list[MonthPoint]) -> str:
    known = [one.events for one in window if one.events is not None]
    if not known:
        return "events not counted"
    missing = f"; {WINDOW - len(known)} months without a count" if len(known) < WINDOW else ""
    return f"{amount(sum(known))} events{missing}"


def _source(assessment: Assessment) -> str:
    """The rows of the months by name and vintage."""
    told = [one.source for one in assessment.indicators if one.name == "events"]
    named = [f"{one.name} {one.vintage}".strip() for one in assessment.data]
    return one_line(next(iter([*told, *named]), "")) or "Source not named"


def _short(text: str) -> str:
    words = one_line(text)
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
