"""`smoulder series`: the months of one group in one country, and its lulls."""

from __future__ import annotations

import sys
from datetime import date
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from smoulder.cli.engine_choice import EngineOption, Master
from smoulder.cli.options import AsJson, AsOf, DataFolder, SettingsFile
from smoulder.cli.output import write_whole
from smoulder.cli.terminal import say, width
from smoulder.cli.thresholds import takes_thresholds
from smoulder.records.month import last_full_month, parse_day

if TYPE_CHECKING:
    from smoulder.records.series import Lull, Series
    from smoulder.records.settings import Settings
    from smoulder.series.breaks import Level

KindOption = Annotated[
    Literal["all", "state-based", "non-state", "one-sided"],
    typer.Option("--kind", help="The kind of violence to count."),
]
RuleOption = Annotated[
    Literal["days", "end"],
    typer.Option(
        "--rule",
        help="Events that span months: an equal share for each day, or all in the month of the last day, "
        "as VIEWS counts. The latter is for loaded events only.",
    ),
]
Breaks = Annotated[bool, typer.Option("--breaks", help="Months from which deaths ran at another level.")]
Indicators = Annotated[
    int | None,
    typer.Option(
        "--indicators",
        metavar="MONTHS",
        min=1,
        help="Footprint, lethality, tempo and target mix by periods of that length, from loaded events.",
    ),
]


@takes_thresholds
def series(
    name: Annotated[str, typer.Argument(metavar="GROUP", help="A name or alias of an armed group.")],
    *,
    country: Annotated[str, typer.Option("--country", help="The country.")],
    as_of: AsOf = None,
    kind: KindOption = "all",
    rule: RuleOption = "days",
    breaks: Breaks = False,
    indicators: Indicators = None,
    months: Annotated[int, typer.Option("--months", min=0, help="Months to show; 0 shows all.")] = 24,
    svg: Annotated[
        Path | None, typer.Option("--svg", metavar="FILE", help="Write the chart to a file as SVG.")
    ] = None,
    json: AsJson = False,
    data: DataFolder = None,
    settings: SettingsFile = None,
    engine: EngineOption = None,
    master: Master = None,
    thresholds: dict[str, str],
) -> None:
    """Show the months of a group in a country, drawn and as numbers, and the lulls found in them."""
    from smoulder.cli.series_periods import periods_words
    from smoulder.cli.series_words import series_words
    from smoulder.cli.settings import choose_settings
    from smoulder.desk.one_series import Wish, look_at
    from smoulder.desk.series_json import breaks_json
    from smoulder.desk.series_periods import nothing_loaded, period_indicators
    from smoulder.reading.groups import load_registry
    from smoulder.reading.own_groups import read_own_groups
    from smoulder.series.breaks import find_levels
    from smoulder.store.events import Asked

    chosen = choose_settings(thresholds, file=settings, data=data, engine=engine, master=master)
    day = None if as_of is None else parse_day(as_of)
    registry = load_registry(read_own_groups(chosen.data))
    looked = look_at(chosen, registry, Wish(name, country, day, kind, rule))
    found, lulls, notes = looked.series, looked.lulls, looked.notes
    levels = find_levels(found.first, found.deaths) if breaks else []
    shown = looked.as_json()
    shown |= {"breaks": breaks_json(levels)} if breaks else {}
    parts = [series_words(shown, months, draw_blocks(found, lulls, levels)), *notes]
    if indicators is not None:
        shown["indicators"] = period_indicators(
            looked.store, found.group_id, found.country, indicators, Asked(as_of=day)
        )
        if shown["indicators"]:
            parts.append(periods_words(shown["indicators"], indicators))
        else:
            say(nothing_loaded(found, day))
    if svg is not None:
        write_svg(svg, found, day, chosen.settings, looked.won)
    print(dumps(shown, ensure_ascii=False, indent=2) if json else "\n\n".join(parts))


def draw_blocks(found: Series, lulls: list[Lull], levels: list[Level]) -> str:
    """The series in characters that the terminal has, with its lulls and where levels change."""
    from smoulder.brief.charts.blocks import block_chart

    fine = (sys.stdout.encoding or "").lower().startswith("utf")
    changes = [level.first for level in levels[1:]]
    return block_chart(found, lulls, width(), fine=fine, changes=changes)


def write_svg(file: Path, found: Series, day: date | None, settings: Settings, won: int | None) -> None:
    """Write the brief's chart of the series to a file, and say where; without a day, to the end of the months."""
    import numpy as np

    from smoulder.brief.charts.series_svg import series_svg
    from smoulder.series.situation import stand
    from smoulder.series.traps import first_day_after

    as_of = day or first_day_after(found.last)
    to = last_full_month(as_of)
    standing = stand(found, (), to, to, settings, np.random.default_rng(settings.seed), won)
    write_whole(file, series_svg(standing, as_of, settings), "--svg")
    say(f"Chart: {file}")
