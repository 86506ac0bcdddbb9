"""What a visitor saw on a page when they were there last, so that news can be told first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from smoulder.store.rows import stamp
from smoulder.store.transaction import read, write
from smoulder.store.workbench_tables import VISITS

AWAY = timedelta(hours=12)
"""Who comes back after so long has seen what was shown when they left."""
NOTED = timedelta(minutes=10)
"""Being there is noted no oftener than this, so that reading a page does not write."""
Held = dict[str, Any]  # Any: JSON


@dataclass(frozen=True, slots=True)
class Visit:
    """A visitor's standing on a page.

    since: when what counts as seen was shown; seen: that.
    at:    when the page was last noted as shown; shown: what it showed.
    """

    since: datetime
    seen: Held
    at: datetime
    shown: Held


class VisitTable:
    """The visits to pages of one ledger; `Workbench.visits` gives it.

    What was shown counts as seen when the visitor says so, or when they were away for twelve hours: a page that is
    loaded again must not lose its news, and what was shown yesterday is no news in the morning.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def look(self, visitor: str, page: str, shows: Held, now: datetime) -> Visit:
        """Note that a page is shown, and give what its visitor has seen; who comes first has seen what is shown.

        visitor: id of the account, or the name of one alone. shows: what the page shows now.
        """
        was = self._find(visitor, page)
        if was is None:
            visit = Visit(now, shows, now, shows)
        elif now - was.at >= AWAY:
            visit = Visit(was.at, was.shown, now, shows)
        else:
            visit = Visit(was.since, was.seen, now, shows)
            if now - was.at < NOTED and was.shown == shows:
                return visit
        self._keep(visitor, page, visit)
        return visit

    def mark(self, visitor: str, page: str, shows: Held, now: datetime) -> None:
        """Let what a page shows count as seen."""
        self._keep(visitor, page, Visit(now, shows, now, shows))

    def _find(self, visitor: str, page: str) -> Visit | None:
        wanted = sa.select(VISITS.c.at, VISITS.c.seen).where(
            VISITS.c.visitor == visitor, VISITS.c.page == page
        )
        row = read(self._engine, lambda connection: connection.execute(wanted).first())
        if row is None:
            return None
        at, held = datetime.fromisoformat(row.at), row.seen
        return Visit(datetime.fromisoformat(held["since"]), held["seen"], at, held["shown"])

    def _keep(self, visitor: str, page: str, visit: Visit) -> None:
        held = {"since": stamp(visit.since), "seen": visit.seen, "shown": visit.shown}
        values = {"at": stamp(visit.at), "seen": held}
        mine = (VISITS.c.visitor == visitor, VISITS.c.page == page)

        def work(to: sa.Connection) -> None:
            if to.execute(VISITS.update().where(*mine).values(**values)).rowcount:
                return
            try:
                with to.begin_nested():
                    to.execute(VISITS.insert().values(visitor=visitor, page=page, **values))
            except IntegrityError:  # another window of the same visitor came first
                to.execute(VISITS.update().where(*mine).values(**values))

        write(self._engine, work)
