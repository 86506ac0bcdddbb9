"""What the whole workbench shares for as long as it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from smoulder.desk.desk import Desk

if TYPE_CHECKING:
    from smoulder.desk.chosen import Chosen
    from smoulder.store.ledger import Ledger
    from smoulder.store.workbench import Workbench


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class House:
    """An open workbench.

    chosen:  the settings; ledger: open, its connections shared by all threads; store: the workbench's own tables.
    team:    whether people have accounts; else one person works alone, under the name `alone`.
    address: what its own links begin with, such as 'http://127.0.0.1:8321'; no slash at its end.
    secret:  32 bytes that sign what a browser keeps for it; never printed.
    clock:   the time, in UTC.
    """

    chosen: Chosen
    ledger: Ledger
    store: Workbench
    team: bool
    address: str
    secret: bytes = field(repr=False)
    alone: str = "analyst"
    clock: Callable[[], datetime] = now

    def desk(self, who: str) -> Desk:
        """The desk at which somebody works now."""
        return Desk(self.ledger, self.chosen, who, self.clock(), self.team)
