"""The corrections of a case's reports, and whether the reader of today still needs them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from smoulder.desk.desk import Desk
    from smoulder.reading.fixes import Outcome
    from smoulder.records.fix import KeptFix
    from smoulder.store.case_rows import Case

Checked = list[tuple["KeptFix", "Outcome", str]]
"""A correction, what becomes of it at a reading of today, and the name of its report."""


def check_fixes(desk: Desk, case: Case, of: Sequence[str] = ()) -> Checked:
    """Read the reports of a case that were corrected once more, and lay their corrections over what is read.

    of:     SHA-256 of the reports to check, none for all of the case.
    raises: NoReport where the text of one was not kept.
    """
    from smoulder.desk.fix_report import own_registry
    from smoulder.reading.fixes import fix_report, lay_fixes
    from smoulder.reading.read import read_many

    kept = desk.fixes_in(case.id, of or desk.ledger.file(case.id).reports)
    fixes = [one.fix for one in kept]
    registry = own_registry(desk)
    reports = [desk.ledger.reports.report(sha256) for sha256 in dict.fromkeys(one.sha256 for one in fixes)]
    readings = list(read_many([fix_report(one, fixes) for one in reports], registry)) if reports else []
    names = desk.ledger.reports.names()
    checked: Checked = []
    for report, reading in zip(reports, readings, strict=True):
        mine = [one for one in kept if one.fix.sha256 == report.sha256]
        # it was read with its day corrected; whether that is needed shows beside the day that the reader gave it
        first = reading.model_copy(update={"report": report})
        outcomes = lay_fixes(first, [one.fix for one in mine], registry).outcomes
        name = names[report.sha256]
        checked += [(one, outcome, name) for one, outcome in zip(mine, outcomes, strict=True)]
    return checked


def checked_words(checked: Checked) -> str:
    """A line for each correction."""
    from smoulder.desk.history_words import fix_words

    lines = []
    for one, outcome, name in checked:
        state = "applied" if outcome.applied else outcome.words
        lines.append(f"{name}: {fix_words(one.fix)} ({one.who}, {one.at:%Y-%m-%d}): {state}")
    return "\n".join(lines) or "No correction of a report of this case is kept."


def checked_json(checked: Checked) -> list[dict[str, Any]]:  # Any: JSON
    """The same as JSON."""
    return [
        one.model_dump(mode="json") | {"report": name, "applied": outcome.applied, "words": outcome.words}
        for one, outcome, name in checked
    ]
