"""The terms on which somebody writes into cases by a question or a file, where people have accounts.

Whoever keeps the ledger alone writes without terms. In a team a case that is there is asked for by its question too, so
that what one may do in it is looked up while it is held. A file opens a case that is not there, and does no more: its
words go under nobody else's name, nothing of it is scored or judged, and the log says who brought it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

import sqlalchemy as sa

from smoulder.records.case_export import CaseExport
from smoulder.records.change import Change, Entry, Judged, Note, NumberGiven
from smoulder.records.errors import BadEntry
from smoulder.store.rows import stamp

if TYPE_CHECKING:
    from smoulder.store.access import Access

Admit = Callable[[str, "Access"], None]
"""Raises where somebody may not work in a case; given its id and who sees it."""
MARK = ", taken in by "
"""Stands between whose words they are and who brought them."""
_BROUGHT = "taken in from a file exported "
_LONGEST_VERSION = 40


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms on which a file is taken in.

    who:    takes it in, at now; nothing of the file is later. others: names of all other accounts, without regard to
            case and spaces (`handle_of`).
    refuse: raises for a case that is there already, in words that fit what `who` sees of it.
    """

    who: str
    others: frozenset[str]
    refuse: Admit
    now: datetime

    def check_name(self, name: str) -> None:
        """raises: BadEntry where a name is that of another account."""
        from smoulder.store.accounts import handle_of

        if handle_of(name) in self.others:
            raise BadEntry(
                f"the file has words under the name of {name}, and {name} has an account of their own; let them enter "
                "it, or ask whoever keeps the server to take it in"
            )

    def name_for(self, who: str) -> str:
        """The name under which words of somebody are entered. raises: BadEntry as `check_name`."""
        from smoulder.store.accounts import handle_of

        name = own_name(who)
        self.check_name(name)
        return name if handle_of(name) == handle_of(self.who) else f"{name}{MARK}{self.who}"

    def key(self, case_id: str, inputs: str) -> str:
        """The key of an answer of a file: what it says it is from keeps no answer of another case out."""
        return sha256(f"{case_id} {inputs}{MARK}{self.who}".encode()).hexdigest()

    def check_times(self, export: CaseExport) -> None:
        """See that nothing that is taken in is of a time to come.

        Times are kept as they are: a change, an answer or a correction is known again by its own.
        raises: BadEntry.
        """
        times = [export.created, *(one.at for one in export.log), *(one.at for one in export.fixes)]
        last = max([*times, *(one.created for one in export.answers)], key=stamp)
        if stamp(last) > stamp(self.now):
            raise BadEntry(
                f"the file holds work of {last.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC, and here it is "
                f"{self.now.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC: a clock is ahead there or behind here; take the "
                "file in once that time is past"
            )

    def note(self, export: CaseExport) -> Note:
        """What the log says for good of where a case came from."""
        version, day = export.smoulder_version[:_LONGEST_VERSION], min(export.exported, self.now, key=stamp)
        return Note(
            text=f"{_BROUGHT}{day:%Y-%m-%d} by Smoulder {version}: what stands before this was not entered "
            "here"
        )


def was_brought(log: Sequence[Entry]) -> bool:
    """Whether a case was taken in by terms, so that what its file forecast is not scored."""
    return brought_until(log) > 0


def brought_until(log: Sequence[Entry]) -> int:
    """Number of the remark that says that all before it was taken in by terms; 0 where nothing was.

    An answer that rests on what is before it, or on nothing, came with the file.
    """
    notes = [one for one in log if isinstance(one.change, Note) and one.change.text.startswith(_BROUGHT)]
    return max((one.number for one in notes), default=0)


def own_name(who: str) -> str:
    """Whose words they are, whoever took them in.

    >>> own_name("Rita, taken in by Anna")
    'Rita'
    """
    return who.partition(MARK)[0]


def admit_to(to: sa.Connection, case_id: str, admit: Admit | None) -> None:
    """See inside a transaction that holds a case that somebody may work in it.

    raises: what `admit` raises.
    """
    if admit is not None:
        from smoulder.store.access import Access, read_access

        admit(case_id, read_access(to, case_id) or Access())


def leaves_out(change: Change) -> bool:
    """Whether a change stays out of a case that comes by terms: it becomes a forecast that is scored, or is a judgement
    of which one is made.
    """
    return isinstance(change, NumberGiven | Judged)
