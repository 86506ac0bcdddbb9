"""`smoulder case evidence`: list, enter, mark and cluster the items of a case, and grade their sources."""

from __future__ import annotations

from json import dumps
from typing import Annotated

import typer

from smoulder.cli.case_options import OfReport, Reliability, Who, Why
from smoulder.cli.options import AsJson, DataFolder, SettingsFile
from smoulder.cli.terminal import say

EvidenceId = Annotated[str, typer.Argument(metavar="ID", help="The id, as `case list` gives it.")]
ItemId = Annotated[
    str, typer.Argument(metavar="ITEM", help="An item's id or its beginning; without it a new one.")
]
Text = Annotated[str, typer.Option("--text", help="What was seen or said: a new item.")]
Kind = Annotated[str, typer.Option("--kind", metavar="KIND", help="Of the table of kinds, or your own.")]
Under = Annotated[
    list[str] | None,
    typer.Option(
        "--under",
        metavar="LEAF=P",
        help="How likely the item is if a hypothesis holds: unlikely, .3 or .1-.3; repeat it.",
    ),
]
TakeBack = Annotated[
    list[str] | None,
    typer.Option(
        "--take-back",
        metavar="LEAF",
        help="What --under said of it for a hypothesis is so no more; repeat it for more.",
    ),
]
SourceName = Annotated[
    str, typer.Option("--source", metavar="NAME", help="Publisher, institution or party; never a person.")
]
Speaker = Annotated[str, typer.Option("--speaker", metavar="NAME", help="Who says it, as published.")]
Credibility = Annotated[
    str, typer.Option("--credibility", metavar="1-6", help="Of the item; 6: cannot be judged.")
]
Cluster = Annotated[
    str | None,
    typer.Option(
        "--cluster", metavar="NAME", help="Items that lean on one another share one; '' takes it out."
    ),
]
Reject = Annotated[bool, typer.Option("--reject", help="Leave the item out.")]
Restore = Annotated[bool, typer.Option("--restore", help="Take a rejected item back in.")]
Months = Annotated[
    str,
    typer.Option(
        "--months", metavar="FROM..TO", help="Months of the series that it rests on, YYYY-MM..YYYY-MM."
    ),
]
Indicator = Annotated[
    str, typer.Option("--indicator", metavar="NAME", help="What it measures, so that nothing enters twice.")
]
Span = Annotated[
    str,
    typer.Option("--span", metavar="START:END", help="Characters of a report of the case that the item is."),
]
Since = Annotated[str, typer.Option("--since", metavar="DAY", help="From when a grade of --source holds.")]


def evidence(
    name: EvidenceId = "",
    item: ItemId = "",
    text: Text = "",
    span: Span = "",
    of: OfReport = "",
    kind: Kind = "",
    under: Under = None,
    take_back: TakeBack = None,
    source: SourceName = "",
    speaker: Speaker = "",
    reliability: Reliability = "",
    credibility: Credibility = "",
    cluster: Cluster = None,
    reject: Reject = False,
    restore: Restore = False,
    months: Months = "",
    indicator: Indicator = "",
    since: Since = "",
    who: Who = "",
    why: Why = "",
    json: AsJson = False,
    data: DataFolder = None,
    settings: SettingsFile = None,
) -> None:
    """List the items of a case with their worth; enter one by --text or --span, mark one by its id, or grade a source.

    Without ID, --source, --reliability and --since keep how reliable a source is from a day on.
    """
    from smoulder.cli.case_desk import at_desk
    from smoulder.cli.case_evidence_list import items_words
    from smoulder.desk.desk import find_case
    from smoulder.desk.evidence import Given, change_of, grade_source
    from smoulder.desk.stock import items_json, take_stock

    given = Given(
        item, text, kind, tuple(under or ()), source, speaker, reliability, credibility, cluster, reject, restore,
        months, indicator, since, why, span, of, tuple(take_back or ()),
    )  # fmt: skip
    with at_desk(data, settings, who) as desk:
        if not name:
            grade = grade_source(desk, given)
            print(
                grade.model_dump_json(indent=2)
                if json
                else f"{grade.name}: {grade.reliability} since {grade.since}"
            )
            return
        case = find_case(desk, name)
        if change := change_of(desk, case, given):
            desk.enter(case.id, [change], why)
        stock = take_stock(desk, case)
    print(dumps(items_json(stock), ensure_ascii=False, indent=2) if json else items_words(stock))
    if change:
        say(f"Entered by {desk.who}; `smoulder case answer {case.id}` answers the case anew.")
