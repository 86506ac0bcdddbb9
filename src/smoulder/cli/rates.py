"""`smoulder rates`: what became of past lulls and past episodes like this one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from smoulder.cli.engine_choice import EngineOption, Master
from smoulder.cli.options import AsJson, AsOf, DataFolder, SettingsFile
from smoulder.cli.terminal import progress, width
from smoulder.cli.thresholds import takes_thresholds

Group = Annotated[
    str | None,
    typer.Option(
        "--group", help="A group in a lull: past lulls like its own; needs --country if it has several."
    ),
]
InCountry = Annotated[str | None, typer.Option("--country", help="The country of the group's lull.")]
Age = Annotated[
    int | None,
    typer.Option(
        "--age", metavar="MONTHS", min=0, help="Without a group: how long past lulls had lasted [0]."
    ),
]
Where = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        metavar="NAME=VALUE",
        help="Only past cases like that, as deaths=10..24, country!=Sudan, decade=2010s; a name alone: as the "
        "group's lull has it. Names: depth, deaths, lowest, peak, share, silence, comebacks, type, decade, "
        "region, country; of episodes: outcome, intensity, earlier, length, aim, troops, decade, region, country.",
    ),
]
By = Annotated[
    list[str] | None,
    typer.Option("--by", metavar="NAME", help="Split the class by one of these, or by age."),
]
With = Annotated[
    Path | None,
    typer.Option(
        "--with",
        metavar="FILE",
        help="A CSV of your own columns by group, country and year, to use as names.",
    ),
]
Horizons = Annotated[
    str | None,
    typer.Option(
        "--horizons", metavar="MONTHS", help="How far ahead [6,12,24,36,60; episodes: 24,36,60,120]."
    ),
]
Major = Annotated[bool, typer.Option("--major", help="Also comebacks that reached half of the peak.")]
LineOption = Annotated[
    Literal["frozen", "running"],
    typer.Option("--line", help="A comeback as a question asks for it, or as it ends a lull."),
]
All = Annotated[
    bool, typer.Option("--all", help="Also lulls of groups that had won, and no victory ends a lull.")
]
Episodes = Annotated[
    bool, typer.Option("--episodes", help="Yearly conflict episodes in place of monthly group lulls.")
]
List = Annotated[
    bool | None, typer.Option("--list/--no-list", help="All past cases one by one, or none [up to 25].")
]


@takes_thresholds
def rates(
    group: Group = None,
    country: InCountry = None,
    as_of: AsOf = None,
    age: Age = None,
    where: Where = None,
    by: By = None,
    with_: With = None,
    horizons: Horizons = None,
    major: Major = False,
    line: LineOption = "frozen",
    all: All = False,
    episodes: Episodes = False,
    list: List = None,
    *,
    json: AsJson = False,
    data: DataFolder = None,
    settings: SettingsFile = None,
    engine: EngineOption = None,
    master: Master = None,
    thresholds: dict[str, str],
) -> None:
    """Say how often past lulls came back, and name each of them.

    With a group, past lulls like its running one; else all of one age. Each is followed from the month in
    which it was as old, and nothing later than the as-of day is seen.
    """
    from smoulder.cli.rates_ask import Asked, rates_of
    from smoulder.cli.rates_list import list_words, without_cases
    from smoulder.cli.rates_words import rates_words
    from smoulder.cli.settings import choose_settings
    from smoulder.records.month import parse_day

    chosen = choose_settings(thresholds, file=settings, data=data, engine=engine, master=master)
    asked = Asked(
        group=group,
        country=country,
        as_of=None if as_of is None else parse_day(as_of),
        today=date.today(),
        age=age,
        where=tuple(where or ()),
        by=tuple(by or ()),
        own=with_,
        horizons=horizons,
        major=major,
        line=line,
        all=all,
        episodes=episodes,
        settings=chosen.settings,
        data=chosen.data,
        events=chosen.events,
    )
    with progress("Following past cases"):
        found = rates_of(asked)
    if json:
        shown = without_cases(found) if list is False else found
        print(shown.model_dump_json(indent=2))
        return
    parts = [rates_words(found, width(), major=major), list_words(found, width(), list)]
    print("\n\n".join(filter(None, parts)))
