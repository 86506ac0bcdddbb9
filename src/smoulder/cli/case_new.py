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
    from smoulder.cli.case_desk import at_desk
    from smoulder.desk.case_json import case_json
    from smoulder.desk.open_case import open_case
    from smoulder.records.month import parse_day

    with at_desk(data, settings, who) as desk:
        day = parse_day(as_of) if as_of else desk.now.date()
        case, new_case = open_case(desk, group, country, day, mode, label)
    if json:
        print(dumps(case_json(case) | {"label": case.label, "new": new_case}, ensure_ascii=False, indent=2))
    else:
        print(case.id)
    say(f"Case: {case.id} ({'new' if new_case else 'known'})")
    if case.question.line is None:
        say(
            f"{case.group} is in no lull in {case.country} as of {case.as_of}: the case will ask no question."
        )
