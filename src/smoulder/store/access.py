"""Who sees a case: the whole team, or those alone who are named, each with a role in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

import sqlalchemy as sa

from smoulder.records.errors import SmoulderError
from smoulder.store.rows import lock_case
from smoulder.store.tables import CASES
from smoulder.store.transaction import read, write
from smoulder.store.workbench_tables import AUDIENCES, CASE_ROLES

_AT_ONCE = 500
"""Ids in one question to the database, which takes only so many."""


@dataclass(frozen=True, slots=True)
class Access:
    """Who sees a case. named: those alone who have a role in it; roles: by id of the account."""

    named: bool = False
    roles: Mapping[str, str] = field(default_factory=dict)

    @property
    def mark(self) -> str:
        """What stands for it in a form: 16 letters, the same for the same access alone.

        >>> Access(True, {"a": "reader", "b": "editor"}).mark == Access(True, {"b": "editor", "a": "reader"}).mark
        True
        >>> Access(True).mark == Access(False).mark
        False
        """
        return sha256(json.dumps([self.named, sorted(self.roles.items())]).encode()).hexdigest()[:16]


class SharedMeanwhile(SmoulderError):
    """Somebody said who sees a case since who wants to say so looked; nothing was kept. stands: what they said."""

    def __init__(self, stands: Access) -> None:
        super().__init__("others changed who sees the case meanwhile; look at it again, then say who sees it")
        self.stands = stands


class AccessTable:
    """Access to the cases of one ledger; `Workbench.access` gives it."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def of(self, case_id: str) -> Access | None:
        """Who sees a case; None where there is none of that id."""
        if "\0" in case_id:  # which PostgreSQL takes in no text
            return None
        return read(self._engine, lambda of: read_access(of, case_id))

    def keep(self, case_id: str, access: Access, seen: str | None = None) -> None:
        """Say who sees a case from here on.

        seen:   the `mark` of what stood when it was looked at; None to say so whatever stands.
        raises: NoCase, SharedMeanwhile.
        """
        rows = [{"case_id": case_id, "account": who, "role": role} for who, role in access.roles.items()]

        def work(to: sa.Connection) -> None:
            lock_case(to, case_id)
            stands = read_access(to, case_id)
            if seen is not None and stands is not None and stands.mark not in (seen, access.mark):
                raise SharedMeanwhile(stands)
            to.execute(CASE_ROLES.delete().where(CASE_ROLES.c.case_id == case_id))
            to.execute(AUDIENCES.delete().where(AUDIENCES.c.case_id == case_id))
            to.execute(AUDIENCES.insert().values(case_id=case_id, named=access.named))
            if rows:
                to.execute(CASE_ROLES.insert(), rows)

        write(self._engine, work)

    def hidden(self, account: str, case_ids: Iterable[str]) -> set[str]:
        """Those cases that are for others alone."""
        asked = sorted(set(case_ids))
        parts = [asked[at : at + _AT_ONCE] for at in range(0, len(asked), _AT_ONCE)]
        mine = sa.select(CASE_ROLES.c.case_id).where(CASE_ROLES.c.account == account)

        def work(of: sa.Connection) -> set[str]:
            found: set[str] = set()
            for part in parts:
                wanted = AUDIENCES.c.named & AUDIENCES.c.case_id.in_(part) & AUDIENCES.c.case_id.not_in(mine)
                found.update(of.scalars(sa.select(AUDIENCES.c.case_id).where(wanted)))
            return found

        return read(self._engine, work)


def read_access(of: sa.Connection, case_id: str) -> Access | None:
    """Who sees a case; who holds it (`lock_case`) reads what stays so until they let go of it."""
    if of.scalar(sa.select(CASES.c.id).where(CASES.c.id == case_id)) is None:
        return None
    named = of.scalar(sa.select(AUDIENCES.c.named).where(AUDIENCES.c.case_id == case_id))
    roles = sa.select(CASE_ROLES.c.account, CASE_ROLES.c.role).where(CASE_ROLES.c.case_id == case_id)
    return Access(bool(named), {row.account: row.role for row in of.execute(roles)})
