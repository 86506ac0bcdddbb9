"""`smoulder case history`: every change of a case, and every answer with what moved it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from json import dumps
from typing import TYPE_CHECKING, Any

from smoulder.cli.case_options import CaseId, OnDay
from smoulder.cli.options import AsJson, DataFolder, SettingsFile
from smoulder.cli.terminal import say

if TYPE_CHECKING:
    from smoulder.cli.case_desk import Desk
    from smoulder.records.change import Change
    from smoulder.store.case_rows import Case


@dataclass(frozen=True, slots=True)
class _Step:
    """One line of the history: a change, a correction of the reader or an answer."""

    at: datetime
    who: str
    why: str
    lines: list[str]
    content: dict[str, Any]  # Any: JSON


def history(
    name: CaseId,
    on: OnDay = "",
    json: AsJson = False,
    data: DataFolder = None,
    settings: SettingsFile = None,
) -> None:
    """Show every change with who, when and why, and each answer with what moved it; nothing is ever overwritten."""
    from smoulder.cli.case_desk import at_desk, end_of, find_case
    from smoulder.cli.case_history_words import standing_words

    until = end_of(on)
    with at_desk(data, settings) as desk:
        case = find_case(desk, name)
        steps = [one for one in _steps(desk, case) if until is None or one.at <= until]
        file = desk.ledger.file(case.id, until)
        standing = standing_words(file, desk.ledger.reports.names())
    if json:
        told = [
            {"at": one.at.isoformat(), "who": one.who, "why": one.why} | one.content | {"words": one.lines}
            for one in steps
        ]
        whole: dict[str, Any] = {"id": case.id, "on": on or None, "history": told}
        if until is not None:
            whole["standing"] = file.model_dump(mode="json", exclude={"judgements", "numbers"})
        print(dumps(whole, ensure_ascii=False, indent=2))
        return
    for one in steps:
        first, *more = one.lines
        who = f"{one.who}: " if one.who else ""
        print(f"{one.at:%Y-%m-%d %H:%M}  {who}{first}{f' – {one.why}' if one.why else ''}")
        for line in more:
            print(f"{'':18}{line}")
    if not steps:
        say(f"{case.id} was not there{f' on {on}' if on else ''}.")
    elif until is not None and standing:
        print(f"\nAs it stood on {on}:\n{standing}")


def _hidden(change: Change, panel: set[str]) -> set[str]:
    """What of a change is left to the panel: judgements, and numbers of those who sit in it."""
    if change.what == "judgement":
        return {"hypotheses", "items", "comeback"}
    return {"value"} if change.what == "number" and change.analyst in panel else set()


def _steps(desk: Desk, case: Case) -> list[_Step]:
    """The history in the order in which it happened."""
    from smoulder.cli.case_history_words import answer_words, change_words, fix_words

    names = desk.ledger.reports.names()
    opened = f"opened: {case.group} in {case.country}, as of {case.as_of}" + (
        f", {case.label}" if case.label else ""
    )
    steps = [_Step(case.created, "", "", [opened], {"what": "opened"})]
    log = desk.ledger.log.entries(case.id)
    panel = {one.change.analyst for one in log if one.change.what == "judgement"}
    for entry in log:
        # what an analyst judged stays with the panel, which shows it once everybody has judged blind
        put, hidden = entry.change, _hidden(entry.change, panel)
        change = put.model_dump(mode="json", exclude=hidden)
        if put.what == "number" and hidden:
            words = [f"{put.analyst} gave a number for {put.topic} within {put.horizon} months"]
        else:
            words = [change_words(put, names)]
        steps.append(_Step(entry.at, entry.who, entry.why, words, {"number": entry.number} | change))
    for kept in desk.ledger.fixes.of({one.change.sha256 for one in log if one.change.what == "report"}):
        fix = kept.fix
        report = names.get(fix.sha256) or fix.sha256[:12]
        words = [f"correction of the reader in {report}: {fix_words(fix)}"]
        steps.append(_Step(kept.at, kept.who, kept.why, words, {"what": "fix"} | fix.model_dump(mode="json")))
    before = None
    for number, one in enumerate(desk.ledger.kept_answers(case.id), 1):
        answer = one.answer
        content = {
            "what": "answer",
            "answer": number,
            "as_of": answer.question.as_of.isoformat(),
            "comeback": {str(horizon): chance.value for horizon, chance in answer.answer.items()},
            "moved": answer.moved.model_dump(mode="json") if answer.moved else None,
        }
        steps.append(_Step(one.created, "", "", answer_words(answer, before), content))
        before = answer
    return sorted(steps, key=lambda step: step.at)
