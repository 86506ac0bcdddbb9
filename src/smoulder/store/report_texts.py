"""Reports in the ledger, kept whole so that they can be read again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from smoulder.records.errors import NoReport
from smoulder.records.report import Report
from smoulder.store.rows import add_new
from smoulder.store.tables import REPORTS
from smoulder.store.transaction import read, write

_COLUMNS = ("sha256", "name", "title", "published", "raw", "format", "publisher")
_BROUGHT = "brought"
"""Stands in `rest` of a report that a file of a case brought."""


class ReportTexts:
    """The reports of one ledger; `Ledger.reports` gives it."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def add(self, reports: Sequence[Report]) -> None:
        """Keep reports from their own files; one that is there already is left as it is, unless a case brought it.

        raises: CannotWrite, BadLedger where the database does not take it.
        """
        write(self._engine, lambda to: _keep_own(to, reports))

    def report(self, sha256: str) -> Report:
        """A report as it was read.

        raises: NoReport if the ledger has none of that SHA-256, or has it from an older version without its text.
        """
        return read(self._engine, lambda connection: read_report(connection, sha256))

    def names(self) -> dict[str, str]:
        """The name of every report by its SHA-256."""
        wanted = sa.select(REPORTS.c.sha256, REPORTS.c.name)
        rows = read(self._engine, lambda connection: connection.execute(wanted).all())
        return {row.sha256: row.name for row in rows}


def read_report(connection: sa.Connection, sha256: str) -> Report:
    """A report as it was read; see `ReportTexts.report`."""
    found = connection.execute(sa.select(REPORTS).where(REPORTS.c.sha256 == sha256)).mappings().first()
    if found is None:
        raise NoReport(f"no report {sha256[:12]}… is in the ledger; add it to a case first")
    if found["raw"] is None:
        raise NoReport(
            f"the text of report {found['name']} ({sha256[:12]}…) was not kept when it was read; "
            "add the report again"
        )
    rest = {name: value for name, value in found["rest"].items() if name != _BROUGHT}
    return Report.model_validate({"text": found["raw"], **rest, **{name: found[name] for name in _COLUMNS}})


def keep_reports(to: sa.Connection, reports: Sequence[Report], *, brought: bool = False) -> None:
    """Keep reports inside a transaction; one that is there without its text is given it.

    brought: by a file of a case that nobody here answers for; the report's own file, once it comes, has the last word.
    """
    for report in _in_order(reports):
        row = _row(report, brought)
        if not add_new(to, REPORTS, [row]):
            empty = (REPORTS.c.sha256 == report.sha256) & REPORTS.c.raw.is_(None)
            to.execute(REPORTS.update().where(empty).values(row))


def _keep_own(to: sa.Connection, reports: Sequence[Report]) -> None:
    """Keep reports from their own files, also in the place of what a file of a case said of them."""
    keep_reports(to, reports)
    for report in _in_order(reports):
        here = REPORTS.c.sha256 == report.sha256
        if (to.scalar(sa.select(REPORTS.c.rest).where(here)) or {}).get(_BROUGHT):
            to.execute(REPORTS.update().where(here).values(_row(report)))


def _in_order(reports: Sequence[Report]) -> list[Report]:
    # always in one order: two writers of the same reports would else wait for one another
    return sorted({one.sha256: one for one in reports}.values(), key=lambda one: one.sha256)


def _row(report: Report, brought: bool = False) -> dict[str, Any]:  # Any: mixed types
    whole = report.model_dump(mode="json", exclude_defaults=True)
    if report.text == report.raw:
        del whole["text"]
    rest = {name: value for name, value in whole.items() if name not in _COLUMNS}
    if brought:
        rest[_BROUGHT] = True
    return {name: getattr(report, name) for name in _COLUMNS} | {"rest": rest}
