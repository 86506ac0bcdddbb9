"""The tables of the workbench: who may come in, what was done, jobs, and who is told of news.

They lie in the ledger, so that they are moved, saved and restored with it. Of an account only the name that its owner
chose is kept, with what lets them in; a secret (password, session, token) stands there as its digest alone.

Rows of `audit` are only ever added; the others hold how a thing stands now, and the audit trail how it came there.
"""

from __future__ import annotations

import sqlalchemy as sa

from smoulder.store.tables import METADATA


def _number() -> sa.Column[int]:
    return sa.Column("number", sa.Integer, primary_key=True)


def _id() -> sa.Column[str]:
    return sa.Column("id", sa.String(12), nullable=False, unique=True)


def _time(name: str, *, empty: bool = False) -> sa.Column[str]:
    """A time in UTC as text, as in the other tables; empty: whether it can be open."""
    return sa.Column(name, sa.String(40), nullable=empty)


def _account(*, empty: bool = False) -> sa.Column[str]:
    return sa.Column("account", sa.String(12), sa.ForeignKey("accounts.id"), nullable=empty, index=True)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


ACCOUNTS = sa.Table(
    "accounts",
    METADATA,
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
    sa.Index(
        "accounts_by_issuer",
        "issuer",
        "subject",
        unique=True,
        sqlite_where=sa.text("subject <> ''"),
        postgresql_where=sa.text("subject <> ''"),
    ),
)
"""Who may come in. handle: the name without regard to case; password: an Argon2 hash, '' for who signs in elsewhere;
issuer, subject: of OpenID Connect, '' for who does not; one account for each who does."""

SESSIONS = sa.Table(
    "sessions",
    METADATA,
    sa.Column("digest", sa.String(64), primary_key=True),
    _account(empty=True),
    sa.Column("name", sa.String(100), nullable=False),
    sa.Column("csrf", sa.String(64), nullable=False),
    _time("created"),
    _time("seen"),
    _time("ends"),
)
"""A browser that was let in; digest: SHA-256 of what its cookie holds; account: empty for who works alone."""

TOKENS = sa.Table(
    "tokens",
    METADATA,
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
"""Personal tokens of programs; digest: SHA-256 of the token, shown once; account: empty for who works alone."""

AUDIT = sa.Table(
    "audit",
    METADATA,
    _number(),
    _time("at"),
    sa.Column("who", sa.String(100), nullable=False),
    sa.Column("account", sa.String(12)),
    sa.Column("action", sa.String(40), nullable=False),
    sa.Column("case_id", sa.String(80), index=True),
    sa.Column("origin", sa.String(64), nullable=False),
    sa.Column("status", sa.Integer, nullable=False),
    _text("what"),
    sa.Index("audit_by_action", "action", "origin", "at"),
)
"""Every write and every try to come in. what: method and path, or a line of words; never what a form held.
origin: a digest of the network address, with a key of the house, by which tries are counted."""

AUDIENCES = sa.Table(
    "audiences",
    METADATA,
    sa.Column("case_id", sa.String(80), sa.ForeignKey("cases.id"), primary_key=True),
    sa.Column("named", sa.Boolean, nullable=False),
)
"""Whether a case is for those alone who are named in `case_roles`; a case without a row is for the whole team."""

CASE_ROLES = sa.Table(
    "case_roles",
    METADATA,
    sa.Column("case_id", sa.String(80), sa.ForeignKey("cases.id"), primary_key=True),
    sa.Column("account", sa.String(12), sa.ForeignKey("accounts.id"), primary_key=True),
    sa.Column("role", sa.String(20), nullable=False),
)
"""What an account may do in one case, whatever it may elsewhere."""

JOBS = sa.Table(
    "jobs",
    METADATA,
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
"""Work outside the request. wants: what is asked, by the kind's own model; place: digest of the data folder that it
belongs to; step: what is being done; cancel: whether somebody asked for its end; result: what it led to, for a link."""

HOOKS = sa.Table(
    "hooks",
    METADATA,
    _number(),
    _id(),
    _account(empty=True),
    _text("address"),
    sa.Column("events", sa.JSON, nullable=False),
    _text("secret"),
    sa.Column("active", sa.Boolean, nullable=False),
    _time("created"),
)
"""Addresses that are told of news; secret: signs what is sent, so that it is kept as it is."""

DELIVERIES = sa.Table(
    "deliveries",
    METADATA,
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
"""News on its way to an address; next: when it is tried again, empty where it is not."""

REPLIES = sa.Table(
    "replies",
    METADATA,
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("request", sa.String(64), nullable=False),
    _time("created"),
    sa.Column("status", sa.Integer),
    sa.Column("headers", sa.JSON),
    sa.Column("body", sa.Text),
)
"""What a program was answered that asked under a key of its own, so that asking again does nothing twice.
key: digest of who asked and the key; request: digest of what was asked; status: empty while it is being done."""

VISITS = sa.Table(
    "visits",
    METADATA,
    sa.Column("visitor", sa.String(100), primary_key=True),
    sa.Column("page", sa.String(40), primary_key=True),
    _time("at"),
    sa.Column("seen", sa.JSON, nullable=False),
)
"""What a visitor saw on a page when they were there last; visitor: id of the account, or the name of one alone."""

WORKBENCH = (
    ACCOUNTS,
    SESSIONS,
    TOKENS,
    AUDIT,
    AUDIENCES,
    CASE_ROLES,
    JOBS,
    HOOKS,
    DELIVERIES,
    REPLIES,
    VISITS,
)
"""All of these; who imports them has them among the tables of the ledger."""
