"""The table at which a panel sits: a case with its last answer, its judgements, and what is learned from others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from smoulder.records.errors import BadEntry

if TYPE_CHECKING:
    from smoulder.assessment.panel.held import Held
    from smoulder.assessment.panel.panel import PanelView
    from smoulder.desk.desk import Desk
    from smoulder.records.case import Assessment
    from smoulder.records.case_file import CaseFile
    from smoulder.records.change import Judged


@dataclass(frozen=True, slots=True)
class Table:
    """A case to judge.

    answer: the last; held: what it holds judgements to; judgements: by analyst and round.
    last:   number of the last entry of the case when these were read.
    """

    case_id: str
    answer: Assessment
    held: Held
    judgements: Mapping[tuple[str, int], Judged]
    last: int


def lay_table(desk: Desk, name: str) -> Table:
    """A case as a panel needs it.

    raises: NoCase, BadEntry where it has no answer yet or the group is in no lull.
    """
    from smoulder.desk.desk import find_case, last_answer

    case_id = find_case(desk, name).id
    answer = last_answer(desk, case_id)
    if answer is None:
        raise BadEntry(
            f"{case_id} has no answer yet, which says what there is to judge; run `smoulder case answer`"
        )
    return table_of(case_id, answer, desk.ledger.file(case_id))


def table_of(case_id: str, answer: Assessment, file: CaseFile) -> Table:
    """A case as a panel needs it, from its last answer.

    raises: BadEntry where the group is in no lull.
    """
    from smoulder.assessment.panel.held import held_by

    return Table(case_id, answer, held_by(answer), file.judgements, file.last)


def see_panel(desk: Desk, table: Table, named: bool) -> PanelView:
    """The panel as it stands.

    named:  True where it is shown to an analyst, who then needs a name.
    raises: BadEntry to an analyst whose own first round is not in.
    """
    from smoulder.assessment.panel.blind import may_see
    from smoulder.assessment.panel.days import judged_days
    from smoulder.assessment.panel.panel import convene
    from smoulder.assessment.panel.record import learn_from
    from smoulder.desk.desk import NOBODY
    from smoulder.records.case_file import lay

    log = desk.ledger.log.entries(table.case_id)
    judgements = lay(log).judgements
    if desk.who == NOBODY and named:
        raise BadEntry(
            "--show needs the name you judge under; give it with --analyst NAME or SMOULDER_ANALYST"
        )
    if desk.who != NOBODY:
        may_see(desk.who, judgements)
    view = convene(judgements, table.held, learn_from(desk.ledger.asked.scored(), table.case_id))
    return replace(view, days=judged_days(log, desk.ledger.case(table.case_id).as_of))


def keep_panel(desk: Desk, table: Table, view: PanelView) -> str:
    """Keep the pooled numbers as forecasts, and say which.

    Numbers that were said as of another day are of another question: they are left out, and who said them is told.
    """
    from smoulder.assessment.panel.record import panel_forecasts
    from smoulder.assessment.panel.words import stale_words
    from smoulder.records.question_of import meant_last

    asked = meant_last(desk.ledger.asked.questions(table.case_id), table.case_id, table.answer)
    day = table.answer.question.as_of
    left = stale_words(view, day)
    forecasts = panel_forecasts(view.of_day(day, table.held), asked, day, desk.now)
    if not forecasts and left:
        return f"Nothing kept: {left}"
    if not forecasts:
        return "Nothing kept: nobody gave leaves or a number, or the case has asked no question of that day."
    desk.ledger.asked.add([], forecasts)
    months = {one.id: one.horizon for one in asked}
    told = ", ".join(f"{100 * one.value:.1f} % within {months[one.question]} months" for one in forecasts)
    return f"Kept as the panel's forecast: {told}.{f' Left out: {left}' if left else ''}"
