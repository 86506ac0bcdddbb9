"""`smoulder backtest`: forecasts of the past, made as if it were the present, and scored."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from smoulder.cli.backtest_run import Asked
from smoulder.cli.options import AsJson, DataFolder, SettingsFile

backtests = typer.Typer(
    help="Forecast the past as if it were the present, and score it.",
    no_args_is_help=False,
    rich_markup_mode=None,
)

Of = Annotated[Literal["countries", "groups"], typer.Option("--of", help="What is forecast.")]
Years = Annotated[
    str | None,
    typer.Option(
        "--years",
        metavar="A-B",
        help="Years to score, from 2005 on, such as 2018-2023, or one of them [2018 to the last whole year].",
    ),
]
Measure = Annotated[
    Literal["deaths", "inflicted", "events"] | None,
    typer.Option(
        "--measure", help="What is counted of groups: deaths, those the group inflicted, or events."
    ),
]
Seed = Annotated[int, typer.Option("--seed", min=0, help="Where random numbers begin.")]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out", metavar="DIR", help="Folder for scores.json, table.md and the drawing calibration.svg."
    ),
]


@backtests.callback()
def backtest() -> None:
    """Forecast the past as if it were the present, and score it."""


@backtests.command("counts", epilog="Example:  smoulder backtest counts --years 2018-2023 --out out/backtest")
def counts(
    *,
    of: Of = "countries",
    years: Years = None,
    measure: Measure = None,
    seed: Seed = 1,
    out: Out = None,
    as_json: AsJson = False,
    data: DataFolder = None,
    settings: SettingsFile = None,
) -> None:
    """Forecast each year from the October before, score it, and hold the ensemble against the benchmarks.

    Every year from 2001 to the last asked one is forecast, because the ensemble's weights for a year are learnt on
    the years before it. That takes minutes.
    """
    asked = Asked(of, years, measure, seed, out, data, settings)
    found = asked.run()
    print(asked.finish(found, as_json))
