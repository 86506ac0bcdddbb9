"""Corrections of a report as a whole: its group, country and day, and its standing in the case."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, get_args

from smoulder.records.errors import BadEntry

if TYPE_CHECKING:
    from smoulder.desk.desk import Desk
    from smoulder.reading.groups import Registry
    from smoulder.records.fix import Fix, FixPart
    from smoulder.records.report import Report
    from smoulder.records.statement import Reading
    from smoulder.store.case_log import Unless
    from smoulder.store.case_rows import Case

NONE = "none"
"""What stands for no group, no country and no day."""


def own_registry(desk: Desk) -> Registry:
    """The register of groups, with the user's own."""
    from smoulder.reading.groups import load_registry
    from smoulder.reading.own_groups import read_own_groups

    return load_registry(read_own_groups(desk.chosen.data))


def of_report(desk: Desk, reading: Reading, group: str, country: str, published: str) -> list[Fix]:
    """Corrections of group, country and day; '' leaves what the reader says.

    raises: NoGroup, NoCountry, PersonGiven, BadDate where one is not known; BadEntry where it is so already, or the
            day is to come.
    """
    from smoulder.assessment.subject import see_day
    from smoulder.reading.rules_of import rule_of_report
    from smoulder.records.fix import Fix
    from smoulder.records.month import parse_day

    registry, day = own_registry(desk), reading.report.published
    said: list[tuple[FixPart, str, str]] = []
    if group:
        found = "" if group == NONE else str(registry.find(group).group_id)
        said.append(("group", "" if reading.group_id is None else str(reading.group_id), found))
    if country:
        said.append(("country", reading.country or "", "" if country == NONE else registry.country(country)))
    if published:
        found = ""
        if published != NONE:
            given = parse_day(published)
            see_day(given, desk.now.date())
            found = given.isoformat()
        said.append(("published", day.isoformat() if day else "", found))
    for part, was, now in said:
        if was == now:
            raise BadEntry(
                f"the reader says so already: {part} {now or NONE!r} of {reading.report.name}; nothing to correct"
            )
    return [
        Fix(sha256=reading.report.sha256, part=part, was=was, now=now, rule=rule_of_report(reading, part))
        for part, was, now in said
    ]


def put_report(
    desk: Desk,
    case: Case,
    of: str,
    status: str,
    later: Report | None,
    why: str,
    unless: Unless | None = None,
) -> list[str]:
    """Enter the standing of a report into the case, with the report that takes its place; gives it in words.

    later:  the corrected report, None where there is none.
    raises: BadEntry where the standing or the report is not known, or the new one bears a day to come; BadReport where
            the new one cannot be read; ChangedMeanwhile as `unless` has it.
    """
    from smoulder.assessment.subject import newest_day
    from smoulder.desk.desk import find_report
    from smoulder.desk.history_words import change_words
    from smoulder.desk.request import as_mended
    from smoulder.records.change import ReportPut

    check_standing(status, later is not None)
    sha256 = find_report(desk, desk.ledger.file(case.id), of)
    if later is not None and later.sha256 == sha256:
        raise BadEntry(
            f"--replaced-by {later.name} is the very report that it would replace; name the corrected one"
        )
    if later is not None:
        newest_day(as_mended(desk, [later]), desk.now.date())
    changes = [
        ReportPut.model_validate(
            {"sha256": sha256, "status": status, "replaced_by": later.sha256 if later else ""}
        )
    ]
    if later is not None:
        desk.ledger.reports.add([later])
        changes.append(ReportPut(sha256=later.sha256))
    desk.enter(case.id, changes, why, unless)
    names = desk.ledger.reports.names()
    return [change_words(one, names) for one in changes]


def check_standing(status: str, replaced: bool) -> None:
    """See that a standing is known, and goes with a report that takes the place of the old one where one does.

    raises: BadEntry.
    """
    from smoulder.records.change import ReportPut

    known = get_args(ReportPut.model_fields["status"].annotation)
    if status not in known:
        near = get_close_matches(status, known, n=1)
        cure = f"did you mean {near[0]}?" if near else f"write {', '.join(known)}"
        raise BadEntry(f"--report {status!r} is no standing of a report; {cure}")
    if replaced and status != "corrected":
        raise BadEntry("--replaced-by names a corrected report; give it with --report corrected")
