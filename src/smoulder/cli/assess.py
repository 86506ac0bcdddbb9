"""`smoulder assess`: from reports, from data alone, or both, to a brief."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from smoulder.cli.options import AsJson, AsOf, Country, DataFolder, ParserName, SettingsFile
from smoulder.cli.output import check_folder
from smoulder.cli.terminal import colour, progress, say, width
from smoulder.cli.thresholds import takes_thresholds

if TYPE_CHECKING:
    from smoulder.cli.settings import Chosen
    from smoulder.records.case import Assessment
    from smoulder.store.ledger import Kept

Reports = Annotated[
    list[str] | None, typer.Argument(metavar="REPORT", help="Text or HTML files; - reads from a pipe.")
]
GroupName = Annotated[
    str | None, typer.Option("--group", help="The armed group; without it, the one the reports name.")
]
Mode = Annotated[
    Literal["revised", "known-then"],
    typer.Option("--mode", help="Figures as they stand today, or as they were known on the day."),
]
OutFolder = Annotated[
    str | None,
    typer.Option("--out", metavar="DIR", help="Folder of the brief; {case} stands for its id [out/{case}]."),
]


@takes_thresholds
def assess(
    reports: Reports = None,
    *,
    group: GroupName = None,
    country: Country = None,
    as_of: AsOf = None,
    mode: Mode = "revised",
    out: OutFolder = None,
    json: AsJson = False,
    parser: ParserName = "",
    data: DataFolder = None,
    settings: SettingsFile = None,
    thresholds: dict[str, str],
) -> None:
    """Read reports, look up the months, and write what to think of the quiet.

    Without reports, --group and --country say what is asked. The answer is kept as a case,
    and the same inputs find the same case again.
    """
    from smoulder.cli.settings import choose_settings
    from smoulder.cli.source import open_source
    from smoulder.reading.own_groups import read_own_groups
    from smoulder.reading.parser import load_parser
    from smoulder.records.month import parse_day
    from smoulder.store.counts import Counts
    from smoulder.store.events import Asked, open_events
    from smoulder.store.ledger import pressure_on_record

    chosen = choose_settings(thresholds, file=settings, data=data, out=out)
    day = None if as_of is None else parse_day(as_of)
    check_folder(Path(chosen.out.partition("{case}")[0] or "."), "--out")
    check_folder(chosen.data, "--data")
    with progress("Reading") as tell:
        from smoulder.assessment.assess import Request
        from smoulder.assessment.assess import assess as answer

        request = Request(
            reports=tuple(open_source(name) for name in reports or ()),
            group=group,
            country=country,
            as_of=day,
            today=date.today(),
            mode=mode,
            settings=chosen.settings,
            counts=Counts(open_events(chosen.data), Asked(mode=mode, as_of=day)),
            own=read_own_groups(chosen.data),
            record=pressure_on_record(chosen.data),
            parser=load_parser(parser) if parser else None,
            folder=chosen.data,
            progress=tell,
        )
        assessment = answer(request)
        tell("Writing the brief")
        kept, page = _keep_and_write(assessment, chosen)
    _show(assessment, json)
    _say_where(assessment, chosen, kept, page)


def _say_where(assessment: Assessment, chosen: Chosen, kept: Kept, page: Path) -> None:
    """Tell what was asked about, and where everything lies."""
    if assessment.chosen != "given":
        say(f"Asked about: {assessment.chosen}")
    say(f"Data folder: {chosen.data}")
    say(
        f"Case: {kept.case_id} ({'new' if kept.new else 'known; new answer' if kept.new_answer else 'known'})"
    )
    say(f"Brief: {page}")


def _keep_and_write(assessment: Assessment, chosen: Chosen) -> tuple[Kept, Path]:
    """Keep the case and write its brief; gives the case and the page."""
    from smoulder.brief.write import write_brief
    from smoulder.store.ledger import open_ledger

    with open_ledger(chosen.data) as ledger:
        kept = ledger.keep(assessment, now=datetime.now(UTC))
    written = write_brief(assessment, Path(chosen.out.replace("{case}", kept.case_id)), ("html", "json"))
    return kept, written["html"]


def _show(assessment: Assessment, as_json: bool) -> None:
    from smoulder.brief.json import render_json
    from smoulder.brief.terminal import half_page

    if as_json:
        print(render_json(assessment).rstrip("\n"))
    else:
        print(half_page(assessment, width=width(), colour=colour(sys.stdout)).rstrip("\n"))
