"""Who may come into the workbench, each with a name, a role and what lets them in."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from smoulder.records.errors import BadEntry
from smoulder.store.passwords import hashed, is_stale, matches
from smoulder.store.rows import hold, stamp
from smoulder.store.transaction import read, write
from smoulder.store.workbench_tables import ACCOUNTS, SESSIONS, TOKENS

LONGEST = 100
"""Letters of a name, as a judgement takes them."""
_TICK = timedelta(microseconds=1)
NOT_A_NAME = "unnamed"
"""Under which work is entered of which nobody said whose it is; an account of that name would be taken for it."""
HIGHEST = "administrator"
"""The role of which one account is always left."""


@dataclass(frozen=True, slots=True)
class Account:
    """Who may come in.

    handle:  the name without regard to case and spaces. issuer, subject: of OpenID Connect, '' for who does not.
    changed: when what lets them in was last changed; a one-time link holds for as long as it stays.
    chosen:  whether there is a password.
    """

    id: str
    name: str
    handle: str
    role: str
    issuer: str
    subject: str
    active: bool
    created: datetime
    changed: datetime
    chosen: bool


def handle_of(name: str) -> str:
    """A name without regard to case and spaces.

    >>> handle_of("  Anna   LIND ")
    'anna lind'
    """
    seen = "".join(
        letter if letter.isprintable() else " " for letter in name
    )  # no database keeps all of the others
    return " ".join(unicodedata.normalize("NFKC", seen).casefold().split())


def clean_name(name: str) -> str:
    """A name as it is kept. raises: BadEntry where it is empty, too long, stands for nobody or cannot be seen whole."""
    given = " ".join(unicodedata.normalize("NFC", name).split())
    if not 0 < len(given) <= LONGEST or len(handle_of(given)) > LONGEST:
        raise BadEntry(f"the name has {len(given)} letters; write 1 to {LONGEST}")
    if any(unicodedata.category(letter) in ("Cc", "Cf", "Co", "Cs") for letter in given):
        raise BadEntry("the name holds letters that cannot be seen; write it with letters alone")
    if handle_of(given) == NOT_A_NAME:
        raise BadEntry(f"{given!r} stands for work of which nobody said whose it is; choose another name")
    return given


class AccountTable:
    """The accounts of one ledger; `Workbench.accounts` gives it."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def all(self) -> list[Account]:
        """Every account, by name."""
        wanted = sa.select(ACCOUNTS).order_by(ACCOUNTS.c.handle)
        return [_account(row) for row in read(self._engine, lambda of: of.execute(wanted).all())]

    def any(self) -> bool:
        """Whether there is one at all."""
        return read(self._engine, lambda of: of.scalar(sa.select(ACCOUNTS.c.id).limit(1))) is not None

    def find(self, account: str) -> Account | None:
        """The account of an id."""
        return self._one(ACCOUNTS.c.id == account) if account.isalnum() else None

    def named(self, name: str) -> Account | None:
        """The account of a name, without regard to case."""
        return self._one(ACCOUNTS.c.handle == handle_of(name))

    def names_taken(self) -> set[str]:
        """The names of all accounts and of all work in the ledger, as `handle_of` gives them.

        Whoever got a name under which somebody judged would be taken for them.
        """
        from smoulder.store.names_at_work import names_at_work

        work = read(self._engine, names_at_work)
        return {handle_of(name) for name in work} | {one.handle for one in self.all()}

    def of_subject(self, issuer: str, subject: str) -> Account | None:
        """The account of somebody whom a provider of OpenID Connect knows."""
        return self._one((ACCOUNTS.c.issuer == issuer) & (ACCOUNTS.c.subject == subject) & (subject != ""))

    def add(self, name: str, role: str, now: datetime, *, issuer: str = "", subject: str = "") -> Account:
        """Make an account without a password; of somebody whom a provider knows the one that is there, if there is.

        raises: BadEntry where the name cannot be had.
        """
        return self._add(_row(name, role, now, issuer=issuer, subject=subject))

    def add_first(self, name: str, password: str, now: datetime) -> Account:
        """Make the first administrator. raises: BadEntry where there is an account already."""
        return self._add(_row(name, HIGHEST, now, password=hashed(password)), first=True)

    def check(self, name: str, password: str) -> Account | None:
        """The active account of a name and a password; it takes as long where there is none of that name."""
        mine = ACCOUNTS.c.handle == handle_of(name)
        row = read(self._engine, lambda of: of.execute(sa.select(ACCOUNTS).where(mine)).first())
        if not matches(row.password if row else "", password) or row is None or not row.active:
            return None
        if is_stale(row.password):
            same = mine & (ACCOUNTS.c.password == row.password)
            newer = hashed(password)
            write(self._engine, lambda to: to.execute(ACCOUNTS.update().where(same).values(password=newer)))
        return _account(row)

    def set_password(
        self, account: str, password: str, now: datetime, changed: datetime | None = None
    ) -> bool:
        """Let an active account in by another password from here on; its sessions and tokens come to their end.

        changed: only where the account was last changed then, as a one-time link asks.
        returns: whether it was done.
        """
        mine = (ACCOUNTS.c.id == account) & ACCOUNTS.c.active
        mine = mine if changed is None else mine & (ACCOUNTS.c.changed == stamp(changed))
        kept = hashed(password)

        def work(to: sa.Connection) -> bool:
            values = {"password": kept, "changed": _after(to, account, now)}
            done = to.execute(ACCOUNTS.update().where(mine).values(values).returning(ACCOUNTS.c.id)).all()
            if done:
                to.execute(SESSIONS.delete().where(SESSIONS.c.account == account))
                _revoke(to, account, now)
            return bool(done)

        def there(to: sa.Connection, done: bool) -> bool:
            same = (ACCOUNTS.c.id == account) & (ACCOUNTS.c.password == kept)
            return not done or to.scalar(sa.select(ACCOUNTS.c.id).where(same)) is not None

        return write(self._engine, work, there)

    def renew(self, account: str, now: datetime) -> Account:
        """Make every one-time link of an account void, so that a new one can be given. raises: BadEntry."""
        mine = (ACCOUNTS.c.id == account) & ACCOUNTS.c.active

        def work(to: sa.Connection) -> None:
            to.execute(ACCOUNTS.update().where(mine).values(changed=_after(to, account, now)))

        write(self._engine, work)
        found = self.find(account)
        if found is None or not found.active:
            raise BadEntry("that account is not there or not active; look at the list of accounts")
        return found

    def set_role(self, account: str, role: str) -> None:
        """Give an account another role. raises: BadEntry where no administrator would be left."""

        def work(to: sa.Connection) -> None:
            _keep_one(to, account if role != HIGHEST else "")
            to.execute(ACCOUNTS.update().where(ACCOUNTS.c.id == account).values(role=role))

        write(self._engine, work)

    def deactivate(self, account: str, now: datetime) -> None:
        """Let an account in no more: sessions and tokens end. raises: BadEntry where no administrator would be left."""

        def work(to: sa.Connection) -> None:
            _keep_one(to, account)
            values = {"active": False, "changed": _after(to, account, now)}
            to.execute(ACCOUNTS.update().where(ACCOUNTS.c.id == account).values(values))
            to.execute(SESSIONS.delete().where(SESSIONS.c.account == account))
            _revoke(to, account, now)

        write(self._engine, work)

    def activate(self, account: str, now: datetime) -> None:
        """Let an account in again; what ended stays ended."""
        mine = ACCOUNTS.c.id == account

        def work(to: sa.Connection) -> None:
            values = {"active": True, "changed": _after(to, account, now)}
            to.execute(ACCOUNTS.update().where(mine).values(values))

        write(self._engine, work)

    def _one(self, wanted: sa.ColumnElement[bool]) -> Account | None:
        row = read(self._engine, lambda of: of.execute(sa.select(ACCOUNTS).where(wanted)).first())
        return None if row is None else _account(row)

    def _add(self, row: dict[str, object], *, first: bool = False) -> Account:
        known = (ACCOUNTS.c.issuer == row["issuer"]) & (ACCOUNTS.c.subject == row["subject"])

        def work(to: sa.Connection) -> str:
            hold(to, "accounts", [""])
            if to.scalar(sa.select(ACCOUNTS.c.id).where(ACCOUNTS.c.id == row["id"])):
                return str(row["id"])  # a commit came through whose answer was lost
            if row["subject"] and (there := to.scalar(sa.select(ACCOUNTS.c.id).where(known))):
                return str(there)  # two browsers of one person came in at one moment
            if first and to.scalar(sa.select(ACCOUNTS.c.id).limit(1)):
                raise BadEntry(
                    "the first administrator is there already; sign in, or ask them for an account"
                )
            if to.scalar(sa.select(ACCOUNTS.c.id).where(ACCOUNTS.c.handle == row["handle"])):
                raise BadEntry(f"somebody has the name {row['name']} already; choose another")
            to.execute(ACCOUNTS.insert().values(**row))
            return str(row["id"])

        found = self.find(write(self._engine, work))
        assert found is not None, "accounts are never taken away"
        return found


def _row(
    name: str, role: str, now: datetime, *, password: str = "", issuer: str = "", subject: str = ""
) -> dict[str, object]:
    given = clean_name(name)
    return {
        "id": secrets.token_hex(6), "name": given, "handle": handle_of(given), "role": role,
        "password": password, "issuer": issuer, "subject": subject, "active": True,
        "created": stamp(now), "changed": stamp(now),
    }  # fmt: skip


def _after(to: sa.Connection, account: str, now: datetime) -> str:
    """The time to note for a change: always later than the last one, so that a link made before it is void."""
    mine = sa.select(ACCOUNTS.c.changed).where(ACCOUNTS.c.id == account).with_for_update()
    last = to.scalar(mine)
    return stamp(now) if last is None else stamp(max(now, datetime.fromisoformat(last) + _TICK))


def _revoke(to: sa.Connection, account: str, now: datetime) -> None:
    """Let every token of an account in no more."""
    held = (TOKENS.c.account == account) & TOKENS.c.revoked.is_(None)
    to.execute(TOKENS.update().where(held).values(revoked=stamp(now)))


def _keep_one(to: sa.Connection, leaving: str) -> None:
    """raises: BadEntry where the account that leaves is the last active administrator."""
    hold(to, "accounts", [""])
    highest = (ACCOUNTS.c.role == HIGHEST) & ACCOUNTS.c.active
    left = to.scalars(sa.select(ACCOUNTS.c.id).where(highest)).all()
    if list(left) == [leaving]:
        raise BadEntry("this is the last administrator; make somebody else one first")


def _account(row: sa.Row[tuple[object, ...]]) -> Account:
    one = row._mapping
    return Account(
        one["id"], one["name"], one["handle"], one["role"], one["issuer"], one["subject"], bool(one["active"]),
        datetime.fromisoformat(one["created"]), datetime.fromisoformat(one["changed"]), bool(one["password"]),
    )  # fmt: skip
