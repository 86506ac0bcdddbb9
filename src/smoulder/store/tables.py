"""The tables of the ledger. Rows are only ever added: a change is a new row.

There is no table and no column of persons; a name stands only inside a kept
answer, as the speaker or subject of a published sentence.
"""

from __future__ import annotations

import sqlalchemy as sa

METADATA = sa.MetaData()

CASES = sa.Table(
    "cases",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("id", sa.String(80), nullable=False, unique=True),
    sa.Column("key", sa.String(64), nullable=False, unique=True),
    sa.Column("group_id", sa.Integer, nullable=False),
    sa.Column("group_name", sa.String(200), nullable=False),
    sa.Column("country", sa.String(100), nullable=False),
    sa.Column("as_of", sa.Date, nullable=False),
    sa.Column("mode", sa.String(20), nullable=False),
    sa.Column("question", sa.JSON, nullable=False),
    sa.Column("created", sa.String(40), nullable=False),
)

ANSWERS = sa.Table(
    "answers",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("case_id", sa.String(80), sa.ForeignKey("cases.id"), nullable=False, index=True),
    sa.Column("inputs", sa.String(64), nullable=False, unique=True),
    sa.Column("version", sa.String(40), nullable=False),
    sa.Column("seed", sa.BigInteger, nullable=False),
    sa.Column("settings", sa.JSON, nullable=False),
    sa.Column("answer", sa.Text, nullable=False),
    sa.Column("created", sa.String(40), nullable=False),
)

REPORTS = sa.Table(
    "reports",
    METADATA,
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("published", sa.Date),
)

CASE_REPORTS = sa.Table(
    "case_reports",
    METADATA,
    sa.Column("case_id", sa.String(80), sa.ForeignKey("cases.id"), primary_key=True),
    sa.Column("sha256", sa.String(64), sa.ForeignKey("reports.sha256"), primary_key=True),
)

PRESSURE = sa.Table(
    "pressure",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("id", sa.String(8), nullable=False, unique=True),
    sa.Column("key", sa.String(64), nullable=False, unique=True),
    sa.Column("supersedes", sa.String(8), sa.ForeignKey("pressure.id")),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("country", sa.String(100), nullable=False, index=True),
    sa.Column("group_id", sa.Integer),
    sa.Column("entry", sa.JSON, nullable=False),
    sa.Column("analyst", sa.String(100), nullable=False),
    sa.Column("created", sa.String(40), nullable=False),
)
"""`analyst` is who entered it, by whatever name they chose; it says nothing of the entry's subject."""
