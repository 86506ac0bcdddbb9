"""`smoulder resolve`: close the questions that the data now decide."""

from __future__ import annotations

from typing import Annotated

import typer

from smoulder.cli.options import AsJson, DataFolder, SettingsFile
from smoulder.cli.terminal import progress, width

OneCase = Annotated[
    str, typer.Argument(metavar="[CASE]", help="The id, as `case list` gives it; without it, all cases.")
]


def resolve(
    case: OneCase = "",
    *,
    json: AsJson = False,
    data: DataFolder = None,
    settings: SettingsFile = None,
) -> None:
    """Close the questions that the data now decide, and show the rows that decide them.

    Provisionally on candidate data, finally on the yearly release. Branches are judged first, by the pressure
    calendar alone; a question on one that was not taken is void. What cannot be decided is listed with the reason.
    """
    from smoulder.cli.case_desk import at_desk
    from smoulder.cli.resolve_words import resolve_json, resolve_words
    from smoulder.desk.resolve import resolve_questions

    with progress("Judging branches, then looking at months") as tell, at_desk(data, settings) as desk:
        found = resolve_questions(desk, case, tell)
    print(resolve_json(found) if json else resolve_words(found, width()))
