"""`smoulder case add`: later reports join a case, and it is answered anew."""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING, Annotated

import typer

from smoulder.cli.case_options import CaseId, Who
from smoulder.cli.options import AsJson, AsOf, DataFolder, ParserName, SettingsFile
from smoulder.cli.terminal import progress, say

if TYPE_CHECKING:
    from smoulder.assessment.work import Worked

NewReports = Annotated[
    list[str],
    typer.Argument(metavar="REPORT", help="Text or HTML files that join the case; - reads from a pipe."),
]


def add(
    name: CaseId,
    reports: NewReports,
    as_of: AsOf = None,
    who: Who = "",
    parser: ParserName = "",
    json: AsJson = False,
    data: DataFolder = None,
    settings: SettingsFile = None,
) -> None:
    """Let reports join a case, answer it anew, and say what moved the number.

    A report that is later than the day of the case moves that day on, as --as-of does.
    """
    from smoulder.cli.case_desk import at_desk
    from smoulder.cli.source import open_source
    from smoulder.desk.answer import answer_case
    from smoulder.desk.desk import find_case
    from smoulder.records.month import parse_day

    opened = [open_source(one) for one in reports]
    day = parse_day(as_of) if as_of else None
    with at_desk(data, settings, who) as desk:
        case = find_case(desk, name)
        known = set(desk.ledger.file(case.id).reports)
        twice = [one.name for one in opened if one.sha256 in known]
        with progress("Reading") as tell:
            done = answer_case(desk, case.id, opened, day, parser, tell)
    for one in twice:
        say(f"{one} was in the case already.")
    if done.moved_from is not None:
        say(f"THE DAY OF THE CASE MOVED from {done.moved_from} to {done.assessment.question.as_of}.")
    print(told(done, json))


def told(done: Worked, as_json: bool) -> str:
    """The new answer of a case, with what moved its number."""
    return dumps(_json(done), ensure_ascii=False, indent=2) if as_json else "\n".join(_words(done))


def _json(done: Worked) -> dict[str, object]:
    answer = done.assessment
    return {
        "id": done.kept.case_id,
        "as_of": answer.question.as_of.isoformat(),
        "moved_from": done.moved_from.isoformat() if done.moved_from else None,
        "new_answer": done.kept.new_answer,
        "comeback": {str(horizon): chance.value for horizon, chance in answer.answer.items()},
        "moved": answer.moved.model_dump(mode="json") if answer.moved else None,
    }


def _words(done: Worked) -> list[str]:
    from smoulder.desk.history_words import moved_words

    if not done.kept.new_answer:
        return ["Nothing changed: the answer is the one that the case had."]
    return [done.assessment.headline, *moved_words(done.assessment)]
