"""`smoulder case history`: every change of a case, and every answer with what moved it."""

from __future__ import annotations

from json import dumps
from typing import Any

from smoulder.cli.case_options import CaseId, OnDay
from smoulder.cli.options import AsJson, DataFolder, SettingsFile
from smoulder.cli.terminal import say


def history(
    name: CaseId,
    on: OnDay = "",
    json: AsJson = False,
    data: DataFolder = None,
    settings: SettingsFile = None,
) -> None:
    """Show every change with who, when and why, and each answer with what moved it; nothing is ever overwritten."""
    from smoulder.cli.case_desk import at_desk
    from smoulder.desk.desk import end_of, find_case
    from smoulder.desk.history import history_of
    from smoulder.desk.history_words import standing_words

    until = end_of(on)
    with at_desk(data, settings) as desk:
        case = find_case(desk, name)
        steps = [one for one in history_of(desk, case) if until is None or one.at <= until]
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
