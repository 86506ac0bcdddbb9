"""Corrections of the reader in the ledger, applied whenever their report is read again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from smoulder.reading.rules_of import errors_by_rule
from smoulder.records.errors import FixedMeanwhile
from smoulder.records.fix import Fix, KeptFix
from smoulder.store.rows import add_numbered, hold, stamp
from smoulder.store.tables import FIXES
from smoulder.store.transaction import read, write


@dataclass(frozen=True, slots=True)
class UnlessFixed:
    """What stands against corrections of a report: that the same was corrected since who makes them looked.

    seen: how many corrections the report had then.
    """

    seen: int

    def check(self, fixes: Sequence[Fix], kept: Sequence[KeptFix]) -> None:
        """raises: FixedMeanwhile where later ones of those kept, oldest first, meet some that are to be kept."""
        others = [one for one in kept[self.seen :] if any(_meet(one.fix, fix) for fix in fixes)]
        if others:
            raise FixedMeanwhile(others)


class FixTable:
    """The corrections of one ledger; `Ledger.fixes` gives it."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def add(
        self,
        fixes: Sequence[Fix],
        *,
        who: str,
        why: str,
        now: datetime,
        case_id: str = "",
        unless: UnlessFixed | None = None,
    ) -> list[KeptFix]:
        """Keep corrections, all or none; one that is the last word at its place already adds nothing.

        case_id: in which they are made, '' outside one.
        unless:  of corrections of one report; seen to while these are held, so that of two who correct it at one
                 instant the second is told.
        returns: those that are new.
        raises:  FixedMeanwhile; CannotWrite, BadLedger where the database does not take it.
        """

        def work(to: sa.Connection) -> list[KeptFix]:
            hold_fixes(to, fixes)
            if unless is not None:
                unless.check(fixes, read_fixes(to, sorted({fix.sha256 for fix in fixes})))
            kept = []
            for fix in fixes:
                if _last_at(to, fix) == fix:
                    continue
                row = {"who": who, "why": why, "at": stamp(now), "case_id": case_id}
                add_numbered(to, FIXES, {**fix.model_dump(), **row})
                kept.append(KeptFix(fix=fix, who=who, why=why, at=now, case_id=case_id))
            return kept

        def there(to: sa.Connection, kept: list[KeptFix]) -> bool:
            hold_fixes(to, fixes)
            return not kept or kept[0] in _read(to, sa.select(FIXES).where(*_same(kept[0].fix)))

        return write(self._engine, work, there)

    def of(self, sha256s: Iterable[str]) -> list[KeptFix]:
        """All corrections of some reports, oldest first; of two at one place the later one holds."""
        wanted = sorted(set(sha256s))
        return read(self._engine, lambda connection: read_fixes(connection, wanted))

    def by_rule(self) -> dict[str, int]:
        """How many passages each rule got wrong, the most first; see `errors_by_rule`."""
        wanted = sa.select(FIXES).order_by(FIXES.c.number)
        return errors_by_rule(read(self._engine, lambda connection: _read(connection, wanted)))


def read_fixes(connection: sa.Connection, sha256s: Sequence[str]) -> list[KeptFix]:
    """All corrections of some reports; see `FixTable.of`."""
    return _read(connection, sa.select(FIXES).where(FIXES.c.sha256.in_(sha256s)).order_by(FIXES.c.number))


def hold_fixes(to: sa.Connection, fixes: Sequence[Fix]) -> None:
    """Hold the corrections of some reports, so that none comes between the last word at a place and the next."""
    hold(to, "fixes", {fix.sha256 for fix in fixes})


def _meet(one: Fix, other: Fix) -> bool:
    """Whether two corrections of one report are about the same: a part of the whole, or passages that overlap."""
    if one.end and other.end:
        return one.start < other.end and other.start < one.end
    return one.part == other.part


def _last_at(to: sa.Connection, fix: Fix) -> Fix | None:
    """The last correction of the same part of the same passage."""
    found = _read(to, sa.select(FIXES).where(*_same(fix)).order_by(FIXES.c.number.desc()).limit(1))
    return found[0].fix if found else None


def _same(fix: Fix) -> list[sa.ColumnElement[bool]]:
    """What makes a row a correction of the same part of the same passage."""
    return [FIXES.c[name] == getattr(fix, name) for name in ("sha256", "part", "start", "end")]


def _read(connection: sa.Connection, wanted: sa.Select[tuple[object, ...]]) -> list[KeptFix]:
    return [_kept(row) for row in connection.execute(wanted).mappings()]


def _kept(row: sa.RowMapping) -> KeptFix:
    fix = Fix.model_validate({name: row[name] for name in Fix.model_fields})
    at = datetime.fromisoformat(row["at"])
    return KeptFix(fix=fix, who=row["who"], why=row["why"], at=at, case_id=row["case_id"])
