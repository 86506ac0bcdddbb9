"""A case opened before anything is read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from smoulder.desk.desk import Desk
from smoulder.desk.request import Mode, request_of

if TYPE_CHECKING:
    from smoulder.store.case_rows import Case


def open_case(
    desk: Desk, group: str, country: str, as_of: date, mode: Mode = "revised", label: str = ""
) -> tuple[Case, bool]:
    """Open the case of a question, without an answer; the same question and label find it again.

    returns: the case, and whether it is new.
    raises:  NoGroup, NoCountry, NoData, PersonGiven where the question cannot be asked; CannotWrite, BadLedger.
    """
    from smoulder.assessment.question import ask

    question = ask(request_of(desk, group, country, as_of, mode))
    kept = desk.ledger.open_case(question, " ".join(label.split()), desk.now, desk.who)
    return desk.ledger.case(kept.case_id), kept.new
