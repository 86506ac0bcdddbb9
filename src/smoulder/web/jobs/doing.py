"""One job in hand: who asked, what for, and all that it takes to do it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from smoulder.desk.desk import Desk
from smoulder.records.errors import BadData

if TYPE_CHECKING:
    from smoulder.assessment.work import Held
    from smoulder.desk.chosen import Chosen
    from smoulder.store.jobs import Job
    from smoulder.store.ledger import Ledger
    from smoulder.web.jobs.kinds import Upload

INBOX = "inbox"
"""The folder of a data folder whose files jobs can name: who may put files there is up to who keeps the server, so that
nobody reads another file of the machine through a page."""
Result = dict[str, Any]  # Any: JSON
LEAVES = Event()
"""Set in a process that was told to leave: what a library makes of the interrupt is then no fault of the job."""


@dataclass(frozen=True, slots=True)
class Site:
    """What a worker needs to know of the workbench: the settings, and the file they were read from, None for the usual
    one."""

    chosen: Chosen
    settings: Path | None = None


@dataclass(slots=True)
class Open:
    """The case that a process answered last, so that the next answer rests on the same ground.

    ground: everything that its basis rests on beside the case itself; where any of it changed, it does not serve.
    """

    held: Held
    ground: tuple[object, ...]


@dataclass(slots=True)
class Kept:
    """What a process keeps from one job to the next."""

    open: Open | None = None


@dataclass(frozen=True, slots=True)
class Doing:
    """One job in hand.

    folder: of its files. now: when it was begun. tell: told what is being done. kept: from the job before.
    """

    job: Job
    site: Site
    folder: Path
    ledger: Ledger
    now: datetime
    tell: Callable[[str], None]
    kept: Kept = field(default_factory=Kept)

    @property
    def desk(self) -> Desk:
        """The desk at which it is done, for whoever asked for it."""
        return Desk(self.ledger, self.site.chosen, self.job.who, self.now)

    @property
    def out(self) -> Path:
        """The folder of what it makes."""
        made = self.folder / "out"
        made.mkdir(parents=True, exist_ok=True)
        return made

    def files(self, sent: tuple[Upload, ...], named: tuple[str, ...]) -> list[Path]:
        """The files that a job is about: those that were sent with it, and those in the inbox.

        raises: BadData where one is not there.
        """
        found = [self.folder / "in" / one.name for one in sent]
        for one in found:
            if not one.is_file():
                raise BadData(f"{one.name} is not there any more; send it again")
        return [*found, *(in_inbox(self.site.chosen.data, one) for one in named)]


def in_inbox(data: Path, name: str) -> Path:
    """A file or folder of the inbox.

    raises: BadData where it is not there, or lies elsewhere in truth, as a link or by '..', or leads there from within.
    """
    inbox = (data / INBOX).resolve()
    found = (inbox / name).resolve()
    below = found.rglob("*") if found.is_dir() else ()
    whole = (found, *(one.resolve() for one in below if one.is_symlink()))
    if found == inbox or not found.exists() or not all(one.is_relative_to(inbox) for one in whole):
        raise BadData(f"{name} is not in the folder {INBOX} of the data folder; put it there and ask again")
    return found
