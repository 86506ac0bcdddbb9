"""The history of a case: every change, every correction of the reader, and every answer with what moved it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from smoulder.desk.desk import Desk
    from smoulder.desk.history_words import Answered
    from smoulder.records.change import Change, Entry, Judged
    from smoulder.records.fix import Fix
    from smoulder.store.case_rows import Case


Told = tuple[list[str], dict[str, Any]]  # Any: JSON
"""A step in words, and as JSON."""


class Step:
    """One line of the history: a change, a correction of the reader or an answer.

    what: its kind, as `content` has it. It is put into words when these are asked for: a long history is shown in
    pages.
    """

    def __init__(self, at: datetime, who: str, why: str, what: str, tell: Callable[[], Told]) -> None:
        self.at, self.who, self.why, self.what = at, who, why, what
        self._tell = tell

    @cached_property
    def _told(self) -> Told:
        return self._tell()

    @property
    def lines(self) -> list[str]:
        """The step in words."""
        return self._told[0]

    @property
    def content(self) -> dict[str, Any]:  # Any: JSON
        """The step as JSON."""
        return self._told[1]


def _hidden(change: Change, panel: set[str], back: bool) -> set[str]:
    """What of a change is left to the panel: judgements, and numbers of those who sit in it or are kept back."""
    if change.what == "judgement":
        return {"hypotheses", "items", "comeback"}
    return {"value"} if change.what == "number" and (back or change.analyst in panel) else set()


def history_of(
    desk: Desk,
    case: Case,
    answers: Sequence[tuple[datetime, Answered]] | None = None,
    log: Sequence[Entry] | None = None,
) -> list[Step]:
    """The history in the order in which it happened.

    answers: when each was given, oldest first, where they are in hand; log: all entries, where they are; None reads
             them.
    """
    if answers is None:
        answers = [(one.created, one.answer) for one in desk.ledger.kept_answers(case.id)]
    if log is None:
        log = desk.ledger.log.entries(case.id)
    return sorted([*_entered(desk, case, log), *_answers(answers)], key=lambda step: step.at)


def _entered(desk: Desk, case: Case, log: Sequence[Entry]) -> list[Step]:
    """What was entered and corrected."""
    from smoulder.desk.blind import is_kept_back
    from smoulder.desk.desk import NOBODY

    names = desk.ledger.reports.names()
    opened = f"opened: {case.group} in {case.country}, as of {case.as_of}" + (
        f", {case.label}" if case.label else ""
    )
    steps = [Step(case.created, "", "", "opened", lambda: ([opened], {"what": "opened"}))]
    judgements: dict[tuple[str, int], Judged] = {
        (one.change.analyst, one.change.round): one.change for one in log if one.change.what == "judgement"
    }
    panel = {analyst for analyst, _ in judgements}
    for entry in log:
        # what an analyst judged stays with the panel, which shows it once one has judged blind
        back = desk.who != NOBODY and is_kept_back(entry.change, desk.who, judgements)
        put, hidden = entry.change, _hidden(entry.change, panel, back)
        # a reason given with a number can say the number
        why = "" if hidden and put.what in ("judgement", "number") and entry.who != desk.who else entry.why
        steps.append(Step(entry.at, entry.who, why, put.what, partial(_changed, entry, hidden, names)))
    reports = {one.change.sha256 for one in log if one.change.what == "report"}
    for kept in desk.fixes_in(case.id, reports):
        steps.append(Step(kept.at, kept.who, kept.why, "fix", partial(_fixed, kept.fix, names)))
    return steps


def _changed(entry: Entry, hidden: set[str], names: Mapping[str, str]) -> Told:
    """One change, without what is hidden of it."""
    from smoulder.desk.history_words import change_words

    put = entry.change
    if put.what == "number" and hidden:
        words = f"{put.analyst} gave a number for {put.topic} within {put.horizon} months"
    else:
        words = change_words(put, names)
    return [words], {"number": entry.number} | put.model_dump(mode="json", exclude=hidden)


def _fixed(fix: Fix, names: Mapping[str, str]) -> Told:
    """One correction of the reader."""
    from smoulder.desk.history_words import fix_words

    report = names.get(fix.sha256) or fix.sha256[:12]
    words = f"correction of the reader in {report}: {fix_words(fix)}"
    return [words], {"what": "fix"} | fix.model_dump(mode="json")


def _answers(answers: Sequence[tuple[datetime, Answered]]) -> list[Step]:
    steps = []
    before: Answered | None = None
    for number, (created, answer) in enumerate(answers, 1):
        steps.append(Step(created, "", "", "answer", partial(_answered, number, answer, before)))
        before = answer
    return steps


def _answered(number: int, answer: Answered, before: Answered | None) -> Told:
    """One answer, against the one before."""
    from smoulder.desk.history_words import answer_words

    content = {
        "what": "answer",
        "answer": number,
        "as_of": answer.question.as_of.isoformat(),
        "comeback": {str(horizon): chance.value for horizon, chance in answer.answer.items()},
        "moved": answer.moved.model_dump(mode="json") if answer.moved else None,
    }
    return answer_words(answer, before), content
