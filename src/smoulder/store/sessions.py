"""Browsers that were let into the workbench, each by the digest of what its cookie holds."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

import sqlalchemy as sa

from smoulder.store.rows import stamp
from smoulder.store.transaction import read, write
from smoulder.store.workbench_tables import SESSIONS

LASTS = timedelta(hours=12)
"""A session that nobody uses ends after so long."""
AT_MOST = timedelta(days=7)
"""A session ends after so long in any case."""
NOTED = timedelta(minutes=1)
"""Use is noted no oftener than this, so that reading a page does not write."""


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that was let in.

    account: id, None for who works alone; name: under which changes are entered; csrf: what its forms must hold.
    """

    digest: str
    account: str | None
    name: str
    csrf: str
    created: datetime
    seen: datetime
    ends: datetime


class SessionTable:
    """The sessions of one ledger; `Workbench.sessions` gives it."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def open(self, name: str, account: str | None, now: datetime) -> tuple[str, Session]:
        """Let a browser in.

        returns: what its cookie is to hold, which is kept nowhere, and the session.
        """
        held = secrets.token_urlsafe(32)
        session = Session(digest_of(held), account, name, secrets.token_urlsafe(32), now, now, now + AT_MOST)
        row = {
            "digest": session.digest, "account": account, "name": name, "csrf": session.csrf,
            "created": stamp(now), "seen": stamp(now), "ends": stamp(session.ends),
        }  # fmt: skip

        def work(to: sa.Connection) -> None:
            to.execute(SESSIONS.delete().where(SESSIONS.c.ends < stamp(now)))
            there = to.execute(
                sa.select(SESSIONS.c.digest).where(SESSIONS.c.digest == session.digest)
            ).first()
            if there is None:  # else a commit came through whose answer was lost
                to.execute(SESSIONS.insert().values(**row))

        write(self._engine, work)
        return held, session

    def find(self, held: str, now: datetime) -> Session | None:
        """The session of what a cookie holds; None where there is none, or it came to its end."""
        mine = SESSIONS.c.digest == digest_of(held)
        row = read(
            self._engine, lambda connection: connection.execute(sa.select(SESSIONS).where(mine)).first()
        )
        if row is None:
            return None
        at = {name: datetime.fromisoformat(getattr(row, name)) for name in ("created", "seen", "ends")}
        session = Session(row.digest, row.account, row.name, row.csrf, **at)
        if now >= session.ends or now - session.seen > LASTS:
            return None
        if now - session.seen > NOTED:
            write(self._engine, lambda to: to.execute(SESSIONS.update().where(mine).values(seen=stamp(now))))
        return session

    def rename(self, digest: str, name: str) -> None:
        """Enter changes under another name from here on, for who works alone."""
        mine = SESSIONS.c.digest == digest
        write(self._engine, lambda to: to.execute(SESSIONS.update().where(mine).values(name=name)))

    def close(self, digest: str) -> None:
        """Let a browser go."""
        write(self._engine, lambda to: to.execute(SESSIONS.delete().where(SESSIONS.c.digest == digest)))

    def close_all(self, account: str) -> None:
        """Let every browser of an account go."""
        write(self._engine, lambda to: to.execute(SESSIONS.delete().where(SESSIONS.c.account == account)))

    def close_alone(self) -> None:
        """Let every browser go that was let in without an account."""
        write(self._engine, lambda to: to.execute(SESSIONS.delete().where(SESSIONS.c.account.is_(None))))


def digest_of(held: str) -> str:
    """The digest under which a secret of enough chance is kept.

    >>> digest_of("a")[:8]
    'ca978112'
    """
    return sha256(held.encode()).hexdigest()
