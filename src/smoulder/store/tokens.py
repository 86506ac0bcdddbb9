"""Personal tokens of programs: shown once, kept as a digest, with what each is for and when it ends."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from smoulder.store.rows import stamp
from smoulder.store.sessions import digest_of
from smoulder.store.transaction import read, write
from smoulder.store.workbench_tables import TOKENS

BEGINS = "smo_"
"""What every token begins with, so that one that is found in a file is known for what it is."""
NOTED = timedelta(minutes=1)
"""Use is noted no oftener than this, so that reading does not write."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token of an account. account: id, None for who works alone; ends: None where it has no end; used: last."""

    id: str
    account: str | None
    name: str
    scopes: tuple[str, ...]
    created: datetime
    ends: datetime | None
    revoked: datetime | None
    used: datetime | None

    def holds(self, now: datetime) -> bool:
        """Whether it lets in at a time."""
        return self.revoked is None and (self.ends is None or now < self.ends)


class TokenTable:
    """The tokens of one ledger; `Workbench.tokens` gives it."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def add(
        self, account: str | None, name: str, scopes: Iterable[str], ends: datetime | None, now: datetime
    ) -> tuple[str, Token]:
        """Make a token.

        returns: the token itself, which is kept nowhere, and what is kept of it.
        """
        held = BEGINS + secrets.token_urlsafe(32)
        token = Token(secrets.token_hex(6), account, name, tuple(sorted(set(scopes))), now, ends, None, None)
        row = {
            "id": token.id, "account": account, "name": name, "digest": digest_of(held),
            "scopes": list(token.scopes), "created": stamp(now), "ends": ends and stamp(ends),
        }  # fmt: skip

        def work(to: sa.Connection) -> None:
            if to.scalar(sa.select(TOKENS.c.id).where(TOKENS.c.id == token.id)) is None:
                to.execute(TOKENS.insert().values(**row))

        write(self._engine, work)
        return held, token

    def find(self, held: str, now: datetime) -> Token | None:
        """The token that a program brings; None where there is none, it ended or was revoked. Its use is noted."""
        if not held.startswith(BEGINS):
            return None
        mine = TOKENS.c.digest == digest_of(held)
        row = read(self._engine, lambda of: of.execute(sa.select(TOKENS).where(mine)).first())
        token = None if row is None else _token(row)
        if token is None or not token.holds(now):
            return None
        if token.used is None or now - token.used > NOTED:
            write(self._engine, lambda to: to.execute(TOKENS.update().where(mine).values(used=stamp(now))))
        return token

    def of(self, account: str | None) -> list[Token]:
        """The tokens of an account, newest first."""
        wanted = sa.select(TOKENS).where(_owned(account)).order_by(TOKENS.c.number.desc())
        return [_token(row) for row in read(self._engine, lambda of: of.execute(wanted).all())]

    def revoke(self, account: str | None, token: str, now: datetime) -> bool:
        """Let a token of an account in no more; gives whether there was such a one."""
        if not token.isalnum():
            return False
        mine = _owned(account) & (TOKENS.c.id == token)

        def work(to: sa.Connection) -> bool:
            there = to.execute(sa.select(TOKENS.c.revoked).where(mine)).first()
            if there is not None and there.revoked is None:
                to.execute(TOKENS.update().where(mine).values(revoked=stamp(now)))
            return there is not None

        return write(self._engine, work)

    def revoke_all(self, account: str | None, now: datetime) -> None:
        """Let every token of an account in no more."""
        held = _owned(account) & TOKENS.c.revoked.is_(None)
        write(self._engine, lambda to: to.execute(TOKENS.update().where(held).values(revoked=stamp(now))))


def _owned(account: str | None) -> sa.ColumnElement[bool]:
    return TOKENS.c.account.is_(None) if account is None else TOKENS.c.account == account


def _token(row: sa.Row[tuple[object, ...]]) -> Token:
    one = row._mapping
    at = {
        name: one[name] and datetime.fromisoformat(one[name])
        for name in ("created", "ends", "revoked", "used")
    }
    return Token(one["id"], one["account"], one["name"], tuple(one["scopes"]), **at)
