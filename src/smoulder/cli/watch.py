"""`smoulder watch`: which groups are in a lull, and what changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smoulder.cli.engine_choice import EngineOption, Master
from smoulder.cli.options import AsJson, AsOf, DataFolder, SettingsFile
from smoulder.cli.terminal import progress, width
from smoulder.cli.thresholds import takes_thresholds

if TYPE_CHECKING:
    from smoulder.cli.watch_choice import Choice
    from smoulder.reading.groups import Registry
    from smoulder.records.event import Inflation
    from smoulder.records.event_place import EventPlace
    from smoulder.records.series import Series
    from smoulder.series.watched import About
    from smoulder.store.counts import Counts

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
    from smoulder.cli.watch_choice import Choice, carried_options, read_earlier, watched_month
    from smoulder.cli.watch_words import changes_words, list_words, watch_json
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


def watched_series(choice: Choice, place: EventPlace, registry: Registry) -> tuple[list[Series], About]:
    """The series that ship with the user's own events laid over them, and what is known of their groups;
    Mexico only where it is asked for."""
    from smoulder.reading.organisation import alliances, organisation_levels
    from smoulder.records.series import Measure
    from smoulder.series.watched import About
    from smoulder.store.counts import Counts
    from smoulder.store.events import open_events

    mexico = choice.country == "Mexico"
    counts = Counts(open_events(place))
    series = counts.all_series(include_mexico=mexico)
    kinds: tuple[Measure, ...] = ("state-based", "non-state", "one-sided")
    return series, About(
        links={one.group_id: registry.links(one.group_id) for one in series},
        organised=organisation_levels(),
        alliances=alliances(),
        by_kind=[one for kind in kinds for one in counts.all_series(kind, include_mexico=mexico)],
        coverage=counts.coverage(),
        inflation=_inflation(counts, series),
    )


def _inflation(counts: Counts, series: Sequence[Series]) -> dict[str, Inflation | None]:
    """The measured candidate-to-final factor of each country that has candidate months."""
    from smoulder.series.provisional import candidate_from

    countries = sorted({one.country for one in series}) if counts.own_data else []
    fast = [one for one in countries if candidate_from(counts.coverage(), one) is not None]
    return {one: counts.inflation(one) for one in fast}


def _json(value: object) -> str:
    return dumps(value, ensure_ascii=False, indent=2)
