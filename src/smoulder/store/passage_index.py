"""Passages kept in step with their cases, inside the transaction that changes a case."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from functools import cached_property
from typing import Any

import sqlalchemy as sa

from smoulder.records.case import Assessment
from smoulder.records.case_file import own_item_id
from smoulder.records.change import Entry, ItemMark, ItemPut, ReportPut
from smoulder.records.errors import NoReport
from smoulder.records.report import Report
from smoulder.store.passage_rows import KEY, Row, item_row, report_row, rows_of_answer
from smoulder.store.passage_words import told
from smoulder.store.report_texts import read_report
from smoulder.store.tables import CASES, ENTRIES, PASSAGES

REJECTED = "rejected"
_STANDING = ("number", "standing")
_FIELDS = tuple(column.name for column in PASSAGES.c if column.name not in _STANDING)


def index_answered(to: sa.Connection, case_id: str, assessment: Assessment) -> None:
    """Let the passages of a case be those of an answer, and beside them what it did not weigh.

    What stays beside: passages of reports that it did not read, such as one that was retracted, and items that were
    entered and that it does not hold.
    """
    rows = rows_of_answer(case_id, assessment)
    read = {one.report.sha256 for one in assessment.readings}
    there = {_key(row): row for row in _kept(to, case_id)}
    own = {own_item_id(one) for one in _entered(to, case_id)} - {row["item"] for row in rows}
    same = {_key(row) for row in rows if _content(row) == _content(there.get(_key(row)))}
    items = {row["item"] for row in rows if row["item"]}
    gone = [
        row["number"]
        for key, row in there.items()
        if key not in same
        and row["item"] not in own
        and (row["sha256"] in read or row["item"] in items or not row["sha256"])
    ]
    stood = {(row["item"], row["sha256"]): row["standing"] for row in there.values() if row["standing"]}
    _take(to, gone)
    # the standing is the last word of the log, which an answer does not change
    _put(
        to,
        [
            row | {"standing": stood.get((row["item"], row["sha256"]), "")}
            for row in rows
            if _key(row) not in same
        ],
    )


def answers_to_index(answers: Sequence[Assessment], entered: Collection[str]) -> list[Assessment]:
    """Answers of which passages are left where all of a case are indexed one after another, in their order.

    A later answer that read the same reports, and holds the same items of those that were entered, leaves none of an
    earlier one.

    answers: oldest first. entered: ids of items that were entered into the case.
    """
    held = [
        (
            {read.report.sha256 for read in one.readings},
            {item.id for item in one.evidence if item.id in entered},
        )
        for one in answers
    ]
    return [
        one
        for at, (one, (reports, items)) in enumerate(zip(answers, held, strict=True), 1)
        if not any(reports <= later and items <= also for later, also in held[at:])
    ]


def index_entries(to: sa.Connection, case_id: str, entries: Sequence[Entry]) -> None:
    """Let a case be searched by what was just entered into its log."""
    items = _Items(to, case_id)
    for entry in entries:
        change = entry.change
        if isinstance(change, ItemPut):
            items.add(change, entry.at.date())
            continue
        items.put()
        if isinstance(change, ItemMark) and change.rejected is not None:
            _mark_item(to, case_id, change.item, rejected=change.rejected)
        elif isinstance(change, ReportPut):
            _put_report(to, case_id, change)
    items.put()


class _Items:
    """Rows of the items that one transaction enters into a case; what they have alike is read once."""

    def __init__(self, to: sa.Connection, case_id: str) -> None:
        self._to, self._case_id = to, case_id
        self._rows: list[Row] = []
        self._reports: dict[str, Report | None] = {}

    def add(self, item: ItemPut, day: date) -> None:
        """Make the row of an item; one that was entered again has other likelihoods, whose grade an answer brings."""
        key = own_item_id(item)
        if key in self._known:
            return
        self._known.add(key)
        source = item.source
        report = self._report(source.report) if source.report is not None else None
        known = told(self._names, [item.speaker], report.text if report else "")
        grade = f"{source.reliability}{source.credibility}"
        span = (source.start, source.end)
        row = item_row(
            self._case_id, key, item.kind, item.text, known, report=report, name=source.name, span=span, grade=grade,
            day=day,
        )  # fmt: skip
        self._rows.append(row)

    def put(self) -> None:
        """Write the rows that were made."""
        _put(self._to, self._rows)
        self._rows = []

    @cached_property
    def _known(self) -> set[str]:
        of_case = (PASSAGES.c.case_id == self._case_id) & (PASSAGES.c.item != "")
        return set(self._to.scalars(sa.select(PASSAGES.c.item).where(of_case)))

    @cached_property
    def _names(self) -> list[str]:
        return _case_names(self._to, self._case_id)

    @cached_property
    def _sha256s(self) -> list[str]:
        return reports_of(self._to, [self._case_id])[self._case_id]

    def _report(self, place: int) -> Report | None:
        """The report of an item; None where the case has none there, or its text was not kept."""
        if not 0 <= place < len(self._sha256s):
            return None
        sha256 = self._sha256s[place]
        if sha256 not in self._reports:
            try:
                self._reports[sha256] = read_report(self._to, sha256)
            except NoReport:
                self._reports[sha256] = None
        return self._reports[sha256]


def _put_report(to: sa.Connection, case_id: str, put: ReportPut) -> None:
    of_report = PASSAGES.c.sha256 == put.sha256
    here = sa.select(PASSAGES.c.number).where(PASSAGES.c.case_id == case_id, of_report)
    if to.execute(here.limit(1)).first() is None:
        try:
            report = read_report(to, put.sha256)
        except NoReport:
            return  # its text was not kept
        _put(to, [report_row(case_id, report, told(_case_names(to, case_id), (), report.text))])
    _stand(
        to, case_id, of_report & (PASSAGES.c.standing != REJECTED), "" if put.status == "read" else put.status
    )


def _mark_item(to: sa.Connection, case_id: str, item: str, *, rejected: bool) -> None:
    """An item that is taken up again stands as its report does."""
    standing = REJECTED
    if not rejected:
        of = sa.select(PASSAGES.c.sha256).where(PASSAGES.c.case_id == case_id, PASSAGES.c.item == item)
        report = sa.select(PASSAGES.c.standing).where(
            PASSAGES.c.case_id == case_id, PASSAGES.c.kind == "report", PASSAGES.c.sha256.in_(of)
        )
        standing = to.scalar(report) or ""
    _stand(to, case_id, PASSAGES.c.item == item, standing)


def _stand(to: sa.Connection, case_id: str, which: sa.ColumnElement[bool], standing: str) -> None:
    to.execute(
        PASSAGES.update()
        .where(PASSAGES.c.case_id == case_id, which, PASSAGES.c.standing != standing)
        .values(standing=standing)
    )


def _case_names(to: sa.Connection, case_id: str) -> list[str]:
    return list(to.execute(sa.select(CASES.c.group_name, CASES.c.country).where(CASES.c.id == case_id)).one())


def _entered(to: sa.Connection, case_id: str) -> list[ItemPut]:
    wanted = sa.select(ENTRIES.c.body).where(ENTRIES.c.case_id == case_id, ENTRIES.c.what == "item")
    return [ItemPut.model_validate(body) for body in to.scalars(wanted)]


def reports_of(connection: sa.Connection, case_ids: Sequence[str]) -> dict[str, list[str]]:
    """The reports of some cases by SHA-256, in the order in which they came."""
    found: dict[str, dict[str, None]] = {case_id: {} for case_id in case_ids}
    wanted = sa.select(ENTRIES.c.case_id, ENTRIES.c.body).where(ENTRIES.c.case_id.in_(found))
    for row in connection.execute(wanted.where(ENTRIES.c.what == "report").order_by(ENTRIES.c.number)):
        found[row.case_id].setdefault(str(row.body["sha256"]))
    return {case_id: list(sha256s) for case_id, sha256s in found.items()}


def _kept(to: sa.Connection, case_id: str) -> list[Row]:
    wanted = sa.select(PASSAGES).where(PASSAGES.c.case_id == case_id)
    return [dict(row) for row in to.execute(wanted).mappings()]


def _key(row: Row) -> tuple[Any, ...]:  # Any: values of columns
    return tuple(row[name] for name in KEY)


def _content(row: Row | None) -> tuple[Any, ...]:  # Any: values of columns
    return tuple(row[name] for name in _FIELDS) if row else ()


def _take(to: sa.Connection, numbers: Sequence[int]) -> None:
    for at in range(0, len(numbers), 500):
        to.execute(PASSAGES.delete().where(PASSAGES.c.number.in_(numbers[at : at + 500])))


def _put(to: sa.Connection, rows: Sequence[Row]) -> None:
    if rows:
        to.execute(PASSAGES.insert(), list(rows))
