"""The terms on which somebody writes into cases by a question or a file, where people have accounts.

Whoever keeps the ledger alone writes without terms. In a team a case that is there is asked for by its question too, so
that what one may do in it is looked up while it is held, and words go under nobody else's name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from smoulder.records.asked import Forecast
from smoulder.records.case_export import CaseExport
from smoulder.records.change import Change, Entry, Judged, NumberGiven
from smoulder.records.errors import BadEntry
from smoulder.records.question_of import ANALYST, BASE_RATE, MODEL, OWN, questions_of
from smoulder.records.report import Report
from smoulder.store.rows import stamp
from smoulder.store.tables import REPORTS

if TYPE_CHECKING:
    from smoulder.store.access import Access

Admit = Callable[[str, "Access"], None]
"""Raises where somebody may not work in a case; given its id and who sees it."""
MARK = ", taken in by "
"""Stands between whose words they are and who brought them."""
LOST = "\ufffd"
"""What stands for a letter that could not be decoded."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms on which a file is taken in.

    who:     takes it in. others: names of all other accounts, without regard to case and spaces (`handle_of`).
    settles: whether outcomes of questions are taken in. admit: asked of a case that is there.
    """

    who: str
    others: frozenset[str]
    settles: bool
    admit: Admit

    def check_name(self, name: str) -> None:
        """raises: BadEntry where a name is that of another account."""
        from smoulder.store.accounts import handle_of

        if handle_of(name) in self.others:
            raise BadEntry(
                f"the file has words under the name of {name} that are new here, and {name} has an account of their "
                "own; let them enter it, or ask whoever keeps the server to take it in"
            )

    def name_for(self, who: str) -> str:
        """The name under which words of somebody are entered. raises: BadEntry as `check_name`."""
        name = own_name(who)
        self.check_name(name)
        return name if self.is_own(name) else f"{name}{MARK}{self.who}"

    def is_own(self, name: str) -> bool:
        """Whether a name is that of who takes the file in."""
        from smoulder.store.accounts import handle_of

        return handle_of(name) == handle_of(self.who)


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


def check_reports(to: sa.Connection, reports: Sequence[Report]) -> None:
    """See that no text comes in under the SHA-256 of another: one that lost letters cannot be held to its own.

    raises: BadEntry where the ledger does not have the text of such a report already.
    """
    for one in reports:
        here = (REPORTS.c.sha256 == one.sha256) & REPORTS.c.raw.is_not(None)
        if LOST in one.raw and to.scalar(sa.select(REPORTS.c.sha256).where(here)) is None:
            raise BadEntry(
                f"the text of report {one.name} lost letters when it was first read, so that nothing shows whether it "
                "is still the same; add the report itself here first, then take in the file"
            )


def number_of(change: Change) -> str:
    """The analyst whose number a change gives, '' where it gives none."""
    return change.analyst if isinstance(change, Judged | NumberGiven) else ""


def forecasts_told(export: CaseExport, log: Sequence[Entry], terms: Terms) -> list[Forecast]:
    """The forecasts of a file that are taken in: those that an answer of the file gives, and those of analysts where
    the log has the number they rest on; the others are left out.

    log:    of the case as it is here by now.
    raises: BadEntry where one stands under another account's name, and the log has no such number.
    """
    place = {one.id: (one.topic, one.horizon, one.branch, one.as_of) for one in export.questions}
    given = [(one.change, stamp(one.at)) for one in log if isinstance(one.change, NumberGiven)]
    said = {
        (f"{ANALYST}{one.analyst}", made, one.value, one.topic, one.horizon, one.branch, one.as_of)
        for one, made in given
    }
    answered = {
        (one.question, *_words(one))
        for kept in export.answers
        for one in questions_of(export.id, kept.answer, kept.created)[1]
    }
    told = []
    for one in export.forecasts:
        if one.forecaster.startswith(ANALYST):
            stands = (*_words(one), *place[one.question]) in said
            if not stands:
                terms.check_name(one.forecaster.removeprefix(ANALYST))
        else:
            # what a panel pooled is kept beside the log, and rests on judgements that are in it
            stands = one.forecaster not in (OWN, MODEL, BASE_RATE) or (one.question, *_words(one)) in answered
        if stands:
            told.append(one)
    return told


def _words(one: Forecast) -> tuple[str, str, float]:
    return one.forecaster, stamp(one.made), one.value
