"""`smoulder watch`: which groups are in a lull, and what changed."""

from __future__ import annotations

from datetime import date
from json import dumps
from pathlib import Path
from typing import Annotated

import typer

from smoulder.cli.engine_choice import EngineOption, Master
from smoulder.cli.options import AsJson, AsOf, DataFolder, SettingsFile
from smoulder.cli.terminal import progress, width
from smoulder.cli.thresholds import takes_thresholds

SOMETHING_NEW = 3

Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="DAY|FILE",
        help="Print what changed since a day, or since the list an earlier run wrote with --json; "
        "exit code 0 nothing new, 3 something new.",
    ),
]
WatchCountry = Annotated[
    str | None, typer.Option("--country", help="One country, its older lulls and Mexico included.")
]
All = Annotated[
    bool, typer.Option("--all", help="Older lulls, communities, alliances and groups that won as well.")
]
Limit = Annotated[int, typer.Option("--limit", min=0, help="Rows to print; 0 prints all. JSON holds all.")]


@takes_thresholds
def watch(
    as_of: AsOf = None,
    since: Since = None,
    country: WatchCountry = None,
    all: All = False,
    limit: Limit = 10,
    *,
    json: AsJson = False,
    data: DataFolder = None,
    settings: SettingsFile = None,
    engine: EngineOption = None,
    master: Master = None,
    thresholds: dict[str, str],
) -> None:
    """List the groups that are in a lull as of the last month of their data, or what changed since.

    Made for a scheduled run: --since with a file that an earlier run wrote tells what is new, whenever
    the data behind it came in.
    """
    from smoulder.cli.settings import choose_settings
    from smoulder.cli.thresholds import carried_options
    from smoulder.cli.watch_words import changes_words, list_words
    from smoulder.desk.watch_choice import Choice, read_earlier, watched_month
    from smoulder.desk.watch_json import watch_json
    from smoulder.desk.watched_series import watched_series
    from smoulder.reading.groups import load_registry
    from smoulder.reading.own_groups import read_own_groups
    from smoulder.series.changes import changes, seen_of
    from smoulder.series.watch import watch as look

    chosen = choose_settings(thresholds, file=settings, data=data, engine=engine, master=master)
    to = watched_month(as_of, date.today())
    registry = load_registry(read_own_groups(chosen.data))
    place = None if country is None else registry.country(country)
    choice = Choice(place, all, chosen.settings, carried_options(thresholds, data, settings))
    earlier = None
    if since is not None:
        earlier = read_earlier(Path(since), choice) if Path(since).is_file() else watched_month(since)
    with progress("Looking at every series"):
        series, about = watched_series(choice, chosen.events, registry)
        found = look(series, to, chosen.settings, about)
        if isinstance(earlier, int):
            before = look(series, earlier, chosen.settings, about)
            earlier = seen_of(choice.rows(before))
    rows = choice.rows(found)
    if earlier is None:
        print(
            _json(watch_json(found, rows, choice))
            if json
            else list_words(found, rows, choice, limit, width())
        )
        return
    new = changes(earlier, found, rows)
    print(_json(watch_json(found, rows, choice, new)) if json else changes_words(found, new, choice, width()))
    if new:
        raise typer.Exit(SOMETHING_NEW)


def _json(value: object) -> str:
    return dumps(value, ensure_ascii=False, indent=2)
