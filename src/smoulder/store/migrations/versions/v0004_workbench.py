"""The tables of the workbench: accounts, sessions, tokens, the audit trail, access by case, jobs, webhooks, visits.

A correction is kept with the case in which it was made, so that a team tells who made it there alone.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _number() -> sa.Column[int]:
    return sa.Column("number", sa.Integer, primary_key=True)


def _id() -> sa.Column[str]:
    return sa.Column("id", sa.String(12), nullable=False, unique=True)


def _time(name: str, *, empty: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(40), nullable=empty)


def _account(*, empty: bool = False) -> sa.Column[str]:
    return sa.Column("account", sa.String(12), sa.ForeignKey("accounts.id"), nullable=empty, index=True)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def upgrade() -> None:
    """Make the tables."""
    op.add_column("fixes", sa.Column("case_id", sa.String(80), nullable=False, server_default=""))
    _people()
    _trail()
    _cases()
    _work()


def _people() -> None:
    """Who may come in."""
    op.create_table(
        "accounts",
        _number(),
        _id(),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("handle", sa.String(100), nullable=False, unique=True),
        sa.Column("role", sa.String(20), nullable=False),
        _text("password"),
        _text("issuer"),
        _text("subject"),
        sa.Column("active", sa.Boolean, nullable=False),
        _time("created"),
        _time("changed"),
    )
    op.create_table(
        "sessions",
        sa.Column("digest", sa.String(64), primary_key=True),
        _account(empty=True),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("csrf", sa.String(64), nullable=False),
        _time("created"),
        _time("seen"),
        _time("ends"),
    )
    op.create_table(
        "tokens",
        _number(),
        _id(),
        _account(empty=True),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("scopes", sa.JSON, nullable=False),
        _time("created"),
        _time("ends", empty=True),
        _time("revoked", empty=True),
        _time("used", empty=True),
    )
    known = sa.text("subject <> ''")
    op.create_index(
        "accounts_by_issuer",
        "accounts",
        ["issuer", "subject"],
        unique=True,
        sqlite_where=known,
        postgresql_where=known,
    )


def _trail() -> None:
    """What was done."""
    op.create_table(
        "audit",
        _number(),
        _time("at"),
        sa.Column("who", sa.String(100), nullable=False),
        sa.Column("account", sa.String(12)),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("case_id", sa.String(80), index=True),
        sa.Column("origin", sa.String(64), nullable=False),
        sa.Column("status", sa.Integer, nullable=False),
        _text("what"),
    )
    op.create_index("audit_by_action", "audit", ["action", "origin", "at"])


def _cases() -> None:
    """Who may see a case."""
    op.create_table(
        "audiences",
        sa.Column("case_id", sa.String(80), sa.ForeignKey("cases.id"), primary_key=True),
        sa.Column("named", sa.Boolean, nullable=False),
    )
    op.create_table(
        "case_roles",
        sa.Column("case_id", sa.String(80), sa.ForeignKey("cases.id"), primary_key=True),
        sa.Column("account", sa.String(12), sa.ForeignKey("accounts.id"), primary_key=True),
        sa.Column("role", sa.String(20), nullable=False),
    )
    op.create_table(
        "visits",
        sa.Column("visitor", sa.String(100), primary_key=True),
        sa.Column("page", sa.String(40), primary_key=True),
        _time("at"),
        sa.Column("seen", sa.JSON, nullable=False),
    )


def _work() -> None:
    """Jobs and webhooks."""
    op.create_table(
        "jobs",
        _number(),
        _id(),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("wants", sa.JSON, nullable=False),
        sa.Column("who", sa.String(100), nullable=False),
        sa.Column("account", sa.String(12)),
        sa.Column("case_id", sa.String(80), index=True),
        sa.Column("place", sa.String(64), nullable=False),
        sa.Column("state", sa.String(20), nullable=False, index=True),
        _text("step"),
        sa.Column("tries", sa.Integer, nullable=False),
        _time("created"),
        _time("started", empty=True),
        _time("ended", empty=True),
        sa.Column("cancel", sa.Boolean, nullable=False),
        sa.Column("result", sa.JSON),
        _text("error"),
    )
    op.create_table(
        "hooks",
        _number(),
        _id(),
        _account(empty=True),
        _text("address"),
        sa.Column("events", sa.JSON, nullable=False),
        _text("secret"),
        sa.Column("active", sa.Boolean, nullable=False),
        _time("created"),
    )
    op.create_table(
        "deliveries",
        _number(),
        _id(),
        sa.Column("hook", sa.String(12), sa.ForeignKey("hooks.id"), nullable=False, index=True),
        sa.Column("event", sa.String(40), nullable=False),
        _text("body"),
        _time("created"),
        sa.Column("tries", sa.Integer, nullable=False),
        _time("next", empty=True),
        _time("delivered", empty=True),
        sa.Column("status", sa.Integer),
        _text("error"),
    )
    op.create_table(
        "replies",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("request", sa.String(64), nullable=False),
        _time("created"),
        sa.Column("status", sa.Integer),
        sa.Column("headers", sa.JSON),
        sa.Column("body", sa.Text),
    )


def downgrade() -> None:
    """A ledger is never taken back: it would lose accounts and the audit trail."""
    raise NotImplementedError("a ledger is not taken back to an older version; restore a backup instead")
