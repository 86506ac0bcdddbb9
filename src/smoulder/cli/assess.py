"""`smoulder assess`: from reports, from data alone, or both, to a brief."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from smoulder.cli.options import AsJson, AsOf, Country, DataFolder, SettingsFile
from smoulder.cli.output import check_folder
from smoulder.cli.terminal import colour, progress, say, width
from smoulder.cli.thresholds import takes_thresholds


@takes_thresholds
def assess(
    reports: Annotated[
        list[str] | None,
        typer.Argument(metavar="REPORT", help="Text or HTML files; - reads from a pipe."),
    ] = None,
    *,
    group: Annotated[
        str | None, typer.Option("--group", help="The armed group, if no report names it.")
    ] = None,
    country: Country = None,
    as_of: AsOf = None,
    mode: Annotated[
        Literal["revised", "known-then"],
        typer.Option("--mode", help="Figures as they stand today, or as they were known on the day."),
    ] = "revised",
    out: Annotated[
        str | None,
        typer.Option(
            "--out", metavar="DIR", help="Folder of the brief; {case} stands for its id [out/{case}]."
        ),
    ] = None,
    json: AsJson = False,
    data: DataFolder = None,
    settings: SettingsFile = None,
    thresholds: dict[str, str],
) -> None:
    """Read reports, look up the months, and write what to think of the quiet.

    Without reports, --group and --country say what is asked. The answer is kept as a case,
    and the same inputs find the same case again.
    """
    from smoulder.assessment.assess import Request
    from smoulder.assessment.assess import assess as answer
    from smoulder.brief.json import render_json
    from smoulder.brief.terminal import half_page
    from smoulder.brief.write import write_brief
    from smoulder.cli.settings import choose_settings
    from smoulder.cli.source import open_source
    from smoulder.records.month import parse_day
    from smoulder.store.ledger import open_ledger

    chosen = choose_settings(thresholds, file=settings, data=data, out=out)
    day = parse_day(as_of) if as_of else None
    check_folder(Path(chosen.out.partition("{case}")[0] or "."), "--out")
    with progress("Reading") as tell:
        request = Request(
            reports=tuple(open_source(name) for name in reports or ()),
            group=group,
            country=country,
            as_of=day,
            today=date.today(),
            mode=mode,
            settings=chosen.settings,
            progress=tell,
        )
        assessment = answer(request)
        tell("Writing the brief")
        with open_ledger(chosen.data) as ledger:
            kept = ledger.keep(assessment, now=datetime.now(UTC))
        written = write_brief(assessment, Path(chosen.out.replace("{case}", kept.case_id)), ("html", "json"))
    if json:
        print(render_json(assessment))
    else:
        print(half_page(assessment, width=width(), colour=colour(sys.stdout)))
    say(f"Data folder: {chosen.data}")
    say(
        f"Case: {kept.case_id} ({'new' if kept.new else 'known; new answer' if kept.new_answer else 'known'})"
    )
    say(f"Brief: {written['html']}")
