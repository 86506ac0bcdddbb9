"""`smoulder case list` and `case show`."""

from __future__ import annotations

import sys
from datetime import datetime
from json import dumps, loads
from typing import TYPE_CHECKING, Annotated

import typer

from smoulder.cli.case_options import CaseId, OnDay
from smoulder.cli.options import AsJson, DataFolder, SettingsFile
from smoulder.cli.terminal import colour, say, table, width

if TYPE_CHECKING:
    from smoulder.desk.desk import Desk
    from smoulder.store.case_rows import Case

Search = Annotated[
    str,
    typer.Option(
        "--search",
        metavar="WORDS",
        help="Cases that have all of these words; names of persons are not searched.",
    ),
]
OfGroup = Annotated[str, typer.Option("--group", help="Cases of one group.")]
OfCountry = Annotated[str, typer.Option("--country", help="Cases of one country.")]
Why = Annotated[
    bool,
    typer.Option(
        "--why", help="What the answer hangs on, and what moved the number from one answer to the next."
    ),
]


def list_cases(
    search: Search = "",
    group: OfGroup = "",
    country: OfCountry = "",
    json: AsJson = False,
    data: DataFolder = None,
    settings: SettingsFile = None,
) -> None:
    """List the cases, oldest first."""
    from pydantic_core import to_json

    from smoulder.cli.case_desk import at_desk
    from smoulder.desk.case_choice import choose_cases
    from smoulder.desk.case_json import case_json

    with at_desk(data, settings) as desk:
        found = choose_cases(desk, search, group, country)
    if json:
        # ten thousand cases: the standard encoder takes half a second once it is to indent
        print(to_json([case_json(case) for case in found], indent=2).decode())
    elif found:
        heads = ("id", "group", "country", "as of", "comeback line")
        print(table(heads, [[c.id, c.group, c.country, str(c.as_of), _line(c)] for c in found]))
    elif search or group or country:
        say("No such case; `smoulder case list` names them all.")
    else:
        say("No cases yet; `smoulder assess` keeps one.")


def show(
    name: CaseId,
    why: Why = False,
    on: OnDay = "",
    json: AsJson = False,
    data: DataFolder = None,
    settings: SettingsFile = None,
) -> None:
    """Show one case and its latest answer, or how it stood on a day."""
    from smoulder.cli.case_desk import at_desk
    from smoulder.desk.desk import end_of, find_case

    until = end_of(on)
    with at_desk(data, settings) as desk:
        case = find_case(desk, name)
        if until is not None and case.created > until and not json:
            say(f"{case.id} was not there on {on}.")
            return
        _show(desk, case, until, json, why)


def _show(desk: Desk, case: Case, until: datetime | None, json: bool, why: bool) -> None:
    from smoulder.brief.json import render_json
    from smoulder.brief.terminal import half_page
    from smoulder.cli.sensitivity_words import sensitivity_words
    from smoulder.desk.case_json import case_json
    from smoulder.desk.history_words import answer_words, standing_words

    file = desk.ledger.file(case.id, until)
    kept = [one for one in desk.ledger.kept_answers(case.id) if until is None or one.created <= until]
    answer = kept[-1].answer if kept else None
    if json:
        whole = case_json(case) | {
            "mode": case.mode,
            "label": case.label,
            "created": case.created.isoformat(),
            "answers": len(kept),
            "standing": file.model_dump(mode="json", exclude={"judgements", "numbers"}),
            "answer": loads(render_json(answer)) if answer else None,
        }
        if why:
            whole["moved"] = [one.answer.moved.model_dump(mode="json") for one in kept if one.answer.moved]
        print(dumps(whole, ensure_ascii=False, indent=2))
        return
    print(f"{case.id}, kept {case.created:%Y-%m-%d %H:%M} UTC, answers: {len(kept)}\n")
    if answer is None:
        print(f"{case.group} in {case.country}, as of {file.as_of or case.as_of}: not answered yet.")
    else:
        print(half_page(answer, width=width(), colour=colour(sys.stdout)))
    if told := standing_words(file, desk.ledger.reports.names()):
        print(f"\n{told}")
    if why and answer is not None and answer.sensitivity is not None:
        print(f"\n{sensitivity_words(answer.sensitivity, answer.evidence, width())}")
    for before, one in zip([None, *kept], kept, strict=False) if why else ():
        lines = answer_words(one.answer, before.answer if before else None)
        print(f"\n{one.created:%Y-%m-%d %H:%M}  {lines[0]}")
        print("\n".join(f"{'':18}{line}" for line in lines[1:]), end="\n" if len(lines) > 1 else "")


def _line(case: Case) -> str:
    """The line of the question, or why there is none."""
    if case.question.line is not None:
        return f"{case.question.line:.0f} deaths in 12 months"
    return "in no lull" if case.answers else "not answered yet"
