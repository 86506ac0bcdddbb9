"""Addresses that are told of news, and of which."""

from __future__ import annotations

import secrets
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, get_args

import sqlalchemy as sa

from smoulder.records.errors import NoHook
from smoulder.store.rows import stamp
from smoulder.store.transaction import read, write
from smoulder.store.workbench_tables import DELIVERIES, HOOKS

News = Literal["new lull", "comeback", "question resolved"]
NEWS: tuple[News, ...] = get_args(News)
TEST = "test"
"""What is sent where somebody tries an address; every one takes it."""
STOPPED = "the address is told no more"
"""What stands beside a delivery that was still on its way then."""


@dataclass(frozen=True, slots=True)
class Hook:
    """An address that is told of news.

    account: of who entered it, None for who works alone. secret: signs what is sent, as Standard Webhooks writes it.
    """

    id: str
    account: str | None
    address: str
    events: tuple[str, ...]
    secret: str = field(repr=False)
    active: bool
    created: datetime


class HookTable:
    """The addresses of one ledger; `Workbench.hooks` gives it."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def add(self, address: str, events: Sequence[News], account: str | None, now: datetime) -> Hook:
        """Keep an address, with a secret of its own."""
        secret = "whsec_" + b64encode(secrets.token_bytes(32)).decode()
        hook = Hook(secrets.token_hex(6), account, address, tuple(events), secret, True, now)
        row = {
            "id": hook.id, "account": account, "address": address, "events": list(events), "secret": secret,
            "active": True, "created": stamp(now),
        }  # fmt: skip

        def work(to: sa.Connection) -> None:
            to.execute(HOOKS.insert().values(**row))

        def there(to: sa.Connection, _given: None) -> bool:
            return to.execute(sa.select(HOOKS.c.id).where(HOOKS.c.id == hook.id)).first() is not None

        write(self._engine, work, there)
        return hook

    def all(self) -> list[Hook]:
        """All addresses, oldest first."""
        return read(self._engine, read_hooks)

    def one(self, name: str) -> Hook:
        """One by its id. raises: NoHook."""
        found = next((one for one in self.all() if one.id == name), None)
        if found is None:
            raise NoHook(f"no webhook {name!r} is kept here; the list of webhooks names them all")
        return found

    def change(self, name: str, *, events: Sequence[News] | None = None, active: bool | None = None) -> Hook:
        """Tell an address of other news, or stop or go on telling it; None leaves what is there.

        raises: NoHook.
        """
        given = {"events": None if events is None else list(events), "active": active}
        values = {key: value for key, value in given.items() if value is not None}

        def work(to: sa.Connection) -> None:
            if values:
                to.execute(HOOKS.update().where(HOOKS.c.id == name).values(**values))
            if active is False:
                waiting = sa.and_(DELIVERIES.c.hook == name, DELIVERIES.c.next.is_not(None))
                to.execute(DELIVERIES.update().where(waiting).values(next=None, error=STOPPED))

        write(self._engine, work)
        return self.one(name)

    def remove(self, name: str) -> None:
        """Forget an address with what was sent to it. raises: NoHook."""
        self.one(name)

        def work(to: sa.Connection) -> None:
            to.execute(DELIVERIES.delete().where(DELIVERIES.c.hook == name))
            to.execute(HOOKS.delete().where(HOOKS.c.id == name))

        write(self._engine, work)


def read_hooks(connection: sa.Connection) -> list[Hook]:
    """All addresses, oldest first."""
    rows = connection.execute(sa.select(HOOKS).order_by(HOOKS.c.number)).all()
    return [
        Hook(
            row.id, row.account, row.address, tuple(row.events), row.secret, row.active,
            datetime.fromisoformat(row.created),
        )
        for row in rows
    ]  # fmt: skip
