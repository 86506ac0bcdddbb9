"""Passages kept in step with the log of their case: what was entered, rejected and taken up again, or retracted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

import sqlalchemy as sa

from smoulder.records.case_file import own_item_id, report_of
from smoulder.records.change import Entry, ItemMark, ItemPut, ReportPut
from smoulder.records.errors import NoReport
from smoulder.records.report import Report
from smoulder.store.passage_index import case_names, put_rows, reports_of
from smoulder.store.passage_rows import Row, item_row, report_row
from smoulder.store.passage_words import Told, told, with_person
from smoulder.store.report_texts import read_report
from smoulder.store.tables import PASSAGES

REJECTED = "rejected"


def index_entries(to: sa.Connection, case_id: str, entries: Sequence[Entry]) -> None:
    """Let a case be searched by what was just entered into its log.

    The rows of the case are gone through once, however many changes there are.
    """
    laid: _Laid | None = None
    for step, entry in enumerate(entries, 1):
        change = entry.change
        if not isinstance(change, ItemPut | ItemMark | ReportPut):
            continue
        laid = laid or _Laid(to, case_id)
        if isinstance(change, ItemPut):
            laid.add_item(step, change, entry.at.date())
        elif isinstance(change, ReportPut):
            laid.stand_report(step, change)
        elif change.rejected is not None:
            laid.mark_item(step, change.item, change.rejected)
    if laid is not None:
        laid.write()


class _Laid:
    """Changes laid over the passages of a case, each at its step from 1; rows are written once, at the end."""

    def __init__(self, to: sa.Connection, case_id: str) -> None:
        self._to, self._case_id = to, case_id
        of = PASSAGES.c
        wanted = sa.select(of.number, of.kind, of.sha256, of.item, of.standing).where(of.case_id == case_id)
        self._there = to.execute(wanted.order_by(of.number)).all()
        self._items, self._sha256s = {row.item for row in self._there}, {row.sha256 for row in self._there}
        self._new: list[tuple[int, Row]] = []
        self._marks: dict[str, tuple[int, bool]] = {}
        self._statuses: dict[str, tuple[int, str]] = {}
        self._stood = {row.sha256: row.standing for row in self._there if row.kind == "report"}
        self._reports: dict[str, Report | None] = {}
        self._told: dict[str, Told] = {}

    def add_item(self, step: int, item: ItemPut, day: date) -> None:
        """Make the row of an item; one that was entered again has other likelihoods, whose grade an answer brings."""
        key, source = own_item_id(item), item.source
        if key in self._items:
            return
        sha256 = item.sha256 or ("" if source.report is None else report_of(item, self._in_order))
        report = self._report(sha256) if sha256 else None
        row = item_row(
            self._case_id, key, item.kind, item.text, with_person(self._known(report), item.speaker), report=report,
            name=source.name, span=(source.start, source.end), grade=f"{source.reliability}{source.credibility}",
            day=day,
        )  # fmt: skip
        self._add(step, row)

    def mark_item(self, step: int, item: str, rejected: bool) -> None:
        """Note whether an item is rejected or taken up again."""
        self._marks[item] = step, rejected

    def stand_report(self, step: int, put: ReportPut) -> None:
        """Note how a report stands, and make its row where the case has no passage of it."""
        if put.sha256 not in self._sha256s and (report := self._report(put.sha256)):
            self._add(step - 1, report_row(self._case_id, report, self._known(report)))
        self._statuses[put.sha256] = step, "" if put.status == "read" else put.status

    def write(self) -> None:
        """Write rows that are new, and of others how they stand now."""
        changed: dict[str, list[int]] = {}
        for row in self._there:
            now = self._standing(row.item, row.sha256, 0, row.standing)
            if now != row.standing:
                changed.setdefault(now, []).append(row.number)
        for standing, numbers in changed.items():
            for some in _in_hundreds(numbers):
                of_some = PASSAGES.c.number.in_(some)
                self._to.execute(PASSAGES.update().where(of_some).values(standing=standing))
        put_rows(
            self._to,
            [
                row | {"standing": self._standing(row["item"], row["sha256"], since, "")}
                for since, row in self._new
            ],
        )

    def _add(self, step: int, row: Row) -> None:
        self._new.append((step, row))
        self._items.add(row["item"])
        self._sha256s.add(row["sha256"])
        if row["kind"] == "report":
            self._stood[row["sha256"]] = ""

    def _standing(self, item: str, sha256: str, since: int, before: str) -> str:
        """How a passage stands that stood otherwise before; since: the step that brought it.

        An item that is taken up again stands as its report does.
        """
        marked, rejected = self._marks.get(item, (0, False)) if item else (0, False)
        put, status = self._statuses.get(sha256, (0, ""))
        if marked > since:
            known = put > marked or (put and sha256 in self._stood)
            return REJECTED if rejected else status if known else self._stood.get(sha256, "")
        return before if before == REJECTED or put <= since else status

    @cached_property
    def _names(self) -> list[str]:
        return case_names(self._to, self._case_id)

    @cached_property
    def _in_order(self) -> list[str]:
        return reports_of(self._to, [self._case_id])[self._case_id]

    def _known(self, report: Report | None) -> Told:
        """What is known of the names in a report, drawn from its text once."""
        sha256 = report.sha256 if report else ""
        if sha256 not in self._told:
            self._told[sha256] = told(self._names, (), report.text if report else "")
        return self._told[sha256]

    def _report(self, sha256: str) -> Report | None:
        """A report; None where its text was not kept."""
        if sha256 not in self._reports:
            try:
                self._reports[sha256] = read_report(self._to, sha256)
            except NoReport:
                self._reports[sha256] = None
        return self._reports[sha256]


def _in_hundreds(numbers: list[int]) -> Iterator[list[int]]:
    """Lists that are short enough for one statement."""
    return (numbers[at : at + 500] for at in range(0, len(numbers), 500))
