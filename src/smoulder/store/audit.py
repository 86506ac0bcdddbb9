"""The audit trail of the workbench: every write, and every try to come in, with who and when; rows are only added."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa

from smoulder.store.rows import stamp
from smoulder.store.transaction import read, write
from smoulder.store.workbench_tables import AUDIT


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the trail.

    account: id, None for who works alone or is not known. action: of the table of roles, or 'sign in'.
    origin:  a digest of the network address, '' where it is not noted. status: of the answer, as HTTP has it.
    what:    method and path, or a line of words; never what a form held.
    """

    at: datetime
    who: str
    account: str | None
    action: str
    case_id: str | None
    origin: str
    status: int
    what: str


@dataclass(frozen=True, slots=True)
class Sought:
    """Which deeds are wanted; None and '' for any. who: a part of a name; day: in UTC."""

    who: str = ""
    action: str = ""
    case_id: str = ""
    day: date | None = None


class AuditTrail:
    """The audit trail of one ledger; `Workbench.audit` gives it."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def add(self, deed: Deed) -> None:
        """Note a deed."""
        row = {
            "at": stamp(deed.at), "who": deed.who, "account": deed.account, "action": deed.action,
            "case_id": deed.case_id, "origin": deed.origin, "status": deed.status, "what": deed.what,
        }  # fmt: skip

        def there(to: sa.Connection, _given: None) -> bool:
            same = sa.and_(*(AUDIT.c[name] == value for name, value in row.items() if value is not None))
            return to.execute(sa.select(AUDIT.c.number).where(same)).first() is not None

        def work(to: sa.Connection) -> None:
            to.execute(AUDIT.insert().values(**row))

        write(self._engine, work, there)

    def since(
        self,
        *,
        action: str | None = None,
        origin: str | None = None,
        after: datetime | None = None,
        last: int = 200,
    ) -> list[Deed]:
        """The last deeds, newest first; only those of an action, an origin, or after a time, where these are given."""
        wanted = sa.select(AUDIT).order_by(AUDIT.c.number.desc()).limit(last)
        for column, value in ((AUDIT.c.action, action), (AUDIT.c.origin, origin)):
            wanted = wanted if value is None else wanted.where(column == value)
        wanted = wanted if after is None else wanted.where(AUDIT.c.at > stamp(after))
        rows = read(self._engine, lambda connection: connection.execute(wanted).all())
        return [_deed(row) for row in rows]

    def times(
        self, action: str, after: datetime, *, status: int, origin: str = "", what: str = "", most: int = 100
    ) -> list[datetime]:
        """When deeds with this answer were done after a time, newest first; of an origin, in these very words."""
        wanted = sa.select(AUDIT.c.at).order_by(AUDIT.c.number.desc()).limit(most)
        wanted = wanted.where(
            (AUDIT.c.action == action) & (AUDIT.c.at > stamp(after)) & (AUDIT.c.status == status)
        )
        for column, value in ((AUDIT.c.origin, origin), (AUDIT.c.what, what)):
            wanted = wanted.where(column == value) if value else wanted
        found = read(self._engine, lambda connection: connection.scalars(wanted).all())
        return [datetime.fromisoformat(at) for at in found]

    def page(self, sought: Sought, before: int | None = None, most: int = 100) -> list[tuple[int, Deed]]:
        """Deeds that are sought, newest first, each with its number.

        before: only those with a lower number, for the next page.
        """
        wanted = sa.select(AUDIT).order_by(AUDIT.c.number.desc()).limit(most)
        wanted = wanted if before is None else wanted.where(AUDIT.c.number < before)
        if sought.who:
            wanted = wanted.where(sa.func.lower(AUDIT.c.who).contains(sought.who.lower(), autoescape=True))
        if sought.action:
            wanted = wanted.where(AUDIT.c.action == sought.action)
        if sought.case_id:
            wanted = wanted.where(AUDIT.c.case_id == sought.case_id)
        if sought.day:
            # by the text: times sort as they read
            wanted = wanted.where(AUDIT.c.at >= sought.day.isoformat())
            if sought.day < date.max:
                wanted = wanted.where(AUDIT.c.at < (sought.day + timedelta(days=1)).isoformat())
        rows = read(self._engine, lambda connection: connection.execute(wanted).all())
        return [(row.number, _deed(row)) for row in rows]


def _deed(row: sa.Row[tuple[object, ...]]) -> Deed:
    one = dict(row._mapping)
    del one["number"]
    return Deed(**{**one, "at": datetime.fromisoformat(one["at"])})
