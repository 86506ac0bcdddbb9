"""Whether a file that holds a case may be taken in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from json import loads

from pydantic import ValidationError

from smoulder.reading.groups import Registry
from smoulder.reading.no_person import check_subject
from smoulder.reading.persons import looks_like_person
from smoulder.reading.report_digest import is_unchanged
from smoulder.reading.wrong_entry import told
from smoulder.records.case_export import EXPORT_VERSION, CaseExport, digest_of
from smoulder.records.change import DayMoved, ItemPut, NumberGiven
from smoulder.records.errors import BadData, NoCountry, NoGroup, PersonGiven
from smoulder.records.question_of import id_of
from smoulder.records.to_come import EAST, is_to_come
from smoulder.store.answer_check import odd_answer
from smoulder.store.case_exchange import ids_of
from smoulder.store.kept_values import is_too_deep, odd_value


def read_export(name: str, text: str, registry: Registry, now: datetime) -> CaseExport:
    """An export that may be taken in.

    name:     of the file, for errors. registry: with the user's own groups. now: with its time zone.
    raises:   BadData where the file is no export, of another form, or changed since it was written, or where a part
              of it cannot be kept, belongs to another case, or is of a time to come; PersonGiven where its case is
              about a person; NoGroup, NoCountry where its group or country is not known here.
    """
    try:
        whole = loads(text)
    except (ValueError, RecursionError) as reason:  # no JSON, a number of thousands of digits, or too deep
        raise BadData(
            f"{name} is no JSON that can be read ({reason}); give a file that `smoulder case export` wrote"
        ) from reason
    if not isinstance(whole, dict) or "schema_version" not in whole or is_too_deep(whole):
        raise BadData(f"{name} is no exported case; give a file that `smoulder case export` wrote")
    if whole["schema_version"] != EXPORT_VERSION:
        raise BadData(
            f"{name} has the form {str(whole['schema_version'])[:40]!r} and this version reads {EXPORT_VERSION!r}; "
            "export the case again with this version, or update Smoulder"
        )
    if digest_of(whole) != whole.get("digest"):
        raise BadData(
            f"{name} was changed after it was exported: its digest does not fit; export the case again"
        )
    try:
        export = CaseExport.model_validate(whole)
    except ValidationError as reason:
        raise BadData(f"{name}{told(reason)}; export the case again") from reason
    if odd := odd_value(export) or odd_answer(export):
        raise BadData(f"{name}: {odd}; export the case again")
    try:
        _check_about(export, registry)
    except (PersonGiven, NoGroup, NoCountry) as reason:
        raise type(reason)(f"{name}: {reason}") from reason
    if wrong := _wrong_part(export):
        raise BadData(f"{name}: {wrong}; export the case again")
    if late := _time_to_come(export, now):
        raise BadData(f"{name}: {late}; set the clock right, here or where the case was exported")
    return export


def _check_about(export: CaseExport, registry: Registry) -> None:
    asked = export.question
    for question in (asked, *(one.answer.question for one in export.answers)):
        check_subject(question, export.label, registry)
    named = (one.change.source.name for one in export.log if isinstance(one.change, ItemPut))
    if person := next((one for one in named if looks_like_person(one)), ""):
        raise PersonGiven(
            f"the source {person!r} of an item reads like a person's name; sources are publishers, institutions and "
            "parties, never persons"
        )
    _check_country(asked.country, registry)
    group = registry.group(asked.group_id)
    if asked.group not in (group.name, group.full_name, *group.aliases):
        raise NoGroup(
            f"the id {asked.group_id} is that of {group.full_name or group.name} here, and of {asked.group} there; "
            "let both data folders have the same groups.toml"
        )
    for fix in (one.fix for one in export.fixes if one.fix.now):
        if fix.part == "group":
            _ = registry.group(int(fix.now))
        elif fix.part == "country":
            _check_country(fix.now, registry)


def _check_country(country: str, registry: Registry) -> None:
    if (known := registry.country(country)) != country:
        raise NoCountry(f"{country!r} is not a country as UCDP names it; it is {known}")


def _wrong_part(export: CaseExport) -> str:
    """What does not belong to the case, in words; '' where all does."""
    if export.id not in ids_of(export):
        return f"the id {export.id} is not that of its question"
    about = (export.question.group_id, export.question.country)
    if any((one.answer.question.group_id, one.answer.question.country) != about for one in export.answers):
        return "an answer is about another group or country"
    if any((one.group_id, one.country, one.case_id) != (*about, export.id) for one in export.questions):
        return "a question belongs to another case"
    if any(one.id != id_of(one) for one in export.questions):
        return "the id of a question is not that of what it asks"
    asked = {one.id for one in export.questions}
    of = {*(one.question for one in export.forecasts), *(one.question for one in export.resolutions)}
    if not of <= asked:
        return "a forecast or an outcome belongs to no question"
    if any(one.case_id != export.id for one in export.log):
        return "a change belongs to another case"
    changed = next((one.name for one in export.reports if not is_unchanged(one)), None)
    if changed is not None:
        return f"the text of report {changed} does not fit its SHA-256"
    known = {one.sha256 for one in export.reports}
    return (
        "a correction is of no report of the case"
        if any(f.fix.sha256 not in known for f in export.fixes)
        else ""
    )


def _time_to_come(export: CaseExport, now: datetime) -> str:
    """What of a file is of a time to come, in words; '' where nothing is. A day is left for clocks that go apart."""
    last = now + EAST
    for what, at in _times(export):
        if (at if at.tzinfo else at.replace(tzinfo=UTC)) > last:
            return f"{what} is of {at:%Y-%m-%d}, which is still to come"
    today = now.astimezone(UTC).date()
    late = next(((what, day) for what, day in _days(export) if is_to_come(day, today)), None)
    return f"{late[0]} is {late[1]}, which is still to come" if late else ""


def _times(export: CaseExport) -> Iterator[tuple[str, datetime]]:
    yield "the file", export.exported
    yield "its case", export.created
    yield from ((f"change {one.number}", one.at) for one in export.log)
    yield from (("a correction", one.at) for one in export.fixes)
    yield from (("an answer", one.created) for one in export.answers)
    yield from (("a forecast", one.made) for one in export.forecasts)
    yield from (("an outcome", one.made) for one in export.resolutions)


def _days(export: CaseExport) -> Iterator[tuple[str, date]]:
    """The days that questions are asked on."""
    yield "the day of the case", export.question.as_of
    yield from (("the day of an answer", one.answer.question.as_of) for one in export.answers)
    yield from (("the day of a question", one.as_of) for one in export.questions)
    for one in export.log:
        if isinstance(one.change, DayMoved | NumberGiven):
            yield f"the day of change {one.number}", one.change.as_of
    for kept in export.fixes:
        if kept.fix.part == "published" and kept.fix.now:
            yield "the day that a correction gives a report", date.fromisoformat(kept.fix.now)
