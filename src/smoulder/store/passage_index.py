"""Passages kept in step with the answers of their case, inside the transaction that changes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from smoulder.records.case import Assessment
from smoulder.records.case_file import own_item_id
from smoulder.records.change import ItemPut
from smoulder.store.passage_left import left_of
from smoulder.store.passage_rows import KEY, Row, rows_of
from smoulder.store.tables import CASES, ENTRIES, PASSAGES

_STANDING = ("number", "standing")
_FIELDS = tuple(column.name for column in PASSAGES.c if column.name not in _STANDING)


def index_answers(to: sa.Connection, case_id: str, answers: Sequence[Assessment]) -> None:
    """Let the passages of a case be those of answers, one after another, and beside them what these did not weigh.

    What stays beside: passages of reports that none of them read, such as one that was retracted, and items that were
    entered and that none of them holds, or holds without its report, which is later than the day. All answers are gone
    through once, and each report and item at most once.

    answers: oldest first.
    """
    if not answers:
        return
    puts = _entered(to, case_id)
    entered = {own_item_id(one) for one in puts}
    rows = [row for left in left_of(answers, entered) for row in rows_of(case_id, left)]
    passages = {own_item_id(one) for one in puts if one.sha256 or one.source.report is not None}
    unseen = {row["item"] for row in rows if not row["sha256"]} & passages
    rows = [row for row in rows if row["item"] not in unseen]
    there = {_key(row): row for row in _kept(to, case_id)}
    same = {_key(row) for row in rows if _content(row) == _content(there.get(_key(row)))}
    read = {one.report.sha256 for answer in answers for one in answer.readings}
    items = {item.id for answer in answers for item in answer.evidence if item.id}
    own = (entered - items) | unseen
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
    put_rows(
        to,
        [
            row | {"standing": stood.get((row["item"], row["sha256"]), "")}
            for row in rows
            if _key(row) not in same
        ],
    )


def case_names(to: sa.Connection, case_id: str) -> list[str]:
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


def put_rows(to: sa.Connection, rows: Sequence[Row]) -> None:
    if rows:
        to.execute(PASSAGES.insert(), list(rows))
