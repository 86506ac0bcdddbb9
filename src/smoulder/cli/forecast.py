"""`smoulder forecast`: how many deaths, as draws, for all countries or all groups."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from smoulder.cli.forecast_run import Asked, vintage_words
from smoulder.cli.options import DataFolder, SettingsFile

forecasts = typer.Typer(
    help="How many deaths in the months ahead, as draws.", no_args_is_help=False, rich_markup_mode=None
)

AsOfMonth = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="MONTH",
        help="The last month the model sees, YYYY-MM; without it, the newest that the data cover.",
    ),
]
Months = Annotated[
    str,
    typer.Option("--months", metavar="A-B", help="Months ahead, from 1 to 36, such as 3-14; or one of them."),
]
Draws = Annotated[int, typer.Option("--draws", help="Draws for each month, 20 to 2,000.")]
Out = Annotated[Path, typer.Option("--out", metavar="FILE", help="The Parquet file to write.")]
Seed = Annotated[str | None, typer.Option("--seed", help="Where random numbers begin [20200123].")]
Model = Annotated[str | None, typer.Option("--model", metavar="NAME", help="The model of counts.")]
Measure = Annotated[
    Literal["deaths", "inflicted", "events"],
    typer.Option("--measure", help="What is counted: all deaths, those the group inflicted, or events."),
]


@forecasts.command(
    "countries",
    epilog="Example:  smoulder forecast countries --as-of 2024-04 --months 3-14 --out july.parquet",
)
def countries(
    *,
    out: Out,
    as_of: AsOfMonth = None,
    months: Months = "1-12",
    draws: Draws = 1000,
    seed: Seed = None,
    model: Model = None,
    data: DataFolder = None,
    settings: SettingsFile = None,
) -> None:
    """Forecast state-based deaths of all countries, in the form of the VIEWS challenge: month_id, country_id, draw,
    outcome.

    Months that loaded UCDP releases cover are counted from them if they came out after the panel that ships, which
    ends in April 2024; all others come from that panel.
    """
    from smoulder.cli.forecast_file import country_columns
    from smoulder.reading.figures import vintage
    from smoulder.store.panels import country_panel, releases_after_panel

    asked = Asked(out, as_of, months, draws, seed, model, data, settings)
    found = asked.forecast("countries", country_panel)
    source = f"VIEWS country-months {vintage()['VIEWS country-months']}"
    words = vintage_words(source, releases_after_panel(asked.store()))
    asked.finish(found, country_columns(found), "countries", words)


@forecasts.command(
    "groups",
    epilog="Example:  smoulder forecast groups --as-of 2018-12 --measure inflicted --out groups.parquet",
)
def groups(
    *,
    out: Out,
    as_of: AsOfMonth = None,
    months: Months = "1-12",
    draws: Draws = 1000,
    seed: Seed = None,
    model: Model = None,
    measure: Measure = "deaths",
    data: DataFolder = None,
    settings: SettingsFile = None,
) -> None:
    """Forecast deaths or events of all groups that are covered in the last month, each in each country: month,
    group_id, country, draw, outcome.
    """
    from smoulder.cli.forecast_file import group_columns
    from smoulder.reading.figures import vintage
    from smoulder.store.counts import Counts
    from smoulder.store.panels import group_panel

    asked = Asked(out, as_of, months, draws, seed, model, data, settings)
    found = asked.forecast("groups", lambda store: group_panel(store, measure))
    words = vintage_words(f"UCDP GED {vintage()['UCDP GED']}", Counts(asked.store()).coverage())
    asked.finish(found, group_columns(found), "groups", words)
