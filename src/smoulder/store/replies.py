"""What programs were answered under keys of their own, so that a request that is sent again does nothing twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import sqlalchemy as sa

from smoulder.store.rows import add_new, stamp
from smoulder.store.transaction import read, write
from smoulder.store.workbench_tables import REPLIES

KEPT = timedelta(hours=24)
"""How long an answer is kept."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that was given under a key.

    request: digest of what was asked. status: as HTTP has it, None where it was begun and no answer is kept yet.
    """

    request: str
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""


class ReplyTable:
    """The kept answers of one ledger; `Workbench.replies` gives it."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def begin(self, key: str, request: str, now: datetime) -> Reply | None:
        """Take a key for a request; what was answered under it before, None where it is this one's from here on."""
        row = {"key": key, "request": request, "created": stamp(now)}

        def work(to: sa.Connection) -> bool:
            to.execute(REPLIES.delete().where(REPLIES.c.created < stamp(now - KEPT)))
            return add_new(to, REPLIES, [row]) == 1

        def there(to: sa.Connection, new: bool) -> bool:
            mine = sa.select(REPLIES.c.key).where(REPLIES.c.key == key, REPLIES.c.created == stamp(now))
            return not new or to.execute(mine).first() is not None

        if write(self._engine, work, there):
            return None
        found = self._find(key)
        return found or Reply(
            request
        )  # it was let go just now: for who asks, it is as if it were still going on

    def finish(self, key: str, reply: Reply) -> None:
        """Keep what a request was answered."""
        values = {"status": reply.status, "headers": dict(reply.headers), "body": reply.body}
        write(
            self._engine, lambda to: to.execute(REPLIES.update().where(REPLIES.c.key == key).values(**values))
        )

    def let_go(self, key: str) -> None:
        """Free a key whose request was refused, so that nothing came of it."""
        write(self._engine, lambda to: to.execute(REPLIES.delete().where(REPLIES.c.key == key)))

    def _find(self, key: str) -> Reply | None:
        wanted = sa.select(REPLIES).where(REPLIES.c.key == key)
        row = read(self._engine, lambda connection: connection.execute(wanted).first())
        return None if row is None else Reply(row.request, row.status, row.headers or {}, row.body or "")
