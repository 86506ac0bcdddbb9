"""The pressure calendar in the ledger: entries are added, never changed or removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from smoulder.records.calendar import Calendar
from smoulder.records.errors import BadData, NoEntry
from smoulder.records.pressure import PressureEntry
from smoulder.store.rows import hold
from smoulder.store.tables import PRESSURE
from smoulder.store.transaction import read, write


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """An entry with who put it into the ledger ('' where they did not say) and when."""

    entry: PressureEntry
    analyst: str
    created: datetime


@dataclass(frozen=True, slots=True)
class Added:
    """What became of entries.

    new:    added now.
    known:  the ledger held them already, and they stand.
    undone: the ledger holds them, and they stand no longer, each with the last entry that corrected or withdrew it;
            such a one is entered again as a correction of that last entry.
    """

    new: tuple[PressureEntry, ...]
    known: tuple[PressureEntry, ...]
    undone: tuple[tuple[PressureEntry, PressureEntry], ...] = ()


class PressureTable:
    """The pressure calendar of one ledger; `Ledger.pressure` gives it."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def add(self, entries: Sequence[PressureEntry], *, now: datetime, analyst: str = "") -> Added:
        """Add entries in one transaction, all or none; an entry that says the very same is there once.

        One that was corrected or withdrawn is not brought back by being added again, so that a file or a data set
        can be added twice: `Added.undone` tells of it.

        now:    the time to note as the time of adding, with its time zone.
        raises: NoEntry where an entry supersedes one that is neither in the ledger nor before it in `entries`;
                CannotWrite, BadLedger where the database does not take it.
        """
        at = now.astimezone(UTC).isoformat()

        def work(to: sa.Connection) -> Added:
            new: list[PressureEntry] = []
            there: list[PressureEntry] = []
            # the whole calendar: an entry can name any other, so that there is no order to add them in but their own
            hold(to, "pressure", {""})
            for entry in entries:
                if entry.supersedes and not _holds(to, entry.supersedes):
                    raise NoEntry(
                        f"no entry {entry.supersedes!r} to supersede is in the ledger; "
                        "`smoulder pressure list` gives the ids"
                    )
                (new if _insert(to, entry, analyst, at) else there).append(entry)
            if not there:
                return Added(tuple(new), ())
            whole = Calendar(entries=tuple(kept.entry for kept in _entries(to)))
            last = {entry.id: whole.undone_by(entry.id) for entry in there}
            return Added(
                tuple(new),
                tuple(entry for entry in there if last[entry.id] is None),
                tuple((entry, by) for entry in there if (by := last[entry.id]) is not None),
            )

        return write(self._engine, work)

    def entries(self) -> list[KeptEntry]:
        """Everything that was ever entered, in that order, what was corrected since included."""
        return read(self._engine, _entries)

    def entry(self, entry_id: str) -> PressureEntry:
        """One entry by its id.

        raises: NoEntry if the ledger has none of that id.
        """
        wanted = sa.select(PRESSURE.c.entry).where(PRESSURE.c.id == entry_id)
        found = read(self._engine, lambda connection: connection.scalar(wanted))
        if found is None:
            raise NoEntry(f"no entry {entry_id!r} is in the ledger; `smoulder pressure list` gives the ids")
        return PressureEntry.model_validate(found)

    def calendar(self) -> Calendar:
        """All entries as a calendar; `Calendar.standing` leaves out what was corrected."""
        return Calendar(entries=tuple(kept.entry for kept in self.entries()))


def _entries(to: sa.Connection) -> list[KeptEntry]:
    wanted = sa.select(PRESSURE.c.entry, PRESSURE.c.analyst, PRESSURE.c.created).order_by(PRESSURE.c.number)
    return [
        KeptEntry(PressureEntry.model_validate(entry), analyst, datetime.fromisoformat(created))
        for entry, analyst, created in to.execute(wanted)
    ]


def _holds(to: sa.Connection, entry_id: str) -> bool:
    return to.execute(sa.select(PRESSURE.c.number).where(PRESSURE.c.id == entry_id)).first() is not None


def _insert(to: sa.Connection, entry: PressureEntry, analyst: str, at: str) -> bool:
    """Add a row; False where the same entry is there already.

    raises: BadData where another entry has the same id, which eight characters let happen once in four billion.
    """
    row = {
        "id": entry.id,
        "key": entry.key,
        "supersedes": entry.supersedes or None,
        "kind": entry.kind,
        "country": entry.country,
        "group_id": entry.group_id,
        "entry": entry.model_dump(mode="json", exclude_defaults=True),
        "analyst": analyst,
        "created": at,
    }
    try:
        with to.begin_nested():
            to.execute(PRESSURE.insert().values(**row))
    except IntegrityError:
        same = to.execute(sa.select(PRESSURE.c.key).where(PRESSURE.c.id == entry.id)).scalar()
        if same != entry.key:
            raise BadData(
                f"another entry has the id {entry.id}; add a word to the note of the new one"
            ) from None
        return False
    return True
