"""`smoulder case new`: open a case before anything is read."""

from __future__ import annotations

from json import dumps
from typing import Annotated

import typer

from smoulder.cli.case_options import Who
from smoulder.cli.options import AsJson, DataFolder, Label, Mode, SettingsFile
from smoulder.cli.terminal import say

CaseGroup = Annotated[str, typer.Option("--group", help="The armed group, by name or id.")]
CaseCountry = Annotated[str, typer.Option("--country", help="The country.")]
CaseDay = Annotated[
    str,
    typer.Option(
        "--as-of", metavar="DAY", help="The day, YYYY-MM-DD, or the end of a month, YYYY-MM [today]."
    ),
]


def new(
    group: CaseGroup,
    country: CaseCountry,
    as_of: CaseDay = "",
    mode: Mode = "revised",
    label: Label = "",
    who: Who = "",
    json: AsJson = False,
    data: DataFolder = None,
    settings: SettingsFile = None,
) -> None:
    """Open the case of a question, without an answer; the same question finds it again."""
    from smoulder.assessment.question import ask
    from smoulder.cli.case_desk import at_desk
    from smoulder.cli.case_request import request_of
    from smoulder.cli.case_show import brief_json
    from smoulder.records.month import parse_day

    with at_desk(data, settings, who) as desk:
        day = parse_day(as_of) if as_of else desk.now.date()
        question = ask(request_of(desk, group, country, day, mode))
        kept = desk.ledger.open_case(question, " ".join(label.split()), desk.now, desk.who)
        case = desk.ledger.case(kept.case_id)
    if json:
        print(dumps(brief_json(case) | {"label": case.label, "new": kept.new}, ensure_ascii=False, indent=2))
    else:
        print(case.id)
    say(f"Case: {case.id} ({'new' if kept.new else 'known'})")
    if question.line is None:
        say(
            f"{case.group} is in no lull in {case.country} as of {case.as_of}: the case will ask no question."
        )
