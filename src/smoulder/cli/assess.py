"""`smoulder assess`: from reports, from data alone, or both, to a brief."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smoulder.cli.options import (
    AsJson,
    AsOf,
    Borders,
    Country,
    DataFolder,
    Forms,
    Label,
    Language,
    Mode,
    OutFolder,
    ParserName,
    SettingsFile,
)
from smoulder.cli.output import check_folder
from smoulder.cli.terminal import colour, progress, say, width
from smoulder.cli.thresholds import takes_thresholds

if TYPE_CHECKING:
    from smoulder.cli.assess_one import Done
    from smoulder.records.case import Assessment

Reports = Annotated[
    list[str] | None, typer.Argument(metavar="REPORT", help="Text or HTML files; - reads from a pipe.")
]
GroupName = Annotated[
    str | None, typer.Option("--group", help="The armed group; without it, the one the reports name.")
]
Watched = Annotated[
    bool,
    typer.Option(
        "--watched", help="Assess every group that `smoulder watch` lists, each as of its last month."
    ),
]


@takes_thresholds
def assess(
    reports: Reports = None,
    *,
    group: GroupName = None,
    country: Country = None,
    as_of: AsOf = None,
    mode: Mode = "revised",
    watched: Watched = False,
    label: Label = "",
    out: OutFolder = None,
    to: Forms = "",
    language: Language = "en",
    borders: Borders = None,
    json: AsJson = False,
    parser: ParserName = "",
    data: DataFolder = None,
    settings: SettingsFile = None,
    thresholds: dict[str, str],
) -> None:
    """Read reports, look up the months, and write what to think of the quiet.

    Without reports, --group and --country say what is asked. The answer is kept as a case, and the same
    question finds the same case again, with all that was read or entered for it before.
    """
    from smoulder.cli.alone import parser_at_hand
    from smoulder.cli.assess_one import assess_one
    from smoulder.cli.assess_watched import assess_watched, check_watched
    from smoulder.cli.brief_forms import choose_print, tell_missing
    from smoulder.cli.settings import choose_settings
    from smoulder.cli.source import open_source
    from smoulder.desk.assess import Asking
    from smoulder.records.month import parse_day

    chosen = choose_settings(thresholds, file=settings, data=data, out=out)
    check_folder(Path(chosen.out.partition("{case}")[0] or "."), "--out")
    check_folder(chosen.data, "--data")
    if watched:
        check_watched(bool(reports or group), chosen.out)
    asking = Asking(
        reports=tuple(open_source(one) for one in reports or ()),
        group=group,
        country=country,
        as_of=None if as_of is None else parse_day(as_of),
        mode=mode,
        label=" ".join(label.split()),
        parser=parser,
    )
    with ExitStack() as reading, progress("Reading") as tell:
        reading.enter_context(parser_at_hand(bool(reports) and not parser))
        printing = choose_print(to, language, borders or chosen.borders)
        if watched:
            if assess_watched(asking, chosen, printing, json):
                raise typer.Exit(1)
            return
        done = assess_one(asking, chosen, printing, tell, answered=reading.close)
    _tell(done, chosen.data, json)
    if tell_missing(done.written):
        raise typer.Exit(1)


def _tell(done: Done, data: Path, as_json: bool) -> None:
    """The answer on stdout; what was asked about, and where everything lies, on stderr."""
    assessment, kept = done.worked.assessment, done.worked.kept
    _show(assessment, as_json)
    if assessment.chosen != "given":
        say(f"Asked about: {assessment.chosen}")
    say(f"Data folder: {data}")
    how = "new" if kept.new else "known; new answer" if kept.new_answer else "known"
    say(f"Case: {kept.case_id} ({how})")
    say(f"Brief: {done.written.main}")


def _show(assessment: Assessment, as_json: bool) -> None:
    from smoulder.brief.json import render_json
    from smoulder.brief.terminal import half_page

    if as_json:
        print(render_json(assessment).rstrip("\n"))
    else:
        print(half_page(assessment, width=width(), colour=colour(sys.stdout)).rstrip("\n"))
