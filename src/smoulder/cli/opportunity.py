"""`smoulder opportunity`: did the group do more, or less, than its past says, when it might have?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from smoulder.cli.case_options import Who
from smoulder.cli.options import AsJson, DataFolder, SettingsFile
from smoulder.cli.terminal import progress, say, width

if TYPE_CHECKING:
    from smoulder.records.opportunity import OpportunityResult

CaseName = Annotated[str, typer.Argument(metavar="CASE", help="The id, as `case list` gives it.")]
First = Annotated[str, typer.Option("--from", metavar="DAY", help="First day of the window, YYYY-MM-DD.")]
Last = Annotated[
    str, typer.Option("--to", metavar="DAY", help="Last day of the window, which lies before the as-of day.")
]
KindName = Annotated[
    str,
    typer.Option("--kind", metavar="KIND", help="protests, election, holiday, or departure (announced)."),
]
Turn = Annotated[
    str | None,
    typer.Option(
        "--turn",
        metavar="DAY",
        help="For departure: the day of it; from then on more is expected. Without it all days lie before.",
    ),
]
MeasureName = Annotated[
    Literal["inflicted", "deaths", "events"],
    typer.Option("--measure", help="What is counted: deaths the group inflicted, all deaths, or events."),
]
PlaceboCount = Annotated[
    int,
    typer.Option("--placebos", min=0, max=400, help="Other windows of the group to test, at most."),
]
Enter = Annotated[
    bool,
    typer.Option(
        "--enter",
        help="Enter the result into the case as evidence; the comeback model then sees no month of the window.",
    ),
]
Svg = Annotated[Path | None, typer.Option("--svg", metavar="FILE", help="Write the curve to a file as SVG.")]


def opportunity(
    case: CaseName,
    *,
    first: First,
    last: Last,
    kind: KindName,
    turn: Turn = None,
    measure: MeasureName = "inflicted",
    placebos: PlaceboCount = 40,
    svg: Svg = None,
    enter: Enter = False,
    who: Who = "",
    json: AsJson = False,
    data: DataFolder = None,
    settings: SettingsFile = None,
) -> None:
    """Test whether the group of a case used an opportunity, and what that says of patience, degraded and spent.

    The count model sees only the months before the window. Without --enter nothing is written to the case.
    """
    from smoulder.brief.charts.draw import check_charts
    from smoulder.cli.opportunity_run import Asking, day_of, make_test
    from smoulder.cli.opportunity_words import opportunity_words
    from smoulder.models.opportunity.window import Window

    if svg is not None:
        check_charts()
    window = Window(
        day_of(first, "--from"), day_of(last, "--to"), None if turn is None else day_of(turn, "--turn")
    )
    with progress("Reading the months") as tell:
        found = make_test(Asking(case, window, kind, measure, placebos, data, settings), tell)
    if svg is not None:
        write_chart(found, svg)
    print(found.model_dump_json(indent=2) if json else opportunity_words(found, width()))
    if enter:
        enter_result(case, found, who, data, settings)


def enter_result(
    case: str, found: OpportunityResult, who: str, data: Path | None, settings: Path | None
) -> None:
    """Enter a result into its case and say how it goes on."""
    from smoulder.assessment.window_item import window_item
    from smoulder.cli.case_desk import at_desk
    from smoulder.records.case_file import own_item_id

    item = window_item(found)
    with at_desk(data, settings, who) as desk:
        desk.enter(case, [item], "the opportunity test")
    say(f"Entered as item {own_item_id(item)}; `smoulder case answer {case}` answers the case with it.")


def write_chart(found: OpportunityResult, file: Path) -> None:
    """Write the curve to a file and say where; or say that there is none."""
    from smoulder.brief.charts.opportunity import opportunity_svg
    from smoulder.cli.output import write_whole

    if not found.curve:
        say("No chart: the months are not covered.")
        return
    write_whole(file, opportunity_svg(found), "--svg")
    say(f"Chart: {file}")
