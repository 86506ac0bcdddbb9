"""News on its way to addresses: put down once, tried with growing waits, then delivered or given up."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

import sqlalchemy as sa

from smoulder.store.hooks import TEST, Hook, read_hooks
from smoulder.store.rows import add_new, stamp
from smoulder.store.transaction import read, write
from smoulder.store.workbench_tables import ACCOUNTS, DELIVERIES, HOOKS

WAITS = tuple(timedelta(seconds=one) for one in (5, 30, 2 * 60, 10 * 60, 3600, 2 * 3600, 6 * 3600))
"""After each try that failed but the last; with them there are eight tries in about nine hours."""
KEEPERS = "administrator"
"""The role of those who say who is told of news."""
LEASE = timedelta(minutes=2)
"""For so long a delivery is its sender's alone; one that died with it is tried again after."""


@dataclass(frozen=True, slots=True)
class Told:
    """One piece of news for whoever is told of it.

    body: its JSON; at: when it came about; key: what makes it the same news, which is told once.
    """

    event: str
    body: str
    at: datetime
    key: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """One piece of news for one address.

    tries: begun so far. next: when it is tried again, None where it is not. status, error: of the last try.
    """

    id: str
    hook: str
    event: str
    body: str
    created: datetime
    tries: int
    next: datetime | None
    delivered: datetime | None
    status: int | None
    error: str

    @property
    def state(self) -> str:
        """'delivered', 'waiting' or 'given up'."""
        return "delivered" if self.delivered else "waiting" if self.next else "given up"


class DeliveryTable:
    """The deliveries of one ledger; `Workbench.deliveries` gives it."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def put(self, news: Sequence[Told], now: datetime) -> int:
        """Put news down for every address that is told of it; what was put down before is not put down again.

        returns: how many deliveries are new. An address is told of nothing that came about before it was entered, nor
                 once who entered it may say no more who is told.
        """

        def work(to: sa.Connection) -> int:
            hooks = [one for one in read_hooks(to) if one.active and _may_be_told(to, one)]
            rows = [
                _row(one, told, now)
                for told in news
                for one in hooks
                if told.event in one.events and told.at >= one.created
            ]
            return add_new(to, DELIVERIES, rows)

        return write(self._engine, work)

    def put_test(self, hook: Hook, body: str, now: datetime) -> str:
        """Put down one delivery to try an address, active or not; gives its id."""
        row = _row(hook, Told(TEST, body, now, ""), now) | {"id": secrets.token_hex(6)}
        write(self._engine, lambda to: add_new(to, DELIVERIES, [row]))
        return str(row["id"])

    def take_due(self, now: datetime) -> tuple[Delivery, Hook] | None:
        """The delivery that waits longest, for its sender alone until the lease ends; None where none is due."""
        due = sa.and_(DELIVERIES.c.next.is_not(None), DELIVERIES.c.next <= stamp(now))
        wanted = sa.select(DELIVERIES).where(due).order_by(DELIVERIES.c.next, DELIVERIES.c.number).limit(1)
        if read(self._engine, lambda connection: connection.execute(wanted).first()) is None:
            return None

        def work(to: sa.Connection) -> tuple[Delivery, Hook] | None:
            row = to.execute(wanted.with_for_update(skip_locked=True)).first()
            if row is None:
                return None
            taken = {"next": stamp(now + LEASE), "tries": row.tries + 1}
            to.execute(DELIVERIES.update().where(DELIVERIES.c.number == row.number).values(**taken))
            hook = next(one for one in read_hooks(to) if one.id == row.hook)
            return _delivery(row, tries=row.tries + 1), hook

        return write(self._engine, work)

    def note(self, one: Delivery, status: int | None, error: str, now: datetime) -> None:
        """Note how a try came out, and when it is tried again if it failed.

        status: of the answer, None where there was none. error: '' where it was taken.
        """
        last = one.tries > len(WAITS)
        next_ = None if not error or last else stamp(now + WAITS[one.tries - 1])
        values = {
            "next": next_, "delivered": None if error else stamp(now), "status": status, "error": error[:500]
        }  # fmt: skip
        mine = sa.and_(DELIVERIES.c.id == one.id, DELIVERIES.c.tries == one.tries)
        write(self._engine, lambda to: to.execute(DELIVERIES.update().where(mine).values(**values)))

    def of(self, hook: str, last: int = 50) -> list[Delivery]:
        """The last deliveries to an address, newest first."""
        wanted = sa.select(DELIVERIES).where(DELIVERIES.c.hook == hook)
        wanted = wanted.order_by(DELIVERIES.c.number.desc()).limit(last)
        return [
            _delivery(row) for row in read(self._engine, lambda connection: connection.execute(wanted).all())
        ]

    def next_due(self) -> datetime | None:
        """When the next delivery is to be tried; None where none waits."""
        first = sa.select(sa.func.min(DELIVERIES.c.next)).join(HOOKS, HOOKS.c.id == DELIVERIES.c.hook)
        at = read(self._engine, lambda connection: connection.scalar(first))
        return None if at is None else datetime.fromisoformat(at)


def _may_be_told(to: sa.Connection, hook: Hook) -> bool:
    """Whether who entered an address still may; one of who works alone has no account."""
    if hook.account is None:
        return True
    mine = (ACCOUNTS.c.id == hook.account) & ACCOUNTS.c.active & (ACCOUNTS.c.role == KEEPERS)
    return to.scalar(sa.select(ACCOUNTS.c.id).where(mine)) is not None


def _row(hook: Hook, told: Told, now: datetime) -> dict[str, object]:
    """A delivery; the same news for the same address has the same id, so that it is put down once."""
    name = sha256(f"{hook.id}\x1f{told.event}\x1f{told.key}".encode()).hexdigest()[:12]
    return {
        "id": name, "hook": hook.id, "event": told.event, "body": told.body, "created": stamp(now),
        "tries": 0, "next": stamp(now), "status": None, "error": "",
    }  # fmt: skip


def _delivery(row: sa.Row[tuple[object, ...]], tries: int | None = None) -> Delivery:
    found = row._mapping

    def time(name: str) -> datetime | None:
        return datetime.fromisoformat(str(found[name])) if found[name] else None

    created = time("created")
    assert created is not None, "every delivery has a time"
    return Delivery(
        found["id"], found["hook"], found["event"], found["body"], created,
        found["tries"] if tries is None else tries, time("next"), time("delivered"), found["status"],
        found["error"],
    )  # fmt: skip
