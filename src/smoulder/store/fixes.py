"""Corrections of the reader in the ledger, applied whenever their report is read again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import sqlalchemy as sa

from smoulder.reading.rules_of import errors_by_rule
from smoulder.records.fix import Fix, KeptFix
from smoulder.store.connect import explained
from smoulder.store.rows import add_numbered, stamp
from smoulder.store.tables import FIXES


class FixTable:
    """The corrections of one ledger; `Ledger.fixes` gives it."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def add(self, fixes: Sequence[Fix], *, who: str, why: str, now: datetime) -> list[KeptFix]:
        """Keep corrections, all or none; one that is the last word at its place already adds nothing.

        returns: those that are new.
        raises:  CannotWrite, BadLedger where the database does not take it.
        """
        kept = []
        with explained(self._engine), self._engine.begin() as to:
            for fix in fixes:
                if _last_at(to, fix) == fix:
                    continue
                add_numbered(to, FIXES, {**fix.model_dump(), "who": who, "why": why, "at": stamp(now)})
                kept.append(KeptFix(fix=fix, who=who, why=why, at=now))
        return kept

    def of(self, sha256s: Iterable[str]) -> list[KeptFix]:
        """All corrections of some reports, oldest first; of two at one place the later one holds."""
        wanted = sa.select(FIXES).where(FIXES.c.sha256.in_(sorted(set(sha256s)))).order_by(FIXES.c.number)
        with explained(self._engine), self._engine.connect() as connection:
            return [_kept(row) for row in connection.execute(wanted).mappings()]

    def by_rule(self) -> dict[str, int]:
        """How many passages each rule got wrong, the most first; see `errors_by_rule`."""
        with explained(self._engine), self._engine.connect() as connection:
            rows = connection.execute(sa.select(FIXES).order_by(FIXES.c.number)).mappings()
            return errors_by_rule([_kept(row) for row in rows])


def _last_at(to: sa.Connection, fix: Fix) -> Fix | None:
    """The last correction of the same part of the same passage."""
    same = [FIXES.c[name] == getattr(fix, name) for name in ("sha256", "part", "start", "end")]
    found = (
        to.execute(sa.select(FIXES).where(*same).order_by(FIXES.c.number.desc()).limit(1)).mappings().first()
    )
    return None if found is None else _kept(found).fix


def _kept(row: sa.RowMapping) -> KeptFix:
    fix = Fix.model_validate({name: row[name] for name in Fix.model_fields})
    return KeptFix(fix=fix, who=row["who"], why=row["why"], at=datetime.fromisoformat(row["at"]))
