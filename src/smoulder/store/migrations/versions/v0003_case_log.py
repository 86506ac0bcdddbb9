"""The log of a case, questions with their forecasts and outcomes, corrections, grades, and the words of the search.

A case is its question alone from here on: the oldest case of each question takes the new key, the others keep their
old ones, under which nothing new is found. The reports of a case become entries of its log.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from smoulder.store.migrations.tables_0003 import SEARCH, TABLES

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

CASES = sa.table(
    "cases",
    sa.column("number", sa.Integer), sa.column("id"), sa.column("key"), sa.column("group_id"),
    sa.column("country"), sa.column("as_of", sa.Date), sa.column("mode"), sa.column("created"),
)  # fmt: skip
ANSWERS = sa.table(
    "answers", sa.column("number"), sa.column("case_id"), sa.column("answer"), sa.column("entry")
)
REPORTS = sa.table(
    "reports", sa.column("sha256"), sa.column("name"), sa.column("title"), sa.column("published", sa.Date),
    sa.column("raw"), sa.column("format"), sa.column("publisher"), sa.column("rest", sa.JSON),
)  # fmt: skip
CASE_REPORTS = sa.table("case_reports", sa.column("case_id"), sa.column("sha256"))


def upgrade() -> None:
    """Make the tables, and bring what an older ledger holds into them."""
    op.add_column("cases", sa.Column("label", sa.String(100), nullable=False, server_default=""))
    op.add_column("answers", sa.Column("entry", sa.Integer))
    for column in (
        sa.Column("raw", sa.Text),
        sa.Column("format", sa.String(10)),
        sa.Column("publisher", sa.Text),
        sa.Column("rest", sa.JSON),
    ):
        op.add_column("reports", column)
    to = op.get_bind()
    TABLES.create_all(to)
    for line in SEARCH[to.dialect.name]:
        op.execute(line)
    _give_new_keys(to)
    _log_reports(to)
    _keep_texts(to)
    op.drop_table("case_reports")


def downgrade() -> None:
    """A ledger is never taken back: it would lose entries."""
    raise NotImplementedError("a ledger is not taken back to an older version; restore a backup instead")


def question_key(group_id: int, country: str, as_of: date, mode: str) -> str:
    """The key of a case without a label, as this step leaves it."""
    text = json.dumps([group_id, country, as_of.isoformat(), mode, ""], ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _give_new_keys(to: sa.Connection) -> None:
    given: set[str] = set()
    for row in to.execute(sa.select(CASES).order_by(CASES.c.number)).all():
        key = question_key(row.group_id, row.country, row.as_of, row.mode)
        if key not in given:
            given.add(key)
            to.execute(sa.update(CASES).where(CASES.c.id == row.id).values(key=key))


def _log_reports(to: sa.Connection) -> None:
    """Enter the reports of every case into its log, in the order in which its first answer read them."""
    entries = TABLES.tables["entries"]
    for row in to.execute(sa.select(CASES).order_by(CASES.c.number)).all():
        of_case = sa.select(CASE_REPORTS.c.sha256).where(CASE_REPORTS.c.case_id == row.id)
        left = set(to.execute(of_case).scalars())
        at = datetime.fromisoformat(row.created).astimezone(UTC).isoformat(timespec="microseconds")
        said = {"case_id": row.id, "what": "report", "who": "smoulder", "why": "read for an answer", "at": at}
        for sha256 in [*filter(left.__contains__, _read_first(to, row.id)), *sorted(left)]:
            if sha256 in left:
                left.remove(sha256)
                to.execute(entries.insert().values(**said, body={"sha256": sha256}))
        last = sa.select(sa.func.max(entries.c.number)).where(entries.c.case_id == row.id).scalar_subquery()
        to.execute(sa.update(ANSWERS).where(ANSWERS.c.case_id == row.id).values(entry=last))


def _read_first(to: sa.Connection, case_id: str) -> list[str]:
    """SHA-256 of the reports that the first answer of a case read."""
    wanted = sa.select(ANSWERS.c.answer).where(ANSWERS.c.case_id == case_id).order_by(ANSWERS.c.number)
    answer = to.execute(wanted.limit(1)).scalar()
    return [] if answer is None else [report["sha256"] for report in _reports(answer)]


def _keep_texts(to: sa.Connection) -> None:
    """Take the texts of the reports out of the answers that hold them."""
    known: set[str] = set()
    for (answer,) in to.execute(sa.select(ANSWERS.c.answer).order_by(ANSWERS.c.number)):
        for report in _reports(answer):
            if report["sha256"] in known or not report.get("raw"):
                continue
            known.add(report["sha256"])
            kept = {name: report.pop(name, None) for name in ("raw", "format", "publisher")}
            rest = {k: v for k, v in report.items() if k not in ("sha256", "name", "title", "published")}
            if rest.get("text") == kept["raw"]:
                del rest["text"]  # a text that is the raw one, character by character, is kept once
            change = sa.update(REPORTS).where(REPORTS.c.sha256 == report["sha256"])
            to.execute(change.values(**kept, rest=rest))


def _reports(answer: str) -> list[dict[str, Any]]:  # Any: values of JSON
    """The reports of a kept answer; none where it is in a form that this step does not know."""
    try:
        held = json.loads(answer).get("readings", [])
        return [reading["report"] for reading in held if reading["report"].get("sha256")]
    except (ValueError, KeyError, TypeError, AttributeError):
        return []
