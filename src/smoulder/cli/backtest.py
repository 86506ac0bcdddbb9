"""`smoulder backtest`: forecasts of the past, made as if it were the present, and scored."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from smoulder.cli.backtest_return import Asked as AskedReturn
from smoulder.cli.backtest_return import On
from smoulder.cli.backtest_run import Asked
from smoulder.cli.engine_choice import EngineOption, Master
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
    engine: EngineOption = None,
    master: Master = None,
) -> None:
    """Forecast each year from the October before, score it, and hold the ensemble against the benchmarks.

    Every year from 2001 to the last asked one is forecast, because the ensemble's weights for a year are learnt on
    the years before it. That takes minutes.
    """
    asked = Asked(of, years, measure, seed, out, data, settings, engine, master)
    found = asked.run()
    print(asked.finish(found, as_json))


@backtests.command("return", epilog="Example:  smoulder backtest return --out out/backtest")
def comebacks(
    *,
    on: Annotated[
        On, typer.Option("--on", help="Lulls of groups by month, episodes of conflicts by year, or both.")
    ] = "both",
    years: Annotated[
        str | None,
        typer.Option(
            "--years",
            metavar="A-B",
            help="Years of the origins to score, from 1995 on, such as 2010-2022 [2010 to the last].",
        ),
    ] = None,
    own: Annotated[
        Path | None,
        typer.Option(
            "--with",
            metavar="FILE",
            help="A CSV of your own columns by group, country or year, as `rates` takes it.",
        ),
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", min=1, max=64, help="Processes that forecast at once.")] = 2,
    seed: Seed = 1,
    out: Out = None,
    as_json: AsJson = False,
    data: DataFolder = None,
    settings: SettingsFile = None,
    engine: EngineOption = None,
    master: Master = None,
) -> None:
    """Ask of every past lull whether it would end, with what was known then, and score the answers.

    The model is fitted anew for every year from 1994 on, each time without the groups it is asked about. That takes
    minutes.
    """
    asked = AskedReturn(on, years, jobs, seed, own, out, data, settings, engine, master)
    print(asked.finish(asked.run(), as_json))
