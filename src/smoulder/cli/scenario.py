"""`smoulder scenario`: what changes for a case if the pressure stays, eases or comes off."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smoulder.cli.options import AsJson, DataFolder, SettingsFile
from smoulder.cli.terminal import progress, say, width

if TYPE_CHECKING:
    from smoulder.records.scenario import Scenario

CaseName = Annotated[str, typer.Argument(metavar="CASE", help="The id, as `case list` gives it.")]
Calendars = Annotated[
    list[str] | None,
    typer.Option(
        "--calendar",
        metavar="NAME=FILE",
        help="A branch of your own: its name and a TOML calendar; repeat it for more. "
        "Without any: stays, eases, comes off.",
    ),
]
KindName = Annotated[
    str,
    typer.Option("--kind", metavar="KIND", help="The kind of pressure [the first that the calendar has]."),
]
Horizons = Annotated[
    str,
    typer.Option("--horizons", metavar="MONTHS", help="How far ahead, up to 36 months, such as 6,12,24,36."),
]
Judge = Annotated[
    bool,
    typer.Option("--judge", help="Say which branch the calendar says was taken, looking past the as-of day."),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Write scenario.svg, scenario.json and scenario.txt there."),
]


def scenario(
    case: CaseName,
    *,
    calendar: Calendars = None,
    kind: KindName = "",
    horizons: Horizons = "6,12,24,36",
    judge: Judge = False,
    out: Out = None,
    json: AsJson = False,
    data: DataFolder = None,
    settings: SettingsFile = None,
) -> None:
    """Say how likely a comeback is on each branch of the pressure, and how many deaths the group would inflict.

    The comeback model is asked as of the day that the case stands at; the evidence of the case is not in it. Nothing
    is written to the case.
    """
    from smoulder.brief.charts.draw import check_charts
    from smoulder.cli.output import check_folder
    from smoulder.cli.scenario_run import Asking, answer
    from smoulder.cli.scenario_words import scenario_words

    if out is not None:
        check_charts()
        check_folder(out, "--out")
    with progress("Reading the case") as tell:
        found = answer(Asking(case, calendar or [], kind, horizons, judge, data, settings), tell)
    if out is not None:
        write_all(found, out)
    print(found.model_dump_json(indent=2) if json else scenario_words(found, width()))


def write_all(found: Scenario, folder: Path) -> None:
    """Write picture, JSON and words to a folder, and say where."""
    from smoulder.brief.charts.scenario import scenario_svg
    from smoulder.cli.output import write_whole
    from smoulder.cli.scenario_words import scenario_words

    write_whole(folder / "scenario.svg", scenario_svg(found))
    write_whole(folder / "scenario.json", found.model_dump_json(indent=2) + "\n")
    write_whole(folder / "scenario.txt", scenario_words(found, 80) + "\n")
    say(f"Scenario: {folder}")
