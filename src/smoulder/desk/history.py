"""The history of a case: every change, every correction of the reader, and every answer with what moved it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from smoulder.desk.desk import Desk
    from smoulder.desk.history_words import Answered
    from smoulder.records.change import Change, Judged
    from smoulder.store.case_rows import Case


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the history: a change, a correction of the reader or an answer."""

    at: datetime
    who: str
    why: str
    lines: list[str]
    content: dict[str, Any]  # Any: JSON


def _hidden(change: Change, panel: set[str], back: bool) -> set[str]:
    """What of a change is left to the panel: judgements, and numbers of those who sit in it or are kept back."""
    if change.what == "judgement":
        return {"hypotheses", "items", "comeback"}
    return {"value"} if change.what == "number" and (back or change.analyst in panel) else set()


def history_of(
    desk: Desk, case: Case, answers: Sequence[tuple[datetime, Answered]] | None = None
) -> list[Step]:
    """The history in the order in which it happened.

    answers: when each was given, oldest first, where they are in hand; None reads them all.
    """
    if answers is None:
        answers = [(one.created, one.answer) for one in desk.ledger.kept_answers(case.id)]
    return sorted([*_entered(desk, case), *_answers(answers)], key=lambda step: step.at)


def _entered(desk: Desk, case: Case) -> list[Step]:
    """What was entered and corrected."""
    from smoulder.desk.blind import is_kept_back
    from smoulder.desk.desk import NOBODY
    from smoulder.desk.history_words import change_words, fix_words

    names = desk.ledger.reports.names()
    opened = f"opened: {case.group} in {case.country}, as of {case.as_of}" + (
        f", {case.label}" if case.label else ""
    )
    steps = [Step(case.created, "", "", [opened], {"what": "opened"})]
    log = desk.ledger.log.entries(case.id)
    judgements: dict[tuple[str, int], Judged] = {
        (one.change.analyst, one.change.round): one.change for one in log if one.change.what == "judgement"
    }
    panel = {analyst for analyst, _ in judgements}
    for entry in log:
        # what an analyst judged stays with the panel, which shows it once one has judged blind
        back = desk.who != NOBODY and is_kept_back(entry.change, desk.who, judgements)
        put, hidden = entry.change, _hidden(entry.change, panel, back)
        change = put.model_dump(mode="json", exclude=hidden)
        if put.what == "number" and hidden:
            words = [f"{put.analyst} gave a number for {put.topic} within {put.horizon} months"]
        else:
            words = [change_words(put, names)]
        # a reason given with a number can say the number
        why = "" if hidden and put.what in ("judgement", "number") and entry.who != desk.who else entry.why
        steps.append(Step(entry.at, entry.who, why, words, {"number": entry.number} | change))
    for kept in desk.ledger.fixes.of({one.change.sha256 for one in log if one.change.what == "report"}):
        fix = kept.fix
        report = names.get(fix.sha256) or fix.sha256[:12]
        words = [f"correction of the reader in {report}: {fix_words(fix)}"]
        steps.append(Step(kept.at, kept.who, kept.why, words, {"what": "fix"} | fix.model_dump(mode="json")))
    return steps


def _answers(answers: Sequence[tuple[datetime, Answered]]) -> list[Step]:
    from smoulder.desk.history_words import answer_words

    steps = []
    before: Answered | None = None
    for number, (created, answer) in enumerate(answers, 1):
        content = {
            "what": "answer",
            "answer": number,
            "as_of": answer.question.as_of.isoformat(),
            "comeback": {str(horizon): chance.value for horizon, chance in answer.answer.items()},
            "moved": answer.moved.model_dump(mode="json") if answer.moved else None,
        }
        steps.append(Step(created, "", "", answer_words(answer, before), content))
        before = answer
    return steps
