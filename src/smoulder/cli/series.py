"""`smoulder series`: the months of one group in one country, and its lulls."""

from __future__ import annotations

import math
import sys
from datetime import date
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from smoulder.cli.options import AsJson, AsOf, DataFolder, SettingsFile
from smoulder.cli.output import write_whole
from smoulder.cli.terminal import say, table, width
from smoulder.cli.thresholds import takes_thresholds
from smoulder.records.month import last_full_month, month_of, month_text, parse_day

if TYPE_CHECKING:
    from smoulder.records.group import Group
    from smoulder.records.series import Lull, Series
    from smoulder.records.settings import Settings

COUNTS = ("events", "deaths", "low", "high", "inflicted", "suffered", "unknown")


@takes_thresholds
def series(
    name: Annotated[str, typer.Argument(metavar="GROUP", help="A name or alias of an armed group.")],
    *,
    country: Annotated[str, typer.Option("--country", help="The country.")],
    as_of: AsOf = None,
    months: Annotated[int, typer.Option("--months", min=0, help="Months to show; 0 shows all.")] = 24,
    svg: Annotated[
        Path | None, typer.Option("--svg", metavar="FILE", help="Write the chart to a file as SVG.")
    ] = None,
    json: AsJson = False,
    data: DataFolder = None,
    settings: SettingsFile = None,
    thresholds: dict[str, str],
) -> None:
    """Show the months of a group in a country, drawn and as numbers, and the lulls found in them."""
    from smoulder.cli.settings import choose_settings
    from smoulder.reading.groups import load_registry
    from smoulder.series.lull import find_lulls
    from smoulder.series.situation import cut_series
    from smoulder.store.counts import Counts
    from smoulder.store.events import open_events

    chosen = choose_settings(thresholds, file=settings, data=data)
    day = None if as_of is None else parse_day(as_of)
    registry = load_registry()
    group = registry.find(name)
    found = Counts(open_events(chosen.data)).series(group.group_id, registry.country(country))
    if day is not None:
        found = cut_series(found, last_full_month(day))
    lulls = find_lulls(found, chosen.settings, won=won_in(group, found.country, day))
    shown = series_json(found, lulls)
    if svg is not None:
        write_svg(svg, found, day, chosen.settings, won_in(group, found.country, day))
    if json:
        print(dumps(shown, ensure_ascii=False, indent=2))
    else:
        from smoulder.brief.charts.blocks import block_chart

        fine = (sys.stdout.encoding or "").lower().startswith("utf")
        print(series_words(shown, months, block_chart(found, lulls, width(), fine=fine)))


def write_svg(file: Path, found: Series, day: date | None, settings: Settings, won: int | None) -> None:
    """Write the brief's chart of the series to a file, and say where; without a day, to the end of the months."""
    import numpy as np

    from smoulder.brief.charts.series_svg import series_svg
    from smoulder.series.situation import stand
    from smoulder.series.traps import first_day_after

    as_of = day or first_day_after(found.last)
    to = last_full_month(as_of)
    standing = stand(found, (), to, to, settings, np.random.default_rng(settings.seed), won)
    write_whole(file, series_svg(standing, as_of, settings))
    say(f"Chart: {file}")


def series_json(series: Series, lulls: list[Lull]) -> dict[str, Any]:  # Any: JSON
    """A series and its lulls in the form that is kept from version to version."""
    columns = {name: getattr(series, name) for name in COUNTS}
    return {
        "group": series.group,
        "country": series.country,
        "measure": series.measure,
        "source": series.source,
        "vintage": series.vintage,
        "months": [
            {
                "month": month_text(series.first + at),
                **{name: _number(float(values[at])) for name, values in columns.items()},
            }
            for at in range(len(series.deaths))
        ],
        "lulls": [
            {
                "known": month_text(lull.known),
                "began": month_text(lull.began),
                "peak": _number(lull.peak),
                "lowest": _number(lull.lowest),
                "ended": None if lull.ended is None else month_text(lull.ended),
                "end": lull.end,
            }
            for lull in lulls
        ],
    }


def series_words(shown: dict[str, Any], months: int, drawing: str = "") -> str:  # Any: JSON
    """The JSON form as tables, under a drawing.

    months: how many of the last months to show; 0 shows all.
    """
    rows = [[_cell(month[head]) for head in ("month", *COUNTS)] for month in shown["months"][-months:]]
    where = f"{shown['group']} in {shown['country']}"
    title = f"{where}, deaths of {shown['measure']} ({shown['source']}, {shown['vintage']})"
    parts = ["\n".join(filter(None, [title, drawing])), table(("month", *COUNTS), rows)]
    heads = ("known", "began", "peak", "lowest", "ended", "end")
    lulls = [[_cell(lull[head]) for head in heads] for lull in shown["lulls"]]
    parts.append("LULLS\n" + (table(heads, lulls) if lulls else "none"))
    return "\n\n".join(parts)


def won_in(group: Group, country: str, day: date | None) -> int | None:
    """The month from which the group was known to be the government there, by the as-of day, or None."""
    known = [link.known for link in group.links if link.kind == "won" and link.country in ("", country)]
    return min((month_of(one) for one in known if day is None or one <= day), default=None)


def _number(value: float) -> float | int | None:
    """A count as JSON has it: unknown is null, whole numbers without a point."""
    if math.isnan(value):
        return None
    return int(value) if value == int(value) else round(value, 2)


def _cell(value: object) -> str:
    return "?" if value is None else str(value)
